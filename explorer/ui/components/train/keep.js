/** Keep it: the run as a zip, or its generator in Explore. */

import { chooseLanguage, fill } from '../ink.js';

/** @param {{element: HTMLElement, constants: any, trigger: Function, server: any, events: string[], root: string}} gradio */
export function mount({ element, constants, trigger, server, events: [openRun], root }) {
  const text = chooseLanguage(constants.text), box = element.querySelector('.train-keep');
  const part = (name) => box.querySelector(`.${name}`), stage = () => document.querySelector('.train-stage')?.stage;
  for (const node of box.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];

  const offer = () => {
    const { run, update } = stage() ?? {}, begun = Boolean(run) && update?.step > 0, points = update?.config?.network === 'mlp';
    const watching = Boolean(stage()?.watching); // somebody else's: to be forked first
    for (const name of ['take', 'explore']) part(name).title = watching ? text.watch_fork_first : '';
    part('take').disabled = watching || !begun || part('take').classList.contains('busy');
    part('explore').disabled = watching || !begun || points;
    if (points) part('explore').title = text.keep_no_explore;
  };

  part('take').onclick = async () => {
    part('take').classList.add('busy');
    offer();
    part('said').textContent = text.keep_packing;
    const { url, name, bytes, error } = await server.export_run({ run: stage().run }).catch(() => ({ error: text.no_answer }));
    part('said').textContent = error || fill(text.keep_packed, { name, size: (bytes / 1e6).toFixed(1) });
    if (url) Object.assign(document.createElement('a'), { href: root + url, download: name }).click();
    part('take').classList.remove('busy');
    offer();
  };
  part('explore').onclick = () => {
    scrollTo(0, 0);
    trigger(openRun, { run: stage().run });
  };
  document.addEventListener('train-update', offer);
  offer();
}

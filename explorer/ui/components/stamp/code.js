/** The code panel: asks for the script of the setting on the stage, and copies it. */

import { chooseLanguage } from '../ink.js';
import { newest } from '../newest.js';
import { onShown } from './shown.js';

const REST = 120; // milliseconds without a change before a script is asked for: a drag asks once

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const root = element.querySelector('.stamp-code'), text = chooseLanguage(constants.text);
  const part = (name) => root.querySelector(`.${name}`), say = (sentence) => { part('said').textContent = sentence; };
  let library = 'pytorch', link = null, timer;

  root.setAttribute('aria-label', text.title);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
  part('copy').title = text.copy;

  const ask = newest((request) => server.write_code(request), ({ code, error }, request, superseded) => {
    if (superseded || request.library !== library) return;
    if (code) part('code').textContent = code;
    root.dataset.of = code ? request.link : '';
    say(error ?? '');
  }, () => say(text.lost));

  onShown((view) => {
    link = view.link;
    clearTimeout(timer);
    timer = setTimeout(() => ask({ library, link }), REST);
  });

  part('libraries').onclick = ({ target }) => {
    if (!target.dataset.library) return;
    library = target.dataset.library;
    for (const button of root.querySelectorAll('[data-library]')) button.setAttribute('aria-pressed', button === target);
    if (link !== null) ask({ library, link });
  };
  part('copy').onclick = async () => {
    if (await copy(part('code'))) say(text.copied);
    else say(text.selected);
    setTimeout(() => say(''), 2500);
  };
}

/** Copy a block's text; where the browser forbids that, select it and return false. */
async function copy(block) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(block);
    return false;
  }
}

/** The layers of G and D: what each is, what it makes, what it costs; and what the fields around mean. */

import { chooseLanguage, fill } from '../ink.js';
import { dressFields } from './fields.js';
import { wordsOf } from './words.js';

/**
 * One layer of a network (see train_inspector.py).
 * @typedef {{what: string, after: string, shape: string, parameters: number, multiply_adds: number, opens: number | null, closed: string}} Layer
 */

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, events: string[]}} gradio */
export function mount({ element, props, constants, trigger, watch, events: [open, apply] }) {
  const text = chooseLanguage(constants.text), root = element.querySelector('.train-inspector');
  const part = (name) => root.querySelector(`.${name}`);
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  const fields = dressFields(root.closest('.train-controls'), constants, text);
  let shown = '';

  const show = () => {
    const value = props.value;
    if (!value) return;
    fields.show(value.config);
    const { networks, config: { system } } = value, words = wordsOf(text, system);
    if (JSON.stringify([networks, system]) === shown) return;
    shown = JSON.stringify([networks, system]);
    part('now').textContent = networks.map(({ name, layers }) => `${words[`layers_of_${name}`]} ${short(sum(layers, 'parameters'))}`).join(' · ');
    part('networks').innerHTML = networks.map((network) => section(network, words)).join('');
  };

  part('networks').onclick = (event) => {
    const button = event.target.closest('button');
    const stage = document.querySelector('.train-stage')?.stage;
    if (!button) return;
    scrollTo(0, 0); // Stamp opens at its top
    trigger(open, { run: stage?.run ?? '', network: button.dataset.network, layer: Number(button.dataset.layer) });
  };
  const offer = () => {
    const stage = document.querySelector('.train-stage')?.stage, begun = stage?.run && !stage.watching && stage.update?.step > 0;
    for (const button of part('networks').querySelectorAll('button')) {
      button.disabled = !begun;
      button.title = begun ? text.layers_open : stage?.watching ? text.watch_fork_first : text.layers_open_later;
    }
    fields.alive(stage);
  };
  watch('value', () => {
    show();
    offer();
  });
  document.addEventListener('train-update', offer);
  document.addEventListener('train-apply', ({ detail }) => trigger(apply, { settings: detail }));
  show();
  offer();
}

/** @param {{name: string, layers: Layer[]}} network @param {Record<string, string>} text */
function section({ name, layers }, text) {
  const total = fill(text.layers_total, { parameters: short(sum(layers, 'parameters')), multiply_adds: short(sum(layers, 'multiply_adds')) });
  return `<section class="network-${name}"><h4><b>${text[`layers_of_${name}`]}</b><span>${total}</span></h4><ol>${layers.map((layer) => row(layer, name, text)).join('')}</ol></section>`;
}

function row({ what, after, shape, parameters, multiply_adds: work, opens, closed }, network, text) {
  const numbers = fill(text.layers_row, { shape, parameters: short(parameters), multiply_adds: short(work) });
  const button = closed ? `<small title="${text[`layers_closed_${closed}_hint`]}">${text[`layers_closed_${closed}`]}</small>` : `<button type="button" data-network="${network}" data-layer="${opens}">${text.layers_button}<svg class="icon"><use href="#icon-out"/></svg></button>`;
  return `<li><b>${what}</b>${button}<span>${after}</span><span>${numbers}</span></li>`;
}

const sum = (layers, name) => layers.reduce((total, layer) => total + layer[name], 0);

/** 1,234 as 1.2 k. @param {number} count */
export function short(count) {
  const [unit, sign] = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']].find(([least]) => count >= least) ?? [1, ''];
  const value = count / unit;
  return `${value >= 100 || unit === 1 ? Math.round(value) : Number(value.toPrecision(2))}${sign && ` ${sign}`}`;
}

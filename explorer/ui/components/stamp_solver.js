/**
 * Solve backwards: two sizes, and the settings that lead from one to the other; each opens.
 *
 * @typedef {{kernel_size: number, stride: number, padding: number, output_padding: number,
 *   dilation: number}} Setting
 * @typedef {{settings: Setting, unevenness: number}} Answer
 */

import { chooseLanguage, fill } from './ink.js';
import { newest } from './newest.js';
import { onShown } from './stamp_shown.js';

const FEW = 12;

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const text = chooseLanguage(constants.text), root = element.querySelector('.stamp-solver');
  const part = (name) => root.querySelector(`.${name}`);
  let answers = [], side = 0, all = false;

  const use = (found, { input, output }, superseded) => {
    if (superseded) return;
    answers = found.answers ?? [];
    side = input;
    all = false;
    part('said').textContent = found.error
      ?? fill(answers.length ? text.solve_count : text.solve_none, { n: answers.length, i: input, o: output });
    list();
  };
  const find = newest((request) => server.find_settings(request), use, () => { part('said').textContent = text.solve_lost; });

  const ask = () => {
    const [before, after] = [part('before').value, part('after').value];
    part('now').textContent = `${before} → ${after}`;
    find({ input: Number(before), output: Number(after) });
  };

  const list = () => {
    const shown = all ? answers : answers.slice(0, FEW), rest = answers.length - shown.length;
    part('answers').innerHTML = shown.map((answer, n) => (
      `<button type="button" data-n="${n}"><b>${name(answer.settings)}</b><span>${evenness(answer, text)}</span></button>`)).join('');
    part('rest').hidden = rest === 0;
    part('rest').textContent = fill(text.solve_more, { n: rest });
    mark();
  };

  const mark = () => {
    const view = stage()?.view;
    for (const button of part('answers').children) {
      button.setAttribute('aria-pressed', Boolean(view) && isShown(view, answers[button.dataset.n].settings, side));
    }
  };

  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  part('answers').setAttribute('aria-label', text.solve_answers);
  part('now').textContent = '7 → 14';
  root.ontoggle = () => root.open && ask();
  part('before').oninput = part('after').oninput = ask;
  part('rest').onclick = () => {
    all = true;
    list();
    part('answers').children[FEW]?.focus();
  };
  part('answers').onclick = (event) => {
    const button = event.target.closest('button');
    if (button) stage().setting.take({ answer: { input: side, settings: answers[button.dataset.n].settings } });
  };
  onShown(mark);
}

const stage = () => document.querySelector('.stamp-stage')?.stage;

/** The setting in the guide's letters; what is usual is left out. @param {Setting} setting */
function name({ kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d }) {
  return `k${k} s${s} p${p}${a ? ` a${a}` : ''}${d > 1 ? ` d${d}` : ''}`;
}

/** @param {Answer} answer */
function evenness({ unevenness }, text) {
  return unevenness ? fill(text.solve_uneven, { value: unevenness.toFixed(2) }) : text.solve_even;
}

/** Whether the stage shows this setting on an input of this side. */
function isShown({ spec, input_size: sides }, setting, side) {
  return sides.every((length) => length === side)
    && Object.entries(setting).every(([key, value]) => spec[key].every((length) => length === value));
}

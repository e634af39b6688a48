/**
 * Solve backwards: two sizes, and the settings that lead from one to the other; each opens.
 *
 * @typedef {number | [number, number]} Side one number, or height and width
 * @typedef {{kernel_size: Side, stride: Side, padding: Side, output_padding: Side,
 *   dilation: Side}} Setting
 * @typedef {{settings: Setting, unevenness: number}} Answer
 */

import { chooseLanguage, fill } from '../ink.js';
import { newest } from '../newest.js';
import { onShown } from './shown.js';

const FEW = 12;

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const text = chooseLanguage(constants.text), root = element.querySelector('.stamp-solver');
  const part = (name) => root.querySelector(`.${name}`);
  let answers = [], from = 0, all = false;

  const use = (found, { input, output }, superseded) => {
    if (superseded) return;
    answers = found.answers ?? [];
    from = input;
    all = false;
    const sentence = !answers.length ? text.solve_none : found.count > answers.length ? text.solve_first : text.solve_count;
    part('said').textContent = found.error ?? fill(sentence, { n: found.count, m: answers.length, i: said(input), o: said(output) });
    list();
  };
  const find = newest((request) => server.find_settings(request), use, () => { part('said').textContent = text.solve_lost; });

  const ask = () => {
    const [before, after] = [part('before').value, part('after').value];
    part('now').textContent = `${before} → ${after}`;
    find({ input: sideOf(before), output: sideOf(after) });
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
      button.setAttribute('aria-pressed', Boolean(view) && isShown(view, answers[button.dataset.n].settings, from));
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
    if (button) stage().setting.take({ answer: { input: from, settings: answers[button.dataset.n].settings } });
  };
  onShown(mark);
}

const stage = () => document.querySelector('.stamp-stage')?.stage;

/** The setting in the guide's letters; what is usual is left out. @param {Setting} setting */
function name({ kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d }) {
  return `k${said(k)} s${said(s)} p${said(p)}${a ? ` a${said(a)}` : ''}${d === 1 ? '' : ` d${said(d)}`}`;
}

/** @param {Answer} answer */
function evenness({ unevenness }, text) {
  return unevenness ? fill(text.solve_uneven, { value: unevenness.toFixed(2) }) : text.solve_even;
}

/** Whether the stage shows this setting on an input of this size. */
function isShown({ spec, input_size: size }, setting, from) {
  const same = (pair, side) => String(pair) === String(Array.isArray(side) ? side : [side, side]);
  return same(size, from) && Object.entries(setting).every(([key, side]) => same(spec[key], side));
}

/** What was typed as one side, or as height and width. @param {string} typed @returns {Side} */
function sideOf(typed) {
  const sides = typed.split(/[×x*,\s]+/i).filter(Boolean).map(Number);
  return sides.length === 1 ? sides[0] : sides;
}

/** @param {Side} side */
const said = (side) => [side].flat().join('×');

/**
 * The field calculator: what a stack of layers sees and reaches, for the layer on the stage.
 *
 * @typedef {{size: number, working: string}} Axis
 * @typedef {{count: number, ends: number[]}} Places
 * @typedef {{cell: [number, number], rows: Places, columns: Places, axes: [Axis, Axis]}} Field
 */

import { chooseLanguage, fill } from '../ink.js';
import { newest } from '../newest.js';
import { onShown } from './shown.js';

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const text = chooseLanguage(constants.text), root = element.querySelector('.stamp-reach');
  const part = (name) => root.querySelector(`.${name}`), buttons = [...root.querySelectorAll('[data-stack]')];
  let stack = 1, link = null;

  const show = ({ error, sizes, projective, receptive }, request, superseded) => {
    if (superseded) return;
    part('said').textContent = error ?? '';
    part('counted').hidden = Boolean(error);
    if (error) return;
    part('sizes').textContent = sizes.map((size) => size.join('×')).join(' → ');
    Object.entries({ projective, receptive }).forEach(([name, field]) => {
      part(`${name}-size`).textContent = field.axes.map((axis) => axis.size).join('×');
      part(`${name}-working`).textContent = working(field.axes, text);
      part(`${name}-here`).textContent = here(field, text[`reach_${name}_here`], text);
    });
    root.dataset.of = JSON.stringify(request);
  };
  const ask = newest((request) => server.measure_fields(request), show, () => show({ error: text.reach_lost }));

  const follow = () => root.open && link !== null && ask({ link, stack });
  const choose = (chosen) => {
    stack = chosen === 'image' ? chosen : Number(chosen);
    for (const button of buttons) button.setAttribute('aria-pressed', button.dataset.stack === chosen);
    follow();
  };

  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  part('stack').setAttribute('aria-label', text.reach_stack);
  part('stack').onclick = ({ target }) => target.dataset.stack && choose(target.dataset.stack);
  root.ontoggle = follow;
  onShown((view) => {
    link = view.link;
    const open = new URLSearchParams(link).has('layer');
    buttons.at(-1).hidden = !open;
    if (!open && stack === 'image') choose('1');
    else follow();
  });
}

/** The formula in numbers: once if both axes agree. @param {[Axis, Axis]} axes */
function working([height, width], text) {
  return height.working === width.working
    ? height.working : fill(text.reach_axes, { height: height.working, width: width.working });
}

/** What was counted cell by cell in the middle. @param {Field} field */
function here({ cell, rows, columns }, sentence, text) {
  if (!rows.count) return fill(text.reach_nothing, { cell: cell.join(',') });
  const ends = ([first, last]) => (first === last ? String(first) : `${first}–${last}`);
  return fill(sentence, {
    cell: cell.join(','), n: rows.count * columns.count, rows: ends(rows.ends), columns: ends(columns.ends),
  });
}

/** Fields on the stage: which inputs can reach an output cell, and which outputs an input reaches. */

import { fill } from '../ink.js';
import { ring } from './cells.js';
import { cellOf, inputAt, originOf } from './math.js';

const VEIL = .74;

/**
 * The cells whose fields are shown: the one under the pointer, else the pinned output cell and the
 * input cell of the stamp in hand.
 * @param {import('./stage.js').Scene} scene @returns {{output?: [number, number], input?: [number, number]}}
 */
export function asked({ hover, cell, current, view }) {
  if (hover?.kind === 'input') return { input: hover.cell };
  if (hover?.kind === 'output' || current < 0) return { output: cell };
  return { output: cell, input: cellOf(view.input_size, current) };
}

/** Rows and columns of the outputs that an input cell reaches and padding keeps. @param {import('./math.js').View} view */
export function projectiveField(view, [i, j]) {
  const { kernel_size: k, dilation: d, padding: p } = view.spec, origin = originOf(view, i * view.input_size[1] + j);
  const [rows, columns] = [0, 1].map((axis) => (
    Array.from({ length: k[axis] }, (_, u) => origin[axis] - p[axis] + u * d[axis])
      .filter((at) => at >= 0 && at < view.output_size[axis])));
  return { rows, columns };
}

/** Rows and columns of the inputs that the terms of an output cell come from. @param {import('./math.js').Term[]} terms */
export function receptiveField(terms) {
  const places = (key) => [...new Set(terms.map((term) => term[key]))].sort((a, b) => a - b);
  return { rows: places('i'), columns: places('j') };
}

/**
 * Where a view shows the input, and which input cell lies at a place of it.
 * @param {import('./stage.js').Scene} scene
 */
export function inputGrid({ layout, view }) {
  return layout.spread
    ? { area: layout.spread, at: (row, column) => inputAt(view, row, column) }
    : { area: layout.input, at: (row, column) => [row, column] };
}

/** Lay a veil over every cell outside the fields. @param {import('./cells.js').Pen} pen @param {import('./stage.js').Scene} scene */
export function drawFields(pen, scene) {
  const { layout, view, terms } = scene, { output, input } = asked(scene), { area, at } = inputGrid(scene);
  if (!area || !layout.output) return; // Matrix shows both fields as a row and a column already
  const [top, left] = layout.spread ? [0, 0] : view.spec.padding;
  if (output) {
    const { rows, columns } = receptiveField(terms);
    veil(pen, area, (r, c) => {
      const cell = at(r, c);
      return cell && rows.includes(cell[0]) && columns.includes(cell[1]);
    });
  }
  if (input) {
    const { rows, columns } = projectiveField(view, input);
    veil(pen, layout.output, (r, c) => rows.includes(r - top) && columns.includes(c - left));
  }
  if (output) ring(pen, layout.output, output[0] + top, output[1] + left, 1, 1, pen.ink.ink);
}

function veil({ context, ink }, area, isInside) {
  context.save();
  context.fillStyle = ink.paper;
  context.globalAlpha = VEIL;
  for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) {
    if (!isInside(r, c)) context.fillRect(area.x + c * area.size, area.y + r * area.size, area.size, area.size);
  }
  context.restore();
}

/** Both fields in words. @param {import('./stage.js').Scene} scene */
export function fieldSentences(scene, text) {
  const { view, terms } = scene, { output, input } = asked(scene);
  return [
    output && sentence('y', output, receptiveField(terms), text.field_receptive, text),
    input && sentence('x', input, projectiveField(view, input), text.field_projective, text),
  ].filter(Boolean).join(' ');
}

function sentence(name, cell, { rows, columns }, words, text) {
  const tagged = `<span class="${name}">${name}[${cell}]</span>`, n = rows.length * columns.length;
  return n ? fill(words, { cell: tagged, n, rows: list(rows), columns: list(columns) }) : fill(text.field_none, { cell: tagged });
}

/** 1–4 where there are no holes, else 1, 3, 5. @param {number[]} places */
function list(places) {
  const whole = places.at(-1) - places[0] === places.length - 1;
  return places.length > 1 && whole ? `${places[0]}–${places.at(-1)}` : places.join(', ');
}

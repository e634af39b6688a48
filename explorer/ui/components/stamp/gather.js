/** The Gather view: an ordinary stride-1 convolution over the spread input, with a turned kernel. */

import { fill, format, signed, write } from '../ink.js';
import { bottom, drawCells, frame, grid, heading, numberAxes, right, ring } from './cells.js';
import { gatherPadding, inputAt, kernelOf, spanOf, spreadSize, windowCount } from './math.js';

/** The player counts windows. @param {import('./math.js').View} view */
export const steps = windowCount;

/** Spread input and turned kernel on the left, output on the right; on a phone one under the other. */
export function layOut(view, { width, height, narrow }) {
  const [sh, sw] = spreadSize(view), [kh, kw] = view.spec.kernel_size, [rows, columns] = view.output_size;
  const top = 36, gutter = 16, limit = Number.isFinite(height) ? height : Infinity;
  if (narrow) {
    const cell = Math.max(2, Math.floor(Math.min(30, (width - gutter - 4) / sw, (limit - 150) * .45 / sh)));
    const spread = grid(gutter, top, cell, sh, sw);
    const kernel = grid(gutter, bottom(spread) + 44, Math.max(4, Math.floor(Math.min(30, 120 / Math.max(kh, kw)))), kh, kw);
    const side = right(kernel) + 40, beside = width - side - 4 >= columns * 24;
    const outputTop = beside ? kernel.y : bottom(kernel) + 44, outputLeft = beside ? side : gutter;
    const size = Math.max(2, Math.floor(Math.min(40, (width - outputLeft - 4) / columns, (limit - outputTop - 6) / rows)));
    const output = grid(outputLeft, outputTop, size, rows, columns);
    return { narrow, width, height: Math.max(bottom(output), bottom(kernel)) + 8, top, left: width, below: 0, spread, kernel, output };
  }
  const zoom = height / 492, left = Math.round(width * .5) - 8;
  const side = Math.max(6, Math.floor(Math.min(32, 128 / Math.max(kh, kw))));
  const cell = Math.max(2, Math.floor(Math.min(30, (left - gutter - 44 - kw * side) / sw, 266 * zoom / sh)));
  const spread = grid(gutter, top, cell, sh, sw), kernel = grid(left - kw * side, top, side, kh, kw);
  const size = Math.max(2, Math.floor(Math.min(46, (height - top) / rows, (width - left - 56 - gutter) / columns)));
  const output = grid(width - columns * size - 2, top, size, rows, columns);
  const below = Math.max(bottom(spread), bottom(kernel) + 60) + 20;
  return { narrow, width, height, top, left, below, spread, kernel, output };
}

export function areas(layout) {
  return { spread: layout.spread, turned: layout.kernel, output: layout.output };
}

/** @param {import('./cells.js').Pen} pen @param {import('./stage.js').Scene} scene */
export function draw(pen, scene) {
  const { layout, view, ink, text, limits, terms, channel, windows } = scene;
  const { spread, kernel, output } = layout, [kh, kw] = view.spec.kernel_size, [top, left] = gatherPadding(view);
  const y = (area) => (layout.narrow ? area.y - 22 : 8);
  const padded = fill(Math.min(top, left) < 0 ? text.spread_cropped : text.spread, {
    zeros: Math.max(...view.spec.stride) - 1, p: top === left ? format(top, 0) : `(${format(top, 0)}, ${format(left, 0)})`,
  });
  heading(pen, spread.x - 2, layout.narrow ? 10 : 8, ink.input, text.input, 'x', padded);
  heading(pen, kernel.x - 2, y(kernel), ink.kernel, text.kernel, '', text.turned);
  heading(pen, output.x - 2, y(output), ink.output, text.output, 'y', `${view.output_size.join('×')}, ${text.stride_one}`);

  const inSum = new Set(terms.filter((t) => t.c === channel.in).map((t) => `${t.i},${t.j}`));
  drawCells(pen, spread, (r, c) => {
    const at = inputAt(view, r, c);
    if (!at) return { fill: ink.scale.zero, label: spread.size > 20 ? '0' : null, faint: true };
    const x = view.x[channel.in][at[0]][at[1]];
    return { fill: signed(ink, x, limits.x), label: format(x, limits.digits.x), dot: inSum.has(String(at)) };
  });
  frame(pen, spread, ink.input);
  ring(pen, spread, ...scene.cell, ...spanOf(view), ink.kernel, 3, 5);

  const w = kernelOf(view, channel.in, channel.out);
  const hot = new Set(terms.filter((t) => t.c === channel.in).map((t) => `${t.u},${t.v}`));
  drawCells(pen, kernel, (r, c) => {
    const u = kh - 1 - r, v = kw - 1 - c, meets = hot.has(`${u},${v}`);
    return { fill: signed(ink, w[u][v], limits.w), label: format(w[u][v], limits.digits.w), dot: meets, faint: !meets };
  });
  frame(pen, kernel, ink.kernel);
  if (!layout.narrow) drawMeeting(pen, kernel, hot.size, kh * kw, text);

  const [ph, pw] = view.spec.padding, plane = view.canvas[channel.out];
  drawCells(pen, output, (r, c) => (r * output.columns + c < windows
    ? { fill: signed(ink, plane[r + ph][c + pw], limits.y), label: format(plane[r + ph][c + pw], limits.digits.y) }
    : { fill: ink.scale.zero }));
  frame(pen, output, ink.output);
  if (output.size > 14) numberAxes(pen, output);
  if (scene.hover?.kind === 'input') {
    const [i, j] = scene.hover.cell, [sh, sw] = view.spec.stride;
    ring(pen, spread, top + i * sh, left + j * sw, 1, 1, ink.input);
  }
  if (scene.hover?.kind === 'kernel') ring(pen, kernel, kh - 1 - scene.hover.cell[0], kw - 1 - scene.hover.cell[1], 1, 1, ink.ink);
  if (!scene.asked) ring(pen, output, ...scene.cell, 1, 1, ink.ink);
}

function drawMeeting({ context, ink }, kernel, meet, all, text) {
  const style = { size: 12, align: 'left', color: ink['ink-2'] }, y = bottom(kernel) + 20;
  write(context, ink, fill(text.meet, { n: meet, total: all }), kernel.x, y, style);
  write(context, ink, text.meet_rest, kernel.x, y + 17, style);
}

/** A cell of this view as a cell of the operation. */
export function translate({ kind, cell }, view) {
  const [kh, kw] = view.spec.kernel_size;
  if (kind === 'turned') return { kind: 'kernel', cell: [kh - 1 - cell[0], kw - 1 - cell[1]] };
  if (kind !== 'spread') return { kind, cell };
  const at = inputAt(view, ...cell);
  return at && { kind: 'input', cell: at };
}

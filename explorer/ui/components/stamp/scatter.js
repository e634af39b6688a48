/** The Scatter view, and Gradient, which is the same arithmetic under other names. */

import { box, format, signed, write } from '../ink.js';
import { bottom, drawCells, frame, grid, heading, numberAxes, right, ring, stack } from './cells.js';
import { cellOf, kernelOf, originOf, reaching, spanOf, stampCount, stampOf } from './math.js';

/**
 * @typedef {import('./cells.js').Grid} Grid
 * @typedef {import('./stage.js').Scene} Scene
 * @typedef {{narrow: boolean, width: number, height: number, top: number, left: number,
 *   below: number, input: Grid, kernel: Grid, stamp: Grid, output: Grid}} Layout
 */

const GUTTER = 16; // room for row numbers left of a grid

/** The player counts stamps. @param {import('./math.js').View} view */
export const steps = stampCount;

/** @param {import('./math.js').View} view @param {{width: number, height: number, narrow: boolean}} room @returns {Layout} */
export function layOut(view, room) {
  return room.narrow ? narrow(view, room) : wide(view, room);
}

/** Input × kernel = stamp on the left half, output on the right. */
function wide(view, { width, height }) {
  const [ih, iw] = view.input_size, [kh, kw] = view.spec.kernel_size, [rows, columns] = view.canvas_size;
  const zoom = height / 492, top = 36, left = Math.round(width * .5) - 8, operator = 30;
  const size = Math.max(3, Math.floor(Math.min(
    36 * zoom, (left - 2 * operator - GUTTER) / (iw + 2 * kw), 180 * zoom / Math.max(ih, kh))));
  const gap = (left - GUTTER - (iw + 2 * kw) * size) / 2, tallest = Math.max(ih, kh) * size;
  const middle = (count) => top + (tallest - count * size) / 2;
  const input = grid(GUTTER, middle(ih), size, ih, iw);
  const kernel = grid(right(input) + gap, middle(kh), size, kh, kw);
  const stamp = grid(right(kernel) + gap, middle(kh), size, kh, kw);
  const cell = Math.max(2, Math.floor(Math.min(64, (height - top) / rows, (width - left - 56 - GUTTER) / columns)));
  const output = grid(width - columns * cell - 2, top, cell, rows, columns);
  return { narrow: false, width, height, top, left, below: top + tallest + 34, input, kernel, stamp, output };
}

/** One under the other for a phone; beside another view, where height is short, three above one. */
function narrow(view, { width, height }) {
  const [ih, iw] = view.input_size, [kh, kw] = view.spec.kernel_size, [rows, columns] = view.canvas_size;
  const gutter = 14, gap = 28, top = 34, short = Number.isFinite(height), tallest = Math.max(ih, kh);
  const across = short ? (width - 2 * gap - gutter - 4) / (iw + 2 * kw) : (width - gap - gutter - 4) / (iw + kw);
  const size = Math.max(2, Math.floor(Math.min(36, across, short ? height * .3 / tallest : Infinity)));
  const input = grid(gutter, top, size, ih, iw), kernel = grid(right(input) + gap, top, size, kh, kw);
  const stamp = short ? grid(right(kernel) + gap, top, size, kh, kw) : grid(gutter, top + tallest * size + 44, size, kh, kw);
  const outputTop = Math.max(top + tallest * size, bottom(stamp)) + 54;
  const tall = short ? (height - outputTop - 6) / rows : 40;
  const cell = Math.max(2, Math.floor(Math.min(40, tall, (width - gutter - 4) / columns)));
  const output = grid(Math.max(gutter, (width - columns * cell) / 2), outputTop, cell, rows, columns);
  return { narrow: true, width, height: bottom(output) + 6, top, left: width, below: 0, input, kernel, stamp, output };
}

/** What can be pointed at. @param {Layout} layout */
export function areas(layout, view) {
  return { input: layout.input, kernel: layout.kernel, output: keptWindow(layout, view) };
}

/** The part of the output grid that padding keeps. @param {Layout} layout @returns {Grid} */
export function keptWindow({ output }, view) {
  const [ph, pw] = view.spec.padding, [rows, columns] = view.output_size;
  return grid(output.x + pw * output.size, output.y + ph * output.size, output.size, rows, columns);
}

/** @param {import('./cells.js').Pen} pen @param {Scene} scene */
export function draw(pen, scene) {
  const { layout, view, ink, current } = scene;
  const region = current < 0 ? null : regionOnOutput(scene, current);
  drawHeadings(pen, scene);
  drawInput(pen, scene);
  drawKernel(pen, scene);
  if (current >= 0) drawStamp(pen, scene);
  if (region) drawBeam(pen, scene, region);
  drawOutput(pen, scene);
  const window = keptWindow(layout, view), every = window.size < 16 ? 4 : 1;
  if (window.size > 8) numberAxes(pen, window, { every, above: layout.output.y - 9, beside: layout.output.x - 9 });
  for (const area of [layout.input, layout.kernel]) if (area.size > 16) numberAxes(pen, area);
  if (region) drawFlight(pen, scene, region);
  drawHover(pen, scene);
  if (!scene.asked) ring(pen, window, ...scene.cell, 1, 1, ink.ink);
}

function drawHeadings(pen, { layout, view, ink, text, current, limits, channel, kind }) {
  const y = (area) => (layout.narrow ? area.y - 24 : 8);
  const by = ([rows, columns], of, n) => `${rows}×${columns}${of > 1 ? ` · ${n + 1}/${of}` : ''}`;
  const gradient = kind === 'gradient', { spec } = view;
  heading(pen, layout.input.x - 2, y(layout.input), ink.input, gradient ? text.upstream : text.input, gradient ? 'g' : 'x', by(view.input_size, spec.in_channels, channel.in));
  heading(pen, layout.kernel.x - 2, y(layout.kernel), ink.kernel, text.kernel, 'w', by(spec.kernel_size, 1, 0));
  if (current >= 0) {
    const [i, j] = cellOf(view.input_size, current), several = reaching(view, channel.out).length > 1;
    const rest = several ? text.over_channels : `${format(view.x[channel.in][i][j], limits.digits.x)} × w`;
    heading(pen, layout.stamp.x - 2, layout.narrow ? layout.stamp.y - (layout.stamp.y === layout.kernel.y ? 24 : 14) : 8, ink.kernel, text.stamp, several ? 'Σ' : '', rest);
  }
  const crops = spec.padding.some((p) => p > 0), adds = spec.output_padding.some((a) => a > 0), short = layout.narrow || (crops && adds);
  const cropped = crops ? `, ${short ? text.cropped_short : text.cropped}` : '', added = adds ? `, ${short ? text.added_short : text.added}` : '';
  heading(pen, layout.output.x - 2, layout.narrow ? layout.output.y - 30 : 8, ink.output, gradient ? '∂L/∂v' : text.output,
    gradient ? '' : 'y', by(view.output_size, spec.out_channels, channel.out) + cropped + added);
}

function drawInput(pen, { layout, view, ink, limits, terms, channel }) {
  const inSum = new Set(terms.filter((t) => t.c === channel.in).map((t) => t.index)), x = view.x[channel.in];
  stack(pen, layout.input, view.spec.in_channels, ink.input);
  drawCells(pen, layout.input, (r, c) => ({
    fill: signed(ink, x[r][c], limits.x), label: format(x[r][c], limits.digits.x), dot: inSum.has(r * view.input_size[1] + c),
  }));
  frame(pen, layout.input, ink.input);
}

function drawKernel(pen, { layout, view, ink, limits, terms, channel }) {
  const w = kernelOf(view, channel.in, channel.out);
  drawCells(pen, layout.kernel, (r, c) => ({
    fill: signed(ink, w[r][c], limits.w), label: format(w[r][c], limits.digits.w), dot: terms.some((t) => t.c === channel.in && t.u === r && t.v === c),
  }));
  frame(pen, layout.kernel, ink.kernel);
  if (!layout.narrow) operator(pen, '×', (right(layout.input) + layout.kernel.x) / 2 - 4, layout);
}

function stampCells({ view, ink, limits, current, terms, channel }) {
  const stamp = stampOf(view, current, channel.out);
  return (r, c) => ({
    fill: signed(ink, stamp[r][c], limits.y), label: format(stamp[r][c], limits.digits.y), dot: terms.some((t) => t.index === current && t.u === r && t.v === c),
  });
}

function drawStamp(pen, scene) {
  const { layout, ink, view, current } = scene;
  drawCells(pen, layout.stamp, stampCells(scene));
  frame(pen, layout.stamp, ink.kernel);
  if (!layout.narrow) operator(pen, '=', (right(layout.kernel) + layout.stamp.x) / 2 - 2, layout);
  ring(pen, layout.input, ...cellOf(view.input_size, current), 1, 1, ink.kernel, 3);
}

/** The light that falls from the stamp onto its place. */
function drawBeam({ context, ink }, { layout }, region) {
  const { stamp } = layout;
  const from = layout.narrow
    ? [[stamp.x - 2, bottom(stamp) + 2], [right(stamp) + 2, bottom(stamp) + 2]]
    : [[right(stamp) + 2, stamp.y - 2], [right(stamp) + 2, bottom(stamp) + 2]];
  const to = layout.narrow
    ? [[region.x, region.y], [region.x + region.width, region.y]]
    : [[region.x, region.y], [region.x, region.y + region.height]];
  context.save();
  context.globalAlpha = .12;
  context.fillStyle = ink.kernel;
  context.beginPath();
  context.moveTo(...from[0]);
  context.lineTo(...to[0]);
  context.lineTo(...to[1]);
  context.lineTo(...from[1]);
  context.fill();
  context.restore();
}

function drawOutput(pen, { layout, view, ink, limits, placed, channel }) {
  const [ph, pw] = view.spec.padding, [rows, columns] = view.output_size, sum = placed.sum[channel.out];
  const done = placed.count === stampCount(view);
  stack(pen, layout.output, view.spec.out_channels, ink.output);
  drawCells(pen, layout.output, (R, C) => {
    const touched = placed.hits[R][C] > 0, kept = R >= ph && C >= pw && R < ph + rows && C < pw + columns;
    return {
      fill: touched ? signed(ink, sum[R][C], limits.y) : ink.scale.zero,
      label: touched || done ? format(sum[R][C], limits.digits.y) : null,
      ghost: !kept,
      faint: done && !touched,
    };
  });
  const window = keptWindow(layout, view);
  drawAdded(pen, window, view.spec.output_padding);
  ring(pen, window, 0, 0, window.rows, window.columns, ink.output, 2, 5);
}

/** A dashed line before the rows and columns that output_padding adds. */
function drawAdded({ context, ink }, window, [rows, columns]) {
  const line = (x0, y0, x1, y1) => {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  };
  context.strokeStyle = ink.output;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  const x = right(window) - columns * window.size, y = bottom(window) - rows * window.size;
  if (columns) line(x, window.y, x, bottom(window));
  if (rows) line(window.x, y, right(window), y);
  context.setLineDash([]);
}

/** The stamp on its way from its grid to the output, and its frame. */
function drawFlight(pen, scene, region) {
  const { context, ink } = pen, { layout, flight } = scene, { stamp } = layout;
  const way = flight >= .7 ? 1 : ease((flight - .2) / .5);
  const start = { x: stamp.x - 2, y: stamp.y - 2, width: stamp.columns * stamp.size + 4, height: stamp.rows * stamp.size + 4 };
  const at = Object.fromEntries(Object.keys(start).map((key) => [key, start[key] + (region[key] - start[key]) * way]));
  if (flight > .2 && flight < .7) {
    context.globalAlpha = .92;
    drawCells(pen, { ...stamp, x: at.x, y: at.y, size: at.width / stamp.columns }, stampCells(scene));
    context.globalAlpha = 1;
  }
  context.strokeStyle = ink.kernel;
  context.lineWidth = 3;
  box(context, at.x - .5, at.y - .5, at.width + 1, at.height + 1, 5);
  context.stroke();
}

function drawHover(pen, { layout, view, ink, hover }) {
  if (!hover) return;
  const { context } = pen, { spec } = view;
  if (hover.kind === 'input') {
    const [i, j] = hover.cell, [height, width] = spanOf(view);
    context.setLineDash([4, 3]);
    ring(pen, layout.output, i * spec.stride[0], j * spec.stride[1], height, width, ink.input, 2.5, 5);
    context.setLineDash([]);
    ring(pen, layout.input, i, j, 1, 1, ink.input);
  } else if (hover.kind === 'kernel') {
    const [u, v] = hover.cell;
    ring(pen, layout.kernel, u, v, 1, 1, ink.ink);
    for (let i = 0; i < view.input_size[0]; i++) for (let j = 0; j < view.input_size[1]; j++) {
      ring(pen, layout.output, i * spec.stride[0] + u * spec.dilation[0], j * spec.stride[1] + v * spec.dilation[1], 1, 1, ink.kernel, 2, 3);
    }
  }
}

function regionOnOutput({ layout, view }, index) {
  const [row, column] = originOf(view, index), [height, width] = spanOf(view), { output } = layout;
  return { x: output.x + column * output.size, y: output.y + row * output.size, width: width * output.size, height: height * output.size };
}

function operator({ context, ink }, sign, x, { top, input, kernel }) {
  const tallest = Math.max(input.rows, kernel.rows) * input.size;
  write(context, ink, sign, x, top + tallest / 2, { size: 18, color: ink['ink-3'] });
}

const ease = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

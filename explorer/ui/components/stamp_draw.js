/** Drawing of the Stamp stage: a scene in, strokes out; no state and no events. */

import { box, counted, css, fit, format, signed, textOn, write } from './ink.js';
import { bottom, keptWindow, right } from './stamp_layout.js';
import { inputOf, originOf, spanOf } from './stamp_math.js';

/**
 * @typedef {object} Scene
 * @property {import('./stamp_math.js').View} view
 * @property {import('./stamp_layout.js').Layout} layout
 * @property {import('./ink.js').Ink} ink
 * @property {Record<string, string>} text
 * @property {import('./stamp_math.js').Accumulator} placed what has landed
 * @property {number} current index of the stamp in hand, −1 before the first
 * @property {number} flight how far its flight is, 0 to 1
 * @property {[number, number]} cell output cell in focus
 * @property {import('./stamp_math.js').Term[]} terms its terms
 * @property {{kind: string, cell: [number, number]} | null} hover
 * @property {{x: number, w: number, y: number, digits: {x: number, w: number, y: number}}} limits
 */

/** @param {HTMLCanvasElement} canvas @param {Scene} scene */
export function drawStage(canvas, scene) {
  const { layout, view, ink, current } = scene;
  const context = fit(canvas, layout.width, layout.height);
  const pen = { context, ink };
  const stampRegion = current < 0 ? null : regionOnOutput(scene, current);
  drawHeadings(pen, scene);
  drawInput(pen, scene);
  drawKernel(pen, scene);
  if (current >= 0) drawStamp(pen, scene);
  if (stampRegion) drawBeam(pen, scene, stampRegion);
  drawOutput(pen, scene);
  drawIndices(pen, scene);
  if (stampRegion) drawFlight(pen, scene, stampRegion);
  drawHover(pen, scene);
  ring(pen, keptWindow(layout, view), ...scene.cell, 1, 1, ink.ink);
}

/** Overlap counts of the output. @param {HTMLCanvasElement} canvas @param {Scene} scene */
export function drawOverlap(canvas, { view, ink, cell }, room = 146) {
  const [rows, columns] = view.output_size;
  const size = Math.max(1, Math.min(18, Math.floor(room / Math.max(rows, columns))));
  canvas.style.width = `${columns * size}px`;
  const context = fit(canvas, columns * size, rows * size), pen = { context, ink };
  const most = Math.max(...view.overlap.flat());
  const grid = { x: 0, y: 0, size, rows, columns };
  drawCells(pen, grid, (r, c) => {
    const count = view.overlap[r][c];
    return { fill: counted(ink, count, most), label: String(count) };
  }, { gap: 1, smallest: 13, font: 10.5 });
  context.strokeStyle = ink.ink;
  context.lineWidth = 2;
  box(context, cell[1] * size + 1, cell[0] * size + 1, size - 2, size - 2, 3);
  context.stroke();
}

/** The colour bar of signed values. @param {HTMLCanvasElement} canvas */
export function drawScale(canvas, ink, width = 72) {
  const context = fit(canvas, width, 9);
  for (let i = 0; i < width; i++) {
    context.fillStyle = css(signed(ink, i - (width - 1) / 2, width / 2));
    context.fillRect(i, 0, 1.2, 9);
  }
}

function drawHeadings(pen, { layout, view, ink, text, current, limits }) {
  const y = (grid) => (layout.narrow ? grid.y - 24 : 8);
  const by = ([rows, columns]) => `${rows}×${columns}`;
  heading(pen, layout.input.x - 2, y(layout.input), ink.input, text.input, 'x', by(view.input_size));
  heading(pen, layout.kernel.x - 2, y(layout.kernel), ink.kernel, text.kernel, 'w', by(view.spec.kernel_size));
  if (current >= 0) {
    const [i, j] = inputOf(view, current);
    heading(pen, layout.stamp.x - 2, layout.narrow ? layout.stamp.y - 14 : 8, ink.kernel, text.stamp, '',
      `${format(view.x[i][j], limits.digits.x)} × w`);
  }
  const cropped = view.spec.padding.some((p) => p > 0) ? `, ${layout.narrow ? text.cropped_short : text.cropped}` : '';
  heading(pen, layout.output.x - 2, layout.narrow ? layout.output.y - 30 : 8, ink.output, text.output, 'y',
    by(view.output_size) + cropped);
}

function drawInput(pen, { layout, view, ink, limits, terms }) {
  const inSum = new Set(terms.map((t) => t.index));
  drawCells(pen, layout.input, (r, c) => ({
    fill: signed(ink, view.x[r][c], limits.x),
    label: format(view.x[r][c], limits.digits.x),
    dot: inSum.has(r * view.input_size[1] + c),
  }));
  frame(pen, layout.input, ink.input);
}

function drawKernel(pen, { layout, view, ink, limits, terms }) {
  drawCells(pen, layout.kernel, (r, c) => ({
    fill: signed(ink, view.w[r][c], limits.w),
    label: format(view.w[r][c], limits.digits.w),
    dot: terms.some((t) => t.u === r && t.v === c),
  }));
  frame(pen, layout.kernel, ink.kernel);
  if (!layout.narrow) operator(pen, '×', (right(layout.input) + layout.kernel.x) / 2 - 4, layout);
}

function stampCell({ view, ink, limits, current, terms }) {
  const [i, j] = inputOf(view, current), x = view.x[i][j];
  return (r, c) => {
    const value = x * view.w[r][c];
    const dot = terms.some((t) => t.index === current && t.u === r && t.v === c);
    return { fill: signed(ink, value, limits.y), label: format(value, limits.digits.y), dot };
  };
}

function drawStamp(pen, scene) {
  const { layout, ink, view, current } = scene;
  drawCells(pen, layout.stamp, stampCell(scene));
  frame(pen, layout.stamp, ink.kernel);
  if (!layout.narrow) operator(pen, '=', (right(layout.kernel) + layout.stamp.x) / 2 - 2, layout);
  ring(pen, layout.input, ...inputOf(view, current), 1, 1, ink.kernel, 3);
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

function drawOutput(pen, { layout, view, ink, limits, placed }) {
  const [ph, pw] = view.spec.padding, [rows, columns] = view.output_size;
  drawCells(pen, layout.output, (R, C) => {
    const touched = placed.hits[R][C] > 0, value = placed.sum[R][C];
    const kept = R >= ph && C >= pw && R < ph + rows && C < pw + columns;
    return {
      fill: touched ? signed(ink, value, limits.y) : ink.scale.zero,
      label: touched ? format(value, limits.digits.y) : null,
      ghost: !kept,
    };
  });
  const window = keptWindow(layout, view);
  ring(pen, window, 0, 0, window.rows, window.columns, ink.output, 2, 5);
}

/** The stamp on its way from its grid to the output, and its frame. */
function drawFlight(pen, scene, region) {
  const { context, ink } = pen, { layout, flight } = scene, { stamp } = layout;
  const way = flight >= .7 ? 1 : ease((flight - .2) / .5);
  const start = { x: stamp.x - 2, y: stamp.y - 2, width: stamp.columns * stamp.size + 4, height: stamp.rows * stamp.size + 4 };
  const at = Object.fromEntries(Object.keys(start).map((key) => [key, start[key] + (region[key] - start[key]) * way]));
  if (flight > .2 && flight < .7) {
    context.globalAlpha = .92;
    drawCells(pen, { ...stamp, x: at.x, y: at.y, size: at.width / stamp.columns }, stampCell(scene));
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

/** Row and column numbers, where there is room for them. */
function drawIndices(pen, { layout, view, ink }) {
  const window = keptWindow(layout, view);
  const every = window.size < 16 ? 4 : 1;
  if (window.size > 8) numberAxes(pen, window, ink, every, layout.output.y - 9, layout.output.x - 9);
  for (const grid of [layout.input, layout.kernel]) if (grid.size > 16) numberAxes(pen, grid, ink, 1, grid.y - 10, grid.x - 9);
}

function numberAxes({ context }, grid, ink, every, above, beside) {
  const style = { size: 10.5, color: ink['ink-3'] };
  for (let c = 0; c < grid.columns; c += every) write(context, ink, c, grid.x + (c + .5) * grid.size, above, style);
  for (let r = 0; r < grid.rows; r += every) write(context, ink, r, beside, grid.y + (r + .5) * grid.size, style);
}

/**
 * Draw a grid of cells; cells too small for a rounded box are painted as plain pixels.
 * @param {(row: number, column: number) => {fill: import('./ink.js').Rgb, label?: string | null,
 *   ghost?: boolean, dot?: boolean}} cellOf
 */
function drawCells(pen, grid, cellOf, { gap = gapFor(grid.size), smallest = 23, font = fontFor(grid.size) } = {}) {
  if (grid.size < 7) return drawPixels(pen, grid, cellOf);
  const { context, ink } = pen, { size } = grid, side = size - gap;
  const radius = size > 26 ? 3 : size > 12 ? 2 : 0, alpha = context.globalAlpha;
  for (let r = 0; r < grid.rows; r++) for (let c = 0; c < grid.columns; c++) {
    const cell = cellOf(r, c), x = grid.x + c * size + gap / 2, y = grid.y + r * size + gap / 2;
    if (cell.ghost) {
      context.fillStyle = ink.paper;
      context.fillRect(x - 1, y - 1, side + 2, side + 2);
    }
    context.globalAlpha = cell.ghost ? .42 * alpha : alpha;
    context.fillStyle = css(cell.fill);
    box(context, x, y, side, side, radius);
    context.fill();
    context.globalAlpha = alpha;
    if (cell.ghost) {
      context.strokeStyle = ink['line-2'];
      context.lineWidth = 1;
      context.setLineDash([2, 2]);
      box(context, x + .5, y + .5, side - 1, side - 1, radius);
      context.stroke();
      context.setLineDash([]);
    }
    if (cell.label != null && size >= smallest) {
      const room = Math.min(font, side * 1.75 / Math.max(3, cell.label.length)); // long numbers shrink to fit
      write(context, ink, cell.label, x + side / 2, y + side / 2 + .5, { size: room, color: cell.ghost ? ink['ink-3'] : textOn(cell.fill) });
    }
    if (cell.dot && size > 10) {
      context.fillStyle = ink.output;
      context.beginPath();
      context.arc(x + side - Math.min(5, size / 6), y + Math.min(5, size / 6), Math.min(2.5, size / 9), 0, 7);
      context.fill();
    }
  }
}

function drawPixels({ context }, grid, cellOf) {
  const image = new ImageData(grid.columns, grid.rows);
  for (let r = 0; r < grid.rows; r++) for (let c = 0; c < grid.columns; c++) {
    const { fill, ghost } = cellOf(r, c);
    image.data.set([...fill, ghost ? 107 : 255], 4 * (r * grid.columns + c));
  }
  const pixels = new OffscreenCanvas(grid.columns, grid.rows);
  pixels.getContext('2d').putImageData(image, 0, 0);
  context.save();
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, grid.x, grid.y, grid.columns * grid.size, grid.rows * grid.size);
  context.restore();
}

function regionOnOutput({ layout, view }, index) {
  const [row, column] = originOf(view, index), [height, width] = spanOf(view), { output } = layout;
  return { x: output.x + column * output.size, y: output.y + row * output.size, width: width * output.size, height: height * output.size };
}

function frame({ context }, grid, color) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  box(context, grid.x - 2, grid.y - 2, grid.columns * grid.size + 4, grid.rows * grid.size + 4, 5);
  context.stroke();
}

function ring({ context }, grid, row, column, rows, columns, color, width = 2.5, radius = 4) {
  context.strokeStyle = color;
  context.lineWidth = width;
  box(context, grid.x + column * grid.size - .5, grid.y + row * grid.size - .5, columns * grid.size + 1, rows * grid.size + 1, radius);
  context.stroke();
}

function operator({ context, ink }, sign, x, { top, input, kernel }) {
  const tallest = Math.max(input.rows, kernel.rows) * input.size;
  write(context, ink, sign, x, top + tallest / 2, { size: 18, color: ink['ink-3'] });
}

/** Swatch, name, symbol and a few words, from left to right. */
function heading({ context, ink }, x, y, color, name, symbol, rest) {
  context.fillStyle = color;
  box(context, x, y - 4.5, 9, 9, 2);
  context.fill();
  let end = x + 16;
  end += write(context, ink, name, end, y, { size: 13, weight: 600, align: 'left' }) + 5;
  if (symbol) end += write(context, ink, symbol, end, y, { size: 15, font: ink.math, italic: true, align: 'left', color: ink['ink-2'] }) + 5;
  write(context, ink, rest, end + 1, y, { align: 'left', color: ink['ink-3'] });
}

const gapFor = (size) => (size > 20 ? 2 : 1);
const fontFor = (size) => (size >= 56 ? 15 : size >= 42 ? 12.5 : size >= 33 ? 11.5 : size >= 28 ? 10.5 : 9);
const ease = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

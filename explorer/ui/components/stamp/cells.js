/** What all views of the Stamp stage are drawn with: grids of cells, frames, rings and headings. */

import { box, css, textOn, write } from '../ink.js';

/**
 * @typedef {{context: CanvasRenderingContext2D, ink: import('../ink.js').Ink}} Pen
 * @typedef {{x: number, y: number, size: number, rows: number, columns: number}} Grid square cells
 *   of `size` CSS pixels
 * @typedef {{fill: import('../ink.js').Rgb, label?: string | null, ghost?: boolean, faint?: boolean,
 *   dot?: boolean}} Cell
 */

const SMALLEST_BOX = 7; // smaller cells are painted as plain pixels

/** @returns {Grid} */
export const grid = (x, y, size, rows, columns) => ({ x, y, size, rows, columns });
/** @param {Grid} g */
export const right = (g) => g.x + g.columns * g.size;
/** @param {Grid} g */
export const bottom = (g) => g.y + g.rows * g.size;

/**
 * The cell of a grid under a point, or null.
 * @param {Grid} area @returns {[number, number] | null}
 */
export function cellAt(area, x, y) {
  const row = Math.floor((y - area.y) / area.size), column = Math.floor((x - area.x) / area.size);
  return row >= 0 && column >= 0 && row < area.rows && column < area.columns ? [row, column] : null;
}

/** @param {Pen} pen @param {Grid} area @param {(row: number, column: number) => Cell} cellOf */
export function drawCells(pen, area, cellOf, { gap = area.size > 20 ? 2 : 1, smallest = 23, font = fontFor(area.size) } = {}) {
  if (area.size < SMALLEST_BOX) return drawPixels(pen, area, cellOf);
  const { context, ink } = pen, { size } = area, side = size - gap;
  const radius = size > 26 ? 3 : size > 12 ? 2 : 0, alpha = context.globalAlpha;
  for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) {
    const cell = cellOf(r, c), x = area.x + c * size + gap / 2, y = area.y + r * size + gap / 2;
    if (cell.ghost) {
      context.fillStyle = ink.paper;
      context.fillRect(x - 1, y - 1, side + 2, side + 2);
    }
    context.globalAlpha = (cell.ghost || cell.faint ? .42 : 1) * alpha;
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
      write(context, ink, cell.label, x + side / 2, y + side / 2 + .5, { size: room, color: cell.ghost || cell.faint ? ink['ink-3'] : textOn(cell.fill) });
    }
    if (cell.dot && size > 10) {
      context.fillStyle = ink.output;
      context.beginPath();
      context.arc(x + side - Math.min(5, size / 6), y + Math.min(5, size / 6), Math.min(2.5, size / 9), 0, 7);
      context.fill();
    }
  }
  return undefined;
}

function drawPixels({ context }, area, cellOf) {
  const image = new ImageData(area.columns, area.rows);
  for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) {
    const { fill, ghost, faint } = cellOf(r, c);
    image.data.set([...fill, ghost || faint ? 107 : 255], 4 * (r * area.columns + c));
  }
  drawImage(context, image, area.x, area.y, area.columns * area.size, area.rows * area.size);
}

/** Stretch an image over a rectangle, each of its pixels a crisp block. */
export function drawImage(context, image, x, y, width, height) {
  const pixels = new OffscreenCanvas(image.width, image.height);
  pixels.getContext('2d').putImageData(image, 0, 0);
  context.save();
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, x, y, width, height);
  context.restore();
}

/** Sheets behind a grid, one for every further channel. @param {Pen} pen @param {Grid} area */
export function stack({ context, ink }, area, channels, color) {
  for (let n = Math.min(channels, 3) - 1; n > 0; n--) {
    const shift = 4 * n;
    context.fillStyle = ink.paper;
    context.strokeStyle = color;
    context.globalAlpha = .6;
    context.lineWidth = 1.5;
    box(context, area.x - 2 + shift, area.y - 2 + shift, area.columns * area.size + 4, area.rows * area.size + 4, 5);
    context.fill();
    context.stroke();
    context.globalAlpha = 1;
  }
  context.fillStyle = ink.paper;
  context.fillRect(area.x - 1, area.y - 1, area.columns * area.size + 2, area.rows * area.size + 2);
}

/** @param {Pen} pen @param {Grid} area */
export function frame({ context }, area, color) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  box(context, area.x - 2, area.y - 2, area.columns * area.size + 4, area.rows * area.size + 4, 5);
  context.stroke();
}

/** A ring around some cells. @param {Pen} pen @param {Grid} area */
export function ring({ context }, area, row, column, rows, columns, color, width = 2.5, radius = 4) {
  context.strokeStyle = color;
  context.lineWidth = width;
  box(context, area.x + column * area.size - .5, area.y + row * area.size - .5, columns * area.size + 1, rows * area.size + 1, radius);
  context.stroke();
}

/** Swatch, name, symbol and a few words, from left to right. @param {Pen} pen */
export function heading({ context, ink }, x, y, color, name, symbol, rest) {
  context.fillStyle = color;
  box(context, x, y - 4.5, 9, 9, 2);
  context.fill();
  let end = x + 16;
  if (name) end += write(context, ink, name, end, y, { size: 13, weight: 600, align: 'left' }) + 5;
  if (symbol) end += write(context, ink, symbol, end, y, { size: 15, font: ink.math, italic: true, align: 'left', color: ink['ink-2'] }) + 5;
  write(context, ink, rest, end + 1, y, { align: 'left', color: ink['ink-3'] });
}

/** Row and column numbers along a grid. @param {Pen} pen @param {Grid} area */
export function numberAxes({ context, ink }, area, { every = 1, above = area.y - 10, beside = area.x - 9 } = {}) {
  const style = { size: 10.5, color: ink['ink-3'] };
  for (let c = 0; c < area.columns; c += every) write(context, ink, c, area.x + (c + .5) * area.size, above, style);
  for (let r = 0; r < area.rows; r += every) write(context, ink, r, beside, area.y + (r + .5) * area.size, style);
}

const fontFor = (size) => (size >= 56 ? 15 : size >= 42 ? 12.5 : size >= 33 ? 11.5 : size >= 28 ? 10.5 : 9);

/** Drawing the input with the pointer: a stroke is shown at once and sent as one edit at its end. */

import { format, signed, textOn, write, css } from '../ink.js';
import { inputGrid } from './fields.js';

/** @typedef {[number, number]} Cell */

export class Painter {
  /** @type {Map<number, number>} index of a cell → its new value, until the server has answered */
  drawn = new Map();

  /** @param {(cells: [number, string][]) => void} send */
  constructor(send) {
    Object.assign(this, { send, on: false, value: 1, last: null });
  }

  /** Whether the pointer is down and drawing. */
  get busy() { return this.last !== null; }

  /** All that was sent is answered; a stroke that is still being drawn stays. */
  clear() {
    if (!this.busy) this.drawn.clear();
  }

  /** @param {import('./math.js').View} view @param {number} channel @param {Cell} cell @param {number} value */
  start(view, channel, cell, value) {
    Object.assign(this, { view, channel, value, last: cell });
    this.to(cell);
  }

  /** Draw on to a cell; a fast pointer skips cells, a stroke does not. @param {Cell} cell */
  to(cell) {
    const { view: { input_size: [rows, columns] }, channel, last, value } = this;
    const steps = Math.max(Math.abs(cell[0] - last[0]), Math.abs(cell[1] - last[1]), 1);
    for (let n = 0; n <= steps; n++) {
      const [row, column] = [0, 1].map((axis) => Math.round(last[axis] + (cell[axis] - last[axis]) * n / steps));
      this.drawn.set((channel * rows + row) * columns + column, value);
    }
    this.last = cell;
  }

  finish() {
    this.last = null;
    if (this.drawn.size) this.send([...this.drawn].map(([index, value]) => [index, String(value)]));
  }
}

/** The cells drawn so far. @param {import('./cells.js').Pen} pen @param {import('./stage.js').Scene} scene @param {Painter} painter */
export function drawStroke({ context, ink }, scene, { drawn }) {
  const { area, at } = inputGrid(scene), { view: { input_size: [rows, columns] }, channel, limits } = scene;
  if (!area || !drawn.size) return;
  for (let r = 0; r < area.rows; r++) for (let c = 0; c < area.columns; c++) {
    const cell = at(r, c), value = cell && drawn.get((channel.in * rows + cell[0]) * columns + cell[1]);
    if (value === null || value === undefined) continue;
    const fill = signed(ink, value, Math.max(1, limits.x)), x = area.x + c * area.size, y = area.y + r * area.size;
    context.fillStyle = css(fill);
    context.fillRect(x + 1, y + 1, area.size - 2, area.size - 2);
    if (area.size > 20) write(context, ink, format(value, 0), x + area.size / 2, y + area.size / 2, { color: textOn(fill) });
  }
}

/** Drawing the input with the pointer: a stroke is shown at once and sent as one edit at its end. */

import { format, signed, textOn, write, css } from './ink.js';
import { inputGrid } from './stamp_fields.js';

/** @typedef {[number, number]} Cell */

const PATIENCE = 2_000; // milliseconds until an edit counts as refused

export class Painter {
  /** @type {Map<number, number>} index of a cell → its new value, until the server has answered */
  drawn = new Map();
  /** @type {Map<number, number>} the part of it that was sent */
  #sent = new Map();
  #refused = 0; // timer; 0 while no answer is awaited

  /** @param {(edit: {cells: [number, string][]}) => void} send @param {() => void} redraw */
  constructor(send, redraw) {
    Object.assign(this, { send, redraw, on: false, value: 1, last: null });
  }

  /** Whether the pointer is down and drawing. */
  get busy() { return this.last !== null; }

  /** The server's picture is here: what was sent is part of it, and what came after goes now. */
  settle() {
    clearTimeout(this.#refused);
    this.#refused = 0;
    if (this.busy) return;
    if ([...this.drawn].every(([index, value]) => this.#sent.get(index) === value)) this.drawn.clear();
    else setTimeout(() => this.#flush()); // when Gradio has brought the other widgets up to date
  }

  /** @param {import('./stamp_math.js').View} view @param {number} channel @param {Cell} cell @param {number} value */
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
    this.#flush();
  }

  /** One edit at a time, as each is applied to the numbers that the last one left. */
  #flush() {
    if (!this.drawn.size || this.#refused) return;
    this.#refused = setTimeout(() => {
      this.#refused = 0;
      this.drawn.clear();
      this.redraw();
    }, PATIENCE);
    this.#sent = new Map(this.drawn);
    this.send({ cells: [...this.drawn].map(([index, value]) => [index, String(value)]) });
  }
}

/** The cells drawn so far. @param {import('./stamp_cells.js').Pen} pen @param {import('./stamp_stage.js').Scene} scene @param {Painter} painter */
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

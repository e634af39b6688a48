/**
 * Where a pixel comes from: its receptive field in every layer's maps, down to z. The server says
 * once, for every row and every column, what each layer needs; the rest is looked up here.
 *
 * @typedef {[number, number] | null} Ends first and last row or column, both included
 * @typedef {{rows: Ends[][], columns: Ends[][], sizes: [number, number][]}} Sources
 */

import { fill } from '../ink.js';

const ARROWS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
const FAR = 8; // pixels that an arrow key moves with Shift

export class PixelSources {
  /**
   * @param {HTMLElement} glass over the sample @param {HTMLElement} inside whose maps are outlined
   * @param {Record<string, string>} text @param {() => Promise<Sources | null>} ask
   */
  constructor(glass, inside, text, ask) {
    Object.assign(this, { glass, inside, text, ask, pinned: false, at: null });
    this.part = (name) => glass.querySelector(`.${name}`);
    this.#listen();
  }

  /** Another generator has other layers. */
  leave() {
    this.pinned = false;
    this.sources = this.asking = undefined;
    this.#point(null);
  }

  /** Draw the outlines again: another channel is enlarged. */
  redraw() {
    if (this.at) this.#draw();
  }

  #listen() {
    const probe = this.part('probe');
    probe.onpointermove = async (event) => {
      const cell = await this.#under(event);
      if (!this.pinned && this.over) this.#point(cell);
    };
    probe.onpointerenter = () => { this.over = true; };
    probe.onpointerleave = () => {
      this.over = false;
      if (!this.pinned) this.#point(null);
    };
    probe.onblur = () => { if (!this.pinned) this.#point(null); };
    probe.onclick = async (event) => {
      const under = await this.#under(event), cell = event.detail ? under : this.at; // a key has no place
      this.pinned = Boolean(cell) && !(this.pinned && String(cell) === String(this.at));
      this.#point(cell);
    };
    probe.onkeydown = async (event) => {
      const way = ARROWS[event.key];
      if (way) {
        event.preventDefault();
        await this.#load();
        this.#point(this.#moved(way, event.shiftKey ? FAR : 1));
      } else if (event.key === 'Escape' && this.at) {
        event.preventDefault();
        this.pinned = false;
        this.#point(null);
      }
    };
  }

  #moved(way, step) {
    if (!this.sources) return null;
    const sizes = [this.sources.rows.length, this.sources.columns.length];
    return sizes.map((size, i) => (this.at ? Math.max(0, Math.min(size - 1, this.at[i] + way[i] * step)) : size >> 1));
  }

  /** The pixel under the pointer, once it is known how many there are. */
  async #under({ clientX, clientY }) {
    const { left, top, width, height } = this.part('probe').getBoundingClientRect();
    const shares = [(clientY - top) / height, (clientX - left) / width];
    await this.#load();
    if (!this.sources) return null;
    return [this.sources.rows, this.sources.columns].map((axis, i) => Math.max(0, Math.min(axis.length - 1, Math.floor(shares[i] * axis.length))));
  }

  async #load() {
    this.asking ??= this.ask();
    this.sources = await this.asking;
    if (!this.sources) this.asking = undefined;
  }

  #point(at) {
    this.at = at;
    this.glass.classList.toggle('tracing', Boolean(at));
    this.glass.classList.toggle('pinned', this.pinned);
    this.inside.classList.toggle('tracing', Boolean(at));
    if (at) this.#draw();
  }

  #draw() {
    const { rows, columns, sizes } = this.sources, [row, column] = this.at, image = [rows.length, columns.length];
    place(this.glass, [row, row], [column, column], image);
    this.glass.classList.toggle('low', row > image[0] / 2);
    const groups = this.inside.querySelectorAll('.layer .maps');
    sizes.forEach((size, layer) => { // what a layer reads is what the one before handed on
      if (layer) place(groups[layer - 1], rows[row][layer], columns[column][layer], size);
    });
    place(groups[sizes.length - 1], [row, row], [column, column], image);
    this.#drawInLens(image);
    const said = this.#describe();
    this.part('trace').textContent = said;
    this.part('probe').setAttribute('aria-label', said);
  }

  /** In the enlarged map, too: what the layer after it reads of it. */
  #drawInLens(image) {
    const { at: [row, column], sources: { rows, columns, sizes } } = this, lens = this.inside.querySelector('.lens');
    const reader = Number(lens.dataset.layer) + 1, frame = lens.querySelector('.frame');
    if (reader < sizes.length) place(frame, rows[row][reader], columns[column][reader], sizes[reader]);
    else place(frame, [row, row], [column, column], image);
  }

  #describe() {
    const { text, at: [row, column], sources: { rows, columns, sizes } } = this;
    const steps = sizes.map(([height, width], layer) => {
      const [down, across] = [rows[row][layer], columns[column][layer]].map(lengthOf);
      if (!layer) return text.trace_z;
      return fill(text.trace_step, { down, across, height, width, layer });
    });
    return fill(text.trace, { row: row + 1, column: column + 1 }) + steps.toReversed().join('') + (this.pinned ? text.trace_pinned : '');
  }
}

const lengthOf = (ends) => (ends ? ends[1] - ends[0] + 1 : 0);

/** Tell the style sheet where an outline goes, as shares of a map. */
function place(element, down, across, [height, width]) {
  const [top, bottom] = down ?? [0, -1], [left, right] = across ?? [0, -1];
  const sides = { top: top / height, left: left / width, tall: (bottom - top + 1) / height, wide: (right - left + 1) / width };
  for (const [name, share] of Object.entries(sides)) element.style.setProperty(`--${name}`, `${share * 100}%`);
}

/**
 * One channel of a layer, enlarged under the layers: its numbers, its spectrum, or the sum over the
 * input channels that it is; and the hand on it as a unit. While it is shut, nothing of it is computed.
 *
 * @typedef {import('./edit.js').View} View
 * @typedef {{layer: number, unit: number, mode: 'map' | 'spectrum' | 'sum', count: number, all: boolean}} Look
 */

import { ChannelAtlas } from './atlas.js';
import { drawBetween, drawSigned, peakOf, unpackValues } from './lens_draw.js';
import { withStrength } from './unit_edits.js';
import { UnitHand } from './units.js';
import { fill, format } from '../ink.js';
import { segments } from '../segments.js';

const MODES = ['map', 'spectrum', 'sum'];
const DECADES = 4; // of a spectrum's magnitudes that are told apart by colour
const ARROWS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
const PLAY = 70; // milliseconds at least between two steps of the sum

export class ChannelLens {
  /**
   * @param {HTMLElement} root the section that holds the lens @param {Record<string, string>} text
   * @param {{view: () => View, set: (change: Partial<View>, since?: number) => void, refresh: () => void,
   *   stamp: (layer: number, channel: number) => void, rank: Function, nameOf: Function, shut: (layer: number) => void}} page
   *   `refresh` asks the server anew, with what is looked at now
   */
  constructor(root, text, page) {
    Object.assign(this, { root, text, page, mode: 'map', count: 1, cursor: null });
    this.part = (name) => root.querySelector(`.lens .${name}`);
    this.box = root.querySelector('.lens');
    const change = (edits, since) => page.set({ units: edits(page.view().units) }, since);
    this.hand = new UnitHand(root, text, { change, goTo: (layer, unit) => this.open(layer, unit) });
    this.atlas = new ChannelAtlas(this.part, text, { nameOf: page.nameOf, onOff: (units, since) => change((edits) => units.reduce((all, unit) => withStrength(all, this.layer, unit, 0), edits), since), onChoose: (unit) => this.open(this.layer, unit), rank: (value) => page.rank(this.layer, value) });
    this.markMode = segments(this.part('modes'), MODES.map((value) => ({ value, label: text[`lens_${value}`] })), (mode) => this.#turnTo(mode));
    this.part('stamp').onclick = () => page.stamp(this.layer, this.unit);
    this.part('shut').onclick = () => this.shut();
    this.part('count').oninput = () => { this.#pause(); this.#sumTo(Number(this.part('count').value)); };
    this.part('play').onclick = () => (this.playing ? this.#pause() : this.#play());
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      this.shut();
    });
    this.#listen();
  }

  get isOpen() { return !this.box.hidden; }

  /** What the server is to compute for the lens, if anything. @param {boolean} all channels, too */
  look(all) {
    const { layer, unit, mode, count } = this;
    return this.isOpen ? { layer, unit, mode, count, all } : null;
  }

  /** @param {number} layer @param {number} unit index of the map among those that the layer hands on */
  open(layer, unit) {
    const arriving = !this.isOpen;
    if (layer !== this.layer) this.atlas.forget();
    Object.assign(this, { layer, unit, count: 1, shown: undefined });
    this.#pause();
    this.box.hidden = false;
    this.markMode(this.mode);
    this.page.refresh();
    if (!arriving) return;
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.box.scrollIntoView({ block: 'nearest', behavior: smooth ? 'smooth' : 'auto' });
    this.part('big').focus({ preventScroll: true });
  }

  shut() {
    const { layer } = this;
    this.leave();
    this.page.shut(layer);
  }

  /** Another generator has other channels, of which nothing was measured. */
  leave() {
    this.#pause();
    this.box.hidden = true;
    this.layer = undefined;
  }

  /** Where the view's changes of units are. @param {View} view */
  place({ units }) { this.hand.list(units); }

  /** @param {any} look as the server computed it @param {any} sample @param {any} palettes */
  show(look, sample, palettes) {
    if (!this.isOpen || !look || look.layer !== this.layer || look.unit !== this.unit || look.mode !== this.mode) return;
    if (look.sum && look.sum.count !== Math.min(this.count, look.sum.channels)) return; // answered too late
    const { text } = this, [low, high] = look.range;
    this.shown = look;
    this.part('title').textContent = fill(text.lens_title, { layer: look.layer + 1, unit: look.unit + 1, count: look.count });
    this.part('range').textContent = fill(text.lens_range, { low: format(low), high: format(high), mean: format(look.mean) });
    for (const hand of this.root.querySelectorAll('.lens .hand')) hand.hidden = hand.dataset.mode !== look.mode;
    Object.assign(this.box.dataset, { mode: look.mode, layer: look.layer });
    if (look.map) this.#drawMap(look, palettes);
    if (look.spectrum) this.#drawSpectra(look, palettes);
    if (look.sum) this.#drawSum(look.sum, palettes);
    this.hand.show(look, sample, this.page.view().units, palettes);
    this.atlas.show(look, palettes);
    this.atlas.mark(look.unit);
    this.#read();
  }

  #drawMap(look, palettes) {
    const [low, high] = look.range, grid = this.grid = unpackValues(look.map);
    if (look.signed) drawSigned(this.part('big'), grid, palettes.signed, Math.max(-low, high, 1e-9));
    else drawBetween(this.part('big'), grid, palettes.activation, 0, Math.max(high, 1e-9));
  }

  #drawSpectra(look, palettes) {
    for (const [name, values] of [['big', look.spectrum], ['sample-spectrum', look.sample]]) {
      const grid = unpackValues(values), [high, low] = [Math.max, Math.min].map((pick) => grid.values.reduce((a, b) => pick(a, b)));
      drawBetween(this.part(name), grid, palettes.activation, Math.min(high - 1, Math.max(low, high - DECADES)), high);
      if (name === 'big') this.grid = grid;
    }
  }

  #drawSum(sum, palettes) {
    const [part, soFar, whole] = [sum.part, sum.so_far, sum.whole].map(unpackValues), limit = Math.max(peakOf(whole), peakOf(soFar)), { text } = this;
    this.grid = soFar;
    for (const [name, grid, most] of [['big', soFar, limit], ['whole', whole, limit], ['part', part, peakOf(part)]]) drawSigned(this.part(name), grid, palettes.signed, most);
    this.count = sum.count;
    this.part('count').max = sum.channels;
    this.part('count').value = sum.count;
    this.part('count').style.setProperty('--high', `${sum.channels > 1 ? (sum.count - 1) / (sum.channels - 1) * 100 : 100}%`);
    this.part('counted').textContent = fill(text.sum_counted, { count: sum.count, channels: sum.channels });
    this.part('count').setAttribute('aria-valuetext', this.part('counted').textContent);
    this.part('added').textContent = fill(this.layer ? text.sum_added : text.sum_added_z, { channel: sum.added + 1, most: small(peakOf(part)) });
    this.part('gap').textContent = fill(sum.count === sum.channels ? text.sum_gap_end : text.sum_gap, { gap: small(sum.gap) });
    if (this.playing && sum.count < sum.channels) this.next = setTimeout(() => this.#sumTo(sum.count + Math.max(1, Math.round(sum.count / 10))), PLAY);
    else this.#pause();
  }

  #turnTo(mode) {
    this.#pause();
    this.mode = mode;
    this.markMode(mode);
    this.page.refresh();
  }

  #sumTo(count) {
    this.count = count;
    this.page.refresh();
  }

  #play() {
    this.playing = true;
    this.#showPlaying();
    this.#sumTo(this.shown?.sum?.count === this.shown?.sum?.channels ? 1 : this.count);
  }

  #pause() {
    this.playing = false;
    clearTimeout(this.next);
    this.#showPlaying();
  }

  #showPlaying() {
    this.part('play').querySelector('use').setAttribute('href', this.playing ? '#icon-pause' : '#icon-play');
    this.part('play').setAttribute('aria-label', this.playing ? this.text.sum_pause : this.text.sum_play);
  }

  #listen() {
    const big = this.part('big');
    big.onpointermove = (event) => {
      this.#pointAt(this.#cellUnder(event));
      if (big.hasPointerCapture(event.pointerId)) this.hand.paintTo(this.cursor, event.timeStamp);
    };
    big.onpointerleave = () => this.#pointAt(null);
    big.onpointerdown = (event) => {
      if (!this.shown || this.mode !== 'map') return;
      big.setPointerCapture(event.pointerId);
      this.#pointAt(this.#cellUnder(event));
      this.hand.paintFrom(this.cursor, event.timeStamp);
      big.focus({ preventScroll: true });
      event.preventDefault();
    };
    big.onkeydown = (event) => {
      const way = ARROWS[event.key];
      if (way && this.grid) {
        const [row, column] = this.cursor ?? [this.grid.height >> 1, this.grid.width >> 1].map((at, i) => at - way[i]);
        this.#pointAt([Math.max(0, Math.min(this.grid.height - 1, row + way[0])), Math.max(0, Math.min(this.grid.width - 1, column + way[1]))]);
      } else if ((event.key === ' ' || event.key === 'Enter') && this.cursor && this.mode === 'map') this.hand.paintFrom(this.cursor, event.timeStamp);
      else return;
      event.preventDefault();
    };
    big.onblur = () => this.#pointAt(null);
  }

  #cellUnder({ clientX, clientY }) {
    const { left, top, width, height } = this.part('big').getBoundingClientRect(), { grid } = this;
    const at = (share, size) => Math.max(0, Math.min(size - 1, Math.floor(share * size)));
    return grid ? [at((clientY - top) / height, grid.height), at((clientX - left) / width, grid.width)] : null;
  }

  #pointAt(cursor) {
    this.cursor = cursor;
    this.#read();
  }

  /** The number under the pointer; without one, what there is to do. */
  #read() {
    const { text, cursor, grid, mode } = this, cell = this.part('cell');
    cell.hidden = !cursor || !grid;
    if (!cell.hidden) {
      const [row, column] = cursor;
      for (const [name, value] of Object.entries({ x: column / grid.width, y: row / grid.height, w: 1 / grid.width, h: 1 / grid.height })) cell.style.setProperty(`--${name}`, `${value * 100}%`);
    }
    const said = cell.hidden ? text[`lens_${mode}_hint`] : this.#numberAt(cursor);
    this.part('reading').textContent = said;
    this.part('big').setAttribute('aria-label', `${this.part('title').textContent}, ${text[`lens_${mode}`]}. ${this.part('range').textContent}. ${said}`);
  }

  #numberAt([row, column]) {
    const { text, grid, mode } = this, value = grid.values[row * grid.width + column];
    if (mode !== 'spectrum') return fill(text.lens_number, { row: row + 1, column: column + 1, value: format(value, 3) });
    const [down, across] = [row - (grid.height >> 1), column - (grid.width >> 1)];
    return fill(text.lens_frequency, { down: format(down / grid.height, 3), across: format(across / grid.width, 3), value: (10 ** value).toPrecision(3) });
  }
}

const small = (value) => (value && value < 1e-3 ? value.toExponential(1).replace('-', '−') : format(value, 3));

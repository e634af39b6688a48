/** The drag pad: two directions on a plane, with a map of what is where behind. */

import { drawTiles } from './draw.js';
import { formatSigned } from '../ink.js';

const SIDE = 5; // thumbnails each way; the outer ones' centres stand at −3 and +3
const REACH = 3, FINE = .1, COARSE = .5;
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class DragPad {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text
   * @param {{onStep: (steps: [number, number][], since: number) => void, onAxes: () => void,
   *   names: import('./names.js').DirectionNames}} page
   */
  constructor(root, text, page) {
    Object.assign(this, { root, text, page, axes: [0, 1], at: [0, 0] });
    this.part = (name) => root.querySelector(`.${name}`);
    this.#listen();
  }

  /**
   * Draw another map.
   * @param {{axes: [number, number], images: any} | null} pad null where there is only one direction
   * @param {import('./edit.js').View} view @param {number} count directions there are
   */
  show(pad, view, count) {
    this.root.hidden = !pad;
    if (!pad) return;
    const { axes, images } = pad;
    this.axes = axes;
    drawTiles(this.part('map'), images, { columns: SIDE });
    this.#list(view.directions, count);
    this.place(view);
  }

  /** Move the handle to where a view is. @param {import('./edit.js').View} view */
  place({ coordinates, directions }) {
    this.at = this.axes.map((index) => coordinates[index] ?? 0);
    const [x, y] = this.at.map((value) => ((value + REACH) / (2 * REACH) * (SIDE - 1) + .5) / SIDE * 100);
    this.part('plane').style.setProperty('--x', `${x}%`);
    this.part('plane').style.setProperty('--y', `${100 - y}%`);
    const [across, up] = this.axes.map((index, i) => `${this.page.names.of(directions, index)} ${formatSigned(this.at[i], 1)} σ`);
    const handle = this.part('handle');
    handle.setAttribute('aria-label', this.text.pad_label);
    handle.setAttribute('aria-valuenow', this.at[0]);
    handle.setAttribute('aria-valuetext', `${across}, ${up}`);
  }

  #list(kind, count) {
    const names = Array.from({ length: count }, (_, n) => this.page.names.of(kind, n)), known = JSON.stringify(names);
    for (const [i, name] of ['axis-x', 'axis-y'].entries()) {
      const select = this.part(name);
      if (this.listed !== known) select.replaceChildren(...names.map((each, n) => new Option(each, n)));
      select.value = this.axes[i];
    }
    this.listed = known;
  }

  #listen() {
    const plane = this.part('plane'), handle = this.part('handle');
    const drag = (event) => {
      const { left, top, width, height } = plane.getBoundingClientRect();
      const place = (share) => ((share * SIDE - .5) / (SIDE - 1) * 2 - 1) * REACH;
      this.#go([place((event.clientX - left) / width), place(1 - (event.clientY - top) / height)], event.timeStamp, .05);
    };
    plane.onpointerdown = (event) => {
      plane.setPointerCapture(event.pointerId);
      drag(event);
      handle.focus();
      event.preventDefault();
    };
    plane.onpointermove = (event) => plane.hasPointerCapture(event.pointerId) && drag(event);
    handle.onkeydown = (event) => {
      const way = ARROWS[event.key], step = event.shiftKey ? COARSE : FINE;
      if (!way && event.key !== 'Home') return;
      event.preventDefault();
      this.#go(way ? this.at.map((value, i) => value + way[i] * step) : [0, 0], event.timeStamp, FINE);
    };
    for (const [i, name] of ['axis-x', 'axis-y'].entries()) {
      this.part(name).onchange = ({ target }) => {
        const chosen = Number(target.value);
        this.axes = chosen === this.axes[1 - i] ? this.axes.toReversed() : this.axes.with(i, chosen);
        this.page.onAxes();
      };
    }
  }

  #go(values, since, grain) {
    const kept = values.map((value) => Math.max(-REACH, Math.min(REACH, Number((Math.round(value / grain) * grain).toFixed(2)))));
    this.page.onStep(this.axes.map((index, i) => [index, kept[i]]), since);
  }
}

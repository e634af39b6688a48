/** The directions: a row each, with seven thumbnails that are the scale of its slider. */

import { drawTiles, unpack } from './draw.js';
import { isLocked } from './edit.js';
import { fill, format, formatSigned } from '../ink.js';

const POSITIONS = [-3, -2, -1, 0, 1, 2, 3];

const ROW = `
  <div class="name"><b></b><small></small></div>
  <div class="strip">
    <div class="thumbnails" aria-hidden="true"><canvas></canvas>${'<span></span>'.repeat(POSITIONS.length)}</div>
    <input type="range" min="-3" max="3" step="0.1">
  </div>
  <div class="state"><output></output><small></small></div>
  <span class="keys">
    <button type="button" class="lock" aria-pressed="false"><svg class="icon"><use href="#icon-unlock"/></svg></button>
    <button type="button" class="back"><svg class="icon"><use href="#icon-reset"/></svg></button>
  </span>`;

export class DirectionRows {
  /**
   * @param {HTMLElement} container @param {Record<string, string>} text
   * @param {{onStep: (index: number, value: number, since: number) => void, onLock: (index: number) => void,
   *   names: import('./names.js').DirectionNames}} page
   */
  constructor(container, text, page) {
    Object.assign(this, { container, text, page, first: 0, indices: [], rows: [] });
  }

  /**
   * Draw other strips.
   * @param {{first: number, indices: number[], shares: number[], sensitivities: number[], images: any}} strips
   *   `first` is the rank of the first of them, `indices` are their places in a view's coordinates
   */
  show({ first, indices, shares, sensitivities, images }, view) {
    Object.assign(this, { first, indices });
    this.container.classList.toggle('words', this.page.names.areWords(view.directions));
    while (this.rows.length < shares.length) this.rows.push(this.#addRow(this.rows.length));
    this.rows.forEach((row, i) => {
      row.element.hidden = i >= shares.length;
      if (row.element.hidden) return;
      const { names } = this.page, name = names.of(view.directions, indices[i]);
      const { fact, hint } = names.effect(view.directions, indices[i], shares[i]);
      const [title, value] = names.parts(view.directions, indices[i]);
      row.element.querySelector('b').textContent = title;
      row.element.querySelector('small').textContent = value ? `${value} · ${fact}` : fact;
      row.element.querySelector('.name').title = `${name}: ${hint}`;
      row.slider.setAttribute('aria-label', fill(this.text.slider, { name }));
      this.#showSensitivity(row, sensitivities[i]);
      row.lock.setAttribute('aria-label', fill(this.text.lock, { name }));
      row.lock.title = this.text.lock_hint;
      row.back.setAttribute('aria-label', fill(this.text.reset_one, { name }));
      row.back.title = row.back.getAttribute('aria-label');
    });
    const strips = { shape: images.shape, values: unpack(images.bytes) }, count = POSITIONS.length;
    shares.forEach((_, i) => drawTiles(this.rows[i].strip, strips, { columns: count, gap: 2, first: i * count, count }));
    this.place(view);
  }

  /** Bring the slider of a direction into view and the focus to it. @param {number} index @returns {boolean} whether it is on screen */
  focus(index) {
    const row = this.rows[this.indices.indexOf(index)];
    if (!row || row.element.hidden) return false;
    row.slider.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: 'nearest' });
    return true;
  }

  /** Move the sliders to where a view's coordinates are. */
  place(view) {
    this.rows.forEach((row, i) => {
      const value = view.coordinates[this.indices[i]] ?? 0, locked = isLocked(view, this.indices[i]), at = (value + 3) / 6 * 100;
      if (value === row.value && locked === row.locked) return; // a drag moves one or two of them
      row.slider.value = row.value = value;
      row.slider.style.setProperty('--low', `${Math.min(at, 50)}%`);
      row.slider.style.setProperty('--high', `${Math.max(at, 50)}%`);
      row.slider.setAttribute('aria-valuetext', `${formatSigned(value, 1)} σ`);
      row.output.textContent = value === 0 ? '0' : formatSigned(value, 1);
      row.output.classList.toggle('still', value === 0);
      if (locked !== row.locked) {
        row.lock.setAttribute('aria-pressed', String(row.locked = locked));
        row.lock.querySelector('use').setAttribute('href', locked ? '#icon-lock' : '#icon-unlock');
      }
      row.back.disabled = value === 0;
      row.thumbnails.forEach((place, j) => place.classList.toggle('here', Math.round(value) === POSITIONS[j]));
    });
  }

  /** @param {number} share of the picture's range that one σ changes */
  #showSensitivity(row, share) {
    const percent = 100 * share, hint = fill(this.text.sense_hint, { percent: format(percent, 1) }), small = row.element.querySelector('.state small');
    small.textContent = `Δ ${format(percent, percent < 9.95 ? 1 : 0)}`;
    small.title = hint;
    row.slider.setAttribute('aria-description', hint);
  }

  #addRow(i) {
    const element = document.createElement('div');
    element.className = 'row';
    element.innerHTML = ROW;
    this.container.append(element);
    const slider = element.querySelector('input'), [strip, ...thumbnails] = element.querySelector('.thumbnails').children;
    slider.oninput = (event) => this.page.onStep(this.indices[i], Number(slider.value), event.timeStamp);
    element.querySelector('.thumbnails').onclick = (event) => {
      const j = thumbnails.indexOf(event.target);
      if (j >= 0) this.page.onStep(this.indices[i], POSITIONS[j], event.timeStamp);
    };
    const [lock, back] = ['lock', 'back'].map((name) => element.querySelector(`.${name}`));
    lock.onclick = () => this.page.onLock(this.indices[i]);
    back.onclick = (event) => {
      this.page.onStep(this.indices[i], 0, event.timeStamp);
      slider.focus(); // the button is no more
    };
    return { element, slider, strip, thumbnails, lock, back, locked: false, output: element.querySelector('output') };
  }
}

/** The directions: a row each, with seven thumbnails that are the scale of its slider. */

import { drawImages } from './explore_draw.js';
import { fill, formatSigned } from './ink.js';

const POSITIONS = [-3, -2, -1, 0, 1, 2, 3];

const ROW = `
  <div class="name"><b></b><small></small></div>
  <div class="strip">
    <div class="thumbnails" aria-hidden="true">${'<canvas></canvas>'.repeat(POSITIONS.length)}</div>
    <input type="range" min="-3" max="3" step="0.1">
  </div>
  <output></output>`;

export class DirectionRows {
  /**
   * @param {HTMLElement} container @param {Record<string, string>} text
   * @param {(index: number, value: number, since: number) => void} onStep a coordinate was moved
   */
  constructor(container, text, onStep) {
    Object.assign(this, { container, text, onStep, first: 0, rows: [] });
  }

  /** Draw other strips. @param {{first: number, shares: number[], images: any}} strips */
  show({ first, shares, images }, view) {
    this.first = first;
    while (this.rows.length < shares.length) this.rows.push(this.#addRow(this.rows.length));
    this.rows.forEach((row, i) => {
      row.element.hidden = i >= shares.length;
      if (row.element.hidden) return;
      const name = fill(this.text[`row_${view.directions}`], { n: first + i + 1 });
      const share = fill(this.text.share, { percent: (shares[i] * 100).toFixed(1) });
      row.element.querySelector('b').innerHTML = name;
      row.element.querySelector('small').textContent = share;
      row.element.title = fill(this.text.share_hint, { share });
      row.slider.setAttribute('aria-label', fill(this.text.slider, { name: row.element.querySelector('b').textContent }));
    });
    drawImages(this.rows.flatMap((row) => row.thumbnails), images);
    this.place(view);
  }

  /** Move the sliders to where a view's coordinates are. */
  place({ coordinates }) {
    this.rows.forEach((row, i) => {
      const value = coordinates[this.first + i] ?? 0, at = (value + 3) / 6 * 100;
      row.slider.value = value;
      row.slider.style.setProperty('--low', `${Math.min(at, 50)}%`);
      row.slider.style.setProperty('--high', `${Math.max(at, 50)}%`);
      row.slider.setAttribute('aria-valuetext', `${formatSigned(value, 1)} σ`);
      row.output.textContent = value === 0 ? '0' : formatSigned(value, 1);
      row.output.classList.toggle('still', value === 0);
      row.thumbnails.forEach((canvas, j) => canvas.classList.toggle('here', Math.round(value) === POSITIONS[j]));
    });
  }

  #addRow(i) {
    const element = document.createElement('div');
    element.className = 'row';
    element.innerHTML = ROW;
    this.container.append(element);
    const slider = element.querySelector('input'), thumbnails = [...element.querySelectorAll('canvas')];
    slider.oninput = (event) => this.onStep(this.first + i, Number(slider.value), event.timeStamp);
    element.querySelector('.thumbnails').onclick = (event) => {
      const j = thumbnails.indexOf(event.target);
      if (j >= 0) this.onStep(this.first + i, POSITIONS[j], event.timeStamp);
    };
    return { element, slider, thumbnails, output: element.querySelector('output') };
  }
}

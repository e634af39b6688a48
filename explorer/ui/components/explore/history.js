/** How a generator learned: the same z's at some points of its training, under a scrub bar. */

import { fill, format } from '../ink.js';

const grouped = (number) => number.toLocaleString('en');

export class HistoryBar {
  /** @param {HTMLElement} root @param {Record<string, string>} text */
  constructor(root, text) {
    Object.assign(this, { root, text, points: [], at: 0 });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('scrub').oninput = () => this.#go(Number(this.part('scrub').value));
    this.part('ticks').onclick = (event) => {
      const at = [...this.part('ticks').children].indexOf(event.target);
      if (at >= 0) this.#go(at);
    };
  }

  /**
   * Show a history from its end, or nothing if there is none.
   * @param {{points: {step: number, images_seen: number, distance: number | null, space: string | null}[],
   *   samples?: number, strip?: string}} history @param {[number, number]} size of a picture, in pixels
   */
  async show({ points, samples, strip }, [height, width]) {
    this.points = points;
    this.root.hidden = !points.length;
    if (!points.length) return;
    const picture = new Image();
    picture.src = `data:image/webp;base64,${strip}`;
    await picture.decode();
    if (this.points !== points) return; // another generator came meanwhile
    Object.assign(this, { picture, size: [height, width] });
    this.part('samples').replaceChildren(...Array.from({ length: samples }, () => Object.assign(document.createElement('canvas'), { width, height })));
    this.part('ticks').replaceChildren(...points.map(({ step }) => Object.assign(document.createElement('span'), { textContent: grouped(step) })));
    this.part('scrub').max = points.length - 1;
    this.#go(points.length - 1);
  }

  #go(at) {
    const { text, picture, points, size: [height, width] } = this, { step, images_seen: images, distance, space } = points[at];
    const said = fill(text.history_point, { step: grouped(step), images: grouped(images) })
      + (distance === null ? '' : fill(text.history_distance, { distance: format(distance, distance < 100 ? 1 : 0), space }));
    this.part('point').textContent = said;
    this.part('samples').setAttribute('aria-label', fill(text.history_aria, { said }));
    this.part('scrub').value = at;
    this.part('scrub').setAttribute('aria-valuetext', said);
    this.part('scrub').style.setProperty('--high', `${at / (points.length - 1) * 100}%`);
    [...this.part('ticks').children].forEach((tick, n) => tick.classList.toggle('here', n === at));
    [...this.part('samples').children].forEach((canvas, n) => {
      canvas.getContext('2d').drawImage(picture, n * width, at * height, width, height, 0, 0, width, height);
    });
  }
}

/** What one run makes, on screen: pictures or points, live or as they were at an earlier step. */

import { fill } from '../ink.js';
import { PicturesView } from './pictures_view.js';
import { PointsView } from './points_view.js';
import { grouped } from './words.js';

export class Show {
  /**
   * @param {HTMLElement} root
   * @param {object} page
   * @param {Record<string, string>} page.text
   * @param {() => Record<string, string>} page.words
   * @param {() => import('../ink.js').Ink} page.ink
   * @param {Set<string>} page.layers of points that are shown
   * @param {(shown: boolean) => void} page.wantPush
   * @param {() => void} page.onLayers
   * @param {() => void} page.onTrain on the visitor's own points
   * @param {(open: boolean) => void} page.onEasel
   */
  constructor(root, page) {
    Object.assign(this, { root, text: page.text, first: null, live: {}, past: null, isPoints: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.pictures = new PicturesView(this.part('pictures'), page.words, page.ink, page.wantPush);
    this.points = new PointsView(this.part('points'), page.text, page.ink, page.layers, page);
  }

  /** What there is to see before any run. @param {any} first @param {boolean} draw whether the data are still to be drawn */
  preview(first, draw = false) {
    this.first = first;
    if (this.live.begun) return;
    this.#restart();
    if (draw && !this.points.drawing) this.points.setEasel(true);
  }

  /** The visitor's own points. @returns {number[][]} */
  get drawn() {
    return this.points.easel.points.map((point) => point.map((value) => Number(value.toFixed(3))));
  }

  /** Forget a run. */
  clear() {
    this.travel(null);
    this.live = {};
    this.#restart();
  }

  /** @param {import('./follow.js').Update} update */
  take(update) {
    const { samples, real, push, companions, plane, samples_step: step, is_points } = update;
    if (!this.live.begun && this.points.drawing) this.points.setEasel(false);
    this.live.begun = true;
    Object.assign(this.live, { step }, samples && { samples, companions, push: null }, real && { real }, push && { push }, plane && { plane });
    if (this.past) return;
    this.#setKind(is_points);
    this.pictures.take({ samples, real, push, companions, step });
    this.points.take(plane);
  }

  /** Show an earlier step instead of what comes in; null goes back to the present. @param {any} rung */
  travel(rung) {
    const back = this.past && !rung;
    this.past = rung;
    this.part('when').hidden = !rung;
    this.part('when').textContent = rung ? fill(this.text.at_step, { step: grouped(rung.step) }) : '';
    this.pictures.past = Boolean(rung);
    const shown = rung ?? (back ? this.live : null);
    if (!shown) return;
    this.pictures.take(shown);
    this.points.take(shown.plane);
  }

  draw() {
    if (this.isPoints) this.points.draw();
    else this.pictures.draw();
  }

  recolour() {
    this.pictures.recolour();
    this.draw();
  }

  #restart() {
    const { first } = this;
    this.pictures.clear();
    this.points.clear();
    if (first) {
      this.#setKind(first.is_points);
      this.pictures.take({ ...first, step: 0 });
      this.points.take(first.plane);
    }
    this.draw();
  }

  #setKind(isPoints = false) {
    if (this.isPoints !== isPoints && this.points.drawing) this.points.setEasel(false);
    this.isPoints = isPoints;
    this.part('pictures').hidden = isPoints;
    this.part('points').hidden = !isPoints;
  }
}

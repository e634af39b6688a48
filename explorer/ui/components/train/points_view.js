/** The plane of a points run with its key: every layer can be hidden. And the easel for own points. */

import { fill, fit, pointOn } from '../ink.js';
import { Easel, LEAST, MOST } from './easel.js';
import { decodePlane, drawPlane, drawScale, drawSign, frame, verdictAt } from './plane.js';
import { grouped } from './words.js';

export const LAYERS = ['heat', 'manifold', 'real', 'push', 'fake'];

export class PointsView {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text @param {() => import('../ink.js').Ink} ink
   * @param {Set<string>} layers those shown; shared by all views
   * @param {{onLayers: () => void, onTrain: () => void, onEasel: (open: boolean) => void}} page
   */
  constructor(root, text, ink, layers, page) {
    Object.assign(this, { root, text, ink, layers, page, plane: null, side: 0 });
    this.part = (name) => root.querySelector(`.${name}`);
    this.easel = new Easel(this.part('easel'), text, ink, (count) => this.#count(count));
    this.#listen();
    this.#count(0);
  }

  clear() {
    this.plane = null;
  }

  /** @param {object} sent the `plane` of an update */
  take(sent) {
    if (!sent) return;
    this.plane = decodePlane(sent);
    this.draw();
  }

  get drawing() {
    return !this.part('easel').hidden;
  }

  /** @param {boolean} open the easel lies on the plane, and what the run shows there is hidden */
  setEasel(open) {
    const { part } = this;
    part('easel').hidden = part('brushes').hidden = !open;
    part('layers').hidden = part('scale').hidden = part('draw-own').hidden = part('reading').hidden = open;
    this.draw();
    if (open) part('easel').focus({ preventScroll: true });
    this.page.onEasel(open);
  }

  draw() {
    const { part, text, plane } = this, side = Math.floor(part('plane').clientWidth);
    if (!side) return;
    this.side = side;
    const ink = this.ink(), context = fit(part('field'), side, side), shown = LAYERS.filter((layer) => this.layers.has(layer));
    if (plane && !this.drawing) drawPlane(context, ink, plane, this.layers, side);
    else drawPlane(context, ink, { extent: this.easel.extent }, new Set(), side);
    this.easel.resize(side, plane?.extent ?? this.easel.extent);
    this.#drawKey(ink);
    if (!plane) return part('field').setAttribute('aria-label', text.no_points_label);
    part('field').setAttribute('aria-label', fill(text.plane_label, {
      step: grouped(plane.step), real: plane.real.length / 2, fake: plane.fake.length / 2,
      layers: shown.map((layer) => text[`said_${layer}`]).join(', ') || text.said_nothing,
    }));
  }

  #drawKey(ink) {
    this.root.querySelectorAll('[data-layer]').forEach((button) => {
      const { layer } = button.dataset;
      drawSign(button.querySelector('canvas'), ink, layer);
      button.setAttribute('aria-pressed', String(this.layers.has(layer)));
      button.disabled = layer === 'manifold' && Boolean(this.plane) && !this.plane.manifold;
      button.title = button.disabled ? this.text.no_manifold : '';
    });
    const { part } = this, { clientWidth } = part('scale');
    part('scale').style.visibility = this.layers.has('heat') ? '' : 'hidden';
    if (clientWidth) drawScale(part('heat-scale'), ink, clientWidth);
  }

  #count(count) {
    const { part, text } = this;
    part('count').textContent = count >= MOST ? fill(text.drawn_most, { n: MOST }) : count < LEAST ? fill(text.drawn_least, { n: count, least: LEAST }) : fill(text.drawn, { n: grouped(count) });
    part('train-drawn').disabled = count < LEAST;
    part('undo').disabled = part('clear').disabled = !count && !this.easel?.strokes.length;
  }

  #listen() {
    const { root, part, easel, page } = this;
    root.querySelectorAll('[data-layer]').forEach((button) => {
      button.onclick = () => {
        const { layer } = button.dataset;
        if (!this.layers.delete(layer)) this.layers.add(layer);
        page.onLayers();
      };
    });
    part('draw-own').onclick = () => this.setEasel(true);
    part('leave-easel').onclick = () => this.setEasel(false);
    part('undo').onclick = () => easel.undo();
    part('clear').onclick = () => easel.clear();
    part('train-drawn').onclick = () => page.onTrain();
    root.querySelectorAll('[data-brush]').forEach((button) => {
      button.onclick = () => {
        easel.brush = button.dataset.brush;
        root.querySelectorAll('[data-brush]').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      };
    });
    const field = part('field'), read = part('reading');
    field.addEventListener('pointermove', (event) => {
      if (this.plane) this.#read(...frame(this.plane.extent, this.side).back(...pointOn(field, event)));
    });
    field.addEventListener('pointerleave', () => { read.innerHTML = ''; });
    let at = [0, 0];
    field.addEventListener('keydown', (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!way || !this.plane) return;
      event.preventDefault();
      event.stopPropagation(); // in Train an arrow also takes a step
      const { extent } = this.plane, pace = extent * (event.shiftKey ? .2 : .05);
      at = at.map((place, axis) => Math.max(-extent, Math.min(extent, place + way[axis] * pace)));
      this.#read(...at);
    });
    field.addEventListener('focus', () => { read.ariaLive = 'polite'; }); // a pointer would have it talk without end
    field.addEventListener('blur', () => Object.assign(read, { ariaLive: 'off', innerHTML: '' }));
  }

  /** Say what D thinks of a point. */
  #read(x, y) {
    const verdict = verdictAt(this.plane, x, y);
    this.part('reading').innerHTML = verdict === null ? '' : fill(this.text.reading, { x: signed(x), y: signed(y), d: verdict.toFixed(2) });
  }
}

const signed = (value) => value.toFixed(2).replace('-', '−');

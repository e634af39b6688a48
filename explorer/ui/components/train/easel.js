/** Drawing one's own points: with a mouse, a finger or the keys. */

import { fit, fill, pointOn } from '../ink.js';
import { drawDots, frame } from './plane.js';

export const LEAST = 16, MOST = 2000;
const SPACING = .035, JITTER = .03, ERASER = .12, STAMP = 12, STAMP_RADIUS = .07, NUDGE = .05; // in units of the plane
const GOLDEN = 2.399963; // radians: turns by it never repeat a direction

/** The i-th offset of an even scatter in a disc, without chance. @param {number} i @param {number} of @param {number} radius */
const scatter = (i, of, radius) => {
  const r = radius * Math.sqrt((i % of + .5) / of);
  return [r * Math.cos(i * GOLDEN), r * Math.sin(i * GOLDEN)];
};

/**
 * A stroke's points from one place to the next: evenly spaced, a little beside the line.
 * @param {[number, number]} from @param {[number, number]} to @param {number} drawn points so far
 */
export function along(from, to, drawn) {
  const count = Math.floor(Math.hypot(to[0] - from[0], to[1] - from[1]) / SPACING);
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / count, [dx, dy] = scatter(drawn + i, 7, JITTER);
    return [from[0] + t * (to[0] - from[0]) + dx, from[1] + t * (to[1] - from[1]) + dy];
  });
}

export class Easel {
  /**
   * @param {HTMLCanvasElement} canvas @param {Record<string, string>} text @param {() => import('../ink.js').Ink} ink
   * @param {(count: number) => void} changed
   */
  constructor(canvas, text, ink, changed) {
    Object.assign(this, { canvas, text, ink, changed, extent: 1.5, side: 0, brush: 'pen', points: [], strokes: [], cursor: [0, 0], stroke: null });
    this.#listen();
  }

  /** @param {number} side @param {number} extent */
  resize(side, extent) {
    Object.assign(this, { side, extent });
    this.draw();
  }

  clear() {
    this.#begin();
    this.points = [];
    this.#end();
  }

  undo() {
    if (!this.strokes.length) return;
    this.points = this.strokes.pop();
    this.#end();
  }

  draw() {
    const { canvas, side, extent, cursor, text } = this;
    if (!side) return;
    const context = fit(canvas, side, side), at = frame(extent, side), ink = this.ink();
    drawDots(context, ink.real, Float32Array.from(this.points.flat()), at);
    if (document.activeElement === canvas) {
      const [x, y] = [at.x(cursor[0]), at.y(cursor[1])];
      context.strokeStyle = ink.ink;
      context.lineWidth = 1.5;
      context.beginPath();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        context.moveTo(x + 4 * dx, y + 4 * dy);
        context.lineTo(x + 11 * dx, y + 11 * dy);
      }
      context.stroke();
    }
    canvas.setAttribute('aria-label', fill(text.easel_label, { n: this.points.length, x: cursor[0].toFixed(2), y: cursor[1].toFixed(2) }));
  }

  #begin() {
    this.strokes = [...this.strokes.slice(-30), [...this.points]];
  }

  #end() {
    this.changed(this.points.length);
    this.draw();
  }

  #add(points) {
    const inside = points.filter((point) => point.every((value) => Math.abs(value) <= this.extent));
    this.points.push(...inside.slice(0, MOST - this.points.length));
  }

  #erase([x, y]) {
    this.points = this.points.filter(([px, py]) => Math.hypot(px - x, py - y) > ERASER);
  }

  #stamp([x, y]) {
    if (this.brush === 'eraser') return this.#erase([x, y]);
    this.#add(Array.from({ length: STAMP }, (_, i) => {
      const [dx, dy] = scatter(i, STAMP, STAMP_RADIUS);
      return [x + dx, y + dy];
    }));
  }

  #place(event) {
    return frame(this.extent, this.canvas.offsetWidth).back(...pointOn(this.canvas, event));
  }

  #listen() {
    const { canvas } = this;
    canvas.tabIndex = 0;
    canvas.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      canvas.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      this.#begin();
      this.stroke = this.cursor = this.#place(event);
      if (this.brush === 'eraser') this.#erase(this.stroke);
      else this.#add([this.stroke]);
      this.#end();
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!this.stroke) return;
      for (const one of event.getCoalescedEvents?.() ?? [event]) {
        const to = this.#place(one);
        if (this.brush === 'eraser') this.#erase(to);
        else {
          const more = along(this.stroke, to, this.points.length);
          if (!more.length) continue; // too near to the last place: the next one counts from there
          this.#add(more);
        }
        this.stroke = this.cursor = to;
      }
      this.#end();
    });
    for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, () => { this.stroke = null; });
    canvas.addEventListener('keydown', (event) => this.#press(event));
    for (const name of ['focus', 'blur']) canvas.addEventListener(name, () => this.draw());
  }

  #press(event) {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (move) {
      const step = event.shiftKey ? NUDGE / 5 : NUDGE, { extent } = this;
      this.cursor = this.cursor.map((value, i) => Math.max(-extent, Math.min(extent, value + step * move[i])));
    } else if (event.key === ' ' || event.key === 'Enter') {
      this.#begin();
      this.#stamp(this.cursor);
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      this.undo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
  }
}

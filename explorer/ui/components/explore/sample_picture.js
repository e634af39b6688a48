/** The sample: its picture, what it is in words, and how fast it follows a hand. */

import { drawImages } from './draw.js';
import { editsOf } from './edit.js';
import { fill, format, formatSigned } from '../ink.js';
import { say } from '../labels.js';
import { Meter } from './meter.js';

export class SamplePicture {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text
   * @param {{nameOf: (kind: string, index: number) => string, titleOf: (generator: string) => string}} page
   *   of directions and of generators
   */
  constructor(root, text, page) {
    Object.assign(this, { root, text, page, meter: new Meter() });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('meter').textContent = text.meter_idle;
  }

  /**
   * @param {{view: import('./edit.js').View, sample: any, length: number}} answer of the server
   * @param {string} where whether its z is inside the shell, in words
   */
  show({ view, sample, length }, where) {
    const { text, page } = this, [, height, width] = sample.shape;
    const start = view.base ? text.start_base : fill(text.start_seed, { seed: view.seed });
    const edits = editsOf(view).map(({ kind, index, value }) => `${page.nameOf(kind, index)} ${formatSigned(value, 1)} σ`);
    if (view.units.length) edits.push(fill(text.unit_count, { count: view.units.length }));
    this.#draw(sample, fill(text.facts, { width, height, start }), fill(text.aria, {
      width, height, generator: page.titleOf(view.generator), start, truncation: format(view.truncation, 2),
      edits: edits.join(', ') || text.no_edits, length: format(length, 1), where,
    }));
  }

  /** @param {any} frame of a film, as `drawImages` takes it @param {string} caption */
  showFrame(frame, caption) { this.#draw(frame, caption, caption); }

  /** It follows what somebody did at this time. @param {number} since as in event.timeStamp */
  measure(since) {
    this.meter.drawn(since);
    const reading = this.meter.read();
    if (reading) say(this.part('meter'), fill(this.text.meter, { fps: Math.round(reading.fps), ms: Math.round(reading.latency) }));
  }

  #draw(image, facts, description) {
    drawImages([this.part('picture')], image);
    this.part('picture').setAttribute('aria-label', description);
    say(this.part('facts'), facts);
  }
}

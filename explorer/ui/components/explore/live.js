/** A run of Train on the Explore stage: its generator after one step, or as it trains on. */

import { familyOf } from './edit.js';

const LIVE = /^run-.+-now$/; // as `runs.generator_name` writes it
const EVERY = 4000; // milliseconds between two looks at a run that trains

export class LiveRun {
  /**
   * @param {HTMLElement} button that turns it on and off
   * @param {{go: (generator: string) => void, refresh: () => void}} page `refresh` asks for the
   *   sample anew, whose answer is told to `arrived`
   */
  constructor(button, page) {
    Object.assign(this, { button, page, generator: '', step: null });
    button.onclick = () => page.go(`${familyOf(this.generator)}-${this.on ? this.step : 'now'}`);
    setInterval(() => {
      if (this.on && !document.hidden && button.checkVisibility()) page.refresh();
    }, EVERY);
  }

  get on() { return LIVE.test(this.generator); }

  /** @param {string} generator the one on stage */
  place(generator) {
    if (generator === this.generator) return;
    this.generator = generator;
    this.button.hidden = familyOf(generator) === generator;
    this.button.setAttribute('aria-pressed', String(this.on));
  }

  /** @param {number | null} step after which the generator was that made a sample @returns {boolean} whether it has trained on */
  arrived(step) {
    const further = this.on && this.step !== null && step !== this.step;
    this.step = step;
    return further;
  }
}

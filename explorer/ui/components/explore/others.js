/** The same edit on other z: sixteen thumbnails that follow a drag at their own pace. */

import { drawTiles } from './draw.js';
import { fill } from '../ink.js';
import { newest } from '../newest.js';
import { rove } from '../roving.js';

const COUNT = 16, COLUMNS = 4;

/** @typedef {{seeds: number[], images: import('./draw.js').PackedImages}} Others */
export class OtherSamples {
  /**
   * @param {HTMLElement} container @param {Record<string, string>} text
   * @param {(request: object) => Promise<any>} ask the server for the others of a `view`
   * @param {(seed: number, since: number) => void} onChoose
   */
  constructor(container, text, ask, onChoose) {
    Object.assign(this, { container, text });
    container.innerHTML = `<canvas aria-hidden="true"></canvas>${'<button type="button"></button>'.repeat(COUNT)}`;
    [this.canvas, ...this.buttons] = container.children;
    container.onclick = (event) => {
      const seed = event.target.closest('button')?.seed;
      if (seed !== undefined) onChoose(seed, event.timeStamp);
    };
    rove(container);
    this.seen = true;
    new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; }).observe(container);
    // Whoever drags has the sample; what goes wrong is told there.
    this.ask = newest(ask, (answer) => { if (answer.others) this.show(answer.others); }, () => {});
  }

  /** Follow a drag, if anybody sees it. @param {import('./edit.js').View} view */
  follow(view) {
    if (this.seen) this.ask({ view });
  }

  /** @param {Others} others */
  show({ seeds, images }) {
    drawTiles(this.canvas, images, { columns: COLUMNS, gap: 1 });
    if (String(seeds) === String(this.seeds)) return;
    this.seeds = seeds;
    this.buttons.forEach((button, i) => {
      button.seed = seeds[i];
      button.setAttribute('aria-label', fill(this.text.other, { seed: seeds[i] }));
      button.title = button.getAttribute('aria-label');
    });
  }
}

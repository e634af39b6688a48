/** A grid of samples of random z, each a button. */

import { drawImages } from './draw.js';
import { fill } from '../ink.js';
import { rove } from '../roving.js';

const SEEDS = 2 ** 31;

/** @param {number} count @returns {number[]} seeds by chance */
export const someSeeds = (count) => Array.from({ length: count }, () => Math.floor(Math.random() * SEEDS));

export class SampleGrid {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text
   * @param {(what: string, request: object) => Promise<any>} ask
   * @param {(seed: number, key: string) => void} onChoose `key` that was pressed; '' for a click
   */
  constructor(root, text, ask, onChoose) {
    Object.assign(this, { root, text, ask, seeds: [], wanted: null });
    root.classList.add('sample-grid');
    rove(root);
    root.addEventListener('click', (event) => {
      const seed = this.#seedAt(event);
      if (seed !== undefined) onChoose(seed, '');
    });
    root.addEventListener('keydown', (event) => {
      const seed = this.#seedAt(event);
      if (seed !== undefined && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) onChoose(seed, event.key.toLowerCase());
    });
  }

  /**
   * Show the samples of some seeds.
   * @param {string} generator @param {number[]} seeds
   * @returns {Promise<boolean>} whether they came, and were still wanted
   */
  async load(generator, seeds) {
    this.wanted = seeds;
    const answer = await this.ask('samples', { generator, seeds });
    if (!answer || this.wanted !== seeds) return false;
    this.seeds = seeds;
    this.root.replaceChildren(...seeds.map((seed, i) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', tabIndex: i ? -1 : 0 });
      button.innerHTML = '<canvas></canvas><b aria-hidden="true"></b>';
      return button;
    }));
    drawImages([...this.root.children].map((button) => button.firstChild), answer.images);
    return true;
  }

  /** Write on each sample. @param {(seed: number) => {badge: string, said: string, kind: string}} describe */
  mark(describe) {
    [...this.root.children].forEach((button, i) => {
      const { badge, said, kind } = describe(this.seeds[i]);
      button.lastChild.textContent = badge;
      button.dataset.kind = kind;
      button.setAttribute('aria-label', fill(this.text.sample_said, { seed: this.seeds[i], said }));
    });
  }

  /** @param {number} seed @returns {HTMLCanvasElement} */
  pictureOf(seed) { return this.root.children[this.seeds.indexOf(seed)].firstChild; }

  #seedAt(event) {
    return this.seeds[[...this.root.children].indexOf(event.target.closest('button'))];
  }
}

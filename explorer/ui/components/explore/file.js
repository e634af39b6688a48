/** A visitor's own DCGAN: the way from a file of weights to a card of its own. */

import { fill } from '../ink.js';
import { segments } from '../segments.js';

const MINE = /^file-/; // as `explore.uploads` names uploaded generators

/**
 * @typedef {{generator?: string, problem?: string, sizes?: number[], name?: string}} Answer what
 *   `explore.files.bring_file` says of a file
 */
export class OwnFile {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text
   * @param {{hours: number, megabytes: number}} bounds
   * @param {{choose: (request: object) => Promise<Answer>, onOpen: (generator: string) => void, lost: string}} page
   */
  constructor(root, text, bounds, page) {
    Object.assign(this, { root, text, bounds, page });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('bring').title = fill(text.file_bring_hint, bounds);
    this.part('bring').onclick = () => this.#input().click();
  }

  /** Gradio's own button takes the file to the server; it is hidden, and made after this panel. */
  #input() {
    const button = document.getElementById('explore-file-upload');
    const input = button.parentElement.querySelector(':scope > input[type="file"]');
    input.onchange ??= () => {
      if (input.files.length) this.#say(fill(this.text.file_reading, { file: input.files[0].name }));
    };
    return input;
  }

  /** @param {Answer} answer */
  answer({ generator, problem, sizes, name }) {
    this.part('sizes').replaceChildren();
    if (generator) {
      this.page.onOpen(generator);
      return;
    }
    this.#say(sizes ? this.text.file_sizes : problem);
    if (!sizes) return;
    segments(this.part('sizes'), sizes.map((size) => ({ value: size, label: String(size) })), async (size) => {
      this.answer(await this.page.choose({ name, size: Number(size) }).catch(() => ({ problem: this.page.lost })));
    });
  }

  /** Say what a link to the generator on stage can do. @param {string} generator */
  place(generator) {
    if (generator === this.generator) return;
    this.generator = generator;
    this.part('sizes').replaceChildren();
    this.#say(MINE.test(generator) ? fill(this.text.file_kept, this.bounds) : '');
  }

  #say(sentence) { this.part('file-said').textContent = sentence; }
}

/** The gauge of ‖z‖: how far z is from the origin, beside the shell that the model was trained on. */

import { format } from '../ink.js';
import { say } from '../labels.js';

export class LengthGauge {
  /** @param {HTMLElement} root @param {Record<string, string>} text */
  constructor(root, text) {
    Object.assign(this, { root, text, where: '' });
    this.part = (name) => root.querySelector(`.${name}`);
  }

  /** @param {{length: number, shell: [number, number]}} sample `shell`: between which lengths random z lie */
  show({ length, shell: [inner, outer] }) {
    const { part, text } = this, end = Math.ceil((inner + outer) * .8), at = (value) => `${Math.min(value / end, 1) * 100}%`;
    const where = length < inner ? 'short' : length > outer ? 'long' : 'inside_shell';
    /** In words, whether z is inside the shell. */
    this.where = text[where];
    this.root.classList.toggle('outside', where !== 'inside_shell');
    for (const [name, value] of Object.entries({ inner, outer, needle: length })) part('scale').style.setProperty(`--${name}`, at(value));
    const said = { length: format(length, 1), where: this.where, inner: format(inner, 1), outer: format(outer, 1), end: String(end) };
    for (const [name, words] of Object.entries(said)) say(part(name), words);
  }
}

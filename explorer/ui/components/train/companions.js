/** Further pictures that belong beside the samples, a row of each kind with its caption. */

import { decode, drawSheet } from './pictures.js';

const COLUMNS = 10;

export class Companions {
  /** @param {HTMLElement} root an empty element @param {Record<string, string>} text */
  constructor(root, text) {
    Object.assign(this, { root, text, rows: {} });
  }

  clear() {
    this.rows = {};
    this.root.replaceChildren();
    this.root.hidden = true;
  }

  /** Decode what came. @param {Record<string, import('./follow.js').Sheet | null> | undefined} sent */
  async decode(sent) {
    const named = Object.entries(sent ?? {}).filter(([, sheet]) => sheet);
    return Promise.all(named.map(async ([name, sheet]) => [name, await decode(sheet)]));
  }

  /** Show what was decoded; other rows stay. @param {[string, {sheet: any, picture: HTMLCanvasElement}][]} decoded */
  show(decoded) {
    for (const [name, pictures] of decoded) {
      this.rows[name] ??= this.#row(name);
      this.rows[name].pictures = pictures;
    }
    this.root.hidden = !Object.keys(this.rows).length;
  }

  draw() {
    for (const { canvas, pictures } of Object.values(this.rows)) drawSheet(canvas, pictures, COLUMNS);
  }

  #row(name) {
    const figure = document.createElement('figure'), caption = document.createElement('figcaption'), canvas = document.createElement('canvas');
    const said = this.text[`companion_${name}`] ?? name;
    caption.textContent = said;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', said);
    figure.append(caption, canvas);
    this.root.append(figure);
    return { canvas, pictures: null };
  }
}

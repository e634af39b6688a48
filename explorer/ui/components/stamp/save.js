/** The save menu of the Stamp stage: pictures, films, numbers and the link, made by the page itself. */

import { fill } from '../ink.js';
import { Accumulator } from './math.js';
import { toCsv } from './csv.js';
import { makeFilm, schedule } from './film.js';
import { drawPicture, pictureSize, titleOf } from './picture.js';
import { SvgPen } from './svg_pen.js';

const SHARPNESS = 2; // pixels of a PNG for each CSS pixel

export class SaveMenu {
  /** @param {any} stage the `StampStage` whose toolbar holds the menu */
  constructor(stage) {
    const node = stage.root.querySelector('.save-menu');
    Object.assign(this, { stage, node, list: node.querySelector('.save-list'), opener: node.querySelector('.save'), film: 0 });
    this.opener.onclick = () => (this.list.hidden ? this.open() : this.close());
    this.list.onclick = (event) => this.#choose(event.target.closest('button'));
    node.addEventListener('keydown', (event) => this.#key(event));
    node.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !node.contains(event.relatedTarget)) this.close();
    });
    document.addEventListener('pointerdown', (event) => {
      if (!this.list.hidden && !node.contains(event.target)) this.close();
    });
  }

  open() {
    const { stage: { text, player } } = this, { times, every, seconds } = schedule(player.total);
    this.list.hidden = false;
    this.opener.setAttribute('aria-expanded', true);
    const values = { frames: times.length, seconds, n: every, total: player.total };
    this.#say(fill(every > 1 ? text.film_thinned : text.film_length, values));
    this.#items()[0].focus();
  }

  /** Closing also stops a film in the making. */
  close() {
    this.film += 1;
    this.list.hidden = true;
    this.opener.setAttribute('aria-expanded', false);
  }

  async #choose(button) {
    const kind = button?.dataset.save, { stage: { text } } = this;
    if (!kind) return;
    try {
      if (kind === 'link') return this.#say(await this.#copyLink());
      const blob = await this.#make(kind), name = `${nameOf(this.stage.view)}.${kind}`;
      if (!blob) return;
      download(blob, name);
      this.#say(fill(text.saved, { name }));
    } catch (error) {
      this.#say(text.save_failed);
      throw error;
    }
  }

  /** @returns {Promise<Blob | null>} null when the visitor closed the menu or changed the setting meanwhile */
  #make(kind) {
    const { stage } = this, shown = stage.shownAt(stage.player, stage.placed);
    if (kind === 'csv') return new Blob([toCsv(stage.view)], { type: 'text/csv' });
    if (kind === 'png') return toPng(shown);
    if (kind === 'svg') return new Blob([toSvg(shown)], { type: 'image/svg+xml' });
    const turn = ++this.film, { view, player, text } = stage, placed = new Accumulator(view);
    const showAt = (time) => {
      const then = player.at(time);
      return stage.shownAt(then, stage.placedAt(then, placed));
    };
    return makeFilm(kind, showAt, player.total, (n, frames) => {
      if (turn !== this.film || view !== stage.view) return false;
      this.#say(fill(text.film_frame, { n, frames }));
      return true;
    });
  }

  async #copyLink() {
    const { stage: { text } } = this;
    try {
      await navigator.clipboard.writeText(location.href);
      return text.link_copied;
    } catch {
      return text.link_refused;
    }
  }

  #key(event) {
    const items = this.#items(), at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (this.list.hidden) return;
    if (event.key === 'Escape') {
      this.close();
      this.opener.focus();
    } else if (next !== undefined) items[(next + items.length) % items.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #items() { return [...this.list.querySelectorAll('button')]; }

  #say(sentence) { this.node.querySelector('.save-said').textContent = sentence; }
}

/** @param {import('./picture.js').Shown} shown @returns {Promise<Blob>} */
export function toPng(shown) {
  const [width, height] = pictureSize(shown), canvas = new OffscreenCanvas(width * SHARPNESS, height * SHARPNESS);
  const context = canvas.getContext('2d');
  context.scale(SHARPNESS, SHARPNESS);
  drawPicture(context, shown);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @param {import('./picture.js').Shown} shown @returns {string} */
export function toSvg(shown) {
  const pen = new SvgPen(...pictureSize(shown)), [{ scene }] = shown.panes;
  drawPicture(pen, shown);
  return pen.toText(titleOf(scene.view, scene.text).join(': '));
}

const nameOf = ({ input_size: i, output_size: o, spec: { kernel_size: k, stride: s } }) => (
  `stamp-${i.join('x')}-to-${o.join('x')}-k${[...new Set(k)].join('x')}-s${[...new Set(s)].join('x')}`);

function download(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

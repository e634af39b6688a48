/** The film: a walk through views, played on the sample; its strip, its stops and its files. */

import { drawImages, unpack } from './draw.js';
import { saveFilm } from './film_save.js';
import { canRecord } from './film_video.js';
import { fill } from '../ink.js';
import { newest } from '../newest.js';
import { segments } from '../segments.js';

const THUMBS = 12, FRAME = 80; // milliseconds
const LETTERS = 'ABCDEFGH';

/**
 * @typedef {{views: import('./edit.js').View[], path: string, loop: boolean}} FilmSettings
 */
export class FilmStrip {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text @param {any} server
   * @param {{paths: string[], mostViews: number, present: () => import('./edit.js').View,
   *   onFrame: (frame: any, caption: string) => void, onGo: (view: any) => void,
   *   onUse: (base: string, condition: [number, number][]) => void, onLink: (text: string) => void, onLost: () => void}} page
   */
  constructor(root, text, server, page) {
    Object.assign(this, { root, text, page, film: null, frames: null, at: 0, on: false, timer: 0, touched: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('frames').innerHTML = '<span><canvas></canvas><b></b></span>'.repeat(THUMBS);
    this.markPath = segments(this.part('paths'), page.paths.map((value) => ({ value, label: text[`path_${value}`] })), (path) => this.#change({ path }));
    this.ask = newest((request) => server.film(request), (answer, request, old) => old || this.#use(answer, request), page.onLost);
    this.#listen();
  }

  /** Begin with a film that a link says, or with one from a view to a neighbouring seed. @param {FilmSettings | undefined} film */
  open(film, view) {
    this.leave();
    Object.assign(this, { touched: Boolean(film), at: 0 });
    this.film = film ?? { views: [view, { ...view, seed: view.seed ^ 1, base: '' }], path: this.page.paths[0], loop: false };
    this.#request();
  }

  /** The sample shows the visitor's view again. */
  leave() {
    if (!this.on) return; // while a slider is dragged this is asked again and again
    this.#stop();
    this.on = false;
    this.part('use').disabled = true;
    this.root.classList.remove('on');
  }

  /** The frame on screen, as `drawImages` takes it. */
  get frame() { return cut(this.frames, this.at); }

  #change(change) {
    if (!this.film) return;
    this.touched = true;
    this.film = { ...this.film, ...change };
    this.#request();
  }

  #request() {
    const { film } = this;
    this.markPath(film.path);
    this.part('loop').setAttribute('aria-pressed', String(film.loop));
    this.#listStops();
    this.ask(film);
  }

  #use(answer, film) {
    if (film !== this.film) return;
    this.#say(answer.problem ?? '');
    if (answer.problem) return;
    const { frames, bases, conditions, steps, link } = answer, count = frames.shape[0];
    Object.assign(this, { frames: { shape: frames.shape, values: unpack(frames.bytes) }, bases, conditions, steps, at: Math.min(this.at, count - 1) });
    this.part('scrub').max = count - 1;
    this.shown = Array.from({ length: THUMBS }, (_, n) => Math.round(n / (THUMBS - 1) * (count - 1)));
    [...this.part('frames').children].forEach((thumb, n) => {
      drawImages([thumb.firstChild], cut(this.frames, this.shown[n]));
      thumb.lastChild.textContent = film.views.map((_, i) => i).filter((i) => this.#nearest(i * steps) === n).map((i) => LETTERS[i]).join('');
    });
    this.#mark();
    if (this.on) this.#show();
    this.page.onLink(this.touched ? link : '');
  }

  /** Which thumbnail is nearest to a frame. */
  #nearest(frame) {
    const distances = this.shown.map((at) => Math.abs(at - frame));
    return distances.indexOf(Math.min(...distances));
  }

  #listStops() {
    const { text, film: { views } } = this, many = views.length > 2;
    this.part('stops').replaceChildren(...views.map((view, i) => {
      const stop = document.createElement('span'), letter = LETTERS[i];
      stop.innerHTML = `<button type="button" class="go">${letter}</button><button type="button" class="drop">×</button>`;
      const [go, drop] = stop.children;
      go.title = fill(text.film_go, { letter });
      go.onclick = () => this.page.onGo(view);
      drop.title = fill(text.film_drop, { letter });
      drop.hidden = !many;
      drop.onclick = () => this.#change({ views: views.toSpliced(i, 1) });
      for (const button of [go, drop]) button.setAttribute('aria-label', button.title);
      return stop;
    }));
    this.part('add').disabled = views.length >= this.page.mostViews;
    this.part('add').textContent = fill(text.film_add, { letter: LETTERS[views.length] ?? '' });
  }

  #listen() {
    this.part('play').onclick = () => (this.timer ? this.#stop() : this.#play());
    this.part('loop').onclick = () => this.#change({ loop: !this.film?.loop });
    this.part('add').onclick = () => this.#change({ views: [...this.film.views, this.page.present()] });
    this.part('use').onclick = () => this.page.onUse(this.bases[this.at], this.conditions[this.at]);
    this.part('scrub').oninput = () => {
      this.#stop();
      this.#go(Number(this.part('scrub').value));
    };
    this.part('frames').onclick = (event) => {
      const n = [...this.part('frames').children].indexOf(event.target.closest('span'));
      if (n < 0 || !this.frames) return;
      this.#stop();
      this.#go(this.shown[n]);
    };
    this.root.querySelector('[data-save=mp4]').hidden = !canRecord();
    for (const button of this.root.querySelectorAll('[data-save]')) button.onclick = () => this.#save(button.dataset.save);
  }

  #play() {
    if (!this.frames) return;
    const last = this.frames.shape[0] - 1;
    this.#go(this.at === last ? 0 : this.at);
    this.timer = setInterval(() => {
      if (this.at < last) this.#go(this.at + 1);
      else if (this.film.loop) this.#go(0);
      else this.#stop();
    }, FRAME);
    this.#face();
  }

  #stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.#face();
  }

  #face() {
    const name = this.timer ? 'pause' : 'play';
    this.part('play').querySelector('use').setAttribute('href', `#icon-${name}`);
    this.part('play').setAttribute('aria-label', this.text[name]);
  }

  #go(at) {
    if (!this.frames) return;
    this.at = at;
    this.on = true;
    this.part('use').disabled = false;
    this.root.classList.add('on');
    this.#mark();
    this.#show();
  }

  #show() { this.page.onFrame(this.frame, this.#caption()); }

  #caption() { return fill(this.text.film_frame, { n: this.at + 1, count: this.frames.shape[0] }); }

  #mark() {
    this.part('scrub').value = this.at;
    this.part('scrub').setAttribute('aria-valuetext', this.#caption());
    this.part('scrub').style.setProperty('--high', `${this.at / (this.frames.shape[0] - 1) * 100}%`);
    const nearest = this.#nearest(this.at);
    [...this.part('frames').children].forEach((thumb, n) => thumb.classList.toggle('here', n === nearest));
  }

  async #save(kind) {
    if (!this.frames) return;
    const { generator } = this.film.views[0], name = `${generator}-film.${kind}`;
    try {
      this.#say(this.text.film_making);
      const blob = await saveFilm(kind, this.frames, FRAME), url = URL.createObjectURL(blob);
      Object.assign(document.createElement('a'), { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      this.#say(fill(this.text.film_saved, { name, size: Math.ceil(blob.size / 1000) }));
    } catch (error) {
      this.#say(this.text.film_failed);
      throw error;
    }
  }

  #say(sentence) { this.part('said').textContent = sentence; }
}

/** One image of a batch that is unpacked already. */
function cut({ shape: [, ...size], values }, at) {
  const length = size.reduce((a, b) => a * b);
  return { shape: [1, ...size], values: values.subarray(at * length, (at + 1) * length) };
}

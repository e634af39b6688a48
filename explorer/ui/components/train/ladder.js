/** The time machine: the checkpoints that a run keeps, to look at and to fork from. */

import { fill, fit } from '../ink.js';
import { decode } from './pictures.js';
import { decodePlane, drawPlane } from './plane.js';
import { grouped, score as scored } from './words.js';

const THUMB = 34, ENLARGED = 4, SMALL = .25;

export class Ladder {
  /** @param {HTMLElement} root @param {any} page */
  constructor(root, page) {
    Object.assign(this, { root, page, text: page.text });
    root.innerHTML = `
      <div class="ladder-name"><h3>${page.text.ladder}</h3><small class="ladder-count"></small></div>
      <div class="rail"><div class="thumbs"></div><input type="range" class="scrub" min="0" step="1" aria-label="${page.text.scrub}"><div class="ticks" aria-hidden="true"></div></div>
      <div class="ladder-tools"><button type="button" class="live" aria-pressed="true"></button><button type="button" class="fork"><svg class="icon"><use href="#icon-fork"/></svg><span></span></button></div>`;
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('live').textContent = page.text.live;
    this.part('fork').querySelector('span').textContent = page.text.fork;
    this.part('fork').title = page.text.fork_hint;
    this.part('scrub').oninput = () => this.#go(Number(this.part('scrub').value));
    this.part('live').onclick = () => this.#go(this.rungs.length);
    this.part('fork').onclick = () => page.fork(this.rungs[Math.min(this.at, this.rungs.length - 1)]);
    this.clear();
  }

  /** Back to a run without checkpoints; the place they take is kept, so that nothing moves when the first comes. */
  clear() {
    Object.assign(this, { run: null, rungs: [], at: Infinity, seen: new Map(), fetching: false });
    this.#list();
  }

  /** @param {import('./follow.js').Update} update */
  update({ rungs = [] }) {
    const { run } = this.page.state();
    if (rungs.length === this.rungs.length && rungs.every((step, i) => step === this.rungs[i])) return;
    const chosen = this.rungs[this.at]; // a step that may have moved, or gone
    Object.assign(this, { run, rungs });
    if (this.at < Infinity) this.at = rungs.includes(chosen) ? rungs.indexOf(chosen) : Infinity;
    if (chosen !== undefined && this.at === Infinity) this.page.travel(null);
    for (const step of this.seen.keys()) if (!rungs.includes(step)) this.seen.delete(step);
    this.#list();
    this.#fetch();
  }

  draw() {
    const context = (canvas) => fit(canvas, THUMB, THUMB);
    this.root.querySelectorAll('.thumbs canvas').forEach((canvas, i) => {
      const rung = this.seen.get(this.rungs[i]), on = context(canvas);
      if (rung?.plane) drawPlane(on, this.page.ink(), rung.thumb, new Set(['heat', 'fake']), THUMB, SMALL);
      else if (rung?.thumb) {
        const { sheet, picture } = rung.thumb;
        on.imageSmoothingQuality = 'high';
        on.drawImage(picture, 0, 0, sheet.width * ENLARGED, sheet.height * ENLARGED, 0, 0, THUMB, THUMB);
      }
    });
  }

  /** One place a rung, and one more at the end for the present. */
  #list() {
    const { part, rungs, text } = this, none = !rungs.length;
    this.root.classList.toggle('none', none);
    for (const name of ['scrub', 'live', 'fork']) part(name).disabled = none;
    part('thumbs').replaceChildren(...rungs.map((step, i) => {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', tabIndex: -1, onclick: () => this.#go(i), title: fill(text.at_step, { step: grouped(step) }) });
      button.setAttribute('aria-label', button.title);
      button.append(document.createElement('canvas'));
      return button;
    }));
    const ticks = none ? [] : [...rungs.map(grouped), text.now];
    part('ticks').replaceChildren(...ticks.map((textContent) => Object.assign(document.createElement('span'), { textContent })));
    part('scrub').max = none ? 1 : rungs.length;
    this.root.style.setProperty('--rungs', none ? 9 : rungs.length + 1);
    this.#mark();
    this.draw();
  }

  #mark() {
    const { part, rungs, text } = this, live = this.at >= rungs.length, at = live ? rungs.length : this.at, step = rungs[at];
    part('scrub').value = at;
    part('live').setAttribute('aria-pressed', String(live));
    const score = this.seen.get(step)?.score;
    const where = live ? text.at_present : fill(text.at_step, { step: grouped(step) }) + (score ? ` · ${fill(text.race_score, { score: scored(score) })}` : '');
    part('scrub').setAttribute('aria-valuetext', where);
    if (!live) part('ladder-count').textContent = where;
    else part('ladder-count').textContent = fill(text[['no_checkpoints', 'one_checkpoint'][rungs.length] ?? 'checkpoints'], { n: rungs.length });
    this.root.querySelectorAll('.thumbs button').forEach((button, i) => button.classList.toggle('chosen', !live && i === at));
    this.root.classList.toggle('travelling', !live);
  }

  async #go(at) {
    this.at = at >= this.rungs.length ? Infinity : at;
    this.#mark();
    if (this.at === Infinity) return this.page.travel(null);
    const step = this.rungs[at], rung = this.seen.get(step) ?? await this.#look(step);
    if (rung && this.rungs[this.at] === step) this.page.travel(rung);
    this.#mark();
  }

  async #look(step) {
    const { run } = this, rung = await this.page.rung(step).catch(() => null);
    if (!rung || this.run !== run) return null;
    if (rung.error) {
      if (this.rungs[this.at] === step) this.page.say(rung.error);
      return null;
    }
    rung.thumb = rung.plane ? decodePlane(rung.plane) : rung.samples && await decode(rung.samples);
    this.seen.set(step, rung);
    return rung;
  }

  /** Fill the thumbnails, one after the other. */
  async #fetch() {
    if (this.fetching) return;
    this.fetching = true;
    for (let step; (step = this.rungs.find((one) => !this.seen.has(one))) !== undefined;) {
      if (!await this.#look(step)) break;
      this.draw();
    }
    this.fetching = false;
  }
}

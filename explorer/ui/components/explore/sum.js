/** Arithmetic: the mean of some samples − the mean of others + one more. */

import { drawImages } from './draw.js';
import { someSeeds, SampleGrid } from './samples.js';
import { fill, format } from '../ink.js';
import { label } from '../labels.js';
import { newest } from '../newest.js';
import { segments } from '../segments.js';

const FRESH = 24, MOST = 8;
const TRAYS = ['plus', 'minus', 'base'], LETTERS = { plus: 'a', minus: 'b', base: 'c' }, SIGNS = { plus: '', minus: '−', base: '+' };

const tray = (name) => `
  ${SIGNS[name] && `<b class="sign" aria-hidden="true">${SIGNS[name]}</b>`}
  <div class="tray" data-tray="${name}">
    <h4><i>${LETTERS[name]}</i><span data-text="sum_${name}"></span></h4>
    <canvas class="mean" role="img"></canvas>
    <div class="members" role="group" data-label="sum_members_${name}"></div>
  </div>`;

const MARKUP = `
  <p class="lead" data-text="sum_lead"></p>
  <div class="trays">${TRAYS.map(tray).join('')}
    <b class="sign" aria-hidden="true">=</b>
    <div class="tray total">
      <h4><b class="swatch fake"></b><span data-text="sum_result"></span></h4>
      <canvas class="outcome" role="img"></canvas>
      <button type="button" class="solid use-sum" data-text="use_it" disabled></button>
    </div>
  </div>
  <p class="verdict" role="status"></p>
  <ul class="opinions"></ul>
  <div class="line">
    <span data-text="sum_into"></span><span class="into segments" role="group" data-label="sum_into"></span>
    <button type="button" class="plain sum-sample" data-text="sum_sample"></button>
    <button type="button" class="plain more" data-text="more_samples"></button>
    <button type="button" class="plain empty-trays" data-text="sum_empty"></button>
  </div>
  <div class="sum-choices" role="group" data-label="sum_grid"></div>`;

/** @typedef {{seed: number | null, view: object, image: HTMLCanvasElement}} Member */
export class ArithmeticTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, generator: '', into: 'plus', found: null });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.grid = new SampleGrid(this.part('sum-choices'), text, services.ask, (seed, key) => this.#choose(seed, key));
    this.markInto = segments(this.part('into'), TRAYS.map((value) => ({ value, label: LETTERS[value] })), (into) => this.#turnTo(into));
    this.ask = newest((request) => services.ask('arithmetic', request), (answer, request, old) => old || this.#show(answer, request), () => services.say(text.lost));
    this.part('more').onclick = () => this.#more();
    this.part('sum-sample').onclick = () => this.#take();
    this.part('empty-trays').onclick = () => this.#empty();
    this.part('use-sum').onclick = () => this.found && services.use(this.found.base);
  }

  open() {
    const { generator } = this.services.view();
    if (generator === this.generator) return;
    this.generator = generator;
    this.#empty();
    this.#more();
  }

  follow() {}

  close() {}

  #empty() {
    /** @type {Record<string, Member[]>} */
    this.trays = { plus: [], minus: [], base: [] };
    this.#turnTo('plus');
    this.#changed();
  }

  #turnTo(into) {
    this.into = into;
    this.markInto(into);
    for (const each of this.root.querySelectorAll('[data-tray]')) each.classList.toggle('here', each.dataset.tray === into);
  }

  /** Samples that lie in a tray stay in sight. */
  async #more() {
    const kept = [...new Set(Object.values(this.trays).flat().map(({ seed }) => seed))].filter((seed) => seed !== null);
    if (await this.grid.load(this.generator, [...kept, ...someSeeds(FRESH)])) this.#mark();
  }

  /** Put a sample into a tray, or take it out again. @param {string} key a, b or c; else the tray chosen */
  #choose(seed, key) {
    const into = key ? TRAYS.find((name) => LETTERS[name] === key) : this.into, here = this.trays[into]?.findIndex((member) => member.seed === seed);
    if (!into) return;
    if (here >= 0) this.trays[into].splice(here, 1);
    else this.#put(into, { seed, view: { generator: this.generator, seed }, image: this.grid.pictureOf(seed) });
    this.#changed();
  }

  /** The sample on stage, edits and all. */
  #take() {
    const image = document.createElement('canvas');
    drawImages([image], this.services.shown().sample);
    this.#put(this.into, { seed: null, view: this.services.shown().view, image });
    this.#changed();
  }

  #put(into, member) {
    if (into === 'base') this.trays.base = [member];
    else if (this.trays[into].length < MOST) this.trays[into].push(member);
    else this.services.say(fill(this.text.sum_most, { most: MOST }));
  }

  #changed() {
    this.#mark();
    for (const name of TRAYS) this.#list(name);
    const views = Object.fromEntries(TRAYS.map((name) => [name, this.trays[name].map(({ view }) => view)]));
    this.asked = { generator: this.generator, ...views };
    this.ask(this.asked);
  }

  #mark() {
    this.grid.mark((seed) => {
      const badge = TRAYS.filter((name) => this.trays[name].some((member) => member.seed === seed)).map((name) => LETTERS[name]).join('');
      return { badge, said: badge || this.text.sum_in_none, kind: badge };
    });
  }

  #list(name) {
    const members = this.root.querySelector(`[data-tray="${name}"] .members`);
    members.replaceChildren(...this.trays[name].map((member, i) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', title: fill(this.text.sum_drop, { letter: LETTERS[name], n: i + 1 }) }), canvas = document.createElement('canvas');
      Object.assign(canvas, { width: member.image.width, height: member.image.height });
      canvas.getContext('2d').drawImage(member.image, 0, 0);
      button.append(canvas);
      button.setAttribute('aria-label', button.title);
      button.onclick = () => {
        this.trays[name].splice(i, 1);
        this.#changed();
      };
      return button;
    }));
  }

  #show(answer, request) {
    if (!answer || request !== this.asked) return;
    for (const name of TRAYS) {
      const canvas = this.root.querySelector(`[data-tray="${name}"] .mean`), count = this.trays[name].length;
      this.#draw(canvas, answer[name], count ? fill(this.text.sum_mean_of, { n: count, letter: LETTERS[name] }) : this.text.sum_nothing);
    }
    this.found = answer.result ?? null;
    this.#draw(this.part('outcome'), this.found?.image, this.found ? this.text.sum_result : this.text.sum_nothing);
    this.part('use-sum').disabled = !this.found;
    this.part('verdict').textContent = this.found ? this.#say(this.found) : '';
    this.part('opinions').replaceChildren(...(this.found?.opinions ?? []).map((each) => this.#opinion(each)));
  }

  #draw(canvas, image, said) {
    canvas.setAttribute('aria-label', said);
    if (image) drawImages([canvas], image);
    else Object.assign(canvas, { width: 1, height: 1 });
  }

  #say({ length, opinions }) {
    const { text } = this;
    const changed = opinions.filter(({ before, after }) => before[0] !== after[0]).length;
    const seen = opinions.length ? fill(text.sum_changed, { changed, all: opinions.length }) : text.sum_unjudged;
    return `${fill(text.sum_length, { length: format(length, 1) })} ${seen}`;
  }

  #opinion({ question, before: [was], after: [now, share] }) {
    const { text } = this, say = (answer) => text[`answer_${answer}`] ?? answer, item = document.createElement('li');
    const name = question === 'class' ? text.sum_class : text[`question_${question}`] ?? question;
    item.innerHTML = '<span></span> <b></b> <small></small>';
    item.children[0].textContent = name;
    item.children[1].textContent = was === now ? say(now) : `${say(was)} → ${say(now)}`;
    item.children[2].textContent = `${Math.round(share * 100)} %`;
    item.classList.toggle('changed', was !== now);
    return item;
  }
}

/** The checkerboard twin: a generator beside one that differs in its kernels alone, and real pictures. */

import { drawImages, palettesOf } from './draw.js';
import { drawBetween, unpackValues } from './lens_draw.js';
import { drawProfiles } from './spectrum_chart.js';
import { fill, onThemeChange, readInk } from '../ink.js';
import { label } from '../labels.js';
import { newest } from '../newest.js';
import { segments } from '../segments.js';

const LOOKS = ['pictures', 'before'];

const MARKUP = `
  <p class="lead" data-text="twin_lead"></p>
  <div class="line"><span class="looks segments" role="group" data-label="twin_looks"></span></div>
  <div class="twins"></div>
  <div class="chart"><canvas class="profiles" role="img"></canvas></div>
  <p class="twin-said" role="status"></p>
  <p class="lead" data-text="twin_why"></p>`;

const COLUMN = `
  <h4><b class="swatch"></b><span></span><small></small></h4>
  <div class="sides"><canvas class="twin-picture" role="img"></canvas><canvas class="power" role="img"></canvas></div>
  <p class="repeats"></p>`;

/**
 * @typedef {{power: any, profile: number[], repeating: number[]}} Study
 * @typedef {{generator: string, kernel_size: number, stride: number, even: boolean, pictures: Study, before: Study}} Model
 */
export class TwinTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, look: LOOKS[0] });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.markLook = segments(this.part('looks'), LOOKS.map((value) => ({ value, label: text[`twin_${value}`] })), (look) => this.#turnTo(look));
    this.markLook(this.look);
    this.ask = newest((view) => services.ask('twin_samples', { view }), (answer, view) => this.#useImages(answer, view), () => services.say(text.lost));
    onThemeChange(() => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.part('chart'));
  }

  async open() {
    const view = this.services.view();
    this.found = undefined;
    this.part('twins').replaceChildren();
    this.part('twin-said').textContent = this.text.twin_busy;
    const found = await this.services.ask('twin', { view });
    if (view.generator !== this.services.view().generator) return;
    this.part('twin-said').textContent = '';
    this.found = found;
    if (!found) return;
    this.#build();
    this.#draw();
    this.follow(); // the sliders may have moved meanwhile
  }

  follow() {
    if (this.found) this.ask(this.services.view());
  }

  close() { this.found = undefined; }

  #useImages(answer, { generator }) {
    if (answer && this.found?.models[0].generator === generator) this.#drawImages(answer.images);
  }

  #turnTo(look) {
    this.look = look;
    this.markLook(look);
    this.#draw();
  }

  #nameOf({ generator }) { return this.text[`name_${generator}`] ?? this.text.twin_this; }

  #build() {
    const { models, real, samples } = this.found, { text } = this;
    const heads = models.map((model, i) => [`fake${i ? ' dashed' : ''}`, this.#nameOf(model), `k${model.kernel_size} s${model.stride}, ${model.even ? text.twin_even : text.twin_uneven}`]);
    if (real) heads.push(['real', text.twin_real, fill(text.twin_count, { samples })]);
    this.columns = heads.map(([swatch, name, fact]) => {
      const column = Object.assign(document.createElement('section'), { className: 'twin', innerHTML: COLUMN });
      column.querySelector('.swatch').className = `swatch ${swatch}`;
      column.querySelector('span').textContent = name;
      column.querySelector('small').textContent = column.querySelector('h4').title = fact;
      return column;
    });
    this.part('twins').replaceChildren(...this.columns);
    if (real) this.columns.at(-1).querySelector('.twin-picture').remove();
    this.#drawImages(this.found.images);
  }

  #drawImages(images) {
    images.forEach((image, i) => {
      const canvas = this.columns[i].querySelector('.twin-picture');
      drawImages([canvas], image);
      canvas.setAttribute('aria-label', fill(this.text.twin_picture, { name: this.#nameOf(this.found.models[i]) }));
    });
  }

  /** What is shown now of each column; real pictures were never put through tanh. @returns {(Study | null)[]} */
  #studies() {
    const { models, real } = this.found;
    return [...models.map((model) => model[this.look]), ...real ? [this.look === 'pictures' ? real : null] : []];
  }

  #draw() {
    if (!this.found) return;
    const { text, found: { periods, models } } = this, ink = readInk(this.root), studies = this.#studies();
    const grids = studies.map((study) => study && unpackValues(study.power)), shown = grids.filter(Boolean);
    const [high, low] = [Math.max, Math.min].map((pick) => shown.reduce((most, { values }) => values.reduce((a, b) => pick(a, b), most), shown[0].values[0]));
    studies.forEach((study, i) => {
      const column = this.columns[i];
      column.hidden = !study;
      if (!study) return;
      drawBetween(column.querySelector('.power'), grids[i], palettesOf(ink).activation, low, high);
      const repeats = periods.map((period, p) => fill(text.twin_repeats, { period, percent: percent(study.repeating[p]) })).join(' · ');
      column.querySelector('.repeats').textContent = repeats;
      column.querySelector('.power').setAttribute('aria-label', `${text.twin_power} ${repeats}`);
    });
    const lines = studies.flatMap((study, i) => (study ? [{ profile: study.profile, dashed: i === 1 && models.length > 1, color: i < models.length ? ink.fake : ink.real }] : []));
    drawProfiles(this.part('profiles'), ink, lines, periods, { x: text.twin_frequency, y: text.twin_decibels });
    this.part('twin-said').textContent = this.#conclude();
    this.part('profiles').setAttribute('aria-label', `${text.twin_chart} ${this.#conclude()}`);
  }

  #conclude() {
    const { text, found: { models, real, periods: [period] } } = this;
    if (period === undefined) return '';
    const share = (study) => percent(study.repeating[0]), ofReal = real ? fill(text.twin_of_real, { real: share(real) }) : '';
    if (models.length === 1) return fill(text.twin_alone, { kernel: models[0].kernel_size, stride: models[0].stride, overlap: models[0].even ? text.twin_even : text.twin_uneven, period, own: share(models[0].pictures) }) + ofReal;
    const [healthy, sick] = models[0].even ? models : models.toReversed();
    return fill(text.twin_both, {
      sick: this.#nameOf(sick), healthy: this.#nameOf(healthy), kernel: sick.kernel_size, stride: sick.stride, period,
      sick_before: share(sick.before), healthy_before: share(healthy.before), sick_shown: share(sick.pictures), healthy_shown: share(healthy.pictures),
    }) + ofReal;
  }
}

const percent = (share) => `${(share * 100).toFixed(share < .001 ? 3 : 2)} %`;

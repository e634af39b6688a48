/** Slow motion: one step, walked through stage by stage, with what each stage really made. */

import { fill } from '../ink.js';
import { decode, signedSheet } from './pictures.js';
import { decodePlane, unpack } from './plane.js';
import { drawJudged, drawLatents, drawNorms, drawPoints } from './walk_draw.js';
import { grouped } from './words.js';

/** The stages of a step of both players, in order: of a GAN, and of who steps otherwise. */
const STATIONS = [
  ['discriminator', 'sample_z'], ['discriminator', 'generate'], ['discriminator', 'discriminate'], ['discriminator', 'losses'], ['discriminator', 'gradients'], ['discriminator', 'update'],
  ['generator', 'discriminate'], ['generator', 'losses'], ['generator', 'gradients'], ['generator', 'update'],
];
const STATIONS_OF = {
  vae: [
    ['discriminator', 'encode'], ['discriminator', 'sample_posterior'], ['generator', 'decode'], ['generator', 'losses'],
    ['generator', 'gradients'], ['generator', 'update'], ['discriminator', 'gradients'], ['discriminator', 'update'],
  ],
};
STATIONS_OF.super_resolution = [['discriminator', 'shrink'], ...STATIONS.slice(1)];
/** Of a step in which D has no say yet. */
const ALONE = ['shrink', 'generate', 'losses', 'gradients', 'update'].map((name) => ['generator', name]);
const FIRST = ['sample_z', 'shrink', 'encode'];
const PLAY_EVERY = 3000; // milliseconds
const NOWHERE = { extent: 3, real: new Float32Array(0), fake: new Float32Array(0), push: new Float32Array(0), heat: null, manifold: null };

export class Walk {
  /** @param {HTMLElement} root @param {any} page */
  constructor(root, page) {
    Object.assign(this, { root, page });
    this.part = (name) => root.querySelector(`.${name}`);
    this.clear();
    this.part('walk-next').onclick = () => this.advance();
    this.part('walk-back').onclick = () => this.#turnTo(this.at - 1);
    this.part('walk-close').onclick = () => this.#close();
    this.part('walk-play').onclick = () => this.#play(!this.playing);
  }

  get text() {
    return this.page.words();
  }

  /** Lay out the stages of the system at hand. */
  speak() {
    this.#layOut(STATIONS_OF[this.root.closest('.train-stage').dataset.system] ?? STATIONS);
    this.#show();
  }

  #layOut(stations) {
    const { text } = this;
    this.stations = stations;
    this.root.classList.toggle('alone', stations === ALONE);
    this.root.style.setProperty('--stations', this.stations.length);
    this.part('stations').replaceChildren(...this.stations.map(([player, name], i) => {
      const item = document.createElement('li');
      item.className = player;
      item.innerHTML = `<span>${i + 1}</span> ${text[`station_${player}_${name}`] ?? text[`station_${name}`]}`;
      return item;
    }));
  }

  clear() {
    clearInterval(this.playing);
    Object.assign(this, { stages: [], at: -1, key: '', plane: null, pending: false, open: false, playing: 0 });
    this.#show();
  }

  /** Go on by a stage; the first time, open. A run is begun where there is none. */
  advance() {
    if (!this.open && this.stages.length) {
      this.open = true;
      return this.#show();
    }
    this.open = true;
    if (this.at < this.stages.length - 1) return this.#turnTo(this.at + 1);
    const { update, own } = this.page.state();
    if (!update || !own || ['finished', 'stopped'].includes(update.status)) {
      this.page.start({}, { until: { step: 1 } });
      this.wanted = true; // `clear` comes in between
    } else this.page.command('walk');
  }

  /** @param {import('./follow.js').Update} update */
  update(update) {
    if (update.plane) this.plane = decodePlane(update.plane);
    if (this.wanted && update.status === 'paused' && update.step >= 1) {
      this.wanted = false;
      this.open = true;
      this.page.command('walk');
    }
    const { stage, stage_key: key } = update;
    if (!key && this.stages.length) this.clear(); // the run goes on
    if (!stage || key === this.key) return; // a stage is sent once
    this.key = key;
    this.#take(stage, update.step);
  }

  draw() {
    if (!this.root.hidden) this.#drawPictures();
  }

  async #take(stage, step) {
    const key = this.key, arrays = {};
    for (const [name, sent] of Object.entries(stage.arrays)) {
      arrays[name] = sent.pictures ? { ...sent, decoded: await decode(sent.pictures) } : { ...sent, values: unpack(sent.values, Float32Array) };
    }
    if (this.key !== key) return;
    const begins = FIRST.includes(stage.name) && !(this.stages.at(-1)?.step === step && this.stages.at(-1)?.name !== 'update');
    if (begins && stage.name === 'shrink') this.#layOut(stage.player === 'generator' ? ALONE : STATIONS_OF.super_resolution);
    const before = begins ? {} : this.stages.at(-1)?.arrays ?? {};
    // What was made earlier in the step is still at hand.
    const made = { ...stage, step, arrays: { ...before, ...arrays }, fresh: Object.keys(arrays) };
    this.stages = begins ? [made] : [...this.stages, made];
    this.#turnTo(this.stages.length - 1);
  }

  #turnTo(at) {
    this.at = at;
    this.#show();
  }

  #close() {
    this.#play(false);
    this.open = false;
    this.#show();
  }

  #play(on) {
    clearInterval(this.playing);
    this.playing = on ? setInterval(() => this.advance(), PLAY_EVERY) : 0;
    this.part('walk-play').setAttribute('aria-pressed', String(on));
    this.part('walk-play').textContent = this.text[on ? 'walk_pause' : 'walk_play'];
    if (on) this.advance();
  }

  #show() {
    const { root, part, text, at } = this, stage = this.stages[at];
    root.hidden = !(this.open && stage);
    root.closest('.train-stage').classList.toggle('walking', !root.hidden);
    if (root.hidden) return;
    const here = this.stations.findIndex(([player, name]) => player === stage.player && name === stage.name);
    const early = here < 0 ? this.stations.findIndex(([, name]) => name === stage.name) : here; // G alone draws z too
    [...part('stations').children].forEach((item, i) => {
      item.classList.toggle('past', i < early);
      if (i === early) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    });
    part('walk-step').textContent = fill(text.walk_step, { step: grouped(stage.step + 1) });
    part('walk-back').disabled = at <= 0;
    const key = `${stage.player}_${stage.name}`, { isPoints } = this, values = { count: stage.arrays.z?.count ?? stage.arrays.fake?.count ?? '', z: stage.arrays.z?.shape?.at(-1) ?? '' };
    root.querySelector('h4').innerHTML = text[`walk_${key}`] ?? text[`walk_${stage.name}`];
    part('walk-caption').innerHTML = fill((isPoints && text[`caption_${key}_points`]) || (text[`caption_${key}`] ?? text[`caption_${stage.name}`]), values);
    root.querySelector('dl').innerHTML = Object.entries(stage.numbers).map(([name, value]) => `<div><dt>${text[`number_${name}`] ?? name}</dt><dd>${number(value)}</dd></div>`).join('');
    this.#drawPictures();
  }

  get isPoints() {
    const { fake } = this.stages[this.at]?.arrays ?? {};
    return Boolean(this.page.state().update?.is_points || fake && !fake.pictures);
  }

  #drawPictures() {
    const stage = this.stages[this.at], host = this.part('walk-pictures'), ink = this.page.ink();
    if (!stage) return;
    const { arrays, name, player } = stage, width = host.clientWidth, blocks = [];
    const block = (title, draw, part = 1) => blocks.push({ title, draw, part });
    const norms = arrays.layer_norms && name === 'gradients';
    if (['sample_z', 'sample_posterior'].includes(name)) block(this.text.walk_z, (canvas, w) => (arrays.z.shape[1] === 2 ? drawPoints(canvas, Math.min(w, 320), ink, { ...NOWHERE, fake: arrays.z.values }, new Set(['fake'])) : drawLatents(canvas, w, ink, arrays.z.values, arrays.z.shape)));
    else if (this.isPoints) block('', (canvas, w) => this.#drawPlane(canvas, Math.min(w, 330), ink, stage));
    else {
      if (arrays.push?.pictures && player === 'generator' && name !== 'discriminate') block(this.text.walk_push, (canvas, w) => drawJudged(canvas, w, ink, signedSheet(arrays.push.decoded, ink), null, 'fake'));
      if (arrays.low && ['shrink', 'generate'].includes(name)) block(this.text.walk_low, (canvas, w) => drawJudged(canvas, w, ink, arrays.low.decoded, null, 'real'));
      if (arrays.fake?.pictures) block(this.text.walk_fake, (canvas, w) => drawJudged(canvas, w, ink, arrays.fake.decoded, name === 'generate' ? null : arrays.fake_score?.values, 'fake'));
      if (arrays.real?.pictures && (player === 'discriminator' && name !== 'generate' || arrays.mean || arrays.low && name !== 'generate')) block(this.text.walk_real, (canvas, w) => drawJudged(canvas, w, ink, arrays.real.decoded, arrays.real_score?.values, 'real'));
    }
    if (name === 'encode') block(this.text.walk_mean, (canvas, w) => drawLatents(canvas, w, ink, arrays.mean.values, arrays.mean.shape));
    if (norms) block(this.text.walk_norms, (canvas, w) => drawNorms(canvas, w, ink, arrays.layer_norms.values, player === 'generator' ? 'g' : 'd'), .7);
    const shares = blocks.reduce((sum, { part }) => sum + part, 0), gaps = 24 * (blocks.length - 1);
    const stacked = width < 520;
    host.classList.toggle('stacked', stacked);
    host.replaceChildren(...blocks.map(({ title, draw, part }) => {
      const figure = document.createElement('figure'), canvas = document.createElement('canvas'), w = Math.floor(stacked ? width : Math.min(part * 380, (width - gaps) * part / shares));
      figure.innerHTML = title ? `<figcaption>${title}</figcaption>` : '';
      figure.style.width = `${w}px`;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', figure.textContent || this.text.walk_plane);
      figure.append(canvas);
      draw(canvas, w);
      canvas.style.width = `${canvas.width / Math.max(1, devicePixelRatio)}px`;
      return figure;
    }));
  }

  #drawPlane(canvas, side, ink, { arrays, name, player }) {
    const none = NOWHERE.real, plane = { ...(this.plane ?? { ...NOWHERE, extent: 1.5 }), real: arrays.real?.values ?? none, fake: arrays.fake?.values ?? none, push: arrays.push?.values ?? none };
    const layers = new Set(['fake']);
    if (name !== 'generate') layers.add('heat');
    if (player === 'discriminator' && name !== 'generate') layers.add('real');
    if (player === 'generator' && ['gradients', 'update'].includes(name)) layers.add('push');
    drawPoints(canvas, side, ink, plane, layers);
  }
}

const number = (value) => (value === null ? '–' : Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? String(Number(value.toPrecision(4))) : value ? value.toExponential(1) : '0').replace('-', '−');

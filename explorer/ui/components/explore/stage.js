/**
 * The Explore stage: joins the sliders, the server and the pictures.
 *
 * While something is dragged the sample and the layers follow, as fast as the server answers, and the
 * other z at their own pace; once it rests, the strips and the pad are computed and the channels ranked anew.
 *
 * @typedef {import('./edit.js').View} View
 */

import { writeLink } from '../address.js';
import { Bench } from './bench.js';
import { asking, Conditions } from './conditions.js';
import { Directions } from './directions.js';
import { changed, isLocked, mapOf, moved, sameSliders, startedFrom, unedited, unlocked } from './edit.js';
import { FilmStrip } from './film.js';
import { LengthGauge } from './gauge.js';
import { HistoryBar } from './history.js';
import { Inside } from './inside.js';
import { OtherSamples } from './others.js';
import { DragPad } from './pad.js';
import { ExplorePanel } from './panel.js';
import { SamplePicture } from './sample_picture.js';
import { Trail } from './trail.js';
import { chooseLanguage, fill } from '../ink.js';
import { label, say } from '../labels.js';
import { newest } from '../newest.js';
import { loadPlotly } from '../train/chart.js';

const REST = 140; // milliseconds without a change after which a drag has come to rest
const SEEDS = 10_000;

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, server: any}} gradio */
export async function mount({ element, props, constants, trigger, watch, server, root }) {
  const panel = await present('.explore-panel');
  const stage = new ExploreStage(element.querySelector('.explore-stage'), panel, { ...constants, plotly: root + constants.plotly }, server, trigger);
  stage.adopt(props.value);
  watch('value', () => stage.adopt(props.value));
}

/** Gradio makes the parts of a tab one after the other. @returns {Promise<HTMLElement>} */
async function present(selector) {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
  return document.querySelector(selector);
}

class ExploreStage {
  constructor(root, panel, constants, server, trigger) {
    const text = chooseLanguage(constants.text);
    server = asking(server, () => this.view);
    Object.assign(this, { root, text, server, trigger, trail: new Trail() });
    this.part = (name) => root.querySelector(`.${name}`);
    const set = (change, since) => this.set(change, since), view = () => this.view, use = (base, condition = this.view.condition) => this.set({ ...startedFrom(this.view, base), condition });
    const ask = (what, request) => this.#ask(what, request), lost = () => this.#tell(text.lost);
    label(root, text);
    const line = Math.random().toString(36).slice(2); // this page's, of which the server computes the newest alone
    this.generate = newest((request) => server.generate({ ...request, line }), (answer, request) => this.#useSample(answer, request), lost, { most: 2 });
    this.magnify = newest((request) => server.generate(request), (answer) => this.inside.showLook(answer), lost);
    this.surround = newest((request) => server.surround(request), (answer, request, old) => old || this.#useSurroundings(answer, request), lost);
    this.directions = new Directions(this.part('directions'), text, constants.rows, {
      onStep: (index, value, since) => this.#step([[index, value]], since), onLock: (index) => this.#lock(index),
      onKind: (directions) => this.set({ directions }), onPage: (first) => this.#surround(first),
    });
    const { names } = this.directions;
    this.conditions = new Conditions(this.part('conditions'), text, { nameOf: (value) => names.ofValue(value), set });
    this.pad = new DragPad(this.part('pad'), text, { onStep: (steps, since) => this.#step(steps, since), onAxes: () => this.#surround(), names });
    this.gauge = new LengthGauge(this.part('gauge'), text);
    this.inside = new Inside(this.part('inside'), this.part('glass'), text, {
      view, set, ask, look: this.magnify, stamp: (layer, channel) => this.#open(layer, channel), onOther: () => this.#settle(), nameOf: (value) => names.ofValue(value),
    });
    this.film = new FilmStrip(this.part('film'), text, server, {
      paths: constants.paths, mostViews: constants.most_views, present: view, onGo: set, onUse: use, onLost: lost,
      onFrame: (frame, caption) => this.sample.showFrame(frame, caption), onLink: (film) => writeLink('explore', film && `film=${film}`, 'film'),
    });
    this.history = new HistoryBar(this.part('history'), text);
    this.panel = new ExplorePanel(panel, text, constants, {
      set, choose: (card) => this.#choose(card), undo: () => this.#travel(this.trail.undo()), redo: () => this.#travel(this.trail.redo()), refresh: () => this.#refresh(),
      reset: () => this.set(unedited(this.view)), random: () => this.set({ seed: Math.floor(Math.random() * SEEDS) }), near: () => this.#vary(constants.most_seed),
      chooseSize: (request) => server.choose_size(request),
    });
    this.sample = new SamplePicture(this.part('sample'), text, { nameOf: (kind, index) => names.of(kind, index), titleOf: (generator) => this.panel.titleOf(generator) });
    this.others = new OtherSamples(this.part('others'), text, (request) => server.follow(request), (seed, since) => this.set({ seed }, since));
    this.bench = new Bench(this.part('bench'), panel.querySelector('.tools'), text, server, {
      view, shown: () => this.shown, set, use, lost: text.lost, goTo: (kind, index) => this.#goTo(kind, index), plotly: async () => window.Plotly ?? loadPlotly(constants.plotly),
    });
    root.stage = this; // for tests and for the console
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Show what Python computed: a whole view, or one sentence on why there is none. */
  adopt(value) {
    if (value?.file) this.panel.file.answer(value.file);
    if (value?.problem) this.#tell(value.problem);
    if (!value?.view) return;
    clearTimeout(this.resting);
    this.shown = undefined;
    this.view = value.view;
    this.film.leave();
    this.inside.leave();
    this.#useSample(value, { view: value.view, settled: true });
    this.#useSurroundings(value, { view: value.view });
    this.bench.start();
    this.#comeTo(this.view, value.film);
  }

  /**
   * Change the view; the pictures follow.
   * @param {Partial<View>} change @param {number} since time of the input, as in event.timeStamp
   */
  set(change, since = performance.now()) {
    if (this.view) this.#show(changed(this.view, change), { since });
  }

  /** @param {View} view @param {{since?: number, travelled?: boolean}} how `travelled` by undo or redo */
  #show(view, how) {
    const elsewhere = !sameSliders(view, this.view);
    this.view = view;
    if (elsewhere) this.pad.axes = [0, 1];
    this.film.leave();
    this.panel.say('');
    this.#place();
    if (view.generator !== this.shown.view.generator) this.inside.leave();
    this.generate({ view, ...this.#wish('dragged'), since: how.since });
    clearTimeout(this.resting);
    const settle = () => this.#settle(elsewhere ? 0 : undefined, how.travelled);
    if (elsewhere) return settle();
    this.others.follow(view);
    this.resting = setTimeout(settle, REST);
    return undefined;
  }

  #place() {
    for (const part of [this.directions, this.pad, this.panel, this.inside]) part.place(this.view);
  }

  #step(steps, since) {
    this.set({ coordinates: moved(this.view, steps) }, since);
  }

  #settle(first, travelled = false) {
    this.generate({ view: this.view, ...this.#wish('rested'), settled: true, travelled });
    this.#surround(first);
  }

  /** What to ask for of the inside: of a generator that nobody has seen yet, each layer's strongest channels. @param {'dragged' | 'rested'} how */
  #wish(how) {
    return this.view.generator === this.shown.view.generator ? this.inside[how] : { channels: null, look: null };
  }

  /** Bring the slider of a direction on screen. @param {string} directions @param {number} index */
  #goTo(directions, index) {
    const first = this.directions.bring(index);
    this.set({ directions });
    this.#surround(first);
  }

  /** Another generator may not have the directions that are on screen. @param {import('./panel.js').Card} card */
  #choose({ generator, kinds = ['principal'] }) {
    const { directions } = this.view;
    this.set({ generator, directions: kinds.includes(directions) ? directions : kinds[0] });
  }

  /** Ask for what is shown anew: the generator behind it may have trained on. */
  #refresh() {
    this.generate({ view: this.view, ...this.#wish('rested'), settled: true, travelled: true });
  }

  /** The pad's map is asked for only if it changes: while its own directions move, it does not. @param {number} [first] row on screen */
  #surround(first = this.directions.first) {
    const { view, pad: { axes } } = this, map = mapOf(view, axes);
    this.surround({ view, first, axes: map === this.mapShown ? null : axes, map });
  }

  #useSample(answer, { view, since, settled, travelled }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator) return undefined; // of a generator left meanwhile
    this.#tell('');
    const arrived = this.shown && this.shown.view.generator !== view.generator;
    this.shown = answer;
    if (this.panel.arrived(answer)) {
      this.mapShown = undefined;
      this.#surround();
    }
    this.bench.follow();
    this.inside.show(answer);
    this.gauge.show(answer);
    if (!this.film.on) this.sample.show(answer, this.gauge.where);
    if (settled) writeLink('explore', answer.link);
    if (settled && !travelled) this.trail.visit(answer.view);
    if (settled) this.panel.offer(this.trail);
    if (since !== undefined) this.sample.measure(since);
    if (arrived) this.#comeTo(answer.view);
    return undefined;
  }

  #useSurroundings(answer, { view, map }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator || view.directions !== this.view.directions) return undefined;
    const { strips, pad, others, conditions } = answer;
    this.directions.show(answer, this.view);
    if (pad !== undefined) {
      this.pad.show(pad, this.view, strips.count);
      this.#linkPad();
      this.mapShown = map;
    }
    this.others.show(others);
    this.conditions.show(conditions);
    return undefined;
  }

  /** Keep the last good picture, go back to what it shows, and say what was wrong. */
  #refuse(problem) {
    clearTimeout(this.resting);
    this.view = this.shown.view;
    this.#place();
    this.#tell(problem);
  }

  #tell(sentence) {
    say(this.part('notice'), sentence);
    this.root.classList.toggle('empty', !this.view);
  }

  /** What hangs on the generator alone: its film, its history, and its card. */
  async #comeTo(view, film) {
    this.#place();
    this.film.open(film, view);
    const { generator } = view, size = this.shown.sample.shape.slice(1, 3);
    const history = await this.#ask('history', { generator });
    if (history && this.view.generator === generator) this.history.show(history, size);
    const listed = this.panel.knows(generator) ? null : await this.#ask('cards', { generator });
    if (listed) this.panel.list(listed.cards, this.view);
  }

  /** @param {View | undefined} view where undo or redo leads */
  #travel(view) {
    if (view) this.#show(view, { travelled: true });
    this.panel.offer(this.trail);
  }

  async #lock(index) {
    const { view } = this;
    if (isLocked(view, index)) return this.set(unlocked(view, index));
    const answer = await this.#ask('lock', { view, index });
    if (answer) this.set({ locks: answer.view.locks });
    return undefined;
  }

  async #vary(mostSeed) {
    const answer = await this.#ask('vary', { view: this.view, seed: Math.floor(Math.random() * mostSeed) });
    if (!answer) return;
    this.set({ base: answer.view.base });
    this.panel.say(fill(this.text.near_said, { degrees: Math.round(answer.angle) }));
  }

  #linkPad() {
    const places = String(this.pad.axes.map((index) => index + 1));
    writeLink('explore', places === '1,2' ? '' : `pad=${places}`, 'pad');
  }

  async #open(layer, channel) {
    const answer = await this.#ask('choose_layer', { view: this.view, layer, channel });
    if (!answer) return;
    this.trigger('open_layer', { source: answer.source });
    window.scrollTo(0, 0); // to the top of the other room
  }

  /** Ask once; what goes wrong is told, and the answer is null. */
  async #ask(what, request) {
    try {
      const answer = await this.server[what](request);
      if (!answer.problem) return answer;
      this.#tell(answer.problem);
    } catch {
      this.#tell(this.text.lost);
    }
    return null;
  }

  /** Undo and redo, unless another tab is open or somebody writes. */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    if (!this.root.checkVisibility() || event.target.closest?.('textarea, input:not([type="range"])')) return;
    event.preventDefault();
    this.#travel(event.shiftKey ? this.trail.redo() : this.trail.undo());
  }
}

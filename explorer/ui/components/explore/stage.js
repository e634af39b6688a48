/**
 * The Explore stage: joins the sliders, the server and the pictures.
 *
 * While something is dragged the sample and the layers follow, one request at a time, and the other z
 * at their own pace; once it rests, the strips and the pad are computed and the channels ranked anew.
 *
 * @typedef {import('./edit.js').View} View
 */

import { writeLink } from '../address.js';
import { Bench } from './bench.js';
import { drawImages, palettesOf } from './draw.js';
import { changed, editsOf, isLocked, mapOf, moved, sameSliders, startedFrom, unedited, unlocked } from './edit.js';
import { OwnFile } from './file.js';
import { FilmStrip } from './film.js';
import { HistoryBar } from './history.js';
import { LiveRun } from './live.js';
import { LayerList } from './layers.js';
import { ChannelLens } from './lens.js';
import { DirectionNames } from './names.js';
import { OtherSamples } from './others.js';
import { DragPad } from './pad.js';
import { ExplorePanel } from './panel.js';
import { DirectionRows } from './rows.js';
import { PixelSources } from './sources.js';
import { chooseLanguage, fill, format, formatSigned, onThemeChange, readInk } from '../ink.js';
import { label } from '../labels.js';
import { Meter } from './meter.js';
import { newest } from '../newest.js';
import { segments } from '../segments.js';
import { loadPlotly } from '../train/chart.js';
import { Trail } from './trail.js';

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
    Object.assign(this, { root, text, server, trigger, rowsShown: constants.rows, meter: new Meter(), trail: new Trail(), names: new DirectionNames(text) });
    this.part = (name) => root.querySelector(`.${name}`);
    const { names } = this, lost = () => this.#tell(text.lost);
    label(root, text);
    this.rows = new DirectionRows(this.part('rows'), text, {
      onStep: (index, value, since) => this.#step([[index, value]], since), onLock: (index) => this.#lock(index), names,
    });
    this.pad = new DragPad(this.part('pad'), text, { onStep: (steps, since) => this.#step(steps, since), onAxes: () => this.#surround(this.rows.first), names });
    this.layers = new LayerList(this.part('inside'), text, { onEnlarge: (layer, unit) => this.lens.open(layer, unit), onStamp: (layer) => this.#open(layer, null), onOther: () => this.#settle(this.rows.first) });
    this.lens = new ChannelLens(this.part('inside'), text, {
      view: () => this.view, set: (change, since) => this.set(change, since), stamp: (layer, unit) => this.#open(layer, unit),
      refresh: () => this.#lookAgain(), shut: (layer) => { this.layers.mark(); this.layers.focus(layer); },
      rank: (layer, value) => this.#ask('rank', { generator: this.view.generator, layer, value }), nameOf: (value) => names.ofValue(value),
    });
    this.sources = new PixelSources(this.part('glass'), this.part('inside'), text, () => this.#ask('sources', { generator: this.view.generator }));
    this.film = new FilmStrip(this.part('film'), text, server, {
      paths: constants.paths, mostViews: constants.most_views, present: () => this.view,
      onFrame: (frame, caption) => this.#showFrame(frame, caption), onGo: (view) => this.set(view),
      onUse: (base) => this.set(startedFrom(this.view, base)), onLink: (film) => writeLink('explore', film && `film=${film}`, 'film'), onLost: lost,
    });
    this.history = new HistoryBar(this.part('history'), text);
    this.panel = new ExplorePanel(panel, text, constants.most_seed, {
      set: (change, since) => this.set(change, since), choose: (card) => this.#choose(card), undo: () => this.#travel(this.trail.undo()), redo: () => this.#travel(this.trail.redo()),
      reset: () => this.set(unedited(this.view)), random: () => this.set({ seed: Math.floor(Math.random() * SEEDS) }), near: () => this.#vary(constants.most_seed),
    });
    this.others = new OtherSamples(this.part('others'), text, (request) => server.follow(request), (seed, since) => this.set({ seed }, since));
    this.bench = new Bench(this.part('bench'), panel.querySelector('.tools'), text, server, {
      view: () => this.view, shown: () => this.shown, set: (change) => this.set(change), use: (base) => this.set(startedFrom(this.view, base)), lost: text.lost,
      goTo: (kind, index) => this.#goTo(kind, index), plotly: async () => window.Plotly ?? loadPlotly(constants.plotly),
    });
    this.live = new LiveRun(panel.querySelector('.live'), { go: (generator) => this.set({ generator }), refresh: () => this.#refresh() });
    this.file = new OwnFile(panel.querySelector('.own-file'), text, constants.files, {
      choose: (request) => server.choose_size(request), onOpen: (generator) => this.#choose({ generator }), lost: text.lost,
    });
    this.generate = newest((request) => server.generate(request), (answer, request) => this.#useSample(answer, request), lost);
    this.magnify = newest((request) => server.generate(request), (answer) => this.#useLook(answer), lost);
    this.surround = newest((request) => server.surround(request), (answer, request, old) => old || this.#useSurroundings(answer, request), lost);
    root.stage = this; // for tests and for the console
    this.part('meter').textContent = text.meter_idle;
    this.palettes = palettesOf(readInk(root));
    this.#listen();
  }

  /** Show what Python computed: a whole view, or one sentence on why there is none. */
  adopt(value) {
    if (value?.file) this.file.answer(value.file);
    if (value?.problem) this.#tell(value.problem);
    if (!value?.view) return;
    clearTimeout(this.resting);
    this.shown = undefined;
    this.view = value.view;
    this.film.leave();
    this.#leave();
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
    const sameLayers = view.generator === this.shown.view.generator;
    if (!sameLayers) this.#leave();
    this.generate({ view, channels: sameLayers ? this.layers.channels : null, look: this.lens.look(false), since: how.since });
    clearTimeout(this.resting);
    const settle = () => this.#settle(elsewhere ? 0 : this.rows.first, how.travelled);
    if (elsewhere) return settle();
    this.others.follow(view);
    this.resting = setTimeout(settle, REST);
    return undefined;
  }

  #place() {
    this.names.follow(this.view);
    this.rows.place(this.view);
    this.pad.place(this.view);
    this.panel.place(this.view);
    this.lens.place(this.view);
    this.file.place(this.view.generator);
    this.live.place(this.view.generator);
    this.markKind?.(this.view.directions);
  }

  #step(steps, since) {
    this.set({ coordinates: moved(this.view, steps) }, since);
  }

  #settle(first, travelled = false) {
    const sameLayers = this.view.generator === this.shown.view.generator;
    this.generate({ view: this.view, channels: sameLayers ? this.layers.wanted : null, look: this.lens.look(true), settled: true, travelled });
    this.#surround(first);
  }

  /** Bring the slider of a direction on screen. @param {string} directions @param {number} index */
  #goTo(directions, index) {
    this.wanted = index;
    this.set({ directions });
    this.#surround(Math.floor(index / this.rowsShown) * this.rowsShown);
  }

  /** Another generator may not have the directions that are on screen. @param {import('./panel.js').Card} card */
  #choose({ generator, kinds = ['principal'] }) {
    const { directions } = this.view;
    this.set({ generator, directions: kinds.includes(directions) ? directions : kinds[0] });
  }

  /** Ask for what is shown anew: the generator behind it may have trained on. */
  #refresh() {
    const { view } = this;
    this.generate({ view, channels: this.layers.wanted, look: this.lens.look(true), settled: true, travelled: true });
  }

  #advance({ view, run_step: step }) {
    this.panel.advance(view.generator, step);
    this.mapShown = undefined;
    this.#surround(this.rows.first);
  }

  /** The pad's map is asked for only if it changes: while its own directions move, it does not. */
  #surround(first) {
    const { view, pad: { axes } } = this, map = mapOf(view, axes);
    this.surround({ view, first, axes: map === this.mapShown ? null : axes, map });
  }

  #useSample(answer, { view, since, settled, travelled }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator) return undefined; // of a generator left meanwhile
    this.#tell('');
    const arrived = this.shown && this.shown.view.generator !== view.generator;
    this.shown = { layers: this.shown?.layers, ...answer };
    if (this.live.arrived(answer.run_step)) this.#advance(answer);
    this.bench.follow();
    if (!this.film.on) drawImages([this.part('picture')], answer.sample);
    if (answer.layers) this.layers.show(answer.layers, this.palettes);
    this.lens.show(answer.look, answer.sample, this.palettes);
    this.#drawGauge(answer);
    this.#describe(answer);
    if (settled) writeLink('explore', answer.link);
    if (settled && !travelled) this.trail.visit(answer.view);
    if (settled) this.panel.offer(this.trail);
    if (since !== undefined) this.#measure(since);
    if (arrived) this.#comeTo(answer.view);
    return undefined;
  }

  #useSurroundings(answer, { view, map }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator || view.directions !== this.view.directions) return undefined;
    const { kinds, notes, strips, pad, others } = answer;
    this.#listKinds(kinds);
    this.names.learn(view, notes);
    this.rows.show(strips, this.view);
    if (this.rows.focus(this.wanted)) this.wanted = undefined;
    if (pad !== undefined) {
      this.pad.show(pad, this.view, strips.count);
      this.#linkPad();
      this.mapShown = map;
    }
    this.part('page').textContent = fill(this.text.page, {
      from: strips.first + 1, to: strips.first + strips.shares.length, count: strips.count,
    });
    this.part('previous').disabled = strips.first === 0;
    this.part('next').disabled = strips.first + this.rowsShown >= strips.count;
    this.others.show(others);
    return undefined;
  }

  /** @param {string[]} kinds of directions that the generator has */
  #listKinds(kinds) {
    if (String(kinds) !== String(this.kinds)) {
      const choices = kinds.map((value) => ({ value, label: this.text[`kind_${value}`] ?? value }));
      this.markKind = segments(this.part('kinds'), choices, (directions) => this.set({ directions }));
    }
    this.kinds = kinds;
    this.part('unlabelled').hidden = kinds.includes('attributes');
    this.markKind(this.view.directions);
  }

  /** Keep the last good picture, go back to what it shows, and say what was wrong. */
  #refuse(problem) {
    clearTimeout(this.resting);
    this.view = this.shown.view;
    this.#place();
    this.#tell(problem);
  }

  #tell(sentence) {
    const notice = this.part('notice');
    if (notice.textContent !== sentence) notice.textContent = sentence;
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

  #drawGauge({ length, shell: [inner, outer] }) {
    const { part, text } = this, end = Math.ceil((inner + outer) * .8), at = (value) => `${Math.min(value / end, 1) * 100}%`;
    const where = length < inner ? 'short' : length > outer ? 'long' : 'inside_shell';
    part('length').textContent = format(length, 1);
    part('where').textContent = text[where];
    part('gauge').classList.toggle('outside', where !== 'inside_shell');
    for (const [name, value] of Object.entries({ inner, outer, needle: length })) part('scale').style.setProperty(`--${name}`, at(value));
    part('inner').textContent = format(inner, 1);
    part('outer').textContent = format(outer, 1);
    part('end').textContent = end;
    this.where = text[where];
  }

  #describe({ view, sample, length }) {
    const { text } = this, [, height, width] = sample.shape;
    const start = view.base ? text.start_base : fill(text.start_seed, { seed: view.seed });
    if (!this.film.on) this.part('facts').textContent = fill(text.facts, { width, height, start });
    const edits = editsOf(view).map(({ kind, index, value }) => `${this.names.of(kind, index)} ${formatSigned(value, 1)} σ`);
    this.part('picture').setAttribute('aria-label', fill(text.aria, {
      width, height, generator: this.panel.titleOf(view.generator), start, truncation: format(view.truncation, 2),
      edits: [...edits, ...view.units.length ? [fill(text.unit_count, { count: view.units.length })] : []].join(', ') || text.no_edits, length: format(length, 1), where: this.where,
    }));
  }

  #showFrame(frame, caption) {
    drawImages([this.part('picture')], frame);
    this.part('facts').textContent = caption;
    this.part('picture').setAttribute('aria-label', caption);
  }

  #measure(since) {
    this.meter.drawn(since);
    const reading = this.meter.read();
    if (reading) this.part('meter').textContent = fill(this.text.meter, { fps: Math.round(reading.fps), ms: Math.round(reading.latency) });
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

  /** Ask anew for what is enlarged, though nothing else has changed. */
  #lookAgain() {
    this.layers.mark(this.lens.layer, this.lens.unit);
    this.magnify({ view: this.view, channels: [], look: this.lens.look(true) });
  }

  #useLook({ look, sample }) {
    this.lens.show(look, sample, this.palettes);
    this.sources.redraw(); // in the enlarged map, too
  }

  /** The generator changes: its layers go, and what was said of them. */
  #leave() {
    this.lens.leave();
    this.layers.mark();
    this.sources.leave();
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

  #listen() {
    this.part('previous').onclick = () => this.#surround(this.rows.first - this.rowsShown);
    this.part('next').onclick = () => this.#surround(this.rows.first + this.rowsShown);
    document.addEventListener('keydown', (event) => this.#key(event));
    onThemeChange(() => {
      this.palettes = palettesOf(readInk(this.root));
      if (!this.shown) return;
      this.layers.show(this.shown.layers, this.palettes);
      if (this.lens.isOpen) this.#lookAgain();
    });
  }

  /** Undo and redo, unless another tab is open or somebody writes. */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    if (!this.root.checkVisibility() || event.target.closest?.('textarea, input:not([type="range"])')) return;
    event.preventDefault();
    this.#travel(event.shiftKey ? this.trail.redo() : this.trail.undo());
  }
}

/**
 * The Explore stage: joins the sliders, the server and the pictures.
 *
 * While something is dragged only the sample and the layers follow, one request at a time; once it
 * rests, the strips and the other z are computed and the channels are ranked anew.
 *
 * @typedef {{generator: string, seed: number, truncation: number, directions: string,
 *   coordinates: number[]}} View
 */

import { writeLink } from './address.js';
import { drawImages, palettesOf } from './explore_draw.js';
import { LayerList } from './explore_layers.js';
import { DirectionRows } from './explore_rows.js';
import { chooseLanguage, fill, format, formatSigned, onThemeChange, readInk } from './ink.js';
import { Meter } from './meter.js';
import { newest } from './newest.js';
import { rove } from './roving.js';

const REST = 140; // milliseconds without a change after which a drag has come to rest
const ROWS = 8, OTHERS = 16;

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, server: any}} gradio */
export function mount({ element, props, constants, trigger, watch, server }) {
  const stage = new ExploreStage(element.querySelector('.explore-stage'), chooseLanguage(constants.text), server, trigger);
  stage.adopt(props.value);
  watch('value', () => stage.adopt(props.value));
}

class ExploreStage {
  constructor(root, text, server, trigger) {
    Object.assign(this, { root, text, server, trigger, meter: new Meter() });
    this.part = (name) => root.querySelector(`.${name}`);
    this.rows = new DirectionRows(this.part('rows'), text, (index, value, since) => this.#step(index, value, since));
    this.layers = new LayerList(this.part('layers'), text, (layer, channel) => this.#open(layer, channel));
    const lost = () => this.#tell(text.lost);
    this.generate = newest((request) => server.generate(request), (answer, request) => this.#useSample(answer, request), lost);
    this.surround = newest((request) => server.surround(request), (answer, request, old) => old || this.#useSurroundings(answer, request), lost);
    root.stage = this; // for tests and for the console
    this.#labelParts();
    this.#listen();
  }

  /** Show what Python computed: a whole view, or one sentence on why there is none. */
  adopt(value) {
    if (value?.problem) this.#tell(value.problem);
    if (!value?.view) return;
    clearTimeout(this.resting);
    this.view = value.view;
    this.#useSample(value, { view: value.view, settled: true });
    this.#useSurroundings(value, { view: value.view });
  }

  /**
   * Change the view; the pictures follow.
   * @param {Partial<View>} change @param {number} since time of the input, as in event.timeStamp
   */
  set(change, since = performance.now()) {
    if (!this.view) return;
    const elsewhere = 'generator' in change || 'directions' in change;
    this.view = { ...this.view, ...change };
    if (elsewhere) this.view.coordinates = [];
    this.rows.place(this.view);
    const sameLayers = this.view.generator === this.shown.view.generator;
    this.generate({ view: this.view, channels: sameLayers ? this.layers.channels : null, since });
    clearTimeout(this.resting);
    if (elsewhere) this.#settle(0);
    else this.resting = setTimeout(() => this.#settle(this.rows.first), REST);
  }

  #step(index, value, since) {
    const { coordinates } = this.view;
    const longer = Array.from({ length: Math.max(coordinates.length, index + 1) }, (_, i) => coordinates[i] ?? 0);
    this.set({ coordinates: longer.with(index, value) }, since);
  }

  #settle(first) {
    this.generate({ view: this.view, channels: null, settled: true });
    this.surround({ view: this.view, first });
  }

  #useSample(answer, { view, since, settled }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator) return undefined; // of a generator left meanwhile
    this.#tell('');
    this.shown = answer;
    drawImages([this.part('picture')], answer.sample);
    this.layers.show(answer.layers, this.palettes);
    this.#drawGauge(answer);
    this.#describe(answer);
    if (settled) writeLink('explore', answer.link);
    if (since !== undefined) this.#measure(since);
    return undefined;
  }

  #useSurroundings(answer, { view }) {
    if (answer.problem) return this.#refuse(answer.problem);
    if (view.generator !== this.view.generator || view.directions !== this.view.directions) return undefined;
    const { strips, others } = answer;
    this.rows.show(strips, this.view);
    this.part('kind').textContent = this.text[`kind_${view.directions}`];
    this.part('page').textContent = fill(this.text.page, {
      from: strips.first + 1, to: strips.first + strips.shares.length, count: strips.count,
    });
    this.part('previous').disabled = strips.first === 0;
    this.part('next').disabled = strips.first + ROWS >= strips.count;
    drawImages(this.otherCanvases, others.images);
    this.others.forEach((button, i) => {
      button.seed = others.seeds[i];
      button.setAttribute('aria-label', fill(this.text.other, { seed: others.seeds[i] }));
      button.title = button.getAttribute('aria-label');
    });
    return undefined;
  }

  /** Keep the last good picture, go back to what it shows, and say what was wrong. */
  #refuse(problem) {
    clearTimeout(this.resting);
    this.view = this.shown.view;
    this.rows.place(this.view);
    this.#tell(problem);
  }

  #tell(sentence) {
    const notice = this.part('notice');
    if (notice.textContent !== sentence) notice.textContent = sentence;
    this.root.classList.toggle('empty', !this.view);
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
    this.part('facts').textContent = fill(text.facts, { width, height, seed: view.seed });
    const edits = view.coordinates
      .map((value, i) => ({ value, name: fill(text[`row_${view.directions}`], { n: i + 1 }).replace(/<[^>]*>/g, '') }))
      .filter(({ value }) => value !== 0)
      .map(({ value, name }) => `${name} ${formatSigned(value, 1)} σ`);
    this.part('picture').setAttribute('aria-label', fill(text.aria, {
      width, height, generator: view.generator, seed: view.seed, truncation: format(view.truncation, 2),
      edits: edits.join(', ') || text.no_edits, length: format(length, 1), where: this.where,
    }));
  }

  #measure(since) {
    this.meter.drawn(since);
    const reading = this.meter.read();
    if (reading) this.part('meter').textContent = fill(this.text.meter, { fps: Math.round(reading.fps), ms: Math.round(reading.latency) });
  }

  async #open(layer, channel) {
    try {
      const answer = await this.server.choose_layer({ view: this.view, layer, channel });
      if (answer.problem) this.#tell(answer.problem);
      else this.trigger('open_layer', { source: answer.source });
    } catch {
      this.#tell(this.text.lost);
    }
  }

  #labelParts() {
    const { text, root } = this, kinds = { text: 'textContent', html: 'innerHTML' };
    for (const [kind, property] of Object.entries(kinds)) {
      for (const node of root.querySelectorAll(`[data-${kind}]`)) node[property] = text[node.dataset[kind]];
    }
    for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
    this.part('meter').textContent = text.meter_idle;
    this.part('others').innerHTML = '<button type="button"><canvas></canvas></button>'.repeat(OTHERS);
    this.others = [...this.part('others').children];
    this.otherCanvases = this.others.map((button) => button.firstChild);
    rove(this.part('others'));
    this.palettes = palettesOf(readInk(root));
  }

  #listen() {
    this.root.addEventListener('set', (event) => this.set(event.detail));
    this.part('previous').onclick = () => this.#settle(this.rows.first - ROWS);
    this.part('next').onclick = () => this.#settle(this.rows.first + ROWS);
    this.part('others').onclick = (event) => {
      const seed = event.target.closest('button')?.seed;
      if (seed === undefined) return;
      this.set({ seed }, event.timeStamp);
      this.trigger('choose_seed', { seed });
    };
    onThemeChange(() => {
      this.palettes = palettesOf(readInk(this.root));
      if (this.shown) this.layers.show(this.shown.layers, this.palettes);
    });
  }
}

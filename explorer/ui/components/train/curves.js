/** The curves below the stage: the charts of this run, earlier runs over them, and what saves them. */

import { linkOf, onLink, writeLink } from '../address.js';
import { fill, onThemeChange, readInk } from '../ink.js';
import { Chart, dashOf, loadPlotly } from './chart.js';
import { leadByKeys } from './crosshair_keys.js';
import { Recorded, toCsv } from './curve_math.js';
import { download, drawSheetOfCharts } from './curves_save.js';
import { changeName, differences } from './settings_words.js';
import { chartLabel } from './words.js';

const DRAWN_WITHIN = 1000; // milliseconds
const SHARE = .1; // most of the time that drawing may take, unless it would be late: the training may need the same cores
const EARLIER = 5; // runs that are kept to be laid over
const SMOOTHING = 20, MOST_SMOOTHING = 100; // points in one mean
const IN_SIGHT = 200; // pixels from the window at which a chart is drawn

export class Curves {
  /** @param {HTMLElement} root @param {import('./panels.js').Stage} stage */
  constructor(root, stage) {
    Object.assign(this, { root, stage, text: stage.text, nextAt: 0, recorded: new Recorded(null), earlier: [], over: new Set(), ...lookOf(linkOf('train')) });
    this.part = (name) => root.querySelector(`.${name}`);
    this.charts = Object.fromEntries([...root.querySelectorAll('.plot')].map((node) => [
      node.dataset.chart, new Chart(node, stage.constants.charts[node.dataset.chart], stage.text.step),
    ]));
    const all = Object.values(this.charts);
    for (const chart of all) chart.shareCrosshair(all);
    for (const [name, chart] of Object.entries(this.charts)) leadByKeys(chart, () => this, (values, step) => this.stage.announce(chartLabel(this.#titleOf(name), values, step, this.text)));
    this.earlier = stage.runs().slice(-EARLIER).map(({ run, label }) => ({ recorded: new Recorded(run), label: this.#nameOfLink(label), missing: true }));
    this.#listen();
    this.#noteScores({ score_space: '' });
    this.#offerOverlays();
  }

  /** Show the charts that runs of a system have, in its words. @param {string} system */
  speakOf(system) {
    this.system = system;
    for (const [name, chart] of Object.entries(this.charts)) chart.figure = named(name, this.stage.constants.charts[name], this.stage.words());
    this.#choose();
    this.draw();
  }

  /** A chart is there if this run, or one that lies over it, has such curves. */
  #choose() {
    const systems = [this.system, ...this.#overlays().map(({ recorded }) => recorded.begun?.system)];
    for (const chart of Object.values(this.charts)) chart.element.closest('section').hidden = !chart.figure.systems.some((system) => systems.includes(system));
  }

  clear() {
    this.#keep(this.recorded);
    this.recorded = new Recorded(this.stage.state().run);
    this.#noteScores({ score_space: '' });
    this.#offerOverlays();
    this.#drawNow();
  }

  /** @param {import('./follow.js').Update} update @param {boolean} statusChanged */
  update(update, statusChanged) {
    this.recorded.take(update);
    this.#noteScores(update);
    if (update.config && this.earlier.length) this.#offerOverlays();
    if (update.steps_at.length || update.scores || statusChanged) this.draw();
  }

  /**
   * Draw another run that goes on at the same time over this one.
   * @param {string} run @param {string} label @param {import('./follow.js').Update} update
   */
  beside(run, label, update) {
    let other = this.earlier.find(({ recorded }) => recorded.run === run);
    if (!other) {
      this.earlier.push(other = { label, recorded: new Recorded(run) });
      this.over.add(run);
    }
    other.recorded.take(update);
    this.#offerOverlays();
    this.draw();
  }

  /** Draw as soon as that does not keep the browser too busy. */
  draw() {
    this.due ??= setTimeout(() => {
      this.due = null;
      this.#drawNow();
    }, Math.max(0, this.nextAt - performance.now()));
  }

  /** How the curves are to be drawn now. @returns {import('./chart.js').Look} */
  get look() {
    return { smoothing: this.smoothing, log: this.log, others: this.#overlays(), nameMarks: (changes) => this.#nameMarks(changes) };
  }

  #drawNow() {
    if (!this.stage.inSight()) return;
    if (!this.plotly) return this.#fetchPlotly();
    this.ink ??= readInk(this.root);
    const began = performance.now();
    this.part('empty').hidden = Boolean(this.stage.state().run) || this.look.others.length > 0;
    for (const [name, chart] of Object.entries(this.charts)) {
      if (inWindow(chart.element)) this.#drawChart(name, chart);
    }
    const ended = performance.now();
    this.nextAt = ended + Math.min(DRAWN_WITHIN, (ended - began) * (1 / SHARE - 1));
  }

  #drawChart(name, chart) {
    const { recorded, smoothing, text } = this;
    chart.element.setAttribute('aria-label', chartLabel(this.#titleOf(name), chart.latest(recorded, smoothing), recorded.lastStep, text));
    return chart.draw(this.plotly, this.ink, recorded, this.look);
  }

  /** Load Plotly and draw; if it does not come, the next drawing asks for it again. */
  #fetchPlotly() {
    this.plotlyFetch ??= loadPlotly(this.stage.root + this.stage.constants.plotly).then((plotly) => {
      this.plotly = plotly;
      this.#drawNow();
    }, () => {
      this.plotlyFetch = null;
    });
  }

  /** A run that ends here can be laid over the next ones. */
  #keep(recorded) {
    if (recorded.history.step.length < 2) return;
    this.earlier = [...this.earlier.filter((one) => one.recorded.run !== recorded.run), { recorded }].slice(-EARLIER);
  }

  #overlays() {
    return this.earlier.filter(({ recorded }) => this.over.has(recorded.run) && recorded.run !== this.recorded.run)
      .map(({ recorded, label }) => ({ recorded, label: label ?? this.#nameOf(recorded) }));
  }

  async #toggle(run) {
    if (!this.over.delete(run)) this.over.add(run);
    this.#offerOverlays();
    const one = this.earlier.find(({ recorded }) => recorded.run === run);
    if (one?.missing) await this.#fetch(one);
    this.#drawNow();
  }

  /** Get the curves of a run that this browser tab had before it was reloaded. */
  async #fetch(one) {
    const { recorded } = one, look = { run: recorded.run, since: 0, samples_step: -1, real: true, scores: 0 };
    one.missing = false;
    for (let update; !update || look.since < update.points;) {
      update = await this.stage.server.follow(look).catch(() => ({ error: this.text.no_answer }));
      if (update.error) {
        this.earlier = this.earlier.filter((other) => other !== one);
        this.stage.say(update.error);
        return this.#offerOverlays();
      }
      recorded.take(update);
      Object.assign(look, { since: update.since + update.steps_at.length, samples_step: update.samples_step });
    }
  }

  /** A run by what stands in its link. @param {string} link */
  #nameOfLink(link) {
    const names = [...new URLSearchParams(link)].slice(0, 3).map(([name, value]) => changeName({ [name]: this.text[`${name}_${value}`] ?? value }, this.text));
    return names.join(', ') || this.text.usual_settings;
  }

  /** What changes that lie close together are called. @param {Record<string, any>[]} changes */
  #nameMarks(changes) {
    const names = changes.map((change) => changeName(change, this.text));
    return { short: names.length > 1 ? fill(this.text.changes, { n: names.length }) : names[0], long: names.join('<br>') };
  }

  /** What an earlier run is called: what it had that this one has not. */
  #nameOf(recorded) {
    const differing = differences(recorded.begun, this.recorded.begun);
    const number = this.earlier.findIndex((one) => one.recorded === recorded) + 1;
    const names = Object.entries(differing).slice(0, 2).map(([name, value]) => changeName({ [name]: value }, this.text));
    return names.join(', ') || fill(this.text.earlier_run, { n: number });
  }

  #offerOverlays() {
    const place = this.part('overlays'), offered = this.earlier.filter(({ recorded }) => recorded.run !== this.recorded.run);
    const shown = this.#overlays().map(({ recorded }) => recorded.run);
    const buttons = offered.map(({ recorded, label }) => {
      const button = document.createElement('button'), n = shown.indexOf(recorded.run);
      const dash = n < 0 ? '' : `<svg class="dash" viewBox="0 0 22 4"><path d="M0 2h22" stroke-dasharray="${dashOf(n).replaceAll('px', '')}"/></svg>`;
      Object.assign(button, { type: 'button', innerHTML: dash, title: this.text.overlay_hint });
      button.append(label ?? this.#nameOf(recorded));
      button.setAttribute('aria-pressed', n >= 0);
      button.onclick = () => this.#toggle(recorded.run);
      return button;
    });
    this.#choose();
    const said = JSON.stringify(buttons.map((button) => [button.textContent, button.getAttribute('aria-pressed')]));
    if (said === this.offered) return; // nothing a visitor could see, and a button keeps its focus
    this.offered = said;
    place.replaceChildren(...buttons);
  }

  /** What the scores are, on how many samples, in which features: a number without that says nothing. */
  #noteScores({ score_space: space }) {
    const { text, recorded: { scores } } = this, plane = this.plane = space === 'plane' ? '_plane' : '';
    const n = grouped(scores.n?.at(-1)), real = grouped(scores.n_real?.at(-1)), held = scores.held_out?.at(-1) ? text.score_note_held : '';
    this.part('distance-title').textContent = text[`distance_title${plane}`];
    this.part('distance-hint').textContent = n && fill(text[`distance_hint${plane}`], { n });
    this.part('shares-title').textContent = text[`shares_title${plane}`];
    this.part('shares-hint').textContent = text[`shares_hint${plane}`];
    this.part('score-note').textContent = n && fill(text[`score_note${plane}`], { space, n, real, held });
  }

  #listen() {
    const { part } = this, smoothing = part('smoothing').querySelector('input'), shown = part('smoothing').querySelector('output');
    smoothing.max = MOST_SMOOTHING;
    const remember = () => writeLink('train', queryOf(this), 'curves');
    const read = () => {
      this.smoothing = Number(smoothing.value);
      shown.textContent = fill(this.text.smoothing_points, { n: this.smoothing });
      smoothing.style.setProperty('--range_progress', `${smoothing.value}%`);
    };
    const show = () => {
      smoothing.value = this.smoothing;
      part('log').checked = this.log;
      read();
      remember();
    };
    show();
    onLink('train', (link) => {
      Object.assign(this, lookOf(link));
      show();
      this.draw();
    });
    smoothing.onchange = remember; // not while it moves: browsers forbid so many addresses
    smoothing.oninput = () => {
      read();
      this.draw();
    };
    part('log').onchange = (event) => {
      this.log = event.target.checked;
      remember();
      this.draw();
    };
    part('csv').onclick = () => download(new Blob([toCsv(this.#named())], { type: 'text/csv' }), 'curves.csv');
    part('png').onclick = async () => download(await this.toPng(), 'curves.png');
    onThemeChange(() => {
      this.ink = null;
      this.#drawNow();
    });
    const seen = new IntersectionObserver(() => this.draw(), { rootMargin: `${IN_SIGHT}px` });
    for (const { element } of Object.values(this.charts)) seen.observe(element);
  }

  /** A chart's title, which depends on what the scores are measured in. */
  #titleOf(name) {
    return this.text[`${name}_title${this.plane}`] ?? this.text[`${name}_title`];
  }

  #named() {
    return [{ label: this.text.this_run, recorded: this.recorded }, ...this.look.others];
  }

  /** All charts, also those that nobody has scrolled to. @returns {Promise<Blob>} */
  async toPng() {
    this.ink ??= readInk(this.root);
    for (const [name, chart] of Object.entries(this.charts)) await this.#drawChart(name, chart);
    const charts = Object.entries(this.charts).filter(([, { element }]) => !element.closest('section').hidden).map(([name, { element }]) => ({ title: this.#titleOf(name), hint: element.closest('section').querySelector('h3 small').textContent, element }));
    return drawSheetOfCharts(this.plotly, this.ink, charts);
  }
}

/** A figure whose curves are called what the page calls them. @param {string} chart @param {any} figure @param {Record<string, string>} text */
function named(chart, figure, text) {
  const curves = figure.curves.map((curve) => ({ ...curve, name: text[`curve_${chart}_${curve.column}`] ?? text[`curve_${curve.column}`] ?? curve.name }));
  const data = figure.data.map((trace, i) => (trace.name ? { ...trace, name: curves[i % curves.length].name } : trace));
  return { ...figure, curves, data };
}

/** How a link wants the curves drawn. @param {URLSearchParams} asked */
function lookOf(asked) {
  const smoothing = Math.round(Number(asked.get('smoothing') ?? SMOOTHING)) || SMOOTHING;
  return { smoothing: Math.max(1, Math.min(MOST_SMOOTHING, smoothing)), log: asked.get('log') === '1' };
}

/** The same as a link says it; what is usual is left out. */
const queryOf = ({ smoothing, log }) => [smoothing !== SMOOTHING && `smoothing=${smoothing}`, log && 'log=1'].filter(Boolean).join('&');

const grouped = (count) => count?.toLocaleString('en-US') ?? '';

function inWindow(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -IN_SIGHT && top < innerHeight + IN_SIGHT;
}

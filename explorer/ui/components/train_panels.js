/** The panels beside and below the stage's pictures: everything that only shows what a run says. */

import { onThemeChange, readInk } from './ink.js';
import { Chart, loadPlotly } from './train_curves.js';
import * as words from './train_words.js';

const CURVES_WITHIN = 1000; // milliseconds
const CURVES_SHARE = .1; // most of the time that drawing curves may take, unless they would be late: the training may need the same cores

/**
 * What a panel may know and ask of the stage.
 * @typedef {object} Stage
 * @property {Record<string, string>} text
 * @property {any} constants what Python gave the stage
 * @property {string} root where the server's addresses begin
 * @property {any} server
 * @property {() => {run: string | null, own: boolean, update: import('./train_follow.js').Update | null, link: string}} state
 * @property {() => boolean} inSight whether anybody can see the stage
 * @property {() => {run: string, label: string}[]} runs those of this browser tab, newest last
 * @property {(settings?: Record<string, any>, more?: Record<string, any>) => void} start a run with these settings instead of the widgets'
 * @property {(settings: Record<string, any>) => void} change the run that trains
 * @property {(name: string, more?: Record<string, any>) => Promise<any>} command
 * @property {(sentence: string) => void} say
 *
 * @typedef {{update: (update: import('./train_follow.js').Update, statusChanged: boolean) => void, clear: () => void, draw: () => void}} Panel
 */

/** @param {HTMLElement} root @param {Stage} stage @returns {Panel[]} */
export const panels = (root, stage) => [new Curves(root, stage)];

class Curves {
  constructor(root, stage) {
    Object.assign(this, { root, stage, text: stage.text, curvesFrom: 0 });
    this.charts = Object.fromEntries([...root.querySelectorAll('.plot')].map((node) => [
      node.dataset.chart, new Chart(node, stage.constants.charts[node.dataset.chart], stage.text.step),
    ]));
    const { loss, verdicts } = this.charts;
    loss.shareCrosshair(verdicts);
    verdicts.shareCrosshair(loss);
    onThemeChange(() => {
      this.ink = null;
      this.#drawNow();
    });
  }

  clear() {
    Object.values(this.charts).forEach((chart) => chart.clear());
    this.#drawNow();
  }

  update(update, statusChanged) {
    for (const [name, chart] of Object.entries(this.charts)) chart.append(update.since, update.steps_at, update.series[name]);
    if (update.steps_at.length || statusChanged) this.draw();
  }

  /** Draw the curves as soon as that does not keep the browser too busy. */
  draw() {
    this.due ??= setTimeout(() => {
      this.due = null;
      this.#drawNow();
    }, Math.max(0, this.curvesFrom - performance.now()));
  }

  #drawNow() {
    if (!this.stage.inSight()) return;
    if (!this.plotly) return this.#fetchPlotly();
    this.ink ??= readInk(this.root);
    const began = performance.now(), step = this.charts.loss.x.at(-1) ?? 0;
    this.root.querySelector('.empty').hidden = Boolean(this.stage.state().run);
    for (const [name, chart] of Object.entries(this.charts)) {
      chart.draw(this.plotly, this.ink);
      chart.element.setAttribute('aria-label', words.chartLabel(this.text[`${name}_title`], chart.latest(), step, this.text));
    }
    const ended = performance.now();
    this.curvesFrom = ended + Math.min(CURVES_WITHIN, (ended - began) * (1 / CURVES_SHARE - 1));
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
}

/** One chart: a figure from Python, the points of one run or several, in the page's colours. */

import { last, spread, together, trailingMean } from './curve_math.js';

const LINE_HEIGHT = 14;
const MARKS_NAMED = 4, MARK_WIDTH = 90; // names of changes, and the pixels that one takes
const DASHES = ['6px,4px', '2px,3px', '9px,3px,2px,3px']; // of the earlier runs that lie over this one

/** Plotly's script. @param {string} url @returns {Promise<any>} */
export function loadPlotly(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: url, async: true, onload: () => resolve(window.Plotly), onerror: () => reject(new Error(`${url} did not load`)) });
    document.head.append(script);
  });
}

/** The dash of the nth run that lies over this one. @param {number} n */
export const dashOf = (n) => DASHES[n % DASHES.length];

/**
 * @typedef {import('./curve_math.js').Recorded} Recorded
 * @typedef {object} Look how the visitor wants the curves
 * @property {number} smoothing points in a mean @property {boolean} log
 * @property {{label: string, recorded: Recorded}[]} others runs that lie over this one
 * @property {(changes: Record<string, any>[]) => {short: string, long: string}} nameMarks what changes are called
 */

export class Chart {
  /**
   * @param {HTMLElement} element
   * @param {{data: any[], layout: any, curves: {column: string, name: string, idea: string}[], source: string, span: number[] | null, log: boolean}} figure
   * @param {string} step the word before a step's number
   */
  constructor(element, figure, step) {
    Object.assign(this, { element, figure, step, drawings: 0 });
  }

  /** Whether a run's system has such curves: a loss is not the same thing in each. @param {Recorded} recorded */
  #suits({ begun }) {
    return !begun || this.figure.systems.includes(begun.system);
  }

  /** Curves that a run has any point of. @param {Recorded} recorded */
  present(recorded) {
    const columns = recorded[this.figure.source];
    return !this.#suits(recorded) ? [] : this.figure.curves.filter(({ column }) => columns[column]?.some((value) => value !== null));
  }

  /** Steps at which there are points. @param {Recorded} recorded @returns {number[]} */
  steps(recorded) {
    return recorded[this.figure.source].step;
  }

  /**
   * Each curve's name and its last value up to a point, by default the newest.
   * @param {Recorded} recorded @param {number} smoothing @param {number} place of the point
   * @returns {[string, number][]}
   */
  latest(recorded, smoothing, place = Infinity) {
    return this.present(recorded).map(({ name, column }) => [name, last(this.#smooth(recorded, column, smoothing).slice(0, place + 1))]);
  }

  /** Lead the crosshair of all charts to a step, or take it away. @param {any} plotly @param {number | null} step */
  point(plotly, step) {
    for (const { element } of [this, ...this.others]) {
      if (!element.data?.some(({ x }) => x.length)) continue;
      if (step === null) plotly.Fx.unhover(element);
      else plotly.Fx.hover(element, { xval: step });
    }
  }

  /**
   * @param {any} plotly @param {Record<string, string>} ink @param {Recorded} recorded @param {Look} look
   * @returns {Promise<void>}
   */
  async draw(plotly, ink, recorded, look) {
    const { element } = this;
    if (!element.clientWidth) return; // on a tab that is not open
    const labels = this.#endLabels(ink, recorded, look), marks = this.#marks(ink, recorded, look);
    const layout = { ...this.#layout(ink, recorded, look), shapes: marks.lines, annotations: [...marks.names, ...labels] };
    const drawn = plotly.react(element, this.#traces(ink, recorded, look), layout, { displayModeBar: false, responsive: true });
    this.#listen(plotly);
    await drawn; // now the vertical axis has found its ends
    const annotations = this.#endLabels(ink, recorded, look);
    if (annotations.some(({ yshift }, i) => Math.abs(yshift - (labels[i]?.yshift ?? 0)) > 1)) {
      await plotly.relayout(element, { annotations: [...marks.names, ...annotations] });
    }
  }

  /** Show the same step's values in these charts while this one is pointed at. @param {Chart[]} others */
  shareCrosshair(others) {
    this.others = others.filter((other) => other !== this);
  }

  #listen(plotly) {
    if (this.listening || !this.others) return;
    this.listening = true;
    const shown = () => this.others.filter(({ element }) => element.data?.some(({ x }) => x.length));
    this.element.on('plotly_hover', ({ xvals, event }) => {
      if (event) for (const { element } of shown()) plotly.Fx.hover(element, { xval: xvals[0] });
    });
    this.element.on('plotly_unhover', () => {
      for (const { element } of shown()) plotly.Fx.unhover(element);
    });
  }

  #smooth(recorded, column, smoothing) {
    const values = recorded[this.figure.source][column] ?? [];
    return this.figure.source === 'history' ? trailingMean(values, smoothing) : values;
  }

  #traces(ink, recorded, { smoothing, others }) {
    const { figure: { data, curves, source } } = this, rounds = data.length / curves.length;
    const own = data.map((trace, i) => {
      const { column } = curves[i % curves.length], raw = rounds === 2 && i < curves.length;
      return this.#line(trace, ink, recorded, raw ? recorded[source][column] ?? [] : this.#smooth(recorded, column, smoothing));
    });
    const theirs = others.flatMap(({ label, recorded: other }, n) => (!this.#suits(other) ? [] : data.slice(-curves.length).map((trace, i) => {
      const line = this.#line(trace, ink, other, this.#smooth(other, curves[i].column, smoothing));
      return { ...line, name: [trace.name, label].filter(Boolean).join(' · '), mode: 'lines', opacity: .75, line: { ...line.line, width: 1.5, dash: dashOf(n) } };
    })));
    return [...this.#suits(recorded) ? own : [], ...theirs].filter(({ y }) => y.some((value) => value !== null));
  }

  #line(trace, ink, recorded, y) {
    const color = ink[trace.meta];
    return { ...trace, x: recorded[this.figure.source].step, y, line: { ...trace.line, color }, ...trace.marker && { marker: { ...trace.marker, color } } };
  }

  #layout(ink, recorded, { log, others }) {
    const { figure } = this, { layout } = figure, faint = ink['ink-3'], tickfont = { ...layout.xaxis.tickfont, color: faint };
    const end = this.#end(recorded, others);
    const far = figure.source === 'scores' ? { hoverdistance: -1 } : {}; // their points lie far apart
    const xaxis = {
      ...layout.xaxis, tickfont, spikecolor: faint, linecolor: ink.line,
      tickprefix: `${this.step} `, unifiedhovertitle: { text: `${this.step} %{x:,d}` },
    };
    const yaxis = { ...layout.yaxis, tickfont, gridcolor: ink.line };
    if (end) xaxis.range = [0, end];
    if ([recorded, ...others.map((other) => other.recorded)].some((one) => this.#hasPoints(one)) && !figure.span) {
      delete yaxis.range;
      if (log && figure.log) Object.assign(yaxis, { type: 'log', nticks: 5, tickformat: '~g' });
    }
    return {
      ...layout, ...far, xaxis, yaxis, font: { ...layout.font, family: ink.sans, color: faint }, datarevision: this.drawings += 1,
      hoverlabel: { ...layout.hoverlabel, bgcolor: ink.paper, bordercolor: ink['line-2'], font: { ...layout.hoverlabel.font, color: ink.ink } },
    };
  }

  #hasPoints(recorded) {
    return this.present(recorded).length > 0;
  }

  /** Dotted lines where a setting was changed; those that lie too close for a name each share one. */
  #marks(ink, recorded, { nameMarks, others }) {
    const { marks } = recorded, { l, r } = this.figure.layout.margin;
    const end = this.#end(recorded, others) || 1, scale = (this.element.clientWidth - l - r) / end;
    const at = (step) => ({ xref: 'x', yref: 'paper', x0: step, x1: step, y0: 0, y1: 1 });
    const lines = marks.map(([step]) => ({ type: 'line', ...at(step), line: { color: ink['ink-3'], width: 1.2, dash: '2px,3px' } }));
    const names = together(marks, MARK_WIDTH / scale).slice(-MARKS_NAMED).map((group) => {
      const { short, long } = nameMarks(group.map(([, setting]) => setting)), step = group.at(-1)[0];
      return {
        text: short, hovertext: long, xref: 'x', yref: 'paper', x: step, y: 1, xanchor: step < end / 2 ? 'left' : 'right', yanchor: 'bottom', yshift: -3,
        showarrow: false, captureevents: true, font: { size: 11, color: ink['ink-3'] },
      };
    });
    return { lines, names };
  }

  #end(recorded, others) {
    return Math.max(recorded.lastStep, ...others.map((other) => other.recorded.lastStep));
  }

  #endLabels(ink, recorded, { smoothing, log }) {
    const { element, figure } = this, { t, b } = figure.layout.margin, curves = this.present(recorded);
    const axis = element.layout?.yaxis ?? figure.layout.yaxis, logarithmic = log && figure.log && !figure.span;
    const [low, high] = axis.range ?? figure.layout.yaxis.range, scale = (element.clientHeight - t - b) / (high - low);
    const ends = curves.map(({ column }) => last(this.#smooth(recorded, column, smoothing)));
    const places = ends.map((value) => (logarithmic ? Math.log10(Math.max(value, 1e-12)) : value));
    const moved = spread(places.map((value) => value * scale), LINE_HEIGHT);
    return curves.map(({ name, idea }, i) => ({
      text: `<b>${name || Number(ends[i].toPrecision(3))}</b>`,
      xref: 'paper', x: 1, xanchor: 'left', xshift: 6, y: places[i], yshift: moved[i] - places[i] * scale,
      showarrow: false, font: { size: 12, color: ink[`${idea}-ink`] ?? ink.ink },
    }));
  }
}

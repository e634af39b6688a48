/** Curves that grow: figures from Python, drawn by Plotly, in the page's colours. */

const LINE_HEIGHT = 15;

/** Plotly's script. @param {string} url @returns {Promise<any>} */
export function loadPlotly(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: url, async: true, onload: () => resolve(window.Plotly), onerror: () => reject(new Error(`${url} did not load`)) });
    document.head.append(script);
  });
}

/**
 * Keep the first points and append others.
 * @param {any[][]} columns grown in place @param {number} since points to keep @param {any[][]} more
 */
export function append(columns, since, more) {
  columns.forEach((column, i) => column.splice(since, Infinity, ...more[i]));
}

/**
 * Move labels apart that would lie on each other, as little as possible.
 * @param {number[]} places in pixels @param {number} least distance
 * @returns {number[]} new places, in the order given
 */
export function spread(places, least) {
  const [low, high] = places[0] <= places[1] ? [0, 1] : [1, 0];
  const push = Math.max(0, (least - (places[high] - places[low])) / 2);
  return places.map((place, i) => place + (i === low ? -push : push));
}

/** One chart of two curves: each raw, then each smoothed. */
export class Chart {
  /**
   * @param {HTMLElement} element
   * @param {any} figure axes alone, from Python
   * @param {string} step the word before a step's number
   */
  constructor(element, figure, step) {
    Object.assign(this, { element, figure, step, names: figure.names, drawings: 0 });
    this.clear();
  }

  clear() {
    this.x = [];
    this.ys = this.figure.data.map(() => []);
  }

  /** @param {number} since @param {number[]} steps @param {(number | null)[][]} series */
  append(since, steps, series) {
    append([this.x, ...this.ys], since, [steps, ...series]);
  }

  /** The smoothed value of each curve at the end. @returns {[string, number][]} */
  latest() {
    return this.names.map((name, i) => [name, this.ys[this.names.length + i].at(-1)]);
  }

  /** @param {any} plotly @param {Record<string, string>} ink */
  draw(plotly, ink) {
    const { element } = this;
    if (!element.clientWidth) return; // on a tab that is not open
    const labels = this.#endLabels(ink), layout = { ...this.#layout(ink), annotations: labels };
    const drawn = plotly.react(element, this.#traces(ink), layout, { displayModeBar: false, responsive: true });
    this.#listen(plotly);
    drawn.then(() => { // now that the vertical axis has found its ends
      const annotations = this.#endLabels(ink);
      if (annotations.some(({ yshift }, i) => Math.abs(yshift - (labels[i]?.yshift ?? 0)) > 1)) plotly.relayout(element, { annotations });
    });
  }

  /** Show the same step's values in another chart while this one is pointed at. @param {Chart} other */
  shareCrosshair(other) {
    this.other = other;
  }

  #listen(plotly) {
    if (this.listening || !this.other) return;
    this.listening = true;
    this.element.on('plotly_hover', ({ xvals, event }) => {
      if (event && this.other.x.length) plotly.Fx.hover(this.other.element, { xval: xvals[0] });
    });
    this.element.on('plotly_unhover', () => plotly.Fx.unhover(this.other.element));
  }

  #traces(ink) {
    return this.figure.data.map((trace, i) => ({ ...trace, x: this.x, y: this.ys[i], line: { ...trace.line, color: ink[trace.meta] } }));
  }

  #layout(ink) {
    const { layout } = this.figure, faint = ink['ink-3'], tickfont = { ...layout.xaxis.tickfont, color: faint };
    const xaxis = {
      ...layout.xaxis, tickfont, spikecolor: faint, linecolor: ink.line,
      tickprefix: `${this.step} `, unifiedhovertitle: { text: `${this.step} %{x:,d}` },
    };
    const yaxis = { ...layout.yaxis, tickfont, gridcolor: ink.line };
    if (this.x.length) {
      delete xaxis.range;
      if (!layout.meta.fixed) delete yaxis.range;
    }
    return {
      ...layout, xaxis, yaxis, font: { ...layout.font, family: ink.sans, color: faint }, datarevision: this.drawings += 1,
      hoverlabel: { ...layout.hoverlabel, bgcolor: ink.paper, bordercolor: ink['line-2'], font: { ...layout.hoverlabel.font, color: ink.ink } },
    };
  }

  #endLabels(ink) {
    if (!this.x.length) return [];
    const { element, names, figure } = this, { t, b } = figure.layout.margin;
    const [low, high] = element.layout?.yaxis.range ?? figure.layout.yaxis.range, scale = (element.clientHeight - t - b) / (high - low);
    const ends = this.latest().map(([, value]) => value);
    const moved = spread(ends.map((value) => value * scale), LINE_HEIGHT);
    return names.map((name, i) => ({
      text: `<b>${name}</b>`, xref: 'paper', x: 1, xanchor: 'left', xshift: 6, y: ends[i], yshift: moved[i] - ends[i] * scale,
      showarrow: false, font: { size: 12, color: ink[`${figure.data[i].meta}-ink`] },
    }));
  }
}

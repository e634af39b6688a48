/** Which direction does what: measured effects as a heat map, whose rows lead to their sliders. */

import { DirectionNames } from './names.js';
import { fill, onThemeChange, readInk } from '../ink.js';
import { label } from '../labels.js';
import { segments } from '../segments.js';

const MARKUP = `
  <p class="lead" data-text="scores_lead"></p>
  <div class="line"><span class="tables segments" role="group" data-label="scores_tables"></span><output class="means"></output></div>
  <div class="frame"><div class="effects" role="img"></div></div>
  <div class="line">
    <label><span data-text="scores_go"></span><select class="go"></select></label>
    <button type="button" class="plain all"></button>
  </div>`;

export class ScoresTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, names: new DirectionNames(text), table: 'plain', all: false, generator: '' });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('go').onchange = () => this.#goTo(Number(this.part('go').value));
    this.part('all').onclick = () => this.#ask({ all: !this.all });
    onThemeChange(() => this.opened && this.#ask({}));
  }

  open() {
    this.opened = true;
    const { generator } = this.services.view();
    if (generator !== this.generator || !this.answer) this.#ask({ table: 'plain', all: false, generator });
  }

  follow() {}

  close() { this.opened = false; }

  /** @param {{table?: string, all?: boolean, generator?: string}} change of what is shown */
  async #ask(change) {
    const wanted = { table: this.table, all: this.all, generator: this.generator, ...change };
    const theme = document.body.classList.contains('dark') ? 'dark' : 'light';
    const answer = await this.services.ask('scores', { ...wanted, theme });
    for (const element of this.root.children) element.hidden = !answer && wanted.generator !== this.generator;
    if (!answer) return;
    Object.assign(this, wanted, { answer });
    this.#choices();
    await this.#draw();
  }

  #choices() {
    const { text, answer: { tables, values, count, n } } = this, percent = (share) => Math.round(100 * share);
    const mark = segments(this.part('tables'), Object.keys(tables).map((value) => ({ value, label: text[`scores_${value}`] })), (table) => this.#ask({ table }));
    mark(this.table);
    const { gained, dragged } = tables[this.table];
    this.means = fill(text.scores_gained, { gained: percent(gained), n }) + (dragged === null ? '' : fill(text.scores_dragged, { dragged: percent(dragged) }));
    this.part('means').textContent = this.means;
    this.part('all').hidden = count <= values.length && !this.all;
    this.part('all').textContent = this.all ? text.scores_fewer : fill(text.scores_all, { count });
    const options = values.map((value, row) => new Option(this.names.ofValue(value), String(row)));
    this.part('go').replaceChildren(new Option(text.scores_choose, '', true), ...options);
  }

  async #draw() {
    const plotly = await this.services.plotly(), map = this.part('effects'), { figure: { data: [trace], layout }, values, columns } = this.answer;
    const rows = values.map((value) => this.names.ofValue(value)), heads = columns.map((column) => this.#head(column));
    const named = (axis, names) => ({ ...axis, ticktext: names });
    map.setAttribute('aria-label', fill(this.text.scores_aria, { rows: rows.length, columns: heads.length, means: this.means }));
    map.style.height = `${layout.height}px`;
    await plotly.react(map, [{ ...trace, customdata: rows.map((row) => heads.map((head) => `${row} → ${head}`)), hovertemplate: '%{customdata}: %{text} %<extra></extra>' }], {
      ...layout, xaxis: named(layout.xaxis, heads), yaxis: named(layout.yaxis, rows), font: { family: readInk(map).sans },
    }, { displayModeBar: false, responsive: true });
    map.removeAllListeners('plotly_click');
    map.on('plotly_click', ({ points: [point] }) => this.#goTo(point.y));
  }

  #head({ question, answer }) {
    return answer === null ? this.text[`question_${question}`] ?? question : this.names.ofValue({ question, answer });
  }

  /** @param {number} row */
  #goTo(row) {
    if (this.part('go').value !== '' || row >= 0) this.services.goTo(this.answer.kind, this.answer.places[row]);
    this.part('go').value = '';
  }
}

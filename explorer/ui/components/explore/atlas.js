/** All channels of a layer, in an order of the visitor's choice. */

import { drawMaps } from './draw.js';
import { fill, format, formatSigned } from '../ink.js';
import { rove } from '../roving.js';

const FADE = 1000; // milliseconds
const FIRST = 4; // channels of a ranking that are switched off together
const PLAIN = ['activation', 'number', 'picture'];

/** @typedef {{order: number[], effects: number[], watched: number}} Ranking as the server's `rank` answers */
export class ChannelAtlas {
  /**
   * @param {(name: string) => HTMLElement} part finds the parts of the lens @param {Record<string, string>} text
   * @param {{onChoose: (unit: number) => void, onOff: (units: number[], since: number) => void, rank: (value: [string, string] | null) => Promise<Ranking | null>,
   *   nameOf: (value: {question: string, answer: string}) => string}} page
   */
  constructor(part, text, page) {
    Object.assign(this, { part, text, page, buttons: [], order: 'activation', ranking: null });
    part('order').onchange = () => this.#reorder(part('order').value);
    part('atlas').onclick = (event) => {
      const button = event.target.closest('button');
      if (button) page.onChoose(button.unit);
    };
    part('first-off').textContent = fill(text.unit_first_off, { count: FIRST });
    part('first-off').onclick = (event) => page.onOff(this.ranking.order.slice(0, FIRST), event.timeStamp);
    rove(part('atlas'));
  }

  /** Another layer, or another generator: what was measured of the last says nothing of it. */
  forget() {
    this.ranking = null;
    this.values = undefined;
    if (!PLAIN.slice(0, 2).includes(this.order)) this.order = 'activation';
    this.part('ranked').textContent = '';
    this.part('first-off').hidden = true;
  }

  /** @param {{all: any, means: number[], values: [string, string][], layer: number}} look @param {any} palettes */
  show({ all, means, values, layer }, palettes) {
    if (!all) return;
    this.#list(values);
    while (this.buttons.length < means.length) this.buttons.push(this.#button());
    this.buttons.forEach((button, unit) => { button.hidden = unit >= means.length; });
    Object.assign(this, { means, layer });
    this.#draw(all, palettes);
    this.part('atlas').setAttribute('aria-label', fill(this.text.maps, { layer: layer + 1 }));
    this.#sort();
  }

  /** @param {number} unit is enlarged */
  mark(unit) {
    for (const button of this.buttons) {
      button.setAttribute('aria-pressed', String(button.unit === unit));
      button.tabIndex = button.unit === unit ? 0 : -1;
    }
  }

  /** As a picture behind the buttons: hundreds of canvases would slow every frame of a drag. */
  async #draw(all, palettes) {
    const [count, height, width] = all.shape, canvas = new OffscreenCanvas(count * width, height), atlas = this.part('atlas');
    drawMaps(canvas, all, palettes, { columns: count });
    const url = URL.createObjectURL(await canvas.convertToBlob());
    atlas.style.setProperty('--maps', `url(${url})`);
    atlas.style.setProperty('--count', count);
    this.buttons.slice(0, count).forEach((button, unit) => button.style.setProperty('--at', count > 1 ? unit / (count - 1) : 0));
    const last = this.url;
    this.url = url;
    if (last) setTimeout(() => URL.revokeObjectURL(last), FADE); // until then the last picture may be on screen
  }

  #button() {
    const button = Object.assign(document.createElement('button'), { type: 'button', innerHTML: '<i></i><small></small>', unit: this.buttons.length, tabIndex: -1 });
    this.part('atlas').append(button);
    return button;
  }

  #list(values) {
    if (String(values) === String(this.values)) return;
    this.values = values;
    const plain = PLAIN.map((name) => new Option(this.text[`order_${name}`], name));
    const groups = new Map();
    values.forEach(([question, answer], i) => groups.set(question, [...(groups.get(question) ?? []), new Option(this.page.nameOf({ question, answer }), i)]));
    const learned = [...groups].map(([question, options]) => {
      const group = Object.assign(document.createElement('optgroup'), { label: fill(this.text.order_without, { question: this.text[`question_${question}`] ?? question }) });
      group.append(...options);
      return group;
    });
    this.part('order').replaceChildren(...plain, ...learned);
    this.part('order').value = this.order;
  }

  async #reorder(order) {
    this.order = order;
    this.ranking = null;
    if (!PLAIN.slice(0, 2).includes(order)) {
      this.part('ranked').textContent = this.text.ranking;
      this.ranking = await this.page.rank(order === 'picture' ? null : this.values[order]);
      if (this.order !== order) return; // another was chosen meanwhile
      if (!this.ranking) this.part('order').value = this.order = 'activation';
    }
    this.part('ranked').textContent = this.#described();
    this.part('first-off').hidden = !this.ranking;
    this.#sort();
    this.part('atlas').scrollTop = 0;
  }

  #described() {
    const { text, ranking, order } = this;
    if (!ranking) return '';
    if (order === 'picture') return fill(text.ranked_picture, { watched: ranking.watched });
    const [question, answer] = this.values[order];
    return fill(text.ranked_value, { watched: ranking.watched, value: this.page.nameOf({ question, answer }) });
  }

  #sort() {
    const { means, ranking, text, order } = this, units = means.map((_, unit) => unit);
    const sorted = ranking?.order ?? (order === 'number' ? units : units.toSorted((a, b) => means[b] - means[a]));
    const effects = new Map(ranking?.order.map((unit, i) => [unit, ranking.effects[i]]));
    const shown = (unit) => (order === 'picture' ? format(effects.get(unit), 2) : `${formatSigned(effects.get(unit) * 100, 0)} %`);
    for (const unit of sorted) {
      const button = this.buttons[unit];
      button.querySelector('small').textContent = ranking ? shown(unit) : '';
      button.title = fill(text.unit, { unit: unit + 1, mean: format(means[unit], 2) }) + (ranking ? ` · ${shown(unit)}` : '');
      button.setAttribute('aria-label', button.title);
    }
    if (String(sorted) === String(this.sorted)) return;
    this.sorted = sorted;
    const focused = document.activeElement, atlas = this.part('atlas');
    atlas.append(...sorted.map((unit) => this.buttons[unit]));
    if (atlas.contains(focused)) focused.focus({ preventScroll: true }); // moving it has taken the focus away
  }
}

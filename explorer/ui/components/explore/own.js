/** Make a direction: samples marked yes or no become a slider. */

import { familyOf, withOwn, withoutOwn } from './edit.js';
import { someSeeds, SampleGrid } from './samples.js';
import { fill } from '../ink.js';
import { label } from '../labels.js';

const FRESH = 24, MOST_MARKS = 60;
const MARKS = ['', 'yes', 'no'], BADGES = { '': '', yes: '✓', no: '×' }, KEYS = { y: 'yes', n: 'no', u: '' };

const MARKUP = `
  <p class="lead" data-text="own_lead"></p>
  <div class="marking" role="group" data-label="own_grid"></div>
  <form class="line">
    <output class="tally"></output>
    <button type="button" class="plain more" data-text="more_samples"></button>
    <label><span data-text="own_name"></span><input type="text" class="own-name" maxlength="24"></label>
    <button type="submit" class="solid" data-text="own_make"></button>
  </form>
  <ul class="made" data-label="own_made"></ul>`;

export class OwnDirectionTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, marks: new Map(), generator: '', results: new Map() });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.grid = new SampleGrid(this.part('marking'), text, services.ask, (seed, key) => this.#mark(seed, key));
    this.part('more').onclick = () => this.#more();
    this.part('line').onsubmit = (event) => {
      event.preventDefault();
      this.#make();
    };
  }

  open() {
    const { generator } = this.services.view();
    if (familyOf(generator) !== familyOf(this.generator)) this.marks.clear(); // as a run trains on, its marks stay
    if (generator !== this.generator) {
      this.generator = generator;
      this.#more();
    }
    this.#count();
    this.follow();
  }

  /** The directions that the view carries may have come or gone by undo or a link. */
  follow() {
    const { own } = this.services.view(), listed = JSON.stringify(own);
    if (this.listed === listed) return;
    this.listed = listed;
    this.part('made').replaceChildren(...own.map(([name, row], index) => {
      const item = document.createElement('li'), drop = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: '×' });
      drop.setAttribute('aria-label', drop.title = fill(this.text.own_drop, { name }));
      drop.onclick = () => this.services.set(withoutOwn(this.services.view(), index));
      item.append(Object.assign(document.createElement('b'), { textContent: name }), ` ${this.results.get(row) ?? this.text.own_unmeasured} `, drop);
      return item;
    }));
    this.part('own-name').placeholder = this.#usualName();
  }

  close() {}

  async #more() {
    const marked = [...this.marks.keys()];
    if (await this.grid.load(this.generator, [...marked, ...someSeeds(FRESH)])) this.#count();
  }

  #mark(seed, key) {
    const here = this.marks.get(seed) ?? '';
    const next = key ? KEYS[key] : MARKS[(MARKS.indexOf(here) + 1) % MARKS.length];
    if (next === undefined) return;
    if (next === '') this.marks.delete(seed);
    else if (here || this.marks.size < MOST_MARKS) this.marks.set(seed, next);
    else this.services.say(fill(this.text.own_most, { most: MOST_MARKS }));
    this.#count();
  }

  #count() {
    const of = (mark) => [...this.marks].filter(([, each]) => each === mark).map(([seed]) => seed);
    this.yes = of('yes');
    this.no = of('no');
    this.part('tally').textContent = fill(this.text.own_counts, { yes: this.yes.length, no: this.no.length });
    this.grid.mark((seed) => {
      const mark = this.marks.get(seed) ?? '';
      return { badge: BADGES[mark], said: this.text[`own_${mark || 'unmarked'}`], kind: mark };
    });
  }

  async #make() {
    const { services, text } = this, name = this.part('own-name').value.trim() || this.#usualName();
    const { generator, own } = services.view();
    const answer = await services.ask('make_direction', { generator, yes: this.yes, no: this.no, count: own.length });
    if (!answer || services.view().generator !== generator) return;
    const { row, right, marks, interval: [low, high] } = answer, percent = (share) => Math.round(share * 100);
    this.results.set(row, fill(text.own_short, { right, marks }));
    services.set(withOwn(services.view(), name, row));
    this.part('own-name').value = '';
    services.say(fill(text.own_result, { name, right, marks, low: percent(low), high: percent(high) }));
  }

  #usualName() { return fill(this.text.own_usual, { n: this.services.view().own.length + 1 }); }
}

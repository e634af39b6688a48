/** The real pictures nearest to the sample, which follow it when it comes to rest. */

import { drawImages } from './draw.js';
import { fill, format } from '../ink.js';
import { label } from '../labels.js';
import { newest } from '../newest.js';
import { segments } from '../segments.js';

const REST = 250; // milliseconds
const SPACES = ['pixels', 'features'];

const MARKUP = `
  <div class="line"><span data-text="nearest_space"></span><span class="space segments" role="group" data-label="nearest_space"></span></div>
  <div class="neighbourhood">
    <div class="mine"><h4><b class="swatch fake"></b><span data-text="nearest_sample"></span></h4><canvas role="img" data-label="nearest_sample"></canvas></div>
    <div><h4><b class="swatch real"></b><span class="of-how-many"></span><small class="whose"></small></h4><div class="neighbours" role="list"></div></div>
  </div>
  <p class="distance-said" role="status"></p>`;

export class NearestTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, space: SPACES[0], asked: '' });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.markSpace = segments(this.part('space'), SPACES.map((value) => ({ value, label: text[`nearest_${value}`] })), (space) => {
      this.space = space;
      this.#look();
    });
    this.ask = newest((request) => services.ask('nearest', request), (answer, request, old) => old || this.#show(answer, request), () => services.say(text.lost));
  }

  open() { this.#look(); }

  follow() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.#look(), REST);
  }

  close() {
    clearTimeout(this.resting);
    this.asked = '';
  }

  #look() {
    this.markSpace(this.space);
    const request = { view: this.services.view(), space: this.space }, asked = JSON.stringify(request);
    if (asked !== this.asked) this.ask(request);
    this.asked = asked;
  }

  #show(answer, { space }) {
    const { text } = this;
    this.part('neighbourhood').hidden = !answer;
    this.part('distance-said').textContent = '';
    if (!answer) return;
    const { sample, images, distances, trained, usual: [low, median, high], compared, count, licence, classifier, trained_here: here, trained_all: all } = answer;
    drawImages([this.part('mine').lastChild], sample);
    const number = (value) => format(value, 1), thousands = (value) => value.toLocaleString('en');
    this.part('of-how-many').textContent = fill(text.nearest_found, { count: thousands(count) });
    this.part('whose').textContent = licence;
    this.part('neighbours').innerHTML = '<span role="listitem"><canvas role="img"></canvas><b></b><small></small></span>'.repeat(distances.length);
    const items = [...this.part('neighbours').children];
    drawImages(items.map((item) => item.firstChild), images);
    items.forEach((item, i) => {
      const distance = number(distances[i]), seen = trained[i] ? text.nearest_trained : text.nearest_unseen;
      item.firstChild.setAttribute('aria-label', fill(text.nearest_one, { distance, seen }));
      item.children[1].textContent = distance;
      item.children[2].textContent = seen;
    });
    const said = fill(text[`nearest_said_${space}`], { distance: number(distances[0]), median: number(median), low: number(low), high: number(high), n: compared, space: classifier });
    const close = distances[0] < low ? text.nearest_closer : '', part = all > here ? fill(text.nearest_part, { trained: thousands(here), all: thousands(all) }) : '';
    this.part('distance-said').textContent = [said, close, part].filter(Boolean).join(' ');
  }
}

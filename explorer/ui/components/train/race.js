/** The A/B race: two runs with the same seed and data order, one setting apart, side by side. */

import { fill } from '../ink.js';
import { last } from './curve_math.js';
import { Follower } from './follow.js';
import { openSheet } from './toolbar.js';
import { changeName, valueName } from './settings_words.js';
import * as words from './words.js';

const REMEMBERED = 'explorer-rival';
const FIRST = { step: 1 }; // where each waits for the other

export class Race {
  /** @param {HTMLElement} root the stage @param {import('./show.js').Show[]} shows of A and of B @param {any} page */
  constructor(root, shows, page) {
    Object.assign(this, { root, shows, page, text: page.text, run: null, update: null, changes: null, settings: page.constants.raced });
    this.part = (name) => root.querySelector(`.${name}`);
    [this.a, this.b] = root.querySelectorAll('.entrant');
    this.follower = new Follower({
      ask: (look) => page.server.follow(look),
      inSight: page.inSight,
      onUpdate: (update) => this.#onUpdate(update),
      onGone: () => this.end(),
      onConnection: () => {},
    });
    this.#listen();
  }

  /** A has begun: now B with its one difference, if a race was asked for. */
  begin() {
    if (this.changes && !this.run) this.page.start(this.changes, { rival: true, until: FIRST });
  }

  /** Both have made their first step: off they go, together. */
  #fire() {
    const both = [this.page.state().update, this.update];
    if (this.off || !both.every((update) => update?.status === 'paused' && update.step >= FIRST.step)) return;
    this.off = true;
    this.page.command('resume', this.seconds ? { until: { seconds: this.seconds } } : {}); // the stage passes it on to B
  }

  /** Find B again after a reload, if this is its A. @param {string} rival A's run */
  recall(rival) {
    const { a, b, changes } = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '{}');
    if (a !== rival) return;
    this.changes = changes;
    this.follow(b);
    this.off = true; // they began before
  }

  /** @param {string | null} run B's */
  follow(run) {
    Object.assign(this, { run, update: null, scores: {}, off: false });
    if (run) sessionStorage.setItem(REMEMBERED, JSON.stringify({ a: this.page.state().run, b: run, changes: this.changes }));
    else sessionStorage.removeItem(REMEMBERED);
    this.root.classList.toggle('racing', Boolean(run));
    this.b.hidden = !run;
    for (const head of this.root.querySelectorAll('.entrant .head')) head.hidden = !run;
    this.follower.follow(run);
    this.shows[1].clear();
    this.shows[0].draw();
    if (!run) return;
    if (this.page.pushWanted()) this.command('push', { shown: true });
    this.shows[1].preview(this.shows[0].first);
    this.#heads();
  }

  /**
   * Start both anew: A as the settings are, B with these changes.
   * @param {Record<string, any>} changes @param {number} seconds after which both pause; 0: they go on
   */
  between(changes, seconds = 0) {
    openSheet(this.root, null);
    this.end();
    Object.assign(this, { changes, seconds });
    this.page.start({}, { until: FIRST });
  }

  /** A could not begin: the next run is none of a race. */
  cancel() {
    if (!this.run) this.changes = null;
  }

  end() {
    if (!this.run) return;
    this.command('stop');
    this.changes = null;
    this.follow(null);
  }

  command(name, more = {}) {
    this.page.server.command({ ...more, run: this.run, command: name }).catch(() => {});
    this.follower.hurry();
  }

  #onUpdate(update) {
    this.update = update;
    this.shows[1].take(update);
    this.#fire();
    this.#heads();
    this.scores = update.scores ?? this.scores;
    this.#stand(this.a, this.page.state().update, this.page.scores());
    this.#stand(this.b, update, this.scores);
    this.page.beside(this.run, `B · ${changeName(this.changes, this.text)}`, update);
  }

  /** What the two differ in, with the values that each has. */
  #heads() {
    const config = this.page.state().update?.config, names = Object.keys(this.changes);
    const a = config ? Object.fromEntries(names.map((name) => [name, config[name]])) : {};
    for (const [entrant, letter, settings] of [[this.a, 'A', a], [this.b, 'B', this.changes]]) {
      entrant.querySelector('.letter').textContent = letter;
      entrant.querySelector('.difference').textContent = changeName(settings, this.text);
    }
  }

  #stand(entrant, update, scores) {
    if (!update) return;
    const part = entrant.querySelector('.standing'), text = this.text, at = fill(text.race_step, { step: words.grouped(update.step) });
    const newest = (name) => last(scores[name] ?? []);
    const said = [newest('distance') === null ? '' : fill(text.race_score, { score: words.score(newest('distance')) })];
    for (const name of ['coverage', 'sharpness']) if (newest(name) !== null) said.push(fill(text[`race_${name}`], { n: Math.round(100 * newest(name)) }));
    part.textContent = [update.status === 'running' ? '' : words.standing(update, text), at, ...said].filter(Boolean).join(' · ');
  }

  #listen() {
    const { part, text } = this, form = part('race-form');
    form.setting.append(...Object.keys(this.settings).map((name) => new Option(text[name] ?? name, name)));
    form.setting.value = 'learning_rate_d';
    form.setting.onchange = () => this.#offer();
    part('race-open').onclick = () => {
      this.#offer();
      openSheet(this.root, 'race');
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const name = form.setting.value, { names } = this.settings[name];
      const value = names ? names[form.choice.selectedIndex] : Number(form.value.value);
      this.between({ [name]: value }, Number(form.seconds.value) || 0);
    };
  }

  /** The value that A has, and a field for B's. */
  #offer() {
    const form = this.part('race-form'), name = form.setting.value, { names, value: usual, kind } = this.settings[name];
    const { link } = this.page.state();
    const typed = (text) => (typeof usual === 'boolean' ? text === 'True' : typeof usual === 'number' ? Number(text) : text);
    const written = new URLSearchParams(link).get(name), now = written === null ? usual : typed(written);
    form.querySelector('output').value = valueName(name, now, this.text);
    form.value.hidden = Boolean(names);
    form.choice.hidden = !names;
    if (names) {
      form.choice.replaceChildren(...names.map((one) => new Option(valueName(name, one, this.text), one)));
      form.choice.selectedIndex = names.findIndex((one) => String(one).toLowerCase() !== String(now).toLowerCase());
    } else {
      form.value.value = kind === 'int' ? 2 * now : Number((now / 4).toPrecision(2)) || 1;
    }
  }
}

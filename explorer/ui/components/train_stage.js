/** The Train stage: joins the run on the server, its buttons, the pictures and the curves. */

import { openedWith, writeLink } from './address.js';
import { chooseLanguage, fill } from './ink.js';
import { Follower } from './train_follow.js';
import { panels } from './train_panels.js';
import { decode, drawSheet } from './train_pictures.js';
import * as words from './train_words.js';

const REMEMBERED = 'explorer-run', PAST_RUNS = 'explorer-runs', KEPT_RUNS = 8;
const ANSWER_WITHIN = 15_000; // milliseconds
const FAKE_COLUMNS = 8, REAL_COLUMNS = 4, REAL_COLUMNS_NARROW = 10;
const narrow = matchMedia('(max-width: 760px)'); // the breakpoint of train_stage.css
const STARTING = { status: 'starting', message: '', step: 0, steps: 0, device: null };

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, server: any, events: string[], root: string}} gradio */
export function mount({ element, props, constants, trigger, watch, server, events, root }) {
  const [startRun, adoptRun] = events;
  const stage = new TrainStage(element.querySelector('.train-stage'), {
    text: chooseLanguage(constants.text),
    constants,
    address: root,
    server,
    start: (asked, settings) => trigger(startRun, { asked, settings }),
    adopt: (run) => trigger(adoptRun, { run }),
  });
  stage.open(props.value);
  watch('value', () => stage.take(props.value));
}

/** Runs that this browser tab started, newest last. @returns {{run: string, label: string}[]} */
const pastRuns = () => JSON.parse(sessionStorage.getItem(PAST_RUNS) ?? '[]');

/** Find this run again after a reload. @param {string} run @param {string} label its settings, as in a link */
function remember(run, label) {
  sessionStorage.setItem(REMEMBERED, run);
  sessionStorage.setItem(PAST_RUNS, JSON.stringify([...pastRuns(), { run, label }].slice(-KEPT_RUNS)));
}

class TrainStage {
  constructor(root, { text, constants, address, server, start, adopt }) {
    Object.assign(this, { root, text, constants, server, start, adopt, run: null, own: false, update: null, link: '', firstSheets: {}, runSheets: {}, decoding: Promise.resolve(), asked: 0, answered: 0 });
    this.part = (name) => root.querySelector(`.${name}`);
    this.follower = new Follower({
      ask: (look) => server.follow(look),
      inSight: () => this.inSight(),
      onUpdate: (update) => this.#onUpdate(update),
      onGone: (sentence) => this.#forget(sentence),
      onConnection: (answers) => this.#say(answers ? '' : text.no_answer),
    });
    this.panels = panels(root, {
      text, constants, server, root: address,
      state: () => ({ run: this.run, own: this.own, update: this.update, link: this.link }),
      inSight: () => this.inSight(),
      runs: pastRuns,
      start: (settings) => this.#startRun(settings),
      change: (settings) => this.#command('change', { settings }),
      command: (name, more) => this.#command(name, more),
      say: (sentence) => this.#say(sentence),
    });
    root.stage = this; // for tests and for the console
    this.#label();
    this.#listen();
  }

  /** The curves, by name. */
  get charts() {
    return this.panels[0].charts;
  }

  /** The pictures on screen: the run's, or those of the untrained generator. */
  get sheets() {
    return { ...this.firstSheets, ...this.runSheets };
  }

  inSight() {
    return !document.hidden && Boolean(this.root.offsetParent);
  }

  /** Open with the run of the address or of this browser tab, if there is one. @param {{link: string}} value */
  open(value) {
    const [room, query] = openedWith.split('?');
    const own = sessionStorage.getItem(REMEMBERED);
    const run = (room === 'train' && new URLSearchParams(query).get('run')) || own;
    if (run) this.#attach(run, run === own);
    if (run && run === own) this.adopt(run);
    this.take(value);
    this.#loadFirstPictures();
    this.draw();
  }

  /** What Python answered: settings for the address, a run that began, or why none did. */
  take(value) {
    this.link = value?.link ?? this.link;
    if (value?.run && value.run !== this.run) {
      remember(value.run, value.link ?? '');
      this.#attach(value.run, true);
    }
    this.answered = value?.asked ?? this.answered;
    this.#say(value?.problem ?? '');
    this.#showRun();
    this.#writeLink();
  }

  draw() {
    if (!this.root.offsetParent) return;
    this.#drawPictures();
    this.panels.forEach((panel) => panel.draw());
  }

  /** @param {string | null} run @param {boolean} own whether it was started here, and may be commanded */
  #attach(run, own) {
    this.run = run;
    this.own = own;
    this.update = run && { ...STARTING };
    this.runSheets = {};
    this.panels.forEach((panel) => panel.clear());
    this.follower.follow(run);
  }

  /** Go back to a stage without a run. @param {string} sentence why, or "" */
  #forget(sentence) {
    sessionStorage.removeItem(REMEMBERED);
    this.#attach(null, false);
    this.#say(sentence);
    this.#showRun();
    this.#writeLink();
    this.#drawPictures();
  }

  #onUpdate(update) {
    const before = this.update?.status;
    this.update = update;
    this.panels.forEach((panel) => panel.update(update, update.status !== before));
    if (update.status !== before) this.part('announcer').textContent = this.text[`announce_${update.status}`];
    if (update.message || update.status !== before) this.#say(update.message);
    this.#showRun();
    this.#showPictures(update);
  }

  /** Pictures of the untrained generator, for as long as no run has sent its own. */
  async #loadFirstPictures() {
    const first = await this.server.preview({}).catch(() => null);
    if (!first) return;
    const [fakes, reals] = await Promise.all([decode(first.samples), decode(first.real)]);
    this.firstSheets = { fakes, reals };
    this.#drawPictures();
  }

  /** Pictures of the run, shown in the order in which they came. */
  #showPictures({ samples, real, samples_step: step }) {
    if (!samples && !real) return;
    const { run } = this;
    this.decoding = this.decoding.then(async () => {
      const sheets = { ...samples && { fakes: await decode(samples), step }, ...real && { reals: await decode(real) } };
      if (this.run !== run) return;
      Object.assign(this.runSheets, sheets);
      if (real) this.#drawPictures();
      else this.#drawFakes();
    }).catch(() => {}); // a sheet that was lost: the next one comes soon
  }

  #drawPictures() {
    this.#drawFakes();
    drawSheet(this.part('reals'), this.sheets.reals, narrow.matches ? REAL_COLUMNS_NARROW : REAL_COLUMNS);
  }

  #drawFakes() {
    const { part, text } = this, { fakes, step = 0 } = this.sheets;
    drawSheet(part('fakes'), fakes, FAKE_COLUMNS);
    part('fake-hint').innerHTML = step ? text.fake_hint : text.fake_hint_untrained;
    if (fakes) part('fakes').setAttribute('aria-label', fill(text.fakes_label, { n: fakes.sheet.count, step: words.grouped(step) }));
  }

  #showRun() {
    const { part, text, update } = this, { primary, running, anew, reset } = words.buttons(update, this.own);
    const asking = this.answered < this.asked;
    part('primary-word').textContent = text[asking ? 'starting' : primary];
    part('primary').dataset.command = primary;
    part('primary').disabled = asking || primary === 'starting' || primary === 'waiting';
    part('primary').classList.toggle('running', running);
    part('anew').hidden = !anew;
    part('anew').disabled = asking;
    part('reset').disabled = !reset;
    const { step = 0, steps = 0 } = update ?? {}, track = part('track');
    part('place').innerHTML = steps ? words.place(update, text) : update ? '' : text.no_run;
    part('status').textContent = update ? [this.own ? '' : text.shared, text[`status_${update.status}`]].filter(Boolean).join(' · ') : '';
    part('done').style.width = steps ? `${100 * step / steps}%` : '0';
    track.setAttribute('aria-valuemax', steps || 1);
    track.setAttribute('aria-valuenow', step);
    part('rate').textContent = update?.images_per_second ? words.grouped(update.images_per_second) : '–';
    part('left').textContent = words.clock(update?.seconds_left);
    const { device, precision } = words.machine(update ?? {}, text);
    part('device').textContent = device;
    part('precision').textContent = precision || text.machine;
  }

  #say(sentence) {
    this.part('notice-text').textContent = sentence;
    this.part('notice').hidden = !sentence;
    // A dataset that cannot be had fails before the first step; then the bundle is one click away.
    const { status, step } = this.update ?? {};
    this.part('bundle').hidden = !(sentence && this.own && status === 'failed' && !step && this.link.includes('dataset='));
  }

  #writeLink() {
    writeLink('train', [this.link, this.run && `run=${this.run}`].filter(Boolean).join('&'));
  }

  #label() {
    const { root, text } = this;
    for (const node of root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
    for (const node of root.querySelectorAll('[data-html]')) node.innerHTML = text[node.dataset.html];
    for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
    for (const node of root.querySelectorAll('[data-title]')) node.title = text[node.dataset.title];
    this.part('reals').setAttribute('aria-label', text.reals_label);
  }

  #listen() {
    const { part } = this;
    part('primary').onclick = () => {
      const { command } = part('primary').dataset;
      if (command === 'start') this.#startRun();
      else this.#command(command);
    };
    part('anew').onclick = () => this.#startRun();
    part('bundle').onclick = () => this.#startRun({ dataset: this.constants.bundle });
    part('reset').onclick = () => {
      if (this.own) this.#command('stop');
      this.#forget('');
    };
    new ResizeObserver(() => this.draw()).observe(this.root);
    document.addEventListener('visibilitychange', () => this.#seen());
    new IntersectionObserver(() => this.#seen()).observe(this.root);
  }

  #seen() {
    if (!this.inSight()) return;
    this.follower.hurry();
    this.draw();
  }

  /** @param {Record<string, string>} settings taken instead of the widgets' */
  #startRun(settings = {}) {
    const question = this.asked += 1;
    this.#say('');
    this.#showRun();
    this.start(question, settings);
    setTimeout(() => {
      if (this.answered >= question) return;
      this.answered = question;
      this.#say(this.text.no_answer_start);
      this.#showRun();
    }, ANSWER_WITHIN);
  }

  async #command(command, more = {}) {
    const { error } = await this.server.command({ ...more, run: this.run, command }).catch(() => ({ error: this.text.no_answer }));
    if (error) this.#say(error);
    this.follower.hurry();
  }
}

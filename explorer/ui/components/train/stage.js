/** The Train stage: joins the run on the server, its buttons, its pictures or points, and the panels. */

import { linkOf, onLink, pageSetting, setPageSetting, writeLink } from '../address.js';
import { chooseLanguage, onThemeChange, readInk } from '../ink.js';
import { newest } from '../newest.js';
import { Broadcast } from './broadcast.js';
import { Follower } from './follow.js';
import { Ladder } from './ladder.js';
import { panels } from './panels.js';
import { LAYERS } from './points_view.js';
import { Race } from './race.js';
import { Show } from './show.js';
import { Toolbar } from './toolbar.js';
import { Walk } from './walk.js';
import { systemOf, wordsOf } from './words.js';

const REMEMBERED = 'explorer-run', PAST_RUNS = 'explorer-runs', KEPT_RUNS = 8;
const ANSWER_WITHIN = 15_000; // milliseconds
const VIEWER = Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join(''); // so that a broadcast can count
const STARTING = { status: 'starting', message: '', step: 0, steps: 0, device: null, players: 'both' };

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, server: any, events: string[], root: string}} gradio */
export function mount({ element, props, constants, trigger, watch, server, events, root }) {
  const [startRun, adoptRun] = events;
  const stage = new TrainStage(element.querySelector('.train-stage'), {
    text: chooseLanguage(constants.text),
    constants,
    address: root,
    server,
    start: (question) => trigger(startRun, question),
    adopt: (runs) => trigger(adoptRun, runs),
  });
  stage.open(props.value);
  watch('value', () => stage.take(props.value));
}

/** Runs that this browser tab started, newest last. @returns {{run: string, label: string}[]} */
const pastRuns = () => JSON.parse(sessionStorage.getItem(PAST_RUNS) ?? '[]');

/** Offer a run's curves to later ones, now that it has some. @param {string} run @param {string} label its settings, as in a link */
function keep(run, label) {
  if (pastRuns().some((past) => past.run === run)) return;
  sessionStorage.setItem(PAST_RUNS, JSON.stringify([...pastRuns(), { run, label }].slice(-KEPT_RUNS)));
}

class TrainStage {
  constructor(root, { text, constants, address, server, start, adopt }) {
    Object.assign(this, { root, text, constants, server, start, adopt, run: null, words: text, own: false, watching: '', update: null, link: '', begunWith: null, asked: 0, answered: 0, layers: new Set(LAYERS), pushWanted: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.follower = new Follower({
      ask: (look) => (this.watching ? server.watch({ ...look, viewer: VIEWER }) : server.follow(look)),
      watching: () => Boolean(this.watching),
      inSight: () => this.inSight(),
      onUpdate: (update) => this.#onUpdate(update),
      onGone: (sentence) => this.#forget(sentence),
      onConnection: (answers) => this.#say(answers ? '' : text.no_answer),
    });
    this.page = {
      text, constants, server, root: address,
      words: () => this.words,
      ink: () => this.ink ??= readInk(root),
      layers: this.layers,
      state: () => ({ run: this.run, own: this.own, watching: this.watching, update: this.update, link: this.link }),
      inSight: () => this.inSight(),
      runs: pastRuns,
      scores: () => this.panels.find((panel) => panel.charts).recorded.scores,
      start: (settings, more) => this.#startRun(settings, more),
      reset: () => this.#reset(),
      race: (changes) => this.race.between(changes),
      rung: (step) => (this.watching ? server.watch_rung({ run: this.run, step }) : server.rung({ run: this.run, step })),
      fork: (step) => (this.watching ? this.#startRun(this.update.config, { fork: { watch: this.watching, step } }) : this.#startRun({}, { fork: { run: this.run, step } })),
      watch: (token) => this.#watch(token),
      leaveBroadcast: () => this.#leaveBroadcast(),
      change: (settings) => this.#command('change', { settings }),
      command: (name, more, quiet) => this.#command(name, more, quiet),
      walk: () => this.walk.advance(),
      say: (sentence) => this.#say(sentence),
      travel: (rung) => this.shows[0].travel(rung),
      wantPush: (wanted) => this.#wantPush(wanted),
      pushWanted: () => this.pushWanted,
      onLayers: () => this.shows.forEach((show) => show.draw()),
      onTrain: () => this.#startRun({ dataset: 'drawn' }),
      onEasel: (open) => root.classList.toggle('drawing', open),
      announce: (sentence) => { this.part('announcer').textContent = sentence; },
      beside: (run, label, update) => this.panels.forEach((panel) => panel.beside?.(run, label, update)),
    };
    this.#label();
    const [a, b] = root.querySelectorAll('.entrant');
    this.shows = [new Show(a, this.page), new Show(b, this.page)];
    this.toolbar = new Toolbar(root, this.page);
    this.ladder = new Ladder(this.part('ladder'), this.page);
    this.walk = new Walk(this.part('walk'), this.page);
    this.race = new Race(root, this.shows, this.page);
    this.broadcast = new Broadcast(root, this.page);
    this.panels = panels(root, this.page);
    this.askPreview = newest((asked) => server.preview(asked), (first) => this.#onPreview(first), () => {});
    root.stage = this; // for tests and for the console
    this.#listen();
  }

  /** The curves, by name. */
  get charts() {
    return this.panels.find((panel) => panel.charts).charts;
  }

  inSight() {
    return !document.hidden && Boolean(this.root.offsetParent);
  }

  /** Open with the run that is broadcast, of the address, or of this browser tab, if there is one. @param {{link: string}} value */
  open(value) {
    const own = sessionStorage.getItem(REMEMBERED), watched = pageSetting('watch');
    const run = watched ? null : linkOf('train').get('run') || own;
    onLink('train', (link) => link.get('watch') && this.#watch(link.get('watch')));
    if (watched) this.#watch(watched);
    if (run) this.#attach(run, run === own);
    if (run && run === own) {
      this.adopt({ run });
      this.race.recall(run);
    }
    this.take(value);
    this.draw();
  }

  /** What Python answered: settings for the address, a run that began, or why none did. */
  take(value) {
    const { link } = this;
    this.link = value?.link ?? link;
    if (value?.rival && value.run) {
      if (value.run !== this.race.run) this.race.follow(value.run); // the same answer may come twice
    } else if (value?.run && value.run !== this.run) {
      sessionStorage.setItem(REMEMBERED, value.run);
      this.#attach(value.run, true);
      this.begunWith = value.link ?? '';
      this.race.begin();
    }
    this.answered = value?.asked ?? this.answered;
    this.#say(value?.problem ?? '');
    if (value?.problem) this.race.cancel();
    this.#showRun();
    this.#writeLink();
    if (!this.previewed || this.link !== link) {
      this.previewed = true;
      this.askPreview({ link: this.link });
    }
  }

  draw() {
    if (!this.root.offsetParent) return;
    this.shows.forEach((show) => show.draw());
    this.ladder.draw();
    this.walk.draw();
    this.panels.forEach((panel) => panel.draw());
  }

  /** @param {string | null} run @param {boolean} own whether it was started here, and may be commanded */
  #attach(run, own, watching = '') {
    Object.assign(this, { run, own, watching });
    setPageSetting('watch', watching);
    this.root.classList.toggle('watching', Boolean(watching));
    document.body.classList.toggle('watches-a-run', Boolean(watching));
    this.root.classList.remove('push-sent');
    this.begunWith = null; // a run that was found again has been kept before
    this.update = run && { ...STARTING };
    this.race.end();
    this.shows[0].clear();
    this.ladder.clear();
    this.walk.clear();
    this.panels.forEach((panel) => panel.clear());
    this.follower.follow(run);
    this.pushTold = false;
    this.broadcast.clear();
    this.#tell();
  }

  /** Watch no more; the run that the visitor had before is there again. */
  #leaveBroadcast() {
    const own = sessionStorage.getItem(REMEMBERED);
    if (!own) return this.#forget('');
    this.#attach(own, true);
    this.adopt({ run: own });
    this.#showRun();
    this.#writeLink();
  }

  /** Watch a run that somebody broadcasts. @param {string} token */
  #watch(token) {
    this.#attach(token, false, token);
    this.#showRun();
    this.#writeLink();
  }

  /** Go back to a stage without a run. @param {string} sentence why, or "" */
  #forget(sentence) {
    if (this.own) sessionStorage.removeItem(REMEMBERED);
    this.#attach(null, false);
    this.#say(sentence);
    this.#showRun();
    this.#writeLink();
  }

  #onUpdate(update) {
    const before = this.update?.status;
    if (update.step && this.begunWith !== null) {
      keep(this.run, this.begunWith);
      this.begunWith = null;
    }
    this.update = update;
    this.shows[0].take(update);
    this.ladder.update(update);
    this.walk.update(update);
    if (update.status !== before) this.part('announcer').textContent = this.text[`announce_${update.status}`];
    if (update.message || update.status !== before) this.#say(update.stage_key ? '' : update.message);
    if (update.push) this.root.classList.add('push-sent');
    this.broadcast.update(update);
    if (update.device && !this.watching && this.pushWanted !== this.pushTold) this.#tellPush();
    this.#showRun();
    for (const panel of this.panels) {
      try {
        panel.update(update, update.status !== before);
      } catch (error) {
        reportError(error); // one panel's fault must not stop the others, nor the run from being followed
      }
    }
    this.#tell();
  }

  /** What the settings at hand would begin with; shown as long as no run has sent its own. */
  #onPreview(first) {
    if (!first || first.error) return;
    this.shows[0].preview(first, new URLSearchParams(this.link).get('dataset') === 'drawn');
    this.toolbar.isPoints = first.is_points;
    this.#showRun();
  }

  /** Speak of the system at hand: a VAE has an encoder where a GAN has a discriminator. */
  #speakOf(system) {
    if (system === this.system) return;
    Object.assign(this, { system, words: wordsOf(this.text, system) });
    this.root.dataset.system = system;
    this.root.classList.toggle('unjudged', !this.constants.adversarial.includes(system));
    this.#label();
    this.walk.speak();
    this.panels.forEach((panel) => panel.speakOf?.(system));
  }

  #showRun() {
    this.#speakOf(systemOf(this.page.state()));
    this.toolbar.show(this.update, this.own, this.answered < this.asked);
  }

  /** Let the folds of the left column know. */
  #tell() {
    document.dispatchEvent(new CustomEvent('train-update', { detail: this.page }));
  }

  /** @param {string} sentence the page's own, or the server's */
  #say(sentence) {
    this.part('notice-text').textContent = sentence;
    this.part('notice').hidden = !sentence;
    // A dataset that cannot be had fails before the first step; then the bundle is one click away.
    const { status, step } = this.update ?? {};
    this.part('bundle').hidden = !(sentence && this.own && status === 'failed' && !step && this.link.includes('dataset='));
  }

  #writeLink() {
    writeLink('train', this.link); // not the run: whoever has its id can stop it
  }

  /** Write every label that says something else than before. */
  #label() {
    const { root, words, written } = this, news = (key) => words[key] !== written?.[key];
    const write = (name, put) => {
      for (const node of root.querySelectorAll(`[data-${name}]`)) if (news(node.dataset[name])) put(node, words[node.dataset[name]]);
    };
    write('text', (node, said) => { node.textContent = said; });
    write('html', (node, said) => { node.innerHTML = said; });
    write('label', (node, said) => node.setAttribute('aria-label', said));
    write('title', (node, said) => { node.title = said; });
    this.written = words;
  }

  #listen() {
    this.part('bundle').onclick = () => this.#startRun({ dataset: this.constants.bundle });
    onThemeChange(() => {
      this.ink = null;
      this.shows.forEach((show) => show.recolour());
      this.ladder.draw();
      this.walk.draw();
    });
    new ResizeObserver(() => this.draw()).observe(this.root);
    document.addEventListener('visibilitychange', () => this.#seen());
    new IntersectionObserver(() => this.#seen()).observe(this.root);
  }

  #seen() {
    if (!this.inSight()) return;
    this.follower.hurry();
    this.draw();
  }

  /**
   * @param {Record<string, any>} settings taken instead of the widgets'
   * @param {Record<string, any>} more what else Visits.start reads: until, fork, drawn, rival, recipe
   */
  #startRun(settings = {}, more = {}) {
    const question = this.asked += 1, { drawn } = this.shows[0];
    if ((settings.dataset ?? new URLSearchParams(this.link).get('dataset')) === 'drawn' && drawn.length) more = { drawn, ...more };
    this.#say('');
    this.#showRun();
    this.start({ ...more, asked: question, settings });
    setTimeout(() => {
      if (this.answered >= question) return;
      this.answered = question;
      this.#say(this.text.no_answer_start);
      this.#showRun();
    }, ANSWER_WITHIN);
  }

  #reset() {
    if (this.own) this.#command('stop');
    if (this.race.run) this.race.command('stop');
    this.#forget('');
  }

  #wantPush(wanted) {
    if (wanted === this.pushWanted) return;
    this.pushWanted = wanted;
    for (const { pictures } of this.shows) pictures.show(wanted ? 'push' : '');
    if (this.run && !this.watching) this.#tellPush();
  }

  #tellPush() {
    this.pushTold = this.pushWanted;
    this.#command('push', { shown: this.pushWanted }, true);
  }

  /** @param {string} name @param {object} more @param {boolean} quiet whoever asks says what went wrong */
  async #command(name, more = {}, quiet = false) {
    if (this.race.run && ['pause', 'resume', 'stop', 'step', 'play', 'push'].includes(name)) this.race.command(name, more);
    const answer = await this.server.command({ ...more, run: this.run, command: name }).catch(() => ({ error: this.text.no_answer }));
    if (answer.error && !quiet) this.#say(answer.error);
    this.follower.hurry();
    return answer;
  }
}

/** Real or fake: the visitor is the discriminator, against the clock. */

import { drawImages, unpack } from './draw.js';
import { fill, format } from '../ink.js';
import { label } from '../labels.js';

const SECONDS = 60, TICK = 200; // milliseconds
const REMEMBERED = 'explorer.real-or-fake', MOST_ROUNDS = 40;
const KEYS = { r: true, ArrowLeft: true, f: false, ArrowRight: false };

const MARKUP = `
  <p class="lead" data-text="quiz_lead"></p>
  <div class="line start"><button type="button" class="solid begin" data-text="quiz_begin"></button></div>
  <div class="playing" hidden>
    <canvas class="riddle" role="img" tabindex="0"></canvas>
    <div class="guessing">
      <p class="progress"></p>
      <div class="clock" aria-hidden="true"><b></b></div>
      <button type="button" class="plain guess-real"><b class="swatch real"></b><span data-text="quiz_real"></span><kbd>R ←</kbd></button>
      <button type="button" class="plain guess-fake"><b class="swatch fake"></b><span data-text="quiz_fake"></span><kbd>F →</kbd></button>
      <button type="button" class="plain give-up" data-text="quiz_stop"></button>
    </div>
  </div>
  <div class="outcome-of-round" hidden>
    <table class="accuracies"><tbody></tbody></table>
    <p class="beside"></p>
    <div class="solution" role="list" data-label="quiz_solution"></div>
    <p class="key"></p>
  </div>
  <p class="remembered"></p>`;

export class QuizTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, generator: '', round: null });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('begin').onclick = () => this.#begin();
    this.part('guess-real').onclick = () => this.#guess(true);
    this.part('guess-fake').onclick = () => this.#guess(false);
    this.part('give-up').onclick = () => this.#finish();
    root.onkeydown = (event) => {
      const guess = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!this.round || guess === undefined || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#guess(guess);
    };
  }

  open() {
    const { generator } = this.services.view();
    if (generator !== this.generator) this.part('outcome-of-round').hidden = true;
    this.generator = generator;
    this.#recall();
  }

  follow() {}

  /** A round that is left does not count. */
  close() { this.#leave(); }

  async #begin() {
    const { generator } = this;
    this.part('begin').disabled = true;
    const answer = await this.services.ask('begin_round', { generator });
    this.part('begin').disabled = false;
    if (!answer || generator !== this.generator || !this.root.checkVisibility()) return;
    const { shape, bytes } = answer.images;
    this.round = { token: answer.token, shape, values: unpack(bytes), guesses: [], began: performance.now() };
    this.part('start').hidden = this.part('outcome-of-round').hidden = true;
    this.part('playing').hidden = false;
    this.timer = setInterval(() => this.#tick(), TICK);
    this.#pose();
    this.part('riddle').focus();
  }

  #picture(canvas, n) {
    const { shape: [, ...size], values } = this.round ?? this.last, length = size.reduce((a, b) => a * b);
    drawImages([canvas], { shape: [1, ...size], values: values.subarray(n * length, (n + 1) * length) });
  }

  #pose() {
    const { guesses, shape: [count] } = this.round, n = guesses.length, said = fill(this.text.quiz_progress, { n: n + 1, count });
    this.#picture(this.part('riddle'), n);
    this.part('progress').textContent = said;
    this.part('riddle').setAttribute('aria-label', fill(this.text.quiz_riddle, { n: n + 1, count }));
    this.#tick();
  }

  #tick() {
    const left = 1 - (performance.now() - this.round.began) / 1000 / SECONDS;
    this.part('clock').firstChild.style.width = `${Math.max(0, left) * 100}%`;
    if (left <= 0) this.#finish();
  }

  #guess(real) {
    if (!this.round) return;
    this.round.guesses.push(real);
    if (this.round.guesses.length === this.round.shape[0]) this.#finish();
    else this.#pose();
  }

  /** The clock stops, and the round is no longer played. */
  #leave() {
    clearInterval(this.timer);
    this.part('playing').hidden = true;
    this.part('start').hidden = false;
    [this.last, this.round] = [this.round, null];
  }

  async #finish() {
    const { round, generator } = this, seconds = Math.round((performance.now() - round.began) / 1000);
    this.#leave();
    const guesses = Array.from({ length: round.shape[0] }, (_, n) => round.guesses[n] ?? null);
    const answer = await this.services.ask('finish_round', { generator, token: round.token, guesses });
    if (!answer || generator !== this.generator) return;
    if (answer.visitor.judged) this.#remember({ generator, right: answer.visitor.right, judged: answer.visitor.judged });
    this.#show(answer, guesses, seconds);
    this.#recall();
    this.part('begin').textContent = this.text.quiz_another;
    this.part('begin').focus();
  }

  #show({ real, taken, visitor, discriminator, shown, learned, score, licence }, guesses, seconds) {
    const { text } = this, rows = [[fill(text.quiz_you, { seconds }), visitor], ...(discriminator ? [[text.quiz_d, discriminator]] : [])];
    this.part('accuracies').firstElementChild.replaceChildren(...rows.map(([name, tally]) => {
      const row = document.createElement('tr'), values = this.#accuracy(tally);
      row.append(...[name, ...values].map((value, i) => Object.assign(document.createElement(i ? 'td' : 'th'), { textContent: value })));
      return row;
    }));
    const beside = score && fill(text.quiz_score, { distance: format(score.distance, 1), space: score.space, n: score.n.toLocaleString('en'), floor: score.floor === null ? '–' : format(score.floor, 1) });
    const judge = !discriminator ? text.quiz_no_d : shown === learned ? '' : fill(text.quiz_enlarged, { shown, learned });
    this.part('beside').textContent = [judge, beside].filter(Boolean).join(' ');
    this.part('solution').innerHTML = '<span role="listitem"><canvas></canvas><small></small></span>'.repeat(real.length);
    [...this.part('solution').children].forEach((item, n) => {
      const guess = guesses[n], mark = guess === null ? '–' : guess === real[n] ? '✓' : '×', truth = real[n] ? text.quiz_real : text.quiz_fake;
      this.#picture(item.firstChild, n);
      item.classList.add(real[n] ? 'was-real' : 'was-fake');
      item.lastChild.textContent = `${truth} ${mark}${taken ? ` · D ${taken[n] === real[n] ? '✓' : '×'}` : ''}`;
    });
    this.part('key').textContent = `${text.quiz_key} ${fill(text.quiz_whose, { licence })}`;
    this.part('outcome-of-round').hidden = false;
  }

  #accuracy({ right, judged, interval: [low, high] }) {
    const { text } = this, percent = (share) => Math.round(share * 100);
    if (!judged) return [text.quiz_none_judged, ''];
    return [fill(text.quiz_right, { right, judged, percent: percent(right / judged) }), fill(text.quiz_interval, { low: percent(low), high: percent(high) })];
  }

  #remember(round) {
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify([...this.#rounds(), round].slice(-MOST_ROUNDS)));
    } catch { /* a browser that keeps nothing: the round counts all the same */ }
  }

  #rounds() {
    try {
      return JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]');
    } catch {
      return [];
    }
  }

  #recall() {
    const rounds = this.#rounds().filter(({ generator }) => generator === this.generator), sum = (key) => rounds.reduce((total, round) => total + round[key], 0);
    this.part('remembered').textContent = rounds.length ? fill(this.text.quiz_history, {
      rounds: rounds.slice(-12).map(({ right, judged }) => `${right}/${judged}`).join(' · '), right: sum('right'), judged: sum('judged'), percent: Math.round(sum('right') / sum('judged') * 100),
    }) : '';
  }
}

/** The run bar: what a run can be told, and how far it is. */

import { fill } from '../ink.js';
import * as words from './words.js';

const STEPPABLE = ['running', 'paused'];

export class Toolbar {
  /**
   * @param {HTMLElement} root the stage
   * @param {object} page
   * @param {() => Record<string, string>} page.words
   * @param {(settings?: object, more?: object) => void} page.start
   * @param {() => void} page.reset
   * @param {(name: string, more?: object) => Promise<{error?: string}>} page.command
   */
  constructor(root, page) {
    Object.assign(this, { root, page, players: 'both', isPoints: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.#listen();
  }

  get text() {
    return this.page.words();
  }

  /**
   * @param {import('./follow.js').Update | null} update @param {boolean} own whether the run may be commanded
   * @param {boolean} asking whether a run was asked for that is not there yet
   */
  show(update, own, asking) {
    const { part, text } = this, { primary, running, anew, reset } = words.buttons(update, own);
    const status = update?.status, alive = own && ['waiting', 'starting', ...STEPPABLE].includes(status);
    this.idle = !update || !own || ['finished', 'stopped'].includes(status);
    part('primary-word').textContent = text[asking ? 'starting' : primary];
    part('primary').dataset.command = primary;
    part('primary').disabled = asking || primary === 'starting' || primary === 'waiting';
    part('primary').classList.toggle('running', running);
    part('anew').hidden = !anew;
    part('anew').disabled = asking;
    part('runbar').classList.toggle('halted', anew);
    part('reset').disabled = !reset;
    part('halt').disabled = !alive;
    part('one-step').disabled = part('slowly').disabled = asking || !(this.idle || own && STEPPABLE.includes(status));
    part('slowly').setAttribute('aria-pressed', String(Boolean(update?.stage_key)));
    this.#showPlayers(alive ? update.players : this.players);
    this.#showProgress(update, own);
  }

  #showPlayers(players = 'both') {
    this.players = players;
    this.root.querySelectorAll('[data-players]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.players === players)));
  }

  #showProgress(update, own) {
    const { part, text } = this, { step = 0, steps = 0 } = update ?? {}, track = part('track');
    part('place').innerHTML = steps ? words.place(update, text) : update ? '' : text.no_run;
    part('status').textContent = update ? [own || this.page.state().watching ? '' : text.shared, words.standing(update, text)].filter(Boolean).join(' · ') : '';
    part('done').style.width = steps ? `${100 * step / steps}%` : '0';
    track.setAttribute('aria-valuemax', steps || 1);
    track.setAttribute('aria-valuenow', step);
    const rate = words.rate(update);
    part('rate').textContent = rate ? words.grouped(rate) : '–';
    part('rate-unit').textContent = update?.is_points ?? this.isPoints ? text.steps_per_second : text.images_per_second;
    part('left').textContent = words.clock(update?.seconds_left);
    const { device, precision } = words.machine(update ?? {}, text);
    part('device').textContent = device;
    part('precision').textContent = precision || text.machine;
  }

  #listen() {
    const { part, page } = this;
    part('primary').onclick = () => this.primary();
    part('anew').onclick = () => page.start();
    part('reset').onclick = () => page.reset();
    part('halt').onclick = () => page.command('stop');
    part('one-step').onclick = () => this.oneStep();
    part('slowly').onclick = () => page.walk();
    this.root.querySelectorAll('[data-players]').forEach((button) => {
      button.onclick = () => {
        this.#showPlayers(button.dataset.players);
        if (!this.idle) page.command('play', { players: this.players });
      };
    });
    const form = part('until-form');
    part('until').onclick = () => openSheet(this.root, 'until');
    form.onsubmit = async (event) => {
      event.preventDefault();
      const goal = Object.fromEntries(['step', 'seconds', 'score'].map((name) => [name, form[name].value === '' ? null : Number(form[name].value)]));
      const said = form.querySelector('.said');
      if (Object.values(goal).every((value) => value === null)) {
        said.textContent = this.text.until_nothing;
        return;
      }
      said.textContent = '';
      if (this.idle) page.start({}, { until: goal });
      else said.textContent = (await page.command('resume', { until: goal }, true)).error ?? '';
      if (said.textContent) return;
      form.reset();
      openSheet(this.root, null);
    };
    document.addEventListener('keydown', (event) => this.#press(event));
  }

  /** Start, pause or go on, whichever the big button says. */
  primary() {
    const { command } = this.part('primary').dataset;
    if (command === 'start') this.page.start({}, this.players === 'both' ? {} : { players: this.players });
    else this.page.command(command);
  }

  oneStep() {
    const { players } = this;
    if (this.idle) this.page.start({}, { until: { step: 1 } });
    else this.page.command('step', { players, count: 1 });
  }

  /** Space and arrows, where nothing else wants them: space presses the button that has the focus. */
  #press(event) {
    const onButton = this.root.contains(event.target) && event.target.tagName === 'BUTTON' && event.key !== ' ';
    if (!(event.target === document.body || onButton) || event.ctrlKey || event.metaKey || event.altKey || !this.root.offsetParent) return;
    const walking = this.root.classList.contains('walking');
    const button = (walking ? { ' ': 'walk-play', ArrowRight: 'walk-next', ArrowLeft: 'walk-back', Escape: 'walk-close' } : { ' ': 'primary', ArrowRight: 'one-step' })[event.key];
    if (!button || this.part(button).disabled) return;
    event.preventDefault();
    this.part(button).click();
  }
}

/** Open one of the sheets under the run bar, and close the other; the open one's button closes it. */
export function openSheet(root, name) {
  for (const sheet of root.querySelectorAll('.sheet')) {
    const open = sheet.classList.contains(`${name}-form`) && sheet.hidden;
    sheet.hidden = !open;
    if (open) sheet.querySelector('input, select').focus({ preventScroll: true });
  }
  for (const button of root.querySelectorAll('[data-sheet]')) {
    button.setAttribute('aria-expanded', String(!root.querySelector(`.${button.dataset.sheet}-form`).hidden));
  }
}

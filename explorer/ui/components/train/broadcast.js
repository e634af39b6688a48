/** One run, many viewers: the sheet of whoever broadcasts, and the line that viewers see. */

import { linkTo, shareWith } from '../address.js';
import { fill } from '../ink.js';
import { copy, openQr } from '../share/links.js';
import { openSheet } from './toolbar.js';

const REMEMBERED = 'explorer-broadcast';

export class Broadcast {
  /**
   * @param {HTMLElement} root the stage
   * @param {any} page
   */
  constructor(root, page) {
    Object.assign(this, { root, page, text: page.text, token: '', run: null });
    this.part = (name) => root.querySelector(`.${name}`);
    const { part, text } = this;
    part('cast-open').onclick = () => this.#press();
    part('cast-copy').onclick = () => copy(part('cast-copy').querySelector('span'), this.#link(), text.cast_copied);
    part('cast-qr').onclick = () => openQr(this.#link(), text.cast_qr_note);
    part('cast-end').onclick = () => this.#end();
    part('cast-link').onclick = () => part('cast-link').select();
    part('watch-leave').onclick = () => page.leaveBroadcast();
    part('watch-back').onclick = () => page.watch(this.left);
  }

  /** The stage has another run, or none. */
  clear() {
    const { run, own, watching } = this.page.state();
    if (this.watched && own && run) this.left = this.watched; // whoever forks can come back
    Object.assign(this, { watched: watching, ended: false });
    this.run = run;
    this.#take('');
    if (own && run && sessionStorage.getItem(REMEMBERED) === run) this.#begin(); // the page was loaded anew
    this.#tell();
  }

  /** @param {import('./follow.js').Update} update */
  update({ viewers, status }) {
    this.ended = ['finished', 'stopped', 'failed'].includes(status);
    this.#tell();
    const shown = this.token && typeof viewers === 'number';
    this.part('cast-count').textContent = shown && viewers ? String(viewers) : '';
    this.part('cast-viewers').textContent = shown ? fill(this.text[['cast_nobody', 'cast_viewer'][viewers] ?? 'cast_viewers'], { n: viewers }) : '';
    this.part('cast-open').disabled = !this.page.state().own;
    if (this.token && viewers === null && !this.asking) this.#begin(); // the server was started anew, or had too many
  }

  async #press() {
    if (this.token || await this.#begin()) openSheet(this.root, 'cast');
  }

  async #begin() {
    this.asking = true;
    const { run } = this, { watch = '', error } = await this.page.server.broadcast({ run, on: true }).catch(() => ({ error: this.text.no_answer }));
    this.asking = false;
    if (this.run !== run) return false;
    if (error) this.page.say(error);
    this.#take(watch);
    if (watch) sessionStorage.setItem(REMEMBERED, run);
    return Boolean(watch);
  }

  async #end() {
    const { run } = this;
    openSheet(this.root, null);
    sessionStorage.removeItem(REMEMBERED);
    this.#take('');
    await this.page.server.broadcast({ run, on: false }).catch(() => {});
  }

  #take(token) {
    this.token = token;
    shareWith('train', token ? { watch: token } : {});
    this.part('cast-open').setAttribute('aria-pressed', String(Boolean(token)));
    this.part('cast-open').disabled = !this.page.state().own;
    this.part('cast-link').value = token ? this.#link() : '';
    if (!token) {
      this.part('cast-count').textContent = '';
      this.part('cast-form').hidden = true;
    }
  }

  #link() {
    return location.href.split('#')[0] + linkTo('train', { watch: this.token, present: '' }, true);
  }

  /** Tell a viewer that this is somebody else's run, and a viewer who left how to come back. */
  #tell() {
    const { part, text, watched, left } = this;
    part('watch-bar').hidden = !watched && !left;
    const said = !watched ? (this.run ? text.watch_left : '') : this.ended ? text.watch_ended : text.watch_said;
    if (part('watch-said').textContent !== said) part('watch-said').textContent = said;
    part('watch-leave').hidden = !watched;
    part('watch-back').hidden = Boolean(watched);
  }
}

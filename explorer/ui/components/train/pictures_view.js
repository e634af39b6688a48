/** Generated pictures beside real ones, or what D's gradient would change in them. */

import { fill, fit } from '../ink.js';
import { Captions } from './captions.js';
import { Companions } from './companions.js';
import { decode, drawSheet, signedSheet } from './pictures.js';
import { grouped } from './words.js';

const FAKE_COLUMNS = 8, REAL_COLUMNS = 4, REAL_COLUMNS_NARROW = 10;
const narrow = matchMedia('(max-width: 760px)'); // the breakpoint of train/stage.css

export class PicturesView {
  /**
   * @param {HTMLElement} root @param {() => Record<string, string>} words @param {() => import('../ink.js').Ink} ink
   * @param {(shown: boolean) => void} wantPush the visitor wants to see −∂L/∂x, or no more
   */
  constructor(root, words, ink, wantPush) {
    Object.assign(this, { root, words, ink, wantPush, sheets: {}, overlay: '', past: false, decoding: Promise.resolve(), stamp: 0 });
    this.part = (name) => root.querySelector(`.${name}`);
    this.captions = new Captions(this.part('captions'), words);
    this.companions = new Companions(this.part('companions'), words());
    this.part('reals').setAttribute('aria-label', words().reals_label);
    root.querySelectorAll('[data-overlay]').forEach((button) => {
      button.onclick = () => this.show(button.dataset.overlay);
    });
  }

  get text() {
    return this.words();
  }

  /** @param {'' | 'push'} overlay */
  show(overlay) {
    if (overlay === this.overlay) return;
    this.overlay = overlay;
    this.wantPush(overlay === 'push');
    this.root.querySelectorAll('[data-overlay]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.overlay === overlay)));
    this.draw();
  }

  clear() {
    this.sheets = {};
    this.captions.show([]);
    this.companions.clear();
    this.stamp += 1;
  }

  /**
   * Take in the sheets that came; others stay.
   * @param {{samples?: object, real?: object, push?: object, companions?: Record<string, object>, step: number}} sent
   */
  take({ samples, real, push, companions, step }) {
    if (!samples && !real && !push) return; // companions come with samples
    const { stamp } = this;
    this.decoding = this.decoding.then(async () => {
      const [fakes, reals, pushes] = await Promise.all([samples, real, push].map((sheet) => sheet && decode(sheet)));
      const beside = await this.companions.decode(companions);
      if (this.stamp !== stamp) return;
      if (fakes) Object.assign(this.sheets, { fakes, step });
      if (fakes?.sheet.captions) this.captions.show(fakes.sheet.captions); // looking back, they stay
      if (reals) this.sheets.reals = reals;
      this.companions.show(beside);
      if (pushes) Object.assign(this.sheets, { push: pushes, signed: null });
      this.draw();
    }).catch(() => {}); // a sheet that was lost: the next one comes soon
  }

  /** The theme changed. */
  recolour() {
    this.sheets.signed = null;
    this.draw();
  }

  draw() {
    const { part, text, sheets: { fakes, reals, push, step } } = this, signed = this.overlay === 'push' && push;
    if (signed) this.sheets.signed ??= signedSheet(push, this.ink());
    drawSheet(part('fakes'), signed ? this.sheets.signed : fakes, this.captions.names.length || FAKE_COLUMNS);
    this.captions.draw();
    drawSheet(part('reals'), reals, narrow.matches ? REAL_COLUMNS_NARROW : REAL_COLUMNS);
    this.companions.draw();
    part('fake-hint').innerHTML = this.past ? `<b>${fill(text.at_step, { step: grouped(step) })}</b>` : signed ? text.push_hint : step ? text.fake_hint : text.fake_hint_untrained;
    part('push-key').hidden = !signed;
    if (signed) this.#drawKey();
    if (fakes) part('fakes').setAttribute('aria-label', fill(signed ? text.push_label : text.fakes_label, { n: fakes.sheet.count, step: grouped(step ?? 0) }));
  }

  #drawKey() {
    const context = fit(this.part('push-scale'), 96, 8), ramp = context.createLinearGradient(0, 0, 96, 0), ink = this.ink();
    [ink.neg, ink.zero, ink.pos].forEach((colour, i) => ramp.addColorStop(i / 2, colour));
    context.fillStyle = ramp;
    context.fillRect(0, 0, 96, 8);
  }
}

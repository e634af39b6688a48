/** The doctor's card: what is going wrong, how that is known, and one change to try. */

import { fill } from '../ink.js';
import { vitals } from './doctor_vitals.js';
import { changeName } from './settings_words.js';
import { grouped } from './words.js';

/**
 * What the doctor found (see explorer/gan/doctor.py).
 * @typedef {{name: string, since: number, evidence: Record<string, number>, change: Record<string, any>, anew: boolean}} Diagnosis
 */

/**
 * A change that was made because of a diagnosis, and what became of it; null while that cannot be told.
 * @typedef {{change: Record<string, any>, worked: boolean | null, gone: boolean | null, before: number | null, after: number | null}} Treatment
 */

export class Doctor {
  /** @param {HTMLElement} root @param {import('./panels.js').Stage} stage */
  constructor(root, stage) {
    Object.assign(this, { root, stage, text: stage.text });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('apply').onclick = () => this.#apply();
    this.part('compare').onclick = () => stage.race(this.offered.change);
    this.clear();
  }

  clear() {
    Object.assign(this, { scores: { step: [] }, offered: null });
    this.#say(this.stage.state().run ? 'doctor_watching' : 'doctor_idle');
    this.part('vitals').innerHTML = '';
    this.#outcome(null);
  }

  draw() {}

  /** @param {import('./follow.js').Update} update */
  update(update) {
    if (update.scores) {
      this.scores = update.scores;
      this.part('vitals').innerHTML = vitals(this.scores, this.text);
    }
    const [worst] = update.diagnoses ?? [];
    if (worst) this.#tell(worst, update);
    else this.#say(this.scores.step.length ? 'doctor_healthy' : 'doctor_watching');
    this.#outcome(update.treatment, update.status);
  }

  #say(key) {
    this.offered = null;
    const measured = this.scores.step.at(-1);
    this.#show({ sentence: this.text[key], onset: measured ? fill(this.text.doctor_scored, { step: grouped(measured) }) : '', evidence: '' });
    this.part('offer').hidden = true;
    this.root.classList.toggle('ill', false);
  }

  /** @param {Diagnosis} found @param {import('./follow.js').Update} update */
  #tell(found, update) {
    const { text, part } = this, { own } = this.stage.state();
    this.offered = found;
    this.#show({
      sentence: text[`doctor_${found.name}`] ?? found.name,
      onset: found.since ? fill(text.doctor_since, { step: grouped(found.since) }) : '',
      evidence: evidenceWords(found.evidence, text),
    });
    const change = Object.entries(found.change ?? {}).length > 0;
    part('offer').hidden = !own || !change;
    part('proposal').innerHTML = change ? fill(text.doctor_try, { change: `<b>${changeName(found.change, text)}</b>` }) : '';
    part('apply').title = this.#isLive(found, update) ? text.doctor_apply_live : text.doctor_apply_anew;
    this.root.classList.toggle('ill', true);
  }

  #show({ sentence, onset, evidence }) {
    const said = { diagnosis: sentence, onset, evidence };
    for (const [name, words] of Object.entries(said)) {
      const node = this.part(name);
      if (node.textContent !== words) node.textContent = words; // a live region speaks only when it changes
    }
  }

  /** What became of the last change. @param {Treatment | null | undefined} treatment @param {string} [status] of the run */
  #outcome(treatment, status) {
    const { text } = this, node = this.part('outcome');
    const words = treatment ? fill(text[outcomeKey(treatment, status)], {
      change: changeName(treatment.change, text), before: short(treatment.before), after: short(treatment.after),
    }) : '';
    if (node.textContent !== words) node.textContent = words;
  }

  #isLive({ change, anew }, update) {
    const { live } = this.stage.constants;
    return !anew && ['starting', 'running', 'paused'].includes(update.status) && Object.keys(change).every((name) => live.includes(name));
  }

  #apply() {
    const { update } = this.stage.state(), { change } = this.offered;
    if (this.#isLive(this.offered, update)) document.dispatchEvent(new CustomEvent('train-apply', { detail: change }));
    else this.stage.start(change);
  }
}

/** Which sentence says what became of a change. @param {Treatment} treatment @param {string} [status] of the run */
export function outcomeKey({ worked, gone, before, after }, status) {
  if (worked === null) return ['finished', 'stopped', 'failed'].includes(status) ? 'doctor_untold' : 'doctor_waiting';
  const scored = before !== null && after !== null;
  return (worked ? 'doctor_worked' : gone ? 'doctor_gone' : 'doctor_not_worked') + (scored ? '' : '_unscored');
}

/** "D(G(z)) 0.02, accuracy on fakes 0.99". @param {Record<string, number>} evidence @param {Record<string, string>} text */
export function evidenceWords(evidence, text) {
  return Object.entries(evidence).map(([name, value]) => `${text[`evidence_${name}`] ?? name.replaceAll('_', ' ')} ${short(value)}`).join(', ');
}

/** Three significant digits, no more. @param {number | null} value */
function short(value) {
  if (typeof value !== 'number') return '–';
  return Math.abs(value) >= 1000 || (value && Math.abs(value) < .001) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

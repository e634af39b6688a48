/** What directions are called, and what is known of them. */

import { fill } from '../ink.js';

/**
 * @typedef {{value: {question: string, answer: string} | null, gained: number | null, lost: number | null,
 *   dragged: number | null, layer: number | null, component: number | null, share: number | null}} Note
 */
export class DirectionNames {
  /** @param {Record<string, string>} text */
  constructor(text) {
    Object.assign(this, { text, generator: '', notes: {}, own: [] });
  }

  /** @param {import('./edit.js').View} view @param {Note[]} notes on every direction of the kind it shows, or none */
  learn(view, notes) {
    const { generator, directions } = view;
    this.follow(view);
    if (generator !== this.generator) this.notes = {};
    this.generator = generator;
    this.notes[directions] = notes;
  }

  /** A view brings the names of its own directions. @param {import('./edit.js').View} view */
  follow({ own }) { this.own = own.map(([name]) => name); }

  /** @param {string} kind @param {number} index @returns {string} */
  of(kind, index) {
    if (kind === 'own') return this.own[index] ?? '';
    const { text } = this, note = this.notes[kind]?.[index];
    if (note?.value) return this.ofValue(note.value);
    if (note && note.layer !== null) return fill(text.row_of_layer, { layer: note.layer + 1, n: note.component + 1 });
    return fill(text[`row_${kind}`] ?? `${kind} {n}`, { n: index + 1 });
  }

  /** What images can show, in the page's language. @param {{question: string, answer: string}} value */
  ofValue(value) {
    const { question, answer } = this.#say(value);
    return question ? `${question}: ${answer}` : answer;
  }

  /** A name in two parts where it is long: what is asked, and what it becomes. @returns {[string, string]} */
  parts(kind, index) {
    const { question, answer } = this.#say(this.notes[kind]?.[index]?.value ?? {});
    return question ? [question, answer] : [this.of(kind, index), ''];
  }

  /** Whether names of a kind are words, which need room. */
  areWords(kind) { return kind === 'own' || Boolean(this.notes[kind]?.[0]?.value); }

  /**
   * How much a direction does, in a word and in a sentence.
   * @param {string} kind @param {number} index @param {number} share of the first layer's variance
   * @returns {{fact: string, hint: string}}
   */
  effect(kind, index, share) {
    const { text } = this, note = this.notes[kind]?.[index];
    if (note?.value) {
      const [gained, lost, dragged] = [note.gained, note.lost, note.dragged].map((value) => percent(value, 0));
      const hint = fill(text.works_hint, { gained, lost }) + (note.dragged === null ? '' : fill(text.works_dragged, { dragged }));
      return { fact: fill(text.works, { gained }), hint };
    }
    const ofLayer = note && note.layer !== null, fact = fill(text.share, { percent: percent(ofLayer ? note.share : share, 1) });
    if (kind === 'own') return { fact, hint: fill(text.share_hint_own, { share: fact }) };
    return { fact, hint: ofLayer ? fill(text.share_hint_layer, { share: fact, layer: note.layer + 1 }) : fill(text.share_hint, { share: fact }) };
  }

  /** A value in the page's language; the classes of a set need no question. */
  #say({ question, answer }) {
    const { text } = this;
    return { question: question === 'class' ? '' : text[`question_${question}`] ?? question, answer: text[`answer_${answer}`] ?? answer };
  }
}

const percent = (share, digits) => ((share ?? 0) * 100).toFixed(digits);

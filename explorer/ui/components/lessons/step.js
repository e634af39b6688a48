/** One step on the panel: what it says, the question, the verdict with its reason, and where to look. */

import { askForCell } from '../stamp/asked.js';
import { CellField } from './cell.js';
import { element, line, paragraphs } from './prose.js';

/**
 * @typedef {{en: string, zh: string}} Words
 * @typedef {{asks: Words, answer: any, tolerance: number, right: Words, otherwise: Words,
 *   mistakes: {answer: any, because: Words}[], choices?: {value: any, says: Words, because: Words}[],
 *   click?: 'input' | 'kernel' | 'output'}} Question
 * @typedef {{stage: string, says: Words, question: Question, reveal: {stage: string, action: string, see: Words}}} Step
 */

export class StepView {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text @param {'en' | 'zh'} language
   * @param {{onReveal: () => void, onRight: () => void}} lesson
   */
  constructor(root, text, language, lesson) {
    Object.assign(this, { root, text, language, lesson });
  }

  /** @param {Step} step @param {boolean} known whether it was answered before */
  show(step, known) {
    const { root, text } = this;
    this.step = step;
    this.verdict = element('div', '', 'verdict');
    this.verdict.setAttribute('role', 'status');
    root.replaceChildren(...paragraphs(this.say(step.says)), this.#question(step.question), this.verdict);
    if (known) root.append(element('p', text.known, 'known'));
    this.ask();
  }

  /** Let the stage ask for a cell, if that is the question. */
  ask() {
    if (this.cell) this.cell.ask();
    else askForCell(null);
  }

  /** The question is answered, or no longer on screen. */
  leave() {
    askForCell(null);
  }

  /** @param {Words} words */
  say(words) {
    return words[this.language];
  }

  #question(question) {
    const box = element('fieldset', '', 'question');
    const asks = line(this.say(question.asks), 'legend');
    this.cell = question.click ? new CellField(question.click, this.text, (cell) => this.#judgeCell(question, cell)) : null;
    box.append(asks, ...(this.cell?.nodes ?? (question.choices ? this.#choices(question) : this.#number(question))));
    return box;
  }

  #choices({ choices, answer }) {
    return choices.map(({ value, says, because }) => {
      const button = line(this.say(says), 'button', 'choice');
      Object.assign(button, { type: 'button', onclick: () => this.#choose(button, value === answer, because) });
      button.setAttribute('aria-pressed', 'false');
      return button;
    });
  }

  #choose(chosen, right, because) {
    for (const button of this.root.querySelectorAll('.choice')) button.setAttribute('aria-pressed', String(button === chosen));
    chosen.classList.add(right ? 'right' : 'wrong');
    this.#judge(right, this.say(because));
  }

  #number(question) {
    const form = element('form', '', 'number'), input = element('input', ''), { text } = this;
    Object.assign(input, { type: 'text', inputMode: 'decimal', autocomplete: 'off', required: true });
    input.setAttribute('aria-label', text.number);
    form.append(input, Object.assign(element('button', text.check), { type: 'submit' }));
    form.onsubmit = (event) => {
      event.preventDefault();
      const given = readNumber(input.value);
      if (given === null) return this.#tell('wrong', text.no_number, '');
      const near = (number, reach) => Math.abs(given - number) <= reach + 1e-9;
      const right = near(question.answer, question.tolerance);
      const mistake = question.mistakes.find(({ answer }) => near(answer, 0.005 * Math.max(1, Math.abs(answer))));
      return this.#judge(right, this.say(right ? question.right : mistake?.because ?? question.otherwise));
    };
    return [form];
  }

  #judgeCell(question, cell) {
    if (!cell) return this.#tell('wrong', this.text.no_cell, '');
    const among = ({ answer }) => answer.some((one) => String(one) === String(cell)), right = among(question);
    return this.#judge(right, this.say(right ? question.right : question.mistakes.find(among)?.because ?? question.otherwise));
  }

  /** A right answer is shown by the room at once; after a wrong one the visitor may try again first. */
  #judge(right, reason) {
    this.#tell(right ? 'right' : 'wrong', right ? this.text.right : this.text.wrong, reason);
    if (right) {
      this.lesson.onRight();
      this.#reveal();
    } else this.verdict.append(Object.assign(element('button', this.text.show_me, 'show-me'), { type: 'button', onclick: () => this.#reveal() }));
  }

  #tell(kind, word, reason) {
    this.verdict.className = `verdict ${kind}`;
    this.verdict.replaceChildren(element('b', word), ...paragraphs(reason));
    requestAnimationFrame(() => { // on a phone the verdict begins below the sheet's edge
      const sheet = this.root.parentElement;
      sheet.scrollTop = Math.max(sheet.scrollTop, this.verdict.offsetTop - sheet.offsetTop - sheet.clientHeight / 4);
    });
  }

  #reveal() {
    this.leave();
    this.verdict.querySelector('.show-me')?.remove();
    const see = line(this.say(this.step.reveal.see), 'p', 'see');
    see.prepend(element('b', this.text.look));
    const again = Object.assign(element('button', this.text.show_again, 'show-again'), { type: 'button', onclick: () => this.lesson.onReveal() });
    this.verdict.append(see, again);
    this.lesson.onReveal();
  }
}

/** Commas and points both mark decimals; a thin or plain space groups. @param {string} text @returns {number | null} */
function readNumber(text) {
  const plain = text.trim().replace(/[\s%\u00a0\u2009]/g, '').replace('−', '-').replace(/^(-?\d+),(\d{1,2})$/, '$1.$2').replaceAll(',', '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

/** What a conditional generator is asked for: one z under every answer, and the way between two. */

import { fill } from '../ink.js';
import { drawImages } from './draw.js';

const DIGITS = 1e3; // shares are rounded as in a link

export class Conditions {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} text
   * @param {{nameOf: (value: {question: string, answer: string}) => string, set: (change: {condition: [number, number][]}, since?: number) => void}} services
   */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, shown: null, from: 0, to: -1 });
    this.part = (name) => root.querySelector(`.${name}`);
    this.part('share').oninput = (event) => this.#mix(Number(event.target.value) / 100, event.timeStamp);
    this.part('towards').onchange = (event) => this.#aim(Number(event.target.value));
  }

  /** @param {{questions: [string, string[]][], row: number[], images: object} | null | undefined} shown null for a generator that cannot be asked */
  show(shown) {
    const same = shown && JSON.stringify(shown.questions) === JSON.stringify(this.shown?.questions);
    this.shown = shown ?? null;
    this.root.hidden = !shown;
    if (!shown) return;
    if (!same) this.#build();
    drawImages(this.canvases, shown.images);
    this.#place();
  }

  /** One row of buttons a question; all that can be gone towards. */
  #build() {
    const { text, services, shown: { questions } } = this;
    this.spans = [];
    this.names = questions.flatMap(([question, answers]) => answers.map((answer) => ({ question, answer })));
    const rows = questions.map(([question, answers]) => {
      const row = document.createElement('div'), first = this.spans.length;
      Object.assign(row, { className: 'question' });
      row.setAttribute('role', 'group');
      const said = question === 'class' ? text.conditions : text[`question_${question}`] ?? question;
      row.setAttribute('aria-label', said);
      if (question !== 'class') row.append(Object.assign(document.createElement('h4'), { textContent: said }));
      row.append(...answers.map((answer, i) => this.#button(first + i, text[`answer_${answer}`] ?? answer)));
      this.spans.push(...answers.map(() => [first, first + answers.length]));
      return row;
    });
    this.part('questions').replaceChildren(...rows);
    this.buttons = [...this.root.querySelectorAll('.questions button')];
    this.canvases = this.buttons.map((button) => button.querySelector('canvas'));
    this.part('towards').replaceChildren(...this.names.map((value, place) => Object.assign(document.createElement('option'), { value: String(place), textContent: services.nameOf(value) })));
    this.to = -1;
  }

  #button(place, said) {
    const button = document.createElement('button'), name = document.createElement('span');
    Object.assign(button, { type: 'button', onclick: () => this.#ask(place) });
    Object.assign(name, { textContent: said, title: said });
    button.append(document.createElement('canvas'), name);
    return button;
  }

  /** Mark what is asked for, and where on its way it is. */
  #place() {
    const { shown: { row }, names, services, text } = this;
    this.buttons.forEach((button, place) => {
      button.setAttribute('aria-pressed', String(row[place] > .5));
      button.style.setProperty('--share', String(row[place]));
    });
    const mixed = row.findIndex((share) => share > 0 && share < 1);
    if (mixed >= 0 && !(this.to >= 0 && row[this.to] > 0 && row[this.to] < 1)) this.to = row.indexOf(Math.min(...this.#question(mixed).filter((place) => row[place] > 0).map((place) => row[place])));
    if (this.to < 0) this.to = this.#otherThan(row.findIndex((share) => share === 1));
    this.from = this.#question(this.to).filter((place) => place !== this.to).reduce((best, place) => (row[place] > row[best] ? place : best), this.#otherThan(this.to));
    this.part('towards').value = String(this.to);
    this.part('share').value = String(Math.round(row[this.to] * 100));
    this.part('origin').textContent = services.nameOf(names[this.from]);
    this.part('share').setAttribute('aria-label', fill(text.condition_share, { from: services.nameOf(names[this.from]), to: services.nameOf(names[this.to]) }));
    this.part('percent').textContent = `${Math.round(row[this.to] * 100)} %`;
  }

  #question(place) {
    const [first, end] = this.spans[place];
    return Array.from({ length: end - first }, (_, i) => first + i);
  }

  #otherThan(place) {
    return this.#question(place).find((other) => other !== place) ?? place;
  }

  /** @param {number} place of the answer that is asked for alone */
  #ask(place) {
    if (this.to === place) this.to = -1;
    this.#set(place, { [place]: 1 });
  }

  #aim(place) {
    const { shown: { row } } = this;
    if (row[place] === 1) return this.#place();
    this.to = place;
    return this.#ask(this.#question(place).find((other) => row[other] === 1) ?? this.#otherThan(place));
  }

  #mix(share, since) {
    const to = Math.round(share * DIGITS) / DIGITS;
    this.#set(this.to, { [this.from]: Math.round((1 - to) * DIGITS) / DIGITS, [this.to]: to }, since);
  }

  /** Ask for other answers to one question. @param {number} place of any of them @param {Record<number, number>} shares */
  #set(place, shares, since) {
    const { shown } = this, own = this.#question(place);
    const row = shown.row.map((share, at) => (own.includes(at) ? shares[at] ?? 0 : share));
    this.shown = { ...shown, row };
    this.#place();
    this.services.set({ condition: row.flatMap((share, at) => (share > 0 ? [[at, share]] : [])) }, since);
  }
}

/**
 * Every question to the server carries the condition, for the tools that name no view.
 * @param {Record<string, (request: object) => Promise<any>>} server @param {() => {condition?: [number, number][]} | undefined} present
 */
export function asking(server, present) {
  return new Proxy(server, {
    get: (target, name) => (typeof target[name] === 'function' ? (request) => target[name](request && { condition: present()?.condition ?? [], ...request }) : target[name]),
  });
}

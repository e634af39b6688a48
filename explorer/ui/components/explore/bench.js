/**
 * The bench: tools for a visitor's own questions, of which one lies open at a time, between the
 * sample and the film. Sample and sliders stay live above it.
 *
 * A tool is a class `new Tool(root, text, services)`, whose `open` shows it, for the generator on
 * stage, `follow` tells it that the view changed, and `close` stops whatever it does. With another
 * generator a tool is closed and opened again.
 *
 * @typedef {import('./edit.js').View} View
 * @typedef {{sample: any, view: View, length: number}} Shown what `generate` answered
 * @typedef {{
 *   ask: (what: string, request: object) => Promise<any>, view: () => View, shown: () => Shown,
 *   set: (change: Partial<View>) => void, use: (base: string) => void, say: (sentence: string) => void,
 *   goTo: (kind: string, index: number) => void, plotly: () => Promise<any>,
 * }} Services `ask` answers null if the server could not, which it has then said on the bench
 */

import { linkOf, onLink, writeLink } from '../address.js';
import { label } from '../labels.js';
import { NearestTool } from './nearest.js';
import { OwnDirectionTool } from './own.js';
import { PictureTool } from './picture.js';
import { QuizTool } from './quiz.js';
import { ScoresTool } from './scores.js';
import { ArithmeticTool } from './sum.js';
import { TwinTool } from './twin.js';

/** @type {Record<string, new (root: HTMLElement, text: Record<string, string>, services: Services) => {open: () => void, follow: () => void, close: () => void}>} */
const TOOLS = { picture: PictureTool, sum: ArithmeticTool, own: OwnDirectionTool, scores: ScoresTool, nearest: NearestTool, quiz: QuizTool, twin: TwinTool };

export class Bench {
  /**
   * @param {HTMLElement} section of the stage @param {HTMLElement} list of the panel
   * @param {Record<string, string>} text
   * @param {any} server @param {Omit<Services, 'ask' | 'say'> & {lost: string}} stage
   */
  constructor(section, list, text, server, { lost, ...stage }) {
    Object.assign(this, { section, text, stage, tools: {}, name: '', generator: '' });
    this.part = (name) => section.querySelector(`.${name}`);
    const say = (sentence) => this.#say(sentence);
    this.services = { ...stage, say, ask: async (what, request) => {
      const name = this.name;
      const answer = (await server[what](request).catch(() => null)) ?? { problem: lost }; // a connection that breaks gives neither
      if (name === this.name) say(answer.problem ?? '');
      return answer.problem === undefined ? answer : null;
    } };
    this.buttons = Object.keys(TOOLS).map((name) => this.#button(name));
    list.replaceChildren(...this.buttons);
    this.part('close').onclick = () => this.close();
    section.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Once there is a view: open the tool that the newest link names, and those of later links. */
  start() {
    if (this.started) return;
    this.started = true;
    this.#openOf(linkOf('explore'));
    onLink('explore', (link) => this.#openOf(link));
  }

  #openOf(link) {
    const wanted = link.get('tool');
    if (!(wanted in TOOLS)) this.#put('');
    else if (wanted !== this.name) this.open(wanted);
  }

  /** @param {string} name in `TOOLS` */
  open(name) {
    if (this.name) this.#put('');
    this.#put(name);
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.section.scrollIntoView({ block: 'nearest', behavior: smooth ? 'smooth' : 'auto' });
    this.section.focus({ preventScroll: true });
  }

  /** Put the tool away; the focus goes back to what opened it. */
  close() {
    const button = this.buttons.find((each) => each.dataset.tool === this.name);
    this.#put('');
    button?.focus();
  }

  /** The view changed. */
  follow() {
    if (!this.name) return; // while a slider is dragged this is asked again and again
    if (this.stage.view().generator !== this.generator) {
      const { name } = this;
      this.#put('');
      this.#put(name);
    } else this.tools[this.name].follow();
  }

  #put(name) {
    this.tools[this.name]?.close();
    this.name = name;
    this.generator = this.stage.view().generator;
    this.section.hidden = !name;
    this.section.parentElement.classList.toggle('benched', Boolean(name));
    for (const button of this.buttons) button.setAttribute('aria-expanded', String(button.dataset.tool === name));
    for (const root of this.part('tool').children) root.hidden = root.dataset.tool !== name;
    this.#say('');
    writeLink('explore', name && `tool=${name}`, 'tool');
    if (!name) return;
    this.part('title').textContent = this.text[`tool_${name}`];
    this.section.setAttribute('aria-label', this.text[`tool_${name}`]);
    this.part('note').textContent = this.text[`tool_${name}_note`];
    this.tools[name] ??= this.#make(name);
    this.tools[name].open();
  }

  #make(name) {
    const root = document.createElement('div');
    root.dataset.tool = name;
    this.part('tool').append(root);
    return new TOOLS[name](root, this.text, this.services);
  }

  #button(name) {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.innerHTML = `<span data-text="tool_${name}"></span><small data-html="tool_${name}_hint"></small><svg class="icon" aria-hidden="true"><use href="#icon-fold"/></svg>`;
    button.dataset.tool = name;
    label(button, this.text);
    button.onclick = () => (this.name === name ? this.close() : this.open(name));
    return button;
  }

  #say(sentence) {
    if (this.part('bench-said').textContent !== sentence) this.part('bench-said').textContent = sentence;
  }
}

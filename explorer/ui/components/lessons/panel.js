/**
 * Lessons: a list of them, and the one that is played, beside the rooms.
 *
 * A lesson sets the stage by a room's link; the visitor may then do there what he likes, and come back.
 */

import { openedWith, pageSetting, setPageSetting, tellLink } from '../address.js';
import { chooseLanguage, fill } from '../ink.js';
import { label } from '../labels.js';
import { copy } from '../share/links.js';
import { linkForOthers } from '../share/menu.js';
import { act, drawn, hush } from './actions.js';
import { loadKatex } from './formulas.js';
import { keepDone, keepPlace, progressOf } from './progress.js';
import { element } from './prose.js';
import { StepView } from './step.js';

/** @typedef {import('./step.js').Step} Step */
/** @typedef {{id: string, title: {en: string, zh: string}, steps: Step[], packed: string, key: string}} Lesson `packed` for the address, of an own one; `key` for progress */

const STAGED = 'explorer-lesson-staged'; // panel.py sends it once the rooms have what was asked for
const HEADER = 52; // pixels that the panel leaves to the page's header while that is in sight
const OWN = '~'; // what a lesson in the address begins with that is no name

/** @param {{element: HTMLElement, constants: any, trigger: Function, server: any, events: string[], root: string}} gradio */
export async function mount({ element: root, constants, trigger, server, events: [setStage], root: address }) {
  const panel = new LessonPanel(root.querySelector('.lessons'), constants, server, (link) => trigger(setStage, { link }));
  loadKatex(address, constants.katex);
  const opener = await present('#masthead .open-lessons');
  Object.assign(opener, { onclick: () => panel.toggle(), disabled: false });
  panel.opener = opener;
  panel.openAddress();
}

async function present(selector) {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
  return document.querySelector(selector);
}

class LessonPanel {
  constructor(root, { text, shelf, longest }, server, stage) {
    const words = chooseLanguage(text), language = words === text.zh ? 'zh' : 'en';
    Object.assign(this, { root, text: words, language, shelf, longest, server, stage, lesson: null, at: 0, ran: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.view = new StepView(this.part('step'), words, language, {
      onReveal: () => this.#reveal(), onRight: () => this.#done(),
    });
    label(root, words);
    this.#listen();
  }

  #listen() {
    const { part } = this;
    part('close').onclick = () => this.close();
    part('to-list').onclick = () => this.showList();
    part('fold').onclick = () => this.#fold();
    part('again').onclick = () => {
      this.view.ask();
      this.#set(this.#step().stage);
    };
    part('next').onclick = () => (this.at + 1 < this.lesson.steps.length ? this.goTo(this.at + 1) : this.showList());
    part('share-own').onclick = () => copy(part('share-own'), linkForOthers(), this.text.copied);
    part('open-file').onclick = () => part('file').click();
    part('file').onchange = () => this.#openFile(part('file').files[0]);
    this.root.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
    document.addEventListener(STAGED, () => this.afterStage?.());
    const below = () => this.root.style.setProperty('--top', `${Math.max(0, HEADER - window.scrollY)}px`);
    window.addEventListener('scroll', below, { passive: true });
  }

  toggle() {
    if (this.root.hidden) this.lesson ? this.goTo(this.at, false) : this.showList();
    else this.close();
  }

  close() {
    this.#show(false);
    this.view.leave();
    setPageSetting('lesson', '');
    this.opener.focus();
  }

  /** Open the lesson that the address names; the stage is set only if the address does not say it. */
  async openAddress() {
    const asked = pageSetting('lesson');
    if (!asked) return;
    const [, name, step] = asked.match(/^(.*?)(?:\.(\d+))?$/);
    const ask = name.startsWith(OWN) ? { packed: name.slice(OWN.length) } : { id: name };
    if (!await this.#fetch(ask)) return;
    const query = (openedWith.split('?')[1] ?? '').split('&').filter((part) => part && !/^(lesson|lang|v|hide|present)=/.test(part));
    this.goTo(Math.min(Math.max(Number(step ?? 1) - 1, 0), this.lesson.steps.length - 1), !query.length);
  }

  showList() {
    setPageSetting('lesson', '');
    this.view.leave();
    this.lesson = null;
    this.part('title').textContent = this.text.lessons;
    this.part('list').hidden = false;
    this.part('playing').hidden = this.part('to-list').hidden = true;
    this.part('shelf').replaceChildren(...this.shelf.map((lesson, n) => this.#card(lesson, n)));
    this.#show(true);
    this.part('title').focus({ preventScroll: true });
  }

  #card({ id, title, minutes, steps }, n) {
    const { at, done } = progressOf(id), button = element('button', '');
    const state = done.length >= steps ? this.text.all_done : done.length ? fill(this.text.some_done, { n: done.length, steps }) : fill(this.text.minutes, { minutes });
    button.append(element('b', String(n + 1)), element('span', title[this.language]), element('small', state));
    Object.assign(button, { type: 'button', onclick: async () => await this.#fetch({ id }) && this.goTo(Math.min(at, steps - 1)) });
    button.classList.toggle('finished', done.length >= steps);
    const item = element('li', '');
    item.append(button);
    return item;
  }

  /** @param {{id?: string, packed?: string, text?: string}} asked @returns {Promise<boolean>} whether there is a lesson now */
  async #fetch(asked) {
    const answer = await this.server.give_lesson(asked).catch(() => null);
    if (answer?.lesson) {
      this.lesson = answer.lesson;
      return true;
    }
    this.showList();
    this.part('problem').textContent = answer?.problem ?? this.text.lost;
    return false;
  }

  async #openFile(file) {
    this.part('file').value = '';
    this.part('problem').textContent = '';
    if (!file) return;
    if (file.size > this.longest) this.part('problem').textContent = this.text.too_long;
    else if (await this.#fetch({ text: await file.text(), name: file.name })) this.goTo(0);
  }

  #show(open) {
    this.root.hidden = !open;
    document.body.classList.toggle('beside-lesson', open); // so that the rooms leave it its place
    this.opener.setAttribute('aria-expanded', String(open));
    window.dispatchEvent(new Event('resize'));
  }

  #fold() {
    const open = this.root.classList.toggle('folded');
    this.part('fold').setAttribute('aria-expanded', String(!open));
  }

  #step() { return this.lesson.steps[this.at]; }

  /** @param {number} at index of a step @param {boolean} setStage */
  goTo(at, setStage = true) {
    const { lesson, part, text } = this, { done } = progressOf(lesson.key);
    this.at = at;
    keepPlace(lesson.key, at);
    setPageSetting('lesson', `${lesson.packed ? OWN + lesson.packed : lesson.id}.${at + 1}`);
    part('title').textContent = lesson.title[this.language];
    part('list').hidden = true;
    part('playing').hidden = part('to-list').hidden = false;
    part('share-own').hidden = !lesson.packed;
    part('next').textContent = at + 1 < lesson.steps.length ? text.next : text.finish;
    part('next').classList.toggle('ready', done.includes(at));
    this.#showSteps();
    this.view.show(this.#step(), done.includes(at));
    this.#show(true);
    part('playing').scrollTop = 0;
    part('title').focus({ preventScroll: true });
    if (setStage) this.#set(this.#step().stage);
  }

  #showSteps() {
    const { done } = progressOf(this.lesson.key);
    this.part('steps').replaceChildren(...this.lesson.steps.map((_, n) => {
      const button = Object.assign(element('button', String(n + 1), done.includes(n) ? 'done' : ''), { type: 'button', onclick: () => this.goTo(n) });
      button.setAttribute('aria-label', fill(this.text[done.includes(n) ? 'step_done' : 'step'], { n: n + 1, steps: this.lesson.steps.length }));
      if (n === this.at) button.setAttribute('aria-current', 'step');
      return button;
    }));
  }

  #done() {
    keepDone(this.lesson.key, this.at);
    this.#showSteps();
    this.part('next').classList.add('ready');
  }

  /** Let a room show a link, and then do something. @param {string} link @param {string} action */
  #set(link, action = '') {
    if (this.ran && link.startsWith('train')) document.querySelector('.train-stage .reset:not([disabled])')?.click();
    this.ran = false;
    hush();
    const shown = drawn(roomOf(link)), asked = this.asked = {};
    this.afterStage = async () => {
      this.afterStage = null;
      window.scrollTo({ top: 0 });
      tellLink(link);
      await shown;
      if (action && asked === this.asked) this.#act(link, action);
    };
    this.stage(link);
  }

  #reveal() {
    const step = this.#step(), { stage, action } = step.reveal;
    this.#set(stage || step.stage, action);
  }

  #act(link, action) {
    this.ran ||= /^(start|recipe)/.test(action);
    act(roomOf(link), action);
  }
}

const roomOf = (link) => link.split('?')[0];

/** Presenter mode: large type, few controls, everything by keys, as a teacher has them at hand or on a clicker. */

import { openRoom, pageSetting, setPageSetting } from '../address.js';

const ROOMS = ['stamp', 'train', 'explore'];
const WIDTH = 1100, WITH_LESSON = 1210; // CSS pixels that the page is laid out for, however large the projector
const SMALLEST = 1.1, LARGEST = 2.5;
const PHONE = 760; // as in page.css

/** Keys that belong to a room. What is not here the room itself listens to: arrows and space. */
const OF_ROOM = {
  explore: {
    ...Object.fromEntries(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => [key, (event) => pass(event, '.explore-stage .pad .handle')])),
    r: () => press('.explore-panel .random'),
  },
};

/** What the legend says: keys, and the sentence on what they do. */
const LEGEND = {
  stamp: [['← →', 'key_step'], ['Space', 'key_play']],
  train: [['Space', 'key_train'], ['→', 'key_one_step']],
  explore: [['← → ↑ ↓', 'key_walk'], ['R', 'key_random']],
  all: [['1 2 3', 'key_rooms'], ['PgDn PgUp', 'key_next'], ['T', 'key_theme'], ['H', 'key_legend'], ['Esc', 'key_leave']],
};

const press = (selector) => document.querySelector(selector)?.click();

const pass = ({ key, shiftKey }, selector) => document.querySelector(selector)?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, cancelable: true }));

const writing = (node) => Boolean(node?.closest?.('input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], dialog'));

export class Presenter {
  /** @param {Record<string, string>} text @param {() => void} switchTheme */
  constructor(text, switchTheme) {
    Object.assign(this, { text, switchTheme, on: false });
    this.legend = document.createElement('div');
    this.legend.className = 'presenter-legend';
    this.legend.setAttribute('role', 'note');
    document.body.append(this.legend);
    document.addEventListener('keydown', (event) => this.#key(event), true);
    window.addEventListener('resize', () => this.on && this.#zoom());
    if (pageSetting('present') === '1') this.start();
  }

  start() {
    this.on = true;
    setPageSetting('present', '1');
    document.body.classList.add('presenting');
    this.#zoom();
    document.activeElement?.blur?.();
    this.#tell();
    window.dispatchEvent(new Event('resize'));
  }

  leave() {
    this.on = false;
    setPageSetting('present', '');
    document.body.classList.remove('presenting');
    window.dispatchEvent(new Event('resize'));
  }

  #zoom() {
    const width = document.querySelector('.lessons:not([hidden])') ? WITH_LESSON : WIDTH;
    const zoom = Math.min(Math.max(innerWidth / width, SMALLEST), LARGEST);
    document.body.style.setProperty('--presenter-zoom', zoom.toFixed(3));
    document.body.classList.toggle('on-phone', innerWidth <= PHONE);
  }

  #key(event) {
    const { key, target } = event;
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return; // not what it passes on itself
    if (writing(target) && !(this.on && target.matches('input') && key.startsWith('Page'))) return; // a clicker goes on, also after an answer was typed
    if (!this.on) {
      if (key.toLowerCase() === 'p' && !event.shiftKey) this.#act(event, () => this.start());
      return;
    }
    const held = document.querySelector('.train-stage.walking, .explore-stage .lens:not([hidden])');
    const action = key === 'Escape' ? !held && (() => this.leave()) : this.#actions()[key.length === 1 ? key.toLowerCase() : key];
    if (action) this.#act(event, action);
  }

  #act(event, action) {
    event.preventDefault();
    event.stopPropagation();
    action(event);
  }

  #actions() {
    return {
      1: () => this.#open(0), 2: () => this.#open(1), 3: () => this.#open(2),
      PageDown: () => this.#go(1), PageUp: () => this.#go(-1),
      t: () => this.switchTheme(),
      h: () => this.legend.classList.toggle('away'),
      ...OF_ROOM[openRoom()],
    };
  }

  /** On or back: through the lesson that is open, else through the rooms. */
  #go(step) {
    const steps = [...document.querySelectorAll('.lessons:not([hidden]) .playing:not([hidden]) .steps button')];
    const at = steps.findIndex((button) => button.hasAttribute('aria-current'));
    if (at >= 0) steps[at + step]?.click();
    else this.#open(ROOMS.indexOf(openRoom()) + step);
  }

  #open(n) {
    const tab = document.querySelector(`#rooms > .tab-wrapper [role=tab][data-tab-id=${ROOMS[n]}]`);
    if (!tab?.checkVisibility()) return;
    tab.click();
    document.activeElement?.blur?.();
    this.#tell();
  }

  #tell() {
    const item = ([keys, name]) => {
      const entry = document.createElement('span');
      entry.append(...keys.split(' ').map((key) => Object.assign(document.createElement('kbd'), { textContent: this.text[`key_name_${key}`] ?? key })), this.text[name]);
      return entry;
    };
    requestAnimationFrame(() => this.legend.replaceChildren(...[...LEGEND[openRoom()] ?? [], ...LEGEND.all].map(item)));
  }
}

/** The panel beside the Explore stage: generators, one's own among them, truncation, seed, random, and the way back. */

import { drawImages } from './draw.js';
import { familyOf } from './edit.js';
import { OwnFile } from './file.js';
import { fill } from '../ink.js';
import { label } from '../labels.js';
import { LiveRun } from './live.js';
import { rove } from '../roving.js';

/** Whether a card is of a visitor's own generator: of a run, or uploaded. @param {Card} card */
const isOwn = ({ run_step: step, file }) => step !== null || Boolean(file);

const USUAL_SEEDS = 9999; // the slider's last one, unless a link says a larger one

const CARD = '<canvas></canvas><span><b></b><small></small></span>';

/**
 * @typedef {{set: (change: object, since?: number) => void, choose: (card: Card) => void, undo: () => void, redo: () => void,
 *   reset: () => void, random: () => void, near: () => void, refresh: () => void,
 *   chooseSize: (request: object) => Promise<import('./file.js').Answer>}} Moves what the panel asks for
 * @typedef {{generator: string, run_step: number | null, file?: string | null, kinds?: string[],
 *   size?: [number, number], image?: any}} Card
 */
export class ExplorePanel {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text
   * @param {{most_seed: number, files: {hours: number, megabytes: number}}} bounds
   * @param {Moves} moves
   */
  constructor(root, text, { most_seed: mostSeed, files }, moves) {
    Object.assign(this, { root, text, cards: [] });
    this.part = (name) => root.querySelector(`.${name}`);
    label(root, text);
    for (const name of ['undo', 'redo', 'reset', 'random', 'near']) this.part(name).onclick = () => moves[name]();
    for (const [setting, most] of [['truncation', 2], ['seed', mostSeed]]) {
      for (const input of this.#inputs(setting)) {
        input.oninput = (event) => {
          const value = Number(input.value);
          if (input.value !== '' && value >= 0 && value <= most && (setting !== 'seed' || Number.isInteger(value))) moves.set({ [setting]: value }, event.timeStamp);
        };
      }
    }
    this.part('cards').onclick = (event) => {
      const chosen = event.target.closest('.card');
      if (chosen) moves.choose(this.cards.find(({ generator }) => generator === chosen.dataset.generator));
    };
    rove(this.part('cards'));
    this.live = new LiveRun(this.part('live'), { go: (generator) => moves.set({ generator }), refresh: moves.refresh });
    this.file = new OwnFile(this.part('own-file'), text, files, { choose: moves.chooseSize, onOpen: (generator) => moves.choose({ generator }), lost: text.lost });
  }

  /** @param {string} generator @returns {boolean} whether there is a card of it */
  knows(generator) { return this.cards.some((card) => card.generator === generator); }

  /** @param {Card[]} cards @param {import('./edit.js').View} view */
  list(cards, view) {
    const families = cards.map(({ generator }) => familyOf(generator));
    const others = this.cards.filter((card) => isOwn(card) && !families.includes(familyOf(card.generator)));
    this.cards = [...cards.filter((card) => !isOwn(card)), ...others, ...cards.filter(isOwn)];
    this.part('cards').replaceChildren(...this.cards.map((card) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'card', innerHTML: CARD });
      button.dataset.generator = card.generator;
      button.querySelector('b').textContent = this.nameOf(card);
      button.querySelector('small').textContent = this.#describe(card);
      button.title = `${this.nameOf(card)}, ${this.#describe(card)}`;
      if (card.image) drawImages([button.querySelector('canvas')], card.image);
      return button;
    }));
    [...this.part('cards').children].forEach((button, i) => { button.tabIndex = i ? -1 : 0; });
    this.place(view);
  }

  /**
   * A sample is here.
   * @param {{view: import('./edit.js').View, run_step: number | null}} answer
   * @returns {boolean} whether the run that its generator is of has trained on
   */
  arrived({ view, run_step: step }) {
    const further = this.live.arrived(step);
    if (further) this.#advance(view.generator, step);
    return further;
  }

  #advance(generator, step) {
    const at = this.cards.findIndex((card) => card.generator === generator);
    if (at < 0) return;
    this.cards[at].run_step = step;
    this.part('cards').children[at].querySelector('small').textContent = this.#describe(this.cards[at]);
  }

  /** Show where a view is. @param {import('./edit.js').View} view */
  place(view) {
    for (const setting of ['truncation', 'seed']) {
      const value = String(view[setting]);
      for (const input of this.#inputs(setting)) {
        const slides = input.type === 'range';
        const most = setting === 'seed' && slides ? String(Math.max(USUAL_SEEDS, view.seed)) : input.max;
        if (input.max !== most) input.max = most;
        if (input.value !== value && (slides || input !== document.activeElement)) input.value = value; // a drag changes neither
        if (slides) input.style.setProperty('--range_progress', `${view[setting] / input.max * 100}%`);
      }
    }
    for (const button of this.part('cards').children) button.setAttribute('aria-pressed', String(button.dataset.generator === view.generator));
    this.file.place(view.generator);
    this.live.place(view.generator);
  }

  /** @param {import('./trail.js').Trail} trail */
  offer(trail) {
    this.part('undo').disabled = !trail.canUndo;
    this.part('redo').disabled = !trail.canRedo;
  }

  say(sentence) { this.part('said').textContent = sentence; }

  /** @param {string} generator @returns {string} what its card says */
  titleOf(generator) {
    const card = this.cards.find((each) => each.generator === generator);
    return card ? this.nameOf(card) : generator;
  }

  /** @param {Card} card */
  nameOf({ generator, run_step: step, file }) {
    if (file) return this.text.your_file;
    return step === null ? this.text[`name_${generator}`] ?? generator : this.text.your_run;
  }

  #describe({ size, run_step: step, file }) {
    if (step !== null) return fill(this.text.card_run, { step: step.toLocaleString('en') });
    return size ? [`${size[1]}×${size[0]}`, file].filter(Boolean).join(' · ') : this.text.card_broken;
  }

  #inputs(setting) { return this.root.querySelectorAll(`input.${setting}`); }
}

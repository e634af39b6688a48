/** The directions of a generator: which kind of them is on screen, a page of their rows, and their names. */

import { DirectionNames } from './names.js';
import { DirectionRows } from './rows.js';
import { fill } from '../ink.js';
import { segments } from '../segments.js';

export class Directions {
  /**
   * @param {HTMLElement} root @param {Record<string, string>} text @param {number} rowsShown at most, at once
   * @param {{onStep: (index: number, value: number, since: number) => void, onLock: (index: number) => void,
   *   onKind: (kind: string) => void, onPage: (first: number) => void}} page `onPage` wants the rows from a rank on
   */
  constructor(root, text, rowsShown, { onKind, onPage, ...page }) {
    Object.assign(this, { root, text, rowsShown, onKind, names: new DirectionNames(text) });
    this.part = (name) => root.querySelector(`.${name}`);
    this.rows = new DirectionRows(this.part('rows'), text, { ...page, names: this.names });
    this.part('previous').onclick = () => onPage(this.first - rowsShown);
    this.part('next').onclick = () => onPage(this.first + rowsShown);
  }

  /** Rank of the first row on screen. */
  get first() { return this.rows.first; }

  /** Once it is on screen, bring the focus to the slider of a direction. @param {number} index @returns {number} first row of its page */
  bring(index) {
    this.wanted = index;
    return Math.floor(index / this.rowsShown) * this.rowsShown;
  }

  /** Move names and sliders to where a view is. @param {import('./edit.js').View} view */
  place(view) {
    this.names.follow(view);
    this.rows.place(view);
    this.markKind?.(view.directions);
  }

  /**
   * @param {{kinds: string[], notes: import('./names.js').Note[], strips: any}} surroundings as the server computed them
   * @param {import('./edit.js').View} view whose they are
   */
  show({ kinds, notes, strips }, view) {
    this.#listKinds(kinds, view.directions);
    this.names.learn(view, notes);
    this.rows.show(strips, view);
    if (this.rows.focus(this.wanted)) this.wanted = undefined;
    const { first, count, shares: { length } } = strips;
    this.part('page').textContent = fill(this.text.page, { from: first + 1, to: first + length, count });
    this.part('previous').disabled = first === 0;
    this.part('next').disabled = first + this.rowsShown >= count;
  }

  /** @param {string[]} kinds that the generator has @param {string} shown one of them */
  #listKinds(kinds, shown) {
    if (String(kinds) !== String(this.kinds)) {
      const choices = kinds.map((value) => ({ value, label: this.text[`kind_${value}`] ?? value }));
      this.markKind = segments(this.part('kinds'), choices, this.onKind);
    }
    this.kinds = kinds;
    this.part('unlabelled').hidden = kinds.includes('attributes');
    this.markKind(shown);
  }
}

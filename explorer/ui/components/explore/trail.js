/** Where a visitor has been: undo and redo. */

const MOST = 200; // places remembered
const SLID = ['coordinates', 'truncation']; // what arrow keys change in many small steps …
const ONE_MOVE = 1000; // … that are one move if they come within so many milliseconds

/** @template {object} Place */
export class Trail {
  constructor() {
    /** @type {Place[]} */
    this.places = [];
    this.at = -1;
    this.move = { what: '', since: -Infinity };
  }

  /** Come to a new place; the same place again is none. @param {Place} place @param {number} now in milliseconds */
  visit(place, now = performance.now()) {
    const what = this.#difference(place), goesOn = SLID.includes(what) && what === this.move.what && now - this.move.since < ONE_MOVE;
    if (!what) return;
    this.move = { what, since: now };
    const upTo = this.at + (goesOn ? 0 : 1);
    this.places = [...this.places.slice(0, upTo), place].slice(-MOST);
    this.at = this.places.length - 1;
  }

  get canUndo() { return this.at > 0; }

  get canRedo() { return this.at < this.places.length - 1; }

  /** @returns {Place | undefined} where the visitor was before */
  undo() { return this.#go(this.canUndo ? -1 : 0); }

  /** @returns {Place | undefined} where the visitor was before the undo */
  redo() { return this.#go(this.canRedo ? 1 : 0); }

  #go(step) {
    this.move = { what: '', since: -Infinity };
    return step ? this.places[this.at += step] : undefined;
  }

  /** The settings in which a place differs from the present one; '' if in none. */
  #difference(place) {
    const here = this.places[this.at] ?? {};
    return Object.keys(place).filter((key) => JSON.stringify(place[key]) !== JSON.stringify(here[key])).join();
  }
}

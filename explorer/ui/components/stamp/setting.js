/**
 * The setting a visitor is at, and the way to the next: the stage asks the server for one step at a
 * time, past Gradio's events, and draws every answer in the order asked. The widgets that a step
 * changes by the way are brought in line by one Gradio event when the hand rests.
 *
 * @typedef {Record<string, any>} Values key of a widget → what it says
 * @typedef {{changed: string, value: any} | {edit: object} | {answer: object}} Step
 * @typedef {{values: Values, layer: string} & Record<string, any>} Request
 */

const REST = 140; // milliseconds without a step after which the hand rests
const PATIENCE = 10_000; // milliseconds until an answer counts as lost

export class Setting {
  /** @type {Step[]} */
  #steps = [];
  /** @type {Request | null} the one under way */
  #asking = null;
  #turn = 0; // counts the settings that came from elsewhere: what was asked before them is stale
  #resting = 0;
  /** @type {Request} the last step that was answered: from it the widgets are brought in line */
  #last;
  /** @type {Values} what the widgets say, as far as that is sure */
  #shown = {};
  #refused = false; // whether the last step was
  /** @type {Set<string>} the widgets that say what was wrong */
  #told = new Set();
  #catching = 0; // timer of the event that brings them in line; 0 when there is none under way
  #behind = false; // something was changed since it left
  /** @type {string[]} the widgets that it writes: what was moved meanwhile among them is overwritten */
  #writing = [];

  /**
   * @param {object} page
   * @param {(request: Request) => Promise<any>} page.ask takes one step
   * @param {(answer: any) => void} page.show draws where it led
   * @param {() => void} page.refuse is told that a step was refused
   * @param {(data: object) => void} page.catchUp brings the widgets in line, then calls `caughtUp`
   * @param {() => void} page.lose is told that the server does not answer
   */
  constructor(page) {
    Object.assign(this, { page, values: {}, layer: '' });
  }

  /** How many steps wait behind the one under way. */
  get waiting() { return this.#steps.length; }

  /** Start from a setting that came from elsewhere, together with all widgets. */
  adopt({ values, layer }) {
    this.#turn += 1;
    this.#steps = [];
    this.#told.clear();
    this.#behind ||= this.#catching > 0;
    clearTimeout(this.#resting);
    Object.assign(this, { values, layer });
    this.#refused = false;
    this.#last = { values, layer, changed: 'shape' };
    this.#shown = { ...values };
  }

  /** What is shown, for handlers that start from it. */
  asked() { return { values: this.values, layer: this.layer }; }

  /** A widget was moved: of the steps that wait, nobody needs its older ones. */
  change(key, value) {
    const queued = this.#steps.findLast((step) => step.changed === key);
    if (Object.is(value, queued ? queued.value : (this.#asking ?? this).values[key])) return; // it was told so
    this.#shown[key] = value;
    if (this.#steps.at(-1)?.changed === key) this.#steps.pop();
    this.take({ changed: key, value });
  }

  /** @param {Step} step */
  take(step) {
    this.#steps.push(step);
    this.#behind ||= this.#catching > 0;
    clearTimeout(this.#resting);
    if (!this.#asking) this.#walk();
  }

  async #walk() {
    try {
      while (this.#steps.length) {
        const turn = this.#turn, request = this.#asking = this.#requestFor(this.#steps.shift());
        const answer = await withPatience(this.page.ask(request)).catch(() => null);
        if (turn === this.#turn) this.#use(answer, request);
      }
    } finally {
      this.#asking = null;
    }
  }

  /** @param {Step} step @returns {Request} */
  #requestFor({ value, ...step }) {
    const values = 'changed' in step ? { ...this.values, [step.changed]: value } : this.values;
    return { values, layer: this.layer, ...step };
  }

  #use(answer, request) {
    if (answer && !answer.problem) Object.assign(this, { values: answer.values, layer: answer.layer });
    else this.values = request.values; // the slider stays where it was put, and the picture as it was
    if (!answer) return this.page.lose();
    this.#refused = Boolean(answer.problem);
    if (this.#refused) this.#told.add(answer.at);
    this.#rest(request);
    return this.#refused ? this.page.refuse() : this.page.show(answer);
  }

  #rest(request = this.#last) {
    this.#last = request;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#catchUp(), REST);
  }

  #catchUp() {
    if (this.#asking) return; // a step is under way, and its answer leads here again
    if (this.#catching) return; // `caughtUp` sees that something was changed
    this.#catching = setTimeout(() => this.caughtUp(), PATIENCE);
    this.#writing = Object.keys(this.values).filter((key) => this.values[key] !== this.#shown[key]);
    this.page.catchUp({ ...this.#last, shown: this.#shown, told: [...this.#told] });
  }

  /** The widgets say what the last event told them. */
  caughtUp() {
    clearTimeout(this.#catching);
    this.#catching = 0;
    if (!this.#behind) this.#shown = { ...this.values };
    for (const key of this.#behind ? this.#writing : []) delete this.#shown[key];
    if (this.#behind) this.#rest();
    else if (!this.#refused) this.#told.clear();
    this.#behind = false;
  }
}

function withPatience(promise) {
  let timer;
  const lost = new Promise((_, reject) => { timer = setTimeout(reject, PATIENCE, new Error('timeout')); });
  return Promise.race([promise, lost]).finally(() => clearTimeout(timer));
}

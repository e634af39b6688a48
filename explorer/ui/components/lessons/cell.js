/** A question that is answered by a cell: clicked on Stamp's stage, or named by its row and column. */

import { askForCell } from '../stamp/asked.js';
import { element } from './prose.js';

export class CellField {
  /**
   * @param {'input' | 'kernel' | 'output'} grid @param {Record<string, string>} text
   * @param {(cell: [number, number] | null) => void} answer called with the cell; null if what was typed is none
   */
  constructor(grid, text, answer) {
    const form = element('form', '', 'number'), check = Object.assign(element('button', text.check), { type: 'submit' });
    this.asked = { grid, guess: null, choose: (cell) => this.#choose(cell) };
    this.fields = [text.row, text.column].map((name) => this.#field(name));
    form.noValidate = true;
    form.append(...this.fields.map((field) => field.parentElement), check);
    form.onsubmit = (event) => {
      event.preventDefault();
      answer(this.#named());
    };
    this.form = form;
    this.nodes = [element('p', text[`click_${grid}`], 'hint'), form];
  }

  /** Let the stage ask. */
  ask() {
    askForCell(this.asked);
  }

  #field(name) {
    const label = element('label', name), input = element('input', '');
    Object.assign(input, { type: 'number', min: 0, step: 1, autocomplete: 'off', oninput: () => this.#show() });
    label.append(input);
    return input;
  }

  /** @returns {[number, number] | null} */
  #named() {
    const cell = this.fields.map(({ value }) => (value === '' ? NaN : Number(value)));
    return cell.every((at) => Number.isInteger(at) && at >= 0) ? cell : null;
  }

  #show() {
    this.asked.guess = this.#named();
    this.ask();
  }

  #choose(cell) {
    this.fields.forEach((field, axis) => { field.value = cell[axis]; });
    this.#show();
    this.form.requestSubmit();
  }
}

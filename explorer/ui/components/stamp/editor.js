/** Editing cells on the stage: a small field over a cell, and tables from the clipboard. */

/**
 * @param {HTMLElement} board holds the canvas; the field is laid over it
 * @param {(what: 'input' | 'kernel', edit: object) => void} send
 */
export class CellEditor {
  constructor(board, send, label) {
    Object.assign(this, { board, send });
    this.field = document.createElement('input');
    Object.assign(this.field, { className: 'cell-field', hidden: true, inputMode: 'decimal', autocomplete: 'off' });
    this.field.setAttribute('aria-label', label);
    this.field.onkeydown = (event) => this.#key(event);
    this.field.onblur = () => this.close();
    board.append(this.field);
  }

  /**
   * Open the field over a cell.
   * @param {{what: 'input' | 'kernel', index: number, value: number, area: import('./cells.js').Grid,
   *   cell: [number, number], from: HTMLElement}} target
   */
  open({ what, index, value, area, cell, from }) {
    const { field } = this, width = Math.max(54, area.size), height = Math.max(26, area.size);
    Object.assign(this, { what, index, from });
    Object.assign(field.style, {
      left: `${area.x + (cell[1] + .5) * area.size - width / 2 + from.offsetLeft}px`,
      top: `${area.y + (cell[0] + .5) * area.size - height / 2 + from.offsetTop}px`,
      width: `${width}px`, height: `${height}px`,
    });
    field.hidden = false;
    field.value = String(Number(value.toPrecision(6)));
    field.select();
    field.focus();
  }

  close() {
    this.field.hidden = true;
  }

  /** Put a table from the clipboard into a channel. */
  paste(what, channel, text) {
    this.send(what, { text, channel });
  }

  #key(event) {
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const text = this.field.value, { what, index, from } = this;
    this.close();
    from.focus();
    this.send(what, { cells: [[index, text]] });
  }
}

/** The hand on a unit: switch it off, strengthen it, paint with it; and the list of all changes. */

import { drawImages } from './draw.js';
import { differenceOf, drawSigned, peakOf } from './lens_draw.js';
import { between, brushed, paintOf, strengthOf, withPaint, withStrength } from './unit_edits.js';
import { fill, format } from '../ink.js';

/** @typedef {import('./unit_edits.js').UnitEdit} UnitEdit */
export class UnitHand {
  /**
   * @param {HTMLElement} root the section that holds the list and the lens @param {Record<string, string>} text
   * @param {{change: (edits: (units: UnitEdit[]) => UnitEdit[], since?: number) => void, goTo: (layer: number, unit: number) => void}} page
   */
  constructor(root, text, page) {
    Object.assign(this, { text, page, list_: root.querySelector('.unit-edits') });
    this.part = (name) => root.querySelector(`.lens .hand .${name}`);
    this.off = root.querySelector('.lens .off input');
    const strengthen = (factor, since) => page.change((units) => withStrength(units, this.layer, this.unit, factor), since);
    this.off.onchange = (event) => strengthen(this.off.checked ? 0 : 1, event.timeStamp);
    this.part('strength').oninput = (event) => strengthen(Number(this.part('strength').value), event.timeStamp);
    this.part('level').oninput = (event) => {
      this.level = Number(this.part('level').value);
      this.#tellLevel();
      if (this.paint) page.change((units) => withPaint(units, this.layer, this.unit, this.level, this.paint.cells), event.timeStamp);
    };
    this.part('wipe').onclick = (event) => page.change((units) => withPaint(units, this.layer, this.unit, 0, []), event.timeStamp);
    this.list_.onclick = (event) => this.#useList(event.target.closest('button'), event.timeStamp);
  }

  /** @param {any} look @param {any} sample @param {UnitEdit[]} units as they are by now @param {any} palettes */
  show(look, sample, units, palettes) {
    const { layer, unit, mode, level, before, change } = look, paint = paintOf(units, layer, unit), arrived = layer !== this.layer || unit !== this.unit;
    if (paint) this.level = paint.level;
    else if (arrived) this.level = Number(level.toFixed(2));
    Object.assign(this, { layer, unit, paint, size: look.map?.shape });
    if (mode !== 'map') return;
    const factor = strengthOf(units, layer, unit);
    this.off.checked = factor === 0;
    this.part('strength').value = factor;
    this.part('strength').style.setProperty('--high', `${factor / 5 * 100}%`);
    this.part('times').textContent = `× ${format(factor, 1)}`;
    this.part('level').max = Math.max(2 * level, paint?.level ?? 0, .1);
    this.part('level').value = this.level;
    this.#tellLevel();
    this.part('wipe').hidden = !paint;
    drawImages([this.part('after')], sample);
    drawImages([this.part('before')], before ?? sample);
    const difference = differenceOf(before ?? sample, sample);
    drawSigned(this.part('difference'), difference, palettes.signed, peakOf(difference));
    this.part('changed').textContent = fill(this.text.unit_changed, { change: format(change ?? 0, 3) });
  }

  /** Every change, each with a way to it and a way out. @param {UnitEdit[]} units */
  list(units) {
    const written = JSON.stringify(units.map((edit) => ({ ...edit, cells: edit.cells?.length })));
    if (written === this.written) return;
    this.written = written;
    this.list_.hidden = !units.length;
    this.units = units;
    const chips = units.map((edit, i) => {
      const name = this.#nameOf(edit);
      return `<span><button type="button" data-go="${i}">${name}</button><button type="button" data-drop="${i}" aria-label="${fill(this.text.unit_drop, { name })}">×</button></span>`;
    });
    this.list_.innerHTML = `<b>${this.text.unit_edits}</b>${chips.join('')}<button type="button" data-drop="all">${this.text.unit_drop_all}</button>`;
  }

  /** @param {[number, number]} cell where a stroke begins @param {number} since */
  paintFrom(cell, since) {
    this.last = cell;
    this.paintTo(cell, since);
  }

  /** @param {[number, number]} cell where it goes on @param {number} since */
  paintTo(cell, since) {
    const { layer, unit, level, size } = this, cells = between(this.last, cell).flatMap((at) => brushed(at, size));
    this.last = cell;
    this.page.change((units) => withPaint(units, layer, unit, level, [...(paintOf(units, layer, unit)?.cells ?? []), ...cells]), since);
  }

  #useList(button, since) {
    if (!button) return;
    const { go, drop } = button.dataset;
    if (drop === undefined) this.page.goTo(this.units[go].layer, this.units[go].unit);
    else this.page.change((units) => (drop === 'all' ? [] : units.toSpliced(Number(drop), 1)), since);
  }

  #tellLevel() {
    const { max, style } = this.part('level');
    style.setProperty('--high', `${this.level / max * 100}%`);
    this.part('paints').textContent = format(this.level, 2);
  }

  #nameOf({ layer, unit, factor, level, cells }) {
    const { text } = this, at = { layer: layer + 1, unit: unit + 1 };
    if (level !== null) return fill(text.unit_painted, { ...at, count: cells?.length ?? 0, level: format(level, 1) });
    return factor === 0 ? fill(text.unit_is_off, at) : fill(text.unit_times, { ...at, factor: format(factor, 1) });
  }
}

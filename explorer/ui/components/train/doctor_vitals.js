/** The doctor's numbers: the newest score of each kind, how it came there, as HTML. */

import { fill } from '../ink.js';
import { last } from './curve_math.js';

const WIDTH = 64, HEIGHT = 18;

/** What is shown, the most telling first; `of` names the column that counts all there could be. */
const SHOWN = [
  { name: 'modes', of: 'modes_of' }, { name: 'high_quality' }, { name: 'class_accuracy' }, { name: 'class_coverage' },
  { name: 'recall' }, { name: 'precision' }, { name: 'diversity' }, { name: 'copying' }, { name: 'coverage' },
];
const MOST = 4;

/**
 * @param {Record<string, (number | null)[]>} scores columns of equal length
 * @param {Record<string, string>} text
 */
export function vitals(scores, text) {
  const there = SHOWN.filter(({ name }) => scores[name]?.some((value) => value !== null)).slice(0, MOST);
  return there.map(({ name, of }) => {
    const value = last(scores[name]), whole = of ? last(scores[of]) : null;
    const number = whole === null ? percent(value) : fill(text.vital_of, { n: value, of: whole });
    return `<div title="${text[`vital_${name}_hint`]}"><dt>${text[`vital_${name}`]}</dt><dd>${sparkline(scores[name], whole ?? 1)}<b>${number}</b></dd></div>`;
  }).join('');
}

const percent = (share) => `${Math.round(100 * share)} %`;

/** @param {(number | null)[]} values @param {number} top the value that fills the height */
function sparkline(values, top) {
  const known = values.filter((value) => value !== null), most = Math.max(top, ...known);
  if (known.length < 2) return '';
  const points = known.map((value, i) => `${(i / (known.length - 1) * WIDTH).toFixed(1)},${(HEIGHT - 1 - value / most * (HEIGHT - 2)).toFixed(1)}`);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><polyline points="${points.join(' ')}"/></svg>`;
}

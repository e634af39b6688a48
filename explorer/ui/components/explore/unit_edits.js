/**
 * Changes of units in a view: pure functions from one list to the next. A unit has at most one
 * strength and one paint; strengths are made first.
 *
 * @typedef {{layer: number, unit: number, factor: number, level: number | null, cells: [number, number][] | null}} UnitEdit
 */

const isOf = (layer, unit) => (edit) => edit.layer === layer && edit.unit === unit;
const isPaint = (edit) => edit.level !== null;

/** What a unit is multiplied by. @param {UnitEdit[]} units @returns {number} */
export const strengthOf = (units, layer, unit) => units.filter(isOf(layer, unit)).find((edit) => !isPaint(edit))?.factor ?? 1;

/** What is painted with a unit, if anything. @param {UnitEdit[]} units @returns {UnitEdit | undefined} */
export const paintOf = (units, layer, unit) => units.filter(isOf(layer, unit)).find(isPaint);

/** @param {UnitEdit[]} units @param {number} factor 1 takes the change back @returns {UnitEdit[]} */
export function withStrength(units, layer, unit, factor) {
  const others = units.filter((edit) => isPaint(edit) || !isOf(layer, unit)(edit));
  return sorted(factor === 1 ? others : [...others, { layer, unit, factor, level: null, cells: null }]);
}

/** @param {UnitEdit[]} units @param {[number, number][]} cells rows and columns; none takes it back @returns {UnitEdit[]} */
export function withPaint(units, layer, unit, level, cells) {
  const others = units.filter((edit) => !isPaint(edit) || !isOf(layer, unit)(edit));
  const distinct = [...new Map(cells.map((cell) => [String(cell), cell])).values()];
  return sorted(distinct.length ? [...others, { layer, unit, factor: 0, level, cells: distinct }] : others);
}

const sorted = (units) => units.toSorted((a, b) => isPaint(a) - isPaint(b));

/**
 * The cells that a brush covers.
 * @param {[number, number]} at row and column @param {[number, number]} size of the map
 * @returns {[number, number][]}
 */
export function brushed([row, column], [height, width]) {
  const reach = Math.floor(Math.max(1, Math.round(Math.min(height, width) / 12)) / 2), found = [];
  for (let r = Math.max(0, row - reach); r <= Math.min(height - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(width - 1, column + reach); c++) found.push([r, c]);
  }
  return found;
}

/** The cells on a straight line, so that a fast brush leaves no holes. @returns {[number, number][]} */
export function between([r0, c0], [r1, c1]) {
  const steps = Math.max(Math.abs(r1 - r0), Math.abs(c1 - c0), 1);
  return Array.from({ length: steps + 1 }, (_, i) => [Math.round(r0 + (r1 - r0) * i / steps), Math.round(c0 + (c1 - c0) * i / steps)]);
}

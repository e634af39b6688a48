/**
 * What a visitor does to a view: pure functions from one view to the next.
 *
 * @typedef {{generator: string, seed: number, truncation: number, directions: string,
 *   coordinates: number[], kept: Record<string, number[]>, locks: [string, number, number][],
 *   base: string, own: [string, string][], units: import('./unit_edits.js').UnitEdit[],
 *   condition: [number, number][]}} View as `messages.page_view` writes it
 */

const UNEDITED = { coordinates: [], kept: {}, locks: [], units: [] };
const OWN = 'own', FIRST_KIND = 'principal';

/**
 * Change some settings, and those that hang on them: another generator has other directions, a
 * seed takes the place of an explicit z, and other sliders leave the edits of the last where they are.
 * @param {View} view @param {Partial<View>} change @returns {View}
 */
export function changed(view, change) {
  if ('generator' in change && familyOf(change.generator) !== familyOf(view.generator)) return { ...view, ...UNEDITED, directions: view.directions === OWN ? FIRST_KIND : view.directions, base: '', own: [], condition: [], ...change };
  if ('directions' in change && !('coordinates' in change)) return { ...withSliders(view, change.directions), ...change };
  if ('seed' in change && !('base' in change)) return { ...view, base: '', ...change };
  return { ...view, ...change };
}

/** What all generators of one run have in common; any other is a family of its own. @param {string} generator */
export const familyOf = (generator) => generator.match(/^(run-.+)-(\d+|now)$/)?.[1] ?? generator;

/** Show the sliders of another kind of directions. @returns {View} */
function withSliders(view, directions) {
  const { [directions]: coordinates = [], ...kept } = { ...view.kept, [view.directions]: view.coordinates };
  return { ...view, directions, coordinates, kept };
}

/**
 * Move sliders.
 * @param {View} view @param {[number, number][]} steps index and value of each
 * @returns {number[]} the new coordinates
 */
export function moved({ coordinates }, steps) {
  const most = Math.max(coordinates.length, ...steps.map(([index]) => index + 1));
  const values = Array.from({ length: most }, (_, i) => coordinates[i] ?? 0);
  for (const [index, value] of steps) values[index] = value;
  return values;
}

/**
 * What the map of a drag pad hangs on, as one text: all of a view but where it is on the pad.
 * @param {View} view @param {[number, number]} axes
 */
export function mapOf(view, axes) {
  const off = moved(view, axes.map((index) => [index, 0]));
  return JSON.stringify([axes, { ...view, coordinates: off.map((value, index) => [index, value]).filter(([, value]) => value !== 0) }]);
}

/** Without edits, locks and truncation, at the same z. @param {View} view @returns {View} */
export const unedited = (view) => ({ ...view, ...UNEDITED, truncation: 1 });

/** A film's frame as a view to go on from. @param {View} view @param {string} base @returns {View} */
export const startedFrom = (view, base) => ({ ...unedited(view), base });

/** Carry one more direction of one's own, and show its slider. @param {View} view @returns {View} */
export const withOwn = (view, name, row) => ({ ...withSliders(view, OWN), own: [...view.own, [name, row]] });

/** Forget a direction of one's own, its step and its lock. @param {View} view @param {number} index @returns {View} */
export function withoutOwn(view, index) {
  const shown = view.directions, { [OWN]: steps = [], ...kept } = { ...view.kept, [shown]: view.coordinates };
  const own = view.own.toSpliced(index, 1), left = steps.toSpliced(index, 1);
  const locks = view.locks.filter(([kind, at]) => kind !== OWN || at !== index).map(([kind, at, value]) => [kind, at - (kind === OWN && at > index), value]);
  const all = { ...view, own, locks, directions: FIRST_KIND, coordinates: kept[FIRST_KIND] ?? [], kept: { ...kept, [OWN]: left } };
  delete all.kept[FIRST_KIND];
  return withSliders(all, shown === OWN && !own.length ? FIRST_KIND : shown);
}

/** Whether two views have the same sliders on screen. @param {View} a @param {View} b */
export const sameSliders = (a, b) => ['generator', 'directions', 'own'].every((key) => String(a[key]) === String(b[key]));

/** Whether a direction on screen is locked. @param {View} view @param {number} index */
export const isLocked = ({ directions, locks }, index) => locks.some(([kind, at]) => kind === directions && at === index);

/** @param {View} view @param {number} index @returns {View} */
export const unlocked = (view, index) => ({ ...view, locks: view.locks.filter(([kind, at]) => kind !== view.directions || at !== index) });

/** Every step that was made, along all kinds. @param {View} view @returns {{kind: string, index: number, value: number}[]} */
export const editsOf = ({ directions, coordinates, kept }) => Object.entries({ [directions]: coordinates, ...kept })
  .flatMap(([kind, values]) => values.map((value, index) => ({ kind, index, value })))
  .filter(({ value }) => value !== 0);

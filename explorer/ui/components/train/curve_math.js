/** What the curves are made of: pure functions on arrays, where null is a gap. */

/**
 * Smooth a curve without looking ahead, so that what is drawn does not change as the run goes on.
 * Every mean is summed afresh: a running sum would keep the traces of one huge value for ever.
 * @param {(number | null)[]} values
 * @param {number} window points in one mean; the first points average as many as there are
 */
export function trailingMean(values, window) {
  if (window <= 1) return values;
  return values.map((value, i) => {
    if (value === null) return null;
    let sum = 0, count = 0;
    for (let j = Math.max(0, i - window + 1); j <= i; j += 1) {
      if (values[j] === null) continue;
      sum += values[j];
      count += 1;
    }
    return sum / count;
  });
}

/** The last value that is there. @param {(number | null)[]} values */
export const last = (values) => values.findLast((value) => value !== null) ?? null;

/**
 * Move labels apart that would lie on each other.
 * @param {number[]} places in pixels @param {number} least distance
 * @returns {number[]} new places, in the order given
 */
export function spread(places, least) {
  const order = places.map((_, i) => i).sort((a, b) => places[a] - places[b]), moved = [...places];
  for (let round = 0; round < places.length; round += 1) { // every round parts all pairs a little more
    for (let n = 1; n < order.length; n += 1) {
      const [low, high] = [order[n - 1], order[n]], push = (least - (moved[high] - moved[low])) / 2;
      if (push <= 0) continue;
      moved[low] -= push;
      moved[high] += push;
    }
  }
  return moved;
}

/**
 * Group marks that follow each other closely.
 * @param {[number, any][]} marks by ascending step @param {number} least steps between groups
 * @returns {[number, any][][]}
 */
export function together(marks, least) {
  const groups = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group && mark[0] - group.at(-1)[0] < least) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** What a run has sent so far. */
export class Recorded {
  /** @param {string | null} run */
  constructor(run) {
    Object.assign(this, { run, begun: null, marks: [], history: { step: [] }, scores: { step: [] } });
  }

  /** @param {import('./follow.js').Update} update */
  take(update) {
    const { since, steps_at: steps, columns, scores, marks, config } = update;
    for (const [name, values] of Object.entries({ step: steps, ...columns })) {
      (this.history[name] ??= []).splice(since, Infinity, ...values);
    }
    if (scores) this.scores = { ...scores, modes_share: shareOf(scores.modes, scores.modes_of) };
    if (marks) this.marks = marks;
    this.begun ??= config ?? null; // as it was before any change during the run
  }

  get lastStep() {
    return Math.max(this.history.step.at(-1) ?? 0, this.scores.step.at(-1) ?? 0);
  }
}

/** Each value as a share of another. @param {(number | null)[]} values @param {(number | null)[]} wholes */
const shareOf = (values = [], wholes = []) => values.map((value, i) => (value === null ? null : value / wholes[i]));

/**
 * Runs as one table: a row for every run and step, history and scores side by side.
 * @param {{label: string, recorded: Recorded}[]} runs
 */
export function toCsv(runs) {
  const names = [...new Set(runs.flatMap(({ recorded: { history, scores } }) => [...Object.keys(history), ...Object.keys(scores)]))].filter((name) => name !== 'step');
  const rows = runs.flatMap(({ label, recorded }) => rowsOf(recorded, names).map((row) => [quoted(label), ...row]));
  return [['run', 'step', ...names], ...rows].map((row) => row.join(',')).join('\n') + '\n';
}

function rowsOf({ history, scores }, names) {
  const places = new Map();
  for (const [source, columns] of [['history', history], ['scores', scores]]) {
    columns.step.forEach((step, i) => places.set(step, { ...places.get(step), [source]: i }));
  }
  const value = (columns, name, i) => (i === undefined ? undefined : columns[name]?.[i]);
  return [...places].sort(([a], [b]) => a - b).map(([step, at]) => [
    step, ...names.map((name) => value(history, name, at.history) ?? value(scores, name, at.scores) ?? ''),
  ]);
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

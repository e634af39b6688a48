/** How far the visitor has come, kept in this browser. */

const KEPT = 'explorer-lessons';

/** @returns {Record<string, {at: number, done: number[]}>} key → step last open, and steps answered */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function write(key, change) {
  const all = read(), now = progressOf(key);
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...all, [key]: { ...now, ...change(now) } }));
  } catch {
    // a browser that lets no embedded page keep anything
  }
}

/** @param {string} key of a lesson */
export function progressOf(key) {
  const { at, done } = read()[key] ?? {};
  return { at: Number(at) || 0, done: Array.isArray(done) ? done.map(Number) : [] };
}

/** @param {string} key of a lesson @param {number} at index of the step that is open now */
export const keepPlace = (key, at) => write(key, () => ({ at }));

/** @param {string} key of a lesson @param {number} step that was answered rightly */
export const keepDone = (key, step) => write(key, ({ done }) => ({ done: [...new Set([...done, step])] }));

/** How far the visitor has come, kept in this browser. */

const KEPT = 'explorer-lessons';

/** @returns {Record<string, {at: number, done: number[]}>} id → step last open, and steps answered */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function write(id, change) {
  const all = read(), now = progressOf(id);
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...all, [id]: { ...now, ...change(now) } }));
  } catch {
    // a browser that lets no embedded page keep anything
  }
}

/** @param {string} id */
export function progressOf(id) {
  const { at, done } = read()[id] ?? {};
  return { at: Number(at) || 0, done: Array.isArray(done) ? done.map(Number) : [] };
}

/** @param {string} id @param {number} at index of the step that is open now */
export const keepPlace = (id, at) => write(id, () => ({ at }));

/** @param {string} id @param {number} step that was answered rightly */
export const keepDone = (id, step) => write(id, ({ done }) => ({ done: [...new Set([...done, step])] }));

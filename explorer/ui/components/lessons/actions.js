/** What a lesson makes the rooms do, by the very buttons that visitors press; names as in explorer/lessons/rooms.py. */

const PATIENCE = 8000; // milliseconds until a room must be there

const press = (selector) => async () => (await present(selector))?.click();
const look = (selector, block = 'start') => async () => {
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  (await present(selector))?.scrollIntoView({ block, behavior: smooth ? 'smooth' : 'auto' });
};

const ACTIONS = {
  stamp: { play: () => toTime(0).then(press('.stamp-stage .play:not(.playing)')), end: () => toTime(Infinity), lab: look('#lab .lab-stage'), inverse: look('#misnomer') },
  train: { start: startRun, recipe: (name) => press(`.train-stage [data-recipe="${CSS.escape(name)}"]`)(), walk: press('.train-stage .slowly:not([disabled])') },
  explore: { play: press('.explore-stage .film .play'), inside: look('.explore-stage .inside', 'nearest') },
};

/** @param {string} room @param {string} action with its argument, as in "recipe oscillation" */
export async function act(room, action) {
  const [name, argument] = action.split(' ');
  await ACTIONS[room]?.[name]?.(argument);
}

/** Stop what plays, before another stage is set. */
export function hush() {
  for (const playing of document.querySelectorAll('.stamp-stage .play.playing')) playing.click();
}

/** After a link was opened: wait until Stamp draws it; other rooms are told and drawn at once. @param {string} room */
export function drawn(room) {
  const told = room === 'stamp' ? new Promise((done) => document.addEventListener('stamp-shown', done, { once: true })) : null;
  return Promise.race([told, new Promise((done) => setTimeout(done, PATIENCE))]).then(() => new Promise(requestAnimationFrame));
}

async function toTime(time) {
  const scrub = await present('.stamp-stage .scrub');
  if (!scrub) return;
  scrub.value = Math.min(time, Number(scrub.max));
  scrub.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A new run with the settings as they are, whatever ran before. */
async function startRun() {
  const primary = await present('.train-stage .primary:not([disabled])'), anew = document.querySelector('.train-stage .anew:not([hidden])');
  (anew ?? primary)?.click();
}

/** Rooms are made when they are first opened. @returns {Promise<HTMLElement | null>} what is on screen by then */
async function present(selector) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = document.querySelector(selector);
    if (found?.offsetParent || performance.now() > end) return found;
    await new Promise(requestAnimationFrame);
  }
}

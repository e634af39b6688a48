/**
 * The address after `#`: which room is open and, after `?`, that room's settings, then those of the
 * whole page, then the version of this way of writing (docs/links.md).
 */

/** The same as VERSION in explorer/ui/link.py. */
const VERSION = '1';

/** Settings of the whole page, which stay when another room is opened, in the order of the address. */
const PAGE_SETTINGS = ['watch', 'lesson', 'hide', 'present', 'lang'];

/**
 * The address with which the page was opened: whoever asks later finds it rewritten by the rooms.
 * On `window` for the page's load event, which may come before or after this module.
 */
export const openedWith = window.explorerOpenedWith ??= location.hash.slice(1);

/** @type {Map<string, Map<string, string>>} room → part of it → settings */
const settingsOf = new Map();

/** @type {Map<string, string>} setting of the page → value */
const pageSettings = new Map([...new URLSearchParams(openedWith.split('?')[1])].filter(([name]) => PAGE_SETTINGS.includes(name)));

/** @type {Map<string, Record<string, string>>} room → settings of the page that a link for others has */
const sharedWith = new Map();

/** The name of the room that is on screen. */
export const openRoom = () => document.querySelector('#rooms > .tab-wrapper [role="tab"][aria-selected="true"]')?.dataset.tabId;

/**
 * A link to a room as it is now, from `#` on.
 * @param {string} room
 * @param {Record<string, string>} instead settings of the page that differ from the address; "" leaves one out
 * @param {boolean} forOthers with what `shareWith` adds
 */
export function linkTo(room, instead = {}, forOthers = false) {
  if (forOthers) instead = { ...sharedWith.get(room), ...instead };
  const page = PAGE_SETTINGS.map((name) => [name, instead[name] ?? pageSetting(name)]).filter(([, value]) => value);
  const own = [...settingsOf.get(room)?.values() ?? []].filter(Boolean);
  const query = [...own, ...page.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)];
  return `#${room}${query.length ? `?${[...query, `v=${VERSION}`].join('&')}` : ''}`;
}

/** Give a link for others to a room settings of the page that its visitor's own has not. @param {string} room @param {Record<string, string>} settings */
export const shareWith = (room, settings) => sharedWith.set(room, settings);

const write = (room) => history.replaceState(null, '', linkTo(room));

/**
 * Put a room's settings in the address if that room is the one on screen; else keep them until it is.
 * @param {string} room @param {string} query @param {string} part which part of the room these are settings of
 */
export function writeLink(room, query, part = '') {
  if (!settingsOf.has(room)) settingsOf.set(room, new Map());
  settingsOf.get(room).set(part, query);
  if (openRoom() === room) write(room);
}

/** What the address says of the whole page; "" where it says nothing. @param {string} name one of `PAGE_SETTINGS` */
export const pageSetting = (name) => pageSettings.get(name) ?? '';

/** Say something of the whole page in the address, whichever room is open; "" takes it out. @param {string} name @param {string} value */
export function setPageSetting(name, value) {
  if (!PAGE_SETTINGS.includes(name)) throw new Error(`The page has no setting ${name}.`);
  pageSettings.set(name, value);
  const room = openRoom();
  if (room) write(room);
}

const OPENED = 'explorer-link-opened';

/** @type {Map<string, URLSearchParams>} room → the newest link that was opened there */
const opened = new Map();

function remember(link) {
  const [room, query] = link.split('?');
  opened.set(room, new URLSearchParams(query));
  return room;
}
remember(openedWith);

/** The newest link that was opened in a room, by the page or in it; nothing in it if there was none. @param {string} room */
export const linkOf = (room) => opened.get(room) ?? new URLSearchParams();

/**
 * Tell the parts of a room that live in the browser alone that a link is opened without a reload.
 * What the server knows of it comes from explorer/ui/rooms.py.
 * @param {string} link the part behind `#`
 */
export function tellLink(link) {
  document.dispatchEvent(new CustomEvent(OPENED, { detail: remember(link) }));
}

/** Listen for `tellLink`. @param {string} room @param {(settings: URLSearchParams) => void} open */
export function onLink(room, open) {
  document.addEventListener(OPENED, ({ detail }) => detail === room && open(linkOf(room)));
}

/** Keep the address true when a room is opened, by the visitor or by the page. */
export function followTabs() {
  window.addEventListener('hashchange', () => location.reload()); // a link pasted into an open page
  const bar = document.querySelector('#rooms > .tab-wrapper');
  let shown = openRoom();
  new MutationObserver(() => {
    const room = openRoom();
    if (room && room !== shown) write(shown = room);
  }).observe(bar, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
}

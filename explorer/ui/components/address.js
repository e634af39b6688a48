/** The address after `#`: which tab is open and, after `?`, that tab's settings. */

/**
 * The address with which the page was opened: whoever asks later finds it rewritten by the tabs.
 * On `window` for the page's load event, which may come before or after this module.
 */
export const openedWith = window.explorerOpenedWith ??= location.hash.slice(1);

/** @type {Map<string, Map<string, string>>} tab → part of it → settings */
const settingsOf = new Map();

const openTab = () => document.querySelector('#rooms > .tab-wrapper [role="tab"][aria-selected="true"]')?.dataset.tabId;

function write(tab) {
  const query = [...settingsOf.get(tab)?.values() ?? []].filter(Boolean).join('&');
  history.replaceState(null, '', `#${tab}${query ? `?${query}` : ''}`);
}

/**
 * Put a tab's settings in the address if that tab is the one on screen; else keep them until it is.
 * @param {string} tab @param {string} query @param {string} part which part of the tab these are settings of
 */
export function writeLink(tab, query, part = '') {
  if (!settingsOf.has(tab)) settingsOf.set(tab, new Map());
  settingsOf.get(tab).set(part, query);
  if (openTab() === tab) write(tab);
}

/** Keep the address true when a tab is opened, by the visitor or by the page. */
export function followTabs() {
  window.addEventListener('hashchange', () => location.reload()); // a link pasted into an open page
  const bar = document.querySelector('#rooms > .tab-wrapper');
  let shown = openTab();
  new MutationObserver(() => {
    const tab = openTab();
    if (tab && tab !== shown) write(shown = tab);
  }).observe(bar, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
}

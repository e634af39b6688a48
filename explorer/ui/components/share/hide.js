/** Parts of the page that a link hides from a class. */

import { pageSetting } from '../address.js';

/**
 * Hide what the address says, also what comes into the page later. Names that are none are skipped.
 * @param {Record<string, string>} parts name in links → selector
 */
export function hideParts(parts) {
  const hidden = pageSetting('hide').split(',').filter((name) => Object.hasOwn(parts, name));
  if (!hidden.length) return;
  const style = document.createElement('style');
  style.textContent = `${hidden.map((name) => parts[name]).join(', ')} { display: none !important; }`;
  document.head.append(style);
  document.body.classList.add(...hidden.map((name) => `hides-${name}`)); // so that the rest can take the room
}

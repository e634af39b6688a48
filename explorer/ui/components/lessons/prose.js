/**
 * What a lesson says, as nodes: paragraphs, **strong**, *emphasis*, `code` and $formulas$.
 *
 * Words may come from a stranger's link, so everything is text: no markup is ever read.
 */

import { formula } from './formulas.js';

const MARKS = /\$([^$]+)\$|\*\*([^*]+)\*\*|\*([^*\n]+)\*|`([^`]+)`/g;

/** @param {string} text @returns {HTMLElement[]} one a paragraph */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => line(part, 'p'));
}

/** @param {string} text @param {string} tag @param {string} kind class */
export function line(text, tag, kind = '') {
  const node = element(tag, '', kind);
  let read = 0;
  for (const found of text.matchAll(MARKS)) {
    node.append(text.slice(read, found.index));
    const [whole, tex, strong, emphasis, code] = found;
    node.append(tex ? formula(tex) : element(strong ? 'strong' : emphasis ? 'em' : 'code', strong ?? emphasis ?? code));
    read = found.index + whole.length;
  }
  node.append(text.slice(read));
  return node;
}

/** @param {string} tag @param {string} text @param {string} kind class */
export function element(tag, text, kind = '') {
  return Object.assign(document.createElement(tag), { textContent: text, className: kind });
}

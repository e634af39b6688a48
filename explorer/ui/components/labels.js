/** The sentences of a component's markup, each where `data-text` and its like name it. */

const ATTRIBUTES = { label: 'aria-label', title: 'title' };

/**
 * Write what a node says, unless it says so already: whatever is written is laid out anew, and read out
 * anew where it is a live region.
 * @param {HTMLElement} node @param {string} sentence
 */
export function say(node, sentence) {
  if (node.textContent !== sentence) node.textContent = sentence;
}

/** @param {HTMLElement} root @param {Record<string, string>} text */
export function label(root, text) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  for (const node of root.querySelectorAll('[data-html]')) node.innerHTML = text[node.dataset.html];
  for (const [kind, attribute] of Object.entries(ATTRIBUTES)) {
    for (const node of root.querySelectorAll(`[data-${kind}]`)) node.setAttribute(attribute, text[node.dataset[kind]]);
  }
}

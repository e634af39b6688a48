/** A row of buttons of which one is chosen. */

import { rove } from './roving.js';

/**
 * @param {HTMLElement} group @param {{value: string, label: string}[]} choices
 * @param {(value: string) => void} onChoose
 * @returns {(value: string) => void} marks one as chosen
 */
export function segments(group, choices, onChoose) {
  group.replaceChildren(...choices.map(({ value, label }) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label, onclick: () => onChoose(value) });
    button.dataset.value = value;
    return button;
  }));
  rove(group);
  return (value) => {
    for (const button of group.children) button.setAttribute('aria-pressed', String(button.dataset.value === value));
  };
}

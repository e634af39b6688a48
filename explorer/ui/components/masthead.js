/** The header's buttons. */

import { followTabs } from './address.js';
import { chooseLanguage } from './ink.js';

const REMEMBERED = 'explorer-theme';

/** @param {{element: HTMLElement, constants: any}} gradio */
export function mount({ element, constants }) {
  const text = chooseLanguage(constants.text), part = (name) => element.querySelector(`.${name}`);
  for (const node of element.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  for (const node of element.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
  restoreTheme();
  part('theme').onclick = switchTheme;
  part('copy-link').setAttribute('aria-label', text.copy_link);
  part('copy-link').onclick = () => copyLink(part('copy-link').querySelector('.word'), text);
  followTabs();
}

function restoreTheme() {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered && !new URLSearchParams(location.search).has('__theme')) {
    document.body.classList.toggle('dark', remembered === 'dark');
  }
}

function switchTheme() {
  const dark = document.body.classList.toggle('dark');
  localStorage.setItem(REMEMBERED, dark ? 'dark' : 'light');
}

async function copyLink(word, text) {
  await navigator.clipboard?.writeText(location.href);
  word.textContent = text.copied;
  setTimeout(() => { word.textContent = text.copy_link; }, 1500);
}

/** The header's buttons. */

import { followTabs, setPageSetting } from './address.js';
import { chooseLanguage } from './ink.js';
import { label } from './labels.js';

const REMEMBERED = 'explorer-theme', REMEMBERED_LANGUAGE = 'explorer-language';

/** @param {{element: HTMLElement, constants: any}} gradio */
export function mount({ element, constants }) {
  const text = chooseLanguage(constants.text), part = (name) => element.querySelector(`.${name}`);
  label(element, text);
  document.title = text.title;
  restoreTheme();
  part('theme').onclick = switchTheme;
  part('language').lang = constants.text.en === text ? 'zh-CN' : 'en';
  part('language').onclick = () => speak(constants.text.en === text ? 'zh' : 'en');
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

/** In which language the page speaks is decided once, before all else: see language.js. */
function speak(language) {
  localStorage.setItem(REMEMBERED_LANGUAGE, language);
  setPageSetting('lang', language);
  location.reload();
}

async function copyLink(word, text) {
  await navigator.clipboard?.writeText(location.href);
  word.textContent = text.copied;
  setTimeout(() => { word.textContent = text.copy_link; }, 1500);
}

/** The header's buttons. */

import { followTabs, setPageSetting } from './address.js';
import { translateGradio } from './gradio_words.js';
import { chooseLanguage } from './ink.js';
import { label } from './labels.js';
import { hideParts } from './share/hide.js';
import { mountMenu } from './share/menu.js';

const REMEMBERED = 'explorer-theme', REMEMBERED_LANGUAGE = 'explorer-language';

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const text = chooseLanguage(constants.text), part = (name) => element.querySelector(`.${name}`);
  label(element, text);
  document.title = text.title;
  restoreTheme();
  part('theme').onclick = switchTheme;
  const english = constants.text.en === text;
  part('language').lang = english ? 'zh-CN' : 'en';
  part('language').onclick = () => speak(english ? 'zh' : 'en');
  if (!english) translateGradio(text);
  hideParts(constants.parts);
  mountMenu(part('share'), { text, parts: Object.keys(constants.parts), server, switchTheme });
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

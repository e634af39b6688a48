/** What Gradio's fields do not have: a word on what each does, logarithmic sliders, folds that say what is in them. */

import { fill } from '../ink.js';
import { wordsOf } from './words.js';

/** Settings whose range spans decades: a slider from 1e-6 to 1e-1 beside the number. */
const DECADES = { learning_rate_g: [-6, -1], learning_rate_d: [-6, -1] };

/**
 * @param {HTMLElement} column the settings
 * @param {{closed: string[], summaries: Record<string, string[]>, settings: string[]}} constants
 * @param {Record<string, string>} text
 */
export function dressFields(column, { closed, summaries, settings }, text) {
  const field = (name) => column.querySelector(`#train-${name}`);
  let config = {}, waiting = true, words = text;

  const dress = () => {
    for (const name of settings) describe(field(name), name);
    for (const [name, ends] of Object.entries(DECADES)) slide(field(name), ends);
    if (!waiting || !column.querySelector(`#train-${settings.at(-1)}`)) return;
    waiting = false; // every fold was open once, so that its fields are there; now those close that begin closed
    for (const fold of closed) column.querySelector(`#train-fold-${fold} > .label-wrap.open`)?.click();
    column.classList.add('dressed');
    summarize();
  };

  const describe = (block, name) => {
    const said = words[`about_${name}`], known = block?.querySelector('.about');
    if (!block || known?.textContent === said) return;
    const about = known ?? Object.assign(document.createElement('p'), { className: 'about', id: `train-about-${name}` });
    about.textContent = said;
    if (!known) block.append(about);
    block.title = `${said}\n${block.classList.contains('live') ? text.live_hint : text.later_hint}`;
    for (const input of block.querySelectorAll('input')) input.setAttribute('aria-describedby', about.id);
  };

  /** Below its row, as wide as that, what the field does that the keyboard has just entered. */
  const tellBelow = ({ target }) => {
    const about = target.matches(':focus-visible') && target.closest('[id^="train-"]')?.querySelector('.about'), row = target.closest('.row');
    below.remove();
    if (!about || !row) return;
    below.textContent = about.textContent;
    row.append(below);
  };
  const below = Object.assign(document.createElement('p'), { className: 'below' });
  below.setAttribute('aria-hidden', 'true'); // the field is described by its own copy
  column.addEventListener('focusin', tellBelow);
  column.addEventListener('focusout', () => below.remove());

  /** @param {HTMLElement | null} block @param {[number, number]} ends powers of ten */
  const slide = (block, [least, most]) => {
    const number = block?.querySelector('input[type="number"]');
    if (!number || block.querySelector('.decades')) return;
    const slider = Object.assign(document.createElement('input'), { type: 'range', className: 'decades', min: least, max: most, step: .01 });
    slider.setAttribute('aria-label', number.getAttribute('aria-label'));
    number.after(slider);
    slider.oninput = () => {
      type(number, Number((10 ** slider.value).toPrecision(2)));
      progress(slider);
    };
    slider.onchange = () => number.dispatchEvent(new FocusEvent('blur'));
    number.addEventListener('input', () => follow(block));
    follow(block);
  };

  const summarize = () => {
    for (const [fold, names] of Object.entries(summaries)) {
      tell(fold, names.filter((name) => name in config).map((name) => summary(name, config[name], text)).filter(Boolean).join(', '));
    }
    tell('keep', text.keep_now);
  };

  /** Say in a fold's head what is in it. */
  const tell = (fold, words) => {
    const label = column.querySelector(`#train-fold-${fold} > .label-wrap`);
    if (!label) return;
    const now = label.querySelector('.now') ?? label.insertBefore(Object.assign(document.createElement('span'), { className: 'now' }), label.lastElementChild);
    if (now.textContent !== words) now.textContent = words; // or the observer below would never rest
  };

  new MutationObserver(dress).observe(column, { childList: true, subtree: true });
  dress();
  return {
    /** The settings as they are now. @param {Record<string, any>} now */
    show(now) {
      config = now ?? config;
      words = wordsOf(text, config.system);
      for (const name of settings) describe(field(name), name);
      summarize();
      for (const name of Object.keys(DECADES)) setTimeout(() => follow(field(name))); // after Gradio has put the number there
    },
    /** Whether there is a run that some settings apply to at once. @param {any} stage */
    alive(stage) {
      const alive = Boolean(stage?.own && stage?.run) && ['starting', 'waiting', 'running', 'paused'].includes(stage.update?.status);
      column.classList.toggle('alive', alive);
    },
  };
}

/** Put a number in a field as if it had been typed. */
function type(number, value) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(number, value);
  number.dispatchEvent(new Event('input', { bubbles: true }));
}

function follow(block) {
  const slider = block?.querySelector('.decades'), value = Number(block?.querySelector('input[type="number"]')?.value);
  if (!slider || !(value > 0) || document.activeElement === slider) return;
  slider.value = Math.log10(value);
  progress(slider);
}

function progress(slider) {
  slider.style.setProperty('--range_progress', `${100 * (slider.value - slider.min) / (slider.max - slider.min)}%`);
}

function summary(name, value, text) {
  if (value === false || value === 0) return '';
  if (value === true) return text[`short_${name}`] ?? name;
  if (name === 'steps') return fill(text.steps_now, { n: value.toLocaleString('en-US') });
  return text[`${name}_${value}`] ?? String(value);
}

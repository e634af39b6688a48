/** A picture, its convolution, and two ways back: only one of them is an inverse. */

import { chooseLanguage, fill, format } from '../ink.js';
import { drawPicture } from './lab_picture.js';

const NEAR = '400px'; // the server is asked when the card comes this close to the screen

/** @param {{element: HTMLElement, constants: any, server: any}} gradio */
export function mount({ element, constants, server }) {
  const text = chooseLanguage(constants.text), card = element.querySelector('.inverse-card');
  card.querySelector('.note').textContent = text.errors_note;
  new IntersectionObserver(async (entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    show(card, await server.show_inverse({}), text);
  }, { rootMargin: NEAR }).observe(card);
}

/** @param {HTMLElement} card @param {any} view @param {Record<string, string>} text */
function show(card, { picture, attempts }, text) {
  card.querySelector('.attempts').replaceChildren(...attempts.map((attempt) => {
    const { convolved, transposed, solved } = attempt, row = document.createElement('section');
    row.dataset.layer = attempt.name;
    row.append(heading(text[`layer_${attempt.name}`]), strip([
      ['picture_itself', picture, fill(text.size, picture)],
      ['convolved', convolved, fill(text.size, convolved)],
      ['transposed', transposed, fill(text.error, { error: sayError(attempt.transposed_error) })],
      ['solved', solved, fill(text.error, { error: sayError(attempt.solved_error) })],
    ], text));
    return row;
  }));
}

function heading(words) {
  const node = document.createElement('h3');
  node.textContent = words;
  return node;
}

function strip(pictures, text) {
  const node = document.createElement('div');
  node.className = 'strip';
  node.append(...pictures.map(([name, picture, caption]) => {
    const figure = document.createElement('figure');
    figure.className = name;
    figure.innerHTML = '<canvas role="img"></canvas><figcaption><b></b><span></span></figcaption>';
    const canvas = figure.querySelector('canvas');
    drawPicture(canvas, picture);
    canvas.setAttribute('aria-label', `${text[name]}, ${caption}`);
    figure.querySelector('b').textContent = text[name];
    figure.querySelector('span').textContent = caption;
    return figure;
  }));
  return node;
}

/** A relative error in per cent; what only rounding leaves, as a power of ten. @param {number} error */
export function sayError(error) {
  if (error >= .001) return `${format(100 * error, 1)} %`;
  return error > 0 ? `10${superscript(Math.round(Math.log10(100 * error)))} %` : '0 %';
}

const superscript = (power) => [...String(power)].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '⁻').join('');

/** Ink on paper: colours from the page's tokens, numbers, and the few strokes every canvas needs. */

/** @typedef {[number, number, number]} Rgb */

const TOKENS = ['page', 'paper', 'sunk', 'line', 'line-2', 'ink', 'ink-2', 'ink-3', 'input', 'kernel',
  'output', 'overlap', 'real', 'fake', 'g', 'd', 'score', 'neg', 'zero', 'pos', 'input-ink', 'kernel-ink',
  'output-ink', 'overlap-ink', 'real-ink', 'fake-ink', 'g-ink', 'd-ink', 'signed-strength', 'count-strength', 'sans', 'math'];
const DARK_TEXT = '#1B1C1F', LIGHT_TEXT = '#FFFFFF';

/**
 * The page's tokens as they are now (they differ between light and dark); `scale` holds the colours
 * that values are mixed from, parsed once because a frame mixes thousands of them.
 * @typedef {Record<string, string> & {scale: Record<'zero' | 'neg' | 'pos' | 'overlap' | 'output', Rgb>}} Ink
 * @param {Element} element
 * @returns {Ink}
 */
export function readInk(element) {
  const style = getComputedStyle(element);
  const ink = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  const scale = Object.fromEntries(['zero', 'neg', 'pos', 'overlap', 'output'].map((name) => [name, rgb(ink[name])]));
  return Object.assign(ink, { scale });
}

/** Call back whenever the page turns light or dark. @param {() => void} redraw */
export function onThemeChange(redraw) {
  const observer = new MutationObserver(redraw);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return observer;
}

/** @param {string} hex @returns {Rgb} */
export const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
/** @param {Rgb} a @param {Rgb} b @param {number} t */
export const mix = (a, b, t) => a.map((v, i) => Math.round(v + (b[i] - v) * t));
/** @param {Rgb} colour */
export const css = (colour) => `rgb(${colour.join(',')})`;

/**
 * Signed value → fill, centred on zero; never so strong that a number on it cannot be read.
 * @param {Ink} ink @param {number} value @param {number} limit largest |value|
 */
export function signed(ink, value, limit) {
  const t = Math.max(-1, Math.min(1, value / limit)) || 0;
  return mix(ink.scale.zero, t < 0 ? ink.scale.neg : ink.scale.pos, Math.abs(t) ** .85 * ink['signed-strength']);
}

/**
 * Count → fill, paper to overlap yellow.
 * @param {Ink} ink @param {number} count @param {number} most
 */
export function counted(ink, count, most) {
  const { zero, overlap: full } = ink.scale;
  if (count <= 0) return zero;
  const t = most <= 1 ? .6 : (count - 1) / (most - 1) * ink['count-strength'];
  return mix(mix(zero, full, .14), full, t);
}

function luminance(colour) {
  const [r, g, b] = colour.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}
/** The text colour that reads better on a fill. @param {Rgb} fill */
export function textOn(fill) {
  const light = 1.05 / (luminance(fill) + .05);
  const dark = (luminance(fill) + .05) / (luminance(rgb(DARK_TEXT)) + .05);
  return light > dark ? LIGHT_TEXT : DARK_TEXT;
}

/** A number with a true minus sign. @param {number} value @param {number} digits */
export function format(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  return (value < 0 && Number(text) !== 0 ? '−' : '') + text;
}
/** @param {number} value @param {number} digits */
export const formatSigned = (value, digits = 2) => (value < 0 ? '−' : '+') + format(Math.abs(value), digits);

/**
 * Decimals (0 to 3) that a grid needs: as few as show it exactly, else enough for its scale.
 * @param {number[][]} values
 */
export function digitsFor(values) {
  const flat = values.flat();
  const exact = [0, 1, 2].find((n) => flat.every((v) => Math.abs(v - Number(v.toFixed(n))) < 1e-9));
  if (exact !== undefined) return exact;
  return largest(values) < .5 ? 3 : 2;
}

/** Largest |value| of a grid, never zero. @param {number[][]} values */
export const largest = (values) => values.reduce((m, row) => row.reduce((n, v) => Math.max(n, Math.abs(v)), m), 1e-9);

/**
 * Size a canvas in CSS pixels at the screen's own resolution, cleared.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 */
export function fit(canvas, width, height) {
  const scale = Math.max(1, (window.devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1));
  const w = Math.round(width * scale), h = Math.round(height * scale);
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * Where a pointer is on an element, in the pixels that the element is laid out in: a projector may enlarge these.
 * @param {HTMLElement} element @param {MouseEvent} event @returns {[number, number]}
 */
export function pointOn(element, { clientX, clientY }) {
  const { left, top } = element.getBoundingClientRect(), zoom = element.currentCSSZoom ?? 1;
  return [(clientX - left) / zoom, (clientY - top) / zoom];
}

/** Path of a rounded rectangle. */
export function box(context, x, y, width, height, radius) {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
}

/** Draw text; returns its width. */
export function write(context, ink, string, x, y, { size = 12, weight = 400, color = ink.ink, align = 'center', font = ink.sans, italic = false } = {}) {
  context.font = `${italic ? 'italic ' : ''}${weight} ${size}px ${font}`;
  context.fillStyle = color;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(string, x, y);
  return context.measureText(string).width;
}

/**
 * The table of sentences for this visitor.
 * @param {Record<string, Record<string, string>>} languages
 */
export function chooseLanguage(languages) {
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.split('-')[0]);
  return languages[wanted.find((tag) => tag in languages) ?? 'en'];
}

/** Fill {placeholders} in a sentence. @param {string} sentence @param {Record<string, any>} values */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);

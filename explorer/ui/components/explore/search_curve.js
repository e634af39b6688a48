/** How a search for a z went: its error over the steps, on a logarithmic scale. */

import { fit, write } from '../ink.js';

const HEIGHT = 150, LEFT = 34, BOTTOM = 18, TOP = 8, RIGHT = 6;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten, short. @param {number} power */
const tick = (power) => (power > -3 ? String(10 ** power) : `10⁻${[...String(-power)].map((digit) => RAISED[digit]).join('')}`);

/**
 * @param {HTMLCanvasElement} canvas @param {import('../ink.js').Ink} ink
 * @param {{step: number, error: number, starts: number[]}[]} curve @param {number} steps in all
 * @param {Record<string, string>} text
 */
export function drawSearch(canvas, ink, curve, steps, text) {
  const width = canvas.parentElement.clientWidth, context = fit(canvas, width, HEIGHT);
  const all = curve.flatMap(({ error, starts }) => [error, ...starts]).filter((value) => value > 0);
  canvas.setAttribute('aria-label', curve.length ? `${text.picture_curve}: ${curve[0].error.toPrecision(2)} … ${curve.at(-1).error.toPrecision(2)}` : text.picture_curve);
  const [low, high] = all.length ? [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))] : [-3, 0];
  const x = (step) => LEFT + step / Math.max(1, steps) * (width - LEFT - RIGHT);
  const y = (error) => TOP + (high - Math.log10(error)) / Math.max(1, high - low) * (HEIGHT - TOP - BOTTOM);
  for (let power = low; power <= high; power++) {
    context.fillStyle = ink.line;
    context.fillRect(LEFT, y(10 ** power), width - LEFT - RIGHT, 1);
    write(context, ink, tick(power), LEFT - 5, y(10 ** power), { size: 11, color: ink['ink-3'], align: 'right' });
  }
  if (!curve.length) return;
  for (const step of [0, steps / 2, steps]) write(context, ink, String(Math.round(step)), x(step), HEIGHT - 7, { size: 11, color: ink['ink-3'], align: step === steps ? 'right' : 'center' });
  context.globalAlpha = .45;
  context.fillStyle = ink.score;
  for (const { step, starts } of curve) for (const error of starts) if (error > 0) context.fillRect(x(step) - 1, y(error) - 1, 2, 2);
  context.globalAlpha = 1;
  Object.assign(context, { strokeStyle: ink.fake, lineWidth: 1.8 });
  context.beginPath();
  for (const { step, error } of curve) context.lineTo(x(step), y(Math.max(error, 10 ** low)));
  context.stroke();
}

/** Power by frequency along an axis: one line for each kind of picture, with the strides' frequencies. */

import { fit, write } from '../ink.js';

const HEIGHT = 170, LEFT = 46, RIGHT = 10, TOP = 18, BOTTOM = 32, STEP = 10; // decibels

/**
 * @param {HTMLCanvasElement} canvas @param {import('../ink.js').Ink} ink
 * @param {{profile: number[], color: string, dashed: boolean}[]} lines in decibels, from frequency 0 to 1/2
 * @param {number[]} periods of the strides, in pixels @param {{x: string, y: string}} names of the axes
 */
export function drawProfiles(canvas, ink, lines, periods, names) {
  const width = canvas.parentElement.clientWidth, context = fit(canvas, width, HEIGHT);
  const all = lines.flatMap(({ profile }) => profile.slice(1)); // the constant part is no pattern
  const low = Math.floor(Math.min(...all) / STEP) * STEP, high = Math.ceil(Math.max(...all) / STEP) * STEP;
  const x = (frequency) => LEFT + frequency * 2 * (width - LEFT - RIGHT);
  const y = (power) => TOP + (high - power) / (high - low || 1) * (HEIGHT - TOP - BOTTOM);
  const small = { size: 11, color: ink['ink-3'] }, every = high - low > 6 * STEP ? 2 * STEP : STEP;
  for (let power = low; power <= high; power += every) {
    context.fillStyle = ink.line;
    context.fillRect(LEFT, y(power), width - LEFT - RIGHT, 1);
    write(context, ink, String(power).replace('-', '−'), LEFT - 6, y(power), { ...small, align: 'right' });
  }
  write(context, ink, names.y, 0, 7, { ...small, align: 'left' });
  write(context, ink, names.x, width - RIGHT, HEIGHT - 6, { ...small, align: 'right' });
  context.setLineDash([2, 3]);
  for (const period of periods) {
    Object.assign(context, { strokeStyle: ink['ink-2'], lineWidth: 1 });
    stroke(context, [[x(1 / period), TOP], [x(1 / period), HEIGHT - BOTTOM]]);
    write(context, ink, `1/${period}`, x(1 / period), HEIGHT - BOTTOM + 10, { size: 11, color: ink['ink-2'], align: period === 2 ? 'right' : 'center' });
  }
  write(context, ink, '0', x(0), HEIGHT - BOTTOM + 10, small);
  for (const { profile, color, dashed } of lines) {
    context.setLineDash(dashed ? [6, 3] : []);
    Object.assign(context, { strokeStyle: color, lineWidth: 1.8, lineJoin: 'round' });
    stroke(context, profile.map((power, at) => [x(at / (profile.length - 1) / 2), y(power)]).slice(1));
  }
  context.setLineDash([]);
}

function stroke(context, points) {
  context.beginPath();
  for (const [across, down] of points) context.lineTo(across, down);
  context.stroke();
}

/** What a stage of slow motion made, drawn: latents, pictures with D's verdicts, gradients. */

import { css, fit, signed, write } from '../ink.js';
import { drawPlane } from './plane.js';

const ENLARGED = 4, GAP = 4, COLUMNS = 4, BAR = 4, WRITTEN = 13, TALLEST = 330;

/**
 * Pictures with D's verdict under each: a bar and the number.
 * @param {HTMLCanvasElement} canvas @param {number} width
 * @param {import('../ink.js').Ink} ink @param {{sheet: any, picture: HTMLCanvasElement}} decoded
 * @param {Float32Array | null} verdicts @param {string} idea colour of the bars
 */
export function drawJudged(canvas, width, ink, { sheet, picture }, verdicts, idea) {
  const rows = Math.ceil(sheet.count / COLUMNS), foot = BAR + WRITTEN + 3; // also without verdicts, so that nothing jumps from stage to stage
  const cell = Math.floor(Math.min((width - (COLUMNS - 1) * GAP) / COLUMNS, (TALLEST + GAP) / rows - GAP - foot));
  const context = fit(canvas, COLUMNS * (cell + GAP) - GAP, rows * (cell + foot + GAP) - GAP);
  context.imageSmoothingQuality = 'high';
  for (let i = 0; i < sheet.count; i++) {
    const x = i % COLUMNS * (cell + GAP), y = Math.floor(i / COLUMNS) * (cell + foot + GAP);
    const [fromX, fromY] = [i % sheet.columns * sheet.width, Math.floor(i / sheet.columns) * sheet.height].map((v) => v * ENLARGED);
    context.drawImage(picture, fromX, fromY, sheet.width * ENLARGED, sheet.height * ENLARGED, x, y, cell, cell);
    if (!verdicts) continue;
    context.fillStyle = ink.line;
    context.fillRect(x, y + cell + 2, cell, BAR);
    context.fillStyle = ink[idea];
    context.fillRect(x, y + cell + 2, cell * verdicts[i], BAR);
    write(context, ink, verdicts[i].toFixed(2), x + cell / 2, y + cell + BAR + 10, { size: 11, color: ink['ink-2'] });
  }
}

/** Latents as rows of signed cells. @param {Float32Array} values @param {[number, number]} shape */
export function drawLatents(canvas, width, ink, values, [rows, columns]) {
  const height = Math.min(16, Math.max(8, 220 / rows)), cell = width / columns, context = fit(canvas, width, rows * height);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      context.fillStyle = css(signed(ink, values[row * columns + column], 3));
      context.fillRect(column * cell, row * height, cell + .5, height - 2);
    }
  }
}

/** Norms of the gradients, a bar a layer. @param {Float32Array} norms */
export function drawNorms(canvas, width, ink, norms, idea) {
  const most = Math.max(...norms, 1e-12), line = 17, context = fit(canvas, width, line * norms.length + 4);
  norms.forEach((norm, i) => {
    const y = i * line + 4;
    write(context, ink, String(i + 1), 12, y + 6, { size: 11, color: ink['ink-3'], align: 'right' });
    context.fillStyle = ink[idea];
    context.fillRect(20, y, Math.max(1, (width - 90) * norm / most), 11);
    write(context, ink, norm.toPrecision(2), 26 + (width - 90) * norm / most, y + 6, { size: 11, color: ink['ink-2'], align: 'left' });
  });
}

/** Points of a stage on the plane as it is. */
export function drawPoints(canvas, side, ink, plane, layers) {
  drawPlane(fit(canvas, side, side), ink, plane, layers, side);
}

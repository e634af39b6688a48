/** The small pictures beside the views: how many stamps cover each pixel, and what colours mean. */

import { box, counted, css, fit, signed } from '../ink.js';
import { drawCells, grid } from './cells.js';

/** Overlap counts of the output. @param {HTMLCanvasElement} canvas @param {import('./stage.js').Scene} scene */
export function drawOverlap(canvas, scene, room = 146) {
  const [rows, columns] = scene.view.output_size, size = cellSize(scene.view, room);
  canvas.style.width = `${columns * size}px`;
  drawOverlapMap({ context: fit(canvas, columns * size, rows * size), ink: scene.ink }, scene, room);
}

/** The same with its corner at the origin of any pen. */
export function drawOverlapMap(pen, { view, cell }, room) {
  const { context, ink } = pen, [rows, columns] = view.output_size, size = cellSize(view, room), most = Math.max(...view.overlap.flat());
  drawCells(pen, grid(0, 0, size, rows, columns), (r, c) => {
    const count = view.overlap[r][c];
    return { fill: counted(ink, count, most), label: String(count) };
  }, { gap: 1, smallest: 13, font: 10.5 });
  if (cell[0] < 0 || cell[1] < 0 || cell[0] >= rows || cell[1] >= columns) return; // a ghost cell
  context.strokeStyle = ink.ink;
  context.lineWidth = 2;
  box(context, cell[1] * size + 1, cell[0] * size + 1, Math.max(2, size - 2), Math.max(2, size - 2), 3);
  context.stroke();
}

/** Side of a cell of the map. @param {import('./math.js').View} view @param {number} room */
export const cellSize = ({ output_size }, room) => Math.max(1, Math.min(18, Math.floor(room / Math.max(...output_size))));

/** The colour bar of signed values. @param {HTMLCanvasElement} canvas */
export function drawScale(canvas, ink, width = 72) {
  const context = fit(canvas, width, 9);
  for (let i = 0; i < width; i++) {
    context.fillStyle = css(signed(ink, i - (width - 1) / 2, width / 2));
    context.fillRect(i, 0, 1.2, 9);
  }
}

/** Numbers onto canvases, at one canvas pixel a number: pure drawing; CSS scales. */

import { paint, unpack } from './draw.js';

/**
 * @typedef {{shape: [number, number], floats: string}} PackedValues (H, W), float32
 * @typedef {{height: number, width: number, values: Float32Array}} Grid
 */

/** @param {PackedValues} packed @returns {Grid} */
export const unpackValues = ({ shape: [height, width], floats }) => ({ height, width, values: new Float32Array(unpack(floats).buffer) });

/** Largest magnitude, never zero. @param {Grid} grid */
export const peakOf = ({ values }) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);

/** @param {HTMLCanvasElement} canvas @param {Grid} grid @param {Uint32Array} palette of 256 colours, zero at 128 @param {number} limit */
export const drawSigned = (canvas, grid, palette, limit) => drawGrid(canvas, grid, palette, (value) => 128 + 127 * value / limit);

/** @param {HTMLCanvasElement} canvas @param {Grid} grid @param {Uint32Array} palette of 256 colours, from `low` to `high` */
export const drawBetween = (canvas, grid, palette, low, high) => drawGrid(canvas, grid, palette, (value) => 255 * (value - low) / (high - low || 1));

function drawGrid(canvas, { height, width, values }, palette, toIndex) {
  paint(canvas, width, height, (pixels) => {
    for (let i = 0; i < values.length; i++) pixels[i] = palette[Math.max(0, Math.min(255, Math.round(toIndex(values[i]))))];
  });
}

/** How far apart two packed images are at each pixel, signed, the mean over colours. @returns {Grid} in [−2, 2] */
export function differenceOf(one, other) {
  const [, height, width, channels] = one.shape, a = unpack(one.bytes), b = unpack(other.bytes);
  const values = Float32Array.from({ length: height * width }, (_, pixel) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += b[pixel * channels + c] - a[pixel * channels + c];
    return sum / channels / 127.5;
  });
  return { height, width, values };
}

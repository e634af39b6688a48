/**
 * Pictures and feature maps onto canvases: pure drawing, at one canvas pixel a value; CSS scales.
 *
 * @typedef {{shape: [number, number, number, number], bytes: string}} PackedImages (N, H, W, C)
 * @typedef {{channels: number[], signed: boolean, peak: number, shape: [number, number, number],
 *   bytes: string}} PackedMaps (C, H, W)
 */

import { mix, rgb, signed } from './ink.js';

/** @param {string} base64 @returns {Uint8Array} */
export const unpack = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/**
 * Draw images, one a canvas, grey or in colour.
 * @param {(HTMLCanvasElement | OffscreenCanvas)[]} canvases
 * @param {PackedImages | {shape: number[], values: Uint8Array}} images packed, or unpacked already
 */
export function drawImages(canvases, { shape, bytes, values = unpack(bytes) }) {
  const [count, height, width, channels] = shape, size = height * width;
  for (let n = 0; n < Math.min(count, canvases.length); n++) {
    paint(canvases[n], width, height, (pixel, to) => {
      const from = (n * size + pixel) * channels;
      for (let c = 0; c < 3; c++) to[pixel * 4 + c] = values[from + (channels === 3 ? c : 0)];
    });
  }
}

/**
 * Draw feature maps, one a canvas.
 * @param {HTMLCanvasElement[]} canvases @param {PackedMaps} maps @param {Palettes} palettes
 */
export function drawMaps(canvases, { shape, bytes, signed: isSigned }, palettes) {
  const [count, height, width] = shape, values = unpack(bytes), size = height * width;
  const palette = isSigned ? palettes.signed : palettes.activation;
  for (let n = 0; n < Math.min(count, canvases.length); n++) {
    paint(canvases[n], width, height, (pixel, to) => {
      const from = values[n * size + pixel] * 3;
      for (let c = 0; c < 3; c++) to[pixel * 4 + c] = palette[from + c];
    });
  }
}

function paint(canvas, width, height, fillPixel) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d'), image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    fillPixel(pixel, image.data);
    image.data[pixel * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/**
 * Colours of the 256 values a map can have: activations go from paper to output green and on to
 * ink, signed ones are centred on zero.
 * @typedef {{activation: Uint8Array, signed: Uint8Array}} Palettes
 * @param {import('./ink.js').Ink} ink @returns {Palettes}
 */
export function palettesOf(ink) {
  const zero = rgb(ink.zero), output = rgb(ink.output), end = mix(output, rgb(ink.ink), .5);
  const activation = (t) => (t < .75 ? mix(zero, output, t / .75) : mix(output, end, (t - .75) / .25));
  const table = (colour) => Uint8Array.from(Array.from({ length: 256 }, (_, value) => colour(value)).flat());
  return {
    activation: table((value) => activation(value / 255)),
    signed: table((value) => signed(ink, value - 128, 127)),
  };
}

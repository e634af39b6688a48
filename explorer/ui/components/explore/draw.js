/**
 * Pictures and feature maps onto canvases: pure drawing, at one canvas pixel a value; CSS scales.
 *
 * @typedef {{shape: [number, number, number, number], bytes: string}} PackedImages (N, H, W, C)
 * @typedef {{channels: number[], signed: boolean, peak: number, shape: [number, number, number],
 *   bytes: string}} PackedMaps (C, H, W)
 */

import { mix, rgb, signed } from '../ink.js';

/** @param {string} base64 @returns {Uint8Array} */
export const unpack = Uint8Array.fromBase64?.bind(Uint8Array) ?? decode;

/** What browsers without `Uint8Array.fromBase64` do. */
function decode(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * Draw images, one a canvas, grey or in colour.
 * @param {(HTMLCanvasElement | OffscreenCanvas)[]} canvases
 * @param {PackedImages | {shape: number[], values: Uint8Array}} images packed, or unpacked already
 */
export function drawImages(canvases, { shape, bytes, values = unpack(bytes) }) {
  const [count, height, width, channels] = shape, size = height * width;
  const green = channels === 3 ? 1 : 0, blue = channels === 3 ? 2 : 0;
  for (let n = 0; n < Math.min(count, canvases.length); n++) {
    let from = n * size * channels;
    paint(canvases[n], width, height, (pixels) => {
      for (let i = 0; i < size; i++, from += channels) pixels[i] = pixel(values[from], values[from + green], values[from + blue]);
    });
  }
}

/**
 * Draw images onto one canvas, row by row: browsers composite every canvas by itself in every frame,
 * so a hundred small ones cost each frame a third of its time.
 * @param {HTMLCanvasElement} canvas
 * @param {PackedImages | {shape: number[], values: Uint8Array}} images packed, or unpacked already
 * @param {{columns: number, gap?: number, first?: number, count?: number}} layout `gap` in pixels of
 *   the images; `count` images from `first` on
 */
export function drawTiles(canvas, { shape, bytes, values = unpack(bytes) }, { columns, gap = 0, first = 0, count = shape[0] - first }) {
  const [, height, width, channels] = shape, rows = Math.ceil(count / columns);
  const green = channels === 3 ? 1 : 0, blue = channels === 3 ? 2 : 0;
  const across = columns * (width + gap) - gap;
  paint(canvas, across, rows * (height + gap) - gap, (pixels) => {
    let from = first * height * width * channels;
    for (let n = 0; n < count; n++) {
      const corner = Math.floor(n / columns) * (height + gap) * across + n % columns * (width + gap);
      for (let y = 0; y < height; y++) {
        for (let to = corner + y * across, end = to + width; to < end; to++, from += channels) {
          pixels[to] = pixel(values[from], values[from + green], values[from + blue]);
        }
      }
    }
  });
}

/**
 * Draw feature maps onto one canvas, row by row, without gaps.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas @param {PackedMaps} maps @param {Palettes} palettes
 * @param {{columns: number, count?: number}} layout how many maps are drawn, and how many in a row
 */
export function drawMaps(canvas, { shape, bytes, signed: isSigned }, palettes, { columns, count = shape[0] }) {
  const [, height, width] = shape, values = unpack(bytes), across = columns * width;
  const palette = isSigned ? palettes.signed : palettes.activation;
  paint(canvas, across, Math.ceil(count / columns) * height, (pixels) => {
    for (let n = 0, from = 0; n < count; n++) {
      const corner = Math.floor(n / columns) * height * across + n % columns * width;
      for (let y = 0; y < height; y++) {
        for (let to = corner + y * across, end = to + width; to < end; to++) pixels[to] = palette[values[from++]];
      }
    }
  });
}

/** Size a canvas and fill it. @param {(pixels: Uint32Array) => void} fillPixels */
export function paint(canvas, width, height, fillPixels) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d'), image = context.createImageData(width, height);
  fillPixels(new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
}

/** An opaque pixel as one number; every machine that runs a browser puts its first byte first. */
const pixel = (red, green, blue) => (255 << 24 | blue << 16 | green << 8 | red) >>> 0;

/**
 * Colours of the 256 values a map can have: activations go from paper to output green and on to
 * ink, signed ones are centred on zero.
 * @typedef {{activation: Uint32Array, signed: Uint32Array}} Palettes pixels
 * @param {import('../ink.js').Ink} ink @returns {Palettes}
 */
export function palettesOf(ink) {
  const zero = rgb(ink.zero), output = rgb(ink.output), end = mix(output, rgb(ink.ink), .5);
  const activation = (t) => (t < .75 ? mix(zero, output, t / .75) : mix(output, end, (t - .75) / .25));
  const table = (colour) => Uint32Array.from({ length: 256 }, (_, value) => pixel(...colour(value)));
  return {
    activation: table((value) => activation(value / 255)),
    signed: table((value) => signed(ink, value - 128, 127)),
  };
}

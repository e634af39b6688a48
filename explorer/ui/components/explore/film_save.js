/** A film as a file: a video, an animated GIF or WebP, or a PNG sheet with every frame. */

import { drawImages } from './draw.js';
import { recordVideo } from './film_video.js';
import { commonColours, GifWriter } from '../gif.js';
import { WebpWriter } from '../webp.js';

const LARGE = 256; // pixels that the longer side of a frame has at least, each of its own enlarged alike
const SAMPLES = 12; // frames that the palette of a GIF is taken from
const COLUMNS = 10;

/**
 * @typedef {{shape: [number, number, number, number], values: Uint8Array}} Frames (N, H, W, C)
 * @param {'mp4' | 'gif' | 'webp' | 'png'} kind @param {Frames} frames @param {number} milliseconds a frame
 * @returns {Promise<Blob>}
 * @throws {Error} if the browser cannot write the format
 */
export async function saveFilm(kind, frames, milliseconds) {
  if (kind === 'png') return sheet(frames);
  const [count, height, width] = frames.shape, scale = Math.max(1, Math.ceil(LARGE / Math.max(height, width)));
  const area = { x: 0, y: 0, width: width * scale, height: height * scale };
  const stills = drawn(frames).map((canvas) => enlarge(canvas, area));
  if (kind === 'mp4') return recordVideo(stills, milliseconds);
  if (kind === 'webp') {
    const writer = new WebpWriter(area.width, area.height);
    for (const still of stills) writer.add(await toWebp(still), area, milliseconds);
    return writer.finish();
  }
  const pixels = (n) => new Uint32Array(stills[n].getContext('2d').getImageData(0, 0, area.width, area.height).data.buffer);
  const sampled = Array.from({ length: SAMPLES }, (_, n) => pixels(Math.round(n / (SAMPLES - 1) * (count - 1))));
  const writer = new GifWriter(area.width, area.height, commonColours(sampled));
  for (let n = 0; n < count; n++) {
    writer.add(pixels(n), null, area, milliseconds);
    await new Promise((resolve) => { setTimeout(resolve); }); // let the page breathe
  }
  return writer.finish();
}

/** Every frame at its own size, row by row. */
function sheet(frames) {
  const [count, height, width] = frames.shape, columns = Math.min(count, COLUMNS);
  const canvas = new OffscreenCanvas(columns * width, Math.ceil(count / columns) * height), context = canvas.getContext('2d');
  drawn(frames).forEach((still, n) => context.drawImage(still, n % columns * width, Math.floor(n / columns) * height));
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @returns {OffscreenCanvas[]} */
function drawn(frames) {
  const [count, height, width] = frames.shape, canvases = Array.from({ length: count }, () => new OffscreenCanvas(width, height));
  drawImages(canvases, frames);
  return canvases;
}

function enlarge(still, { width, height }) {
  const canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingEnabled = false;
  context.drawImage(still, 0, 0, width, height);
  return canvas;
}

async function toWebp(still) {
  const blob = await still.convertToBlob({ type: 'image/webp', quality: .9 });
  if (blob.type !== 'image/webp') throw new Error('no WebP');
  return new Uint8Array(await blob.arrayBuffer());
}

/** The player as a film: frames drawn off screen by the same functions, then put into one file. */

import { commonColours, GifWriter } from '../gif.js';
import { drawPicture, pictureSize } from './picture.js';
import { WebpWriter } from '../webp.js';

export const MAX_FRAMES = 128; // about ten seconds, and a file that can be mailed
export const MAX_WIDTH = 1200;
const FRAME = 80, LAST = 1600; // milliseconds
const SMOOTH = 10; // frames of a step at most
const SAMPLES = 12; // frames that the palette of a GIF is taken from

/**
 * When the frames are taken, in steps of the player.
 * @param {number} total steps of the player
 * @returns {{times: number[], every: number, seconds: number}} `every`: steps from frame to frame, at least 1
 */
export function schedule(total) {
  const perStep = Math.min(SMOOTH, Math.floor(MAX_FRAMES / total)), every = perStep ? 1 : Math.ceil(total / MAX_FRAMES);
  const count = perStep ? total * perStep : Math.ceil(total / every);
  const times = Array.from({ length: count }, (_, n) => Math.min(total, (n + 1) * (perStep ? 1 / perStep : every)));
  return { times, every, seconds: Math.round(((count - 1) * FRAME + LAST) / 1000) };
}

/**
 * @param {'gif' | 'webp'} kind
 * @param {(time: number) => import('./picture.js').Shown} showAt
 * @param {number} total steps of the player
 * @param {(n: number, frames: number) => boolean} onFrame false stops the film
 * @returns {Promise<Blob | null>} null when it was stopped
 * @throws {Error} if the browser cannot write the format
 */
export async function makeFilm(kind, showAt, total, onFrame) {
  const { times } = schedule(total), camera = new Camera(pictureSize(showAt(0)));
  const sampled = Array.from({ length: SAMPLES }, (_, n) => times[Math.round(n / (SAMPLES - 1) * (times.length - 1))]);
  const writer = kind === 'gif'
    ? new GifWriter(camera.width, camera.height, commonColours(sampled.map((time) => camera.take(showAt(time)))))
    : new WebpWriter(camera.width, camera.height);
  let before = null;
  for (const [n, time] of times.entries()) {
    const frame = camera.take(showAt(time)), area = changed(before, frame, camera), milliseconds = n === times.length - 1 ? LAST : FRAME;
    if (kind === 'gif') writer.add(frame, before, area, milliseconds);
    else writer.add(await camera.still(frame, before, area), area, milliseconds);
    before = frame;
    if (!onFrame(n + 1, times.length)) return null;
    await new Promise((resolve) => { setTimeout(resolve); }); // let the page breathe
  }
  return writer.finish();
}

/** Takes pictures of what is shown, all of one size. */
class Camera {
  constructor([width, height]) {
    const scale = Math.min(1, MAX_WIDTH / width);
    Object.assign(this, { scale, width: Math.round(width * scale), height: Math.round(height * scale) });
    this.canvas = new OffscreenCanvas(this.width, this.height);
    this.context = this.canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }

  /** @returns {Uint32Array} */
  take(shown) {
    const { context, scale, width, height } = this;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawPicture(context, shown);
    return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  }

  /** A rectangle of a frame as a WebP file, clear where nothing changed. */
  async still(frame, before, { x, y, width, height }) {
    const part = new OffscreenCanvas(width, height), image = new ImageData(width, height), pixels = new Uint32Array(image.data.buffer);
    for (let row = 0, n = 0; row < height; row++) {
      for (let at = (y + row) * this.width + x, end = at + width; at < end; at++, n++) pixels[n] = before && before[at] === frame[at] ? 0 : frame[at];
    }
    part.getContext('2d').putImageData(image, 0, 0);
    const blob = await part.convertToBlob({ type: 'image/webp', quality: .9 });
    if (blob.type !== 'image/webp') throw new Error('no WebP');
    return new Uint8Array(await blob.arrayBuffer());
  }
}

/** The rectangle in which two frames differ, its corner on even pixels as WebP wants it. */
function changed(before, frame, { width, height }) {
  if (!before) return { x: 0, y: 0, width, height };
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (before[at] === frame[at]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = left - left % 2, y = top - top % 2;
  return { x, y, width: right - x + 1, height: bottom - y + 1 };
}

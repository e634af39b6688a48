/** Animated GIF (89a): one palette for all frames, only the changed rectangle of each, LZW. */

import { ByteList } from './bytes.js';

const CLEAR_ROOM = 256, BITS = 8, LARGEST_CODE = 4095;
const EXACT = 170; // flat fills are kept exactly, the edges of letters nearly
const UNCHANGED = 255; // palette index that lets the last frame show through

/**
 * The commonest colours as they are, and of the rest the commonest of each bucket of 8×8×8 shades.
 * @param {Uint32Array[]} frames as `ImageData` holds them, red in the lowest byte
 */
export function commonColours(frames) {
  const counts = new Map();
  for (const frame of frames) {
    for (let at = 0, start = 0; at < frame.length; at++) { // run by run: most neighbours are alike
      if (frame[at] === frame[at + 1]) continue;
      counts.set(frame[at], (counts.get(frame[at]) ?? 0) + at + 1 - start);
      start = at + 1;
    }
  }
  const colours = [...counts].sort((a, b) => b[1] - a[1]), exact = colours.splice(0, EXACT).map(([pixel]) => pixel), buckets = new Map();
  for (const [pixel, count] of colours) {
    const bucket = bucketOf(pixel), known = buckets.get(bucket);
    if (known) known.count += count;
    else buckets.set(bucket, { pixel, count });
  }
  const rest = [...buckets.values()].sort((a, b) => b.count - a.count).map(({ pixel }) => pixel);
  return [...exact, ...rest].slice(0, UNCHANGED);
}

const bucketOf = (pixel) => (pixel >> 3 & 31) << 10 | (pixel >> 11 & 31) << 5 | (pixel >> 19 & 31);

export class GifWriter {
  /** @param {number} width @param {number} height @param {number[]} colours */
  constructor(width, height, colours) {
    Object.assign(this, { width, height, colours, nearest: new Map(), bytes: new ByteList() });
    const table = new Uint8Array(3 * 256);
    colours.forEach((pixel, n) => table.set([pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255], 3 * n));
    this.bytes.text('GIF89a').short(width).short(height).push(0xf7, 0, 0).append(table);
    this.bytes.push(0x21, 0xff, 11).text('NETSCAPE2.0').push(3, 1).short(0).push(0); // loop for ever
  }

  /**
   * @param {Uint32Array} frame @param {Uint32Array | null} before the frame on screen
   * @param {{x: number, y: number, width: number, height: number}} area what differs
   * @param {number} milliseconds
   */
  add(frame, before, { x, y, width, height }, milliseconds) {
    this.bytes.push(0x21, 0xf9, 4, 0x05).short(Math.round(milliseconds / 10)).push(UNCHANGED, 0);
    this.bytes.push(0x2c).short(x).short(y).short(width).short(height).push(0);
    const indices = new Uint8Array(width * height);
    for (let row = 0, n = 0; row < height; row++) {
      for (let at = (y + row) * this.width + x, end = at + width; at < end; at++, n++) {
        indices[n] = before && before[at] === frame[at] ? UNCHANGED : this.#index(frame[at]);
      }
    }
    compress(indices, this.bytes);
  }

  /** @returns {Blob} */
  finish() {
    this.bytes.push(0x3b);
    return new Blob([this.bytes.toArray()], { type: 'image/gif' });
  }

  #index(pixel) {
    let index = this.nearest.get(pixel);
    if (index === undefined) this.nearest.set(pixel, index = this.#search(pixel));
    return index;
  }

  #search(pixel) {
    let best = 0, least = Infinity;
    this.colours.forEach((colour, n) => {
      let distance = 0;
      for (let shift = 0; shift < 24; shift += 8) distance += ((pixel >> shift & 255) - (colour >> shift & 255)) ** 2;
      if (distance < least) [least, best] = [distance, n];
    });
    return best;
  }
}

const follower = new Uint16Array((LARGEST_CODE + 1) * 256); // code × next index → longer code, 0 for none

/** LZW with codes of growing width, in blocks of at most 255 bytes. */
function compress(indices, bytes) {
  const packed = new ByteList();
  let hold = 0, held = 0, size = BITS + 1, next = CLEAR_ROOM + 2;
  const put = (code) => {
    hold |= code << held;
    for (held += size; held >= 8; held -= 8, hold >>>= 8) packed.push(hold & 255);
  };
  follower.fill(0);
  put(CLEAR_ROOM);
  let code = indices[0];
  for (let n = 1; n < indices.length; n++) {
    const at = code << 8 | indices[n], longer = follower[at];
    if (longer) {
      code = longer;
      continue;
    }
    put(code);
    if (next <= LARGEST_CODE) {
      if (next === 1 << size && size < 12) size += 1;
      follower[at] = next++;
    } else {
      put(CLEAR_ROOM);
      follower.fill(0);
      size = BITS + 1;
      next = CLEAR_ROOM + 2;
    }
    code = indices[n];
  }
  put(code);
  if (next === 1 << size && size < 12) size += 1;
  put(CLEAR_ROOM + 1); // the end
  if (held) packed.push(hold & 255);
  bytes.push(BITS);
  const data = packed.toArray();
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    bytes.push(block.length).append(block);
  }
  bytes.push(0);
}

/** Animated WebP: the browser compresses each frame, and this puts the frames into one file. */

import { ByteList } from './bytes.js';

const HEADER = 12; // "RIFF", length, "WEBP"
const CHUNK = 8; // name, length
const ANIMATED = 0x02, TRANSPARENT = 0x10, OVER_THE_LAST = 0;
const PIXELS = ['ALPH', 'VP8 ', 'VP8L'];

export class WebpWriter {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.body = new ByteList();
    chunk(this.body, 'VP8X', new ByteList().push(ANIMATED | TRANSPARENT, 0, 0, 0).triple(width - 1).triple(height - 1));
    chunk(this.body, 'ANIM', new ByteList().long(0xffffffff).short(0)); // white, for ever
  }

  /**
   * @param {Uint8Array} still one frame as a WebP file
   * @param {{x: number, y: number, width: number, height: number}} area where it goes; x and y even
   * @param {number} milliseconds
   */
  add(still, { x, y, width, height }, milliseconds) {
    const frame = new ByteList().triple(x / 2).triple(y / 2).triple(width - 1).triple(height - 1).triple(milliseconds).push(OVER_THE_LAST);
    for (const [name, bytes] of chunksOf(still)) if (PIXELS.includes(name)) frame.append(bytes);
    chunk(this.body, 'ANMF', frame);
  }

  /** @returns {Blob} */
  finish() {
    const header = new ByteList().text('RIFF').long(this.body.length + 4).text('WEBP');
    return new Blob([header.toArray(), this.body.toArray()], { type: 'image/webp' });
  }
}

function chunk(list, name, content) {
  list.text(name).long(content.length).append(content.toArray());
  if (content.length % 2) list.push(0);
}

/** Name and bytes, header and padding included, of every chunk of a WebP file. */
function* chunksOf(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = HEADER; at + CHUNK <= file.length;) {
    const length = view.getUint32(at + 4, true), end = at + CHUNK + length + length % 2;
    yield [String.fromCharCode(...file.subarray(at, at + 4)), file.subarray(at, end)];
    at = end;
  }
}

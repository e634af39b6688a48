/** A growing list of bytes, little-endian. */

export class ByteList {
  constructor() {
    this.data = new Uint8Array(1 << 16);
    this.length = 0;
  }

  /** @param {...number} values */
  push(...values) {
    this.#grow(values.length);
    for (const value of values) this.data[this.length++] = value;
    return this;
  }

  /** @param {Uint8Array} bytes */
  append(bytes) {
    this.#grow(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  short(value) { return this.push(value & 255, value >> 8); }

  /** Three bytes. */
  triple(value) { return this.push(value & 255, value >> 8 & 255, value >> 16); }

  long(value) { return this.short(value & 0xffff).short(value >>> 16); }

  /** ASCII. @param {string} string */
  text(string) { return this.push(...[...string].map((sign) => sign.charCodeAt(0))); }

  toArray() { return this.data.subarray(0, this.length); }

  #grow(by) {
    if (this.length + by <= this.data.length) return;
    const larger = new Uint8Array(Math.max(2 * this.data.length, this.length + by));
    larger.set(this.data);
    this.data = larger;
  }
}

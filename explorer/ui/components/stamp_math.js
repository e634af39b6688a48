/**
 * The bookkeeping of the Stamp stage. Inputs, weights and the finished canvas come from NumPy; here
 * they are only put in order of time: which stamp lands where, and what has been added so far.
 *
 * @typedef {[number, number]} Pair
 * @typedef {{kernel_size: Pair, stride: Pair, padding: Pair, output_padding: Pair, dilation: Pair}} Spec
 * @typedef {{spec: Spec, input_size: Pair, output_size: Pair, canvas_size: Pair, x: number[][],
 *   w: number[][], canvas: number[][], overlap: number[][], delta: number, settings: object,
 *   source: string | null}} View
 * @typedef {{index: number, i: number, j: number, u: number, v: number, x: number, w: number,
 *   product: number}} Term
 */

/** How many stamps there are. @param {View} view */
export const stampCount = (view) => view.input_size[0] * view.input_size[1];

/** Input row and column of a stamp. @param {View} view @param {number} index @returns {Pair} */
export const inputOf = (view, index) => [Math.floor(index / view.input_size[1]), index % view.input_size[1]];

/** Canvas row and column of a stamp's first cell. @param {View} view @param {number} index @returns {Pair} */
export function originOf(view, index) {
  const [i, j] = inputOf(view, index), [sh, sw] = view.spec.stride;
  return [i * sh, j * sw];
}

/** Rows and columns a stamp spans on the canvas. @param {View} view @returns {Pair} */
export function spanOf(view) {
  const { kernel_size: k, dilation: d } = view.spec;
  return [d[0] * (k[0] - 1) + 1, d[1] * (k[1] - 1) + 1];
}

/**
 * The canvas after some stamps, grown one stamp at a time so that playing costs one stamp a frame.
 */
export class Accumulator {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.clear();
  }

  clear() {
    const [rows, columns] = this.view.canvas_size;
    this.count = 0;
    this.sum = Array.from({ length: rows }, () => new Float64Array(columns));
    this.hits = Array.from({ length: rows }, () => new Int32Array(columns));
  }

  /** Show exactly `count` stamps. @param {number} count */
  advanceTo(count) {
    if (count < this.count) this.clear();
    while (this.count < count) this.#add(this.count);
  }

  /** Largest |difference| to a finished canvas. @param {number[][]} canvas */
  differenceTo(canvas) {
    let most = 0;
    canvas.forEach((row, r) => row.forEach((v, c) => { most = Math.max(most, Math.abs(v - this.sum[r][c])); }));
    return most;
  }

  #add(index) {
    const { view } = this, { kernel_size: k, dilation: d } = view.spec;
    const [i, j] = inputOf(view, index), [top, left] = originOf(view, index);
    for (let u = 0; u < k[0]; u++) for (let v = 0; v < k[1]; v++) {
      const row = top + u * d[0], column = left + v * d[1];
      this.sum[row][column] += view.x[i][j] * view.w[u][v];
      this.hits[row][column] += 1;
    }
    this.count = index + 1;
  }
}

/**
 * Every input × weight term of one canvas cell, in stamp order.
 * @param {View} view @param {number} row @param {number} column @returns {Term[]}
 */
export function termsOf(view, row, column) {
  const { kernel_size: k, stride: s, dilation: d } = view.spec, terms = [];
  for (let i = 0; i < view.input_size[0]; i++) for (let j = 0; j < view.input_size[1]; j++) {
    const u = (row - i * s[0]) / d[0], v = (column - j * s[1]) / d[1];
    if (!Number.isInteger(u) || !Number.isInteger(v) || u < 0 || v < 0 || u >= k[0] || v >= k[1]) continue;
    const x = view.x[i][j], w = view.w[u][v];
    terms.push({ index: i * view.input_size[1] + j, i, j, u, v, x, w, product: x * w });
  }
  return terms;
}

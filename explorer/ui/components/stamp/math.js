/**
 * The bookkeeping of the Stamp stage. Inputs, weights and the finished canvas come from NumPy; here
 * they are only put in order of time: which stamp lands where, and what has been added so far.
 *
 * @typedef {[number, number]} Pair
 * @typedef {{kernel_size: Pair, stride: Pair, padding: Pair, output_padding: Pair, dilation: Pair,
 *   in_channels: number, out_channels: number, groups: number}} Spec
 * @typedef {{spec: Spec, input_size: Pair, output_size: Pair, canvas_size: Pair, x: number[][][],
 *   w: number[][][][], canvas: number[][][], overlap: number[][],
 *   deltas: Record<string, number | null>, adjoint: {left: number, right: number},
 *   settings: object, source: any, read: number[][] | null, link: string}} View
 * @typedef {{c: number, index: number, i: number, j: number, u: number, v: number, x: number,
 *   w: number, product: number}} Term
 */

/** How many stamps there are. @param {View} view */
export const stampCount = (view) => view.input_size[0] * view.input_size[1];

/** How many output pixels there are. @param {View} view */
export const windowCount = (view) => view.output_size[0] * view.output_size[1];

/** Row and column of a place in reading order. @param {Pair} size @param {number} index @returns {Pair} */
export const cellOf = ([, columns], index) => [Math.floor(index / columns), index % columns];

/** Canvas row and column of a stamp's first cell. @param {View} view @param {number} index @returns {Pair} */
export function originOf(view, index) {
  const [i, j] = cellOf(view.input_size, index), [sh, sw] = view.spec.stride;
  return [i * sh, j * sw];
}

/** Rows and columns a stamp spans on the canvas. @param {View} view @returns {Pair} */
export function spanOf({ spec: { kernel_size: k, dilation: d } }) {
  return [d[0] * (k[0] - 1) + 1, d[1] * (k[1] - 1) + 1];
}

/** The input channels that reach an output channel. @param {View} view @param {number} out @returns {number[]} */
export function reaching({ spec }, out) {
  const outs = spec.out_channels / spec.groups, ins = spec.in_channels / spec.groups;
  const first = Math.floor(out / outs) * ins;
  return Array.from({ length: ins }, (_, n) => first + n);
}

/** The output channels that an input channel reaches. @param {View} view @param {number} from @returns {number[]} */
export function reached({ spec }, from) {
  const outs = spec.out_channels / spec.groups, ins = spec.in_channels / spec.groups;
  const first = Math.floor(from / ins) * outs;
  return Array.from({ length: outs }, (_, n) => first + n);
}

/** Whether the layer works along one dimension: nothing happens along the height. @param {View} view */
export const isLine = ({ input_size: i, spec: { kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d } }) => (
  i[0] === 1 && k[0] === 1 && s[0] === 1 && p[0] === 0 && a[0] === 0 && d[0] === 1 && (i[1] > 1 || k[1] > 1 || s[1] > 1));

/** The kernel from one channel to another. @param {View} view @returns {number[][]} */
export function kernelOf({ spec, w }, from, out) {
  return w[from][out % (spec.out_channels / spec.groups)];
}

/** What one input position adds to one output channel. @param {View} view @returns {number[][]} (kH, kW) */
export function stampOf(view, index, out) {
  const [i, j] = cellOf(view.input_size, index), [kh, kw] = view.spec.kernel_size;
  const values = Array.from({ length: kh }, () => new Array(kw).fill(0));
  for (const c of reaching(view, out)) {
    const x = view.x[c][i][j], kernel = kernelOf(view, c, out);
    for (let u = 0; u < kh; u++) for (let v = 0; v < kw; v++) values[u][v] += x * kernel[u][v];
  }
  return values;
}

/** The canvas after some stamps, grown one stamp at a time so that playing costs one stamp a frame. */
export class Accumulator {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.clear();
  }

  clear() {
    const [rows, columns] = this.view.canvas_size;
    this.count = 0;
    this.sum = this.view.canvas.map(() => Array.from({ length: rows }, () => new Float64Array(columns)));
    this.hits = Array.from({ length: rows }, () => new Int32Array(columns));
  }

  /** Show exactly `count` stamps. @param {number} count */
  advanceTo(count) {
    if (count < this.count) this.clear();
    while (this.count < count) this.#add(this.count);
  }

  /** Largest |difference| to a finished canvas. @param {number[][][]} canvas */
  differenceTo(canvas) {
    let most = 0;
    canvas.forEach((plane, o) => plane.forEach((row, r) => row.forEach((v, c) => {
      most = Math.max(most, Math.abs(v - this.sum[o][r][c]));
    })));
    return most;
  }

  #add(index) {
    const { view } = this, [kh, kw] = view.spec.kernel_size, [dh, dw] = view.spec.dilation;
    const [top, left] = originOf(view, index);
    this.sum.forEach((plane, out) => {
      const stamp = stampOf(view, index, out);
      for (let u = 0; u < kh; u++) for (let v = 0; v < kw; v++) plane[top + u * dh][left + v * dw] += stamp[u][v];
    });
    for (let u = 0; u < kh; u++) for (let v = 0; v < kw; v++) this.hits[top + u * dh][left + v * dw] += 1;
    this.count = index + 1;
  }
}

/**
 * Every input × weight term of one canvas cell of one output channel, in stamp order.
 * @param {View} view @param {number} out @param {number} row @param {number} column @returns {Term[]}
 */
export function termsOf(view, out, row, column) {
  const { kernel_size: k, stride: s, dilation: d } = view.spec, terms = [];
  for (let i = 0; i < view.input_size[0]; i++) for (let j = 0; j < view.input_size[1]; j++) {
    const u = (row - i * s[0]) / d[0], v = (column - j * s[1]) / d[1];
    if (!Number.isInteger(u) || !Number.isInteger(v) || u < 0 || v < 0 || u >= k[0] || v >= k[1]) continue;
    for (const c of reaching(view, out)) {
      const x = view.x[c][i][j], w = kernelOf(view, c, out)[u][v];
      terms.push({ c, index: i * view.input_size[1] + j, i, j, u, v, x, w, product: x * w });
    }
  }
  return terms;
}

/** p' = d(k − 1) − p: what Gather pads by, or crops where it is negative. @param {View} view @returns {Pair} */
export function gatherPadding({ spec: { kernel_size: k, dilation: d, padding: p } }) {
  return [d[0] * (k[0] - 1) - p[0], d[1] * (k[1] - 1) - p[1]];
}

/** Size of the spread input that Gather slides over. @param {View} view @returns {Pair} */
export function spreadSize(view) {
  const [height, width] = spanOf(view);
  return [view.output_size[0] + height - 1, view.output_size[1] + width - 1];
}

/**
 * The input cell at a place of the spread input, or null where a zero was put.
 * @param {View} view @returns {Pair | null}
 */
export function inputAt(view, row, column) {
  const [top, left] = gatherPadding(view), [sh, sw] = view.spec.stride, [rows, columns] = view.input_size;
  const i = (row - top) / sh, j = (column - left) / sw;
  return Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < rows && j < columns ? [i, j] : null;
}

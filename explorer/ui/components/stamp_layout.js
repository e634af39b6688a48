/**
 * Where everything lies on the Stamp canvas: pure arithmetic from sizes to grids.
 *
 * @typedef {{x: number, y: number, size: number, rows: number, columns: number}} Grid a grid of
 *   square cells of `size` CSS pixels
 * @typedef {{narrow: boolean, width: number, height: number, top: number, left: number,
 *   below: number, gap: number, input: Grid, kernel: Grid, stamp: Grid, output: Grid}} Layout
 */

const NARROW = 760;
const GUTTER = 16; // room for row numbers left of a grid

/**
 * @param {import('./stamp_math.js').View} view
 * @param {number} width CSS pixels the canvas may take
 * @param {number} windowHeight the window's height, which the wide layout fills
 * @returns {Layout}
 */
export function layOut(view, width, windowHeight) {
  return width < NARROW ? narrow(view, width) : wide(view, width, windowHeight);
}

/** Input × kernel = stamp on the left half, output on the right. */
function wide(view, width, windowHeight) {
  const [ih, iw] = view.input_size, [kh, kw] = view.spec.kernel_size, [rows, columns] = view.canvas_size;
  const height = clamp(windowHeight - 276, 400, clamp(492 + (width - 1006) * .47, 492, 720));
  const zoom = height / 492, top = 36, left = Math.round(width * .5) - 8, operator = 30;
  const size = Math.max(3, Math.floor(Math.min(
    36 * zoom, (left - 2 * operator - GUTTER) / (iw + 2 * kw), 180 * zoom / Math.max(ih, kh))));
  const gap = (left - GUTTER - (iw + 2 * kw) * size) / 2, tallest = Math.max(ih, kh) * size;
  const middle = (count) => top + (tallest - count * size) / 2;
  const input = grid(GUTTER, middle(ih), size, ih, iw);
  const kernel = grid(right(input) + gap, middle(kh), size, kh, kw);
  const stamp = grid(right(kernel) + gap, middle(kh), size, kh, kw);
  const cell = Math.max(2, Math.floor(Math.min(64, (height - top) / rows, (width - left - 56 - GUTTER) / columns)));
  const output = grid(width - columns * cell - 2, top, cell, rows, columns);
  return { narrow: false, width, height, top, left, below: top + tallest + 34, gap, input, kernel, stamp, output };
}

/** One under the other, for a phone. */
function narrow(view, width) {
  const [ih, iw] = view.input_size, [kh, kw] = view.spec.kernel_size, [rows, columns] = view.canvas_size;
  const gutter = 14, gap = 28, top = 34;
  const size = Math.max(2, Math.min(36, Math.floor((width - gap - gutter - 4) / (iw + kw))));
  const input = grid(gutter, top, size, ih, iw);
  const kernel = grid(right(input) + gap, top, size, kh, kw);
  const stampTop = top + Math.max(ih, kh) * size + 44;
  const stamp = grid(gutter, stampTop, size, kh, kw);
  const cell = Math.max(2, Math.min(40, Math.floor((width - gutter - 4) / columns)));
  const output = grid(Math.max(gutter, (width - columns * cell) / 2), stampTop + kh * size + 54, cell, rows, columns);
  return { narrow: true, width, height: bottom(output) + 6, top, left: width, below: 0, gap, input, kernel, stamp, output };
}

/** The part of the output grid that padding keeps. @param {Layout} layout @returns {Grid} */
export function keptWindow({ output }, view) {
  const [ph, pw] = view.spec.padding, [rows, columns] = view.output_size;
  return grid(output.x + pw * output.size, output.y + ph * output.size, output.size, rows, columns);
}

/**
 * The cell of a grid under a point, or null.
 * @param {Grid} area @returns {[number, number] | null}
 */
export function cellAt(area, x, y) {
  const row = Math.floor((y - area.y) / area.size), column = Math.floor((x - area.x) / area.size);
  return row >= 0 && column >= 0 && row < area.rows && column < area.columns ? [row, column] : null;
}

/** @param {Grid} g */
export const right = (g) => g.x + g.columns * g.size;
/** @param {Grid} g */
export const bottom = (g) => g.y + g.rows * g.size;

const grid = (x, y, size, rows, columns) => ({ x, y, size, rows, columns });
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

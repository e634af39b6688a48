/**
 * The Matrix view: y = Cᵀ x for one pair of channels, and C itself, the matrix of the convolution. C multiplies y,
 * or v where a layer of a discriminator is open: v is what that layer reads.
 */

import { box, css, digitsFor, fill, format, formatSigned, largest, signed, textOn, write } from '../ink.js';
import { drawImage, heading } from './cells.js';
import { cellOf, kernelOf, originOf, reached, stampCount, windowCount } from './math.js';

export const steps = stampCount;

const BAR = 40; // width of a column vector, in CSS pixels

export function layOut(view, { width, height, narrow }) {
  const tall = Number.isFinite(height) ? height : 440;
  return { narrow, width, height: tall, top: 36, left: width, below: tall, side: narrow ? 0 : Math.round(width * .36) };
}

/** Where matrix and vectors lie; `flipped` shows C, whose rows are input cells. */
function places({ layout, view, flipped }) {
  const ys = windowCount(view), xs = stampCount(view), gap = layout.narrow ? 22 : 38, height = layout.height - layout.top - 6;
  const rows = flipped ? xs : ys, columns = flipped ? ys : xs;
  const width = Math.max(20, layout.width - layout.side - 2 * (BAR + gap) - 22);
  const matrix = { x: 4, y: layout.top, width: Math.min(width, columns * 22), height };
  const factor = { x: matrix.x + matrix.width + gap, y: layout.top, width: BAR, height };
  const product = { x: factor.x + BAR + gap, y: layout.top, width: BAR, height };
  return { rows, columns, matrix, factor, product, rowHeight: height / rows, columnWidth: matrix.width / columns };
}

export function areas() {
  return {};
}

/** The operation's cell under a point: an output pixel on a row of Cᵀ, an input cell on a column. */
export function pick(scene, x, y) {
  const { view, flipped } = scene, at = places(scene);
  const inside = (area) => x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
  const along = (area, count) => Math.min(count - 1, Math.floor((y - area.y) / area.height * count));
  const output = (index) => ({ kind: 'output', cell: cellOf(view.output_size, index) });
  const input = (index) => ({ kind: 'input', cell: cellOf(view.input_size, index) });
  if (inside(at.matrix)) return (flipped ? input : output)(along(at.matrix, at.rows));
  if (inside(at.factor)) return (flipped ? output : input)(along(at.factor, at.columns));
  if (inside(at.product)) return (flipped ? input : output)(along(at.product, at.rows));
  return null;
}

/** @param {import('./cells.js').Pen} pen @param {import('./stage.js').Scene} scene */
export function draw(pen, scene) {
  const { view, ink, text, layout, channel, flipped } = scene, at = places(scene);
  const zeros = 1 - entries(view).length / (at.rows * at.columns);
  const rest = `${at.rows}×${at.columns}${layout.narrow ? '' : `, ${fill(text.zeros, { percent: Math.round(100 * zeros) })}`}`;
  heading(pen, at.matrix.x, 8, ink.kernel, '', flipped ? 'C' : 'Cᵀ', rest);
  const operand = view.read ? 'v' : 'y';
  heading(pen, at.factor.x, 8, flipped ? ink.output : ink.input, '', flipped ? operand : 'x', '');
  heading(pen, at.product.x, 8, flipped ? ink.input : ink.output, '', flipped ? `C ${operand}` : 'y', '');
  drawMatrix(pen, scene, at);
  const y = flipped ? operandOf(view, channel.out) : flatOutput(view, channel.out);
  if (flipped) {
    const back = convolved(view, channel.in);
    drawVector(pen, at.product, back, largest([back]), Math.max(2, digitsFor([back])));
  } else drawVector(pen, at.factor, view.x[channel.in].flat(), scene.limits.x, scene.limits.digits.x);
  const own = flipped && view.read; // v is on a scale of its own
  drawVector(pen, flipped ? at.factor : at.product, y, own ? largest([y]) : scene.limits.y, own ? digitsFor([y]) : scene.limits.digits.y);
  write(pen.context, ink, '·', (at.matrix.x + at.matrix.width + at.factor.x) / 2, at.matrix.y + at.matrix.height / 2, { size: 22, color: ink['ink-3'] });
  write(pen.context, ink, '=', (at.factor.x + BAR + at.product.x) / 2, at.matrix.y + at.matrix.height / 2, { size: 18, color: ink['ink-3'] });
  drawMarks(pen, scene, at);
  if (!layout.narrow) drawWords(pen, scene, at);
}

/** One channel of the output, in reading order. */
function flatOutput(view, out) {
  const [ph, pw] = view.spec.padding, [rows, columns] = view.output_size;
  return view.canvas[out].slice(ph, ph + rows).flatMap((row) => row.slice(pw, pw + columns));
}

/** What C multiplies: what a discriminator's layer reads, or one channel of the output. */
const operandOf = (view, out) => view.read?.flat() ?? flatOutput(view, out);

/** C y for one input channel: the ordinary convolution of the output. It is not x; C v is, where v is what the layer reads. */
export function convolved(view, from) {
  const sums = new Array(stampCount(view)).fill(0);
  for (const out of reached(view, from)) {
    const y = operandOf(view, out);
    for (const [row, column, weight] of entries(view, kernelOf(view, from, out))) sums[column] += weight * y[row];
  }
  return sums;
}

/** All entries that are not structurally zero: [output index, input index, weight, kernel row, kernel column]. */
function entries(view, weights = null) {
  const { kernel_size: [kh, kw], dilation: [dh, dw], padding: [ph, pw] } = view.spec, [rows, columns] = view.output_size, found = [];
  for (let index = 0; index < stampCount(view); index++) {
    const [top, left] = originOf(view, index);
    for (let u = 0; u < kh; u++) for (let v = 0; v < kw; v++) {
      const r = top + u * dh - ph, c = left + v * dw - pw;
      if (r >= 0 && c >= 0 && r < rows && c < columns) found.push([r * columns + c, index, weights?.[u][v], u, v]);
    }
  }
  return found;
}

function drawMatrix({ context, ink }, { view, limits, channel, flipped }, at) {
  const image = new ImageData(at.columns, at.rows), zero = [...ink.scale.zero, 255];
  for (let n = 0; n < at.columns * at.rows; n++) image.data.set(zero, 4 * n);
  for (const [y, x, weight] of entries(view, kernelOf(view, channel.in, channel.out))) {
    const place = flipped ? x * at.columns + y : y * at.columns + x;
    image.data.set([...signed(ink, weight || 1e-9, limits.w), 255], 4 * place);
  }
  drawImage(context, image, at.matrix.x, at.matrix.y, at.matrix.width, at.matrix.height);
  context.strokeStyle = ink.kernel;
  context.lineWidth = 2;
  box(context, at.matrix.x - 2, at.matrix.y - 2, at.matrix.width + 4, at.matrix.height + 4, 3);
  context.stroke();
}

function drawVector({ context, ink }, area, values, limit, digits) {
  const height = area.height / values.length;
  values.forEach((value, n) => {
    const colour = signed(ink, value, limit);
    context.fillStyle = css(colour);
    context.fillRect(area.x, area.y + n * height, area.width, Math.max(.8, height - (height > 3 ? .8 : 0)));
    if (height > 13) write(context, ink, format(value, digits), area.x + area.width / 2, area.y + (n + .5) * height, { size: 11, color: textOn(colour) });
  });
  context.strokeStyle = ink['line-2'];
  context.lineWidth = 1;
  box(context, area.x - 1, area.y - 1, area.width + 2, area.height + 2, 3);
  context.stroke();
}

/** The row of your cell, the column of this stamp, and what the two have to do with the vectors. */
function drawMarks({ context, ink }, { view, cell, current, terms, channel, flipped, hover }, at) {
  const mark = (x, y, width, height, color, line) => {
    context.strokeStyle = color;
    context.lineWidth = line;
    box(context, x, y, width, height, 3);
    context.stroke();
  };
  const focus = cell[0] * view.output_size[1] + cell[1];
  const across = (index, color, line) => mark(at.matrix.x - 3, at.matrix.y + index * at.rowHeight - 1.5, at.matrix.width + 6, at.rowHeight + 3, color, line);
  const down = (index, color, line) => mark(at.matrix.x + index * at.columnWidth - 1.5, at.matrix.y - 3, at.columnWidth + 3, at.matrix.height + 6, color, line);
  const on = (area, index, count, color, line) => mark(area.x - 3, area.y + index * area.height / count - 1.5, area.width + 6, area.height / count + 3, color, line);
  const inputs = flipped ? at.product : at.factor, outputs = flipped ? at.factor : at.product;
  (flipped ? down : across)(focus, ink.ink, 2);
  on(outputs, focus, windowCount(view), ink.ink, 2);
  for (const term of terms) if (term.c === channel.in) on(inputs, term.index, stampCount(view), ink.output, 1.5);
  if (current >= 0) {
    (flipped ? across : down)(current, ink.kernel, 2.5);
    on(inputs, current, stampCount(view), ink.kernel, 2.5);
  }
  if (hover?.kind === 'input') {
    const index = hover.cell[0] * view.input_size[1] + hover.cell[1];
    (flipped ? across : down)(index, ink.input, 2);
    on(inputs, index, stampCount(view), ink.input, 2);
  } else if (hover?.kind === 'kernel') {
    for (const [y, x, , u, v] of entries(view)) {
      if (u !== hover.cell[0] || v !== hover.cell[1]) continue;
      const [row, column] = flipped ? [x, y] : [y, x];
      mark(at.matrix.x + column * at.columnWidth, at.matrix.y + row * at.rowHeight, at.columnWidth, at.rowHeight, ink.ink, 1.5);
    }
  }
}

/** Beside the matrix: the row spelled out, why it is called transposed, and the adjoint law. */
function drawWords({ context, ink }, { view, text, cell, terms, channel, limits, layout, flipped }, at) {
  const x = at.product.x + BAR + 34, width = layout.width - x, { digits } = limits, here = terms.filter((t) => t.c === channel.in);
  let y = at.matrix.y + 8;
  const say = (string, style = {}) => {
    for (const line of wrapped(context, ink, string, width)) {
      write(context, ink, line, x, y, { size: 13, align: 'left', color: ink['ink-2'], ...style });
      y += 19;
    }
  };
  say(fill(flipped ? text.matrix_column : text.matrix_row, { cell: `y[${cell.join(',')}]` }), { weight: 600, color: ink.ink });
  const shown = here.slice(0, Math.max(2, Math.floor((layout.height - 330) / 19)));
  for (const t of shown) {
    write(context, ink, `w[${t.u},${t.v}]`, x, y, { size: 13, align: 'left', weight: 500, color: ink['kernel-ink'] });
    write(context, ink, `${format(t.w, digits.w)} × ${format(t.x, digits.x)} = ${formatSigned(t.product, digits.y)}`, x + 62, y, { size: 13, align: 'left' });
    y += 19;
  }
  if (here.length > shown.length) say(fill(text.more, { n: here.length - shown.length }));
  y += 16;
  say(text.why_transposed_title, { weight: 600, color: ink.ink });
  say(fill(text.why_transposed, { o: view.output_size.join('×'), i: view.input_size.join('×'), s: Math.max(...view.spec.stride) }));
  y += 16;
  say(text.adjoint_title, { weight: 600, color: ink.ink });
  say(`⟨C u, x⟩ = ${format(view.adjoint.left, 6)}`);
  say(`⟨u, Cᵀ x⟩ = ${format(view.adjoint.right, 6)}`);
}

function wrapped(context, ink, string, width) {
  context.font = `13px ${ink.sans}`;
  const lines = [''];
  for (const word of string.split(/(?<=\s)|(?<=[，。：；])/)) {
    if (lines.at(-1) && context.measureText(lines.at(-1) + word).width > width) lines.push('');
    lines[lines.length - 1] += word;
  }
  return lines;
}

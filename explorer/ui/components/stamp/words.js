/** The words and numbers around the Stamp canvas: pure functions to HTML strings. */

import { fill, format, formatSigned } from '../ink.js';
import { cellOf, isLine, kernelOf, originOf, reached, reaching, spanOf, stampCount } from './math.js';

const tag = (className, content) => `<span class="${className}">${content}</span>`;
const by = ([rows, columns]) => `${rows}×${columns}`;

/** One number if both axes agree or only one does anything, else both. @param {import('./math.js').View} view */
const sides = (view) => ([h, w]) => (h === w || isLine(view) ? String(w) : `${h}, ${w}`);

/**
 * o = (i − 1)·s − 2·p + d·(k − 1) + a + 1, symbols above live numbers.
 * @param {import('./math.js').View} view
 */
export function formula(view) {
  const { kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d } = view.spec, side = sides(view);
  const columns = [
    ['o', side(view.output_size), 'o'], ['=', '=', 'op'],
    ['(', '('], ['i', side(view.input_size), 'i'], ['−', '−', 'op'], ['1', '1', 'n'], [')', ')'], ['·', '·', 'op'], ['s', side(s)],
    ['−', '−', 'op'], ['2', '2', 'n'], ['·', '·', 'op'], ['p', side(p)],
    ['+', '+', 'op'], ['d', side(d)], ['·', '·', 'op'], ['(', '('], ['k', side(k), 'k'], ['−', '−', 'op'], ['1', '1', 'n'], [')', ')'],
    ['+', '+', 'op'], ['a', side(a)], ['+', '+', 'op'], ['1', '1', 'n'],
  ];
  return columns.map(([symbol, number, idea = '']) => {
    const upright = /[a-z]/.test(symbol) ? '' : ' upright';
    return `<b class="${idea}${upright}">${symbol}</b><span class="${idea}">${number}</span>`;
  }).join('');
}

/** The formula read aloud. */
export function formulaLabel(view) {
  const { kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d } = view.spec, side = sides(view);
  return `o = (${side(view.input_size)} − 1)·${side(s)} − 2·${side(p)} + ${side(d)}·(${side(k)} − 1) + ${side(a)} + 1 = ${side(view.output_size)}`;
}

/** Which layer the numbers come from: "fashion · layer 2 · channel 31 → 7". @param {import('./math.js').View} view */
export function source({ source: from }, text) {
  if (!from) return '';
  const { generator, run_step: step, network, layer, channels: [reads, makes] } = from;
  return [
    step === null ? generator : fill(text.source_run, { n: step.toLocaleString('en-US') }), text[`source_${network}`] ?? '',
    fill(text.source_layer, { n: layer }), fill(text.source_channels, { reads, makes }),
  ].filter(Boolean).join(' · ');
}

/** What a view shows just now. @param {string} kind name of the view */
export function narration(kind, view, text, { current, channel, digits, hover, flipped }) {
  if (hover?.kind === 'kernel') return kernelNarration(view, text, { channel, digits, cell: hover.cell });
  if (kind === 'matrix') return matrixNarration(view, text, channel, flipped);
  if (kind !== 'scatter') return fill(text[`narration_${kind}`], { s: sides(view)(view.spec.stride) });
  if (current < 0) return text.before;
  const [i, j] = cellOf(view.input_size, current), several = reaching(view, channel.out).length > 1;
  return fill(text.narration, {
    n: current + 1,
    x: tag('x', several ? `x[·,${i},${j}]` : `x[${i},${j}] = ${format(view.x[channel.in][i][j], digits.x)}`),
    kernel: tag('w', text.narration_kernel),
    place: tag('y', place(view, text, current)),
    next: next(view, text, current),
  });
}

/** Everywhere a kernel cell landed, in words. */
function kernelNarration(view, text, { channel, digits, cell: [u, v] }) {
  const { spec: { stride: s, dilation: d, padding: p }, input_size: i, output_size: o } = view;
  const kept = [u, v].map((at, axis) => (
    Array.from({ length: i[axis] }, (_, n) => n * s[axis] + at * d[axis] - p[axis]).filter((to) => to >= 0 && to < o[axis]).length));
  const total = stampCount(view), cropped = total - kept[0] * kept[1];
  return fill(cropped ? text.narration_kernel_cropped : text.narration_kernel_cell, {
    w: tag('w', `w[${u},${v}] = ${format(kernelOf(view, channel.in, channel.out)[u][v], digits.w)}`), n: total, cropped,
  });
}

function matrixNarration(view, text, channel, flipped) {
  const read = view.read && text.narration_matrix_read;
  const sentence = fill(flipped ? read ?? text.narration_matrix_c : text.narration_matrix, { o: by(view.output_size), i: by(view.input_size) });
  const several = (flipped ? reached(view, channel.in) : reaching(view, channel.out)).length;
  return several > 1 ? `${sentence} ${fill(flipped ? text.matrix_outputs : text.matrix_inputs, { n: several })}` : sentence;
}

function place(view, text, current) {
  const [row, column] = originOf(view, current), [height, width] = spanOf(view), [ph, pw] = view.spec.padding;
  const [rows, columns] = view.output_size;
  const top = Math.max(0, row - ph), bottom = Math.min(rows - 1, row - ph + height - 1);
  const left = Math.max(0, column - pw), right = Math.min(columns - 1, column - pw + width - 1);
  if (top > bottom || left > right) return text.place_none;
  return fill(isLine(view) ? text.place_line : text.place, { top, bottom, left, right });
}

function next(view, text, current) {
  if (current === stampCount(view) - 1) return text.next_none;
  const [sh, sw] = view.spec.stride, rowEnds = (current + 1) % view.input_size[1] === 0;
  const step = rowEnds ? sh : sw;
  return fill(rowEnds ? text.next_row : text.next_right, { s: step === 1 ? text.cell : fill(text.cells, { n: step }) });
}

/**
 * Every term of the cell in focus: what has been added, what is being added, what is to come.
 * @param {{terms: import('./math.js').Term[], cell: [number, number], placed: number,
 *   current: number, most: number, channel: {in: number, out: number}, all: boolean}} state `most`: how many fit;
 *   `all`: list the others too
 */
export function ledger(view, text, digits, { terms, cell, placed, current, most, channel, all: asked }) {
  const [ph, pw] = view.spec.padding, total = view.canvas[channel.out][cell[0] + ph][cell[1] + pw];
  const several = { in: view.spec.in_channels > 1, out: view.spec.out_channels > 1 };
  const place = several.out ? [channel.out, ...cell] : cell, kept = isKept(view, cell);
  const sum = terms.filter((t) => t.index < placed).reduce((s, t) => s + t.product, 0);
  const complete = terms.every((t) => t.index < placed);
  const why = fill(text.why, { cell: `<em>y[${place.join(',')}]</em>`, value: format(total, digits.y) });
  const count = [terms.length === 1 ? text.term : fill(text.terms, { n: terms.length }), kept ? '' : text.is_cropped].filter(Boolean).join(' · ');
  if (!terms.length) return `<h3><span>${why}</span></h3><p>${text.no_terms}</p>`;
  const limit = Math.max(...terms.map((t) => Math.abs(t.product)), 1e-9);
  const all = asked && terms.length > most, fitting = all ? terms.length : terms.length > most ? most - 1 : most; // a row says how many do not fit
  const rows = window(terms, current, fitting).map((t) => row(t, text, digits, { pending: t.index >= placed, current: t.index === current, several, limit }));
  const hidden = terms.length - rows.length;
  return `<h3><span>${why}</span><small>${count}</small></h3><table>${rows.join('')}
    ${hidden || all ? `<tr><td class="position"><button type="button" class="terms" aria-expanded="${all}">${all ? text.fewer : fill(text.more, { n: hidden })}</button></td></tr>` : ''}
    <tr class="sum"><td>${complete ? text.sum : text.so_far}</td><td></td><td class="number">${format(complete ? total : sum, digits.y)}</td>
    <td class="bar"></td><td class="when">${complete ? '' : fill(text.of, { total: format(total, digits.y) })}</td></tr></table>`;
}

/** As many terms as fit, the current one among them. */
function window(terms, current, most) {
  if (terms.length <= most) return terms;
  const at = terms.findIndex((t) => t.index >= current);
  const start = at < 0 ? terms.length - most : Math.max(0, Math.min(at - 1, terms.length - most));
  return terms.slice(start, start + most);
}

/** Whether padding keeps an output cell; the others are the ghost border. */
export function isKept(view, [row, column]) {
  return row >= 0 && column >= 0 && row < view.output_size[0] && column < view.output_size[1];
}

function row(term, text, digits, { pending, current, several, limit }) {
  const x = [...several.in ? [term.c] : [], term.i, term.j], w = [...several.in ? [term.c] : [], term.u, term.v];
  const width = Math.abs(term.product) / limit * 20;
  const bar = `<svg width="44" height="11" aria-hidden="true"><path d="M22.500 0v11"/><rect class="${term.product < 0 ? 'minus' : 'plus'}"
    x="${term.product < 0 ? 22 - width : 23}" y="2" width="${width}" height="7" rx="1"/></svg>`;
  const weight = format(term.w, digits.w);
  return `<tr class="${pending ? 'pending' : ''} ${current ? 'current' : ''}">
    <td class="position">${tag('x', `x[${x}]`)} · ${tag('w', `w[${w}]`)}</td>
    <td class="number">${tag('x', format(term.x, digits.x))} × ${tag('w', term.w < 0 ? `(${weight})` : weight)}</td>
    <td class="number">${formatSigned(term.product, digits.y)}</td><td class="bar">${bar}</td>
    <td class="when">${current ? text.this_stamp : fill(text.stamp_n, { n: term.index + 1 })}</td></tr>`;
}

/** Whether the overlap is even, in one sentence about k and s. */
export function overlapSentence(view, text) {
  const { kernel_size: k, stride: s, dilation: d } = view.spec;
  const side = sides(view), values = { k: side(k), s: side(s) }, [ah, aw] = view.spec.output_padding, [rows, columns] = view.output_size;
  const gaps = view.overlap.flatMap((line, r) => line.flatMap((count, c) => (count ? [] : [[r, c]])));
  if (gaps.some(([r, c]) => r < rows - ah && c < columns - aw)) return text.gaps;
  if (gaps.length) return text.gaps_added;
  const even = [0, 1].every((axis) => evenAlong(k[axis], s[axis], d[axis]));
  return fill(even ? text.even : text.uneven, values);
}

/** Even if the kernel's cells fall equally often on every residue of the stride. */
function evenAlong(k, s, d) {
  const hits = new Array(s).fill(0);
  for (let u = 0; u < k; u++) hits[(u * d) % s] += 1;
  return hits.every((n) => n === hits[0]);
}

/** What the canvas shows, for those who cannot see it. */
export function label(kind, view, text, digits, { cell, placed, value }) {
  return fill(text.aria, {
    view: text[`view_${kind}`],
    i: by(view.input_size), k: by(view.spec.kernel_size), o: by(view.output_size),
    n: placed, total: stampCount(view), row: cell[0], column: cell[1], value: format(value, digits.y),
  });
}

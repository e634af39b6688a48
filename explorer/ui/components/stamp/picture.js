/** The stage as one picture, for files: a title, the views, and what explains the chosen cell. */

import { fill, format, formatSigned, write } from '../ink.js';
import { bottom, heading } from './cells.js';
import { stampCount, windowCount } from './math.js';
import { cellSize, drawOverlapMap } from './overlap.js';
import { source } from './words.js';

/**
 * @typedef {{scene: import('./stage.js').Scene, draw: Function, width: number}} Pane
 * @typedef {{panes: Pane[], counting: boolean, step: number}} Shown what the stage shows at a time
 */

const MARGIN = 20, TITLE = 44, GAP = 32, LINE = 22, MAP = 146, NARROW = 640;

const side = ([h, w]) => (h === w ? String(h) : `${h}×${w}`);

/** @param {Shown} shown @returns {[number, number]} width and height in CSS pixels */
export function pictureSize({ panes }) {
  const width = panes.reduce((sum, pane) => sum + pane.width, 0) + GAP * (panes.length - 1);
  const height = Math.max(...panes.map(({ scene }) => viewHeight(scene)), isExplained(panes) ? panes[0].scene.layout.below + partHeight(panes[0].scene) : 0);
  return [Math.ceil(width + 2 * MARGIN), Math.ceil(height + TITLE + 2 * MARGIN)];
}

/** A view may leave the lower part of its place empty. */
function viewHeight({ layout }) {
  const grids = Object.values(layout).filter((part) => part.rows);
  return grids.length ? Math.max(...grids.map(bottom)) + 10 : layout.height;
}

/** Whether there is room under the view for what explains the chosen cell. */
const isExplained = ([{ scene }, ...others]) => !others.length && !scene.layout.narrow && scene.kind !== 'matrix';

/** What that takes: the overlap map, or as many terms as a cell can have. */
function partHeight({ layout, view }) {
  const { kernel_size: k, stride: s, dilation: d, in_channels: ins, groups } = view.spec;
  const most = [0, 1].reduce((count, axis) => count * (d[axis] === 1 ? Math.ceil(k[axis] / s[axis]) : k[axis]), ins / groups);
  const map = 28 + view.output_size[0] * cellSize(view, MAP);
  return Math.min(layout.height - layout.below, Math.max(map, (most + 2.5) * LINE));
}

/** The setting in one line. @param {import('./math.js').View} view */
export function titleOf(view, text) {
  const { kernel_size: k, stride: s, padding: p, output_padding: a, dilation: d, in_channels: i, out_channels: o, groups: g } = view.spec;
  const signs = [['k', side(k)], ['s', side(s)], ['p', side(p)], ['a', side(a)], ['d', side(d)]].map(([sign, value]) => `${sign} = ${value}`).join(', ');
  const channels = i * o > 1 ? ` · ${fill(g > 1 ? text.picture_groups : text.picture_channels, { i, o, g })}` : '';
  const title = fill(text.picture_title, { i: view.input_size.join('×'), o: view.output_size.join('×') });
  return [title, `${signs}${channels}${view.source ? ` · ${source(view, text)}` : ''}`];
}

/** @param {any} context a canvas's, or an `SvgPen` @param {Shown} shown */
export function drawPicture(context, shown) {
  const { panes } = shown, [{ scene }] = panes, { ink, view, text } = scene, [width, height] = pictureSize(shown);
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, width, height);
  drawTitle({ context, ink }, shown, width);
  context.save();
  context.translate(MARGIN, MARGIN + TITLE);
  for (const pane of panes) {
    context.save();
    pane.draw({ context, ink }, pane.scene);
    context.restore();
    context.translate(pane.width + GAP, 0);
  }
  context.restore();
  if (!isExplained(panes)) return;
  const { layout, kind } = scene, room = partHeight(scene);
  context.save();
  context.translate(MARGIN, MARGIN + TITLE + layout.below);
  const beside = kind === 'gather' ? 0 : drawOverlapPart({ context, ink }, scene, room, text);
  drawTerms({ context, ink }, scene, layout.left - beside, room, view, text);
  context.restore();
}

function drawTitle({ context, ink }, { panes: [{ scene }], counting, step }, width) {
  const { view, text } = scene, [title, rest] = titleOf(view, text), y = MARGIN + 8, narrow = width < NARROW;
  const end = MARGIN + write(context, ink, title, MARGIN, y, { size: 15, weight: 600, align: 'left' }) + 14;
  write(context, ink, rest, narrow ? MARGIN : end, narrow ? y + 20 : y, { size: 13, align: 'left', color: ink['ink-2'] });
  const total = counting ? windowCount(view) : stampCount(view), progress = fill(counting ? text.count_windows : text.count, { n: step, total });
  if (!narrow) write(context, ink, progress, width - MARGIN, y, { size: 13, align: 'right', color: ink['ink-2'] });
}

/** Returns how much room it took from the right. */
function drawOverlapPart(pen, scene, height, text) {
  const room = Math.min(MAP, height - 28), x = scene.layout.left - MAP;
  if (room < Math.min(40, 18 * scene.view.output_size[0])) return 0;
  heading(pen, x, 8, pen.ink.overlap, text.overlap, '', '');
  pen.context.save();
  pen.context.translate(x, 22);
  drawOverlapMap(pen, scene, scene.view.output_size[0] * cellSize(scene.view, MAP) > room ? room : MAP);
  pen.context.restore();
  return MAP + 26;
}

/** The terms of the chosen cell that have landed, and their sum so far. */
function drawTerms({ context, ink }, { cell, terms, limits: { digits }, placed, channel }, width, height, view, text) {
  const name = `y[${cell.join(',')}]`, [ph, pw] = view.spec.padding, end = Math.min(width, 330);
  const row = (y, left, number, color = ink.ink, weight = 400) => {
    write(context, ink, left, 0, y, { size: 12, align: 'left', color, weight });
    write(context, ink, number, end, y, { size: 12, align: 'right', color, weight });
  };
  const most = Math.max(1, Math.floor((height - 2 * LINE) / LINE)), shown = terms.slice(0, most), several = view.spec.in_channels > 1;
  const value = placed.sum[channel.out][cell[0] + ph][cell[1] + pw];
  row(8, name, '', ink['output-ink'], 600);
  shown.forEach((term, n) => {
    const weight = format(term.w, digits.w), landed = term.index < placed.count, from = several ? `${term.c},` : '';
    row(8 + (n + 1) * LINE, `x[${from}${term.i},${term.j}] · w[${from}${term.u},${term.v}]`,
      `${format(term.x, digits.x)} × ${term.w < 0 ? `(${weight})` : weight} = ${formatSigned(term.product, digits.y)}`, landed ? ink.ink : ink['ink-3']);
  });
  const all = terms.every((term) => term.index < placed.count), rest = terms.length - shown.length, last = 8 + (shown.length + 1) * LINE;
  context.fillStyle = ink.ink;
  context.fillRect(0, last - LINE / 2, end, 1.5);
  row(last + 2, `${all ? text.sum : text.so_far}${rest ? ` (${fill(text.more, { n: rest })})` : ''}`, format(value, digits.y), ink.ink, 600);
}

/** Points in the plane and what both networks make of it: pure drawing. */

import { css, fit, mix, rgb } from '../ink.js';

/**
 * What a points run shows, decoded from an update.
 * @typedef {{step: number, extent: number, real: Float32Array, fake: Float32Array, push: Float32Array,
 *   heat: Grid<Uint16Array> | null, manifold: Grid<Float32Array> | null}} Plane
 * @template T @typedef {{size: number, values: T}} Grid
 * @typedef {Set<'real' | 'fake' | 'heat' | 'manifold' | 'push'>} Layers
 */

const HEAT_STRENGTH = .5, DOT = 2.3, CROSS = 2.7;
const MOST_ARROWS = 120, LONGEST_ARROW = .07; // of the side
const FULL = 65535; // D(x) = 1

/** Bytes of base64 as numbers. @param {string} text @param {any} Kind a typed array */
export function unpack(text, Kind) {
  return new Kind(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
}

/** @param {any} sent the `plane` of an update @returns {Plane} */
export function decodePlane(sent) {
  const points = (text) => unpack(text ?? '', Float32Array);
  const grid = (part, Kind) => part && { size: part.size, values: unpack(part.values, Kind) };
  return { ...sent, real: points(sent.real), fake: points(sent.fake), push: points(sent.push), heat: grid(sent.heat, Uint16Array), manifold: grid(sent.manifold, Float32Array) };
}

/** Coordinates of the data ↔ pixels of a square canvas. @param {number} extent @param {number} side */
export const frame = (extent, side) => ({
  x: (value) => (value + extent) / (2 * extent) * side,
  y: (value) => (extent - value) / (2 * extent) * side,
  back: (px, py) => [px / side * 2 * extent - extent, extent - py / side * 2 * extent],
});

/**
 * D(x) at a place, between 0 and 1, or null outside. Rows of the heat map go up with y.
 * @param {Plane} plane @param {number} x @param {number} y
 */
export function verdictAt({ heat, extent }, x, y) {
  if (!heat || Math.abs(x) > extent || Math.abs(y) > extent) return null;
  const at = (value) => Math.min(heat.size - 1, Math.floor((value + extent) / (2 * extent) * heat.size));
  return heat.values[at(y) * heat.size + at(x)] / FULL;
}

/**
 * @param {CanvasRenderingContext2D} context @param {import('../ink.js').Ink} ink
 * @param {Plane} plane @param {Layers} layers @param {number} side of the canvas
 * @param {number} mark size of a point's sign, as a share of the usual one
 */
export function drawPlane(context, ink, plane, layers, side, mark = 1) {
  const at = frame(plane.extent, side);
  if (layers.has('heat') && plane.heat) {
    drawHeat(context, ink, plane.heat, side);
    drawBoundary(context, ink, plane.heat, side);
  }
  drawAxes(context, ink, at, side);
  if (layers.has('manifold') && plane.manifold) drawManifold(context, ink, plane.manifold, at, plane.extent);
  if (layers.has('real')) drawDots(context, ink.real, plane.real, at, mark);
  if (layers.has('push')) drawArrows(context, ink, plane, at, side);
  if (layers.has('fake')) drawCrosses(context, ink.fake, plane.fake, at, mark);
}

/** Colour of D(x): fake's where D says fake, paper where it cannot tell, real's where it says real. */
export function verdictColour(ink, verdict) {
  const towards = rgb(verdict < .5 ? ink.fake : ink.real), t = Math.abs(verdict - .5) * 2;
  return mix(rgb(ink.paper), towards, t * HEAT_STRENGTH);
}

function drawHeat(context, ink, { size, values }, side) {
  const picture = document.createElement('canvas');
  Object.assign(picture, { width: size, height: size });
  const image = new ImageData(size, size), colours = Array.from({ length: 256 }, (_, i) => verdictColour(ink, i / 255));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      image.data.set([...colours[values[(size - 1 - row) * size + column] >> 8], 255], 4 * (row * size + column));
    }
  }
  picture.getContext('2d').putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, side, side);
}

/** The line on which D cannot tell: D(x) = 0.5, by marching squares. */
function drawBoundary(context, ink, { size, values }, side) {
  const cell = side / size, value = (row, column) => values[row * size + column] - FULL / 2;
  const px = (column) => (column + .5) * cell, py = (row) => side - (row + .5) * cell;
  context.beginPath();
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
      const crossed = corners.flatMap(([r, c], i) => {
        const [r2, c2] = corners[(i + 1) % 4], a = value(r, c), b = value(r2, c2);
        if (a > 0 === b > 0) return [];
        const t = a / (a - b);
        return [[px(c + t * (c2 - c)), py(r + t * (r2 - r))]];
      });
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        context.moveTo(...crossed[i]);
        context.lineTo(...crossed[i + 1]);
      }
    }
  }
  stroke(context, ink['ink-3'], 1.2);
}

function drawAxes(context, ink, at, side) {
  context.beginPath();
  context.moveTo(at.x(0), 0);
  context.lineTo(at.x(0), side);
  context.moveTo(0, at.y(0));
  context.lineTo(side, at.y(0));
  context.globalAlpha = .5;
  stroke(context, ink['line-2'], 1);
  context.globalAlpha = 1;
}

/** G's image of an even grid of z: lines, and cells that are the darker the more often G lands in them. */
function drawManifold(context, ink, { size, values }, at, extent) {
  const node = (row, column) => 2 * (row * size + column);
  const px = (i) => at.x(values[i]), py = (i) => at.y(values[i + 1]);
  const even = (2 * extent / (size - 1)) ** 2;
  context.fillStyle = ink.g;
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const ring = [node(row, column), node(row, column + 1), node(row + 1, column + 1), node(row + 1, column)];
      context.globalAlpha = Math.min(.45, .1 * Math.sqrt(even / Math.max(1e-9, area(ring, values))));
      context.beginPath();
      ring.forEach((i) => context.lineTo(px(i), py(i)));
      context.fill();
    }
  }
  context.globalAlpha = .75;
  context.beginPath();
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) context[column ? 'lineTo' : 'moveTo'](px(node(row, column)), py(node(row, column)));
  }
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) context[row ? 'lineTo' : 'moveTo'](px(node(row, column)), py(node(row, column)));
  }
  stroke(context, ink.g, .8);
  context.globalAlpha = 1;
}

function area(ring, values) {
  let twice = 0;
  ring.forEach((i, k) => {
    const j = ring[(k + 1) % ring.length];
    twice += values[i] * values[j + 1] - values[j] * values[i + 1];
  });
  return Math.abs(twice) / 2;
}

export function drawDots(context, colour, points, at, mark = 1) {
  context.fillStyle = colour;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const x = at.x(points[i]), y = at.y(points[i + 1]);
    context.moveTo(x + DOT * mark, y);
    context.arc(x, y, DOT * mark, 0, 2 * Math.PI);
  }
  context.fill();
}

export function drawCrosses(context, colour, points, at, mark = 1) {
  const arm = CROSS * mark;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const x = at.x(points[i]), y = at.y(points[i + 1]);
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x - arm, y + arm);
    context.lineTo(x + arm, y - arm);
  }
  stroke(context, colour, 1.5 * Math.sqrt(mark));
}

/** Where D pushes each fake; the longest arrows are cut to one length, the others true to scale. */
function drawArrows(context, ink, { fake, push }, at, side) {
  const count = Math.min(fake.length, push.length) / 2, stride = Math.max(1, Math.ceil(count / MOST_ARROWS));
  const lengths = Array.from({ length: count }, (_, i) => Math.hypot(push[2 * i], push[2 * i + 1]));
  const long = [...lengths].sort((a, b) => a - b)[Math.floor(.9 * count)] || 1e-12;
  context.beginPath();
  for (let i = 0; i < count; i += stride) {
    if (!lengths[i]) continue;
    const length = Math.min(1, lengths[i] / long) * LONGEST_ARROW * side;
    arrow(context, at.x(fake[2 * i]), at.y(fake[2 * i + 1]), push[2 * i] / lengths[i] * length, -push[2 * i + 1] / lengths[i] * length);
  }
  stroke(context, ink['g-ink'], 1.3);
}

export function arrow(context, x, y, dx, dy) {
  const length = Math.hypot(dx, dy), head = Math.min(5, .4 * length), angle = Math.atan2(dy, dx);
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
  for (const turn of [2.6, -2.6]) {
    context.moveTo(x + dx, y + dy);
    context.lineTo(x + dx + head * Math.cos(angle + turn), y + dy + head * Math.sin(angle + turn));
  }
}

function stroke(context, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = context.lineJoin = 'round';
  context.stroke();
}

/** The sign of a layer in the key, as it looks in the plane. @param {HTMLCanvasElement} canvas @param {string} layer */
export function drawSign(canvas, ink, layer) {
  const context = fit(canvas, 18, 18), at = { x: (v) => v, y: (v) => v };
  if (layer === 'real') drawDots(context, ink.real, [5, 6, 12, 8, 7, 13], at);
  if (layer === 'fake') drawCrosses(context, ink.fake, [5, 5, 13, 8, 7, 13], at);
  if (layer === 'heat') {
    [0, .5, 1].forEach((verdict, i) => {
      context.fillStyle = css(verdictColour(ink, verdict));
      context.fillRect(2 + 5 * i, 3, 5, 12);
    });
    context.beginPath();
    context.moveTo(9.5, 3);
    context.lineTo(9.5, 15);
    stroke(context, ink['ink-3'], 1.2);
  }
  if (layer === 'manifold') {
    context.beginPath();
    for (const v of [3, 9, 15]) {
      context.moveTo(3, v);
      context.quadraticCurveTo(9, v - 3, 15, v);
      context.moveTo(v, 3);
      context.quadraticCurveTo(v + 2, 9, v, 15);
    }
    stroke(context, ink.g, 1);
  }
  if (layer === 'push') {
    context.beginPath();
    arrow(context, 3, 14, 11, -9);
    stroke(context, ink['g-ink'], 1.5);
  }
}

/** The bar between “D says fake” and “D says real”. */
export function drawScale(canvas, ink, width) {
  const context = fit(canvas, width, 8);
  for (let x = 0; x < width; x++) {
    context.fillStyle = css(verdictColour(ink, x / (width - 1)));
    context.fillRect(x, 0, 1, 8);
  }
  context.fillStyle = ink['ink-3'];
  context.fillRect(width / 2 - .6, 0, 1.2, 8);
}

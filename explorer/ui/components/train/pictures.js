/** Sheets of generated and real pictures. */

import { fit, signed } from '../ink.js';

const GAP = 2, ENLARGED = 4;

/**
 * Decode a sheet that the server sent.
 * @param {import('./follow.js').Sheet} sheet
 */
export async function decode(sheet) {
  const image = new Image();
  image.src = sheet.src;
  await image.decode();
  return { sheet, picture: enlarge(image, sheet) };
}

/**
 * Enlarge with hard edges. Scaled down from there, every pixel comes out equally wide; hard edges at
 * 2.9 times would make some wider than others. (Large noisy sheets come in half their size.)
 */
function enlarge(image, sheet) {
  const picture = document.createElement('canvas');
  Object.assign(picture, { width: sheet.columns * sheet.width * ENLARGED, height: Math.ceil(sheet.count / sheet.columns) * sheet.height * ENLARGED });
  const context = picture.getContext('2d');
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, picture.width, picture.height);
  return picture;
}

/**
 * Where each picture goes.
 * @param {import('./follow.js').Sheet} sheet
 * @param {number} columns pictures in a row; not necessarily as many as on the sheet
 * @param {number} width of the canvas, in CSS pixels
 */
export function layOut(sheet, columns, width) {
  const cell = (width - (columns - 1) * GAP) / columns, cellHeight = cell * sheet.height / sheet.width;
  const places = Array.from({ length: sheet.count }, (_, i) => ({
    from: [i % sheet.columns * sheet.width, Math.floor(i / sheet.columns) * sheet.height],
    to: [i % columns * (cell + GAP), Math.floor(i / columns) * (cellHeight + GAP)],
  }));
  return { places, size: [cell, cellHeight], height: Math.ceil(sheet.count / columns) * (cellHeight + GAP) - GAP };
}

/**
 * Draw a decoded sheet as wide as its canvas stands.
 * @param {HTMLCanvasElement} canvas
 * @param {{sheet: import('./follow.js').Sheet, picture: HTMLCanvasElement} | undefined} decoded
 * @param {number} columns
 */
export function drawSheet(canvas, decoded, columns) {
  const width = canvas.parentElement.clientWidth;
  if (!width) return;
  if (!decoded) return fit(canvas, width, 0);
  const { sheet, picture } = decoded, { places, size, height } = layOut(sheet, columns, width);
  const context = fit(canvas, width, height);
  context.imageSmoothingQuality = 'high';
  for (const { from: [x, y], to } of places) {
    context.drawImage(picture, x * ENLARGED, y * ENLARGED, sheet.width * ENLARGED, sheet.height * ENLARGED, ...to, ...size);
  }
}

/**
 * The same sheet with its greys as signed values: 128 is zero.
 * @param {{sheet: import('./follow.js').Sheet, picture: HTMLCanvasElement}} decoded @param {import('../ink.js').Ink} ink
 */
export function signedSheet({ sheet, picture }, ink) {
  const { width, height } = picture, coloured = document.createElement('canvas');
  Object.assign(coloured, { width, height });
  const context = coloured.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, width, height), { data } = image;
  const colours = Array.from({ length: 256 }, (_, grey) => signed({ ...ink, 'signed-strength': 1 }, grey - 128, 127));
  for (let i = 0; i < data.length; i += 4) [data[i], data[i + 1], data[i + 2]] = colours[data[i]];
  context.putImageData(image, 0, 0);
  return { sheet, picture: coloured };
}

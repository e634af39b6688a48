/** Sheets of generated and real pictures. */

import { fit } from './ink.js';

const GAP = 2, ENLARGED = 4;

/**
 * Decode a sheet that the server sent.
 * @param {import('./train_follow.js').Sheet} sheet
 */
export async function decode(sheet) {
  const image = new Image();
  image.src = sheet.src;
  await image.decode();
  return { sheet, picture: enlarge(image) };
}

/**
 * Enlarge with hard edges. Scaled down from there, every pixel comes out equally wide; hard edges at
 * 2.9 times would make some wider than others.
 */
function enlarge(image) {
  const picture = document.createElement('canvas');
  Object.assign(picture, { width: image.naturalWidth * ENLARGED, height: image.naturalHeight * ENLARGED });
  const context = picture.getContext('2d');
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, picture.width, picture.height);
  return picture;
}

/**
 * Where each picture goes.
 * @param {import('./train_follow.js').Sheet} sheet
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
 * @param {{sheet: import('./train_follow.js').Sheet, picture: HTMLCanvasElement} | undefined} decoded
 * @param {number} columns
 */
export function drawSheet(canvas, decoded, columns) {
  const { width } = canvas.parentElement.getBoundingClientRect();
  if (!width || !decoded) return;
  const { sheet, picture } = decoded, { places, size, height } = layOut(sheet, columns, width);
  const context = fit(canvas, width, height);
  context.imageSmoothingQuality = 'high';
  for (const { from: [x, y], to } of places) {
    context.drawImage(picture, x * ENLARGED, y * ENLARGED, sheet.width * ENLARGED, sheet.height * ENLARGED, ...to, ...size);
  }
}

/** Small grey pictures from the server, enlarged with hard edges. */

const SHARPEST = 8; // device pixels a picture's pixel is drawn with before the browser fits it

/** @typedef {{width: number, height: number, pixels: string}} Picture base64 of one byte a pixel */

/**
 * Draw a picture on a canvas that its style sheet sizes. Every pixel becomes a square of many and
 * the browser scales down from there, so that no pixel comes out wider than another.
 * @param {HTMLCanvasElement} canvas @param {Picture} picture
 */
export function drawPicture(canvas, { width, height, pixels }) {
  const grey = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  const times = Math.max(2, Math.min(SHARPEST, Math.floor(672 / width)));
  Object.assign(canvas, { width: width * times, height: height * times });
  const context = canvas.getContext('2d'), image = context.createImageData(canvas.width, canvas.height);
  const out = new Uint32Array(image.data.buffer);
  for (let i = 0; i < out.length; i += 1) {
    const row = Math.floor(i / canvas.width / times), column = Math.floor(i % canvas.width / times);
    out[i] = 0xFF000000 | grey[row * width + column] * 0x010101;
  }
  context.putImageData(image, 0, 0);
}

/** Curves as files. */

const SCALE = 2, GAP = 24, TITLE = 28;

/** Let the browser save a file. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Charts on one sheet, three in a row, as a PNG.
 * @param {any} plotly @param {import('../ink.js').Ink} ink
 * @param {{title: string, hint: string, element: HTMLElement}[]} charts drawn ones; the hint says what a score is
 * @returns {Promise<Blob>}
 */
export async function drawSheetOfCharts(plotly, ink, charts) {
  const { clientWidth: width, clientHeight: height } = charts[0].element, columns = Math.min(3, charts.length);
  const rows = Math.ceil(charts.length / columns), canvas = document.createElement('canvas'), context = canvas.getContext('2d');
  canvas.width = SCALE * (columns * (width + GAP) + GAP);
  canvas.height = SCALE * (rows * (height + TITLE + GAP) + GAP);
  context.scale(SCALE, SCALE);
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'top';
  const say = (words, x, y, font, color) => {
    Object.assign(context, { font: `${font} ${ink.sans}`, fillStyle: color });
    context.fillText(words, x, y);
    return x + context.measureText(words).width;
  };
  for (const [i, { title, hint, element }] of charts.entries()) {
    const x = GAP + i % columns * (width + GAP), y = GAP + Math.floor(i / columns) * (height + TITLE + GAP);
    say(hint, say(title, x, y, '600 13px', ink.ink) + 8, y + 1, '400 12px', ink['ink-3']);
    const picture = new Image();
    picture.src = await plotly.toImage(element, { format: 'png', width, height, scale: SCALE });
    await picture.decode();
    context.drawImage(picture, x, y + TITLE, width, height);
  }
  return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
}

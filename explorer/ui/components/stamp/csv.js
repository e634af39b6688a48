/** All numbers of a setting as one table that a spreadsheet and a program read alike. */

/**
 * One line for each number, every digit kept; indices count from 0 as PyTorch's do.
 * @param {import('./math.js').View} view @returns {string}
 */
export function toCsv(view) {
  const { padding: [top, left], in_channels: ins, out_channels: outs, groups } = view.spec, [rows, columns] = view.output_size;
  const lines = ['array,in_channel,out_channel,row,column,value'];
  const add = (name, from, to, grid) => grid.forEach((line, r) => line.forEach((value, c) => lines.push([name, from, to, r, c, value].join())));
  view.x.forEach((grid, c) => add('input', c, '', grid));
  view.w.forEach((kernels, c) => kernels.forEach((grid, n) => add('kernel', c, Math.floor(c / (ins / groups)) * (outs / groups) + n, grid)));
  view.canvas.forEach((grid, o) => add('output', '', o, grid.slice(top, top + rows).map((line) => line.slice(left, left + columns))));
  add('overlap', '', '', view.overlap);
  return `${lines.join('\n')}\n`;
}

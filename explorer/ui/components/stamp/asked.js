/**
 * A cell that a lesson asks for on Stamp's stage.
 *
 * The lesson's panel asks and hears of a click; the stage, which may not be there yet, shows what is asked.
 *
 * @typedef {{grid: 'input' | 'kernel' | 'output', guess: [number, number] | null,
 *   choose: (cell: [number, number]) => void}} Asked `guess` is the cell that is named on the panel
 */

const CHANGED = 'explorer-cell-asked';

/** @type {Asked | null} */
let asked = null;

/** @returns {Asked | null} what is asked now */
export const askedCell = () => asked;

/** Ask for a cell; or say that the guess is another; or, with null, that nothing is asked any more. @param {Asked | null} question */
export function askForCell(question) {
  asked = question;
  document.dispatchEvent(new CustomEvent(CHANGED));
}

/** @param {() => void} redraw */
export const onAskedCell = (redraw) => document.addEventListener(CHANGED, redraw);

/** Whether something that is pointed at can be an answer. @param {import('./math.js').View} view @param {{kind: string, cell: [number, number]} | null} target */
export function canAnswer(view, target) {
  if (target?.kind !== asked?.grid) return false;
  const size = { input: view.input_size, kernel: view.spec.kernel_size, output: view.output_size }[asked.grid];
  return target.cell.every((at, axis) => at >= 0 && at < size[axis]);
}

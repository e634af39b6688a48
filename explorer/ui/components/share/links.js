/** Links for others: copied, or as a code that a phone reads. */

const QR = 'explorer-qr';

/**
 * Copy a text, and say so in a button for a moment.
 * @param {HTMLElement} word what the button says @param {string} text @param {string} done what it says then
 */
export async function copy(word, text, done) {
  const said = word.dataset.said ??= word.textContent;
  await write(text);
  word.textContent = done;
  setTimeout(() => { word.textContent = said; }, 1500);
}

/** Put a text on the clipboard, also where a page without encryption has none of its own. */
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
  field.style.cssText = 'position: fixed; opacity: 0';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** Show a link as a code. @param {string} link @param {string} note what the link opens */
export const openQr = (link, note) => document.dispatchEvent(new CustomEvent(QR, { detail: { link, note } }));

/** @param {(asked: {link: string, note: string}) => void} open */
export const onQr = (open) => document.addEventListener(QR, ({ detail }) => open(detail));

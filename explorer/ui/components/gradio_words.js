/** The few words that Gradio says in English, whatever the page speaks: in the names of fields and on its notices. */

const FIELDS = ['number input for ', 'range slider for '], KINDS = ['Warning', 'Error', 'Info'];
const PAUSE = 200; // milliseconds in which many changes of the page are one

/** @param {Record<string, string>} text of a language that is not English */
export function translateGradio(text) {
  const mend = () => {
    for (const opening of FIELDS) {
      for (const field of document.querySelectorAll(`input[aria-label^="${opening}"]`)) {
        field.setAttribute('aria-label', field.getAttribute('aria-label').slice(opening.length));
      }
    }
    for (const { firstChild: word } of document.querySelectorAll('.toast-title')) {
      if (KINDS.includes(word.textContent.trim())) word.textContent = text.warning;
    }
    for (const cross of document.querySelectorAll('[data-testid="toast-close"]')) cross.setAttribute('aria-label', text.close);
  };
  let due = null;
  new MutationObserver(() => {
    due ??= setTimeout(() => {
      due = null;
      mend();
    }, PAUSE);
  }).observe(document.body, { childList: true, subtree: true });
  mend();
}

/** How the parts around the Stamp stage hear what it shows. */

/** Hear of what is shown now and from now on. @param {(view: import('./math.js').View) => void} listener */
export function onShown(listener) {
  document.addEventListener('stamp-shown', (event) => listener(event.detail));
  const view = document.querySelector('.stamp-stage')?.stage?.view;
  if (view) listener(view);
}

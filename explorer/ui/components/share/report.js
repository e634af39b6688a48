/** The report of what is on screen, as a file. */

/**
 * @param {HTMLButtonElement} button says how it goes
 * @param {string} link to what is on screen
 * @param {{text: Record<string, string>, server: any}} page
 */
export async function saveReport(button, link, { text, server }) {
  const word = button.querySelector('.said'), { run, watching } = document.querySelector('.train-stage')?.stage ?? {};
  button.disabled = true;
  word.textContent = text.report_making;
  const { name, html, error } = await server.report({ link, run: watching ? '' : run ?? '', watch: watching ?? '' }).catch(() => ({ error: text.report_lost }));
  button.disabled = false;
  word.textContent = error ?? text.report_saved;
  if (error) return;
  const address = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
    word.textContent = text.report;
  }, 2500);
}

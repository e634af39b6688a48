/** Formulas, set by the KaTeX that Gradio serves. */

/** @type {Promise<any> | null} */
let katex = null;

/**
 * Begin to load KaTeX; formulas show their source until it is there, and for good if it never comes.
 * @param {string} root of the server @param {{script: string, style: string}} files
 */
export function loadKatex(root, files) {
  if (katex || !files.script) return;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: root + files.style }));
  katex = import(new URL(root + files.script, location.href).href).then((module) => module.default, () => null);
}

/** @param {string} tex */
export function formula(tex) {
  const node = Object.assign(document.createElement('span'), { className: 'formula', textContent: tex });
  katex?.then((set) => set?.render(tex, node, { throwOnError: false, trust: false, maxExpand: 100, maxSize: 20 }));
  return node;
}

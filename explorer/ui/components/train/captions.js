/** What the columns of a sheet have in common: classes, or the one attribute that changes. */

export class Captions {
  /** @param {HTMLElement} root an empty element @param {() => Record<string, string>} words */
  constructor(root, words) {
    Object.assign(this, { root, words, names: [] });
  }

  /** @param {string[]} names for each column the key of its caption; none where columns mean nothing */
  show(names) {
    if (names.join() === this.names.join()) return;
    this.names = names;
    this.root.hidden = !names.length;
    this.root.replaceChildren(...names.map((name) => this.#caption(name)));
  }

  draw() {
    const { root, names } = this;
    if (!names.length) return;
    root.style.setProperty('--columns', String(names.length));
    root.classList.remove('upright');
    const tight = [...root.children].some((caption) => caption.scrollWidth > caption.clientWidth);
    root.classList.toggle('upright', tight); // a word that its column has no room for
  }

  #caption(name) {
    const span = document.createElement('span'), said = this.words()[name] ?? name.replace(/^[a-z]+_/, '');
    Object.assign(span, { textContent: said, title: said });
    return span;
  }
}

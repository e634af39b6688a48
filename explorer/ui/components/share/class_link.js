/** The dialog that shows a link as a code, large enough for a class, and says what the class is not to see. */

import { pageSetting } from '../address.js';
import { newest } from '../newest.js';
import { copy } from './links.js';

export class ClassLink {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {{text: Record<string, string>, parts: string[], server: any}} page `parts` are what can be hidden
   */
  constructor(dialog, { text, parts, server }) {
    Object.assign(this, { dialog, text, parts, boxes: [] });
    this.part = (name) => dialog.querySelector(`.${name}`);
    this.draw = newest((asked) => server.qr_code(asked), (answer) => this.#show(answer), () => this.#show({ error: text.no_answer }));
    this.part('hide').append(...parts.map((name) => this.#box(name)));
    this.part('copy').onclick = () => copy(this.part('copy').querySelector('span'), this.link, text.copied);
    this.part('close').onclick = () => dialog.close();
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close()); // beside it
  }

  /**
   * @param {(instead?: Record<string, string>) => string} linkWith the link, with some settings of the page
   * @param {string} title what it opens
   */
  open(linkWith, title) {
    this.linkWith = linkWith;
    this.dialog.querySelector('h2').textContent = title;
    const fixed = linkWith({ hide: 'a' }) === linkWith({ hide: 'b' }), hidden = pageSetting('hide').split(',');
    this.part('hide').hidden = fixed;
    for (const box of this.boxes) box.checked = hidden.includes(box.value);
    this.#change();
    this.dialog.showModal();
  }

  #box(name) {
    const label = document.createElement('label'), box = Object.assign(document.createElement('input'), { type: 'checkbox', value: name });
    box.onchange = () => this.#change();
    label.append(box, this.text[`hide_${name}`]);
    this.boxes.push(box);
    return label;
  }

  #change() {
    this.link = this.linkWith({ hide: this.boxes.filter((box) => box.checked).map((box) => box.value).join(',') });
    this.part('link').textContent = this.link;
    this.draw({ link: this.link });
  }

  #show({ src = '', error = '' }) {
    const image = this.dialog.querySelector('img');
    image.hidden = !src;
    image.src = src;
    image.alt = this.text.qr_label;
    this.part('problem').textContent = error;
  }
}

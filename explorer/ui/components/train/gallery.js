/** The failure gallery: one click trains a recipe that goes wrong in its own way, or a healthy one. */

import { rove } from '../roving.js';

/** What each looks like on its curves, drawn in a box of 26×14. */
const SHAPES = {
  healthy: 'M1 2c5 9 11 9 24 9',
  mode_collapse: 'M1 2c5 10 9 10 13 8s7-5 11-6',
  discriminator_overpowering: 'M1 7c6-5 12-5 24-5M1 7c6 5 12 5 24 5',
  vanishing_gradient: 'M1 1c3 12 7 11 24 11',
  oscillation: 'M1 7c2-8 4-8 6 0s4 8 6 0 4-8 6 0 4 8 6 0',
  divergence: 'M1 11h13c5 0 6-3 8-10',
  memorising: 'M1 3c6 8 12 8 24 4M10 8c5 1 9 2 15 4',
  posterior_collapse: 'M1 2c3 9 5 10 9 10h15',
};

export class Gallery {
  /** @param {HTMLElement} root @param {import('./panels.js').Stage} stage */
  constructor(root, stage) {
    Object.assign(this, { root, stage });
    const { text, constants } = stage;
    root.hidden = !constants.recipes.length;
    for (const { name, shape, points } of constants.recipes) {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.recipe = name;
      button.title = text[points ? 'gallery_points' : 'gallery_pictures'];
      button.innerHTML = `<svg viewBox="0 0 26 14" aria-hidden="true"><path d="${SHAPES[shape] ?? SHAPES.healthy}"/></svg>`;
      button.append(text[`recipe_${name}`] ?? name);
      button.onclick = () => this.#begin(name);
      root.querySelector(shape === 'healthy' ? '.healthy' : '.failing').append(button);
    }
    for (const place of root.querySelectorAll('.recipes')) if (place.children.length) rove(place);
  }

  clear() {
    if (!this.stage.state().run) this.#mark(null);
  }

  update() {}

  draw() {}

  #begin(name) {
    this.#mark(name);
    this.stage.start({}, { recipe: name });
  }

  #mark(name) {
    for (const button of this.root.querySelectorAll('button')) button.setAttribute('aria-pressed', button.dataset.recipe === name);
  }
}

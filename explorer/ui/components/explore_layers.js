/** The layers: what each transposed convolution hands on, and the doors to Stamp. */

import { drawMaps } from './explore_draw.js';
import { fill } from './ink.js';
import { rove } from './roving.js';

const LAYER = `
  <div class="head">
    <b></b><small></small>
    <button type="button" class="open"><span></span><svg class="icon"><use href="#icon-out"/></svg></button>
  </div>
  <div class="maps" role="group"></div>`;

export class LayerList {
  /**
   * @param {HTMLElement} container @param {Record<string, string>} text
   * @param {(layer: number, channel: number | null) => void} onOpen null for the strongest channel
   */
  constructor(container, text, onOpen) {
    Object.assign(this, { container, text, onOpen, blocks: [] });
  }

  /** The channels on screen, to be kept while a drag goes on. @returns {number[][]} */
  get channels() {
    return this.blocks.map((block) => block.channels);
  }

  /** @param {any[]} layers as `sample_view` packs them @param {import('./explore_draw.js').Palettes} palettes */
  show(layers, palettes) {
    const shape = JSON.stringify(layers.map((layer) => [layer.out_channels, layer.shape, layer.kernel_size]));
    if (shape !== this.shape) this.#build(layers);
    this.shape = shape;
    layers.forEach((layer, l) => {
      const block = this.blocks[l];
      drawMaps(block.canvases, layer, palettes);
      if (String(block.channels) === String(layer.channels)) return;
      block.channels = layer.channels;
      block.buttons.forEach((button, i) => {
        const label = fill(this.text.map, { layer: l + 1, channel: layer.channels[i] + 1 });
        button.setAttribute('aria-label', label);
        button.title = label;
      });
    });
  }

  #build(layers) {
    const columns = layers.length > 3 ? 4 : 5;
    this.blocks = layers.map((layer, l) => this.#buildBlock(layer, l, columns));
    this.container.replaceChildren(...this.blocks.map((block) => block.element));
    for (const block of this.blocks) rove(block.element.querySelector('.maps'));
  }

  #buildBlock(layer, l, columns) {
    const { text } = this, [count, height, width] = layer.shape;
    const element = document.createElement('section');
    element.className = 'layer';
    element.innerHTML = LAYER;
    // A single map stands as tall as the two lines of the other layers.
    const across = Math.min(count, columns);
    element.style.setProperty('--columns', across);
    element.style.setProperty('--share', across === 1 ? 2 : across);
    element.style.setProperty('--all', columns);
    const part = (selector) => element.querySelector(selector);
    part('.head b').textContent = `${height}×${width}×${layer.out_channels}`;
    part('.head small').textContent = part('.head').title = `k${layer.kernel_size} s${layer.stride} p${layer.padding}`;
    part('.open span').textContent = text.open;
    part('.open').setAttribute('aria-label', fill(text.open_layer, { layer: l + 1 }));
    part('.open').onclick = () => this.onOpen(l, null);
    part('.maps').setAttribute('aria-label', fill(text.maps, { layer: l + 1 }));
    const block = { element, channels: [], buttons: [], canvases: [] };
    for (let i = 0; i < Math.min(count, 2 * columns); i++) {
      const button = document.createElement('button'), canvas = document.createElement('canvas');
      button.type = 'button';
      button.append(canvas);
      button.onclick = () => this.onOpen(l, block.channels[i]);
      part('.maps').append(button);
      block.buttons.push(button);
      block.canvases.push(canvas);
    }
    return block;
  }
}

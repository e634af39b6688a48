/** The layers: what each transposed convolution hands on, and the doors to Stamp. */

import { drawMaps } from './draw.js';
import { fill } from '../ink.js';
import { rove } from '../roving.js';
import { segments } from '../segments.js';

const LAYER = `
  <div class="head">
    <b></b><small></small>
    <button type="button" class="open"><span></span><svg class="icon"><use href="#icon-out"/></svg></button>
  </div>
  <div class="maps" role="group"><canvas aria-hidden="true"></canvas></div>`;

const IMAGE = 4; // a layer of so few maps makes an image: all are shown, in their order
const ORDERS = ['activation', 'number'];

export class LayerList {
  /**
   * @param {HTMLElement} section @param {Record<string, string>} text
   * @param {{onEnlarge: (layer: number, unit: number) => void, onStamp: (layer: number) => void, onOther: () => void}} page
   *   `onStamp` wants the strongest channel in Stamp, `onOther` other channels on screen
   */
  constructor(section, text, page) {
    Object.assign(this, { section, text, page, blocks: [], order: ORDERS[0], first: 0, seen: true });
    new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; }).observe(section);
    this.part = (name) => section.querySelector(`.${name}`);
    const orders = ORDERS.map((value) => ({ value, label: text[`by_${value}`] }));
    this.markOrder = segments(this.part('orders'), orders, (order) => this.#turnTo(order, 0));
    this.markOrder(this.order);
    this.part('earlier').onclick = () => this.#turnTo(this.order, this.first - this.#across());
    this.part('later').onclick = () => this.#turnTo(this.order, this.first + this.#across());
  }

  /** The channels on screen, to be kept while a drag goes on; none while nobody sees them. @returns {number[][]} */
  get channels() {
    return this.seen ? this.blocks.map((block) => block.channels) : [];
  }

  /** What is to be on screen at rest: of each layer channels, or the rank from which on. @returns {(number[] | number)[]} */
  get wanted() {
    return this.blocks.map(({ maps, buttons }) => {
      if (maps <= IMAGE) return 0;
      const lastPage = Math.floor((maps - 1) / buttons.length) * buttons.length, first = Math.min(this.first, lastPage);
      return this.order === 'number' ? Array.from({ length: Math.min(buttons.length, maps - first) }, (_, i) => first + i) : first;
    });
  }

  /** @param {any[]} layers as `sample_view` packs them @param {import('./draw.js').Palettes} palettes */
  show(layers, palettes) {
    const shape = JSON.stringify(layers.map((layer) => [layer.maps, layer.shape.slice(1), layer.kernel_size]));
    if (shape !== this.shape) this.#build(layers);
    this.shape = shape;
    layers.forEach((layer, l) => {
      const block = this.blocks[l];
      drawMaps(block.canvas, layer, palettes, { columns: block.columns, count: Math.min(layer.channels.length, block.buttons.length) });
      if (String(block.channels) === String(layer.channels)) return;
      block.channels = layer.channels;
      block.buttons.forEach((button, i) => {
        button.hidden = i >= layer.channels.length;
        if (button.hidden) return;
        const label = fill(this.text.map, { layer: l + 1, channel: layer.channels[i] + 1 });
        button.setAttribute('aria-label', label);
        button.title = label;
      });
      this.#ring();
    });
  }

  /** Ring the channel that is enlarged, if it is on screen. @param {number} [layer] @param {number} [unit] */
  mark(layer, unit) {
    this.marked = [layer, unit];
    this.#ring();
  }

  /** @param {number} layer where the focus goes */
  focus(layer) {
    const { buttons, channels } = this.blocks[layer], at = channels.indexOf(this.last);
    buttons[Math.max(0, at)].focus({ preventScroll: true });
  }

  #ring() {
    const [layer, unit] = this.marked ?? [];
    this.blocks.forEach(({ buttons, channels }, l) => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(l === layer && channels[i] === unit))));
  }

  #turnTo(order, first) {
    Object.assign(this, { order, first });
    this.markOrder(order);
    this.#tellPage();
    this.page.onOther();
  }

  #across() { return Math.max(...this.blocks.map(({ buttons }) => buttons.length)); }

  #tellPage() {
    const most = Math.max(...this.blocks.map(({ maps }) => maps)), across = this.#across();
    this.part('from-to').textContent = fill(this.text.page, { from: this.first + 1, to: Math.min(this.first + across, most), count: most });
    this.part('earlier').disabled = this.first === 0;
    this.part('later').disabled = this.first + across >= most;
  }

  #build(layers) {
    const columns = layers.length > 3 ? 4 : 5;
    Object.assign(this, { first: 0, order: ORDERS[0] });
    this.markOrder(this.order);
    this.blocks = layers.map((layer, l) => this.#buildBlock(layer, l, columns));
    this.#tellPage();
    this.part('layers').replaceChildren(...this.blocks.map((block) => block.element));
    for (const block of this.blocks) rove(block.element.querySelector('.maps'));
  }

  #buildBlock(layer, l, columns) {
    const { text } = this, [, height, width] = layer.shape, count = layer.maps;
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
    part('.open').onclick = () => this.page.onStamp(l);
    part('.maps').setAttribute('aria-label', fill(text.maps, { layer: l + 1 }));
    const block = { element, maps: layer.maps, columns: across, channels: [], buttons: [], canvas: part('canvas') };
    for (let i = 0; i < Math.min(count, 2 * columns); i++) {
      const button = Object.assign(document.createElement('button'), { type: 'button' });
      button.onclick = () => {
        this.last = block.channels[i];
        this.page.onEnlarge(l, block.channels[i]);
      };
      part('.maps').append(button);
      block.buttons.push(button);
    }
    return block;
  }
}

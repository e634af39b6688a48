/**
 * The inside of the generator on stage: what its layers hand on, the channel that is enlarged, and
 * where a pixel comes from.
 *
 * @typedef {import('./edit.js').View} View
 * @typedef {{channels: (number[] | number)[], look: import('./lens.js').Look | null}} Wish part of what the server is asked for a sample
 */

import { palettesOf } from './draw.js';
import { LayerList } from './layers.js';
import { ChannelLens } from './lens.js';
import { PixelSources } from './sources.js';
import { onThemeChange, readInk } from '../ink.js';

export class Inside {
  /**
   * @param {HTMLElement} section @param {HTMLElement} glass over the sample @param {Record<string, string>} text
   * @param {{view: () => View, set: (change: Partial<View>, since?: number) => void, nameOf: Function,
   *   ask: (what: string, request: object) => Promise<any>, look: (request: object) => void,
   *   stamp: (layer: number, channel: number | null) => void, onOther: () => void}} page
   *   `look` asks for a sample of which only what is enlarged will be shown; `onOther` wants other channels on screen
   */
  constructor(section, glass, text, page) {
    const generator = () => page.view().generator, ink = () => palettesOf(readInk(section));
    Object.assign(this, { page, palettes: ink(), layersShown: null });
    this.layers = new LayerList(section, text, { onEnlarge: (layer, unit) => this.lens.open(layer, unit), onStamp: (layer) => page.stamp(layer, null), onOther: page.onOther });
    this.lens = new ChannelLens(section, text, {
      ...page, refresh: () => this.#lookAgain(), shut: (layer) => { this.layers.mark(); this.layers.focus(layer); },
      rank: (layer, value) => page.ask('rank', { generator: generator(), layer, value }),
    });
    this.sources = new PixelSources(glass, section, text, () => page.ask('sources', { generator: generator() }));
    onThemeChange(() => {
      this.palettes = ink();
      if (this.layersShown) this.layers.show(this.layersShown, this.palettes);
      if (this.lens.isOpen) this.#lookAgain();
    });
  }

  /** Under a drag the channels on screen stay. @returns {Wish} */
  get dragged() { return { channels: this.layers.channels, look: this.lens.look(false) }; }

  /** At rest they are ranked anew, and all that can be enlarged is told. @returns {Wish} */
  get rested() { return { channels: this.layers.wanted, look: this.lens.look(true) }; }

  /** Move the hand on a unit to where a view is. @param {View} view */
  place(view) { this.lens.place(view); }

  /** @param {{layers?: any[], look?: any, sample: any}} answer `layers` are left out where nobody sees them */
  show({ layers, look, sample }) {
    if (layers) {
      this.layersShown = layers;
      this.layers.show(layers, this.palettes);
    }
    this.lens.show(look, sample, this.palettes);
  }

  /** @param {{look?: any, sample: any}} answer to `look` */
  showLook({ look, sample }) {
    this.lens.show(look, sample, this.palettes);
    this.sources.redraw(); // in the enlarged map, too
  }

  /** The generator changes: its layers go, and what was said of them. */
  leave() {
    this.lens.leave();
    this.layers.mark();
    this.sources.leave();
  }

  /** Ask anew for what is enlarged, though nothing else has changed. */
  #lookAgain() {
    this.layers.mark(this.lens.layer, this.lens.unit);
    this.page.look({ view: this.page.view(), channels: [], look: this.lens.look(true) });
  }
}

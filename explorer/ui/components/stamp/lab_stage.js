/** The checkerboard lab: six ways to double a picture, measured alike. */

import { writeLink } from '../address.js';
import { chooseLanguage, fill, format, onThemeChange, readInk } from '../ink.js';
import { drawPicture } from './lab_picture.js';
import { loadPlotly } from '../train/chart.js';

const NEAR = '400px'; // Plotly is fetched when the lab comes this close to the screen

/** @param {{element: HTMLElement, props: any, constants: any, watch: Function, root: string}} gradio */
export function mount({ element, props, constants, watch, root }) {
  const stage = new LabStage(element.querySelector('.lab-stage'), constants, root);
  stage.show(props.value);
  watch('value', () => stage.show(props.value));
}

class LabStage {
  /** @param {HTMLElement} element @param {any} constants @param {string} root */
  constructor(element, { text, scales, plotly }, root) {
    Object.assign(this, { element, scales, text: chooseLanguage(text) });
    element.stage = this; // for tests and the curious
    onThemeChange(() => this.#drawMaps());
    new ResizeObserver(() => this.#drawMaps()).observe(element);
    new IntersectionObserver(async (entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.plotly = window.Plotly ?? await loadPlotly(root + plotly);
      this.#drawMaps();
    }, { rootMargin: NEAR }).observe(element);
  }

  show(view) {
    if (!view?.methods) return;
    this.view = view;
    this.cards ??= this.#makeCards(view.methods);
    this.#drawLead();
    writeLink('stamp', view.link, 'lab');
    view.methods.forEach((method, i) => this.#fillCard(this.cards[i], method));
    this.#drawMaps();
  }

  #makeCards(methods) {
    const box = this.element.querySelector('.cards');
    box.replaceChildren(...methods.map(({ name }) => {
      const card = document.createElement('section');
      card.className = 'card';
      card.dataset.method = name;
      card.innerHTML = '<h3></h3><p class="how"></p><div class="pair"><canvas class="output" role="img"></canvas><div class="count-map" role="img"></div></div><dl></dl>';
      card.querySelector('h3').textContent = this.text[`method_${name}`];
      card.querySelector('.how').textContent = this.text[`how_${name}`];
      return card;
    }));
    return [...box.children];
  }

  #drawLead() {
    const { element, text, view } = this, { picture, methods, verdict } = view;
    const canvas = element.querySelector('.input');
    drawPicture(canvas, picture);
    const sizes = { from: `${picture.height}×${picture.width}`, to: `${methods[0].output.height}×${methods[0].output.width}` };
    element.querySelector('figcaption').textContent = fill(text.sizes, sizes);
    canvas.setAttribute('aria-label', fill(text.input_label, sizes));
    element.querySelector('.verdict').replaceChildren(...sayVerdict(verdict, text).map((sentence) => {
      const line = document.createElement('p');
      line.textContent = sentence;
      return line;
    }));
  }

  #fillCard(card, method) {
    const { text } = this, name = text[`method_${method.name}`], output = card.querySelector('.output');
    drawPicture(output, method.output);
    output.setAttribute('aria-label', fill(text.output_label, { name }));
    const counts = method.least === method.most ? fill(text.count_even, method) : fill(text.count_range, method);
    card.querySelector('.count-map').setAttribute('aria-label', fill(text.counts_label, { name, counts }));
    const rows = [['counts', counts], ['unevenness', format(method.unevenness)], ['peak', format(method.peak)], ['ripple', format(method.ripple)]];
    card.querySelector('dl').innerHTML = rows.map(([key, value]) => `<div class="${key}"><dt>${text[key]}</dt><dd>${value}</dd></div>`).join('');
    card.querySelector('.ripple').style.setProperty('--share', method.ripple);
  }

  #drawMaps() {
    const { plotly, view, cards, element } = this;
    if (!plotly || !view || !element.clientWidth) return; // not near the screen, or on a tab that is not open
    const ink = readInk(element), scale = this.scales[document.body.classList.contains('dark') ? 'dark' : 'light'];
    view.methods.forEach(({ figure }, i) => {
      const map = cards[i].querySelector('.count-map'), side = map.clientWidth;
      const [trace] = figure.data, { layout } = figure;
      plotly.react(map, [{ ...trace, colorscale: scale, hovertemplate: this.text.hover }], {
        ...layout, width: side, height: side, font: { family: ink.sans },
        hoverlabel: { ...layout.hoverlabel, bgcolor: ink.paper, bordercolor: ink['line-2'], font: { ...layout.hoverlabel.font, color: ink.ink } },
      }, { displayModeBar: false });
    });
  }
}

/**
 * What the numbers on screen say about the usual advice.
 * @param {{divisible: string, cure: string, k3: number, k4: number, shuffle: number, worst: number}} verdict
 * @param {Record<string, string>} text
 */
export function sayVerdict(verdict, text) {
  const { k3, k4, shuffle, worst } = verdict;
  const values = { k3: format(k3), k4: format(k4), shuffle: format(shuffle), worst: format(Math.ceil(1000 * worst) / 10, 1), times: format(k3 / k4, 1) };
  return [text[`divisible_${verdict.divisible}`], text[`cure_${verdict.cure}`]].map((sentence) => fill(sentence, values));
}

/** The Stamp stage: joins the numbers from the server, the player's clock, the canvas and the words. */

import { writeLink } from './address.js';
import { chooseLanguage, digitsFor, fill, largest, onThemeChange, readInk } from './ink.js';
import { drawOverlap, drawScale, drawStage } from './stamp_draw.js';
import { cellAt, keptWindow, layOut } from './stamp_layout.js';
import { Accumulator, stampCount, termsOf } from './stamp_math.js';
import { Player } from './stamp_player.js';
import * as words from './stamp_words.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** @param {{element: HTMLElement, props: any, constants: any, watch: Function}} gradio */
export function mount({ element, props, constants, watch }) {
  const stage = new StampStage(element.querySelector('.stamp-stage'), chooseLanguage(constants.text));
  stage.show(props.value);
  watch('value', () => stage.show(props.value));
}

class StampStage {
  constructor(root, text) {
    Object.assign(this, { root, text, cell: [3, 4], hover: null, drawn: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.canvas = this.part('grids');
    this.player = new Player({ onTime: () => this.draw(), onState: () => this.drawPlayer(), calm });
    this.player.time = .45; // open in the middle of things: some stamps landed, one in hand
    root.stage = this; // for tests and for the console
    this.#labelControls();
    this.#listen();
  }

  /** Show a setting. @param {import('./stamp_math.js').View | null} view */
  show(view) {
    if (!view?.x) return;
    this.view = view;
    this.placed = new Accumulator(view);
    this.player.reset(stampCount(view));
    this.cell = this.cell.map((at, axis) => Math.min(at, view.output_size[axis] - 1));
    this.limits = {
      x: largest(view.x), w: largest(view.w), y: largest(view.canvas),
      digits: { x: digitsFor(view.x), w: digitsFor(view.w), y: Math.max(2, digitsFor(view.canvas)) },
    };
    this.part('formula').innerHTML = words.formula(view);
    this.part('formula').setAttribute('aria-label', words.formulaLabel(view));
    this.part('delta').textContent = view.delta === 0 ? '0' : view.delta.toExponential(1);
    this.part('code').textContent = words.pytorch(view);
    writeLink('stamp', view.link);
    this.part('source').textContent = view.source ?? '';
    this.part('overlap-sentence').textContent = words.overlapSentence(view, this.text);
    this.part('overlap-map').setAttribute('aria-label', `${this.text.overlap}. ${words.overlapSentence(view, this.text)}`);
    this.draw();
  }

  draw() {
    const { view, player, part } = this, width = this.canvas.parentElement.clientWidth;
    if (!view || !width) return;
    this.ink ??= readInk(this.root);
    this.placed.advanceTo(player.placed);
    const cell = this.hover?.kind === 'output' ? this.hover.cell : this.cell, [ph, pw] = view.spec.padding;
    const terms = termsOf(view, cell[0] + ph, cell[1] + pw);
    this.layout = layOut(view, width, window.innerHeight);
    const scene = {
      view, layout: this.layout, ink: this.ink, text: this.text, placed: this.placed, current: player.current,
      flight: player.flight, cell, terms, hover: this.hover, limits: this.limits,
    };
    this.root.classList.toggle('narrow', this.layout.narrow);
    drawStage(this.canvas, scene);
    drawOverlap(part('overlap-map'), scene);
    this.#placeBelow();
    const { digits } = this.limits, placed = player.placed;
    this.#write('narration', words.narration(view, this.text, player.current, digits));
    this.#write('ledger', words.ledger(view, this.text, digits, {
      terms, cell, placed, current: player.current, most: this.layout.narrow ? 9 : Math.max(2, Math.floor((this.layout.height - this.layout.below - 118) / 27)),
    }));
    const value = this.placed.sum[cell[0] + ph][cell[1] + pw];
    this.canvas.setAttribute('aria-label', words.label(view, this.text, digits, { cell, placed, value }));
    this.drawPlayer();
  }

  drawPlayer() {
    const { player, part, text } = this, scrub = part('scrub');
    scrub.max = player.total;
    scrub.value = player.time;
    scrub.style.setProperty('--range_progress', `${player.time / player.total * 100}%`);
    this.#write('count', fill(text.count, { n: Math.ceil(player.time), total: player.total }));
    const play = part('play');
    play.classList.toggle('playing', player.playing);
    play.setAttribute('aria-label', player.playing ? text.pause : text.play);
  }

  /** Largest difference between what the canvas has added up and what NumPy sent; 0 at the end. */
  differenceToNumpy() {
    return this.placed.differenceTo(this.view.canvas);
  }

  /** Only touch the page where a word changed: a frame must not rebuild a table for nothing. */
  #write(name, html) {
    const node = this.part(name);
    if (node.written !== html) node.innerHTML = node.written = html;
  }

  #placeBelow() {
    const { narrow, below, left } = this.layout, { style } = this.part('below');
    Object.assign(style, narrow ? { top: '', width: '' } : { top: `${below}px`, width: `${left}px` });
    const limit = this.limits.y.toPrecision(2);
    this.part('least').textContent = `−${limit}`;
    this.part('most').textContent = `+${limit}`;
    if (this.scaledFor !== this.ink) drawScale(this.part('ramp'), this.ink);
    this.scaledFor = this.ink;
  }

  #labelControls() {
    const { text, part } = this;
    for (const node of this.root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
    for (const node of this.root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
    part('badge').title = text.badge_hint;
  }

  #listen() {
    const { player, part, canvas } = this;
    part('play').onclick = () => player.toggle();
    part('back').onclick = () => player.step(-1);
    part('forward').onclick = () => player.step(1);
    part('scrub').oninput = (event) => {
      player.pause();
      player.goTo(Number(event.target.value));
    };
    part('speed').onchange = (event) => { player.speed = Number(event.target.value); };
    part('loop').onclick = () => {
      player.loop = !player.loop;
      part('loop').setAttribute('aria-pressed', player.loop);
    };
    part('copy').onclick = () => navigator.clipboard?.writeText(part('code').textContent);
    canvas.onpointermove = (event) => this.#point(this.#under(event));
    canvas.onpointerleave = () => this.#point(null);
    canvas.onclick = (event) => this.#choose(this.#under(event));
    document.addEventListener('keydown', (event) => this.#key(event));
    onThemeChange(() => {
      this.ink = null;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(canvas.parentElement);
    window.addEventListener('resize', () => this.draw());
  }

  /** Which cell of which grid the pointer is on. */
  #under(event) {
    if (!this.layout) return null;
    const bounds = this.canvas.getBoundingClientRect(), x = event.clientX - bounds.left, y = event.clientY - bounds.top;
    const grids = { input: this.layout.input, kernel: this.layout.kernel, output: keptWindow(this.layout, this.view) };
    for (const [kind, grid] of Object.entries(grids)) {
      const cell = cellAt(grid, x, y);
      if (cell) return { kind, cell };
    }
    return null;
  }

  #point(target) {
    if (JSON.stringify(target) === JSON.stringify(this.hover)) return;
    this.hover = target;
    this.canvas.style.cursor = target ? 'pointer' : '';
    this.draw();
  }

  #choose(target) {
    if (target?.kind === 'output') this.cell = target.cell;
    if (target?.kind === 'input') {
      this.player.pause();
      this.player.goTo(target.cell[0] * this.view.input_size[1] + target.cell[1] + 1);
    }
    this.draw();
  }

  #key(event) {
    const { target, key, shiftKey } = event;
    if (!this.view || !this.canvas.offsetParent || event.ctrlKey || event.metaKey || event.altKey) return;
    const onWidget = target.closest('input, select, textarea, button, [role="tab"], [role="listbox"], a');
    if (onWidget && onWidget !== this.canvas) return;
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    if (key === ' ') this.player.toggle();
    else if (move && shiftKey) this.#moveCell(move);
    else if (key === 'ArrowRight') this.player.step(1);
    else if (key === 'ArrowLeft') this.player.step(-1);
    else if (key === 'Home') this.player.goTo(0);
    else if (key === 'End') this.player.goTo(this.player.total);
    else return;
    event.preventDefault();
  }

  #moveCell(move) {
    const { output_size: size } = this.view;
    this.cell = this.cell.map((at, axis) => Math.max(0, Math.min(size[axis] - 1, at + move[axis])));
    this.draw();
  }
}

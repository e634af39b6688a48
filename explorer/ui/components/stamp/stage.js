/**
 * The Stamp stage: joins the numbers from the server, the player's clock, the views and the words.
 *
 * @typedef {object} Scene what a view draws
 * @property {string} kind name of the view
 * @property {import('./math.js').View} view
 * @property {any} layout as the view's own `layOut` made it
 * @property {import('../ink.js').Ink} ink
 * @property {Record<string, string>} text
 * @property {import('./math.js').Accumulator} placed what has landed
 * @property {number} current index of the stamp in hand, −1 before the first
 * @property {number} flight how far its flight is, 0 to 1
 * @property {number} windows how many windows Gather has read
 * @property {[number, number]} cell output cell in focus; outside the output it is a ghost cell
 * @property {import('./math.js').Term[]} terms its terms
 * @property {{kind: string, cell: [number, number]} | null} hover
 * @property {import('./asked.js').Asked | null} asked what a lesson asks for: then nothing that would tell is drawn
 * @property {{in: number, out: number}} channel the pair of channels on screen
 * @property {boolean} flipped whether Matrix shows C instead of Cᵀ
 * @property {{x: number, w: number, y: number, digits: {x: number, w: number, y: number}}} limits
 */

import { writeLink } from '../address.js';
import { chooseLanguage, digitsFor, fill, fit, largest, onThemeChange, pointOn, readInk } from '../ink.js';
import { askedCell, canAnswer, onAskedCell } from './asked.js';
import { cellAt, grid, ring } from './cells.js';
import { CellEditor } from './editor.js';
import { drawFields, fieldSentences } from './fields.js';
import * as gather from './gather.js';
import { Accumulator, cellOf, kernelOf, reaching, stampCount, termsOf, windowCount } from './math.js';
import * as matrix from './matrix.js';
import { drawOverlap, drawScale } from './overlap.js';
import { Painter, drawStroke } from './paint.js';
import { Player } from './player.js';
import { SaveMenu } from './save.js';
import { Setting } from './setting.js';
import * as scatter from './scatter.js';
import * as words from './words.js';

const VIEWS = { scatter, gather, matrix, gradient: scatter };
const PARTNER = { scatter: 'gather', gather: 'scatter', matrix: 'scatter', gradient: 'scatter' };
const NARROW = 760;
const OPENING = { share: .45, cell: [3, 4] }; // in the middle of things: some stamps landed, one in hand
const AROUND = 276, AROUND_PRESENTED = 212; // pixels of the window's height that the views do not have
const KEY = 28; // pixels of the key below
const TERM = 27, TIGHT_TERM = 21, AROUND_TERMS = 54; // pixels of a row of the ledger, and of its heading and the key below
const REST = 320; // milliseconds from address to address: browsers forbid faster ones
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** @param {{element: HTMLElement, props: any, constants: any, trigger: Function, watch: Function, server: any, events: string[]}} gradio */
export function mount({ element, props, constants, trigger, watch, server, events: [catchUp] }) {
  const stage = new StampStage(element.querySelector('.stamp-stage'), chooseLanguage(constants.text), {
    ask: (request) => server.take_step(request), catchUp: (data) => trigger(catchUp, data),
  });
  stage.adopt(props.value);
  watch('value', () => stage.adopt(props.value));
}

class StampStage {
  constructor(root, text, { ask, catchUp }) {
    Object.assign(this, { root, text, pin: null, cell: OPENING.cell, hover: null, held: null, allTerms: false, channel: { in: 0, out: 0 }, flipped: false, fields: false });
    this.part = (name) => root.querySelector(`.${name}`);
    this.board = this.part('board');
    this.kinds = ['scatter'];
    this.panes = [...root.querySelectorAll('.grids')].map((canvas) => ({ canvas }));
    this.player = new Player({ onTime: () => this.draw(), onState: () => this.#showPlayer(), calm });
    this.player.share = OPENING.share;
    this.setting = new Setting({ ask, catchUp, show: (view) => this.show(view), refuse: () => this.#refuse(), lose: () => this.#tell(text.lost) });
    const edit = (what, change) => this.setting.take({ edit: { what, ...change } });
    this.painter = new Painter((cells) => edit('input', { cells }));
    this.editor = new CellEditor(this.board, edit, text.edit_cell);
    root.stage = this; // for tests and for the console
    this.#labelControls();
    this.#listen();
    this.save = new SaveMenu(this);
  }

  get canvas() { return this.panes[0].canvas; }

  /** Show a setting that came with its widgets. @param {import('./math.js').View | null} view */
  adopt(view) {
    if (!view?.x) return;
    this.setting.adopt(view);
    if (view.display) this.#open(view.display);
    else if (this.view?.read && !view.read) this.#flip(false); // C was shown for the layer before
    this.show(view);
    if (view.display?.step >= 0) this.player.goTo(view.display.step);
  }

  /** @param {import('./math.js').View} view */
  show(view) {
    this.view = view;
    this.#tell('');
    if (!this.setting.waiting) this.painter.clear();
    this.placed = new Accumulator(view);
    this.player.reset(this.#steps());
    this.#chooseChannel(this.channel);
    if (this.held) this.held = { kind: 'kernel', cell: this.held.cell.map((at, axis) => Math.min(at, view.spec.kernel_size[axis] - 1)) };
    this.cell = this.pin ? onCanvas(view, this.pin) : OPENING.cell.map((at, axis) => Math.min(at, view.output_size[axis] - 1));
    const flat = { x: view.x.flat(), w: view.w.flat(2), y: view.canvas.flat() };
    this.limits = {
      x: largest(flat.x), w: largest(flat.w), y: largest(flat.y),
      digits: { x: digitsFor(flat.x), w: digitsFor(flat.w), y: Math.max(2, digitsFor(flat.y)) },
    };
    this.part('formula').innerHTML = words.formula(view);
    this.part('formula').setAttribute('aria-label', words.formulaLabel(view));
    this.part('source').textContent = words.source(view, this.text);
    const evenness = words.overlapSentence(view, this.text);
    this.part('overlap-sentence').textContent = evenness;
    this.part('overlap-map').setAttribute('aria-label', `${this.text.overlap}. ${evenness}`);
    this.#showBadge();
    this.#remember();
    document.dispatchEvent(new CustomEvent('stamp-shown', { detail: view }));
    this.draw();
  }

  draw() {
    const { view, player, board } = this, room = board.clientWidth;
    if (!view || !room) return;
    this.#remember();
    this.ink ??= readInk(this.root);
    const narrow = room < NARROW, paired = this.kinds.length > 1 && !narrow;
    this.root.classList.toggle('asking', askedCell() !== null);
    this.layoutIsNarrow = narrow;
    this.root.classList.toggle('narrow', narrow);
    this.root.classList.toggle('paired', paired);
    const presented = document.body.classList.contains('presenting'), zoom = this.root.currentCSSZoom ?? 1;
    const free = presented ? Math.max(window.innerHeight / zoom - AROUND_PRESENTED, 320) : Math.max(window.innerHeight - AROUND, 400);
    const height = narrow ? Infinity : Math.min(free, clamp(492 + (room - 1006) * .47, 492, 720));
    this.placedAt(player, this.placed);
    this.panes.forEach((pane, n) => {
      pane.kind = this.kinds[n];
      pane.canvas.hidden = !pane.kind;
      if (pane.canvas.hidden) return;
      const width = paired ? (room - 32) / 2 : room;
      pane.scene = this.#scene(pane.kind, VIEWS[pane.kind].layOut(view, { width, height, narrow: narrow || paired }));
      pane.canvas.style.width = `${width}px`;
      const pen = { context: fit(pane.canvas, width, pane.scene.layout.height), ink: this.ink };
      this.#paint(pen, pane.scene);
      drawStroke(pen, pane.scene, this.painter);
    });
    this.#drawAround(narrow, paired);
    this.drawPlayer();
  }

  #showPlayer() {
    this.#remember();
    this.drawPlayer();
  }

  drawPlayer() {
    const { player, part, text } = this, scrub = part('scrub');
    scrub.max = player.total;
    scrub.value = player.time;
    scrub.style.setProperty('--range_progress', `${player.time / player.total * 100}%`);
    this.#write('count', fill(this.#countsWindows() ? text.count_windows : text.count, { n: Math.ceil(player.time), total: player.total }));
    const play = part('play');
    play.classList.toggle('playing', player.playing);
    play.setAttribute('aria-label', player.playing ? text.pause : text.play);
  }

  /** Show what a link says beside the setting. @param {Record<string, any>} display as `StampDisplay` has it */
  #open({ views, show_c: flipped, fields, channel: [from, out], cell, speed, loop }) {
    Object.assign(this, { flipped, fields, channel: { in: from, out }, pin: String(cell) === String(OPENING.cell) ? null : cell });
    Object.assign(this.player, { speed, loop });
    for (const [name, on] of Object.entries({ transpose: flipped, fields, loop })) this.part(name).setAttribute('aria-pressed', on);
    this.part('speed').value = speed;
    this.showViews(views);
  }

  /** Let Matrix show C, or Cᵀ again. @param {boolean} flipped */
  #flip(flipped) {
    this.flipped = flipped;
    this.part('transpose').setAttribute('aria-pressed', flipped);
  }

  /** What is chosen on the stage itself, as a link says it; what is usual is left out. */
  #displayed() {
    const { kinds, flipped, fields, channel, pin, player } = this, said = [];
    if (String(kinds) !== 'scatter') said.push(`views=${kinds}`);
    if (flipped) said.push('show_c=1');
    if (fields) said.push('fields=1');
    if (channel.in || channel.out) said.push(`channel=${channel.in},${channel.out}`);
    if (pin) said.push(`cell=${pin}`);
    if (!player.playing && player.share !== OPENING.share) said.push(`step=${Number(player.time.toFixed(2))}`);
    if (player.speed !== 1) said.push(`speed=${player.speed}`);
    if (player.loop) said.push('loop=1');
    return said.join('&');
  }

  /** Keep the address true, not faster than browsers let it be changed. */
  #remember() {
    this.remembering ??= setTimeout(() => {
      const query = [this.view.link, this.#displayed()].filter(Boolean).join('&');
      this.remembering = null;
      if (query !== this.remembered) writeLink('stamp', this.remembered = query);
    }, REST);
  }

  #refuse() {
    this.painter.clear();
    this.draw();
  }

  #tell(sentence) { this.part('notice').textContent = sentence; }

  /** Largest difference between what the canvas has added up and what NumPy sent; 0 at the end. */
  differenceToNumpy() {
    return this.placed.differenceTo(this.view.canvas);
  }

  /** Show one view, or two: side by side, or on a phone one above the other. @param {string[]} kinds */
  showViews(kinds) {
    const counted = this.#countsWindows();
    this.kinds = kinds;
    if (this.view && counted !== this.#countsWindows()) this.player.reset(this.#steps());
    for (const button of this.root.querySelectorAll('[data-view]')) button.setAttribute('aria-pressed', kinds.includes(button.dataset.view));
    this.part('pair').setAttribute('aria-pressed', kinds.length > 1);
    this.part('transpose').hidden = !kinds.includes('matrix');
    this.#showBadge();
    this.draw();
  }

  /** What has landed at a time of the player, in an accumulator for this setting. */
  placedAt(player, placed) {
    placed.advanceTo(this.#countsWindows() ? stampCount(this.view) : player.placed);
    return placed;
  }

  /** The views as they are at a time of the player, for pictures and films. @returns {import('./picture.js').Shown} */
  shownAt(player, placed) {
    const panes = this.panes.filter(({ canvas }) => !canvas.hidden).map(({ kind, scene, canvas }) => ({
      scene: this.#scene(kind, scene.layout, player, placed), draw: (pen, then) => this.#paint(pen, then), width: parseFloat(canvas.style.width),
    }));
    return { panes, counting: this.#countsWindows(), step: Math.ceil(player.time) };
  }

  /** A view and what is laid over it, on the stage's own pen or on a file's. */
  #paint(pen, scene) {
    VIEWS[scene.kind].draw(pen, scene);
    if (this.fields) drawFields(pen, scene);
    if (scene.asked) this.#paintAnswer(pen, scene);
  }

  /** Rings around the cell that is pointed at as an answer, and around the one that was given. */
  #paintAnswer(pen, { kind, layout, view, asked: { grid: name, guess } }) {
    const area = VIEWS[kind].areas(layout, view)[name];
    if (!area) return;
    if (guess && canAnswer(view, { kind: name, cell: guess })) ring(pen, area, ...guess, 1, 1, this.ink.ink, 3.5);
    if (this.aim) ring(pen, area, ...this.aim, 1, 1, this.ink['ink-3'], 2.5);
  }

  #scene(kind, layout, player = this.player, placed = this.placed) {
    const { view, channel } = this, [ph, pw] = view.spec.padding, counting = this.#countsWindows();
    const cell = this.#focus(player), asked = askedCell();
    return {
      kind, view, layout, ink: this.ink, text: this.text, placed, cell, hover: this.hover ?? this.held, channel, asked,
      current: counting ? -1 : player.current, flight: player.flight, limits: this.limits, flipped: this.flipped,
      windows: counting ? Math.ceil(player.time) : windowCount(view), terms: asked ? [] : termsOf(view, channel.out, cell[0] + ph, cell[1] + pw),
    };
  }

  /** The output cell that is explained: under the pointer, else where Gather reads, else the pinned one. */
  #focus(player) {
    if (this.hover?.kind === 'output') return this.hover.cell;
    if (this.#countsWindows() && player.current >= 0) return cellOf(this.view.output_size, player.current);
    return this.cell;
  }

  #countsWindows() { return this.kinds.every((kind) => kind === 'gather'); }

  #steps() { return this.#countsWindows() ? windowCount(this.view) : stampCount(this.view); }

  #drawAround(narrow, paired) {
    const { view, text, player, channel, limits: { digits } } = this, [{ scene, kind }] = this.panes, { layout, cell, terms } = scene;
    drawOverlap(this.part('overlap-map'), scene);
    this.#placeBelow(narrow || paired, layout, kind);
    const tight = kind === 'gather' && !narrow && !paired; // the spread input is tall
    this.root.classList.toggle('tight', tight);
    const counting = this.#countsWindows(), placed = counting ? stampCount(view) : player.placed;
    if (scene.asked) this.#write('narration', text[`asked_${scene.asked.grid}`]);
    else this.#write('narration', this.fields ? fieldSentences(scene, text) : words.narration(kind, view, text, { current: player.current, channel, digits, hover: scene.hover, flipped: this.flipped }));
    const most = narrow || paired ? 10 : Math.max(3, Math.floor((layout.height - layout.below - AROUND_TERMS) / (tight ? TIGHT_TERM : TERM)) - 1);
    this.#write('ledger', words.ledger(view, text, digits, { terms, cell, placed, current: scene.current, most, channel, all: this.allTerms }));
    const [ph, pw] = view.spec.padding, value = this.placed.sum[channel.out][cell[0] + ph][cell[1] + pw];
    for (const pane of this.panes) pane.canvas.setAttribute('aria-label', words.label(pane.kind ?? kind, view, text, digits, { cell, placed, value }));
  }

  /** Only touch the page where a word changed: a frame must not rebuild a table for nothing. */
  #write(name, html) {
    const node = this.part(name);
    if (node.written !== html) node.innerHTML = node.written = html;
  }

  #placeBelow(flow, { below, left, height }, kind) {
    const node = this.part('below'), full = this.kinds.length > 1 || kind === 'matrix';
    node.hidden = full && !this.layoutIsNarrow;
    this.part('overlap').hidden = kind === 'gather' && !this.layoutIsNarrow;
    node.classList.toggle('flow', flow);
    node.classList.toggle('all-terms', this.allTerms && !flow);
    node.style.setProperty('--room', `${height - below - KEY}px`);
    Object.assign(node.style, flow ? { top: '', width: '' } : { top: `${below}px`, width: `${left}px` });
    this.part('key').hidden = kind === 'matrix';
    const limit = this.limits.y.toPrecision(2);
    this.part('least').textContent = `−${limit}`;
    this.part('most').textContent = `+${limit}`;
    if (this.scaledFor !== this.ink) drawScale(this.part('ramp'), this.ink);
    this.scaledFor = this.ink;
  }

  #showBadge() {
    if (!this.view) return;
    const { text, view: { deltas } } = this, show = (delta) => (delta === null ? text.not_measured : delta === 0 ? '0' : delta.toExponential(1));
    const measured = Object.values(deltas).filter((delta) => delta !== null);
    this.part('delta').textContent = show(Math.max(...measured));
    const lines = Object.entries(deltas).map(([kind, delta]) => `${text[`view_${kind}`]}: ${show(delta)}`);
    this.part('badge').title = [text.badge_hint, ...lines].join('\n');
  }

  /** Show a pair of channels; the input channel must reach the output channel. */
  #chooseChannel({ in: from, out }) {
    const { view } = this;
    const to = Math.min(out, view.spec.out_channels - 1), sources = reaching(view, to);
    this.channel = { in: sources.includes(from) ? from : sources[0], out: to };
    const chips = (name, count, chosen, possible) => {
      const node = this.part(`${name}-channels`);
      node.hidden = count === 1;
      node.querySelector('.chips').innerHTML = Array.from({ length: count }, (_, n) => (
        `<button type="button" data-${name}="${n}" aria-pressed="${n === chosen}" ${possible.includes(n) ? '' : 'disabled'}>${n + 1}</button>`)).join('');
    };
    chips('in', view.spec.in_channels, this.channel.in, sources);
    chips('out', view.spec.out_channels, this.channel.out, view.canvas.map((_, n) => n));
  }

  #labelControls() {
    const { text } = this;
    for (const node of this.root.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
    for (const node of this.root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text[node.dataset.label]);
    for (const node of this.root.querySelectorAll('[data-title]')) node.title = text[node.dataset.title];
  }

  #listen() {
    const { player, part, root } = this;
    part('play').onclick = () => player.toggle();
    part('back').onclick = () => player.step(-1);
    part('forward').onclick = () => player.step(1);
    part('scrub').oninput = (event) => {
      const time = Number(event.target.value); // pausing draws the player, and with it this very slider
      player.pause();
      player.goTo(time);
    };
    part('speed').onchange = (event) => {
      player.speed = Number(event.target.value);
      this.#remember();
    };
    part('loop').onclick = () => {
      player.loop = !player.loop;
      part('loop').setAttribute('aria-pressed', player.loop);
      this.#remember();
    };
    part('views').onclick = (event) => this.#chooseView(event.target.closest('button')?.dataset.view);
    part('pair').onclick = () => this.showViews(this.kinds.length > 1 ? this.kinds.slice(0, 1) : [this.kinds[0], PARTNER[this.kinds[0]]]);
    part('transpose').onclick = () => {
      this.#flip(!this.flipped);
      this.draw();
    };
    part('fields').onclick = () => {
      this.fields = !this.fields;
      part('fields').setAttribute('aria-pressed', this.fields);
      this.draw();
    };
    part('draw').onclick = () => {
      this.painter.on = !this.painter.on;
      part('draw').setAttribute('aria-pressed', this.painter.on);
      root.classList.toggle('drawing', this.painter.on);
    };
    part('ledger').onclick = (event) => {
      if (!event.target.closest('.terms')) return;
      this.allTerms = !this.allTerms;
      this.draw();
      part('ledger').querySelector('.terms')?.focus();
    };
    part('channels').onclick = (event) => {
      const { in: from, out } = event.target.closest('button')?.dataset ?? {};
      if (from === undefined && out === undefined) return;
      this.#chooseChannel({ in: Number(from ?? this.channel.in), out: Number(out ?? this.channel.out) });
      this.draw();
    };
    for (const pane of this.panes) this.#listenTo(pane);
    onAskedCell(() => this.#aimAt(null, this.canvas));
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('paste', (event) => this.#paste(event));
    onThemeChange(() => {
      this.ink = null;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(root);
    window.addEventListener('resize', () => this.draw());
  }

  #listenTo(pane) {
    const { canvas } = pane;
    canvas.onpointerdown = (event) => this.#startStroke(pane, event);
    canvas.onpointermove = (event) => (this.painter.busy ? this.#stroke(pane, event) : this.#point(this.#under(pane, event), canvas));
    canvas.onpointerup = canvas.onpointercancel = () => this.painter.busy && this.painter.finish();
    canvas.oncontextmenu = (event) => this.painter.on && event.preventDefault();
    canvas.onpointerleave = () => this.#point(null, canvas);
    canvas.onclick = (event) => this.painter.on || this.#choose(this.#under(pane, event));
    canvas.ondblclick = (event) => this.painter.on || askedCell() || this.#edit(pane, this.#under(pane, event));
  }

  /** Draw 1 into the input, or 0 with the right button or Shift. */
  #startStroke(pane, event) {
    const target = this.painter.on && this.#under(pane, event);
    if (target?.kind !== 'input') return;
    pane.canvas.setPointerCapture(event.pointerId);
    this.player.pause();
    this.painter.start(this.view, this.channel.in, target.cell, event.button === 2 || event.shiftKey ? 0 : 1);
    this.draw();
  }

  #stroke(pane, event) {
    const target = this.#under(pane, event);
    if (target?.kind !== 'input') return;
    this.painter.to(target.cell);
    this.draw();
  }

  /** From the keyboard: set the input cell in hand, and take the next one. */
  #drawInHand(value) {
    this.painter.start(this.view, this.channel.in, cellOf(this.view.input_size, this.player.current), value);
    this.painter.finish();
    this.player.step(1);
  }

  #chooseView(kind) {
    if (!kind) return;
    if (this.kinds.length === 1) this.showViews([kind]);
    else if (!this.kinds.includes(kind)) this.showViews([this.kinds[0], kind]);
  }

  /** Which cell of the operation the pointer is on, whatever view it is in. */
  #under({ canvas, scene, kind }, event) {
    if (!scene) return null;
    const [x, y] = pointOn(canvas, event), module = VIEWS[kind];
    if (module.pick) return module.pick(scene, x, y);
    for (const [name, area] of Object.entries(module.areas(scene.layout, this.view))) {
      const cell = cellAt(area, x, y);
      if (cell) return module.translate ? module.translate({ kind: name, cell }, this.view) : { kind: name, cell };
    }
    return kind === 'gather' ? null : this.#ghostUnder(scene, x, y);
  }

  /** A cropped cell of the border, in output coordinates. */
  #ghostUnder({ layout }, x, y) {
    const cell = cellAt(layout.output, x, y), [ph, pw] = this.view.spec.padding;
    return cell && { kind: 'output', cell: [cell[0] - ph, cell[1] - pw] };
  }

  #point(target, canvas) {
    if (askedCell()) return this.#aimAt(canAnswer(this.view, target) ? target.cell : null, canvas);
    this.aim = null;
    if (JSON.stringify(target) === JSON.stringify(this.hover)) return;
    this.hover = target;
    canvas.style.cursor = target ? 'pointer' : '';
    this.draw();
  }

  /** While a lesson asks for a cell, pointing explains nothing. */
  #aimAt(cell, canvas) {
    Object.assign(this, { aim: cell, hover: null, held: null });
    canvas.style.cursor = cell ? 'pointer' : '';
    this.draw();
  }

  /** A click: an output cell is pinned, a kernel cell is held until the next click, an input cell's stamp comes next. */
  #choose(target) {
    if (askedCell()) return canAnswer(this.view, target) && askedCell().choose(target.cell);
    this.held = target?.kind === 'kernel' && String(target.cell) !== String(this.held?.cell) ? target : null;
    if (target?.kind === 'output') this.cell = this.pin = target.cell;
    const counted = this.#countsWindows() ? 'output' : 'input';
    if (target?.kind === counted) {
      const [, columns] = this.view[`${counted}_size`];
      this.player.pause();
      this.player.goTo(target.cell[0] * columns + target.cell[1] + 1);
    }
    this.draw();
  }

  /** Open a field over an input or kernel cell of the Scatter view. */
  #edit({ canvas, scene }, target) {
    const area = { input: scene.layout.input, kernel: scene.layout.kernel }[target?.kind];
    if (!area) return;
    const { view, channel } = this, [row, column] = target.cell, input = target.kind === 'input';
    const [rows, columns] = input ? view.input_size : view.spec.kernel_size, outs = view.spec.out_channels / view.spec.groups;
    const plane = input ? channel.in : channel.in * outs + channel.out % outs;
    const value = input ? view.x[channel.in][row][column] : kernelOf(view, channel.in, channel.out)[row][column];
    this.player.pause();
    this.editor.open({ what: target.kind, index: (plane * rows + row) * columns + column, value, area: grid(area.x, area.y, area.size, rows, columns), cell: target.cell, from: canvas });
  }

  /** A table goes where the pointer is, else into the input. */
  #paste(event) {
    if (!this.canvas.offsetParent || event.target.closest?.('input, textarea')) return;
    const text = event.clipboardData?.getData('text/plain');
    if (text === undefined) return;
    event.preventDefault();
    const kernel = this.hover?.kind === 'kernel', { in: from, out } = this.channel, outs = this.view.spec.out_channels / this.view.spec.groups;
    this.editor.paste(kernel ? 'kernel' : 'input', kernel ? from * outs + out % outs : from, text);
  }

  #key(event) {
    const { target, key, shiftKey } = event;
    if (!this.view || !this.canvas.offsetParent || event.ctrlKey || event.metaKey || event.altKey) return;
    const onWidget = target.closest('input, select, textarea, button, summary, [role="tab"], [role="listbox"], a');
    if (onWidget) return;
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    if (key === ' ') this.player.toggle();
    else if (key === 'Enter') this.#editInHand();
    else if (key === 'k' || key === 'K') this.#hold(this.held ? null : [0, 0]);
    else if (key === 'Escape' && this.held) this.#hold(null);
    else if (move && shiftKey && this.held) this.#hold(this.held.cell.map((at, axis) => clamp(at + move[axis], 0, this.view.spec.kernel_size[axis] - 1)));
    else if (this.painter.on && (key === '0' || key === '1') && this.player.current >= 0 && !this.#countsWindows()) this.#drawInHand(Number(key));
    else if (move && shiftKey) this.#moveCell(move);
    else if (key === 'ArrowRight') this.player.step(1);
    else if (key === 'ArrowLeft') this.player.step(-1);
    else if (key === 'Home') this.player.goTo(0);
    else if (key === 'End') this.player.goTo(this.player.total);
    else return;
    event.preventDefault();
  }

  /** From the keyboard: take a kernel cell in hand, or let it go. @param {[number, number] | null} cell */
  #hold(cell) {
    this.held = cell && { kind: 'kernel', cell };
    this.draw();
  }

  /** From the keyboard: edit the kernel cell in hand, else the input cell of the stamp in hand. */
  #editInHand() {
    const { held, player } = this;
    if (held) this.#edit(this.panes[0], held);
    else if (player.current >= 0 && !this.#countsWindows()) this.#edit(this.panes[0], { kind: 'input', cell: cellOf(this.view.input_size, player.current) });
  }

  /** Shift and arrows walk over the whole canvas, ghost border included. */
  #moveCell(move) {
    this.cell = this.pin = onCanvas(this.view, this.cell.map((at, axis) => at + move[axis]));
    this.draw();
  }
}

/** The nearest cell of the whole canvas, ghost border included. */
const onCanvas = ({ canvas_size: size, spec: { padding } }, cell) => (
  cell.map((at, axis) => clamp(at, -padding[axis], size[axis] - padding[axis] - 1)));

const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

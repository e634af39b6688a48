/** Your picture: drawn, uploaded or a real one; its z is looked for while one watches. */

import { drawImages } from './draw.js';
import { PictureEasel } from './easel.js';
import { drawSearch } from './search_curve.js';
import { fill, format, onThemeChange, readInk } from '../ink.js';
import { label } from '../labels.js';
import { rove } from '../roving.js';

const LARGEST_FILE = 20 * 2 ** 20, MOST_PIXELS = 60e6;
const CALM = 350; // milliseconds after a stroke before the search begins
const COLOURS = ['#000000', '#ffffff', '#f9c9b6', '#b5705a', '#6b3f2a', '#77311d', '#d2eff3', '#ffeba4', '#e0ddff', '#fc909f', '#6bd9e9', '#f4d150'];
const GREYS = ['#ffffff', '#c0c0c0', '#808080', '#404040', '#000000'];

const MARKUP = `
  <p class="lead" data-text="picture_lead"></p>
  <div class="workshop">
    <div class="yours">
      <h4 data-text="picture_yours"></h4>
      <div class="easel"><canvas tabindex="0" role="img" data-label="picture_canvas"></canvas><b class="cursor" aria-hidden="true"></b></div>
      <div class="brushes" role="group" data-label="picture_colour"></div>
      <div class="line tight">
        <label class="plain file"><input type="file" accept="image/*"><span data-text="picture_file"></span></label>
        <button type="button" class="plain sample-in" data-text="picture_sample" data-title="picture_sample_hint"></button>
        <button type="button" class="plain negative" data-text="picture_negative" data-title="picture_negative_hint"></button>
        <button type="button" class="plain wipe" data-text="picture_clear"></button>
        <button type="button" class="plain back" data-label="picture_undo" data-title="picture_undo"><svg class="icon"><use href="#icon-undo"/></svg></button>
      </div>
    </div>
    <div class="found">
      <h4><b class="swatch fake"></b><span data-html="picture_found"></span></h4>
      <canvas class="result" role="img"></canvas>
      <div class="line tight">
        <button type="button" class="solid use-found" data-text="use_it" disabled></button>
        <button type="button" class="plain use-encoded" data-text="picture_use_encoded" hidden></button>
        <button type="button" class="plain again" data-text="picture_again" data-title="picture_again_hint"></button>
        <button type="button" class="plain halt" data-text="picture_stop" hidden></button>
      </div>
    </div>
    <div class="search">
      <h4 data-text="picture_curve"></h4>
      <canvas class="curve" role="img"></canvas>
      <p class="closeness" role="status"></p>
    </div>
  </div>
  <div class="real-pictures" hidden>
    <h4><b class="swatch real"></b><span data-text="picture_real"></span><small class="whose"></small><button type="button" class="plain others-real" data-text="picture_others"></button></h4>
    <div class="real-strip sample-grid" role="group" data-label="picture_real"></div>
  </div>`;

export class PictureTool {
  /** @param {HTMLElement} root @param {Record<string, string>} text @param {import('./bench.js').Services} services */
  constructor(root, text, services) {
    Object.assign(this, { root, text, services, generator: '', token: '', run: 0, seed: 0, curve: [], found: null });
    root.innerHTML = MARKUP;
    label(root, text);
    this.part = (name) => root.querySelector(`.${name}`);
    this.easel = new PictureEasel(this.part('easel'), () => this.#changed());
    rove(this.part('brushes'));
    rove(this.part('real-strip'));
    this.#listen();
  }

  open() {
    const { generator } = this.services.view();
    if (generator === this.generator) return this.#drawCurve();
    this.generator = generator;
    const [, height, width, channels] = this.services.shown().sample.shape;
    this.easel.reset(width, height, channels === 1);
    this.easel.width = width / 14;
    this.#listColours(channels === 1 ? GREYS : COLOURS);
    this.#forget();
    this.#offer();
    return undefined;
  }

  follow() {}

  close() { this.#stop(); }

  #listen() {
    const { root, easel } = this, file = root.querySelector('input[type="file"]');
    file.onchange = () => {
      this.#take(file.files[0]);
      file.value = '';
    };
    root.ondragover = (event) => event.preventDefault();
    root.ondrop = (event) => {
      event.preventDefault();
      this.#take(event.dataTransfer.files[0]);
    };
    document.addEventListener('paste', (event) => {
      const pasted = [...event.clipboardData?.files ?? []].find(({ type }) => type.startsWith('image/'));
      if (!pasted || !root.checkVisibility()) return;
      event.preventDefault();
      this.#take(pasted);
    });
    this.part('sample-in').onclick = () => {
      const canvas = document.createElement('canvas');
      drawImages([canvas], this.services.shown().sample);
      easel.take(canvas);
    };
    this.part('negative').onclick = () => easel.invert();
    this.part('wipe').onclick = () => easel.clear(easel.grey ? '#000000' : '#ffffff');
    this.part('back').onclick = () => easel.undo();
    this.part('again').onclick = () => {
      this.seed += 1;
      this.#search();
    };
    this.part('halt').onclick = () => this.#stop();
    this.part('use-found').onclick = () => this.found && this.services.use(this.found.base);
    this.part('use-encoded').onclick = () => this.found?.encoded && this.services.use(this.found.encoded.base);
    this.part('others-real').onclick = () => this.#offer(Math.floor(Math.random() * 2 ** 31));
    this.part('real-strip').onclick = (event) => {
      const chosen = event.target.closest('button');
      if (chosen) easel.take(chosen.firstChild);
    };
    onThemeChange(() => this.#drawCurve());
    new ResizeObserver(() => this.#drawCurve()).observe(this.part('search'));
  }

  #listColours(colours) {
    this.part('brushes').replaceChildren(...colours.map((colour) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', title: colour });
      button.style.background = colour;
      button.setAttribute('aria-label', colour);
      button.onclick = () => this.#choose(colour);
      return button;
    }));
    this.#choose(colours[0]);
  }

  #choose(colour) {
    this.easel.colour = colour;
    for (const button of this.part('brushes').children) button.setAttribute('aria-pressed', String(button.title === colour));
  }

  async #offer(seed = 0) {
    const { generator } = this, answer = await this.services.ask('examples', { generator, seed });
    if (generator !== this.generator) return;
    this.part('real-pictures').hidden = !answer;
    if (!answer) return;
    const { images, side, licence } = answer, [count, height] = images.shape;
    this.part('real-strip').innerHTML = '<button type="button"><canvas></canvas></button>'.repeat(count);
    const buttons = [...this.part('real-strip').children];
    buttons.forEach((button, i) => {
      button.tabIndex = i ? -1 : 0;
      button.setAttribute('aria-label', fill(this.text.picture_take, { n: i + 1 }));
    });
    drawImages(buttons.map((button) => button.firstChild), images);
    this.part('whose').textContent = licence + (side === height ? '' : fill(this.text.picture_enlarged, { side }));
  }

  /** @param {File | undefined} file from anywhere */
  async #take(file) {
    if (!file) return;
    if (file.size > LARGEST_FILE) return this.services.say(this.text.picture_large);
    try {
      const picture = await createImageBitmap(file);
      if (picture.width * picture.height > MOST_PIXELS) return this.services.say(this.text.picture_large);
      this.easel.take(picture);
      picture.close();
    } catch {
      this.services.say(this.text.picture_none);
    }
    return undefined;
  }

  #changed() {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.#search(), CALM);
  }

  /** Only the newest search goes on; each slice is asked for when the last one is here. */
  async #search() {
    const { services, generator } = this, run = this.#forget();
    this.part('halt').hidden = false;
    const begun = await services.ask('begin_inversion', { generator, picture: this.easel.bytes, seed: this.seed, previous: this.token });
    if (!begun) return this.#rest(run);
    if (run !== this.run) return services.ask('end_inversion', begun);
    this.token = begun.token;
    while (run === this.run) {
      const answer = await services.ask('go_on_inverting', { token: begun.token });
      if (run !== this.run) return undefined;
      if (answer?.image) this.#show(answer);
      if (!answer || answer.done) return this.#rest(run);
    }
    return undefined;
  }

  #show(answer) {
    this.found = answer;
    this.curve.push(...answer.curve);
    this.steps = answer.steps;
    drawImages([this.part('result')], answer.image);
    this.part('use-found').disabled = false;
    this.#drawCurve();
    const { psnr, rms, length, shell: [inner, outer], step, steps, done } = answer, { text } = this;
    const where = length < inner ? text.short : length > outer ? text.long : text.inside_shell;
    const values = { psnr: format(psnr, 1), rms: format(rms, 1), first: format(decibels(this.curve[0].error), 1), length: format(length, 1), where, step, steps };
    this.part('result').setAttribute('aria-label', fill(text.picture_progress, values));
    this.part('closeness').setAttribute('aria-busy', String(!done)); // only the end is read out
    const atOnce = answer.encoded ? fill(text.picture_encoded, { psnr: format(answer.encoded.psnr, 1) }) : '';
    this.part('use-encoded').hidden = !answer.encoded;
    this.part('closeness').textContent = [atOnce, fill(done ? text.picture_result : text.picture_progress, values)].filter(Boolean).join(' ');
  }

  #drawCurve() {
    if (this.root.checkVisibility()) drawSearch(this.part('curve'), readInk(this.root), this.curve, this.steps ?? 0, this.text);
  }

  /** Leave what was found so far. @returns {number} the number of the search that may begin now */
  #forget() {
    clearTimeout(this.calm);
    Object.assign(this, { curve: [], found: null });
    const { canvas } = this.easel;
    Object.assign(this.part('result'), { width: canvas.width, height: canvas.height });
    this.part('result').setAttribute('aria-label', `${this.root.querySelector('.found h4').textContent}: ${this.text.sum_nothing}`);
    this.part('use-found').disabled = true;
    this.part('use-encoded').hidden = true;
    this.part('closeness').textContent = '';
    this.#drawCurve();
    return ++this.run;
  }

  #stop() {
    clearTimeout(this.calm);
    this.run += 1;
    this.part('halt').hidden = true;
    if (this.token) this.services.ask('end_inversion', { token: this.token });
    this.token = '';
  }

  #rest(run) {
    if (run === this.run) this.part('halt').hidden = true;
  }
}

/** PSNR of a mean square error of pixels in [−1, 1]. */
const decibels = (error) => 10 * Math.log10(4 / error);

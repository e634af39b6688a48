/** Your picture: made small, and large again by a super-resolution run's generator as it is now. */

import { fill } from '../ink.js';
import { decode, drawSheet } from './pictures.js';
import { grouped } from './words.js';

const SYSTEM = 'super_resolution';
const LARGEST_FILE = 20 * 2 ** 20, MOST_PIXELS = 60e6;
/** Distance → its digits, and whether more is better. */
const DISTANCES = { psnr: [1, true], ssim: [3, true], perceptual: [3, false] };

export class Enlarge {
  /** @param {HTMLElement} root @param {import('./panels.js').Stage} stage */
  constructor(root, stage) {
    Object.assign(this, { root, stage, picture: null, rows: [], asked: 0 });
    this.part = (name) => root.querySelector(`.enlarge-${name}`);
    const input = root.querySelector('input');
    input.onchange = () => {
      this.#take(input.files[0]);
      input.value = ''; // the same file may be chosen again
    };
    this.part('again').onclick = () => this.#ask();
  }

  speakOf(system) {
    this.root.hidden = system !== SYSTEM;
  }

  clear() {
    this.#show([]);
    this.part('said').textContent = '';
  }

  update() {
    this.part('again').disabled = !this.picture || !this.stage.state().run;
  }

  draw() {
    for (const { canvas, decoded } of this.rows) drawSheet(canvas, decoded, 1);
  }

  /** @param {File | undefined} file */
  async #take(file) {
    if (!file) return;
    const { text } = this.stage;
    if (file.size > LARGEST_FILE) return this.#say(text.enlarge_large);
    try {
      const picture = await createImageBitmap(file);
      if (picture.width * picture.height > MOST_PIXELS) return this.#say(text.enlarge_large);
      this.picture = picture;
    } catch {
      return this.#say(text.enlarge_none);
    }
    return this.#ask();
  }

  async #ask() {
    const { stage } = this, { run, update, watching } = stage.state(), asked = this.asked += 1;
    if (!run || watching || !update?.step) return this.#say(stage.text.enlarge_no_run);
    this.#say(stage.text.enlarge_working);
    const ask = (more) => stage.server.enlarge({ run, ...more }).catch(() => ({ error: stage.text.no_answer }));
    const { shape, error } = await ask({});
    const answer = error ? { error } : await ask({ picture: bytesOf(this.picture, shape) });
    if (asked !== this.asked) return undefined;
    if (answer.error) return this.#say(answer.error);
    this.#say(fill(stage.text.enlarge_done, { step: grouped(answer.step) }));
    return this.#show(await Promise.all(answer.rows.map(async (row) => ({ ...row, decoded: await decode(row.picture) }))));
  }

  #show(rows) {
    const { text } = this.stage, made = rows.filter(({ psnr }) => psnr !== null);
    const best = Object.fromEntries(Object.entries(DISTANCES).map(([name, [, more]]) => [name, (more ? Math.max : Math.min)(...made.map((row) => row[name]))]));
    this.rows = rows.map((row) => ({ ...row, canvas: document.createElement('canvas') }));
    this.part('rows').replaceChildren(...this.rows.map(({ name, canvas, psnr, ...row }) => {
      const figure = document.createElement('figure'), caption = document.createElement('figcaption');
      caption.textContent = text[`companion_${name}`];
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', caption.textContent);
      figure.append(caption, canvas);
      if (psnr !== null) figure.append(numbers({ psnr, ...row }, best, text));
      return figure;
    }));
    this.update();
    this.draw();
  }

  #say(sentence) {
    this.part('said').textContent = sentence;
  }
}

/** The largest centred part of a picture, base64 of its bytes. @param {ImageBitmap} picture @param {[number, number, number]} shape (C, H, W) */
function bytesOf(picture, [channels, height, width]) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height }), context = canvas.getContext('2d');
  const scale = Math.max(width / picture.width, height / picture.height), [w, h] = [picture.width * scale, picture.height * scale];
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
  const { data } = context.getImageData(0, 0, width, height), bytes = [];
  for (let i = 0; i < data.length; i += 4) {
    if (channels === 3) bytes.push(data[i], data[i + 1], data[i + 2]);
    else bytes.push(Math.round(.299 * data[i] + .587 * data[i + 1] + .114 * data[i + 2]));
  }
  return btoa(String.fromCharCode(...bytes));
}

function numbers(row, best, text) {
  const list = document.createElement('dl');
  for (const [name, [digits]] of Object.entries(DISTANCES)) {
    const term = document.createElement('dt'), value = document.createElement('dd');
    term.textContent = text[`enlarge_${name}`];
    value.textContent = row[name].toFixed(digits);
    value.classList.toggle('best', row[name] === best[name]);
    list.append(term, value);
  }
  return list;
}

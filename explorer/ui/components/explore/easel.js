/** An easel: a picture of the generator's own pixels, to draw on, by mouse, finger or keys. */

const MOST_UNDO = 30;
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export class PictureEasel {
  /**
   * @param {HTMLElement} root holds a canvas and a `.cursor` over it @param {() => void} onChange called when a stroke ends
   */
  constructor(root, onChange) {
    Object.assign(this, { root, onChange, canvas: root.querySelector('canvas'), cursor: root.querySelector('.cursor'), colour: '#ffffff', width: 2, grey: false, at: null, last: null, down: false, past: [] });
    this.context = this.canvas.getContext('2d', { willReadFrequently: true });
    this.#listen();
  }

  /** Begin with an empty picture. @param {number} width @param {number} height @param {boolean} grey whether there are no colours */
  reset(width, height, grey) {
    Object.assign(this.canvas, { width, height });
    Object.assign(this, { grey, past: [], at: [width / 2, height / 2], down: false });
    this.#fill(grey ? '#000000' : '#ffffff');
    this.#place();
  }

  clear(colour) {
    this.#remember();
    this.#fill(colour);
    this.onChange();
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.context.putImageData(before, 0, 0);
    this.onChange();
  }

  /** Put the centred square of a picture on it. @param {CanvasImageSource & {width: number, height: number}} picture */
  take(picture) {
    const { canvas, context } = this, side = Math.min(picture.width, picture.height);
    this.#remember();
    this.#fill('#ffffff'); // what is transparent stands on white, as a page shows it
    const small = shrunk(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, canvas.width);
    context.imageSmoothingEnabled = side > canvas.width;
    context.imageSmoothingQuality = 'high';
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    if (this.grey) this.#map(([r, g, b]) => Array(3).fill(.299 * r + .587 * g + .114 * b));
    this.onChange();
  }

  /** Dark becomes light. */
  invert() {
    this.#remember();
    this.#map((colour) => colour.map((value) => 255 - value));
    this.onChange();
  }

  /** @returns {string} base64 of the bytes, (H, W, C) */
  get bytes() {
    const { data } = this.#read(), kept = data.filter((_, i) => (this.grey ? i % 4 === 0 : i % 4 < 3));
    return btoa(Array.from(kept, (value) => String.fromCharCode(value)).join(''));
  }

  #read() { return this.context.getImageData(0, 0, this.canvas.width, this.canvas.height); }

  #remember() { this.past = [...this.past.slice(1 - MOST_UNDO), this.#read()]; }

  #fill(colour) {
    this.context.fillStyle = colour;
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  #map(change) {
    const image = this.#read(), { data } = image;
    for (let i = 0; i < data.length; i += 4) data.set(change([data[i], data[i + 1], data[i + 2]]), i);
    this.context.putImageData(image, 0, 0);
  }

  #stroke(from, to) {
    const { context } = this;
    Object.assign(context, { strokeStyle: this.colour, lineWidth: this.width, lineCap: 'round' });
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(to[0] + (from[0] === to[0] && from[1] === to[1] ? .01 : 0), to[1]);
    context.stroke();
  }

  #place() {
    this.cursor.style.left = `${this.at[0] / this.canvas.width * 100}%`;
    this.cursor.style.top = `${this.at[1] / this.canvas.height * 100}%`;
    this.cursor.classList.toggle('down', this.down);
  }

  #listen() {
    const { canvas } = this;
    const place = ({ clientX, clientY }) => {
      const box = canvas.getBoundingClientRect();
      return [(clientX - box.left) / box.width * canvas.width, (clientY - box.top) / box.height * canvas.height];
    };
    canvas.onpointerdown = (event) => {
      event.preventDefault();
      canvas.focus({ preventScroll: true });
      canvas.setPointerCapture(event.pointerId);
      this.#remember();
      this.last = this.at = place(event);
      this.#stroke(this.last, this.last);
      this.#place();
    };
    canvas.onpointermove = (event) => {
      if (!this.last) return;
      for (const one of event.getCoalescedEvents?.() ?? [event]) {
        const to = place(one);
        this.#stroke(this.last, to);
        this.last = this.at = to;
      }
      this.#place();
    };
    canvas.onpointerup = canvas.onpointercancel = () => {
      if (this.last) this.onChange();
      this.last = null;
    };
    canvas.onkeydown = (event) => this.#press(event);
  }

  /** Arrows move, the space bar puts the pen down or lifts it, Backspace takes the last stroke back. */
  #press(event) {
    const way = ARROWS[event.key];
    if (way) {
      const step = event.shiftKey ? 4 : 1, from = this.at, sides = [this.canvas.width, this.canvas.height];
      this.at = from.map((value, i) => Math.max(0, Math.min(sides[i], value + way[i] * step)));
      if (this.down) this.#stroke(from, this.at);
    } else if (event.key === ' ') {
      this.down = !this.down;
      if (this.down) {
        this.#remember();
        this.#stroke(this.at, this.at);
      } else this.onChange();
    } else if (event.key === 'Backspace') this.undo();
    else return;
    event.preventDefault();
    this.#place();
  }
}

/** A square of a picture, halved until it is less than twice as large as wanted: no pixel is skipped. */
function shrunk(picture, left, top, side, wanted) {
  let size = side, source = picture, at = [left, top];
  while (size >= 2 * wanted) {
    const half = Math.max(wanted, Math.floor(size / 2)), canvas = new OffscreenCanvas(half, half), context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, ...at, size, size, 0, 0, half, half);
    [size, source, at] = [half, canvas, [0, 0]];
  }
  if (source !== picture) return source;
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d').drawImage(picture, left, top, side, side, 0, 0, side, side);
  return canvas;
}

/**
 * A drawing context that writes SVG: the part of the 2-D context that the views draw with, so that
 * the same functions that paint the stage make a drawing whose numbers stay text.
 */

const ruler = new OffscreenCanvas(1, 1).getContext('2d');
const STATE = ['fillStyle', 'strokeStyle', 'lineWidth', 'globalAlpha', 'font', 'textAlign', 'textBaseline', 'imageSmoothingEnabled', 'left', 'top', 'dash'];
const ANCHOR = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' };

const round = (value) => String(Math.round(value * 100) / 100);
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[sign]));

export class SvgPen {
  /** @param {number} width @param {number} height in CSS pixels */
  constructor(width, height) {
    Object.assign(this, {
      width, height, marks: [], fonts: new Map(), saved: [], path: [],
      fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, globalAlpha: 1, font: '400 10px sans-serif',
      textAlign: 'start', textBaseline: 'alphabetic', imageSmoothingEnabled: true, left: 0, top: 0, dash: [],
    });
  }

  save() { this.saved.push(Object.fromEntries(STATE.map((name) => [name, this[name]]))); }

  restore() { Object.assign(this, this.saved.pop()); }

  translate(x, y) {
    this.left += x;
    this.top += y;
  }

  setLineDash(dash) { this.dash = dash; }

  beginPath() { this.path = []; }

  moveTo(x, y) { this.path.push(`M${this.#at(x, y)}`); }

  lineTo(x, y) { this.path.push(`${this.path.length ? 'L' : 'M'}${this.#at(x, y)}`); }

  closePath() { this.path.push('Z'); }

  /** Whole circles only. */
  arc(x, y, radius) {
    const r = round(radius), across = round(2 * radius);
    this.path.push(`M${this.#at(x - radius, y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0Z`);
  }

  rect(x, y, width, height) { this.roundRect(x, y, width, height, 0); }

  roundRect(x, y, width, height, radius = 0) {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2)), corner = (dx, dy) => (r ? `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}` : '');
    this.path.push(`M${this.#at(x + r, y)}h${round(width - 2 * r)}${corner(r, r)}v${round(height - 2 * r)}${corner(-r, r)}`
      + `h${round(2 * r - width)}${corner(-r, -r)}v${round(2 * r - height)}${corner(r, -r)}Z`);
  }

  fill() { this.#put(`<path d="${this.path.join('')}" fill="${escape(this.fillStyle)}"`); }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(' ')}"` : '';
    this.#put(`<path d="${this.path.join('')}" fill="none" stroke="${escape(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}"${dash}`);
  }

  fillRect(x, y, width, height) {
    const [left, top] = this.#at(x, y).split(' ');
    this.#put(`<rect x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" fill="${escape(this.fillStyle)}"`);
  }

  measureText(string) {
    ruler.font = this.font;
    return ruler.measureText(string);
  }

  fillText(string, x, y) {
    const [left, top] = this.#at(x, y + this.#drop()).split(' ');
    if (!this.fonts.has(this.font)) this.fonts.set(this.font, `f${this.fonts.size}`);
    this.#put(`<text x="${left}" y="${top}" class="${this.fonts.get(this.font)}" text-anchor="${ANCHOR[this.textAlign]}" fill="${escape(this.fillStyle)}"`, `>${escape(string)}</text>`);
  }

  /** Pixels stay pixels: a crisp PNG inside the drawing. @param {OffscreenCanvas | HTMLCanvasElement} image */
  drawImage(image, x, y, width = image.width, height = image.height) {
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    const [left, top] = this.#at(x, y).split(' '), crisp = this.imageSmoothingEnabled ? '' : ' style="image-rendering: pixelated"';
    this.#put(`<image x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none"${crisp} href="${canvas.toDataURL()}"`);
  }

  /** The drawing as a document. @param {string} title for those who cannot see it */
  toText(title = '') {
    const fonts = [...this.fonts].map(([font, name]) => {
      const [, style, weight, size, family] = /^(italic )?(\d+) ([\d.]+)px (.+)$/.exec(font);
      return `.${name}{font-family:${family};font-size:${size}px;font-weight:${weight};font-style:${style ? 'italic' : 'normal'};font-variant-numeric:tabular-nums}`;
    }).join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(this.width)}" height="${round(this.height)}" viewBox="0 0 ${round(this.width)} ${round(this.height)}" role="img">`
      + `<title>${escape(title)}</title><style>${escape(fonts).replaceAll('&quot;', '"')}</style>\n${this.marks.join('\n')}\n</svg>\n`;
  }

  #at(x, y) { return `${round(x + this.left)} ${round(y + this.top)}`; }

  #put(opened, closed = '/>') {
    this.marks.push(`${opened}${this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ''}${closed}`);
  }

  /** How far a text's baseline lies below the y it was given: SVG readers agree on baselines only. */
  #drop() {
    if (this.textBaseline === 'alphabetic') return 0;
    const [middle, alphabetic] = [this.textBaseline, 'alphabetic'].map((baseline) => {
      ruler.font = this.font;
      ruler.textBaseline = baseline;
      return ruler.measureText('x').fontBoundingBoxAscent;
    });
    return alphabetic - middle;
  }
}

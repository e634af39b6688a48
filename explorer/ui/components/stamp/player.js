/** A clock over the stamps: plays, steps and scrubs; what it shows is somebody else's business. */

const MILLISECONDS_PER_STAMP = 900;

export class Player {
  /** @param {{onTime: () => void, onState: () => void, calm: boolean}} listeners */
  constructor({ onTime, onState, calm }) {
    Object.assign(this, { onTime, onState, calm, time: 0, total: 1, share: 0, speed: 1, loop: false, playing: false });
  }

  /** Index of the stamp in hand, −1 before the first. */
  get current() { return Math.ceil(this.time) - 1; }

  /** How far the stamp in hand has come, 0 to 1. */
  get flight() { return this.time === 0 ? 0 : this.calm ? 1 : this.time - this.current; }

  /** How many stamps have landed. */
  get placed() { return this.current + (this.time > 0 && this.flight >= .7 ? 1 : 0); }

  /** A new animation of `total` stamps, at the same share of its length. */
  reset(total) {
    this.total = total;
    this.time = Math.round(this.share * total);
  }

  /** The same animation at another time, standing still. @param {number} time */
  at(time) {
    const still = new Player({ onTime: () => {}, onState: () => {}, calm: false });
    return Object.assign(still, { time, total: this.total });
  }

  goTo(time) {
    this.time = Math.max(0, Math.min(this.total, time));
    this.share = this.time / this.total;
    this.onTime();
  }

  step(by) {
    this.pause();
    this.goTo(by > 0 ? Math.floor(this.time) + 1 : Math.ceil(this.time) - 1);
  }

  toggle() { this.playing ? this.pause() : this.play(); }

  pause() {
    this.playing = false;
    this.onState();
  }

  play() {
    if (this.time >= this.total) this.goTo(0);
    this.playing = true;
    this.onState();
    let last = performance.now();
    const tick = (now) => {
      if (!this.playing) return;
      const time = this.time + (now - last) / MILLISECONDS_PER_STAMP * this.speed;
      last = now;
      if (time < this.total) this.goTo(time);
      else if (this.loop) this.goTo(0);
      else {
        this.goTo(this.total);
        return this.pause();
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
}

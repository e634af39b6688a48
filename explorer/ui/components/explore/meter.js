/** Frames a second and median latency of what was drawn in the last second. */

const WINDOW = 1000, PAUSE = 250; // milliseconds; a longer gap between frames is no frame rate

export class Meter {
  constructor() {
    /** @type {{at: number, latency: number}[]} */
    this.frames = [];
  }

  /** A frame was drawn. @param {number} since time of the input that caused it, as in event.timeStamp */
  drawn(since) {
    const at = performance.now();
    const last = this.frames.at(-1);
    if (last && at - last.at > PAUSE) this.frames = [];
    this.frames.push({ at, latency: at - since });
    while (at - this.frames[0].at > WINDOW) this.frames.shift();
  }

  /** Null until there are enough frames to speak of. @returns {{fps: number, latency: number} | null} */
  read() {
    const { frames } = this;
    if (frames.length < 5) return null;
    const latencies = frames.map((frame) => frame.latency).sort((a, b) => a - b);
    return {
      fps: (frames.length - 1) / (frames.at(-1).at - frames[0].at) * 1000,
      latency: latencies[latencies.length >> 1],
    };
  }
}

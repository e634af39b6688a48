/** A film as a video, for slides: the browser's own recorder watches it being played once. */

const TYPE = 'video/mp4';
const BITS = 8_000_000; // a second: pixels enlarged to squares have hard edges

export const canRecord = () => globalThis.MediaRecorder?.isTypeSupported(TYPE) ?? false;

/**
 * Takes as long as the film lasts: a recorder keeps the time at which a frame was drawn.
 * @param {OffscreenCanvas[]} stills of one size, sides even @param {number} milliseconds a frame
 * @returns {Promise<Blob>} MP4
 * @throws {Error} if the browser cannot write it
 */
export async function recordVideo(stills, milliseconds) {
  if (!canRecord()) throw new Error(`no ${TYPE}`);
  const [{ width, height }] = stills, canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false }), stream = canvas.captureStream(0), [track] = stream.getVideoTracks();
  const recorder = new MediaRecorder(stream, { mimeType: TYPE, videoBitsPerSecond: BITS }), parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve, reject) => { recorder.onstop = resolve; recorder.onerror = ({ error }) => reject(error); });
  recorder.start();
  const began = performance.now();
  for (const [n, still] of stills.entries()) {
    context.drawImage(still, 0, 0);
    track.requestFrame();
    await new Promise((resolve) => { setTimeout(resolve, began + (n + 1) * milliseconds - performance.now()); });
  }
  recorder.stop();
  await ended;
  track.stop();
  return new Blob(parts, { type: TYPE });
}

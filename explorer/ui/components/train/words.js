/** The words and numbers of the run bar; pure functions. */

import { fill } from '../ink.js';

const USUAL = 'gan';
const SHORT = { bfloat16: 'bf16', float32: 'fp32' };

/** @param {number} value with thousands set apart */
export const grouped = (value) => Math.round(value).toLocaleString('en-US');

/** Seconds as 0:24 or 1:02:03. @param {number | null} seconds */
export function clock(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  const whole = Math.ceil(seconds), two = (n) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** @typedef {import('./follow.js').Update} Update */

/** "Step 1,840 of 4,000", the number set in bold. @param {Update} update @param {Record<string, string>} text */
export const place = ({ step, steps }, text) => fill(text.place, { step: `<b>${grouped(step)}</b>`, steps: grouped(steps) });

/** @param {Update} update @param {Record<string, string>} text */
export function machine({ device, precision, threads }, text) {
  if (!device) return { device: '–', precision: '' };
  const share = device.startsWith('cpu') ? fill(threads === 1 ? text.thread : text.threads, { n: threads }) : '';
  return { device: device.split(':')[0].toUpperCase().replace('CUDA', 'GPU'), precision: [SHORT[precision] ?? precision, share].filter(Boolean).join(', ') };
}

/** What the settings at hand train: those of the run, or else of the link. @param {{update: Update | null, link: string}} state */
export const systemOf = ({ update, link }) => update?.config?.system ?? new URLSearchParams(link).get('system') ?? USUAL;

/**
 * All sentences as they are of one system: what it says in words of its own takes the place of the usual.
 * @param {Record<string, string>} text @param {string} system
 * @returns {Record<string, string>}
 */
export function wordsOf(text, system) {
  const end = `__${system}`, own = Object.keys(text).filter((key) => key.endsWith(end));
  return { ...text, ...Object.fromEntries(own.map((key) => [key.slice(0, -end.length), text[key]])) };
}

/** Images a second, or steps a second of a run on points. @param {Update | null} update */
export function rate(update) {
  if (!update?.images_per_second) return null;
  return update.is_points ? update.images_per_second / update.config.batch_size : update.images_per_second;
}

/** A distance in three digits. @param {number} value */
export const score = (value) => (value >= 1000 ? grouped(value) : String(Number(value.toPrecision(3))));

/** Where a run pauses by itself, "" if nowhere. @param {Update} update @param {Record<string, string>} text */
export const until = ({ goal }, text) => Object.entries(goal ?? {}).filter(([, value]) => value !== null).map(([name, value]) => fill(text[`goal_${name}`], { n: grouped(value) })).join(', ');

/** "paused", or "waiting, place 2"; and who learns, if it is not both. @param {Update} update @param {Record<string, string>} text */
export function standing(update, text) {
  const { status, place: queued, players } = update;
  const said = status === 'waiting' && queued ? fill(text.queued, { n: queued }) : text[`status_${status}`];
  return [said, status === 'running' && players && players !== 'both' ? text[`only_${players}`] : '', status === 'running' ? until(update, text) : ''].filter(Boolean).join(' · ');
}

/**
 * What the buttons do in each state of a run. `primary` is a key of the sentences and, where it can
 * be pressed, the command it gives; a run that has not begun cannot go on, only start anew.
 * @param {Update | null} update @param {boolean} own
 */
export function buttons(update, own) {
  const begun = update && update.step > 0;
  if (!update || !own || update.status === 'stopped') return { primary: 'start', running: false, anew: false, reset: Boolean(update) };
  switch (update.status) {
    case 'waiting': case 'starting': return { primary: update.status, running: false, anew: false, reset: true };
    case 'running': return { primary: 'pause', running: true, anew: false, reset: true };
    case 'paused': return { primary: 'resume', running: false, anew: true, reset: true };
    case 'failed': return { primary: begun ? 'resume' : 'start', running: false, anew: begun, reset: true };
    default: return { primary: 'start', running: false, anew: false, reset: true };
  }
}

/** A chart in one sentence. @param {string} title @param {[string, number][]} values @param {number} step */
export function chartLabel(title, values, step, text) {
  if (!step) return `${title}: ${text.empty_charts}`;
  return fill(text.chart_label, { title, step: grouped(step), values: values.map(([name, value]) => `${name} ${value?.toFixed(2)}`).join(', ') });
}

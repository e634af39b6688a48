/** The panels beside and below the stage's pictures: everything that only shows what a run says. */

import { Curves } from './curves.js';
import { Doctor } from './doctor.js';
import { Enlarge } from './enlarge.js';
import { Gallery } from './gallery.js';

/**
 * What a panel may know and ask of the stage.
 * @typedef {object} Stage
 * @property {Record<string, string>} text
 * @property {() => Record<string, string>} words the sentences as they are of the system at hand
 * @property {any} constants what Python gave the stage
 * @property {string} root where the server's addresses begin
 * @property {any} server
 * @property {() => {run: string | null, own: boolean, update: import('./follow.js').Update | null, link: string}} state
 * @property {() => boolean} inSight whether anybody can see the stage
 * @property {(sentence: string) => void} announce to whoever cannot see it
 * @property {() => {run: string, label: string}[]} runs those of this browser tab, newest last
 * @property {(settings?: Record<string, any>, more?: Record<string, any>) => void} start a run with these settings instead of the widgets'
 * @property {(settings: Record<string, any>) => void} change the run that trains
 * @property {(name: string, more?: Record<string, any>) => Promise<any>} command
 * @property {(changes: Record<string, any>) => void} race two runs from the start, the second with these changes
 * @property {(sentence: string) => void} say
 *
 * @typedef {{update: (update: import('./follow.js').Update, statusChanged: boolean) => void, clear: () => void, draw: () => void, speakOf?: (system: string) => void}} Panel
 */

/** @param {HTMLElement} root @param {Stage} stage @returns {Panel[]} */
export const panels = (root, stage) => [
  new Curves(root.querySelector('.train-curves'), stage),
  new Doctor(root.querySelector('.doctor'), stage),
  new Enlarge(root.querySelector('.enlarge'), stage),
  new Gallery(root.querySelector('.gallery'), stage),
];

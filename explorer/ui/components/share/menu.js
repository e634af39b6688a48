/** Share: what can be done with the page as it is now. */

import { linkTo, openRoom } from '../address.js';
import { ClassLink } from './class_link.js';
import { copy, onQr } from './links.js';
import { Presenter } from './presenter.js';
import { saveReport } from './report.js';

/** A link to what is on screen, for others. @param {Record<string, string>} instead settings of the page that differ from the address */
export const linkForOthers = (instead = {}) => location.href.split('#')[0] + linkTo(openRoom(), { present: '', ...instead }, true);

/**
 * @param {HTMLElement} root `.share`
 * @param {{text: Record<string, string>, parts: string[], server: any, switchTheme: () => void}} page
 */
export function mountMenu(root, { text, parts, server, switchTheme }) {
  const part = (name) => root.querySelector(`.${name}`), menu = part('share-menu'), opener = part('share-open');
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const dialog = new ClassLink(part('share-dialog'), { text, parts, server });
  const presenter = new Presenter(text, switchTheme);
  const show = (open) => {
    menu.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (!open) return;
    part('present').querySelector('span').textContent = presenter.on ? text.leave_presenting : text.present;
    items[0].focus();
  };
  opener.onclick = () => show(menu.hidden);
  part('copy-link').onclick = () => copy(part('copy-link').querySelector('.said'), linkForOthers(), text.copied);
  part('class-link').onclick = () => {
    show(false);
    dialog.open(linkForOthers, text.class_link);
  };
  part('present').onclick = () => {
    show(false);
    if (presenter.on) presenter.leave();
    else presenter.start();
  };
  part('report').onclick = () => saveReport(part('report'), linkForOthers(), { text, server });
  onQr(({ link, note }) => dialog.open(() => link, note));
  root.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = items.indexOf(document.activeElement);
    if (menu.hidden || (event.key !== 'Escape' && !step)) return;
    event.preventDefault();
    if (step) return items[(at + step + items.length) % items.length].focus();
    show(false);
    opener.focus();
  });
  document.addEventListener('pointerdown', (event) => !root.contains(event.target) && show(false));
  root.addEventListener('focusout', (event) => event.relatedTarget && !root.contains(event.relatedTarget) && show(false));
}

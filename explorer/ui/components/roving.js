/** One Tab stop for a group of buttons; arrow keys move inside it. */

/** @param {HTMLElement} group its buttons may come and go */
export function rove(group) {
  const buttons = () => [...group.querySelectorAll('button:not([hidden])')];
  const keep = (chosen) => buttons().forEach((button) => { button.tabIndex = button === chosen ? 0 : -1; });
  keep(buttons()[0]);
  group.addEventListener('focusin', (event) => keep(event.target.closest('button')));
  group.addEventListener('keydown', (event) => {
    const all = buttons(), at = all.indexOf(document.activeElement), columns = columnsOf(all);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const next = { Home: 0, End: all.length - 1 }[event.key] ?? at + step;
    if (!all[next]) return;
    event.preventDefault();
    all[next].focus();
  });
}

/** How many buttons stand in the first line. */
const columnsOf = (buttons) => buttons.filter((button) => button.offsetTop === buttons[0].offsetTop).length;

// Where the focus goes when what had it is gone: to what it stood in, so that neither the keyboard nor a screen reader
// begins again at the top of the page. Whoever knows a better place puts it there before.

const HOMES = 'li, ul, ol, article, section, fieldset, form';

/** The parts of the screen that an element stands in, the nearest first. */
export function homesOf(element: HTMLElement): HTMLElement[] {
  const homes: HTMLElement[] = [];
  let at = element.parentElement?.closest<HTMLElement>(HOMES);
  while (at) {
    homes.push(at);
    at = at.parentElement?.closest<HTMLElement>(HOMES);
  }
  return homes;
}

/** Once everything else had its turn: if nothing has the focus, the nearest of these that is left gets it. */
export function staysNear(homes: readonly HTMLElement[]): void {
  if (homes.length === 0) return;
  requestAnimationFrame(() => {
    const home = homes.find((one) => one.isConnected);
    if (!home || document.activeElement !== document.body) return;
    if (!home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  });
}

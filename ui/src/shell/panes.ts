// F6: from one part of the screen to the next, round and round.

/** Moves the focus to the pane after (1) or before (-1) the one that has it. */
export function nextPane(by: 1 | -1): void {
  const panes = Array.from(document.querySelectorAll<HTMLElement>('[data-pane]')).filter(
    (pane) => pane.closest('[hidden]') === null,
  );
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = at === -1 ? (by === 1 ? 0 : panes.length - 1) : (at + by + panes.length) % panes.length;
  const pane = panes[next];
  const inside = pane?.querySelector<HTMLElement>(
    "input:not(:disabled), select:not(:disabled), textarea, button:not(:disabled), [tabindex='0']",
  );
  (inside ?? pane)?.focus();
}

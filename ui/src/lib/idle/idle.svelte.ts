// Since when no hand was on keyboard or mouse, in this window. Whoever walks away from an open desk is
// protected by it.
// Never here: what follows from it, and any timer of its own: it is asked with the time.

/** How long before the end it is told, in milliseconds. */
export const NOTICE_MS = 20_000;

/** A hand is noted at most this often: a mouse that moves says so a hundred times a second. */
const COARSE_MS = 500;

export class Idle {
  #since: number = $state(Date.now());
  #x = 0;
  #y = 0;

  /** A key or a button was pressed, or a wheel turned. */
  readonly touch = (): void => {
    const now = Date.now();
    if (Math.abs(now - this.#since) >= COARSE_MS) this.#since = now;
  };

  /** The pointer moved. A page that changes under a mouse at rest reports a move too; that is no hand. */
  readonly moved = ({ screenX, screenY }: { screenX: number; screenY: number }): void => {
    if (screenX === this.#x && screenY === this.#y) return;
    this.#x = screenX;
    this.#y = screenY;
    this.touch();
  };

  /** How much of `limitMs` is left. A clock that was set back starts it anew, it never lengthens it. */
  left(now: number, limitMs: number): number {
    return Math.min(limitMs, limitMs - (now - this.#since));
  }

  /** The clock was set back behind the last hand: as if it were now. */
  mend(now: number): void {
    if (now + COARSE_MS < this.#since) this.#since = now;
  }
}

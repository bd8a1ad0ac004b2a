// The wall clock of the screen, for what is shown alone ("4 minutes ago", the running call).
// Never here: anything that changes data.

import { createContext } from 'svelte';

const TICK_MS = 1000;

export class Now {
  /** UTC in milliseconds, at most a second old. */
  ms: number = $state(Date.now());

  /** Lets the clock run; the answer stops it. */
  run(): () => void {
    const tick = setInterval(() => {
      this.ms = Date.now();
    }, TICK_MS);
    return () => {
      clearInterval(tick);
    };
  }
}

export const [useNow, provideNow] = createContext<Now>();

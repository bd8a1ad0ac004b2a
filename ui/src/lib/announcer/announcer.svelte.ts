// What is said to those who listen instead of looking: one polite live region for the whole window.
// Never here: errors at a field, which are read with the field when it takes the focus.

import { createContext } from 'svelte';

export class Announcer {
  /** The sentence said last; the key makes the same sentence heard again. */
  said: { key: number; text: string } = $state.raw({ key: 0, text: '' });

  /** Counted apart, so that whoever says something does not depend on what was said. */
  #times = 0;

  say(text: string): void {
    this.#times += 1;
    this.said = { key: this.#times, text };
  }
}

export const [useAnnouncer, provideAnnouncer] = createContext<Announcer>();

// What is said to those who listen instead of looking: one polite live region for the whole window.
// Never here: errors at a field, which are read with the field when it takes the focus.

import { createContext } from 'svelte';

export class Announcer {
  /** The sentence said last; the key makes the same sentence heard again. */
  said: { key: number; text: string } = $state.raw({ key: 0, text: '' });

  say(text: string): void {
    this.said = { key: this.said.key + 1, text };
  }
}

export const [useAnnouncer, provideAnnouncer] = createContext<Announcer>();

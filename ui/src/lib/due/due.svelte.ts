// How much is due, of the person's own and for whoever comes first, and what comes later: asked again now and then, and when
// somebody has done something about it. Counts are all that is kept; who and what is read when it is looked at.

import { createContext } from 'svelte';

import type { Backend } from '../backend';

/** How long it takes until what has come due is counted, at most. */
const AGAIN_MS = 10_000;

export class Due {
  own: number = $state(0);
  anyones: number = $state(0);
  /** The person's own that come due later. */
  later: number = $state(0);
  readonly #backend: Backend;
  #asks = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Counts until the answer is called. */
  run(): () => void {
    void this.load();
    const again = setInterval(() => void this.load(), AGAIN_MS);
    return () => {
      clearInterval(again);
      this.#asks += 1;
    };
  }

  async load(): Promise<void> {
    this.#asks += 1;
    const asked = this.#asks;
    try {
      const { own, anyones, later } = await this.#backend.dueCount();
      if (asked === this.#asks) [this.own, this.anyones, this.later] = [own, anyones, later];
    } catch {
      // The next count comes by itself; a status bar that complains would interrupt a call.
    }
  }
}

export const [useDue, provideDue] = createContext<Due>();

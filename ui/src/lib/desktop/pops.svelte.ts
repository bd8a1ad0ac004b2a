// The calls that a softphone has announced and nobody has taken yet, the newest first. They wait; nothing
// here opens a call or takes the focus.

import type { Backend, ScreenPop } from '../backend';

export class Pops {
  waiting: ScreenPop[] = $state.raw([]);
  readonly #backend: Backend;
  #asks = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Hears of every call that is announced; the answer stops it. */
  listen(): () => void {
    void this.#ask(() => this.#backend.screenPops());
    return this.#backend.onCallAnnounced(() => {
      void this.#ask(() => this.#backend.screenPops());
    });
  }

  /** Takes this one, or the newest that could be read, out of what waits; null where none does. */
  take(id?: number): ScreenPop | null {
    const taken = this.waiting.find((pop) => (id === undefined ? pop.kind !== 'unreadable' : pop.id === id));
    if (!taken) return null;
    this.waiting = this.waiting.filter((pop) => pop !== taken);
    void this.#ask(() => this.#backend.endScreenPop(taken.id));
    return taken;
  }

  async #ask(what: () => Promise<ScreenPop[]>): Promise<void> {
    this.#asks += 1;
    const asked = this.#asks;
    try {
      const waiting = await what();
      if (asked === this.#asks) this.waiting = waiting;
    } catch {
      // Whoever is gone meanwhile is told nothing; what waits is asked for again with the next person.
    }
  }
}

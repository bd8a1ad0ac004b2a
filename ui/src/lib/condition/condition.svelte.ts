// The condition of this machine as it was last found, and a thorough check that is under way.
// Never here: words of a screen.

import { createContext } from 'svelte';

import type { Backend, Condition, ConditionProgress } from '../backend';
import { LongWork } from '../doing';

export class ConditionState extends LongWork<ConditionProgress> {
  found: Condition | null = $state.raw(null);
  /** The last thorough check was stopped; what was found before it stands. */
  stopped: boolean = $state(false);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** A look, which takes a moment; longer where a place of backups lies in the network. */
  async look(): Promise<void> {
    await this.#take(() => this.#backend.condition());
  }

  /** Reads all data and the newest backups. */
  async check(): Promise<void> {
    if (this.busy) return;
    const found = await this.#take(() => this.#backend.checkCondition());
    this.stopped = found === null && this.problem === null;
  }

  protected far(): Promise<ConditionProgress | null> {
    return this.#backend.conditionProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.conditionStop();
  }

  async #take(what: () => Promise<Condition | null>): Promise<Condition | null> {
    this.stopped = false;
    const found = await this.work(what);
    if (found) this.found = found;
    return found;
  }
}

export const [useCondition, provideCondition] = createContext<ConditionState>();

// Something that may take long: one at a time, how far it is once that is worth a word, and the way to end it.
// Never here: what is done, sentences.

import type { ErrorDto } from '../backend';
import { asErrorDto } from '../errors';

/** How often it is asked how far it is, in milliseconds. */
const LOOK_MS = 300;
/** After how long it is told how far it is, with the way to end it, in milliseconds. */
const SLOW_MS = 1000;

export abstract class LongWork<P> {
  busy: boolean = $state(false);
  /** It takes long enough to be told how far it is. */
  slow: boolean = $state(false);
  /** It was asked to end. */
  stopping: boolean = $state(false);
  progress: P | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);

  /** How far it is; null where nobody knows. */
  protected abstract far(): Promise<P | null>;
  /** Has it end. */
  protected abstract end(): Promise<void>;

  /** Does it, and asks meanwhile how far it is; null where it was refused, or another one is under way. */
  protected async work<T>(what: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    const looks = setInterval(() => void this.#look(), LOOK_MS);
    const slow = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      return await what();
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return null;
    } finally {
      clearInterval(looks);
      clearTimeout(slow);
      this.#over();
    }
  }

  /**
   * Shows one that was begun before this was there, until it has ended or nobody looks any more; says whether there was
   * one. What came of it is for whoever began it.
   */
  protected async follow(isWanted: () => boolean): Promise<boolean> {
    let progress = await this.#asked();
    if (progress === null || this.busy) return false;
    this.busy = true;
    this.slow = true;
    while (progress !== null && isWanted()) {
      this.progress = progress;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      progress = await this.#asked();
    }
    this.#over();
    return true;
  }

  /** Has it end. What comes of that is told by what was begun: it may have been done by then. */
  async stop(): Promise<void> {
    if (!this.busy || this.stopping) return;
    this.stopping = true;
    try {
      await this.end();
    } catch {
      // It goes on, and can be asked to end again.
      this.stopping = false;
    }
  }

  async #look(): Promise<void> {
    const progress = await this.#asked();
    if (this.busy) this.progress = progress;
  }

  async #asked(): Promise<P | null> {
    try {
      return await this.far();
    } catch {
      // How far it is is not worth a word of its own; what comes of it is told.
      return null;
    }
  }

  #over(): void {
    this.busy = false;
    this.slow = false;
    this.stopping = false;
    this.progress = null;
  }
}

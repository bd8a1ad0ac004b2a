// The pace at which a draft is put on disk: soon after the first unkept key and on at that pace while
// typing goes on, one write at a time. A write that failed is tried again until it succeeds.
// Never here: what is written, and anything that closes or discards.

import type { ErrorDto } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** From the first unkept key to the write; with the write itself well under the promised 400 ms. */
const PACE_MS = 200;
const RETRY_MS = 2000;

export class Keeper {
  /** Nothing is unkept. */
  kept: boolean = $state(true);
  /** When a person asked whether it is kept, and it was; null once something was typed after that. */
  saidAt: number | null = $state(null);
  /** Why the last write failed; null once one succeeded. */
  problem: ErrorDto | null = $state.raw(null);
  readonly #write: () => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  #dirty = false;
  #stopped = false;

  constructor(write: () => Promise<unknown>) {
    this.#write = write;
  }

  /** Something was typed. */
  touch(): void {
    this.#dirty = true;
    this.kept = false;
    this.saidAt = null;
    this.#schedule(PACE_MS);
  }

  /** Writes at once what is unkept; says whether everything is kept now. */
  async flush(): Promise<boolean> {
    if (this.#running) await this.#running;
    if (this.#dirty && !this.#stopped) await this.#run();
    return !this.#dirty;
  }

  /** A person asks for it by a key: what is unkept is written, and the answer stands until something is typed. */
  async asked(now: number): Promise<boolean> {
    const kept = await this.flush();
    this.saidAt = kept ? now : null;
    return kept;
  }

  /** No write starts after this; one that runs is waited for. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    if (this.#running) await this.#running;
  }

  /** Goes on after a stop: what is unkept is written. */
  resume(): void {
    this.#stopped = false;
    if (this.#dirty) this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    if (this.#stopped || this.#running || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, delayMs);
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): Promise<void> {
    this.#cancel();
    this.#running ??= this.#once().finally(() => {
      this.#running = null;
      // Keys that came during the write have waited for it already.
      if (this.#dirty) this.#schedule(this.problem ? RETRY_MS : PACE_MS / 2);
    });
    return this.#running;
  }

  async #once(): Promise<void> {
    this.#dirty = false;
    try {
      await this.#write();
      this.problem = null;
    } catch (caught) {
      this.#dirty = true;
      this.problem = asErrorDto(caught);
    }
    this.kept = !this.#dirty;
  }
}

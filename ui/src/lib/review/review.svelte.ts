// What waits for a supervisor's decision: how much, asked again now and then, and the list while it is open.
// Never here: what a decision writes; the application knows that.

import { createContext } from 'svelte';

import type { Backend, ErrorDto, ReviewChoice, ReviewDecided, ReviewItem, ReviewPage } from '../backend';
import { asErrorDto } from '../errors';

/** How long it takes until what has come in is counted, at most. */
const AGAIN_MS = 10_000;

export class Reviews {
  total: number = $state(0);
  /** The list lies open. */
  shown: boolean = $state(false);
  items: ReviewItem[] = $state.raw([]);
  next: ReviewPage['next'] = $state.raw(null);
  loaded: boolean = $state(false);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  readonly #backend: Backend;
  #asks = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Counts until the answer is called. */
  run(): () => void {
    void this.count();
    const again = setInterval(() => void this.count(), AGAIN_MS);
    return () => {
      clearInterval(again);
      this.#asks += 1;
    };
  }

  async count(): Promise<void> {
    this.#asks += 1;
    const asked = this.#asks;
    try {
      const { total } = await this.#backend.reviewCount();
      if (asked === this.#asks) this.total = total;
    } catch {
      // The next count comes by itself; a status bar that complains would interrupt a call.
    }
  }

  open(): void {
    this.shown = true;
    this.loaded = false;
    this.problem = null;
    void this.load();
  }

  close(): void {
    this.shown = false;
    this.items = [];
    this.next = null;
  }

  /** The list from its beginning. */
  async load(): Promise<void> {
    await this.#ask(async () => {
      this.#take(await this.#backend.reviewList(null), []);
    });
  }

  async more(): Promise<void> {
    const after = this.next;
    if (!after) return;
    await this.#ask(async () => {
      this.#take(await this.#backend.reviewList(after), this.items);
    });
  }

  /** Decides; what is answered can be taken back. None where it could not be decided, and why stands in `problem`. */
  async decide(item: ReviewItem, choice: ReviewChoice): Promise<ReviewDecided | null> {
    if (this.busy) return null;
    const { subject, topic, seen } = item;
    let decided: ReviewDecided | null = null;
    let refused: ErrorDto | null = null;
    this.busy = true;
    try {
      decided = await this.#backend.decideFinding({ subject, topic, seen, choice });
    } catch (caught) {
      refused = asErrorDto(caught);
    }
    this.busy = false;
    await this.load();
    this.problem = refused ?? this.problem;
    return decided;
  }

  async takeBack(decided: ReviewDecided): Promise<boolean> {
    const done = await this.#ask(() => this.#backend.takeBackDecision(decided));
    await (this.shown ? this.load() : this.count());
    return done;
  }

  #take({ items, total, next }: ReviewPage, before: readonly ReviewItem[]): void {
    this.items = [...before, ...items];
    this.next = next;
    this.total = total;
    this.loaded = true;
  }

  async #ask(question: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#asks += 1;
    try {
      await question();
      this.problem = null;
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const [useReviews, provideReviews] = createContext<Reviews>();

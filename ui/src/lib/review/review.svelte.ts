// What waits for a supervisor's decision: how much, asked again now and then, and the list while it is open.
// Never here: what a decision writes; the application knows that.

import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

import type { Backend, ErrorDto, ReviewChoice, ReviewDecided, ReviewItem, ReviewPage } from '../backend';
import { asErrorDto, fieldFault, type FieldFault } from '../errors';

/** How long it takes until what has come in is counted, at most. */
const AGAIN_MS = 10_000;

/** A third value as it is typed, and what is wrong with it. */
export interface Third {
  text: string;
  fault: FieldFault | null;
}

/** What names a question as long as it waits, whatever comes in about it meanwhile. */
export const questionKey = ({ subject, topic }: ReviewItem): string => `${subject} ${topic}`;

export class Reviews {
  total: number = $state(0);
  /** The list lies open. */
  shown: boolean = $state(false);
  items: ReviewItem[] = $state.raw([]);
  next: ReviewPage['next'] = $state.raw(null);
  loaded: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  /** Third values that are being written, by their questions: they stay until they are decided. */
  readonly thirds = new SvelteMap<string, Third>();
  readonly #backend: Backend;
  #asks = 0;
  /** Lists that were asked for. */
  #lists = 0;
  #reading: boolean = $state(false);
  /** Decisions and takings back that are under way. */
  #writing: number = $state(0);
  #written: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Something is being read or written that a press has to wait for. */
  get busy(): boolean {
    return this.#reading || this.#writing > 0;
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
    // What was still asked for a list that is not there any more comes to nothing.
    this.#lists += 1;
    this.#reading = false;
  }

  /** The list from its beginning and as far as it is shown, whatever else is under way. */
  async load(): Promise<void> {
    await this.#read(null, [], this.items.length);
  }

  async more(): Promise<void> {
    if (this.next && !this.busy) await this.#read(this.next, this.items, 0);
  }

  /** Decides; what is answered can be taken back. None where it could not be decided, and why stands in `problem`. */
  async decide(item: ReviewItem, choice: ReviewChoice): Promise<ReviewDecided | null> {
    if (this.busy) return null;
    const { subject, topic, seen } = item;
    let decided: ReviewDecided | null = null;
    const refused = await this.#write(async () => {
      decided = await this.#backend.decideFinding({ subject, topic, seen, choice });
    });
    const key = questionKey(item);
    const at = refused && fieldFault(refused);
    if (decided) this.thirds.delete(key);
    else if (choice.what === 'text' && at?.field === 'text') {
      this.thirds.set(key, { text: choice.text, fault: at.fault });
      this.problem = null;
    }
    return decided;
  }

  /** Takes a decision back as soon as nothing else is being written. The answer is why that could not be done. */
  takeBack(decided: ReviewDecided): Promise<ErrorDto | null> {
    return this.#write(() => this.#backend.takeBackDecision(decided));
  }

  /** One after the other. The list then stands as it is, and a refusal stays with it. */
  async #write(what: () => Promise<void>): Promise<ErrorDto | null> {
    this.#writing += 1;
    const before = this.#written;
    const mine = (async () => {
      await before;
      try {
        await what();
        return null;
      } catch (caught) {
        return asErrorDto(caught);
      }
    })();
    this.#written = mine;
    const refused = await mine;
    this.#writing -= 1;
    await (this.shown ? this.load() : this.count());
    this.problem = refused ?? this.problem;
    return refused;
  }

  /** Page after page until there are so many of them. Only the list that was asked for last is shown. */
  async #read(after: ReviewPage['next'], before: readonly ReviewItem[], least: number): Promise<void> {
    this.#lists += 1;
    this.#asks += 1;
    const asked = this.#lists;
    this.#reading = true;
    try {
      const read = [...before];
      let page = { next: after, total: 0 };
      do {
        const { items, total, next } = await this.#backend.reviewList(page.next);
        if (asked !== this.#lists) return;
        read.push(...items);
        page = { next, total };
      } while (page.next && read.length < least);
      this.items = read;
      this.next = page.next;
      this.total = page.total;
      this.loaded = true;
      this.problem = null;
    } catch (caught) {
      if (asked === this.#lists) this.problem = asErrorDto(caught);
    } finally {
      if (asked === this.#lists) this.#reading = false;
    }
  }
}

export const [useReviews, provideReviews] = createContext<Reviews>();

// The answer cards while a caller speaks: what the words find, and the card that is being read.
// An answer to words that have been typed over is left aside, of the list and of the card alike, so that
// what Enter takes is always what stands on the screen.
// Never here: words, focus, keys, what telling a card does to a call.

import type { Backend, CardRow, CardView, ErrorDto, LocaleCode } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** What the call in front says of itself; empty texts without one. */
export interface About {
  /** Id of the call. */
  call: string;
  type: string;
  subCategory: string;
  /** Words to begin with. */
  words: string;
}

export const NO_CALL: About = { call: '', type: '', subCategory: '', words: '' };

/** A version of a card. */
export interface CardName {
  code: string;
  version: number;
}

/** The most characters that are asked for, as the backend counts. */
export const WORDS_MAX = 200;

export class Answers {
  /** What stands in the field. */
  words: string = $state('');
  hits: readonly CardRow[] = $state.raw([]);
  /** Place of the hit that is read. */
  active: number = $state(0);
  /** The card that is read; none while it is on its way. */
  card: CardView | null = $state.raw(null);
  /** The answer to the words in the field is still to come. */
  busy: boolean = $state(false);
  /** A first answer has come. */
  answered: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  readonly about: About;
  readonly #backend: Backend;
  readonly #language: LocaleCode;
  #asked = 0;
  #read = 0;

  /** `language`: of the rows. */
  constructor(backend: Backend, language: LocaleCode, about: About) {
    this.#backend = backend;
    this.#language = language;
    this.about = about;
    this.words = about.words;
  }

  /** Asks for what stands in the field now; a failure leaves what was found before out of reach. */
  async ask(words: string = this.words): Promise<void> {
    this.words = words;
    this.#asked += 1;
    const asked = this.#asked;
    this.busy = true;
    try {
      const { type, subCategory } = this.about;
      const hits = await this.#backend.searchCards({ words, language: this.#language, type, subCategory });
      if (asked !== this.#asked) return;
      this.hits = hits;
      this.problem = null;
    } catch (caught) {
      if (asked !== this.#asked) return;
      this.hits = [];
      this.problem = asErrorDto(caught);
    }
    this.busy = false;
    this.answered = true;
    this.active = 0;
    await this.#readActive();
  }

  /** One card alone, whatever the words: an old version too, which is read and not told. */
  async show({ code, version }: CardName): Promise<void> {
    this.#asked += 1;
    this.busy = false;
    this.answered = true;
    this.hits = [];
    await this.#fetch(code, version);
  }

  async move(by: number): Promise<void> {
    await this.choose(this.active + by);
  }

  async choose(place: number): Promise<void> {
    this.active = Math.max(0, Math.min(this.hits.length - 1, place));
    await this.#readActive();
  }

  /** What Enter tells: the card that is on the screen, and only if it answers the words of the field. */
  get toTell(): CardView | null {
    return !this.busy && this.card?.mayBeTold ? this.card : null;
  }

  async #readActive(): Promise<void> {
    const hit = this.hits[this.active];
    if (hit) await this.#fetch(hit.code, hit.version);
    else {
      this.#read += 1;
      this.card = null;
    }
  }

  async #fetch(code: string, version: number): Promise<void> {
    this.#read += 1;
    const read = this.#read;
    if (this.card?.code === code && this.card.version === version) return;
    // What was read before must not stand there as the answer to what is chosen now.
    this.card = null;
    try {
      const card = await this.#backend.card(code, version);
      if (read === this.#read) this.card = card;
    } catch (caught) {
      if (read === this.#read) this.problem = asErrorDto(caught);
    }
  }
}

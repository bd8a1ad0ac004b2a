// People of the name that is typed whom the card does not offer: it may be them. Asked once for what changes
// together; an answer that another name has overtaken is left aside.
// Never here: choosing somebody, words.

import type { Backend, LikelyPerson, LikelyQuery } from '../../../lib/backend';

/** Nobody is known by a single word. */
const TWO_WORDS = /\S\s+\S/;

export class Likely {
  people: readonly LikelyPerson[] = $state.raw([]);
  readonly #backend: Backend;
  readonly #soon: (run: () => void) => void;
  #query: LikelyQuery = { name: '', number: '' };
  #asked = 0;

  /** `soon` runs something once what changes together has changed. */
  constructor(backend: Backend, soon: (run: () => void) => void) {
    this.#backend = backend;
    this.#soon = soon;
  }

  /** What is typed now; an empty name asks for nobody. */
  look(query: LikelyQuery): void {
    if (query.name === this.#query.name && query.number === this.#query.number) return;
    this.#query = query;
    this.#asked += 1;
    if (!TWO_WORDS.test(query.name.trim())) {
      this.people = [];
      return;
    }
    const asked = this.#asked;
    this.#soon(() => void this.#ask(query, asked));
  }

  async #ask(query: LikelyQuery, asked: number): Promise<void> {
    if (asked !== this.#asked) return;
    try {
      const people = await this.#backend.likelyPersons(query);
      if (asked === this.#asked) this.people = people;
    } catch {
      // An offer that cannot be made is none; the card of the number says what is wrong.
      if (asked === this.#asked) this.people = [];
    }
  }
}

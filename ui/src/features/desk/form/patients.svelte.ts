// Who the patient may be while a name is typed: the people on the caller's number first, then people of that
// name wherever they are. An answer that another letter has overtaken is left aside.
// Never here: choosing somebody, words.

import { Finder } from '../../../lib/arabic/finder';
import type { Backend, CallerPerson } from '../../../lib/backend';

/** With fewer letters than this nobody is looked for. */
const LETTERS_MIN = 2;
/** The most people of the number that stand before the others. */
const ON_NUMBER_MAX = 9;

export class Patients {
  #byName: readonly CallerPerson[] = $state.raw([]);
  readonly #backend: Backend;
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What is typed now. */
  async look(name: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    if (Array.from(name.matchAll(/\p{L}/gu)).length < LETTERS_MIN) {
      this.#byName = [];
      return;
    }
    try {
      const found = await this.#backend.peopleByName(name);
      if (asked === this.#asked) this.#byName = found;
    } catch {
      // A name can be typed all the same, and nobody is interrupted for it.
      if (asked === this.#asked) this.#byName = [];
    }
  }

  /** Who is offered for what is typed; without whoever calls. */
  offered(typed: string, onNumber: readonly CallerPerson[], caller: string): CallerPerson[] {
    const others = onNumber.filter(({ id }) => id !== caller);
    const near =
      typed.trim() === ''
        ? others.slice(0, ON_NUMBER_MAX)
        : new Finder(others, (one) => [one.nameAr, one.nameLatin]).find(typed, ON_NUMBER_MAX).items;
    const isNew = (one: CallerPerson) => one.id !== caller && !near.some(({ id }) => id === one.id);
    return [...near, ...this.#byName.filter(isNew)];
  }
}

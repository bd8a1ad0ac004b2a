// What is known of the caller while the number is typed, and of the same problem while the form is.
// Asked once for what changes together, and at once: a frame of waiting would be seen. An answer that another
// question has overtaken is left aside.
// Never here: choosing somebody, words, keys.

import { createContext } from 'svelte';

import type {
  Backend,
  CallerCard,
  CallerPerson,
  CallerQuery,
  ErrorDto,
  ProblemQuery,
  SameProblem,
} from '../../../lib/backend';
import { asErrorDto } from '../../../lib/errors';
import { latinDigits } from '../../../lib/text';
import { Likely } from './likely.svelte';

/** With fewer digits than this a number says nothing of its caller. */
export const DIGITS_MIN = 4;

const NO_PROBLEM: SameProblem = { calls: 0, cases: 0, newestCases: [] };

function digitsOf(number: string): number {
  return latinDigits(number).replace(/\D/g, '').length;
}

/** Behind whatever the same key changes. */
function atOnce(run: () => void): void {
  queueMicrotask(run);
}

export class Caller {
  /** The card of the number last answered; none below four digits. */
  card: CallerCard | null = $state.raw(null);
  /** The answer to what is typed now is still to come: what is shown is not to be chosen from. */
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  same: SameProblem = $state.raw(NO_PROBLEM);
  /** People of the name that is typed whom the card does not offer. */
  readonly likely: Likely;
  readonly #backend: Backend;
  readonly #soon: (run: () => void) => void;
  /** What was asked last, so that nothing is asked twice. */
  #query: CallerQuery = { number: '', person: '', linkedCase: '' };
  #form: ProblemQuery | null = null;
  #asked = 0;
  #askedSame = 0;
  #waiting = false;
  /** Who waits for the answer to what is typed. */
  #then: (() => void)[] = [];

  /** `soon` runs something once what changes together has changed. */
  constructor(backend: Backend, soon: (run: () => void) => void = atOnce) {
    this.#backend = backend;
    this.#soon = soon;
    this.likely = new Likely(backend, soon);
  }

  /** The person chosen, as the card names them. */
  get chosen(): CallerPerson | null {
    const id = this.card?.chosen?.id;
    return this.card?.people.find((person) => person.id === id) ?? null;
  }

  /** Reference of the case that the call is added to; empty while it is not known. */
  get linkedReference(): string {
    return this.card?.linked?.reference ?? '';
  }

  /** Runs once the answer to what is typed now is there; at once where it is. */
  settled(run: () => void): void {
    if (this.busy) this.#then = [...this.#then, run];
    else run();
  }

  /** What is typed now. */
  look(query: CallerQuery): void {
    const { number, person, linkedCase } = this.#query;
    if (query.number === number && query.person === person && query.linkedCase === linkedCase) return;
    this.#query = query;
    this.again();
  }

  /** Asks once more for what is typed: after a failure, or when something changed. */
  again(): void {
    this.#asked += 1;
    if (digitsOf(this.#query.number) < DIGITS_MIN && this.#query.linkedCase === '') {
      this.card = null;
      this.problem = null;
      this.#settle();
      return;
    }
    this.busy = true;
    if (this.#waiting) return;
    this.#waiting = true;
    this.#soon(() => {
      this.#waiting = false;
      void this.#ask();
    });
  }

  /** What the form is about; none while that cannot be the same as anything. */
  lookAt(form: ProblemQuery | null): void {
    const before = this.#form;
    this.#form = form;
    if (JSON.stringify(form) === JSON.stringify(before)) return;
    this.#askedSame += 1;
    if (form === null) {
      this.same = NO_PROBLEM;
      return;
    }
    const asked = this.#askedSame;
    this.#soon(() => void this.#askSame(form, asked));
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    const short = digitsOf(this.#query.number) < DIGITS_MIN;
    if (short && this.#query.linkedCase === '') return;
    try {
      // Too short a number is not asked for; the case that the call is added to is.
      const card = await this.#backend.callerCard({
        ...this.#query,
        number: short ? '' : this.#query.number,
      });
      if (asked !== this.#asked) return;
      this.card = card;
      this.problem = null;
    } catch (caught) {
      if (asked !== this.#asked) return;
      this.card = null;
      this.problem = asErrorDto(caught);
    }
    this.#settle();
  }

  #settle(): void {
    this.busy = false;
    const waiting = this.#then;
    this.#then = [];
    for (const run of waiting) run();
  }

  async #askSame(form: ProblemQuery, asked: number): Promise<void> {
    if (asked !== this.#askedSame) return;
    try {
      const same = await this.#backend.sameProblem(form);
      if (asked === this.#askedSame) this.same = same;
    } catch {
      // A warning that cannot be asked for is none; the form goes on, and the card says what is wrong.
      if (asked === this.#askedSame) this.same = NO_PROBLEM;
    }
  }
}

export const [useCaller, provideCaller] = createContext<Caller>();

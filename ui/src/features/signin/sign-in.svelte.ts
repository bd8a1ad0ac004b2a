// Signing in: who, with what, and how long to wait after too many tries.

import type { Backend, ErrorDto, Person, SignedIn } from '../../lib/backend';
import { asErrorDto, type FieldFault } from '../../lib/errors';
import { Faults } from '../../lib/form';

/** How many people are shown at once. */
const PEOPLE_PAGE = 6;

export class SignInForm {
  people: Person[] = $state.raw([]);
  login: string = $state('');
  secret: string = $state('');
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  /** The secret that was given to somebody, who must choose their own before they sign in. */
  given: string | null = $state(null);
  /** Until when no try is taken, in milliseconds of the screen's clock. */
  waitUntil: number | null = $state(null);
  readonly faults = new Faults();
  #pages: number = $state(1);
  readonly shown: Person[] = $derived(this.people.slice(0, this.#pages * PEOPLE_PAGE));
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      const people = await this.#backend.people();
      this.people = people.filter((person) => person.active);
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  showMore(): void {
    this.#pages += 1;
  }

  choose(person: Person): void {
    this.login = person.login;
    this.secret = '';
    this.given = null;
    this.problem = null;
    this.waitUntil = null;
    this.faults.set({});
  }

  /** Tries once; null where it was refused, with the reason in the form. */
  async enter(now: number): Promise<SignedIn | null> {
    if (this.busy || (this.waitUntil !== null && this.waitUntil > now)) return null;
    const faults: Partial<Record<string, FieldFault>> = {};
    if (this.login.trim() === '') faults['login'] = { rule: 'required' };
    if (this.secret === '') faults['secret'] = { rule: 'required' };
    this.faults.set(faults);
    this.problem = null;
    this.waitUntil = null;
    if (this.faults.any) return null;
    this.busy = true;
    try {
      return await this.#backend.signIn({ login: this.login.trim(), secret: this.secret });
    } catch (caught) {
      const error = asErrorDto(caught);
      if (error.code === 'must_change') {
        this.given = this.secret;
        return null;
      }
      if (!this.faults.take(error)) this.problem = error;
      if (error.code === 'too_many_tries') {
        this.waitUntil = now + Number(error.args['wait_s'] ?? 0) * 1000;
      }
      this.secret = '';
      return null;
    } finally {
      this.busy = false;
    }
  }
}

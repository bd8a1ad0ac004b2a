// What is being done to something that is shown: one form at a time, its faults, the command under way.
// Never here: what may be done (what is shown says), sentences.

import type { Backend, ErrorDto } from '../backend';
import { asErrorDto } from '../errors';
import { Faults } from '../form';

export abstract class Doing<F> {
  form: F | null = $state.raw(null);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  readonly faults = new Faults();
  readonly backend: Backend;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  begin(form: F): void {
    this.form = form;
    this.#leave();
  }

  /** Puts the form away. */
  end(): void {
    this.form = null;
    this.#leave();
  }

  /** Does one thing at a time; says whether it was done. */
  protected async act(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#leave();
    try {
      await what();
      this.form = null;
      return true;
    } catch (caught) {
      const error = asErrorDto(caught);
      if (!this.faults.take(error)) {
        this.problem = error;
        await this.refused(error);
      }
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** It was refused for more than a field: what is shown may be out of date. */
  protected abstract refused(error: ErrorDto): Promise<void>;

  #leave(): void {
    this.problem = null;
    this.faults.set({});
  }
}

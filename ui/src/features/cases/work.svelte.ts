// What is being done to the case that is open: one form at a time, its faults, the command under way.
// Never here: which moves are lawful (the case says), sentences.

import type { Backend, CaseView, ErrorDto, NextMove } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { Faults } from '../../lib/form';
import type { CaseList } from './case-list.svelte';

/** The form that is open. */
export type Form =
  | { kind: 'move'; next: NextMove }
  | { kind: 'tell' }
  | { kind: 'amend' }
  | { kind: 'give' }
  | { kind: 'plan' }
  | { kind: 'attempt' | 'replan' | 'done' | 'cancel'; followUp: string };

/** Statuses that end a case: said once more, with how it ended. */
const ENDS = new Set(['closed', 'cancelled', 'duplicate']);

/** Whether a move is made at once or asks for something first. */
export function asksFirst(next: NextMove): boolean {
  return next.lacks.length > 0 || ENDS.has(next.to);
}

export class Work {
  form: Form | null = $state.raw(null);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  readonly faults = new Faults();
  readonly backend: Backend;
  readonly #list: CaseList;

  constructor(backend: Backend, list: CaseList) {
    this.backend = backend;
    this.#list = list;
  }

  begin(form: Form): void {
    this.form = form;
    this.leave();
  }

  /** Puts the form away. */
  end(): void {
    this.form = null;
    this.leave();
  }

  /** Does something that answers the case as it stands then; says whether it was done. */
  async change(what: () => Promise<CaseView>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.leave();
    try {
      this.#list.take(await what());
      this.form = null;
      return true;
    } catch (caught) {
      await this.#refused(asErrorDto(caught));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** The same about a follow-up, after which the case is read again. */
  async followUp(caseId: string, what: () => Promise<unknown>): Promise<boolean> {
    return this.change(async () => {
      await what();
      return this.backend.case(caseId);
    });
  }

  private leave(): void {
    this.problem = null;
    this.faults.set({});
  }

  async #refused(error: ErrorDto): Promise<void> {
    if (this.faults.take(error)) return;
    this.problem = error;
    if (error.code === 'not_found') {
      // Given to somebody else, a sensitive case is not for these eyes any more.
      this.form = null;
      this.#list.close();
      await this.#list.load();
      return;
    }
    // Somebody else was there first: what they did is shown beside the refusal.
    const id = this.#list.view?.row.id;
    const stale = error.code === 'unlawful_move' || error.code === 'follow_up_over';
    if (id === undefined || !(stale || error.code === 'not_owner')) return;
    this.form = null;
    try {
      this.#list.take(await this.backend.case(id));
    } catch {
      // The refusal that is shown says enough.
    }
  }
}

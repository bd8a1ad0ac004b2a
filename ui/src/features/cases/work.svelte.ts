// What is being done to the case that is open.
// Never here: which moves are lawful (the case says), sentences.

import type { Backend, CaseView, ErrorDto, FollowUpView, NextMove } from '../../lib/backend';
import { Doing, type FollowUpForm, type FollowUpWork } from '../../lib/doing';
import type { CaseList } from './case-list.svelte';

/** The form that is open. */
export type Form =
  | { kind: 'move'; next: NextMove }
  | { kind: 'tell' }
  | { kind: 'amend' }
  | { kind: 'give' }
  | { kind: 'hold' }
  | { kind: 'end-hold' }
  | { kind: 'plan' }
  | FollowUpForm;

/** Statuses that end a case: said once more, with how it ended. */
const ENDS = new Set(['closed', 'cancelled', 'duplicate']);

/** Whether a move is made at once or asks for something first. */
export function asksFirst(next: NextMove): boolean {
  return next.lacks.length > 0 || ENDS.has(next.to);
}

export class Work extends Doing<Form> implements FollowUpWork {
  readonly #list: CaseList;

  constructor(backend: Backend, list: CaseList) {
    super(backend);
    this.#list = list;
  }

  /** Does something that answers the case as it stands then; says whether it was done. */
  async change(what: () => Promise<CaseView>): Promise<boolean> {
    return this.act(async () => {
      this.#list.take(await what());
    });
  }

  /** The same about a follow-up, after which the case is read again. */
  async followUp(what: () => Promise<FollowUpView>): Promise<boolean> {
    return this.act(async () => {
      const id = this.#list.view?.row.id;
      await what();
      if (id !== undefined) this.#list.take(await this.backend.case(id));
    });
  }

  protected async refused(error: ErrorDto): Promise<void> {
    if (error.code === 'not_found' || error.code === 'not_viewed') {
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

// The cases as a person looks at them: which filter, which rows, which one is open.
// Never here: rights (the backend's answer decides), what is typed into the forms of one case.

import type { Backend, CaseFilter, CaseOrder, CaseRow, CaseView, ErrorDto } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

export interface Asked {
  filter: CaseFilter;
  type: string;
  status: string;
  urgent: boolean;
  order: CaseOrder;
}

/** What is soonest due comes first where everything has a due; what is over is due no more. */
export function usualOrder(filter: CaseFilter): CaseOrder {
  return filter === 'overdue' ? 'due' : 'newest';
}

export class CaseList {
  asked: Asked = $state.raw({ filter: 'mine', type: '', status: '', urgent: false, order: 'newest' });
  rows: CaseRow[] = $state.raw([]);
  total: number = $state(0);
  /** There are more than that. */
  atLeast: boolean = $state(false);
  next: string | null = $state(null);
  busy: boolean = $state(false);
  /** The first answer has come: before it, nothing is not "none". */
  loaded: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);

  view: CaseView | null = $state.raw(null);
  viewProblem: ErrorDto | null = $state.raw(null);
  /** Id of a sensitive case that is opened with a reason first. */
  closed: string | null = $state(null);
  #asks = 0;
  #opens = 0;
  readonly #backend: Backend;

  readonly narrowed: boolean = $derived(
    this.asked.type !== '' || this.asked.status !== '' || this.asked.urgent,
  );

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await this.#ask(null);
  }

  async filter(filter: CaseFilter): Promise<void> {
    this.asked = { filter, type: '', status: '', urgent: false, order: usualOrder(filter) };
    await this.#ask(null);
  }

  async narrow(change: Partial<Omit<Asked, 'filter'>>): Promise<void> {
    this.asked = { ...this.asked, ...change };
    await this.#ask(null);
  }

  async clear(): Promise<void> {
    await this.narrow({ type: '', status: '', urgent: false });
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#ask(this.next);
  }

  async open(id: string): Promise<void> {
    this.#opens += 1;
    const opened = this.#opens;
    this.viewProblem = null;
    try {
      const view = await this.#backend.case(id);
      if (opened !== this.#opens) return;
      this.closed = null;
      this.view = view;
      this.take(view);
    } catch (caught) {
      if (opened !== this.#opens) return;
      const error = asErrorDto(caught);
      this.view = null;
      this.closed = error.code === 'not_viewed' ? id : null;
      if (this.closed === null) this.viewProblem = error;
    }
  }

  close(): void {
    this.#opens += 1;
    this.view = null;
    this.closed = null;
    this.viewProblem = null;
  }

  /** Takes over the case as a command answered it; its row follows where it stands in the list. */
  take(view: CaseView): void {
    if (this.view?.row.id === view.row.id) this.view = view;
    this.rows = this.rows.map((row) => (row.id === view.row.id ? view.row : row));
  }

  async #ask(after: string | null): Promise<void> {
    this.#asks += 1;
    const asked = this.#asks;
    this.busy = true;
    try {
      const page = await this.#backend.cases({ ...this.asked, after });
      if (asked !== this.#asks) return;
      this.rows = after === null ? page.rows : [...this.rows, ...page.rows];
      this.next = page.next;
      this.atLeast = page.totalAtLeast;
      this.total = page.totalAtLeast ? Math.max(page.total, this.rows.length) : page.total;
      this.loaded = true;
      this.problem = null;
    } catch (caught) {
      if (asked === this.#asks) this.problem = asErrorDto(caught);
    } finally {
      if (asked === this.#asks) this.busy = false;
    }
  }
}

// A shift's log as a supervisor looks at it: which shift, under which filters, which call is open.
// Never here: rights (the backend's answer decides), the paper (see `PrintedLog`).

import type {
  Backend,
  CallReturn,
  CallRow,
  CallScore,
  CallView,
  ErrorDto,
  Shift,
  ShiftLog,
  ShiftQuery,
  ShiftReview,
} from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { newId } from '../../lib/text';
import { partsOf, type Marked, type Part } from './looks';

/** The most pages that are fetched for the paper; beyond that the paper says that it is cut. */
const PRINT_PAGES_MAX = 40;

export interface Filters {
  agent: string;
  type: string;
  outcome: string;
  channel: string;
  length: string;
  flag: string;
  text: string;
  /** The voided calls in place of those that stand. */
  voided: boolean;
}

const NO_FILTERS: Filters = {
  agent: '',
  type: '',
  outcome: '',
  channel: '',
  length: '',
  flag: '',
  text: '',
  voided: false,
};

export class Review {
  shifts: Shift[] = $state.raw([]);
  key: string = $state('');
  filters: Filters = $state.raw(NO_FILTERS);
  log: ShiftLog | null = $state.raw(null);
  /** What is looked at of the shift, and its signatures. */
  looked: ShiftReview | null = $state.raw(null);
  rows: CallRow[] = $state.raw([]);
  next: string | null = $state(null);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);

  /** The call whose whole text stands in the pane. */
  view: CallView | null = $state.raw(null);
  viewProblem: ErrorDto | null = $state.raw(null);
  /** Id of a call of a sensitive case that is opened with a reason first. */
  closed: string | null = $state(null);
  /** Something lies beside the log. */
  readonly isOpen: boolean = $derived(
    this.view !== null || this.closed !== null || this.viewProblem !== null,
  );
  comment: string = $state('');
  commenting: boolean = $state(false);
  returning: boolean = $state(false);
  confirming: boolean = $state(false);
  /** Made with the first try of a comment and kept until it is there, so that two tries are one. */
  #commentId = newId();
  #returnId = newId();
  #signatureId = newId();
  #handOverId = newId();
  #asked = 0;
  #opened = 0;
  readonly #backend: Backend;

  readonly filtered: boolean = $derived(
    Object.values(this.filters).some((value) => value !== '' && value !== false),
  );

  /** The log in the order in which it is looked at. */
  readonly parts: Part[] = $derived(partsOf(this.rows, this.looked, this.filtered));
  readonly shown: Marked[] = $derived(this.parts.flatMap(({ rows }) => rows));

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.shifts = await this.#backend.shifts();
      if (!this.shifts.some(({ key }) => key === this.key)) this.key = this.shifts[0]?.key ?? '';
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return;
    }
    await this.#ask(null);
  }

  /** A call was changed: the log, its figures and the open call as they are now. */
  async again(): Promise<void> {
    await this.#ask(null);
    if (this.view) await this.open(this.view.row.id);
  }

  async choose(key: string): Promise<void> {
    this.key = key;
    this.filters = NO_FILTERS;
    this.view = null;
    this.looked = null;
    await this.#ask(null);
  }

  async filter(change: Partial<Filters>): Promise<void> {
    this.filters = { ...this.filters, ...change };
    await this.#ask(null);
  }

  async clearFilters(): Promise<void> {
    await this.filter(NO_FILTERS);
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#ask(this.next);
  }

  async open(id: string): Promise<void> {
    this.#opened += 1;
    const opened = this.#opened;
    this.viewProblem = null;
    try {
      const view = await this.#backend.call(id);
      if (opened !== this.#opened) return;
      if (this.view?.row.id !== id) this.comment = '';
      this.closed = null;
      this.view = view;
    } catch (caught) {
      if (opened !== this.#opened) return;
      const error = asErrorDto(caught);
      this.closed = error.code === 'not_viewed' ? id : null;
      if (this.closed === null) this.viewProblem = error;
      else this.view = null;
    }
  }

  /** A call was opened with a reason: it is read, and its rows say what they say. */
  async opened(id: string): Promise<void> {
    await Promise.all([this.open(id), this.load()]);
  }

  close(): void {
    this.#opened += 1;
    this.view = null;
    this.closed = null;
  }

  /** Leaves what is typed as a comment on the call that is open; says whether it is there. */
  async say(): Promise<boolean> {
    const view = this.view;
    const text = this.comment.trim();
    if (!view || text === '' || this.commenting) return false;
    this.commenting = true;
    this.viewProblem = null;
    try {
      const comment = await this.#backend.commentCall({ id: this.#commentId, call: view.row.id, text });
      this.#commentId = newId();
      const comments = [...view.comments.filter(({ id }) => id !== comment.id), comment];
      const row = { ...view.row, comments: comments.length };
      if (this.view?.row.id === row.id) {
        this.view = { ...view, row, comments };
        this.comment = '';
      }
      await this.#ask(null);
      return true;
    } catch (caught) {
      this.viewProblem = asErrorDto(caught);
      return false;
    } finally {
      this.commenting = false;
    }
  }

  /** Returns the open call to its agent for what is typed; says whether that is done. */
  async giveBack(): Promise<boolean> {
    const text = this.comment.trim();
    const of = this.view?.row.id;
    if (text === '') return false;
    const done = await this.#returns((call) => this.#backend.returnCall({ id: this.#returnId, call, text }));
    if (done) {
      this.#returnId = newId();
      // What is typed by now may be about the call that was opened meanwhile.
      if (this.view?.row.id === of) this.comment = '';
    }
    return done;
  }

  /** Takes a return of the open call back; says whether that is done. */
  async takeBack(id: string): Promise<boolean> {
    return this.#returns((call) => this.#backend.takeBackReturn({ call, id }));
  }

  /** The call was scored: its scores as they are now, and the marks of the log with them. */
  async scored(call: string, scores: CallScore[]): Promise<void> {
    if (this.view?.row.id === call) this.view = { ...this.view, scores };
    await this.#ask(null);
  }

  /** Takes a score of the open call back; says whether that is done. */
  async takeBackScore(id: string): Promise<boolean> {
    const call = this.view?.row.id;
    if (call === undefined || this.returning) return false;
    this.returning = true;
    this.viewProblem = null;
    try {
      await this.scored(call, await this.#backend.takeBackScore({ call, id }));
      return true;
    } catch (caught) {
      this.viewProblem = asErrorDto(caught);
      return false;
    } finally {
      this.returning = false;
    }
  }

  /** Signs the shift as it is shown. What keeps it from being signed is thrown. */
  async sign(secret: string): Promise<void> {
    const looked = this.looked;
    if (!looked) return;
    const { shift, digest } = looked;
    const signed = await this.#backend.signShift({ id: this.#signatureId, shift, digest, secret });
    this.#signatureId = newId();
    this.#take(signed);
  }

  /** Hands the shift over with what is open and these notes. What keeps it from being done is thrown. */
  async handOver(notes: string): Promise<void> {
    const looked = await this.#backend.handOver({ id: this.#handOverId, shift: this.key, notes });
    this.#handOverId = newId();
    this.#take(looked);
  }

  /** Takes a shift that somebody else handed over; says whether that is done. */
  async confirm(id: string): Promise<boolean> {
    if (this.confirming) return false;
    this.confirming = true;
    try {
      this.#take(await this.#backend.confirmHandOver({ id, shift: this.key }));
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    } finally {
      this.confirming = false;
    }
  }

  #take(looked: ShiftReview): void {
    if (looked.shift === this.key) this.looked = looked;
  }

  async #returns(ask: (call: string) => Promise<CallReturn[]>): Promise<boolean> {
    const view = this.view;
    if (!view || this.returning) return false;
    this.returning = true;
    this.viewProblem = null;
    try {
      const returns = await ask(view.row.id);
      if (this.view?.row.id === view.row.id) this.view = { ...this.view, returns };
      await this.#ask(null);
      return true;
    } catch (caught) {
      this.viewProblem = asErrorDto(caught);
      return false;
    } finally {
      this.returning = false;
    }
  }

  /** What is asked for: this shift under these filters, behind a row. */
  asked(after: string | null): ShiftQuery {
    return { shift: this.key, ...this.filters, after };
  }

  /** Every row under the filters, for the paper; `cut` where there were more than fit. */
  async everyRow(): Promise<{ rows: CallRow[]; cut: boolean }> {
    let rows: CallRow[] = [];
    let after: string | null = null;
    for (let page = 0; page < PRINT_PAGES_MAX; page += 1) {
      const answer: ShiftLog = await this.#backend.shiftLog(this.asked(after));
      rows = [...rows, ...answer.page.rows];
      after = answer.page.next;
      if (after === null) return { rows, cut: false };
    }
    return { rows, cut: true };
  }

  async #ask(after: string | null): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.busy = true;
    try {
      const [log, looked] = await Promise.all([
        this.#backend.shiftLog(this.asked(after)),
        after === null ? this.#backend.shiftReview(this.key) : this.looked,
      ]);
      if (asked !== this.#asked) return;
      this.looked = looked;
      this.log = log;
      this.rows = after === null ? log.page.rows : [...this.rows, ...log.page.rows];
      this.next = log.page.next;
      this.problem = null;
    } catch (caught) {
      if (asked === this.#asked) this.problem = asErrorDto(caught);
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
}

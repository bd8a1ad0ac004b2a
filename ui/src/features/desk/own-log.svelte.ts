// The calls of the own duty, newest first, page by page. Not of the date: it does not empty at midnight.

import type { Backend, CallRow, CallView, ErrorDto } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** The most rows that saving lets grow; beyond that the list begins anew with its first page. */
const ROWS_MAX = 100;

export class OwnLog {
  rows: CallRow[] = $state.raw([]);
  /** Calls of earlier duties with a comment that this person has not seen. */
  commented: CallRow[] = $state.raw([]);
  /** Calls of any duty that were returned to this person for correction. */
  returned: CallRow[] = $state.raw([]);
  /** Calls of any duty with a quality score that this person has not seen. */
  scored: CallRow[] = $state.raw([]);
  /** Contacts of every channel. */
  total: number = $state(0);
  /** Those among them that are no calls. */
  others: number = $state(0);
  next: string | null = $state(null);
  loaded: boolean = $state(false);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  readonly #backend: Backend;
  /** Counts the questions, so that an answer that comes too late is left aside. */
  #asked = 0;
  /** Calls saved since the first page was asked for last: its answer may be older than they are. */
  #added: CallRow[] = [];

  /** Whether a contact by a channel is a call. */
  readonly #isCall: (channel: string) => boolean;

  constructor(backend: Backend, isCall: (channel: string) => boolean = () => true) {
    this.#backend = backend;
    this.#isCall = isCall;
  }

  /** The calls among them. */
  get calls(): number {
    return this.total - this.others;
  }

  /** The first page anew: also shows comments that have come since. */
  async load(): Promise<void> {
    await this.#ask(null);
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#ask(this.next);
  }

  /** The person has had what was said about this call, and its scores, before their eyes. */
  async seen({ row, comments, scores }: CallView): Promise<void> {
    const seen = [...comments, ...scores].map(({ id }) => id);
    await this.#backend.markCommentsSeen({ call: row.id, comments: seen });
  }

  /** A call just saved, at once and without asking. */
  add(row: CallRow): void {
    if (this.rows.some((one) => one.id === row.id)) return;
    this.#added = [row, ...this.#added];
    this.rows = [row, ...this.rows];
    this.total += 1;
    if (!this.#isCall(row.channel)) this.others += 1;
    // A whole day's rows are not kept on the page: what lies further back is a press away.
    if (this.rows.length > ROWS_MAX) void this.load();
  }

  /** A call that was taken back, at once and without asking. */
  remove(id: string): void {
    const row = this.rows.find((one) => one.id === id);
    if (!row) return;
    if (!this.#isCall(row.channel)) this.others -= 1;
    this.rows = this.rows.filter((one) => one.id !== id);
    this.total -= 1;
  }

  async #ask(after: string | null): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.busy = true;
    if (after === null) this.#added = [];
    try {
      const page = await this.#backend.ownLog(after);
      if (asked !== this.#asked) return;
      const newer = this.#added.filter((row) => !page.rows.some(({ id }) => id === row.id));
      this.rows = after === null ? [...newer, ...page.rows] : [...this.rows, ...page.rows];
      if (after === null) {
        this.commented = page.commented;
        this.returned = page.returned;
        this.scored = page.scored;
      }
      this.next = page.next;
      this.total = after === null ? page.total + newer.length : Math.max(page.total, this.total);
      if (after === null) {
        const { messages, visits, letters } = page.counts;
        const added = newer.filter((row) => !this.#isCall(row.channel)).length;
        this.others = messages + visits + letters + added;
      }
      this.loaded = true;
      this.problem = null;
    } catch (caught) {
      if (asked === this.#asked) this.problem = asErrorDto(caught);
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
}

// The journal as it is looked through: under which filters, the pages read so far, the entry that is open.
// Never here: words of a screen, who may read it.

import type {
  Backend,
  ErrorDto,
  JournalEntry,
  JournalMachine,
  JournalQuery,
  JournalRow,
} from '../../../lib/backend';
import { asErrorDto } from '../../../lib/errors';
import { Faults } from '../../../lib/form';

export type Filter = Omit<JournalQuery, 'after'>;

const NOTHING: Filter = { what: '', actor: '', machine: '', from: '', to: '', about: '' };

export class History {
  filter: Filter = $state({ ...NOTHING });
  rows: JournalRow[] | null = $state.raw(null);
  machines: JournalMachine[] = $state.raw([]);
  next: string | null = $state(null);
  busy = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  entry: JournalEntry | null = $state.raw(null);
  /** Why the entry that was chosen last did not open. */
  entryProblem: ErrorDto | null = $state.raw(null);
  readonly faults = new Faults();
  readonly #backend: Backend;
  /** What the rows that are shown were asked with: the next page is one of the same list. */
  #asked: Filter = { ...NOTHING };
  /** An answer to a question that another one took the place of is left aside. */
  #turn = 0;
  #opens = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** From the newest on; says whether it was read. */
  async load(): Promise<boolean> {
    this.#asked = { ...this.filter };
    return this.#read('');
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#read(this.next);
  }

  async clear(): Promise<void> {
    this.filter = { ...NOTHING };
    await this.load();
  }

  async open(id: string): Promise<void> {
    const turn = ++this.#opens;
    this.entryProblem = null;
    try {
      const entry = await this.#backend.journalEntry(id);
      if (turn === this.#opens) this.entry = entry;
    } catch (caught) {
      if (turn === this.#opens) this.entryProblem = asErrorDto(caught);
    }
  }

  async #read(after: string): Promise<boolean> {
    const turn = ++this.#turn;
    this.busy = true;
    this.problem = null;
    this.entryProblem = null;
    this.faults.set({});
    try {
      const page = await this.#backend.journalPage({ ...this.#asked, after });
      if (turn !== this.#turn) return false;
      this.rows = after === '' ? page.rows : [...(this.rows ?? []), ...page.rows];
      this.next = page.next;
      this.machines = page.machines;
      return true;
    } catch (caught) {
      if (turn !== this.#turn) return false;
      const error = asErrorDto(caught);
      if (after === '') [this.rows, this.next] = [null, null];
      if (!this.faults.take(error)) this.problem = error;
      return false;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}

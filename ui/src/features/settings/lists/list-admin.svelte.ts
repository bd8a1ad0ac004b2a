// The lists as an administrator has them before them: all of them, the one that is open, and what was changed. What is
// changed is asked of the backend, which answers all of them anew; the window's own lists follow.
// Never here: what a row must keep.

import type {
  Backend,
  ErrorDto,
  ListRow,
  ListRowEdit,
  ListSheet,
  ListsOverview,
  NewListChange,
} from '../../../lib/backend';
import { asErrorDto } from '../../../lib/errors';

export class ListAdmin {
  readonly #backend: Backend;
  readonly #onchanged: () => Promise<void>;
  /** Rows of lists that fields choose from. */
  #chosenFrom: Partial<Record<string, Promise<ListSheet>>> = {};
  /** How many lists were asked for. */
  #opened = 0;
  /** A change is taken back or made again: a second press asks for nothing more. */
  #busy = false;
  overview: ListsOverview | null = $state.raw(null);
  sheet: ListSheet | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);
  /** Counts what was changed: whoever shows changes asks anew. */
  turn = $state(0);

  constructor(backend: Backend, onchanged: () => Promise<void>) {
    this.#backend = backend;
    this.#onchanged = onchanged;
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.overview = await this.#backend.listsOverview();
    });
  }

  async open(list: string): Promise<void> {
    this.#opened += 1;
    const mine = this.#opened;
    await this.#try(async () => {
      const sheet = await this.#backend.listSheet(list);
      // Another list was chosen meanwhile.
      if (mine === this.#opened) this.sheet = sheet;
    });
  }

  /** The rows of a list that a field chooses from. */
  rowsOf(list: string): Promise<ListSheet> {
    const known = this.#chosenFrom[list];
    if (known) return known;
    const asked = this.#backend.listSheet(list);
    this.#chosenFrom[list] = asked;
    // What could not be had is asked for again.
    asked.catch(() => {
      this.#chosenFrom[list] = undefined;
    });
    return asked;
  }

  /** Changes rows, all of them or none; a refusal is thrown to whoever shows it at its field. */
  async change(change: NewListChange): Promise<void> {
    await this.#take(await this.#backend.changeLists(change));
  }

  async withdraw(id: string): Promise<boolean> {
    return this.#once(() => this.#backend.withdrawListChange(id));
  }

  async remake(id: string): Promise<boolean> {
    return this.#once(() => this.#backend.remakeListChange(id));
  }

  async #once(ask: () => Promise<ListsOverview>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    try {
      return await this.#try(async () => {
        await this.#take(await ask());
      });
    } finally {
      this.#busy = false;
    }
  }

  async #take(overview: ListsOverview): Promise<void> {
    this.overview = overview;
    this.#chosenFrom = {};
    this.turn += 1;
    if (this.sheet) await this.open(this.sheet.list);
    await this.#onchanged();
  }

  async #try(what: () => Promise<void>): Promise<boolean> {
    try {
      await what();
      this.problem = null;
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    }
  }
}

/** What stands in a field of a row. */
export function valuesOf(row: ListRow | null, field: string): string[] {
  return row?.values.find(({ name }) => name === field)?.values ?? [];
}

/** A row as it would be saved unchanged. */
export function editOf(list: string, row: ListRow | null): ListRowEdit {
  return {
    list,
    key: row?.key ?? '',
    code: row?.code ?? '',
    active: row?.active ?? true,
    gone: false,
    values: row?.values ?? [],
    options: row?.options ?? [],
    rows: row?.rows ?? [],
  };
}

/** A code from an English label: small letters, digits, single underscores, a letter first. */
export function codeFrom(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');
}

/** `2026-11-22` as people write it here, `22/11/2026`; what is no such day as it is. */
export function dayTyped(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return year && month && date ? `${date}/${month}/${year}` : day;
}

// A sheet on its way in: the file, what its columns mean, what the check found, the rows coming in; and what came
// before. It stays as it is while the dialog is closed.
// Never here: what a value means or what is wrong with it (the backend's answer), words.

import type {
  Backend,
  ErrorDto,
  ImportBatch,
  ImportChecked,
  ImportDefaults,
  ImportDone,
  ImportFaultRow,
  ImportFaultyFile,
  ImportProgress,
  ImportSheet,
  ImportUndoLook,
} from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** How often it is asked how far it is, in milliseconds. */
const LOOK_MS = 300;

/** What the rows of a sheet are, as the backend calls them. */
export type RowKind = 'calls' | 'surveys';

/** What is being done. */
export type Work = 'open' | 'check' | 'run' | 'undo' | 'write';

export class Importing {
  kind: RowKind = $state('calls');
  path: string = $state('');
  sheet: ImportSheet | null = $state.raw(null);
  /** Code of the field of each column; empty for none. */
  columns: string[] = $state([]);
  defaults: ImportDefaults = $state({ channel: '', mode: '', language: '', typeCode: '', time: '' });
  checked: ImportChecked | null = $state.raw(null);
  faults: ImportFaultRow[] = $state.raw([]);
  nextFaults: number | null = $state.raw(null);
  folder: string = $state('');
  written: ImportFaultyFile | null = $state.raw(null);
  /** What comes where rows are faulty. */
  goodAlone: boolean = $state(true);
  doubles: boolean = $state(false);
  done: ImportDone | null = $state.raw(null);
  batches: ImportBatch[] = $state.raw([]);
  nextBatches: string | null = $state.raw(null);
  undoing: ImportUndoLook | null = $state.raw(null);
  keepWorkedOn: boolean = $state(true);
  undone: ImportBatch | null = $state.raw(null);
  work: Work | null = $state.raw(null);
  progress: ImportProgress | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);
  /** What it was that went wrong, where it was work. */
  failed: Work | null = $state(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** A further page is under way. */
  #turning = false;

  /** Rows that would come as it is decided. */
  readonly coming: number = $derived.by(() => {
    const { checked } = this;
    if (!checked || (checked.faulty > 0 && !this.goodAlone)) return 0;
    return checked.good - (this.doubles ? 0 : checked.doubles);
  });

  /** Rows that did not come as it was decided: faulty ones, and likely doubles. */
  readonly leftOut: number = $derived.by(() => {
    const { checked } = this;
    return checked ? checked.faulty + (this.doubles ? 0 : checked.doubles) : 0;
  });

  /** Nobody waits for a check any more that is under way. */
  #leave(): void {
    if (this.work === 'check') void this.stop();
  }

  async #doing<T>(work: Work, what: () => Promise<T>): Promise<T | null> {
    if (this.work) return null;
    this.work = work;
    this.problem = null;
    this.failed = null;
    this.progress = null;
    const looks = setInterval(() => void this.#look(), LOOK_MS);
    try {
      return await what();
    } catch (caught) {
      const problem = asErrorDto(caught);
      // Whoever stopped it, or left it, knows.
      if (problem.code === 'import_stopped') return null;
      this.problem = problem;
      this.failed = work;
      return null;
    } finally {
      clearInterval(looks);
      this.work = null;
      this.progress = null;
    }
  }

  async #look(): Promise<void> {
    try {
      const progress = await this.#backend.importProgress();
      if (this.work) this.progress = progress;
    } catch {
      // How far it is is not worth a word of its own; what comes of it is told.
      this.progress = null;
    }
  }

  #show(sheet: ImportSheet): void {
    this.sheet = sheet;
    this.columns = sheet.columns.map(({ field }) => field);
    this.defaults = { ...sheet.defaults };
    this.#forget();
  }

  #forget(): void {
    this.checked = null;
    this.faults = [];
    this.nextFaults = null;
    this.written = null;
    this.done = null;
  }

  async open(): Promise<void> {
    this.undone = null;
    const sheet = await this.#doing('open', () =>
      this.#backend.importOpen({ path: this.path.trim(), kind: this.kind }),
    );
    if (sheet) this.#show(sheet);
  }

  async look(change: { sheet?: number; headerRow?: number; encoding?: string }): Promise<void> {
    const before = this.sheet;
    if (!before) return;
    const sheet = await this.#doing('open', () =>
      this.#backend.importLook({
        look: before.look,
        sheet: change.sheet ?? before.sheet,
        headerRow: change.headerRow ?? null,
        encoding: change.encoding ?? null,
      }),
    );
    if (sheet) this.#show(sheet);
  }

  async check(): Promise<void> {
    const { sheet } = this;
    if (!sheet) return;
    this.#forget();
    const columns = String(this.columns);
    const checked = await this.#doing('check', () =>
      this.#backend.importCheck({
        look: sheet.look,
        columns: [...this.columns],
        defaults: { ...this.defaults },
      }),
    );
    // Another sheet is looked at by now, or this one otherwise: what was found is not about that.
    if (!checked || this.sheet !== sheet || String(this.columns) !== columns) return;
    this.checked = checked;
    this.faults = checked.page.rows;
    this.nextFaults = checked.page.next;
  }

  async moreFaults(): Promise<void> {
    const { checked, nextFaults } = this;
    if (!checked || nextFaults === null || this.#turning) return;
    this.#turning = true;
    try {
      const page = await this.#backend.importFaults(checked.look, nextFaults);
      if (this.checked !== checked) return;
      this.faults = [...this.faults, ...page.rows];
      this.nextFaults = page.next;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    } finally {
      this.#turning = false;
    }
  }

  async write(): Promise<void> {
    const { checked } = this;
    if (!checked) return;
    this.written = await this.#doing('write', () =>
      this.#backend.importFaultyFile(checked.look, this.folder.trim()),
    );
  }

  async run(): Promise<void> {
    const { checked } = this;
    if (!checked) return;
    const done = await this.#doing('run', () =>
      this.#backend.importRun({ look: checked.look, goodAlone: this.goodAlone, doubles: this.doubles }),
    );
    if (!done) return;
    this.done = done;
    await this.loadBatches();
  }

  async stop(): Promise<void> {
    try {
      await this.#backend.importStop();
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  async loadBatches(after: string | null = null): Promise<void> {
    if (after !== null && this.#turning) return;
    this.#turning = after !== null;
    try {
      const page = await this.#backend.importBatches(after);
      this.batches = after === null ? page.batches : [...this.batches, ...page.batches];
      this.nextBatches = page.next;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    } finally {
      this.#turning = false;
    }
  }

  async askUndo(batch: string): Promise<void> {
    this.undone = null;
    this.undoing = await this.#doing('undo', () => this.#backend.importUndoLook(batch));
    this.keepWorkedOn = true;
  }

  async undo(): Promise<void> {
    const { undoing } = this;
    if (!undoing) return;
    const batch = await this.#doing('undo', () =>
      this.#backend.importUndo({ batch: undoing.batch.id, keepWorkedOn: this.keepWorkedOn }),
    );
    if (!batch) return;
    this.undoing = null;
    this.another();
    this.undone = batch;
    await this.loadBatches();
  }

  /** Back to the columns of the sheet. */
  back(): void {
    this.#leave();
    this.#forget();
  }

  /** Back to the file. */
  another(): void {
    this.#leave();
    this.sheet = null;
    this.problem = null;
    this.#forget();
  }
}

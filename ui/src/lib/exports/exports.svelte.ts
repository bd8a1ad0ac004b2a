// A bulletin or a list on its way into a folder: what was chosen, how far it is, what came of it, and the way to end it.
// What was chosen stays for the next one while the person is signed in. One goes at a time.
// Never here: words of a screen, what stands in a file.

import { createContext } from 'svelte';

import type { Backend, ErrorDto, Exported, ExportFormat, ExportProgress, LocaleCode } from '../backend';
import { asErrorDto } from '../errors';

/** How often it is asked how far it is, in milliseconds. */
const LOOK_MS = 300;
/** After how long it is told how far it is, with the way to end it, in milliseconds. */
const SLOW_MS = 1000;

export const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf'];
export const LANGUAGES: readonly LocaleCode[] = ['ar', 'en'];

export class ExportState {
  formats: ExportFormat[] = $state(['xlsx', 'pdf']);
  languages: LocaleCode[] = $state([]);
  listFormat: ExportFormat = $state('xlsx');
  folder: string = $state('');
  busy: boolean = $state(false);
  /** It takes long enough to be told how far it is. */
  slow: boolean = $state(false);
  /** It was asked to end. */
  stopping: boolean = $state(false);
  progress: ExportProgress | null = $state.raw(null);
  done: Exported | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Begins anew for a form that is opened; what was chosen stays. */
  open(locale: LocaleCode): void {
    if (this.languages.length === 0) this.languages = [locale];
    this.done = null;
    this.problem = null;
  }

  /** Does it, and asks meanwhile how far it is; whether files came of it. */
  async run(what: (backend: Backend) => Promise<Exported>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.done = null;
    this.problem = null;
    const looks = setInterval(() => void this.#look(), LOOK_MS);
    const slow = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      this.done = await what(this.#backend);
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    } finally {
      clearInterval(looks);
      clearTimeout(slow);
      this.busy = false;
      this.slow = false;
      this.stopping = false;
      this.progress = null;
    }
  }

  /** Has it end. What comes of that, `run` says: it may have been done by then. */
  async stop(): Promise<void> {
    if (!this.busy || this.stopping) return;
    this.stopping = true;
    try {
      await this.#backend.exportStop();
    } catch {
      // It goes on, and can be asked to end again.
      this.stopping = false;
    }
  }

  async #look(): Promise<void> {
    try {
      const progress = await this.#backend.exportProgress();
      if (this.busy) this.progress = progress;
    } catch {
      // How far it is is not worth a word of its own; what comes of it is told.
      this.progress = null;
    }
  }
}

export const [useExports, provideExports] = createContext<ExportState>();

// A bulletin or a list on its way into a folder: what was chosen, how far it is, what came of it, and the way to end it.
// What was chosen stays for the next one while the person is signed in. One goes at a time.
// Never here: words of a screen, what stands in a file.

import { createContext } from 'svelte';

import type { Backend, Exported, ExportFormat, ExportProgress, LocaleCode } from '../backend';
import { LongWork } from '../doing';

export const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf'];
export const LANGUAGES: readonly LocaleCode[] = ['ar', 'en'];

export class ExportState extends LongWork<ExportProgress> {
  formats: ExportFormat[] = $state(['xlsx', 'pdf']);
  languages: LocaleCode[] = $state([]);
  listFormat: ExportFormat = $state('xlsx');
  folder: string = $state('');
  done: Exported | null = $state.raw(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** Begins anew for a form that is opened; what was chosen stays. */
  open(locale: LocaleCode): void {
    if (this.languages.length === 0) this.languages = [locale];
    this.done = null;
    this.problem = null;
  }

  /** Does it; whether files came of it. */
  async run(what: (backend: Backend) => Promise<Exported>): Promise<boolean> {
    if (this.busy) return false;
    this.done = null;
    this.done = await this.work(() => what(this.#backend));
    return this.done !== null;
  }

  protected far(): Promise<ExportProgress | null> {
    return this.#backend.exportProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.exportStop();
  }
}

export const [useExports, provideExports] = createContext<ExportState>();

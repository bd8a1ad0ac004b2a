// A bulletin or rows on their way into a folder: what was chosen, how far it is, what came of it. What was chosen stays
// for the next one while the person is signed in.
// Never here: words, what stands in a file.

import type {
  Backend,
  ErrorDto,
  Exported,
  ExportFormat,
  ExportProgress,
  LocaleCode,
} from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** How often it is asked how far it is, in milliseconds. */
const LOOK_MS = 300;

export const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf'];
export const LANGUAGES: readonly LocaleCode[] = ['ar', 'en'];

export class ExportState {
  formats: ExportFormat[] = $state(['xlsx', 'pdf']);
  languages: LocaleCode[] = $state([]);
  rowsFormat: ExportFormat = $state('xlsx');
  folder: string = $state('');
  busy: boolean = $state(false);
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
    try {
      this.done = await what(this.#backend);
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    } finally {
      clearInterval(looks);
      this.busy = false;
      this.progress = null;
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

// Restoring the data: what there is to restore from, the one that was tried and waits for a word, how far it is.
// Never here: words of a screen; what a backup holds, which the application finds out.

import { createContext } from 'svelte';

import type { AppState, Backend, BackupProgress, OpenStore, Restorable, RestoreChoices } from '../backend';
import { LongWork } from '../doing';

export class Restoring extends LongWork<BackupProgress> {
  /** The page stands in the window, over whichever page led to it. */
  open: boolean = $state(false);
  choices: RestoreChoices | null = $state.raw(null);
  /** Folder of the backup that is chosen; empty for what can still be read of the data that lie there. */
  chosen: string = $state('');
  /** What was tried and waits. */
  found: Restorable | null = $state.raw(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** Opens the page and looks for backups; `folder` is one more to look into. Whether it could be looked into. */
  async look(folder: string | null = null): Promise<boolean> {
    this.open = true;
    this.found = null;
    const choices = await this.work(() => this.#backend.restoreChoices(folder));
    if (choices === null) return false;
    this.choices = choices;
    const stays = choices.backups.some((one) => one.folder === this.chosen);
    if (!stays) this.chosen = choices.backups.find((one) => one.own !== false)?.folder ?? '';
    return true;
  }

  /** Makes the chosen one ready and says what it holds. Whether it is ready. */
  async tryIt(opens: OpenStore): Promise<boolean> {
    const backup = this.chosen === '' ? null : this.chosen;
    this.found = await this.work(() => this.#backend.restoreTry({ backup, opens }));
    return this.found !== null;
  }

  /** Puts it in its place; the state of the application then. */
  async finish(): Promise<AppState | null> {
    const state = await this.work(() => this.#backend.restoreFinish());
    // What failed half-way is gone on with when the data are opened.
    this.found = null;
    if (state !== null) this.open = false;
    return state;
  }

  /** Takes what waits away again; the state of the application then. */
  async giveUp(): Promise<AppState | null> {
    this.found = null;
    return this.work(() => this.#backend.restoreGiveUp());
  }

  protected far(): Promise<BackupProgress | null> {
    return this.#backend.restoreProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.restoreStop();
  }
}

export const [useRestoring, provideRestoring] = createContext<Restoring>();

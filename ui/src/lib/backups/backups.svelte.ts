// How it stands with the backups of this machine, asked again now and then; what is made or read again now, how far it
// is, and the way to end it.
// Never here: words of a screen; when a backup is due, which the application decides by itself.

import { createContext } from 'svelte';

import type {
  Backend,
  BackupAsked,
  BackupChecked,
  BackupMade,
  BackupProgress,
  Backups,
  BackupStanding,
  BackupStatus,
  BackupTo,
} from '../backend';
import { LongWork } from '../doing';
import { asErrorDto } from '../errors';

/** How long it takes until a backup that has become old is told, at most, in milliseconds. */
const AGAIN_MS = 60_000;
/** What came of the last thing that was asked for. */
export type BackupDone =
  | { kind: 'made'; place: BackupTo; made: BackupMade }
  | { kind: 'checked'; asked: BackupAsked; checked: BackupChecked };

export class BackupState extends LongWork<BackupProgress> {
  status: BackupStatus | null = $state.raw(null);
  /** None before they were looked into. */
  list: Backups | null = $state.raw(null);
  done: BackupDone | null = $state.raw(null);
  readonly #backend: Backend;
  #asks = 0;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** The places, that of the data folder first. */
  get places(): { place: BackupTo; standing: BackupStanding }[] {
    const { own, chosen } = this.status ?? { own: null, chosen: null };
    return [
      ...(own ? [{ place: 'own' as const, standing: own }] : []),
      ...(chosen ? [{ place: 'chosen' as const, standing: chosen }] : []),
    ];
  }

  /** Some place has none that is good enough. */
  get old(): boolean {
    return this.places.some(({ standing }) => standing.old);
  }

  /** Asks until the answer is called. */
  run(): () => void {
    void this.load();
    const again = setInterval(() => void this.load(), AGAIN_MS);
    return () => {
      clearInterval(again);
      this.#asks += 1;
    };
  }

  async load(): Promise<void> {
    this.#asks += 1;
    const asked = this.#asks;
    try {
      const status = await this.#backend.backupStatus();
      if (asked === this.#asks) this.status = status;
    } catch {
      // The next one comes by itself; a status bar that complains would interrupt a call.
    }
  }

  /** Looks into the places, which may take a while where one is in the network. */
  async look(): Promise<void> {
    try {
      this.list = await this.#backend.backups();
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
    await this.load();
  }

  /** Makes one now; whether one came of it. */
  async make(place: BackupTo): Promise<boolean> {
    return this.#doing(async () => ({ kind: 'made', place, made: await this.#backend.makeBackup(place) }));
  }

  /** Reads one again, all of it; whether that could be done. */
  async check(asked: BackupAsked): Promise<boolean> {
    return this.#doing(async () => ({
      kind: 'checked',
      asked,
      checked: await this.#backend.checkBackup(asked),
    }));
  }

  /** Chooses the second place, or none; whether it holds. */
  async choose(folder: string | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.forget();
    try {
      this.status = await this.#backend.setBackupPlace(folder);
      return true;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    } finally {
      this.busy = false;
      void this.#again();
    }
  }

  /** What was said of the last one is said no more. */
  forget(): void {
    this.done = null;
    this.problem = null;
  }

  protected far(): Promise<BackupProgress | null> {
    return this.#backend.backupProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.backupStop();
  }

  async #doing(what: () => Promise<BackupDone>): Promise<boolean> {
    if (this.busy) return false;
    this.forget();
    this.done = await this.work(what);
    // Also after a refusal: a place may have gone, or been filled.
    void this.#again();
    return this.done !== null;
  }

  async #again(): Promise<void> {
    if (this.list) {
      try {
        this.list = await this.#backend.backups();
      } catch {
        // What was done is told; the list is read again when it is opened.
      }
    }
    await this.load();
  }
}

export const [useBackups, provideBackups] = createContext<BackupState>();

// Closing the window: what is half typed is written first, and open drafts are spoken of once.

import { createContext } from 'svelte';

import type { Backend } from '../backend';

/** How it stands with what is typed. */
export interface Typed {
  drafts: number;
  /** Whether all of it is on the disk. */
  kept: boolean;
}

export class Closing {
  /** What the person is asked about; null while nobody wants to close. */
  question: Typed | null = $state.raw(null);
  /** Writes what is typed and says how it stands; set by the screen on which somebody types. */
  #write: (() => Promise<Typed>) | null = null;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Sets what is to be done before the window closes; the answer ends that. */
  first(write: () => Promise<Typed>): () => void {
    this.#write = write;
    return () => {
      if (this.#write !== write) return;
      this.#write = null;
      // Nobody is there to be asked any more.
      if (this.question) this.answer(false);
    };
  }

  /** Writes what is typed; how it stands then, null where nobody types. */
  async write(): Promise<Typed | null> {
    return (await this.#write?.()) ?? null;
  }

  /** Hears that the window is to be closed; the answer stops it. */
  listen(): () => void {
    return this.#backend.onCloseAsked(() => void this.#asked());
  }

  answer(go: boolean): void {
    this.question = null;
    // A window that does not close can be told to once more, and then does without asking.
    this.#backend.closeWindow(go).catch(() => undefined);
  }

  async #asked(): Promise<void> {
    const typed = await this.#write?.();
    if (typed && (typed.drafts > 0 || !typed.kept)) this.question = typed;
    else this.answer(true);
  }
}

export const [useClosing, provideClosing] = createContext<Closing>();

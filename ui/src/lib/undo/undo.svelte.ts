// Undo instead of "are you sure": what was just done can be taken back for half a minute, by a button or
// its own key. When the time is over only the offer goes; nothing is done by the timer.

import { createContext } from 'svelte';

/** How long an offer stands. */
const OFFER_MS = 30_000;
/** The most offers that stand at once; the oldest gives way. */
const OFFERS_MAX = 3;

export interface Offer {
  id: number;
  /** Says what was done, in the language of the moment it is read. */
  text: () => string;
  undo: () => void | Promise<void>;
}

export class Undo {
  offers: Offer[] = $state.raw([]);
  #next = 1;

  offer(text: () => string, undo: Offer['undo']): void {
    const id = this.#next;
    this.#next += 1;
    this.offers = [...this.offers, { id, text, undo }].slice(-OFFERS_MAX);
    setTimeout(() => {
      this.dismiss(id);
    }, OFFER_MS);
  }

  /** Takes back what the offer stands for; the latest when none is named. */
  take(id?: number): void {
    const offer = id === undefined ? this.offers.at(-1) : this.offers.find((one) => one.id === id);
    if (!offer) return;
    this.dismiss(offer.id);
    void offer.undo();
  }

  dismiss(id: number): void {
    this.offers = this.offers.filter((offer) => offer.id !== id);
  }

  clear(): void {
    this.offers = [];
  }
}

export const [useUndo, provideUndo] = createContext<Undo>();

// That a saved call was changed, voided or brought back: whoever shows calls asks anew.
// Never here: what was changed.

import { createContext } from 'svelte';

export class CallChanges {
  /** How often. */
  count: number = $state(0);

  note(): void {
    this.count += 1;
  }
}

export const [useCallChanges, provideCallChanges] = createContext<CallChanges>();

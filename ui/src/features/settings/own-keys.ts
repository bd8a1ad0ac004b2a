// A person's own keys on their way to the machine's settings.

import type { Backend } from '../../lib/backend';
import type { Bindings, Chord } from '../../lib/keys';

export class OwnKeys {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async keep(bindings: Bindings): Promise<void> {
    const actions = Object.entries(bindings).map(([id, chords]) => [
      id,
      chords.map(({ code, ctrl = false, alt = false, shift = false }) => ({ code, ctrl, alt, shift })),
    ]);
    await this.#backend.setKeyBindings({
      actions: Object.fromEntries(actions) as Record<string, never>,
    });
  }
}

/** The chords of an action once this one is given to it: it comes first, the second one stays. */
export function given(before: readonly Chord[], chord: Chord): readonly Chord[] {
  return [chord, ...before.slice(1, 2)];
}

// From a key press to the action it means. One listener for the window; whoever can do an action
// registers for as long as it can.
// Never here: keys of a single control (arrows in a list, Enter in a type-ahead): those are its own.

import { createContext } from 'svelte';

import { ACTION_IDS, spec, TAKEN_AWAY, type ActionId, type Scope } from './actions';
import { matches } from './chords';

type Handler = () => void;

export class Keys {
  /** The screen in front. */
  screen: Scope = $state('desk');
  // Nothing on the screen follows who is registered, so a plain record will do.
  readonly #handlers: Partial<Record<ActionId, Handler[]>> = {};
  /** How many dialogs lie over the screen: under one, no action works. */
  #covered = 0;

  /** Registers who does an action; the one registered last is asked. The answer takes it back. */
  on(id: ActionId, handler: Handler): () => void {
    this.#handlers[id] = [...(this.#handlers[id] ?? []), handler];
    return () => {
      this.#handlers[id] = (this.#handlers[id] ?? []).filter((one) => one !== handler);
    };
  }

  /** Registers several at once. */
  onAll(handlers: Partial<Record<ActionId, Handler>>): () => void {
    const offs = Object.entries(handlers).map(([id, handler]) => this.on(id as ActionId, handler));
    return () => {
      for (const off of offs) off();
    };
  }

  /** Lays a dialog over the screen; the answer lifts it. */
  cover(): () => void {
    this.#covered += 1;
    let lifted = false;
    return () => {
      if (!lifted) this.#covered -= 1;
      lifted = true;
    };
  }

  /** Does the action if someone on this screen can; says whether. */
  run(id: ActionId): boolean {
    const { scope } = spec(id);
    if (this.#covered > 0 || (scope !== 'everywhere' && scope !== this.screen)) return false;
    const handler = this.#handlers[id]?.at(-1);
    handler?.();
    return handler !== undefined;
  }

  readonly listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const id = ACTION_IDS.find(
      (action) =>
        spec(action).chords.some((chord) => matches(chord, event)) &&
        (spec(action).scope === 'everywhere' || spec(action).scope === this.screen),
    );
    if (id !== undefined) {
      event.preventDefault();
      // A key held down is one press.
      if (!event.repeat) this.run(id);
    } else if (TAKEN_AWAY.some((chord) => matches(chord, event))) {
      event.preventDefault();
    }
  };
}

export const [useKeys, provideKeys] = createContext<Keys>();

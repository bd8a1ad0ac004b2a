// From a key press to the action it means. One listener for the window; whoever can do an action
// registers for as long as it can.
// Never here: keys of a single control (arrows in a list, Enter in a type-ahead): those are its own.

import { createContext } from 'svelte';

import { ACTION_IDS, spec, TAKEN_AWAY, type ActionId, type Scope } from './actions';
import { chordsOf, type Bindings } from './bindings';
import { matches, type Chord, type Stroke } from './chords';

type Handler = () => void;

/** One of the things a digit can mean after a key that asks for one. */
export interface Choice {
  label: string;
  choose: () => void;
}

/** A key was pressed that wants a digit: the choices from 1 on. */
export interface Question {
  title: string;
  choices: readonly Choice[];
  /** Whoever asks shows it: under a dialog the bar of the shell cannot be reached. */
  shown?: boolean;
}

/** As many as there are digits. */
export const CHOICES_MAX = 9;

const HELD = /^(Shift|Control|Alt)(?:Left|Right)$/;

/** What a key means that switches the layout; WebKitGTK has no name for it. */
const SWITCHES = new Set([
  'GroupNext',
  'GroupPrevious',
  'GroupFirst',
  'GroupLast',
  'ModeChange',
  'Unidentified',
]);

/** Held down for the chord before, and let go after it. */
const MODIFIERS = new Set(['AltLeft', 'AltRight', 'ControlLeft', 'ControlRight', 'ShiftLeft', 'ShiftRight']);

export class Keys {
  /** The screen in front. */
  screen: Scope = $state('desk');
  /** What waits for a digit. No timer ends it: a digit, Esc or any other key does. */
  question: Question | null = $state.raw(null);
  /** What this person has given other keys. */
  bindings: Bindings = $state.raw({});
  // Nothing on the screen follows who is registered, so a plain record will do.
  readonly #handlers: Partial<Record<ActionId, Handler[]>> = {};
  /** How many dialogs lie over the screen: under one, no action works. */
  #covered = 0;
  /** Shift, Ctrl or Alt that switched the layout as it was pressed: the system keeps it, a finger holds it. */
  #switching: { code: string; held: string }[] = [];

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

  /** Whether a dialog lies over the screen. */
  get covered(): boolean {
    return this.#covered > 0;
  }

  /** The chords of an action, as this person has them. */
  chords(id: ActionId): readonly Chord[] {
    return chordsOf(this.bindings, id);
  }

  /** Waits for a digit. The choices beyond the ninth have none. */
  ask(question: Question): void {
    this.question = { ...question, choices: question.choices.slice(0, CHOICES_MAX) };
  }

  /** Takes the choice of this number, from 1 on; one that is not there ends the question. */
  answer(number: number): void {
    const choice = this.question?.choices[number - 1];
    this.question = null;
    choice?.choose();
  }

  /** Does the action if someone on this screen can; says whether. */
  run(id: ActionId): boolean {
    const { scope, always } = spec(id);
    if ((this.covered && !always) || (scope !== 'everywhere' && scope !== this.screen)) return false;
    const handler = this.#handlers[id]?.at(-1);
    handler?.();
    return handler !== undefined;
  }

  /** Whether somebody on this screen does the action now. */
  can(id: ActionId): boolean {
    const { scope } = spec(id);
    return (scope === 'everywhere' || scope === this.screen) && (this.#handlers[id]?.length ?? 0) > 0;
  }

  /** What is held in truth. Where Ctrl+Shift switches the layout, Ctrl+Shift+Enter arrives as Ctrl+Enter. */
  #held(event: KeyboardEvent): Stroke {
    const held = this.#switching.map((one) => one.held);
    if (held.length === 0) return event;
    return {
      code: event.code,
      ctrlKey: event.ctrlKey || held.includes('Control'),
      altKey: event.altKey || held.includes('Alt'),
      shiftKey: event.shiftKey || held.includes('Shift'),
      metaKey: event.metaKey,
      getModifierState: (name) => event.getModifierState(name),
    };
  }

  /** Hears a key that is let go. */
  readonly late = (event: KeyboardEvent): void => {
    this.#switching = this.#switching.filter(({ code }) => code !== event.code);
  };

  /** What is let go elsewhere is not heard. */
  readonly away = (): void => {
    this.#switching = [];
  };

  /** Hears a key before any control does: what switches the layout, and the digit that a question waits for. */
  readonly early = (event: KeyboardEvent): void => {
    const held = HELD.exec(event.code)?.[1];
    if (held && SWITCHES.has(event.key) && !event.repeat) this.#switching.push({ code: event.code, held });
    if (!this.question || event.isComposing || MODIFIERS.has(event.code)) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (digit !== undefined || event.code === 'Escape') {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) this.answer(Number(digit ?? 0));
    } else {
      // Any other key goes its own way.
      this.question = null;
    }
  };

  readonly listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = this.#held(event);
    const id = ACTION_IDS.find(
      (action) =>
        this.chords(action).some((chord) => matches(chord, stroke)) &&
        (spec(action).scope === 'everywhere' || spec(action).scope === this.screen),
    );
    if (id !== undefined) {
      event.preventDefault();
      // A key held down is one press.
      if (!event.repeat) this.run(id);
    } else if (TAKEN_AWAY.some((chord) => matches(chord, stroke))) {
      event.preventDefault();
    }
  };
}

export const [useKeys, provideKeys] = createContext<Keys>();

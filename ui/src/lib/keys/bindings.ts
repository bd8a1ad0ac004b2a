// Keys that a person has given an action instead of its own, and whether they can be.
// Never here: where they are kept.

import { ACTION_IDS, spec, TAKEN_AWAY, type ActionId } from './actions';
import { chordKey, type Chord } from './chords';

/** Only what differs from the list of actions. */
export type Bindings = Partial<Record<ActionId, readonly Chord[]>>;

/** The most chords that one action can have. */
export const CHORDS_MAX = 3;

/** Why a chord cannot be given to any action. */
export type Unfit = 'letter' | 'altgr' | 'editing' | 'webview';

/** What a text field does with Ctrl; it stays the field's. */
const EDITING = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyY', 'KeyZ', 'Backspace', 'Delete']);

/** Keys that a control needs for itself whatever is held with them. */
const CONTROL = /^(Tab|Escape|Space|Arrow|Page|Home|End|Numpad[0-9]|Shift|Control|Alt|Meta|CapsLock)/;

/** Keys that the application takes from the webview but does something with may be given away too. */
function isTaken(chord: Chord): boolean {
  const key = chordKey(chord);
  const ours = ACTION_IDS.some((id) => spec(id).chords.some((one) => chordKey(one) === key));
  return !ours && TAKEN_AWAY.some((one) => chordKey(one) === key);
}

/** Why this chord can be given to no action; none where it can. */
export function unfit(chord: Chord): Unfit | null {
  if (chord.ctrl && chord.alt) return 'altgr';
  if (CONTROL.test(chord.code)) return 'editing';
  if (chord.ctrl && !chord.shift && EDITING.has(chord.code)) return 'editing';
  if (!/^F\d+$/.test(chord.code) && !chord.ctrl && !chord.alt) return 'letter';
  return isTaken(chord) ? 'webview' : null;
}

/** The chords of an action as this person has them. */
export function chordsOf(bindings: Bindings, id: ActionId): readonly Chord[] {
  return bindings[id] ?? spec(id).chords;
}

/** Whether two actions can meet on one screen. */
function meet(one: ActionId, other: ActionId): boolean {
  const [a, b] = [spec(one).scope, spec(other).scope];
  return a === b || a === 'everywhere' || b === 'everywhere';
}

/** The action that would fight with this one for the chord. */
export function rival(bindings: Bindings, id: ActionId, chord: Chord): ActionId | null {
  const key = chordKey(chord);
  return (
    ACTION_IDS.find(
      (other) =>
        other !== id && meet(id, other) && chordsOf(bindings, other).some((one) => chordKey(one) === key),
    ) ?? null
  );
}

/** Every fight for a chord, in words for a failing test. */
export function fights(bindings: Bindings = {}): string[] {
  return ACTION_IDS.flatMap((id) =>
    chordsOf(bindings, id).flatMap((chord) => {
      const other = rival(bindings, id, chord);
      return other ? [`${id} and ${other}: ${chordKey(chord)}`] : [];
    }),
  );
}

function asChord(value: unknown): Chord | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  const { code, ctrl, alt, shift } = value as Record<string, unknown>;
  if (typeof code !== 'string' || code.length > 32) return null;
  const chord: Chord = {
    code,
    ...(ctrl === true && { ctrl: true }),
    ...(alt === true && { alt: true }),
    ...(shift === true && { shift: true }),
  };
  return unfit(chord) === null ? chord : null;
}

/** Reads what was kept; what is not known, not fit or would fight is left out, never an error. */
export function readBindings(kept: Readonly<Record<string, unknown>>): Bindings {
  let bindings: Bindings = {};
  for (const id of ACTION_IDS) {
    const given = kept[id];
    if (!Array.isArray(given)) continue;
    const chords = given
      .slice(0, CHORDS_MAX)
      .map(asChord)
      .filter((chord) => chord !== null);
    bindings = { ...bindings, [id]: chords };
  }
  for (const id of ACTION_IDS) {
    const own = bindings[id];
    if (!own) continue;
    const peaceful = own.filter((chord) => rival(bindings, id, chord) === null);
    bindings = { ...bindings, [id]: peaceful };
  }
  return bindings;
}

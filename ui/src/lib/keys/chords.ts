// Key chords: matched by the place of the key (`event.code`), so that an Arabic layout changes nothing.
// Never here: what a chord does.

export interface Chord {
  /** `KeyboardEvent.code`; `Enter` stands for both Enter keys. */
  code: string;
  ctrl?: boolean;
  alt?: boolean;
  shift?: boolean;
}

/** What a match needs of a keyboard event. */
export type Stroke = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'getModifierState'
>;

function sameKey(chord: Chord, code: string): boolean {
  return chord.code === code || (chord.code === 'Enter' && code === 'NumpadEnter');
}

export function matches(chord: Chord, stroke: Stroke): boolean {
  // AltGr types letters on many layouts and arrives as Ctrl+Alt; it is never a chord.
  if (stroke.metaKey || stroke.getModifierState('AltGraph')) return false;
  return (
    sameKey(chord, stroke.code) &&
    stroke.ctrlKey === (chord.ctrl ?? false) &&
    stroke.altKey === (chord.alt ?? false) &&
    stroke.shiftKey === (chord.shift ?? false)
  );
}

const MODIFIER = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$/;

/** The chord that was just pressed; none while only what is held down was pressed. */
export function strokeChord(stroke: Stroke): Chord | null {
  if (MODIFIER.test(stroke.code)) return null;
  const altgr = stroke.getModifierState('AltGraph');
  return {
    code: stroke.code === 'NumpadEnter' ? 'Enter' : stroke.code,
    ...((stroke.ctrlKey || altgr) && { ctrl: true }),
    ...((stroke.altKey || altgr) && { alt: true }),
    ...(stroke.shiftKey && { shift: true }),
  };
}

/** One spelling for each chord, to compare them. */
export function chordKey(chord: Chord): string {
  return [chord.ctrl && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', chord.code]
    .filter(Boolean)
    .join('+');
}

/** Keys whose names are not what is printed on them. */
const PRINTED: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' };

function keyName(code: string): string {
  return PRINTED[code] ?? code.replace(/^Key|^Digit/, '');
}

/** As printed on the keys, for the hints on buttons. */
export function chordText(chord: Chord): string {
  return [chord.ctrl && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', keyName(chord.code)]
    .filter(Boolean)
    .join('+');
}

/** As `aria-keyshortcuts` spells it. */
export function chordAria(chord: Chord): string {
  return [chord.ctrl && 'Control', chord.alt && 'Alt', chord.shift && 'Shift', keyName(chord.code)]
    .filter(Boolean)
    .join('+');
}

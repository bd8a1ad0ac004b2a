export { ACTION_IDS, ACTIONS, spec, TAKEN_AWAY, TYPE_ACTIONS, type ActionId, type Scope } from './actions';
export {
  CHORDS_MAX,
  chordsOf,
  fights,
  readBindings,
  rival,
  unfit,
  type Bindings,
  type Unfit,
} from './bindings';
export { chordAria, chordKey, chordText, matches, strokeChord, type Chord } from './chords';
export { CHOICES_MAX, Keys, provideKeys, useKeys, type Choice, type Question } from './keys.svelte';

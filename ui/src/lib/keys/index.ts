export { ACTION_IDS, ACTIONS, spec, TAKEN_AWAY, TYPE_ACTIONS, type ActionId, type Scope } from './actions';
export { chordAria, chordKey, chordText, matches, type Chord } from './chords';
export { Keys, provideKeys, useKeys } from './keys.svelte';

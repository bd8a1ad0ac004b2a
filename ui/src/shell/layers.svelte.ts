// What lies over the screen in front: the palette, the sheet of keys, what is read, the answer cards.
// Never here: what is behind it.

import { flushSync } from 'svelte';

import type { About, CardName } from '../features/answers/answers.svelte';

export class Layers {
  palette: boolean = $state(false);
  /** The sheet of keys. */
  keys: boolean = $state(false);
  /** Id of a person who is read. */
  person: string | null = $state(null);
  /** Id of a saved call that is read. */
  call: string | null = $state(null);
  /** A sheet on its way in. */
  importing: boolean = $state(false);
  answers: { about: About; first: CardName | null } | null = $state.raw(null);

  readonly closePalette = (): void => {
    this.palette = false;
    // The dialog lifts its cover first: under it no action works.
    flushSync();
  };

  readonly closeReading = (): void => {
    this.person = null;
    this.call = null;
    flushSync();
  };

  readonly closeAnswers = (): void => {
    this.answers = null;
    flushSync();
  };
}

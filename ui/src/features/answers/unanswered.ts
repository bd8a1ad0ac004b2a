// Questions that no card answered, noted for the educators: the same words of the same call are noted
// once, however often the key is pressed, also when the cards were closed meanwhile.
// Lives as long as a duty does, in memory alone: what callers asked is personal.

import type { Backend } from '../../lib/backend';
import { newId } from '../../lib/text';
import type { About } from './answers.svelte';

export class Unanswered {
  readonly #backend: Backend;
  /** Ids of what was noted, by call and words. */
  readonly #ids = new Map<string, string>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Notes the words; a try that failed has its id again, so that two never become two. */
  async note(about: About, words: string): Promise<void> {
    const asked = words.trim();
    const key = `${about.call}\n${asked}`;
    const id = this.#ids.get(key) ?? newId();
    this.#ids.set(key, id);
    await this.#backend.noCard({
      id,
      call: about.call,
      type: about.type,
      subCategory: about.subCategory,
      language: '',
      words: asked,
    });
  }
}

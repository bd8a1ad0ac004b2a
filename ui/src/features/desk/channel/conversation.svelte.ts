// What is known of the conversation that is typed: its log of the day, logs before, open cases. Asked at
// most once a frame; an answer that another question has overtaken is left aside.
// Never here: adding to a log, words, keys.

import { createContext } from 'svelte';

import type { Backend, Conversation, ConversationQuery, ErrorDto } from '../../../lib/backend';
import { asErrorDto } from '../../../lib/errors';

/** Called as a function of its own: the page's refuses to be one of another object. */
function nextFrame(run: () => void): void {
  requestAnimationFrame(run);
}

export class ConversationLook {
  /** The answer to what is typed now; null while there is none, or nothing to ask for. */
  known: Conversation | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);
  readonly #backend: Backend;
  readonly #frame: (run: () => void) => void;
  #query: ConversationQuery | null = null;
  #asked = 0;

  /** `frame` runs something before the next frame is painted. */
  constructor(backend: Backend, frame: (run: () => void) => void = nextFrame) {
    this.#backend = backend;
    this.#frame = frame;
  }

  /** What is typed now; null where no conversation is. */
  look(query: ConversationQuery | null): void {
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#query = query;
    // What was known belongs to other words: nothing may be added to its log by a press too early.
    this.known = null;
    this.again();
  }

  /** Asks once more for what is typed: somebody may have logged or taken out something. */
  again(): void {
    this.#asked += 1;
    const asked = this.#asked;
    const query = this.#query;
    if (query === null) {
      this.known = null;
      this.problem = null;
      return;
    }
    this.#frame(() => void this.#ask(query, asked));
  }

  async #ask(query: ConversationQuery, asked: number): Promise<void> {
    if (asked !== this.#asked) return;
    try {
      const known = await this.#backend.conversation(query);
      if (asked !== this.#asked) return;
      this.known = known;
      this.problem = null;
    } catch (caught) {
      if (asked !== this.#asked) return;
      this.known = null;
      this.problem = asErrorDto(caught);
    }
  }
}

export const [useConversation, provideConversation] = createContext<ConversationLook>();

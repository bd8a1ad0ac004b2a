// What can be opened over the screen in front, whoever asks for it: the shell knows how, since features
// do not know one another.

import { createContext } from 'svelte';

import type { ErrorDto, NamedPeriod } from '../backend';

export interface Opening {
  /** A case, on its page. */
  kase: (id: string) => void;
  /** A saved call, to be read. */
  call: (id: string) => void;
  /** A saved call, to be corrected on the desk: what showed it makes way. The answer says why it cannot. */
  correct: (id: string, makeWay: () => void) => Promise<ErrorDto | null>;
  /** A person, to be read. */
  person: (id: string) => void;
  /** The figures of a period. */
  figures: (named: NamedPeriod) => void;
  /** A version of an answer card. */
  card: (code: string, version: number) => void;
}

export const [useOpening, provideOpening] = createContext<Opening>();

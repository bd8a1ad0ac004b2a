// Finding in a list that lies in memory: every word typed must begin a word of the label, in either
// language, or of a synonym. Best first, the list's own order among equals.

import { fold, matchesWords, query, words } from './fold';

interface Entry<T> {
  item: T;
  labels: string[];
  labelWords: string[];
  allWords: string[];
}

export interface Found<T> {
  items: T[];
  /** How many answer in all; more than are given where the list was longer than the limit. */
  total: number;
}

export class Finder<T> {
  readonly #entries: Entry<T>[];

  constructor(
    items: readonly T[],
    labels: (item: T) => string[],
    synonyms: (item: T) => string[] = () => [],
  ) {
    this.#entries = items.map((item) => {
      const own = labels(item);
      const labelWords = own.flatMap(words);
      return {
        item,
        labels: own.map(fold),
        labelWords,
        allWords: [...labelWords, ...synonyms(item).flatMap(words)],
      };
    });
  }

  /** At most `limit` items; those that `prefer` names before the rest. */
  find(typed: string, limit: number, prefer: (item: T) => boolean = () => false): Found<T> {
    const asked = query(typed);
    const start = fold(typed);
    const scored = this.#entries
      .filter((entry) => matchesWords(asked, entry.allWords))
      .map((entry, order) => ({ entry, order, score: this.#score(entry, start, asked, prefer) }))
      .sort((a, b) => a.score - b.score || a.order - b.order);
    return { items: scored.slice(0, limit).map(({ entry }) => entry.item), total: scored.length };
  }

  #score(
    entry: Entry<T>,
    start: string,
    asked: ReturnType<typeof query>,
    prefer: (item: T) => boolean,
  ): number {
    const rest = prefer(entry.item) ? 0 : 4;
    if (start !== '' && entry.labels.some((label) => label.startsWith(start))) return rest;
    const first = asked[0];
    if (first?.prefixes.some((prefix) => entry.labelWords[0]?.startsWith(prefix))) return rest + 1;
    return matchesWords(asked, entry.labelWords) ? rest + 2 : rest + 3;
  }
}

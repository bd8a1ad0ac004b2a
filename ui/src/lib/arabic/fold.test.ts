// @vitest-environment node
// Rust and the screen must find the same people: both keep the same vectors.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { QUERY_WORDS_MAX, fold, matches, nameKey, query, words } from './fold';

interface Vectors {
  readonly fold: readonly [string, string][];
  readonly words: readonly [string, string[]][];
  readonly same_name: readonly [string, string][];
  readonly meet: readonly [string, string][];
  readonly begin: readonly [string, string][];
  readonly apart: readonly [string, string][];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../../assets/vectors/arabic.json', import.meta.url), 'utf8'),
) as Vectors;

describe('the vectors that Rust keeps too', () => {
  it('are as many as promised', () => {
    expect(vectors.meet.length).toBeGreaterThanOrEqual(60);
    expect(vectors.apart.length).toBeGreaterThanOrEqual(20);
  });

  it.each(vectors.fold)('fold %j to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it.each(vectors.words)('take from %j the words %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each(vectors.same_name)('give %j and %j one name key', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each(vectors.meet)('let %j and %j find each other', (one, other) => {
    expect(matches(one, other)).toBe(true);
    expect(matches(other, one)).toBe(true);
  });

  it.each(vectors.begin)('let %j find %j', (question, text) => {
    expect(matches(question, text)).toBe(true);
  });

  it.each(vectors.apart)('keep %j from finding %j', (question, text) => {
    expect(matches(question, text)).toBe(false);
  });
});

describe('any string', () => {
  it('folds to a text that folds to itself, code point by code point', () => {
    const unstable: string[] = [];
    // The two planes with alphabets; beyond them lie ideographs, which nothing here touches.
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const once = fold(String.fromCodePoint(code));
      if (fold(once) !== once) {
        unstable.push(code.toString(16));
      }
    }
    expect(unstable).toEqual([]);
  });

  it('may hold lone surrogates', () => {
    expect(fold('\ud800سالم\udfff')).toBe('\ud800سالم\udfff');
    expect(matches('سالم', '\ud800 سالم')).toBe(true);
  });

  it('asks for a bounded number of words', () => {
    expect(query('مريض '.repeat(1_000))).toHaveLength(QUERY_WORDS_MAX);
  });
});

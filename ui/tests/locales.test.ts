// @vitest-environment node
// Whoever reads only Arabic, or only English, must meet every sentence; none may be built or forgotten.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { type Entry, type Message, parse, type Pattern, type PatternElement } from '@fluent/syntax';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', 'locales');
const files = readdirSync(join(root, 'ar')).filter((name) => name.endsWith('.ftl'));

function entries(locale: string, file: string): Entry[] {
  const resource = parse(readFileSync(join(root, locale, file), 'utf8'), {});
  return resource.body.filter((entry): entry is Entry => entry.type !== 'Junk');
}

function messages(locale: string, file: string): Message[] {
  return entries(locale, file).filter((entry): entry is Message => entry.type === 'Message');
}

/** Visits every selector and every variable of a pattern. */
function walk(
  pattern: Pattern | null,
  on: {
    variable?: (name: string) => void;
    variants?: (keys: string[]) => void;
    text?: (text: string) => void;
  },
): void {
  const elements: PatternElement[] = pattern?.elements ?? [];
  for (const element of elements) {
    if (element.type === 'TextElement') on.text?.(element.value);
    else if (element.expression.type === 'VariableReference') on.variable?.(element.expression.id.name);
    else if (element.expression.type === 'SelectExpression') {
      const { selector, variants } = element.expression;
      if (selector.type === 'VariableReference') on.variable?.(selector.id.name);
      on.variants?.(variants.map(({ key }) => (key.type === 'Identifier' ? key.name : key.value)));
      for (const variant of variants) walk(variant.value, on);
    }
  }
}

function variables(message: Message): string[] {
  const found = new Set<string>();
  walk(message.value, { variable: (name) => found.add(name) });
  return [...found].sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(svelte|ts|rs)$/.test(name) && !name.endsWith('.test.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}

// Some are written by Rust itself, in the same words.
const code = [
  ...sources(join(import.meta.dirname, '..', 'src')),
  ...sources(join(root, '..', 'src-tauri', 'crates', 'app', 'src')),
  ...sources(join(root, '..', 'src-tauri', 'crates', 'centre', 'src', 'api')),
].join('\n');
const subjects = files.map((name) => name.replace('.ftl', ''));
const used = new Set(
  Array.from(
    code.matchAll(new RegExp(`['"\`]((?:${subjects.join('|')})-[a-z0-9]+(?:-[a-z0-9]+)*)['"\`]`, 'g')),
    (hit) => hit[1] ?? '',
  ),
);
// Names of other things that look like ids.
const others = new Set([...code.matchAll(/tone-[a-z]+/g)].map(([name]) => name));

/** Of a number in Arabic. */
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];

describe('the Fluent files', () => {
  it('are the same in both languages', () => {
    expect(readdirSync(join(root, 'en')).sort()).toEqual(readdirSync(join(root, 'ar')).sort());
  });

  it.each(files)('%s has no line that Fluent cannot read', (file) => {
    for (const locale of ['ar', 'en']) {
      const junk = parse(readFileSync(join(root, locale, file), 'utf8'), {}).body.filter(
        ({ type }) => type === 'Junk',
      );
      expect(junk, `${locale}/${file}`).toEqual([]);
    }
  });

  it.each(files)('%s has the same messages with the same variables in both', (file) => {
    const shape = (locale: string) =>
      Object.fromEntries(messages(locale, file).map((message) => [message.id.name, variables(message)]));
    expect(shape('en')).toEqual(shape('ar'));
  });

  it.each(files)('%s names each message after its file, once, and explains its variables', (file) => {
    const subject = file.replace('.ftl', '');
    for (const locale of ['ar', 'en']) {
      const ids = messages(locale, file).map((message) => message.id.name);
      expect(new Set(ids).size, `${locale}/${file}: an id stands twice`).toBe(ids.length);
      for (const message of messages(locale, file)) {
        expect(message.id.name).toMatch(new RegExp(`^${subject}(-[a-z0-9]+)+$`));
        for (const variable of variables(message)) {
          expect(message.comment?.content ?? '', `${locale}: ${message.id.name}`).toContain(`$${variable} (`);
        }
      }
    }
  });

  it.each(files)('%s gives all six plural forms in Arabic', (file) => {
    for (const message of messages('ar', file)) {
      walk(message.value, {
        variants: (keys) => {
          // A choice by a word (a kind of pack) is none by a number.
          if (keys.some((key) => !FORMS.includes(key) && Number.isNaN(Number(key)))) return;
          expect(keys, message.id.name).toEqual(FORMS);
        },
      });
    }
  });

  it.each(files)('%s holds no HTML, and says متصل of callers alone', (file) => {
    for (const locale of ['ar', 'en']) {
      for (const message of messages(locale, file)) {
        walk(message.value, {
          text: (text) => {
            expect(text, message.id.name).not.toMatch(/<[a-z/]|&[a-z]+;/i);
            expect(text, message.id.name).not.toMatch(/تذكرة|وردية/);
            if (file === 'status.ftl') expect(text, message.id.name).not.toMatch(/متصل/);
          },
        });
      }
    }
  });
});

describe('the messages that the screen asks for', () => {
  const known = new Set(files.flatMap((file) => messages('ar', file).map((message) => message.id.name)));

  it('are all there', () => {
    expect([...used].filter((id) => !known.has(id) && !others.has(id))).toEqual([]);
  });

  it('are all the messages there are', () => {
    expect([...known].filter((id) => !used.has(id))).toEqual([]);
  });
});

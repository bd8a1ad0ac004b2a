// Text as people type and paste it: what cannot be kept is made visible, lengths are counted as the
// store counts them. Nothing is ever cut.

/**
 * Controls that are no white space, halves of a surrogate pair (with the `u` flag a whole pair does not
 * match) and noncharacters: what the store would replace too.
 */
const UNKEEPABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for.
  /[\0-\x08\x0E-\x1F\x7F-\x84\x86-\x9F\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;
const REPLACEMENT = '\uFFFD';

/** The text with every character that cannot be kept shown as �, and how many there were. */
export function keepable(text: string): { text: string; replaced: number } {
  let replaced = 0;
  const kept = text.replace(UNKEEPABLE, () => {
    replaced += 1;
    return REPLACEMENT;
  });
  return { text: kept, replaced };
}

/** The length of a text in characters (code points, as Rust counts): a surrogate pair is one. */
export function lengthOf(text: string): number {
  return text.length - (text.match(/[\u{10000}-\u{10FFFF}]/gu)?.length ?? 0);
}

/** By how many characters a text is over its bound; 0 within it. */
export function overLimit(text: string, limit: number): number {
  return text.length <= limit ? 0 : Math.max(0, lengthOf(text) - limit);
}

/** Arabic-Indic and Persian digits as Latin ones: for numbers that are read out and dialled. */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

/**
 * The direction of a field of people's text: that of its words, and of the page as long as there are none. The
 * webview takes an empty field with `auto` for one that reads left to right, so its caret stood on the wrong side.
 */
export function fieldDir(text: string): 'auto' | undefined {
  return text === '' ? undefined : 'auto';
}

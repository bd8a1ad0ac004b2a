// Text as people type and paste it: what cannot be kept is made visible, lengths are counted as the
// store counts them. Nothing is ever cut.

/** NUL and halves of a surrogate pair; with the `u` flag a whole pair does not match. */
const UNKEEPABLE = /[\0\p{Surrogate}]/gu;
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

/** By how many characters (code points, as Rust counts) a text is over its bound; 0 within it. */
export function overLimit(text: string, limit: number): number {
  if (text.length <= limit) return 0;
  // Code units less one for each whole surrogate pair.
  const pairs = text.match(/[\u{10000}-\u{10FFFF}]/gu)?.length ?? 0;
  return Math.max(0, text.length - pairs - limit);
}

/** Arabic-Indic and Persian digits as Latin ones: for numbers that are read out and dialled. */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

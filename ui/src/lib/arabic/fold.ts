/**
 * Folding: what makes أحمد, احمد and أَحْمَد one word, and عبد الله one name with عبدالله.
 *
 * The twin of `domain::arabic` in Rust, for lists that the screen filters by itself. Both keep the
 * vectors of `assets/vectors/arabic.json`; whoever changes one changes the other. Folded text is for
 * comparing alone: it is never shown, kept or exported.
 */

/** The most words of a question that are looked at; what is typed beyond them filters nothing. */
export const QUERY_WORDS_MAX = 16;

/** One word of a question: a text is found when one of its words begins with one of `prefixes`. */
export interface QueryWord {
  /** Folded, at least one, none empty. Two where the first letters may be an article. */
  readonly prefixes: readonly string[];
}

/**
 * Marks that say nothing about which word it is: soft hyphen, bidi and zero-width characters,
 * variation selectors, combining accents, tashkeel and Quranic signs, a lone hamza, tatweel.
 * Explicit ranges, so that the Unicode version of the engine does not matter.
 */
const DROPPED =
  /[\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{300}-\u{36f}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}\u{600}-\u{605}\u{610}-\u{61a}\u{64b}-\u{65f}\u{670}\u{6d6}-\u{6dd}\u{6df}-\u{6e8}\u{6ea}-\u{6ed}\u{890}\u{891}\u{898}-\u{89f}\u{8ca}-\u{8ff}\u{621}\u{674}\u{640}]/gu;

/** White space after NFKD, and control characters. */
const SPACES = /[\u{0}-\u{20}\u{7f}-\u{9f}\u{1680}\u{2028}\u{2029}]+/gu;

/** Letters with a folded form of their own; ranges as `first-last`. */
const LETTERS: readonly (readonly [folded: string, ranges: string])[] = [
  ['ا', '671-673'],
  ['ي', '649 620 63d-63f 6cc-6ce 6d0-6d2'],
  ['ه', '629 6be 6c1 6c3 6d5'],
  ['ك', '63b 63c 6a9-6b4 762-764'],
  ['ب', '67e'],
  ['ت', '679 67c'],
  ['ج', '686'],
  ['د', '688 689'],
  ['ر', '691 693 695'],
  ['ز', '698 696'],
  ['س', '69a'],
  ['غ', '6a0'],
  ['ف', '6a4 6a5'],
  ['ق', '6a7 6a8'],
  ['ل', '6b5-6b8'],
  ['ن', '6b9-6bc'],
  ['و', '6c4-6cb 6cf'],
  ['ss', 'df 1e9e'],
  ['ae', 'e6 c6'],
  ['oe', '153 152'],
  ['th', 'fe de'],
  ['o', 'f8 d8'],
  ['d', '111 110 f0 d0'],
  ['l', '142 141'],
  ['h', '127 126'],
  ['i', '131'],
  ['σ', '3c2'],
];

const FOLDED: ReadonlyMap<string, string> = new Map(foldedLetters());

function* foldedLetters(): Generator<[string, string]> {
  for (const [folded, ranges] of LETTERS) {
    for (const range of ranges.split(' ')) {
      const [first = '', last = first] = range.split('-');
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += 1) {
        yield [String.fromCodePoint(code), folded];
      }
    }
  }
  for (let digit = 0; digit <= 9; digit += 1) {
    yield [String.fromCodePoint(0x660 + digit), String(digit)];
    yield [String.fromCodePoint(0x6f0 + digit), String(digit)];
  }
}

/**
 * Folds a text for search and comparison: hamza forms, ya, ta marbuta, tashkeel, tatweel, digits,
 * Persian and Urdu letters, case and accents of Latin, bidi and zero-width marks, white space.
 * Total on any string; folding twice is folding once.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(DROPPED, '').replace(SPACES, ' ');
  let folded = '';
  for (const letter of plain) {
    folded += FOLDED.get(letter) ?? letter.toLowerCase();
  }
  return folded.replace(/^ | $/g, '').normalize('NFC');
}

/** First parts of a name that are written apart or together: عبد الله, أبو بكر. */
const FIRST_PARTS: ReadonlySet<string> = new Set(['عبد', 'ابو', 'بو', 'ام', 'ذو']);

/** Last parts of a name that are written apart or together: نور الدين, جار الله. */
const LAST_PARTS: readonly string[] = ['الدين', 'الله'];

/** Words that join the parts of a name and are left out as often as said. */
const PARTICLES: ReadonlySet<string> = new Set(['بن', 'ابن', 'بنت', 'bin', 'bint', 'ibn', 'al', 'el']);

/** Particles written together with the article; longer ones first. */
const COMPOUNDS: readonly string[] = ['وبال', 'وكال', 'فبال', 'ولل', 'فلل', 'وال', 'بال', 'فال', 'كال', 'لل'];

const LATIN_ARTICLES: readonly string[] = ['al', 'el'];

const ARABIC = /^[\u{627}-\u{64a}]+$/u;
const BETWEEN_WORDS = /[^\p{Alphabetic}\p{N}\p{M}'`\u{2018}\u{2019}\u{201b}\u{2bb}-\u{2bf}]+/u;
const APOSTROPHES = /['`\u{2018}\u{2019}\u{201b}\u{2bb}-\u{2bf}]/gu;

/** A word of a text, or a name of two parts that counts as one. */
interface Unit {
  readonly whole: string;
  readonly parts: readonly string[];
}

/**
 * The words by which a text is found, folded, in the order of the text: without their article,
 * names of two parts joined and beside that each part for itself.
 */
export function words(text: string): string[] {
  return units(text).flatMap((unit) => [unit.whole, ...unit.parts].flatMap(forms));
}

/**
 * The words of a question. Empty when nothing is asked yet (blank, punctuation, a bare ال). بن, ابن
 * and بنت ask for nothing beside other words: سالم بن حمد finds سالم حمد.
 */
export function query(text: string): QueryWord[] {
  const all = units(text);
  return all
    .filter((unit, at) => all.length === 1 || !isLeftOut(at, unit.whole))
    .map((unit) => ({ prefixes: forms(unit.whole) }))
    .filter((word) => word.prefixes.length > 0)
    .slice(0, QUERY_WORDS_MAX);
}

/**
 * Whether a text answers a question: every word of the question begins one of the text's words.
 * A question that asks nothing is answered by every text.
 */
export function matches(question: string, text: string): boolean {
  return matchesWords(query(question), words(text));
}

/** The same for words that were taken from question and text before. */
export function matchesWords(asked: readonly QueryWord[], found: readonly string[]): boolean {
  return asked.every((word) =>
    word.prefixes.some((prefix) => found.some((candidate) => candidate.startsWith(prefix))),
  );
}

/**
 * The key of a name for "the same name?": folded, without بن, ابن, بنت and articles, names of two
 * parts joined. Two people may share a key: it offers candidates, it never decides.
 */
export function nameKey(name: string): string {
  return units(name)
    .map((unit) => unit.whole)
    .filter((word) => !PARTICLES.has(word) && word !== 'ال')
    .map(bare)
    .join(' ');
}

/** At the beginning of a question بنت and ابن are a girl and a boy, not a link between two names. */
function isLeftOut(at: number, word: string): boolean {
  return PARTICLES.has(word) && (at > 0 || (word !== 'بنت' && word !== 'ابن'));
}

/** Goes from the end, so that أبو عبد الله becomes one name. */
function units(text: string): Unit[] {
  const backwards: Unit[] = [];
  for (const word of split(fold(text)).reverse()) {
    const next = backwards.at(-1);
    if (next !== undefined && isJoined(word, next.whole)) {
      backwards[backwards.length - 1] = join(word, next);
    } else {
      backwards.push(alone(word));
    }
  }
  return backwards.reverse();
}

/** An apostrophe inside a word is part of how it is transliterated (Ka'abi) and falls away. */
function split(folded: string): string[] {
  return folded
    .split(BETWEEN_WORDS)
    .map((word) => word.replace(APOSTROPHES, ''))
    .filter((word) => word !== '');
}

function isJoined(word: string, next: string): boolean {
  const firstPart = FIRST_PARTS.has(word) && ARABIC.test(next) && !PARTICLES.has(next);
  const lastPart = LAST_PARTS.includes(next) && ARABIC.test(word) && word.length > 1;
  return firstPart || lastPart;
}

function join(word: string, next: Unit): Unit {
  // بو is how أبو is said along the Gulf.
  const first = word === 'بو' ? 'ابو' : word;
  const own = FIRST_PARTS.has(word) ? [] : [first];
  return { whole: first + next.whole, parts: [...own, next.whole, ...next.parts] };
}

/** A word that stands alone, with the parts of a name that was written together. */
function alone(word: string): Unit {
  return { whole: word, parts: partsOf(word) };
}

function partsOf(word: string): string[] {
  const servant = /^عبد(ال.{2,})$/u.exec(word)?.[1];
  if (servant !== undefined) {
    return [servant];
  }
  const father = /^ابو(.{3,})$/u.exec(word)?.[1];
  if (father !== undefined) {
    return [father];
  }
  const last = LAST_PARTS.find((part) => word.endsWith(part));
  if (last === undefined) {
    return [];
  }
  const first = word.slice(0, -last.length);
  return lettersIn(first) > 1 ? [first, last] : [];
}

/**
 * What a folded word is found by and, in a question, asks for: one form, two where the article is in
 * doubt, none for a bare ال. With one letter behind ال the word is ألم, ألف or إلى.
 */
function forms(word: string): string[] {
  const rest = behindArticle(word);
  if (rest === '') {
    return [];
  }
  if (rest !== undefined) {
    return [lettersIn(rest) > 1 ? rest : word];
  }
  const doubtful = behindDoubtful(word);
  return doubtful === undefined ? [word] : [word, doubtful];
}

/** The word of a name without its article. */
function bare(word: string): string {
  const rest = behindArticle(word);
  if (rest !== undefined) {
    return lettersIn(rest) > 1 ? rest : word;
  }
  return /^\p{ASCII}*$/u.test(word) ? (behindDoubtful(word) ?? word) : word;
}

function behindArticle(word: string): string | undefined {
  return word !== 'الله' && word.startsWith('ال') ? word.slice(2) : undefined;
}

/** What stands behind a beginning that may or may not hold an article: والد and بالغ are words. */
function behindDoubtful(word: string): string | undefined {
  if (word === 'الله') {
    return undefined;
  }
  return behind(word, COMPOUNDS, 3) ?? behind(word, LATIN_ARTICLES, 2);
}

function behind(word: string, beginnings: readonly string[], restMin: number): string | undefined {
  const beginning = beginnings.find((candidate) => word.startsWith(candidate));
  const rest = beginning === undefined ? '' : word.slice(beginning.length);
  return lettersIn(rest) >= restMin ? rest : undefined;
}

function lettersIn(text: string): number {
  return Array.from(text).length;
}

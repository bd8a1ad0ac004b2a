// The log in the order in which it is looked at: what stands out, samples, the rest; and what a reason is called.

import type { CallRow, ScoreMark, ShiftReview } from '../../lib/backend';
import type { I18n, MessageId } from '../../lib/i18n';
import { scoreText } from '../../lib/lists';

export interface Marked {
  row: CallRow;
  /** Why it is looked at, the gravest first; none for the rest. */
  why: readonly string[];
  /** It came or changed after every signature. */
  after: boolean;
  /** The score that counts. */
  score?: ScoreMark | undefined;
}

export interface Part {
  title: MessageId | null;
  rows: Marked[];
}

interface Word {
  id: MessageId;
  tone: 'bad' | 'warn' | 'note' | 'plain';
}

/** `held` and `urgent` are marks of the call itself and stand there. */
export const WHY_WORDS: Partial<Record<string, Word>> = {
  corrected: { id: 'shift-why-corrected', tone: 'note' },
  returned: { id: 'shift-why-returned', tone: 'warn' },
  urgent_without_action: { id: 'shift-why-urgent-without-action', tone: 'bad' },
  promise_missed: { id: 'shift-why-promise-missed', tone: 'bad' },
  reopened: { id: 'shift-why-reopened', tone: 'warn' },
  no_facility: { id: 'shift-why-no-facility', tone: 'warn' },
  no_end: { id: 'shift-why-no-end', tone: 'plain' },
  short: { id: 'shift-why-short', tone: 'plain' },
  sample: { id: 'shift-why-sample', tone: 'note' },
};

/** A row with its marks. */
export function marker(looked: ShiftReview | null): (row: CallRow) => Marked {
  const looks = new Map((looked?.looks ?? []).map((look) => [look.row.id, look]));
  const after = new Set(looked?.after ?? []);
  const scores = new Map((looked?.scores ?? []).map((score) => [score.call, score]));
  return (row) => ({
    row,
    why: looks.get(row.id)?.why ?? [],
    after: after.has(row.id),
    score: scores.get(row.id),
  });
}

/** The rows in parts. Under filters they are one part: who asks for something wants that, in its order. */
export function partsOf(rows: readonly CallRow[], looked: ShiftReview | null, filtered: boolean): Part[] {
  const looks = new Map((looked?.looks ?? []).map((look) => [look.row.id, look]));
  const marked = marker(looked);
  if (filtered || looks.size === 0) return [{ title: null, rows: rows.map(marked) }];
  const of = (standsOut: boolean): Marked[] =>
    [...looks.values()].filter((look) => look.standsOut === standsOut).map((look) => marked(look.row));
  const parts: Part[] = [
    { title: 'shift-part-stands-out', rows: of(true) },
    { title: 'shift-part-samples', rows: of(false) },
    { title: 'shift-part-rest', rows: rows.filter((row) => !looks.has(row.id)).map(marked) },
  ];
  return parts.filter((part) => part.rows.length > 0);
}

/** The marks of a row as words, for paper. */
export function markWords(i18n: I18n, { row, why, after, score }: Marked): string[] {
  const words: string[] = [];
  if (after) words.push(i18n.t('shift-after-signature'));
  if (row.voided) words.push(i18n.t('correct-voided'));
  if (row.held) words.push(i18n.t('common-held'));
  for (const one of why) {
    const word = WHY_WORDS[one];
    if (word) words.push(i18n.t(word.id));
  }
  if (score) {
    const result = `${i18n.t('quality-result')} ${scoreText(i18n, score.result)}`;
    words.push(score.failed ? `${result} (${i18n.t('quality-failed')})` : result);
    if (score.replied) words.push(i18n.t('quality-mark-replied'));
  }
  if (row.comments > 0) words.push(i18n.t('shift-comments', { count: row.comments }));
  return words;
}

// The log in the order in which it is looked at: what stands out, samples, the rest; and what a reason is called.

import type { CallRow, ShiftReview } from '../../lib/backend';
import type { MessageId } from '../../lib/i18n';

export interface Marked {
  row: CallRow;
  /** Why it is looked at, the gravest first; none for the rest. */
  why: readonly string[];
  /** It came or changed after every signature. */
  after: boolean;
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
  no_end: { id: 'shift-why-no-end', tone: 'plain' },
  short: { id: 'shift-why-short', tone: 'plain' },
  sample: { id: 'shift-why-sample', tone: 'note' },
};

/** The rows in parts. Under filters they are one part: who asks for something wants that, in its order. */
export function partsOf(rows: readonly CallRow[], looked: ShiftReview | null, filtered: boolean): Part[] {
  const looks = new Map((looked?.looks ?? []).map((look) => [look.row.id, look]));
  const after = new Set(looked?.after ?? []);
  const marked = (row: CallRow): Marked => ({
    row,
    why: looks.get(row.id)?.why ?? [],
    after: after.has(row.id),
  });
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

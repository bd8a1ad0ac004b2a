// Calls that are no service: wrong number, silent … Two presses log one: the key, and the digit of its
// subject. It is saved at once and can be taken back.

import type { SubCategory } from '../../lib/backend';
import { CHOICES_MAX } from '../../lib/keys';
import type { CodeLists } from '../../lib/lists';
import type { Desk, Saved, SaveResult } from './desk.svelte';

const TYPE = 'non_service';

/** What the digits stand for, in the order of the list. */
export function nonServiceSubjects(lists: CodeLists): SubCategory[] {
  return lists.all.subCategories
    .filter((subject) => subject.type === TYPE && subject.active)
    .slice(0, CHOICES_MAX);
}

/** What came of it; a correction that was saved stands in `desk.amended` as ever. */
export interface NonService {
  result: SaveResult;
  /** The call that was saved, with the form as it was before, so that taking it back brings every word back. */
  saved: Saved | null;
}

/**
 * Saves the call or the correction in front as one of these, or a call that begins and ends now where none is
 * open. An open call that could not be saved is again what it was.
 */
export async function saveNonService(desk: Desk, subject: SubCategory, now: number): Promise<NonService> {
  const open = desk.current;
  if (open?.saving) return { result: 'nothing', saved: null };
  const draft = open ?? desk.newCall(now);
  const before = draft.snapshot();
  draft.chooseSubject(subject);
  if (draft.form.endedAt === null) desk.clock.toggleEnded(draft, now);
  const chosen = draft.snapshot();
  const result = await desk.save('by_rule');
  if (result === 'saved') {
    const saved = desk.saved.find(({ form }) => form.id === draft.id);
    return { result, saved: saved ? { ...saved, form: before } : null };
  }
  // What two have changed is decided first.
  if (open && result !== 'differs') {
    open.putBack(before, chosen);
    // Another call may have begun meanwhile.
    desk.clock.bringBack(open, now);
  }
  return { result, saved: null };
}

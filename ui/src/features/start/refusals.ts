// What a person can do about a store that was refused.

import type { ErrorCode } from '../../lib/backend';
import type { MessageId } from '../../lib/i18n';

const WAYS: Partial<Record<ErrorCode, MessageId>> = {
  store_newer: 'start-refused-do-newer',
  store_damaged: 'start-refused-do-damaged',
  store_in_use: 'start-refused-do-close-other',
  store_keyed_wrongly: 'start-refused-do-keyed-wrongly',
  store_read_only: 'start-refused-do-read-only',
  store_slots_missing: 'start-refused-do-slots-missing',
  disk_full: 'start-refused-do-disk-full',
  store_gone: 'start-refused-do-gone',
};

/** What another file of the same store puts right; a full disk, another copy or a newer version does not. */
const RESTORABLE: readonly ErrorCode[] = [
  'store_damaged',
  'store_gone',
  'store_keyed_wrongly',
  'store_slots_missing',
  'store_failed',
];

/** Whether restoring a backup is a way on. */
export function isRestorable(code: ErrorCode): boolean {
  return RESTORABLE.includes(code);
}

/** The way on for a refusal; one sentence for those that have none of their own. */
export function wayOn(code: ErrorCode): MessageId {
  return WAYS[code] ?? 'start-refused-do-other';
}

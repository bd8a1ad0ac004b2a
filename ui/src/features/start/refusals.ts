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
};

/** The way on for a refusal; one sentence for those that have none of their own. */
export function wayOn(code: ErrorCode): MessageId {
  return WAYS[code] ?? 'start-refused-do-other';
}

// The state of the link and the centre's reasons, in words. Never متصل, which is the caller.

import type { LinkState } from '../backend';
import type { MessageId } from '../i18n';

export const LINK_WORDS: Record<LinkState, MessageId> = {
  not_set: 'status-link-not-set',
  connected: 'status-link-connected',
  sending: 'status-link-sending',
  unreachable: 'status-link-unreachable',
  refused: 'status-link-refused',
};

const HELD_REASONS: Partial<Record<string, MessageId>> = {
  too_big: 'status-held-too-big',
  mismatch: 'status-held-mismatch',
  malformed: 'status-held-malformed',
  erased: 'status-held-erased',
};

/** The words for a reason, or those for one that this version does not know. */
export function heldReason(reason: string): MessageId {
  return HELD_REASONS[reason] ?? 'status-held-other';
}

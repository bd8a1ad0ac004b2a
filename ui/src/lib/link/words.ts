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
  too_long: 'status-held-too-long',
  other_id: 'status-held-other-id',
  unreadable_header: 'status-held-unreadable',
  unreadable_facts: 'status-held-unreadable',
  unreadable_personal: 'status-held-unreadable',
  withheld: 'status-held-withheld',
};

/** The words for a reason, or those for one that this version does not know. */
export function heldReason(reason: string): MessageId {
  return HELD_REASONS[reason] ?? 'status-held-other';
}

/** The words for why a machine's chain began anew. */
export function epochReason(why: string): MessageId {
  return why === 'behind' ? 'settings-centre-epoch-behind' : 'settings-centre-epoch-fork';
}

const PACK_REFUSALS: Partial<Record<string, MessageId>> = {
  other_centre: 'settings-centre-cards-refused-other',
  other_site: 'settings-centre-cards-refused-other',
  other_kind: 'settings-centre-cards-refused-other',
  not_newer: 'settings-centre-cards-refused-old',
  signature: 'settings-centre-cards-refused-signature',
  unreadable: 'settings-centre-cards-refused-unreadable',
  field: 'settings-centre-cards-refused-field',
  twice: 'settings-centre-cards-refused-twice',
};

/** The words for why a pack was refused, or those for a reason that this version does not know. */
export function packRefusal(reason: string): MessageId {
  return PACK_REFUSALS[reason] ?? 'settings-centre-cards-refused-unknown';
}

const ENTRY_KINDS: Partial<Record<string, MessageId>> = {
  'call.logged': 'status-kind-call-logged',
  'call.amended': 'status-kind-call-amended',
  'call.voided': 'status-kind-call-voided',
  'call.restored': 'status-kind-call-restored',
  'call.commented': 'status-kind-call-commented',
  'case.opened': 'status-kind-case-opened',
  'case.moved': 'status-kind-case-moved',
  'case.amended': 'status-kind-case-amended',
  'user.added': 'status-kind-user-added',
  'user.changed': 'status-kind-user-changed',
  'duty.opened': 'status-kind-duty-opened',
  'duty.closed': 'status-kind-duty-closed',
  'duty.paused': 'status-kind-duty-paused',
  'duty.resumed': 'status-kind-duty-resumed',
  'takeover.made': 'status-kind-takeover-made',
  'machine.code_renewed': 'status-kind-machine-code-renewed',
  'machine.passphrase_changed': 'status-kind-machine-passphrase-changed',
  'machine.keyring_added': 'status-kind-machine-keyring-added',
  'machine.keyring_removed': 'status-kind-machine-keyring-removed',
  'machine.key_file_added': 'status-kind-machine-key-file-added',
  'machine.key_file_removed': 'status-kind-machine-key-file-removed',
  'machine.lock_set': 'status-kind-machine-lock-set',
  'user.secret_changed': 'status-kind-user-secret-changed',
  'user.secret_given': 'status-kind-user-secret-given',
  'user.secret_recovered': 'status-kind-user-secret-recovered',
};

/** The words for a kind of entry, or those for one that this version does not know. */
export function entryKind(kind: string): MessageId {
  return ENTRY_KINDS[kind] ?? 'status-kind-other';
}

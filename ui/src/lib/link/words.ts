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
  if (why === 'restored') return 'settings-centre-epoch-restored';
  return why === 'behind' ? 'settings-centre-epoch-behind' : 'settings-centre-epoch-fork';
}

/** What a pack of a kind is called, and the words for there being none, or one that cannot be read here any more. */
export const PACK_WORDS: Partial<Record<string, Record<'name' | 'none' | 'unread', MessageId>>> = {
  cards: {
    name: 'settings-centre-pack-cards',
    none: 'settings-centre-pack-cards-none',
    unread: 'settings-centre-pack-cards-unread',
  },
  lists: {
    name: 'settings-centre-pack-lists',
    none: 'settings-centre-pack-lists-none',
    unread: 'settings-centre-pack-lists-unread',
  },
  policy: {
    name: 'settings-centre-pack-policy',
    none: 'settings-centre-pack-policy-none',
    unread: 'settings-centre-pack-policy-unread',
  },
};

const PACK_REFUSALS: Partial<Record<string, MessageId>> = {
  other_centre: 'settings-centre-pack-refused-other',
  other_site: 'settings-centre-pack-refused-other',
  other_kind: 'settings-centre-pack-refused-other',
  not_newer: 'settings-centre-pack-refused-old',
  signature: 'settings-centre-pack-refused-signature',
  unreadable: 'settings-centre-pack-refused-unreadable',
  field: 'settings-centre-pack-refused-field',
  twice: 'settings-centre-pack-refused-twice',
  fixed: 'settings-centre-pack-refused-fixed',
};

/** The words for why a pack was refused, or those for a reason that this version does not know. */
export function packRefusal(reason: string): MessageId {
  return PACK_REFUSALS[reason] ?? 'settings-centre-pack-refused-unknown';
}

const ENTRY_KINDS: Partial<Record<string, MessageId>> = {
  'call.logged': 'status-kind-call-logged',
  'call.amended': 'status-kind-call-amended',
  'call.voided': 'status-kind-call-voided',
  'call.restored': 'status-kind-call-restored',
  'call.commented': 'status-kind-call-commented',
  'call.returned': 'status-kind-call-returned',
  'call.return_corrected': 'status-kind-call-return-corrected',
  'call.return_withdrawn': 'status-kind-call-return-withdrawn',
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
  'shift.signed': 'status-kind-shift-signed',
  'shift.handed_over': 'status-kind-shift-handed-over',
  'shift.handover_confirmed': 'status-kind-shift-handover-confirmed',
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

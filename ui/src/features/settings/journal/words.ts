// What kinds of entries, their groups and their states are called.

import type { MessageId } from '../../../lib/i18n';

/** A group of kinds, and the words of each kind in it. */
interface KindGroup {
  group: string;
  words: MessageId;
  kinds: Readonly<Record<string, MessageId>>;
}

/** In the order in which they are offered; `app::history::kinds` has the same. */
export const GROUPS: readonly KindGroup[] = [
  {
    group: 'viewings',
    words: 'history-group-viewings',
    kinds: { 'case.viewed': 'history-kind-case-viewed' },
  },
  {
    group: 'exports',
    words: 'history-group-exports',
    kinds: {
      'export.made': 'history-kind-export-made',
      'export.failed': 'history-kind-export-failed',
    },
  },
  {
    group: 'erasures',
    words: 'history-group-erasures',
    kinds: {
      'call.erased': 'history-kind-call-erased',
      'case.erased': 'history-kind-case-erased',
      'person.erased': 'history-kind-person-erased',
      'follow_up.erased': 'history-kind-follow-up-erased',
      'survey.erased': 'history-kind-survey-erased',
      'question.erased': 'history-kind-question-erased',
      'flag.erased': 'history-kind-flag-erased',
    },
  },
  {
    group: 'people',
    words: 'history-group-people',
    kinds: {
      'user.added': 'history-kind-user-added',
      'user.changed': 'history-kind-user-changed',
      'user.secret_changed': 'history-kind-user-secret-changed',
      'user.secret_given': 'history-kind-user-secret-given',
      'user.secret_recovered': 'history-kind-user-secret-recovered',
    },
  },
  {
    group: 'machine',
    words: 'history-group-machine',
    kinds: {
      'machine.code_renewed': 'history-kind-machine-code-renewed',
      'machine.passphrase_changed': 'history-kind-machine-passphrase-changed',
      'machine.keyring_added': 'history-kind-machine-keyring-added',
      'machine.keyring_removed': 'history-kind-machine-keyring-removed',
      'machine.key_file_added': 'history-kind-machine-key-file-added',
      'machine.key_file_removed': 'history-kind-machine-key-file-removed',
      'machine.lock_set': 'history-kind-machine-lock-set',
    },
  },
  {
    group: 'lists',
    words: 'history-group-lists',
    kinds: {
      'lists.changed': 'history-kind-lists-changed',
      'lists.change_withdrawn': 'history-kind-lists-change-withdrawn',
    },
  },
  {
    group: 'imports',
    words: 'history-group-imports',
    kinds: {
      'import.begun': 'history-kind-import-begun',
      'import.done': 'history-kind-import-done',
      'import.undone': 'history-kind-import-undone',
    },
  },
  {
    group: 'duties',
    words: 'history-group-duties',
    kinds: {
      'duty.opened': 'history-kind-duty-opened',
      'duty.closed': 'history-kind-duty-closed',
      'duty.paused': 'history-kind-duty-paused',
      'duty.resumed': 'history-kind-duty-resumed',
    },
  },
  {
    group: 'shifts',
    words: 'history-group-shifts',
    kinds: {
      'shift.signed': 'history-kind-shift-signed',
      'shift.handed_over': 'history-kind-shift-handed-over',
      'shift.handover_confirmed': 'history-kind-shift-handover-confirmed',
    },
  },
  {
    group: 'calls',
    words: 'history-group-calls',
    kinds: {
      'call.logged': 'history-kind-call-logged',
      'call.added': 'history-kind-call-added',
      'call.amended': 'history-kind-call-amended',
      'call.voided': 'history-kind-call-voided',
      'call.restored': 'history-kind-call-restored',
      'call.commented': 'history-kind-call-commented',
      'call.returned': 'history-kind-call-returned',
      'call.return_corrected': 'history-kind-call-return-corrected',
      'call.return_withdrawn': 'history-kind-call-return-withdrawn',
    },
  },
  {
    group: 'cases',
    words: 'history-group-cases',
    kinds: {
      'case.opened': 'history-kind-case-opened',
      'case.moved': 'history-kind-case-moved',
      'case.amended': 'history-kind-case-amended',
      'case.call_linked': 'history-kind-case-call-linked',
      'case.told': 'history-kind-case-told',
    },
  },
  {
    group: 'follow_ups',
    words: 'history-group-follow-ups',
    kinds: {
      'follow_up.planned': 'history-kind-follow-up-planned',
      'follow_up.attempted': 'history-kind-follow-up-attempted',
      'follow_up.replanned': 'history-kind-follow-up-replanned',
      'follow_up.done': 'history-kind-follow-up-done',
      'follow_up.cancelled': 'history-kind-follow-up-cancelled',
    },
  },
  {
    group: 'persons',
    words: 'history-group-persons',
    kinds: {
      'person.added': 'history-kind-person-added',
      'person.amended': 'history-kind-person-amended',
      'merge.made': 'history-kind-merge-made',
      'merge.undone': 'history-kind-merge-undone',
      'flag.raised': 'history-kind-flag-raised',
      'flag.lifted': 'history-kind-flag-lifted',
    },
  },
  {
    group: 'quality',
    words: 'history-group-quality',
    kinds: {
      'call.scored': 'history-kind-call-scored',
      'call.score_replied': 'history-kind-call-score-replied',
      'call.score_withdrawn': 'history-kind-call-score-withdrawn',
      'survey.answered': 'history-kind-survey-answered',
      'survey.withdrawn': 'history-kind-survey-withdrawn',
    },
  },
  {
    group: 'decisions',
    words: 'history-group-decisions',
    kinds: {
      'call.decided': 'history-kind-decided',
      'call.decision_withdrawn': 'history-kind-decision-withdrawn',
      'case.decided': 'history-kind-decided',
      'case.decision_withdrawn': 'history-kind-decision-withdrawn',
      'person.decided': 'history-kind-decided',
      'person.decision_withdrawn': 'history-kind-decision-withdrawn',
      'follow_up.decided': 'history-kind-decided',
      'follow_up.decision_withdrawn': 'history-kind-decision-withdrawn',
      'flag.decided': 'history-kind-decided',
      'flag.decision_withdrawn': 'history-kind-decision-withdrawn',
      'user.decided': 'history-kind-decided',
      'user.decision_withdrawn': 'history-kind-decision-withdrawn',
    },
  },
  {
    group: 'others',
    words: 'history-group-others',
    kinds: {
      'takeover.made': 'history-kind-takeover-made',
      'question.asked': 'history-kind-question-asked',
      'improvement.recommended': 'history-kind-improvement-recommended',
      'improvement.answered': 'history-kind-improvement-answered',
      'improvement.withdrawn': 'history-kind-improvement-withdrawn',
    },
  },
];

/** A kind that only a later version knows stands for itself. */
export const KIND_WORDS: Partial<Record<string, MessageId>> = Object.fromEntries(
  GROUPS.flatMap(({ kinds }) => Object.entries(kinds)),
);

/** How an entry stands with the central server. */
export const STATE_WORDS: Partial<Record<string, MessageId>> = {
  waiting: 'history-state-waiting',
  acknowledged: 'history-state-acknowledged',
  held: 'history-state-held',
  replaced: 'history-state-replaced',
};

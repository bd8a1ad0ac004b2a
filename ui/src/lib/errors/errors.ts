// From the code of an error to the sentence a person reads: the one map, complete by its type.
// A new code in Rust does not compile here until it has its message in both languages.
// Never here: a sentence, a decision what to do next.

import type { ErrorCode, ErrorDto, Rule } from '../backend';
import type { I18n, MessageArgs, MessageId } from '../i18n';

/** `error`: the person must act. `warn`: it goes on by itself or can be left. */
export type Severity = 'error' | 'warn';

const CODES: Record<ErrorCode, { id: MessageId; severity: Severity }> = {
  invalid: { id: 'errors-invalid', severity: 'error' },
  locked: { id: 'errors-locked', severity: 'warn' },
  signed_out: { id: 'errors-signed-out', severity: 'warn' },
  not_allowed: { id: 'errors-not-allowed', severity: 'error' },
  not_viewed: { id: 'errors-not-viewed', severity: 'warn' },
  not_owner: { id: 'errors-not-owner', severity: 'error' },
  unlawful_move: { id: 'errors-unlawful-move', severity: 'error' },
  follow_up_over: { id: 'errors-follow-up-over', severity: 'warn' },
  not_found: { id: 'errors-not-found', severity: 'error' },
  wrong_secret: { id: 'errors-wrong-secret', severity: 'error' },
  must_change: { id: 'errors-must-change', severity: 'warn' },
  wrong_code: { id: 'errors-wrong-code', severity: 'error' },
  last_administrator: { id: 'errors-last-administrator', severity: 'error' },
  too_many_tries: { id: 'errors-too-many-tries', severity: 'error' },
  wrong_passphrase: { id: 'errors-wrong-passphrase', severity: 'error' },
  store_in_use: { id: 'errors-store-in-use', severity: 'error' },
  store_newer: { id: 'errors-store-newer', severity: 'error' },
  store_damaged: { id: 'errors-store-damaged', severity: 'error' },
  record_damaged: { id: 'errors-record-damaged', severity: 'error' },
  store_keyed_wrongly: { id: 'errors-store-keyed-wrongly', severity: 'error' },
  store_read_only: { id: 'errors-store-read-only', severity: 'error' },
  store_slots_missing: { id: 'errors-store-slots-missing', severity: 'error' },
  slot_damaged: { id: 'errors-slot-damaged', severity: 'error' },
  backup_slots: { id: 'errors-backup-slots', severity: 'error' },
  disk_full: { id: 'errors-disk-full', severity: 'error' },
  store_failed: { id: 'errors-store-failed', severity: 'error' },
  centre_address: { id: 'errors-centre-address', severity: 'error' },
  centre_plain_http: { id: 'errors-centre-plain-http', severity: 'error' },
  centre_unreachable: { id: 'errors-centre-unreachable', severity: 'warn' },
  centre_not_one: { id: 'errors-centre-not-one', severity: 'error' },
  centre_certificate: { id: 'errors-centre-certificate', severity: 'error' },
  enrolment_code: { id: 'errors-enrolment-code', severity: 'error' },
  centre_refused: { id: 'errors-centre-refused', severity: 'error' },
  centre_busy: { id: 'errors-centre-busy', severity: 'warn' },
  centre_failed: { id: 'errors-centre-failed', severity: 'warn' },
  centre_other: { id: 'errors-centre-other', severity: 'error' },
  centre_upgrade: { id: 'errors-centre-upgrade', severity: 'error' },
  centre_mismatch: { id: 'errors-centre-mismatch', severity: 'error' },
  centre_fork: { id: 'errors-centre-fork', severity: 'error' },
  centre_too_many_refusals: { id: 'errors-centre-too-many-refusals', severity: 'error' },
  already_enrolled: { id: 'errors-already-enrolled', severity: 'warn' },
  own_contact: { id: 'errors-own-contact', severity: 'warn' },
  survey_answered: { id: 'errors-survey-answered', severity: 'warn' },
  thread_logged: { id: 'errors-thread-logged', severity: 'warn' },
  call_voided: { id: 'errors-call-voided', severity: 'warn' },
  case_under_way: { id: 'errors-case-under-way', severity: 'warn' },
  courier_folder: { id: 'errors-courier-folder', severity: 'warn' },
  courier_none: { id: 'errors-courier-none', severity: 'warn' },
  courier_not_enrolled: { id: 'errors-courier-not-enrolled', severity: 'warn' },
  courier_no_keys: { id: 'errors-courier-no-keys', severity: 'warn' },
  courier_not_one: { id: 'errors-courier-not-one', severity: 'warn' },
  courier_other: { id: 'errors-courier-other', severity: 'warn' },
  courier_doubled: { id: 'errors-courier-doubled', severity: 'warn' },
  courier_old: { id: 'errors-courier-old', severity: 'warn' },
  courier_card: { id: 'errors-courier-card', severity: 'warn' },
  courier_cut: { id: 'errors-courier-cut', severity: 'warn' },
  courier_tampered: { id: 'errors-courier-tampered', severity: 'warn' },
  import_unreadable: { id: 'errors-import-unreadable', severity: 'warn' },
  import_too_big: { id: 'errors-import-too-big', severity: 'warn' },
  import_too_much: { id: 'errors-import-too-much', severity: 'warn' },
  import_too_many_rows: { id: 'errors-import-too-many-rows', severity: 'warn' },
  import_too_many_columns: { id: 'errors-import-too-many-columns', severity: 'warn' },
  import_not_a_sheet: { id: 'errors-import-not-a-sheet', severity: 'warn' },
  import_old_or_locked: { id: 'errors-import-old-or-locked', severity: 'warn' },
  import_damaged: { id: 'errors-import-damaged', severity: 'warn' },
  import_nothing: { id: 'errors-import-nothing', severity: 'warn' },
  import_gone: { id: 'errors-import-gone', severity: 'warn' },
  import_busy: { id: 'errors-import-busy', severity: 'warn' },
  import_stopped: { id: 'errors-import-stopped', severity: 'warn' },
  import_faulty: { id: 'errors-import-faulty', severity: 'warn' },
  import_folder: { id: 'errors-import-folder', severity: 'warn' },
  shift_changed: { id: 'errors-shift-changed', severity: 'warn' },
  shift_not_ready: { id: 'errors-shift-not-ready', severity: 'warn' },
  review_changed: { id: 'errors-review-changed', severity: 'warn' },
  wrong_stage: { id: 'errors-wrong-stage', severity: 'warn' },
  not_in_practice: { id: 'errors-not-in-practice', severity: 'warn' },
  store_last_way: { id: 'errors-store-last-way', severity: 'error' },
  set_by_policy: { id: 'errors-set-by-policy', severity: 'warn' },
  policy_unreadable: { id: 'errors-policy-unreadable', severity: 'error' },
  policy_owner: { id: 'errors-policy-owner', severity: 'error' },
  policy_writable: { id: 'errors-policy-writable', severity: 'error' },
  policy_too_long: { id: 'errors-policy-too-long', severity: 'error' },
  policy_syntax: { id: 'errors-policy-syntax', severity: 'error' },
  policy_unknown_key: { id: 'errors-policy-unknown-key', severity: 'error' },
  policy_twice: { id: 'errors-policy-twice', severity: 'error' },
  policy_value: { id: 'errors-policy-value-flag', severity: 'error' },
  keyring_gone: { id: 'errors-keyring-gone', severity: 'warn' },
  keyring_locked: { id: 'errors-keyring-locked', severity: 'warn' },
  keyring_absent: { id: 'errors-keyring-absent', severity: 'warn' },
  keyring_slow: { id: 'errors-keyring-slow', severity: 'warn' },
  keyring_failed: { id: 'errors-keyring-failed', severity: 'warn' },
  keyring_wrong: { id: 'errors-keyring-wrong', severity: 'warn' },
  key_file_absent: { id: 'errors-key-file-absent', severity: 'warn' },
  key_file_unreadable: { id: 'errors-key-file-unreadable', severity: 'warn' },
  key_file_owner: { id: 'errors-key-file-owner', severity: 'warn' },
  key_file_open: { id: 'errors-key-file-open', severity: 'warn' },
  key_file_not_one: { id: 'errors-key-file-not-one', severity: 'warn' },
  key_file_wrong: { id: 'errors-key-file-wrong', severity: 'warn' },
  key_file_not_set: { id: 'errors-key-file-not-set', severity: 'warn' },
  key_file_there: { id: 'errors-key-file-there', severity: 'error' },
  key_file_unwritten: { id: 'errors-key-file-unwritten', severity: 'error' },
  export_folder: { id: 'errors-export-folder', severity: 'error' },
  export_too_many: { id: 'errors-export-too-many', severity: 'error' },
  export_failed: { id: 'errors-export-failed', severity: 'error' },
  export_nobody: { id: 'errors-export-nobody', severity: 'error' },
  export_stopped: { id: 'errors-export-stopped', severity: 'warn' },
  backup_no_room: { id: 'errors-backup-no-room', severity: 'error' },
  backup_full: { id: 'errors-backup-full', severity: 'error' },
  backup_place: { id: 'errors-backup-place', severity: 'error' },
  backup_read_only: { id: 'errors-backup-read-only', severity: 'error' },
  backup_stopped: { id: 'errors-backup-stopped', severity: 'warn' },
  backup_busy: { id: 'errors-backup-busy', severity: 'warn' },
  backup_not_sound: { id: 'errors-backup-not-sound', severity: 'error' },
  backup_failed: { id: 'errors-backup-failed', severity: 'error' },
  condition_busy: { id: 'errors-condition-busy', severity: 'warn' },
  erasing_busy: { id: 'errors-erasing-busy', severity: 'warn' },
  store_gone: { id: 'errors-store-gone', severity: 'error' },
  restore_not_there: { id: 'errors-restore-not-there', severity: 'error' },
  restore_not_sound: { id: 'errors-restore-not-sound', severity: 'error' },
  restore_of_another: { id: 'errors-restore-of-another', severity: 'error' },
  restore_unreadable: { id: 'errors-restore-unreadable', severity: 'error' },
  restore_no_room: { id: 'errors-restore-no-room', severity: 'error' },
  restore_stopped: { id: 'errors-restore-stopped', severity: 'warn' },
  export_busy: { id: 'errors-export-busy', severity: 'warn' },
  list_field: { id: 'errors-list-field', severity: 'warn' },
  list_twice: { id: 'errors-list-twice', severity: 'warn' },
  list_fixed: { id: 'errors-list-fixed', severity: 'warn' },
  list_unreadable: { id: 'errors-list-unreadable', severity: 'warn' },
  list_coming: { id: 'errors-list-coming', severity: 'warn' },
  internal: { id: 'errors-internal', severity: 'error' },
};

/** What a key of the policy takes, where it is more than yes or no. */
const POLICY_VALUES: Partial<Record<string, MessageId>> = {
  lockMin: 'errors-policy-value-lock-min',
  lockInCallMin: 'errors-policy-value-lock-in-call-min',
  language: 'errors-policy-value-language',
  digits: 'errors-policy-value-digits',
  centreAddress: 'errors-policy-value-centre-address',
  keyFile: 'errors-policy-value-key-file',
  samplesPerAgent: 'errors-policy-value-samples',
  backupFolder: 'errors-policy-value-backup-folder',
  backupDaily: 'errors-policy-value-backup-daily',
  backupWeekly: 'errors-policy-value-backup-weekly',
  backupWarnDays: 'errors-policy-value-backup-warn-days',
  keepMonths: 'errors-policy-value-keep-months',
};

/** Rules that only the screen knows, beside those of the backend. */
export type ScreenRule =
  | Rule
  | 'wrong_one'
  | 'pick_from_list'
  | 'name_needed'
  | 'no_spaces'
  | 'period_too_long'
  | 'list_label_ar'
  | 'list_label_en'
  | 'list_code'
  | 'list_digit'
  | 'list_group'
  | 'list_minimum'
  | 'list_span'
  | 'list_kind'
  | 'list_days'
  | 'list_sender'
  | 'list_thread'
  | 'list_red_flag'
  | 'list_propose'
  | 'list_few'
  | 'list_time'
  | 'list_rule'
  | 'list_fixed'
  | 'list_twice'
  | 'list_rows'
  | 'list_weight'
  | 'list_points'
  | 'list_samples';

const RULES: Record<ScreenRule, MessageId> = {
  mismatch: 'errors-rule-mismatch',
  wrong_one: 'errors-rule-wrong-one',
  pick_from_list: 'errors-rule-pick-from-list',
  name_needed: 'errors-rule-name-needed',
  no_spaces: 'errors-rule-no-spaces',
  required: 'errors-rule-required',
  too_long: 'errors-rule-too-long',
  too_short: 'errors-rule-too-short',
  unknown_code: 'errors-rule-unknown-code',
  does_not_belong: 'errors-rule-does-not-belong',
  not_an_id: 'errors-rule-not-an-id',
  taken: 'errors-rule-taken',
  too_weak: 'errors-rule-too-weak',
  end_before_start: 'errors-rule-end-before-start',
  same_person: 'errors-rule-same-person',
  same_as_before: 'errors-rule-same-as-before',
  out_of_bounds: 'errors-rule-out-of-bounds',
  not_ahead: 'errors-rule-not-ahead',
  not_yet: 'errors-rule-not-yet',
  needs_case: 'errors-rule-needs-case',
  too_many: 'errors-rule-too-many',
  not_a_birth: 'errors-rule-not-a-birth',
  not_a_number: 'errors-rule-not-a-number',
  not_a_day: 'errors-rule-not-a-day',
  not_a_time: 'errors-rule-not-a-time',
  not_a_link: 'errors-rule-not-a-link',
  answered_before: 'errors-rule-answered-before',
  log_full: 'errors-rule-log-full',
  too_long_ago: 'errors-rule-too-long-ago',
  too_far_ahead: 'errors-rule-too-far-ahead',
  bad_characters: 'errors-rule-bad-characters',
  not_valid: 'errors-rule-not-valid',
  period_too_long: 'errors-rule-period-too-long',
  list_label_ar: 'errors-rule-list-label-ar',
  list_label_en: 'errors-rule-list-label-en',
  list_code: 'errors-rule-list-code',
  list_digit: 'errors-rule-list-digit',
  list_group: 'errors-rule-list-group',
  list_minimum: 'errors-rule-list-minimum',
  list_span: 'errors-rule-list-span',
  list_kind: 'errors-rule-list-kind',
  list_days: 'errors-rule-list-days',
  list_sender: 'errors-rule-list-sender',
  list_thread: 'errors-rule-list-thread',
  list_red_flag: 'errors-rule-list-red-flag',
  list_propose: 'errors-rule-list-propose',
  list_few: 'errors-rule-list-few',
  list_time: 'errors-rule-list-time',
  list_rule: 'errors-rule-list-rule',
  list_fixed: 'errors-rule-list-fixed',
  list_twice: 'errors-rule-list-twice',
  list_rows: 'errors-rule-list-rows',
  list_weight: 'errors-rule-list-weight',
  list_points: 'errors-rule-list-points',
  list_samples: 'errors-rule-list-samples',
};

/** What is wrong with one field: the rule and its bound, in code, so that it follows the language. */
export interface FieldFault {
  rule: ScreenRule;
  /** Bound of the rule, in characters. */
  limit?: number;
  /** How far the text is over the bound, in characters. */
  over?: number;
}

function isErrorDto(caught: unknown): caught is ErrorDto {
  return (
    typeof caught === 'object' &&
    caught !== null &&
    'code' in caught &&
    typeof caught.code === 'string' &&
    caught.code in CODES
  );
}

/** Reads what a command was refused with; anything unexpected is an error of the program itself. */
export function asErrorDto(caught: unknown): ErrorDto {
  return isErrorDto(caught) ? { code: caught.code, args: caught.args } : { code: 'internal', args: {} };
}

export function severityOf(error: ErrorDto): Severity {
  return CODES[error.code].severity;
}

/** Args arrive as text; whole numbers become numbers, so that plurals and digits follow the language. */
function messageArgs(error: ErrorDto): MessageArgs {
  const args: MessageArgs = {};
  for (const [name, value] of Object.entries(error.args)) {
    args[name] = /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return args;
}

export function explain(i18n: I18n, error: ErrorDto): string {
  // Seconds are said as minutes from two minutes on: nobody counts 840 seconds.
  const args = messageArgs(error);
  if (error.code === 'too_many_tries') return explainWait(i18n, Number(args['wait_s'] ?? 0));
  if (!args['left']) {
    // No number of tries, or none left: zero is its own sentence.
    if (error.code === 'wrong_secret') return i18n.t('errors-wrong-secret-last');
    if (error.code === 'wrong_code') return i18n.t('errors-wrong-code-last');
    if (error.code === 'wrong_passphrase') return i18n.t('errors-wrong-passphrase-last');
  }
  const value = error.code === 'policy_value' ? POLICY_VALUES[error.args['key'] ?? ''] : undefined;
  return i18n.t(value ?? CODES[error.code].id, args);
}

/** The sentence for a wait of so many seconds before the next try. */
export function explainWait(i18n: I18n, seconds: number): string {
  return seconds >= 120
    ? i18n.t('errors-too-many-tries-minutes', { minutes: Math.ceil(seconds / 60) })
    : i18n.t('errors-too-many-tries', { seconds });
}

export function explainFault(i18n: I18n, fault: FieldFault): string {
  if (fault.rule === 'too_long' && fault.over !== undefined) {
    return i18n.t('errors-rule-over-limit', { limit: fault.limit ?? 0, over: fault.over });
  }
  return i18n.t(RULES[fault.rule], { limit: fault.limit ?? 0 });
}

/** The last part of `person.login` or `sub_category`, as the field is called on the screen. */
function fieldName(raw: string): string {
  const last = raw.split('.').at(-1) ?? raw;
  return last.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The field that an `invalid` names and what is wrong with it; none for other errors. */
export function fieldFault(error: ErrorDto): { field: string; fault: FieldFault } | null {
  const { field, rule, limit } = error.args;
  if (error.code !== 'invalid' || !field || !rule || !(rule in RULES)) return null;
  const fault: FieldFault = { rule: rule as Rule };
  if (limit !== undefined) fault.limit = Number(limit);
  const name = fieldName(field);
  // A type's code crosses as `type`; the struct calls it `type_code`.
  return { field: name === 'typeCode' ? 'type' : name, fault };
}

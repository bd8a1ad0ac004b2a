// What lists, their fields and what can be chosen in them are called; and which rule a refused field did not keep.

import type { ErrorDto } from '../../../lib/backend';
import type { FieldFault, ScreenRule } from '../../../lib/errors';
import type { MessageId } from '../../../lib/i18n';

/** Names of the lists. */
export const LIST_WORDS: Partial<Record<string, MessageId>> = {
  types: 'lists-name-types',
  sub_category_groups: 'lists-name-sub-category-groups',
  sub_categories: 'lists-name-sub-categories',
  questions: 'lists-name-questions',
  custom_fields: 'lists-name-custom-fields',
  proposals: 'lists-name-proposals',
  targets: 'lists-name-targets',
  governorates: 'lists-name-governorates',
  wilayats: 'lists-name-wilayats',
  facilities: 'lists-name-facilities',
  entities: 'lists-name-entities',
  channels: 'lists-name-channels',
  outcomes: 'lists-name-outcomes',
  severities: 'lists-name-severities',
  stages_of_care: 'lists-name-stages-of-care',
  staff_groups: 'lists-name-staff-groups',
  void_reasons: 'lists-name-void-reasons',
  survey_modes: 'lists-name-survey-modes',
  quality_forms: 'lists-name-quality-forms',
  sampling: 'lists-name-sampling',
  take_over_reasons: 'lists-name-take-over-reasons',
  flag_reasons: 'lists-name-flag-reasons',
  beneficiaries: 'lists-name-beneficiaries',
  relations: 'lists-name-relations',
  sexes: 'lists-name-sexes',
  identity_documents: 'lists-name-identity-documents',
  verification_levels: 'lists-name-verification-levels',
  languages: 'lists-name-languages',
  contact_ways: 'lists-name-contact-ways',
  contact_times: 'lists-name-contact-times',
  person_flags: 'lists-name-person-flags',
  roles: 'lists-name-roles',
  case_statuses: 'lists-name-case-statuses',
  priorities: 'lists-name-priorities',
  findings: 'lists-name-findings',
  actions_taken: 'lists-name-actions-taken',
  closing_outcomes: 'lists-name-closing-outcomes',
  escalation_levels: 'lists-name-escalation-levels',
  referral_states: 'lists-name-referral-states',
  return_reasons: 'lists-name-return-reasons',
  refusal_reasons: 'lists-name-refusal-reasons',
  follow_up_kinds: 'lists-name-follow-up-kinds',
  follow_up_results: 'lists-name-follow-up-results',
  cancel_reasons: 'lists-name-cancel-reasons',
  informed_ways: 'lists-name-informed-ways',
  week: 'lists-name-week',
  periods: 'lists-name-periods',
  holidays: 'lists-name-holidays',
  shifts: 'lists-name-shifts',
  pause_reasons: 'lists-name-pause-reasons',
};

/** What they belong to, in the order of the backend. */
export const PART_WORDS: Partial<Record<string, MessageId>> = {
  services: 'lists-part-services',
  places: 'lists-part-places',
  calls: 'lists-part-calls',
  persons: 'lists-part-persons',
  cases: 'lists-part-cases',
  calendar: 'lists-part-calendar',
};

/** Labels of fields. */
export const FIELD_WORDS: Partial<Record<string, MessageId>> = {
  ar: 'lists-field-ar',
  en: 'lists-field-en',
  digit: 'lists-field-digit',
  case: 'lists-field-case',
  default_outcome: 'lists-field-default-outcome',
  minimum: 'lists-field-minimum',
  group: 'lists-field-group',
  type: 'lists-field-type',
  sub_category: 'lists-field-sub-category',
  sub_categories: 'lists-field-sub-categories',
  urgent: 'lists-field-urgent',
  synonyms: 'lists-field-synonyms',
  answer: 'lists-field-answer',
  min: 'lists-field-min',
  max: 'lists-field-max',
  'red_flag/ar': 'lists-field-red-flag-ar',
  'red_flag/en': 'lists-field-red-flag-en',
  kind: 'lists-field-kind',
  options: 'lists-field-options',
  affected_min: 'lists-field-affected-min',
  'propose/sub_category': 'lists-field-propose-sub-category',
  'propose/urgent': 'lists-field-propose-urgent',
  priority: 'lists-field-priority',
  acknowledge: 'lists-field-acknowledge',
  first_action: 'lists-field-first-action',
  entity_answer: 'lists-field-entity-answer',
  resolve: 'lists-field-resolve',
  out: 'lists-field-out',
  'sender/ar': 'lists-field-sender-ar',
  'sender/en': 'lists-field-sender-en',
  link: 'lists-field-link',
  thread: 'lists-field-thread',
  version: 'lists-field-version',
  sections: 'lists-field-sections',
  auto_fail: 'lists-field-auto-fail',
  weight: 'lists-field-weight',
  items: 'lists-field-items',
  may_not_apply: 'lists-field-may-not-apply',
  per_agent: 'lists-field-per-agent',
  starts: 'lists-field-starts',
  working_days: 'lists-field-working-days',
  week_starts: 'lists-field-week-starts',
  opens: 'lists-field-opens',
  closes: 'lists-field-closes',
  from: 'lists-field-from',
  to: 'lists-field-to',
  state: 'lists-field-state',
  source: 'lists-field-source',
};

/** What can be chosen in a field that has choices of its own. */
export const CHOICE_WORDS: Partial<Record<string, MessageId>> = {
  always: 'lists-choice-always',
  ask: 'lists-choice-ask',
  never: 'lists-choice-never',
  yes_no: 'lists-choice-yes-no',
  text: 'lists-choice-text',
  number: 'lists-choice-number',
  points: 'lists-choice-points',
  date: 'lists-choice-date',
  codes: 'lists-choice-codes',
  internal: 'lists-choice-internal',
  external: 'lists-choice-external',
  partner: 'lists-choice-partner',
  open: 'lists-choice-open',
  waiting: 'lists-choice-waiting',
  resolved: 'lists-choice-resolved',
  closed: 'lists-choice-closed',
  referral: 'lists-choice-referral',
  call: 'lists-choice-call',
  request: 'lists-choice-request',
  survey: 'lists-choice-survey',
  asked: 'lists-choice-asked',
  given: 'lists-choice-given',
  done: 'lists-choice-done',
  again: 'lists-choice-again',
  break: 'lists-choice-break',
  work: 'lists-choice-work',
  phone: 'lists-choice-phone',
  message: 'lists-choice-message',
  visit: 'lists-choice-visit',
  letter: 'lists-choice-letter',
  sender: 'lists-choice-sender',
  link: 'lists-choice-link',
  observed: 'lists-choice-observed',
  expected: 'lists-choice-expected',
};

/** Parts of the form that a type may ask for: their codes mean other things elsewhere. */
export const MINIMUM_WORDS: Partial<Record<string, MessageId>> = {
  type: 'lists-choice-field-type',
  sub_category: 'lists-choice-field-sub-category',
  facility: 'lists-choice-field-facility',
  place: 'lists-choice-field-place',
  note: 'lists-choice-field-note',
};

/** What a row within a row is called, by its field and with its number. */
export const INNER_WORDS: Partial<Record<string, MessageId>> = {
  sections: 'lists-inner-section',
  items: 'lists-inner-item',
  auto_fail: 'lists-inner-fail',
};

/** What adds one. */
export const INNER_ADD_WORDS: Partial<Record<string, MessageId>> = {
  sections: 'lists-inner-section-add',
  items: 'lists-inner-item-add',
  auto_fail: 'lists-inner-fail-add',
};

/** Days of the week, Sunday first. */
export const DAY_WORDS: readonly MessageId[] = [
  'lists-day-sunday',
  'lists-day-monday',
  'lists-day-tuesday',
  'lists-day-wednesday',
  'lists-day-thursday',
  'lists-day-friday',
  'lists-day-saturday',
];

/** By the field, or by list and field where it is another matter there. */
const RULES: Partial<Record<string, ScreenRule>> = {
  ar: 'list_label_ar',
  en: 'list_label_en',
  'red_flag/ar': 'list_label_ar',
  'red_flag/en': 'list_label_en',
  'sender/ar': 'list_label_ar',
  'sender/en': 'list_label_en',
  code: 'list_code',
  occasion: 'list_code',
  digit: 'list_digit',
  group: 'list_group',
  minimum: 'list_minimum',
  acknowledge: 'list_span',
  first_action: 'list_span',
  entity_answer: 'list_span',
  resolve: 'list_span',
  kind: 'list_kind',
  answer: 'list_kind',
  options: 'list_kind',
  from: 'not_a_day',
  to: 'list_days',
  periods: 'list_days',
  sender: 'list_sender',
  thread: 'list_thread',
  red_flag: 'list_red_flag',
  propose: 'list_propose',
  sub_categories: 'list_few',
  sub_category: 'list_few',
  starts: 'list_time',
  opens: 'list_time',
  closes: 'list_time',
  working_days: 'list_time',
  type: 'required',
  source: 'required',
  state: 'required',
  sections: 'list_rows',
  items: 'list_rows',
  auto_fail: 'list_rows',
  weight: 'list_weight',
  per_agent: 'list_samples',
  'quality_forms/answer': 'required',
  'quality_forms/max': 'list_points',
};

/** Fields of a form at which the fault of another one is shown. */
const SHOWN_AT: Partial<Record<string, string>> = {
  sender: 'sender/ar',
  red_flag: 'red_flag/ar',
  propose: 'propose/sub_category',
  occasion: 'code',
  periods: 'to',
};

/** The row that a refusal names, its field on the screen and what is wrong with it; null for other errors. */
export function listFault(
  error: ErrorDto,
): { list: string; code: string; field: string; fault: FieldFault } | null {
  const { list = '', code = '', field = '' } = error.args;
  const at = SHOWN_AT[field] ?? field;
  switch (error.code) {
    case 'list_field':
      return {
        list,
        code,
        field: at,
        fault: { rule: RULES[`${list}/${field}`] ?? RULES[field] ?? 'list_rule' },
      };
    case 'list_fixed':
      return { list, code, field: at, fault: { rule: 'list_fixed' } };
    case 'list_twice':
      // Of types a digit may stand there twice as well as a code.
      return /^\d$/.test(code)
        ? { list, code, field: 'digit', fault: { rule: 'list_digit' } }
        : { list, code, field: 'code', fault: { rule: 'list_twice' } };
    default:
      return null;
  }
}

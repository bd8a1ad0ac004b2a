// What fields, faults and kinds of a sheet are called.

import type { I18n, MessageId } from '../../lib/i18n';
import type { RowKind } from './importing.svelte';

export const FIELDS: Partial<Record<string, MessageId>> = {
  day: 'importing-field-day',
  time: 'importing-field-time',
  type: 'importing-field-type',
  sub_category: 'importing-field-sub-category',
  channel: 'importing-field-channel',
  number: 'importing-field-number',
  caller_name: 'importing-field-caller-name',
  handle: 'importing-field-handle',
  patient_name: 'importing-field-patient-name',
  file_number: 'importing-field-file-number',
  relation: 'importing-field-relation',
  governorate: 'importing-field-governorate',
  wilayat: 'importing-field-wilayat',
  facility: 'importing-field-facility',
  place: 'importing-field-place',
  language: 'importing-field-language',
  urgent: 'importing-field-urgent',
  outcome: 'importing-field-outcome',
  note: 'importing-field-note',
  answer: 'importing-field-answer',
  agent: 'importing-field-agent',
  reference: 'importing-field-reference',
  mode: 'importing-field-mode',
  overall: 'importing-field-overall',
  ease: 'importing-field-ease',
  solved: 'importing-field-solved',
  refused: 'importing-field-refused',
  comment: 'importing-field-comment',
  about: 'importing-field-about',
};

export const WHATS: Partial<Record<string, MessageId>> = {
  missing: 'importing-what-missing',
  not_a_day: 'importing-what-not-a-day',
  no_such_day: 'importing-what-no-such-day',
  short_year: 'importing-what-short-year',
  other_calendar: 'importing-what-other-calendar',
  not_a_time: 'importing-what-not-a-time',
  ahead: 'importing-what-ahead',
  too_long_ago: 'importing-what-too-long-ago',
  unknown: 'importing-what-unknown',
  several: 'importing-what-several',
  does_not_belong: 'importing-what-does-not-belong',
  not_yes_no: 'importing-what-not-yes-no',
  cut_number: 'importing-what-cut-number',
  not_a_phone: 'importing-what-not-a-phone',
  not_on_scale: 'importing-what-not-on-scale',
  not_an_answer: 'importing-what-not-an-answer',
  not_a_reference: 'importing-what-not-a-reference',
  check_digit: 'importing-what-check-digit',
  no_such_case: 'importing-what-no-such-case',
  no_such_call: 'importing-what-no-such-call',
  several_matters: 'importing-what-several-matters',
  own_contact: 'importing-what-own-contact',
  answered: 'importing-what-answered',
  answered_before: 'importing-what-answered-before',
  too_long: 'importing-what-too-long',
  control: 'importing-what-control',
  undecodable: 'importing-what-undecodable',
  no_result: 'importing-what-no-result',
  formula_error: 'importing-what-formula-error',
  more_cells: 'importing-what-more-cells',
};

/** What the rows of a sheet are. */
export const KINDS: Record<RowKind, MessageId> = {
  calls: 'importing-holds-calls',
  surveys: 'importing-holds-surveys',
};

export function kindName(i18n: I18n, code: string): string {
  const id = Object.entries(KINDS).find(([kind]) => kind === code)?.[1];
  return id ? i18n.t(id) : code;
}

/** What is wrong with the mapping, by the field that the backend names. */
export const MAPPING_FAULTS: Partial<Record<string, MessageId>> = {
  day: 'importing-needs-day',
  type: 'importing-needs-type',
  overall: 'importing-needs-overall',
  columns: 'importing-field-twice',
};

// What fields and faults of a sheet are called.

import type { MessageId } from '../../lib/i18n';

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
  not_on_scale: 'importing-what-not-on-scale',
  too_long: 'importing-what-too-long',
  control: 'importing-what-control',
  undecodable: 'importing-what-undecodable',
  no_result: 'importing-what-no-result',
  formula_error: 'importing-what-formula-error',
  more_cells: 'importing-what-more-cells',
};

/** What is wrong with the mapping, by the field that the backend names. */
export const MAPPING_FAULTS: Partial<Record<string, MessageId>> = {
  day: 'importing-needs-day',
  type: 'importing-needs-type',
  columns: 'importing-field-twice',
};

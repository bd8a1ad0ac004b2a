// A changed field of a saved call in words: its name, and its values by their lists.

import type { ChannelKind, FieldChange } from '../lib/backend';
import type { I18n, MessageId } from '../lib/i18n';
import { callTitle, KIND_WORDS, type CodeLists, type ListName } from '../lib/lists';
import { isOfRecord, recordFieldName, recordFieldValue } from './record-words';

/** Fields whose value is shown as it is, or by a list of its own. */
const NAMES: Partial<Record<string, MessageId>> = {
  subject: 'correct-field-subject',
  channel: 'correct-field-channel',
  startedAt: 'correct-field-started',
  endedAt: 'correct-field-ended',
  caller: 'correct-field-caller-chosen',
  patient: 'correct-field-patient-chosen',
  card: 'correct-field-card',
  receivedAt: 'channel-received',
  answeredAt: 'channel-answered-at',
  dropped: 'clock-dropped',
  handle: 'channel-handle',
  messageLink: 'channel-link',
  number: 'desk-number',
  anonymous: 'common-anonymous',
  relation: 'form-relation',
  patientName: 'form-patient-name',
  patientBirth: 'form-patient-birth',
  patientSex: 'form-patient-sex',
  fileNumber: 'form-file-number',
  affectedIll: 'form-affected-ill',
  affectedHospital: 'form-affected-hospital',
  affectedDied: 'form-affected-died',
  facility: 'desk-facility',
  severity: 'form-severity',
  stage: 'form-stage',
  staffGroup: 'form-staff-group',
  governorate: 'desk-governorate',
  wilayat: 'desk-wilayat',
  place: 'desk-place',
  answer: 'form-answer',
  outcome: 'common-outcome',
  urgent: 'common-urgent',
  language: 'form-language',
  verification: 'form-verification',
  noticeGiven: 'form-notice-given',
  externalReference: 'form-external-reference',
  onBehalfOf: 'form-on-behalf',
};

const LISTS: Partial<Record<string, ListName>> = {
  relation: 'relations',
  patientSex: 'sexes',
  stage: 'stagesOfCare',
  staffGroup: 'staffGroups',
  governorate: 'governorates',
  wilayat: 'wilayats',
  outcome: 'outcomes',
  language: 'languages',
  verification: 'verificationLevels',
};

const FLAGS = new Set(['anonymous', 'urgent', 'noticeGiven', 'dropped']);

const INSTANTS = new Set(['startedAt', 'endedAt', 'receivedAt', 'answeredAt']);

/** Values that are read from left to right whatever stands around them. */
export const isNumberLike = (field: string): boolean => field === 'number' || field === 'fileNumber';

/** Names that differ by the kind of contact. */
const OF_KIND: Partial<Record<string, Record<ChannelKind, MessageId>>> = {
  callerName: KIND_WORDS.caller,
  note: KIND_WORDS.note,
};

/** The name of a field of a contact by this channel. */
export function fieldName(i18n: I18n, lists: CodeLists, channel: string, { field, of }: FieldChange): string {
  if (isOfRecord(field)) return recordFieldName(i18n, field);
  if (field === 'asked' || field === 'custom') {
    const known = [...lists.all.questions, ...lists.all.customFields].find(({ code }) => code === of);
    return known ? i18n.label(known) : of;
  }
  const name = i18n.t(OF_KIND[field]?.[lists.kindOf(channel)] ?? NAMES[field] ?? 'correct-field-other');
  const number = Number(of);
  return number >= 2 ? i18n.t('correct-field-of-issue', { field: name, number }) : name;
}

/** What stood or stands there; empty for nothing. */
export function fieldValue(i18n: I18n, lists: CodeLists, change: FieldChange, value: string): string {
  const { field } = change;
  if (isOfRecord(field)) return recordFieldValue(i18n, lists, field, value);
  if (FLAGS.has(field)) return i18n.t(value === '' ? 'form-no' : 'form-yes');
  if (value === '') return '';
  const list = LISTS[field];
  if (list) return i18n.label(lists.label(list, value));
  if (field === 'channel') return i18n.label(lists.channelLabel(value));
  if (INSTANTS.has(field)) return i18n.dateTime(Number(value));
  if (field === 'facility') return i18n.label(lists.facilityLabel(value));
  if (field === 'subject') {
    const [type = '', subject = ''] = value.split('/');
    return callTitle(i18n, lists, type, subject);
  }
  if (field === 'severity') {
    const level = lists.all.severities[Number(value)];
    return level ? i18n.label(level) : value;
  }
  if (field === 'card') return i18n.t('cards-version', { version: i18n.number(Number(value)) });
  if (field === 'asked' || field === 'custom') return answerWords(i18n, lists, change.of, value);
  return value;
}

function answerWords(i18n: I18n, lists: CodeLists, code: string, value: string): string {
  const words: Partial<Record<string, MessageId>> = {
    yes: 'form-yes',
    no: 'form-no',
    unknown: 'form-unknown',
    true: 'form-yes',
    false: 'form-no',
  };
  const kind =
    lists.all.questions.find((one) => one.code === code)?.answer ??
    lists.all.customFields.find((one) => one.code === code)?.kind;
  const option = kind?.kind === 'codes' && kind.options.find((one) => one.code === value);
  if (option) return i18n.label(option);
  const word = words[value];
  return kind?.kind === 'yes_no' && word ? i18n.t(word) : value;
}

// Fields of what is no call (`case.owner`, `person.consent`) in words, as the review list names them.

import type { I18n, MessageId } from '../lib/i18n';
import { callTitle, type CodeLists, type ListName } from '../lib/lists';

const NAMES: Partial<Record<string, MessageId>> = {
  'case.type': 'correct-field-subject',
  'case.sub_category': 'correct-field-subject',
  // A status is told by when the case was moved there: only that can lie backwards.
  'case.status': 'review-field-moved',
  'case.title': 'cases-title',
  'case.summary': 'cases-summary',
  'case.priority': 'cases-priority',
  'case.severity': 'cases-severity',
  'case.urgent': 'common-urgent',
  'case.sensitive': 'review-field-sensitive',
  'case.legal_hold': 'review-field-legal-hold',
  'case.hold_file': 'cases-hold-file',
  'case.due': 'cases-due',
  'case.owner': 'cases-owner',
  'case.caller': 'cases-caller',
  'case.facility': 'cases-facility',
  'case.refer_to': 'cases-refer-to',
  'case.escalation': 'review-field-escalation',
  'case.finding': 'cases-finding',
  'case.action': 'cases-action',
  'case.closing_outcome': 'cases-closing-outcome',
  'case.caller_informed_at': 'cases-informed-at',
  'case.caller_informed_how': 'cases-informed-how',
  'case.tell_caller': 'cases-tell',
  'case.external_reference': 'form-external-reference',
  'case.answered_at': 'channel-answered-at',
  'follow_up.due': 'cases-plan-due',
  'follow_up.owner': 'review-field-owner',
  'follow_up.promise': 'cases-plan-promise',
  'follow_up.result': 'cases-result',
  'follow_up.done_at': 'review-field-done',
  'follow_up.cancelled': 'review-field-cancelled',
  'follow_up.cancel_reason': 'review-field-reason',
  'person.name_ar': 'review-field-name-ar',
  'person.name_latin': 'review-field-name-latin',
  'person.consent': 'review-field-consent',
  'person.sex': 'review-field-sex',
  'person.birth_year': 'review-field-birth-year',
  'person.governorate': 'desk-governorate',
  'person.wilayat': 'desk-wilayat',
  'person.language': 'form-language',
  'flag.until': 'review-field-until',
  'flag.reason': 'review-field-reason',
  'flag.lifted': 'review-field-lifted',
  'user.active': 'review-field-active',
  'user.login': 'review-field-login',
  'user.name_ar': 'review-field-name-ar',
  'user.name_en': 'review-field-name-latin',
};

const LISTS: Partial<Record<string, ListName>> = {
  'case.priority': 'priorities',
  'case.facility': 'facilities',
  'case.refer_to': 'entities',
  'case.finding': 'findings',
  'case.action': 'actionsTaken',
  'case.closing_outcome': 'closingOutcomes',
  'case.caller_informed_how': 'informedWays',
  'case.escalation': 'escalationLevels',
  'follow_up.result': 'followUpResults',
  'follow_up.cancel_reason': 'cancelReasons',
  'person.governorate': 'governorates',
  'person.wilayat': 'wilayats',
  'person.sex': 'sexes',
  'person.language': 'languages',
};

const INSTANTS = new Set([
  'case.status',
  'case.due',
  'case.caller_informed_at',
  'case.answered_at',
  'case.closed_at',
  'follow_up.due',
  'follow_up.done_at',
  'flag.until',
]);

const FLAGS = new Set([
  'case.urgent',
  'case.sensitive',
  'case.legal_hold',
  'follow_up.cancelled',
  'flag.lifted',
  'user.active',
]);

/** Whether a field is named by its subject. */
export const isOfRecord = (field: string): boolean => field.includes('.');

export function recordFieldName(i18n: I18n, field: string): string {
  return i18n.t(NAMES[field] ?? 'correct-field-other');
}

export function recordFieldValue(i18n: I18n, lists: CodeLists, field: string, value: string): string {
  if (FLAGS.has(field)) return i18n.t(value === '' ? 'form-no' : 'form-yes');
  if (value === '') return '';
  if (INSTANTS.has(field)) return i18n.dateTime(Number(value));
  if (field === 'case.severity') {
    const level = lists.all.severities[Number(value)];
    return level ? i18n.label(level) : value;
  }
  if (field === 'case.type') return callTitle(i18n, lists, value, '');
  if (field === 'case.sub_category') {
    const known = lists.all.subCategories.find(({ code }) => code === value);
    return known ? i18n.label(known) : value;
  }
  const list = LISTS[field];
  return list ? i18n.label(lists.label(list, value)) : value;
}

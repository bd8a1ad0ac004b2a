// What the form itself knows of the rules that come with the lists, so that the button says what will
// happen and a missing field is said before anything is sent. The backend judges again.

import type { CallForm, CallType, CaseRule, SubCategory } from '../../lib/backend';
import type { FieldFault } from '../../lib/errors';
import type { CodeLists } from '../../lib/lists';
import { overLimit } from '../../lib/text';
import { issueField } from './form/issues';

/** Bounds of the form's texts in characters, as the backend keeps them. */
export const LIMITS = {
  number: 40,
  handle: 200,
  messageLink: 2_000,
  callerName: 200,
  facilityText: 200,
  place: 500,
  note: 20_000,
  answer: 20_000,
  patientName: 200,
  fileNumber: 60,
  promise: 500,
  externalReference: 60,
} as const;

/** The fields in the order in which they stand on the screen. */
export const FIELD_ORDER = [
  'correctDay',
  'correctStart',
  'correctEnd',
  'handle',
  'messageLink',
  'receivedDay',
  'receivedTime',
  'answeredDay',
  'answeredTime',
  'number',
  'callerName',
  'relation',
  'patientName',
  'patientBirth',
  'patientSex',
  'fileNumber',
  'type',
  'subCategory',
  'facility',
  'severity',
  'stage',
  'staffGroup',
  'affectedIll',
  'affectedHospital',
  'affectedDied',
  'governorate',
  'wilayat',
  'place',
  'note',
  'answer',
  'outcome',
  'referTo',
  'promiseDay',
  'promiseTime',
  'promiseKind',
  'promise',
  'happenedDay',
  'happenedTime',
  'onBehalfOf',
  'language',
  'verification',
  'externalReference',
] as const;

/** The rule that a save follows: the subject's own, else its type's; none before a type is chosen. */
export function caseRule(type: CallType | undefined, subject: SubCategory | undefined): CaseRule | null {
  return subject?.caseRule ?? type?.caseRule ?? null;
}

/** The rule of a whole form: one issue that needs a case is enough. */
export function ruleOf(lists: CodeLists, form: CallForm): CaseRule | null {
  const rules = [form, ...form.moreIssues].map((one) =>
    caseRule(lists.type(one.type), lists.subject(one.type, one.subCategory)),
  );
  return rules.includes('always') ? 'always' : (rules[0] ?? null);
}

function snakeToCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The minimum fields of a type by their names on the screen. */
export function minimumOf(type: CallType | undefined): string[] {
  return (type?.minimum ?? []).map(snakeToCamel).map((name) => (name === 'facilityText' ? 'facility' : name));
}

function isEmpty(form: CallForm, field: string): boolean {
  const facility = form.facility !== '' || form.facilityText.trim() !== '';
  if (field === 'facility') return !facility;
  // Where it is may be said in words, by the region or by the facility.
  if (field === 'place') return !facility && form.place.trim() === '' && form.governorate === '';
  const value = (form as Record<string, unknown>)[field];
  return value === null || value === '' || (typeof value === 'string' && value.trim() === '');
}

/** The fields that the type needs and that are still empty, in the order of the form. */
export function missing(form: CallForm, type: CallType | undefined): string[] {
  // What a call that is added to a case is about, the case says.
  if (form.linkCase !== '' || form.corrects?.inCase) return [];
  const needed = minimumOf(type);
  return FIELD_ORDER.filter((field) => needed.includes(field) && isEmpty(form, field));
}

/**
 * Everything that keeps the form from being saved, as far as the screen can tell. `added`: it goes to a
 * log that is there, which says what it is about.
 */
export function faultsOf(
  form: CallForm,
  type: CallType | undefined,
  added = false,
): Partial<Record<string, FieldFault>> {
  const faults: Partial<Record<string, FieldFault>> = {};
  if (form.type === '' && form.linkCase === '' && !added) faults['type'] = { rule: 'required' };
  // A call that was saved without something its type did not ask for then is not asked now: only the backend knows.
  for (const field of added || form.corrects ? [] : missing(form, type)) faults[field] = { rule: 'required' };
  for (const [field, limit] of Object.entries(LIMITS)) {
    const over = overLimit(form[field as keyof typeof LIMITS], limit);
    if (over > 0) faults[field === 'facilityText' ? 'facility' : field] = { rule: 'too_long', limit, over };
  }
  return faults;
}

/** Words that nothing of the list was picked for: they have no place in a call. */
export function unpicked(form: CallForm): Partial<Record<string, FieldFault>> {
  const faults: Partial<Record<string, FieldFault>> = {};
  const pick: FieldFault = { rule: 'pick_from_list' };
  if (form.subjectText.trim() && form.linkCase === '') faults['subCategory'] = pick;
  for (const [at, one] of form.moreIssues.entries()) {
    if (one.subjectText.trim()) faults[issueField(at, 'SubCategory')] = pick;
  }
  if (form.referText.trim()) faults['referTo'] = pick;
  return faults;
}

// The parts of the form that are out of sight until they are needed: what each holds, the key that leads
// to it, and when it stands there by itself. What is filled always stands there.
// Never here: their fields on the screen.

import type { CallForm, CallType } from '../../../lib/backend';
import type { MessageId } from '../../../lib/i18n';
import type { ActionId } from '../../../lib/keys';
import type { CodeLists } from '../../../lib/lists';
import { minimumOf } from '../rules';
import { asksForAffected, customFieldsOf, questionsOf } from './judge';

export type PartId =
  | 'patient'
  | 'questions'
  | 'affected'
  | 'care'
  | 'place'
  | 'answer'
  | 'promise'
  | 'refer'
  | 'late'
  | 'contact';

export interface Part {
  id: PartId;
  label: MessageId;
  action: ActionId;
  /** The fields whose being filled, or refused, keeps it in sight; the first takes the focus. */
  fields: readonly (keyof CallForm)[];
}

/** In the order in which they stand on the screen. */
export const PARTS: readonly Part[] = [
  {
    id: 'patient',
    label: 'form-part-patient',
    action: 'part.patient',
    fields: ['relation', 'patientName', 'patientBirth', 'patientSex', 'fileNumber'],
  },
  { id: 'questions', label: 'form-part-questions', action: 'part.questions', fields: ['asked', 'custom'] },
  {
    id: 'affected',
    label: 'form-part-affected',
    action: 'part.affected',
    fields: ['affectedIll', 'affectedHospital', 'affectedDied'],
  },
  { id: 'care', label: 'form-part-care', action: 'part.care', fields: ['severity', 'stage', 'staffGroup'] },
  {
    id: 'place',
    label: 'form-part-place',
    action: 'part.place',
    fields: ['place', 'wilayat', 'governorate'],
  },
  { id: 'answer', label: 'form-part-answer', action: 'part.answer', fields: ['answer', 'outcome'] },
  {
    id: 'promise',
    label: 'form-part-promise',
    action: 'part.promise',
    fields: ['promiseDay', 'promiseTime', 'promiseKind', 'promise'],
  },
  { id: 'refer', label: 'form-part-refer', action: 'part.refer', fields: ['referTo', 'referText'] },
  {
    id: 'late',
    label: 'form-part-late',
    action: 'part.late',
    fields: ['happenedDay', 'happenedTime', 'onBehalfOf'],
  },
  {
    id: 'contact',
    label: 'form-part-contact',
    action: 'part.contact',
    fields: ['language', 'verification', 'noticeGiven', 'externalReference'],
  },
];

function isFilled(form: CallForm, field: keyof CallForm): boolean {
  // A facility brings its governorate along.
  if (field === 'governorate' && form.facility !== '') return false;
  const value = form[field];
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some((one) => typeof one !== 'string' || one.trim() !== '');
  }
  return typeof value === 'string' ? value.trim() !== '' : value === true;
}

/** Something stands in it. */
export function hasSomething(form: CallForm, part: Part): boolean {
  return part.fields.some((field) => isFilled(form, field));
}

/** It has to stand there whether somebody opened it or not. */
export function standsByItself(
  lists: CodeLists,
  form: CallForm,
  type: CallType | undefined,
  part: Part,
): boolean {
  if (hasSomething(form, part)) {
    // The reference of a letter stands with its sender.
    const isLetter = lists.channel(form.channel)?.kind === 'letter';
    const rest = part.fields.filter((field) => field !== 'externalReference');
    return part.id !== 'contact' || !isLetter || hasSomething(form, { ...part, fields: rest });
  }
  if (part.id === 'place') return form.linkCase === '' && minimumOf(type).includes('place');
  if (part.id === 'affected') return asksForAffected(lists, form);
  // Danger is asked for before anything else is written.
  return part.id === 'questions' && questionsOf(lists, form).some((one) => one.redFlag !== null);
}

/** It would hold something, for what the call is about. */
export function canBeOpened(lists: CodeLists, form: CallForm, part: Part): boolean {
  if (part.id === 'questions') {
    return questionsOf(lists, form).length > 0 || customFieldsOf(lists, form).length > 0;
  }
  return part.id !== 'refer' || (form.linkCase === '' && !form.corrects);
}

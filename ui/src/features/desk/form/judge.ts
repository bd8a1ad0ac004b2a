// What the answers mean: red flags, the proposal that the numbers affected make, and whether the call is
// urgent by itself. Only proposals: an agent decides, and says so with a key.

import type { CallForm, CustomField, GuidedQuestion, ProposalRule } from '../../../lib/backend';
import { latinDigits } from '../../../lib/text';
import type { CodeLists } from '../../../lib/lists';

/** Type and subject of every issue, the primary one first. */
function subjectsOf(form: CallForm): { type: string; subCategory: string }[] {
  return [form, ...form.moreIssues].filter((one) => one.subCategory !== '');
}

/** The questions about what the call is about, and those that were answered about something else before. */
export function questionsOf(lists: CodeLists, form: CallForm): GuidedQuestion[] {
  const about = subjectsOf(form);
  const asked = (one: GuidedQuestion) =>
    one.active && about.some(({ type, subCategory }) => one.type === type && one.subCategory === subCategory);
  const answered = (one: GuidedQuestion) => (form.asked[one.code] ?? '') !== '';
  return lists.all.questions.filter((one) => asked(one) || answered(one));
}

/** The custom fields of what the call is about, and those that are filled. */
export function customFieldsOf(lists: CodeLists, form: CallForm): CustomField[] {
  const about = [form, ...form.moreIssues];
  const belongs = (one: CustomField) =>
    one.active &&
    about.some(
      ({ type, subCategory }) =>
        one.type === type && (one.subCategories.length === 0 || one.subCategories.includes(subCategory)),
    );
  return lists.all.customFields.filter((one) => belongs(one) || (form.custom[one.code] ?? '') !== '');
}

/** What the form holds under codes that no list in use knows: it is another version's, and nothing else shows it. */
export function unlistedOf(lists: CodeLists, form: CallForm): { asked: string[]; custom: string[] } {
  const { questions, customFields } = lists.all;
  return {
    asked: Object.keys(form.asked).filter((code) => !questions.some((one) => one.code === code)),
    custom: Object.keys(form.custom).filter((code) => !customFields.some((one) => one.code === code)),
  };
}

/** Red flags answered yes. */
export function raisedFlags(lists: CodeLists, form: CallForm): GuidedQuestion[] {
  return lists.all.questions.filter((one) => one.redFlag !== null && form.asked[one.code] === 'yes');
}

/** How many people are affected at least, as the backend counts. */
function affectedPeople(form: CallForm): number {
  const count = (typed: string) => Number(latinDigits(typed).trim()) || 0;
  return Math.max(count(form.affectedIll), count(form.affectedHospital), count(form.affectedDied));
}

/** What the numbers affected propose for the primary issue; null where they propose nothing. */
export function proposalOf(lists: CodeLists, form: CallForm): ProposalRule | null {
  const people = affectedPeople(form);
  const fits = (rule: ProposalRule) =>
    rule.type === form.type && rule.subCategories.includes(form.subCategory) && people >= rule.affectedMin;
  return lists.all.proposals.find(fits) ?? null;
}

/** Whether numbers affected are asked for: where they can mean something else, or have. */
export function asksForAffected(lists: CodeLists, form: CallForm): boolean {
  return lists.all.proposals.some(
    (rule) =>
      rule.type === form.type &&
      (rule.subCategories.includes(form.subCategory) || rule.proposed === form.subCategory),
  );
}

/** Urgent as long as nobody has said otherwise. */
export function isUrgentByItself(lists: CodeLists, form: CallForm): boolean {
  const subject = subjectsOf(form).some(
    ({ type, subCategory }) => lists.subject(type, subCategory)?.urgent === true,
  );
  return subject || (proposalOf(lists, form)?.urgent ?? false) || raisedFlags(lists, form).length > 0;
}

// The issues of a call: the primary one lies in the fields of the form, the others in a list beside them.
// Each keeps its id wherever it stands, so that putting another one in front changes no record's identity.

import type { CallForm, IssueForm } from '../../../lib/backend';

/** The most issues of a call, the primary one with them. */
export const ISSUES_MAX = 5;

/** What an issue says, whichever it is. */
type Said = Omit<IssueForm, 'id'>;

function saidBy(one: Said): Said {
  const { type, subCategory, subjectText, facility, facilityText, stage, staffGroup, severity } = one;
  return { type, subCategory, subjectText, facility, facilityText, stage, staffGroup, severity };
}

/** Nothing was said of it yet. */
export function isEmptyIssue(issue: IssueForm): boolean {
  return Object.values(saidBy(issue)).every((value) => value.trim() === '');
}

/** The form with this issue in front, and the one that was in front in its place. */
export function inFront(form: CallForm, id: string): Partial<CallForm> | null {
  const chosen = form.moreIssues.find((one) => one.id === id);
  if (!chosen) return null;
  // The first issue of a call bears the call's own id.
  const before: IssueForm = { id: form.issue || form.id, ...saidBy(form) };
  return {
    ...saidBy(chosen),
    issue: chosen.id === form.id ? '' : chosen.id,
    moreIssues: form.moreIssues.map((one) => (one.id === id ? before : one)),
  };
}

/** The name of a field of the issue at this place of the list, as a refusal names it. */
export function issueField(
  at: number,
  field: 'SubCategory' | 'Facility' | 'Severity' | 'Stage' | 'StaffGroup',
) {
  return `issue${String(at + 2)}${field}`;
}

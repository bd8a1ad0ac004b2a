// Answers and fields that come with the lists: by which name a refusal finds them on the screen.

import type { OpenDraft } from '../open-draft.svelte';

/** The field of a question or a custom field by its code, as `errors` names it. */
export function fieldOf(code: string): string {
  return code.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What was said to a question or filled into a custom field. */
export function said(draft: OpenDraft, code: string): string {
  return draft.form.asked[code] ?? draft.form.custom[code] ?? '';
}

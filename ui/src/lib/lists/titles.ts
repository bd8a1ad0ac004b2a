// What a call is called in a list: its type and its subject.

import type { I18n } from '../i18n';
import type { CodeLists } from './lists.svelte';

export function callTitle(i18n: I18n, lists: CodeLists, type: string, subject: string): string {
  const label = i18n.label(lists.typeLabel(type));
  return subject === '' ? label : `${label} · ${i18n.label(lists.subjectLabel(type, subject))}`;
}

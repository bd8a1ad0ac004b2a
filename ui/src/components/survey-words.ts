// What answers to a survey are called.

import type { I18n } from '../lib/i18n';

/** Whether the matter was solved, in the order of the keys 1, 2, 3. */
export function solvedAnswers(i18n: I18n): { value: string; label: string }[] {
  return [
    { value: 'yes', label: i18n.t('surveys-solved-yes') },
    { value: 'partly', label: i18n.t('surveys-solved-partly') },
    { value: 'no', label: i18n.t('surveys-solved-no') },
  ];
}

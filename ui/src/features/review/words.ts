// A question of the review list in words: what it is about, and what happened.

import type { ReviewItem } from '../../lib/backend';
import type { I18n } from '../../lib/i18n';
import { callTitle, type CodeLists } from '../../lib/lists';

/** What a question is about. */
export function aboutWords(i18n: I18n, lists: CodeLists, { kind, about }: ReviewItem): string {
  const { call, kase } = about;
  const name = i18n.label({ ar: about.nameAr, en: about.nameEn });
  if (call) {
    return i18n.t('review-about-call', {
      what: callTitle(i18n, lists, call.type, call.subCategory),
      when: i18n.dateTime(call.startedAt),
    });
  }
  if (kind === 'follow_up') {
    return i18n.t('review-about-follow-up', { what: i18n.label(lists.label('followUpKinds', about.code)) });
  }
  if (kase) return i18n.t('review-about-case', { what: callTitle(i18n, lists, kase.type, kase.subCategory) });
  if (kind === 'person') return i18n.t('review-about-person', { name });
  if (kind === 'user') return i18n.t('review-about-user', { name });
  if (kind === 'flag') return i18n.t('review-about-flag', { number: about.nameAr });
  return i18n.t('review-about-other');
}

/** What happened. */
export function findingWords(i18n: I18n, lists: CodeLists, { code, from, to }: ReviewItem): string {
  const status = (of: string): string => i18n.label(lists.label('caseStatuses', of));
  if (code === 'conflict') return i18n.t('review-conflict');
  if (code === 'unlawful') return i18n.t('review-unlawful', { from: status(from), to: status(to) });
  if (code === 'closed_without') return i18n.t('review-closed-without');
  if (code === 'backwards') return i18n.t('review-backwards');
  return i18n.t('review-unreadable');
}

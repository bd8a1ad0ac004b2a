// What contacts are about, and where, in one line.

import type { I18n } from '../../lib/i18n';
import { callTitle, type CodeLists } from '../../lib/lists';

export interface Matter {
  type: string;
  subCategory: string;
  governorate: string;
}

/** Contacts a week, of so many in so many weeks, to a tenth: one of ten weeks is seen. */
export function aWeek(contacts: number, weeks: number): number {
  return Math.round((contacts * 10) / weeks) / 10;
}

export function matterTitle(i18n: I18n, lists: CodeLists, matter: Matter): string {
  const what = callTitle(i18n, lists, matter.type, matter.subCategory);
  const where =
    matter.governorate === ''
      ? i18n.t('figures-no-governorate')
      : i18n.label(lists.label('governorates', matter.governorate));
  return i18n.t('improvement-matter', { what, where });
}

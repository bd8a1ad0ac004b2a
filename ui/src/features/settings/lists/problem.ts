// What a refusal that has no field on the screen says: the list and the row that it is about, and the rule.

import type { ErrorDto } from '../../../lib/backend';
import { explainFault } from '../../../lib/errors';
import type { I18n } from '../../../lib/i18n';
import { LIST_WORDS, listFault } from './words';

export function problemOf(
  i18n: I18n,
  problem: ErrorDto,
  explain: (i18n: I18n, error: ErrorDto) => string,
): string {
  const named = listFault(problem);
  const words = named && LIST_WORDS[named.list];
  if (!named || !words) return explain(i18n, problem);
  return i18n.t('lists-problem-of', {
    list: i18n.t(words),
    code: named.code,
    problem: explainFault(i18n, named.fault),
  });
}

// What keeps a call from being saved and has no place on the form: said over it, with the name of what it is about.
// Never here: what has a field, which says so itself.

import { fieldName } from '../../components/field-words';
import type { ErrorDto } from '../../lib/backend';
import { explain, explainFault, fieldFault, type FieldFault } from '../../lib/errors';
import type { I18n } from '../../lib/i18n';
import type { CodeLists } from '../../lib/lists';

/** The refusal of a field that is not on the screen. */
export function refusalOf(field: string, { rule, limit }: FieldFault): ErrorDto {
  return { code: 'invalid', args: { field, rule, ...(limit === undefined ? {} : { limit: String(limit) }) } };
}

/** A problem in words; of a refused field of a contact by this channel with its name. */
export function problemWords(i18n: I18n, lists: CodeLists, channel: string, error: ErrorDto): string {
  const named = fieldFault(error);
  if (!named) return explain(i18n, error);
  const field = fieldName(i18n, lists, channel, { field: named.field, of: '', old: '', new: '' });
  return i18n.t('desk-problem-at', { field, why: explainFault(i18n, named.fault) });
}

// The actions as the lists of keys name them: a type of call by its own label, and only types that there are.
// Types are data: which digit means what the lists say.

import type { I18n } from '../lib/i18n';
import { ACTION_IDS, spec, TYPE_ACTIONS, type ActionId } from '../lib/keys';
import type { CodeLists } from '../lib/lists';

function typeOf(lists: CodeLists, id: ActionId) {
  const digit = TYPE_ACTIONS.indexOf(id);
  return digit > 0 ? lists.types('').find((type) => type.digit === digit) : undefined;
}

/** Every action that can be: a digit that no type has does nothing. */
export function actionsThatAre(lists: CodeLists): ActionId[] {
  return ACTION_IDS.filter((id) => TYPE_ACTIONS.indexOf(id) <= 0 || typeOf(lists, id));
}

export function actionLabel(i18n: I18n, lists: CodeLists, id: ActionId): string {
  const type = typeOf(lists, id);
  return type ? i18n.t('keys-type-of', { type: i18n.label(type) }) : i18n.t(spec(id).label);
}

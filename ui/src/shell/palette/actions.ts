// The actions that can be done right now, as something to be found.

import { Finder } from '../../lib/arabic/finder';
import type { I18n } from '../../lib/i18n';
import { ACTION_IDS, chordText, spec, TYPE_ACTIONS, type ActionId, type Keys } from '../../lib/keys';
import type { Source } from './palette.svelte';

/** Of the palette itself nothing has to be found in it, and a type is chosen by its own picture. */
function isOffered(keys: Keys, id: ActionId): boolean {
  return id !== 'palette' && !TYPE_ACTIONS.slice(1).includes(id) && keys.can(id);
}

/** Every action of this screen, found by its words in the language shown. */
export function actionSource(i18n: I18n, keys: Keys, done: () => void): Source {
  const offered = ACTION_IDS.filter((id) => isOffered(keys, id));
  const finder = new Finder(offered, (id) => [i18n.t(spec(id).label)]);
  return {
    find: (typed, { paint }) => {
      const found = finder.find(typed, offered.length).items.map((id) => {
        const chord = keys.chords(id)[0];
        return {
          key: id,
          label: i18n.t(spec(id).label),
          ...(chord && { chord: chordText(chord) }),
          choose: () => {
            done();
            keys.run(id);
          },
        };
      });
      paint([{ title: i18n.t('palette-actions'), found }]);
    },
  };
}

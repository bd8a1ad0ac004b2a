// What is said once a correction was to be saved, and the offer to take it back.

import type { Announcer } from '../../../lib/announcer';
import type { CallChanges } from '../../../lib/changes';
import type { I18n } from '../../../lib/i18n';
import type { Undo } from '../../../lib/undo';
import type { Desk, SaveResult } from '../desk.svelte';
import type { OpenDraft } from '../open-draft.svelte';
import { canBeTakenBack, correctedWords } from './correction';

export interface Means {
  i18n: I18n;
  undo: Undo;
  announcer: Announcer;
  desk: Desk;
  changes: CallChanges;
}

export function confirmCorrection(means: Means, draft: OpenDraft, result: SaveResult): void {
  const { i18n, undo, announcer, desk, changes } = means;
  if (result === 'differs') announcer.say(i18n.t('correct-differs-title'));
  const amended = desk.amended;
  if (result !== 'saved' || amended?.form.id !== draft.id) return;
  changes.note();
  const said = () => correctedWords(i18n, amended);
  announcer.say(said());
  if (!canBeTakenBack(amended)) return;
  undo.offer(said, async () => {
    const taken = await desk.takeBackCorrection(amended);
    changes.note();
    if (!taken) return;
    const stayed = taken.stayed.length;
    announcer.say(stayed > 0 ? i18n.t('correct-stayed', { count: stayed }) : i18n.t('correct-taken-back'));
  });
}

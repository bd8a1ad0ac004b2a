// The offer to take a save back, the same for every way of saving.

import type { Announcer } from '../../lib/announcer';
import type { I18n } from '../../lib/i18n';
import type { Undo } from '../../lib/undo';
import { confirmation } from './confirmation';
import type { Desk, Saved } from './desk.svelte';

export function offerToTakeBack(
  i18n: I18n,
  undo: Undo,
  announcer: Announcer,
  desk: Desk,
  saved: Saved,
): void {
  // What was added to a log is not taken out of it again: the log may be somebody else's.
  if (saved.logged.added) return;
  undo.offer(
    () => confirmation(i18n, saved),
    async () => {
      if (await desk.takeBack(saved, Date.now())) announcer.say(i18n.t('desk-taken-back'));
    },
  );
}

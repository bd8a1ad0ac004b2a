// What stands in a row of the journal, in words.

import type { JournalMachine } from '../../../lib/backend';
import type { I18n } from '../../../lib/i18n';
import type { CodeLists } from '../../../lib/lists/lists.svelte';
import { KIND_WORDS } from './words';

/** Characters of an id that tell one from another: its end, since ids begin with their time. */
const SHORT_ID = 8;

export function shortId(id: string): string {
  return id.slice(-SHORT_ID);
}

/** A kind in words; one of a later version by its code. */
export function kindWord(i18n: I18n, kind: string): string {
  const id = KIND_WORDS[kind];
  return id ? i18n.t(id) : kind;
}

/** A machine by its station, else by the end of its id. */
export function machineWord(i18n: I18n, machines: readonly JournalMachine[], id: string): string {
  const found = machines.find((machine) => machine.id === id);
  const station = found?.station || shortId(id);
  return found?.here ? i18n.t('history-machine-here', { station }) : station;
}

/** The role that somebody acted in; empty where none is told. */
export function roleWord(i18n: I18n, lists: CodeLists | null, role: string): string {
  if (role === '' || lists === null) return role;
  return i18n.label(lists.roleLabel(role));
}

// What is wrong in a journal, in words.

import type { MessageId } from '../lib/i18n';

const FAULTS: Partial<Record<string, MessageId>> = {
  page: 'journal-fault-page',
  header: 'journal-fault-header',
  facts: 'journal-fault-facts',
  personal: 'journal-fault-personal',
  columns: 'journal-fault-columns',
  gap: 'journal-fault-gap',
  follows: 'journal-fault-follows',
  hash: 'journal-fault-hash',
  unlinked: 'journal-fault-unlinked',
  unnumbered: 'journal-fault-unnumbered',
};

/** What is wrong, by its code. One that this screen does not know is told as the journal not being whole. */
export function faultWords(what: string): MessageId {
  return FAULTS[what] ?? 'journal-not-whole';
}

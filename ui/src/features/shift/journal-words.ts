// What a check of the journal found, in words.

import type { CentreCopy } from '../../lib/backend';
import type { I18n, MessageId } from '../../lib/i18n';

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

export interface CentreWords {
  text: string;
  tone: 'bad' | 'warn' | 'good' | 'info';
}

/** How the centre's copy stands to this machine's chain. */
export function centreWords(i18n: I18n, centre: CentreCopy): CentreWords {
  switch (centre.state) {
    case 'not_set':
      return { text: i18n.t('journal-centre-not-set'), tone: 'info' };
    case 'not_asked':
      return { text: i18n.t('journal-centre-not-asked'), tone: 'warn' };
    case 'differs': {
      const { seq, at } = centre;
      const text = i18n.t('journal-centre-differs', { seq: i18n.number(seq), time: i18n.dateTime(at) });
      return { text, tone: 'bad' };
    }
    case 'agrees': {
      const { seq, at, waiting } = centre;
      const time = i18n.dateTime(at);
      const agrees =
        seq === 0
          ? i18n.t('journal-centre-nothing', { time })
          : i18n.t('journal-centre-agrees', { seq: i18n.number(seq), time });
      const behind = waiting > 0 ? i18n.t('journal-centre-waiting', { count: waiting }) : '';
      return { text: [agrees, behind].filter(Boolean).join(' '), tone: seq === 0 ? 'warn' : 'good' };
    }
  }
}

// How the centre's copy of the journal stands, in words.

import type { CentreCopy } from '../lib/backend';
import type { I18n } from '../lib/i18n';

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

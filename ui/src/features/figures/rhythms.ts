// What rhythms of bulletins are called.

import type { BulletinRhythm } from '../../lib/backend';
import type { MessageId } from '../../lib/i18n';

export const RHYTHM_WORDS: Record<BulletinRhythm, MessageId> = {
  daily: 'exports-rhythm-daily',
  weekly: 'exports-rhythm-weekly',
  monthly: 'exports-rhythm-monthly',
  quarterly: 'exports-rhythm-quarterly',
  year_to_last_week: 'exports-rhythm-year-to-last-week',
};

export const RHYTHMS = Object.keys(RHYTHM_WORDS) as BulletinRhythm[];

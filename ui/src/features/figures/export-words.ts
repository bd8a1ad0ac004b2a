// What forms, languages and rhythms are called.

import type { BulletinRhythm, ExportFormat, LocaleCode } from '../../lib/backend';
import type { MessageId } from '../../lib/i18n';

export const FORMAT_WORDS: Record<ExportFormat, MessageId> = {
  xlsx: 'exports-format-xlsx',
  csv: 'exports-format-csv',
  pdf: 'exports-format-pdf',
};

export const LANGUAGE_WORDS: Record<LocaleCode, MessageId> = {
  ar: 'exports-language-ar',
  en: 'exports-language-en',
};

export const RHYTHM_WORDS: Record<BulletinRhythm, MessageId> = {
  daily: 'exports-rhythm-daily',
  weekly: 'exports-rhythm-weekly',
  monthly: 'exports-rhythm-monthly',
  quarterly: 'exports-rhythm-quarterly',
  year_to_last_week: 'exports-rhythm-year-to-last-week',
};

export const RHYTHMS = Object.keys(RHYTHM_WORDS) as BulletinRhythm[];

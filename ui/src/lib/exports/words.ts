// What forms and languages of files are called.

import type { ExportFormat, LocaleCode } from '../backend';
import type { MessageId } from '../i18n';

export const FORMAT_WORDS: Record<ExportFormat, MessageId> = {
  xlsx: 'exports-format-xlsx',
  csv: 'exports-format-csv',
  pdf: 'exports-format-pdf',
};

export const LANGUAGE_WORDS: Record<LocaleCode, MessageId> = {
  ar: 'exports-language-ar',
  en: 'exports-language-en',
};

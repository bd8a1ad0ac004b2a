// Words of a backup: why it was made, how large it is.

import type { I18n, MessageId } from '../lib/i18n';

/** Bytes of what people call a megabyte. */
const MB = 1_000_000;
const REASONS: Partial<Record<string, MessageId>> = {
  daily: 'backups-reason-daily',
  asked: 'backups-reason-asked',
  migration: 'backups-reason-migration',
};

/** A code of another version of the program stands for itself. */
export function backupReason(i18n: I18n, code: string): string {
  const words = REASONS[code];
  return words ? i18n.t(words) : code;
}

export function megabytes(i18n: I18n, bytes: number): string {
  return i18n.t('backups-size', { mb: i18n.number(Math.max(1, Math.round(bytes / MB))) });
}

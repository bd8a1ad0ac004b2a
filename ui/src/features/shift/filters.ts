// What the lengths and marks that a shift's log is filtered by are called.

import type { I18n, MessageId } from '../../lib/i18n';

export const LENGTHS = {
  short: 'shift-length-short',
  up_to_3: 'shift-length-up-to-3',
  up_to_10: 'shift-length-up-to-10',
  longer: 'shift-length-longer',
  unknown: 'shift-length-unknown',
} as const satisfies Record<string, MessageId>;

export const FLAGS = {
  urgent: 'shift-flag-urgent',
  dropped: 'shift-flag-dropped',
  late: 'shift-flag-late',
  case: 'shift-flag-case',
  returned: 'shift-flag-returned',
  commented: 'shift-flag-commented',
  scored: 'shift-flag-scored',
  unscored: 'shift-flag-unscored',
  held: 'shift-flag-held',
} as const satisfies Record<string, MessageId>;

/** The choices of such a list. */
export function choices(
  i18n: I18n,
  of: Readonly<Record<string, MessageId>>,
): { value: string; label: string }[] {
  return Object.entries(of).map(([value, id]) => ({ value, label: i18n.t(id) }));
}

/** What is filtered by, in words. */
export function filterWords(i18n: I18n, filters: { length: string; flag: string }): string[] {
  const named = (of: Readonly<Record<string, MessageId>>, code: string) => {
    const id = of[code];
    return id ? [i18n.t(id)] : [];
  };
  return [...named(LENGTHS, filters.length), ...named(FLAGS, filters.flag)];
}

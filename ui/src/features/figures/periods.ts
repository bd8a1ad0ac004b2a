// The periods that have a name, and what they are called.

import type { NamedPeriod } from '../../lib/backend';
import type { I18n, MessageId } from '../../lib/i18n';

export const PERIODS: readonly { named: NamedPeriod; label: MessageId }[] = [
  { named: 'today', label: 'figures-period-today' },
  { named: 'yesterday', label: 'figures-period-yesterday' },
  { named: 'this_week', label: 'figures-period-this-week' },
  { named: 'last_week', label: 'figures-period-last-week' },
  { named: 'this_month', label: 'figures-period-this-month' },
  { named: 'last_month', label: 'figures-period-last-month' },
  { named: 'this_quarter', label: 'figures-period-this-quarter' },
  { named: 'last_quarter', label: 'figures-period-last-quarter' },
  { named: 'this_year', label: 'figures-period-this-year' },
  { named: 'last_year', label: 'figures-period-last-year' },
  { named: 'year_to_last_week', label: 'figures-period-year-to-last-week' },
];

/** What a period is called; the last week says from which day to which it ran. */
export function periodLabel(i18n: I18n, label: MessageId, weekStarts: number): string {
  const ends = (weekStarts + 6) % 7;
  return i18n.t(label, { first: i18n.weekday(weekStarts), last: i18n.weekday(ends) });
}

// The periods that have a name, and what they are called.

import type { NamedPeriod } from '../../lib/backend';
import type { MessageId } from '../../lib/i18n';

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

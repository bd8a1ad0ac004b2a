// The periods that figures can be told for, as something to be found: one line leads to the figures of any of them.

import { PERIODS, periodLabel } from '../../features/figures/periods';
import { Finder } from '../../lib/arabic/finder';
import type { NamedPeriod } from '../../lib/backend';
import type { I18n } from '../../lib/i18n';
import type { Source } from './palette.svelte';

/** Every period by its name, in the language shown. Where nothing is typed they would only be in the way. */
export function periodSource(i18n: I18n, weekStarts: number, choose: (named: NamedPeriod) => void): Source {
  const name = (label: (typeof PERIODS)[number]['label']) =>
    i18n.t('palette-period', { period: periodLabel(i18n, label, weekStarts) });
  const finder = new Finder(PERIODS, ({ label }) => [name(label)]);
  return {
    find: (typed, { paint }) => {
      const items = typed.trim() === '' ? [] : finder.find(typed, PERIODS.length).items;
      const found = items.map(({ named, label }) => ({
        key: named,
        label: name(label),
        choose: () => {
          choose(named);
        },
      }));
      paint([{ title: i18n.t('palette-periods'), found }]);
    },
  };
}

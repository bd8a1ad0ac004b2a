// How much an erasure takes, in words: only what there is of it.

import type { ErasureCounts } from '../lib/backend';
import type { I18n } from '../lib/i18n';

export function erasedCounts(i18n: I18n, counts: ErasureCounts): string[] {
  const lines: (string | false)[] = [
    counts.persons > 0 && i18n.t('erasure-persons', { count: counts.persons }),
    counts.calls > 0 && i18n.t('erasure-calls', { count: counts.calls }),
    counts.cases > 0 && i18n.t('erasure-cases', { count: counts.cases }),
    counts.followUps > 0 && i18n.t('erasure-follow-ups', { count: counts.followUps }),
    counts.surveys > 0 && i18n.t('erasure-surveys', { count: counts.surveys }),
    counts.questions > 0 && i18n.t('erasure-questions', { count: counts.questions }),
    counts.flags > 0 && i18n.t('erasure-flags', { count: counts.flags }),
  ];
  return lines.filter((line) => line !== false);
}

// The headline figures: what each is called, what it counts, its value in a period, and the rows behind it.
// Never here: how it is counted.

import type { Figures, PartOf, SatisfactionNumbers } from '../../lib/backend';
import type { I18n, MessageId } from '../../lib/i18n';
import { EVERY_CALL, EVERY_SURVEY, type Wanted } from './figures.svelte';

export interface Headline {
  label: MessageId;
  definition: MessageId;
  /** A number that can be held against another one; none where there is nothing to count. */
  value: (figures: Figures) => number | null;
  /** How a value is said. */
  say: (i18n: I18n, value: number) => string;
  /** A share: a change is told by both values and not as a share of a share. */
  share: boolean;
  /** What stands beside it. */
  beside?: (i18n: I18n, figures: Figures) => string;
  behind?: Wanted;
}

const HOUR_MS = 3_600_000;

const number = (i18n: I18n, value: number) => i18n.number(value);
const tenths = (i18n: I18n, value: number) => i18n.number(Math.round(value * 10) / 10);
const clock = (i18n: I18n, value: number) => i18n.clock(value);
const percent = (i18n: I18n, value: number) => i18n.percent(value);
const shareOf = ({ part, of }: PartOf) => (of === 0 ? null : part / of);
const ofWhole = (i18n: I18n, { part, of }: PartOf) => i18n.t('figures-of-whole', { part, whole: of });
const inGroup = (figures: Figures, group: string) =>
  figures.calls.groups.find(({ code }) => code === group)?.count ?? 0;

export const CALLS: readonly Headline[] = [
  {
    label: 'figures-received',
    definition: 'figures-definition-received',
    value: ({ calls }) => calls.received,
    say: number,
    share: false,
    beside: (i18n, figures) =>
      i18n.t('figures-received-parts', {
        service: inGroup(figures, 'service'),
        nonservice: inGroup(figures, 'non_service'),
      }),
    behind: { ...EVERY_CALL, group: 'received' },
  },
  {
    label: 'figures-logged',
    definition: 'figures-definition-logged',
    value: ({ calls }) => calls.logged,
    say: number,
    share: false,
    behind: EVERY_CALL,
  },
  {
    label: 'figures-handling',
    definition: 'figures-definition-handling',
    value: ({ calls }) => calls.handlingMs?.mean ?? null,
    say: clock,
    share: false,
    beside: (i18n, { calls }) =>
      calls.handlingMs
        ? i18n.t('figures-handling-beside', {
            median: i18n.clock(calls.handlingMs.median),
            p90: i18n.clock(calls.handlingMs.p90),
            count: calls.handlingMs.count,
          })
        : '',
  },
  {
    label: 'figures-log-delay',
    definition: 'figures-definition-log-delay',
    value: ({ calls }) => calls.logDelayMs?.p90 ?? null,
    say: clock,
    share: false,
    beside: (i18n, { calls }) =>
      calls.savedLater.of === 0
        ? ''
        : i18n.t('figures-saved-later', {
            share: i18n.percent(calls.savedLater.part / calls.savedLater.of),
          }),
  },
  {
    label: 'figures-per-hour',
    definition: 'figures-definition-per-hour',
    value: ({ work }) => work.perHour,
    say: tenths,
    share: false,
    beside: (i18n, { work }) =>
      i18n.t('figures-worked', { hours: i18n.number(Math.round(work.workedMs / HOUR_MS)) }),
  },
  {
    label: 'figures-resolved',
    definition: 'figures-definition-resolved',
    value: ({ calls }) => shareOf(calls.resolved),
    say: percent,
    share: true,
    beside: (i18n, { calls }) => ofWhole(i18n, calls.resolved),
  },
  {
    label: 'figures-case-rate',
    definition: 'figures-definition-case-rate',
    value: ({ calls }) => shareOf(calls.openedCase),
    say: percent,
    share: true,
    beside: (i18n, { calls }) => ofWhole(i18n, calls.openedCase),
    behind: { ...EVERY_CALL, group: 'service', openedCase: true },
  },
];

/** Nobody is ranked by it: it has no rows behind it. */
const QUALITY: Headline = {
  label: 'quality-figure',
  definition: 'quality-figure-definition',
  value: ({ quality }) => (quality.mean === null ? null : quality.mean / 1000),
  say: (i18n, value) => i18n.fine(value),
  share: true,
  beside: (i18n, { quality: { failed } }) =>
    failed.of === 0 ? '' : i18n.t('quality-figure-beside', { count: failed.of, failed: failed.part }),
};

export const CASES: readonly Headline[] = [
  {
    label: 'figures-backlog',
    definition: 'figures-definition-backlog',
    value: ({ cases }) => cases.closing,
    say: number,
    share: false,
    beside: (i18n, { cases }) =>
      cases.ageDays
        ? i18n.t('figures-age-beside', {
            median: i18n.number(cases.ageDays.median),
            p90: i18n.number(cases.ageDays.p90),
          })
        : '',
    behind: { kind: 'cases', set: 'closing' },
  },
  {
    label: 'figures-overdue',
    definition: 'figures-definition-overdue',
    value: ({ cases }) => cases.overdue,
    say: number,
    share: false,
    behind: { kind: 'cases', set: 'overdue' },
  },
  {
    label: 'figures-in-time',
    definition: 'figures-definition-in-time',
    value: ({ cases }) => shareOf(cases.inTime),
    say: percent,
    share: true,
    beside: (i18n, { cases }) => ofWhole(i18n, cases.inTime),
    behind: { kind: 'cases', set: 'late' },
  },
  {
    label: 'figures-opened-again',
    definition: 'figures-definition-opened-again',
    value: ({ cases }) => shareOf(cases.openedAgain),
    say: percent,
    share: true,
    beside: (i18n, { cases }) => ofWhole(i18n, cases.openedAgain),
    behind: { kind: 'cases', set: 'opened_again' },
  },
  {
    label: 'figures-promises',
    definition: 'figures-definition-promises',
    value: ({ promises }) => shareOf(promises),
    say: percent,
    share: true,
    beside: (i18n, { promises }) => ofWhole(i18n, promises),
  },
  {
    label: 'figures-satisfaction',
    definition: 'figures-definition-satisfaction',
    value: ({ satisfaction }) => (satisfaction.rate ? shareOf(satisfaction.rate.satisfied) : null),
    say: percent,
    share: true,
    beside: (i18n, { satisfaction }) => satisfactionBeside(i18n, satisfaction),
    behind: EVERY_SURVEY,
  },
  QUALITY,
];

/** Of how many answers, where the rate of everybody lies, how many answered; or how many answers are missing. */
function satisfactionBeside(i18n: I18n, { answers, needed, rate, response }: SatisfactionNumbers): string {
  const parts = [];
  if (rate) {
    parts.push(ofWhole(i18n, rate.satisfied));
    parts.push(i18n.t('figures-interval', { low: i18n.percent(rate.low), high: i18n.percent(rate.high) }));
  } else parts.push(i18n.t('figures-too-few', { count: answers, needed }));
  if (response.of > 0)
    parts.push(i18n.t('figures-response', { share: i18n.percent(response.part / response.of) }));
  return parts.join(' · ');
}

// When something is due, in words: overdue is said, never only coloured.

import type { I18n } from '../i18n';

const DAY_MS = 86_400_000;
/** Days are those of Muscat, which has had no summer time since it keeps one. */
const ZONE_MS = 4 * 3_600_000;

function dayOf(at: number): number {
  return Math.floor((at + ZONE_MS) / DAY_MS);
}

export function isOverdue(due: number | null, open: boolean, now: number): boolean {
  return open && due !== null && due < now;
}

export function dueWords(i18n: I18n, due: number | null, open: boolean, now: number): string {
  if (due === null) return i18n.t('cases-due-none');
  if (!open) return i18n.t('cases-due-was', { date: i18n.date(due) });
  const days = dayOf(now) - dayOf(due);
  if (due < now) return days === 0 ? i18n.t('cases-overdue-today') : i18n.t('cases-overdue', { count: days });
  if (days === 0) return i18n.t('cases-due-today', { time: i18n.time(due) });
  return i18n.t('cases-due-on', { date: i18n.date(due) });
}

/** A day and a time of day in Muscat as an instant; days are counted from the one of `now`. */
export function instantAt(now: number, days: number, minutes: number): number {
  return (dayOf(now) + days) * DAY_MS - ZONE_MS + minutes * 60_000;
}

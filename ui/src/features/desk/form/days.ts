// Days and times as the form holds them: those of Muscat, which has had no summer time since 1920.

const DAY_MS = 86_400_000;
const ZONE_MS = 4 * 3_600_000;

/** The day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(0, 10);
}

/** The time of day of an instant, `HH:MM`. */
export function timeOf(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(11, 16);
}

/** The days from today back, each with an instant of it to show it by. */
export function daysBack(now: number, count: number): { day: string; at: number }[] {
  return Array.from({ length: count }, (_, back) => ({
    day: dayOf(now - back * DAY_MS),
    at: now - back * DAY_MS,
  }));
}

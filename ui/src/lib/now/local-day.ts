// The local day of a moment. Never here: which moment it is.

/** Muscat is four hours ahead of UTC all year. */
const ZONE_MS = 4 * 3_600_000;

/** The local day of a moment, `2026-11-22`. */
export function localDay(at: number): string {
  return new Date(at + ZONE_MS).toISOString().slice(0, 10);
}

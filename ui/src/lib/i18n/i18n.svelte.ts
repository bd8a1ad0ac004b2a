// Language, digits and direction of the screen: the only place that knows them.
// Everything shown goes through here and follows a change at once; no form is built anew for it.
// Never here: phones and references, whose digits are always Latin (`PhoneText`, `ReferenceText`).

import type { FluentVariable } from '@fluent/bundle';
import { createContext } from 'svelte';

import type { Digits, LocaleCode } from '../backend';
import { bundleFor, intlTag, type MessageId } from './resources';

export type { MessageId } from './resources';
export type MessageArgs = Record<string, FluentVariable>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Noon of a Sunday. */
const SUNDAY_MS = Date.UTC(2026, 10, 22, 12);

/** Times of a shift are those of the ministry's own time zone, wherever the machine believes it is. */
const ZONE = 'Asia/Muscat';

function noonOf(localDay: string): number {
  return Date.parse(`${localDay}T12:00:00+04:00`);
}

export class I18n {
  locale: LocaleCode = $state('ar');
  digits: Digits = $state('latn');

  readonly dir: 'rtl' | 'ltr' = $derived(this.locale === 'ar' ? 'rtl' : 'ltr');
  readonly tag: string = $derived(intlTag(this.locale, this.digits));
  readonly #bundle = $derived(bundleFor(this.locale, this.digits));

  readonly #number = $derived(new Intl.NumberFormat(this.tag));
  readonly #two = $derived(new Intl.NumberFormat(this.tag, { minimumIntegerDigits: 2, useGrouping: false }));
  readonly #percent = $derived(new Intl.NumberFormat(this.tag, { style: 'percent' }));
  readonly #fine = $derived(new Intl.NumberFormat(this.tag, { style: 'percent', maximumFractionDigits: 1 }));
  readonly #time = $derived(
    new Intl.DateTimeFormat(this.tag, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    }),
  );
  readonly #date = $derived(
    new Intl.DateTimeFormat(this.tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE }),
  );
  readonly #dayMonth = $derived(
    new Intl.DateTimeFormat(this.tag, { day: 'numeric', month: 'long', timeZone: ZONE }),
  );
  readonly #fullDate = $derived(
    new Intl.DateTimeFormat(this.tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE }),
  );
  readonly #shortDay = $derived(
    new Intl.DateTimeFormat(this.tag, { day: 'numeric', month: 'short', timeZone: ZONE }),
  );
  readonly #month = $derived(new Intl.DateTimeFormat(this.tag, { month: 'short', timeZone: ZONE }));
  readonly #year = $derived(new Intl.DateTimeFormat(this.tag, { year: 'numeric', timeZone: ZONE }));
  readonly #weekday = $derived(new Intl.DateTimeFormat(this.tag, { weekday: 'long', timeZone: 'UTC' }));
  readonly #relative = $derived(new Intl.RelativeTimeFormat(this.tag, { numeric: 'always', style: 'short' }));

  set(locale: LocaleCode, digits: Digits): void {
    this.locale = locale;
    this.digits = digits;
  }

  /** The message in the language of the screen. A message that is not there shows its id. */
  t = (id: MessageId, args?: MessageArgs): string => {
    const pattern = this.#bundle.getMessage(id)?.value;
    if (!pattern) return id;
    return this.#bundle.formatPattern(pattern, args ?? null, []);
  };

  number = (value: number): string => this.#number.format(value);

  /** A share of one, e.g. 74%. */
  percent = (share: number): string => this.#percent.format(share);

  /** A share of one with a digit behind the point where there is one, e.g. 87.5%. */
  fine = (share: number): string => this.#fine.format(share);

  /** Hours and minutes of an instant in milliseconds, e.g. 09:41. */
  time = (at: number): string => this.#time.format(at);

  /** Weekday, day and month. */
  date = (at: number): string => this.#date.format(at);

  /** Day and month. */
  dayMonth = (at: number): string => this.#dayMonth.format(at);

  /** Day, month and year of a local day as it crosses, `YYYY-MM-DD`. */
  day = (localDay: string): string => this.#fullDate.format(noonOf(localDay));

  /** The same as short as it can be read, without the year. */
  shortDay = (localDay: string): string => this.#shortDay.format(noonOf(localDay));

  /** The month of a local day. */
  month = (localDay: string): string => this.#month.format(noonOf(localDay));

  /** The year of a local day. */
  year = (localDay: string): string => this.#year.format(noonOf(localDay));

  /** A day of the week, 0 for Sunday. */
  weekday = (day: number): string => this.#weekday.format(SUNDAY_MS + day * DAY_MS);

  /** Whether an instant falls on this local day; on none where the text is no day. */
  isOn = (localDay: string, at: number): boolean =>
    !Number.isNaN(Date.parse(localDay)) && this.day(localDay) === this.#fullDate.format(at);

  dateTime = (at: number): string => `${this.#fullDate.format(at)} ${this.time(at)}`;

  /** A length in milliseconds as minutes and seconds, with hours where there are any: 4:12, 1:04:12. */
  clock = (lengthMs: number): string => {
    const seconds = Math.max(0, Math.floor(lengthMs / 1000));
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const rest = this.#two.format(seconds % 60);
    if (hours === 0) return `${this.#two.format(minutes)}:${rest}`;
    return `${this.#number.format(hours)}:${this.#two.format(minutes)}:${rest}`;
  };

  /** How long ago an instant was, in words; the coarsest unit that is at least one. */
  ago = (at: number, now: number): string => {
    const passed = Math.max(0, now - at);
    if (passed < MINUTE_MS) return this.t('common-just-now');
    if (passed < HOUR_MS) return this.#relative.format(-Math.floor(passed / MINUTE_MS), 'minute');
    if (passed < DAY_MS) return this.#relative.format(-Math.floor(passed / HOUR_MS), 'hour');
    return this.#relative.format(-Math.floor(passed / DAY_MS), 'day');
  };

  /** The label of a thing that has one in each language. */
  label = (thing: { ar: string; en: string }): string =>
    this.locale === 'ar' ? thing.ar || thing.en : thing.en || thing.ar;
}

export const [useI18n, provideI18n] = createContext<I18n>();

// What the clocks of the calls say, for the eye in the head of a call and in the list of drafts, and for
// the ear once when a key turned them.
// Never here: the clocks themselves.

import type { CallForm } from '../../lib/backend';
import type { I18n } from '../../lib/i18n';
import { hasNumber, HOLDS_MAX, openHold, type HasClock } from './clock';
import type { DropResult, Turned } from './desk-clock';
import type { OpenDraft } from './open-draft.svelte';

/** How it stands with a call that is not simply spoken in; none where it is, or has ended. */
export function clockState(
  i18n: I18n,
  form: CallForm,
  now: number,
  hasClock: HasClock,
): { tone: 'warn' | 'bad'; text: string } | null {
  const hold = openHold(form, hasClock);
  if (hold) return { tone: 'warn', text: i18n.t('clock-on-hold', { length: i18n.clock(now - hold.from) }) };
  return form.dropped && hasClock(form.channel) ? { tone: 'bad', text: droppedWords(i18n, form, now) } : null;
}

function droppedWords(i18n: I18n, form: CallForm, now: number): string {
  // What is planned about a saved call stands among its follow-ups; the form of its correction has none of it.
  if (form.corrects) return i18n.t('clock-dropped');
  const { calledBackAt, promiseDay: day, promiseTime: time } = form;
  if (calledBackAt !== null) return i18n.t('clock-dropped-called', { time: i18n.time(calledBackAt) });
  if (day.trim() !== '' && time.trim() !== '') {
    if (i18n.isOn(day, now)) return i18n.t('clock-dropped-plan', { time });
    return i18n.t('clock-dropped-plan-on', { day: i18n.day(day), time });
  }
  return i18n.t(hasNumber(form) ? 'clock-dropped-no-plan' : 'clock-dropped-no-number');
}

/** What is said when calls went on hold or were taken up; nothing where none did. */
export function turnedWords(i18n: I18n, { held, uncounted, takenUp }: Turned): string {
  const said = held.map(({ form: { number } }) =>
    number ? i18n.t('clock-held-said', { number }) : i18n.t('clock-held-untold-said'),
  );
  if (uncounted.length > 0) said.push(i18n.t('clock-uncounted-said', { count: HOLDS_MAX }));
  if (takenUp) {
    const { number } = takenUp.form;
    said.push(number ? i18n.t('clock-taken-up-said', { number }) : i18n.t('clock-taken-up-untold-said'));
  }
  return said.join(' ');
}

/** What is said when the line of this call dropped, or is back. */
export function dropWords(i18n: I18n, draft: OpenDraft, result: DropResult): string {
  switch (result) {
    case 'planned':
      return i18n.t('clock-dropped-planned-said', { time: draft.form.promiseTime });
    case 'promised':
      return i18n.t('clock-dropped-promised-said');
    case 'no_number':
      return i18n.t('clock-dropped-no-number-said');
    case 'unplanned':
      return i18n.t('clock-dropped-unplanned-said');
    case 'on_again':
      return i18n.t('clock-on-again-said');
    case 'no_clock':
      return i18n.t('clock-none-said');
    case 'nothing':
      return '';
  }
}

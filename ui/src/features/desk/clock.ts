// The clock of a call as its form has it: on hold, ended, dropped, called back. Every change is a key's,
// and is said here as what changes in the form; a clock of the machine that was set back meanwhile never
// makes a moment earlier than the last one.
// Never here: which call is in front, words, and anything that closes, saves or discards.

import type { CallForm, HoldForm } from '../../lib/backend';
import { emptyForm } from './form/empty';

/** The most holds of one call, as the backend keeps them. */
export const HOLDS_MAX = 50;

/**
 * A call whose end nobody has said counts as spoken for so long. Nobody is on the telephone for four hours;
 * what is older was left open, and neither keeps the desk from locking nor goes on hold.
 */
const CALL_RUNS_AT_MOST_MS = 4 * 60 * 60_000;

/** Whoever goes round the drafts and past one in this time has not spoken with its caller. */
const PASSING_MS = 2_000;

/** What a key changes about the clock, and about the call-back that goes with it. */
export type ClockChange = Partial<
  Pick<
    CallForm,
    | 'endedAt'
    | 'holds'
    | 'dropped'
    | 'callBackPlanned'
    | 'calledBackAt'
    | 'parentCall'
    | 'promiseKind'
    | 'promiseDay'
    | 'promiseTime'
  >
>;

/** Whether contacts by this channel have a clock: somebody is on the telephone. The lists know. */
export type HasClock = (channel: string) => boolean;

/** It is entered after the fact: the clock of the form is not that of the call. */
function isLate(form: CallForm): boolean {
  return form.happenedDay.trim() !== '' || form.happenedTime.trim() !== '';
}

/** It can be put on hold, or drop: nobody speaks in a call that is being corrected. */
export function canTurn(form: CallForm, hasClock: HasClock): boolean {
  return hasClock(form.channel) && !isLate(form) && !form.corrects;
}

/** The hold that goes on; none in a call that has ended, also where it ended on hold. */
export function openHold(form: CallForm, hasClock: HasClock): HoldForm | null {
  const last = form.holds.at(-1);
  return last?.until === null && form.endedAt === null && canTurn(form, hasClock) ? last : null;
}

/** Somebody is on the line, spoken with or on hold. */
export function clockRuns(form: CallForm, now: number, hasClock: HasClock): boolean {
  return canTurn(form, hasClock) && form.endedAt === null && now - form.startedAt < CALL_RUNS_AT_MOST_MS;
}

/** The last moment that the clock of this call has seen. */
function lastMoment(form: CallForm): number {
  const last = form.holds.at(-1);
  return Math.max(form.startedAt, last?.until ?? last?.from ?? 0);
}

/** The caller is put on hold; null where there are as many holds as there can be. `byHand` is never a passing by. */
export function putOnHold(form: CallForm, now: number, byHand = false): ClockChange | null {
  const last = form.holds.at(-1);
  const from = Math.max(now, lastMoment(form));
  const until = last?.until ?? Infinity;
  const passed = !byHand && now >= until && now - until < PASSING_MS;
  // One that begins where the last one began is that one.
  if (last && (passed || last.from === from)) {
    return { holds: [...form.holds.slice(0, -1), { ...last, until: null }] };
  }
  if (form.holds.length >= HOLDS_MAX) return null;
  return { holds: [...form.holds, { from, until: null }] };
}

/** The caller is spoken with again. */
export function takenUp(form: CallForm, now: number): ClockChange {
  const last = form.holds.at(-1);
  if (last?.until !== null) return {};
  return { holds: [...form.holds.slice(0, -1), { ...last, until: Math.max(now, last.from) }] };
}

/** The call has ended; on hold, the hold has no end of its own. */
export function ended(form: CallForm, now: number): ClockChange {
  return { endedAt: Math.max(now, lastMoment(form)) };
}

/** It goes on after all, on hold where it was; also the line of a call that had dropped. */
export function goneOn(form: CallForm): ClockChange {
  return { endedAt: null, dropped: false, calledBackAt: null, ...withoutPlan(form) };
}

/** The line dropped. */
export function dropped(form: CallForm, now: number): ClockChange {
  return { ...(form.endedAt === null ? ended(form, now) : {}), dropped: true };
}

/** How a planned call-back is remembered. */
export function planOf(day: string, time: string): string {
  return `${day} ${time}`;
}

const NO_PROMISE = { promiseKind: '', promiseDay: '', promiseTime: '' } as const;

/** The call-back stands as it was planned by itself: nobody has touched it. */
function isAsPlanned({ callBackPlanned, promiseDay, promiseTime, promise }: CallForm): boolean {
  return callBackPlanned === planOf(promiseDay, promiseTime) && promise.trim() === '';
}

/** The call-back that was planned by itself, where nobody has touched it, goes. */
function withoutPlan(form: CallForm): ClockChange {
  return { callBackPlanned: '', ...(isAsPlanned(form) ? NO_PROMISE : {}) };
}

/** Something is promised already. */
export function hasPromise({ promise, promiseDay, promiseTime }: CallForm): boolean {
  return [promise, promiseDay, promiseTime].some((one) => one.trim() !== '');
}

/** There is a number to call. */
export function hasNumber(form: CallForm): boolean {
  return form.number.trim() !== '';
}

/**
 * The caller is being called back: nothing is left to plan. What was planned by itself is remembered for a
 * call-back that was begun by mistake.
 */
export function calledBack(form: CallForm, now: number): ClockChange {
  if (isAsPlanned(form)) return { calledBackAt: now, ...NO_PROMISE };
  const goneBefore = form.calledBackAt !== null && !hasPromise(form);
  return { calledBackAt: now, ...(goneBefore ? {} : { callBackPlanned: '' }) };
}

/** The caller was not called back after all: what was planned is owed again, unless something else is. */
export function notCalledBack(form: CallForm): ClockChange {
  const [promiseDay, promiseTime] = form.callBackPlanned.split(' ');
  if (!promiseDay || !promiseTime || hasPromise(form)) return { calledBackAt: null };
  return { calledBackAt: null, promiseKind: '', promiseDay, promiseTime };
}

/** The call that goes on with one that dropped: whose it is and what it is about, and nothing that was said. */
export function callBackOf(form: CallForm, now: number): CallForm {
  const { number, callerName, caller, anonymous, language } = form;
  const { type, subCategory, subjectText, facility, facilityText, governorate, urgent, urgentSaid } = form;
  return {
    ...emptyForm(now),
    channel: 'phone_out',
    parentCall: form.id,
    ...{ number, callerName, caller, anonymous, language },
    ...{ type, subCategory, subjectText, facility, facilityText, governorate, urgent, urgentSaid },
  };
}

/**
 * What changes in a call that dropped where it is saved along with its call-back: it is about the same where
 * nothing else was said of it, and joins the case of that one. Null where it is a matter of its own.
 */
export function alongWith(first: CallForm, back: CallForm, kase: string): Partial<CallForm> | null {
  if (first.type !== '' && first.type !== back.type && !kase) return null;
  const isOpen = first.type === '' || (first.type === back.type && first.subCategory === '');
  const { type, subCategory, subjectText, facility, facilityText, governorate } = back;
  const isPlaced = first.facility !== '' || first.facilityText.trim() !== '' || first.governorate !== '';
  return {
    linkCase: first.linkCase || kase,
    ...(isOpen ? { type, subCategory, subjectText } : {}),
    ...(isPlaced ? {} : { facility, facilityText, governorate }),
  };
}

/** How long a caller was on hold until now. */
export function heldMs(form: CallForm, now: number): number {
  const end = form.endedAt ?? now;
  return form.holds.reduce((sum, { from, until }) => sum + Math.max(0, (until ?? end) - from), 0);
}

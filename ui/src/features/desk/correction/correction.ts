// A correction of a saved call: how it is opened, what was saved of it, and what is left to go on with.
// Never here: the fields, which the form of any call has.

import type { Amendment, Backend, CallForm } from '../../../lib/backend';
import type { I18n } from '../../../lib/i18n';
import { newId } from '../../../lib/text';
import type { OpenDraft } from '../open-draft.svelte';

/** A correction that was saved, as it went. */
export interface Amended {
  form: CallForm;
  saved: Extract<Amendment, { state: 'saved' }>;
  /** What was typed between the save and its answer, as a correction of its own. */
  rest: OpenDraft | null;
}

/** The form that corrects this call, under an id of its own. */
export async function correctionOf(backend: Backend, call: string, now: number): Promise<CallForm> {
  return { ...(await backend.callForm(call)), id: newId(now) };
}

/** What a form holds that says something of the call; the rest is the correction's own. */
const OWN = new Set<string>(['id', 'duty', 'corrects', 'startedAt', 'endedAt']);

/** The times of the call, which are typed too. */
const TIMES = ['day', 'start', 'end'] as const;

/** Whether something was typed since the form was sent. */
export function typedSince(sent: CallForm, now: CallForm): boolean {
  return changedSince(sent, now).length > 0 || timesSince(sent, now).length > 0;
}

function timesSince(sent: CallForm, now: CallForm): (typeof TIMES)[number][] {
  return TIMES.filter((time) => sent.corrects?.[time] !== now.corrects?.[time]);
}

function changedSince(sent: CallForm, now: CallForm): (keyof CallForm)[] {
  const names = Object.keys(now) as (keyof CallForm)[];
  return names.filter((name) => !OWN.has(name) && JSON.stringify(now[name]) !== JSON.stringify(sent[name]));
}

/**
 * What was typed since `sent`, on the call as it stands by now: what others changed, or this save wrote, is
 * not written back.
 */
export function restOf(sent: CallForm, typed: CallForm, fresh: CallForm): CallForm {
  const changed = changedSince(sent, typed).map((name) => [name, typed[name]] as const);
  const times = timesSince(sent, typed).map((time) => [time, typed.corrects?.[time]] as const);
  const corrects = fresh.corrects && { ...fresh.corrects, ...Object.fromEntries(times) };
  return { ...fresh, ...Object.fromEntries(changed), corrects };
}

export function correctedWords(i18n: I18n, { saved, rest }: Amended): string {
  const count = saved.fields.length;
  const nothing = saved.promise === null ? 'correct-same' : 'correct-promise-alone';
  const said = count === 0 ? i18n.t(nothing) : i18n.t('correct-saved', { count });
  return rest ? `${said} ${i18n.t('correct-saved-rest')}` : said;
}

/** Whether saving it wrote something that can be taken back. */
export function canBeTakenBack({ saved }: Amended): boolean {
  return saved.entry !== null || saved.promise !== null;
}

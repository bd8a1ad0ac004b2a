// What is said of a call that was saved: always by its own number and reference, since another call may
// be in front by then.

import type { I18n } from '../../lib/i18n';
import type { Saved } from './desk.svelte';

/** The call was added to a case instead of opening one. */
export function wasLinked({ form }: Saved): boolean {
  return form.linkCase !== '';
}

/** The day and time of a promise. */
export function whenWords(i18n: I18n, due: number): string {
  return `${i18n.date(due)} ${i18n.time(due)}`;
}

/** What became of the call that dropped and that this one called back. */
export function alongWords(i18n: I18n, { along }: Saved): string {
  if (!along) return '';
  return i18n.t(along === 'left' ? 'desk-saved-along-left' : 'desk-saved-along');
}

/** Of what is no call: it has no number to be told by. */
function contactSaved(i18n: I18n, one: Saved): string {
  const { added, caseReference: reference, row } = one.logged;
  if (added) {
    const args = { time: i18n.time(row.startedAt), reference: reference ?? '' };
    return reference ? i18n.t('channel-added-case-said', args) : i18n.t('channel-added-said', args);
  }
  if (!reference) return i18n.t('channel-saved-said');
  return wasLinked(one)
    ? i18n.t('channel-saved-linked-said', { reference })
    : i18n.t('channel-saved-case-said', { reference });
}

export function confirmation(i18n: I18n, one: Saved): string {
  const { logged, rest } = one;
  const number = logged.row.number;
  const reference = logged.caseReference;
  const saved =
    one.kind !== 'phone' || logged.added
      ? contactSaved(i18n, one)
      : reference && wasLinked(one)
        ? i18n.t('desk-saved-linked-said', { reference })
        : reference
          ? number
            ? i18n.t('desk-saved-case-of', { number, reference })
            : i18n.t('desk-saved-case-said', { reference })
          : number
            ? i18n.t('desk-saved-of', { number })
            : i18n.t('desk-saved-said');
  const due = logged.promisedDue;
  const promised = due === null ? '' : i18n.t('form-promised-said', { when: whenWords(i18n, due) });
  const more = rest ? i18n.t('desk-saved-rest') : '';
  return [saved, alongWords(i18n, one), promised, more].filter(Boolean).join(' ');
}

// What a channel asks of the form, and what a contact by it begins with.
// Never here: which channels there are; they are data of the lists.

import type { CallForm, Channel } from '../../../lib/backend';
import type { I18n } from '../../../lib/i18n';
import { CHOICES_MAX, type Keys } from '../../../lib/keys';
import type { CodeLists } from '../../../lib/lists';
import { dayOf, timeOf } from '../form/days';

/** Fields about who wrote and when, which a call has not. */
export const EXCHANGE = [
  'handle',
  'messageLink',
  'receivedDay',
  'receivedTime',
  'answeredDay',
  'answeredTime',
] as const satisfies readonly (keyof CallForm)[];

/** What the form begins with by a channel: it came in now, unless somebody says otherwise. */
export type Beginning = Pick<CallForm, 'channel' | 'receivedDay' | 'receivedTime'>;

export function beginningBy(channel: Channel | undefined, code: string, now: number): Beginning {
  const kind = channel?.kind;
  const asks = kind === 'message' || kind === 'letter';
  return {
    channel: code,
    receivedDay: asks ? dayOf(now) : '',
    // Of a letter the day is enough.
    receivedTime: kind === 'message' ? timeOf(now) : '',
  };
}

/** Whether who wrote and when stands on the form: the channel asks for it, or something is filled in. */
export function showsExchange(channel: Channel | undefined, form: CallForm): boolean {
  return channel?.sender != null || EXCHANGE.some((field) => form[field].trim() !== '');
}

/** The field in which a contact by a channel begins. */
export function firstField(channel: Channel | undefined): 'handle' | 'number' {
  return channel?.sender ? 'handle' : 'number';
}

/** Asks for a channel by its digit. Of more than there are digits, the last one leads to the others. */
export function askChannel(
  i18n: I18n,
  keys: Keys,
  lists: CodeLists,
  choose: (channel: Channel) => void,
): void {
  const ask = (channels: readonly Channel[]): void => {
    const fits = channels.length <= CHOICES_MAX;
    const here = fits ? channels : channels.slice(0, CHOICES_MAX - 1);
    const others = channels.slice(here.length);
    const more = {
      label: i18n.t('channel-others'),
      choose: () => {
        ask(others);
      },
    };
    keys.ask({
      title: i18n.t('channel-choose'),
      choices: [
        ...here.map((channel) => ({
          label: i18n.label(channel),
          choose: () => {
            choose(channel);
          },
        })),
        ...(others.length > 0 ? [more] : []),
      ],
    });
  };
  ask(lists.all.channels.filter(({ active }) => active));
}

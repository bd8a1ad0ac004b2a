// What is called otherwise by the kind of contact: a call has a caller, a letter somebody whose matter it is.
// Whatever reads well for all kinds is said in one sentence of its own and is not here.

import type { ChannelKind } from '../backend';
import type { MessageId } from '../i18n';

export const KIND_WORDS = {
  /** The head of a new form. */
  title: {
    phone: 'desk-call-title',
    message: 'channel-title-message',
    visit: 'channel-title-visit',
    letter: 'channel-title-letter',
  },
  /** Who it came from. */
  caller: {
    phone: 'common-caller',
    message: 'channel-caller-message',
    visit: 'channel-caller-visit',
    letter: 'channel-caller-letter',
  },
  /** What they said or wrote. */
  note: {
    phone: 'desk-note',
    message: 'channel-note-message',
    visit: 'channel-note-visit',
    letter: 'channel-note-letter',
  },
} as const satisfies Record<string, Record<ChannelKind, MessageId>>;

// What was found, as sentences: what it is, what went wrong beneath it, and what to do.

import { faultWords } from '../../../components/fault-words';
import type { Finding } from '../../../lib/backend';
import { FINDINGS } from '../../../lib/condition';
import { explain } from '../../../lib/errors';
import type { I18n, MessageArgs } from '../../../lib/i18n';

export interface Sentences {
  is: string;
  problem: string | null;
  todo: string | null;
}

export function sentences(i18n: I18n, finding: Finding): Sentences {
  const { is, todo } = FINDINGS[finding.code];
  return {
    is: i18n.t(is, facts(i18n, finding)),
    problem: finding.problem && explain(i18n, finding.problem),
    todo: todo ? i18n.t(todo) : null,
  };
}

/** An instant by its name; a number with a sign, a version and a code stay as they are. */
function facts(i18n: I18n, { args }: Finding): MessageArgs {
  const facts: MessageArgs = {};
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    if (name === 'at' || name.endsWith('_at')) facts[name] = i18n.dateTime(Number(value));
    else if (name === 'what') facts[name] = i18n.t(faultWords(value));
    else facts[name] = /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return facts;
}

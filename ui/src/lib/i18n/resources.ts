// The Fluent files of both languages, read into bundles. Both are in the script, so that the language
// changes at once and offline.
// Never here: a choice of language (that is `I18n`), a message written in code.

import { FluentBundle, FluentResource } from '@fluent/bundle';

import type { Digits, LocaleCode } from '../backend';

// The words of the central server's own page and of a bulletin's files are no screen's.
const files = import.meta.glob<string>(
  ['../../../../locales/*/*.ftl', '!**/centre.ftl', '!**/bulletin.ftl'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** Names of the Fluent files; each message id begins with the name of its file. */
export type Subject =
  | 'common'
  | 'caller'
  | 'channel'
  | 'start'
  | 'signin'
  | 'lock'
  | 'drafts'
  | 'clock'
  | 'desk'
  | 'form'
  | 'cases'
  | 'correct'
  | 'shift'
  | 'quality'
  | 'journal'
  | 'history'
  | 'figures'
  | 'surveys'
  | 'exports'
  | 'erasure'
  | 'retention'
  | 'viewing'
  | 'backups'
  | 'restoring'
  | 'doctor'
  | 'improvement'
  | 'importing'
  | 'review'
  | 'settings'
  | 'lists'
  | 'desktop'
  | 'notices'
  | 'status'
  | 'errors'
  | 'keys'
  | 'cards'
  | 'palette';

/** Id of a message, always written out: a test looks for each in both languages. */
export type MessageId = `${Subject}-${string}`;

/** Region and calendar are always named: what plain `ar` gives differs between versions of ICU. */
export function intlTag(locale: LocaleCode, digits: Digits): string {
  const region = locale === 'ar' ? 'ar-OM' : 'en-GB';
  return `${region}-u-nu-${digits}-ca-gregory`;
}

function textOf(locale: LocaleCode): string {
  return Object.entries(files)
    .filter(([path]) => path.includes(`/${locale}/`))
    .map(([, text]) => text)
    .join('\n');
}

const resources: Record<LocaleCode, FluentResource> = {
  ar: new FluentResource(textOf('ar')),
  en: new FluentResource(textOf('en')),
};

/** A bundle whose own numbers follow the digits; every inserted value is isolated from the sentence. */
export function bundleFor(locale: LocaleCode, digits: Digits): FluentBundle {
  const bundle = new FluentBundle(intlTag(locale, digits), { useIsolating: true });
  bundle.addResource(resources[locale]);
  return bundle;
}

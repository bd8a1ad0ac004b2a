// What the keys of the card do: choose who calls, add the call to a case. Each again takes it back.

import type { Announcer } from '../../../lib/announcer';
import type { CallerCase, CallerPerson } from '../../../lib/backend';
import type { I18n } from '../../../lib/i18n';
import { CHOICES_MAX, type Keys } from '../../../lib/keys';
import { callTitle, type CodeLists } from '../../../lib/lists';
import type { OpenDraft } from '../open-draft.svelte';

export interface Means {
  i18n: I18n;
  keys: Keys;
  announcer: Announcer;
  lists: CodeLists;
}

export function personName(i18n: I18n, person: { nameAr: string; nameLatin: string }): string {
  return i18n.label({ ar: person.nameAr, en: person.nameLatin });
}

export function choosePerson({ i18n, announcer }: Means, draft: OpenDraft, person: CallerPerson): void {
  const name = personName(i18n, person);
  const again = draft.form.caller === person.id;
  draft.chooseCaller(again ? null : { id: person.id, name });
  announcer.say(again ? i18n.t('caller-unchosen-said') : i18n.t('caller-chosen-said', { name }));
}

export function linkCase({ i18n, announcer }: Means, draft: OpenDraft, kase: CallerCase): void {
  if (draft.form.corrects) {
    announcer.say(i18n.t('correct-no-link'));
    return;
  }
  const again = draft.form.linkCase === kase.id;
  draft.linkTo(again ? '' : kase.id);
  announcer.say(
    again ? i18n.t('caller-unlinked-said') : i18n.t('caller-linked-said', { reference: kase.reference }),
  );
}

export function askPerson(means: Means, draft: OpenDraft, people: readonly CallerPerson[]): void {
  const { i18n, keys, announcer } = means;
  if (people.length === 0) {
    announcer.say(i18n.t('caller-nobody'));
    return;
  }
  keys.ask({
    title: i18n.t('caller-which-person'),
    choices: people.slice(0, CHOICES_MAX).map((person) => ({
      label: personName(i18n, person),
      choose: () => {
        choosePerson(means, draft, person);
      },
    })),
  });
}

export function askCase(means: Means, draft: OpenDraft, cases: readonly CallerCase[]): void {
  const { i18n, keys, announcer, lists } = means;
  if (cases.length === 0) {
    announcer.say(i18n.t('caller-no-cases'));
    return;
  }
  keys.ask({
    title: i18n.t('caller-which-case'),
    choices: cases.slice(0, CHOICES_MAX).map((kase) => ({
      label: `${callTitle(i18n, lists, kase.type, kase.subCategory)} ${kase.reference}`,
      choose: () => {
        linkCase(means, draft, kase);
      },
    })),
  });
}

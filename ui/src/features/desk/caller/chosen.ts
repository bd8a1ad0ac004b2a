// What the keys of the card do: choose who calls, add the call to a case. Each again takes it back.

import type { Announcer } from '../../../lib/announcer';
import type { CallerCase, CallerPerson, LikelyPerson } from '../../../lib/backend';
import { focusField } from '../../../lib/form';
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

/** What tells somebody from others of the name: kind, place, calls. */
export function aboutPerson(i18n: I18n, lists: CodeLists, person: CallerPerson): string {
  const place = person.wilayat
    ? i18n.label(lists.wilayatLabel(person.wilayat))
    : person.governorate
      ? i18n.label(lists.governorateLabel(person.governorate))
      : '';
  return [
    person.beneficiary ? i18n.label(lists.beneficiaryLabel(person.beneficiary)) : '',
    place,
    person.calls > 0 ? i18n.t('caller-calls-count', { count: person.calls }) : '',
    person.lastCallAt === null ? '' : i18n.t('caller-last-call', { date: i18n.dayMonth(person.lastCallAt) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function choosePatient({ i18n, announcer }: Means, draft: OpenDraft, person: CallerPerson): void {
  const name = personName(i18n, person);
  const again = draft.form.patient === person.id;
  draft.choosePatient(again ? null : { id: person.id, name });
  announcer.say(again ? i18n.t('form-patient-unchosen-said') : i18n.t('form-patient-chosen-said', { name }));
}

/** Asks who of the people on the number is the patient; who calls is not asked for. */
export function askPatient(means: Means, draft: OpenDraft, people: readonly CallerPerson[]): void {
  const { i18n, keys, announcer } = means;
  const others = people.filter(({ id }) => id !== draft.form.caller);
  if (others.length === 0) {
    announcer.say(i18n.t('form-patient-nobody'));
    return;
  }
  keys.ask({
    title: i18n.t('form-which-patient'),
    choices: others.slice(0, CHOICES_MAX).map((person) => ({
      label: personName(i18n, person),
      choose: () => {
        choosePatient(means, draft, person);
        // Who they are to each other is said by nobody but the caller.
        if (draft.form.relation === '') focusField('relation');
      },
    })),
  });
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

/** How many of the people on the number have a key of their own: whoever bears the name that is typed has one too. */
export function keyed(people: readonly CallerPerson[], likely: readonly LikelyPerson[]): number {
  return Math.min(people.length, CHOICES_MAX - likely.length);
}

/** Asks who calls: the people on the number, and behind them those whose name is like the one typed. */
export function askPerson(
  means: Means,
  draft: OpenDraft,
  people: readonly CallerPerson[],
  likely: readonly LikelyPerson[],
): void {
  const { i18n, keys, announcer } = means;
  const onNumber = people
    .slice(0, keyed(people, likely))
    .map((person) => ({ person, label: personName(i18n, person) }));
  const alike = likely.map(({ person, score }) => ({
    person,
    label: i18n.t('caller-likely-choice', {
      name: personName(i18n, person),
      percent: i18n.percent(score / 100),
    }),
  }));
  if (onNumber.length + alike.length === 0) {
    announcer.say(i18n.t('caller-nobody'));
    return;
  }
  keys.ask({
    title: i18n.t('caller-which-person'),
    choices: [...onNumber, ...alike].map(({ person, label }) => ({
      label,
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

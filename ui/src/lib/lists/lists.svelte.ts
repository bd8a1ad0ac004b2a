// The code lists, looked up by code. Old records may name what is retired or unknown here: then the
// code itself is shown, never nothing. Another version of them may come at any moment: whatever is shown
// from them is shown anew, and what was typed or chosen stays.

import { createContext } from 'svelte';

import type { CallType, Channel, ChannelKind, Coded, Lists, SubCategory } from '../backend';
import type { I18n } from '../i18n';
import { byKey } from './by-key';

type Labelled = { ar: string; en: string };

/** The lists of plain codes. */
export type ListName = {
  [Name in keyof Lists]: Lists[Name] extends Coded[] ? Name : never;
}[keyof Lists];

/** Which of a list can be chosen. */
export interface Choosable {
  /** Of this group alone. */
  group?: string;
  /** What is chosen already: it stays to be seen where it was retired since, or no list here knows it. */
  chosen?: string;
}

export class CodeLists {
  #all: Lists = $state.raw() as Lists;
  readonly #types = $derived(byKey(this.#all.types, ({ code }) => code));
  readonly #subjects = $derived(byKey(this.#all.subCategories, ({ type, code }) => subjectKey(type, code)));
  readonly #facilities = $derived(byKey(this.#all.facilities, ({ code }) => code));

  constructor(all: Lists) {
    this.#all = all;
  }

  get all(): Lists {
    return this.#all;
  }

  /** Another version of them is in use. */
  take(all: Lists): void {
    this.#all = all;
  }

  /** The types that can be chosen now, and the one that is chosen, also where no list here knows it. */
  types(chosen: string): CallType[] {
    const offered = this.#all.types.filter((type) => type.active || type.code === chosen);
    return chosen === '' || this.type(chosen) ? offered : [...offered, unknownType(chosen)];
  }

  /** The label of a code of a list. */
  label(list: ListName, code: string): Labelled {
    return labelIn(this.all[list] as readonly Coded[], code);
  }

  /** What can be chosen from a list now. */
  options(i18n: I18n, list: ListName, { group, chosen }: Choosable = {}): { value: string; label: string }[] {
    const rows = this.all[list] as readonly Coded[];
    const offered = rows
      .filter((one) => one.code === chosen || (one.active && (group === undefined || one.group === group)))
      .map((one) => ({ value: one.code, label: i18n.label(one) }));
    const isThere = !chosen || offered.some(({ value }) => value === chosen);
    return isThere ? offered : [...offered, { value: chosen, label: chosen }];
  }

  type(code: string): CallType | undefined {
    return this.#types.get(code);
  }

  subject(type: string, code: string): SubCategory | undefined {
    return this.#subjects.get(subjectKey(type, code));
  }

  facility(code: string): Coded | undefined {
    return this.#facilities.get(code);
  }

  channel(code: string): Channel | undefined {
    return this.all.channels.find((one) => one.code === code);
  }

  /** The kind of a channel. One that the lists do not know is taken for the telephone. */
  kindOf(channel: string): ChannelKind {
    return this.channel(channel)?.kind ?? 'phone';
  }

  /** Whether a contact by this channel runs by a clock: starts, holds, ends. */
  hasClock(channel: string): boolean {
    return this.channel(channel)?.kind === 'phone';
  }

  typeLabel(code: string): Labelled {
    return this.type(code) ?? plain(code);
  }

  subjectLabel(type: string, code: string): Labelled {
    return this.subject(type, code) ?? plain(code);
  }

  /** A facility of the list, or the words that were typed for one. */
  facilityLabel(codeOrWords: string): Labelled {
    return this.facility(codeOrWords) ?? plain(codeOrWords);
  }

  outcomeLabel(code: string): Labelled {
    return labelIn(this.all.outcomes, code);
  }

  governorateLabel(code: string): Labelled {
    return labelIn(this.all.governorates, code);
  }

  wilayatLabel(code: string): Labelled {
    return labelIn(this.all.wilayats, code);
  }

  channelLabel(code: string): Labelled {
    return this.channel(code) ?? plain(code);
  }

  shiftLabel(code: string): Labelled {
    return labelIn(this.all.shifts, code);
  }

  relationLabel(code: string): Labelled {
    return labelIn(this.all.relations, code);
  }

  beneficiaryLabel(code: string): Labelled {
    return labelIn(this.all.beneficiaries, code);
  }

  caseStatusLabel(code: string): Labelled {
    return labelIn(this.all.caseStatuses, code);
  }

  flagReasonLabel(code: string): Labelled {
    return labelIn(this.all.flagReasons, code);
  }

  roleLabel(code: string): Labelled {
    return labelIn(this.all.roles, code);
  }
}

/** A subject is named by its type and its own code together. */
export function subjectKey(type: string, code: string): string {
  return `${type}/${code}`;
}

/** What is known of a type that no list here has: its code. It has no key, and nobody chooses it anew. */
function unknownType(code: string): CallType {
  return {
    ...plain(code),
    code,
    digit: -1,
    caseRule: 'never',
    defaultOutcome: '',
    minimum: [],
    active: false,
  };
}

function plain(code: string): Labelled {
  return { ar: code, en: code };
}

function labelIn(list: readonly Coded[], code: string): Labelled {
  return list.find((one) => one.code === code) ?? plain(code);
}

export const [useLists, provideLists] = createContext<CodeLists>();

// The code lists, looked up by code. Old records may name what is retired or unknown here: then the
// code itself is shown, never nothing.

import { createContext } from 'svelte';

import type { CallType, Channel, ChannelKind, Coded, Lists, SubCategory } from '../backend';
import type { I18n } from '../i18n';

type Labelled = { ar: string; en: string };

/** The lists of plain codes. */
export type ListName = {
  [Name in keyof Lists]: Lists[Name] extends Coded[] ? Name : never;
}[keyof Lists];

export class CodeLists {
  readonly all: Lists;
  readonly #types: Map<string, CallType>;
  readonly #subjects: Map<string, SubCategory>;
  readonly #facilities: Map<string, Coded>;

  constructor(all: Lists) {
    this.all = all;
    this.#types = new Map(all.types.map((type) => [type.code, type]));
    this.#subjects = new Map(
      all.subCategories.map((subject) => [subjectKey(subject.type, subject.code), subject]),
    );
    this.#facilities = new Map(all.facilities.map((facility) => [facility.code, facility]));
  }

  /** The label of a code of a list. */
  label(list: ListName, code: string): Labelled {
    return labelIn(this.all[list] as readonly Coded[], code);
  }

  /** What can be chosen from a list now, of one group where one is named. */
  options(i18n: I18n, list: ListName, group?: string): { value: string; label: string }[] {
    const rows = this.all[list] as readonly Coded[];
    return rows
      .filter((one) => one.active && (group === undefined || one.group === group))
      .map((one) => ({ value: one.code, label: i18n.label(one) }));
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

function plain(code: string): Labelled {
  return { ar: code, en: code };
}

function labelIn(list: readonly Coded[], code: string): Labelled {
  return list.find((one) => one.code === code) ?? plain(code);
}

export const [useLists, provideLists] = createContext<CodeLists>();

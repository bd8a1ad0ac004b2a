// The type-aheads of the desk: subjects of all types, facilities, entities, as options of a list.

import type { ComboFound } from '../../components/options';
import { Finder } from '../../lib/arabic/finder';
import type { Coded, SubCategory } from '../../lib/backend';
import type { I18n } from '../../lib/i18n';
import { subjectKey, type CodeLists } from '../../lib/lists';
import { toneOf } from '../../lib/tones';

/** The most options offered at once; more are said, not shown. */
const OPTIONS_MAX = 30;

export class Subjects {
  readonly #lists: CodeLists;
  // Folded anew where other lists came, and not with each call.
  readonly #subjects: Finder<SubCategory> = $derived.by(
    () =>
      new Finder(
        this.#lists.all.subCategories.filter((subject) => subject.active),
        (subject) => [subject.ar, subject.en],
        (subject) => subject.synonyms,
      ),
  );
  readonly #facilities: Finder<Coded> = $derived.by(() => finder(this.#lists.all.facilities));
  readonly #entities: Finder<Coded> = $derived.by(() => finder(this.#lists.all.entities));

  constructor(lists: CodeLists) {
    this.#lists = lists;
  }

  /** Subjects of all types, those of the chosen one first; with nothing typed, those of it alone. */
  findSubjects(i18n: I18n, typed: string, type: string): ComboFound {
    if (typed.trim() === '') {
      const own = this.#lists.all.subCategories.filter(
        (subject) => subject.active && (type === '' || subject.type === type),
      );
      return this.#options(i18n, own.slice(0, OPTIONS_MAX), own.length);
    }
    const found = this.#subjects.find(typed, OPTIONS_MAX, (subject) => subject.type === type);
    return this.#options(i18n, found.items, found.total);
  }

  findFacilities(i18n: I18n, typed: string, governorate: string): ComboFound {
    const found = this.#facilities.find(
      typed,
      OPTIONS_MAX,
      (facility) => governorate !== '' && facility.group === governorate,
    );
    const options = found.items.map((facility) => ({
      key: facility.code,
      label: i18n.label(facility),
      detail: facility.group ? i18n.label(this.#lists.governorateLabel(facility.group)) : '',
    }));
    return { options, more: found.total - options.length };
  }

  /** Bodies that a case can be referred to; with nothing typed, the first of all. */
  findEntities(i18n: I18n, typed: string): ComboFound {
    const all = this.#lists.all.entities.filter((entity) => entity.active);
    const found =
      typed.trim() === ''
        ? { items: all.slice(0, OPTIONS_MAX), total: all.length }
        : this.#entities.find(typed, OPTIONS_MAX, () => false);
    const options = found.items.map((entity) => ({ key: entity.code, label: i18n.label(entity) }));
    return { options, more: found.total - options.length };
  }

  #options(i18n: I18n, subjects: SubCategory[], total: number): ComboFound {
    const options = subjects.map((subject) => ({
      key: subjectKey(subject.type, subject.code),
      label: i18n.label(subject),
      detail: i18n.label(this.#lists.typeLabel(subject.type)),
      tone: toneOf(subject.type),
    }));
    return { options, more: total - options.length };
  }
}

function finder(rows: Coded[]): Finder<Coded> {
  return new Finder(
    rows.filter((row) => row.active),
    (row) => [row.ar, row.en],
  );
}

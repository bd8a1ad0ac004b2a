// What the site holds, as something to be found: cases, people, calls and answer cards by the beginnings
// of their words or any three digits. One question goes out for all of them, so that they are painted
// together and none jumps under a finger; the backend ends it when the next letter comes.
// Never here: who may see what, which the backend decides by what it answers.

import type {
  Backend,
  CardRow,
  FoundCall,
  FoundCase,
  FoundPerson,
  SearchAnswer,
  SearchIn,
} from '../../lib/backend';
import type { I18n } from '../../lib/i18n';
import { callTitle, type CodeLists } from '../../lib/lists';
import type { Opening } from '../../lib/opening';
import { lengthOf } from '../../lib/text';
import type { Asking, Found, Group, Source } from './palette.svelte';

/** What a person may look for. */
export interface MayFind {
  cases: boolean;
  people: boolean;
  cards: boolean;
}

/** Rows of one list, and where it goes on. */
interface List<T> {
  rows: T[];
  next: string | null;
  unfinished: boolean;
}

/** As many characters as the backend looks for. */
const ASKED_MAX = 200;
/** Rows that are looked for before the first are painted, where looking was ended by time. */
const ENOUGH = 6;
/** How often a list that was ended by time is gone on with by itself. */
const GOES_ON_MAX = 12;
/** Characters of a note that are shown. */
const NOTE_SHOWN = 60;

export class Records implements Source {
  readonly #backend: Backend;
  readonly #i18n: I18n;
  readonly #lists: CodeLists;
  readonly #may: MayFind;
  readonly #opening: Opening;

  constructor(backend: Backend, i18n: I18n, lists: CodeLists, may: MayFind, opening: Opening) {
    this.#backend = backend;
    this.#i18n = i18n;
    this.#lists = lists;
    this.#may = may;
    this.#opening = opening;
  }

  async find(typed: string, asking: Asking): Promise<void> {
    const text = typed.trim();
    if (text === '') {
      asking.paint([]);
      return;
    }
    const [held, cards] = await Promise.all([this.#held(text), this.#cards(text)]);
    if (asking.stale() || held?.outdated) return;
    const { cases, persons, calls } = held ?? NOTHING;
    const paint = () => {
      asking.paint([
        ...(this.#may.cases ? [this.#group('cases', text, cases, this.#kase)] : []),
        this.#group('persons', text, persons, this.#person),
        this.#group('calls', text, calls, this.#call),
        ...cards,
      ]);
    };
    paint();
    // What was ended by time goes on behind what is painted, as long as somebody waits.
    await this.#goOn('cases', text, cases, asking, paint);
    await this.#goOn('persons', text, persons, asking, paint);
    await this.#goOn('calls', text, calls, asking, paint);
  }

  async #held(text: string): Promise<SearchAnswer | null> {
    return this.#may.people ? this.#backend.search({ text, goOn: null }) : null;
  }

  async #cards(text: string): Promise<Group[]> {
    if (!this.#may.cards || lengthOf(text) > ASKED_MAX) return [];
    const rows = await this.#backend.searchCards({
      words: text,
      language: this.#i18n.locale,
      type: '',
      subCategory: '',
    });
    return [{ title: this.#i18n.t('palette-cards'), found: rows.map(this.#card) }];
  }

  /** Fills a list that time ended before there was enough to show. */
  async #goOn<T>(
    within: SearchIn,
    text: string,
    list: List<T>,
    asking: Asking,
    paint: () => void,
  ): Promise<void> {
    for (let tries = 0; tries < GOES_ON_MAX; tries += 1) {
      if (!list.unfinished || list.next === null || list.rows.length >= ENOUGH || asking.stale()) return;
      if (!(await this.#next(within, text, list))) return;
      if (!asking.stale()) paint();
    }
  }

  /** The next page of a list, put behind it; false where nobody is meant by the answer any more. */
  async #next<T>(within: SearchIn, text: string, list: List<T>): Promise<boolean> {
    if (list.next === null) return false;
    const answer = await this.#backend.search({ text, goOn: { within, after: list.next } });
    if (answer.outdated) return false;
    const page = answer[within] as unknown as List<T>;
    list.rows.push(...page.rows);
    list.next = page.next;
    list.unfinished = page.unfinished;
    return true;
  }

  #group<T>(within: SearchIn, text: string, list: List<T>, found: (row: T) => Found): Group {
    const more = async (): Promise<Group> => {
      await this.#next(within, text, list);
      return this.#group(within, text, list, found);
    };
    return {
      title: this.#title(within),
      found: list.rows.map(found),
      more: list.next === null ? undefined : more,
    };
  }

  #title(within: SearchIn): string {
    if (within === 'cases') return this.#i18n.t('palette-cases');
    return this.#i18n.t(within === 'persons' ? 'palette-people' : 'palette-calls');
  }

  readonly #kase = (row: FoundCase): Found => ({
    key: row.id,
    label: row.title || callTitle(this.#i18n, this.#lists, row.type, row.subCategory),
    number: row.reference,
    detail: said([
      row.urgent ? this.#i18n.t('common-urgent') : '',
      this.#i18n.label(this.#lists.caseStatusLabel(row.status)),
      row.receivedAt === null ? '' : this.#i18n.dayMonth(row.receivedAt),
      row.restricted ? this.#i18n.t('viewing-masked') : '',
    ]),
    choose: () => {
      this.#opening.kase(row.id);
    },
  });

  readonly #person = (row: FoundPerson): Found => {
    const label = this.#i18n.label({ ar: row.nameAr, en: row.nameLatin });
    const other = label === row.nameAr ? row.nameLatin : row.nameAr;
    return {
      key: row.id,
      label,
      ...(row.numberEnds.length > 0 && { number: row.numberEnds.map((end) => `…${end}`).join(' ') }),
      detail: said([
        other,
        row.wilayat
          ? this.#i18n.label(this.#lists.wilayatLabel(row.wilayat))
          : row.governorate && this.#i18n.label(this.#lists.governorateLabel(row.governorate)),
        row.birthYear > 0 ? String(row.birthYear) : '',
      ]),
      choose: () => {
        this.#opening.person(row.id);
      },
    };
  };

  readonly #call = (row: FoundCall): Found => ({
    key: row.id,
    label: callTitle(this.#i18n, this.#lists, row.type, row.subCategory),
    number: row.number,
    detail: said([
      `${this.#i18n.dayMonth(row.startedAt)} ${this.#i18n.time(row.startedAt)}`,
      row.restricted ? this.#i18n.t('viewing-masked') : row.noteStart.slice(0, NOTE_SHOWN),
    ]),
    choose: () => {
      this.#opening.call(row.id);
    },
  });

  readonly #card = (row: CardRow): Found => ({
    key: row.code,
    label: row.title,
    detail: this.#i18n.label(this.#lists.subjectLabel(row.type, row.subCategory)),
    choose: () => {
      this.#opening.card(row.code, row.version);
    },
  });
}

const NONE = { rows: [], next: null, unfinished: false };
const NOTHING: SearchAnswer = { outdated: false, calls: NONE, cases: NONE, persons: NONE };

function said(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

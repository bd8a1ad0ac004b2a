// What an administrator sees of the lists, for the backend of the tests.

import type {
  ListField,
  ListFieldKind,
  ListRow,
  ListSheet,
  ListsOverview,
  ListSummary,
} from '../src/lib/backend';

const summary = (list: string, part: string, rows: number): ListSummary => ({
  list,
  part,
  rows,
  changed: 0,
  coming: 0,
  labelsOnly: false,
});

/** What an administrator sees of the lists: two of them, nothing changed. */
export const OVERVIEW: ListsOverview = {
  lists: [summary('types', 'services', 1), summary('facilities', 'places', 1)],
  pack: null,
  own: 0,
  gaveWay: [],
  today: '2026-11-22',
};

export const listRow = (code: string, ar: string, en: string): ListRow => ({
  key: code,
  code,
  active: true,
  values: [
    { name: 'ar', values: [ar] },
    { name: 'en', values: [en] },
  ],
  options: [],
  stays: false,
  fixed: [],
  changed: false,
  coming: null,
});

const listField = (name: string, kind: ListFieldKind, of: string[] = []): ListField => ({
  name,
  kind,
  of,
  needed: kind === 'arabic' || kind === 'english',
});

const FIELDS: Partial<Record<string, ListField[]>> = {
  types: [
    listField('digit', 'number'),
    listField('case', 'one_of', ['always', 'ask', 'never']),
    listField('minimum', 'some_of', ['type', 'sub_category', 'note']),
  ],
  targets: [listField('resolve', 'span')],
};

/** A list with one row, of plain labels but for those that a service is made of. */
export function sheetOf(list: string): ListSheet {
  const labels = list === 'targets' ? [] : [listField('ar', 'arabic'), listField('en', 'english')];
  return {
    list,
    coded: true,
    canGrow: true,
    canRetire: true,
    canGo: false,
    fields: [...labels, ...(FIELDS[list] ?? [])],
    rows: [listRow('royal_hospital', 'المستشفى السلطاني', 'Royal Hospital')],
  };
}

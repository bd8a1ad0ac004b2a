// What an administrator sees of the lists, for the backend of the tests.

import type {
  Backend,
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
  rows: [],
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
  fields: [],
  locked: null,
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

/** Quality forms: one with a section of one item, and what makes it fail. */
export function qualitySheet(): ListSheet {
  const labels = [listField('ar', 'arabic'), listField('en', 'english')];
  const rows = (name: string, fields: ListField[]): ListField => ({ ...listField(name, 'rows'), fields });
  const item = [
    ...labels,
    listField('answer', 'one_of', ['yes_no', 'points']),
    listField('max', 'number'),
    listField('may_not_apply', 'yes_no'),
  ];
  const inner = (code: string, ar: string, en: string, more: Record<string, string> = {}) => ({
    code,
    values: Object.entries({ ar, en, ...more }).map(([name, value]) => ({ name, values: [value] })),
    rows: [] as ListRow['rows'],
  });
  const form = listRow('health_call', 'مكالمة صحية', 'Health call');
  const greeting = inner('greeting', 'رحّب بالمتصل', 'Greeted the caller', { answer: 'yes_no' });
  const opening = inner('opening', 'الافتتاح', 'Greeting', { weight: '10' });
  return {
    ...sheetOf('quality_forms'),
    fields: [
      ...labels,
      listField('version', 'version'),
      rows('sections', [...labels, listField('weight', 'number'), rows('items', item)]),
      rows('auto_fail', labels),
    ],
    rows: [
      {
        ...form,
        values: [...form.values, { name: 'version', values: ['1'] }],
        fixed: ['version'],
        rows: [
          { name: 'sections', rows: [{ ...opening, rows: [{ name: 'items', rows: [greeting] }] }] },
          { name: 'auto_fail', rows: [inner('breach', 'أفشى بيانات خاصة', 'Breached privacy')] },
        ],
      },
    ],
  };
}

/** How many samples there are, as the policy fixes it. */
export function samplingSheet(): ListSheet {
  const row = listRow('', '', '');
  return {
    ...sheetOf('sampling'),
    coded: false,
    canGrow: false,
    canRetire: false,
    fields: [{ ...listField('per_agent', 'number'), needed: true, locked: 'samplesPerAgent' }],
    rows: [{ ...row, values: [{ name: 'per_agent', values: ['5'] }] }],
  };
}

/** What is answered of them where a test says nothing else. */
export const LIST_ANSWERS = {
  listsOverview: () => Promise.resolve(OVERVIEW),
  listSheet: (list) => Promise.resolve(sheetOf(list)),
  listUses: () => Promise.resolve({ calls: 12, atLeast: false }),
  listChanges: () => Promise.resolve({ changes: [], next: null }),
  changeLists: () => Promise.resolve(OVERVIEW),
  withdrawListChange: () => Promise.resolve(OVERVIEW),
  remakeListChange: () => Promise.resolve(OVERVIEW),
  writeListsFile: () => Promise.resolve({ name: 'nida-lists-2026-11-22.json', confirmed: true, rows: 3 }),
} satisfies Partial<Backend>;

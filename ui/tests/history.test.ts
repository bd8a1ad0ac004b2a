// The journal in the settings: an auditor reads who did what, page by page and under filters, opens an entry with its
// place in the chain, and takes the chain out only after saying who they are again.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, JournalEntry, JournalRow } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const row = (id: string, kind: string, changes: Partial<JournalRow> = {}): JournalRow => ({
  id,
  at: 1_795_327_200_000,
  kind,
  byAr: 'منى',
  byEn: 'Muna',
  actor: 'user-1',
  role: '',
  subject: 'subject-1',
  reference: '',
  machine: 'machine-here',
  epoch: '019aa000-0000-7000-8000-0000abcd1234',
  seq: 7,
  erased: false,
  ...changes,
});

const entry = (of: JournalRow, changes: Partial<JournalEntry> = {}): JournalEntry => ({
  row: of,
  act: 'act-1',
  version: 1,
  skewMs: null,
  facts: [{ name: 'status', value: 'in_progress' }],
  moreFacts: false,
  keptBack: false,
  headerDigest: 'aa01',
  factsDigest: 'bb02',
  personalDigest: 'cc03',
  prev: 'dd04',
  hash: 'ee05',
  state: 'acknowledged',
  number: 12,
  ...changes,
});

const MACHINES = [
  { id: 'machine-here', station: 'مسقط ١', here: true },
  { id: 'machine-there', station: '', here: false },
];

async function open(changes: Partial<Backend>, rights = ['journal_verify', 'export_make']): Promise<void> {
  const signedIn = signedInAs(rights);
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      erasures: () => Promise.resolve([]),
      ...changes,
    }).backend,
  );
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
  (await get('button', 'عرض القيود')).click();
}

const plain = (text: string | null) => (text ?? '').replace(/[\u2068\u2069]/g, '');

const said = (words: string) =>
  vi.waitFor(() => {
    expect(plain(document.body.textContent)).toContain(words);
  });

/** The rows of the list, as soon as there are so many. */
const rowsOf = (count: number) =>
  vi.waitFor(() => {
    const rows = document.querySelectorAll<HTMLButtonElement>('ol[aria-label="القيود، الأحدث أولًا"] button');
    expect(rows).toHaveLength(count);
    return Array.from(rows);
  });

it('shows who did what, the newest first, and goes on where the page ended', async () => {
  const pages: Record<string, JournalRow[]> = {
    '': [row('1', 'case.moved', { reference: '26-4170-0038-4' }), row('2', 'moon.landed')],
    then: [row('3', 'person.erased', { erased: true, byAr: '', byEn: '' })],
  };
  const journalPage = vi.fn<Backend['journalPage']>(({ after }) =>
    Promise.resolve({ rows: pages[after] ?? [], next: after === '' ? 'then' : null, machines: MACHINES }),
  );
  await open({ journalPage });
  const [first, second] = await rowsOf(2);
  for (const words of [
    'تغيير حالة معاملة',
    '26-4170-0038-4',
    'منى',
    'مسقط ١ (هذا الجهاز)',
    'الموضع 7 في abcd1234',
  ])
    expect(plain(first?.textContent ?? '')).toContain(words);
  // A kind of a later version stands for itself.
  expect(second?.textContent).toContain('moon.landed');
  (await get('button', 'عرض المزيد')).click();
  const third = (await rowsOf(3))[2];
  for (const words of ['محو بيانات شخص', 'مُحيت بياناته الشخصية', 'غير معروف هنا'])
    expect(third?.textContent).toContain(words);
  await gone('button', 'عرض المزيد');
});

it('looks for a group, a person, a machine, days and a case, and says what is wrong at its field', async () => {
  let answer: () => ReturnType<Backend['journalPage']> = () =>
    Promise.resolve({ rows: [row('1', 'export.made')], next: null, machines: MACHINES });
  const journalPage = vi.fn<Backend['journalPage']>(() => answer());
  await open({ journalPage });
  await rowsOf(1);
  const what = (await get('field', 'النوع')) as HTMLSelectElement;
  const choose = (field: HTMLSelectElement, value: string) => {
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  choose(what, 'erasures');
  choose((await get('field', 'الجهاز')) as HTMLSelectElement, 'machine-there');
  type(await get('field', 'من يوم'), '1/11/2026');
  type(await get('field', 'رقم معاملة أو معرّف'), '26-4170-0038-4');
  answer = () => Promise.resolve({ rows: [], next: null, machines: MACHINES });
  (await get('button', 'عرض')).click();
  await said('لا قيود تطابق ما حددته.');
  expect(journalPage).toHaveBeenLastCalledWith({
    what: 'erasures',
    actor: '',
    machine: 'machine-there',
    from: '1/11/2026',
    to: '',
    about: '26-4170-0038-4',
    after: '',
  });
  answer = () => Promise.reject(refusal('invalid', { field: 'from', rule: 'not_a_day' }));
  (await get('button', 'عرض')).click();
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('data-field')).toBe('from');
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });
  answer = () => Promise.reject(refusal('not_found'));
  (await get('button', 'عرض')).click();
  await said('لا معاملة بهذا الرقم');
  answer = () => Promise.resolve({ rows: [row('1', 'call.logged')], next: null, machines: MACHINES });
  (await get('button', 'عرض الكل')).click();
  expect((await rowsOf(1))[0]?.textContent).toContain('تسجيل تواصل');
  expect(journalPage.mock.lastCall?.[0]).toMatchObject({ what: '', from: '', about: '' });
});

it('opens an entry with its place, its facts and its digests, and says what is kept back', async () => {
  const rows = [row('1', 'case.moved'), row('2', 'call.logged', { machine: 'machine-there' })];
  const journalEntry = vi.fn<Backend['journalEntry']>((id) =>
    Promise.resolve(
      id === '1'
        ? entry(row('1', 'case.moved'))
        : entry(row('2', 'call.logged'), {
            keptBack: true,
            facts: [],
            prev: '',
            hash: '',
            state: '',
            number: null,
          }),
    ),
  );
  await open({ journalPage: () => Promise.resolve({ rows, next: null, machines: MACHINES }), journalEntry });
  const [own, other] = await rowsOf(2);
  own?.click();
  await get('heading', 'تغيير حالة معاملة');
  for (const words of ['in_progress', 'aa01', 'bb02', 'cc03', 'dd04', 'ee05', 'استلمه']) await said(words);
  (await get('button', 'إغلاق')).click();
  await gone('heading', 'تغيير حالة معاملة');
  other?.click();
  await said('تخص البيانات أشخاصًا تواصلوا');
  await said('حلقته في سلسلة جهاز آخر');
});

it('has the journal checked by whoever reads it, also without a shift to review', async () => {
  const journalPage = () => Promise.resolve({ rows: [], next: null, machines: MACHINES });
  const checkJournal = vi.fn<Backend['checkJournal']>(() =>
    Promise.resolve({ entries: 9, erased: 0, links: 9, fault: null, centre: { state: 'not_set' } }),
  );
  await open({ journalPage, checkJournal, journalProgress: () => Promise.resolve(null) });
  (await get('button', 'فحص القيود')).click();
  (await get('button', 'بدء الفحص')).click();
  await said('القيود سليمة كاملة.');
  expect(checkJournal).toHaveBeenCalledOnce();
});

it('takes the chain out after the own secret, and not for whoever may not export', async () => {
  const journalPage = () =>
    Promise.resolve({ rows: [row('1', 'case.moved')], next: null, machines: MACHINES });
  const writeChain = vi.fn<Backend['writeChain']>(({ secret }) =>
    secret === '246813'
      ? Promise.resolve({ files: ['nida-chain-2026-11-22.jsonl'], failed: [], rows: 9, empty: false })
      : Promise.reject(refusal('wrong_secret', { left: '4' })),
  );
  await open({ journalPage, writeChain });
  (await get('button', 'تصدير السلسلة…')).click();
  const write = await get('button', 'كتابة الملفات');
  write.click();
  await said('هذا الحقل مطلوب');
  expect(writeChain).not.toHaveBeenCalled();
  type(await get('field', 'مسار المجلد'), '/stick');
  type(await get('field', 'الرقم السري أو كلمة المرور'), '111111');
  write.click();
  await vi.waitFor(() => {
    expect(writeChain).toHaveBeenCalledExactlyOnceWith({ folder: '/stick', secret: '111111' });
    expect(document.activeElement?.getAttribute('data-field')).toBe('secret');
  });
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  write.click();
  await said('nida-chain-2026-11-22.jsonl');
  await leave?.();
  leave = undefined;
  await open({ journalPage }, ['journal_verify']);
  await rowsOf(1);
  await gone('button', 'تصدير السلسلة…');
});

it('says what became of the list and of an entry, each by its own words, where somebody listens', async () => {
  let answer: (page: Awaited<ReturnType<Backend['journalPage']>>) => void = () => undefined;
  const journalPage = vi.fn<Backend['journalPage']>(() => new Promise((resolve) => (answer = resolve)));
  await open({ journalPage, journalEntry: () => Promise.reject(refusal('not_found')) });
  await said('تُقرأ القيود…');
  // What is put in together with its words is not heard by everybody.
  const status = document.querySelector('main [role="status"]');
  expect(status?.textContent).toBe('تُقرأ القيود…');
  const page = (rows: JournalRow[]) => {
    answer({ rows, next: null, machines: MACHINES });
  };
  page([row('1', 'case.moved')]);
  const [first] = await rowsOf(1);
  expect(status?.textContent).toBe('عُرض قيد واحد');
  first?.click();
  await said('لم يُعثر على هذا القيد في هذا الجهاز.');
  expect(document.body.textContent).not.toContain('لا معاملة بهذا الرقم');
  (await get('button', 'عرض')).click();
  await said('تُقرأ القيود…');
  const main = document.querySelector('main')?.textContent;
  expect(main, 'it was about the list of before').not.toContain('لم يُعثر على هذا القيد');
  page([]);
  await said('لا قيود تطابق ما حددته.');
  expect(status?.isConnected).toBe(true);
  expect(status?.textContent).toBe('لا قيود تطابق ما حددته.');
});

it('leaves an entry that comes after another one was chosen', async () => {
  const rows = [row('1', 'case.moved'), row('2', 'call.logged')];
  const late: Record<string, () => void> = {};
  const journalEntry = vi.fn<Backend['journalEntry']>(
    (id) =>
      new Promise((resolve) => {
        late[id] = () => {
          resolve(entry(rows.find((one) => one.id === id) ?? row(id, 'moon.landed')));
        };
      }),
  );
  await open({ journalPage: () => Promise.resolve({ rows, next: null, machines: MACHINES }), journalEntry });
  const [first, second] = await rowsOf(2);
  first?.click();
  second?.click();
  late['2']?.();
  await get('heading', 'تسجيل تواصل');
  late['1']?.();
  // Everything that hangs on the answer has had its turn then.
  await new Promise((resolve) => setTimeout(resolve));
  await get('heading', 'تسجيل تواصل');
  await gone('heading', 'تغيير حالة معاملة');
});

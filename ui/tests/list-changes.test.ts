// Lists changed by an administrator: what is refused stands at its field, what was typed stays, and nothing is saved
// until all of it is.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ListsOverview } from '../src/lib/backend';
import { fakeBackend, LISTS, refusal, signedInAs, STATE } from './fake-backend';
import { OVERVIEW } from './fake-lists';
import { get, gone, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openSettings(changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['lists_manage']);
  const { backend } = fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes });
  leave = show(backend);
  (await get('button', 'الإعدادات')).click();
  await get('button', 'فتح القوائم');
}

function submit(): void {
  document.querySelector('dialog form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
}

const shown = (words: string) =>
  vi.waitFor(() => {
    // What is put into a sentence is isolated in it.
    expect(document.body.textContent.replace(/[\u2068\u2069]/g, '')).toContain(words);
  });

it('shows what is wrong with a row at its field, and keeps what was typed', async () => {
  const changeLists = vi
    .fn<Backend['changeLists']>()
    .mockRejectedValueOnce(refusal('list_field', { list: 'types', code: 'royal_hospital', field: 'en' }))
    .mockResolvedValue(OVERVIEW);
  const lists = vi.fn<Backend['lists']>(() => Promise.resolve(LISTS));
  await openSettings({ changeLists, lists });
  (await get('button', 'فتح القوائم')).click();
  (await get('button', 'تعديل «\u2068المستشفى السلطاني\u2069»')).click();
  type(await get('field', 'الاسم بالإنجليزية'), 'مستشفى');
  submit();
  await shown('اكتبه بالإنجليزية دون أحرف عربية');
  const field = (await get('field', 'الاسم بالإنجليزية')) as HTMLInputElement;
  expect(field.value).toBe('مستشفى');
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(field);
  });
  type(field, 'Royal');
  const asked = lists.mock.calls.length;
  submit();
  await gone('button', 'حفظ');
  const [saved] = changeLists.mock.calls.at(-1) ?? [];
  expect(saved?.from).toBe('22/11/2026');
  expect(saved?.rows[0]?.code).toBe('royal_hospital');
  expect(saved?.rows[0]?.values).toContainEqual({ name: 'en', values: ['Royal'] });
  await vi.waitFor(() => {
    expect(lists.mock.calls.length).toBeGreaterThan(asked);
  });
});

it('goes back to the step whose row was refused, with all that was typed', async () => {
  const changeLists = vi
    .fn<Backend['changeLists']>()
    .mockRejectedValueOnce(
      refusal('list_field', { list: 'sub_categories', code: 'home_visit/wounds', field: 'ar' }),
    )
    .mockResolvedValue(OVERVIEW);
  await openSettings({ changeLists });
  (await get('button', 'خدمة جديدة')).click();
  type(await get('field', 'الاسم بالعربية'), 'زيارة');
  type(await get('field', 'الاسم بالإنجليزية'), 'Home visit');
  expect(((await get('field', 'الرمز')) as HTMLInputElement).value).toBe('home_visit');
  submit();
  await shown('الخطوة 2 من 5');
  type(await get('field', 'الاسم بالإنجليزية'), 'Wounds');
  submit();
  await shown('الخطوة 3 من 5');
  submit();
  await shown('الخطوة 4 من 5');
  type(await get('field', 'الإنجاز خلال'), '٣');
  submit();
  await shown('الخطوة 5 من 5');
  submit();
  await shown('اكتبه بالعربية، في 200 حرف');
  await shown('الخطوة 2 من 5');
  expect(((await get('field', 'الاسم بالإنجليزية')) as HTMLInputElement).value).toBe('Wounds');
  type(await get('field', 'الاسم بالعربية'), 'جروح');
  for (const step of [3, 4, 5]) {
    submit();
    await shown(`الخطوة ${String(step)} من 5`);
  }
  submit();
  await gone('button', 'إنشاء الخدمة');
  const rows = changeLists.mock.calls.at(-1)?.[0].rows ?? [];
  expect(rows.map(({ list, code }) => `${list}/${code}`)).toEqual([
    'types/home_visit',
    'sub_categories/wounds',
    'targets/home_visit',
  ]);
  expect(rows[1]?.values).toContainEqual({ name: 'type', values: ['home_visit'] });
  expect(rows[2]?.values).toContainEqual({ name: 'resolve', values: ['days', '3'] });
});

it('names what a newer pack did not take over, and makes it again in one press', async () => {
  const gaveWay: ListsOverview = {
    ...OVERVIEW,
    pack: 2,
    gaveWay: [
      {
        id: 'lost',
        at: 1,
        byAr: 'مريم',
        byEn: 'Maryam',
        from: '2026-11-22',
        state: 'gave_way',
        rows: [
          {
            list: 'facilities',
            key: 'sea_clinic',
            ar: 'عيادة البحر',
            en: 'Sea clinic',
            gone: false,
            retired: false,
          },
        ],
      },
    ],
  };
  const remakeListChange = vi.fn<Backend['remakeListChange']>(() => Promise.resolve(OVERVIEW));
  await openSettings({ listsOverview: () => Promise.resolve(gaveWay), remakeListChange });
  (await get('button', 'فتح القوائم')).click();
  (await get('button', 'إعادة التغيير: «\u2068عيادة البحر\u2069»')).click();
  await gone('button', 'إعادة التغيير: «\u2068عيادة البحر\u2069»');
  expect(remakeListChange).toHaveBeenCalledExactlyOnceWith('lost');
});

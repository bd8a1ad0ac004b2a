// Lists changed by an administrator: what is refused stands at its field, what was typed stays, and nothing is saved
// until all of it is.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ListsOverview } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { OVERVIEW, qualitySheet } from './fake-lists';
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
  // What is missing is named before the next step, and not at the end of all.
  submit();
  await shown('هذا الحقل مطلوب');
  type(await get('field', 'الاسم بالعربية'), 'Wounds');
  submit();
  await shown('الخطوة 3 من 5');
  submit();
  await shown('الخطوة 4 من 5');
  type(await get('field', 'الإنجاز خلال'), '-3');
  submit();
  await shown('عدد من أيام العمل');
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

it('is left with what was typed in it only after it was said', async () => {
  await openSettings({});
  (await get('button', 'فتح القوائم')).click();
  (await get('button', 'تعديل «\u2068المستشفى السلطاني\u2069»')).click();
  const dialog = await vi.waitFor(() => {
    const found = document.querySelector('dialog');
    if (!found) throw new Error('no dialog yet');
    return found;
  });
  const esc = () => dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
  type(await get('field', 'الاسم بالإنجليزية'), 'Royal');
  esc();
  await shown('لم يُحفظ ما كتبته هنا');
  expect(((await get('field', 'الاسم بالإنجليزية')) as HTMLInputElement).value).toBe('Royal');
  // Whoever goes on typing is asked about that anew.
  type(await get('field', 'الاسم بالإنجليزية'), 'Royal H');
  esc();
  await shown('لم يُحفظ ما كتبته هنا');
  expect(document.querySelector('dialog')).toBe(dialog);
  esc();
  await gone('button', 'حفظ');
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

/** Opens the quality form of the fake. */
async function openForm(changeLists: Backend['changeLists']): Promise<void> {
  await openSettings({ changeLists, listSheet: () => Promise.resolve(qualitySheet()) });
  (await get('button', 'فتح القوائم')).click();
  (await get('button', 'تعديل «\u2068مكالمة صحية\u2069»')).click();
  await get('button', 'حفظ');
}

const dialogText = () => (document.querySelector('dialog')?.textContent ?? '').replace(/[\u2068\u2069]/g, '');

it('edits the rows within a row, and saves all of it with what was not touched', async () => {
  const changeLists = vi.fn<Backend['changeLists']>(() => Promise.resolve(OVERVIEW));
  await openForm(changeLists);
  expect(dialogText()).toContain('القسم 1: الافتتاح');
  expect(dialogText()).toContain('الإصدار');
  const weights = () => document.querySelectorAll<HTMLInputElement>('dialog [data-field$="/weight"]');
  const [weight] = weights();
  if (!weight) throw new Error('no weight');
  type(weight, '٤٠');
  (await get('button', 'إضافة قسم')).click();
  await vi.waitFor(() => {
    expect(weights()).toHaveLength(2);
  });
  // What was added is open, and the hand stands in it.
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('data-field')).toMatch(/^sections\.2\/ar$/);
  });
  type(document.activeElement as HTMLElement, 'الختام');
  const english = document.querySelector<HTMLElement>('dialog [data-field="sections.2/en"]');
  if (english) type(english, 'Closing');
  submit();
  await gone('button', 'حفظ');
  const row = changeLists.mock.calls[0]?.[0].rows[0];
  const sections = row?.rows.find(({ name }) => name === 'sections')?.rows ?? [];
  expect(sections.map(({ code }) => code)).toEqual(['opening', 'closing']);
  expect(sections[0]?.values).toContainEqual({ name: 'weight', values: ['40'] });
  expect(sections[0]?.rows[0]?.rows.map(({ code }) => code)).toEqual(['greeting']);
  expect(row?.values).toContainEqual({ name: 'version', values: ['1'] });
});

it('shows a fault within a form where it stands, and opens what it lies in', async () => {
  const at = (code: string, field: string) => refusal('list_field', { list: 'quality_forms', code, field });
  const changeLists = vi
    .fn<Backend['changeLists']>()
    .mockRejectedValueOnce(at('health_call/opening', 'weight'))
    .mockRejectedValueOnce(at('health_call/opening/greeting', 'max'))
    .mockRejectedValueOnce(at('health_call/opening', 'items'))
    .mockRejectedValueOnce(refusal('list_twice', { list: 'quality_forms', code: 'greeting' }))
    .mockResolvedValue(OVERVIEW);
  await openForm(changeLists);
  const [section] = document.querySelectorAll<HTMLDetailsElement>('dialog fieldset details');
  if (!section) throw new Error('no section');
  expect(section.open).toBe(false);
  const focused = (name: string) =>
    vi.waitFor(() => {
      expect(document.activeElement?.getAttribute('data-field')).toBe(name);
    });
  submit();
  await shown('عدد صحيح من 1 إلى 100.');
  expect(section.open).toBe(true);
  await focused('sections.0/weight');
  submit();
  await shown('للنقاط وحدها حد أعلى');
  await focused('sections.0/items.0/max');
  submit();
  await shown('وبند واحد في كل قسم');
  await focused('sections.0/items');
  (await get('button', 'إضافة بند')).click();
  await focused('sections.0/items.1/ar');
  const english = document.querySelector<HTMLElement>('dialog [data-field="sections.0/items.1/en"]');
  if (english) type(english, 'Greeting');
  submit();
  await shown('موجود في هذه القائمة. اختر غيره.');
  await focused('sections.0/items.1/en');
});

it('shows a form as its reviewer will see it, and keeps nothing that is tried', async () => {
  const changeLists = vi.fn<Backend['changeLists']>(() => Promise.resolve(OVERVIEW));
  await openForm(changeLists);
  const preview = [...document.querySelectorAll<HTMLDetailsElement>('dialog details')].at(-1);
  expect(preview?.textContent).toContain('رحّب بالمتصل');
  expect(preview?.querySelectorAll('[role="radiogroup"]')).toHaveLength(1);
  expect(preview?.textContent).toContain('أفشى بيانات خاصة');
  expect(preview?.textContent).not.toContain('لا ينطبق');
  preview?.querySelector<HTMLInputElement>('input[type="radio"]')?.click();
  submit();
  await gone('button', 'حفظ');
  expect(JSON.stringify(changeLists.mock.calls[0]?.[0].rows[0])).not.toContain('"yes"');
});

it('takes a row within a row out, and moves one up', async () => {
  const changeLists = vi.fn<Backend['changeLists']>(() => Promise.resolve(OVERVIEW));
  await openForm(changeLists);
  (await get('button', 'إضافة قسم')).click();
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('data-field')).toBe('sections.2/ar');
  });
  (await get('button', 'إلى أعلى: \u2068القسم \u20682\u2069\u2069')).click();
  (await get('button', 'حذف «\u2068\u2068القسم \u20682\u2069\u2069: \u2068الافتتاح\u2069\u2069»')).click();
  await vi.waitFor(() => {
    expect(document.activeElement?.getAttribute('data-field')).toBe('sections');
  });
  submit();
  await gone('button', 'حفظ');
  const sections = changeLists.mock.calls[0]?.[0].rows[0]?.rows[0]?.rows;
  expect(sections).toEqual([{ code: '', values: [], rows: [{ name: 'items', rows: [] }] }]);
});

// A sheet on its way in: what its columns mean is offered and chosen, what is wrong is told row by row, and nothing comes
// before somebody has said so.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ImportBatch, ImportChecked, ImportSheet } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const SHEET: ImportSheet = {
  ...{ look: 1, kind: 'calls', format: 'csv', encoding: 'windows-1256', encodingAssumed: true },
  ...{ sheets: [''], sheet: 0, rows: 3, headerRow: 2, known: null, remembered: false },
  headerRows: [
    { number: 1, text: 'سجل المكالمات' },
    { number: 2, text: 'التاريخ · النوع' },
  ],
  columns: [
    { letters: 'A', header: 'التاريخ', samples: ['5/3/2024'], field: 'day' },
    { letters: 'B', header: 'النوع', samples: ['شكوى'], field: '' },
  ],
  fields: ['day', 'type'],
  defaults: { channel: 'phone_in', mode: 'paper', language: 'ar', typeCode: '', time: '12:00' },
};

const CHECKED: ImportChecked = {
  ...{ look: 1, rows: 3, good: 2, faulty: 1, faults: 1, doubles: 1, already: 0, keptBack: 0 },
  page: {
    rows: [
      {
        row: 4,
        faults: [
          {
            ...{ field: 'type', letters: 'B', header: 'النوع', value: 'شكوا', what: 'unknown' },
            ...{ limit: null, nearAr: 'شكوى', nearEn: 'Complaint' },
          },
        ],
      },
    ],
    next: null,
  },
};

const BATCH: ImportBatch = {
  ...{ id: 'b1', kind: 'calls', byAr: 'منى', byEn: 'Muna', beganAt: 0, rows: 1, imported: 1, standing: 1 },
  ...{ doneAt: 0, undoneAt: null, kept: 0 },
};

async function open(changes: Partial<Backend>, holds?: string): Promise<void> {
  const signedIn = signedInAs(['shift_read', 'import']);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
  await get('button', 'الإعدادات');
  press('KeyI', { ctrl: true });
  type(await get('field', 'مسار الملف'), ' /media/usb/2024.csv ');
  if (holds !== undefined) {
    const labels = Array.from(document.querySelectorAll('label'));
    labels
      .find((label) => label.textContent.trim() === holds)
      ?.querySelector('input')
      ?.click();
  }
  (await get('button', 'فتح الملف')).click();
}

const said = (words: string) =>
  vi.waitFor(() => {
    expect(document.body.textContent).toContain(words);
  });

it('checks a sheet, tells what is wrong with it, brings the good rows in and takes them out again', async () => {
  const importOpen = vi.fn<Backend['importOpen']>(() => Promise.resolve(SHEET));
  const importCheck = vi
    .fn<Backend['importCheck']>()
    .mockRejectedValueOnce(refusal('invalid', { field: 'type', rule: 'required' }))
    .mockResolvedValueOnce(CHECKED);
  const importRun = vi.fn<Backend['importRun']>(() =>
    Promise.resolve({ batch: BATCH, imported: 1, changed: 0, stopped: false }),
  );
  const importUndo = vi.fn<Backend['importUndo']>(() =>
    Promise.resolve({ ...BATCH, standing: 0, undoneAt: 1 }),
  );
  await open({
    importOpen,
    importCheck,
    importRun,
    importUndo,
    importUndoLook: () => Promise.resolve({ batch: BATCH, workedOn: 0, rows: [] }),
  });
  await said('فافتُرض');
  expect(importOpen).toHaveBeenCalledExactlyOnceWith({ path: '/media/usb/2024.csv', kind: 'calls' });
  const check = await get('button', 'فحص دون تسجيل');
  check.click();
  await said('اختر عمود النوع أو الموضوع');
  const means = document.querySelectorAll<HTMLSelectElement>('tbody select')[1];
  if (!means) throw new Error('the column has no meaning to choose');
  means.value = 'type';
  means.dispatchEvent(new Event('change', { bubbles: true }));
  check.click();
  await said('ليس في القائمة');
  expect(importCheck.mock.calls[1]?.[0].columns).toEqual(['day', 'type']);
  (await get('button', 'استيراد صف واحد')).click();
  await said('استُورد صف واحد.');
  expect(importRun).toHaveBeenCalledExactlyOnceWith({ look: 1, goodAlone: true, doubles: false });
  (await get('button', 'تراجع')).click();
  (await get('button', 'تأكيد التراجع')).click();
  await vi.waitFor(() => {
    expect(importUndo).toHaveBeenCalledExactlyOnceWith({ batch: 'b1', keepWorkedOn: true });
  });
  await said('تم التراجع عن الاستيراد');
});

it('says of a sheet of surveys what they count under, and what became of what changed meanwhile', async () => {
  const importOpen = vi.fn<Backend['importOpen']>(() =>
    Promise.resolve({ ...SHEET, kind: 'surveys', fields: ['day', 'overall'] }),
  );
  const importCheck = vi
    .fn<Backend['importCheck']>()
    .mockRejectedValueOnce(refusal('invalid', { field: 'overall', rule: 'required' }))
    .mockResolvedValueOnce(CHECKED);
  const batch = { ...BATCH, kind: 'surveys' };
  await open(
    {
      importOpen,
      importCheck,
      importRun: () => Promise.resolve({ batch, imported: 1, changed: 1, stopped: false }),
      importUndo: () => Promise.resolve({ ...batch, standing: 0, undoneAt: 1 }),
      importUndoLook: () => Promise.resolve({ batch, workedOn: 0, rows: [] }),
      importBatches: () => Promise.resolve({ batches: [batch], next: null }),
    },
    'إجابات استبانات',
  );
  await said('تُحتسب الإجابة ضمن');
  expect(importOpen).toHaveBeenCalledExactlyOnceWith({ path: '/media/usb/2024.csv', kind: 'surveys' });
  await get('field', 'طريقة الاستبيان');
  await gone('field', 'قناة التواصل');
  const check = await get('button', 'فحص دون تسجيل');
  check.click();
  await said('اختر عمود درجة الرضا');
  check.click();
  await said('إجابة في اليوم نفسه');
  (await get('button', 'استيراد صف واحد')).click();
  await said('تغيّر بعد الفحص');
  (await get('button', 'تراجع')).click();
  await said('ستخرج إجابة واحدة من المؤشرات');
  (await get('button', 'تأكيد التراجع')).click();
  await said('فلم تعد إجاباته محتسبة');
});

it('says what is wrong with a file, and offers nothing of it', async () => {
  await open({ importOpen: () => Promise.reject(refusal('import_old_or_locked')) });
  await said('محمي بكلمة مرور');
  expect(document.body.textContent).not.toContain('الأعمدة ومعانيها');
});

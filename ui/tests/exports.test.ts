// A bulletin on its way into a folder: what is missing is said at its field, what was written is said by name, and who
// may not export is not offered it.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { figures } from './fake-figures';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const days = { from: '2026-11-22', to: '2026-11-22' };

async function open(changes: Partial<Backend>, rights = ['export_make']): Promise<void> {
  const signedIn = signedInAs(['figures_read', ...rights]);
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      figures: () => Promise.resolve(figures('2026-11-22', 2)),
      ...changes,
    }).backend,
  );
  await get('button', 'المؤشرات');
  press('Digit8', { ctrl: true });
  await said('المكالمات الواردة');
}

const said = (words: string) =>
  vi.waitFor(() => {
    expect(document.body.textContent).toContain(words);
  });

it('asks for what is missing, and says what was written and what was not', async () => {
  const writeBulletin = vi.fn<Backend['writeBulletin']>(() =>
    Promise.resolve({
      files: ['nida-bulletin-ar.xlsx'],
      failed: [{ name: 'nida-bulletin-ar.pdf', problem: { code: 'disk_full', args: {} } }],
      rows: 60,
    }),
  );
  await open({ writeBulletin });
  press('KeyB', { alt: true });
  const write = await get('button', 'كتابة الملفات');
  write.click();
  await said('هذا الحقل مطلوب');
  expect(writeBulletin).not.toHaveBeenCalled();
  type(await get('field', 'مسار المجلد'), ' /reports ');
  write.click();
  await said('nida-bulletin-ar.xlsx');
  await said('nida-bulletin-ar.pdf');
  expect(writeBulletin).toHaveBeenCalledExactlyOnceWith({
    days: { named: null, ...days },
    formats: ['xlsx', 'pdf'],
    languages: ['ar'],
    folder: '/reports',
  });
});

it('says why nothing was written', async () => {
  await open({ writeBulletin: () => Promise.reject(refusal('export_folder')) });
  press('KeyB', { alt: true });
  type(await get('field', 'مسار المجلد'), '/gone');
  (await get('button', 'كتابة الملفات')).click();
  await said('لا يمكن الكتابة في هذا المجلد');
});

it('is not offered to whoever may not', async () => {
  await open({}, []);
  await gone('button', 'نشرة…');
  press('KeyB', { alt: true });
  await gone('button', 'كتابة الملفات');
});

it('says where figures are looked at that a bulletin could not be made by itself', async () => {
  const problem = { code: 'export_folder' as const, args: {} };
  const state = { schedule: null, byAr: '', byEn: '', made: [], problem };
  await open({ bulletinSchedule: () => Promise.resolve(state) }, ['export_make', 'export_schedule']);
  await said('لم تُكتب النشرة التلقائية');
});

// A bulletin on its way into a folder: what is missing is said at its field, what was written is said by name, and who
// may not export is not offered it.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, Figures } from '../src/lib/backend';
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
      empty: false,
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

it('is told how far it is and ended where somebody wants it to', async () => {
  let end: (reason: unknown) => void = () => undefined;
  const exportStop = vi.fn<Backend['exportStop']>(() => {
    end(refusal('export_stopped'));
    return Promise.resolve();
  });
  await open({
    writeBulletin: () =>
      new Promise((_, reject) => {
        end = reject;
      }),
    exportProgress: () => Promise.resolve({ done: 1, of: 6 }),
    exportStop,
  });
  press('KeyB', { alt: true });
  type(await get('field', 'مسار المجلد'), '/reports');
  (await get('button', 'كتابة الملفات')).click();
  await vi.waitFor(
    () => {
      const shown = document.querySelector('progress');
      expect([shown?.value, shown?.max]).toEqual([1, 6]);
    },
    { timeout: 10_000 },
  );
  (await get('button', 'إيقاف')).click();
  await said('أُوقف التصدير، ولم يبق منه شيء في المجلد');
  await gone('button', 'إيقاف');
  expect(exportStop).toHaveBeenCalledOnce();
  expect(document.activeElement?.getAttribute('data-field')).toBe('folder');
}, 20_000);

/** Days in which nothing was logged; none is open at the end of what has not begun. */
const empty = (open: number | null): Figures => ({
  ...figures('2026-11-22', 0),
  series: { step: 'day', parts: [{ days, received: 0, open }] },
});

it('says of days to come that there is no bulletin yet', async () => {
  await open({ figures: () => Promise.resolve(empty(null)) });
  await said('لم تبدأ هذه الفترة بعد، ولا شيء فيها لحسابه.');
  press('KeyB', { alt: true });
  await said('ولا نشرة لها حتى تبدأ');
  await gone('button', 'كتابة الملفات');
});

it('says of days in which nothing was logged that the files say so', async () => {
  await open({
    figures: () => Promise.resolve(empty(0)),
    writeBulletin: () => Promise.resolve({ files: ['empty.csv'], failed: [], rows: 40, empty: true }),
  });
  await said('لم يُسجَّل شيء في هذه الفترة.');
  press('KeyB', { alt: true });
  type(await get('field', 'مسار المجلد'), '/reports');
  (await get('button', 'كتابة الملفات')).click();
  await said('لم يُسجَّل شيء في هذه الفترة، وذُكر ذلك في الملفات.');
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

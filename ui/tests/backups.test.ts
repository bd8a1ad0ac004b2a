// The backups on the screen: how they stand, one made at once, one read again, the second folder, and that everybody
// is told when the last good one is old.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, BackupRow, BackupStatus } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { NO_BACKUPS, NO_STANDING } from './fake-backups';
import { focusedField, get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const row = (sequence: number, changes: Partial<BackupRow> = {}): BackupRow => ({
  ...{ sequence, at: sequence * 86_400_000, reason: 'daily', bytes: 2_600_000_000, own: true, ...changes },
});

const MADE: BackupStatus = { ...NO_BACKUPS, own: { ...NO_STANDING, lastAt: 0, due: false } };

async function open(changes: Partial<Backend>, rights = ['backup_make', 'machine_manage']): Promise<void> {
  const signedIn = signedInAs(['shift_read', ...rights]);
  const backups: Backend['backups'] = () =>
    Promise.resolve({
      own: { folder: '/data/backups', rows: [row(2), row(1, { own: false })], problem: null },
      chosen: null,
    });
  leave = show(
    fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), backups, ...changes }).backend,
  );
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
}

/** Without what keeps the words of one direction apart from those around them. */
const plain = (text: string | null | undefined) => (text ?? '').replace(/[\u200e\u2068\u2069]/g, '');

const said = (words: string) =>
  vi.waitFor(() => {
    expect(plain(document.body.textContent)).toContain(words);
  });

it('makes one at once, and says what it holds', async () => {
  let status = NO_BACKUPS;
  const makeBackup = vi.fn<Backend['makeBackup']>(() => {
    status = MADE;
    return Promise.resolve({ sequence: 3, at: 0, bytes: 1, entries: 3 });
  });
  await open({ backupStatus: () => Promise.resolve(status), makeBackup });
  await said('لا توجد نسخة سليمة هنا بعد');
  const make = await get('button', 'نسخ احتياطي الآن على هذا الجهاز');
  make.click();
  make.click();
  await said('وفيها 3 قيود');
  await said('آخر نسخة سليمة');
  expect(makeBackup).toHaveBeenCalledExactlyOnceWith('own');
});

it('lists those that lie there, and reads one again', async () => {
  const checkBackup = vi
    .fn<Backend['checkBackup']>()
    .mockResolvedValueOnce({ entries: 11, links: 9, fault: null })
    .mockResolvedValueOnce({ entries: 5, links: 0, fault: { what: 'header', entry: null, seq: null } });
  await open({ backupStatus: () => Promise.resolve(MADE), checkBackup });
  await said('/data/backups');
  await said('2,600 ميجابايت');
  await said('لبيانات أخرى');
  const again = Array.from(document.querySelectorAll<HTMLElement>('li button')).filter((one) =>
    one.textContent?.includes('إعادة القراءة'),
  );
  expect(again).toHaveLength(1);
  again[0]?.click();
  await said('النسخة سليمة، وفيها 11 قيدًا');
  again[0]?.click();
  await said('هذه النسخة غير سليمة');
  expect(checkBackup).toHaveBeenCalledWith({ place: 'own', sequence: 2 });
});

it('is ended by whoever began it, and says what is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    let end: (why: unknown) => void = () => undefined;
    const backupStop = vi.fn<Backend['backupStop']>(() => {
      end(refusal('backup_stopped'));
      return Promise.resolve();
    });
    await open({
      makeBackup: () => new Promise((_, reject) => (end = reject)),
      backupProgress: () => Promise.resolve({ done: 10, of: 40 }),
      backupStop,
    });
    (await get('button', 'نسخ احتياطي الآن على هذا الجهاز')).click();
    await vi.advanceTimersByTimeAsync(1_200);
    const progress = document.querySelector('progress[aria-label]');
    expect(plain(progress?.getAttribute('aria-label'))).toBe('تمّ 25%');
    (await get('button', 'إيقاف')).click();
    await said('أُوقفت النسخة الاحتياطية');
    expect(backupStop).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

it('goes into a second folder once that can be written, and leaves it again', async () => {
  let status = NO_BACKUPS;
  const setBackupPlace = vi.fn<Backend['setBackupPlace']>((folder) => {
    if (folder === '/no/such') return Promise.reject(refusal('backup_place'));
    status = { ...NO_BACKUPS, chosen: folder === null ? null : NO_STANDING };
    return Promise.resolve(status);
  });
  await open({ backupStatus: () => Promise.resolve(status), setBackupPlace });
  const field = await get('field', 'مجلد ثانٍ على ذاكرة خارجية أو في الشبكة');
  (await get('button', 'استخدام هذا المجلد')).click();
  await said('هذا الحقل مطلوب');
  expect(setBackupPlace).not.toHaveBeenCalled();
  type(field, ' /no/such ');
  (await get('button', 'استخدام هذا المجلد')).click();
  await said('مجلد النسخ الاحتياطية غير موجود');
  type(field, '/media/stick');
  (await get('button', 'استخدام هذا المجلد')).click();
  await get('button', 'نسخ احتياطي الآن في المجلد المختار');
  (await get('button', 'الاستغناء عن المجلد الثاني')).click();
  await gone('button', 'نسخ احتياطي الآن في المجلد المختار');
  expect(focusedField()).toBe('backupFolder');
  expect(setBackupPlace).toHaveBeenLastCalledWith(null);
});

it('is told to everybody when it is old, with a way for whoever may make one', async () => {
  const old = { ...MADE, own: { ...MADE.own, old: true } };
  await open({ backupStatus: () => Promise.resolve(old) });
  (await get('button', 'لا نسخة احتياطية حديثة')).click();
  await get('heading', 'النسخ الاحتياطية');
  await said('هذه النسخة قديمة');
  await leave?.();
  await open({ backupStatus: () => Promise.resolve(old) }, []);
  await said('لا نسخة احتياطية حديثة');
  expect(document.querySelector('footer button.held')).toBeNull();
});

it('says to everybody that the disk is full or nearly so, while there may be room still', async () => {
  await open({ backupStatus: () => Promise.resolve({ ...MADE, roomLow: true }) }, []);
  await said('القرص ممتلئ أو يكاد، وقد يتعذر حفظ المكالمات');
});

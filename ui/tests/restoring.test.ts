// Restoring the data: the page that a damaged store leads to, what one holds before anything is changed, and the way
// back.
import { afterEach, expect, it, vi } from 'vitest';

import type { AppState, Backend, Restorable, RestoreChoice, RestoreChoices } from '../src/lib/backend';
import { fakeBackend, refusal, STATE } from './fake-backend';
import { get, gone, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const DAMAGED: AppState = { ...STATE, phase: 'refused', signedIn: null, refusal: refusal('store_damaged') };
const choice = (day: number, changes: Partial<RestoreChoice> = {}): RestoreChoice => ({
  folder: `/data/backups/00000${String(day)}`,
  place: '/data/backups',
  at: day * 86_400_000,
  reason: 'daily',
  bytes: 12_000_000,
  own: true,
  ...changes,
});
const FOUND: Restorable = {
  ...{
    madeAt: 0,
    reason: 'daily',
    entries: 40,
    newestAt: 0,
    present: 'read',
    carried: 7,
    drafts: 2,
    unreadable: 3,
  },
  fault: null,
};

function open(changes: Partial<Backend>, choices: Partial<RestoreChoices> = {}): void {
  const restoreChoices: Backend['restoreChoices'] = () =>
    Promise.resolve({
      backups: [choice(3, { own: false }), choice(2), choice(1)],
      present: true,
      ...choices,
    });
  const { backend } = fakeBackend({ appState: () => Promise.resolve(DAMAGED), restoreChoices, ...changes });
  leave = show(backend);
}

const plain = (text: string | null | undefined) => (text ?? '').replace(/[\u200e\u2068\u2069]/g, '');

const said = (words: string) =>
  vi.waitFor(() => {
    expect(plain(document.body.textContent)).toContain(words);
  });

it('says what the newest backup of this station holds, and changes nothing before a word', async () => {
  const restoreTry = vi.fn<Backend['restoreTry']>(() => Promise.resolve(FOUND));
  const restoreFinish = vi.fn<Backend['restoreFinish']>(() =>
    Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
  );
  open({ restoreTry, restoreFinish });
  (await get('button', 'استعادة من نسخة احتياطية…')).click();
  type(await get('field', 'عبارة مرور المحطة'), 'نخلة قرب البحر');
  (await get('button', 'افحصها')).click();
  await said('7 قيود كانت في البيانات الحالية');
  await said('مسودتان ستبقيان');
  await said('3 قيود في البيانات الحالية لم تعد قراءتها ممكنة');
  expect(restoreTry).toHaveBeenCalledExactlyOnceWith({
    backup: '/data/backups/000002',
    opens: { with: 'passphrase', passphrase: 'نخلة قرب البحر' },
  });
  expect(restoreFinish).not.toHaveBeenCalled();
  const put = await get('button', 'ضعها مكانها');
  put.click();
  put.click();
  await get('button', 'دخول');
  expect(restoreFinish).toHaveBeenCalledOnce();
});

it('asks for what opens it, says what is wrong with it, and leads back', async () => {
  const restoreTry = vi.fn<Backend['restoreTry']>(() => Promise.reject(refusal('restore_not_sound')));
  const restoreGiveUp = vi.fn<Backend['restoreGiveUp']>(() => Promise.resolve(DAMAGED));
  open({ restoreTry, restoreGiveUp });
  (await get('button', 'استعادة من نسخة احتياطية…')).click();
  (await get('button', 'افحصها')).click();
  await said('مطلوب');
  expect(restoreTry).not.toHaveBeenCalled();
  type(await get('field', 'عبارة مرور المحطة'), 'نخلة قرب البحر');
  (await get('button', 'افحصها')).click();
  await said('هذه النسخة تالفة فلم تُستخدم');
  (await get('button', 'رجوع')).click();
  await get('heading', 'تعذر فتح بيانات المحطة');
  expect(restoreGiveUp).toHaveBeenCalledOnce();
});

it('offers what can still be read where there is no backup, and another folder', async () => {
  const restoreTry = vi.fn<Backend['restoreTry']>(() => Promise.resolve({ ...FOUND, madeAt: null }));
  open({ restoreTry }, { backups: [] });
  (await get('button', 'استعادة من نسخة احتياطية…')).click();
  await said('لم يُعثر على نسخة احتياطية على هذا الجهاز');
  type(await get('field', 'عبارة مرور المحطة'), 'نخلة قرب البحر');
  (await get('button', 'افحصها')).click();
  await get('button', 'ضعها مكانها');
  expect(restoreTry.mock.lastCall?.[0].backup).toBeNull();
});

it('asks for nothing where nothing could be restored', async () => {
  open(
    { appState: () => Promise.resolve({ ...DAMAGED, refusal: refusal('store_gone') }) },
    { backups: [], present: false },
  );
  (await get('button', 'استعادة من نسخة احتياطية…')).click();
  await said('لم يُعثر على نسخة احتياطية على هذا الجهاز');
  await gone('button', 'افحصها');
});

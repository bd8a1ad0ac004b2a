// What protects the desk, changed by who may: one's own PIN, the times of the lock, the recovery code.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend } from '../src/lib/backend';
import { CODE, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, gone, show, type } from './screen';

/** The label of a group, its number isolated from the sentence. */
const group = (number: number): string => `المجموعة \u2068${String(number)}\u2069`;

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openSettings(changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['machine_manage']);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
  (await get('button', 'الإعدادات')).click();
  await get('heading', 'رقمي السري');
}

it('asks for the PIN that holds before another takes its place', async () => {
  const changeSecret = vi
    .fn<Backend['changeSecret']>()
    .mockRejectedValueOnce(refusal('wrong_secret', { left: '4' }))
    .mockResolvedValueOnce();
  await openSettings({ changeSecret });
  const send = await get('button', 'تغيير الرقم السري');
  send.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('old');
  });
  expect(changeSecret).not.toHaveBeenCalled();
  const fill = async (old: string) => {
    type(await get('field', 'الرقم السري الحالي'), old);
    type(await get('field', 'الرقم السري الجديد'), '975318');
    type(await get('field', 'الجديد مرة أخرى'), '975318');
    send.click();
  };
  await fill('111111');
  await vi.waitFor(() => {
    expect(document.body.textContent).toContain('4');
    expect(focusedField()).toBe('old');
  });
  await fill('246813');
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).toContain('تغيّر رقمك السري');
  });
  expect(changeSecret).toHaveBeenLastCalledWith({ old: '246813', secret: '975318' });
  expect(((await get('field', 'الرقم السري الجديد')) as HTMLInputElement).value).toBe('');
});

it('shows a new recovery code after the PIN, and asks two of its groups back', async () => {
  const newRecoveryCode = vi.fn<Backend['newRecoveryCode']>(() =>
    Promise.resolve({ code: CODE, asked: [1, 8] }),
  );
  const confirmRecoveryCode = vi.fn<Backend['confirmRecoveryCode']>(() => Promise.resolve());
  await openSettings({ newRecoveryCode, confirmRecoveryCode });
  (await get('button', 'رمز استرداد جديد')).click();
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  (await get('button', 'عرض الرمز')).click();
  (await get('button', 'التالي')).click();
  const confirm = await get('button', 'تأكيد الرمز الجديد');
  expect(document.body.textContent, 'asked of paper, not of the page').not.toContain('7KQ2M');
  type(await get('field', group(1)), '7kq2m');
  confirm.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('group1');
  });
  expect(confirmRecoveryCode).not.toHaveBeenCalled();
  type(await get('field', group(8)), '44444');
  confirm.click();
  await gone('button', 'تأكيد الرمز الجديد');
  expect(confirmRecoveryCode).toHaveBeenCalledExactlyOnceWith(['7kq2m', '44444']);
  expect(document.body.textContent).not.toContain('7KQ2M');
});

it('sets after how long the desk locks', async () => {
  const setLockTimes = vi.fn<Backend['setLockTimes']>((lockTimes) =>
    Promise.resolve({ ...signedInAs(['machine_manage']), lockTimes }),
  );
  await openSettings({ setLockTimes });
  const free = await get('field', 'يُقفل بعد دقائق دون استخدام (1 إلى 30)');
  type(free, 'soon');
  const save = await get('button', 'حفظ المدتين');
  save.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('lockMin');
  });
  expect(setLockTimes).not.toHaveBeenCalled();
  type(free, '٣');
  save.click();
  await vi.waitFor(() => {
    expect(setLockTimes).toHaveBeenCalledExactlyOnceWith({ lockMin: 3, lockInCallMin: 15 });
  });
});

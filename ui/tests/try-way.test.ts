// Ways into the data that are tried before they are needed: the paper in the safe above all.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, WaysIn } from '../src/lib/backend';
import { CODE, fakeBackend, refusal, signedInAs, STATE, WAYS_IN } from './fake-backend';
import { focusedField, get, gone, show, type } from './screen';

/** Sunday, 2026-11-22, 10:00 in Muscat. */
const AT = 1_795_327_200_000;

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openSettings(changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['machine_manage']);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
  (await get('button', 'الإعدادات')).click();
  await get('button', 'تجربة رمز الاسترداد');
}

function tried(changes: Partial<WaysIn['tried']>): WaysIn {
  return { ...WAYS_IN, keyring: true, tried: { ...WAYS_IN.tried, ...changes } };
}

/** What the list of the ways says of this one. */
function row(name: string): string {
  const rows = [...document.querySelectorAll('li')];
  return rows.find((one) => one.textContent.includes(name))?.textContent ?? '';
}

it('tries the code off the paper, and says at the end that the paper is good', async () => {
  const tryWay = vi
    .fn<Backend['tryWay']>()
    .mockRejectedValueOnce(refusal('wrong_code', { left: '4' }))
    .mockResolvedValueOnce(tried({ recoveryCode: AT }));
  await openSettings({ tryWay });
  expect(row('رمز الاسترداد')).toContain('بلا تجربة حتى الآن');
  (await get('button', 'تجربة رمز الاسترداد')).click();
  const go = await get('button', 'جرّب');
  expect(document.body.textContent).toContain('لا يتغير شيء بهذه التجربة');
  go.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('tried');
  });
  expect(tryWay).not.toHaveBeenCalled();
  const field = (await get('field', 'رمز الاسترداد')) as HTMLInputElement;
  const mistyped = CODE.replace('7', '8');
  type(field, mistyped);
  go.click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('قارن كل مجموعة بالورقة مرة أخرى');
  });
  expect(field.value, 'it is put right, and not typed anew').toBe(mistyped);
  type(field, CODE);
  go.click();
  await gone('button', 'جرّب');
  expect(tryWay.mock.calls.map(([way]) => way)).toEqual([
    { way: 'recoveryCode', code: mistyped },
    { way: 'recoveryCode', code: CODE },
  ]);
  expect(document.querySelector('dialog')?.textContent).toContain('الورقة سليمة');
  expect(document.body.textContent, 'the code is nowhere any more').not.toContain('7KQ2M');
  (await get('button', 'إغلاق')).click();
  await gone('button', 'إغلاق');
  expect(row('رمز الاسترداد')).toContain('2026');
});

it('leads from paper that is no good, or a damaged slot, to a new code', async () => {
  const waysIn = vi.fn<Backend['waysIn']>(() => Promise.resolve(WAYS_IN));
  for (const [code, words] of [
    ['wrong_code', 'إن كانت الورقة نفسها هي الخطأ'],
    ['slot_damaged', 'قد تكون الورقة نفسها صحيحة'],
  ] as const) {
    await openSettings({ waysIn, tryWay: () => Promise.reject(refusal(code)) });
    (await get('button', 'تجربة رمز الاسترداد')).click();
    type(await get('field', 'رمز الاسترداد'), CODE);
    (await get('button', 'جرّب')).click();
    await vi.waitFor(() => {
      expect(document.querySelector('dialog')?.textContent).toContain(words);
    });
    const renew = [...document.querySelectorAll('dialog button')];
    (renew.find((one) => one.textContent.trim() === 'رمز استرداد جديد') as HTMLElement).click();
    await get('button', 'عرض الرمز');
    await gone('button', 'جرّب');
    await leave?.();
    leave = undefined;
  }
});

it('tries the passphrase, and the keyring with one press', async () => {
  const tryWay = vi
    .fn<Backend['tryWay']>()
    .mockRejectedValueOnce(refusal('wrong_passphrase'))
    .mockResolvedValueOnce(tried({ passphrase: AT }))
    .mockRejectedValueOnce(refusal('keyring_gone'))
    .mockResolvedValueOnce(tried({ keyring: AT }));
  await openSettings({ waysIn: () => Promise.resolve(tried({})), tryWay });
  (await get('button', 'تجربة عبارة المرور')).click();
  const go = await get('button', 'جرّب');
  const field = (await get('field', 'عبارة مرور المحطة')) as HTMLInputElement;
  expect(field.type, 'who stands behind does not read it').toBe('password');
  type(field, 'ليست هي');
  go.click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('لا تفتح هذه العبارة');
    expect(field.value).toBe('');
  });
  type(field, 'سبع نخلات عند الفلج');
  go.click();
  (await get('button', 'إغلاق')).click();
  expect(row('عبارة مرور المحطة')).toContain('2026');

  const ring = await get('button', 'تجربة حلقة المفاتيح');
  ring.click();
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).toContain('لا تحوي حلقة مفاتيح النظام ما يفتح');
  });
  expect(row('حلقة مفاتيح النظام')).toContain('بلا تجربة حتى الآن');
  ring.click();
  await vi.waitFor(() => {
    expect(row('حلقة مفاتيح النظام')).toContain('2026');
  });
  expect(tryWay).toHaveBeenLastCalledWith({ way: 'keyring' });
});

// A forgotten PIN on the screen: given by a colleague, changed before the first sign-in, or set by the
// recovery code; and people who are deactivated.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Backend, Person } from '../src/lib/backend';
import { AISHA, CODE, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, gone, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const SALIM: Person = { ...AISHA, id: 'salim-id', login: 'salim', nameAr: 'سالم', nameEn: 'Salim' };

function signInPage(changes: Partial<Backend>): void {
  const state = { ...STATE, phase: 'sign_in' as const, signedIn: null };
  leave = show(fakeBackend({ appState: () => Promise.resolve(state), ...changes }).backend);
}

async function pair(secret: string, again: string): Promise<void> {
  type(await get('field', 'الرقم السري الجديد'), secret);
  type(await get('field', 'الجديد مرة أخرى'), again);
}

describe('at sign-in', () => {
  it('asks whoever was given a PIN for one of their own, and signs them in with it', async () => {
    const signIn = vi.fn<Backend['signIn']>(({ secret }) =>
      secret === '864209'
        ? Promise.reject(refusal('must_change'))
        : Promise.resolve(signedInAs(['call_log', 'call_read'])),
    );
    const renewSecret = vi.fn<Backend['renewSecret']>(() => Promise.resolve());
    signInPage({ signIn, renewSecret });
    type(await get('field', 'اسم الدخول'), 'aisha');
    type(await get('field', 'الرقم السري أو كلمة المرور'), '864209');
    (await get('button', 'دخول')).click();
    const go = await get('button', 'حفظه والدخول');
    await pair('975318', '975319');
    go.click();
    await vi.waitFor(() => {
      expect(focusedField()).toBe('again');
    });
    expect(renewSecret).not.toHaveBeenCalled();
    await pair('975318', '975318');
    go.click();
    await gone('button', 'حفظه والدخول');
    expect(renewSecret).toHaveBeenCalledExactlyOnceWith({ login: 'aisha', old: '864209', secret: '975318' });
    await vi.waitFor(() => {
      expect(signIn).toHaveBeenLastCalledWith({ login: 'aisha', secret: '975318' });
    });
    await get('button', 'الإعدادات');
  });

  it('takes the recovery code of an administrator, and counts wrong ones', async () => {
    const recoverSecret = vi
      .fn<Backend['recoverSecret']>()
      .mockRejectedValueOnce(refusal('wrong_code', { left: '4' }))
      .mockRejectedValueOnce(refusal('not_allowed', { right: 'people_manage' }))
      .mockRejectedValueOnce(refusal('too_many_tries', { wait_s: '0' }))
      .mockResolvedValueOnce(AISHA);
    signInPage({ recoverSecret });
    (await get('button', 'نسيت رقمي السري')).click();
    const go = await get('button', 'تعيين الرقم الجديد');
    go.click();
    await vi.waitFor(() => {
      expect(focusedField()).toBe('login');
    });
    type(await get('field', 'اسم الدخول'), 'aisha');
    type(await get('field', 'رمز الاسترداد'), CODE);
    await pair('975318', '975318');
    go.click();
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('ليس هذا رمز استرداد');
      expect(focusedField()).toBe('code');
    });
    go.click();
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('ليس اسم دخول مدير');
      expect(focusedField()).toBe('login');
    });
    go.click();
    await vi.waitFor(() => {
      expect(recoverSecret).toHaveBeenCalledTimes(3);
    });
    await vi.waitFor(() => {
      go.click();
      expect(recoverSecret).toHaveBeenCalledTimes(4);
    });
    await gone('button', 'تعيين الرقم الجديد');
    expect(recoverSecret).toHaveBeenLastCalledWith({ login: 'aisha', code: CODE, secret: '975318' });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('secret');
    });
    expect(((await get('field', 'اسم الدخول')) as HTMLInputElement).value).toBe('aisha');
    expect(document.body.textContent).not.toContain('7KQ2M');
  });

  it('goes back to signing in when somebody else is chosen', async () => {
    signInPage({ people: () => Promise.resolve([AISHA, SALIM]) });
    (await get('button', 'نسيت رقمي السري')).click();
    await get('button', 'تعيين الرقم الجديد');
    (await get('button', 'سالم salim')).click();
    await gone('button', 'تعيين الرقم الجديد');
    expect(((await get('field', 'اسم الدخول')) as HTMLInputElement).value).toBe('salim');
  });
});

describe('in the settings', () => {
  async function settings(changes: Partial<Backend>): Promise<void> {
    const signedIn = signedInAs(['people_manage']);
    const { backend } = fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      people: () => Promise.resolve([AISHA, SALIM]),
      ...changes,
    });
    leave = show(backend);
    (await get('button', 'الإعدادات')).click();
    await get('button', 'إضافة شخص');
  }
  const of = (what: string, login: string): string => `${what} \u2068${login}\u2069`;

  it('gives a colleague another PIN, and nobody themselves', async () => {
    const replaceSecret = vi.fn<Backend['replaceSecret']>(() => Promise.resolve(SALIM));
    await settings({ replaceSecret });
    await gone('button', of('رقم سري جديد لـ', 'aisha'));
    (await get('button', of('رقم سري جديد لـ', 'salim'))).click();
    const give = await get('button', 'تعيينه');
    give.click();
    await vi.waitFor(() => {
      expect(focusedField()).toBe('secret');
    });
    type(await get('field', 'الرقم السري أو كلمة المرور'), '864209');
    give.click();
    await gone('button', 'تعيينه');
    expect(replaceSecret).toHaveBeenCalledExactlyOnceWith({ person: 'salim-id', secret: '864209' });
  });

  it('lets somebody sign in no more, and takes it back', async () => {
    let active = true;
    const setPersonActive = vi.fn<Backend['setPersonActive']>((change) => {
      ({ active } = change);
      return Promise.resolve({ ...SALIM, active });
    });
    await settings({ setPersonActive, people: () => Promise.resolve([AISHA, { ...SALIM, active }]) });
    await gone('button', of('إيقاف دخول', 'aisha'));
    (await get('button', of('إيقاف دخول', 'salim'))).click();
    await get('button', of('إعادة تفعيل دخول', 'salim'));
    await gone('button', of('رقم سري جديد لـ', 'salim'));
    expect(document.querySelector('table')?.textContent).toContain('موقوف');
    (await get('button', 'تراجع')).click();
    await get('button', of('إيقاف دخول', 'salim'));
    expect(setPersonActive).toHaveBeenLastCalledWith({ person: 'salim-id', active: true });
  });
});

// The first start: step by step, nothing lost on the way back, a store only once its code is on paper.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { AppState, Backend } from '../src/lib/backend';
import { FirstStartForm, strengthOf } from '../src/features/start/first-start.svelte';
import { groupsOf, isGroup } from '../src/lib/form';
import { CODE, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, gone, show, type } from './screen';

/** The label of a group, its number isolated from the sentence. */
const group = (number: number): string => `المجموعة \u2068${String(number)}\u2069`;

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const FIRST: AppState = { ...STATE, phase: 'first_start', signedIn: null, station: '' };
const PASSPHRASE = 'عبارة طويلة جدًا للمحطة';

function open(changes: Partial<Backend> = {}) {
  const made = fakeBackend({ appState: () => Promise.resolve(FIRST), ...changes });
  leave = show(made.backend);
  return made;
}

async function next(): Promise<void> {
  (await get('button', 'التالي')).click();
}

async function toTheCode(): Promise<void> {
  await get('heading', 'تجهيز هذا الجهاز');
  await next();
  type(await get('field', 'اسم المحطة'), 'مكتب 3');
  type(await get('field', 'عبارة مرور المحطة'), PASSPHRASE);
  type(await get('field', 'عبارة المرور مرة أخرى'), PASSPHRASE);
  await next();
  await get('heading', 'رمز الاسترداد');
}

async function toThePerson(): Promise<void> {
  await toTheCode();
  await next();
  type(await get('field', group(2)), 'x9rtb');
  type(await get('field', group(5)), ' oabcl ');
  await next();
  await get('heading', 'أول شخص');
}

async function thePerson(): Promise<void> {
  type(await get('field', 'الاسم بالعربية'), 'عائشة');
  type(await get('field', 'اسم الدخول'), 'aisha');
  type(await get('field', 'الرقم السري أو كلمة المرور'), '482913');
  (await get('button', 'تجهيز المحطة')).click();
}

describe('the first start', () => {
  it('goes step by step to the desk and asks for the code from paper', async () => {
    const firstStart = vi.fn<Backend['firstStart']>(() =>
      Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
    );
    const signIn = vi.fn<Backend['signIn']>(() => Promise.resolve(signedInAs(['call_log', 'call_read'])));
    open({ firstStart, signIn });
    await toTheCode();
    for (const one of groupsOf(CODE)) expect(document.body.textContent).toContain(one);
    await next();
    await get('field', group(2));
    expect(document.body.textContent, 'asked of paper, not of the page').not.toContain('X9RTB');
    await next();
    await vi.waitFor(() => {
      expect(focusedField()).toBe('group0');
    });
    type(await get('field', group(2)), '7KQ2M');
    type(await get('field', group(5)), '0ABC1');
    await next();
    await vi.waitFor(() => {
      expect(focusedField(), 'another group is not the one asked for').toBe('group0');
    });
    expect(firstStart).not.toHaveBeenCalled();
    type(await get('field', group(2)), 'x9rtb');
    await next();
    await get('heading', 'أول شخص');
    expect(document.body.textContent, 'the code is gone from the page').not.toContain('X9RTB');
    await thePerson();
    await get('heading', 'الربط بالخادم المركزي');
    expect(firstStart).toHaveBeenCalledExactlyOnceWith({
      locale: 'ar',
      station: 'مكتب 3',
      passphrase: PASSPHRASE,
      groups: ['x9rtb', '0ABC1'],
      person: { login: 'aisha', nameAr: 'عائشة', nameEn: '', secret: '482913', roles: [], languages: [] },
    });
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ login: 'aisha', secret: '482913' });
    (await get('button', 'لاحقًا')).click();
    (await get('button', 'بدء العمل')).click();
    await get('heading', 'جاهز للمكالمة التالية');
  });

  it('loses nothing on the way back, and shows the same code again', async () => {
    const firstCode = vi.fn<Backend['firstCode']>(fakeBackend().backend.firstCode);
    open({ firstCode });
    await toThePerson();
    type(await get('field', 'الاسم بالعربية'), 'عائشة');
    for (const heading of ['رمز الاسترداد', 'المحطة وعبارة مرورها', 'تجهيز هذا الجهاز']) {
      (await get('button', 'رجوع')).click();
      await get('heading', heading);
    }
    await next();
    const value = async (name: string) => ((await get('field', name)) as HTMLInputElement).value;
    expect(await value('اسم المحطة')).toBe('مكتب 3');
    expect(await value('عبارة مرور المحطة')).toBe(PASSPHRASE);
    await next();
    await get('heading', 'رمز الاسترداد');
    await next();
    expect(await value(group(2))).toBe('x9rtb');
    await next();
    expect(await value('الاسم بالعربية')).toBe('عائشة');
    expect(firstCode).toHaveBeenCalledOnce();
  });

  it('goes on at the station where it was broken off', async () => {
    open({ appState: () => Promise.resolve({ ...FIRST, station: 'مكتب 7' }) });
    const station = (await get('field', 'اسم المحطة')) as HTMLInputElement;
    expect(station.value).toBe('مكتب 7');
  });

  it('says why the store could not be made, and makes it once', async () => {
    let full = true;
    const firstStart = vi.fn<Backend['firstStart']>(() =>
      full
        ? Promise.reject(refusal('disk_full'))
        : Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
    );
    open({ firstStart });
    await toThePerson();
    await thePerson();
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('القرص');
    });
    full = false;
    const make = await get('button', 'تجهيز المحطة');
    make.click();
    make.click();
    await get('heading', 'الربط بالخادم المركزي');
    expect(firstStart).toHaveBeenCalledTimes(2);
    await gone('button', 'رجوع');
  });

  it('connects the centre on the way, or leaves it for later', async () => {
    const connectCentre = vi.fn<Backend['connectCentre']>(() =>
      Promise.reject(refusal('centre_unreachable')),
    );
    open({
      firstStart: () => Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
      connectCentre,
    });
    await toThePerson();
    await thePerson();
    type(await get('field', 'عنوان الخادم المركزي'), 'https://centre.example');
    type(await get('field', 'رمز التسجيل'), 'abc');
    (await get('button', 'ربط الآن')).click();
    await vi.waitFor(() => {
      expect(connectCentre).toHaveBeenCalledExactlyOnceWith({
        address: 'https://centre.example',
        code: 'abc',
      });
    });
    await vi.waitFor(() => {
      expect(document.querySelector('main')?.textContent).toContain('لا إجابة من هذا العنوان');
    });
    (await get('button', 'لاحقًا')).click();
    await get('heading', 'الجهاز جاهز');

    // Put off by mistake: what was typed is there still. Once the machine is taken its code is spent.
    (await get('button', 'رجوع')).click();
    await get('heading', 'الربط بالخادم المركزي');
    expect(((await get('field', 'رمز التسجيل')) as HTMLInputElement).value).toBe('abc');
    await gone('button', 'رجوع');
    connectCentre.mockImplementation(() => Promise.resolve() as never);
    (await get('button', 'ربط الآن')).click();
    await get('heading', 'الجهاز جاهز');
    await gone('button', 'رجوع');
  });
});

describe('what is typed', () => {
  it('is told apart by how hard it is to guess', () => {
    const check = (passphrase: string, expected: string) => {
      expect(strengthOf(passphrase), passphrase).toBe(expected);
    };
    check('', 'short');
    check('aaaaaaaaaaaaaaaaaaaaaaaa', 'short');
    check('0123456789ab', 'fair');
    check('ثلاث نخلات هنا', 'good');
    check('سبع نخلات عند الفلج', 'strong');
  });

  it('is the group of a code however paper gives it', () => {
    expect(isGroup(CODE, 4, 'lIi1 1')).toBe(true);
    expect(isGroup(CODE, 3, 'oO0-00')).toBe(true);
    expect(isGroup(CODE, 3, '0000')).toBe(false);
    expect(isGroup(CODE, 9, '')).toBe(false);
  });

  it('is forgotten once the store stands', async () => {
    const form = new FirstStartForm(
      fakeBackend({ firstStart: () => Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }) })
        .backend,
      '',
      '',
    );
    form.step = 'person';
    form.values = {
      ...form.values,
      passphrase: PASSPHRASE,
      nameAr: 'عائشة',
      login: 'aisha',
      secret: '482913',
    };
    expect(await form.next('ar')).toBe(true);
    expect([form.values.passphrase, form.values.secret, form.shown]).toEqual(['', '', null]);
  });
});

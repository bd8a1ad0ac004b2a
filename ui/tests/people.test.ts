// People of the site: whoever bears a login at another machine is let in here, or renamed, never doubled.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Backend, Person } from '../src/lib/backend';
import { AISHA, fakeBackend, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, gone, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const LANGUAGES = [
  { code: 'ar', ar: 'العربية', en: 'Arabic', group: null, active: true },
  { code: 'ur', ar: 'الأردية', en: 'Urdu', group: null, active: false },
  { code: 'hi', ar: 'الهندية', en: 'Hindi', group: null, active: false },
];

const SAID: Person = {
  ...AISHA,
  id: 'said-id',
  login: 'said',
  nameAr: 'سعيد',
  nameEn: 'Said',
  signsInHere: false,
};

async function openSettings(changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['people_manage']);
  const { backend } = fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes });
  leave = show(backend);
  (await get('button', 'الإعدادات')).click();
  await get('button', 'إضافة شخص');
}

describe('people of the site', () => {
  it('lets somebody of another machine in instead of making them twice', async () => {
    const addPerson = vi.fn<Backend['addPerson']>(() =>
      Promise.resolve({ state: 'known_in_site', people: [SAID] }),
    );
    const giveSecret = vi.fn<Backend['giveSecret']>(() => Promise.resolve({ ...SAID, signsInHere: true }));
    await openSettings({ addPerson, giveSecret });
    (await get('button', 'إضافة شخص')).click();
    type(await get('field', 'الاسم بالعربية'), 'سعيد');
    type(await get('field', 'اسم الدخول'), 'said');
    type(await get('field', 'الرقم السري أو كلمة المرور'), '975313');
    (await get('button', 'إضافة')).click();
    (await get('button', 'السماح له بالدخول هنا')).click();
    await gone('button', 'السماح له بالدخول هنا');
    expect(giveSecret).toHaveBeenCalledExactlyOnceWith({ person: 'said-id', secret: '975313' });
    expect(addPerson).toHaveBeenCalledTimes(1);
  });

  it('shows who bears one login twice, and gives one of them another', async () => {
    const other: Person = { ...SAID, login: 'aisha', loginShared: true };
    const changeLogin = vi.fn<Backend['changeLogin']>(() => Promise.resolve({ ...other, login: 'aisha.m' }));
    await openSettings({ people: () => Promise.resolve([AISHA, other]), changeLogin });
    (await get('button', 'تغيير اسم الدخول')).click();
    expect(document.body.textContent).toContain('يدخل من جهاز آخر');
    type(await get('field', 'اسم الدخول'), 'aisha.m');
    document.querySelector('dialog form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await vi.waitFor(() => {
      expect(changeLogin).toHaveBeenCalledExactlyOnceWith({ person: 'said-id', login: 'aisha.m' });
    });
  });

  it('changes names and roles, and keeps the own administrator role', async () => {
    const own: Person = { ...AISHA, roles: ['agent', 'administrator'] };
    const changePerson = vi.fn<Backend['changePerson']>(() => Promise.resolve(SAID));
    const signedIn = { ...signedInAs(['people_manage']), person: own };
    await openSettings({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      people: () => Promise.resolve([own, { ...SAID, languages: ['ar', 'ur'] }]),
      lists: () => Promise.resolve({ ...LISTS, languages: LANGUAGES }),
      changePerson,
    });
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('العربية · الأردية');
    });
    (await get('button', 'الاسم والأدوار: \u2068said\u2069')).click();
    type(await get('field', 'الاسم بالعربية'), '');
    type(await get('field', 'الاسم بالإنجليزية'), '');
    const submit = () =>
      document.querySelector('dialog form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    submit();
    expect(changePerson).not.toHaveBeenCalled();
    type(await get('field', 'الاسم بالعربية'), 'سعيد بن علي');
    const spoken = Array.from(document.querySelectorAll<HTMLInputElement>('[data-field="languages"]'));
    // What nobody is offered any more is no choice, and stays with whoever has it.
    expect(spoken.map(({ value }) => value)).toEqual(['ar', 'ur']);
    spoken[0]?.click();
    submit();
    await gone('button', 'حفظ');
    expect(changePerson).toHaveBeenCalledExactlyOnceWith({
      person: 'said-id',
      nameAr: 'سعيد بن علي',
      nameEn: '',
      roles: SAID.roles,
      languages: ['ur'],
    });
    (await get('button', 'الاسم والأدوار: \u2068aisha\u2069')).click();
    await get('field', 'الاسم بالعربية');
    const boxes = Array.from(document.querySelectorAll<HTMLInputElement>('[data-field="roles"]'));
    const fixed = boxes.filter(({ disabled }) => disabled).map(({ value }) => value);
    expect(fixed).toEqual(boxes.map(({ value }) => value).filter((value) => value === 'administrator'));
  });
});

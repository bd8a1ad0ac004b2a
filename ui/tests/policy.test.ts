// What the organisation's policy fixes is shown and cannot be changed; a mistake in it is on every page. And
// what opens the data, as an administrator sees and changes it.
import { afterEach, expect, it, vi } from 'vitest';

import type { AppState, Backend, LinkStatus, PolicyState, WaysIn } from '../src/lib/backend';
import { fakeBackend, LINK, refusal, signedInAs, STATE, WAYS_IN } from './fake-backend';
import { samplingSheet } from './fake-lists';
import { focusedField, get, gone, show, type } from './screen';

const FIXED = 'حدّدته سياسة المؤسسة.';
let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const policy = (changes: Partial<PolicyState>): PolicyState => ({ ...STATE.policy, ...changes });

function open(state: Partial<AppState>, changes: Partial<Backend> = {}): void {
  const backend = fakeBackend({ appState: () => Promise.resolve({ ...STATE, ...state }), ...changes });
  leave = show(backend.backend);
}

async function openSettings(state: Partial<AppState>, changes: Partial<Backend> = {}): Promise<void> {
  open({ signedIn: signedInAs(['machine_manage', 'centre_connect']), ...state }, changes);
  (await get('button', 'الإعدادات')).click();
  await get('heading', 'ما يفتح بيانات المحطة');
}

/** What a screen reader says after the name of a field. */
function description(element: HTMLElement): string {
  const ids = (element.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

it('tells what the centre fixes from what this machine does, and takes another policy while somebody works', async () => {
  let state: AppState = { ...STATE, signedIn: signedInAs(['machine_manage']) };
  const heard: ((status: LinkStatus) => void)[] = [];
  const onLinkChanged: Backend['onLinkChanged'] = (hear) => {
    heard.push(hear);
    return () => undefined;
  };
  const { backend } = fakeBackend({ appState: () => Promise.resolve(state), onLinkChanged });
  leave = show(backend);
  (await get('button', 'الإعدادات')).click();
  const label = 'يُقفل بعد دقائق دون استخدام (1 إلى 30)';
  type(await get('field', label), '29');
  const published = (version: number, changes: Partial<PolicyState>, lockMin: number) => {
    const signedIn = { ...signedInAs(['machine_manage']), lockTimes: { lockMin, lockInCallMin: 15 } };
    state = { ...STATE, signedIn, policy: policy(changes) };
    const pack = { kind: 'policy', version, publishedAt: 1, unreadable: false, refused: null };
    for (const hear of heard) hear({ ...LINK, site: 'نزوى', packs: [pack] });
  };
  published(1, { locked: ['lockMin'], byCentre: ['lockMin'] }, 7);
  await vi.waitFor(async () => {
    const field = (await get('field', label)) as HTMLInputElement;
    expect(field.value).toBe('7');
    expect(field.readOnly).toBe(true);
    expect(description(field)).toContain('لجميع أجهزة الموقع');
  });
  published(2, { locked: [], byCentre: [] }, 2);
  await vi.waitFor(async () => {
    expect(((await get('field', label)) as HTMLInputElement).readOnly).toBe(false);
  });
});

/** The store is open and somebody signed in long before the first start has shown its last step. */
it('leaves the first start where it is when the link has something to say', async () => {
  const hears: ((status: LinkStatus) => void)[] = [];
  let state: AppState = { ...STATE, phase: 'first_start', signedIn: null };
  const { backend } = fakeBackend({
    appState: () => Promise.resolve(state),
    onLinkChanged: (hear) => {
      hears.push(hear);
      return () => undefined;
    },
  });
  leave = show(backend);
  const heading = 'المحطة وعبارة مرورها';
  await get('heading', heading);
  state = { ...STATE, signedIn: signedInAs(['call_log']) };
  for (const hear of hears) hear(LINK);
  await new Promise((done) => setTimeout(done));
  await get('heading', heading);
  await gone('button', 'تسجيل الخروج');
});

it('shows what is fixed, says why, and lets nobody change it', async () => {
  const setLockTimes = vi.fn<Backend['setLockTimes']>();
  const setPreferences = vi.fn<Backend['setPreferences']>();
  const locked: PolicyState['locked'] = ['lockMin', 'lockInCallMin', 'language', 'digits', 'centreAddress'];
  await openSettings(
    { policy: policy({ locked, centreAddress: 'https://nida.example' }) },
    { setLockTimes, setPreferences },
  );
  const fields = [
    ['يُقفل بعد دقائق دون استخدام (1 إلى 30)', '2'],
    ['يُقفل أثناء المكالمة بعد دقائق (حتى 120)', '15'],
    ['عنوان الخادم المركزي', 'https://nida.example'],
  ] as const;
  for (const [label, value] of fields) {
    const field = (await get('field', label)) as HTMLInputElement;
    expect(field.value, label).toBe(value);
    expect(field.readOnly, label).toBe(true);
    expect(field.getAttribute('aria-disabled'), label).toBe('true');
    expect(description(field), label).toContain(FIXED);
  }
  await gone('button', 'حفظ المدتين');
  const english = await get('button', 'English');
  expect(english.getAttribute('aria-disabled')).toBe('true');
  expect(description(english)).toContain(FIXED);
  english.click();
  const digits = (await get('field', '٠١٢٣٤٥٦٧٨٩')) as HTMLInputElement;
  expect(digits.disabled).toBe(true);
  expect(description(digits)).toContain(FIXED);
  digits.click();
  expect(setPreferences).not.toHaveBeenCalled();
  expect(setLockTimes).not.toHaveBeenCalled();
});

it('marks nothing where nothing is fixed', async () => {
  await openSettings({});
  expect(document.body.textContent).not.toContain(FIXED);
  const field = (await get('field', 'عنوان الخادم المركزي')) as HTMLInputElement;
  expect(field.readOnly).toBe(false);
  await get('button', 'حفظ المدتين');
});

it('shows a mistake in the policy on every page before the desk, and in Settings', async () => {
  const problem = refusal('policy_value', { key: 'lockMin', line: '3' });
  const broken = policy({ problem });
  const told = 'المطلوب عدد صحيح من 1 إلى 30';
  for (const phase of ['first_start', 'closed', 'sign_in'] as const) {
    open({ phase, signedIn: null, policy: broken });
    await vi.waitFor(() => {
      expect(document.querySelector('main')?.textContent, phase).toContain(told);
    });
    expect(document.querySelector('main')?.textContent).toContain('يعمل البرنامج بإعداداته المعتادة');
    await leave?.();
  }
  await openSettings({ policy: broken });
  expect(document.querySelector('main')?.textContent).toContain(told);
});

it('opens without a person, or says why not on the page of the passphrase', async () => {
  const openByItself = vi.fn<Backend['openByItself']>(() =>
    Promise.resolve({
      ...STATE,
      phase: 'closed',
      signedIn: null,
      unopened: [refusal('key_file_absent'), refusal('keyring_locked')],
    }),
  );
  open({ phase: 'opening', signedIn: null }, { openByItself });
  await get('field', 'عبارة مرور المحطة');
  expect(openByItself).toHaveBeenCalledOnce();
  const page = document.querySelector('main')?.textContent;
  expect(page).toContain('ملف المفتاح الذي تسميه سياسة المؤسسة غير موجود');
  expect(page).toContain('حلقة مفاتيح النظام مقفلة');
});

it('lets the keyring open the data after one’s own PIN, and stops it again', async () => {
  const on: WaysIn = { ...WAYS_IN, keyring: true };
  const addKeyring = vi
    .fn<Backend['addKeyring']>()
    .mockRejectedValueOnce(refusal('wrong_secret', { left: '4' }))
    .mockResolvedValueOnce(on);
  const removeWay = vi.fn<Backend['removeWay']>(() => Promise.resolve(WAYS_IN));
  await openSettings({}, { addKeyring, removeWay });
  (await get('button', 'الفتح من حلقة المفاتيح')).click();
  const agree = await get('button', 'موافق، احفظ في الحلقة');
  expect(document.body.textContent).toContain('كل من يدخل إلى نظام التشغيل بحساب هذه المحطة');
  agree.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('ringSecret');
  });
  expect(addKeyring).not.toHaveBeenCalled();
  for (const secret of ['111111', '246813']) {
    type(await get('field', 'الرقم السري أو كلمة المرور'), secret);
    agree.click();
    await vi.waitFor(() => {
      expect(addKeyring).toHaveBeenLastCalledWith(secret);
    });
  }
  await gone('button', 'موافق، احفظ في الحلقة');
  (await get('button', 'إيقاف الفتح منها')).click();
  await gone('button', 'إيقاف الفتح منها');
  expect(removeWay).toHaveBeenCalledExactlyOnceWith('keyring');
});

it('offers no keyring where the policy forbids it, and nothing to take away that is the last', async () => {
  await openSettings(
    { policy: policy({ locked: ['keyring'] }) },
    {
      waysIn: () =>
        Promise.resolve({
          ...WAYS_IN,
          keyFile: true,
          keyFileNamed: true,
          removable: false,
          keyringAllowed: false,
        }),
    },
  );
  await get('heading', 'الفتح بملف مفتاح');
  await gone('button', 'الفتح من حلقة المفاتيح');
  await gone('button', 'إيقاف الفتح بالملف');
  expect(document.body.textContent).toContain(FIXED);
  expect(document.body.textContent).toContain('هذه أضعف الطرق');
});

it('changes the passphrase for whoever knows the one that holds', async () => {
  const changePassphrase = vi
    .fn<Backend['changePassphrase']>()
    .mockRejectedValueOnce(refusal('invalid', { field: 'old', rule: 'mismatch' }))
    .mockResolvedValueOnce();
  await openSettings({}, { changePassphrase });
  const send = await get('button', 'تغيير عبارة المرور');
  const fill = async (old: string, fresh: string, again: string) => {
    type(await get('field', 'عبارة المرور الحالية'), old);
    type(await get('field', 'عبارة المرور الجديدة'), fresh);
    type(await get('field', 'عبارة المرور الجديدة مرة أخرى'), again);
    send.click();
  };
  const fresh = 'باب أزرق ونافذة خضراء';
  for (const [old, one, other, field] of [
    ['', fresh, fresh, 'passOld'],
    ['نخلة', 'قصيرة', 'قصيرة', 'passNew'],
    ['نخلة', fresh, 'أخرى', 'passAgain'],
  ] as const) {
    await fill(old, one, other);
    await vi.waitFor(() => {
      expect(focusedField()).toBe(field);
    });
  }
  expect(changePassphrase).not.toHaveBeenCalled();
  await fill('ليست هي', fresh, fresh);
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).toContain('ليس هذا هو الحالي');
    expect(focusedField()).toBe('passOld');
  });
  await fill('نخلة عند الفلج', fresh, fresh);
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).toContain('تغيّرت عبارة مرور المحطة');
  });
  expect(changePassphrase).toHaveBeenLastCalledWith({ old: 'نخلة عند الفلج', passphrase: fresh });
});

it('says which program this is and where its data lie', async () => {
  await openSettings({});
  await get('heading', 'عن نداء');
  const part = Array.from(document.querySelectorAll('section')).find((one) =>
    one.querySelector('h2')?.textContent?.includes('عن نداء'),
  );
  for (const fact of ['0.1.0', 'MIT OR Apache-2.0', 'linux x86_64', 'نسخة تطوير', '/data']) {
    expect(part?.textContent).toContain(fact);
  }
});

it('shows in a list what the policy fixes, says why, and saves nothing', async () => {
  const changeLists = vi.fn<Backend['changeLists']>();
  const signedIn = signedInAs(['machine_manage', 'lists_manage']);
  await openSettings(
    { signedIn, policy: policy({ locked: ['samplesPerAgent'], byCentre: ['samplesPerAgent'] }) },
    { changeLists, listSheet: () => Promise.resolve(samplingSheet()) },
  );
  (await get('button', 'فتح القوائم')).click();
  (await get('button', 'تعديل «\u2068عينات المراجعة\u2069»')).click();
  const label = 'عدد مكالمات كل موظف التي يراجعها المشرف في كل مناوبة (0 إلى 20)';
  const field = (await get('field', label)) as HTMLInputElement;
  expect(field.value).toBe('5');
  expect(field.readOnly).toBe(true);
  expect(description(field)).toContain('لجميع أجهزة الموقع');
  await gone('button', 'حفظ');
  document
    .querySelector('dialog form')
    ?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  expect(changeLists).not.toHaveBeenCalled();
});

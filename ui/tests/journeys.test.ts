// The ways a person goes through the screens, with the keyboard, by role and name.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { AppState, Backend } from '../src/lib/backend';
import { AISHA, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

function open(changes: Partial<Backend> = {}) {
  const made = fakeBackend(changes);
  leave = show(made.backend);
  return made;
}

describe('signing in', () => {
  it('is one try, however often it is pressed, and nothing else begins meanwhile', async () => {
    const signIn = vi.fn<Backend['signIn']>(() => new Promise(() => undefined));
    const practiceLeave = vi.fn<Backend['practiceLeave']>(() => new Promise(() => undefined));
    open({
      appState: () => Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null, practice: true }),
      signIn,
      practiceLeave,
    });
    type(await get('field', 'اسم الدخول'), 'aisha');
    type(await get('field', 'الرقم السري أو كلمة المرور'), '482913');
    const enter = await get('button', 'دخول');
    enter.click();
    enter.click();
    (await get('button', 'إنهاء التدريب')).click();
    await vi.waitFor(() => {
      expect(signIn).toHaveBeenCalledOnce();
    });
    expect(practiceLeave).not.toHaveBeenCalled();
  });
});

describe('a store that is refused', () => {
  it('because another copy has it is opened once that one has let go', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const refused: AppState = {
      ...STATE,
      phase: 'refused',
      signedIn: null,
      refusal: refusal('store_in_use'),
    };
    let held = true;
    open({
      appState: () => Promise.resolve(refused),
      lookAgain: () => Promise.resolve(held ? refused : { ...STATE, phase: 'closed', signedIn: null }),
    });
    await get('heading', 'تعذر فتح بيانات المحطة');
    vi.advanceTimersByTime(3_000);
    await get('button', 'إعادة المحاولة');
    held = false;
    vi.advanceTimersByTime(1_000);
    await get('heading', 'بيانات المحطة مقفلة');
    vi.useRealTimers();
  });

  it('says what happened and where the folder is, and looks again when asked to', async () => {
    const refused: AppState = {
      ...STATE,
      phase: 'refused',
      signedIn: null,
      refusal: refusal('store_slots_missing'),
    };
    const looks: ((state: AppState) => void)[] = [];
    open({
      appState: () => Promise.resolve(refused),
      lookAgain: () => new Promise((answer) => looks.push(answer)),
    });
    await get('heading', 'تعذر فتح بيانات المحطة');
    expect(document.body.textContent).toContain('ملف المفاتيح');
    expect(document.body.textContent).toContain('/data');
    (await get('button', 'إعادة المحاولة')).click();
    // It says that it looks, and a second press is no second look.
    (await get('button', 'يجري الفحص…')).click();
    expect(looks).toHaveLength(1);
    looks[0]?.(refused);
    (await get('button', 'إعادة المحاولة')).click();
    expect(document.body.textContent).toContain('لم يتغير السبب');
    await get('button', 'يجري الفحص…');
    looks[1]?.({ ...STATE, phase: 'closed', signedIn: null });
    await get('heading', 'بيانات المحطة مقفلة');
  });

  it('goes from a passphrase to the page of the refusal, with the way on', async () => {
    let state: AppState = { ...STATE, phase: 'closed', signedIn: null };
    open({
      appState: () => Promise.resolve(state),
      openStore: () => {
        state = { ...state, phase: 'refused', refusal: refusal('store_damaged') };
        return Promise.reject(refusal('store_damaged') as unknown as Error);
      },
    });
    type(await get('field', 'عبارة مرور المحطة'), 'نخلة عند الفلج القديم');
    (await get('button', 'فتح البيانات')).click();
    await get('heading', 'تعذر فتح بيانات المحطة');
    expect(document.body.textContent).toContain('لا تنسخ الملفات ولا تحذفها');
  });
});

describe('the practice store', () => {
  it('shows its own people at sign-in, and the real ones again when it is left', async () => {
    const page: AppState = { ...STATE, phase: 'sign_in', signedIn: null };
    const hilal = { ...AISHA, id: 'hilal-id', login: 'hilal', nameAr: 'هلال', nameEn: 'Hilal' };
    let inPractice = false;
    open({
      appState: () => Promise.resolve(page),
      practiceEnter: () => {
        inPractice = true;
        return Promise.resolve({ ...page, practice: true, practicePin: '246810' });
      },
      practiceLeave: () => {
        inPractice = false;
        return Promise.resolve(page);
      },
      people: () => Promise.resolve([inPractice ? hilal : AISHA]),
    });
    const shows = (name: string) => vi.waitFor(() => expect(document.body.textContent).toContain(name));
    const hides = (name: string) => vi.waitFor(() => expect(document.body.textContent).not.toContain(name));
    await shows('عائشة');
    (await get('button', 'التجربة ببيانات تدريبية')).click();
    await shows('هلال');
    await hides('عائشة');
    (await get('button', 'إنهاء التدريب')).click();
    await shows('عائشة');
    await hides('هلال');
  });
});

describe('sign-in', () => {
  it('says a wrong secret in words and leaves the name', async () => {
    open({
      appState: () => Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
      signIn: ({ secret }) =>
        secret === '482913'
          ? Promise.resolve(signedInAs(['call_log']))
          : Promise.reject(refusal('wrong_secret', { left: '2' })),
    });
    (await get('button', 'عائشة aisha')).click();
    const secret = await get('field', 'الرقم السري أو كلمة المرور');
    type(secret, '000000');
    (await get('button', 'دخول')).click();
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('بقيت محاولتان');
    });
    expect((await get('field', 'اسم الدخول')) as HTMLInputElement).toHaveProperty('value', 'aisha');
    type(secret, '482913');
    (await get('button', 'دخول')).click();
    await get('button', 'مكالمة جديدة');
  });
});

describe('the desk', () => {
  it('takes a plain query in six presses beyond number and text', async () => {
    const { world } = open();
    await get('button', 'مكالمة جديدة');
    let presses = 0;
    const count: typeof press = (...stroke) => {
      presses += 1;
      return press(...stroke);
    };
    count('F2');
    type(await get('field', 'رقم الهاتف'), '99123456');
    count('Digit4', { alt: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('subCategory');
    });
    presses += 2;
    type(await get('field', 'الموضوع'), 'تط');
    count('Enter');
    await vi.waitFor(() => {
      expect(focusedField()).toBe('note');
    });
    type(await get('field', 'إفادة المتصل'), 'سأل عن التطعيم');
    count('Enter', { ctrl: true });
    await get('heading', 'حُفظت المكالمة');
    expect(presses).toBe(6);
    expect(world.saved).toHaveLength(1);
    expect(world.saved[0]).toMatchObject({
      saveAs: 'by_rule',
      form: { number: '99123456', type: 'health_ed', subCategory: 'vaccination', note: 'سأل عن التطعيم' },
    });
  });

  it('says on its button what saving does, and shows the number of the case to read out', async () => {
    const { world } = open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    await get('button', 'حفظ');
    press('Digit2', { alt: true });
    await get('button', 'حفظ وفتح معاملة');
    await get('button', 'حفظ دون معاملة');
    press('Enter', { ctrl: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('subCategory');
    });
    type(await get('field', 'الموضوع'), 'دواء');
    press('Enter');
    type(await get('field', 'المؤسسة الصحية'), 'عيادة ليست في القائمة');
    type(await get('field', 'إفادة المتصل'), 'لم يتوفر');
    press('NumpadEnter', { ctrl: true });
    await get('heading', 'حُفظت المكالمة وفُتحت المعاملة رقم');
    expect(document.querySelector('[data-testid="case-reference"]')?.textContent).toContain('26-4170-0038-5');
    expect(world.saved[0]?.form).toMatchObject({ facility: '', facilityText: 'عيادة ليست في القائمة' });
    press('F2');
    await gone('heading', 'حُفظت المكالمة وفُتحت المعاملة رقم');
  });

  it('changes language in the middle of a call without touching the form', async () => {
    open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    const note = await get('field', 'إفادة المتصل');
    type(note, 'نصف جملة');
    press('Digit9', { ctrl: true });
    await get('heading', 'الإعدادات');
    (await get('button', 'English')).click();
    await get('heading', 'Settings');
    expect(document.documentElement.dir).toBe('ltr');
    press('Digit1', { ctrl: true });
    const after = await get('field', 'What the caller said');
    expect(after).toBe(note);
    expect(after).toHaveProperty('value', 'نصف جملة');
  });

  it('says how far a paste is beyond the bound and cuts nothing', async () => {
    open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    const note = await get('field', 'إفادة المتصل');
    type(note, 'ا'.repeat(20_011));
    expect(note).toHaveProperty('value.length', 20_011);
    expect(note.getAttribute('aria-invalid')).toBe('true');
    expect(document.body.textContent?.replace(/[\u2068\u2069]/g, '')).toContain('أطول من المسموح بـ 11 حرفًا');
  });

  it('shows what cannot be kept as a sign, and says so', async () => {
    const { world } = open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    const note = await get('field', 'إفادة المتصل');
    type(note, 'قبل\0بعد\uD800');
    expect(note).toHaveProperty('value', 'قبل�بعد�');
    expect(document.body.textContent).toContain('محل رمزين لا يمكن حفظهما');
    press('KeyS', { ctrl: true });
    await vi.waitFor(() => {
      expect(world.kept.at(-1)?.note).toBe('قبل�بعد�');
    });
  });

  it('begins an empty field on the side of the page, and a written one on that of its words', async () => {
    open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    for (const name of ['إفادة المتصل', 'الموضوع']) {
      const field = await get('field', name);
      expect(field.getAttribute('dir') ?? '', name).toBe('');
      type(field, 'Panadol');
      await vi.waitFor(() => {
        expect(field.getAttribute('dir'), name).toBe('auto');
      });
    }
  });

  it('answers the key that asks whether the draft is kept, until something is typed', async () => {
    open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    const note = await get('field', 'إفادة المتصل');
    type(note, 'نصف جملة');
    press('KeyS', { ctrl: true });
    await vi.waitFor(() => {
      expect(document.querySelector('.kept')?.textContent).toContain('حُفظت المسودة كاملة، الساعة');
    });
    type(note, 'نصف جملة أخرى');
    await vi.waitFor(() => {
      expect(document.querySelector('.kept')?.textContent?.trim()).toBe('المسودة محفوظة');
    });
  });

  it('names in the sheet of keys the types that there are, each with its digit', async () => {
    open();
    await get('button', 'مكالمة جديدة');
    press('F1');
    await get('heading', 'المفاتيح');
    const rows = Array.from(document.querySelectorAll('dialog tr'), (row) => row.textContent ?? '');
    const types = rows.filter((row) => row.includes('النوع: '));
    expect(
      types.map((row) =>
        row
          .replace(/[\u2068\u2069]/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    ).toEqual(['النوع: شكوىAlt+2', 'النوع: تثقيف صحيAlt+4', 'النوع: شكر وتقديرAlt+8']);
  });

  it('closes by Esc the list alone, and never saves by a bare Enter', async () => {
    const { world } = open();
    await get('button', 'مكالمة جديدة');
    press('F2');
    press('Digit4', { alt: true });
    const subject = await get('field', 'الموضوع');
    type(subject, 'تط');
    await get('option', 'التطعيمات تثقيف صحي');
    press('Escape');
    await gone('option', 'التطعيمات تثقيف صحي');
    expect(subject).toHaveProperty('value', 'تط');
    press('Enter');
    await get('field', 'إفادة المتصل');
    expect(world.saved).toEqual([]);
  });

  it('logs a silent call in two presses, and takes it back by the key of undo', async () => {
    const { world } = open();
    await get('button', 'مكالمة جديدة');
    press('Digit0', { alt: true });
    await get('button', '2 صامتة');
    press('Digit2');
    await get('heading', 'حُفظت المكالمة');
    expect(world.saved.map(({ form }) => form.subCategory)).toEqual(['silent']);
    press('KeyZ', { alt: true });
    await get('heading', 'مكالمة جديدة');
    expect(world.voided).toEqual([world.saved[0]?.form.id]);
  });

  it('undoes a discard by its own key', async () => {
    open({ draftRestore: (id) => Promise.reject(refusal('not_found', { id })) });
    await get('button', 'مكالمة جديدة');
    press('F2');
    type(await get('field', 'إفادة المتصل'), 'لا تضِع');
    press('Delete', { alt: true });
    await get('button', 'تراجع');
    press('KeyZ', { alt: true });
    expect(await get('field', 'إفادة المتصل')).toHaveProperty('value', 'لا تضِع');
  });

  it('offers nobody a screen they may not see', async () => {
    open();
    await get('button', 'تسجيل المكالمات');
    await gone('button', 'مراجعة المناوبة');
    press('Digit7', { ctrl: true });
    await get('button', 'مكالمة جديدة');
  });
});

describe('signing out', () => {
  it('keeps every draft first, and stays where one cannot be kept', async () => {
    let full = true;
    const signOut = vi.fn<Backend['signOut']>(() =>
      Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
    );
    open({
      draftKeep: () =>
        full ? Promise.reject(refusal('disk_full')) : Promise.resolve({ state: 'kept', at: 1 }),
      signOut,
    });
    await get('button', 'مكالمة جديدة');
    press('F2');
    type(await get('field', 'إفادة المتصل'), 'مهم');
    (await get('button', 'تسجيل الخروج')).click();
    await vi.waitFor(() => {
      expect(document.querySelector('[role="status"]')?.textContent).toContain('لم تُحفظ المسودة');
    });
    expect(signOut).not.toHaveBeenCalled();
    full = false;
    (await get('button', 'تسجيل الخروج')).click();
    await get('heading', 'تسجيل الدخول');
    expect(signOut).toHaveBeenCalledOnce();
  });

  it('takes no more words once it has begun', async () => {
    let out: () => void = () => undefined;
    const signOut = () =>
      new Promise<AppState>((done) => {
        out = () => {
          done({ ...STATE, phase: 'sign_in', signedIn: null });
        };
      });
    const { world } = open({ signOut });
    await get('button', 'مكالمة جديدة');
    press('F2');
    const note = await get('field', 'إفادة المتصل');
    type(note, 'مهم');
    (await get('button', 'تسجيل الخروج')).click();
    await vi.waitFor(() => {
      expect(note.closest('[inert]')).not.toBeNull();
    });
    press('F2');
    expect(document.querySelectorAll('.side li'), 'nor a second call').toHaveLength(1);
    out();
    await get('heading', 'تسجيل الدخول');
    expect(world.kept.at(-1)?.note).toBe('مهم');
  });
});

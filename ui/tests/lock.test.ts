// Leaving the desk: whoever walks up to it sees nothing of a caller, and whoever comes back finds it as it was.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Backend } from '../src/lib/backend';
import { emptyForm } from '../src/features/desk/form/empty';
import { Idle } from '../src/lib/idle';
import { AISHA, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { get, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
  vi.restoreAllMocks();
});

/** Lets the clock of the screen jump ahead; its next tick sees it. */
function jump(ms: number): void {
  const now = Date.now() + ms;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
}

async function typeCall(): Promise<void> {
  await get('heading', 'جاهز للمكالمة التالية');
  press('F2');
  type(await get('field', 'رقم الهاتف'), '99123456');
  type(await get('field', 'إفادة المتصل'), 'ابنها محموم');
}

function lockBy(digit: string): void {
  press('KeyL', { ctrl: true });
  press(`Digit${digit}`);
}

describe('the lock', () => {
  it('keeps what is half typed, shows nothing of it, and comes back to the same field', async () => {
    const asked: string[] = [];
    const kept = fakeBackend();
    const { backend } = fakeBackend({
      draftKeep: (form) => {
        asked.push('keep');
        return kept.backend.draftKeep(form);
      },
      drafts: () => Promise.resolve(kept.world.kept.slice(-1).map((form) => ({ form, keptAt: 0 }))),
      lock: (why) => {
        asked.push('lock');
        return fakeBackend().backend.lock(why);
      },
    });
    leave = show(backend);
    await typeCall();
    lockBy('1');
    await get('heading', 'الجهاز مقفل');
    expect(asked.lastIndexOf('keep'), 'on the disk before the screen goes').toBeLessThan(
      asked.indexOf('lock'),
    );
    expect(kept.world.kept.at(-1)?.note).toBe('ابنها محموم');
    const page = document.documentElement.outerHTML;
    for (const told of ['99123456', 'ابنها محموم']) expect(page).not.toContain(told);
    const secret = await get('field', 'الرقم السري أو كلمة المرور');
    expect(document.activeElement).toBe(secret);
    type(secret, '246813');
    (await get('button', 'فتح')).click();
    const note = await get('field', 'إفادة المتصل');
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(note);
    });
    expect((note as HTMLTextAreaElement).value).toBe('ابنها محموم');
  });

  it('stays open where what is typed cannot be kept', async () => {
    const lock = vi.fn<Backend['lock']>();
    const { backend } = fakeBackend({ draftKeep: () => Promise.reject(refusal('disk_full')), lock });
    leave = show(backend);
    await typeCall();
    lockBy('1');
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('لم تُحفظ');
    });
    expect(lock).not.toHaveBeenCalled();
    expect((await get('field', 'إفادة المتصل')).closest('[inert]')).toBeNull();
  });

  it('begins a pause with its reason and shows how long it goes on', async () => {
    leave = show(fakeBackend().backend);
    await get('heading', 'جاهز للمكالمة التالية');
    lockBy('3');
    await get('heading', 'الجهاز مقفل');
    expect(document.querySelector('main')?.textContent).toContain('وجبة');
    jump(16 * 60_000);
    await vi.waitFor(() => {
      expect(document.querySelector('[role="timer"]')?.textContent).toBe('16:00');
    }, 3_000);
    expect(document.querySelector('main')?.textContent).toContain('تجاوز المدة المعتادة');
  });

  it('says in the line of the duty how long its pauses were', async () => {
    const pauses = [
      { reason: 'meal', from: 1_000, until: 61_000 },
      { reason: 'prayer', from: 70_000, until: 100_000 },
    ];
    const signedIn = { ...signedInAs(['call_log']), pauses };
    leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }) }).backend);
    await get('heading', 'جاهز للمكالمة التالية');
    expect(document.querySelector('footer')?.textContent).toContain('01:30');
  });

  it('asks nobody by name where it was locked for somebody else', async () => {
    leave = show(fakeBackend().backend);
    await get('heading', 'جاهز للمكالمة التالية');
    lockBy('4');
    const login = (await get('field', 'اسم الدخول')) as HTMLInputElement;
    expect(login.value).toBe('');
    expect(document.activeElement).toBe(login);
    (await get('button', `${AISHA.nameAr} ${AISHA.login}`)).click();
    await get('button', 'فتح');
  });
});

describe('an idle desk', () => {
  it('is told twenty seconds ahead, and any key keeps it open and is typed all the same', async () => {
    const lock = vi.fn<Backend['lock']>(fakeBackend().backend.lock);
    leave = show(fakeBackend({ lock }).backend);
    await get('heading', 'جاهز للمكالمة التالية');
    jump(101_000);
    await vi.waitFor(() => {
      expect(document.querySelector('.notice')?.textContent).toContain('19');
    }, 3_000);
    expect(document.querySelector('[role="status"][aria-live]')?.textContent).toContain('عشرين ثانية');
    press('F2');
    await get('field', 'رقم الهاتف');
    await vi.waitFor(() => {
      expect(document.querySelector('.notice')).toBeNull();
    }, 3_000);
    expect(lock).not.toHaveBeenCalled();
  });

  it('locks by itself, but not while somebody listens to a caller', async () => {
    const lock = vi.fn<Backend['lock']>(fakeBackend().backend.lock);
    leave = show(fakeBackend({ lock }).backend);
    await typeCall();
    jump(6 * 60_000);
    await vi.waitFor(() => {
      expect(document.querySelector('[role="timer"]')?.textContent).toContain('06:0');
    }, 3_000);
    expect(lock).not.toHaveBeenCalled();
    expect(document.querySelector('.notice')).toBeNull();
    press('F9');
    jump(2 * 60_000);
    // The clock of the screen goes by seconds, and its next one may be a whole one away.
    await vi.waitFor(() => {
      expect(lock).toHaveBeenCalledExactlyOnceWith({ reason: '' });
    }, 3_000);
    await get('heading', 'الجهاز مقفل');
  });

  it('stays open for a caller on hold, and not for a call that was left open hours ago', async () => {
    const lock = vi.fn<Backend['lock']>(fakeBackend().backend.lock);
    const left = { ...emptyForm(Date.now() - 5 * 60 * 60_000), number: '99777777' };
    const drafts = () => Promise.resolve([{ form: left, keptAt: left.startedAt }]);
    leave = show(fakeBackend({ lock, drafts }).backend);
    await typeCall();
    press('KeyL', { alt: true });
    jump(6 * 60_000);
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('على الانتظار منذ \u206806:0');
    }, 3_000);
    expect(lock, 'somebody waits').not.toHaveBeenCalled();
    press('F2', { shift: true });
    expect(((await get('field', 'رقم الهاتف')) as HTMLInputElement).value).toBe('99777777');
    jump(3 * 60_000);
    await vi.waitFor(() => {
      expect(document.querySelector('.side')?.textContent).toContain('09:0');
    }, 3_000);
    expect(lock, 'somebody waits, whatever is looked at').not.toHaveBeenCalled();
    press('F2', { shift: true });
    press('F9');
    jump(3 * 60_000);
    await vi.waitFor(() => {
      expect(lock).toHaveBeenCalledExactlyOnceWith({ reason: '' });
    }, 3_000);
  });

  it('does not take a page that moves under a mouse at rest for a hand', () => {
    const idle = new Idle();
    idle.moved({ screenX: 5, screenY: 5 });
    const then = Date.now();
    jump(60_000);
    idle.moved({ screenX: 5, screenY: 5 });
    expect(idle.left(Date.now(), 120_000)).toBeLessThanOrEqual(60_000 + (Date.now() - then - 60_000));
    idle.moved({ screenX: 6, screenY: 5 });
    expect(idle.left(Date.now(), 120_000)).toBe(120_000);
  });
});

// What is older than it may be kept: looked for when somebody asks, shown by type before anything goes, erased with the own
// secret, ended on the way, also by whoever comes to it later.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ErasureCertificate, RetentionPreview } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, gone, show, type } from './screen';

const COUNTS = { persons: 1, calls: 3, cases: 1, followUps: 0, surveys: 0, questions: 0, flags: 0 };
const PREVIEW: RetentionPreview = {
  hasRules: true,
  types: [
    { code: 'complaint', months: 120, before: '2016-11-22', calls: 0, cases: 0 },
    { code: 'report', months: 24, before: '2024-11-22', calls: 3, cases: 1 },
    { code: 'inquiry', months: null, before: null, calls: 0, cases: 0 },
  ],
  counts: COUNTS,
  all: 60_000,
  atOnce: 50_000,
  held: ['26417000038'],
  open: 2,
};
const CERTIFICATE: ErasureCertificate = {
  act: '01935f00-0000-7000-8000-000000000001',
  at: 1_795_327_200_000,
  byAr: 'منى',
  byEn: 'Muna',
  byAge: true,
  request: '',
  machine: '01935f00-0000-7000-8000-00000000000a',
  station: 'مسقط ١',
  counts: COUNTS,
  epoch: '01935f00-0000-7000-8000-00000000000e',
  seq: 71,
  hash: 'ab'.repeat(32),
  swept: true,
};

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openSettings(rights: string[], changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['call_log', ...rights]);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
  (await get('button', 'الإعدادات')).click();
  await get('heading', 'الإعدادات');
}

/** What is due, once it was asked for. */
async function look(): Promise<void> {
  (await get('button', 'عرض المستحق')).click();
}

const plain = (): string => document.body.textContent.replace(/[\u2068\u2069]/g, '');

it('is offered to nobody without the right', async () => {
  await openSettings([], {});
  expect(plain()).not.toContain('مدة حفظ البيانات');
});

it('says that nothing is too old where the organisation set no time', async () => {
  const none: RetentionPreview = {
    ...PREVIEW,
    hasRules: false,
    types: [],
    all: 0,
    atOnce: 0,
    held: [],
    open: 0,
  };
  await openSettings(['person_erase'], { retentionPreview: () => Promise.resolve(none) });
  await look();
  await vi.waitFor(() => {
    expect(plain()).toContain('لم تحدد المؤسسة مدة');
  });
  expect(plain()).not.toContain('محو المستحق');
});

it('goes through the store only when somebody asks what is due, and says that it does', async () => {
  let answer: (preview: RetentionPreview) => void = () => undefined;
  const retentionPreview = vi.fn<Backend['retentionPreview']>(
    () => new Promise((resolve) => (answer = resolve)),
  );
  await openSettings(['person_erase'], { retentionPreview });
  const button = await get('button', 'عرض المستحق');
  // It is there before it says anything, so that what it says is heard.
  const status = button.parentElement?.nextElementSibling;
  expect(status?.getAttribute('role')).toBe('status');
  expect(status?.textContent).toBe('');
  expect(retentionPreview, 'opening the settings looks for nothing').not.toHaveBeenCalled();
  button.focus();
  button.click();
  button.click();
  await vi.waitFor(() => {
    expect(status?.textContent).toBe('يجري البحث عما انقضت مدة حفظه…');
    expect(button.getAttribute('aria-busy')).toBe('true');
  });
  expect(retentionPreview).toHaveBeenCalledOnce();
  answer({ ...PREVIEW, all: 11, atOnce: 11 });
  await get('button', 'محو المستحق…');
  expect(status?.textContent.replace(/[\u2068\u2069]/g, '')).toBe('انقضت مدة حفظ 11 سجلًا.');
  expect(document.querySelector('table')?.getAttribute('aria-label')).toContain('مدد الحفظ بحسب النوع');
  expect(document.activeElement, 'the keys go on where they were').toBe(button);
});

it('shows what the rules take and what stays, takes the own secret, and is certified', async () => {
  const eraseOld = vi
    .fn<Backend['eraseOld']>()
    .mockRejectedValueOnce(refusal('wrong_secret', { left: '4' }))
    .mockResolvedValueOnce(CERTIFICATE);
  let looked: (preview: RetentionPreview) => void = () => undefined;
  const retentionPreview = vi
    .fn<Backend['retentionPreview']>()
    .mockResolvedValueOnce(PREVIEW)
    .mockImplementationOnce(() => new Promise((resolve) => (looked = resolve)));
  await openSettings(['person_erase'], { retentionPreview, eraseOld });
  await look();
  const begin = await get('button', 'محو المستحق…');
  begin.focus();
  begin.click();
  const shown = plain();
  expect(shown).toContain('120 شهر');
  expect(shown).toContain('دائمًا');
  expect(shown).toContain('معاملتان قديمتان ما زالتا مفتوحتين');
  expect(shown).toContain('معاملة واحدة باقية لأنها محجوزة قانونيًا');
  expect(shown).toContain('الأقدم أولًا');
  const erase = await get('button', 'محو نهائي');
  erase.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('secret');
  });
  expect(eraseOld).not.toHaveBeenCalled();
  for (const secret of ['111111', '246813']) {
    type(await get('field', 'الرقم السري أو كلمة المرور'), secret);
    erase.click();
    await vi.waitFor(() => {
      expect(eraseOld).toHaveBeenLastCalledWith({ secret });
    });
    await vi.waitFor(() => {
      expect(document.querySelector<HTMLInputElement>('[data-field="secret"]')?.value ?? '').toBe('');
    });
  }
  await vi.waitFor(() => {
    expect(retentionPreview, 'a wrong secret erased nothing').toHaveBeenCalledTimes(2);
  });
  expect(document.querySelectorAll('dialog'), 'one layer at a time').toHaveLength(1);
  erase.click();
  expect(eraseOld, 'what is left is looked for first').toHaveBeenCalledTimes(2);
  looked({ ...PREVIEW, counts: { ...COUNTS, persons: 0, calls: 0, cases: 0 }, all: 0, atOnce: 0 });
  await get('heading', 'شهادة محو');
  expect(document.querySelectorAll('dialog')).toHaveLength(1);
  expect(plain()).toContain('انقضاء مدة الحفظ');
  expect(plain()).toContain('لم تنقضِ بعدُ مدة حفظ أي سجل.');
  (await get('button', 'إغلاق')).click();
  await vi.waitFor(() => {
    expect(focusedField(), 'the button it began with is gone').toBe('retentionLook');
  });
});

it('tells how far it is, and ends where it is wanted', async () => {
  let done: ((certificate: ErasureCertificate) => void) | undefined;
  const stopErasing = vi.fn<Backend['stopErasing']>().mockResolvedValue();
  await openSettings(['person_erase'], {
    retentionPreview: () => Promise.resolve(PREVIEW),
    eraseOld: () =>
      new Promise((resolve) => {
        done = resolve;
      }),
    erasingProgress: () => Promise.resolve(done ? { done: 10, of: 40 } : null),
    stopErasing,
  });
  await look();
  (await get('button', 'محو المستحق…')).click();
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  (await get('button', 'محو نهائي')).click();
  const stop = await get('button', 'إيقاف');
  await vi.waitFor(() => {
    expect(document.querySelector('progress')?.value).toBe(10);
  });
  const progress = document.querySelector('progress');
  expect(progress?.getAttribute('aria-label')).toBe('ما أُنجز من المحو');
  expect(progress?.closest('[role="status"]'), 'every step of it would be said').toBeNull();
  stop.click();
  await vi.waitFor(() => {
    expect(stopErasing).toHaveBeenCalledOnce();
  });
  done?.(CERTIFICATE);
  await get('heading', 'شهادة محو');
});

it('is seen and ended by whoever comes to it later, and looks anew once it has ended', async () => {
  let progress: { done: number; of: number } | null = { done: 10, of: 40 };
  const retentionPreview = vi.fn<Backend['retentionPreview']>().mockResolvedValue(PREVIEW);
  const stopErasing = vi.fn<Backend['stopErasing']>(() => {
    progress = null;
    return Promise.resolve();
  });
  await openSettings(['person_erase'], {
    retentionPreview,
    erasingProgress: () => Promise.resolve(progress),
    stopErasing,
  });
  const stop = await get('button', 'إيقاف');
  expect(document.querySelector('progress')?.value).toBe(10);
  expect(plain()).toContain('يجري المحو');
  expect((await get('button', 'عرض المستحق')).getAttribute('aria-busy')).toBe('true');
  progress = { done: 20, of: 40 };
  await vi.waitFor(() => {
    expect(document.querySelector('progress')?.value).toBe(20);
  });
  expect(retentionPreview, 'not while it goes on').not.toHaveBeenCalled();
  stop.focus();
  stop.click();
  await gone('button', 'إيقاف');
  expect(stopErasing).toHaveBeenCalledOnce();
  await get('button', 'محو المستحق…');
  expect(retentionPreview).toHaveBeenCalledOnce();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('retentionLook');
  });
  expect(plain()).toContain('انتهى المحو الذي كان جاريًا.');
});

it('asks no more how far it is once the settings are left', async () => {
  const erasingProgress = vi.fn<Backend['erasingProgress']>().mockResolvedValue({ done: 10, of: 40 });
  const retentionPreview = vi.fn<Backend['retentionPreview']>().mockResolvedValue(PREVIEW);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  try {
    await openSettings(['person_erase'], { erasingProgress, retentionPreview });
    await get('button', 'إيقاف');
    await leave?.();
    leave = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    const asked = erasingProgress.mock.calls.length;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(erasingProgress).toHaveBeenCalledTimes(asked);
    expect(retentionPreview).not.toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

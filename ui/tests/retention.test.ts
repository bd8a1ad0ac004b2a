// What is older than it may be kept: shown by type before anything goes, erased with the own secret, ended on the way.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ErasureCertificate, RetentionPreview } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, show, type } from './screen';

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
  await vi.waitFor(() => {
    expect(plain()).toContain('لم تحدد المؤسسة مدة');
  });
  expect(plain()).not.toContain('محو المستحق');
});

it('shows what the rules take and what stays, takes the own secret, and is certified', async () => {
  const eraseOld = vi
    .fn<Backend['eraseOld']>()
    .mockRejectedValueOnce(refusal('wrong_secret', { left: '4' }))
    .mockResolvedValueOnce(CERTIFICATE);
  await openSettings(['person_erase'], { retentionPreview: () => Promise.resolve(PREVIEW), eraseOld });
  (await get('button', 'محو المستحق…')).click();
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
  await get('heading', 'شهادة محو');
  expect(plain()).toContain('انقضاء مدة الحفظ');
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
    erasingProgress: () => Promise.resolve({ done: 10, of: 40 }),
    stopErasing,
  });
  (await get('button', 'محو المستحق…')).click();
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  (await get('button', 'محو نهائي')).click();
  const stop = await get('button', 'إيقاف');
  await vi.waitFor(() => {
    expect(document.querySelector('progress')?.value).toBe(10);
  });
  stop.click();
  await vi.waitFor(() => {
    expect(stopErasing).toHaveBeenCalledOnce();
  });
  done?.(CERTIFICATE);
  await get('heading', 'شهادة محو');
});

// Erasing what is recorded about a person: seen before it is done, done with the own secret, certified.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ErasureCertificate, ErasurePreview } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { focusedField, get, press, show, type } from './screen';

const COUNTS = { persons: 1, calls: 3, cases: 1, followUps: 0, surveys: 0, questions: 0, flags: 0 };
const PREVIEW: ErasurePreview = {
  counts: COUNTS,
  casesLeft: [{ id: 'c1', reference: '26417000038', why: 'open' }],
  callsLeft: 1,
  personLeft: false,
  callsOfNobody: 2,
  drafts: 0,
  whole: true,
};
const CERTIFICATE: ErasureCertificate = {
  act: '01935f00-0000-7000-8000-000000000001',
  at: 1_795_327_200_000,
  byAr: 'منى',
  byEn: 'Muna',
  byAge: false,
  request: '2026/114',
  machine: '01935f00-0000-7000-8000-00000000000a',
  station: 'مسقط ١',
  counts: COUNTS,
  epoch: '01935f00-0000-7000-8000-00000000000e',
  seq: 71,
  hash: 'ab'.repeat(32),
  swept: true,
};
const SHEET = {
  id: 'p1',
  nameAr: 'شيخة الريامي',
  nameLatin: '',
  birthYear: 0,
  beneficiary: '',
  governorate: '',
  wilayat: '',
  numbers: [],
  cases: [],
  restrictedCases: 0,
  calls: [],
  totalCalls: 0,
  erasedAt: null,
};

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openPerson(rights: string[], changes: Partial<Backend>): Promise<void> {
  const signedIn = signedInAs(['call_log', 'call_read', ...rights]);
  const none = { rows: [], next: null, unfinished: false };
  const person = {
    id: 'p1',
    nameAr: 'شيخة الريامي',
    nameLatin: '',
    birthYear: 0,
    governorate: '',
    wilayat: '',
    numberEnds: [],
  };
  const answer = { outdated: false, calls: none, cases: none, persons: { ...none, rows: [person] } };
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      personSheet: () => Promise.resolve(SHEET),
      search: () => Promise.resolve(answer),
      ...changes,
    }).backend,
  );
  await get('button', 'مكالمة جديدة');
  press('KeyK', { ctrl: true });
  type(await get('field', 'اسم أو كلمة، أو ثلاثة أرقام من رقم هاتف أو معاملة، أو إجراء'), 'شيخة');
  await vi.waitFor(() => {
    expect(document.querySelector('[role="option"]')?.textContent).toContain('شيخة');
  });
  press('Enter');
  await get('heading', 'شيخة الريامي');
}

it('is offered to nobody without the right', async () => {
  await openPerson([], {});
  expect(document.body.textContent).not.toContain('محو بيانات');
});

it('shows what goes and what stays, waits for what is open, and takes the own secret', async () => {
  const erasePerson = vi
    .fn<Backend['erasePerson']>()
    .mockRejectedValueOnce(refusal('wrong_secret', { left: '4' }))
    .mockResolvedValueOnce(CERTIFICATE);
  await openPerson(['person_erase'], {
    erasurePreview: () => Promise.resolve(PREVIEW),
    erasePerson,
  });
  (await get('button', 'محو بيانات هذا الشخص…')).click();
  const erase = (await get('button', 'محو نهائي')) as HTMLButtonElement;
  const shown = document.body.textContent;
  expect(shown).toContain('3 تواصلات'.replace('3', '\u20683\u2069'));
  expect(shown).toContain('لم تُغلق بعد');
  expect(erase.disabled, 'an open case is no slip of the hand').toBe(true);
  (await get('field', 'استثناء المعاملات المفتوحة؛ تبقى مع تواصلاتها')).click();
  await vi.waitFor(() => {
    expect(erase.disabled).toBe(false);
  });
  erase.click();
  await vi.waitFor(() => {
    expect(focusedField()).toBe('secret');
  });
  expect(erasePerson).not.toHaveBeenCalled();
  type(await get('field', 'رقم ملف الطلب'), '2026/114');
  const send = async (secret: string) => {
    type(await get('field', 'الرقم السري أو كلمة المرور'), secret);
    erase.click();
    await vi.waitFor(() => {
      expect(erasePerson).toHaveBeenLastCalledWith({
        person: 'p1',
        request: '2026/114',
        exceptOpen: true,
        secret,
      });
    });
  };
  await send('111111');
  await vi.waitFor(() => {
    expect(focusedField()).toBe('secret');
    expect(document.querySelector<HTMLInputElement>('[data-field="secret"]')?.value ?? '').toBe('');
  });
  await get('button', 'محو نهائي');
  await send('246813');
  await get('heading', 'شهادة محو');
  expect(document.body.textContent).toContain(CERTIFICATE.hash);
});

it('keeps the certificates for whoever checks the journal', async () => {
  const signedIn = signedInAs(['journal_verify']);
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      erasures: () => Promise.resolve([CERTIFICATE]),
    }).backend,
  );
  (await get('button', 'الإعدادات')).click();
  (await get('button', 'الشهادة')).click();
  await get('heading', 'شهادة محو');
  expect(document.body.textContent).toContain('مسقط ١');
});

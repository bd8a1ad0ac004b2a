// The shift's review: what is looked at first, a call that goes back to its agent, the signature.
import { afterEach, expect, it, vi } from 'vitest';

import type {
  Backend,
  CallReturn,
  CallRow,
  CallView,
  HandOverView,
  ShiftLog,
  ShiftReview,
} from '../src/lib/backend';
import { partsOf } from '../src/features/shift/looks';
import { emptyForm } from '../src/features/desk/form/empty';
import { fakeBackend, NO_COUNTS, NO_REVIEW, refusal, rowOf, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const FORM = { ...emptyForm(1_795_327_200_000), type: 'complaint', note: '' };
const row = (id: string, note: string): CallRow => ({ ...rowOf(FORM, null), id, noteStart: note });
const [FIRST, SECOND, THIRD] = [row('1', 'الأولى'), row('2', 'الثانية'), row('3', 'الثالثة')];
const KEY = '2026-11-22/morning';
const SHIFT = {
  key: KEY,
  day: '2026-11-22',
  code: 'morning',
  startsAt: 0,
  endsAt: 1,
  calls: 3,
  running: false,
};

const log = (rows: CallRow[]): ShiftLog => ({
  shift: SHIFT,
  page: { rows, next: null, total: rows.length },
  counts: NO_COUNTS,
  byType: [],
  cases: 0,
  urgent: 0,
  voided: 0,
  medianTalkMs: null,
  endKnown: 0,
  agents: [],
  pauses: [],
});

const READY: ShiftReview = {
  ...NO_REVIEW,
  shift: KEY,
  calls: 3,
  entries: 4,
  looks: [
    { row: THIRD, standsOut: true, why: ['short'] },
    { row: FIRST, standsOut: false, why: ['sample'] },
  ],
  gone: 0,
  hindrances: { running: false, drafts: [], returned: 0 },
};

const SIGNED = {
  ...{ id: 's1', at: 0, byAr: 'مريم', byEn: 'Maryam', calls: 3, entries: 4, ownCalls: 0, digest: '' },
  samplesPerAgent: 3,
  machines: [],
};

async function open(changes: Partial<Backend>, more: string[] = []): Promise<void> {
  const rights = ['call_read', 'call_comment', 'call_return', 'shift_read', 'shift_sign', ...more];
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn: signedInAs(rights) }),
      shifts: () => Promise.resolve([SHIFT]),
      shiftLog: () => Promise.resolve(log([FIRST, SECOND, THIRD])),
      shiftReview: () => Promise.resolve(READY),
      ...changes,
    }).backend,
  );
  await vi.waitFor(() => {
    expect(document.querySelectorAll('tr.call')).toHaveLength(3);
  });
}

const order = (): (string | undefined)[] =>
  Array.from(document.querySelectorAll('tr.call .note[dir]')).map((note) => note.textContent);

it('shows what stands out, then the samples, then the rest, and each call once', async () => {
  await open({});
  expect(order()).toEqual(['الثالثة', 'الأولى', 'الثانية']);
  const parts = Array.from(document.querySelectorAll('tr.part')).map((part) => part.textContent?.trim());
  expect(parts[0]).toContain('يحتاج نظرك');
  expect(parts[1]).toContain('العيّنة');
  expect(parts[2]).toContain('بقية السجل');
  expect(document.querySelector('tr.call')?.textContent).toContain('أقل من 20 ثانية');
  // One stop, and the arrows pass the headings by.
  document.querySelector<HTMLElement>('tr.call')?.focus();
  press('ArrowDown');
  await vi.waitFor(() => {
    expect(document.activeElement?.textContent).toContain('الأولى');
  });
  press('End');
  await vi.waitFor(() => {
    expect(document.activeElement?.textContent).toContain('الثانية');
  });
});

it('leaves the order of the log to whoever filters, and the marks where they are', () => {
  const parts = partsOf([FIRST, THIRD], { ...READY, after: ['1'] }, true);
  expect(parts).toEqual([
    {
      title: null,
      rows: [
        { row: FIRST, why: ['sample'], after: true },
        { row: THIRD, why: ['short'], after: false },
      ],
    },
  ]);
});

const view = (returns: CallReturn[]): CallView =>
  ({
    row: FIRST,
    ...{ callerName: '', anonymous: false, governorate: '', wilayat: '', place: '', note: '', cards: [] },
    ...{ receivedAt: null, answeredAt: null, additions: [], form: FORM, goesOnFrom: null, goesOnIn: [] },
    ...{
      void: null,
      may: { correct: false, void: false, restore: false },
      followUps: [],
      mayFollowUp: false,
    },
    ...{
      comments: [],
      returns,
      scores: [],
      mayScore: { score: true, reply: false },
      imported: false,
      takenBy: '',
    },
  }) satisfies CallView;

const OPEN: CallReturn = {
  ...{ id: 'r1', at: 0, byAr: 'مريم', byEn: 'Maryam', text: 'أضف المستشفى', state: 'open' },
  ...{ correctedAt: null, correctedAr: '', correctedEn: '' },
};

it('returns a call with a reason, never without one, and takes it back', async () => {
  let returns: CallReturn[] = [];
  const returnCall = vi.fn<Backend['returnCall']>(() => {
    returns = [OPEN];
    return Promise.resolve(returns);
  });
  const takeBackReturn = vi.fn<Backend['takeBackReturn']>(() => {
    returns = [{ ...OPEN, state: 'withdrawn' }];
    return Promise.resolve(returns);
  });
  await open({ call: () => Promise.resolve(view(returns)), returnCall, takeBackReturn });
  document.querySelectorAll<HTMLElement>('tr.call')[1]?.click();
  const give = await get('button', 'إعادة للتصحيح');
  give.click();
  const field = await get('field', 'ملاحظة للموظف');
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(field);
  });
  expect(returnCall).not.toHaveBeenCalled();
  type(field, ' أضف المستشفى ');
  give.click();
  const undo = await get('button', 'سحب الإعادة');
  expect(returnCall.mock.calls[0]?.[0]).toMatchObject({ call: '1', text: 'أضف المستشفى' });
  expect(field).toHaveProperty('value', '');
  undo.click();
  await gone('button', 'سحب الإعادة');
  expect(takeBackReturn).toHaveBeenCalledExactlyOnceWith({ call: '1', id: 'r1' });
});

it('signs what was shown, shows anew what came in between, and asks again', async () => {
  const news: ShiftReview = { ...READY, digest: '1'.repeat(64), entries: 5 };
  let current = READY;
  const signShift = vi.fn<Backend['signShift']>(({ digest }) => {
    if (digest === READY.digest) {
      current = news;
      return Promise.reject(refusal('shift_changed'));
    }
    current = { ...news, signatures: [SIGNED] };
    return Promise.resolve(current);
  });
  await open({ shiftReview: () => Promise.resolve(current), signShift });
  (await get('button', 'توقيع المناوبة')).click();
  await get('heading', 'توقيع المناوبة');
  const send = (): void => {
    document.querySelector('dialog form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  };
  send();
  expect(signShift).not.toHaveBeenCalled();
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  send();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('فلم يُسجَّل التوقيع');
    expect(document.querySelector('dialog')?.textContent).toContain('5\u2069 قيود');
  });
  type(await get('field', 'الرقم السري أو كلمة المرور'), '246813');
  send();
  await gone('heading', 'توقيع المناوبة');
  expect(signShift.mock.calls[1]?.[0]).toMatchObject({ shift: KEY, digest: news.digest, secret: '246813' });
  expect(signShift.mock.calls[1]?.[0].id).toBe(signShift.mock.calls[0]?.[0].id);
  await get('button', 'توقيع مرة أخرى');
  expect(document.body.textContent).toContain('وقّعها');
});

it('says what keeps a shift from being signed, with a way to it, and asks for no PIN', async () => {
  const returned: ShiftReview = {
    ...READY,
    looks: [{ row: FIRST, standsOut: true, why: ['returned'] }],
    hindrances: {
      running: false,
      returned: 1,
      drafts: [
        { own: true, type: 'complaint', correction: false, startedAt: 0, ownerAr: '', ownerEn: '' },
        { own: false, type: '', correction: true, startedAt: 1, ownerAr: 'سعيد', ownerEn: 'Said' },
      ],
    },
  };
  await open({ shiftReview: () => Promise.resolve(returned), call: () => Promise.resolve(view([OPEN])) });
  (await get('button', 'توقيع المناوبة')).click();
  await get('heading', 'قبل التوقيع');
  const dialog = document.querySelector('dialog');
  expect(dialog?.querySelectorAll('li')).toHaveLength(3);
  expect(dialog?.textContent).toContain('سعيد');
  expect(dialog?.querySelector('input')).toBeNull();
  (await get('button', 'فتح')).click();
  await gone('heading', 'قبل التوقيع');
  await get('heading', 'التفاصيل');
});

it('shows what came after the signature, in the header and beside the call', async () => {
  await open({ shiftReview: () => Promise.resolve({ ...READY, signatures: [SIGNED], after: ['2'] }) });
  expect(document.body.textContent).toContain('تواصل واحد وصل أو تغيّر بعد التوقيع');
  const marked = Array.from(document.querySelectorAll('tr.call')).filter((one) =>
    one.textContent?.includes('بعد التوقيع'),
  );
  expect(marked).toHaveLength(1);
  expect(marked[0]?.textContent).toContain('الثانية');
});

const WAITING: HandOverView = {
  ...{ id: 'h1', code: 'night', startsAt: 0, at: 0, byAr: 'هدى', byEn: 'Huda', notes: 'أم تنتظر اتصالًا' },
  ...{ open: { drafts: 1, dueToday: 4, promises: 2, urgentCases: 3 }, mayConfirm: true },
  ...{ confirmedAt: null, confirmedAr: '', confirmedEn: '' },
};

it('hands the shift over with notes, and lets whoever comes next confirm what waits', async () => {
  const rights = ['call_read', 'shift_read', 'shift_hand_over'];
  let current: ShiftReview = { ...READY, waiting: [WAITING, { ...WAITING, id: 'own', mayConfirm: false }] };
  const confirmHandOver = vi.fn<Backend['confirmHandOver']>(() => {
    current = { ...current, waiting: [] };
    return Promise.resolve(current);
  });
  const handOver = vi.fn<Backend['handOver']>(() => {
    current = { ...current, handOvers: [{ ...WAITING, byAr: 'عائشة', mayConfirm: false }] };
    return Promise.resolve(current);
  });
  await open({
    appState: () => Promise.resolve({ ...STATE, signedIn: signedInAs(rights) }),
    shiftReview: () => Promise.resolve(current),
    confirmHandOver,
    handOver,
  });
  await get('heading', 'مناوبات تنتظر من يتسلّمها 1');
  expect(document.body.textContent).toContain('أم تنتظر اتصالًا');
  (await get('button', 'تأكيد الاستلام')).click();
  await gone('heading', 'مناوبات تنتظر من يتسلّمها 1');
  expect(confirmHandOver).toHaveBeenCalledExactlyOnceWith({ id: 'h1', shift: KEY });
  (await get('button', 'تسليم المناوبة')).click();
  type(await get('field', 'ملاحظات لمن يتسلّم'), 'لا شيء معلّق');
  document.querySelector('dialog form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await gone('heading', 'تسليم المناوبة لمن يليك');
  expect(handOver.mock.calls[0]?.[0]).toMatchObject({ shift: KEY, notes: 'لا شيء معلّق' });
  expect(document.body.textContent).toContain('بانتظار تأكيد الاستلام');
});

it('takes the log out as it is filtered, by a key, for whoever may', async () => {
  const writeShiftLog = vi.fn<Backend['writeShiftLog']>(() =>
    Promise.resolve({ files: ['nida-shift.xlsx'], failed: [], rows: 1, empty: false }),
  );
  await open({ writeShiftLog }, ['export_make']);
  type(await get('field', 'بحث في النص والأرقام'), 'الثانية');
  press('KeyE', { alt: true });
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('وفق التصفية الحالية وحدها');
  });
  type(await get('field', 'مسار المجلد'), '/reports');
  (await get('button', 'كتابة الملفات')).click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('nida-shift.xlsx');
  });
  expect(writeShiftLog).toHaveBeenCalledExactlyOnceWith({
    log: {
      ...{ shift: KEY, agent: '', type: '', outcome: '', channel: '', length: '', flag: '' },
      ...{ text: 'الثانية', voided: false, after: null },
    },
    ...{ format: 'xlsx', language: 'ar', folder: '/reports' },
  });
});

it('offers the log of a shift as a file to nobody else', async () => {
  await open({});
  await gone('button', 'تصدير…');
  press('KeyE', { alt: true });
  expect(document.querySelector('dialog')).toBeNull();
});

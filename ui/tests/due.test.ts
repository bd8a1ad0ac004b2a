// What is due: counted in the status bar, read when it is looked at, opened as its case or its call, and what
// came of it written down; and whether the machine shows notices of the desktop.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, DueRows, FollowUpView } from '../src/lib/backend';
import { AISHA, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, gone, show } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

function followUp(id: string, owner: string | null): FollowUpView {
  return {
    id,
    case: `case-of-${id}`,
    caseReference: '26-4170-0031-9',
    call: `call-of-${id}`,
    kind: 'call_back',
    due: 0,
    firstDue: 0,
    replans: 0,
    owner,
    ownerAr: '',
    ownerEn: '',
    promised: true,
    promise: 'نتصل غدًا',
    state: 'planned',
    doneAt: null,
    result: '',
    number: '9912 3456',
    callerName: 'شيخة',
    attempts: [],
    mayEnd: true,
    restricted: false,
  };
}

function withRights(rights: string[], changes: Partial<Backend>): void {
  const signedIn = signedInAs(rights);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
}

const all = (...rows: FollowUpView[]): DueRows => ({ rows, total: rows.length });

/** As of a dropped enquiry: no case was opened for it. */
const ofCall = (id: string, owner: string | null): FollowUpView => ({
  ...followUp(id, owner),
  case: null,
  caseReference: '',
});

const both = (code: string, ar: string, group: string | null) => ({
  ...{ code, group, ar, en: ar, active: true },
});

/** Lists with what follow-ups need. */
const lists: Backend['lists'] = () =>
  Promise.resolve({
    ...LISTS,
    followUpKinds: [both('call_back', 'معاودة الاتصال', null)],
    followUpResults: [both('reached', 'تم الوصول', 'done'), both('no_answer', 'لا رد', 'again')],
    cancelReasons: [both('by_mistake', 'خطأ', null)],
  });

/** The words of a count, its number isolated from the sentence. */
const words = (count: string): string => `\u2068${count}\u2069 متابعات حان موعدها`;

it('counts what is due and opens the case of it', async () => {
  const opened = vi.fn<Backend['case']>(() => Promise.reject(refusal('not_found')));
  withRights(['call_log', 'case_read'], {
    dueCount: () => Promise.resolve({ own: 3, anyones: 0, later: 0 }),
    dueFollowUps: () =>
      Promise.resolve({
        own: all(followUp('own', AISHA.id)),
        anyones: all(followUp('anyone', null)),
        later: all(),
      }),
    case: opened,
  });
  const count = await get('button', words('3'));
  expect(document.body.textContent, 'not before it is looked at').not.toContain('شيخة');
  count.click();
  await get('heading', 'متابعات حان موعدها');
  await get('heading', 'لأي موظف متاح');
  const rows = Array.from(document.querySelectorAll<HTMLElement>('dialog li > button'));
  expect(rows.map((row) => row.textContent)).toHaveLength(2);
  rows[0]?.click();
  await gone('heading', 'متابعات حان موعدها');
  await vi.waitFor(() => {
    expect(opened).toHaveBeenCalledWith('case-of-own');
  });
});

it('shows what was promised for later, folded away unless nothing is due', async () => {
  const own = all(ofCall('today', AISHA.id));
  let due: DueRows = own;
  withRights(['call_log', 'call_read', 'case_read'], {
    lists,
    dueCount: () => Promise.resolve({ own: due.total, anyones: 0, later: 12 }),
    dueFollowUps: () =>
      Promise.resolve({ own: due, anyones: all(), later: { rows: [ofCall('later', AISHA.id)], total: 12 } }),
  });
  (await get('button', 'متابعة واحدة حان موعدها')).click();
  const fold = await get('button', '\u206812\u2069 متابعة لم يحن موعدها');
  expect(fold.getAttribute('aria-expanded')).toBe('false');
  expect(document.querySelectorAll('dialog li')).toHaveLength(1);
  fold.click();
  await vi.waitFor(() => {
    expect(document.querySelectorAll('dialog li')).toHaveLength(2);
  });
  expect(document.querySelector('dialog')?.textContent).toContain(
    'يُعرض هنا \u20681\u2069 من أصل \u206812\u2069',
  );

  // Nothing is due: the way to it stands all the same, and what comes is not folded away.
  due = all();
  await leave?.();
  withRights(['call_log', 'call_read', 'case_read'], {
    lists,
    dueCount: () => Promise.resolve({ own: 0, anyones: 0, later: 1 }),
    dueFollowUps: () => Promise.resolve({ own: due, anyones: all(), later: all(ofCall('later', AISHA.id)) }),
  });
  (await get('button', 'متابعة واحدة قادمة')).click();
  await get('heading', 'متابعات حان موعدها');
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(document.querySelector('dialog li > button'));
  });
});

it('opens the call of what has no case', async () => {
  const call = vi.fn<Backend['call']>(() => Promise.reject(refusal('not_found')));
  withRights(['call_log', 'call_read', 'case_read'], {
    dueCount: () => Promise.resolve({ own: 0, anyones: 3, later: 0 }),
    dueFollowUps: () => Promise.resolve({ own: all(), anyones: all(ofCall('one', null)), later: all() }),
    call,
  });
  (await get('button', '\u20683\u2069 متابعات لأي موظف متاح')).click();
  await get('heading', 'لأي موظف متاح');
  document.querySelector<HTMLElement>('dialog li > button')?.click();
  await gone('heading', 'متابعات حان موعدها');
  await vi.waitFor(() => {
    expect(call).toHaveBeenCalledWith('call-of-one');
  });
});

it('writes down what came of it, and goes on with the next one', async () => {
  let own = [ofCall('first', AISHA.id), ofCall('second', AISHA.id)];
  const endFollowUp = vi.fn<Backend['endFollowUp']>(({ followUp: id }) => {
    own = own.filter((one) => one.id !== id);
    return Promise.resolve({ ...ofCall(id, AISHA.id), state: 'done' });
  });
  withRights(['call_log', 'case_read'], {
    lists,
    dueCount: () => Promise.resolve({ own: own.length + 1, anyones: 0, later: 0 }),
    dueFollowUps: () =>
      Promise.resolve({ own: { rows: own, total: own.length }, anyones: all(), later: all() }),
    endFollowUp,
  });
  (await get('button', words('3'))).click();
  await get('heading', 'متابعات حان موعدها');
  const of = (verb: string) => `${verb}: \u2068معاودة الاتصال · شيخة\u2069`;
  for (const verb of ['محاولة', 'موعد جديد', 'لن تُنفَّذ']) await get('button', of(verb));
  (await get('button', of('تمت'))).click();
  const result = (await get('field', 'ما تم')) as HTMLSelectElement;
  result.value = 'reached';
  result.dispatchEvent(new Event('change', { bubbles: true }));
  result.form?.requestSubmit();
  await vi.waitFor(() => {
    expect(endFollowUp).toHaveBeenCalledExactlyOnceWith({ followUp: 'first', code: 'reached' });
    expect(document.querySelectorAll('dialog li')).toHaveLength(1);
    expect(document.activeElement).toBe(document.querySelector('dialog li > button'));
  });
  await get('button', 'متابعتان حان موعدهما');
});

it('shows what somebody else did first, and says that more is due than is shown', async () => {
  let rows = [ofCall('one', AISHA.id)];
  withRights(['call_log', 'case_read'], {
    lists,
    dueCount: () => Promise.resolve({ own: 3, anyones: 0, later: 0 }),
    dueFollowUps: () => Promise.resolve({ own: { rows, total: 340 }, anyones: all(), later: all() }),
    endFollowUp: () => {
      rows = [];
      return Promise.reject(refusal('follow_up_over'));
    },
  });
  (await get('button', words('3'))).click();
  await get('heading', 'متابعات حان موعدها');
  expect(document.body.textContent).toContain('من أصل \u2068340\u2069');
  (await get('button', 'تمت: \u2068معاودة الاتصال · شيخة\u2069')).click();
  const result = (await get('field', 'ما تم')) as HTMLSelectElement;
  result.value = 'reached';
  result.dispatchEvent(new Event('change', { bubbles: true }));
  result.form?.requestSubmit();
  await vi.waitFor(() => {
    expect(document.querySelectorAll('dialog li')).toHaveLength(0);
    expect(document.querySelector('dialog .banner')).not.toBeNull();
  });
});

it('is asked again, and is silent where it cannot be counted', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const dueCount = vi
    .fn<Backend['dueCount']>()
    .mockRejectedValueOnce(refusal('store_failed'))
    .mockResolvedValue({ own: 3, anyones: 0, later: 0 });
  withRights(['call_log', 'case_read'], { dueCount });
  await get('button', 'قفل').catch(() => undefined);
  await gone('button', words('3'));
  vi.advanceTimersByTime(30_000);
  await get('button', words('3'));
  vi.useRealTimers();
});

it('asks nothing for whoever works on no cases', async () => {
  const dueCount = vi.fn<Backend['dueCount']>(() => Promise.resolve({ own: 3, anyones: 0, later: 0 }));
  withRights(['people_manage'], { dueCount });
  await get('heading', 'الأشخاص');
  expect(dueCount).not.toHaveBeenCalled();
});

it('switches the notices of this machine off, and says what was refused', async () => {
  const setNotices = vi
    .fn<Backend['setNotices']>()
    .mockRejectedValueOnce(refusal('disk_full'))
    .mockImplementation((setting) => Promise.resolve(setting));
  withRights(['machine_manage'], { setNotices });
  const box = (await get('field', 'عرض إشعارات سطح المكتب على هذا الجهاز')) as HTMLInputElement;
  await vi.waitFor(() => {
    expect(box.disabled).toBe(false);
  });
  box.click();
  await vi.waitFor(() => {
    expect(box.checked, 'refused: as it was').toBe(true);
  });
  box.click();
  await vi.waitFor(() => {
    expect(setNotices).toHaveBeenLastCalledWith({ shown: false });
  });
  expect(box.checked).toBe(false);
});

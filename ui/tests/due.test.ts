// What is due: counted in the status bar, read when it is looked at, opened as its case; and whether the
// machine shows notices of the desktop.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, FollowUpView } from '../src/lib/backend';
import { AISHA, fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
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
  };
}

function withRights(rights: string[], changes: Partial<Backend>): void {
  const signedIn = signedInAs(rights);
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), ...changes }).backend);
}

/** The words of a count, its number isolated from the sentence. */
const words = (count: string): string => `\u2068${count}\u2069 متابعات حان موعدها`;

it('counts what is due and opens the case of it', async () => {
  const opened = vi.fn<Backend['case']>(() => Promise.reject(refusal('not_found')));
  withRights(['call_log', 'case_read'], {
    dueCount: () => Promise.resolve({ own: 3 }),
    dueFollowUps: () => Promise.resolve({ rows: [followUp('own', AISHA.id), followUp('anyone', null)] }),
    case: opened,
  });
  const count = await get('button', words('3'));
  expect(document.body.textContent, 'not before it is looked at').not.toContain('شيخة');
  count.click();
  await get('heading', 'متابعات حان موعدها');
  await get('heading', 'لأي موظف متاح');
  const rows = Array.from(document.querySelectorAll<HTMLElement>('dialog li button'));
  expect(rows.map((row) => row.textContent)).toHaveLength(2);
  rows[0]?.click();
  await gone('heading', 'متابعات حان موعدها');
  await vi.waitFor(() => {
    expect(opened).toHaveBeenCalledWith('case-of-own');
  });
});

it('is asked again, and is silent where it cannot be counted', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const dueCount = vi
    .fn<Backend['dueCount']>()
    .mockRejectedValueOnce(refusal('store_failed'))
    .mockResolvedValue({ own: 3 });
  withRights(['call_log', 'case_read'], { dueCount });
  await get('button', 'قفل').catch(() => undefined);
  await gone('button', words('3'));
  vi.advanceTimersByTime(30_000);
  await get('button', words('3'));
  vi.useRealTimers();
});

it('asks nothing for whoever works on no cases', async () => {
  const dueCount = vi.fn<Backend['dueCount']>(() => Promise.resolve({ own: 3 }));
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

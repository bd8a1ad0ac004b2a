// A sensitive case: what it says is behind a reason that is recorded, and who gave one is seen by whoever works on it.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, CaseRow, CaseView } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { caseView } from './fake-case';
import { focusedField, get, press, show, type } from './screen';

const WHOLE: CaseView = {
  ...caseView(),
  viewings: [{ at: 0, byAr: 'منى', byEn: 'Muna', reason: 'شكوى من المعالجة' }],
};
WHOLE.row = { ...WHOLE.row, sensitive: true, title: 'يطلب مساعدة' };
const CLOSED: CaseRow = { ...WHOLE.row, title: '', restricted: true };

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openCase(backend: Partial<Backend>): Promise<void> {
  leave = show(
    fakeBackend({
      appState: () =>
        Promise.resolve({ ...STATE, signedIn: signedInAs(['call_log', 'call_read', 'case_read']) }),
      cases: () => Promise.resolve({ rows: [CLOSED], next: null, total: 1, totalAtLeast: false }),
      ...backend,
    }).backend,
  );
  await get('button', 'مكالمة جديدة');
  press('Digit2', { ctrl: true });
  const row = await vi.waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role="grid"] tbody tr');
    if (!found) throw new Error(`no row in: ${document.body.textContent}`);
    return found;
  });
  expect(row.textContent).toContain('محجوبة حتى تُفتح مع ذكر السبب');
  row.click();
}

it('asks why before it shows anything, and shows it then', async () => {
  let isOpen = false;
  const viewSensitive = vi.fn<Backend['viewSensitive']>(() => {
    isOpen = true;
    return Promise.resolve(null);
  });
  await openCase({
    case: () => (isOpen ? Promise.resolve(WHOLE) : Promise.reject(refusal('not_viewed'))),
    viewSensitive,
  });
  const send = await get('button', 'فتح وتسجيل الاطلاع');
  expect(document.querySelector('aside')?.textContent).not.toContain('يطلب مساعدة');
  send.click();
  await vi.waitFor(() => {
    expect(focusedField(), 'nobody looks without a reason').toBe('reason');
  });
  expect(viewSensitive).not.toHaveBeenCalled();
  type(await get('field', 'سبب الاطلاع'), ' شكوى من المعالجة ');
  send.click();
  await vi.waitFor(() => {
    expect(document.querySelector('aside')?.textContent).toContain('من اطّلع عليها ولماذا');
  });
  expect(viewSensitive).toHaveBeenCalledExactlyOnceWith({ subject: 'kase', reason: 'شكوى من المعالجة' });
  expect(document.querySelector('aside')?.textContent).toContain('منى');
  expect(document.querySelector('tbody tr')?.textContent, 'the row says it too').toContain('يطلب مساعدة');
});

it('takes a usual reason by one press, and says what went wrong at its place', async () => {
  const viewSensitive = vi.fn<Backend['viewSensitive']>().mockRejectedValue(refusal('disk_full'));
  await openCase({ case: () => Promise.reject(refusal('not_viewed')), viewSensitive });
  (await get('button', 'مراجعة المناوبة')).click();
  (await get('button', 'فتح وتسجيل الاطلاع')).click();
  await vi.waitFor(() => {
    expect(document.querySelector('aside [role="alert"], aside .banner')).not.toBeNull();
  });
  expect(viewSensitive).toHaveBeenCalledExactlyOnceWith({ subject: 'kase', reason: 'مراجعة المناوبة' });
  await get('button', 'فتح وتسجيل الاطلاع');
});

// A case under legal hold: begun with the number of a file, said on its page, ended by whoever may once they read what
// that means.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, CaseView } from '../src/lib/backend';
import { fakeBackend, signedInAs, STATE } from './fake-backend';
import { caseView as view } from './fake-case';
import { focusedField, get, gone, press, show, type } from './screen';

/** What is said to those who listen. */
const said = () => document.querySelector('.sr-only[role="status"]')?.textContent.trim();

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function openCase(first: CaseView, holdCase: Backend['holdCase']): Promise<void> {
  leave = show(
    fakeBackend({
      appState: () =>
        Promise.resolve({ ...STATE, signedIn: signedInAs(['call_log', 'call_read', 'case_read']) }),
      cases: () => Promise.resolve({ rows: [first.row], next: null, total: 1, totalAtLeast: false }),
      case: () => Promise.resolve(first),
      holdCase,
    }).backend,
  );
  await get('button', 'مكالمة جديدة');
  press('Digit2', { ctrl: true });
  const row = await vi.waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role="grid"] tbody tr');
    if (!found) throw new Error(`no row in: ${document.body.textContent}`);
    return found;
  });
  row.click();
}

it('is begun with the number of a file and said on the page', async () => {
  const holdCase = vi
    .fn<Backend['holdCase']>()
    .mockResolvedValue(view({ legalHold: true, holdFile: 'ق/2026/14' }));
  await openCase(view({}), holdCase);
  (await get('button', 'حجز قانوني…')).click();
  const send = await get('button', 'حجز المعاملة');
  send.click();
  await vi.waitFor(() => {
    expect(focusedField(), 'a hold without a file is nobody’s').toBe('file');
  });
  expect(holdCase).not.toHaveBeenCalled();
  type(await get('field', 'رقم ملف الحجز'), ' ق/2026/14 ');
  send.click();
  await get('button', 'إنهاء الحجز القانوني…');
  expect(said()).toBe('أصبحت المعاملة محجوزة قانونيًا.');
  expect(holdCase).toHaveBeenCalledExactlyOnceWith({ case: 'kase', held: true, file: 'ق/2026/14' });
  expect(document.querySelector('aside')?.textContent).toContain('محجوزة قانونيًا');
  expect(document.querySelector('aside')?.textContent).toContain('ق/2026/14');
});

it('is said only of a case that the answer shows as held', async () => {
  const holdCase = vi.fn<Backend['holdCase']>().mockResolvedValue(view({}));
  await openCase(view({}), holdCase);
  (await get('button', 'حجز قانوني…')).click();
  type(await get('field', 'رقم ملف الحجز'), 'ق/2026/14');
  (await get('button', 'حجز المعاملة')).click();
  await gone('button', 'حجز المعاملة');
  expect(holdCase).toHaveBeenCalledOnce();
  expect(said(), 'it was ended elsewhere meanwhile').not.toContain('محجوزة');
});

it('is ended only behind a question, which can be put away', async () => {
  const holdCase = vi.fn<Backend['holdCase']>().mockResolvedValue(view({}));
  await openCase(view({ legalHold: true, holdFile: 'ق/2026/14' }), holdCase);
  const end = await get('button', 'إنهاء الحجز القانوني…');
  end.click();
  const send = await get('button', 'إنهاء الحجز');
  const form = send.closest('form');
  expect(document.activeElement, 'the same key pressed again answers nothing').toBe(form);
  const means = document.getElementById(form?.getAttribute('aria-describedby') ?? '');
  expect(means?.textContent).toContain('وما مُحي لا يُستعاد');
  press('Escape');
  await gone('button', 'إنهاء الحجز');
  expect(holdCase, 'nothing was ended').not.toHaveBeenCalled();
  end.click();
  (await get('button', 'إنهاء الحجز')).click();
  await get('button', 'حجز قانوني…');
  expect(holdCase).toHaveBeenCalledExactlyOnceWith({ case: 'kase', held: false, file: '' });
  expect(said()).toBe('انتهى الحجز القانوني.');
});

it('is offered to nobody without the right', async () => {
  await openCase(view({ mayHold: false }), vi.fn<Backend['holdCase']>());
  await get('heading', 'المعاملة');
  expect(document.querySelector('aside')?.textContent).not.toContain('حجز');
});

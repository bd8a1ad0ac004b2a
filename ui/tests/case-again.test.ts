// A case that was opened from elsewhere is open once: whoever comes back to the cases wants their list.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend } from '../src/lib/backend';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { get, press, show } from './screen';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const none = { rows: [], next: null, unfinished: false };

async function openFromPalette() {
  const kase = vi.fn<Backend['case']>(() => Promise.reject(refusal('not_found')));
  const signedIn = signedInAs(['call_log', 'call_read', 'case_read']);
  const found = { id: 'kase', reference: '26-4170-0031-9', status: '', type: '', subCategory: '' };
  const { backend } = fakeBackend({
    appState: () => Promise.resolve({ ...STATE, signedIn }),
    search: () =>
      Promise.resolve({
        outdated: false,
        calls: none,
        persons: none,
        cases: { ...none, rows: [{ ...found, urgent: false, receivedAt: 0, title: '', restricted: false }] },
      }),
    case: kase,
  });
  leave = show(backend);
  await get('button', 'مكالمة جديدة');
  press('KeyK', { ctrl: true });
  const field = await vi.waitFor(() => {
    const input = document.querySelector<HTMLInputElement>('dialog input');
    if (!input) throw new Error('no palette');
    return input;
  });
  field.value = '0031';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('26-4170-0031-9');
  });
  field.dispatchEvent(
    new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true }),
  );
  await vi.waitFor(() => {
    expect(kase).toHaveBeenCalledExactlyOnceWith('kase');
  });
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).toContain('لم يُعثر على المطلوب');
  });
  return kase;
}

it('shows the list to whoever comes back from a new call', async () => {
  const kase = await openFromPalette();
  press('F2');
  await get('field', 'رقم الهاتف');
  press('Digit2', { ctrl: true });
  await vi.waitFor(() => {
    expect(document.querySelector('[aria-label="قائمة المعاملات"], .cases .list')).not.toBeNull();
  });
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).not.toContain('لم يُعثر على المطلوب');
  });
  expect(kase, 'once').toHaveBeenCalledOnce();
});

it('shows the list to whoever asks for it over an open case', async () => {
  const kase = await openFromPalette();
  press('Digit2', { ctrl: true });
  await vi.waitFor(() => {
    expect(document.querySelector('main')?.textContent).not.toContain('لم يُعثر على المطلوب');
  });
  expect(document.querySelector('.cases')).not.toBeNull();
  expect(kase).toHaveBeenCalledOnce();
});

// What the centre could not accept, and why this machine's chain began anew: shown to whoever may read it, with a
// way to the subject and one to offer it again.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, HeldEntry } from '../src/lib/backend';
import { fakeBackend, LINK, refusal, signedInAs, STATE } from './fake-backend';
import { get, gone, press, show } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const held = (kind: string, subject: string): HeldEntry => ({
  ...{ entry: `entry-of-${subject}`, kind, subject, at: 0, reason: 'too_long' },
});

function open(changes: Partial<Backend>): void {
  const signedIn = signedInAs(['call_log', 'call_read', 'case_read', 'held_read']);
  const linkStatus = () => Promise.resolve({ ...LINK, state: 'connected' as const, held: 2 });
  leave = show(
    fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), linkStatus, ...changes }).backend,
  );
}

async function openList(): Promise<void> {
  (await get('button', 'قيدان معلّقان')).click();
  await get('heading', 'القيود المعلّقة');
}

it('offers all of them again, and shows what stays held', async () => {
  let entries = [held('call.logged', 'call-1'), held('user.added', 'user-1')];
  const offerHeld = vi.fn<Backend['offerHeld']>(() => {
    entries = entries.slice(1);
    return Promise.resolve({ ...LINK, state: 'connected', held: 1 });
  });
  open({ heldEntries: () => Promise.resolve(entries), offerHeld });
  await openList();
  await vi.waitFor(() => {
    expect(document.querySelectorAll('dialog tbody tr')).toHaveLength(2);
  });
  (await get('button', 'إعادة إرسالها جميعًا')).click();
  await vi.waitFor(() => {
    expect(offerHeld).toHaveBeenCalledExactlyOnceWith([]);
    expect(document.querySelectorAll('dialog tbody tr')).toHaveLength(1);
  });
});

it('leads to the call of an entry, and nowhere where there is no page', async () => {
  const call = vi.fn<Backend['call']>(() => Promise.reject(refusal('not_found')));
  const entries = [held('call.logged', 'call-1'), held('user.added', 'user-1')];
  open({ heldEntries: () => Promise.resolve(entries), call });
  await openList();
  const show = await get('button', 'عرض');
  expect(document.querySelectorAll('dialog tbody button')).toHaveLength(1);
  show.click();
  await vi.waitFor(() => {
    expect(call).toHaveBeenCalledWith('call-1');
  });
  await gone('heading', 'القيود المعلّقة');
});

it('says in the settings when and why the chain began anew', async () => {
  open({ epochsBegun: () => Promise.resolve([{ at: 0, why: 'behind' }]) });
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
  await get('heading', 'بداية سلسلة قيود جديدة لهذا الجهاز');
  expect(document.body.textContent).toContain('استُعيدت من نسخة احتياطية');
});

// Drafts of others: a caller who waits is seen, a word of theirs is not; whose draft was taken is told.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, CallForm, LeftDraft } from '../src/lib/backend';
import { fakeBackend, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const LEFT: LeftDraft = {
  id: 'left',
  correction: false,
  type: 'complaint',
  startedAt: Date.now() - 3 * 60_000,
  keptAt: Date.now(),
  ownerAr: '',
  ownerEn: '',
};

const REASONS = [{ code: 'shift_ended', ar: 'انتهت فترة عمل صاحبها', en: '', group: null, active: true }];

function open(rights: string[], changes: Partial<Backend>): void {
  const signedIn = signedInAs(rights);
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      lists: () => Promise.resolve({ ...LISTS, takeOverReasons: REASONS }),
      ...changes,
    }).backend,
  );
}

/** A form as it is kept, taken from a call that is really being typed. */
async function aForm(): Promise<CallForm> {
  const { backend, world } = fakeBackend();
  const end = show(backend);
  await get('heading', 'جاهز للمكالمة التالية');
  press('F2');
  type(await get('field', 'إفادة المتصل'), 'ابنها محموم');
  await vi.waitFor(() => {
    expect(world.kept.at(-1)?.note).toBe('ابنها محموم');
  });
  await end();
  const form = world.kept.at(-1);
  if (!form) throw new Error('nothing was kept');
  return { ...form, id: 'left', type: 'complaint' };
}

it('shows an agent type and age, and nothing to press', async () => {
  open(['call_log'], { othersDrafts: () => Promise.resolve([LEFT]) });
  await get('heading', 'مسودات زملاء 1');
  expect(document.body.textContent).toContain('شكوى');
  await gone('button', 'استلام');
});

it('lets a supervisor go on with one, with a reason', async () => {
  const form = await aForm();
  const takeDraft = vi.fn<Backend['takeDraft']>(() => Promise.resolve({ form, keptAt: 0 }));
  open(['call_log', 'draft_take'], {
    othersDrafts: () => Promise.resolve([{ ...LEFT, ownerAr: 'سالم' }]),
    takeDraft,
  });
  (await get('button', 'استلام')).click();
  const reason = (await get('field', 'سبب الاستلام')) as HTMLSelectElement;
  const send = Array.from(document.querySelectorAll<HTMLButtonElement>('dialog button[type=submit]'))[0];
  send?.click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('مطلوب');
  });
  expect(takeDraft, 'nobody takes a draft without saying why').not.toHaveBeenCalled();
  reason.value = 'shift_ended';
  reason.dispatchEvent(new Event('change', { bubbles: true }));
  send?.click();
  const note = (await get('field', 'إفادة المتصل')) as HTMLTextAreaElement;
  expect(note.value).toBe('ابنها محموم');
  expect(takeDraft).toHaveBeenCalledExactlyOnceWith({ id: 'left', reason: 'shift_ended' });
  await gone('heading', 'مسودات زملاء 1');
});

it('tells whose draft was taken who has it and why, until it was read', async () => {
  const markTakenTold = vi.fn<Backend['markTakenTold']>(() => Promise.resolve());
  open(['call_log'], {
    takenDrafts: () =>
      Promise.resolve([
        {
          id: 't',
          at: 77,
          type: 'complaint',
          startedAt: 5,
          reason: 'shift_ended',
          byAr: 'هلال',
          byEn: 'Hilal',
        },
      ]),
    markTakenTold,
  });
  await get('heading', 'استُلمت من مسوداتك 1');
  for (const told of ['هلال', 'انتهت فترة عمل صاحبها', 'شكوى'])
    expect(document.body.textContent).toContain(told);
  (await get('button', 'اطّلعت')).click();
  await gone('heading', 'استُلمت من مسوداتك 1');
  expect(markTakenTold).toHaveBeenCalledExactlyOnceWith(['t']);
});

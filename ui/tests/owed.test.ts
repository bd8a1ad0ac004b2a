// What is owed about a call without a case: ended on the page of the call, and offered to whoever has called
// back, who alone knows whether anybody was reached.
import { afterEach, expect, it, vi } from 'vitest';

import { emptyForm } from '../src/features/desk/form/empty';
import type { Backend, CallForm, CallView, FollowUpView } from '../src/lib/backend';
import { AISHA, fakeBackend, NO_COUNTS, refusal, rowOf, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, gone, press, show } from './screen';

const START = 1_795_000_000_000;

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const FORM: CallForm = {
  ...emptyForm(START),
  id: 'call-1',
  endedAt: START + 60_000,
  number: '99123456',
  type: 'health_ed',
  subCategory: 'vaccination',
  note: 'سألت عن التطعيمات',
};

const OWED: FollowUpView = {
  id: 'owed',
  case: null,
  caseReference: '',
  call: 'call-1',
  kind: 'call_back',
  due: START + 600_000,
  firstDue: START + 600_000,
  replans: 0,
  owner: AISHA.id,
  ownerAr: 'عائشة',
  ownerEn: 'Aisha',
  promised: true,
  promise: '',
  state: 'planned',
  doneAt: null,
  result: '',
  number: '9912 3456',
  callerName: '',
  attempts: [],
  mayEnd: true,
  restricted: false,
};

function view(followUps: FollowUpView[], mayFollowUp = true): CallView {
  return {
    row: { ...rowOf(FORM, null), id: 'call-1' },
    callerName: '',
    anonymous: false,
    governorate: '',
    wilayat: '',
    place: '',
    note: FORM.note,
    cards: [],
    form: FORM,
    receivedAt: null,
    answeredAt: null,
    additions: [],
    goesOnFrom: null,
    goesOnIn: [],
    void: null,
    may: { correct: false, void: false, restore: false },
    followUps,
    mayFollowUp,
    comments: [],
    returns: [],
    scores: [],
    mayScore: { score: false, reply: false },
    imported: false,
    takenBy: '',
  };
}

const coded = (code: string, ar: string, group: string | null) => ({ code, group, ar, en: ar, active: true });

function open(changes: Partial<Backend>): void {
  const signedIn = signedInAs(['call_log', 'call_read', 'case_read']);
  const { backend } = fakeBackend({
    appState: () => Promise.resolve({ ...STATE, signedIn }),
    lists: () =>
      Promise.resolve({
        ...LISTS,
        followUpKinds: [coded('call_back', 'معاودة الاتصال', null)],
        followUpResults: [coded('reached', 'تم الوصول', 'done'), coded('no_answer', 'لا رد', 'again')],
      }),
    ...changes,
  });
  leave = show(backend);
}

const ways = 'تمت: \u2068معاودة الاتصال\u2069';

async function choose(code: string): Promise<void> {
  const result = (await get('field', 'ما تم')) as HTMLSelectElement;
  result.value = code;
  result.dispatchEvent(new Event('change', { bubbles: true }));
  result.form?.requestSubmit();
}

async function openFromTheLog(): Promise<void> {
  const row = await vi.waitFor(() => {
    const found = Array.from(document.querySelectorAll('button')).find((one) =>
      one.textContent?.includes('التطعيمات'),
    );
    if (!found) throw new Error('no row in the log');
    return found;
  });
  row.click();
}

const LOG: Partial<Backend> = {
  ownLog: () =>
    Promise.resolve({
      rows: [view([]).row],
      next: null,
      total: 1,
      commented: [],
      returned: [],
      scored: [],
      counts: NO_COUNTS,
    }),
};

it('is ended on the page of its call, which is read anew', async () => {
  let now = OWED;
  const endFollowUp = vi.fn<Backend['endFollowUp']>(() => {
    now = { ...OWED, state: 'done', doneAt: START + 700_000, result: 'reached', mayEnd: true };
    return Promise.resolve(now);
  });
  open({ ...LOG, call: () => Promise.resolve(view([now])), endFollowUp });
  await openFromTheLog();
  (await get('button', ways)).click();
  await choose('reached');
  await vi.waitFor(() => {
    expect(endFollowUp).toHaveBeenCalledExactlyOnceWith({ followUp: 'owed', code: 'reached' });
    expect(document.querySelector('dialog form')).toBeNull();
    expect(document.querySelector('dialog')?.textContent).toContain('تم الوصول');
  });
  await gone('button', ways);
});

it('is only read by whoever works on none', async () => {
  open({ ...LOG, call: () => Promise.resolve(view([OWED], false)) });
  await openFromTheLog();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('معاودة الاتصال');
  });
  await gone('button', ways);
});

it('is offered after a call-back, and says so where somebody else was first', async () => {
  const back: CallForm = { ...FORM, id: 'back', channel: 'phone_out', parentCall: 'call-1' };
  open({
    drafts: () => Promise.resolve([{ form: back, keptAt: START }]),
    logCall: (form) =>
      Promise.resolve({
        row: rowOf(form, null),
        caseReference: null,
        promisedDue: null,
        callBacks: [OWED],
        already: false,
        added: false,
      }),
    call: () => Promise.resolve(view([{ ...OWED, state: 'done', doneAt: START + 700_000 }])),
    endFollowUp: () => Promise.reject(refusal('follow_up_over')),
  });
  await get('button', 'مكالمة جديدة F2').catch(() => undefined);
  press('F2', { shift: true });
  await get('field', 'إفادة المتصل');
  press('Enter', { ctrl: true });
  await get('heading', 'كانت معاودة الاتصال بهذا المتصل مقررة، فهل تمت بهذه المكالمة؟');
  (await get('button', ways)).click();
  await choose('reached');
  await vi.waitFor(() => {
    expect(document.querySelector('section .banner'), 'the refusal stays to be read').not.toBeNull();
  });
  await gone('button', ways);
});

// Quality scores on the screen: a form answered by keys, what an agent sees and replies, and the check of the journal.
import { afterEach, expect, it, vi } from 'vitest';

import type {
  Backend,
  CallScore,
  CallView,
  JournalCheck,
  QualityForm,
  ScoreAnswers,
  ShiftLog,
  ShiftReview,
} from '../src/lib/backend';
import { emptyForm } from '../src/features/desk/form/empty';
import { fakeBackend, NO_COUNTS, NO_REVIEW, rowOf, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { focusedField, get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const FORM: QualityForm = {
  ...{ code: 'health_call', version: 2, ar: 'تقييم مكالمة', en: 'Call', active: true },
  sections: [
    {
      ...{ code: 'opening', ar: 'الافتتاح', en: 'Opening', weight: 25 },
      items: [
        { code: 'greeting', ar: 'رحّب بالمتصل', en: 'Greeted', points: null, mayNotApply: false },
        { code: 'listened', ar: 'أصغى', en: 'Listened', points: 2, mayNotApply: true },
      ],
    },
  ],
  autoFail: [{ code: 'breach', ar: 'أفشى بيانات', en: 'Breach' }],
};

const CALL_FORM = { ...emptyForm(1_795_327_200_000), type: 'complaint', note: '' };
const ROW = { ...rowOf(CALL_FORM, null), id: '1', noteStart: 'الأولى' };
const KEY = '2026-11-22/morning';
const SHIFT = {
  ...{ key: KEY, day: '2026-11-22', code: 'morning', startsAt: 0, endsAt: 1, calls: 1, running: false },
};
const LOG: ShiftLog = {
  ...{ shift: SHIFT, page: { rows: [ROW], next: null, total: 1 }, counts: NO_COUNTS, byType: [] },
  ...{ cases: 0, urgent: 0, voided: 0, medianTalkMs: null, endKnown: 0, agents: [], pauses: [] },
};

const SCORE: CallScore = {
  ...{ id: 's1', at: 0, byAr: 'مريم', byEn: 'Maryam', form: 'health_call', version: 1, result: 875 },
  ...{ answers: { greeting: 'yes', listened: '1', gone: 'no' }, failed: [], text: 'أحسنت' },
  ...{ withdrawn: false, counts: true, replies: [] },
};

const view = (scores: CallScore[], may: CallView['mayScore']): CallView => ({
  row: ROW,
  ...{ callerName: '', anonymous: false, governorate: '', wilayat: '', place: '', note: '', cards: [] },
  ...{ receivedAt: null, answeredAt: null, additions: [], form: CALL_FORM, goesOnFrom: null },
  ...{ imported: false, takenBy: '' },
  ...{ goesOnIn: [], void: null, may: { correct: false, void: false, restore: false }, followUps: [] },
  ...{ mayFollowUp: false, comments: [], returns: [], scores, mayScore: may },
});

async function review(changes: Partial<Backend>, looked: Partial<ShiftReview> = {}): Promise<void> {
  const rights = ['call_read', 'call_comment', 'call_score', 'shift_read', 'journal_verify'];
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn: signedInAs(rights) }),
      lists: () => Promise.resolve({ ...LISTS, qualityForms: [FORM] }),
      shifts: () => Promise.resolve([SHIFT]),
      shiftLog: () => Promise.resolve(LOG),
      shiftReview: () => Promise.resolve({ ...NO_REVIEW, shift: KEY, calls: 1, ...looked }),
      ...changes,
    }).backend,
  );
  await vi.waitFor(() => {
    expect(document.querySelectorAll('tr.call')).toHaveLength(1);
  });
}

const choose = (item: string, answer: string): void => {
  document.querySelector<HTMLElement>(`input[data-field="score-${item}"][value="${answer}"]`)?.click();
};

it('scores a call from its row by keys, and saves nothing with a hole in it', async () => {
  let scores: CallScore[] = [];
  const asked: ScoreAnswers[] = [];
  const scoreCall = vi.fn<Backend['scoreCall']>(() => {
    scores = [SCORE];
    return Promise.resolve(scores);
  });
  await review({
    call: () => Promise.resolve(view(scores, { score: true, reply: false })),
    scoreSoFar: (given) => {
      asked.push(given);
      const unanswered = 2 - Object.keys(given.answers).length;
      return Promise.resolve({ result: unanswered === 0 ? 875 : null, unanswered });
    },
    scoreCall,
  });
  document.querySelector<HTMLElement>('tr.call')?.focus();
  press('KeyQ', { alt: true });
  await get('heading', 'تقييم الجودة');
  choose('greeting', 'yes');
  await vi.waitFor(() => {
    expect(document.querySelector('output')?.textContent).toContain('بقي بند واحد');
  });
  press('Enter', { ctrl: true });
  await vi.waitFor(() => {
    expect(focusedField()).toBe('score-listened');
  });
  expect(scoreCall).not.toHaveBeenCalled();
  choose('listened', '1');
  await vi.waitFor(() => {
    expect(document.querySelector('output')?.textContent).toContain('87.5');
  });
  type(await get('field', 'كلمة للموظف'), ' أحسنت ');
  press('Enter', { ctrl: true });
  await gone('heading', 'تقييم الجودة');
  expect(scoreCall.mock.calls[0]?.[0]).toMatchObject({
    call: '1',
    text: 'أحسنت',
    answers: { form: 'health_call', version: 2, answers: { greeting: 'yes', listened: '1' }, failed: [] },
  });
  expect(asked.at(-1)?.answers).toEqual({ greeting: 'yes', listened: '1' });
  // Shown by what the form in use calls its items, and by its code what that has no longer.
  await vi.waitFor(() => {
    expect(document.body.textContent).toContain('الإصدار ⁨1⁩');
  });
  expect(document.querySelector('details dl')?.textContent).toContain('gone');
});

it('lets an auto-fail stand alone, and marks the row with what came of it', async () => {
  const scoreCall = vi.fn<Backend['scoreCall']>(() => Promise.resolve([]));
  await review(
    {
      call: () => Promise.resolve(view([], { score: true, reply: false })),
      scoreSoFar: () => Promise.resolve({ result: 0, unanswered: 2 }),
      scoreCall,
    },
    { scores: [{ call: '1', result: 0, failed: true, replied: true }] },
  );
  expect(document.querySelector('tr.call')?.textContent).toContain('ورد رد');
  document.querySelector<HTMLElement>('tr.call')?.click();
  (await get('button', 'تقييم الجودة')).click();
  (await get('field', 'أفشى بيانات')).click();
  (await get('button', 'حفظ التقييم')).click();
  await vi.waitFor(() => {
    expect(scoreCall).toHaveBeenCalledOnce();
  });
  expect(scoreCall.mock.calls[0]?.[0].answers.failed).toEqual(['breach']);
});

it('says why nobody scores what they logged themselves', async () => {
  await review({ call: () => Promise.resolve(view([], { score: false, reply: false })) });
  document.querySelector<HTMLElement>('tr.call')?.focus();
  press('KeyQ', { alt: true });
  await vi.waitFor(() => {
    expect(document.body.textContent).toContain('لا يقيّم أحد عمله.');
  });
  await gone('heading', 'تقييم الجودة');
});

it('brings a score to its agent, who replies once and says that it was read', async () => {
  let scores = [SCORE];
  let scored = [ROW];
  const replyToScore = vi.fn<Backend['replyToScore']>(({ text }) => {
    const reply = { id: 'x', at: 1, byAr: 'سالم', byEn: 'Salim', text };
    scores = [{ ...SCORE, replies: [reply] }];
    return Promise.resolve(scores);
  });
  leave = show(
    fakeBackend({
      lists: () => Promise.resolve({ ...LISTS, qualityForms: [FORM] }),
      call: () => Promise.resolve(view(scores, { score: false, reply: true })),
      ownLog: () =>
        Promise.resolve({
          ...{ rows: [], next: null, total: 0, commented: [], returned: [], scored, counts: NO_COUNTS },
        }),
      markCommentsSeen: ({ comments }) => {
        expect(comments).toEqual(['s1']);
        scored = [];
        return Promise.resolve();
      },
      replyToScore,
    }).backend,
  );
  await vi.waitFor(() => {
    expect(document.body.textContent).toContain('قُيّم من عملك');
  });
  Array.from(document.querySelectorAll('button'))
    .find((button) => button.textContent?.includes('افتحه لتقرأ التقييم'))
    ?.click();
  const send = await get('button', 'إرسال الرد');
  send.click();
  await vi.waitFor(() => {
    expect(document.querySelector('[data-field=scoreReply]')?.getAttribute('aria-invalid')).toBe('true');
  });
  expect(replyToScore).not.toHaveBeenCalled();
  type(await get('field', 'ردّك'), 'شكرًا');
  send.click();
  await gone('button', 'إرسال الرد');
  expect(document.body.textContent).toContain('رد الموظف');
  (await get('button', 'قرأته')).click();
  await vi.waitFor(() => {
    expect(document.body.textContent).not.toContain('قُيّم من عملك');
  });
});

it('tells the first bad place of the journal, and how the central copy stands to it', async () => {
  const check: JournalCheck = {
    ...{ entries: 12, erased: 0, links: 12, centre: { state: 'differs', seq: 9, at: 0 } },
    fault: { what: 'gap', entry: null, seq: 7 },
  };
  await review({
    checkJournal: () => Promise.resolve(check),
    journalProgress: () => Promise.resolve({ done: 3, of: 24 }),
  });
  press('KeyJ', { alt: true });
  (await get('button', 'بدء الفحص')).click();
  await vi.waitFor(() => {
    expect(document.body.textContent).toContain('القيود غير سليمة.');
  });
  expect(document.body.textContent).toContain('حلقة ناقصة في السلسلة.');
  expect(document.body.textContent).toContain('لدى الخادم المركزي قيد آخر في الموضع');
});

it('prints marks, scores, signatures and hand-overs with the log', async () => {
  const print = vi.fn();
  vi.stubGlobal('print', print);
  await review(
    {},
    {
      scores: [{ call: '1', result: 875, failed: false, replied: true }],
      looks: [{ row: ROW, standsOut: true, why: ['returned', 'no_facility'] }],
      after: ['1'],
      signatures: [
        {
          ...{ id: 's', at: 0, byAr: 'مريم', byEn: 'Maryam', calls: 1, entries: 2, ownCalls: 0 },
          ...{ samplesPerAgent: 4, digest: 'ab'.repeat(32), machines: [] },
        },
      ],
      handOvers: [
        {
          ...{ id: 'h', code: 'morning', startsAt: 0, at: 0, byAr: 'مريم', byEn: 'Maryam', notes: '' },
          ...{ open: { drafts: 0, dueToday: 0, promises: 0, urgentCases: 0 }, mayConfirm: false },
          ...{ confirmedAt: 1, confirmedAr: 'هدى', confirmedEn: 'Huda' },
        },
      ],
    },
  );
  press('KeyP', { ctrl: true });
  await vi.waitFor(() => {
    expect(print).toHaveBeenCalledOnce();
  });
  vi.unstubAllGlobals();
  const paper = document.querySelector('.paper')?.textContent ?? '';
  for (const printed of [
    'بعد التوقيع',
    'أُعيد للتصحيح',
    'بلا مؤسسة',
    '87.5',
    'التوقيعات',
    'abababab',
    'هدى',
  ]) {
    expect(paper).toContain(printed);
  }
});

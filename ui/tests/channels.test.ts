// A message is no call: it has no clock, its conversation one log a day, and nothing that was typed is lost
// when an agent sees only later by which channel somebody came.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { beginningBy, firstField, showsExchange } from '../src/features/desk/channel/channels';
import { ConversationLook } from '../src/features/desk/channel/conversation.svelte';
import { Desk } from '../src/features/desk/desk.svelte';
import { dayOf, timeOf } from '../src/features/desk/form/days';
import { OwnLog } from '../src/features/desk/own-log.svelte';
import { faultsOf } from '../src/features/desk/rules';
import type { Conversation, ConversationQuery } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, NO_CONVERSATION, NO_COUNTS, refusal, rowOf } from './fake-backend';
import { LISTS } from './fake-codes';
import { focusedField, get, gone, press, show, type } from './screen';

/** Sunday, 2026-11-22, 10:00 in Muscat. */
const TEN = 1_795_327_200_000;
const lists = new CodeLists(LISTS);
const TODAY: Conversation = {
  ...NO_CONVERSATION,
  today: {
    id: 'log-1',
    startedAt: Date.now() - 60_000,
    agentAr: 'هدى',
    agentEn: 'Huda',
    type: 'health_ed',
    subCategory: '',
    caseReference: null,
  },
};

function by(channel: string, now = TEN) {
  const { backend, world } = fakeBackend();
  const desk = new Desk(backend, lists);
  return { desk, world, draft: desk.newContact(channel, now) };
}

const change = (channel: string, now = TEN) => beginningBy(lists.channel(channel), channel, now);

describe('a contact by another channel', () => {
  it('begins where its channel begins, and came in now', () => {
    const { draft } = by('x_direct');
    expect(draft.form).toMatchObject({
      channel: 'x_direct',
      receivedDay: '2026-11-22',
      receivedTime: '10:00',
      answeredDay: '',
      endedAt: null,
    });
    expect(draft.lastField).toBe('handle');
    expect(firstField(lists.channel('walk_in'))).toBe('number');
    // Of a letter the day is enough.
    expect(by('letter').draft.form).toMatchObject({ receivedDay: '2026-11-22', receivedTime: '' });
    expect(by('walk_in').draft.form.receivedDay).toBe('');
    expect([dayOf(TEN), timeOf(TEN)]).toEqual(['2026-11-22', '10:00']);
  });

  it('keeps what was typed when the channel changes, and only what nobody typed goes with it', () => {
    const { draft } = by('x_direct');
    draft.set('handle', '@salim');
    draft.set('note', 'سأل عن الدوام');
    draft.chooseChannel(change('phone_in'));
    expect(draft.form).toMatchObject({ handle: '@salim', note: 'سأل عن الدوام', receivedDay: '' });
    expect(showsExchange(lists.channel('phone_in'), draft.form)).toBe(true);
    draft.chooseChannel(change('x_direct', TEN + 60_000));
    expect(draft.form.receivedTime).toBe('10:01');
    draft.set('receivedTime', '9:15');
    draft.set('number', '99123456');
    draft.chooseChannel(change('phone_in'));
    draft.chooseChannel(change('letter'));
    expect(draft.form).toMatchObject({
      receivedDay: '2026-11-22',
      receivedTime: '9:15',
      number: '99123456',
      handle: '@salim',
    });
    expect(showsExchange(lists.channel('phone_in'), { ...draft.form, handle: '', messageLink: '' })).toBe(
      true,
    );
  });

  it('is answered by a key that never takes back what was typed', () => {
    const { draft } = by('x_direct');
    expect(draft.toggleAnswered(TEN + 120_000)).toBe('answered');
    expect(draft.form).toMatchObject({ answeredDay: '2026-11-22', answeredTime: '10:02', endedAt: null });
    expect(draft.toggleAnswered(TEN + 180_000)).toBe('open');
    expect(draft.form.answeredDay).toBe('');
    draft.set('answeredTime', '9:40');
    expect(draft.toggleAnswered(TEN + 180_000)).toBe('typed');
    expect(draft.form.answeredTime).toBe('9:40');
  });

  it('keeps words that came too late for it in a draft of the same channel and sender', async () => {
    let answer: () => void = () => undefined;
    const { backend } = fakeBackend({
      logCall: (form) =>
        new Promise((done) => {
          const row = rowOf(form, null);
          answer = () => {
            done({
              row,
              caseReference: null,
              promisedDue: null,
              callBacks: [],
              already: false,
              added: false,
            });
          };
        }),
    });
    const desk = new Desk(backend, lists);
    const draft = desk.newContact('x_direct', TEN);
    draft.set('handle', '@salim');
    draft.chooseType('compliment');
    draft.set('note', 'سؤال');
    const saving = desk.save('by_rule');
    await new Promise((done) => setTimeout(done, 0));
    draft.set('note', 'سؤال وآخر');
    answer();
    await saving;
    expect(desk.current?.form).toMatchObject({ channel: 'x_direct', handle: '@salim', note: 'سؤال وآخر' });
    expect(desk.current?.form.receivedDay).not.toBe('');
  });

  it('is counted apart from calls', async () => {
    const { backend } = fakeBackend({
      ownLog: () =>
        Promise.resolve({
          rows: [],
          next: null,
          total: 5,
          commented: [],
          returned: [],
          scored: [],
          counts: { ...NO_COUNTS, received: 3, messages: 1, letters: 1 },
        }),
    });
    const log = new OwnLog(backend, (channel) => lists.hasClock(channel));
    await log.load();
    expect([log.calls, log.others]).toEqual([3, 2]);
    const { draft } = by('x_direct');
    const row = rowOf(draft.snapshot(), null);
    log.add(row);
    expect([log.calls, log.others]).toEqual([3, 3]);
    log.remove(row.id);
    expect([log.calls, log.others]).toEqual([3, 2]);
  });
});

describe('the log of the day', () => {
  it('takes what is added to it, and asks for nothing that it says itself', async () => {
    const { desk, draft, world } = by('x_direct');
    draft.set('handle', '@salim');
    draft.set('note', 'وسأل عن السبت');
    expect(faultsOf(draft.form, undefined)).toHaveProperty('type');
    expect(faultsOf(draft.form, undefined, true)).toEqual({});
    draft.dayLog = TODAY.today;
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved).toEqual([]);
    expect(world.added).toMatchObject([{ log: 'log-1', form: { note: 'وسأل عن السبت' } }]);
    expect(desk.drafts).toEqual([]);
    expect(desk.saved[0]?.logged.added).toBe(true);
  });

  it('loses no word where it cannot take them', async () => {
    const { backend } = fakeBackend({
      addToLog: () => Promise.reject(refusal('invalid', { field: 'note', rule: 'log_full', limit: '10' })),
    });
    const desk = new Desk(backend, lists);
    const draft = desk.newContact('x_direct', TEN);
    draft.set('note', 'طويل جدًا');
    draft.dayLog = TODAY.today;
    expect(await desk.save('by_rule')).toBe('faults');
    expect(draft.faults.of['note']).toEqual({ rule: 'log_full', limit: 10 });
    expect(desk.current?.form.note).toBe('طويل جدًا');
  });

  it('is of what is typed now: an answer to older words is left aside', async () => {
    const answers: ((known: Conversation) => void)[] = [];
    const asked: ConversationQuery[] = [];
    const { backend } = fakeBackend({
      conversation: (query) => {
        asked.push(query);
        return new Promise((done) => {
          answers.push(done);
        });
      },
    });
    const frames: (() => void)[] = [];
    const look = new ConversationLook(backend, (run) => frames.push(run));
    const paint = () => {
      for (const run of frames.splice(0)) run();
    };
    const query = (handle: string) => ({ channel: 'x_direct', handle, link: '', day: '2026-11-22' });
    look.look(query('@sali'));
    paint();
    look.look(query('@salim'));
    look.look(query('@salim'));
    paint();
    expect(asked.map(({ handle }) => handle)).toEqual(['@sali', '@salim']);
    answers[0]?.(TODAY);
    await Promise.resolve();
    expect(look.known).toBeNull();
    answers[1]?.(TODAY);
    await vi.waitFor(() => {
      expect(look.known).toBe(TODAY);
    });
    look.look(query('@salimx'));
    expect(look.known, 'what was known belongs to other words').toBeNull();
    look.look(null);
    expect(look.known).toBeNull();
  });
});

describe('on the screen', () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await close?.();
    document.body.replaceChildren();
  });

  it('opens a message by two keys, without a clock, and says that its conversation was logged', async () => {
    const { backend, world } = fakeBackend({
      conversation: ({ handle }) => Promise.resolve(handle === '@salim' ? TODAY : NO_CONVERSATION),
    });
    close = show(backend);
    await get('button', 'تواصل بقناة أخرى');
    press('KeyK', { alt: true });
    press('Digit3');
    const handle = await get('field', 'حساب المرسل');
    await vi.waitFor(() => {
      expect(focusedField()).toBe('handle');
    });
    expect(document.querySelector('[role="timer"]')).toBeNull();
    await gone('button', 'إنهاء المكالمة');
    type(handle, '@salim');
    await get('button', 'إضافة إلى سجلها');
    type(await get('field', 'مضمون الرسالة'), 'وسأل عن السبت');
    press('F9');
    await get('button', 'تم الرد');
    press('Enter', { ctrl: true });
    await get('heading', 'أُضيفت إلى سجل المحادثة');
    expect(world.added[0]?.form.answeredDay).toBe(dayOf(Date.now()));
  });

  it('turns a call into a message and back, with everything in sight', async () => {
    const { backend, world } = fakeBackend();
    close = show(backend);
    await get('button', 'مكالمة جديدة');
    press('F2');
    type(await get('field', 'رقم الهاتف'), '99123456');
    press('KeyK', { alt: true });
    press('Digit3');
    type(await get('field', 'حساب المرسل'), '@salim');
    expect(await get('field', 'رقم الهاتف')).toHaveProperty('value', '99123456');
    type(await get('field', 'المرسل'), 'سالم');
    type(await get('field', 'مضمون الرسالة'), 'متى الدوام؟');
    press('KeyK', { alt: true });
    press('Digit1');
    expect(await get('field', 'اسم المرسل أو حسابه')).toHaveProperty('value', '@salim');
    expect(await get('field', 'المتصل')).toHaveProperty('value', 'سالم');
    expect(await get('field', 'إفادة المتصل')).toHaveProperty('value', 'متى الدوام؟');
    expect(document.querySelector('[role="timer"]')).not.toBeNull();
    expect(world.saved).toEqual([]);
  });

  it('offers the log that saving found', async () => {
    let logged = false;
    const { backend } = fakeBackend({
      conversation: () => Promise.resolve(logged ? TODAY : NO_CONVERSATION),
      logCall: () => {
        logged = true;
        return Promise.reject(refusal('thread_logged'));
      },
    });
    close = show(backend);
    await get('button', 'تواصل بقناة أخرى');
    press('KeyK', { alt: true });
    press('Digit3');
    type(await get('field', 'حساب المرسل'), '@salim');
    press('Digit8', { alt: true });
    const note = await get('field', 'مضمون الرسالة');
    type(note, 'شكرًا لكم');
    press('Enter', { ctrl: true });
    await get('button', 'إضافة إلى سجلها');
    expect(note).toHaveProperty('value', 'شكرًا لكم');
  });
});

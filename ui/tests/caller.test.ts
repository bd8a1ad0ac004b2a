// The card follows what is typed now, chooses nobody, and a call is added to the case that was named.
import { describe, expect, it, vi } from 'vitest';

import { Caller } from '../src/features/desk/caller/caller.svelte';
import { Desk } from '../src/features/desk/desk.svelte';
import { missing } from '../src/features/desk/rules';
import type { Backend, CallerCard, CallerQuery, SameProblem } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, KASE, NO_CARD, refusal } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, press, show, type } from './screen';

const lists = new CodeLists(LISTS);
const START = 1_795_000_000_000;
const person = (id: string, nameAr: string) => ({
  id,
  nameAr,
  nameLatin: '',
  beneficiary: '',
  governorate: '',
  wilayat: '',
  calls: 1,
  lastCallAt: null,
});

/** Questions in the order in which they were asked, each answered when the test says so. */
function slow() {
  const asked: { query: CallerQuery; answer: (card: CallerCard) => void; fail: () => void }[] = [];
  const { backend } = fakeBackend({
    callerCard: (query) =>
      new Promise((answer, reject) => {
        asked.push({
          query,
          answer,
          fail: () => {
            reject(refusal('store_failed') as unknown as Error);
          },
        });
      }),
  });
  const frames: (() => void)[] = [];
  const caller = new Caller(backend, (run) => frames.push(run));
  const paint = () => {
    for (const run of frames.splice(0)) run();
  };
  const type = (number: string, chosen = '', linkedCase = '') => {
    caller.look({ number, person: chosen, linkedCase });
  };
  return { caller, asked, paint, type };
}

const settled = () => new Promise((done) => setTimeout(done));

describe('the caller card', () => {
  it('asks once for what changed together, from four digits on, in whatever script they are typed', () => {
    const { caller, asked, paint, type } = slow();
    for (const number of ['9', '99', '991']) {
      type(number);
      paint();
    }
    expect(asked).toEqual([]);
    expect(caller.busy).toBe(false);
    type('٩٩١٢');
    type('٩٩١٢٣');
    paint();
    paint();
    expect(asked.map(({ query }) => query.number)).toEqual(['٩٩١٢٣']);
    type('٩٩١٢٣');
    paint();
    expect(asked, 'nothing is asked twice').toHaveLength(1);
  });

  it('drops an answer that another number has overtaken', async () => {
    const { caller, asked, paint, type } = slow();
    type('9912');
    paint();
    type('99123456');
    paint();
    asked[1]?.answer({ ...NO_CARD, number: 'new' });
    await settled();
    asked[0]?.answer({ ...NO_CARD, number: 'old' });
    await settled();
    expect(caller.card?.number).toBe('new');
    expect(caller.busy).toBe(false);
    type('');
    expect(caller.card, 'no number, no card').toBeNull();
  });

  it('drops a failure that came too late, and asks again after one', async () => {
    const { caller, asked, paint, type } = slow();
    type('9912');
    paint();
    type('99123');
    paint();
    asked[0]?.fail();
    await settled();
    expect(caller.problem).toBeNull();
    asked[1]?.fail();
    await settled();
    expect(caller.problem?.code).toBe('store_failed');
    caller.again();
    paint();
    asked[2]?.answer(NO_CARD);
    await settled();
    expect(caller.problem).toBeNull();
  });

  it('lets a key that came early wait for the answer', async () => {
    const { caller, asked, paint, type } = slow();
    const ran: string[] = [];
    caller.settled(() => ran.push('at once'));
    type('99123456');
    caller.settled(() => ran.push(caller.card?.number ?? 'none'));
    expect(ran).toEqual(['at once']);
    paint();
    asked[0]?.answer({ ...NO_CARD, number: 'there' });
    await settled();
    expect(ran).toEqual(['at once', 'there']);
  });

  it('asks for the linked case without a number', () => {
    const { asked, paint, type } = slow();
    type('99', '', KASE.id);
    paint();
    expect(asked[0]?.query).toEqual({ number: '', person: '', linkedCase: KASE.id });
  });

  it('has nobody chosen until somebody is, however few there are', async () => {
    const { caller, asked, paint, type } = slow();
    type('99123456');
    paint();
    const people = [person('one', 'سالم')];
    asked[0]?.answer({ ...NO_CARD, people });
    await settled();
    expect(caller.chosen).toBeNull();
    type('99123456', 'one');
    paint();
    asked[1]?.answer({
      ...NO_CARD,
      people,
      chosen: { id: 'one', otherNumbers: [], relations: [], merges: [] },
    });
    await settled();
    expect(caller.chosen?.nameAr).toBe('سالم');
  });
});

describe('the frame of the page', () => {
  it('is asked as the page wants to be asked', async () => {
    // The real one refuses to be a method of anything else; that of the tests does not mind.
    vi.stubGlobal('requestAnimationFrame', function (this: unknown, run: () => void) {
      if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
      run();
    });
    const caller = new Caller(fakeBackend().backend);
    caller.look({ number: '99123456', person: '', linkedCase: '' });
    await settled();
    expect(caller.card?.number).toBe('99123456');
    vi.unstubAllGlobals();
  });
});

describe('the same problem', () => {
  it('shows the answer to what the form says now', async () => {
    const answers: ((same: SameProblem) => void)[] = [];
    const { backend } = fakeBackend({
      sameProblem: () => new Promise((answer) => answers.push(answer)),
    });
    const caller = new Caller(backend, (run) => {
      run();
    });
    const about = { facility: 'khoula_hospital', type: 'complaint', subCategory: 'conduct', number: '' };
    caller.lookAt(about);
    caller.lookAt({ ...about });
    caller.lookAt({ ...about, subCategory: 'med_shortage' });
    expect(answers).toHaveLength(2);
    answers[1]?.({ calls: 3, cases: 1, newestCases: [KASE] });
    answers[0]?.({ calls: 9, cases: 0, newestCases: [] });
    await settled();
    expect(caller.same.calls).toBe(3);
    caller.lookAt(null);
    expect(caller.same.calls).toBe(0);
  });
});

describe('a draft whose caller is chosen', () => {
  it('fills in a name where none was typed, and takes it back with the choice', () => {
    const draft = new Desk(fakeBackend().backend, lists).newCall(START);
    draft.set('number', '99123456');
    draft.chooseCaller({ id: 'one', name: 'سالم' });
    expect(draft.form).toMatchObject({ caller: 'one', callerName: 'سالم' });
    draft.set('number', '9912 3456');
    expect(draft.form.caller, 'spaces make no other number').toBe('one');
    draft.set('number', '99123457');
    expect(draft.form, 'another number is another caller').toMatchObject({ caller: '', callerName: '' });
    draft.set('callerName', 'أبو سالم');
    draft.chooseCaller({ id: 'one', name: 'سالم' });
    draft.chooseCaller(null);
    expect(draft.form).toMatchObject({ caller: '', callerName: 'أبو سالم' });
  });
});

describe('a call that is added to a case', () => {
  it('needs nothing else, and needs it again when it is not added after all', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const draft = desk.newCall(START);
    expect(await desk.save('by_rule')).toBe('faults');
    draft.linkTo(KASE.id);
    expect(draft.faults.any).toBe(false);
    expect(missing(draft.form, lists.type('complaint'))).toEqual([]);
    draft.linkTo('');
    expect(await desk.save('by_rule')).toBe('faults');
    draft.linkTo(KASE.id);
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved[0]?.form.linkCase).toBe(KASE.id);
  });
});

describe('people of the name on other numbers', () => {
  const alike = (id: string, nameAr: string, score: number) => ({
    person: person(id, nameAr),
    score,
    numbers: ['9555 1234'],
    birthYear: 0,
  });

  it('are asked for by two words, once for what changed together, and a late answer is left aside', async () => {
    const asked: { name: string; answer: () => void }[] = [];
    const { backend } = fakeBackend({
      likelyPersons: ({ name }) =>
        new Promise((answer) => {
          asked.push({
            name,
            answer: () => {
              answer([alike(name, name, 90)]);
            },
          });
        }),
    });
    const frames: (() => void)[] = [];
    const { likely } = new Caller(backend, (run) => frames.push(run));
    const type = (name: string) => {
      likely.look({ name, number: '' });
    };
    const paint = () => {
      for (const run of frames.splice(0)) run();
    };
    type('أحمد');
    type('أحمد ');
    paint();
    expect(asked).toEqual([]);
    type('أحمد س');
    type('أحمد سالم');
    paint();
    type('أحمد سالم ا');
    paint();
    expect(asked.map(({ name }) => name)).toEqual(['أحمد سالم', 'أحمد سالم ا']);
    asked[1]?.answer();
    await settled();
    asked[0]?.answer();
    await settled();
    expect(likely.people.map((one) => one.person.id)).toEqual(['أحمد سالم ا']);
    type('');
    expect(likely.people).toEqual([]);
  });

  it('are offered with their likeness, and chosen by the same key as the others', async () => {
    const { backend, world } = fakeBackend({
      callerCard: (query) =>
        Promise.resolve({ ...NO_CARD, number: query.number, people: [person('here', 'ليلى بنت سالم')] }),
      likelyPersons: ({ name }) => Promise.resolve(name ? [alike('elsewhere', 'أحمد بن سالم', 74)] : []),
    });
    const off = show(backend);
    try {
      await get('button', 'مكالمة جديدة');
      press('F2');
      type(await get('field', 'رقم الهاتف'), '99123456');
      type(await get('field', 'المتصل'), 'أحمد سالم');
      await get('heading', 'قد يكون مسجلًا بهذا الاسم');
      expect(document.querySelector('section.caller')?.textContent).toContain('74');
      press('KeyP', { alt: true });
      press('Digit2');
      type(await get('field', 'إفادة المتصل'), 'سأل');
      press('Digit4', { alt: true });
      await vi.waitFor(() => {
        expect(world.kept.at(-1)).toMatchObject({ caller: 'elsewhere', callerName: 'أحمد سالم' });
      });
    } finally {
      await off();
    }
  });

  it('have a key before the last of many on a number, which tells how many more there are', async () => {
    const people = Array.from({ length: 9 }, (_, at) => person(`here-${at}`, `خميس ${at}`));
    const { backend, world } = fakeBackend({
      callerCard: (query) => Promise.resolve({ ...NO_CARD, number: query.number, people, morePeople: 291 }),
      likelyPersons: ({ name }) => Promise.resolve(name ? [alike('by-name', 'أحمد بن سالم', 100)] : []),
    });
    const off = show(backend);
    try {
      await get('button', 'مكالمة جديدة');
      press('F2');
      type(await get('field', 'رقم الهاتف'), '24000002');
      await vi.waitFor(() => {
        const card = document.querySelector('section.caller')?.textContent;
        expect(card).toMatch(/300.*291/);
      });
      type(await get('field', 'المتصل'), 'أحمد سالم');
      await get('heading', 'قد يكون مسجلًا بهذا الاسم');
      const keys = [...document.querySelectorAll('section.caller li kbd')].map((key) => key.textContent);
      expect(keys).toEqual(['9', '1', '2', '3', '4', '5', '6', '7', '8', '']);
      press('KeyP', { alt: true });
      press('Digit9');
      type(await get('field', 'إفادة المتصل'), 'سأل');
      press('Digit4', { alt: true });
      await vi.waitFor(() => {
        expect(world.kept.at(-1)).toMatchObject({ caller: 'by-name' });
      });
    } finally {
      await off();
    }
  });
});

describe('the card on the desk', () => {
  it('names everybody, offers the case, and adds the call to it in four presses', async () => {
    const people = [person('one', 'سالم بن حمد'), person('two', 'ليلى بنت سالم')];
    const call = vi.fn<Backend['call']>(() => Promise.reject(refusal('not_found')));
    const { backend, world } = fakeBackend({
      call,
      callerCard: (query) =>
        Promise.resolve({
          ...NO_CARD,
          number: '9912 3456',
          people,
          chosen: query.person
            ? { id: query.person, otherNumbers: ['2400 0001'], relations: [], merges: [] }
            : null,
          cases: [KASE],
          restrictedCases: 1,
          promises: [
            {
              id: 'p',
              kind: 'call_back',
              promise: 'نعاود الاتصال غدًا',
              due: 0,
              overdue: true,
              case: null,
              caseReference: '',
              call: 'call-of-p',
              ownerAr: '',
              ownerEn: '',
            },
          ],
          calls: [
            {
              id: '',
              startedAt: 0,
              restricted: true,
              type: '',
              subCategory: '',
              outcome: '',
              caseReference: null,
            },
          ],
          totalCalls: 1,
          flags: [{ id: 'flag-1', code: 'nuisance', reason: 'other', until: START }],
          linked: query.linkedCase ? KASE : null,
        }),
    });
    const off = show(backend);
    try {
      await get('button', 'مكالمة جديدة');
      press('F2');
      type(await get('field', 'رقم الهاتف'), '99123456');
      await get('heading', 'التزامات ومعاملات مفتوحة');
      const shown = document.querySelector('section.caller')?.textContent ?? '';
      for (const part of [KASE.tellCaller, KASE.reference, 'نعاود الاتصال', 'محدودة الاطلاع', 'مزعجة']) {
        expect(shown).toContain(part);
      }
      expect(document.querySelectorAll('section.caller [aria-pressed="true"]')).toHaveLength(0);
      // A promise without a case leads to its call, where what came of it is written down.
      (await get('button', 'تسجيل ما تم')).click();
      await vi.waitFor(() => {
        expect(call).toHaveBeenCalledWith('call-of-p');
      });
      (await get('button', 'إغلاق')).click();
      await vi.waitFor(() => {
        expect(document.querySelector('dialog')).toBeNull();
      });
      press('KeyP', { alt: true });
      press('Digit2');
      await vi.waitFor(() => {
        expect(document.querySelector('section.caller')?.textContent).toContain('2400 0001');
      });
      press('KeyC', { alt: true });
      press('Digit1');
      await get('button', `حفظ وإضافة إلى المعاملة \u2068${KASE.reference}\u2069`);
      press('Enter', { ctrl: true });
      await get('heading', 'حُفظت المكالمة وأُضيفت إلى معاملتها');
      expect(world.saved[0]?.form).toMatchObject({ caller: 'two', linkCase: KASE.id });
    } finally {
      await off();
    }
  });
});

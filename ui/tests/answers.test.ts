// A card is told only while it stands on the screen as the answer to what stands in the field, and it
// overwrites nothing that the agent has chosen.
import { describe, expect, it } from 'vitest';

import { Answers, NO_CALL } from '../src/features/answers/answers.svelte';
import { Unanswered } from '../src/features/answers/unanswered';
import { Desk } from '../src/features/desk/desk.svelte';
import { tellCard, untellCard } from '../src/features/desk/told';
import type { CardRow, CardView, NoCard } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, refusal } from './fake-backend';
import { LISTS } from './fake-codes';

const START = 1_795_000_000_000;
const lists = new CodeLists(LISTS);

function hit(code: string): CardRow {
  return {
    code,
    version: 1,
    type: 'health_ed',
    subCategory: 'vaccination',
    title: code,
    redFlag: '',
    sample: true,
  };
}

function view(code: string, version = 1, mayBeTold = true): CardView {
  const text = { title: code, redFlags: [], askFirst: [], answer: [code] };
  return {
    code,
    version,
    type: 'health_ed',
    subCategory: 'vaccination',
    audience: 'public',
    ar: text,
    en: text,
    sourceAr: '',
    sourceEn: '',
    approverAr: '',
    approverEn: '',
    approvedAt: null,
    validUntil: null,
    state: 'approved',
    sample: true,
    mayBeTold,
  };
}

/** Answers that come when the test says so, by what was asked. */
function later<T>(): { ask: (of: string) => Promise<T>; answer: (of: string, with_: T) => void } {
  const waiting = new Map<string, (answer: T) => void>();
  return {
    ask: (of) => new Promise((resolve) => void waiting.set(of, resolve)),
    answer: (of, with_) => waiting.get(of)?.(with_),
  };
}

describe('the answer cards', () => {
  it('leave aside what words found that have been typed over', async () => {
    const rows = later<CardRow[]>();
    const { backend } = fakeBackend({
      searchCards: ({ words }) => rows.ask(words),
      card: (code) => Promise.resolve(view(code)),
    });
    const answers = new Answers(backend, 'ar', NO_CALL);
    const first = answers.ask('س');
    const second = answers.ask('سك');
    rows.answer('سك', [hit('new')]);
    await second;
    rows.answer('س', [hit('old')]);
    await first;
    expect(answers.hits.map(({ code }) => code)).toEqual(['new']);
    expect(answers.toTell?.code).toBe('new');
  });

  it('tell nothing while the answer to the field is still to come', async () => {
    const rows = later<CardRow[]>();
    const { backend } = fakeBackend({
      searchCards: ({ words }) => rows.ask(words),
      card: (code) => Promise.resolve(view(code)),
    });
    const answers = new Answers(backend, 'ar', NO_CALL);
    const first = answers.ask('س');
    rows.answer('س', [hit('one')]);
    await first;
    expect(answers.toTell?.code).toBe('one');
    void answers.ask('سك');
    expect(answers.toTell, 'the card of other words').toBeNull();
  });

  it('show and tell the card that the arrows stand on, whichever text comes last', async () => {
    const cards = later<CardView>();
    const { backend } = fakeBackend({
      searchCards: () => Promise.resolve([hit('a'), hit('b')]),
      card: (code) => cards.ask(code),
    });
    const answers = new Answers(backend, 'ar', NO_CALL);
    const asked = answers.ask('س');
    await expect.poll(() => answers.hits.length).toBe(2);
    const moved = answers.move(1);
    expect(answers.toTell).toBeNull();
    cards.answer('b', view('b'));
    await moved;
    cards.answer('a', view('a'));
    await asked;
    expect(answers.toTell?.code).toBe('b');
    await answers.move(5);
    expect(answers.active, 'the last one is the last').toBe(1);
  });

  it('say when they cannot be had, and show nothing of before', async () => {
    let fails = false;
    const { backend } = fakeBackend({
      searchCards: () => (fails ? Promise.reject(refusal('store_failed')) : Promise.resolve([hit('a')])),
      card: (code) => Promise.resolve(view(code)),
    });
    const answers = new Answers(backend, 'ar', NO_CALL);
    await answers.ask('س');
    fails = true;
    await answers.ask('سك');
    expect([answers.problem?.code, answers.hits, answers.card]).toEqual(['store_failed', [], null]);
    fails = false;
    await answers.ask();
    expect([answers.problem, answers.toTell?.code]).toEqual([null, 'a']);
  });

  it('show an old version that was told, and do not tell it again', async () => {
    const { backend } = fakeBackend({
      card: (code, version) => Promise.resolve(view(code, version ?? 2, version === 2)),
    });
    const answers = new Answers(backend, 'ar', NO_CALL);
    await answers.show({ code: 'a', version: 1 });
    expect([answers.card?.version, answers.toTell]).toEqual([1, null]);
  });
});

describe('a question without a card', () => {
  it('is noted under one id for one call and the same words, also after a failure', async () => {
    const noted: NoCard[] = [];
    let fails = true;
    const { backend } = fakeBackend({
      noCard: (asked) => {
        noted.push(asked);
        return fails ? Promise.reject(refusal('disk_full')) : Promise.resolve();
      },
    });
    const unanswered = new Unanswered(backend);
    await expect(unanswered.note(NO_CALL, 'حلبة')).rejects.toMatchObject({ code: 'disk_full' });
    fails = false;
    await unanswered.note(NO_CALL, ' حلبة ');
    await unanswered.note({ ...NO_CALL, call: 'other' }, 'حلبة');
    await unanswered.note(NO_CALL, 'زنجبيل');
    const [first, second, other, words] = noted.map(({ id }) => id);
    expect(second).toBe(first);
    expect(new Set([first, other, words]).size).toBe(3);
  });
});

describe('telling a card', () => {
  it('begins a call where none is open, and goes on in its number', () => {
    const desk = new Desk(fakeBackend().backend, lists);
    const told = tellCard(desk, view('measles'), START);
    expect(desk.current?.form).toMatchObject({
      type: 'health_ed',
      subCategory: 'vaccination',
      outcome: '',
      cards: [{ code: 'measles', version: 1 }],
    });
    expect(told.next).toBe('number');
  });

  it('leaves what was chosen, and one version of a card stays', () => {
    const desk = new Desk(fakeBackend().backend, lists);
    const draft = desk.newCall(START);
    draft.chooseType('complaint');
    tellCard(desk, view('measles', 1), START);
    expect(tellCard(desk, view('measles', 2), START).next, 'what a complaint still needs').toBe(
      'subCategory',
    );
    expect(draft.form).toMatchObject({
      type: 'complaint',
      subCategory: '',
      cards: [{ code: 'measles', version: 2 }],
    });
  });

  it('is taken back with the words that stood there, but with nothing that came since', () => {
    const desk = new Desk(fakeBackend().backend, lists);
    const draft = desk.newCall(START);
    draft.typeSubject('حصبة الأطف');
    const first = tellCard(desk, view('measles'), START);
    expect([draft.form.subjectText, draft.form.subCategory, first.next]).toEqual(['', 'vaccination', 'note']);
    first.takeBack();
    expect(draft.form).toMatchObject({ type: '', subCategory: '', subjectText: 'حصبة الأطف', cards: [] });

    const second = tellCard(desk, view('measles'), START);
    draft.chooseType('complaint');
    second.takeBack();
    expect(draft.form).toMatchObject({ type: 'complaint', subjectText: '', cards: [] });
  });

  it('is taken off by hand and put back, and leaves a call that is over alone', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const told = tellCard(desk, view('measles'), START);
    const card = { code: 'measles', version: 1 };
    const back = untellCard(desk, told.draft, card);
    expect(told.draft.form.cards).toEqual([]);
    back();
    expect(told.draft.form.cards).toEqual([card]);
    await desk.save('by_rule');
    expect(world.saved[0]?.form.cards).toEqual([card]);
    told.takeBack();
    expect(told.draft.form.cards, 'a saved call').toEqual([card]);
  });

  it('while the call is being saved goes on in a draft of its own', async () => {
    let answer = () => {};
    const { backend, world } = fakeBackend();
    const logCall = backend.logCall.bind(backend);
    backend.logCall = async (form, saveAs) => {
      const logged = await logCall(form, saveAs);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return logged;
    };
    const desk = new Desk(backend, lists);
    tellCard(desk, view('measles'), START);
    const saving = desk.save('by_rule');
    await expect.poll(() => world.saved.length).toBe(1);
    tellCard(desk, view('flu'), START);
    answer();
    expect(await saving).toBe('saved');
    expect(world.saved[0]?.form.cards).toEqual([{ code: 'measles', version: 1 }]);
    expect(desk.current?.form.cards, 'what came too late is not lost').toEqual([{ code: 'flu', version: 1 }]);
  });
});

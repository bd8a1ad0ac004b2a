// A save takes its time on a slow disk, and an agent does not wait for it: what is typed meanwhile stays,
// and the answer belongs to its own call.
import { describe, expect, it } from 'vitest';

import { Desk } from '../src/features/desk/desk.svelte';
import type { CallForm, CallView, Logged } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, refusal, rowOf } from './fake-backend';
import { LISTS } from './fake-codes';

const lists = new CodeLists(LISTS);
const START = 1_795_000_000_000;

/** A backend whose saves are answered by hand, in any order. */
function slow() {
  const asked: {
    form: CallForm;
    answer: (logged: Partial<Logged>) => void;
    refuse: (why: unknown) => void;
  }[] = [];
  const { backend, world } = fakeBackend({
    logCall: (form) =>
      new Promise((resolve, reject) => {
        asked.push({
          form,
          answer: (logged) => {
            const caseReference = logged.caseReference ?? null;
            resolve({
              row: rowOf(form, caseReference),
              caseReference,
              promisedDue: null,
              callBacks: [],
              already: false,
              added: false,
              ...logged,
            });
          },
          refuse: reject,
        });
      }),
  });
  return { desk: new Desk(backend, lists), asked, world };
}

function complaint(desk: Desk, number: string) {
  const draft = desk.newCall(START);
  const subject = lists.subject('complaint', 'med_shortage');
  if (subject) draft.chooseSubject(subject);
  draft.set('number', number);
  draft.set('facilityText', 'مجمع صحي');
  draft.set('note', 'لم يتوفر الدواء');
  return draft;
}

/** Lets what was promised go as far as it can without an answer. */
const settle = () => new Promise((done) => setTimeout(done, 0));

describe('while a save waits for its answer', () => {
  it('keeps words typed before the answer, in a draft of their own under the same fingers', async () => {
    const { desk, asked, world } = slow();
    const draft = complaint(desk, '99123456');
    draft.lastField = 'note';
    const saving = desk.save('by_rule');
    await settle();
    draft.set('note', 'لم يتوفر الدواء، وبقيت جرعتان');
    asked[0]?.answer({ caseReference: '26-4170-0001-1' });
    expect(await saving).toBe('saved');
    expect(asked[0]?.form.note).toBe('لم يتوفر الدواء');
    const rest = desk.current;
    expect(rest?.id).not.toBe(draft.id);
    expect(rest?.lastField).toBe('note');
    expect(rest?.form).toMatchObject({
      number: '99123456',
      note: 'لم يتوفر الدواء، وبقيت جرعتان',
      type: '',
      facilityText: '',
    });
    expect(desk.drafts).toEqual([rest]);
    expect(desk.saved.map(({ form, logged }) => [form.number, logged.caseReference])).toEqual([
      ['99123456', '26-4170-0001-1'],
    ]);
    await rest?.keeper.flush();
    expect(world.kept.at(-1)?.note).toBe('لم يتوفر الدواء، وبقيت جرعتان');
    // A second Ctrl+Enter by habit makes no second call of them.
    expect(await desk.save('by_rule')).toBe('faults');
    expect(asked).toHaveLength(1);
  });

  it('confirms the call it was asked for when another one has begun meanwhile', async () => {
    const { desk, asked } = slow();
    complaint(desk, '99111111');
    const saving = desk.save('by_rule');
    await settle();
    const second = complaint(desk, '99222222');
    asked[0]?.answer({ caseReference: '26-4170-0001-1' });
    expect(await saving).toBe('saved');
    expect(desk.current).toBe(second);
    expect(second.form.note).toBe('لم يتوفر الدواء');
    expect(desk.drafts).toEqual([second]);
    expect(desk.saved.map(({ form, logged }) => [form.number, logged.caseReference])).toEqual([
      ['99111111', '26-4170-0001-1'],
    ]);
  });

  it('names each call by its own reference when the answers come the other way round', async () => {
    const { desk, asked } = slow();
    complaint(desk, '99111111');
    const first = desk.save('by_rule');
    await settle();
    complaint(desk, '99222222');
    const second = desk.save('by_rule');
    await settle();
    asked[1]?.answer({ caseReference: '26-4170-0002-9' });
    await second;
    asked[0]?.answer({ caseReference: '26-4170-0001-1' });
    await first;
    expect(desk.drafts).toEqual([]);
    expect(desk.saved.map(({ form, logged }) => [form.number, logged.caseReference])).toEqual([
      ['99222222', '26-4170-0002-9'],
      ['99111111', '26-4170-0001-1'],
    ]);
    expect(desk.log.rows.map(({ number }) => number)).toEqual(['99111111', '99222222']);
  });

  it('keeps the words also when the agent has gone on to another call', async () => {
    const { desk, asked } = slow();
    const first = complaint(desk, '99111111');
    const saving = desk.save('by_rule');
    await settle();
    first.set('place', 'قرب المسجد');
    const second = desk.newCall(START + 1);
    asked[0]?.answer({});
    await saving;
    expect(desk.current).toBe(second);
    const rest = desk.saved[0]?.rest;
    expect(rest?.form).toMatchObject({ number: '99111111', place: 'قرب المسجد', note: '' });
    expect(desk.drafts).toContain(rest);
  });

  it('says whose save was refused, and disturbs the call in front in nothing', async () => {
    const { desk, asked, world } = slow();
    const first = complaint(desk, '99111111');
    const saving = desk.save('by_rule');
    await settle();
    first.set('note', 'لم يتوفر الدواء منذ شهر');
    const second = complaint(desk, '99222222');
    asked[0]?.refuse(refusal('disk_full'));
    expect(await saving).toBe('failed');
    expect(desk.current).toBe(second);
    expect(desk.problem).toBeNull();
    expect([desk.refused?.draft, desk.refused?.error.code]).toEqual([first, 'disk_full']);
    // What came meanwhile is kept with the rest of it.
    await first.keeper.flush();
    expect(world.kept.at(-1)).toMatchObject({ id: first.id, note: 'لم يتوفر الدواء منذ شهر' });
    desk.show(first);
    expect(desk.refused).toBeNull();
  });

  it('loses nothing when the answer to the first try was lost and the call is there already', async () => {
    const { desk, asked } = slow();
    const draft = complaint(desk, '99123456');
    const lost = desk.save('by_rule');
    await settle();
    asked[0]?.refuse(refusal('internal'));
    expect(await lost).toBe('failed');
    draft.set('note', 'لم يتوفر الدواء ولا بديله');
    const again = desk.save('by_rule');
    await settle();
    asked[1]?.answer({ already: true, caseReference: '26-4170-0001-1' });
    expect(await again).toBe('saved');
    expect(desk.drafts.map(({ form }) => form.note)).toEqual(['لم يتوفر الدواء ولا بديله']);
    expect(desk.drafts[0]?.id).not.toBe(draft.id);
    expect(desk.log.rows).toHaveLength(1);
  });

  it('gives a draft up to its call when keeping finds that it was saved', async () => {
    let written: CallForm | undefined;
    const { backend, world } = fakeBackend({
      logCall: (form) => {
        written = form;
        return Promise.reject(refusal('internal') as unknown as Error);
      },
      draftKeep: (form) =>
        Promise.resolve(
          form.id === written?.id ? { state: 'already_saved' } : { state: 'kept', at: form.startedAt },
        ),
      call: (id) =>
        written?.id === id
          ? Promise.resolve({ row: rowOf(written, '26-4170-0001-1') } as CallView)
          : Promise.reject(refusal('not_found') as unknown as Error),
    });
    const desk = new Desk(backend, lists);
    const draft = complaint(desk, '99123456');
    expect(await desk.save('by_rule')).toBe('failed');
    draft.set('place', 'قرب المسجد');
    await draft.keeper.flush();
    await settle();
    expect(desk.saved.map(({ logged }) => logged.caseReference)).toEqual(['26-4170-0001-1']);
    expect(desk.log.rows.map(({ id }) => id)).toEqual([draft.id]);
    expect(desk.drafts.map(({ form }) => [form.number, form.place, form.note])).toEqual([
      ['99123456', 'قرب المسجد', ''],
    ]);
    expect(desk.drafts).not.toContain(draft);
    expect(world.saved).toEqual([]);
  });

  it('is waited for before the person leaves', async () => {
    const { desk, asked } = slow();
    complaint(desk, '99123456');
    void desk.save('by_rule');
    await settle();
    let left = false;
    const leaving = desk.keepAll().then((kept) => (left = kept));
    await settle();
    expect(left).toBe(false);
    asked[0]?.answer({});
    expect(await leaving).toBe(true);
  });

  it('is waited for also while it is taken back: what was typed is a draft again, and kept', async () => {
    let taken: () => void = () => undefined;
    const { backend, world } = fakeBackend({
      voidCall: () => new Promise<void>((done) => (taken = done)),
    });
    const desk = new Desk(backend, lists);
    complaint(desk, '99123456');
    await desk.save('by_rule');
    const [saved] = desk.saved;
    if (!saved) throw new Error('not saved');
    const back = desk.takeBack(saved, START);
    let left = false;
    const leaving = desk.keepAll().then((kept) => (left = kept));
    await settle();
    expect(left).toBe(false);
    taken();
    expect(await back).toBe(true);
    expect(await leaving).toBe(true);
    expect(world.kept.at(-1)).toMatchObject({ id: desk.current?.id, number: '99123456' });
  });
});

it('does not show a draft again whose call was saved while the drafts were asked for', async () => {
  let answer: (drafts: { form: CallForm; keptAt: number }[]) => void = () => undefined;
  const { backend } = fakeBackend({ drafts: () => new Promise((resolve) => (answer = resolve)) });
  const desk = new Desk(backend, lists);
  const loading = desk.load();
  const draft = complaint(desk, '99123456');
  const form = draft.snapshot();
  await desk.save('by_rule');
  answer([{ form, keptAt: START }]);
  await loading;
  expect(desk.drafts).toEqual([]);
});

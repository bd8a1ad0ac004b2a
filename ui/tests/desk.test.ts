// What an agent typed is never lost, never doubled, and never sent half.
import { describe, expect, it, vi } from 'vitest';

import { Desk } from '../src/features/desk/desk.svelte';
import { nonServiceSubjects, saveNonService } from '../src/features/desk/non-service';
import { caseRule, missing } from '../src/features/desk/rules';
import type { Backend, CallView, ErrorDto } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, refusal, rowOf, NO_COUNTS } from './fake-backend';
import { LISTS } from './fake-codes';

const lists = new CodeLists(LISTS);
const START = 1_795_000_000_000;

function query(desk: Desk) {
  const draft = desk.newCall(START);
  const subject = lists.subject('health_ed', 'vaccination');
  if (subject) draft.chooseSubject(subject);
  draft.set('number', '99123456');
  return draft;
}

describe('a call that is no service', () => {
  it('is logged by one choice, with nothing open, as a call that began and ended now', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const [, silent] = nonServiceSubjects(lists);
    const saved = silent && (await saveNonService(desk, silent, START)).saved;
    expect(saved?.logged.row.subCategory).toBe('silent');
    expect(world.saved).toHaveLength(1);
    expect(world.saved[0]?.form).toMatchObject({ type: 'non_service', startedAt: START, endedAt: START });
    expect(desk.current).toBeNull();
  });

  it('chosen by mistake over a complaint gives every word of it back', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const draft = desk.newCall(START);
    const subject = lists.subject('complaint', 'conduct');
    if (subject) draft.chooseSubject(subject);
    draft.set('note', 'صرخ في وجهها');
    const [wrong] = nonServiceSubjects(lists);
    const saved = wrong && (await saveNonService(desk, wrong, START + 60_000)).saved;
    if (!saved) throw new Error('not saved');
    expect(await desk.takeBack(saved, START + 70_000)).toBe(true);
    expect(world.voided).toEqual([draft.id]);
    expect(desk.log.rows).toEqual([]);
    expect(desk.current?.form).toMatchObject({
      type: 'complaint',
      subCategory: 'conduct',
      note: 'صرخ في وجهها',
      endedAt: null,
    });
    expect(desk.current?.id, 'a saved id is spent').not.toBe(draft.id);
  });

  it('that could not be saved leaves the open call what it was, but for what was changed since', async () => {
    const [wrong] = nonServiceSubjects(lists);
    const conduct = lists.subject('complaint', 'conduct');
    if (!wrong || !conduct) throw new Error('the lists have changed');
    let refuse: ((why: ErrorDto) => void) | undefined;
    const logCall = vi.fn<Backend['logCall']>(
      () =>
        new Promise((_, no) => {
          refuse = no;
        }),
    );
    const { backend } = fakeBackend({ logCall });
    const desk = new Desk(backend, lists);
    const draft = desk.newCall(START);
    draft.chooseSubject(conduct);
    const saving = saveNonService(desk, wrong, START + 60_000);
    await vi.waitFor(() => {
      expect(logCall).toHaveBeenCalledOnce();
    });
    const sent = draft.snapshot();
    expect(sent).toMatchObject({ type: 'non_service', endedAt: START + 60_000, urgent: false });
    expect((await saveNonService(desk, wrong, START + 70_000)).result, 'one save is on its way').toBe(
      'nothing',
    );
    draft.set('note', 'صرخ في وجهها');
    refuse?.(refusal('disk_full'));
    expect((await saving).saved).toBeNull();
    expect(draft.form).toMatchObject({
      type: 'complaint',
      subCategory: 'conduct',
      urgent: true,
      note: 'صرخ في وجهها',
      endedAt: null,
    });

    const again = saveNonService(desk, wrong, START + 80_000);
    await vi.waitFor(() => {
      expect(logCall).toHaveBeenCalledTimes(2);
    });
    draft.chooseType('enquiry');
    desk.newCall(START + 85_000);
    refuse?.(refusal('disk_full'));
    await again;
    expect(draft.form).toMatchObject({ type: 'enquiry', subCategory: '', endedAt: null });
    expect(draft.form.holds, 'somebody else is spoken with').toEqual([{ from: START + 80_000, until: null }]);
  });
});

describe('taking a save back', () => {
  it('leaves the call where it is when its case has gone on, and says why', async () => {
    const { backend } = fakeBackend({ voidCall: () => Promise.reject(refusal('case_under_way')) });
    const desk = new Desk(backend, lists);
    query(desk);
    await desk.save('by_rule');
    const [saved] = desk.saved;
    if (!saved) throw new Error('not saved');
    expect(await desk.takeBack(saved, START)).toBe(false);
    expect(desk.log.rows).toHaveLength(1);
    expect(desk.drafts).toEqual([]);
    expect(desk.problem?.code).toBe('case_under_way');
  });
});

describe('the desk', () => {
  it('makes one call of a save pressed twice', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    query(desk);
    expect(await Promise.all([desk.save('by_rule'), desk.save('by_rule')])).toEqual(['saved', 'nothing']);
    expect(world.saved).toHaveLength(1);
    expect(desk.log.rows).toHaveLength(1);
    expect(desk.current).toBeNull();
  });

  it('keeps no draft after its call is saved', async () => {
    const order: string[] = [];
    const { backend } = fakeBackend({
      draftKeep: async () => {
        await Promise.resolve();
        order.push('kept');
        return { state: 'kept', at: 0 };
      },
      logCall: (form) => {
        order.push('saved');
        return Promise.resolve({
          row: rowOf(form, null),
          caseReference: null,
          promisedDue: null,
          callBacks: [],
          already: false,
          added: false,
        });
      },
    });
    const desk = new Desk(backend, lists);
    const draft = query(desk);
    void draft.keeper.flush();
    await desk.save('by_rule');
    await draft.keeper.flush();
    expect(order.at(-1)).toBe('saved');
  });

  it('sends nothing while a field of the minimum is empty, and says at which', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const draft = desk.newCall(START);
    expect(await desk.save('by_rule')).toBe('faults');
    expect(Object.keys(draft.faults.of)).toEqual(['type']);
    draft.chooseType('complaint');
    expect(await desk.save('by_rule')).toBe('faults');
    expect(Object.keys(draft.faults.of).sort()).toEqual(['facility', 'note', 'subCategory']);
    expect(world.saved).toEqual([]);
  });

  it('shows a refusal of the backend at its field and keeps everything typed', async () => {
    const { backend } = fakeBackend({
      logCall: () =>
        Promise.reject(refusal('invalid', { field: 'facilityText', rule: 'too_long', limit: '200' })),
    });
    const desk = new Desk(backend, lists);
    const draft = query(desk);
    expect(await desk.save('by_rule')).toBe('faults');
    expect(draft.faults.of['facility']).toEqual({ rule: 'too_long', limit: 200 });
    expect(desk.current).toBe(draft);
    expect(draft.form.number).toBe('99123456');
  });

  it('keeps the form when the disk is full', async () => {
    const { backend } = fakeBackend({ logCall: () => Promise.reject(refusal('disk_full')) });
    const desk = new Desk(backend, lists);
    const draft = query(desk);
    expect(await desk.save('by_rule')).toBe('failed');
    expect(desk.problem?.code).toBe('disk_full');
    expect(desk.drafts).toContain(draft);
  });

  it('holds several calls at once and goes round them', () => {
    const { backend } = fakeBackend();
    const desk = new Desk(backend, lists);
    const first = desk.newCall(START);
    first.set('note', 'الأولى');
    const second = desk.newCall(START + 1);
    expect(desk.current).toBe(second);
    expect(desk.showNext(START + 2)).toBe(first);
    expect(first.form.note).toBe('الأولى');
    expect(desk.showNext(START + 2)).toBe(second);
  });

  it('brings a discarded draft back, even one that the store does not know', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const draft = query(desk);
    const back = await desk.discard(draft);
    expect(desk.drafts).toEqual([]);
    expect(world.discarded).toEqual([draft.id]);
    await back?.(START);
    expect(desk.current).toBe(draft);
    expect(draft.form.number).toBe('99123456');
    expect(await draft.keeper.flush()).toBe(true);
    expect(world.kept.at(-1)?.id).toBe(draft.id);
  });

  it('keeps half a subject in the draft, and shows it again', async () => {
    const { backend, world } = fakeBackend();
    const draft = new Desk(backend, lists).newCall(START);
    draft.chooseType('complaint');
    draft.typeSubject('سوء تع');
    await draft.keeper.flush();
    const kept = world.kept.at(-1);
    expect(kept?.subjectText).toBe('سوء تع');
    const { backend: later } = fakeBackend({
      drafts: () => Promise.resolve(kept ? [{ form: kept, keptAt: START }] : []),
    });
    const desk = new Desk(later, lists);
    await desk.load();
    expect(desk.drafts[0]?.form.subjectText).toBe('سوء تع');
    const conduct = lists.subject('complaint', 'conduct');
    if (conduct) desk.drafts[0]?.chooseSubject(conduct);
    expect(desk.drafts[0]?.form).toMatchObject({ subCategory: 'conduct', subjectText: '' });
  });

  it('asks for a subject of the list where only words were typed', async () => {
    const { backend, world } = fakeBackend();
    const desk = new Desk(backend, lists);
    const draft = desk.newCall(START);
    draft.chooseType('compliment');
    draft.set('note', 'شكر');
    draft.typeSubject('شيء آخر');
    expect(await desk.save('by_rule')).toBe('faults');
    expect(draft.faults.of['subCategory']?.rule).toBe('pick_from_list');
    draft.typeSubject('');
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved).toHaveLength(1);
  });
});

describe('the own log', () => {
  it('does not let a long day grow on the page', async () => {
    const form = new Desk(fakeBackend().backend, lists).newCall(START).snapshot();
    const rows = Array.from({ length: 120 }, (_, n) => rowOf({ ...form, id: `call-${n}` }, null));
    const { backend } = fakeBackend({
      ownLog: () =>
        Promise.resolve({
          rows: rows.slice(-50).reverse(),
          next: 'older',
          total: 120,
          commented: [],
          returned: [],
          scored: [],
          counts: NO_COUNTS,
        }),
    });
    const desk = new Desk(backend, lists);
    for (const row of rows) desk.log.add(row);
    await vi.waitFor(() => {
      expect(desk.log.rows).toHaveLength(50);
    });
    expect([desk.log.rows[0]?.id, desk.log.total, desk.log.next]).toEqual(['call-119', 120, 'older']);
  });
});

it('shows a call that was saved while the own log was asked for', async () => {
  const form = new Desk(fakeBackend().backend, lists).newCall(START).snapshot();
  let answer: (() => void) | undefined;
  const { backend } = fakeBackend({
    ownLog: () =>
      new Promise((done) => {
        answer = () => {
          done({
            rows: [rowOf({ ...form, id: 'earlier' }, null)],
            next: null,
            total: 1,
            commented: [],
            returned: [],
            scored: [],
            counts: NO_COUNTS,
          });
        };
      }),
  });
  const desk = new Desk(backend, lists);
  const loading = desk.log.load();
  desk.log.add(rowOf({ ...form, id: 'saved-meanwhile' }, null));
  answer?.();
  await loading;
  expect(desk.log.rows.map(({ id }) => id)).toEqual(['saved-meanwhile', 'earlier']);
  expect(desk.log.total).toBe(2);
});

describe('what a supervisor said about an earlier call', () => {
  it('stands above the own log until it is said to be read, comment by comment', async () => {
    const form = new Desk(fakeBackend().backend, lists).newCall(START).snapshot();
    const row = { ...rowOf({ ...form, type: 'complaint' }, null), comments: 1 };
    const view = { row, comments: [{ id: 'comment-1' }], scores: [{ id: 'score-1' }] } as unknown as CallView;
    let commented = [row];
    const seen: unknown[] = [];
    const { backend } = fakeBackend({
      ownLog: () =>
        Promise.resolve({
          rows: [],
          next: null,
          total: 0,
          commented,
          returned: [],
          scored: [],
          counts: NO_COUNTS,
        }),
      markCommentsSeen: (marked) => {
        seen.push(marked);
        commented = [];
        return Promise.resolve();
      },
    });
    const desk = new Desk(backend, lists);
    await desk.log.load();
    expect(desk.log.commented).toEqual([row]);
    await desk.log.seen(view);
    await desk.log.load();
    expect(seen).toEqual([{ call: row.id, comments: ['comment-1', 'score-1'] }]);
    expect(desk.log.commented).toEqual([]);
  });
});

describe('a subject', () => {
  it('sets its type, and urgency unless the agent has said it', () => {
    const { backend } = fakeBackend();
    const desk = new Desk(backend, lists);
    const conduct = lists.subject('complaint', 'conduct');
    if (!conduct) throw new Error('the lists have changed');
    const draft = desk.newCall(START);
    draft.chooseSubject(conduct);
    expect([draft.form.type, draft.form.urgent]).toEqual(['complaint', true]);
    const other = desk.newCall(START);
    other.setUrgent(false);
    other.chooseSubject(conduct);
    expect(other.form.urgent).toBe(false);
  });

  it('may have another rule about a case than its type', () => {
    const complaint = lists.type('complaint');
    const conduct = lists.subject('complaint', 'conduct');
    expect(caseRule(complaint, conduct)).toBe('always');
    expect(caseRule(complaint, conduct && { ...conduct, caseRule: 'never' })).toBe('never');
    expect(caseRule(undefined, undefined)).toBeNull();
  });
});

describe('the minimum', () => {
  it('takes a facility in words, and a place said in any way', () => {
    const { backend } = fakeBackend();
    const { form } = new Desk(backend, lists).newCall(START);
    const report = { ...LISTS.types[0], minimum: ['facility', 'place'] } as (typeof LISTS.types)[0];
    expect(missing(form, report)).toEqual(['facility', 'place']);
    expect(missing({ ...form, governorate: 'OM-MA' }, report)).toEqual(['facility']);
    expect(missing({ ...form, facilityText: 'عيادة' }, report)).toEqual([]);
  });
});

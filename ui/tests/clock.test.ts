// A caller who waits is not forgotten, a caller whose line dropped is called back, and no clock is touched
// by looking.
import { describe, expect, it } from 'vitest';

import { clockRuns, heldMs, HOLDS_MAX, openHold } from '../src/features/desk/clock';
import { confirmation } from '../src/features/desk/confirmation';
import { clockState, turnedWords } from '../src/features/desk/clock-words';
import type { DropResult } from '../src/features/desk/desk-clock';
import { Desk } from '../src/features/desk/desk.svelte';
import { emptyForm } from '../src/features/desk/form/empty';
import type { OpenDraft } from '../src/features/desk/open-draft.svelte';
import type { CallForm, CaseRow } from '../src/lib/backend';
import { I18n } from '../src/lib/i18n';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, refusal } from './fake-backend';
import { LISTS } from './fake-codes';

const byPhone = (channel: string): boolean => channel.startsWith('phone');
const lists = new CodeLists(LISTS);
const START = 1_795_327_200_000;
const MINUTE = 60_000;
const at = (minute: number) => START + minute * MINUTE;

function deskOf(changes: Parameters<typeof fakeBackend>[0] = {}) {
  const { backend, world } = fakeBackend(changes);
  return { desk: new Desk(backend, lists), world };
}

function call(desk: Desk, minute: number, number = '99123456'): OpenDraft {
  const draft = desk.newCall(at(minute), number);
  const subject = lists.subject('health_ed', 'vaccination');
  if (subject) draft.chooseSubject(subject);
  return draft;
}

/** F8, and what came of it. */
async function drop(desk: Desk, draft: OpenDraft, now: number): Promise<DropResult> {
  return (await desk.clock.toggleDropped(draft, now)).result;
}

/** Holds in minutes of the story. */
function holds(draft: OpenDraft): [number, number | null][] {
  const minute = (moment: number) => (moment - START) / MINUTE;
  return draft.form.holds.map(({ from, until }) => [minute(from), until === null ? null : minute(until)]);
}

describe('a second call', () => {
  it('puts the first one on hold, and coming back to that one takes it up and holds the second', () => {
    const { desk } = deskOf();
    const first = call(desk, 0);
    const second = call(desk, 2);
    expect(holds(first)).toEqual([[2, null]]);
    expect(desk.turned.held).toEqual([first]);
    desk.comeBackTo(first, at(5));
    expect(holds(first)).toEqual([[2, 5]]);
    expect(holds(second)).toEqual([[5, null]]);
    expect(desk.turned).toMatchObject({ held: [second], takenUp: first });
  });

  it('is saved, and the first one goes on with its hold as it was kept', async () => {
    const { desk, world } = deskOf();
    const first = call(desk, 0);
    call(desk, 2);
    expect(await desk.save('by_rule')).toBe('saved');
    expect(desk.showNext(at(4))).toBe(first);
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved[1]?.form.holds).toEqual([{ from: at(2), until: at(4) }]);
    expect(world.saved[0]?.form.holds).toEqual([]);
  });

  it('waits where it was put away, and is brought back while another is spoken with', async () => {
    const { desk } = deskOf();
    const first = call(desk, 0);
    const back = await desk.discard(first);
    desk.newCall(at(1));
    await back?.(at(2));
    expect(desk.current).toBe(first);
    expect(holds(first), 'two cannot be spoken with at once').toEqual([[2, null]]);
    const left = call(desk, 10);
    const again = await desk.discard(left);
    call(desk, 200);
    await again?.(at(10 + 240));
    expect(holds(left), 'what is long over waits for nobody').toEqual([]);
  });

  it('and a third: one is spoken with, the others wait', () => {
    const { desk } = deskOf();
    const drafts = [0, 1, 2].map((minute) => call(desk, minute));
    const waiting = () => drafts.map(({ form }) => openHold(form, byPhone) !== null);
    expect(waiting()).toEqual([true, true, false]);
    // Round and round, as Shift+F2 does.
    for (const [minute, expected] of [
      [3, [true, false, true]],
      [4, [false, true, true]],
      [5, [true, true, false]],
    ] as const) {
      desk.showNext(at(minute));
      expect(waiting(), `${minute}`).toEqual(expected);
    }
  });

  it('leaves alone what has ended, dropped, or was never a call of this clock', async () => {
    const { desk } = deskOf();
    const ended = call(desk, 0);
    desk.clock.toggleEnded(ended, at(1));
    const dropped = call(desk, 2);
    await drop(desk, dropped, at(3));
    const late = call(desk, 4);
    late.set('happenedDay', '2026-11-22');
    const message = call(desk, 5);
    message.form.channel = 'email';
    call(desk, 6);
    for (const draft of [ended, dropped, late, message]) expect(holds(draft)).toEqual([]);
  });

  it('holds the one that is spoken in, also while an ended one is looked at', () => {
    const { desk } = deskOf();
    const ended = call(desk, 0);
    desk.clock.toggleEnded(ended, at(1));
    const running = call(desk, 2);
    desk.comeBackTo(ended, at(3));
    expect(holds(running), 'looking holds nothing').toEqual([]);
    expect(desk.turned.held).toEqual([]);
    desk.comeBackTo(running, at(4));
    expect(holds(running), 'and takes nothing up').toEqual([]);
    desk.comeBackTo(ended, at(5));
    call(desk, 6);
    expect(holds(running)).toEqual([[6, null]]);
  });

  it('does not count what was left open hours ago as a call that runs', () => {
    const { desk } = deskOf();
    const left = call(desk, 0);
    expect(clockRuns(left.form, at(239), byPhone)).toBe(true);
    expect(clockRuns(left.form, at(240), byPhone)).toBe(false);
    call(desk, 300);
    expect(holds(left)).toEqual([]);
  });

  it('passed by on the way round has not been spoken with', () => {
    const { desk } = deskOf();
    const [first, second] = [call(desk, 0), call(desk, 1), call(desk, 2)];
    desk.comeBackTo(second, at(3));
    desk.comeBackTo(first, at(3) + 900);
    expect(holds(second), 'one wait').toEqual([[2, null]]);
    desk.clock.toggleHold(first, at(3) + 1_200);
    expect(first.form.holds, 'by hand it is one of its own').toHaveLength(2);
  });
});

describe('a call that goes on after all', () => {
  it('is the one that is spoken in: its line back, or its end taken back', async () => {
    const { desk } = deskOf();
    const first = call(desk, 0);
    await drop(desk, first, at(1));
    const second = call(desk, 2);
    desk.comeBackTo(first, at(3));
    expect(holds(second), 'a dropped call is only looked at').toEqual([]);
    const { result, turned } = await desk.clock.toggleDropped(first, at(4));
    expect(result).toBe('on_again');
    expect(turned.held, 'and that is said').toEqual([second]);
    expect(holds(second)).toEqual([[4, null]]);
    desk.clock.toggleEnded(first, at(5));
    desk.comeBackTo(second, at(6));
    desk.comeBackTo(first, at(7));
    expect(desk.clock.toggleEnded(first, at(8)).held).toEqual([second]);
    expect(holds(second)).toEqual([
      [4, 6],
      [8, null],
    ]);
    expect(holds(first)).toEqual([]);
  });

  it('on hold is on hold again, and leaves the other one spoken in', async () => {
    const { desk } = deskOf();
    const first = call(desk, 0);
    desk.clock.toggleHold(first, at(1));
    await drop(desk, first, at(2));
    const second = call(desk, 3);
    desk.comeBackTo(first, at(4));
    expect(await desk.clock.toggleDropped(first, at(5))).toMatchObject({ turned: { held: [] } });
    expect(holds(first)).toEqual([[1, null]]);
    expect(holds(second)).toEqual([]);
  });

  it('by telephone is spoken in from the moment on at which its channel says so', () => {
    const { desk } = deskOf();
    const first = call(desk, 0);
    const message = desk.newContact('email', at(1));
    expect(holds(first), 'whoever takes a message down goes on listening').toEqual([]);
    const byTelephone = { channel: 'phone_in', receivedDay: '', receivedTime: '' };
    expect(desk.clock.chooseChannel(message, byTelephone, at(2)).held).toEqual([first]);
    expect(holds(first)).toEqual([[2, null]]);
  });

  it('taken over from somebody else waits while another is spoken with', () => {
    const { desk } = deskOf();
    desk.adopt({ ...emptyForm(at(0)), number: '99777777' }, at(1));
    const [alone] = desk.drafts;
    expect(alone && holds(alone), 'nobody else is on the line').toEqual([]);
    desk.adopt({ ...emptyForm(at(0)), number: '99888888' }, at(2));
    const waits = desk.current;
    expect(waits?.form.number).toBe('99888888');
    expect(waits && holds(waits)).toEqual([[2, null]]);
  });
});

describe('a hold by hand', () => {
  it('is begun and ended with a key, and outlives the end of the duty', async () => {
    const { desk, world } = deskOf();
    const draft = call(desk, 0);
    desk.clock.toggleHold(draft, at(1));
    await draft.keeper.flush();
    expect(world.kept.at(-1)?.holds).toEqual([{ from: at(1), until: null }]);
    expect(heldMs(draft.form, at(4))).toBe(3 * MINUTE);
    const form = draft.snapshot();
    const later = deskOf({ drafts: () => Promise.resolve([{ form, keptAt: at(1) }]) }).desk;
    await later.load();
    later.reopen(form.id, {});
    const [again] = later.drafts;
    if (!again) throw new Error('gone');
    expect(holds(again), 'unlocking takes nobody up').toEqual([[1, null]]);
    later.clock.toggleHold(again, at(6));
    expect(holds(again)).toEqual([[1, 6]]);
  });

  it('of a call that ends on hold has no end of its own, and goes on with the call', () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    desk.clock.toggleHold(draft, at(1));
    desk.clock.toggleEnded(draft, at(3));
    expect(holds(draft)).toEqual([[1, null]]);
    expect(openHold(draft.form, byPhone)).toBeNull();
    expect(heldMs(draft.form, at(9))).toBe(2 * MINUTE);
    expect(desk.clock.toggleHold(draft, at(4)), 'nobody is on the line').toBeNull();
    desk.clock.toggleEnded(draft, at(5));
    expect(openHold(draft.form, byPhone)).toEqual({ from: at(1), until: null });
  });

  it('is not counted beyond the bound, and that is said', () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    for (let n = 1; n <= 2 * HOLDS_MAX; n += 1) desk.clock.toggleHold(draft, at(n));
    expect(draft.form.holds).toHaveLength(HOLDS_MAX);
    const turned = desk.clock.toggleHold(draft, at(500));
    expect(turned).toMatchObject({ held: [], uncounted: [draft] });
    expect(draft.form.holds).toHaveLength(HOLDS_MAX);
    const i18n = new I18n();
    i18n.set('en', 'latn');
    expect(turned && turnedWords(i18n, turned)).toContain('50');
  });

  it('stands in its order whatever the clock of the machine does', () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    desk.clock.toggleHold(draft, at(10));
    // Set back by an hour.
    desk.clock.toggleHold(draft, at(-48));
    expect(holds(draft)).toEqual([[10, 10]]);
    desk.clock.toggleHold(draft, at(-47));
    desk.clock.toggleHold(draft, at(-45));
    expect(holds(draft)).toEqual([[10, 10]]);
    desk.clock.toggleEnded(draft, at(-40));
    expect(draft.form.endedAt).toBe(at(10));
  });
});

describe('a line that drops', () => {
  it('ends the clock, keeps the draft and plans a call-back; pressed again all of it is taken back', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    draft.set('note', 'كانت تسأل عن');
    expect(await drop(desk, draft, at(3))).toBe('planned');
    expect(draft.form).toMatchObject({
      dropped: true,
      endedAt: at(3),
      note: 'كانت تسأل عن',
      promiseDay: '2026-11-23',
      promiseTime: '10:20',
    });
    expect(desk.drafts).toContain(draft);
    expect(await drop(desk, draft, at(4))).toBe('on_again');
    expect(draft.form).toMatchObject({ dropped: false, endedAt: null, promiseDay: '', promiseTime: '' });
  });

  it('leaves a promise that a person made or changed', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    await drop(desk, draft, at(3));
    draft.set('promiseTime', '11:00');
    await drop(desk, draft, at(4));
    expect(draft.form).toMatchObject({ promiseDay: '2026-11-23', promiseTime: '11:00' });
    expect(await drop(desk, draft, at(5))).toBe('promised');
    expect(draft.form.promiseTime).toBe('11:00');
  });

  it('is not planned after it was taken back, and never too late for a save', async () => {
    let answer: (() => void) | undefined;
    const times = {
      days: [],
      day: '2026-11-23',
      time: '12:00',
      callBackDay: '2026-11-23',
      callBackTime: '10:20',
    };
    const promiseTimes = () =>
      new Promise<typeof times>((done) => {
        answer = () => {
          done(times);
        };
      });
    const { desk, world } = deskOf({ promiseTimes });
    const draft = call(desk, 0);
    const dropping = drop(desk, draft, at(1));
    await drop(desk, draft, at(1));
    answer?.();
    expect(await dropping).toBe('nothing');
    expect(draft.form.promiseDay).toBe('');

    const late = drop(desk, draft, at(1));
    const back = desk.callBack(draft, at(1));
    answer?.();
    expect(await late, 'it is being called back').toBe('nothing');
    expect(draft.form.promiseDay).toBe('');
    if (back) await desk.discard(back);
    expect(draft.form.promiseTime, 'and is owed it once it is not').toBe('10:20');
    await drop(desk, draft, at(2));
    desk.comeBackTo(draft, at(2));

    void drop(desk, draft, at(2));
    const saving = desk.save('by_rule');
    await Promise.resolve();
    answer?.();
    expect(await saving).toBe('saved');
    expect(world.saved[0]?.form).toMatchObject({ dropped: true, promiseTime: '10:20' });
    expect(desk.saved[0]?.rest, 'nothing was typed after it').toBeNull();
  });

  it('without a number plans nothing, says so, and can be called back once there is one', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0, '');
    expect(await drop(desk, draft, at(1))).toBe('no_number');
    expect(draft.form.promiseDay).toBe('');
    expect(desk.callBack(draft, at(2))).toBeNull();
    const i18n = new I18n();
    expect(clockState(i18n, draft.form, at(2), byPhone)?.text).toBe(i18n.t('clock-dropped-no-number'));
    draft.set('number', '99123456');
    expect(clockState(i18n, draft.form, at(2), byPhone)?.text).toBe(i18n.t('clock-dropped-no-plan'));
    expect(desk.callBack(draft, at(3))?.form.number).toBe('99123456');
  });

  it('drops also where no time can be had', async () => {
    const { desk } = deskOf({ promiseTimes: () => Promise.reject(refusal('internal')) });
    const draft = call(desk, 0);
    expect(await drop(desk, draft, at(1))).toBe('unplanned');
    expect(draft.form.dropped).toBe(true);
  });

  it('is called back with whose call it is and what it is about, and goes on in the new one', async () => {
    const { desk, world } = deskOf();
    const draft = call(desk, 0);
    draft.set('callerName', 'زهراء');
    draft.set('note', 'كانت تسأل عن');
    expect(desk.callBack(draft, at(1)), 'its line did not drop').toBeNull();
    await drop(desk, draft, at(2));
    const other = call(desk, 3, '99777777');
    const back = desk.callBack(draft, at(4));
    expect(desk.current).toBe(back);
    expect(back?.form).toMatchObject({
      channel: 'phone_out',
      parentCall: draft.id,
      number: '99123456',
      callerName: 'زهراء',
      type: 'health_ed',
      subCategory: 'vaccination',
      note: '',
      startedAt: at(4),
      endedAt: null,
      dropped: false,
    });
    expect(holds(other), 'who is spoken with waits').toEqual([[4, null]]);
    expect(draft.form, 'it is being called back: nothing is left to plan').toMatchObject({
      dropped: true,
      promiseDay: '',
      calledBackAt: at(4),
      note: 'كانت تسأل عن',
    });
    expect(desk.drafts).toContain(draft);
    const i18n = new I18n();
    expect(clockState(i18n, draft.form, at(5), byPhone)?.text).toBe(
      i18n.t('clock-dropped-called', { time: i18n.time(at(4)) }),
    );
    await desk.save('by_rule');
    expect(world.saved[0]?.form.parentCall).toBe(draft.id);
  });

  it('is saved with its call-back by one key, and both are taken back by one', async () => {
    const { desk, world } = deskOf();
    const draft = desk.newCall(at(0), '99123456');
    draft.set('note', 'انقطع قبل أن يذكر الموضوع');
    await drop(desk, draft, at(1));
    const back = desk.callBack(draft, at(2));
    const subject = lists.subject('health_ed', 'vaccination');
    if (subject) back?.chooseSubject(subject);
    expect(await desk.save('by_rule')).toBe('saved');
    expect(desk.drafts, 'nothing is left to save').toEqual([]);
    expect(world.saved.map(({ form }) => form.id)).toEqual([back?.id, draft.id]);
    expect(world.saved[1]?.form).toMatchObject({
      type: 'health_ed',
      subCategory: 'vaccination',
      note: 'انقطع قبل أن يذكر الموضوع',
      dropped: true,
    });
    const [saved] = desk.saved;
    if (!saved) throw new Error('not saved');
    expect(confirmation(new I18n(), saved)).toContain(new I18n().t('desk-saved-along'));

    expect(await desk.takeBack(saved, at(3))).toBe(true);
    expect(world.voided).toEqual([draft.id, back?.id]);
    const first = desk.drafts.find(({ form }) => form.dropped);
    expect(first?.form, 'as it was').toMatchObject({ type: '', subCategory: '' });
    expect(desk.current?.form.parentCall).toBe(first?.id);
  });

  it('joins the case that its call-back opened, and opens none of its own', async () => {
    const kase = { id: 'case-1', reference: '26-4170-0038-5' } as CaseRow;
    const { desk, world } = deskOf({ findCase: () => Promise.resolve([kase]) });
    const draft = desk.newCall(at(0), '99123456');
    const conduct = lists.subject('complaint', 'conduct');
    if (conduct) draft.chooseSubject(conduct);
    await drop(desk, draft, at(1));
    const back = desk.callBack(draft, at(2));
    back?.set('note', 'أُهين في الاستقبال');
    back?.set('facilityText', 'مستشفى خولة');
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved.map(({ form }) => form.linkCase)).toEqual(['', 'case-1']);
    expect(desk.drafts).toEqual([]);
  });

  it('stays a draft where it is about something else, and that is said', async () => {
    const { desk, world } = deskOf();
    const draft = desk.newCall(at(0), '99123456');
    const conduct = lists.subject('complaint', 'conduct');
    if (conduct) draft.chooseSubject(conduct);
    await drop(desk, draft, at(1));
    const back = desk.callBack(draft, at(2));
    const subject = lists.subject('health_ed', 'vaccination');
    if (subject) back?.chooseSubject(subject);
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved).toHaveLength(1);
    expect(desk.drafts).toEqual([draft]);
    const [saved] = desk.saved;
    expect(saved && confirmation(new I18n(), saved)).toContain(new I18n().t('desk-saved-along-left'));
    await draft.keeper.flush();
    expect(world.kept.at(-1)?.type, 'and is kept as it was').toBe('complaint');
  });

  it('is owed its call-back again where that was begun by mistake, and not where it was not', async () => {
    const { desk, world } = deskOf();
    const draft = call(desk, 0);
    await drop(desk, draft, at(1));
    const planned = { calledBackAt: null, promiseDay: '2026-11-23', promiseTime: '10:20' };
    const called = { calledBackAt: at(2), promiseDay: '', promiseTime: '' };
    const back = desk.callBack(draft, at(2));
    const undo = back && (await desk.discard(back));
    expect(draft.form).toMatchObject(planned);
    await draft.keeper.flush();
    expect(world.kept.at(-1), 'on the disk too').toMatchObject({ id: draft.id, ...planned });
    await undo?.(at(3));
    expect(draft.form, 'called back after all').toMatchObject(called);

    // Over a restart, and over a second one.
    const forms = [draft.snapshot(), ...(back ? [back.snapshot()] : [])];
    const drafts = () => Promise.resolve(forms.map((form) => ({ form, keptAt: at(3) })));
    const { desk: later } = deskOf({ drafts });
    await later.load();
    const [first, second] = [draft.id, back?.id].map((id) => later.drafts.find((one) => one.id === id));
    if (!first || !second) throw new Error('gone');
    const third = later.callBack(first, at(4));
    await later.discard(second);
    expect(first.form, 'it is being called back').toMatchObject({ ...called, calledBackAt: at(4) });
    if (third) await later.discard(third);
    expect(first.form).toMatchObject(planned);
    await later.clock.toggleDropped(first, at(5));
    expect(first.form, 'untouched: it goes with the line that is back').toMatchObject({ promiseDay: '' });
  });

  it('keeps a promise of its own, whatever becomes of its call-back', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    await drop(desk, draft, at(1));
    draft.set('promiseTime', '11:00');
    const back = desk.callBack(draft, at(2));
    expect(draft.form.promiseTime).toBe('11:00');
    if (back) await desk.discard(back);
    expect(draft.form).toMatchObject({ calledBackAt: null, promiseTime: '11:00' });
    // Taken out by hand it does not come back.
    draft.set('promiseDay', '');
    draft.set('promiseTime', '');
    const again = desk.callBack(draft, at(3));
    if (again) await desk.discard(again);
    expect(draft.form).toMatchObject({ calledBackAt: null, promiseDay: '', promiseTime: '' });
  });

  it('that was saved and is taken back takes its call-back along', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    await drop(desk, draft, at(1));
    await desk.save('by_rule');
    const [saved] = desk.saved;
    if (!saved) throw new Error('not saved');
    await desk.takeBack(saved, at(2));
    const again = desk.current;
    if (!again) throw new Error('gone');
    const back = desk.callBack(again, at(3));
    desk.comeBackTo(again, at(4));
    await desk.save('by_rule');
    const [second] = desk.saved;
    if (!second) throw new Error('not saved');
    await desk.takeBack(second, at(5));
    expect(back?.form.parentCall).toBe(desk.current?.id);
  });
});

describe('the state of a clock', () => {
  it('of a dropped call that is corrected says nothing of a call-back: that is among its follow-ups', () => {
    const i18n = new I18n();
    const form = { ...emptyForm(START), dropped: true, number: '99123456', endedAt: at(1) };
    const corrects = {} as CallForm['corrects'];
    expect(clockState(i18n, form, at(2), byPhone)?.text).toBe(i18n.t('clock-dropped-no-plan'));
    expect(clockState(i18n, { ...form, corrects }, at(2), byPhone)?.text).toBe(i18n.t('clock-dropped'));
  });

  it('is told in words in both languages', async () => {
    const { desk } = deskOf();
    const draft = call(desk, 0);
    const i18n = new I18n();
    expect(clockState(i18n, draft.form, at(1), byPhone)).toBeNull();
    desk.clock.toggleHold(draft, at(1));
    for (const locale of ['ar', 'en'] as const) {
      i18n.set(locale, 'latn');
      expect(clockState(i18n, draft.form, at(2) + 5_000, byPhone)?.text).toContain('01:05');
    }
    desk.clock.toggleHold(draft, at(3));
    await drop(desk, draft, at(4));
    // Planned for the next day, so the day is named.
    expect(clockState(i18n, draft.form, at(5), byPhone)?.text).toMatch(/23 November 2026.*10:20/);
    expect(clockState(i18n, draft.form, at(5) + 24 * 60 * MINUTE, byPhone)?.text).not.toContain('November');
  });
});

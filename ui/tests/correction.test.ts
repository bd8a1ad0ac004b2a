// A saved call is put right on the same form: whoever corrects sees that it is no new call, loses nothing they
// type, and never writes over a colleague in silence.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { fieldName, fieldValue } from '../src/components/field-words';
import { Desk } from '../src/features/desk/desk.svelte';
import { emptyForm } from '../src/features/desk/form/empty';
import type {
  Amendment,
  Backend,
  CallForm,
  CallView,
  Clash,
  ErrorDto,
  FieldChange,
} from '../src/lib/backend';
import { I18n } from '../src/lib/i18n';
import { CodeLists } from '../src/lib/lists';
import { AISHA, fakeBackend, refusal, rowOf, signedInAs, STATE, NO_COUNTS } from './fake-backend';
import { LISTS } from './fake-codes';
import { focusedField, get, gone, press, show, type } from './screen';

const lists = new CodeLists(LISTS);
const START = 1_795_000_000_000;

const SAVED_FORM: CallForm = {
  ...emptyForm(START),
  id: 'call-1',
  endedAt: START + 60_000,
  number: '99123456',
  type: 'health_ed',
  subCategory: 'vaccination',
  note: 'سألت عن التطعيمات',
};

/** A saved call as the backend hands it out to be corrected. */
function correctionForm(): CallForm {
  return {
    ...SAVED_FORM,
    id: '',
    corrects: {
      call: 'call-1',
      agent: AISHA.id,
      agentAr: 'عائشة',
      agentEn: 'Aisha',
      openedAt: START + 900_000,
      inCase: false,
      day: '2026-11-22',
      start: '09:59',
      end: '10:00',
      seen: '{}',
      decided: [],
    },
  };
}

const NOTE: FieldChange = { field: 'note', of: '', old: 'سألت عن التطعيمات', new: 'سألت عن السكري' };

function saved(form: CallForm, changes: Partial<Extract<Amendment, { state: 'saved' }>> = {}): Amendment {
  return {
    state: 'saved',
    row: { ...rowOf(form, null), id: 'call-1' },
    fields: [NOTE],
    entry: 'entry-1',
    promise: null,
    promisedDue: null,
    ...changes,
  };
}

const CLASH: Clash = {
  group: 'note',
  theirs: '["من منى"]',
  byAr: 'منى',
  byEn: 'Muna',
  at: START,
  fields: [{ field: 'note', of: '', old: 'من منى', new: 'من عائشة' }],
};

function deskWith(changes: Partial<Backend>) {
  const { backend, world } = fakeBackend({
    callForm: () => Promise.resolve(correctionForm()),
    amendCall: (form) => Promise.resolve(saved(form)),
    ...changes,
  });
  return { desk: new Desk(backend, lists, 'duty'), world };
}

describe('a correction on the desk', () => {
  it('is a draft of its own, kept at once, and never a second one of the same call', async () => {
    const { desk, world } = deskWith({});
    expect(await desk.correct('call-1', START)).toBeNull();
    const draft = desk.current;
    expect(draft?.id).not.toBe('call-1');
    expect(draft?.form.corrects?.call).toBe('call-1');
    expect(await desk.keepAll()).toBe(true);
    expect(world.kept.at(-1)).toMatchObject({ id: draft?.id, duty: 'duty', corrects: { call: 'call-1' } });
    desk.newCall(START);
    await desk.correct('call-1', START);
    expect(desk.current).toBe(draft);
    expect(desk.drafts).toHaveLength(2);
  });

  it('is saved as a correction and not as a call, and its answer closes it', async () => {
    const amendCall = vi.fn<Backend['amendCall']>((form) => Promise.resolve(saved(form)));
    const { desk, world } = deskWith({ amendCall });
    await desk.correct('call-1', START);
    desk.current?.set('note', 'سألت عن السكري');
    expect(await desk.save('by_rule')).toBe('saved');
    expect(world.saved).toEqual([]);
    expect(amendCall).toHaveBeenCalledOnce();
    expect(desk.drafts).toEqual([]);
    expect(desk.amended?.saved.fields).toEqual([NOTE]);
    desk.newCall(START);
    expect(desk.amended).toBeNull();
  });

  it('stays with all that was typed when somebody changed the same, until a person has decided', async () => {
    const sent: CallForm[] = [];
    const { desk } = deskWith({
      amendCall: (form) => {
        sent.push(form);
        return Promise.resolve(
          form.corrects?.decided.length ? saved(form) : { state: 'differs', clashes: [CLASH] },
        );
      },
    });
    await desk.correct('call-1', START);
    const draft = desk.current;
    draft?.set('note', 'من عائشة');
    expect(await desk.save('by_rule')).toBe('differs');
    expect(desk.current).toBe(draft);
    expect(draft?.form.note).toBe('من عائشة');
    expect(draft?.clashes).toEqual([CLASH]);
    draft?.decide({ group: 'note', theirs: CLASH.theirs, mine: true });
    expect(await desk.save('by_rule')).toBe('saved');
    expect(sent[1]?.corrects?.decided).toEqual([{ group: 'note', theirs: CLASH.theirs, mine: true }]);
  });

  it('goes on with what was typed before the answer, on the call as it stands by then', async () => {
    let answer: (amendment: Amendment) => void = () => undefined;
    let forms = 0;
    const { desk } = deskWith({
      amendCall: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      callForm: () => {
        forms += 1;
        // A colleague has changed the place since.
        return Promise.resolve({ ...correctionForm(), ...(forms > 1 && { place: 'الخوير', note: 'أول' }) });
      },
    });
    await desk.correct('call-1', START);
    const draft = desk.current;
    draft?.set('note', 'أول');
    const saving = desk.save('by_rule');
    await new Promise((done) => setTimeout(done, 0));
    draft?.set('answer', 'ثانٍ');
    answer(saved(SAVED_FORM));
    expect(await saving).toBe('saved');
    const rest = desk.current;
    expect(rest?.form).toMatchObject({ note: 'أول', answer: 'ثانٍ', place: 'الخوير' });
    expect(rest?.id).not.toBe(draft?.id);
  });

  it('shows a refusal and keeps the draft', async () => {
    const { desk } = deskWith({
      amendCall: () => Promise.reject(refusal('call_voided')),
      callForm: () => Promise.resolve(correctionForm()),
    });
    await desk.correct('call-1', START);
    expect(await desk.save('by_rule')).toBe('failed');
    expect(desk.problem?.code).toBe('call_voided');
    expect(desk.drafts).toHaveLength(1);
    const refused = deskWith({ callForm: () => Promise.reject(refusal('not_allowed')) });
    expect((await refused.desk.correct('call-1', START))?.code).toBe('not_allowed');
    expect(refused.desk.drafts).toEqual([]);
  });

  it('has no clock to end, and a time that was typed is part of it', async () => {
    const { desk } = deskWith({});
    await desk.correct('call-1', START);
    if (desk.current) desk.clock.toggleEnded(desk.current, START + 5_000);
    expect(desk.current?.form.endedAt).toBe(SAVED_FORM.endedAt);
    desk.current?.setTime('end', '10:05');
    expect(desk.current?.form.corrects?.end).toBe('10:05');
  });
});

describe('changed fields in words', () => {
  const i18n = new I18n();
  const word = (change: Partial<FieldChange>, channel = 'phone_in') => {
    const whole = { field: 'note', of: '', old: '', new: '', ...change };
    return [fieldName(i18n, lists, channel, whole), fieldValue(i18n, lists, whole, whole.new)];
  };

  it('are named as in the form and say codes by their labels', () => {
    expect(word({ field: 'subject', new: 'health_ed/mental' })).toEqual([
      'النوع والموضوع',
      'تثقيف صحي · الصحة النفسية',
    ]);
    expect(word({ field: 'outcome', new: 'answered' })[1]).toBe('تمت الإجابة');
    expect(word({ field: 'urgent', new: '' })[1]).toBe('لا');
    expect(word({ field: 'facility', of: '2', new: 'عيادة' })[1]).toBe('عيادة');
    expect(word({ field: 'brand_new', new: 'x' })[0]).toBe('تفاصيل أخرى');
    expect(word({ field: 'note' })[0]).toBe('إفادة المتصل');
    expect(word({ field: 'note' }, 'x_direct')[0]).toBe('مضمون الرسالة');
    expect(word({ field: 'callerName' }, 'walk_in')[0]).toBe('المراجع');
  });
});

const VIEW: CallView = {
  row: { ...rowOf(SAVED_FORM, null), id: 'call-1' },
  callerName: '',
  anonymous: false,
  governorate: '',
  wilayat: '',
  place: '',
  note: SAVED_FORM.note,
  cards: [],
  form: SAVED_FORM,
  receivedAt: null,
  answeredAt: null,
  additions: [],
  goesOnFrom: null,
  goesOnIn: [],
  void: null,
  may: { correct: true, void: true, restore: false },
  followUps: [],
  mayFollowUp: false,
  comments: [],
  returns: [],
  scores: [],
  mayScore: { score: false, reply: false },
  imported: false,
  takenBy: '',
};

describe('from the own log', () => {
  let leave: (() => Promise<void>) | undefined;

  afterEach(async () => {
    await leave?.();
    leave = undefined;
  });

  function open(changes: Partial<Backend> = {}) {
    const { row } = VIEW;
    const made = fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn: signedInAs(['call_log', 'call_read']) }),
      ownLog: () =>
        Promise.resolve({
          rows: [row],
          next: null,
          total: 1,
          commented: [],
          returned: [],
          scored: [],
          counts: NO_COUNTS,
        }),
      call: () => Promise.resolve(VIEW),
      callForm: () => Promise.resolve(correctionForm()),
      amendCall: (form) => Promise.resolve(saved(form)),
      takeBackCorrection: () => Promise.resolve({ row, stayed: [] }),
      ...changes,
    });
    leave = show(made.backend);
    return made;
  }

  async function openCall(): Promise<void> {
    const row = await vi.waitFor(() => {
      const found = Array.from(document.querySelectorAll('button')).find((one) =>
        one.textContent?.includes('التطعيمات'),
      );
      if (!found) throw new Error('no row in the log');
      return found;
    });
    row.click();
  }

  async function findCall(): Promise<void> {
    await get('heading', 'جاهز للمكالمة التالية');
    press('KeyK', { ctrl: true });
    const field = await vi.waitFor(() => {
      const found = document.querySelector<HTMLElement>('dialog input');
      if (!found) throw new Error('no palette');
      return found;
    });
    type(field, '99123456');
    press('Enter');
  }

  it('a call is corrected, said in words, and taken back', async () => {
    const takeBackCorrection = vi.fn<Backend['takeBackCorrection']>(() =>
      Promise.resolve({ row: VIEW.row, stayed: [NOTE] }),
    );
    open({ takeBackCorrection });
    await openCall();
    (await get('button', 'تصحيح')).click();
    await get('heading', 'تصحيح تواصل مسجل');
    await vi.waitFor(() => {
      expect(focusedField()).toBe('note');
    });
    await gone('button', 'حفظ');
    expect(document.body.textContent).toContain('من تسجيلك في');
    const referral = Array.from(document.querySelectorAll('button')).some((one) =>
      one.textContent?.includes('إحالة'),
    );
    expect(referral).toBe(false);
    type(await get('field', 'إفادة المتصل'), 'سألت عن السكري');
    press('Enter', { ctrl: true });
    await get('heading', 'حُفظ التصحيح');
    expect(document.body.textContent).toContain('صُحّح حقل واحد');
    press('KeyZ', { alt: true });
    await vi.waitFor(() => {
      expect(takeBackCorrection).toHaveBeenCalledWith({ call: 'call-1', entry: 'entry-1', promise: '' });
    });
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('إلا حقلًا عُدّل بعدك');
    });
  });

  it('a call that turns out to be no service is corrected by its key, said so, and taken back', async () => {
    const takeBackCorrection = vi.fn<Backend['takeBackCorrection']>(() =>
      Promise.resolve({ row: VIEW.row, stayed: [] }),
    );
    open({ takeBackCorrection });
    await openCall();
    (await get('button', 'تصحيح')).click();
    await get('heading', 'تصحيح تواصل مسجل');
    press('Digit0', { alt: true });
    await get('button', '1 رقم خاطئ');
    press('Digit1');
    await get('heading', 'حُفظ التصحيح');
    expect(document.querySelector('.offers')?.textContent, 'offered to be taken back').toContain('صُحّح');
    press('KeyZ', { alt: true });
    await vi.waitFor(() => {
      expect(takeBackCorrection).toHaveBeenCalledOnce();
    });
  });

  it('a call is read in a frame that scrolls on the side of the page, in words of their own direction', async () => {
    open({});
    await openCall();
    const note = await vi.waitFor(() => {
      const found = document.querySelector('dialog .note');
      if (!found) throw new Error('no note');
      return found;
    });
    expect(note.hasAttribute('dir')).toBe(false);
    expect(note.querySelector('p')?.getAttribute('dir')).toBe('auto');
  });

  it('a correction that changes nothing does not say that it was saved', async () => {
    open({
      amendCall: () =>
        Promise.resolve({
          state: 'saved',
          row: VIEW.row,
          fields: [],
          entry: null,
          promise: null,
          promisedDue: null,
        }),
    });
    await openCall();
    (await get('button', 'تصحيح')).click();
    await get('heading', 'تصحيح تواصل مسجل');
    press('Enter', { ctrl: true });
    await get('heading', 'لم يتغير شيء');
    await gone('heading', 'حُفظ التصحيح');
  });

  it('a call is voided for a reason by its digit, and brought back', async () => {
    const voidCall = vi.fn<Backend['voidCall']>(() => Promise.resolve());
    const restoreCall = vi.fn<Backend['restoreCall']>(() => Promise.resolve(VIEW.row));
    open({ voidCall, restoreCall });
    await openCall();
    (await get('button', 'إبطال')).click();
    await get('button', '1 سُجّل بالخطأ');
    press('Digit1');
    await vi.waitFor(() => {
      expect(voidCall).toHaveBeenCalledWith('call-1', 'by_mistake');
    });
    await gone('button', '1 سُجّل بالخطأ');
    (await get('button', 'إغلاق')).click();
    await gone('heading', 'تواصل مسجل');
    press('KeyZ', { alt: true });
    await vi.waitFor(() => {
      expect(restoreCall).toHaveBeenCalledWith('call-1');
    });
  });

  it.each([
    ['in the own log', openCall],
    ['in the palette', findCall],
  ])('a call that was found %s stands as the last answer tells it', async (_, show) => {
    const asked: { answer: (view: CallView) => void; fail: (why: ErrorDto) => void }[] = [];
    const none = { rows: [], next: null, unfinished: false };
    open({
      call: () => new Promise((answer, fail) => asked.push({ answer, fail })),
      restoreCall: () => Promise.resolve(VIEW.row),
      search: () =>
        Promise.resolve({
          outdated: false,
          calls: { ...none, rows: [VIEW.row] },
          cases: none,
          persons: none,
        }),
    });
    const askedAgain = (times: number) =>
      vi.waitFor(() => {
        expect(asked).toHaveLength(times);
      });
    await show();
    await askedAgain(1);
    asked[0]?.answer(VIEW);
    for (const times of [2, 3]) {
      (await get('button', 'إبطال')).click();
      await get('button', '1 سُجّل بالخطأ');
      press('Digit1');
      await askedAgain(times);
    }
    const may = { correct: false, void: false, restore: true };
    asked[2]?.answer({ ...VIEW, may });
    await get('button', 'إعادة إلى السجل');
    asked[1]?.answer(VIEW);
    await new Promise((done) => setTimeout(done, 0));
    await get('button', 'إعادة إلى السجل');

    (await get('button', 'إعادة إلى السجل')).click();
    await askedAgain(4);
    asked[3]?.fail(refusal('disk_full'));
    const problem = () => document.querySelector('dialog .banner.bad');
    await vi.waitFor(() => {
      expect(problem()).not.toBeNull();
    });
    (await get('button', 'إعادة إلى السجل')).click();
    await askedAgain(5);
    asked[4]?.answer(VIEW);
    await get('button', 'إبطال');
    expect(problem(), 'it is known again').toBeNull();
  });

  it('offers nothing that this person may not, and says why a case keeps its call', async () => {
    open({ voidCall: () => Promise.reject(refusal('case_under_way')) });
    await openCall();
    (await get('button', 'إبطال')).click();
    await get('button', '1 سُجّل بالخطأ');
    press('Digit1');
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('ألغِ المعاملة أولًا');
    });
    await leave?.();
    open({
      call: () => Promise.resolve({ ...VIEW, may: { correct: false, void: false, restore: false } }),
    });
    await openCall();
    await get('heading', 'تواصل مسجل');
    await gone('button', 'تصحيح');
    await gone('button', 'إبطال');
  });
});

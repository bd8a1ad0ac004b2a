// What is out of sight must be one key away, and what was said there must never be lost or unsaid.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { Desk } from '../src/features/desk/desk.svelte';
import { inFront } from '../src/features/desk/form/issues';
import { isUrgentByItself, proposalOf, questionsOf } from '../src/features/desk/form/judge';
import { ruleOf, unpicked } from '../src/features/desk/rules';
import type { CallForm, Lists } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { tooLongToTake } from '../src/lib/text';
import { fakeBackend, type World } from './fake-backend';
import { LISTS } from './fake-codes';
import { focusedField, get, gone, press, show, type } from './screen';

const START = 1_795_000_000_000;
const both = (code: string, ar: string, en = code) => ({ code, ar, en });
const subject = (type: string, code: string, ar: string, urgent = false) => ({
  ...both(code, ar),
  type,
  groupAr: '',
  groupEn: '',
  synonyms: [],
  urgent,
  caseRule: null,
  active: true,
});

const WHOLE: Lists = {
  ...LISTS,
  types: [
    ...LISTS.types,
    {
      ...both('report', 'بلاغ'),
      digit: 1,
      caseRule: 'always',
      defaultOutcome: '',
      minimum: ['type', 'subCategory', 'place', 'note'],
      active: true,
    },
  ],
  subCategories: [
    ...LISTS.subCategories,
    subject('report', 'food', 'تسمم غذائي'),
    subject('report', 'cluster', 'تفشٍّ', true),
  ],
  relations: ['self', 'parent'].map((code) => ({ ...both(code, code), group: null, active: true })),
  entities: [{ ...both('supply', 'التموين الطبي'), group: 'internal', active: true }],
  followUpKinds: [{ ...both('call_back', 'معاودة الاتصال'), group: null, active: true }],
  questions: [
    {
      ...both('food_blood', 'هل يوجد دم؟'),
      type: 'report',
      subCategory: 'food',
      answer: { kind: 'yes_no' },
      redFlag: { ar: 'توجهوا الآن إلى الطوارئ', en: 'Go now' },
      active: true,
    },
    {
      ...both('food_hours', 'بعد كم ساعة؟'),
      type: 'report',
      subCategory: 'food',
      answer: { kind: 'number', min: 0, max: 240 },
      redFlag: null,
      active: true,
    },
  ],
  customFields: [
    {
      ...both('medicine_name', 'اسم الدواء'),
      type: 'complaint',
      subCategories: ['med_shortage'],
      kind: { kind: 'text', charsMax: 120 },
      active: true,
    },
  ],
  proposals: [
    {
      ...both('outbreak', 'مصابان أو أكثر'),
      type: 'report',
      subCategories: ['food'],
      affectedMin: 2,
      proposed: 'cluster',
      urgent: true,
    },
  ],
};
const lists = new CodeLists(WHOLE);

function draftOf(type: string, code: string) {
  const { backend, world } = fakeBackend();
  const desk = new Desk(backend, lists);
  const draft = desk.newCall(START);
  const found = lists.subject(type, code);
  if (found) draft.chooseSubject(found);
  return { desk, draft, world };
}

describe('what the answers mean', () => {
  it('makes food poisoning of twelve urgent by itself, and a cluster only when told to', () => {
    const { draft } = draftOf('report', 'food');
    expect(draft.form.urgent).toBe(false);
    draft.set('affectedIll', '١٢');
    expect(draft.form.urgent).toBe(true);
    expect(draft.form.subCategory).toBe('food');
    expect(proposalOf(lists, draft.form)?.proposed).toBe('cluster');
    draft.set('affectedIll', '1');
    expect(draft.form.urgent).toBe(false);
  });

  it('leaves it to the agent who has said whether it is urgent', () => {
    const { draft } = draftOf('report', 'food');
    draft.set('affectedIll', '12');
    draft.setUrgent(false);
    draft.set('affectedIll', '13');
    draft.answerTo('food_blood', 'yes', 'foodBlood');
    expect(draft.form.urgent).toBe(false);
    expect(isUrgentByItself(lists, draft.form)).toBe(true);
  });

  it('takes a red flag for urgent, and keeps its answer under another subject', () => {
    const { draft } = draftOf('report', 'food');
    draft.answerTo('food_blood', 'yes', 'foodBlood');
    expect(draft.form.urgent).toBe(true);
    const cluster = lists.subject('report', 'cluster');
    if (cluster) draft.chooseSubject(cluster);
    expect(questionsOf(lists, draft.form).map(({ code }) => code)).toEqual(['food_blood']);
    draft.answerTo('food_blood', 'no', 'foodBlood');
    expect(draft.form.urgent, 'an outbreak is urgent anyway').toBe(true);
  });
});

describe('several issues', () => {
  it('open a case where one of them needs one', () => {
    const { draft } = draftOf('health_ed', 'vaccination');
    expect(ruleOf(lists, draft.form)).toBe('never');
    const id = draft.addIssue(START);
    if (id === null) throw new Error('no issue');
    draft.changeIssue(id, { type: 'complaint', subCategory: 'conduct' }, '');
    expect(ruleOf(lists, draft.form)).toBe('always');
    expect(draft.form.urgent, 'the subject of the second is urgent').toBe(true);
  });

  it('change places and keep who they are', () => {
    const { draft } = draftOf('health_ed', 'vaccination');
    const id = draft.addIssue(START) ?? '';
    draft.changeIssue(id, { type: 'complaint', subCategory: 'conduct', facilityText: 'عيادة' }, '');
    draft.makePrimary(id);
    expect(draft.form).toMatchObject({
      type: 'complaint',
      subCategory: 'conduct',
      facilityText: 'عيادة',
      issue: id,
    });
    expect(draft.form.moreIssues).toMatchObject([
      { id: draft.id, type: 'health_ed', subCategory: 'vaccination' },
    ]);
    draft.makePrimary(draft.id);
    expect(draft.form).toMatchObject({ subCategory: 'vaccination', issue: '' });
    expect(inFront(draft.snapshot(), 'nobody')).toBeNull();
  });

  it('are five at most, and one taken out comes back to its place', () => {
    const { draft } = draftOf('health_ed', 'vaccination');
    const ids = [1, 2, 3, 4].map((n) => draft.addIssue(START + n));
    expect(draft.addIssue(START + 5)).toBeNull();
    const second = ids[1] ?? '';
    draft.changeIssue(second, { facilityText: 'عيادة' }, '');
    const back = draft.removeIssue(second);
    expect(draft.form.moreIssues.map(({ id }) => id)).not.toContain(second);
    back();
    expect(draft.form.moreIssues[1]).toMatchObject({ id: second, facilityText: 'عيادة' });
  });

  it('are not saved with words that no subject was picked for', () => {
    const { draft } = draftOf('health_ed', 'vaccination');
    const id = draft.addIssue(START) ?? '';
    draft.changeIssue(id, { subjectText: 'دوا' }, '');
    draft.typeReferral('تموين');
    expect(Object.keys(unpicked(draft.form))).toEqual(['issue2SubCategory', 'referTo']);
  });
});

describe('a paste', () => {
  const event = (value: string, pasted: string, from = value.length, to = from) => {
    const currentTarget = document.createElement('textarea');
    currentTarget.value = value;
    currentTarget.setSelectionRange(from, to);
    return { currentTarget, clipboardData: { getData: () => pasted } } as unknown as ClipboardEvent & {
      currentTarget: HTMLTextAreaElement;
    };
  };

  it('is left out whole where the field does not hold it, and counted', () => {
    expect(tooLongToTake(event('', 'م'.repeat(1_000_000)), 20_000)).toBe(1_000_000);
    expect(tooLongToTake(event('abc', 'de'), 5)).toBe(0);
    expect(tooLongToTake(event('abc', 'def'), 5)).toBe(3);
    expect(tooLongToTake(event('abc', 'def', 1, 3), 5), 'what is selected gives way').toBe(0);
    expect(tooLongToTake(event('', '😀'.repeat(5)), 5), 'characters count').toBe(0);
  });
});

const SECOND = '[data-field="issue2SubCategory"]';

function second(): HTMLInputElement {
  const field = document.querySelector<HTMLInputElement>(SECOND);
  if (!field) throw new Error('no second issue');
  return field;
}

describe('the form on the screen', () => {
  let off: (() => Promise<void>) | null = null;
  afterEach(async () => {
    await off?.();
    off = null;
  });

  async function open() {
    const { backend, world } = fakeBackend({ lists: () => Promise.resolve(WHOLE) });
    off = show(backend);
    await get('button', 'مكالمة جديدة');
    press('F2');
    await get('field', 'رقم الهاتف');
    return world;
  }

  it('shows a query nothing of what it does not need', async () => {
    await open();
    press('Digit4', { alt: true });
    type(await get('field', 'الموضوع'), 'تطعيم');
    press('Enter');
    await gone('field', 'صلته بالمريض');
    await gone('field', 'وصف المكان');
    await gone('field', 'عدد المصابين');
    expect(document.querySelectorAll('[data-part]')).toHaveLength(0);
  });

  it('leads into a part by its key, and puts an empty one away by the same', async () => {
    await open();
    press('KeyT', { alt: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('relation');
    });
    press('KeyT', { alt: true });
    await gone('field', 'صلته بالمريض');
    expect(focusedField()).toBe('note');
  });

  it('asks for danger and for numbers as soon as the subject says so', async () => {
    await open();
    press('Digit1', { alt: true });
    type(await get('field', 'الموضوع'), 'تسمم');
    press('Enter');
    await get('field', 'وصف المكان');
    type(await get('field', 'عدد المصابين'), '12');
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('مصابان أو أكثر');
    });
    const yes = document.querySelector<HTMLInputElement>('[data-field="foodBlood"][value="yes"]');
    yes?.click();
    await vi.waitFor(() => {
      expect(document.querySelector('[role="alert"]')?.textContent).toContain('توجهوا الآن إلى الطوارئ');
    });
    press('KeyY', { alt: true });
    await vi.waitFor(() => {
      expect(document.querySelector<HTMLInputElement>('[data-field="subCategory"]')?.value).toBe('تفشٍّ');
    });
    press('KeyZ', { alt: true });
    await vi.waitFor(() => {
      expect(document.querySelector<HTMLInputElement>('[data-field="subCategory"]')?.value).toBe(
        'تسمم غذائي',
      );
    });
  });

  const OFFERED = 'المقترح: \u2068اليوم 12:00\u2069';

  /** What the part of the promise holds, as it was kept last. */
  async function kept(world: World, promise: Partial<CallForm>): Promise<void> {
    press('KeyS', { ctrl: true });
    await vi.waitFor(() => {
      expect(world.kept.at(-1)).toMatchObject(promise);
    });
  }

  it('promises nothing by being looked at, and is put away by its key', async () => {
    const world = await open();
    press('KeyO', { alt: true });
    await get('button', OFFERED);
    await kept(world, { promiseDay: '', promiseTime: '' });
    press('KeyO', { alt: true });
    await gone('field', 'نص الالتزام');
    press('Enter', { ctrl: true });
    expect(world.saved.every(({ form }) => form.promiseDay === '')).toBe(true);
  });

  it('promises for the time that is proposed by one key, and keeps it in the draft', async () => {
    const world = await open();
    press('KeyO', { alt: true });
    await get('button', OFFERED);
    await vi.waitFor(() => {
      expect((document.activeElement as HTMLElement).dataset['field']).toBe('promiseDay');
    });
    press('Enter');
    type(await get('field', 'نص الالتزام'), 'نتصل به');
    await kept(world, { promise: 'نتصل به', promiseDay: '2026-11-23', promiseTime: '12:00' });
  });

  it('takes a time that is typed for the day that is proposed', async () => {
    const world = await open();
    press('KeyO', { alt: true });
    await get('button', OFFERED);
    type(await get('field', 'الساعة'), '13:30');
    await kept(world, { promiseDay: '2026-11-23', promiseTime: '13:30' });
  });

  it('shows a refusal in a part that nobody opened', async () => {
    const { backend } = fakeBackend({
      lists: () => Promise.resolve(WHOLE),
      logCall: () =>
        Promise.reject({ code: 'invalid', args: { field: 'patientBirth', rule: 'not_a_birth' } }),
    });
    off = show(backend);
    await get('button', 'مكالمة جديدة');
    press('F2');
    press('Digit4', { alt: true });
    type(await get('field', 'الموضوع'), 'تطعيم');
    press('Enter');
    press('Enter', { ctrl: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('patientBirth');
    });
    expect(document.body.textContent).toContain('اكتب العمر بالسنوات أو سنة الميلاد.');
  });

  it('adds an issue, and takes it out, by the keyboard', async () => {
    const world = await open();
    press('KeyS', { alt: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('issue2SubCategory');
    });
    type(second(), 'دواء');
    press('Enter');
    await vi.waitFor(() => {
      expect(focusedField(), 'a complaint is about a facility').toBe('issue2Facility');
    });
    document.querySelector<HTMLElement>('[aria-label^="إزالة الموضوع"]')?.click();
    await vi.waitFor(() => {
      expect(document.querySelector(SECOND)).toBeNull();
    });
    press('KeyZ', { alt: true });
    await vi.waitFor(second);
    press('KeyS', { ctrl: true });
    await vi.waitFor(() => {
      expect(world.kept.at(-1)?.moreIssues).toMatchObject([
        { type: 'complaint', subCategory: 'med_shortage' },
      ]);
    });
  });
});

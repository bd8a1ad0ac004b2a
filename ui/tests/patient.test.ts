// The patient is chosen from who is on the number or by name; nobody is chosen by a name that is alike.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { Desk } from '../src/features/desk/desk.svelte';
import { Patients } from '../src/features/desk/form/patients.svelte';
import type { Backend, CallerPerson, Lists } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, NO_CARD, refusal } from './fake-backend';
import { LISTS } from './fake-codes';
import { focusedField, get, press, show, type } from './screen';

const START = 1_795_000_000_000;
const WITH_RELATIONS: Lists = {
  ...LISTS,
  relations: ['self', 'parent'].map((code) => ({ code, ar: code, en: code, group: null, active: true })),
};
const person = (id: string, nameAr: string): CallerPerson => ({
  id,
  nameAr,
  nameLatin: '',
  beneficiary: '',
  governorate: '',
  wilayat: '',
  calls: 0,
  lastCallAt: null,
});
const SALIM = person('salim', 'سالم بن حمد');
const LAYLA = person('layla', 'ليلى بنت سالم');
const SHAIKHA = person('shaikha', 'شيخة العبرية');

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

describe('a draft whose patient is chosen', () => {
  it('keeps the choice as long as the name and the relation stand', () => {
    const draft = new Desk(fakeBackend().backend, new CodeLists(WITH_RELATIONS)).newCall(START);
    draft.choosePatient({ id: 'layla', name: 'ليلى' });
    expect(draft.form).toMatchObject({ patient: 'layla', patientName: 'ليلى' });
    draft.set('relation', 'parent');
    expect(draft.form.patient).toBe('layla');
    draft.set('patientName', 'ليلى بنت سعيد');
    expect(draft.form, 'another name is another patient').toMatchObject({
      patient: '',
      patientName: 'ليلى بنت سعيد',
    });
    draft.choosePatient({ id: 'layla', name: 'ليلى' });
    draft.set('relation', '');
    expect(draft.form, 'the caller is the patient again').toMatchObject({ patient: '', patientName: '' });
    draft.set('patientName', 'طفل');
    draft.set('relation', '');
    expect(draft.form.patientName, 'what was typed stays').toBe('طفل');
  });

  it('is nobody any more when it was the caller and that is nobody', () => {
    const draft = new Desk(fakeBackend().backend, new CodeLists(WITH_RELATIONS)).newCall(START);
    draft.chooseCaller({ id: 'salim', name: 'سالم' });
    draft.form.patient = 'salim';
    draft.chooseCaller(null);
    expect(draft.form.patient).toBe('');
  });
});

describe('who is offered', () => {
  it('is everybody on the number but the caller, then who bears the name, each once', async () => {
    const peopleByName = vi.fn<Backend['peopleByName']>(() => Promise.resolve([LAYLA, SHAIKHA, SALIM]));
    const patients = new Patients(fakeBackend({ peopleByName }).backend);
    const ids = (typed: string) => patients.offered(typed, [SALIM, LAYLA], 'salim').map(({ id }) => id);
    expect(ids('')).toEqual(['layla']);
    await patients.look('ل');
    expect(peopleByName).not.toHaveBeenCalled();
    await patients.look('ليلي');
    expect(ids('ليلي')).toEqual(['layla', 'shaikha']);
    expect(ids('شيخة')).toEqual(['layla', 'shaikha']);
    peopleByName.mockRejectedValueOnce(refusal('store_failed'));
    await patients.look('ليلى');
    expect(ids('ليلى')).toEqual(['layla']);
  });

  it('leaves an answer aside that another letter has overtaken', async () => {
    const answers: ((found: CallerPerson[]) => void)[] = [];
    const { backend } = fakeBackend({
      peopleByName: () => new Promise((answer) => answers.push(answer)),
    });
    const patients = new Patients(backend);
    const [first, second] = [patients.look('شي'), patients.look('شيخة')];
    answers[1]?.([SHAIKHA]);
    await second;
    answers[0]?.([SALIM]);
    await first;
    expect(patients.offered('شيخة', [], '').map(({ id }) => id)).toEqual(['shaikha']);
  });
});

describe('on the form', () => {
  async function callOf(changes: Partial<Backend> = {}) {
    const { backend, world } = fakeBackend({
      lists: () => Promise.resolve(WITH_RELATIONS),
      callerCard: (query) =>
        Promise.resolve({
          ...NO_CARD,
          number: '9912 3456',
          people: [SALIM, LAYLA],
          chosen: query.person ? { id: query.person, otherNumbers: [], relations: [], merges: [] } : null,
        }),
      peopleByName: () => Promise.resolve([SHAIKHA]),
      ...changes,
    });
    leave = show(backend);
    await get('button', 'مكالمة جديدة');
    press('F2');
    type(await get('field', 'رقم الهاتف'), '99123456');
    await get('heading', 'شخصان على هذا الرقم').catch(() => undefined);
    await vi.waitFor(() => {
      expect(document.querySelector('section.caller')?.textContent).toContain('ليلى');
    });
    return world;
  }

  it('asks with the key of the caller, and then who they are to each other', async () => {
    const world = await callOf();
    press('KeyP', { alt: true });
    press('Digit1');
    press('KeyT', { alt: true });
    await vi.waitFor(() => {
      expect(focusedField()).toBe('relation');
    });
    press('KeyP', { alt: true });
    await vi.waitFor(() => {
      expect(document.body.textContent).toContain('من المريض؟');
    });
    press('Digit1');
    await get('field', 'اسم المريض');
    expect(focusedField()).toBe('relation');
    await vi.waitFor(() => {
      expect(world.kept.at(-1)).toMatchObject({
        caller: 'salim',
        patient: 'layla',
        patientName: 'ليلى بنت سالم',
      });
    });
  });

  it('chooses by name only who was moved to', async () => {
    const world = await callOf();
    press('KeyT', { alt: true });
    const relation = (await vi.waitFor(() => {
      const found = document.querySelector('select[data-field="relation"]');
      if (!found) throw new Error('no relation');
      return found;
    })) as HTMLSelectElement;
    relation.value = 'parent';
    relation.dispatchEvent(new Event('change', { bubbles: true }));
    const name = await get('field', 'اسم المريض');
    type(name, 'شيخ');
    await get('option', 'شيخة العبرية');
    press('Enter');
    expect((name as HTMLInputElement).value, 'nobody was moved to').toBe('شيخ');
    press('ArrowDown');
    press('Enter');
    expect((name as HTMLInputElement).value).toBe('شيخة العبرية');
    await vi.waitFor(() => {
      expect(world.kept.at(-1)).toMatchObject({ patient: 'shaikha', relation: 'parent' });
    });
  });
});

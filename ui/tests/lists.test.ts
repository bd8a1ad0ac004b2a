// Other lists may come from the central server while somebody is on the telephone: the names are new at once, and what
// was typed is the form's and stays.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { emptyForm } from '../src/features/desk/form/empty';
import { faultsOf } from '../src/features/desk/rules';
import type { Backend, CallForm, ErrorDto, Lists, LinkStatus } from '../src/lib/backend';
import { CodeLists } from '../src/lib/lists';
import { fakeBackend, LINK, refusal, signedInAs, STATE, type World } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;
let hear: (status: LinkStatus) => void;
let inUse: Lists;

beforeEach(() => {
  inUse = LISTS;
});

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

/** What the link says once this version of the lists was taken. */
const taken = (version: number): LinkStatus => ({
  ...LINK,
  state: 'connected',
  site: 'نزوى',
  packs: [{ kind: 'lists', version, publishedAt: 1, unreadable: false, refused: null }],
});

const renamed = (ar: string): Lists => ({
  ...LISTS,
  types: LISTS.types.map((one) => (one.code === 'complaint' ? { ...one, ar } : one)),
});

async function atACall(lists: Backend['lists']): Promise<HTMLInputElement> {
  const signedIn = signedInAs(['call_log', 'call_read', 'case_read']);
  const onLinkChanged: Backend['onLinkChanged'] = (heard) => {
    hear = heard;
    return () => undefined;
  };
  const backend = fakeBackend({
    appState: () => Promise.resolve({ ...STATE, signedIn }),
    onLinkChanged,
    lists,
  });
  leave = show(backend.backend);
  await get('button', 'الإعدادات');
  press('F2');
  const number = (await get('field', 'رقم الهاتف')) as HTMLInputElement;
  type(number, '99123456');
  return number;
}

const shown = (words: string) =>
  vi.waitFor(() => {
    expect(document.body.textContent).toContain(words);
  });

it('takes other lists into an open call and leaves what was typed', async () => {
  const lists = vi.fn<Backend['lists']>(() => Promise.resolve(inUse));
  const number = await atACall(lists);
  const asked = lists.mock.calls.length;
  inUse = renamed('شكوى مُعاد تسميتها');
  hear(taken(1));
  await shown('شكوى مُعاد تسميتها');
  expect(number.isConnected).toBe(true);
  expect(number.value).toBe('99123456');
  hear(taken(1));
  hear({ ...taken(1), waiting: 3 });
  await Promise.resolve();
  expect(lists).toHaveBeenCalledTimes(asked + 1);
});

it('goes on with the lists that are there where others cannot be had, and asks again', async () => {
  let fails = false;
  const lists = vi.fn<Backend['lists']>(() =>
    fails ? Promise.reject(refusal('internal')) : Promise.resolve(inUse),
  );
  await atACall(lists);
  fails = true;
  hear(taken(1));
  await vi.waitFor(() => {
    expect(lists.mock.settledResults.at(-1)?.type).toBe('rejected');
  });
  await shown('شكوى');
  expect(document.querySelector('.problem')).toBeNull();
  fails = false;
  inUse = renamed('شكوى من جديد');
  hear({ ...taken(1), waiting: 1 });
  await shown('شكوى من جديد');
});

it('offers no type that is retired, but shows it where it was chosen before', async () => {
  inUse = { ...LISTS, types: LISTS.types.map((one) => ({ ...one, active: one.code !== 'compliment' })) };
  await atACall(() => Promise.resolve(inUse));
  const radios = () => Array.from(document.querySelectorAll<HTMLInputElement>('input[data-field="type"]'));
  expect(radios().map(({ value }) => value)).toEqual(['complaint', 'health_ed', 'non_service']);
});

/** What a call of its own saw must not be what all later ones see. */
it('finds new subjects by typing in a second call', async () => {
  await atACall(() => Promise.resolve(inUse));
  const subject = async () => (await get('field', 'الموضوع')) as HTMLInputElement;
  type(await subject(), 'حليب');
  press('Delete', { alt: true });
  await vi.waitFor(() => {
    expect(document.querySelector('form input')).toBeNull();
  });
  inUse = {
    ...LISTS,
    subCategories: [
      ...LISTS.subCategories,
      {
        code: 'jellyfish',
        type: 'health_ed',
        ar: 'لسعات البحر',
        en: 'Sea stings',
        groupAr: '',
        groupEn: '',
        synonyms: [],
        urgent: false,
        caseRule: null,
        active: true,
      },
    ],
  };
  hear(taken(1));
  press('F2');
  await vi.waitFor(async () => {
    type(await subject(), 'لسعات');
    expect(document.body.textContent).toContain('لسعات البحر');
  });
});

/** A call of the lists of another desk, begun there and taken over here, with what saving it is refused with. */
async function takenOver(change: Partial<CallForm>, args: ErrorDto['args']): Promise<World> {
  const START = 1_795_000_000_000;
  const form = { ...emptyForm(START), type: 'health_ed', subCategory: 'vaccination', number: '99123456' };
  const { backend, world } = fakeBackend({
    appState: () => Promise.resolve({ ...STATE, signedIn: signedInAs(['call_log', 'call_read']) }),
    drafts: () => Promise.resolve([{ form: { ...form, ...change }, keptAt: START }]),
    logCall: (sent) => {
      world.saved.push({ form: sent, saveAs: 'by_rule' });
      return Promise.reject(refusal('invalid', args));
    },
  });
  leave = show(backend);
  await get('button', 'الإعدادات');
  press('F2', { shift: true });
  await get('field', 'رقم الهاتف');
  return world;
}

it('shows what no list here knows by its code, leads there where it is refused, and lets it be emptied', async () => {
  const world = await takenOver(
    { asked: { flu_before: 'no' }, custom: { batch_no: 'A-17' }, stage: 'at_the_tent' },
    { field: 'batch_no', rule: 'unknown_code' },
  );
  expect(((await get('field', 'flu_before')) as HTMLInputElement).value).toBe('no');
  const batch = (await get('field', 'batch_no')) as HTMLInputElement;
  expect(batch.value).toBe('A-17');
  const stage = document.querySelector<HTMLSelectElement>('[data-field="stage"]');
  expect(stage?.selectedOptions[0]?.text, 'never as if nothing was chosen').toBe('at_the_tent');
  press('Enter', { ctrl: true });
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(batch);
    expect(batch.getAttribute('aria-invalid')).toBe('true');
  });
  expect(document.querySelector('.problem'), 'it stands at its field').toBeNull();
  type(batch, '');
  expect(batch.isConnected, 'the hand keeps its place').toBe(true);
  press('Enter', { ctrl: true });
  await vi.waitFor(() => {
    expect(world.saved.at(-1)?.form.custom).toEqual({ batch_no: '' });
  });
});

it('says over the form what is refused and has no field there', async () => {
  await takenOver({ channel: 'kiosk' }, { field: 'channel', rule: 'unknown_code' });
  press('Enter', { ctrl: true });
  await vi.waitFor(() => {
    const words = document.querySelector('.problem')?.textContent.replace(/[\u2066-\u2069]/g, '');
    expect(words).toContain('القناة: هذا الاختيار ليس في القائمة');
  });
});

it('shows the type that a call has where no list here knows it', async () => {
  await takenOver({ type: 'campaign', subCategory: 'flu' }, { field: 'type', rule: 'unknown_code' });
  const types = () => Array.from(document.querySelectorAll<HTMLInputElement>('input[data-field="type"]'));
  const chosen = types().find(({ checked }) => checked);
  expect(chosen?.labels?.[0]?.textContent.trim()).toBe('campaign');
  press('Enter', { ctrl: true });
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(chosen);
  });
});

it('asks of a correction nothing that its call was saved without', async () => {
  const correction = {
    ...emptyForm(0),
    type: 'complaint',
    subCategory: 'conduct',
    note: 'سألت',
    corrects: {} as CallForm['corrects'],
  };
  expect(faultsOf(correction, new CodeLists(LISTS).type('complaint'))).toEqual({});
  const fresh = { ...correction, corrects: null };
  expect(faultsOf(fresh, new CodeLists(LISTS).type('complaint'))).toEqual({ facility: { rule: 'required' } });
});

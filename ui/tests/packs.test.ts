// What the central server published stands in the settings, and what was refused with its reason: otherwise nobody
// would know why a desk still reads out last month's card.
import { afterEach, expect, it, vi } from 'vitest';

import type { PackStatus } from '../src/lib/backend';
import { fakeBackend, LINK, signedInAs, STATE } from './fake-backend';
import { get, press, show } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const CARDS: PackStatus = { kind: 'cards', version: 0, publishedAt: null, unreadable: false, refused: null };

async function open(packs: PackStatus[]): Promise<void> {
  const signedIn = signedInAs(['shift_read']);
  const linkStatus = () => Promise.resolve({ ...LINK, state: 'connected' as const, site: 'نزوى', packs });
  leave = show(fakeBackend({ appState: () => Promise.resolve({ ...STATE, signedIn }), linkStatus }).backend);
  await get('button', 'الإعدادات');
  press('Digit9', { ctrl: true });
}

const said = (words: string) =>
  vi.waitFor(() => {
    // Without the marks that keep a value's direction apart.
    expect(document.body.textContent.replace(/[\u2066-\u2069]/g, '')).toContain(words);
  });

it('says which cards are in use, and since when', async () => {
  await open([{ ...CARDS, version: 7, publishedAt: Date.parse('2026-11-22T06:00:00Z') }]);
  await said('البطاقات التثقيفية');
  await said('النسخة 7');
  await said('2026');
});

it('says the same of the lists beside them', async () => {
  const refused = { version: 4, reason: 'fixed', at: 'roles/king', field: 'code' };
  const lists = { ...CARDS, kind: 'lists', version: 3, publishedAt: 1, refused };
  await open([{ ...CARDS, version: 7, publishedAt: 1 }, lists]);
  await said('القوائم والتقويم: النسخة 3');
  await said('لم يقبل هذا الجهاز النسخة 4 من «القوائم والتقويم»');
  await said('roles/king');
});

it('says that they are samples until there are others', async () => {
  await open([CARDS]);
  await said('عينات');
});

it('says why a pack was refused and what to do, and repeats what the fault is about', async () => {
  const refused = { version: 8, reason: 'field', at: 'burns', field: 'sub_category' };
  await open([{ ...CARDS, version: 7, publishedAt: 1, refused }]);
  await said('النسخة 8');
  await said('burns');
  await said('sub_category');
});

it('says that this version of the program cannot read the cards in use, and what to do', async () => {
  await open([{ ...CARDS, version: 7, publishedAt: 1, unreadable: true }]);
  await said('تعذر على هذا الإصدار من البرنامج قراءة البطاقات');
  await said('النسخة 7');
});

it('has words for a reason that this version does not know', async () => {
  const refused = { version: 8, reason: 'unheard_of', at: '', field: '' };
  await open([{ ...CARDS, refused }]);
  await said('لم يقبل هذا الجهاز النسخة 8 من «البطاقات التثقيفية»');
});

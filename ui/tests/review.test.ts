// The review list: both values with who and when, decided by one press, taken back by another.
import { afterEach, expect, it, vi } from 'vitest';

import type { Backend, ReviewDecided, ReviewItem, ReviewPage } from '../src/lib/backend';
import { Reviews } from '../src/lib/review';
import { fakeBackend, refusal, signedInAs, STATE } from './fake-backend';
import { LISTS } from './fake-codes';
import { get, gone, press, show, type } from './screen';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
});

interface Promised<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

/** An answer that comes when the test says so. */
function promised<T>(): Promised<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const hand = (byAr: string) => ({ byAr, byEn: '', role: 'supervisor', at: 0 });

const item = (topic: string, changes: Partial<ReviewItem> = {}): ReviewItem => ({
  subject: 'person-1',
  kind: 'person',
  topic,
  seen: 'a b*',
  code: 'conflict',
  about: { call: null, kase: null, code: '', nameAr: 'شيخة', nameEn: '' },
  stands: hand('مريم'),
  others: [
    {
      entry: 'entry-1',
      hand: hand('خالد'),
      fields: [{ field: 'person.name_ar', of: '', old: 'شيخة', new: 'شيخه' }],
    },
  ],
  from: '',
  to: '',
  textLimit: 200,
  text: 'شيخة',
  mayDecide: true,
  ...changes,
});

function open(items: ReviewItem[], changes: Partial<Backend> = {}): void {
  const signedIn = signedInAs(['call_read', 'shift_read', 'review_read', 'review_decide']);
  const page = (): ReviewPage => ({ items, total: items.length, next: null });
  leave = show(
    fakeBackend({
      appState: () => Promise.resolve({ ...STATE, signedIn }),
      reviewCount: () => Promise.resolve({ total: items.length }),
      reviewList: () => Promise.resolve(page()),
      ...changes,
    }).backend,
  );
}

async function openList(count: string): Promise<void> {
  (await get('button', count)).click();
  await get('heading', 'ما يحتاج إلى مراجعة');
}

it('shows who wrote each value, takes the other one, and takes the decision back', async () => {
  const items = [item('conflict name_ar')];
  const decideFinding = vi.fn<Backend['decideFinding']>(() => {
    items.pop();
    return Promise.resolve({ subject: 'person-1', entry: 'decision-1' });
  });
  const takeBackDecision = vi.fn<Backend['takeBackDecision']>(() => {
    items.push(item('conflict name_ar'));
    return Promise.resolve();
  });
  open(items, { decideFinding, takeBackDecision });
  await openList('أمر واحد يحتاج إلى مراجعة');
  await get('heading', 'بيانات شخص: \u2068شيخة\u2069');
  expect(document.querySelector('dialog')?.textContent).toContain('مريم');
  expect(document.querySelector('dialog')?.textContent).toContain('خالد');
  (await get('button', 'اعتماد هذه القيمة')).click();
  await gone('heading', 'بيانات شخص: \u2068شيخة\u2069');
  expect(decideFinding).toHaveBeenCalledExactlyOnceWith({
    ...{ subject: 'person-1', topic: 'conflict name_ar', seen: 'a b*' },
    choice: { what: 'other', entry: 'entry-1' },
  });
  expect(document.querySelector('dialog')?.textContent).toContain('لا شيء يحتاج إلى مراجعة.');
  const undo = await get('button', 'تراجع');
  expect(undo.closest('dialog')).not.toBeNull();
  expect(document.querySelector('.offers')).toBeNull();
  undo.click();
  await get('heading', 'بيانات شخص: \u2068شيخة\u2069');
  expect(takeBackDecision).toHaveBeenCalledExactlyOnceWith({ subject: 'person-1', entry: 'decision-1' });
});

it('writes a third value where one is a text', async () => {
  const decideFinding = vi.fn<Backend['decideFinding']>(() => Promise.resolve({ subject: '', entry: '' }));
  open([item('conflict name_ar')], { decideFinding });
  await openList('أمر واحد يحتاج إلى مراجعة');
  (await get('button', 'كتابة قيمة أخرى')).click();
  const field = await get('field', 'القيمة الصحيحة');
  expect(document.activeElement).toBe(field);
  type(field, 'شيخة بنت سالم');
  (await get('button', 'اعتماد ما كتبته')).click();
  await vi.waitFor(() => {
    expect(decideFinding.mock.calls[0]?.[0].choice).toEqual({ what: 'text', text: 'شيخة بنت سالم' });
  });
});

it('says that a difference has changed, and shows the list as it is', async () => {
  const decideFinding = vi.fn<Backend['decideFinding']>(() => Promise.reject(refusal('review_changed')));
  open([item('conflict name_ar')], { decideFinding });
  await openList('أمر واحد يحتاج إلى مراجعة');
  (await get('button', 'الإبقاء على القيمة السارية')).click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog')?.textContent).toContain('تغيّر هذا الاختلاف بعد أن عُرض عليك');
  });
});

it('offers nothing to whoever may only read, and sets aside what is no conflict', async () => {
  const read = item('conflict consent', { mayDecide: false, textLimit: 0 });
  const moved = item('unlawful x', {
    code: 'unlawful',
    from: 'closed',
    to: 'closed',
    stands: null,
    textLimit: 0,
  });
  const decideFinding = vi.fn<Backend['decideFinding']>(() => Promise.resolve({ subject: '', entry: '' }));
  open([read, moved], { decideFinding });
  await openList('أمران يحتاجان إلى مراجعة');
  expect(document.querySelectorAll('article')).toHaveLength(2);
  await gone('button', 'الإبقاء على القيمة السارية');
  (await get('button', 'تم الاطلاع، إزالة من القائمة')).click();
  await vi.waitFor(() => {
    expect(decideFinding.mock.calls[0]?.[0].choice).toEqual({ what: 'set_aside' });
  });
});

it('says that a decision could not be taken back, and offers it again', async () => {
  const items = [item('conflict name_ar'), item('conflict consent')];
  const decideFinding = vi.fn<Backend['decideFinding']>(() => {
    items.shift();
    return Promise.resolve({ subject: 'person-1', entry: 'decision-1' });
  });
  const takeBackDecision = vi
    .fn<Backend['takeBackDecision']>()
    .mockRejectedValueOnce(refusal('disk_full'))
    .mockResolvedValue(undefined);
  open(items, { decideFinding, takeBackDecision });
  await openList('أمران يحتاجان إلى مراجعة');
  (await get('button', 'الإبقاء على القيمة السارية')).click();
  (await get('button', 'تراجع')).click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog .banner.bad')).not.toBeNull();
  });
  (await get('button', 'تراجع')).click();
  await vi.waitFor(() => {
    expect(takeBackDecision).toHaveBeenCalledTimes(2);
  });
  await vi.waitFor(() => {
    expect(document.querySelector('dialog .banner.bad')).toBeNull();
  });
});

it('takes a decision back once the one under way is written', async () => {
  const backend = fakeBackend({
    reviewList: () => Promise.resolve({ items: [], total: 0, next: null }),
    decideFinding: () => second.promise,
    takeBackDecision: (decided) => {
      back.push(decided.entry);
      return Promise.resolve();
    },
  }).backend;
  const second = promised<ReviewDecided>();
  const back: string[] = [];
  const reviews = new Reviews(backend);
  const deciding = reviews.decide(item('conflict consent'), { what: 'stands' });
  const taking = reviews.takeBack({ subject: 'person-1', entry: 'decision-1' });
  await Promise.resolve();
  expect(back).toEqual([]);
  second.resolve({ subject: 'person-1', entry: 'decision-2' });
  expect(await taking).toBeNull();
  expect(back).toEqual(['decision-1']);
  expect(await deciding).toEqual({ subject: 'person-1', entry: 'decision-2' });
});

it('shows only the list that was opened last', async () => {
  const pages: Promised<ReviewPage>[] = [];
  const { backend } = fakeBackend({
    reviewList: () => {
      const page = promised<ReviewPage>();
      pages.push(page);
      return page.promise;
    },
  });
  const reviews = new Reviews(backend);
  const answer = async (at: number, topics: string[], next: ReviewPage['next'] = null): Promise<void> => {
    pages[at]?.resolve({ items: topics.map((topic) => item(topic)), total: topics.length, next });
    await new Promise((done) => setTimeout(done));
  };
  const shown = (): string[] => reviews.items.map(({ topic }) => topic);
  reviews.open();
  await answer(0, ['a'], { subject: 'person-1', topic: 'a' });
  void reviews.more();
  reviews.close();
  reviews.open();
  expect(pages).toHaveLength(3);
  await answer(2, ['b']);
  await answer(1, ['late']);
  expect(shown()).toEqual(['b']);
  expect(reviews.busy).toBe(false);
});

it('stays as far down as it was read when something far down is decided', async () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((topic) => item(topic));
  const { backend } = fakeBackend({
    reviewList: (after) => {
      const from = after ? all.findIndex(({ topic }) => topic === after.topic) + 1 : 0;
      const items = all.slice(from, from + 2);
      const last = items.at(-1);
      const more = last && from + 2 < all.length;
      return Promise.resolve({
        items,
        total: all.length,
        next: more ? { subject: last.subject, topic: last.topic } : null,
      });
    },
    decideFinding: ({ topic }) => {
      const gone = all.findIndex((one) => one.topic === topic);
      all.splice(gone, 1);
      return Promise.resolve({ subject: 'person-1', entry: 'decision-1' });
    },
  });
  const reviews = new Reviews(backend);
  const shown = (): string[] => reviews.items.map(({ topic }) => topic);
  reviews.open();
  await vi.waitFor(() => {
    expect(shown()).toEqual(['a', 'b']);
  });
  await reviews.more();
  expect(shown()).toEqual(['a', 'b', 'c', 'd']);
  const third = reviews.items[2];
  if (third) await reviews.decide(third, { what: 'stands' });
  expect(shown()).toEqual(['a', 'b', 'd', 'e']);
  expect(reviews.next).toBeNull();
});

it('opens by its key, also where nothing waits', async () => {
  open([]);
  await get('button', 'تسجيل الخروج');
  press('KeyE', { ctrl: true });
  await get('heading', 'ما يحتاج إلى مراجعة');
  expect(document.querySelector('dialog')?.textContent).toContain('لا شيء يحتاج إلى مراجعة');
});

it('keeps a third value that is being written while entries arrive and the list is closed', async () => {
  const items = [item('conflict name_ar')];
  const decideFinding = vi
    .fn<Backend['decideFinding']>()
    .mockImplementationOnce(() => {
      items.splice(0, 1, item('conflict name_ar', { seen: 'a b* c' }));
      return Promise.reject(refusal('review_changed'));
    })
    .mockRejectedValueOnce(refusal('invalid', { field: 'text', rule: 'too_long', limit: '200' }))
    .mockResolvedValue({ subject: 'person-1', entry: 'decision-1' });
  open(items, { decideFinding });
  await openList('أمر واحد يحتاج إلى مراجعة');
  (await get('button', 'كتابة قيمة أخرى')).click();
  type(await get('field', 'القيمة الصحيحة'), 'شيخة بنت سالم');
  (await get('button', 'اعتماد ما كتبته')).click();
  await vi.waitFor(() => {
    expect(document.querySelector('dialog .banner.bad')).not.toBeNull();
  });
  expect(await get('field', 'القيمة الصحيحة')).toHaveProperty('value', 'شيخة بنت سالم');
  (await get('button', 'إغلاق')).click();
  await gone('field', 'القيمة الصحيحة');
  await openList('أمر واحد يحتاج إلى مراجعة');
  const field = await get('field', 'القيمة الصحيحة');
  expect(field).toHaveProperty('value', 'شيخة بنت سالم');
  expect(document.activeElement).not.toBe(field);
  (await get('button', 'اعتماد ما كتبته')).click();
  await vi.waitFor(() => {
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
  });
  expect(document.querySelector('dialog .banner.bad')).toBeNull();
  expect(decideFinding.mock.calls[1]?.[0].seen).toBe('a b* c');
  (await get('button', 'اعتماد ما كتبته')).click();
  await gone('field', 'القيمة الصحيحة');
});

it('asks for a text where nothing was typed', async () => {
  const decideFinding = vi.fn<Backend['decideFinding']>();
  open([item('conflict name_ar')], { decideFinding });
  await openList('أمر واحد يحتاج إلى مراجعة');
  (await get('button', 'كتابة قيمة أخرى')).click();
  const field = await get('field', 'القيمة الصحيحة');
  type(field, ' ');
  (await get('button', 'اعتماد ما كتبته')).click();
  await vi.waitFor(() => {
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.closest('form')?.textContent).toContain('هذا الحقل مطلوب');
  });
  expect(decideFinding).not.toHaveBeenCalled();
});

it('names codes and times by their words, and calls neither value deleted', async () => {
  const fields = (
    [
      ['case.action', 'advised'],
      ['case.closing_outcome', 'resolved'],
      ['case.caller_informed_how', 'by_call'],
      ['case.escalation', 'head'],
      ['follow_up.result', 'reached'],
      ['follow_up.cancel_reason', 'not_needed'],
      ['case.status', '1767225600000'],
    ] as const
  ).map(([field, code]) => ({ field, of: '', old: code, new: '' }));
  const named = (code: string) => [{ code, ar: `اسم ${code}`, en: code, active: true, group: '' }];
  const others = [{ entry: 'entry-1', hand: hand('خالد'), fields }];
  open([item('conflict x', { others })], {
    lists: () =>
      Promise.resolve({
        ...LISTS,
        actionsTaken: named('advised'),
        closingOutcomes: named('resolved'),
        informedWays: named('by_call'),
        escalationLevels: named('head'),
        followUpResults: named('reached'),
        cancelReasons: named('not_needed'),
      }),
  });
  await openList('أمر واحد يحتاج إلى مراجعة');
  await get('heading', 'بيانات شخص: \u2068شيخة\u2069');
  const values = Array.from(document.querySelectorAll('article dd:first-of-type .value'));
  const codes = ['advised', 'resolved', 'by_call', 'head', 'reached', 'not_needed'];
  expect(values.slice(0, 6).map(({ textContent }) => textContent)).toEqual(
    codes.map((code) => `اسم ${code}`),
  );
  expect(values[6]?.textContent).toContain('2026');
  expect(document.querySelector('article')?.textContent).toContain('وقت الانتقال');
  expect(document.querySelector('article :is(del, ins)')).toBeNull();
});

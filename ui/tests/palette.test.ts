// The palette shows what can be done and what is held, teaches the keys, and neither shows nor takes an
// old answer as a new one.
import { describe, expect, it, vi } from 'vitest';

import { I18n } from '../src/lib/i18n';
import { Keys } from '../src/lib/keys';
import { CodeLists } from '../src/lib/lists';
import type { Opening } from '../src/lib/opening';
import type { CallRow, SearchAnswer, SearchQuery } from '../src/lib/backend';
import { actionSource } from '../src/shell/palette/actions';
import {
  Palette,
  type Asking,
  type Found,
  type Group,
  type Source,
} from '../src/shell/palette/palette.svelte';
import { Records } from '../src/shell/palette/records';
import { fakeBackend, refusal } from './fake-backend';
import { LISTS } from './fake-codes';

const found = (key: string, choose: () => void = () => undefined): Found => ({ key, label: key, choose });
const group = (title: string, keys: readonly string[]): Group => ({
  title,
  found: keys.map((key) => found(key)),
});

/** What stands there, the wish for more as its rest. */
function shown(palette: Palette): string[] {
  return palette.rows.map((row) => (row.kind === 'found' ? row.one.key : `+${String(row.rest)}`));
}

/** A source that answers when the test says so. */
function byHand(): { source: Source; asked: { typed: string; asking: Asking; end: () => void }[] } {
  const asked: { typed: string; asking: Asking; end: () => void }[] = [];
  return {
    asked,
    source: {
      find: (typed, asking) =>
        new Promise<void>((end) => {
          asked.push({ typed, asking, end });
        }),
    },
  };
}

describe('the palette', () => {
  it('offers what somebody on this screen does, with its key, and does it after it has gone', async () => {
    const keys = new Keys();
    const begin = vi.fn();
    const print = vi.fn();
    const closed = vi.fn();
    keys.on('call.new', begin);
    keys.on('shift.print', print);
    const palette = new Palette([actionSource(new I18n(), keys, closed)]);
    await palette.ask('');
    expect(shown(palette)).toEqual(['call.new']);
    const [row] = palette.rows;
    expect(row?.kind === 'found' && row.one.chord).toBe('F2');
    await palette.take();
    expect(closed).toHaveBeenCalledBefore(begin);
    expect(print).not.toHaveBeenCalled();
  });

  it('finds an action by a folded beginning of any of its words', async () => {
    const keys = new Keys();
    keys.on('call.new', () => undefined);
    keys.on('draft.next', () => undefined);
    const palette = new Palette([actionSource(new I18n(), keys, () => undefined)]);
    await palette.ask('جديده');
    expect(shown(palette)).toEqual(['call.new']);
    await palette.ask('لا شيء كهذا');
    expect(palette.rows).toEqual([]);
  });

  it('throws away an answer to words that were typed over', async () => {
    const { source, asked } = byHand();
    const palette = new Palette([source]);
    const first = palette.ask('سال');
    const second = palette.ask('سالم');
    asked[1]?.asking.paint([group('calls', ['new'])]);
    asked[1]?.end();
    await second;
    expect(asked[0]?.asking.stale()).toBe(true);
    asked[0]?.asking.paint([group('calls', ['old'])]);
    asked[0]?.end();
    await first;
    expect(shown(palette)).toEqual(['new']);
    expect(palette.searching).toBe(0);
  });

  it('takes by Enter nothing that answers older words, but what comes for those in the field', async () => {
    const { source, asked } = byHand();
    const action = vi.fn();
    const palette = new Palette([
      { find: (typed, { paint }) => paint(typed === '' ? [] : [{ title: 'actions', found: [] }]) },
      source,
    ]);
    const first = palette.ask('99');
    const old = vi.fn();
    asked[0]?.asking.paint([{ title: 'calls', found: [found('old', old)] }]);
    asked[0]?.end();
    await first;
    const second = palette.ask('991');
    await palette.take();
    expect(old, 'of older words').not.toHaveBeenCalled();
    asked[1]?.asking.paint([{ title: 'calls', found: [found('new', action)] }]);
    expect(action).toHaveBeenCalledOnce();
    asked[1]?.end();
    await second;
    expect(action, 'once').toHaveBeenCalledOnce();
  });

  it('lets an Enter that waited go when something else is typed, or when nothing was found', async () => {
    const { source, asked } = byHand();
    const action = vi.fn();
    const done = vi.fn();
    const palette = new Palette([
      {
        find: (typed, { paint }) => {
          paint(typed === 'b' ? [{ title: 'actions', found: [found('do', done)] }] : []);
        },
      },
      source,
    ]);
    void palette.ask('a');
    await palette.take();
    void palette.ask('ab');
    asked[1]?.asking.paint([{ title: 'calls', found: [found('new', action)] }]);
    expect(action).not.toHaveBeenCalled();
    asked[1]?.end();
    const last = palette.ask('b');
    palette.move(1);
    await palette.take();
    asked[2]?.asking.paint([]);
    asked[2]?.end();
    await last;
    expect(done, 'an action is never taken in the place of a call').not.toHaveBeenCalled();
  });

  it('goes on when one source fails, says why, and keeps the sources in their order', async () => {
    const palette = new Palette([
      { find: () => Promise.reject(refusal('store_failed') as unknown as Error) },
      {
        find: async (_, { paint }) => {
          await Promise.resolve();
          paint([group('cases', ['case'])]);
        },
      },
      {
        find: (_, { paint }) => {
          paint([group('cards', ['card'])]);
        },
      },
    ]);
    await palette.ask('x');
    expect(shown(palette)).toEqual(['case', 'card']);
    expect(palette.problem?.code).toBe('store_failed');
    palette.move(5);
    expect(palette.active).toBe(1);
    palette.move(-Infinity);
    expect(palette.active).toBe(0);
    await palette.ask('y');
  });

  it('shows a part of many, says how many more, and shows them where they stand', async () => {
    const ten = Array.from({ length: 10 }, (_, at) => `c${String(at)}`);
    const more = () => Promise.resolve(group('calls', [...ten, 'c10', 'c11']));
    const palette = new Palette([
      {
        find: (_, { paint }) => {
          paint([{ ...group('calls', ten), more }]);
        },
      },
    ]);
    await palette.ask('x');
    expect(shown(palette)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', '+4']);
    palette.move(Infinity);
    await palette.take();
    expect(shown(palette)).toEqual([...ten, '+0']);
    expect(palette.active, 'where the next ones begin').toBe(6);
    palette.move(Infinity);
    await palette.take();
    expect(shown(palette)).toEqual([...ten, 'c10', 'c11']);
  });

  it('says that it searches only when an answer takes long', async () => {
    vi.useFakeTimers();
    try {
      const { source, asked } = byHand();
      const palette = new Palette([source]);
      const asking = palette.ask('x');
      vi.advanceTimersByTime(149);
      expect(palette.slow).toBe(false);
      vi.advanceTimersByTime(1);
      expect(palette.slow).toBe(true);
      asked[0]?.end();
      await asking;
      expect(palette.slow).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what the site holds', () => {
  const i18n = new I18n();
  const may = { cases: true, people: true, cards: false };
  const none = { rows: [], next: null, unfinished: false };
  const nothing: SearchAnswer = { outdated: false, calls: none, cases: none, persons: none };

  function call(id: string): CallRow {
    return {
      id,
      voided: false,
      erasedAt: null,
      startedAt: 0,
      endedAt: null,
      savedAt: 0,
      channel: 'phone_in',
      type: 'complaint',
      subCategory: 'conduct',
      outcome: '',
      urgent: false,
      number: '9912 3456',
      handle: '',
      agent: '',
      agentAr: '',
      agentEn: '',
      facility: '',
      noteStart: '',
      caseReference: null,
      comments: 0,
      held: false,
      behalfAr: '',
      behalfEn: '',
      restricted: false,
    };
  }

  function records(search: (query: SearchQuery) => Promise<SearchAnswer>, opening: Partial<Opening> = {}) {
    const { backend } = fakeBackend({ search });
    const all = {
      kase: vi.fn(),
      call: vi.fn(),
      correct: vi.fn(),
      person: vi.fn(),
      figures: vi.fn(),
      card: vi.fn(),
      ...opening,
    };
    return new Records(backend, i18n, new CodeLists(LISTS), may, all);
  }

  it('asks nothing of an empty field', async () => {
    const search = vi.fn(() => Promise.resolve(nothing));
    const palette = new Palette([records(search)]);
    await palette.ask('  ');
    expect(search).not.toHaveBeenCalled();
  });

  it('tells namesakes apart by the ends of their numbers and where they live', async () => {
    const namesake = (id: string, ends: string[], governorate: string) => ({
      id,
      nameAr: 'محمد البلوشي',
      nameLatin: '',
      birthYear: 0,
      governorate,
      wilayat: '',
      numberEnds: ends,
    });
    const rows = [namesake('one', ['3456'], ''), namesake('two', ['1177', '2200'], 'OM-MA')];
    const answer = { ...nothing, persons: { ...none, rows } };
    const palette = new Palette([records(() => Promise.resolve(answer))]);
    await palette.ask('محمد');
    const found = palette.rows.flatMap((row) => (row.kind === 'found' ? [row.one] : []));
    expect(found.map(({ number }) => number)).toEqual(['…3456', '…1177 …2200']);
    expect(found.map(({ detail }) => detail)).toEqual(['', 'مسقط']);
  });

  it('opens a call as a call', async () => {
    const open = vi.fn();
    const source = records(() => Promise.resolve({ ...nothing, calls: { ...none, rows: [call('one')] } }), {
      call: open,
    });
    const palette = new Palette([source]);
    await palette.ask('991');
    const [row] = palette.rows;
    expect(row?.kind === 'found' && row.one.number).toBe('9912 3456');
    await palette.take();
    expect(open).toHaveBeenCalledWith('one');
  });

  it('goes on by itself behind what time ended, until there is enough to show', async () => {
    const asked: (string | undefined)[] = [];
    const source = records(({ goOn }) => {
      asked.push(goOn?.after);
      const at = asked.length;
      const list = { rows: [call(`c${String(at)}`)], next: at < 3 ? String(at) : null, unfinished: at < 3 };
      return Promise.resolve({ ...nothing, calls: list });
    });
    const palette = new Palette([source]);
    await palette.ask('سال');
    expect(asked).toEqual([undefined, '1', '2']);
    expect(shown(palette)).toEqual(['c1', 'c2', 'c3']);
  });

  it('paints nothing of an answer that a newer question ended', async () => {
    const palette = new Palette([
      records(() =>
        Promise.resolve({ ...nothing, outdated: true, calls: { ...none, rows: [call('half')] } }),
      ),
    ]);
    await palette.ask('سال');
    expect(palette.rows).toEqual([]);
  });
});

// Figures as the screen keeps them: of which days, held against which, and the rows behind one of them.
import { describe, expect, it, vi } from 'vitest';

import { EVERY_CALL, FigureState } from '../src/features/figures/figures.svelte';
import type { Backend, CallPage, Figures, FiguresQuery } from '../src/lib/backend';
import { I18n } from '../src/lib/i18n';
import { periodSource } from '../src/shell/palette/periods';
import type { Group } from '../src/shell/palette/palette.svelte';
import { fakeBackend, refusal } from './fake-backend';
import { figures } from './fake-figures';

const page: CallPage = { rows: [], next: null, total: 7 };

function board(changes: Partial<Backend>): FigureState {
  return new FigureState(Object.assign(fakeBackend().backend, changes));
}

describe('the figures of a period', () => {
  it('are held against the period before and a year before, as the answer names them', async () => {
    const asked: string[] = [];
    const state = board({
      figures: (query) => {
        asked.push(query.named ?? query.from);
        return Promise.resolve(figures(query.named ?? query.from));
      },
    });
    await state.choose({ named: 'last_week', from: '', to: '' });
    expect(asked).toEqual(['last_week', 'last_week before', 'last_week a year before']);
    expect(state.previous?.days.from).toBe('last_week before');
    expect(state.yearBefore?.days.from).toBe('last_week a year before');
    expect(state.busy).toBe(false);
  });

  it('are those asked for last, whichever answer comes first', async () => {
    const answers = new Map<string, (figures: Figures) => void>();
    const state = board({
      figures: (query: FiguresQuery) =>
        query.named === null
          ? Promise.resolve(figures(query.from))
          : new Promise((resolve) => answers.set(String(query.named), resolve)),
    });
    const slow = state.choose({ named: 'last_year', from: '', to: '' });
    const quick = state.choose({ named: 'today', from: '', to: '' });
    answers.get('today')?.(figures('today'));
    await quick;
    answers.get('last_year')?.(figures('last_year'));
    await slow;
    expect(state.figures?.days.from).toBe('today');
  });

  it('say what was wrong with the days', async () => {
    const state = board({
      figures: () => Promise.reject(refusal('invalid', { field: 'to', rule: 'end_before_start' })),
    });
    await state.choose({ named: null, from: '2', to: '1' });
    expect(state.problem?.args).toEqual({ field: 'to', rule: 'end_before_start' });
    expect(state.figures).toBeNull();
  });

  it('lead to their rows by the days that were counted, and back', async () => {
    const figureCalls = vi.fn<Backend['figureCalls']>(() => Promise.resolve(page));
    const state = board({ figures: () => Promise.resolve(figures('2026-11-22')), figureCalls });
    await state.choose({ named: 'today', from: '', to: '' });
    await state.open({ ...EVERY_CALL, group: 'received' }, () => 'x');
    expect(figureCalls.mock.calls[0]?.[0]).toMatchObject({
      days: { named: null, from: '2026-11-22', to: '2026-11-22' },
      group: 'received',
      after: null,
    });
    expect(state.behind?.total).toBe(7);
    state.close();
    expect(state.behind).toBeNull();
  });
});

describe('the palette', () => {
  it('finds any period in one line, and none where nothing is typed', () => {
    const chosen = vi.fn();
    const source = periodSource(new I18n(), 0, chosen);
    const find = (typed: string): Group | undefined => {
      let found: readonly Group[] = [];
      void source.find(typed, {
        stale: () => false,
        paint: (groups) => {
          found = groups;
        },
      });
      return found[0];
    };
    expect(find('')?.found).toEqual([]);
    find('بداية العام إلى نهاية')?.found[0]?.choose();
    expect(chosen).toHaveBeenCalledWith('year_to_last_week');
  });
});

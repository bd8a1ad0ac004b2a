// The cases as the screen keeps them: the list, the one that is open, what is being done to it.
import { describe, expect, it, vi } from 'vitest';

import { CaseList, usualOrder } from '../src/features/cases/case-list.svelte';
import { dueWords, instantAt, isOverdue } from '../src/lib/due';
import { statusTone } from '../src/features/cases/states';
import { asksFirst, Work } from '../src/features/cases/work.svelte';
import type { Backend, CasePage, CaseRow, CaseView } from '../src/lib/backend';
import { I18n } from '../src/lib/i18n';
import { fakeBackend, refusal } from './fake-backend';

const HOUR_MS = 3_600_000;
/** Sunday, 22 November 2026, 10:00 in Muscat. */
const SUNDAY_TEN = 1_795_327_200_000;

function row(id: string, changes: Partial<CaseRow> = {}): CaseRow {
  return {
    id,
    reference: '26-4170-0038-4',
    status: 'new',
    open: true,
    type: 'complaint',
    subCategory: 'med_shortage',
    title: '',
    priority: 'p3',
    severity: null,
    urgent: false,
    sensitive: false,
    restricted: false,
    receivedAt: SUNDAY_TEN,
    due: null,
    owner: 'aisha-id',
    ownerAr: 'عائشة',
    ownerEn: 'Aisha',
    facility: '',
    tellCaller: '',
    tellCallerAt: null,
    calls: 1,
    ...changes,
  };
}

function view(id: string, changes: Partial<CaseRow> = {}): CaseView {
  return {
    row: row(id, changes),
    legalHold: false,
    holdFile: '',
    mayHold: false,
    summary: '',
    anonymous: false,
    acknowledgeDue: null,
    referTo: '',
    externalReference: '',
    number: '9912 3456',
    callerAr: '',
    callerLatin: '',
    finding: '',
    action: '',
    closingOutcome: '',
    callerInformedAt: null,
    callerInformedHow: '',
    tellCallerByAr: '',
    tellCallerByEn: '',
    closedAt: null,
    reopened: 0,
    erasedAt: null,
    calls: [],
    moves: [],
    viewings: [],
    followUps: [],
    findings: [],
    nextMoves: [{ to: 'in_progress', lacks: [] }],
    mayMove: true,
    mayTake: false,
    mayFollowUp: true,
  };
}

const page = (ids: string[], next: string | null = null): CasePage => ({
  rows: ids.map((id) => row(id)),
  next,
  total: ids.length,
  totalAtLeast: false,
});

function list(changes: Partial<Backend>): CaseList {
  return new CaseList(fakeBackend(changes).backend);
}

describe('the list', () => {
  it('asks with its filter, adds the next page and says how many there are', async () => {
    const cases = vi
      .fn<Backend['cases']>()
      .mockResolvedValueOnce(page(['a', 'b'], 'cursor'))
      .mockResolvedValueOnce(page(['c']));
    const made = list({ cases });
    await made.load();
    await made.more();
    expect(made.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(cases.mock.calls.map(([query]) => [query.filter, query.after])).toEqual([
      ['mine', null],
      ['mine', 'cursor'],
    ]);
    await made.more();
    expect(cases).toHaveBeenCalledTimes(2);
  });

  it('never says that there are fewer than it shows, where they were not counted to the end', async () => {
    const counted = { total: 2, totalAtLeast: true };
    const cases = vi
      .fn<Backend['cases']>()
      .mockResolvedValueOnce({ ...page(['a', 'b'], 'cursor'), ...counted })
      .mockResolvedValueOnce({ ...page(['c'], 'cursor'), ...counted });
    const made = list({ cases });
    await made.load();
    expect([made.total, made.atLeast]).toEqual([2, true]);
    await made.more();
    expect([made.total, made.atLeast]).toEqual([3, true]);
  });

  it('throws an answer away that came after a newer question', async () => {
    let slow: ((answer: CasePage) => void) | undefined;
    const cases = vi
      .fn<Backend['cases']>()
      .mockImplementationOnce(() => new Promise((resolve) => (slow = resolve)))
      .mockResolvedValueOnce(page(['new']));
    const made = list({ cases });
    const first = made.load();
    await made.filter('open');
    slow?.(page(['old']));
    await first;
    expect(made.rows.map(({ id }) => id)).toEqual(['new']);
  });

  it('begins a saved filter without what narrowed the one before', async () => {
    const made = list({ cases: () => Promise.resolve(page([])) });
    await made.narrow({ type: 'complaint', urgent: true });
    expect(made.narrowed).toBe(true);
    await made.filter('overdue');
    expect(made.narrowed).toBe(false);
    expect(made.asked.order).toBe('due');
    expect(usualOrder('closed')).toBe('newest');
  });

  it('shows the case that was asked for last, whichever answer comes last', async () => {
    const waiting = new Map<string, (found: CaseView) => void>();
    const made = list({ case: (id) => new Promise((resolve) => waiting.set(id, resolve)) });
    const [one, two] = [made.open('a'), made.open('b')];
    waiting.get('b')?.(view('b'));
    waiting.get('a')?.(view('a'));
    await Promise.all([one, two]);
    expect(made.view?.row.id).toBe('b');
    made.close();
    expect(made.view).toBeNull();
  });

  it('says that a case is not there, and shows no other in its place', async () => {
    const made = list({ case: () => Promise.reject(refusal('not_found')) });
    await made.open('gone');
    expect(made.viewProblem?.code).toBe('not_found');
    expect(made.view).toBeNull();
  });
});

describe('what is done to a case', () => {
  async function opened(changes: Partial<Backend>) {
    const { backend } = fakeBackend({
      cases: () => Promise.resolve(page(['a'])),
      case: () => Promise.resolve(view('a')),
      ...changes,
    });
    const made = new CaseList(backend);
    await made.load();
    await made.open('a');
    return { made, work: new Work(backend, made) };
  }

  it('takes the case over as it stands then, on the page and in the list', async () => {
    const { made, work } = await opened({});
    work.begin({ kind: 'tell' });
    expect(await work.change(() => Promise.resolve(view('a', { status: 'in_progress' })))).toBe(true);
    expect(made.view?.row.status).toBe('in_progress');
    expect(made.rows[0]?.status).toBe('in_progress');
    expect(work.form).toBeNull();
  });

  it('keeps the form with its fault where a field lacks something', async () => {
    const { work } = await opened({});
    work.begin({ kind: 'move', next: { to: 'closed', lacks: ['finding'] } });
    const refused = () => Promise.reject(refusal('invalid', { field: 'finding', rule: 'required' }));
    expect(await work.change(refused)).toBe(false);
    expect(work.faults.of['finding']).toEqual({ rule: 'required' });
    expect(work.form?.kind).toBe('move');
    work.end();
    expect(work.faults.any).toBe(false);
  });

  it('shows where the case stands when somebody else was there first', async () => {
    const { made, work } = await opened({
      case: vi
        .fn<Backend['case']>()
        .mockResolvedValueOnce(view('a'))
        .mockResolvedValueOnce(view('a', { status: 'awaiting_entity' })),
    });
    work.begin({ kind: 'move', next: { to: 'resolved', lacks: [] } });
    await work.change(() => Promise.reject(refusal('unlawful_move', { from: 'x', to: 'y' })));
    expect(work.problem?.code).toBe('unlawful_move');
    expect(work.form).toBeNull();
    expect(made.view?.row.status).toBe('awaiting_entity');
  });

  it('does one thing at a time', async () => {
    const { work } = await opened({});
    let end: ((found: CaseView) => void) | undefined;
    const first = work.change(() => new Promise((resolve) => (end = resolve)));
    const second = vi.fn(() => Promise.resolve(view('a')));
    expect(await work.change(second)).toBe(false);
    expect(second).not.toHaveBeenCalled();
    end?.(view('a'));
    expect(await first).toBe(true);
  });

  it('asks first only where something is lacking or the case ends', () => {
    expect(asksFirst({ to: 'in_progress', lacks: [] })).toBe(false);
    expect(asksFirst({ to: 'in_progress', lacks: ['finding'] })).toBe(true);
    expect(['closed', 'cancelled', 'duplicate'].map((to) => asksFirst({ to, lacks: [] }))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('when it is due', () => {
  const i18n = new I18n();
  const words = (due: number | null, open = true) => dueWords(i18n, due, open, SUNDAY_TEN);

  it('says in words that something is overdue, by days of Muscat', () => {
    expect(words(SUNDAY_TEN - 24 * HOUR_MS)).toBe('متأخرة يومًا');
    expect(words(SUNDAY_TEN - 48 * HOUR_MS)).toBe('متأخرة يومين');
    expect(words(SUNDAY_TEN - HOUR_MS)).toBe('متأخرة منذ اليوم');
    // 23:00 of the day before in Muscat is not today, though it is eleven hours ago.
    expect(words(SUNDAY_TEN - 11 * HOUR_MS)).toBe('متأخرة يومًا');
    expect(words(null)).toBe('لم يُحدد موعد');
    expect(words(SUNDAY_TEN - HOUR_MS, false)).not.toContain('متأخرة');
    expect([isOverdue(1, true, 2), isOverdue(1, false, 2), isOverdue(null, true, 2)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('counts days and minutes in Muscat', () => {
    expect(instantAt(SUNDAY_TEN, 0, 10 * 60)).toBe(SUNDAY_TEN);
    expect(instantAt(SUNDAY_TEN, 1, 10 * 60)).toBe(SUNDAY_TEN + 24 * HOUR_MS);
    expect(instantAt(SUNDAY_TEN - 10 * HOUR_MS, 0, 0)).toBe(SUNDAY_TEN - 10 * HOUR_MS);
  });

  it('marks a status by what it means', () => {
    expect([statusTone('new'), statusTone('awaiting_entity'), statusTone('closed')]).toEqual([
      'note',
      'warn',
      'plain',
    ]);
  });
});

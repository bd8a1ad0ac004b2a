// The figures of a period as somebody looks at them: which days, what they are held against, which rows behind one of
// them are open. They stay as they were while another screen is in front.
// Never here: what a figure counts (the backend's answer), words.

import type {
  Backend,
  CallRow,
  CaseRow,
  Days,
  ErrorDto,
  FigureCallsQuery,
  FigureCasesQuery,
  FigureSurveysQuery,
  Figures,
  FiguresQuery,
  SurveyInList,
} from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { ImprovementState } from './improvements.svelte';

/** After how long it is said that figures are being counted, in milliseconds. */
const SLOW_MS = 1000;

/** Which rows are wanted. */
export type Wanted =
  | ({ kind: 'calls' } & Omit<FigureCallsQuery, 'days' | 'after'>)
  | ({ kind: 'cases' } & Omit<FigureCasesQuery, 'days' | 'after'>)
  | ({ kind: 'surveys' } & Omit<FigureSurveysQuery, 'days' | 'after'>);

/** The rows behind a figure. */
export interface Behind {
  wanted: Wanted;
  /** What they are, in the language of the moment. */
  title: () => string;
  /** Of which days; null for those of the figures. */
  days: Days | null;
  calls: CallRow[];
  cases: CaseRow[];
  surveys: SurveyInList[];
  next: string | null;
  total: number;
}

/** One page of whatever is behind. */
interface Page {
  calls?: CallRow[];
  cases?: CaseRow[];
  surveys?: SurveyInList[];
  next: string | null;
  total: number;
}

export const EVERY_SURVEY: Wanted & { kind: 'surveys' } = { kind: 'surveys', type: null, governorate: null };

export const EVERY_CALL: Wanted & { kind: 'calls' } = {
  kind: 'calls',
  group: '',
  type: null,
  subCategory: null,
  channel: null,
  governorate: null,
  openedCase: false,
};

export class FigureState {
  asked: FiguresQuery = $state.raw({ named: 'this_month', from: '', to: '' });
  figures: Figures | null = $state.raw(null);
  /** The same figures of the period before, and of a year before. */
  previous: Figures | null = $state.raw(null);
  yearBefore: Figures | null = $state.raw(null);
  busy: boolean = $state(false);
  /** It takes long enough to say so. */
  slow: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  behind: Behind | null = $state.raw(null);
  behindBusy: boolean = $state(false);
  behindProblem: ErrorDto | null = $state.raw(null);
  /** What each figure counts stands below it. */
  defined: boolean = $state(false);
  readonly improvements: ImprovementState;
  #count = 0;
  #opened = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.improvements = new ImprovementState(backend);
  }

  /** The days have not begun yet. */
  get toCome(): boolean {
    return this.figures?.series.parts[0]?.open === null;
  }

  /** They have begun, and some of them are still to come. */
  get goesOn(): boolean {
    return !this.toCome && this.figures?.series.parts.at(-1)?.open === null;
  }

  /** Other days, from the beginning. */
  async choose(asked: FiguresQuery): Promise<void> {
    this.asked = asked;
    this.close();
    await this.load();
  }

  /** Counts anew; what was there stays to be read until then. */
  async load(): Promise<void> {
    this.#count += 1;
    const count = this.#count;
    const isStale = () => count !== this.#count;
    this.busy = true;
    const slow = setTimeout(() => {
      if (!isStale()) this.slow = true;
    }, SLOW_MS);
    try {
      const figures = await this.#backend.figures(this.asked);
      if (isStale()) return;
      this.figures = figures;
      this.previous = null;
      this.yearBefore = null;
      this.problem = null;
      const of = (days: { from: string; to: string }) => this.#backend.figures({ named: null, ...days });
      const previous = await of(figures.previous);
      if (isStale()) return;
      this.previous = previous;
      const yearBefore = await of(figures.yearBefore);
      if (!isStale()) this.yearBefore = yearBefore;
    } catch (caught) {
      if (isStale()) return;
      this.problem = asErrorDto(caught);
    } finally {
      clearTimeout(slow);
      if (!isStale()) {
        this.busy = false;
        this.slow = false;
      }
    }
  }

  /** Opens the rows behind a figure, or behind a part of it. */
  async open(wanted: Wanted, title: () => string, days: Days | null = null): Promise<void> {
    this.#opened += 1;
    this.behind = { wanted, title, days, calls: [], cases: [], surveys: [], next: null, total: 0 };
    await this.#fetch(null);
  }

  /** Which calls are shown behind a figure; null while none are. */
  get callsBehind(): FigureCallsQuery | null {
    const days = this.behind?.days ?? this.figures?.days;
    const wanted = this.behind?.wanted;
    if (!days || wanted?.kind !== 'calls') return null;
    const { group, type, subCategory, channel, governorate, openedCase } = wanted;
    const of = { group, type, subCategory, channel, governorate, openedCase };
    // The days as they were counted: after midnight a name means others.
    return { ...of, days: { named: null, ...days }, after: null };
  }

  /** The rows behind those that are there. */
  async more(): Promise<void> {
    const next = this.behind?.next;
    if (next && !this.behindBusy) await this.#fetch(next);
  }

  close(): void {
    this.#opened += 1;
    this.behind = null;
    this.behindProblem = null;
    this.behindBusy = false;
  }

  async #fetch(after: string | null): Promise<void> {
    const behind = this.behind;
    const days = behind?.days ?? this.figures?.days;
    if (!behind || !days) return;
    const opened = this.#opened;
    this.behindBusy = true;
    this.behindProblem = null;
    try {
      // The days as they were counted: after midnight a name means others.
      const page = await this.#page(behind.wanted, { named: null, ...days }, after);
      if (opened !== this.#opened) return;
      this.behind = {
        ...behind,
        calls: [...behind.calls, ...(page.calls ?? [])],
        cases: [...behind.cases, ...(page.cases ?? [])],
        surveys: [...behind.surveys, ...(page.surveys ?? [])],
        next: page.next,
        total: page.total,
      };
    } catch (caught) {
      if (opened === this.#opened) this.behindProblem = asErrorDto(caught);
    } finally {
      if (opened === this.#opened) this.behindBusy = false;
    }
  }

  async #page(wanted: Wanted, days: FiguresQuery, after: string | null): Promise<Page> {
    switch (wanted.kind) {
      case 'calls': {
        const { group, type, subCategory, channel, governorate, openedCase } = wanted;
        const asked = { group, type, subCategory, channel, governorate, openedCase, days, after };
        const { rows, next, total } = await this.#backend.figureCalls(asked);
        return { calls: rows, next, total };
      }
      case 'cases': {
        const { rows, next, total } = await this.#backend.figureCases({ set: wanted.set, days, after });
        return { cases: rows, next, total };
      }
      case 'surveys': {
        const { type, governorate } = wanted;
        const { rows, next, total } = await this.#backend.figureSurveys({ type, governorate, days, after });
        return { surveys: rows, next, total };
      }
    }
  }
}

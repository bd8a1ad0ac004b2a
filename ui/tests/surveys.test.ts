// What is said of a call afterwards, as the screen keeps it: whose answer stands, and what becomes of late ones.
import { describe, expect, it, vi } from 'vitest';

import { SurveyWork } from '../src/components/surveys.svelte';
import type { Backend, NewSurvey, Surveys, SurveysQuery } from '../src/lib/backend';
import { fakeBackend, refusal } from './fake-backend';

const one: SurveysQuery = { call: 'one', case: null };
const other: SurveysQuery = { call: 'other', case: null };

const said: NewSurvey = {
  id: 'said',
  about: one,
  mode: 'phone',
  day: '',
  overall: 5,
  ease: null,
  solved: '',
  refused: '',
  language: '',
  comment: '',
};

function found(mayLog: boolean): Surveys {
  return { rows: [], mayLog, own: false };
}

function work(changes: Partial<Backend>): SurveyWork {
  return new SurveyWork(Object.assign(fakeBackend().backend, changes));
}

describe('the surveys of a call', () => {
  it('are those of the call that is looked at, though the answer about another comes late', async () => {
    const answers = new Map<string, (surveys: Surveys) => void>();
    const shown = work({
      surveys: ({ call }) =>
        new Promise((resolve) => {
          answers.set(call ?? '', resolve);
        }),
    });
    const first = shown.load(one);
    const second = shown.load(other);
    answers.get('other')?.(found(true));
    await second;
    answers.get('one')?.(found(false));
    await first;
    expect(shown.found?.mayLog).toBe(true);
  });

  it('show what a colleague wrote down first, beside why it was refused', async () => {
    const surveys = vi.fn<Backend['surveys']>(() => Promise.resolve(found(true)));
    const shown = work({ surveys, logSurvey: () => Promise.reject(refusal('survey_answered', {})) });
    await shown.load(one);
    surveys.mockResolvedValue(found(false));
    shown.begin('answer');
    expect(await shown.log(said)).toBe(false);
    expect(shown.form).toBeNull();
    expect(shown.found?.mayLog).toBe(false);
    expect(shown.problem?.code).toBe('survey_answered');
  });

  it('leave another call alone when an answer about the one before is taken back', async () => {
    const shown = work({
      surveys: () => Promise.resolve(found(false)),
      withdrawSurvey: () => Promise.resolve(found(true)),
    });
    await shown.load(other);
    expect(await shown.withdraw(one, 'said')).toBe(true);
    expect(shown.found?.mayLog).toBe(false);
  });

  it('keep a form that is refused at a field', async () => {
    const shown = work({
      logSurvey: () => Promise.reject(refusal('invalid', { field: 'day', rule: 'not_a_day' })),
    });
    await shown.load(one);
    shown.begin('answer');
    expect(await shown.log(said)).toBe(false);
    expect(shown.form).toBe('answer');
    expect(shown.faults.of['day']).toBeDefined();
  });
});

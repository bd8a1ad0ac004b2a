// Figures in which hardly anything was counted, for the tests.

import type { Figures } from '../src/lib/backend';

export function figures(from: string, received = 1): Figures {
  const none = { part: 0, of: 0 };
  return {
    days: { from, to: from },
    previous: { from: `${from} before`, to: '' },
    yearBefore: { from: `${from} a year before`, to: '' },
    own: false,
    scope: { site: false, number: null, lastContactAt: null, silent: [] },
    calls: {
      received,
      logged: received,
      groups: [],
      types: [],
      channels: [],
      governorates: [],
      handlingMs: null,
      logDelayMs: null,
      savedLater: none,
      resolved: none,
      openedCase: none,
    },
    cases: {
      opening: 0,
      new: 0,
      reopened: 0,
      closed: 0,
      closing: 0,
      inTime: none,
      overdue: 0,
      openedAgain: none,
      ageDays: null,
      byAge: [0, 0, 0, 0, 0],
    },
    promises: none,
    work: { workedMs: 0, calls: 0, perHour: null },
    satisfaction: { answers: 0, needed: 30, rate: null, response: none, types: [], governorates: [] },
    series: { step: 'day', parts: [] },
    quality: { mean: null, failed: none },
  };
}

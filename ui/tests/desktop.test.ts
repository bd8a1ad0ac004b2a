// What the desktop around the window asks for: nothing jumps ahead of the person, nothing typed is lost.
import { describe, expect, it, vi } from 'vitest';

import type { ScreenPop } from '../src/lib/backend';
import { Closing, Pops } from '../src/lib/desktop';
import { fakeBackend } from './fake-backend';

function pop(id: number, kind: ScreenPop['kind'] = 'number'): ScreenPop {
  const number = kind === 'number' ? `9912340${String(id)}` : '';
  return { id, at: 1_795_000_000_000, kind, number, shown: number };
}

/** A backend with these calls waiting; `announce` tells the screen of another. */
function ringing(...first: ScreenPop[]) {
  let waiting = first;
  let heard: () => void = () => undefined;
  const { backend } = fakeBackend({
    screenPops: () => Promise.resolve(waiting),
    endScreenPop: (id) => {
      waiting = waiting.filter((one) => one.id !== id);
      return Promise.resolve(waiting);
    },
    onCallAnnounced: (tell) => {
      heard = tell;
      return () => {
        heard = () => undefined;
      };
    },
  });
  const announce = (another: ScreenPop): void => {
    waiting = [another, ...waiting];
    heard();
  };
  return { backend, announce };
}

describe('calls that are announced', () => {
  it('wait through a change of person, and are taken once, the newest first', async () => {
    const { backend, announce } = ringing(pop(1));
    const pops = new Pops(backend);
    const stop = pops.listen();
    await vi.waitFor(() => {
      expect(pops.waiting).toHaveLength(1);
    });
    announce(pop(2));
    await vi.waitFor(() => {
      expect(pops.waiting.map(({ id }) => id)).toEqual([2, 1]);
    });
    expect(pops.take()?.number).toBe('99123402');
    expect(pops.take()?.number, 'pressed twice it is the next one').toBe('99123401');
    expect(pops.take()).toBeNull();
    await vi.waitFor(() => {
      expect(pops.waiting).toEqual([]);
    });
    stop();
    announce(pop(3));
    expect(pops.waiting).toEqual([]);
  });

  it('that cannot be read are never taken for a call, and can be put away', async () => {
    const { backend } = ringing(pop(2, 'unreadable'), pop(1));
    const pops = new Pops(backend);
    pops.listen();
    await vi.waitFor(() => {
      expect(pops.waiting).toHaveLength(2);
    });
    expect(pops.take()?.id).toBe(1);
    expect(pops.take()).toBeNull();
    expect(pops.take(2)?.kind).toBe('unreadable');
  });
});

describe('closing the window', () => {
  function closing() {
    const answers: boolean[] = [];
    let ask: () => void = () => undefined;
    const { backend } = fakeBackend({
      closeWindow: (go) => {
        answers.push(go);
        return Promise.resolve();
      },
      onCloseAsked: (heard) => {
        ask = heard;
        return () => undefined;
      },
    });
    const closing = new Closing(backend);
    closing.listen();
    return {
      closing,
      answers,
      ask: () => {
        ask();
      },
    };
  }

  it('asks nobody where nobody types', async () => {
    const { answers, ask } = closing();
    ask();
    await vi.waitFor(() => {
      expect(answers).toEqual([true]);
    });
  });

  it('writes what is typed first, and asks over open drafts', async () => {
    const { closing: window, answers, ask } = closing();
    const write = vi.fn(() => Promise.resolve({ drafts: 2, kept: true }));
    const end = window.first(write);
    ask();
    await vi.waitFor(() => {
      expect(window.question).toEqual({ drafts: 2, kept: true });
    });
    expect(write).toHaveBeenCalledOnce();
    expect(answers).toEqual([]);
    window.answer(false);
    expect(answers, 'staying is told too: another time it asks again').toEqual([false]);
    ask();
    await vi.waitFor(() => {
      expect(window.question).not.toBeNull();
    });
    end();
    expect(window.question, 'the person has gone').toBeNull();
  });

  it('says so when the last words are not on the disk, even with no draft to name', async () => {
    const { closing: window, answers, ask } = closing();
    window.first(() => Promise.resolve({ drafts: 0, kept: false }));
    ask();
    await vi.waitFor(() => {
      expect(window.question?.kept).toBe(false);
    });
    expect(answers).toEqual([]);
  });
});

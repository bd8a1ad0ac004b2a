// A draft must be on the disk 400 ms after its first unkept key, however long typing goes on.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Keeper } from '../src/features/desk/keeper.svelte';
import { refusal } from './fake-backend';

const PROMISED_MS = 400;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the keeper', () => {
  it('keeps at its pace while typing goes on', async () => {
    const typed: number[] = [];
    let longest = 0;
    const keeper = new Keeper(() => {
      longest = Math.max(longest, Date.now() - (typed[0] ?? Date.now()));
      typed.length = 0;
      return Promise.resolve();
    });
    for (let key = 0; key < 100; key += 1) {
      typed.push(Date.now());
      keeper.touch();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(PROMISED_MS);
  });

  it('never writes twice at once, and writes again what came meanwhile', async () => {
    let running = 0;
    let most = 0;
    let writes = 0;
    const keeper = new Keeper(async () => {
      running += 1;
      writes += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 300));
      running -= 1;
    });
    keeper.touch();
    await vi.advanceTimersByTimeAsync(250);
    keeper.touch();
    expect(keeper.kept).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect({ most, writes, kept: keeper.kept }).toEqual({ most: 1, writes: 2, kept: true });
  });

  it('writes at once when asked to', async () => {
    const write = vi.fn(() => Promise.resolve());
    const keeper = new Keeper(write);
    keeper.touch();
    expect(await keeper.flush()).toBe(true);
    expect(write).toHaveBeenCalledOnce();
  });

  it('says that it failed, and tries until it succeeds', async () => {
    let full = true;
    const keeper = new Keeper(() => (full ? Promise.reject(refusal('disk_full')) : Promise.resolve()));
    keeper.touch();
    expect(await keeper.flush()).toBe(false);
    expect(keeper.problem?.code).toBe('disk_full');
    full = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect({ kept: keeper.kept, problem: keeper.problem }).toEqual({ kept: true, problem: null });
  });

  it('writes nothing after it was stopped', async () => {
    const write = vi.fn(() => Promise.resolve());
    const keeper = new Keeper(write);
    keeper.touch();
    await keeper.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(write).not.toHaveBeenCalled();
    keeper.resume();
    await vi.advanceTimersByTimeAsync(5000);
    expect(write).toHaveBeenCalledOnce();
  });
});

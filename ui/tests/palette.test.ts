// The palette finds what can be done and teaches its key; an answer that comes too late is nobody's.
import { describe, expect, it, vi } from 'vitest';

import { I18n } from '../src/lib/i18n';
import { Keys } from '../src/lib/keys';
import { actionSource } from '../src/shell/palette/actions';
import { Palette, type Found } from '../src/shell/palette/palette.svelte';

const found = (key: string): Found => ({ key, label: key, choose: () => undefined });

describe('the palette', () => {
  it('offers only what can be done here, with its key, and does it', async () => {
    const keys = new Keys();
    const begin = vi.fn();
    const print = vi.fn();
    keys.on('call.new', begin);
    keys.on('shift.print', print);
    const closed = vi.fn();
    const palette = new Palette([actionSource(new I18n(), keys, closed)]);
    await palette.ask('');
    expect(palette.all.map(({ key }) => key)).toEqual(['call.new']);
    expect(palette.chosen()?.chord).toBe('F2');
    palette.chosen()?.choose();
    expect(closed).toHaveBeenCalledBefore(begin);
    expect(print).not.toHaveBeenCalled();
  });

  it('finds an action by a folded beginning of any of its words', async () => {
    const keys = new Keys();
    keys.on('call.new', () => undefined);
    keys.on('draft.next', () => undefined);
    const palette = new Palette([actionSource(new I18n(), keys, () => undefined)]);
    await palette.ask('جديده');
    expect(palette.all.map(({ key }) => key)).toEqual(['call.new']);
    await palette.ask('لا شيء كهذا');
    expect(palette.all).toEqual([]);
  });

  it('throws away an answer to words that were typed over', async () => {
    const waiting: ((found: Found[]) => void)[] = [];
    const slow = {
      title: 'calls',
      find: () => new Promise<Found[]>((resolve) => void waiting.push(resolve)),
    };
    const palette = new Palette([slow]);
    const first = palette.ask('سال');
    const second = palette.ask('سالم');
    waiting[1]?.([found('new')]);
    await second;
    waiting[0]?.([found('old')]);
    await first;
    expect(palette.all.map(({ key }) => key)).toEqual(['new']);
    expect(palette.searching).toBe(0);
  });

  it('goes on when one source fails, and keeps the sources in their order', async () => {
    const palette = new Palette([
      { title: 'calls', find: () => Promise.reject(new Error('interrupted')) },
      { title: 'cases', find: () => Promise.resolve([found('case')]) },
      { title: 'actions', find: () => [found('action')] },
    ]);
    await palette.ask('x');
    expect(palette.groups.map(({ title }) => title)).toEqual(['cases', 'actions']);
    palette.move(5);
    expect(palette.chosen()?.key).toBe('action');
    palette.move(-9);
    expect(palette.chosen()?.key).toBe('case');
  });
});

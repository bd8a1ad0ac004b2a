// What people type and paste arrives whole, or it is said what could not.
import { describe, expect, it } from 'vitest';

import { Finder } from '../src/lib/arabic/finder';
import { I18n } from '../src/lib/i18n';
import { keepable, latinDigits, lengthOf, newId, overLimit } from '../src/lib/text';

describe('text', () => {
  it('shows NUL and halves of a pair, and nothing else is touched', () => {
    expect(keepable('a\0b\uD800c')).toEqual({ text: 'a�b�c', replaced: 2 });
    const whole = '<b>&amp; \u202Eقلب\u202C 😀\n\t=1+1</b>';
    expect(keepable(whole)).toEqual({ text: whole, replaced: 0 });
    expect(keepable('\uDE00😀\uD83D').text).toBe('�😀�');
  });

  it('counts as the store counts', () => {
    expect(lengthOf('😀😀')).toBe(2);
    expect(overLimit('😀'.repeat(5), 5)).toBe(0);
    expect(overLimit('ا'.repeat(20_003), 20_000)).toBe(3);
  });

  it('reads phone numbers out in Latin digits', () => {
    expect(latinDigits('٩٩١٢ ۳۴۵۶')).toBe('9912 3456');
  });

  it('makes ids of version 7 that sort by their time', () => {
    const ids = [newId(1_795_000_000_000), newId(1_795_000_000_001)];
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(parseInt(ids[0]?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(1_795_000_000_000);
  });
});

describe('the finder', () => {
  const finder = new Finder(
    [
      { ar: 'المستشفى السلطاني', en: 'Royal Hospital', words: [] as string[] },
      { ar: 'مستشفى خولة', en: 'Khoula Hospital', words: ['عظام'] },
      { ar: 'مركز سلطان', en: 'Sultan Centre', words: [] },
    ],
    (item) => [item.ar, item.en],
    (item) => item.words,
  );
  const found = (typed: string) => finder.find(typed, 10).items.map(({ en }) => en);

  it('finds whatever the spelling, in either language, by any word', () => {
    expect(found('خوله')).toEqual(['Khoula Hospital']);
    expect(found('سلط')).toEqual(['Royal Hospital', 'Sultan Centre']);
    expect(found('hosp kh')).toEqual(['Khoula Hospital']);
    expect(found('عظام')).toEqual(['Khoula Hospital']);
  });

  it('puts first what is preferred, and says how many there are beyond the limit', () => {
    expect(finder.find('مستشفى', 1)).toMatchObject({ items: [{ en: 'Khoula Hospital' }], total: 2 });
    const preferred = finder.find('مستشفى', 1, ({ en }) => en.startsWith('Royal'));
    expect(preferred.items.map(({ en }) => en)).toEqual(['Royal Hospital']);
  });
});

describe('numbers and times', () => {
  it('name their digits and calendar in both languages', () => {
    const i18n = new I18n();
    const at = Date.UTC(2026, 10, 22, 5, 41);
    expect([i18n.time(at), i18n.number(1234), i18n.clock(252_000)]).toEqual(['09:41', '1,234', '04:12']);
    i18n.set('ar', 'arab');
    expect([i18n.time(at), i18n.number(12), i18n.clock(252_000)]).toEqual(['٠٩:٤١', '١٢', '٠٤:١٢']);
    expect(i18n.date(at)).toContain('نوفمبر');
    i18n.set('en', 'latn');
    expect(i18n.date(at)).toContain('November');
  });

  it('follow the language in sentences, with all six Arabic forms', () => {
    const i18n = new I18n();
    const waiting = (count: number) => i18n.t('status-waiting', { count }).replace(/[\u2068\u2069]/g, '');
    expect([1, 2, 3, 11, 100].map(waiting)).toEqual([
      'قيد واحد بانتظار الإرسال',
      'قيدان بانتظار الإرسال',
      '3 قيود بانتظار الإرسال',
      '11 قيدًا بانتظار الإرسال',
      '100 قيد بانتظار الإرسال',
    ]);
    i18n.set('ar', 'arab');
    expect(waiting(11)).toBe('١١ قيدًا بانتظار الإرسال');
  });

  it('isolate what is put into a sentence', () => {
    const i18n = new I18n();
    expect(i18n.t('signin-station', { station: 'A-1' })).toBe('المحطة: \u2068A-1\u2069');
  });
});

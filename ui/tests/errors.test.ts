// An error is a code; what a person reads is a whole sentence in their language.
import { describe, expect, it } from 'vitest';

import { asErrorDto, explain, fieldFault } from '../src/lib/errors';
import { I18n } from '../src/lib/i18n';
import { refusal } from './fake-backend';

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('an error', () => {
  it('says how many tries are left, and how long to wait', () => {
    const i18n = new I18n();
    const say = (code: 'wrong_secret' | 'too_many_tries', args: Record<string, string>) =>
      plain(explain(i18n, refusal(code, args)));
    expect(say('wrong_secret', { left: '2' })).toContain('بقيت محاولتان');
    expect(say('wrong_secret', { left: '0' })).toBe('اسم الدخول أو الرقم السري غير صحيح.');
    expect(say('too_many_tries', { wait_s: '30' })).toContain('بعد 30 ثانية');
    expect(say('too_many_tries', { wait_s: '840' })).toContain('بعد 14 دقيقة');
  });

  it('that nobody knows is one of the program, never a blank', () => {
    expect(asErrorDto(new Error('x')).code).toBe('internal');
    expect(asErrorDto({ code: 'something_new', args: {} }).code).toBe('internal');
    expect(asErrorDto(undefined).code).toBe('internal');
    expect(asErrorDto(refusal('disk_full')).code).toBe('disk_full');
  });

  it('finds its field under the name that the screen uses', () => {
    expect(fieldFault(refusal('invalid', { field: 'person.login', rule: 'taken' }))?.field).toBe('login');
    expect(fieldFault(refusal('invalid', { field: 'sub_category', rule: 'required' }))?.field).toBe(
      'subCategory',
    );
    expect(
      fieldFault(refusal('invalid', { field: 'note', rule: 'too_long', limit: '20000' }))?.fault,
    ).toEqual({
      rule: 'too_long',
      limit: 20_000,
    });
    expect(fieldFault(refusal('disk_full'))).toBeNull();
  });
});

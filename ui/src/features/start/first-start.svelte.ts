// What the first start asks for, until the store is made in one step.

import type { Backend, ErrorDto, FirstStarted, LocaleCode } from '../../lib/backend';
import { asErrorDto, type FieldFault } from '../../lib/errors';
import { Faults } from '../../lib/form';
import { keepable } from '../../lib/text';

const PASSPHRASE_MIN = 12;
const LOGIN_MIN = 2;
const PIN_MIN = 6;
const PASSWORD_MIN = 8;

export const FIELD_ORDER = [
  'station',
  'passphrase',
  'passphraseAgain',
  'nameAr',
  'nameEn',
  'login',
  'secret',
] as const;
export type FirstStartField = (typeof FIELD_ORDER)[number];

function length(text: string): number {
  return Array.from(text).length;
}

/** A PIN of six digits or a password of eight characters. */
export function secretFault(secret: string): FieldFault | null {
  if (secret === '') return { rule: 'required' };
  const limit = /^\p{Nd}+$/u.test(secret) ? PIN_MIN : PASSWORD_MIN;
  return length(secret) < limit ? { rule: 'too_short', limit } : null;
}

export class FirstStartForm {
  values: Record<FirstStartField, string> = $state({
    station: '',
    passphrase: '',
    passphraseAgain: '',
    nameAr: '',
    nameEn: '',
    login: '',
    secret: '',
  });
  readonly faults = new Faults();
  problem: ErrorDto | null = $state.raw(null);
  busy: boolean = $state(false);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  change(field: FirstStartField, value: string): void {
    this.values[field] = value;
    this.faults.clear(field);
    if (field === 'nameEn') this.faults.clear('nameAr');
  }

  #check(): boolean {
    const { station, passphrase, passphraseAgain, nameAr, nameEn, login, secret } = this.values;
    const faults: Partial<Record<FirstStartField, FieldFault>> = {};
    if (station.trim() === '') faults.station = { rule: 'required' };
    if (length(passphrase) < PASSPHRASE_MIN) faults.passphrase = { rule: 'too_short', limit: PASSPHRASE_MIN };
    else if (passphrase !== passphraseAgain) faults.passphraseAgain = { rule: 'mismatch' };
    if (nameAr.trim() === '' && nameEn.trim() === '') faults.nameAr = { rule: 'name_needed' };
    if (login.trim() === '') faults.login = { rule: 'required' };
    else if (length(login.trim()) < LOGIN_MIN) faults.login = { rule: 'too_short', limit: LOGIN_MIN };
    const secretProblem = secretFault(secret);
    if (secretProblem) faults.secret = secretProblem;
    this.faults.set(faults);
    return !this.faults.any;
  }

  /** Makes the store; null where something must be put right first. */
  async make(locale: LocaleCode): Promise<FirstStarted | null> {
    if (this.busy) return null;
    this.problem = null;
    if (!this.#check()) return null;
    this.busy = true;
    const { station, passphrase, nameAr, nameEn, login, secret } = this.values;
    try {
      return await this.#backend.firstStart({
        locale,
        station: keepable(station.trim()).text,
        passphrase,
        person: { login: login.trim(), nameAr: nameAr.trim(), nameEn: nameEn.trim(), secret, roles: [] },
      });
    } catch (caught) {
      const error = asErrorDto(caught);
      if (!this.faults.take(error)) this.problem = error;
      return null;
    } finally {
      this.busy = false;
    }
  }
}

// What the first start asks for, until the store is made in one step.

import type { Backend, ErrorDto, FirstStarted, LocaleCode } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { Faults, personFaults } from '../../lib/form';
import { keepable, lengthOf } from '../../lib/text';

const PASSPHRASE_MIN = 12;

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
    const faults = personFaults({ nameAr, nameEn, login, secret });
    if (station.trim() === '') faults['station'] = { rule: 'required' };
    if (lengthOf(passphrase) < PASSPHRASE_MIN) {
      faults['passphrase'] = { rule: 'too_short', limit: PASSPHRASE_MIN };
    } else if (passphrase !== passphraseAgain) faults['passphraseAgain'] = { rule: 'mismatch' };
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

// The first start, step by step: what was typed stays until the store is made, whichever way one goes.
// Never here: words, focus; a passphrase, a PIN or a code anywhere but in this page.

import type { AppState, Backend, ErrorDto, LocaleCode, ShownCode, SignedIn } from '../../lib/backend';
import { asErrorDto, type FieldFault } from '../../lib/errors';
import { Faults, isGroup, personFaults } from '../../lib/form';
import { keepable, lengthOf } from '../../lib/text';

const PASSPHRASE_MIN = 12;
/** As much of a passphrase as can tell how strong it is, in characters. */
const LOOKED_AT = 200;

export const STEPS = ['language', 'station', 'code', 'person', 'centre', 'begin'] as const;
export type Step = (typeof STEPS)[number];

export const FIELD_ORDER = [
  'station',
  'passphrase',
  'passphraseAgain',
  'group0',
  'group1',
  'nameAr',
  'nameEn',
  'login',
  'secret',
  'address',
  'code',
] as const;
export type FirstStartField = (typeof FIELD_ORDER)[number];

/** How hard a passphrase is to guess, as far as its length tells. */
export type Strength = 'short' | 'fair' | 'good' | 'strong';

export function strengthOf(passphrase: string): Strength {
  const length = lengthOf(passphrase);
  const letters = Array.from(passphrase.slice(0, LOOKED_AT));
  const distinct = letters.filter((letter, at) => letters.indexOf(letter) === at).length;
  const words = passphrase.trim().split(/\s+/).length;
  if (length < PASSPHRASE_MIN || distinct < 4) return 'short';
  if (distinct >= 8 && (words >= 4 || length >= 24)) return 'strong';
  return distinct >= 6 && (words >= 3 || length >= 16) ? 'good' : 'fair';
}

export class FirstStartForm {
  step: Step = $state('language');
  values: Record<FirstStartField, string> = $state({
    station: '',
    passphrase: '',
    passphraseAgain: '',
    group0: '',
    group1: '',
    nameAr: '',
    nameEn: '',
    login: '',
    secret: '',
    address: '',
    code: '',
  });
  /** The recovery code; the same however often one goes back. */
  shown: ShownCode | null = $state.raw(null);
  /** The code is off the page and two of its groups are asked for: only paper can tell them. */
  asking: boolean = $state(false);
  /** The store stands: from here on there is no way back to what it was made with. */
  made: AppState | null = $state.raw(null);
  signedIn: SignedIn | null = $state.raw(null);
  readonly faults = new Faults();
  problem: ErrorDto | null = $state.raw(null);
  busy: boolean = $state(false);
  /** The centre has taken this machine: its code is spent. */
  #connected: boolean = $state(false);
  readonly #backend: Backend;

  /** `station`: what an earlier start, broken off, noted; `address`: the centre's, where a policy fixes it. */
  constructor(backend: Backend, station: string, address: string) {
    this.#backend = backend;
    this.values.station = station;
    this.values.address = address;
    if (station !== '') this.step = 'station';
  }

  change(field: FirstStartField, value: string): void {
    this.values[field] = value;
    this.faults.clear(field);
    if (field === 'nameEn') this.faults.clear('nameAr');
  }

  /** The step before can be done again. What made the store cannot; the centre, until it has taken the machine. */
  get canGoBack(): boolean {
    if (this.made) return this.step === 'begin' && this.signedIn !== null && !this.#connected;
    return this.step !== 'language';
  }

  back(): void {
    if (this.step === 'code' && this.asking) {
      this.#goTo('code');
      return;
    }
    const before = STEPS[STEPS.indexOf(this.step) - 1];
    if (before && this.canGoBack && !this.busy) this.#goTo(before);
  }

  /** Does what this step is for and goes on; says whether it did. */
  async next(locale: LocaleCode): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    if (this.step === 'code' && !this.asking) {
      this.asking = true;
      return true;
    }
    this.faults.set(this.#faultsHere());
    if (this.faults.any) return false;
    this.busy = true;
    try {
      return await this.#do(locale);
    } catch (caught) {
      const error = asErrorDto(caught);
      const field = error.args['field'];
      if (error.code === 'invalid' && field === 'groups') this.#goTo('code');
      else if (!this.faults.take(error)) this.problem = error;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** The centre can be set at any time. */
  later(): void {
    this.#goTo('begin');
  }

  #goTo(step: Step): void {
    this.problem = null;
    this.faults.set({});
    this.asking = false;
    this.step = step;
  }

  #faultsHere(): Partial<Record<string, FieldFault>> {
    const { station, passphrase, passphraseAgain, nameAr, nameEn, login, secret } = this.values;
    const faults: Partial<Record<string, FieldFault>> = {};
    if (this.step === 'station') {
      if (station.trim() === '') faults['station'] = { rule: 'required' };
      if (lengthOf(passphrase) < PASSPHRASE_MIN) {
        faults['passphrase'] = { rule: 'too_short', limit: PASSPHRASE_MIN };
      } else if (strengthOf(passphrase) === 'short') faults['passphrase'] = { rule: 'too_weak' };
      else if (passphrase !== passphraseAgain) faults['passphraseAgain'] = { rule: 'mismatch' };
    }
    if (this.step === 'code') return groupFaults(this.shown, [this.values.group0, this.values.group1]);
    if (this.step === 'person') return personFaults({ nameAr, nameEn, login, secret });
    if (this.step === 'centre') {
      if (this.values.address.trim() === '') faults['address'] = { rule: 'required' };
      if (this.values.code.trim() === '') faults['code'] = { rule: 'required' };
    }
    return faults;
  }

  async #do(locale: LocaleCode): Promise<boolean> {
    const { values } = this;
    const station = keepable(values.station.trim()).text;
    if (this.step === 'language' || this.step === 'station') {
      await this.#backend.beginStation({ locale, station });
      if (this.step === 'station') this.shown ??= await this.#backend.firstCode();
    } else if (this.step === 'person') {
      await this.#make(locale, station);
      return true;
    } else if (this.step === 'centre') {
      await this.#backend.connectCentre({ address: values.address.trim(), code: values.code.trim() });
      this.#connected = true;
    }
    const next = STEPS[STEPS.indexOf(this.step) + 1];
    if (next) this.#goTo(next);
    return true;
  }

  async #make(locale: LocaleCode, station: string): Promise<void> {
    const { passphrase, nameAr, nameEn, secret, group0, group1 } = this.values;
    const login = this.values.login.trim();
    this.made = await this.#backend.firstStart({
      locale,
      station,
      passphrase,
      groups: [group0, group1],
      person: { login, nameAr: nameAr.trim(), nameEn: nameEn.trim(), secret, roles: [], languages: [] },
    });
    // Nothing of these is needed any more.
    for (const field of ['passphrase', 'passphraseAgain', 'group0', 'group1', 'secret'] as const) {
      this.values[field] = '';
    }
    this.shown = null;
    try {
      this.signedIn = await this.#backend.signIn({ login, secret });
      this.#goTo('centre');
    } catch {
      // The store stands; its sign-in says what is wrong.
      this.#goTo('begin');
    }
  }
}

/** What is wrong with the groups that came back. */
export function groupFaults(
  shown: ShownCode | null,
  groups: readonly string[],
): Partial<Record<string, FieldFault>> {
  const faults: Partial<Record<string, FieldFault>> = {};
  shown?.asked.forEach((number, at) => {
    const typed = groups[at] ?? '';
    if (typed.trim() === '') faults[`group${String(at)}`] = { rule: 'required' };
    else if (!isGroup(shown.code, number, typed)) faults[`group${String(at)}`] = { rule: 'mismatch' };
  });
  return faults;
}

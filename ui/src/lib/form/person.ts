// What a new person must have, wherever one is added.

import type { FieldFault } from '../errors';
import { lengthOf } from '../text';

const LOGIN_MIN = 2;
const PIN_MIN = 6;
const PASSWORD_MIN = 8;

export interface PersonValues {
  nameAr: string;
  nameEn: string;
  login: string;
  secret: string;
}

/** A PIN of six digits or a password of eight characters. */
export function secretFault(secret: string): FieldFault | null {
  if (secret === '') return { rule: 'required' };
  const limit = /^\p{Nd}+$/u.test(secret) ? PIN_MIN : PASSWORD_MIN;
  return lengthOf(secret) < limit ? { rule: 'too_short', limit } : null;
}

/** A new secret typed twice. */
export function newSecretFaults(secret: string, again: string): Partial<Record<string, FieldFault>> {
  const fault = secretFault(secret);
  if (fault) return { secret: fault };
  return secret === again ? {} : { again: { rule: 'mismatch' } };
}

export function personFaults(person: PersonValues): Partial<Record<string, FieldFault>> {
  const faults: Partial<Record<string, FieldFault>> = {};
  if (person.nameAr.trim() === '' && person.nameEn.trim() === '') faults['nameAr'] = { rule: 'name_needed' };
  const login = person.login.trim();
  if (login === '') faults['login'] = { rule: 'required' };
  else if (/\s/.test(login)) faults['login'] = { rule: 'no_spaces' };
  else if (lengthOf(login) < LOGIN_MIN) faults['login'] = { rule: 'too_short', limit: LOGIN_MIN };
  const secret = secretFault(person.secret);
  if (secret) faults['secret'] = secret;
  return faults;
}

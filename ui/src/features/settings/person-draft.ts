// A person while they are added or changed.

import type { Person } from '../../lib/backend';
import type { PersonValues } from '../../lib/form';

export interface PersonDraft extends PersonValues {
  roles: string[];
  languages: string[];
}

/** Fields in the order of the form. */
export const PERSON_ORDER = ['nameAr', 'nameEn', 'login', 'secret', 'roles', 'languages'] as const;

/** Of somebody who is there, or of a new person: an agent unless something else is said. */
export function draftOf(person: Person | null): PersonDraft {
  return {
    nameAr: person?.nameAr ?? '',
    nameEn: person?.nameEn ?? '',
    login: person?.login ?? '',
    secret: '',
    roles: [...(person?.roles ?? ['agent'])],
    languages: [...(person?.languages ?? [])],
  };
}

/** What is saved of both. */
export function saidOf(draft: PersonDraft) {
  return {
    nameAr: draft.nameAr.trim(),
    nameEn: draft.nameEn.trim(),
    roles: [...draft.roles],
    languages: [...draft.languages],
  };
}

// A new service while it is put together: its type, subjects, own fields and targets, saved in one act or not at all.
// Back and forth through its steps keeps what was typed.
// Never here: what a row must keep.

import type { ErrorDto, ListField, ListRowEdit, ListSheet, ListValue } from '../../../lib/backend';
import { RowForm } from './row-form.svelte';
import { listFault } from './words';

export const STEPS = ['type', 'subjects', 'fields', 'target', 'look'] as const;
export type Step = (typeof STEPS)[number];

/** The lists that a service is made of. */
export interface Sheets {
  types: ListSheet;
  subjects: ListSheet;
  fields: ListSheet;
  targets: ListSheet;
}

/** At which step a row of a list is. */
const STEP_OF: Partial<Record<string, Step>> = {
  types: 'type',
  sub_categories: 'subjects',
  custom_fields: 'fields',
  targets: 'target',
};

/** What the service itself says: nobody is asked for it at each row. */
const SAID = ['type', 'group', 'sub_categories', 'priority'];

function asked(sheet: ListSheet, without: readonly string[] = SAID): ListField[] {
  return sheet.fields.filter(({ name }) => !without.includes(name));
}

export class ServiceForm {
  readonly #sheets: Sheets;
  readonly type: RowForm;
  readonly target: RowForm;
  subjects: RowForm[] = $state.raw([]);
  fields: RowForm[] = $state.raw([]);
  step: Step = $state('type');

  constructor(sheets: Sheets) {
    this.#sheets = sheets;
    this.type = new RowForm('types', sheets.types.fields, null);
    this.type.set('case', ['ask']);
    this.type.set('minimum', ['type', 'sub_category']);
    const [free] = this.digits;
    if (free) this.type.set('digit', [free]);
    this.target = new RowForm('targets', asked(sheets.targets, [...SAID, 'urgent']), null);
    this.addSubject();
  }

  /** Digits that no type in use has. */
  get digits(): string[] {
    const taken = this.#sheets.types.rows
      .filter(({ active }) => active)
      .map(({ values }) => values.find(({ name }) => name === 'digit')?.values[0]);
    return ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].filter((digit) => !taken.includes(digit));
  }

  addSubject(): void {
    this.subjects = [...this.subjects, new RowForm('sub_categories', asked(this.#sheets.subjects), null)];
  }

  addField(): void {
    this.fields = [...this.fields, new RowForm('custom_fields', asked(this.#sheets.fields), null)];
  }

  takeOut(form: RowForm): void {
    this.subjects = this.subjects.filter((one) => one !== form);
    this.fields = this.fields.filter((one) => one !== form);
  }

  /** The rows of a step. */
  rowsAt(step: Step): RowForm[] {
    const rows: Record<Step, RowForm[]> = {
      type: [this.type],
      subjects: this.subjects,
      fields: this.fields,
      target: [this.target],
      look: [],
    };
    return rows[step];
  }

  /** Looks through a step before it is left; the first row in which something is missing, or null. */
  check(step: Step): RowForm | null {
    // All of them, so that everything that is missing is named at once.
    const wrong = this.rowsAt(step).filter((row) => !row.check(step !== 'target'));
    return wrong[0] ?? null;
  }

  /** All rows in the order in which they are laid. */
  rows(): ListRowEdit[] {
    const ofType: ListValue = { name: 'type', values: [this.type.code.trim()] };
    const about = (form: RowForm): ListRowEdit => {
      const edit = form.edit();
      return { ...edit, values: [ofType, ...edit.values] };
    };
    const target = about(this.target);
    const rows = [this.type.edit(), ...this.subjects.map(about), ...this.fields.map(about)];
    // Without a single time it is no target.
    if (target.values.length > 1) rows.push({ ...target, code: this.type.code.trim() });
    return rows;
  }

  /** Takes a refusal to the row that it is about, and goes to its step; the form it is at, or null. */
  take(error: ErrorDto): RowForm | null {
    const named = listFault(error);
    const step = named && STEP_OF[named.list];
    if (!named || !step) return null;
    const rows = this.rowsAt(step);
    const code = named.code.split('/').at(-1) ?? '';
    const form = rows.find((one) => one.code.trim() === code) ?? rows[0];
    if (!form) return null;
    form.faults.set({ [named.field]: named.fault });
    this.step = step;
    return form;
  }
}

// A row while it is edited: what stands in its fields, and what is wrong with them.
// Never here: what a row must keep, which is the backend's to say.

import type { ErrorDto, ListField, ListOption, ListRow, ListRowEdit } from '../../../lib/backend';
import { Faults } from '../../../lib/form';
import { latinDigits } from '../../../lib/text';
import { codeFrom, dayTyped, valuesOf } from './list-admin.svelte';
import { listFault } from './words';

/** Fields that are written with digits: Arabic ones are the same. */
const IN_DIGITS = ['number', 'time', 'day', 'span'];

export class RowForm {
  readonly list: string;
  readonly row: ListRow | null;
  readonly fields: readonly ListField[];
  readonly faults = new Faults();
  code = $state('');
  /** Somebody wrote the code themselves: it follows the label no more. */
  codeIsOwn = $state(false);
  active = $state(true);
  values: Record<string, string[]> = $state({});
  options: ListOption[] = $state([]);

  constructor(list: string, fields: readonly ListField[], row: ListRow | null) {
    this.list = list;
    this.fields = fields;
    this.row = row;
    this.code = row?.code ?? '';
    this.active = row?.active ?? true;
    this.options = (row?.options ?? []).map((one) => ({ ...one }));
    for (const { name, kind } of fields) {
      const values = valuesOf(row, name);
      this.values[name] = kind === 'day' ? values.map(dayTyped) : [...values];
    }
  }

  get isNew(): boolean {
    return this.row === null;
  }

  of(name: string): string[] {
    return this.values[name] ?? [];
  }

  one(name: string): string {
    return this.of(name)[0] ?? '';
  }

  set(name: string, values: string[]): void {
    this.values[name] = values;
    this.faults.clear(name);
    if (name === 'en' && this.isNew && !this.codeIsOwn) {
      this.code = codeFrom(values[0] ?? '');
      this.faults.clear('code');
    }
  }

  setCode(code: string): void {
    this.code = code;
    this.codeIsOwn = true;
    this.faults.clear('code');
  }

  isFixed(name: string): boolean {
    return this.row?.fixed.includes(name) ?? false;
  }

  /** The row as it is to be saved. */
  edit(): ListRowEdit {
    const values = this.fields
      .filter(({ kind }) => kind !== 'options')
      .map(({ name, kind }) => ({
        name,
        values: this.of(name)
          .map((text) => (IN_DIGITS.includes(kind) ? latinDigits(text.trim()) : text.trim()))
          .filter((text) => text !== ''),
      }))
      .filter(({ values }) => values.length > 0);
    return {
      list: this.list,
      key: this.row?.key ?? '',
      code: this.code.trim(),
      active: this.active,
      gone: false,
      values,
      options: this.options.filter(({ code }) => code !== '').map((one) => ({ ...one })),
    };
  }

  /** Takes a refusal that is about this row; says whether it did. */
  take(error: ErrorDto): boolean {
    const named = listFault(error);
    if (!named) return this.faults.take(error);
    const codes = [this.code.trim(), this.row?.key ?? '', this.edit().key];
    const isThis = codes.some((code) => named.code === code || named.code.endsWith(`/${code}`));
    const isHere = this.fields.some(({ name }) => name === named.field) || named.field === 'code';
    // A digit is told by itself, and the calendar by no code at all.
    if (!isHere || (!isThis && named.field !== 'digit' && named.code !== '')) return false;
    this.faults.set({ [named.field]: named.fault });
    return true;
  }

  /** Names of the fields in the order of the form. */
  get order(): string[] {
    return ['ar', 'en', 'code', ...this.fields.map(({ name }) => name), 'fromDay'];
  }
}

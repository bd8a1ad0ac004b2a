// A row while it is edited: what stands in its fields, and what is wrong with them.
// Never here: what a row must keep, which is the backend's to say.

import type {
  ErrorDto,
  ListField,
  ListInnerRow,
  ListOption,
  ListRow,
  ListRowEdit,
} from '../../../lib/backend';
import type { FieldFault } from '../../../lib/errors';
import { Faults } from '../../../lib/form';
import { latinDigits } from '../../../lib/text';
import { codeFrom, dayTyped, valuesOf } from './list-admin.svelte';
import { listFault } from './words';

/** Fields that are written with digits: Arabic ones are the same. */
const IN_DIGITS = ['number', 'time', 'day', 'span'];

/** A row that lies within another one. */
interface Within {
  form: RowForm;
  /** What its fields are called behind: those of all rows stand on one screen. */
  place: string;
}

const asRow = (inner: ListInnerRow): ListRow => ({
  ...inner,
  key: inner.code,
  active: true,
  options: [],
  stays: false,
  fixed: [],
  changed: false,
  coming: null,
});

export class RowForm {
  readonly list: string;
  readonly row: ListRow | null;
  readonly fields: readonly ListField[];
  /** Those of the whole form, by the names of [`at`]. */
  readonly faults: Faults;
  readonly #place: string;
  #innerCount = 0;
  code = $state('');
  /** Somebody wrote the code themselves: it follows the label no more. */
  codeIsOwn = $state(false);
  active = $state(true);
  values: Record<string, string[]> = $state({});
  options: ListOption[] = $state([]);
  /** The rows within it, by the names of their fields. */
  inner: Record<string, RowForm[]> = $state({});
  /** Of a row within another: what stands in it is shown. */
  open = $state(false);

  constructor(list: string, fields: readonly ListField[], row: ListRow | null, within?: Within) {
    this.list = list;
    this.fields = fields;
    this.row = row;
    this.faults = within?.form.faults ?? new Faults();
    this.#place = within?.place ?? '';
    this.open = within !== undefined && row === null;
    this.code = row?.code ?? '';
    this.active = row?.active ?? true;
    this.options = (row?.options ?? []).map((one) => ({ ...one }));
    for (const field of fields) {
      const { name, kind } = field;
      if (kind === 'rows') {
        this.inner[name] = [];
        const rows = row?.rows.find((one) => one.name === name)?.rows ?? [];
        for (const one of rows) this.add(field, one);
        continue;
      }
      const values = valuesOf(row, name);
      this.values[name] = kind === 'day' ? values.map(dayTyped) : [...values];
    }
  }

  get isNew(): boolean {
    return this.row === null;
  }

  /** What a field is called on the screen. */
  at(name: string): string {
    return this.#place + name;
  }

  /** A row within this one, behind those that are there. */
  add(field: ListField, inner: ListInnerRow | null): RowForm {
    const place = `${this.at(field.name)}.${String(this.#innerCount)}/`;
    this.#innerCount += 1;
    const row = new RowForm(this.list, field.fields, inner && asRow(inner), { form: this, place });
    (this.inner[field.name] ??= []).push(row);
    this.faults.clear(this.at(field.name));
    return row;
  }

  /** Of the rows within this one. */
  rowsOf(name: string): RowForm[] {
    return this.inner[name] ?? [];
  }

  of(name: string): string[] {
    return this.values[name] ?? [];
  }

  one(name: string): string {
    return this.of(name)[0] ?? '';
  }

  set(name: string, values: string[]): void {
    this.values[name] = values;
    this.faults.clear(this.at(name));
    if (name === 'en' && this.isNew && !this.codeIsOwn) {
      this.code = codeFrom(values[0] ?? '');
      this.faults.clear(this.at('code'));
    }
  }

  setCode(code: string): void {
    this.code = code;
    this.codeIsOwn = true;
    this.faults.clear(this.at('code'));
  }

  isFixed(name: string): boolean {
    return this.row?.fixed.includes(name) ?? false;
  }

  /** Names what is missing, or is no length of time, before anybody is asked; whether all is there. */
  check(coded = true): boolean {
    const faults: Partial<Record<string, FieldFault>> = {};
    this.#wrong(faults, coded);
    if (Object.keys(faults).length === 0) return true;
    this.faults.set(faults);
    return false;
  }

  #wrong(faults: Partial<Record<string, FieldFault>>, coded: boolean): void {
    for (const { name, kind, needed } of this.fields) {
      if (kind === 'rows') {
        for (const row of this.rowsOf(name)) row.#wrong(faults, true);
        continue;
      }
      const said = this.of(name)
        .map((text) => latinDigits(text.trim()))
        .filter((text) => text !== '');
      if (needed && kind !== 'options' && said.length === 0) faults[this.at(name)] = { rule: 'required' };
      // The unit comes first.
      if (kind === 'span' && said.slice(1).some((text) => !/^\d+$/.test(text))) {
        faults[this.at(name)] = { rule: 'list_span' };
      }
    }
    // A code comes from the English label, which is named already where it is missing.
    const hasLabel = faults[this.at('en')] === undefined;
    if (coded && this.isNew && hasLabel && this.code.trim() === '') {
      faults[this.at(this.#place === '' ? 'code' : 'en')] = { rule: 'required' };
    }
  }

  /** The row as it is to be saved. */
  edit(): ListRowEdit {
    const { code, values, rows } = this.#filled();
    return {
      list: this.list,
      key: this.row?.key ?? '',
      code,
      active: this.active,
      gone: false,
      values,
      rows,
      // One without a code is refused by name; one that nobody filled in is none.
      options: this.options
        .filter(({ code, ar, en }) => [code, ar.trim(), en.trim()].some((said) => said !== ''))
        .map((one) => ({ ...one })),
    };
  }

  #filled(): ListInnerRow {
    const values = this.fields
      .filter(({ kind }) => kind !== 'options' && kind !== 'rows')
      .map(({ name, kind }) => ({
        name,
        values: this.of(name)
          .map((text) => (IN_DIGITS.includes(kind) ? latinDigits(text.trim()) : text.trim()))
          .filter((text) => text !== ''),
      }))
      .filter(({ values }) => values.length > 0);
    const rows = this.fields
      .filter(({ kind }) => kind === 'rows')
      .map(({ name }) => ({ name, rows: this.rowsOf(name).map((row) => row.#filled()) }));
    return { code: this.code.trim(), values, rows };
  }

  /** Takes a refusal that is about this row; says whether it did. */
  take(error: ErrorDto): boolean {
    const named = listFault(error);
    if (!named) return this.faults.take(error);
    const inner = this.#innerOf(named.code, error.code === 'list_twice');
    if (inner) {
      const has = inner.row.fields.some(({ name }) => name === named.field);
      // A code comes from the English label.
      this.faults.set({ [inner.row.at(has ? named.field : 'en')]: named.fault });
      for (const row of inner.path) row.open = true;
      return true;
    }
    const codes = [this.code.trim(), this.row?.key ?? '', this.edit().key];
    const isThis = codes.some((code) => named.code === code || named.code.endsWith(`/${code}`));
    const isHere = this.fields.some(({ name }) => name === named.field) || named.field === 'code';
    // A digit is told by itself, and the calendar by no code at all.
    if (!isHere || (!isThis && named.field !== 'digit' && named.code !== '')) return false;
    this.faults.set({ [named.field]: named.fault });
    return true;
  }

  /** The row within this one that a refusal is about, and all that lead to it. */
  #innerOf(told: string, twice: boolean): { row: RowForm; path: RowForm[] } | null {
    const all = this.#allInner();
    const found = twice
      ? // Of two with one code it is told at the second, and never at one that stands alone.
        all.filter(({ row }) => row.code === told).slice(1)
      : all.filter(({ path }) => [this, ...path].map(({ code }) => code.trim()).join('/') === told);
    return found[0] ?? null;
  }

  #allInner(): { row: RowForm; path: RowForm[] }[] {
    return Object.values(this.inner).flatMap((rows) =>
      rows.flatMap((row) => [
        { row, path: [row] },
        ...row.#allInner().map((one) => ({ row: one.row, path: [row, ...one.path] })),
      ]),
    );
  }

  /** Names of the fields in the order of the form. */
  get order(): string[] {
    return [
      ...['ar', 'en', 'code'].map((name) => this.at(name)),
      ...this.fields.flatMap(({ name }) => [this.at(name), ...this.rowsOf(name).flatMap((row) => row.order)]),
      this.at('fromDay'),
    ];
  }
}

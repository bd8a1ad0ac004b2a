// What is wrong with the fields of one form, shown at each of them; the focus goes to the first.

import { tick } from 'svelte';

import type { ErrorDto } from '../backend';
import { fieldFault, type FieldFault } from '../errors';

function controlsOf(name: string, within: ParentNode): HTMLElement[] {
  return Array.from(within.querySelectorAll<HTMLElement>(`[data-field="${name}"]`));
}

/** Moves the focus to the field of that name, if it is on the screen. */
export function focusField(name: string, within: ParentNode = document): boolean {
  const fields = controlsOf(name, within);
  // Of a radio group the chosen one is the stop, else its first.
  const target = fields.find((one) => one instanceof HTMLInputElement && one.checked) ?? fields[0];
  if (!target) return false;
  target.focus();
  return true;
}

/** The webview brings a field that gets the focus to the edge, where what stays in place lies over it: there it is not. */
export function bringClear(field: HTMLElement): void {
  (field.closest('.field') ?? field).scrollIntoView({ block: 'nearest' });
}

export class Faults {
  of: Partial<Record<string, FieldFault>> = $state.raw({});

  get any(): boolean {
    return Object.keys(this.of).length > 0;
  }

  set(faults: Partial<Record<string, FieldFault>>): void {
    this.of = faults;
  }

  /** The field was changed: what was wrong with it is judged anew at the next try. */
  clear(field: string): void {
    if (!(field in this.of)) return;
    this.of = Object.fromEntries(Object.entries(this.of).filter(([name]) => name !== field));
  }

  /** Takes a refusal that names a field; says whether it did. */
  take(error: ErrorDto): boolean {
    const named = fieldFault(error);
    if (!named) return false;
    this.of = { [named.field]: named.fault };
    return true;
  }

  /** Moves the focus to the first field with a fault, in the order of the form. */
  async focusFirst(order: readonly string[], within: ParentNode = document): Promise<void> {
    await tick();
    const first = order.find((name) => name in this.of) ?? Object.keys(this.of)[0];
    if (first !== undefined) focusField(first, within);
  }

  /** A fault that has no field on the screen, which nobody would see there; null where all have one. */
  unseen(within: ParentNode): { field: string; fault: FieldFault } | null {
    for (const [field, fault] of Object.entries(this.of)) {
      if (fault && controlsOf(field, within).length === 0) return { field, fault };
    }
    return null;
  }
}

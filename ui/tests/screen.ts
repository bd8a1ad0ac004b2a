// The screen as a test meets it: elements by role and name, keys by their place on the board.

import { flushSync, mount, unmount } from 'svelte';
import { expect, vi } from 'vitest';

import App from '../src/App.svelte';
import type { Backend } from '../src/lib/backend';

/** Puts the application on the page; the answer takes it off. */
export function show(backend: Backend): () => Promise<void> {
  const target = document.createElement('div');
  document.body.append(target);
  const app = mount(App, { target, props: { backend } });
  flushSync();
  return () => unmount(app);
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label) return label;
  const labels =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
      ? Array.from(element.labels ?? [])
      : [];
  const copy = (labels[0] ?? element).cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const SELECTORS = {
  button: 'button',
  field: 'input, textarea, select',
  heading: 'h1, h2, h3',
  option: '[role="option"]',
} as const;

function find(role: keyof typeof SELECTORS, name: string): HTMLElement | undefined {
  return Array.from(document.querySelectorAll<HTMLElement>(SELECTORS[role])).find(
    (element) => element.closest('[hidden]') === null && nameOf(element) === name,
  );
}

/** The element of that role and name, as soon as it is there. */
export async function get(role: keyof typeof SELECTORS, name: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = find(role, name);
    if (!found) throw new Error(`no ${role} "${name}" in: ${document.body.textContent ?? ''}`);
    return found;
  });
}

export async function gone(role: keyof typeof SELECTORS, name: string): Promise<void> {
  await vi.waitFor(() => {
    expect(find(role, name)).toBeUndefined();
  });
}

/** Types into a field as a person would: the whole text, then the event that tells of it. */
export function type(field: HTMLElement, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new Error('no field');
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
}

/** A key press whose modifiers are those of a real board: happy-dom takes Alt for AltGr. */
export function keyDown(init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', init);
  event.getModifierState = (name) => name === 'AltGraph' && init.modifierAltGraph === true;
  return event;
}

/** Presses a key where the focus is. The letter it would type does not matter: only its place does. */
export function press(
  code: string,
  held: { ctrl?: boolean; alt?: boolean; shift?: boolean } = {},
): KeyboardEvent {
  const event = keyDown({
    code,
    key: 'ى',
    ctrlKey: held.ctrl ?? false,
    altKey: held.alt ?? false,
    shiftKey: held.shift ?? false,
    bubbles: true,
    cancelable: true,
  });
  (document.activeElement ?? document.body).dispatchEvent(event);
  flushSync();
  return event;
}

export function focusedField(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.dataset['field'] : undefined;
}

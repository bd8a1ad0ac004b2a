// A paste that a field does not hold. It is kept out before the field takes it: laying out a megabyte of
// Arabic in one field holds up every key for seconds, and cutting it would lose its end in silence.

import { lengthOf } from './text';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Text that comes from elsewhere at once. */
function carried(event: ClipboardEvent | DragEvent): string {
  const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
  return data?.getData('text/plain') ?? '';
}

/** The characters of what is pasted or dropped, where the field would not hold it; else 0. */
export function tooLongToTake(
  event: (ClipboardEvent | DragEvent) & { currentTarget: Control },
  limit: number,
): number {
  const text = carried(event);
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const replaced = 'clipboardData' in event ? (selectionEnd ?? 0) - (selectionStart ?? 0) : 0;
  // The quick way first: units are never fewer than characters.
  if (value.length - replaced + text.length <= limit) return 0;
  const length = lengthOf(text);
  return lengthOf(value) - replaced + length > limit ? length : 0;
}

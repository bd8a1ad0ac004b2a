// The recovery code as it comes back from paper.
// Never here: a code that outlives its page.

/** One spelling for a group: letter case, spaces, O for 0, I and L for 1 do not matter. */
function read(typed: string): string {
  return typed
    .replace(/[\s\-‐‑–—_.]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** The groups of a code as it is shown. */
export function groupsOf(code: string): string[] {
  return code.split('-').filter((group) => group !== '');
}

/** Whether `typed` is the group of this number, from 1 on. */
export function isGroup(code: string, number: number, typed: string): boolean {
  const group = groupsOf(code)[number - 1];
  return group !== undefined && read(group) === read(typed);
}

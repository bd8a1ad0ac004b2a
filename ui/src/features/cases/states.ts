// How a status looks beside its word.

const TONES: Partial<Record<string, 'note' | 'warn'>> = {
  new: 'note',
  in_progress: 'note',
  reopened: 'note',
  awaiting_entity: 'warn',
  awaiting_beneficiary: 'warn',
};

/** What the centre has to do is marked, what waits for others otherwise, what is over not at all. */
export function statusTone(status: string): 'note' | 'warn' | 'plain' {
  return TONES[status] ?? 'plain';
}

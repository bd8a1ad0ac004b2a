// A card was told to the caller of the call in front, or of one that begins with it. It fills only what
// is empty: what was chosen stays, and of what was half typed every word can be had back.
// Never here: reading cards, words, focus.

import type { CardTold, CardView } from '../../lib/backend';
import type { Desk } from './desk.svelte';
import type { OpenDraft } from './open-draft.svelte';
import { missing } from './rules';

export interface ToldNow {
  draft: OpenDraft;
  /** The field where the agent goes on. */
  next: string;
  /** Takes it back, as long as the call is still being typed. */
  takeBack: () => void;
}

export function tellCard(desk: Desk, card: CardView, now: number): ToldNow {
  const begins = desk.current === null;
  const draft = desk.current ?? desk.newCall(now);
  const subject = desk.lists.subject(card.type, card.subCategory);
  const back = draft.tell({ code: card.code, version: card.version }, subject?.active ? subject : null);
  const next = begins ? 'number' : (missing(draft.form, desk.lists.type(draft.form.type))[0] ?? 'note');
  return {
    draft,
    next,
    takeBack: () => {
      if (desk.drafts.includes(draft)) back();
    },
  };
}

/** Takes a card off the call; the answer puts it back. */
export function untellCard(desk: Desk, draft: OpenDraft, card: CardTold): () => void {
  const back = draft.untell(card);
  return () => {
    if (desk.drafts.includes(draft)) back();
  };
}

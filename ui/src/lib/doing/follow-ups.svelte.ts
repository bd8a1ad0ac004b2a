// What came of follow-ups, written down wherever they are shown: on the page of a case or a call, in the
// list of what is due, after a call-back.

import type { Backend, ErrorDto, FollowUpView } from '../backend';
import type { Faults } from '../form';
import { Doing } from './doing.svelte';

/** Done, tried, a new time, not to be done. */
export type FollowUpAct = 'done' | 'attempt' | 'replan' | 'cancel';

export interface FollowUpForm {
  kind: FollowUpAct;
  followUp: string;
}

/** What the forms of a follow-up need of whatever shows it. */
export interface FollowUpWork {
  readonly backend: Backend;
  readonly faults: Faults;
  readonly busy: boolean;
  /** The form that is open, which may be about something else. */
  readonly form: { kind: string; followUp?: string } | null;
  begin(form: FollowUpForm): void;
  end(): void;
  followUp(what: () => Promise<FollowUpView>): Promise<boolean>;
}

/** What shows them goes on with the one that was changed; with none where somebody else was there first. */
type Again = (now: FollowUpView | null) => Promise<void>;

/** For what shows nothing but follow-ups: what is shown is read again after whatever was done. */
export class FollowUpDoing extends Doing<FollowUpForm> implements FollowUpWork {
  readonly #again: Again;

  constructor(backend: Backend, again: Again) {
    super(backend);
    this.#again = again;
  }

  async followUp(what: () => Promise<FollowUpView>): Promise<boolean> {
    return this.act(async () => {
      await this.#again(await what());
    });
  }

  protected async refused({ code }: ErrorDto): Promise<void> {
    // Somebody else was there first: what they did is shown beside the refusal.
    if (code !== 'follow_up_over' && code !== 'not_owner' && code !== 'not_found') return;
    this.form = null;
    await this.#again(null);
  }
}

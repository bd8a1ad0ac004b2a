// One person speaks with one caller at a time: the call that is begun, come back to or goes on after all is
// the one, and any other whose clock runs goes on hold. Also what follows when a line drops.
// Never here: which call is in front, words.

import type { Backend } from '../../lib/backend';
import type { Beginning } from './channel/channels';
import {
  calledBack,
  canTurn,
  clockRuns,
  dropped,
  ended,
  goneOn,
  hasNumber,
  hasPromise,
  notCalledBack,
  openHold,
  planOf,
  putOnHold,
  takenUp,
  type HasClock,
} from './clock';
import type { OpenDraft } from './open-draft.svelte';

/** What a key did to the clocks, to be said. */
export interface Turned {
  /** Went on hold. */
  held: readonly OpenDraft[];
  /** Should have, and has been on hold as often as can be counted. */
  uncounted: readonly OpenDraft[];
  /** Is spoken with again. */
  takenUp: OpenDraft | null;
}

export const NOTHING_TURNED: Turned = { held: [], uncounted: [], takenUp: null };

/**
 * What came of the key of a dropped line. `planned`: a call-back; `promised`: the agent had promised
 * something, which stands; `no_number`: nobody can be called back; `unplanned`: a time could not be had;
 * `on_again`: it was taken back; `no_clock`: nobody is on the telephone; `nothing`: too late.
 */
export type DropResult =
  'planned' | 'promised' | 'no_number' | 'unplanned' | 'on_again' | 'no_clock' | 'nothing';

/** What the key of a dropped line did, to be said; others go on hold where the line is back. */
export interface Dropping {
  result: DropResult;
  turned: Turned;
}

export class DeskClock {
  readonly #backend: Backend;
  readonly #hasClock: HasClock;
  readonly #drafts: () => readonly OpenDraft[];
  /** Times that were asked for and have not come, by draft. */
  readonly #planning = new Map<OpenDraft, Promise<DropResult>>();

  constructor(backend: Backend, hasClock: HasClock, drafts: () => readonly OpenDraft[]) {
    this.#backend = backend;
    this.#hasClock = hasClock;
    this.#drafts = drafts;
  }

  /** The agent speaks with this caller from now on. */
  speakIn(draft: OpenDraft, now: number): Turned {
    // Whoever takes a message down goes on listening.
    if (!this.#hasClock(draft.form.channel)) return NOTHING_TURNED;
    const held: OpenDraft[] = [];
    const uncounted: OpenDraft[] = [];
    for (const other of this.#drafts()) {
      if (
        other === draft ||
        other.saving ||
        !clockRuns(other.form, now, this.#hasClock) ||
        openHold(other.form, this.#hasClock)
      )
        continue;
      const change = putOnHold(other.form, now);
      if (change) other.turn(change);
      (change ? held : uncounted).push(other);
    }
    if (!openHold(draft.form, this.#hasClock)) return { held, uncounted, takenUp: null };
    draft.turn(takenUp(draft.form, now));
    return { held, uncounted, takenUp: draft };
  }

  /**
   * Comes back to a draft: one whose caller waits is taken up. One that has ended, or was never put on hold,
   * is only looked at, and so is one that was left open long ago.
   */
  comeBackTo(draft: OpenDraft, now: number): Turned {
    const waits = openHold(draft.form, this.#hasClock) !== null && clockRuns(draft.form, now, this.#hasClock);
    return waits ? this.speakIn(draft, now) : NOTHING_TURNED;
  }

  /** A call that is brought back while somebody else is spoken with waits: two cannot be spoken with at once. */
  bringBack(draft: OpenDraft, now: number): void {
    const others = this.#drafts().filter((one) => one !== draft);
    if (!this.#speaks(draft, now) || !others.some((one) => this.#speaks(one, now))) return;
    const change = putOnHold(draft.form, now, true);
    if (change) draft.turn(change);
  }

  /** The end of a call, or it goes on after all; one that is corrected has neither. */
  toggleEnded(draft: OpenDraft, now: number): Turned {
    if (draft.form.corrects) return NOTHING_TURNED;
    if (draft.form.endedAt !== null) return this.#goOn(draft, now);
    draft.turn(ended(draft.form, now));
    return NOTHING_TURNED;
  }

  /** It came by another channel: whoever turns out to be on the telephone is spoken with. */
  chooseChannel(draft: OpenDraft, beginning: Beginning, now: number): Turned {
    draft.chooseChannel(beginning);
    return this.#speaks(draft, now) ? this.speakIn(draft, now) : NOTHING_TURNED;
  }

  /** Puts the caller of this draft on hold by hand, or takes them up; null where nobody is on the line. */
  toggleHold(draft: OpenDraft, now: number): Turned | null {
    if (draft.saving || !canTurn(draft.form, this.#hasClock) || draft.form.endedAt !== null) return null;
    if (openHold(draft.form, this.#hasClock)) return this.speakIn(draft, now);
    const change = putOnHold(draft.form, now, true);
    if (change) draft.turn(change);
    return { held: change ? [draft] : [], uncounted: change ? [] : [draft], takenUp: null };
  }

  /**
   * The line dropped: the clock ends, the draft stays, a call-back is planned where none was promised. Again:
   * the line is back, and a call-back that nobody has touched goes.
   */
  async toggleDropped(draft: OpenDraft, now: number): Promise<Dropping> {
    if (draft.form.dropped && !draft.saving && canTurn(draft.form, this.#hasClock))
      return { result: 'on_again', turned: this.#goOn(draft, now) };
    return { result: await this.#drop(draft, now), turned: NOTHING_TURNED };
  }

  /** A call-back was put away: unless another one is open, its caller is owed what was planned. */
  putAway(callBack: OpenDraft): void {
    const first = this.#calledBackBy(callBack);
    const other = this.#drafts().find(
      ({ id, form }) => id !== callBack.id && form.parentCall === callBack.form.parentCall,
    );
    first?.turn(other ? { calledBackAt: other.form.startedAt } : notCalledBack(first.form));
  }

  /** A call-back that was put away is there again, and its caller is being called back. */
  takeOut(callBack: OpenDraft): void {
    const first = this.#calledBackBy(callBack);
    first?.turn(calledBack(first.form, callBack.form.startedAt));
  }

  /** Waits for what was planned of this draft: it must not come too late for its save. */
  async settled(draft: OpenDraft): Promise<void> {
    await this.#planning.get(draft);
  }

  /** The call that dropped and that this one goes on with, where it is open still. */
  #calledBackBy({ form: { parentCall } }: OpenDraft): OpenDraft | undefined {
    return this.#drafts().find(({ id, saving, form }) => id === parentCall && !saving && form.dropped);
  }

  #speaks(draft: OpenDraft, now: number): boolean {
    return clockRuns(draft.form, now, this.#hasClock) && !openHold(draft.form, this.#hasClock);
  }

  /** It goes on, its line too; who was on hold when it ended is so again. */
  #goOn(draft: OpenDraft, now: number): Turned {
    if (draft.form.dropped) draft.shut('promise');
    draft.turn(goneOn(draft.form));
    return this.#speaks(draft, now) ? this.speakIn(draft, now) : NOTHING_TURNED;
  }

  async #drop(draft: OpenDraft, now: number): Promise<DropResult> {
    if (draft.saving) return 'nothing';
    if (!canTurn(draft.form, this.#hasClock)) return 'no_clock';
    draft.turn(dropped(draft.form, now));
    if (hasPromise(draft.form)) return 'promised';
    if (!hasNumber(draft.form)) return 'no_number';
    const planning = this.#plan(draft);
    this.#planning.set(draft, planning);
    try {
      return await planning;
    } finally {
      if (this.#planning.get(draft) === planning) this.#planning.delete(draft);
    }
  }

  async #plan(draft: OpenDraft): Promise<DropResult> {
    try {
      const { callBackDay, callBackTime } = await this.#backend.promiseTimes(draft.form.urgent);
      if (!this.#drafts().includes(draft) || !draft.form.dropped) return 'nothing';
      if (hasPromise(draft.form)) return 'promised';
      const callBackPlanned = planOf(callBackDay, callBackTime);
      // Called back before the time was there: it is only remembered.
      if (draft.form.calledBackAt !== null) {
        draft.turn({ callBackPlanned });
        return 'nothing';
      }
      draft.turn({ promiseKind: '', promiseDay: callBackDay, promiseTime: callBackTime, callBackPlanned });
      return 'planned';
    } catch {
      return 'unplanned';
    }
  }
}

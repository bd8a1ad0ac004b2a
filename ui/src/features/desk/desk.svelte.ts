// The agent's desk: the drafts that are open, the one in front, and the way of a call into the log.
// Never here: words, focus, keys.

import { createContext } from 'svelte';

import type { Backend, CallForm, ChannelKind, ErrorDto, Logged, SaveAs, TakenBack } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import type { CodeLists } from '../../lib/lists';
import { newId } from '../../lib/text';
import { beginningBy, firstField } from './channel/channels';
import { alongWith, callBackOf, calledBack, hasNumber } from './clock';
import { correctionOf, restOf, typedSince, type Amended } from './correction/correction';
import { DeskClock, NOTHING_TURNED, type Turned } from './desk-clock';
import { emptyForm } from './form/empty';
import { isUrgentByItself } from './form/judge';
import { OpenDraft } from './open-draft.svelte';
import { OwnLog } from './own-log.svelte';
import { faultsOf, unpicked } from './rules';
import { Subjects } from './subjects.svelte';

/** What came of a save. */
export type SaveResult = 'saved' | 'faults' | 'differs' | 'failed' | 'nothing';

/** A call that was saved, as it went; the screen confirms it under its own number and reference. */
export interface Saved {
  form: CallForm;
  logged: Logged;
  /** What kind of contact it was. */
  kind: ChannelKind;
  /** What was typed between the save and its answer, in a draft of its own. */
  rest: OpenDraft | null;
  /**
   * Of a call-back: the call that dropped, which was saved with it; `left` where that one lacks something
   * and stays a draft.
   */
  along: Saved | 'left' | null;
}

/** A save that was refused when its call was no longer the one in front. */
export interface Refused {
  draft: OpenDraft;
  error: ErrorDto;
}

/** Code of the reason for voiding a call that is taken back. */
const TAKEN_BACK = 'by_mistake';

export class Desk {
  drafts: OpenDraft[] = $state.raw([]);
  current: OpenDraft | null = $state.raw(null);
  /** What was saved since the last call began, the latest answer last; two saves can be on their way. */
  saved: Saved[] = $state.raw([]);
  /** The correction that was saved last, until something else comes in front. */
  amended: Amended | null = $state.raw(null);
  problem: ErrorDto | null = $state.raw(null);
  refused: Refused | null = $state.raw(null);
  readonly log: OwnLog;
  readonly clock: DeskClock;
  /** What the clocks did when a call last came in front, to be said. */
  turned: Turned = $state.raw(NOTHING_TURNED);
  readonly lists: CodeLists;
  /** The type-aheads. They live as long as the desk does: made by the first call of a duty, they would end with it. */
  readonly subjects: Subjects;
  readonly #backend: Backend;
  readonly #duty: string;
  /** Saves, and what takes one or a discarding back, that have not been answered yet. */
  #onTheWay: Promise<unknown>[] = [];
  /** Ids of drafts that are over: an answer that is older than their end must not bring them back. */
  #over: string[] = [];
  /** Ids that calls taken back go on under, by their spent ones. */
  #takenBack: Readonly<Record<string, string>> = {};
  #ended = false;

  /** `duty`: whose desk it is; what it writes late is refused once that duty is over. */
  constructor(backend: Backend, lists: CodeLists, duty = '') {
    this.#backend = backend;
    this.#duty = duty;
    this.lists = lists;
    this.subjects = new Subjects(lists);
    const hasClock = (channel: string): boolean => lists.hasClock(channel);
    this.log = new OwnLog(backend, hasClock);
    this.clock = new DeskClock(backend, hasClock, () => this.drafts);
  }

  async load(): Promise<void> {
    void this.log.load();
    try {
      const kept = await this.#backend.drafts();
      const restored = kept
        .filter(({ form }) => !this.#over.includes(form.id) && !this.drafts.some(({ id }) => id === form.id))
        .sort((a, b) => openedAt(b.form) - openedAt(a.form))
        .map(({ form }) => this.#draftOf(form, false));
      this.drafts = [...this.drafts, ...restored];
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  /** Begins a call, of this number where it is known; the one that is spoken in goes on hold. */
  newCall(now: number, number = ''): OpenDraft {
    return this.#begin({ ...emptyForm(now), number }, now);
  }

  /** Begins a contact by this channel; F2 alone begins a call. */
  newContact(channel: string, now: number): OpenDraft {
    const found = this.lists.channel(channel);
    const draft = this.#begin({ ...emptyForm(now), channel }, now);
    draft.chooseChannel(beginningBy(found, channel, now));
    draft.lastField = firstField(found);
    return draft;
  }

  /** Calls back whose line dropped: a new call that goes on with that one, which stays; null where it cannot. */
  callBack(draft: OpenDraft, now: number): OpenDraft | null {
    if (draft.saving || !draft.form.dropped || !hasNumber(draft.form)) return null;
    const call = this.#begin(callBackOf(draft.snapshot(), now), now);
    draft.turn(calledBack(draft.form, now));
    return call;
  }

  /** A person comes back to a draft: its caller is taken up where they waited. */
  comeBackTo(draft: OpenDraft, now: number): void {
    const turned = draft === this.current ? NOTHING_TURNED : this.clock.comeBackTo(draft, now);
    this.show(draft);
    this.turned = turned;
  }

  /** Brings a draft in front, and touches no clock. */
  show(draft: OpenDraft): void {
    if (this.current !== draft) void this.current?.keeper.flush();
    this.current = draft;
    this.saved = [];
    this.amended = null;
    this.problem = null;
    this.refused = null;
    this.turned = NOTHING_TURNED;
  }

  /** The next open draft after the one in front, round and round. */
  showNext(now: number): OpenDraft | null {
    const at = this.current ? this.drafts.indexOf(this.current) : -1;
    const next = this.drafts[(at + 1) % Math.max(1, this.drafts.length)] ?? null;
    if (next) this.comeBackTo(next, now);
    return next;
  }

  /**
   * Saves the draft in front. Pressed twice it is one save; a call never becomes two. The answer belongs
   * to this draft, whatever is in front when it comes, and nothing typed meanwhile is lost.
   */
  async save(saveAs: SaveAs): Promise<SaveResult> {
    const draft = this.current;
    if (!draft || draft.saving) return 'nothing';
    this.problem = null;
    this.refused = null;
    draft.faults.set({
      ...faultsOf(draft.form, this.lists.type(draft.form.type), draft.dayLog !== null),
      ...unpicked(draft.form),
    });
    if (draft.faults.any) return 'faults';
    this.saved = [];
    this.amended = null;
    draft.saving = true;
    return this.#during(draft.form.corrects ? this.#sendCorrection(draft) : this.#send(draft, saveAs));
  }

  /** Puts a draft away; the answer brings it back. */
  async discard(draft: OpenDraft): Promise<((now: number) => Promise<void>) | null> {
    if (draft.saving) return null;
    await draft.keeper.stop();
    try {
      await this.#backend.draftDiscard(draft.id);
    } catch (caught) {
      const error = asErrorDto(caught);
      // One that was never kept has nothing to put away.
      if (error.code !== 'not_found') {
        draft.keeper.resume();
        this.problem = error;
        return null;
      }
    }
    this.#remove(draft);
    this.clock.putAway(draft);
    return (now) => this.#during(this.#bringBack(draft, now));
  }

  /**
   * Takes a saved call out of the log again and opens what was typed as a new draft: the id of the saved
   * one is spent. Says whether it could; if not, the call stays and the reason is shown.
   */
  takeBack(saved: Saved, now: number): Promise<boolean> {
    return this.#during(this.#takeBack(saved, now));
  }

  /**
   * Opens the correction of a saved call, or the one of it that is open already. The answer says why it
   * could not.
   */
  async correct(call: string, now: number): Promise<ErrorDto | null> {
    const open = this.drafts.find(({ form }) => form.corrects?.call === call);
    if (open) {
      this.show(open);
      return null;
    }
    try {
      const form = await correctionOf(this.#backend, call, now);
      if (this.#ended) return null;
      const draft = this.#draftOf(form, true);
      draft.lastField = 'note';
      this.drafts = [draft, ...this.drafts];
      this.show(draft);
      return null;
    } catch (caught) {
      return asErrorDto(caught);
    }
  }

  /** Takes a correction back; what somebody changed again since stays. Null where it could not be. */
  async takeBackCorrection({ saved }: Amended): Promise<TakenBack | null> {
    if (this.#ended) return null;
    try {
      const taken = await this.#backend.takeBackCorrection({
        call: saved.row.id,
        entry: saved.entry ?? '',
        promise: saved.promise ?? '',
      });
      this.amended = null;
      return taken;
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return null;
    }
  }

  /** Goes on with a draft that was somebody else's until now; whose caller waits while another is spoken with. */
  adopt(form: CallForm, now: number): void {
    if (this.#ended) return;
    const draft = this.#draftOf(form, false);
    this.drafts = [draft, ...this.drafts];
    this.clock.bringBack(draft, now);
    this.show(draft);
  }

  /** Which draft is in front, and which field of each had the focus last. */
  place(): { draft: string | null; fields: Record<string, string> } {
    const fields = this.drafts.map((draft) => [draft.id, draft.lastField] as const);
    return { draft: this.current?.id ?? null, fields: Object.fromEntries(fields) };
  }

  /** Shows what was in front before, where nothing has come in front since. */
  reopen(id: string | null, fields: Readonly<Record<string, string>>): void {
    for (const draft of this.drafts) draft.lastField = fields[draft.id] ?? draft.lastField;
    const draft = this.drafts.find((one) => one.id === id);
    if (draft && !this.current) this.show(draft);
  }

  /** The person has gone: nothing of theirs is written, or brought back, from here any more. */
  end(): void {
    this.#ended = true;
    for (const draft of this.drafts) void draft.keeper.stop();
    this.drafts = [];
    this.current = null;
    this.saved = [];
    this.amended = null;
  }

  /**
   * Waits for what is on its way and may open a draft, and writes every draft that is not kept yet; says
   * whether all are.
   */
  async keepAll(): Promise<boolean> {
    await Promise.all(this.#onTheWay);
    const kept = await Promise.all(this.drafts.map((draft) => draft.keeper.flush()));
    return kept.every(Boolean);
  }

  #begin(form: CallForm, now: number): OpenDraft {
    const draft = this.#draftOf(form, true);
    const turned = this.clock.speakIn(draft, now);
    this.drafts = [draft, ...this.drafts];
    this.show(draft);
    this.turned = turned;
    return draft;
  }

  async #send(draft: OpenDraft, saveAs: SaveAs): Promise<SaveResult> {
    // A keep that came after the save would bring the draft back.
    await draft.keeper.stop();
    await this.clock.settled(draft);
    const sent = draft.send();
    try {
      const log = draft.dayLog;
      const logged = await (log
        ? this.#backend.addToLog(sent, log.id, saveAs)
        : this.#backend.logCall(sent, saveAs));
      if (this.#ended) return 'saved';
      // Somebody else's log is not of this duty; one's own says more now.
      if (logged.added) void this.log.load();
      else this.log.add(logged.row);
      const saved = this.#close(draft, sent, logged);
      this.saved = [...this.saved, saved];
      const along = await this.#sendDropped(saved, saveAs);
      this.saved = this.saved.map((one) => (one === saved ? { ...one, along } : one));
      return 'saved';
    } catch (caught) {
      const error = asErrorDto(caught);
      if (this.#ended) return 'failed';
      draft.keeper.resume();
      const named = draft.refused(error);
      if (this.current !== draft) this.refused = { draft, error };
      else if (!named) this.problem = error;
      return named ? 'faults' : 'failed';
    } finally {
      draft.saving = false;
    }
  }

  /** The call that dropped is one matter with its call-back: one save is that of both, where it can be. */
  async #sendDropped({ form: back, logged }: Saved, saveAs: SaveAs): Promise<Saved['along']> {
    const first = this.drafts.find(
      ({ id, saving, form }) => id === back.parentCall && !saving && form.dropped,
    );
    if (!first) return null;
    const before = first.snapshot();
    first.saving = true;
    await first.keeper.stop();
    try {
      const { caseReference: reference } = logged;
      const cases = reference && !back.linkCase ? await this.#backend.findCase(reference) : [];
      const kase = back.linkCase || (cases.find((one) => one.reference === reference)?.id ?? '');
      const change = alongWith(before, back, kase);
      const sent = { ...before, ...change };
      const faults = { ...faultsOf(sent, this.lists.type(sent.type)), ...unpicked(sent) };
      if (!change || Object.keys(faults).length > 0) {
        first.keeper.resume();
        return 'left';
      }
      const answer = await this.#backend.logCall(sent, kase ? 'by_rule' : saveAs);
      if (this.#ended) return null;
      this.log.add(answer.row);
      return { ...this.#close(first, sent, answer), form: before };
    } catch {
      if (!this.#ended) first.keeper.resume();
      return 'left';
    } finally {
      first.saving = false;
    }
  }

  async #sendCorrection(draft: OpenDraft): Promise<SaveResult> {
    await draft.keeper.stop();
    const sent = draft.send();
    try {
      const answer = await this.#backend.amendCall(sent);
      if (this.#ended) return 'saved';
      if (answer.state === 'differs') {
        draft.clashes = answer.clashes;
        draft.keeper.resume();
        return 'differs';
      }
      const typed = draft.snapshot();
      const rest = typedSince(sent, typed) ? await this.#restOfCorrection(draft, sent, typed) : null;
      const inFront = this.current === draft;
      if (rest !== draft) this.#remove(draft);
      if (rest && rest !== draft) {
        rest.lastField = draft.lastField;
        this.drafts = [rest, ...this.drafts];
        if (inFront) this.current = rest;
      }
      this.amended = { form: sent, saved: answer, rest };
      return 'saved';
    } catch (caught) {
      const error = asErrorDto(caught);
      if (this.#ended) return 'failed';
      draft.keeper.resume();
      const named = draft.refused(error);
      if (this.current !== draft) this.refused = { draft, error };
      else if (!named) this.problem = error;
      return named ? 'faults' : 'failed';
    } finally {
      draft.saving = false;
    }
  }

  /** What was typed since a correction was sent; where it cannot begin anew it goes on where it is. */
  async #restOfCorrection(draft: OpenDraft, sent: CallForm, typed: CallForm): Promise<OpenDraft> {
    const call = sent.corrects?.call ?? '';
    try {
      const fresh = await correctionOf(this.#backend, call, Date.now());
      return this.#draftOf(restOf(sent, typed, fresh), true);
    } catch {
      // The correction is saved whatever becomes of this; held against what was seen, nothing is said twice.
      draft.keeper.resume();
      return draft;
    }
  }

  async #during<T>(work: Promise<T>): Promise<T> {
    this.#onTheWay = [...this.#onTheWay, work];
    try {
      return await work;
    } finally {
      this.#onTheWay = this.#onTheWay.filter((one) => one !== work);
    }
  }

  async #bringBack(draft: OpenDraft, now: number): Promise<void> {
    if (this.#ended) return;
    try {
      await this.#backend.draftRestore(draft.id);
    } catch {
      // It is still in memory, so it is kept anew.
      draft.keeper.touch();
    }
    if (this.#ended) return;
    this.#over = this.#over.filter((id) => id !== draft.id);
    draft.keeper.resume();
    if (!this.drafts.includes(draft)) this.drafts = [draft, ...this.drafts];
    this.clock.takeOut(draft);
    this.clock.bringBack(draft, now);
    this.show(draft);
  }

  async #takeBack(saved: Saved, now: number): Promise<boolean> {
    if (this.#ended) return false;
    const { id } = saved.logged.row;
    const { along } = saved;
    // First the one that joined a case of this one: a case that others have joined does not go.
    if (along && along !== 'left' && !(await this.#takeBack(along, now))) return false;
    try {
      await this.#backend.voidCall(id, TAKEN_BACK);
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return false;
    }
    if (this.#ended) return true;
    this.log.remove(id);
    const parentCall = this.#takenBack[saved.form.parentCall] ?? saved.form.parentCall;
    const draft = this.#draftOf({ ...saved.form, id: newId(now), parentCall }, true);
    this.#takenBack = { ...this.#takenBack, [id]: draft.id };
    for (const one of this.drafts) if (one.form.parentCall === id) one.turn({ parentCall: draft.id });
    this.drafts = [draft, ...this.drafts];
    this.clock.bringBack(draft, now);
    this.show(draft);
    return true;
  }

  /** The call is in the log: its draft goes, what was typed since it was sent goes on in another. */
  #close(draft: OpenDraft, form: CallForm, logged: Logged): Saved {
    const typed = draft.typedSince(logged.already ? null : form);
    const rest = typed
      ? this.#draftOf({ ...this.#emptyBy(form.channel, logged.row.savedAt), ...typed }, true)
      : null;
    const inFront = this.current === draft;
    this.#remove(draft);
    if (rest) {
      rest.lastField = draft.lastField;
      this.drafts = [rest, ...this.drafts];
      if (inFront) this.current = rest;
    }
    const kind = this.lists.kindOf(form.channel);
    return { form, logged, rest, kind, along: null };
  }

  #emptyBy(channel: string, now: number): CallForm {
    return { ...emptyForm(now), ...beginningBy(this.lists.channel(channel), channel, now) };
  }

  #draftOf(form: CallForm, fresh: boolean): OpenDraft {
    return new OpenDraft(
      this.#backend,
      form,
      this.#duty,
      fresh,
      (now) => isUrgentByItself(this.lists, now),
      (draft) => void this.#savedBefore(draft),
    );
  }

  /** Keeping found the call in the journal: the answer of its save was lost. The draft gives way to it. */
  async #savedBefore(draft: OpenDraft): Promise<void> {
    if (draft.saving || this.#ended) return;
    if (draft.form.corrects) {
      // Saved before, with a promise: saving it again writes nothing and says what it did.
      const { current } = this;
      if (current === draft) await this.save('by_rule');
      return;
    }
    void draft.keeper.stop();
    try {
      const { row } = await this.#backend.call(draft.id);
      if (this.#ended || !this.drafts.includes(draft)) return;
      this.log.add(row);
      const logged = {
        row,
        caseReference: row.caseReference,
        promisedDue: null,
        callBacks: [],
        already: true,
        added: row.id !== draft.id,
      };
      this.saved = [...this.saved, this.#close(draft, draft.snapshot(), logged)];
    } catch (caught) {
      draft.keeper.resume();
      this.problem = asErrorDto(caught);
    }
  }

  #remove(draft: OpenDraft): void {
    this.#over = [...this.#over, draft.id];
    this.drafts = this.drafts.filter((one) => one !== draft);
    if (this.current === draft) this.current = null;
    if (this.refused?.draft === draft) this.refused = null;
  }
}

/** When the form of a draft was opened. */
function openedAt(form: CallForm): number {
  return form.corrects?.openedAt ?? form.startedAt;
}

export const [useDesk, provideDesk] = createContext<Desk>();

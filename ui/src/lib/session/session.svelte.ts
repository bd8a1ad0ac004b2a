// Where the application stands and who is at the machine, as the backend last said.
// Never here: drafts or anything typed; a change of state must not touch them.

import { createContext } from 'svelte';

import type {
  AppState,
  Backend,
  Digits,
  ErrorDto,
  LinkStatus,
  LocaleCode,
  PolicyField,
  SignedIn,
} from '../backend';
import { asErrorDto } from '../errors';
import { CodeLists } from '../lists/lists.svelte';
import { localDay } from '../now/local-day';
import type { I18n, MessageId } from '../i18n';

/** Rights that the screens ask about; the backend checks each again at its command. */
export type Right =
  | 'call_log'
  | 'lists_manage'
  | 'call_read'
  | 'call_comment'
  | 'call_return'
  | 'call_score'
  | 'person_merge'
  | 'person_erase'
  | 'card_read'
  | 'case_read'
  | 'shift_read'
  | 'shift_sign'
  | 'shift_hand_over'
  | 'journal_verify'
  | 'figures_read'
  | 'export_make'
  | 'sensitive_read'
  | 'export_schedule'
  | 'export_read'
  | 'backup_make'
  | 'figures_all'
  | 'review_read'
  | 'review_decide'
  | 'people_manage'
  | 'machine_manage'
  | 'draft_take'
  | 'centre_connect'
  | 'courier_carry'
  | 'held_read'
  | 'import';

/** Where somebody was when the machine was locked: names of places and fields, nothing that was typed. */
export interface Place {
  screen: string;
  /** Id of the draft that was in front. */
  draft: string | null;
  /** The field that had the focus last, for each open draft by its id. */
  fields: Readonly<Record<string, string>>;
}

export class Session {
  state: AppState | null = $state.raw(null);
  /** The code lists, the same for everybody; asked for while somebody still types their PIN. */
  lists: CodeLists | null = $state.raw(null);
  /** Why the state itself could not be had. */
  problem: ErrorDto | null = $state.raw(null);
  /** A change of stage is on its way (the store made or opened, somebody in or out): no other begins. */
  changing: boolean = $state(false);
  /** Whoever locked the machine did so for somebody else to sit down. */
  forAnother: boolean = $state(false);
  readonly #backend: Backend;
  readonly #i18n: I18n;
  /** Which policy of the centre was last heard of. */
  #policy: string | null = null;
  /** Which version of the lists is there or on its way. */
  #version: string | null = null;
  /** By id of the person; gone with the window. */
  #places: Record<string, Place> = {};

  readonly signedIn: SignedIn | null = $derived(this.state?.signedIn ?? null);

  constructor(backend: Backend, i18n: I18n) {
    this.#backend = backend;
    this.#i18n = i18n;
  }

  async load(): Promise<void> {
    try {
      this.apply(await this.#backend.appState());
      this.problem = null;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  /**
   * Changes the stage by `change`, unless another change is on its way: then it does not begin, and the
   * answer is undefined. Two at once would answer for stages that do not stand together; the one that
   * makes a store shows its recovery code once.
   */
  async alone<T>(change: () => Promise<T>): Promise<T | undefined> {
    if (this.changing) return undefined;
    this.changing = true;
    try {
      return await change();
    } finally {
      this.changing = false;
    }
  }

  /** Has a store that was refused looked at anew; says whether it is refused still. */
  async lookAgain(): Promise<boolean> {
    try {
      this.apply(await this.#backend.lookAgain());
      this.problem = null;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
    return this.state?.phase === 'refused';
  }

  /**
   * Loads the code lists in use, by what the link says or is asked for, where those are not there yet. What is chosen
   * or typed stays. Where they cannot be had, those that are there stay as well, and the next call asks again.
   */
  async loadLists(status?: LinkStatus | null): Promise<void> {
    // Some of them change with the day.
    const version = `${localDay(Date.now())} ${listsVersion(status ?? (await this.#backend.linkStatus()))}`;
    if (this.#version === version) return;
    this.#version = version;
    try {
      const all = await this.#backend.lists();
      // An answer that is older than another question tells of before.
      if (this.#version !== version) return;
      if (this.lists) this.lists.take(all);
      else this.lists = new CodeLists(all);
    } catch (caught) {
      if (this.#version === version) this.#version = null;
      throw caught;
    }
  }

  /** The lists were changed at this machine: they are loaded anew, whatever the link says. */
  async renewLists(): Promise<void> {
    this.#version = null;
    await this.loadLists();
  }

  /** Takes over a state that a command answered, with the language of whoever is at the machine. */
  apply(state: AppState): void {
    this.state = state;
    const { locale, digits } = state.signedIn ?? state;
    this.#i18n.set(locale, digits);
  }

  signIn(signedIn: SignedIn): void {
    if (this.state) this.apply({ ...this.state, phase: 'ready', signedIn, locked: null });
  }

  /** Notes where the person is, for when they are back. */
  remember(place: Place): void {
    if (this.signedIn) this.#places[this.signedIn.person.id] = place;
  }

  /** Where this person was when they locked the machine; it is given once. */
  back(person: string): Place | null {
    const place = this.#places[person] ?? null;
    this.#places = Object.fromEntries(Object.entries(this.#places).filter(([id]) => id !== person));
    return place;
  }

  /** The screen follows at once; a refusal brings the old language back and is passed on. */
  async prefer(locale: LocaleCode, digits: Digits): Promise<void> {
    const before = { locale: this.#i18n.locale, digits: this.#i18n.digits };
    this.#i18n.set(locale, digits);
    // Before the first start nothing can be kept yet; the language goes with the first start itself.
    const { phase } = this.state ?? {};
    if (phase !== 'sign_in' && phase !== 'locked' && phase !== 'ready') return;
    const asked = this.state;
    try {
      const state = await this.#backend.setPreferences({ locale, digits });
      // Somebody has come or gone meanwhile: the answer tells of before.
      if (this.state === asked) this.apply(state);
      else await this.load();
    } catch (caught) {
      this.#i18n.set(before.locale, before.digits);
      throw caught;
    }
  }

  /** Who fixes it, in words: it is shown, and cannot be changed here. Null where it is free. */
  fixed(field: PolicyField): MessageId | null {
    const policy = this.state?.policy;
    if (!policy?.locked.includes(field)) return null;
    return policy.byCentre.includes(field) ? 'settings-policy-fixed-centre' : 'settings-policy-fixed';
  }

  /** Hears of another policy of the centre, which holds at once; the answer stops it. */
  listen(): () => void {
    return this.#backend.onLinkChanged(({ site, packs }) => {
      const taken = packs.find((pack) => pack.kind === 'policy');
      const policy = [site, taken?.version, taken?.unreadable].join(' ');
      if (policy === this.#policy) return;
      this.#policy = policy;
      void this.#askAnew();
    });
  }

  /**
   * Asks for the state once more, and takes what is of the same stage and person. Another stage is shown by what leads
   * to it (the first start keeps its own to the end): then the link's next word asks again.
   */
  async #askAnew(): Promise<void> {
    const asked = this.state;
    const state = await this.#backend.appState().catch(() => null);
    const isSame =
      this.state === asked &&
      state?.phase === asked?.phase &&
      state?.signedIn?.person.id === asked?.signedIn?.person.id;
    if (state && isSame) this.apply(state);
    else this.#policy = null;
  }

  may(right: Right): boolean {
    return this.signedIn?.rights.includes(right) ?? false;
  }
}

/** Tells lists in use from others: of which site, and which of the versions that it published. */
function listsVersion({ site, packs }: LinkStatus): string {
  const taken = packs.find((pack) => pack.kind === 'lists');
  return [site, taken?.version, taken?.publishedAt, taken?.unreadable].join(' ');
}

export const [useSession, provideSession] = createContext<Session>();

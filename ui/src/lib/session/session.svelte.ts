// Where the application stands and who is at the machine, as the backend last said.
// Never here: drafts or anything typed; a change of state must not touch them.

import { createContext } from 'svelte';

import type { AppState, Backend, Digits, ErrorDto, LocaleCode, SignedIn } from '../backend';
import { asErrorDto } from '../errors';
import type { I18n } from '../i18n';

/** Rights that the screens ask about; the backend checks each again at its command. */
export type Right =
  'call_log' | 'call_read' | 'call_comment' | 'shift_read' | 'people_manage' | 'centre_connect' | 'held_read';

export class Session {
  state: AppState | null = $state.raw(null);
  /** Why the state itself could not be had. */
  problem: ErrorDto | null = $state.raw(null);
  readonly #backend: Backend;
  readonly #i18n: I18n;

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

  /** Takes over a state that a command answered, with the language of whoever is at the machine. */
  apply(state: AppState): void {
    this.state = state;
    const { locale, digits } = state.signedIn ?? state;
    this.#i18n.set(locale, digits);
  }

  signIn(signedIn: SignedIn): void {
    if (this.state) this.apply({ ...this.state, phase: 'ready', signedIn });
  }

  /** The screen follows at once; a refusal brings the old language back and is passed on. */
  async prefer(locale: LocaleCode, digits: Digits): Promise<void> {
    const before = { locale: this.#i18n.locale, digits: this.#i18n.digits };
    this.#i18n.set(locale, digits);
    // Before the first start nothing can be kept yet; the language goes with the first start itself.
    if (this.state?.phase !== 'sign_in' && this.state?.phase !== 'ready') return;
    try {
      this.apply(await this.#backend.setPreferences({ locale, digits }));
    } catch (caught) {
      this.#i18n.set(before.locale, before.digits);
      throw caught;
    }
  }

  may(right: Right): boolean {
    return this.signedIn?.rights.includes(right) ?? false;
  }
}

export const [useSession, provideSession] = createContext<Session>();

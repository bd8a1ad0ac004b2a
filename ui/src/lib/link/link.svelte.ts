// The link to the centre as it was last heard of. Being without one is normal: nothing here opens a
// dialog or takes the focus.

import { createContext } from 'svelte';

import type { Backend, ConnectCentre, EpochBegun, ErrorDto, HeldEntry, LinkStatus } from '../backend';
import { asErrorDto } from '../errors';

export class Link {
  status: LinkStatus | null = $state.raw(null);
  held: HeldEntry[] = $state.raw([]);
  /** When and why this machine's chain began anew, newest first. */
  epochs: EpochBegun[] = $state.raw([]);
  /** Held entries are being offered again. */
  offering: boolean = $state(false);
  /** The most that waited since nothing did: how far sending has come is told against it. */
  most: number = $state(0);
  /** Why the last question to the backend failed. */
  problem: ErrorDto | null = $state.raw(null);
  syncing: boolean = $state(false);
  /** An enrolment is on its way; its code is good once. */
  connecting: boolean = $state(false);
  readonly #backend: Backend;
  readonly #mayReadHeld: () => boolean;
  #heard = 0;

  constructor(backend: Backend, mayReadHeld: () => boolean) {
    this.#backend = backend;
    this.#mayReadHeld = mayReadHeld;
  }

  /** Hears every change; the answer stops it. */
  listen(): () => void {
    const stop = this.#backend.onLinkChanged((status) => {
      this.#heard += 1;
      this.#take(status);
    });
    void this.#ask(() => this.#backend.linkStatus());
    return stop;
  }

  async syncNow(): Promise<void> {
    if (this.syncing) return;
    this.syncing = true;
    await this.#ask(() => this.#backend.syncNow());
    this.syncing = false;
  }

  /** A refusal belongs to the form that asked, so it is passed on. */
  async connect(connect: ConnectCentre): Promise<void> {
    if (this.connecting) return;
    this.connecting = true;
    try {
      await this.#answerOf(() => this.#backend.connectCentre(connect));
    } finally {
      this.connecting = false;
    }
  }

  async loadHeld(): Promise<void> {
    if (!this.#mayReadHeld()) return;
    try {
      [this.held, this.epochs] = await Promise.all([
        this.#backend.heldEntries(),
        this.#backend.epochsBegun(),
      ]);
      this.problem = null;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  /** Offers held entries to the centre again, all of them where none is named. */
  async offerAgain(entries: string[] = []): Promise<void> {
    if (this.offering) return;
    this.offering = true;
    await this.#ask(() => this.#backend.offerHeld(entries));
    await this.loadHeld();
    this.offering = false;
  }

  #take(status: LinkStatus): void {
    const heldChanged = status.held !== (this.status?.held ?? 0);
    this.status = status;
    this.most = status.waiting === 0 ? 0 : Math.max(this.most, status.waiting);
    if (heldChanged) void this.loadHeld();
  }

  /** Takes an answer, unless a change was heard meanwhile: that one is newer than what was answered. */
  async #answerOf(question: () => Promise<LinkStatus>): Promise<void> {
    const heard = this.#heard;
    const status = await question();
    if (heard === this.#heard) this.#take(status);
  }

  async #ask(question: () => Promise<LinkStatus>): Promise<void> {
    try {
      await this.#answerOf(question);
      this.problem = null;
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }
}

export const [useLink, provideLink] = createContext<Link>();

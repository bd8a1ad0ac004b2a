// The palette: one field that finds what can be done and what is held. Every source answers in its own
// time; an answer to words that are no longer in the field is thrown away, and nothing that answers older
// words is ever taken by Enter.
// Never here: what the sources search, words, focus; and nothing of what was looked for is kept.

import type { ErrorDto } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';

/** One thing found. */
export interface Found {
  key: string;
  label: string;
  /** A number or a reference, shown from left to right. */
  number?: string;
  /** Said smaller: what it is, when it was. */
  detail?: string;
  /** How it is done without the palette, so that the palette teaches it. */
  chord?: string;
  choose: () => void;
}

/** Things of one kind. */
export interface Group {
  title: string;
  found: readonly Found[];
  /** Brings the things behind those that are there; none where there is nothing more. */
  more?: (() => Promise<Group>) | undefined;
}

/** What a source is asked with. */
export interface Asking {
  /** Whether the answer is not wanted any more. */
  stale: () => boolean;
  /** Shows what is found so far. */
  paint: (groups: readonly Group[]) => void;
}

/** Where things are found: actions, what is held. */
export interface Source {
  find: (typed: string, asking: Asking) => void | Promise<void>;
}

/** A group as it is shown. */
export interface Shown extends Group {
  /** How many of it are shown. */
  upTo: number;
  /** It answers words that have been typed over. */
  old: boolean;
}

/** A row that Enter takes: something found, or the wish to see more of its group. */
export type Row = { kind: 'found'; group: Shown; one: Found } | { kind: 'more'; group: Shown; rest: number };

/** How many of a group are shown at first, and how many more at each wish. */
const SHOWN = 6;
const SHOWN_MORE = 24;

/** How long an answer may take before it is said that one is looked for, in milliseconds. */
const SLOW_MS = 150;

export class Palette {
  /** Place of what Enter would take, over all rows. */
  active: number = $state(0);
  /** The search takes long enough to say so. */
  slow: boolean = $state(false);
  /** Sources that have not answered what is in the field. */
  searching: number = $state(0);
  /** Why a source could not answer. */
  problem: ErrorDto | null = $state.raw(null);
  readonly #sources: readonly Source[];
  #shown: readonly (readonly Shown[])[] = $state.raw([]);
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Enter was pressed while what stands there was still of older words: the source that it waits for. */
  #waitsFor: number | null = null;

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
    this.#shown = sources.map(() => []);
  }

  readonly groups: readonly Shown[] = $derived(this.#shown.flat().filter(({ found }) => found.length > 0));

  readonly rows: readonly Row[] = $derived(
    this.groups.flatMap((group): Row[] => {
      const found = group.found.slice(0, group.upTo).map((one): Row => ({ kind: 'found', group, one }));
      const rest = group.found.length - found.length;
      return rest > 0 || group.more ? [...found, { kind: 'more', group, rest }] : found;
    }),
  );

  /** Asks every source; what was found before stays, as old, until its source answers anew. */
  async ask(typed: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const stale = () => asked !== this.#asked;
    this.active = 0;
    this.#waitsFor = null;
    this.problem = null;
    this.searching = this.#sources.length;
    this.#shown = this.#shown.map((groups) => groups.map((group) => ({ ...group, old: true })));
    this.#hurry();
    await Promise.all(
      this.#sources.map(async (source, at) => {
        try {
          await source.find(typed, {
            stale,
            paint: (groups) => {
              if (stale()) return;
              this.#take(at, groups);
              this.#settled(at);
            },
          });
        } catch (caught) {
          if (stale()) return;
          this.problem = asErrorDto(caught);
          this.#take(at, []);
        }
        if (stale()) return;
        this.searching -= 1;
        if (this.searching === 0) this.#calm();
        // Whoever painted nothing has nothing to take.
        if (this.#waitsFor === at) this.#waitsFor = null;
      }),
    );
  }

  /** Moves by so many rows. */
  move(by: number): void {
    this.#waitsFor = null;
    this.active = Math.max(0, Math.min(this.rows.length - 1, this.active + by));
  }

  /** Takes what stands there, or what will stand there once the words in the field are answered. */
  async take(at: number = this.active): Promise<void> {
    this.active = at;
    const row = this.rows[at];
    if (row && !row.group.old) await this.#do(row);
    else if (this.searching > 0) this.#waitsFor = row ? this.#sourceOf(row.group) : this.#sources.length - 1;
  }

  /** Nobody looks any more. */
  end(): void {
    this.#asked += 1;
    this.#calm();
  }

  async #do(row: Row): Promise<void> {
    if (row.kind === 'found') {
      row.one.choose();
      return;
    }
    const { group } = row;
    const at = this.#sourceOf(group);
    const asked = this.#asked;
    try {
      const whole = row.rest === 0 && group.more ? await group.more() : group;
      if (asked !== this.#asked) return;
      this.#replace(at, group, { ...whole, upTo: group.upTo + SHOWN_MORE, old: false });
    } catch (caught) {
      if (asked === this.#asked) this.problem = asErrorDto(caught);
    }
  }

  #sourceOf(group: Shown): number {
    return this.#shown.findIndex((groups) => groups.includes(group));
  }

  #replace(at: number, old: Shown, by: Shown): void {
    this.#shown = this.#shown.map((groups, place) =>
      place === at ? groups.map((group) => (group === old ? by : group)) : groups,
    );
  }

  #take(at: number, answer: readonly Group[]): void {
    const shown = answer.map((group) => ({ ...group, upTo: SHOWN, old: false }));
    this.#shown = this.#shown.map((groups, place) => (place === at ? shown : groups));
    this.active = Math.max(0, Math.min(this.active, this.rows.length - 1));
  }

  /** An Enter that waited takes the first of what its own source found, and nothing of another's. */
  #settled(at: number): void {
    if (this.#waitsFor !== at) return;
    this.#waitsFor = null;
    const row = this.rows[this.active];
    if (row && this.#sourceOf(row.group) === at) void this.#do(row);
  }

  #hurry(): void {
    this.#calm();
    this.#timer = setTimeout(() => {
      this.slow = true;
    }, SLOW_MS);
  }

  #calm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.slow = false;
  }
}

// The palette: one field that finds what can be done and what is held. Every source answers in its own
// time; an answer to words that are no longer in the field is thrown away.
// Never here: what the sources search, words, focus.

/** One thing found. */
export interface Found {
  key: string;
  label: string;
  /** Said smaller: what it is, when it was. */
  detail?: string;
  /** How it is done without the palette, so that the palette teaches it. */
  chord?: string;
  choose: () => void;
}

/** Where things are found: actions, calls … */
export interface Source {
  title: string;
  /** `stale` says whether the answer is still wanted. */
  find: (typed: string, stale: () => boolean) => Found[] | Promise<Found[]>;
}

export interface Group {
  title: string;
  found: readonly Found[];
}

/** The most that one source shows. */
const FOUND_MAX = 8;

export class Palette {
  groups: readonly Group[] = $state.raw([]);
  /** Place of what Enter would take, over all groups. */
  active: number = $state(0);
  /** Sources that have not answered yet. */
  searching: number = $state(0);
  readonly #sources: readonly Source[];
  #asked = 0;

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
  }

  get all(): readonly Found[] {
    return this.groups.flatMap(({ found }) => found);
  }

  /** Asks every source; what was found before stays until its source answers anew. */
  async ask(typed: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const stale = () => asked !== this.#asked;
    this.active = 0;
    this.searching = this.#sources.length;
    await Promise.all(
      this.#sources.map(async (source) => {
        // A source that fails finds nothing; the others still answer.
        const found = await Promise.resolve(source.find(typed, stale)).catch(() => []);
        if (stale()) return;
        this.searching -= 1;
        this.#take({ title: source.title, found: found.slice(0, FOUND_MAX) });
      }),
    );
  }

  move(by: number): void {
    this.active = Math.max(0, Math.min(this.all.length - 1, this.active + by));
  }

  /** What Enter takes now. */
  chosen(): Found | undefined {
    return this.all[this.active];
  }

  #take(answer: Group): void {
    const others = this.groups.filter(({ title }) => title !== answer.title);
    const order = this.#sources.map(({ title }) => title);
    this.groups = [...others, answer]
      .filter(({ found }) => found.length > 0)
      .sort((a, b) => order.indexOf(a.title) - order.indexOf(b.title));
    this.active = Math.max(0, Math.min(this.active, this.all.length - 1));
  }
}

// What comes in far more often than it did, and the recommendations that were made because of it.
// Never here: what is told as such (the backend's answer), words.

import type {
  Backend,
  ErrorDto,
  ImprovementAnswer,
  ImprovementEffect,
  ImprovementPage,
  ImprovementView,
  SpikeOf,
  Spikes,
} from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { newId } from '../../lib/text';

export class ImprovementState {
  spikes: Spikes | null = $state.raw(null);
  rows: ImprovementView[] = $state.raw([]);
  total: number = $state(0);
  next: string | null = $state(null);
  mayChange: boolean = $state(false);
  /** The list of recommendations is in front. */
  shown: boolean = $state(false);
  /** What is being recommended about. */
  about: SpikeOf | null = $state.raw(null);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  /** What recommendations did, by their id, as far as it was asked for. */
  effects: Record<string, ImprovementEffect> = $state.raw({});
  #id = newId();
  #asked = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What comes in more often than it did, and the newest recommendations. */
  async load(): Promise<void> {
    await this.#run(async () => {
      const [spikes, page] = await Promise.all([this.#backend.spikes(), this.#backend.improvements(null)]);
      return () => {
        this.spikes = spikes;
        this.#take(page);
      };
    });
  }

  async more(): Promise<void> {
    const after = this.next;
    if (after === null || this.busy) return;
    await this.#run(async () => {
      const page = await this.#backend.improvements(after);
      return () => {
        this.rows = [...this.rows, ...page.rows];
        this.next = page.next;
        this.total = page.total;
      };
    });
  }

  /** Recommends; what keeps it from being done is thrown. Answers how it is taken back. */
  async recommend(about: SpikeOf, entity: string, text: string): Promise<() => Promise<void>> {
    const id = this.#id;
    const { type, subCategory, governorate } = about;
    const page = await this.#backend.recommend({ id, type, subCategory, governorate, entity, text });
    this.#id = newId();
    this.#take(page);
    await this.load();
    return () => this.withdraw(id);
  }

  /** Says what came of one; what keeps it from being done is thrown. */
  async answer(given: ImprovementAnswer): Promise<void> {
    this.#take(await this.#backend.answerImprovement(given));
    this.effects = Object.fromEntries(Object.entries(this.effects).filter(([id]) => id !== given.id));
    await this.load();
  }

  async withdraw(id: string): Promise<void> {
    await this.#run(async () => {
      const page = await this.#backend.withdrawImprovement(id);
      const spikes = await this.#backend.spikes();
      return () => {
        this.#take(page);
        this.spikes = spikes;
      };
    });
  }

  /** What one did. */
  async askEffect(id: string): Promise<void> {
    await this.#run(async () => {
      const effect = await this.#backend.improvementEffect(id);
      return () => {
        this.effects = { ...this.effects, [id]: effect };
      };
    });
  }

  #take(page: ImprovementPage): void {
    this.rows = page.rows;
    this.next = page.next;
    this.total = page.total;
    this.mayChange = page.mayChange;
  }

  /** Only what was asked for last is taken. */
  async #run(ask: () => Promise<() => void>): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.busy = true;
    try {
      const take = await ask();
      if (asked !== this.#asked) return;
      take();
      this.problem = null;
    } catch (caught) {
      if (asked === this.#asked) this.problem = asErrorDto(caught);
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
}

// A quality form while it is answered: which one, what was answered, and what it comes to by the backend's word.
// Never here: how answers are weighed.

import type { Backend, CallScore, ErrorDto, QualityForm, ScoreAnswers, ScoreSoFar } from '../../lib/backend';
import { asErrorDto } from '../../lib/errors';
import { newId } from '../../lib/text';

export class Scoring {
  form: QualityForm | undefined = $state.raw();
  answers: Readonly<Record<string, string>> = $state.raw({});
  failed: readonly string[] = $state.raw([]);
  text: string = $state('');
  soFar: ScoreSoFar | null = $state.raw(null);
  busy: boolean = $state(false);
  problem: ErrorDto | null = $state.raw(null);
  /** Items that a try to save found without an answer, or with one that they cannot have. */
  wrong: readonly string[] = $state.raw([]);
  /** Kept over two tries, so that they are one score. */
  readonly #id = newId();
  #asked = 0;
  readonly #backend: Backend;
  readonly #call: string;

  constructor(backend: Backend, call: string, form: QualityForm | undefined) {
    this.#backend = backend;
    this.#call = call;
    this.form = form;
  }

  /** Something was answered or written. */
  get begun(): boolean {
    return Object.keys(this.answers).length > 0 || this.failed.length > 0 || this.text.trim() !== '';
  }

  /** Another form: what was answered was answered to the one before. */
  choose(form: QualityForm | undefined): void {
    this.form = form;
    this.answers = {};
    this.failed = [];
    this.#changed();
  }

  answer(item: string, answer: string): void {
    this.answers = { ...this.answers, [item]: answer };
    this.wrong = this.wrong.filter((one) => one !== item);
    this.#changed();
  }

  fail(item: string, holds: boolean): void {
    this.failed = holds ? [...this.failed, item] : this.failed.filter((one) => one !== item);
    this.wrong = [];
    this.#changed();
  }

  /** Saves the score; the scores of the call where that is done. */
  async save(): Promise<CallScore[] | null> {
    const given = this.#given();
    if (!given || this.busy) return null;
    const missing = this.failed.length > 0 ? [] : this.#unanswered();
    this.wrong = missing;
    if (missing.length > 0) return null;
    this.busy = true;
    this.problem = null;
    try {
      const [id, call, text] = [this.#id, this.#call, this.text.trim()];
      return await this.#backend.scoreCall({ id, call, answers: given, text });
    } catch (caught) {
      this.problem = asErrorDto(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #unanswered(): string[] {
    const items = this.form?.sections.flatMap((section) => section.items) ?? [];
    return items.map(({ code }) => code).filter((code) => !(code in this.answers));
  }

  #given(): ScoreAnswers | null {
    const form = this.form;
    if (!form) return null;
    return { form: form.code, version: form.version, answers: { ...this.answers }, failed: [...this.failed] };
  }

  #changed(): void {
    this.problem = null;
    void this.#weigh();
  }

  async #weigh(): Promise<void> {
    const given = this.#given();
    this.#asked += 1;
    const asked = this.#asked;
    if (!given) return;
    try {
      const soFar = await this.#backend.scoreSoFar(given);
      if (asked === this.#asked) this.soFar = soFar;
    } catch (caught) {
      if (asked === this.#asked) this.problem = asErrorDto(caught);
    }
  }
}

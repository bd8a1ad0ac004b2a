// What is older than it may be kept, and an erasure of it that is under way.
// Never here: the organisation's rules, sentences.

import type {
  Backend,
  ErasingProgress,
  ErasureCertificate,
  ErrorCode,
  RetentionPreview,
} from '../../lib/backend';
import { LongWork } from '../../lib/doing';
import { asErrorDto } from '../../lib/errors';
import type { Faults } from '../../lib/form';

/** Refusals behind which nothing was erased. */
const BEFORE_ANY: ReadonlySet<ErrorCode> = new Set([
  'invalid',
  'wrong_secret',
  'too_many_tries',
  'erasing_busy',
]);

export class Retention extends LongWork<ErasingProgress> {
  /** None before it was looked for, which goes through the whole store. */
  preview: RetentionPreview | null = $state.raw(null);
  looking: boolean = $state(false);
  /** The screen is gone; what is answered later is nobody's. */
  #left = false;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  async look(): Promise<void> {
    if (this.looking || this.#left) return;
    this.looking = true;
    this.problem = null;
    try {
      this.preview = await this.#backend.retentionPreview();
    } catch (caught) {
      this.problem = asErrorDto(caught);
    } finally {
      this.looking = false;
    }
  }

  /**
   * Shows an erasure that goes on since before this screen was there: behind a lock or the sign-in of somebody else. Says
   * whether one ended before these eyes; what is due by then has been looked for.
   */
  async takeUp(): Promise<boolean> {
    const ended = (await this.follow(() => !this.#left)) && !this.#left;
    if (ended) await this.look();
    return ended;
  }

  /** Erases what is due; the certificate where that was done. What is wrong with the secret is told at its field. */
  async erase(secret: string, faults: Faults): Promise<ErasureCertificate | null> {
    if (this.busy || this.looking) return null;
    const made = await this.work(() => this.#backend.eraseOld({ secret }));
    const problem = this.problem;
    if (problem && faults.take(problem)) this.problem = null;
    if (problem && BEFORE_ANY.has(problem.code)) return null;
    // Also after a refusal: what was erased before it is not due any more.
    await this.look();
    this.problem ??= problem;
    return made;
  }

  leave(): void {
    this.#left = true;
  }

  protected far(): Promise<ErasingProgress | null> {
    return this.#backend.erasingProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.stopErasing();
  }
}

// What is older than it may be kept, and an erasure of it that is under way.
// Never here: the organisation's rules, sentences.

import type { Backend, ErasingProgress, ErasureCertificate, RetentionPreview } from '../../lib/backend';
import { LongWork } from '../../lib/doing';
import { asErrorDto } from '../../lib/errors';
import type { Faults } from '../../lib/form';

export class Retention extends LongWork<ErasingProgress> {
  preview: RetentionPreview | null = $state.raw(null);
  certificate: ErasureCertificate | null = $state.raw(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  async look(): Promise<void> {
    try {
      this.preview = await this.#backend.retentionPreview();
    } catch (caught) {
      this.problem = asErrorDto(caught);
    }
  }

  /** Erases what is due; whether that was done. What is wrong with the secret is told at its field. */
  async erase(secret: string, faults: Faults): Promise<boolean> {
    const made = await this.work(() => this.#backend.eraseOld({ secret }));
    if (this.problem && faults.take(this.problem)) this.problem = null;
    if (made) this.certificate = made;
    // Also after a refusal: what was erased before it is not due any more.
    const problem = this.problem;
    await this.look();
    this.problem ??= problem;
    return made !== null;
  }

  protected far(): Promise<ErasingProgress | null> {
    return this.#backend.erasingProgress();
  }

  protected end(): Promise<void> {
    return this.#backend.stopErasing();
  }
}

// What is done about the surveys of one call or case: read, written down, taken back for half a minute and later.
// Never here: who may (the backend says), sentences.

import type { ErrorDto, NewSurvey, Surveys, SurveysQuery } from '../lib/backend';
import { Doing } from '../lib/doing';
import { asErrorDto } from '../lib/errors';

export class SurveyWork extends Doing<'answer'> {
  found: Surveys | null = $state.raw(null);
  #about: SurveysQuery | null = null;

  /** Reads what was said of another call or case, or anew of this one; a late answer about the one before is dropped. */
  async load(about: SurveysQuery): Promise<void> {
    const isOther = this.#about?.call !== about.call || this.#about.case !== about.case;
    this.#about = about;
    if (isOther) {
      this.found = null;
      this.end();
    }
    try {
      const found = await this.backend.surveys(about);
      if (this.#about === about) this.found = found;
    } catch (caught) {
      if (this.#about === about) this.problem = asErrorDto(caught);
    }
  }

  log(made: NewSurvey): Promise<boolean> {
    return this.#change(made.about, () => this.backend.logSurvey(made));
  }

  /** Takes one back. Whoever undoes may look at another call by then, which is not touched. */
  withdraw(about: SurveysQuery, id: string): Promise<boolean> {
    return this.#change(about, () => this.backend.withdrawSurvey(id));
  }

  async #change(about: SurveysQuery, what: () => Promise<Surveys>): Promise<boolean> {
    return this.act(async () => {
      const found = await what();
      if (this.#about?.call === about.call && this.#about.case === about.case) this.found = found;
    });
  }

  protected async refused({ code }: ErrorDto): Promise<void> {
    // Somebody else was there first: what they wrote down is shown beside the refusal.
    if (code !== 'survey_answered' && code !== 'not_found') return;
    const [about, problem] = [this.#about, this.problem];
    this.form = null;
    if (about) await this.load(about);
    this.problem = problem;
  }
}

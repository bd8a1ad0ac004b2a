// A quality form for the eye: its items by their codes, and a score as a share. A score of another version of its form
// is told by what the form in use calls its items, and by their codes where it has none of them.
// Never here: what answers come to.

import type { CallScore, QualityForm } from '../backend';
import type { I18n } from '../i18n';
import type { CodeLists } from './lists.svelte';

/** What a score of all is, as it crosses. */
const WHOLE = 1000;

/** A score in parts of a thousand as it is read, e.g. 87.5 %. */
export function scoreText(i18n: I18n, result: number): string {
  return i18n.fine(result / WHOLE);
}

/** The forms that calls can be scored by now. */
export function formsInUse(lists: CodeLists): QualityForm[] {
  return lists.all.qualityForms.filter(({ active }) => active);
}

/** The form of a score, whatever version of it is in use. */
export function formOf(lists: CodeLists, score: CallScore): QualityForm | undefined {
  return lists.all.qualityForms.find(({ code }) => code === score.form);
}

export interface Answered {
  code: string;
  label: string;
  answer: string;
}

/** How the items were answered, in the order of the form; what it does not know comes last. */
export function answered(i18n: I18n, form: QualityForm | undefined, score: CallScore): Answered[] {
  const items = form?.sections.flatMap((section) => section.items) ?? [];
  const known = items
    .filter(({ code }) => code in score.answers)
    .map((item) => ({
      code: item.code,
      label: i18n.label(item),
      answer: answerText(i18n, score.answers[item.code] ?? '', item.points),
    }));
  const others = Object.entries(score.answers)
    .filter(([code]) => !items.some((item) => item.code === code))
    .map(([code, answer]) => ({ code, label: code, answer: answerText(i18n, answer, null) }));
  return [...known, ...others];
}

/** What made it fail, by name. */
export function failures(i18n: I18n, form: QualityForm | undefined, score: CallScore): string[] {
  return score.failed.map((code) => {
    const item = form?.autoFail.find((one) => one.code === code);
    return item ? i18n.label(item) : code;
  });
}

function answerText(i18n: I18n, answer: string, most: number | null): string {
  if (answer === 'yes') return i18n.t('quality-yes');
  if (answer === 'no') return i18n.t('quality-no');
  if (answer === 'na') return i18n.t('quality-na');
  const points = Number(answer);
  return most === null ? i18n.number(points) : i18n.t('quality-points', { points, most });
}

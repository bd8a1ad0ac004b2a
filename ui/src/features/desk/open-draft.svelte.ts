// One call being typed: its form, whether it is kept, what is wrong with it.
// Lives as long as it is open, whatever screen is in front; the form on the screen only shows it.

import type { Backend, CallForm, CardTold, Coded, ErrorDto, SubCategory } from '../../lib/backend';
import { Faults } from '../../lib/form';
import { latinDigits } from '../../lib/text';
import { Keeper } from './keeper.svelte';

/** Fields that are plain texts or codes and can simply be set. */
export type TextOf =
  'number' | 'callerName' | 'facilityText' | 'governorate' | 'wilayat' | 'place' | 'note' | 'outcome';

/** What tells the caller of a draft: it goes along with words that came too late for their call. */
const WHOSE = ['number', 'callerName', 'anonymous', 'caller'] as const;
/**
 * What else a person fills in; what stands together means nothing apart. When a call began or ended is
 * not theirs to type.
 */
const FILLED = [
  ['linkCase'],
  ['type'],
  ['type', 'subCategory'],
  ['type', 'subjectText'],
  ['facility'],
  ['facilityText'],
  ['governorate'],
  ['governorate', 'wilayat'],
  ['place'],
  ['note'],
  ['outcome'],
  ['urgent'],
] as const;

function digits(number: string): string {
  return latinDigits(number).replace(/\D/g, '');
}

function isSameCard(one: CardTold, other: CardTold): boolean {
  return one.code === other.code && one.version === other.version;
}

export class OpenDraft {
  form: CallForm = $state() as CallForm;
  saving: boolean = $state(false);
  /** The field that had the focus last, to come back to. */
  lastField = 'number';
  readonly faults = new Faults();
  readonly keeper: Keeper;
  /** The agent has said themselves whether it is urgent. */
  #urgentSaid: boolean;
  /** The form as it was first sent to be saved; before that as it was opened. */
  #first: CallForm;
  #sent = false;
  /** The name that a choice filled in, to go with it. */
  #nameOfChoice = '';

  /** `onsaved` hears that a keeping came too late: the call of this draft is in the journal. */
  constructor(
    backend: Backend,
    form: CallForm,
    duty: string,
    fresh: boolean,
    onsaved?: (draft: OpenDraft) => void,
  ) {
    // A draft of an earlier duty goes on in this one.
    this.form = { ...form, duty };
    this.#urgentSaid = !fresh && form.urgent;
    this.#first = { ...form, duty };
    this.keeper = new Keeper(async () => {
      const kept = await backend.draftKeep(this.snapshot());
      if (kept.state === 'already_saved') onsaved?.(this);
    });
    // The start of the call is worth keeping before a word is typed.
    if (fresh) this.keeper.touch();
  }

  get id(): string {
    return this.form.id;
  }

  snapshot(): CallForm {
    return $state.snapshot(this.form);
  }

  /** The form as it goes to be saved now. */
  send(): CallForm {
    const sent = this.snapshot();
    if (!this.#sent) this.#first = sent;
    this.#sent = true;
    return sent;
  }

  /**
   * What was filled in since `sent`, with whose call it is; null where nothing was. Without `sent` the
   * call was in the journal before: which of the tries wrote it is not known, so what came since the
   * first of them counts.
   */
  typedSince(sent: CallForm | null): Partial<CallForm> | null {
    const then = sent ?? this.#first;
    const form = this.snapshot();
    const isNew = (field: keyof CallForm) => form[field] !== then[field] && Boolean(form[field]);
    const since = FILLED.filter((together) => together.some(isNew)).flat();
    const cards = form.cards.filter((card) => !then.cards.some((one) => isSameCard(one, card)));
    if (since.length === 0 && cards.length === 0 && !WHOSE.some(isNew)) return null;
    return { ...Object.fromEntries([...WHOSE, ...since].map((field) => [field, form[field]])), cards };
  }

  set(field: TextOf, value: string): void {
    // A choice belongs to its number: with another one nobody is chosen.
    if (field === 'number' && digits(value) !== digits(this.form.number)) this.#unchoose();
    this.form[field] = value;
    this.#changed(field === 'facilityText' ? 'facility' : field);
  }

  setAnonymous(anonymous: boolean): void {
    this.form.anonymous = anonymous;
    this.#changed('callerName');
  }

  /** The person that was chosen as the caller, or nobody again. A name is filled in where none was typed. */
  chooseCaller(person: { id: string; name: string } | null): void {
    this.#unchoose();
    if (person) {
      this.form.caller = person.id;
      if (this.form.callerName.trim() === '') {
        this.form.callerName = person.name;
        this.#nameOfChoice = person.name;
      }
    }
    this.#changed('callerName');
  }

  /** The case that the call is added to; empty takes that back. */
  linkTo(kase: string): void {
    this.form.linkCase = kase;
    // What was missing before is not missing for a call of a case.
    if (kase) this.faults.set({});
    this.#changed('linkCase');
  }

  setUrgent(urgent: boolean): void {
    this.form.urgent = urgent;
    this.#urgentSaid = true;
    this.#changed('urgent');
  }

  /** A call that has ended can go on again. */
  toggleEnded(now: number): void {
    this.form.endedAt = this.form.endedAt === null ? Math.max(now, this.form.startedAt) : null;
    this.#changed('endedAt');
  }

  /** Another type drops the subject of the old one, but not what is being typed for a new one. */
  chooseType(code: string): void {
    if (this.form.type !== code) {
      this.form.type = code;
      this.form.subCategory = '';
      if (!this.#urgentSaid) this.form.urgent = false;
    }
    this.#changed('type');
  }

  /** A subject brings its type and whether it is urgent. */
  chooseSubject(subject: SubCategory): void {
    this.form.type = subject.type;
    this.form.subCategory = subject.code;
    this.form.subjectText = '';
    if (!this.#urgentSaid) this.form.urgent = subject.urgent;
    this.faults.clear('type');
    this.#changed('subCategory');
  }

  /**
   * A card was told. Its type and subject are taken where none was chosen, in place of words that were
   * half typed for one; what was chosen stays. The answer takes all of it back, but nothing that was
   * changed since.
   */
  tell(card: CardTold, subject: SubCategory | null): () => void {
    const before = this.snapshot();
    this.form.cards = [...before.cards.filter(({ code }) => code !== card.code), card];
    const isOpen = before.subCategory === '' && (before.type === '' || before.type === subject?.type);
    if (subject && isOpen) this.chooseSubject(subject);
    this.#changed('cards');
    const after = this.snapshot();
    return () => {
      const { type, subCategory, subjectText, urgent } = this.form;
      if (type === after.type && subCategory === after.subCategory && subjectText === after.subjectText) {
        this.form.type = before.type;
        this.form.subCategory = before.subCategory;
        this.form.subjectText = before.subjectText;
        if (urgent === after.urgent) this.form.urgent = before.urgent;
      }
      this.form.cards = [
        ...this.form.cards.filter(({ code }) => code !== card.code),
        ...before.cards.filter(({ code }) => code === card.code),
      ];
      this.#changed('cards');
    };
  }

  /** A card was told by mistake; the answer puts it back. */
  untell(card: CardTold): () => void {
    this.form.cards = this.form.cards.filter((one) => !isSameCard(one, card));
    this.#changed('cards');
    return () => {
      if (!this.form.cards.some(({ code }) => code === card.code))
        this.form.cards = [...this.form.cards, card];
      this.#changed('cards');
    };
  }

  typeSubject(typed: string): void {
    this.form.subjectText = typed;
    this.form.subCategory = '';
    this.#changed('subCategory');
  }

  /** A facility of the list; its governorate is filled where none was chosen. */
  chooseFacility(facility: Coded): void {
    this.form.facility = facility.code;
    this.form.facilityText = '';
    if (this.form.governorate === '' && facility.group) this.form.governorate = facility.group;
    this.#changed('facility');
  }

  typeFacility(typed: string): void {
    this.form.facility = '';
    this.form.facilityText = typed;
    this.#changed('facility');
  }

  /** A wilayat belongs to its governorate: another one empties it. */
  chooseGovernorate(code: string): void {
    this.form.governorate = code;
    this.form.wilayat = '';
    this.#changed('governorate');
  }

  /** A refusal that names a field of this form; says whether it did. */
  refused(error: ErrorDto): boolean {
    if (!this.faults.take(error)) return false;
    // A facility in words is typed into the field of the list.
    const { facilityText, ...rest } = this.faults.of;
    if (facilityText) this.faults.set({ ...rest, facility: facilityText });
    return true;
  }

  #unchoose(): void {
    this.form.caller = '';
    if (this.#nameOfChoice !== '' && this.form.callerName === this.#nameOfChoice) this.form.callerName = '';
    this.#nameOfChoice = '';
  }

  #changed(field: string): void {
    this.faults.clear(field);
    this.keeper.touch();
  }
}

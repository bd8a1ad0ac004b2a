// One call being typed: its form, whether it is kept, what is wrong with it.
// Lives as long as it is open, whatever screen is in front; the form on the screen only shows it.

import type {
  Backend,
  CallForm,
  CardTold,
  Clash,
  Coded,
  DayLog,
  Decided,
  ErrorDto,
  IssueForm,
  SubCategory,
} from '../../lib/backend';
import { Faults } from '../../lib/form';
import { latinDigits } from '../../lib/text';
import type { Beginning } from './channel/channels';
import { dayOf, timeOf } from './form/days';
import type { ClockChange } from './clock';
import { emptyIssue } from './form/empty';
import { inFront, ISSUES_MAX } from './form/issues';
import type { PartId } from './form/parts';
import { Keeper } from './keeper.svelte';

/** Fields that more hangs on than themselves, or that nobody types. */
type SetApart =
  | 'id'
  | 'duty'
  | 'channel'
  | 'callBackPlanned'
  | 'parentCall'
  | 'caller'
  | 'patient'
  | 'linkCase'
  | 'type'
  | 'issue'
  | 'subCategory'
  | 'subjectText'
  | 'facility'
  | 'referTo'
  | 'referText';

/** Fields that are plain texts or codes and can simply be set. */
export type TextOf = Exclude<
  { [Field in keyof CallForm]: CallForm[Field] extends string ? Field : never }[keyof CallForm],
  SetApart
>;

/** Fields of a further issue that can simply be set. */
export type IssueText = 'facilityText' | 'stage' | 'staffGroup' | 'severity';

/** What tells the caller of a draft: it goes along with words that came too late for their call. */
const WHOSE = ['number', 'handle', 'callerName', 'anonymous', 'caller'] as const;
/**
 * What else a person fills in; what stands together means nothing apart. When a call began or ended is
 * not theirs to type.
 */
const FILLED = [
  ['linkCase'],
  ['type'],
  ['type', 'issue', 'subCategory'],
  ['type', 'subjectText'],
  ['facility'],
  ['facilityText'],
  ['stage'],
  ['staffGroup'],
  ['severity'],
  ['moreIssues'],
  ['governorate'],
  ['governorate', 'wilayat'],
  ['place'],
  ['note'],
  ['answer'],
  ['outcome'],
  ['urgent', 'urgentSaid'],
  ['language'],
  ['verification'],
  ['noticeGiven'],
  ['externalReference'],
  ['relation', 'patient', 'patientName', 'patientBirth', 'patientSex', 'fileNumber'],
  ['affectedIll', 'affectedHospital', 'affectedDied'],
  ['asked'],
  ['custom'],
  ['promiseKind', 'promise', 'promiseDay', 'promiseTime'],
  ['referTo'],
  ['referText'],
  ['happenedDay', 'happenedTime'],
  ['onBehalfOf'],
  ['messageLink'],
  ['receivedDay', 'receivedTime'],
  ['answeredDay', 'answeredTime'],
] as const;

function isFilled(value: CallForm[keyof CallForm]): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

function digits(number: string): string {
  return latinDigits(number).replace(/\D/g, '');
}

function isSameCard(one: CardTold, other: CardTold): boolean {
  return one.code === other.code && one.version === other.version;
}

export class OpenDraft {
  form: CallForm = $state() as CallForm;
  saving: boolean = $state(false);
  /** The parts of the form that were opened by hand. */
  opened: readonly PartId[] = $state.raw([]);
  /** Of a correction: what somebody else changed too, and a person has to decide. */
  clashes: readonly Clash[] = $state.raw([]);
  /** The field that had the focus last, to come back to. */
  lastField = 'number';
  /** The log of its conversation and day, which this is added to by saving. */
  dayLog: DayLog | null = $state.raw(null);
  readonly faults = new Faults();
  readonly keeper: Keeper;
  /** Whether a form is urgent as long as nobody says otherwise. */
  readonly #judge: (form: CallForm) => boolean;
  /** The form as it was first sent to be saved; before that as it was opened. */
  #first: CallForm;
  #sent = false;
  /** What came in when as long as nobody said so: it goes with its channel. */
  #given: Pick<CallForm, 'receivedDay' | 'receivedTime'> = { receivedDay: '', receivedTime: '' };
  /** When a key said that it was answered: what was typed is not taken back by that key. */
  #answered: Pick<CallForm, 'answeredDay' | 'answeredTime'> | null = null;
  /** The name that a choice filled in, to go with it. */
  #nameOfChoice = '';
  /** The same of the patient. */
  #nameOfPatient = '';

  /** `onsaved` hears that a keeping came too late: the call of this draft is in the journal. */
  constructor(
    backend: Backend,
    form: CallForm,
    duty: string,
    fresh: boolean,
    judge: (form: CallForm) => boolean,
    onsaved?: (draft: OpenDraft) => void,
  ) {
    // A draft of an earlier duty goes on in this one.
    this.form = { ...form, duty };
    this.#judge = judge;
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
    const isNew = (field: keyof CallForm) =>
      JSON.stringify(form[field]) !== JSON.stringify(then[field]) && isFilled(form[field]);
    const since = FILLED.filter((together) => together.some(isNew)).flat();
    const cards = form.cards.filter((card) => !then.cards.some((one) => isSameCard(one, card)));
    if (since.length === 0 && cards.length === 0 && !WHOSE.some(isNew)) return null;
    return { ...Object.fromEntries([...WHOSE, ...since].map((field) => [field, form[field]])), cards };
  }

  set(field: TextOf, value: string): void {
    // A choice belongs to its number: with another one nobody is chosen.
    if (field === 'number' && digits(value) !== digits(this.form.number)) this.#unchoose();
    // Another name is another patient; whoever calls for themselves is no second person.
    if (field === 'patientName') this.form.patient = '';
    if (field === 'relation' && value === '') this.#unchoosePatient();
    this.form[field] = value;
    this.#changed(field === 'facilityText' ? 'facility' : field);
  }

  /** It came by another channel. What was typed stays; a time that nobody typed goes with the channel. */
  chooseChannel(beginning: Beginning): void {
    const { receivedDay, receivedTime } = this.form;
    const untouched = receivedDay === this.#given.receivedDay && receivedTime === this.#given.receivedTime;
    this.form.channel = beginning.channel;
    if (untouched) {
      this.form.receivedDay = beginning.receivedDay;
      this.form.receivedTime = beginning.receivedTime;
      this.#given = { receivedDay: beginning.receivedDay, receivedTime: beginning.receivedTime };
    }
    this.faults.set({});
    this.#changed('channel');
  }

  /** Answered now, or not yet after all; a time that was typed stays as it is. */
  toggleAnswered(now: number): 'answered' | 'open' | 'typed' {
    const { answeredDay, answeredTime } = this.form;
    if (answeredDay === '' && answeredTime === '') {
      this.#answered = { answeredDay: dayOf(now), answeredTime: timeOf(now) };
      Object.assign(this.form, this.#answered);
      this.faults.clear('answeredDay');
      this.#changed('answeredTime');
      return 'answered';
    }
    if (this.#answered?.answeredDay !== answeredDay || this.#answered.answeredTime !== answeredTime)
      return 'typed';
    this.#answered = null;
    Object.assign(this.form, { answeredDay: '', answeredTime: '' });
    this.#changed('answeredTime');
    return 'open';
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

  /** The person that was chosen as the patient, or nobody again. */
  choosePatient(person: { id: string; name: string } | null): void {
    this.#unchoosePatient();
    if (person) {
      this.form.patient = person.id;
      this.form.patientName = person.name;
      this.#nameOfPatient = person.name;
    }
    this.faults.clear('relation');
    this.#changed('patientName');
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
    this.form.urgentSaid = true;
    this.#changed('urgent');
  }

  /** A time of the saved call that this form corrects. */
  setTime(which: 'day' | 'start' | 'end', value: string): void {
    if (!this.form.corrects) return;
    this.form.corrects[which] = value;
    this.#changed({ day: 'correctDay', start: 'correctStart', end: 'correctEnd' }[which]);
  }

  /** Whose value stays of what two have changed. */
  decide(decided: Decided): void {
    if (!this.form.corrects) return;
    const others = this.form.corrects.decided.filter(({ group }) => group !== decided.group);
    this.form.corrects.decided = [...others, decided];
    this.#changed('corrects');
  }

  /** What a key changed about the clock. */
  turn(change: ClockChange): void {
    Object.assign(this.form, change);
    this.#changed('endedAt');
  }

  /** Another type drops the subject of the old one, but not what is being typed for a new one. */
  chooseType(code: string): void {
    if (this.form.type !== code) {
      this.form.type = code;
      this.form.subCategory = '';
    }
    this.#changed('type');
  }

  /** A subject brings its type and whether it is urgent. */
  chooseSubject(subject: SubCategory): void {
    this.form.type = subject.type;
    this.form.subCategory = subject.code;
    this.form.subjectText = '';
    this.faults.clear('type');
    this.#changed('subCategory');
  }

  /** Puts subject and end back to what they were before they became what was `chosen`, but nothing changed since. */
  putBack(before: CallForm, chosen: CallForm): void {
    const { type, subCategory, subjectText, endedAt } = this.form;
    if (type === chosen.type && subCategory === chosen.subCategory && subjectText === chosen.subjectText) {
      this.form.type = before.type;
      this.form.subCategory = before.subCategory;
      this.form.subjectText = before.subjectText;
    }
    if (endedAt === chosen.endedAt) this.form.endedAt = before.endedAt;
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

  /** The answer to a guided question; empty takes it back. */
  answerTo(question: string, answer: string, field: string): void {
    this.form.asked = { ...this.form.asked, [question]: answer };
    this.#changed(field);
  }

  fillCustom(code: string, value: string, field: string): void {
    this.form.custom = { ...this.form.custom, [code]: value };
    this.#changed(field);
  }

  setNotice(given: boolean): void {
    this.form.noticeGiven = given;
    this.#changed('noticeGiven');
  }

  /** An entity of the list that the case is to be referred to. */
  referTo(code: string): void {
    this.form.referTo = code;
    this.form.referText = '';
    this.#changed('referTo');
  }

  typeReferral(typed: string): void {
    this.form.referTo = '';
    this.form.referText = typed;
    this.#changed('referTo');
  }

  /** One more issue, at the facility of the primary one; null where there are as many as there can be. */
  addIssue(now: number): string | null {
    if (this.form.moreIssues.length + 1 >= ISSUES_MAX) return null;
    const issue = emptyIssue(now);
    this.form.moreIssues.push(issue);
    this.#changed('moreIssues');
    return issue.id;
  }

  /** Takes an issue out; the answer brings it back to its place. */
  removeIssue(id: string): () => void {
    const at = this.form.moreIssues.findIndex((one) => one.id === id);
    const [removed] = this.form.moreIssues.splice(at, at < 0 ? 0 : 1);
    this.faults.set({});
    this.#changed('moreIssues');
    return () => {
      if (!removed || this.form.moreIssues.length + 1 >= ISSUES_MAX) return;
      this.form.moreIssues.splice(at, 0, removed);
      this.#changed('moreIssues');
    };
  }

  /** Puts an issue in front: the call counts under it. */
  makePrimary(id: string): void {
    const changed = inFront(this.snapshot(), id);
    if (!changed) return;
    Object.assign(this.form, changed);
    this.faults.set({});
    this.#changed('type');
  }

  /** Changes one of the further issues. */
  changeIssue(id: string, change: Partial<IssueForm>, field: string): void {
    const issue = this.form.moreIssues.find((one) => one.id === id);
    if (!issue) return;
    Object.assign(issue, change);
    this.#changed(field);
  }

  /** Brings a part of the form into sight; empty again it can be put out of it. */
  open(part: PartId): void {
    if (!this.opened.includes(part)) this.opened = [...this.opened, part];
  }

  shut(part: PartId): void {
    this.opened = this.opened.filter((one) => one !== part);
  }

  /** A refusal that names a field of this form; says whether it did. */
  refused(error: ErrorDto): boolean {
    if (!this.faults.take(error)) return false;
    // A facility in words is typed into the field of the list.
    const { facilityText, ...rest } = this.faults.of;
    if (facilityText) this.faults.set({ ...rest, facility: facilityText });
    return true;
  }

  #unchoosePatient(): void {
    this.form.patient = '';
    if (this.#nameOfPatient !== '' && this.form.patientName === this.#nameOfPatient)
      this.form.patientName = '';
    this.#nameOfPatient = '';
  }

  #unchoose(): void {
    // Whoever called for themselves is the patient no more than the caller.
    if (this.form.patient === this.form.caller) this.form.patient = '';
    this.form.caller = '';
    if (this.#nameOfChoice !== '' && this.form.callerName === this.#nameOfChoice) this.form.callerName = '';
    this.#nameOfChoice = '';
  }

  #changed(field: string): void {
    this.faults.clear(field);
    if (!this.form.urgentSaid) this.form.urgent = this.#judge(this.form);
    this.keeper.touch();
  }
}

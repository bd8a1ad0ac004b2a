// The one seam between the screen and the rest: a method for each command, with the command's own
// argument and answer. The unit tests stand a fake here; no component knows what lies behind it.
// Never here: sentences, state, retries.

import { createContext } from 'svelte';

import type { AddedPerson } from './types/AddedPerson';
import type { Amendment } from './types/Amendment';
import type { AppState } from './types/AppState';
import type { BackupAsked } from './types/BackupAsked';
import type { BackupChecked } from './types/BackupChecked';
import type { BackupMade } from './types/BackupMade';
import type { BackupProgress } from './types/BackupProgress';
import type { Backups } from './types/Backups';
import type { BackupStatus } from './types/BackupStatus';
import type { BackupTo } from './types/BackupTo';
import type { BulletinOrder } from './types/BulletinOrder';
import type { BulletinSchedule } from './types/BulletinSchedule';
import type { Exported } from './types/Exported';
import type { ExportLog } from './types/ExportLog';
import type { ExportProgress } from './types/ExportProgress';
import type { RowsOrder } from './types/RowsOrder';
import type { ShiftLogOrder } from './types/ShiftLogOrder';
import type { ScheduleState } from './types/ScheduleState';
import type { CallComment } from './types/CallComment';
import type { CallReturn } from './types/CallReturn';
import type { CallForm } from './types/CallForm';
import type { CallHistory } from './types/CallHistory';
import type { CallPage } from './types/CallPage';
import type { CallRow } from './types/CallRow';
import type { CallView } from './types/CallView';
import type { CallerCard } from './types/CallerCard';
import type { CallerPerson } from './types/CallerPerson';
import type { CallerQuery } from './types/CallerQuery';
import type { CallScore } from './types/CallScore';
import type { CardQuery } from './types/CardQuery';
import type { CardRow } from './types/CardRow';
import type { CardView } from './types/CardView';
import type { CaseAmended } from './types/CaseAmended';
import type { CaseHeld } from './types/CaseHeld';
import type { CaseGiven } from './types/CaseGiven';
import type { CasePage } from './types/CasePage';
import type { CaseQuery } from './types/CaseQuery';
import type { CaseRow } from './types/CaseRow';
import type { CaseTold } from './types/CaseTold';
import type { ChainOrder } from './types/ChainOrder';
import type { CaseView } from './types/CaseView';
import type { ConnectCentre } from './types/ConnectCentre';
import type { Conversation } from './types/Conversation';
import type { ConversationQuery } from './types/ConversationQuery';
import type { Draft } from './types/Draft';
import type { DueCount } from './types/DueCount';
import type { DueFollowUps } from './types/DueFollowUps';
import type { FigureCallsQuery } from './types/FigureCallsQuery';
import type { FigureCasesQuery } from './types/FigureCasesQuery';
import type { Figures } from './types/Figures';
import type { FiguresQuery } from './types/FiguresQuery';
import type { FigureSurveysQuery } from './types/FigureSurveysQuery';
import type { FirstStart } from './types/FirstStart';
import type { FollowUpEnd } from './types/FollowUpEnd';
import type { FollowUpView } from './types/FollowUpView';
import type { ImprovementAnswer } from './types/ImprovementAnswer';
import type { ImprovementEffect } from './types/ImprovementEffect';
import type { ImprovementPage } from './types/ImprovementPage';
import type { NewImprovement } from './types/NewImprovement';
import type { Spikes } from './types/Spikes';
import type { HeldEntry } from './types/HeldEntry';
import type { CourierCard } from './types/CourierCard';
import type { CourierEnrol } from './types/CourierEnrol';
import type { CourierProgress } from './types/CourierProgress';
import type { CourierTaken } from './types/CourierTaken';
import type { CourierWritten } from './types/CourierWritten';
import type { ImportBatch } from './types/ImportBatch';
import type { ImportBatches } from './types/ImportBatches';
import type { ImportChecked } from './types/ImportChecked';
import type { ImportDone } from './types/ImportDone';
import type { ImportFaults } from './types/ImportFaults';
import type { ImportFaultyFile } from './types/ImportFaultyFile';
import type { ImportLook } from './types/ImportLook';
import type { ImportMapping } from './types/ImportMapping';
import type { ImportOpen } from './types/ImportOpen';
import type { ImportProgress } from './types/ImportProgress';
import type { ImportRun } from './types/ImportRun';
import type { ImportSheet } from './types/ImportSheet';
import type { ImportUndo } from './types/ImportUndo';
import type { ImportUndoLook } from './types/ImportUndoLook';
import type { EpochBegun } from './types/EpochBegun';
import type { Kept } from './types/Kept';
import type { KeyBindings } from './types/KeyBindings';
import type { ChangedPassphrase } from './types/ChangedPassphrase';
import type { ChangedSecret } from './types/ChangedSecret';
import type { Condition } from './types/Condition';
import type { ConditionProgress } from './types/ConditionProgress';
import type { JournalCheck } from './types/JournalCheck';
import type { JournalEntry } from './types/JournalEntry';
import type { JournalPage } from './types/JournalPage';
import type { JournalProgress } from './types/JournalProgress';
import type { JournalQuery } from './types/JournalQuery';
import type { LeftDraft } from './types/LeftDraft';
import type { LockFor } from './types/LockFor';
import type { LockTimes } from './types/LockTimes';
import type { NewSurvey } from './types/NewSurvey';
import type { StationBegun } from './types/StationBegun';
import type { SurveyPage } from './types/SurveyPage';
import type { Surveys } from './types/Surveys';
import type { SurveysQuery } from './types/SurveysQuery';
import type { TakeBack } from './types/TakeBack';
import type { TakenHandOver } from './types/TakenHandOver';
import type { TakeDraft } from './types/TakeDraft';
import type { TakenBack } from './types/TakenBack';
import type { TakenDraft } from './types/TakenDraft';
import type { LinkStatus } from './types/LinkStatus';
import type { Lists } from './types/Lists';
import type { Logged } from './types/Logged';
import type { LikelyPerson } from './types/LikelyPerson';
import type { LikelyQuery } from './types/LikelyQuery';
import type { MergedPersons } from './types/MergedPersons';
import type { NewAttempt } from './types/NewAttempt';
import type { NewCaseMove } from './types/NewCaseMove';
import type { NewComment } from './types/NewComment';
import type { NewHandOver } from './types/NewHandOver';
import type { NewReturn } from './types/NewReturn';
import type { NewSignature } from './types/NewSignature';
import type { NewFlag } from './types/NewFlag';
import type { NewFollowUp } from './types/NewFollowUp';
import type { NewLogin } from './types/NewLogin';
import type { NewPerson } from './types/NewPerson';
import type { NewScore } from './types/NewScore';
import type { NewScoreReply } from './types/NewScoreReply';
import type { NewSecret } from './types/NewSecret';
import type { NoCard } from './types/NoCard';
import type { NoticeSetting } from './types/NoticeSetting';
import type { OpenStore } from './types/OpenStore';
import type { OwnLog } from './types/OwnLog';
import type { Person } from './types/Person';
import type { PersonActive } from './types/PersonActive';
import type { EraseOrder } from './types/EraseOrder';
import type { ErasureCertificate } from './types/ErasureCertificate';
import type { ErasurePreview } from './types/ErasurePreview';
import type { EraseOldOrder } from './types/EraseOldOrder';
import type { ErasingProgress } from './types/ErasingProgress';
import type { RetentionPreview } from './types/RetentionPreview';
import type { PersonDataOrder } from './types/PersonDataOrder';
import type { PersonSheet } from './types/PersonSheet';
import type { PromiseTimes } from './types/PromiseTimes';
import type { Preferences } from './types/Preferences';
import type { ProblemQuery } from './types/ProblemQuery';
import type { RecoveredSecret } from './types/RecoveredSecret';
import type { RenewedSecret } from './types/RenewedSecret';
import type { Replanned } from './types/Replanned';
import type { Restorable } from './types/Restorable';
import type { RestoreAsked } from './types/RestoreAsked';
import type { RestoreChoices } from './types/RestoreChoices';
import type { SameProblem } from './types/SameProblem';
import type { SaveAs } from './types/SaveAs';
import type { ReviewCount } from './types/ReviewCount';
import type { ReviewCursor } from './types/ReviewCursor';
import type { ReviewDecided } from './types/ReviewDecided';
import type { ReviewDecision } from './types/ReviewDecision';
import type { ReviewPage } from './types/ReviewPage';
import type { ScreenPop } from './types/ScreenPop';
import type { SearchAnswer } from './types/SearchAnswer';
import type { SearchQuery } from './types/SearchQuery';
import type { SeenComments } from './types/SeenComments';
import type { Shift } from './types/Shift';
import type { ShiftLog } from './types/ShiftLog';
import type { ReturnBack } from './types/ReturnBack';
import type { ScoreAnswers } from './types/ScoreAnswers';
import type { ScoreBack } from './types/ScoreBack';
import type { ScoreSoFar } from './types/ScoreSoFar';
import type { ShiftReview } from './types/ShiftReview';
import type { ShiftQuery } from './types/ShiftQuery';
import type { ShownCode } from './types/ShownCode';
import type { SignIn } from './types/SignIn';
import type { SignedIn } from './types/SignedIn';
import type { WayIn } from './types/WayIn';
import type { ViewingOrder } from './types/ViewingOrder';
import type { WayToTry } from './types/WayToTry';
import type { WaysIn } from './types/WaysIn';
import type { ChangedPerson } from './types/ChangedPerson';
import type { ListChanges } from './types/ListChanges';
import type { ListSheet } from './types/ListSheet';
import type { ListUses } from './types/ListUses';
import type { ListsFile } from './types/ListsFile';
import type { ListsOverview } from './types/ListsOverview';
import type { NewListChange } from './types/NewListChange';

/** Every promise is refused with an `ErrorDto`; `asErrorDto` reads it from what was caught. */
export interface Backend {
  appState(): Promise<AppState>;
  /** Looks anew at a store that was refused. */
  lookAgain(): Promise<AppState>;
  /** Notes language and name of the station before there is a store. */
  beginStation(begun: StationBegun): Promise<AppState>;
  /** The recovery code that the store will be made with; the same until it is made. */
  firstCode(): Promise<ShownCode>;
  firstStart(first: FirstStart): Promise<AppState>;
  /** Shows a new recovery code; the one before opens until this one was confirmed. */
  newRecoveryCode(secret: string): Promise<ShownCode>;
  confirmRecoveryCode(groups: string[]): Promise<void>;
  /** Opens the store without a person where that was settled; whoever asks twice waits for one answer. */
  openByItself(): Promise<AppState>;
  openStore(open: OpenStore): Promise<AppState>;
  waysIn(): Promise<WaysIn>;
  addKeyring(secret: string): Promise<WaysIn>;
  removeWay(way: WayIn): Promise<WaysIn>;
  tryWay(tried: WayToTry): Promise<WaysIn>;
  changePassphrase(change: ChangedPassphrase): Promise<void>;
  signIn(signIn: SignIn): Promise<SignedIn>;
  signOut(): Promise<AppState>;
  setPreferences(preferences: Preferences): Promise<AppState>;
  keyBindings(): Promise<KeyBindings>;
  setKeyBindings(bindings: KeyBindings): Promise<void>;
  people(): Promise<Person[]>;
  addPerson(person: NewPerson): Promise<AddedPerson>;
  giveSecret(given: NewSecret): Promise<Person>;
  /** Gives a person who forgot theirs a secret that holds for one sign-in. */
  replaceSecret(given: NewSecret): Promise<Person>;
  /** One's own in place of the one that was given, before signing in. */
  renewSecret(renewed: RenewedSecret): Promise<void>;
  /** An administrator's new secret, by the recovery code. */
  recoverSecret(recovered: RecoveredSecret): Promise<Person>;
  setPersonActive(change: PersonActive): Promise<Person>;
  changePerson(change: ChangedPerson): Promise<Person>;
  changeLogin(change: NewLogin): Promise<Person>;
  /** Locks the machine: from then on it answers nothing of anybody's until somebody signs in. */
  lock(why: LockFor): Promise<AppState>;
  setLockTimes(times: LockTimes): Promise<SignedIn>;
  noticeSetting(): Promise<NoticeSetting>;
  setNotices(setting: NoticeSetting): Promise<NoticeSetting>;
  changeSecret(change: ChangedSecret): Promise<void>;
  practiceEnter(): Promise<AppState>;
  practiceLeave(): Promise<AppState>;
  lists(): Promise<Lists>;
  /** All lists as an administrator has them before them. */
  listsOverview(): Promise<ListsOverview>;
  /** One of them with its rows. */
  listSheet(list: string): Promise<ListSheet>;
  /** How many calls of the last year bear a code. */
  listUses(list: string, key: string): Promise<ListUses>;
  /** What was changed at the machines of the site, the newest first; `after`: behind which. */
  listChanges(after: string | null): Promise<ListChanges>;
  /** Changes rows, all of them or none. */
  changeLists(change: NewListChange): Promise<ListsOverview>;
  withdrawListChange(id: string): Promise<ListsOverview>;
  /** Makes a change again that gave way to a newer pack. */
  remakeListChange(id: string): Promise<ListsOverview>;
  /** Writes the lists in use as a file that the centre's people publish. */
  writeListsFile(folder: string): Promise<ListsFile>;
  /** Answers when the draft was kept, or that its call has been saved meanwhile. */
  draftKeep(form: CallForm): Promise<Kept>;
  drafts(): Promise<Draft[]>;
  draftDiscard(id: string): Promise<void>;
  draftRestore(id: string): Promise<Draft>;
  /** What others left: type and age. */
  othersDrafts(): Promise<LeftDraft[]>;
  takeDraft(take: TakeDraft): Promise<Draft>;
  /** Drafts of the person that others took over and that they have not been told of. */
  takenDrafts(): Promise<TakenDraft[]>;
  markTakenTold(takeovers: readonly string[]): Promise<void>;
  logCall(form: CallForm, saveAs: SaveAs): Promise<Logged>;
  addToLog(form: CallForm, log: string, saveAs: SaveAs): Promise<Logged>;
  ownLog(after: string | null): Promise<OwnLog>;
  markCommentsSeen(seen: SeenComments): Promise<void>;
  voidCall(id: string, reason: string): Promise<void>;
  restoreCall(id: string): Promise<CallRow>;
  /** Saves a correction as `callForm` gave it; nothing is written where somebody else changed the same. */
  amendCall(form: CallForm): Promise<Amendment>;
  takeBackCorrection(back: TakeBack): Promise<TakenBack>;
  /** Who did what to a call. */
  callHistory(id: string): Promise<CallHistory>;
  /** A saved call as the form that corrects it; its id is to be given. */
  callForm(id: string): Promise<CallForm>;
  /** When something may be promised for, and what is proposed. */
  promiseTimes(urgent: boolean): Promise<PromiseTimes>;
  call(id: string): Promise<CallView>;
  callerCard(query: CallerQuery): Promise<CallerCard>;
  likelyPersons(query: LikelyQuery): Promise<LikelyPerson[]>;
  /** People whose name answers what is typed, the likest first. */
  peopleByName(name: string): Promise<CallerPerson[]>;
  personSheet(id: string): Promise<PersonSheet>;
  conversation(query: ConversationQuery): Promise<Conversation>;
  sameProblem(query: ProblemQuery): Promise<SameProblem>;
  flagNumber(flag: NewFlag): Promise<void>;
  liftFlag(id: string): Promise<void>;
  mergePersons(kept: string, merged: string): Promise<MergedPersons>;
  undoMerge(merge: string): Promise<void>;
  /** What an erasure of this person would take, and what it would leave. */
  erasurePreview(person: string): Promise<ErasurePreview>;
  /** For good. */
  erasePerson(order: EraseOrder): Promise<ErasureCertificate>;
  /** Newest first. */
  erasures(): Promise<ErasureCertificate[]>;
  /** What is older than it may be kept, by the organisation's rules. */
  retentionPreview(): Promise<RetentionPreview>;
  /** Erases it, for good. */
  eraseOld(order: EraseOldOrder): Promise<ErasureCertificate>;
  /** How far that is; null while none is under way. */
  erasingProgress(): Promise<ErasingProgress | null>;
  /** Ends it; what is erased stays erased. */
  stopErasing(): Promise<void>;
  writePersonData(order: PersonDataOrder): Promise<Exported>;
  /** A new question ends the one before it, which is answered as `outdated`. */
  search(query: SearchQuery): Promise<SearchAnswer>;
  cases(query: CaseQuery): Promise<CasePage>;
  /** The cases of a whole reference, typed or pasted. */
  findCase(typed: string): Promise<CaseRow[]>;
  case(id: string): Promise<CaseView>;
  moveCase(made: NewCaseMove): Promise<CaseView>;
  takeCase(id: string): Promise<CaseView>;
  giveCase(given: CaseGiven): Promise<CaseView>;
  tellCase(told: CaseTold): Promise<CaseView>;
  amendCase(amended: CaseAmended): Promise<CaseView>;
  /** Puts a case under legal hold, or ends that. */
  holdCase(held: CaseHeld): Promise<CaseView>;
  /** Opens a sensitive case, or those of a call, for as long as this person is signed in: the reason is recorded. */
  viewSensitive(order: ViewingOrder): Promise<null>;
  planFollowUp(planned: NewFollowUp): Promise<FollowUpView>;
  attemptFollowUp(attempt: NewAttempt): Promise<FollowUpView>;
  replanFollowUp(replanned: Replanned): Promise<FollowUpView>;
  endFollowUp(end: FollowUpEnd): Promise<FollowUpView>;
  cancelFollowUp(end: FollowUpEnd): Promise<FollowUpView>;
  /** The person's own and what nobody has, due until then. */
  dueFollowUps(until: number): Promise<DueFollowUps>;
  /** How much of the person's own is due now. */
  dueCount(): Promise<DueCount>;
  shifts(): Promise<Shift[]>;
  shiftLog(query: ShiftQuery): Promise<ShiftLog>;
  /** What is looked at of a shift, and its signatures; none is the running one. */
  shiftReview(shift: string): Promise<ShiftReview>;
  signShift(signature: NewSignature): Promise<ShiftReview>;
  handOver(given: NewHandOver): Promise<ShiftReview>;
  confirmHandOver(taken: TakenHandOver): Promise<ShiftReview>;
  /** Returns a call to its agent; answers all its returns. */
  returnCall(made: NewReturn): Promise<CallReturn[]>;
  takeBackReturn(back: ReturnBack): Promise<CallReturn[]>;
  /** What answers to a quality form come to so far; writes nothing. */
  scoreSoFar(given: ScoreAnswers): Promise<ScoreSoFar>;
  /** Scores a call; answers all its scores, as the two after it do. */
  scoreCall(made: NewScore): Promise<CallScore[]>;
  takeBackScore(back: ScoreBack): Promise<CallScore[]>;
  replyToScore(made: NewScoreReply): Promise<CallScore[]>;
  /** Checks the journal here, and the centre's copy of it. */
  /** How it stands with the backups of this machine. */
  backupStatus(): Promise<BackupStatus>;
  /** Makes a backup now. */
  makeBackup(place: BackupTo): Promise<BackupMade>;
  /** How far a backup is, or the reading of one. */
  backupProgress(): Promise<BackupProgress | null>;
  /** Has what is under way end. */
  backupStop(): Promise<void>;
  backups(): Promise<Backups>;
  /** Chooses the second place of backups, or none. */
  setBackupPlace(folder: string | null): Promise<BackupStatus>;
  /** Reads a backup again, all of it. */
  checkBackup(asked: BackupAsked): Promise<BackupChecked>;
  /** What the data can be restored from; `folder` is one more to look into. */
  restoreChoices(folder: string | null): Promise<RestoreChoices>;
  /** Makes one ready beside the data that lie there, and says what it holds. */
  restoreTry(asked: RestoreAsked): Promise<Restorable>;
  restoreProgress(): Promise<BackupProgress | null>;
  restoreStop(): Promise<void>;
  /** Puts the one that waits in its place, and opens it. */
  restoreFinish(): Promise<AppState>;
  /** Takes it away again. */
  restoreGiveUp(): Promise<AppState>;
  /** Closes the data, so that they can be restored. */
  closeToRestore(secret: string): Promise<AppState>;
  checkJournal(): Promise<JournalCheck>;
  journalProgress(): Promise<JournalProgress | null>;
  /** The journal under filters, the newest first, page by page. */
  journalPage(query: JournalQuery): Promise<JournalPage>;
  /** One entry of it, opened. */
  journalEntry(id: string): Promise<JournalEntry>;
  figures(query: FiguresQuery): Promise<Figures>;
  figureCalls(query: FigureCallsQuery): Promise<CallPage>;
  figureCases(query: FigureCasesQuery): Promise<CasePage>;
  figureSurveys(query: FigureSurveysQuery): Promise<SurveyPage>;
  /** What was said of a call or a case afterwards. */
  surveys(query: SurveysQuery): Promise<Surveys>;
  /** Writes an answer down; answers all about the matter. */
  logSurvey(made: NewSurvey): Promise<Surveys>;
  withdrawSurvey(id: string): Promise<Surveys>;
  /** Writes the bulletin of a period into a folder. */
  writeBulletin(order: BulletinOrder): Promise<Exported>;
  /** Writes the calls behind a figure into a folder. */
  writeRows(order: RowsOrder): Promise<Exported>;
  /** Writes a shift's log under its filters into a folder. */
  writeShiftLog(order: ShiftLogOrder): Promise<Exported>;
  /** Writes the chain of the journal into a folder, for whoever checks it. */
  writeChain(order: ChainOrder): Promise<Exported>;
  exportProgress(): Promise<ExportProgress | null>;
  /** Has the export that is under way end. */
  exportStop(): Promise<void>;
  /** What left the program as files, the newest first. */
  exportLog(after: string | null): Promise<ExportLog>;
  bulletinSchedule(): Promise<ScheduleState>;
  setBulletinSchedule(schedule: BulletinSchedule): Promise<ScheduleState>;
  /** What comes in far more often than it did. */
  spikes(): Promise<Spikes>;
  /** Recommends something to a body; answers the first page of recommendations, as all but the last below. */
  recommend(recommendation: NewImprovement): Promise<ImprovementPage>;
  improvements(after: string | null): Promise<ImprovementPage>;
  answerImprovement(given: ImprovementAnswer): Promise<ImprovementPage>;
  withdrawImprovement(id: string): Promise<ImprovementPage>;
  improvementEffect(id: string): Promise<ImprovementEffect>;
  /** How much waits for a supervisor's decision. */
  reviewCount(): Promise<ReviewCount>;
  reviewList(after: ReviewCursor | null): Promise<ReviewPage>;
  decideFinding(decision: ReviewDecision): Promise<ReviewDecided>;
  takeBackDecision(decided: ReviewDecided): Promise<void>;
  commentCall(comment: NewComment): Promise<CallComment>;
  /** Cards that may be told today, best first. */
  searchCards(query: CardQuery): Promise<CardRow[]>;
  /** This version of a card; without one the version that may be told today. */
  card(code: string, version: number | null): Promise<CardView>;
  /** Notes a question that no card answers; the same twice is one. */
  noCard(asked: NoCard): Promise<void>;
  linkStatus(): Promise<LinkStatus>;
  connectCentre(connect: ConnectCentre): Promise<LinkStatus>;
  syncNow(): Promise<LinkStatus>;
  heldEntries(): Promise<HeldEntry[]>;
  /** Offers held entries again; none named: all of them. */
  offerHeld(entries: string[]): Promise<LinkStatus>;
  epochsBegun(): Promise<EpochBegun[]>;
  /** Writes what waits into a folder, for a courier. */
  courierOut(folder: string): Promise<CourierWritten>;
  /** Takes in the receipts that a courier brought back into a folder. */
  courierIn(folder: string): Promise<CourierTaken>;
  /** The card of a centre that a courier brought. */
  courierCard(folder: string): Promise<CourierCard>;
  courierEnrol(wanted: CourierEnrol): Promise<CourierWritten>;
  courierProgress(): Promise<CourierProgress | null>;
  /** Opens a sheet that is to be brought in. */
  importOpen(wanted: ImportOpen): Promise<ImportSheet>;
  /** Looks at it otherwise. */
  importLook(wanted: ImportLook): Promise<ImportSheet>;
  /** Reads it and says what would come; writes nothing. */
  importCheck(wanted: ImportMapping): Promise<ImportChecked>;
  importFaults(look: number, after: number): Promise<ImportFaults>;
  importFaultyFile(look: number, folder: string): Promise<ImportFaultyFile>;
  /** Brings its rows in; answers once they are. */
  importRun(wanted: ImportRun): Promise<ImportDone>;
  importProgress(): Promise<ImportProgress | null>;
  importStop(): Promise<void>;
  importBatches(after: string | null): Promise<ImportBatches>;
  importUndoLook(batch: string): Promise<ImportUndoLook>;
  importUndo(wanted: ImportUndo): Promise<ImportBatch>;
  /** Calls `heard` at every change of the link; the answer ends it. */
  onLinkChanged(heard: (status: LinkStatus) => void): () => void;
  /** The calls that a softphone announced, the newest first. */
  screenPops(): Promise<ScreenPop[]>;
  /** Lets one wait no more; answers those that are left. */
  endScreenPop(id: number): Promise<ScreenPop[]>;
  /** Calls `heard` when a call was announced; the answer ends it. */
  onCallAnnounced(heard: () => void): () => void;
  /** What whoever helps from afar asks first; nobody's data are in it. */
  diagnostics(): Promise<string>;
  /** The condition of this machine, as far as a look tells it. */
  condition(): Promise<Condition>;
  /** The same after all was read; null where it was stopped. */
  checkCondition(): Promise<Condition | null>;
  conditionProgress(): Promise<ConditionProgress | null>;
  conditionStop(): Promise<void>;
  /** Answers that the window was told to close: it does, or it stays open. */
  closeWindow(go: boolean): Promise<void>;
  /** Calls `heard` when the window is told to close, and waits for `closeWindow`; the answer ends it. */
  onCloseAsked(heard: () => void): () => void;
}

export const [useBackend, provideBackend] = createContext<Backend>();

// A backend for the tests, standing at the one seam: a small world in memory that remembers what it was
// asked. Each test may replace single answers.

import type {
  AppState,
  Backend,
  CallerCard,
  CallerCase,
  CallForm,
  CallRow,
  ContactCounts,
  Conversation,
  ErrorCode,
  ErrorDto,
  KeyBindings,
  LinkStatus,
  Person,
  SaveAs,
  ShiftReview,
  SignedIn,
  WaysIn,
} from '../src/lib/backend';
import { NO_BACKUPS } from './fake-backups';
import { LISTS } from './fake-codes';
import { LIST_ANSWERS } from './fake-lists';

export function refusal(code: ErrorCode, args: ErrorDto['args'] = {}): ErrorDto {
  return { code, args };
}

export const AISHA: Person = {
  id: 'aisha-id',
  login: 'aisha',
  nameAr: 'عائشة',
  nameEn: 'Aisha',
  roles: ['agent'],
  languages: [],
  active: true,
  signsInHere: true,
  loginShared: false,
};

export function signedInAs(rights: string[]): SignedIn {
  return {
    person: AISHA,
    locale: 'ar',
    digits: 'latn',
    duty: 'duty',
    dutyOpenedAt: 0,
    pauses: [],
    lockTimes: { lockMin: 2, lockInCallMin: 15 },
    rights,
  };
}

export const STATE: AppState = {
  phase: 'ready',
  locale: 'ar',
  digits: 'latn',
  practice: false,
  practicePin: null,
  station: 'مكتب 3',
  policy: { locked: [], byCentre: [], problem: null, centreAddress: null },
  unopened: [],
  refusal: null,
  dataFolder: '/data',
  about: { version: '0.1.0', licence: 'MIT OR Apache-2.0', system: 'linux x86_64', release: false },
  signedIn: signedInAs(['call_log', 'call_read']),
  locked: null,
};

/** A store that opens by passphrase and code, on a system with a keyring. */
export const WAYS_IN: WaysIn = {
  passphrase: true,
  recoveryCode: true,
  keyring: false,
  keyFile: false,
  unknown: 0,
  removable: true,
  keyringThere: true,
  keyringAllowed: true,
  keyFileNamed: false,
  unopened: [],
  tried: { passphrase: null, recoveryCode: null, keyring: null, keyFile: null },
};

/** A recovery code as it is shown. */
export const CODE = '7KQ2M-X9RTB-00000-11111-0ABC1-22222-33333-44444';

export const LINK: LinkStatus = {
  state: 'not_set',
  address: '',
  site: '',
  waiting: 0,
  oldestAt: null,
  held: 0,
  lastContactAt: null,
  clockAheadMin: null,
  problem: null,
  packs: [],
};

export function rowOf(form: CallForm, caseReference: string | null): CallRow {
  return {
    id: form.id,
    startedAt: form.startedAt,
    endedAt: form.endedAt,
    savedAt: form.startedAt,
    channel: form.channel,
    type: form.type,
    subCategory: form.subCategory,
    outcome: caseReference ? 'case_opened' : 'answered',
    urgent: form.urgent,
    number: form.number,
    handle: form.handle,
    agent: AISHA.id,
    agentAr: AISHA.nameAr,
    agentEn: AISHA.nameEn,
    facility: form.facility || form.facilityText,
    noteStart: form.note.slice(0, 140),
    restricted: false,
    voided: false,
    erasedAt: null,
    caseReference,
    comments: 0,
    held: false,
    behalfAr: '',
    behalfEn: '',
  };
}

export const NO_COUNTS: ContactCounts = { received: 0, outgoing: 0, messages: 0, visits: 0, letters: 0 };

export const NO_REVIEW: ShiftReview = {
  shift: '',
  looks: [],
  leftOut: 0,
  samplesPerAgent: 3,
  scores: [],
  digest: '0'.repeat(64),
  calls: 0,
  entries: 0,
  ownCalls: 0,
  machines: [],
  signatures: [],
  after: [],
  gone: 0,
  hindrances: { running: true, drafts: [], returned: 0 },
  open: { drafts: 0, dueToday: 0, promises: 0, urgentCases: 0 },
  handOvers: [],
  waiting: [],
};

export const NO_CONVERSATION: Conversation = { today: null, logs: [], cases: [], restrictedCases: 0 };

export const NO_CARD: CallerCard = {
  number: '',
  people: [],
  morePeople: 0,
  chosen: null,
  cases: [],
  restrictedCases: 0,
  promises: [],
  calls: [],
  totalCalls: 0,
  flags: [],
  linked: null,
};

export const KASE: CallerCase = {
  id: 'case-1',
  reference: '26-4170-0031-9',
  type: 'complaint',
  subCategory: 'med_shortage',
  facility: 'khoula_hospital',
  status: 'awaiting_entity',
  urgent: false,
  receivedAt: 0,
  ownerAr: 'سالم',
  ownerEn: 'Salim',
  own: false,
  due: null,
  overdue: false,
  tellCaller: 'بانتظار رد مستشفى خولة',
  tellCallerAt: 0,
  calls: 1,
};

export interface World {
  /** Forms kept, in order. */
  kept: CallForm[];
  saved: { form: CallForm; saveAs: SaveAs }[];
  added: { form: CallForm; log: string; saveAs: SaveAs }[];
  discarded: string[];
  voided: string[];
  /** Keys that the person has given actions. */
  keys: KeyBindings;
}

/** A backend and what it was asked; `changes` replaces single answers. */
export function fakeBackend(changes: Partial<Backend> = {}): { backend: Backend; world: World } {
  const world: World = { kept: [], saved: [], added: [], discarded: [], voided: [], keys: { actions: {} } };
  const unasked = (): Promise<never> => Promise.reject(new Error('not part of this test'));
  const backend: Backend = {
    appState: () => Promise.resolve(STATE),
    lookAgain: () => Promise.resolve(STATE),
    beginStation: ({ locale, station }) =>
      Promise.resolve({ ...STATE, phase: 'first_start', signedIn: null, locale, station }),
    firstCode: () => Promise.resolve({ code: CODE, asked: [2, 5] }),
    firstStart: unasked,
    newRecoveryCode: unasked,
    confirmRecoveryCode: unasked,
    openByItself: () => Promise.resolve(STATE),
    openStore: unasked,
    waysIn: () => Promise.resolve(WAYS_IN),
    addKeyring: unasked,
    removeWay: unasked,
    tryWay: unasked,
    changePassphrase: unasked,
    signIn: () => Promise.resolve(signedInAs(['call_log', 'call_read'])),
    signOut: () => Promise.resolve({ ...STATE, phase: 'sign_in', signedIn: null }),
    keyBindings: () => Promise.resolve(world.keys),
    setKeyBindings: (given) => {
      world.keys = given;
      return Promise.resolve();
    },
    setPreferences: ({ locale, digits }) =>
      Promise.resolve({
        ...STATE,
        signedIn: { ...signedInAs(['call_log', 'call_read']), locale, digits },
      }),
    people: () => Promise.resolve([AISHA]),
    addPerson: unasked,
    giveSecret: unasked,
    replaceSecret: unasked,
    renewSecret: unasked,
    recoverSecret: unasked,
    setPersonActive: unasked,
    changePerson: () => Promise.resolve(AISHA),
    changeLogin: unasked,
    lock: ({ reason }) =>
      Promise.resolve({
        ...STATE,
        phase: 'locked',
        signedIn: null,
        locked: {
          person: AISHA,
          since: Date.now(),
          pause: reason === '' ? null : { reason, from: Date.now(), usualMin: 15 },
        },
      }),
    setLockTimes: (lockTimes) => Promise.resolve({ ...signedInAs(['call_log', 'call_read']), lockTimes }),
    noticeSetting: () => Promise.resolve({ shown: true }),
    setNotices: (setting) => Promise.resolve(setting),
    changeSecret: unasked,
    practiceEnter: unasked,
    practiceLeave: unasked,
    lists: () => Promise.resolve(LISTS),
    ...LIST_ANSWERS,
    draftKeep: (form) => {
      world.kept.push(form);
      return Promise.resolve({ state: 'kept', at: form.startedAt });
    },
    drafts: () => Promise.resolve([]),
    draftDiscard: (id) => {
      world.discarded.push(id);
      return Promise.resolve();
    },
    draftRestore: () => Promise.reject(refusal('not_found')),
    othersDrafts: () => Promise.resolve([]),
    takeDraft: unasked,
    takenDrafts: () => Promise.resolve([]),
    markTakenTold: () => Promise.resolve(),
    logCall: (form, saveAs) => {
      world.saved.push({ form, saveAs });
      const opens = (form.type === 'complaint') !== (saveAs === 'other_way');
      const caseReference = opens ? '26-4170-0038-5' : null;
      return Promise.resolve({
        row: rowOf(form, caseReference),
        caseReference,
        promisedDue: null,
        callBacks: [],
        already: false,
        added: false,
      });
    },
    addToLog: (form, log, saveAs) => {
      world.added.push({ form, log, saveAs });
      return Promise.resolve({
        row: { ...rowOf(form, null), id: log },
        caseReference: null,
        promisedDue: null,
        callBacks: [],
        already: false,
        added: true,
      });
    },
    ownLog: () =>
      Promise.resolve({
        rows: [],
        next: null,
        total: 0,
        commented: [],
        returned: [],
        scored: [],
        counts: NO_COUNTS,
      }),
    markCommentsSeen: () => Promise.resolve(),
    voidCall: (id) => {
      world.voided.push(id);
      return Promise.resolve();
    },
    restoreCall: unasked,
    amendCall: unasked,
    callForm: unasked,
    takeBackCorrection: unasked,
    callHistory: () => Promise.resolve({ steps: [], leftOut: 0 }),
    promiseTimes: () =>
      Promise.resolve({
        days: [{ day: '2026-11-23', noon: 1_795_420_800_000, worked: true }],
        day: '2026-11-23',
        time: '12:00',
        callBackDay: '2026-11-23',
        callBackTime: '10:20',
      }),
    flagNumber: () => Promise.resolve(),
    liftFlag: () => Promise.resolve(),
    call: unasked,
    callerCard: (query) => Promise.resolve({ ...NO_CARD, number: query.number }),
    likelyPersons: () => Promise.resolve([]),
    peopleByName: () => Promise.resolve([]),
    personSheet: unasked,
    conversation: () => Promise.resolve(NO_CONVERSATION),
    sameProblem: () => Promise.resolve({ calls: 0, cases: 0, newestCases: [] }),
    mergePersons: unasked,
    erasurePreview: unasked,
    erasePerson: unasked,
    erasures: () => Promise.resolve([]),
    retentionPreview: unasked,
    eraseOld: unasked,
    erasingProgress: () => Promise.resolve(null),
    stopErasing: unasked,
    writePersonData: unasked,
    undoMerge: () => Promise.resolve(),
    search: unasked,
    cases: () => Promise.resolve({ rows: [], next: null, total: 0, totalAtLeast: false }),
    case: unasked,
    findCase: unasked,
    moveCase: unasked,
    takeCase: unasked,
    giveCase: unasked,
    tellCase: unasked,
    amendCase: unasked,
    holdCase: unasked,
    viewSensitive: unasked,
    planFollowUp: unasked,
    attemptFollowUp: unasked,
    replanFollowUp: unasked,
    endFollowUp: unasked,
    cancelFollowUp: unasked,
    dueFollowUps: () =>
      Promise.resolve({
        own: { rows: [], total: 0 },
        anyones: { rows: [], total: 0 },
        later: { rows: [], total: 0 },
      }),
    dueCount: () => Promise.resolve({ own: 0, anyones: 0, later: 0 }),
    shifts: () => Promise.resolve([]),
    shiftLog: unasked,
    shiftReview: (shift) => Promise.resolve({ ...NO_REVIEW, shift }),
    signShift: unasked,
    handOver: unasked,
    confirmHandOver: unasked,
    returnCall: unasked,
    takeBackReturn: unasked,
    scoreSoFar: unasked,
    scoreCall: unasked,
    takeBackScore: unasked,
    replyToScore: unasked,
    backupStatus: () => Promise.resolve(NO_BACKUPS),
    makeBackup: unasked,
    backupProgress: unasked,
    backupStop: unasked,
    backups: unasked,
    setBackupPlace: unasked,
    checkBackup: unasked,
    restoreChoices: unasked,
    restoreTry: unasked,
    restoreProgress: unasked,
    restoreStop: unasked,
    restoreFinish: unasked,
    restoreGiveUp: unasked,
    closeToRestore: unasked,
    checkJournal: unasked,
    journalProgress: unasked,
    journalPage: unasked,
    journalEntry: unasked,
    figures: unasked,
    figureCalls: unasked,
    figureCases: unasked,
    figureSurveys: unasked,
    surveys: () => Promise.resolve({ rows: [], mayLog: false, own: false }),
    logSurvey: unasked,
    withdrawSurvey: unasked,
    writeBulletin: unasked,
    writeRows: unasked,
    writeShiftLog: unasked,
    writeChain: unasked,
    exportProgress: unasked,
    exportStop: unasked,
    exportLog: () => Promise.resolve({ rows: [], next: null, total: 0 }),
    bulletinSchedule: unasked,
    setBulletinSchedule: unasked,
    spikes: unasked,
    recommend: unasked,
    improvements: unasked,
    answerImprovement: unasked,
    withdrawImprovement: unasked,
    improvementEffect: unasked,
    reviewCount: () => Promise.resolve({ total: 0 }),
    reviewList: () => Promise.resolve({ items: [], total: 0, next: null }),
    decideFinding: unasked,
    takeBackDecision: unasked,
    commentCall: unasked,
    searchCards: unasked,
    card: unasked,
    noCard: unasked,
    linkStatus: () => Promise.resolve(LINK),
    connectCentre: unasked,
    syncNow: () => Promise.resolve(LINK),
    heldEntries: () => Promise.resolve([]),
    offerHeld: () => Promise.resolve(LINK),
    epochsBegun: () => Promise.resolve([]),
    courierOut: unasked,
    courierIn: unasked,
    courierCard: unasked,
    courierEnrol: unasked,
    courierProgress: () => Promise.resolve(null),
    importOpen: unasked,
    importLook: unasked,
    importCheck: unasked,
    importFaults: unasked,
    importFaultyFile: unasked,
    importRun: unasked,
    importProgress: () => Promise.resolve(null),
    importStop: unasked,
    importBatches: () => Promise.resolve({ batches: [], next: null }),
    importUndoLook: unasked,
    importUndo: unasked,
    onLinkChanged: () => () => undefined,
    screenPops: () => Promise.resolve([]),
    endScreenPop: () => Promise.resolve([]),
    onCallAnnounced: () => () => undefined,
    diagnostics: () => Promise.resolve('nida: 0.1.0\n'),
    condition: () => Promise.resolve({ level: 'ok', thorough: false, findings: [] }),
    checkCondition: unasked,
    conditionProgress: () => Promise.resolve(null),
    conditionStop: unasked,
    closeWindow: () => Promise.resolve(),
    onCloseAsked: () => () => undefined,
    ...changes,
  };
  return { backend, world };
}

//! Who may do what: one table, asked by every use-case, whatever the screen shows.
//!
//! A command is one thing the screen (or `nidactl`) can ask for. What it needs is written once, in
//! [`Command::need`]; which roles have a right is written once, in [`Right::roles`]. A test walks
//! every command with every role.

mod all;
mod names;
mod need;

pub use crate::right::Right;

/// Everything that can be asked of the application. The shell offers exactly these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Where the application stands.
    AppState,
    /// Look again at a store that was refused.
    LookAgain,
    /// Note language and name of the station before there is a store.
    BeginStation,
    /// The recovery code of the store that will be made.
    FirstCode,
    /// Make the store and the first person.
    FirstStart,
    /// Open a closed store without a person, where that was settled.
    OpenByItself,
    /// Open a closed store.
    OpenStore,
    /// Sign a person in.
    SignIn,
    /// Sign the person out.
    SignOut,
    /// Lock the machine.
    Lock,
    /// After how long the machine locks by itself.
    SetLockTimes,
    /// Whether this machine shows notices of the desktop.
    NoticeSetting,
    /// Switch them on or off.
    SetNotices,
    /// Show a new recovery code.
    NewRecoveryCode,
    /// Put the recovery code that was shown in force.
    ConfirmRecoveryCode,
    /// Change the station passphrase.
    ChangePassphrase,
    /// In which ways the store opens.
    WaysIn,
    /// Let the keyring of the operating system open the store.
    AddKeyring,
    /// Take keyring or key file away as a way in.
    RemoveWay,
    /// Tries a way into the data.
    TryWay,
    /// Make a key file that opens the store (command line).
    MakeKeyFile,
    /// Language and digits.
    SetPreferences,
    /// Keys that the person has given actions.
    KeyBindings,
    /// Give actions other keys.
    SetKeyBindings,
    /// The people who can sign in.
    People,
    /// Add a person.
    AddPerson,
    /// Give a person of the site a secret at this machine.
    GiveSecret,
    /// Give a person who forgot theirs another secret.
    ReplaceSecret,
    /// Choose one's own in place of a secret that was given.
    RenewSecret,
    /// Give an administrator a secret by the recovery code.
    RecoverSecret,
    /// Let a person sign in no more, or again.
    SetPersonActive,
    /// Give a person another login.
    ChangeLogin,
    /// Change names and roles of a person.
    ChangePerson,
    /// Give oneself another secret.
    ChangeSecret,
    /// Open the practice store.
    PracticeEnter,
    /// Return to the real store.
    PracticeLeave,
    /// The code lists.
    Lists,
    /// All lists, and what was changed of them at this machine.
    ListsOverview,
    /// One list with its rows.
    ListSheet,
    /// How many calls bear a code.
    ListUses,
    /// What was changed of the lists at the machines of the site.
    ListChanges,
    /// Change rows of lists.
    ChangeLists,
    /// Take a change of lists back.
    WithdrawListChange,
    /// Make a change again that gave way to a pack.
    RemakeListChange,
    /// Write the lists in use as a file that the centre publishes.
    WriteListsFile,
    /// Keep a draft.
    DraftKeep,
    /// The person's own drafts.
    Drafts,
    /// Put a draft away.
    DraftDiscard,
    /// Bring a draft back that was put away.
    DraftRestore,
    /// What drafts others left, as type and age.
    OthersDrafts,
    /// Take over a draft of somebody else.
    TakeDraft,
    /// Drafts of the person that others took over.
    TakenDrafts,
    /// Note that the person was told of them.
    MarkTakenTold,
    /// Save a call.
    LogCall,
    /// Add to the log of a conversation.
    AddToLog,
    /// Take a call out of the log.
    VoidCall,
    /// Bring a call back that was taken out.
    RestoreCall,
    /// Change fields of a call.
    AmendCall,
    /// A saved call as a form again.
    CallForm,
    /// Take a correction back.
    TakeBackCorrection,
    /// What was done to a call.
    CallHistory,
    /// When something may be promised for.
    PromiseTimes,
    /// Flag a number.
    FlagNumber,
    /// Take a flag off a number.
    LiftFlag,
    /// The calls of the person's own duty.
    OwnLog,
    /// Note that comments were seen.
    MarkCommentsSeen,
    /// One call, whole.
    Call,
    /// Search calls, cases and persons as one types.
    Search,
    /// What is known of a caller.
    CallerCard,
    /// People of a name.
    LikelyPersons,
    /// People whose name answers what is typed.
    PeopleByName,
    /// A person who was found.
    PersonSheet,
    /// What is known of a conversation by message.
    Conversation,
    /// What came in of late about the same problem.
    SameProblem,
    /// Say that two persons are one.
    MergePersons,
    /// Take that back.
    UndoMerge,
    /// What an erasure of a person would take.
    ErasurePreview,
    /// Erase what is recorded about a person.
    ErasePerson,
    /// What was erased, when and by whom.
    Erasures,
    /// What is older than it may be kept.
    RetentionPreview,
    /// Erase that.
    EraseOld,
    /// How far that is.
    ErasingProgress,
    /// Have it end.
    StopErasing,
    /// Write what is recorded about a person into a file, for that person.
    WritePersonData,
    /// The list of cases.
    Cases,
    /// A case by its reference.
    FindCase,
    /// One case, whole.
    Case,
    /// Move a case to another status.
    MoveCase,
    /// Take a case that nobody has.
    TakeCase,
    /// Give a case to somebody else.
    GiveCase,
    /// Say what a caller who asks may be told.
    TellCase,
    /// Change fields of a case.
    AmendCase,
    /// Put a case under legal hold, or end that.
    HoldCase,
    /// [`App::view_sensitive`](crate::App::view_sensitive).
    ViewSensitive,
    /// Plan a follow-up.
    PlanFollowUp,
    /// Write down an attempt at a follow-up.
    AttemptFollowUp,
    /// Give a follow-up a new due.
    ReplanFollowUp,
    /// Say that a follow-up was done.
    EndFollowUp,
    /// Say that a follow-up will not be done.
    CancelFollowUp,
    /// What is due for the person.
    DueFollowUps,
    /// How much of their own is due.
    DueCount,
    /// The shifts that hold calls.
    Shifts,
    /// The log of a shift.
    ShiftLog,
    /// What is looked at of a shift, and its signatures.
    ShiftReview,
    /// Sign a shift.
    SignShift,
    /// Hand a shift over.
    HandOver,
    /// Take a shift that was handed over.
    ConfirmHandOver,
    /// The figures of a period.
    Figures,
    /// The calls behind a figure.
    FigureCalls,
    /// The cases behind a figure.
    FigureCases,
    /// The surveys behind a figure.
    FigureSurveys,
    /// What was said of a call or a case afterwards.
    Surveys,
    /// Write such an answer down.
    LogSurvey,
    /// Take one back.
    WithdrawSurvey,
    /// Write a bulletin into a folder.
    WriteBulletin,
    /// Write the calls behind a figure into a folder.
    WriteRows,
    /// Write a shift's log into a folder.
    WriteShiftLog,
    /// Write the chain into a folder, for whoever checks it.
    WriteChain,
    /// How far that is.
    ExportProgress,
    /// Have it end.
    ExportStop,
    /// The log of exports.
    ExportLog,
    /// Which bulletins this machine makes by itself.
    BulletinSchedule,
    /// Settle which.
    SetBulletinSchedule,
    /// What comes in far more often than it did.
    Spikes,
    /// Recommend something to a body because of it.
    Recommend,
    /// The recommendations.
    Improvements,
    /// Say what came of one.
    AnswerImprovement,
    /// Take one back.
    WithdrawImprovement,
    /// What one did.
    ImprovementEffect,
    /// How much waits on the review list.
    ReviewCount,
    /// The review list.
    ReviewList,
    /// Decide what stands on it.
    DecideFinding,
    /// Take a decision back.
    TakeBackDecision,
    /// Comment on a call.
    CommentCall,
    /// Return a call for correction.
    ReturnCall,
    /// Take a return back.
    TakeBackReturn,
    /// What answers to a quality form come to so far.
    ScoreSoFar,
    /// Score a call by a quality form.
    ScoreCall,
    /// Take a score back.
    TakeBackScore,
    /// Reply to a score of one's own call.
    ReplyToScore,
    /// Answer cards by the caller's words.
    SearchCards,
    /// One answer card, whole.
    Card,
    /// Note a question that no card answers.
    NoCard,
    /// State of the link to the centre.
    LinkStatus,
    /// Enrol at a centre.
    ConnectCentre,
    /// Write what waits as a file for a courier.
    CourierOut,
    /// Take in what a courier brought back.
    CourierIn,
    /// The card of a centre that a courier brought.
    CourierCard,
    /// Ask by courier to be enrolled.
    CourierEnrol,
    /// How far that is.
    CourierProgress,
    /// Look at a sheet that is to be brought in.
    ImportOpen,
    /// Look at it otherwise.
    ImportLook,
    /// Read it and say what would come.
    ImportCheck,
    /// What is wrong with it.
    ImportFaults,
    /// Write its faulty rows down.
    ImportFaultyFile,
    /// Bring its rows in.
    ImportRun,
    /// How far that is.
    ImportProgress,
    /// End it.
    ImportStop,
    /// What was brought in.
    ImportBatches,
    /// What undoing that would meet.
    ImportUndoLook,
    /// Undo it.
    ImportUndo,
    /// Send now.
    SyncNow,
    /// The calls that a softphone announced.
    ScreenPops,
    /// Takes one of them, or puts it away.
    EndScreenPop,
    /// Lets the window close, or stay open.
    CloseWindow,
    /// What whoever helps from afar asks first.
    Diagnostics,
    /// The condition of this machine.
    Condition,
    /// Read all data and the newest backups for it.
    CheckCondition,
    /// How far that is.
    ConditionProgress,
    /// Have it end.
    ConditionStop,
    /// Entries that the centre could not accept.
    HeldEntries,
    /// Offer them to it again.
    OfferHeld,
    /// Why this machine's chain began anew.
    EpochsBegun,
    /// How it stands with the backups of this machine.
    BackupStatus,
    /// Make one now.
    MakeBackup,
    /// How far one is.
    BackupProgress,
    /// Have it end.
    BackupStop,
    /// The backups that there are.
    Backups,
    /// Choose a second place for backups.
    SetBackupPlace,
    /// Read a backup again.
    CheckBackup,
    /// What the store can be restored from.
    RestoreChoices,
    /// Try one.
    RestoreTry,
    /// How far that is.
    RestoreProgress,
    /// Have it end.
    RestoreStop,
    /// Put it in the place of what lies there.
    RestoreFinish,
    /// Take it away again.
    RestoreGiveUp,
    /// Close the store, so that it can be restored.
    CloseToRestore,
    /// Check the journal and the centre's copy of it.
    CheckJournal,
    /// How far that is.
    JournalProgress,
    /// The journal as it stands, page by page.
    JournalPage,
    /// One entry of it, opened.
    JournalEntry,
    /// Check the journal (command line).
    VerifyJournal,
    /// Make the folded tables anew (command line).
    RebuildTables,
}

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it comes before anybody can be signed in and shows nothing of anybody's call.
    Nothing,
    /// Somebody signed in, whoever it is.
    SignedIn,
    /// This right.
    Right(Right),
}

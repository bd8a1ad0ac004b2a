//! The encrypted store of a machine: the journal, the rows folded from it, and what is private to the
//! machine. All SQL of the client lives here.
//!
//! How it hangs together: [`Folder`] says what lies where; [`Store`] makes and opens; one thread writes
//! ([`Store::act`] is the only way an entry is made), a few connections read ([`Store::read`]); entries
//! and the rows folded from them change in one transaction.
//!
//! Never here: a clock (instants are handed in), the network, rights (those are the application's),
//! sentences for people.

mod act;
mod backup;
mod condition;
mod effect;
mod erasure;
mod error;
mod folder;
mod int;
mod journal;
mod keys;
mod no_dump;
mod open;
mod opened;
mod private;
mod random;
mod read;
mod reserve;
mod restore;
mod rows;
mod search;

mod tables;
mod write;

#[cfg(test)]
extern crate self as store;
#[cfg(test)]
mod tests;

pub use act::{Acting, Piece, Stamp};
pub use backup::{
    BackupError, BackupFar, BackupMade, BackupOrder, BackupPlace, BackupReason, BackupRow, Keep,
};
pub use condition::{BackupSlots, FolderLook, Lying, PlaceLook, PlacedBackup, Standing};
pub use error::{OpenError, StoreError};
pub use folder::{Folder, Stage, make_private_folder, replace_file, sync_folder};
pub use journal::chain::{ChainCopy, ChainCursor, ChainEpoch, ChainPlace};
pub use journal::epoch::{EpochBegun, NewEpoch, OwnChain};
pub use journal::history::{HistoryCursor, HistoryEntry, HistoryFilter, HistoryPage, HistoryRow};
pub use journal::inbox::{Accepted, FeedEntry};
pub use journal::number::Cursor;
pub use journal::outbox::{HeldEntry, LinkState, Outgoing};
pub use journal::settle::Settled;
pub use journal::verify::{Fault, FaultKind, Verified};
pub use keys::code::{NotARecoveryCode, RecoveryCode};
pub use keys::cost::Cost;
pub use keys::secret::{NotASlotSecret, SlotSecret};
pub use keys::slots::Unlock;
pub use keys::ways::{Way, WaysIn};
pub use no_dump::leave_no_dump;
pub use opened::{NewStore, ReadOnlyStore, Store};
pub use private::attempts::Attempts;
pub use private::drafts::{Draft, DraftLeft, KeptDraft};
pub use private::packs::{PACKS_KEPT, RefusedPack, TakenPack};
pub use random::random;
pub use read::Reading;
pub use restore::{
    FoundBackup, PresentStore, Restorable, Restore, RestoreError, RestoreFrom, find_backups,
};
pub use rows::call_addition::AdditionRow;
pub use rows::call_history::{HISTORY_COUNTED_MAX, Heard};
pub use rows::call_return::ReturnRow;
pub use rows::call_row::{
    CallCursor, CallPage, CallRow, CallWhole, CommentRow, NotACursor, PAGE_ROWS,
};
pub use rows::call_score::{ScoreMark, ScoreRow};
pub use rows::case_row::{CaseCursor, CaseFilter, CaseOrder, CasePage, CaseRow, OPEN_CASES_MAX};
pub use rows::case_whole::{CaseWhole, MoveRow};
pub use rows::component::{COMPONENT_MAX, Component};
pub use rows::duty::{DutyRow, PauseRow, ShiftPauseRow};
pub use rows::erased::{ERASURES_LISTED, ErasedRow, ErasureEnd, ErasureRow};
pub use rows::export::{ExportPage, ExportRow};
pub use rows::figure_rows::{CallKind, FigureCalls, FigureCases, Only};
pub use rows::figures::MachineSeen;
pub use rows::finding::{FindingRow, REVIEW_COUNTED_MAX, Topic, TopicPage, WrittenBy};
pub use rows::follow_up_row::{
    AttemptRow, DueCounts, DueRows, FollowUpCursor, FollowUpPage, FollowUpRow,
};
pub use rows::goes_on::LinkedCall;
pub use rows::hand_over::HandOverRow;
pub use rows::import_batch::ImportRow;
pub use rows::improvement::{IMPROVEMENT_PAGE_ROWS, ImprovementCursor, ImprovementRow};
pub use rows::list_change::{Borne, CALLS_COUNTED, LIST_CHANGES_LISTED, ListChangeRow};
pub use rows::merge::MergeRow;
pub use rows::number_flag::FlagRow;
pub use rows::people::{Candidate, NAME_CANDIDATES_MAX, PEOPLE_BY_NAME_MAX, PEOPLE_ON_NUMBER_MAX};
pub use rows::person::{PersonRow, PersonWhole, RelationRow};
pub use rows::person_scope::{CaseOfPerson, PersonRecords, PersonScope, WhyCaseStays};
pub use rows::problem::{SAME_PROBLEM_MS, SameProblem};
pub use rows::question::QuestionRow;
pub use rows::rebuild::Rebuilt;
pub use rows::retention::{Cutoffs, DueOfType, HELD_LISTED, RetentionDue};
pub use rows::shift_log::{ShiftFigures, ShiftFilter};
pub use rows::shift_looks::{GlanceRow, SHIFT_CALLS_MAX, SHIFT_ENTRIES_MAX, ShiftEntry};
pub use rows::signature::SignatureRow;
pub use rows::survey::{FigureSurveys, SurveyCursor, SurveyPage, SurveyRow};
pub use rows::takeover::{TOLD_AT_ONCE, TakeoverRow};
pub use rows::user::UserRow;
pub use search::{
    FoundCall, FoundCase, FoundCursor, FoundPage, QUESTION_CHARS_MAX, Question, Searches, Section,
    Sight, Turn,
};
pub use tables::{FOLDED_TABLES, INDEX_PREFIX, INDEX_TABLES, JOURNAL_TABLES, PRIVATE_TABLES};

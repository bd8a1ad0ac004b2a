//! Cases in lists, one case whole, and what a person does with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallRow, FollowUpView};

/// Which cases, by what they mean to whoever asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseFilter {
    /// Open ones that the person moves.
    #[default]
    Mine,
    /// Open ones of everybody; what is resolved is open until its caller knows.
    Open,
    /// Open ones whose due has passed.
    Overdue,
    /// Those that somebody else has to answer.
    Waiting,
    /// Closed, cancelled and duplicate ones.
    Closed,
    /// Every one.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseOrder {
    /// The newest received first.
    #[default]
    Newest,
    /// The soonest due first: open ones that have a due, and no others.
    Due,
}

/// What to list. Empty strings filter nothing.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseQuery {
    /// The saved filter.
    pub filter: CaseFilter,
    /// Code of a type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of a status.
    pub status: String,
    /// Only urgent ones.
    pub urgent: bool,
    /// The order.
    pub order: CaseOrder,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// Id of the case.
    pub id: String,
    /// Its reference, e.g. `26-4170-0038-4`.
    pub reference: String,
    /// Code of its status.
    pub status: String,
    /// Neither closed nor ended otherwise.
    pub open: bool,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject, may be empty.
    pub sub_category: String,
    /// Title, may be empty.
    pub title: String,
    /// Code of the priority.
    pub priority: String,
    /// How bad, 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Urgent.
    pub urgent: bool,
    /// Kept from those without the right.
    pub sensitive: bool,
    /// When it was received.
    pub received_at: i64,
    /// By when it is to be resolved.
    pub due: Option<i64>,
    /// Id of who moves it; none while nobody has it.
    pub owner: Option<String>,
    /// Their Arabic name.
    pub owner_ar: String,
    /// Their English name.
    pub owner_en: String,
    /// Code of the facility, may be empty.
    pub facility: String,
    /// The sentence that anyone may tell a caller who asks; empty where there is none.
    pub tell_caller: String,
    /// When that was written.
    pub tell_caller_at: Option<i64>,
    /// How many calls it gathers.
    pub calls: u32,
    /// It is sensitive and was not opened by whoever looks: what it says is left out.
    pub restricted: bool,
}

/// One page of cases.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CasePage {
    /// The rows, at most 50.
    pub rows: Vec<CaseRow>,
    /// Cursor for the next page; none at the end.
    pub next: Option<String>,
    /// All that the question lets through, on this page and others.
    pub total: u32,
    /// There are more: they were counted among the first 5,000 cases of the list.
    pub total_at_least: bool,
}

/// A case, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// Its row.
    pub row: CaseRow,
    /// Summary.
    pub summary: String,
    /// Who brought it would not say who they are: nobody is informed when it closes.
    pub anonymous: bool,
    /// Whether its words stay beyond their time, by law.
    pub legal_hold: bool,
    /// The number of the file because of which; may be empty.
    pub hold_file: String,
    /// By when it is to be acknowledged.
    pub acknowledge_due: Option<i64>,
    /// Code of the entity that it is to be referred to, may be empty.
    pub refer_to: String,
    /// Under which number another body knows it.
    pub external_reference: String,
    /// Number of whoever brought it, for the eye; may be empty.
    pub number: String,
    /// Arabic name of the person who brought it, once chosen.
    pub caller_ar: String,
    /// Latin name of that person.
    pub caller_latin: String,
    /// Code of the finding.
    pub finding: String,
    /// Code of the action taken.
    pub action: String,
    /// Code of the closing outcome.
    pub closing_outcome: String,
    /// When the caller was informed.
    pub caller_informed_at: Option<i64>,
    /// Code of how.
    pub caller_informed_how: String,
    /// Arabic name of who wrote what may be told.
    pub tell_caller_by_ar: String,
    /// English name.
    pub tell_caller_by_en: String,
    /// When it was closed, cancelled or told a duplicate.
    pub closed_at: Option<i64>,
    /// How often it was opened again.
    pub reopened: u32,
    /// When its words were erased.
    pub erased_at: Option<i64>,
    /// Its calls, newest first, at most 200; `row.calls` counts all.
    pub calls: Vec<CallRow>,
    /// Its moves, oldest first; of more than 500 the newest.
    pub moves: Vec<CaseMove>,
    /// Of a sensitive case, who opened it and why, the newest first, at most 50.
    pub viewings: Vec<CaseViewing>,
    /// Its follow-ups, those to be done first.
    pub follow_ups: Vec<FollowUpView>,
    /// What of it waits on the review list.
    pub findings: Vec<CaseFinding>,
    /// The moves that this person may make now; empty for whoever only reads.
    pub next_moves: Vec<NextMove>,
    /// Whether this person may move it, say what may be told, change it or give it away.
    pub may_move: bool,
    /// Whether this person may take it.
    pub may_take: bool,
    /// Whether this person may put it under legal hold, and end that.
    pub may_hold: bool,
    /// Whether this person may plan follow-ups about it and write down attempts.
    pub may_follow_up: bool,
}

/// A case is put under legal hold, or that ends.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseHeld {
    /// Id of the case.
    pub case: String,
    /// Whether it is under it from now on.
    pub held: bool,
    /// The number of the file because of which, without names; empty where the hold ends.
    pub file: String,
}

/// A move that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseMove {
    /// Id of its entry.
    pub id: String,
    /// Code of the status from where; empty at the beginning.
    pub from: String,
    /// Code of the status to where.
    pub to: String,
    /// When, as it counts.
    pub at: i64,
    /// Arabic name of who moved it.
    pub by_ar: String,
    /// English name.
    pub by_en: String,
}

/// A move that may be made, and what it still asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextMove {
    /// Code of the status to where.
    pub to: String,
    /// What has to be said with it.
    pub lacks: Vec<Lacking>,
}

/// What a complaint or report needs before it closes (domain, "State machines").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// The finding.
    Finding,
    /// The action taken.
    Action,
    /// That the caller was informed, when and how.
    CallerInformed,
}

/// Something about a case that could not be applied and waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseFinding {
    /// Code of what happened: conflict, unlawful, closed_without, backwards, unreadable, unreadable_entry.
    pub code: String,
    /// The field it is about, may be empty.
    pub field: String,
    /// Of an unlawful move: code of the status where the case stood.
    pub from: String,
    /// Of an unlawful move: code of the status where it was to go.
    pub to: String,
}

/// A move to be made. Empty strings and none leave a field as it is.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCaseMove {
    /// Id of the case.
    pub case: String,
    /// Code of the status that the person saw. When it stands elsewhere by now the move is refused.
    pub from: String,
    /// Code of the status to where.
    pub to: String,
    /// Code of the finding.
    pub finding: String,
    /// Code of the action taken.
    pub action: String,
    /// Code of the closing outcome.
    pub closing_outcome: String,
    /// When the caller was informed; not in the future.
    pub caller_informed_at: Option<i64>,
    /// Code of how; needed with the time.
    pub caller_informed_how: String,
}

/// What a caller who asks may be told.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseTold {
    /// Id of the case.
    pub case: String,
    /// Up to 500 characters; empty takes back what was there.
    pub text: String,
}

/// A case that somebody else is to move from now on.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseGiven {
    /// Id of the case.
    pub case: String,
    /// Id of the person.
    pub owner: String,
}

/// Fields of a case as they shall be.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseAmended {
    /// Id of the case.
    pub case: String,
    /// Up to 200 characters.
    pub title: String,
    /// Up to 20,000 characters.
    pub summary: String,
    /// Code of the priority.
    pub priority: String,
    /// 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Code of a facility, or empty.
    pub facility: String,
    /// Code of an entity, or empty.
    pub refer_to: String,
}

/// A sensitive case is opened, with a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ViewingOrder {
    /// Id of the case, or of a call of it.
    pub subject: String,
    /// Why, up to 200 characters.
    pub reason: String,
}

/// Somebody opened a sensitive case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseViewing {
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// In English.
    pub by_en: String,
    /// Why; empty when erased.
    pub reason: String,
}

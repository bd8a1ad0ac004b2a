//! The caller card: who it may be, what is open, what was promised, what was called before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose card. Asked again at every change of the number, so it holds nothing but what is typed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallerQuery {
    /// The number as typed, up to 40 characters.
    pub number: String,
    /// Id of the person chosen; empty while nobody is.
    pub person: String,
    /// Id of the case that the call is to be added to; empty where there is none. It is answered
    /// whatever the number is.
    pub linked_case: String,
}

/// What is known of a number, and of the person chosen.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerCard {
    /// The number for the eye; empty where no digit was typed.
    pub number: String,
    /// The people on the number, each once, in the order in which they were added: the nine who were
    /// added last; behind them the person chosen, where they are none of these. Nobody is chosen by being
    /// alone here.
    pub people: Vec<CallerPerson>,
    /// How many others are on the number, counted up to 1,000; they are found by their names.
    pub more_people: u32,
    /// What else is known of the person chosen; none while nobody is.
    pub chosen: Option<ChosenPerson>,
    /// Open cases, those with something to tell first, then the newest.
    pub cases: Vec<CallerCase>,
    /// Open cases that this person may not see: there is a case, the supervisor knows.
    pub restricted_cases: u32,
    /// Promises that are owed, the soonest due first.
    pub promises: Vec<CallerPromise>,
    /// The last calls, newest first, at most five.
    pub calls: Vec<PastCall>,
    /// How many calls there are, counted up to 1,000.
    pub total_calls: u32,
    /// Flags on the number that count now.
    pub flags: Vec<CallerFlag>,
    /// The case that the call is to be added to.
    pub linked: Option<CallerCase>,
}

/// A person, for whoever looks one up.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonSheet {
    /// Id of the person; of persons who are one by a merge, the one whose names are shown.
    pub id: String,
    /// Name in Arabic, may be empty.
    pub name_ar: String,
    /// Name in Latin letters, may be empty.
    pub name_latin: String,
    /// Year of birth; zero when not known.
    pub birth_year: u32,
    /// Code of the kind of beneficiary, may be empty.
    pub beneficiary: String,
    /// Code of the governorate, may be empty.
    pub governorate: String,
    /// Code of the wilayat, may be empty.
    pub wilayat: String,
    /// Their numbers, for the eye.
    pub numbers: Vec<String>,
    /// Their open cases, the newest first.
    pub cases: Vec<CallerCase>,
    /// Open cases that whoever asks may not see.
    pub restricted_cases: u32,
    /// Calls of which they were chosen as the caller, newest first, at most ten.
    pub calls: Vec<PastCall>,
    /// How many of these there are, counted up to 1,000.
    pub total_calls: u32,
    /// When their words were erased.
    pub erased_at: Option<i64>,
}

/// Somebody it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerPerson {
    /// Id of the person; of persons who are one by a merge, the one whose names are shown.
    pub id: String,
    /// Name in Arabic, may be empty.
    pub name_ar: String,
    /// Name in Latin letters, may be empty.
    pub name_latin: String,
    /// Code of the kind of beneficiary, may be empty.
    pub beneficiary: String,
    /// Code of the governorate, may be empty.
    pub governorate: String,
    /// Code of the wilayat, may be empty.
    pub wilayat: String,
    /// Calls of which they were chosen as the caller, counted up to 1,000.
    pub calls: u32,
    /// When the last of these began.
    pub last_call_at: Option<i64>,
}

/// Whose name is being typed. Asked again at every change of it.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LikelyQuery {
    /// The name as typed, up to 200 characters; nobody is looked for by a single word.
    pub name: String,
    /// The number as typed: who is on it stands on its card already.
    pub number: String,
}

/// Somebody of this name who is not on the number: it may be them, calling from another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LikelyPerson {
    /// Who.
    pub person: CallerPerson,
    /// How well their name answers the one typed, 1 to 100; 100 is the same name, spelt however.
    pub score: u8,
    /// Their numbers, for the eye.
    pub numbers: Vec<String>,
    /// Year of birth; zero when not known.
    pub birth_year: u32,
}

/// What else is known of the person chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChosenPerson {
    /// Their id, as in the list of people.
    pub id: String,
    /// Their other numbers, for the eye.
    pub other_numbers: Vec<String>,
    /// Who they are to others and others to them.
    pub relations: Vec<CallerRelation>,
    /// Ids of the merges that made them one with others, the newest first: each can be undone.
    pub merges: Vec<String>,
}

/// A relation of the person chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerRelation {
    /// The other's name in Arabic, may be empty.
    pub name_ar: String,
    /// The other's name in Latin letters, may be empty.
    pub name_latin: String,
    /// Code of the relation.
    pub relation: String,
    /// Whether the code says who this person is to the other; else who the other is to this one.
    pub from_here: bool,
}

/// An open case of a caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerCase {
    /// Its id.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// Code of its type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of its subject, may be empty.
    pub sub_category: String,
    /// Facility: code of the list, may be empty.
    pub facility: String,
    /// Code of its status.
    pub status: String,
    /// Urgent.
    pub urgent: bool,
    /// When it was received.
    pub received_at: i64,
    /// Its owner's Arabic name; empty where nobody has it.
    pub owner_ar: String,
    /// Its owner's English name.
    pub owner_en: String,
    /// Whether whoever asks is its owner.
    pub own: bool,
    /// By when it is to be resolved.
    pub due: Option<i64>,
    /// Whether that is past.
    pub overdue: bool,
    /// The one sentence that the caller may be told; empty where none was written.
    pub tell_caller: String,
    /// When that was written.
    pub tell_caller_at: Option<i64>,
    /// How many calls it gathers.
    pub calls: u32,
}

/// What was promised to the caller and not yet done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerPromise {
    /// Id of the follow-up.
    pub id: String,
    /// Code of what is to be done.
    pub kind: String,
    /// What the caller was told, may be empty.
    pub promise: String,
    /// By when.
    pub due: i64,
    /// Whether that is past.
    pub overdue: bool,
    /// Id of the case it is about, where what came of it is written down; none where it is about a call alone.
    pub case: Option<String>,
    /// Reference of that case; empty where it is about a call alone.
    pub case_reference: String,
    /// Id of the call it is about, if it is about one.
    pub call: Option<String>,
    /// Arabic name of who is to do it; empty where nobody has it.
    pub owner_ar: String,
    /// Their English name.
    pub owner_en: String,
}

/// A call that was made before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastCall {
    /// Its id; empty where it belongs to a case that this person may not see.
    pub id: String,
    /// When it began.
    pub started_at: i64,
    /// It belongs to a case that this person may not see: nothing but its time is told.
    pub restricted: bool,
    /// Code of its type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of its subject, may be empty.
    pub sub_category: String,
    /// Code of its outcome.
    pub outcome: String,
    /// Reference of the case it opened or was added to.
    pub case_reference: Option<String>,
}

/// A flag on a number. It hides nothing: an emergency comes from any number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallerFlag {
    /// Its id, to take it off.
    pub id: String,
    /// Its code, e.g. `nuisance`.
    pub code: String,
    /// Code of the reason.
    pub reason: String,
    /// Until when it counts.
    pub until: i64,
}

/// A flag to be put on the number of a call.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewFlag {
    /// Its id, made by the screen: sending it twice gives one.
    pub id: String,
    /// The number as typed.
    pub number: String,
    /// Code of the reason.
    pub reason: String,
    /// For how many days, 1 to 180.
    pub days: u16,
}

/// What is being typed, to find the same problem.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProblemQuery {
    /// Code of the facility, or empty.
    pub facility: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// The caller's number as typed, or empty.
    pub number: String,
}

/// What came in of late about the same problem: the same type and subject at the same facility, or of
/// the same number.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SameProblem {
    /// Calls within seven days, counted up to 1,000.
    pub calls: u32,
    /// Open cases received within seven days, counted up to 1,000, those that this person may not see
    /// left out.
    pub cases: u32,
    /// The newest of these cases, at most three.
    pub newest_cases: Vec<CallerCase>,
}

/// A merge that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergedPersons {
    /// Id of the merge, to undo it.
    pub merge: String,
    /// Id of the person whose names are shown now.
    pub person: String,
}

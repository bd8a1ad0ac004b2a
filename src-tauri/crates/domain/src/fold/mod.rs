//! The fold: the entries of one subject, in order → its record and what could not be applied.
//!
//! Pure, total, the only one (architecture, "The fold"): store and centre merely write its rows. It
//! reads no other subject, no clock, no setting, and never refuses: what cannot stand becomes a
//! [`Finding`]. The same entries with the same places give the same result in whatever order they
//! arrive, one of them twice or not.
//!
//! Rule by rule:
//! * Order: [`order`]. An entry handed in twice counts once.
//! * Every entry is a set of writes of fields ([`Fields`]). An erased personal part writes nothing. A
//!   field that this version does not know is folded like any other and stays in [`Folded::facts`].
//! * A kind or version that this version does not know is counted and not applied (architecture: it is
//!   folded once it becomes known), so is an entry of another kind of subject.
//! * Concurrent writes meet field by field: `merge`.
//! * The status of a case follows its moves, times that count follow the order: `course`.
//! * What is not of its form is told and left at its default: `Reader`.
//! * An erasure says that words are gone; it is whoever keeps the entries that takes them ([`crate::erasure`]).
//! * A decision that was taken back writes nothing; what a person set aside is no finding: [`review`].

mod change;
mod course;
mod fields;
mod finding;
mod history;
mod merge;
mod placed;
mod reader;

use std::collections::BTreeSet;

pub use change::{Change, VERSION};
pub use fields::{Fields, MAX_DEPTH, Part};
pub use finding::Finding;
pub use history::{Step, Wrote, history};
pub use placed::{Placed, Standing, order};

pub(crate) use change::{Written, below};
pub(crate) use fields::flatten;
pub(crate) use reader::Reader;

use crate::call::Call;
use crate::case::Case;
use crate::duty::Duty;
use crate::entry::{Header, subject_kind};
use crate::erasure::{self, Erased, erases};
use crate::export::Export;
use crate::flag::NumberFlag;
use crate::follow_up::FollowUp;
use crate::hand_over::HandOver;
use crate::id::{EntryId, Millis, SubjectId, UserId};
use crate::import::Batch;
use crate::improvement::Improvement;
use crate::list_change::ListChange;
use crate::machine::Machine;
use crate::merge::Merge;
use crate::person::Person;
use crate::question::Question;
use crate::review::DECIDABLE;
use crate::shift_paper::Signature;
use crate::survey::Survey;
use crate::takeover::Takeover;
use crate::user::User;
use crate::{
    call, case, duty, export, flag, follow_up, hand_over, import, improvement, list_change,
    machine, merge as person_merge, person, question, review, shift_paper, survey, takeover, user,
};

/// Version of the fold: raised by every change that makes another record of the same entries, a kind
/// that becomes known included. Whoever keeps folded rows of another version folds anew.
pub const FOLD_VERSION: u32 = 8;

/// Every kind of entry that this version understands.
pub const KINDS: [&str; 81] = [
    call::LOGGED,
    call::AMENDED,
    call::VOIDED,
    call::RESTORED,
    call::COMMENTED,
    call::ADDED,
    call::RETURNED,
    call::RETURN_CORRECTED,
    call::RETURN_WITHDRAWN,
    call::SCORED,
    call::SCORE_REPLIED,
    call::SCORE_WITHDRAWN,
    shift_paper::SIGNED,
    hand_over::HANDED_OVER,
    hand_over::CONFIRMED,
    case::OPENED,
    case::MOVED,
    case::AMENDED,
    case::CALL_LINKED,
    case::TOLD,
    case::VIEWED,
    user::ADDED,
    user::CHANGED,
    user::SECRET_CHANGED,
    user::SECRET_GIVEN,
    user::SECRET_RECOVERED,
    duty::OPENED,
    duty::CLOSED,
    duty::PAUSED,
    duty::RESUMED,
    person::ADDED,
    person::AMENDED,
    follow_up::PLANNED,
    follow_up::ATTEMPTED,
    follow_up::REPLANNED,
    follow_up::DONE,
    follow_up::CANCELLED,
    person_merge::MADE,
    person_merge::UNDONE,
    flag::RAISED,
    flag::LIFTED,
    question::ASKED,
    takeover::TAKEN,
    survey::ANSWERED,
    survey::WITHDRAWN,
    export::MADE,
    export::FAILED,
    import::BEGUN,
    import::DONE,
    import::UNDONE,
    improvement::RECOMMENDED,
    improvement::ANSWERED,
    improvement::WITHDRAWN,
    machine::CODE_RENEWED,
    machine::PASSPHRASE_CHANGED,
    machine::KEYRING_ADDED,
    machine::KEYRING_REMOVED,
    machine::KEY_FILE_ADDED,
    machine::KEY_FILE_REMOVED,
    machine::LOCK_SET,
    list_change::CHANGED,
    list_change::WITHDRAWN,
    erasure::PERSON,
    erasure::CALL,
    erasure::CASE,
    erasure::FOLLOW_UP,
    erasure::SURVEY,
    erasure::QUESTION,
    erasure::FLAG,
    DECIDABLE[0].1,
    DECIDABLE[0].2,
    DECIDABLE[1].1,
    DECIDABLE[1].2,
    DECIDABLE[2].1,
    DECIDABLE[2].2,
    DECIDABLE[3].1,
    DECIDABLE[3].2,
    DECIDABLE[4].1,
    DECIDABLE[4].2,
    DECIDABLE[5].1,
    DECIDABLE[5].2,
];

/// Whether this version folds entries of this kind and version.
#[must_use]
pub fn understands(kind: &str, version: u32) -> bool {
    version == VERSION && KINDS.contains(&kind)
}

/// A subject as its entries say.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// The subject.
    pub subject: SubjectId,
    /// Its kind: `call`, `case` …
    pub kind: String,
    /// Its typed record.
    pub record: Record,
    /// All its facts, those included that this version does not know.
    pub facts: Fields,
    /// All its personal fields that have not been erased.
    pub personal: Fields,
    /// What waits for a person, in the order of the entries, then of the fields.
    pub findings: Vec<Finding>,
    /// Entries that this version does not understand, and did not apply.
    pub unknown: u32,
    /// Its erasures, in the order of the entries.
    pub erased: Vec<Erased>,
    /// Its first entry in order.
    pub first: Stamp,
    /// Its last entry in order.
    pub last: Stamp,
}

/// Who made an entry, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The entry.
    pub entry: EntryId,
    /// Who.
    pub actor: UserId,
    /// Code of the role acted in.
    pub role: String,
    /// The wall clock; shown, never compared.
    pub at: Millis,
}

impl Stamp {
    fn of(header: &Header) -> Self {
        Self {
            entry: header.id,
            actor: header.actor,
            role: header.role.clone(),
            at: header.at,
        }
    }
}

/// The typed record of a subject.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A call.
    Call(Box<Call>),
    /// A case.
    Case(Box<Case>),
    /// A user.
    User(Box<User>),
    /// A duty.
    Duty(Box<Duty>),
    /// A person who calls, is ill or is helped.
    Person(Box<Person>),
    /// A follow-up.
    FollowUp(Box<FollowUp>),
    /// A merge of two persons.
    Merge(Box<Merge>),
    /// A flag on a number.
    Flag(Box<NumberFlag>),
    /// A question that no card answered.
    Question(Box<Question>),
    /// A draft that changed hands.
    Takeover(Box<Takeover>),
    /// A signature under a shift.
    Signature(Box<Signature>),
    /// A hand-over of a shift.
    HandOver(Box<HandOver>),
    /// What somebody said of a contact afterwards.
    Survey(Box<Survey>),
    /// An export.
    Export(Box<Export>),
    /// A batch of imported rows.
    Import(Box<Batch>),
    /// A recommendation.
    Improvement(Box<Improvement>),
    /// A machine.
    Machine(Machine),
    /// A change of the lists.
    ListChange(Box<ListChange>),
    /// Of a kind that this version does not know.
    Unknown,
}

/// Folds the entries of one subject, in whatever order they are handed in (those without a number in
/// the order of their chain). None for no entries.
#[must_use]
pub fn fold(mut entries: Vec<Placed>) -> Option<Folded> {
    order(&mut entries);
    if entries.len() > 1 {
        let mut met = BTreeSet::new();
        entries.retain(|entry| met.insert(entry.header.id));
    }
    let first = entries.first()?;
    let opening = entries
        .iter()
        .find(|entry| understands(&entry.header.kind, entry.header.version))
        .unwrap_or(first);
    let subject = opening.header.subject;
    let kind = opening.header.subject_kind().to_owned();
    // Signatures and hand-overs are subjects of their own that both belong to a shift.
    let is_signature = opening.header.kind == shift_paper::SIGNED;
    let (first, last) = (Stamp::of(&first.header), Stamp::of(&entries.last()?.header));
    let taken_back = review::taken_back(&entries);

    let mut findings = Vec::new();
    let mut unknown = 0;
    let mut erased = Vec::new();
    let mut course = course::Course::default();
    let mut facts = merge::Writes::default();
    let mut personal = merge::Writes::default();
    let mut before: Vec<Placed> = Vec::with_capacity(entries.len());
    for mut entry in entries {
        if erases(&entry.header.kind) {
            erased.push(Erased::read(&entry, Stamp::of(&entry.header)));
        }
        let mut wrote = std::mem::take(&mut entry.facts);
        let spoke = std::mem::take(&mut entry.personal);
        let header = &entry.header;
        let applied = if !understands(&header.kind, header.version)
            || subject_kind(&header.kind) != kind
            || header.subject != subject
        {
            unknown += 1;
            false
        } else if !readable(&entry, &mut findings)
            || (taken_back.contains(&header.id) && review::decides(&header.kind))
        {
            false
        } else {
            let lawful = kind != "case" || course.admit_case(header, &mut wrote, &mut findings);
            // When a message came in and was answered is what somebody typed: it can be put right.
            if lawful && kind != "call" {
                course.admit_times(header, &mut wrote, &mut findings);
            }
            lawful
        };
        if applied {
            flatten(wrote, &mut |path, value| {
                facts.add(path, value, &entry, &before);
            });
            flatten(spoke, &mut |path, value| {
                personal.add(path, value, &entry, &before);
            });
        }
        before.push(entry);
    }
    let mut facts = facts.settle(Part::Facts, &kind, &before, &mut findings);
    let personal = personal.settle(Part::Personal, &kind, &before, &mut findings);
    if let Some(last) = course.moves.last() {
        facts.set("status".to_owned(), last.to.code().into());
    }
    let mut reader = Reader {
        facts: &facts,
        personal: &personal,
        findings: &mut findings,
    };
    let record = match kind.as_str() {
        "call" => Record::Call(Box::new(Call::read(&mut reader))),
        "case" => Record::Case(Box::new(Case::read(&mut reader, course.moves))),
        "user" => Record::User(Box::new(User::read(&mut reader))),
        "duty" => Record::Duty(Box::new(Duty::read(&mut reader))),
        "person" => Record::Person(Box::new(Person::read(&mut reader))),
        "follow_up" => Record::FollowUp(Box::new(FollowUp::read(&mut reader))),
        "merge" => Record::Merge(Box::new(Merge::read(&mut reader))),
        "flag" => Record::Flag(Box::new(NumberFlag::read(&mut reader))),
        "question" => Record::Question(Box::new(Question::read(&mut reader))),
        "takeover" => Record::Takeover(Box::new(Takeover::read(&mut reader))),
        "shift" if is_signature => Record::Signature(Box::new(Signature::read(&mut reader))),
        "shift" => Record::HandOver(Box::new(HandOver::read(&mut reader))),
        "survey" => Record::Survey(Box::new(Survey::read(&mut reader))),
        "export" => Record::Export(Box::new(Export::read(&mut reader))),
        "import" => Record::Import(Box::new(Batch::read(&mut reader))),
        "improvement" => Record::Improvement(Box::new(Improvement::read(&mut reader))),
        "machine" => Record::Machine(Machine::read(&mut reader)),
        "lists" => Record::ListChange(Box::new(ListChange::read(&mut reader))),
        _ => Record::Unknown,
    };
    findings.retain(|finding| {
        !review::is_set_aside(finding, |mark| facts.get(mark) == Some(&true.into()))
    });
    Some(Folded {
        subject,
        kind,
        record,
        facts,
        personal,
        findings,
        unknown,
        erased,
        first,
        last,
    })
}

/// Tells an unreadable part; false when it was the facts.
fn readable(entry: &Placed, findings: &mut Vec<Finding>) -> bool {
    let Some(part) = entry.unreadable else {
        return true;
    };
    findings.push(Finding::UnreadableEntry {
        entry: entry.header.id,
        part,
    });
    part == Part::Personal
}

#[cfg(test)]
mod tests;

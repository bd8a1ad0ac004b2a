//! A follow-up: a dated task about a case or a call, and the promise to a caller that it may be
//! (domain, "Words"). Its kinds of entry, and its record.
//!
//! A promise is kept when it is done by the due that stands. A new due is no secret way to keep one:
//! the first due stays in the record, every new one is counted, and both can be asked for.
//!
//! It is over once it is done or cancelled. Where one machine did it while another cancelled it, it was
//! done: that is what happened. What is to be done again is planned anew.

use std::collections::BTreeMap;

use crate::fold::{Change, Reader, Written};
use crate::id::{AttemptId, Millis, SubjectId, UserId};

/// Kind of the entry that plans a follow-up.
pub const PLANNED: &str = "follow_up.planned";
/// Kind of the entry that says it was tried.
pub const ATTEMPTED: &str = "follow_up.attempted";
/// Kind of the entry that gives it a new due, or another owner.
pub const REPLANNED: &str = "follow_up.replanned";
/// Kind of the entry that says it was done.
pub const DONE: &str = "follow_up.done";
/// Kind of the entry that says it will not be done.
pub const CANCELLED: &str = "follow_up.cancelled";

/// What is to be done: calling back.
pub const CALL_BACK: &str = "call_back";
/// What is to be done: telling the caller what came of it.
pub const TELL_CALLER: &str = "tell_caller";
/// What is to be done: chasing an answer.
pub const CHASE: &str = "chase";
/// What is to be done: looking whether it is well.
pub const CHECK: &str = "check";

/// A follow-up. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The case it is about.
    pub case: Option<SubjectId>,
    /// The call it is about.
    pub call: Option<SubjectId>,
    /// Code of what is to be done, e.g. [`CALL_BACK`].
    pub kind: String,
    /// By when.
    pub due: Option<Millis>,
    /// By when it was first to be done.
    pub first_due: Option<Millis>,
    /// By whom.
    pub owner: Option<UserId>,
    /// Code of the queue it waits in, while nobody has it.
    pub queue: String,
    /// The caller was told that it will be done by then.
    pub promised: bool,
    /// What the caller was told, in words.
    pub promise: String,
    /// Attempts, oldest first.
    pub attempts: Vec<Attempt>,
    /// New dues by the instant at which each was given.
    pub replans: BTreeMap<Millis, Option<Millis>>,
    /// When it was done.
    pub done_at: Option<Millis>,
    /// Code of what came of it.
    pub result: String,
    /// It will not be done.
    pub cancelled: bool,
    /// Code of why not.
    pub cancel_reason: String,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// When.
    pub at: Option<Millis>,
    /// Who tried.
    pub by: Option<UserId>,
    /// Code of what came of it, e.g. no answer.
    pub result: String,
    /// In words; personal.
    pub words: String,
}

/// Whether a follow-up is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FollowUpState {
    /// To be done.
    Planned,
    /// Done.
    Done,
    /// Not to be done.
    Cancelled,
}

impl FollowUpState {
    /// Its immutable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A new due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDue {
    /// When it was given.
    pub at: Millis,
    /// By when it is to be done now.
    pub due: Millis,
    /// By whom now; none leaves it.
    pub owner: Option<UserId>,
}

impl FollowUp {
    /// Plans the follow-up. Attempts and its end are left aside.
    #[must_use]
    pub fn planned(&self) -> Change {
        let mut written = Written::default();
        written.id("case", self.case);
        written.id("call", self.call);
        written.code("kind", &self.kind);
        written.instant("due", self.due);
        written.instant("first_due", self.due);
        written.id("owner", self.owner);
        written.code("queue", &self.queue);
        written.flag("promised", self.promised);
        written.words("promise", &self.promise);
        written.into_change(PLANNED)
    }

    /// Says that a follow-up was tried.
    #[must_use]
    pub fn attempted(attempt: &Attempt) -> Change {
        let path = format!("attempts/{}", attempt.id);
        let mut written = Written::default();
        // Written even when empty: an attempt of which nothing else is said must still be counted.
        written.fact(&format!("{path}/result"), attempt.result.as_str());
        written.id(&format!("{path}/by"), attempt.by);
        written.instant(&format!("{path}/at"), attempt.at);
        written.words(&format!("{path}/words"), &attempt.words);
        written.into_change(ATTEMPTED)
    }

    /// Gives a follow-up a new due.
    #[must_use]
    pub fn replanned(new: &NewDue) -> Change {
        let mut written = Written::default();
        written.instant("due", Some(new.due));
        written.fact(&format!("replans/{}", new.at.0), new.due.0);
        written.id("owner", new.owner);
        written.into_change(REPLANNED)
    }

    /// Says that a follow-up was done, and the code of what came of it.
    #[must_use]
    pub fn done(at: Millis, result: &str) -> Change {
        let mut written = Written::default();
        written.instant("done_at", Some(at));
        written.code("result", result);
        written.into_change(DONE)
    }

    /// Says that a follow-up will not be done, for the reason of this code.
    #[must_use]
    pub fn cancelled(reason: &str) -> Change {
        let mut written = Written::default();
        written.flag("cancelled", true);
        written.code("cancel_reason", reason);
        written.into_change(CANCELLED)
    }

    /// Whether it is still to be done.
    #[must_use]
    pub const fn state(&self) -> FollowUpState {
        if self.done_at.is_some() {
            FollowUpState::Done
        } else if self.cancelled {
            FollowUpState::Cancelled
        } else {
            FollowUpState::Planned
        }
    }

    /// Of a promise that was done, whether that was by its due; none for what is no promise, was not
    /// done, or has no due.
    #[must_use]
    pub fn kept(&self) -> Option<bool> {
        let by_due = self.done_at? <= self.due?;
        self.promised.then_some(by_due)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            case: reader.id("case"),
            call: reader.id("call"),
            kind: reader.code("kind"),
            due: reader.instant("due"),
            first_due: reader.instant("first_due"),
            owner: reader.id("owner"),
            queue: reader.code("queue"),
            promised: reader.flag("promised"),
            promise: reader.words("promise"),
            attempts: Attempt::read_all(reader),
            replans: read_replans(reader),
            done_at: reader.instant("done_at"),
            result: reader.code("result"),
            cancelled: reader.flag("cancelled"),
            cancel_reason: reader.code("cancel_reason"),
        }
    }
}

impl Attempt {
    fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        let mut attempts: Vec<Self> = reader
            .ids_under("attempts")
            .into_iter()
            .map(|(id, path)| Self {
                id,
                at: reader.instant(&format!("{path}/at")),
                by: reader.id(&format!("{path}/by")),
                result: reader.code(&format!("{path}/result")),
                words: reader.words(&format!("{path}/words")),
            })
            .collect();
        attempts.sort_by_key(|attempt| (attempt.at, attempt.id));
        attempts
    }
}

fn read_replans(reader: &mut Reader<'_>) -> BTreeMap<Millis, Option<Millis>> {
    reader
        .ids_under::<i64>("replans")
        .into_iter()
        .map(|(at, path)| (Millis(at), reader.instant(&path)))
        .collect()
}

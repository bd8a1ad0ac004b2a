//! A call: one contact, by phone or otherwise (domain, "Records"). Its kinds of entry, and its record.
//!
//! Codes are text here: an old record stays readable whatever has become of its lists. Rules of types
//! and minimum fields are those of the lists and the use-case, not of the record.
//!
//! A promise to the caller is no field: it is a follow-up of its own (`follow_up`), since it has an
//! owner, attempts and an end long after the call. The caller's and the patient's person are chosen,
//! never guessed from a number: without a choice they are none and the name stands as it was said.

mod addition;
mod correction;
mod issue;
mod parts;
mod returned;
mod score;

use std::collections::BTreeMap;

pub use addition::{ADDITIONS_MAX, Addition};
pub(crate) use correction::weighed_with;
pub use correction::{CallFields, Clash, Decision, Merged};
pub use issue::{Issue, MAX_SEVERITY};
pub use parts::Custom;
pub use returned::{Return, ReturnState};
pub use score::Score;

use crate::comment::Comment;
use crate::fold::{Change, Reader, Written};
use crate::id::{IssueId, Millis, ReturnId, ScoreId, SubjectId, UserId};

/// Kind of the entry that logs a call.
pub const LOGGED: &str = "call.logged";
/// Kind of the entry that changes fields of it.
pub const AMENDED: &str = "call.amended";
/// Kind of the entry that takes it out of lists and figures; it stays in the journal.
pub const VOIDED: &str = "call.voided";
/// Kind of the entry that brings it back.
pub const RESTORED: &str = "call.restored";
/// Kind of the entry that comments on it.
pub const COMMENTED: &str = "call.commented";
/// Kind of the entry that returns it to its agent for correction.
pub const RETURNED: &str = "call.returned";
/// Kind of the entry that says that a return was followed by a correction.
pub const RETURN_CORRECTED: &str = "call.return_corrected";
/// Kind of the entry that takes a return back.
pub const RETURN_WITHDRAWN: &str = "call.return_withdrawn";
/// Kind of the entry that scores it by a quality form.
pub const SCORED: &str = "call.scored";
/// Kind of the entry in which its agent replies to a score.
pub const SCORE_REPLIED: &str = "call.score_replied";
/// Kind of the entry that takes a score back.
pub const SCORE_WITHDRAWN: &str = "call.score_withdrawn";
/// Kind of the entry that adds a further message to the log of a conversation.
pub const ADDED: &str = "call.added";

/// A call. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// Code of the channel.
    pub channel: String,
    /// Code of the direction.
    pub direction: String,
    /// When a message came in; none for a call.
    pub received_at: Option<Millis>,
    /// When it was answered; none for a call, and where it was not.
    pub answered_at: Option<Millis>,
    /// When it began.
    pub started_at: Option<Millis>,
    /// When it ended; none where that is not known.
    pub ended_at: Option<Millis>,
    /// When the caller was put on hold, each with its end; none where the call ended on hold.
    pub holds: BTreeMap<Millis, Option<Millis>>,
    /// When it was first saved.
    pub saved_at: Option<Millis>,
    /// Entered after the fact.
    pub entered_late: bool,
    /// Whose call it was, when someone else entered it.
    pub on_behalf_of: Option<UserId>,
    /// The batch in which it was imported.
    pub import: Option<SubjectId>,
    /// Who took it by the words of the sheet that it was imported from, where that is nobody known here.
    pub taken_by: String,
    /// The duty in which it was entered.
    pub duty: Option<SubjectId>,
    /// Key of the shift, e.g. `2026-11-22/morning`.
    pub shift: String,
    /// Local day in Asia/Muscat, `YYYY-MM-DD`.
    pub local_day: String,
    /// The person who called, once chosen.
    pub caller: Option<SubjectId>,
    /// The person it is about, once chosen.
    pub patient: Option<SubjectId>,
    /// The caller would not say who they are.
    pub anonymous: bool,
    /// Code of how far it was checked who the caller is.
    pub verification: String,
    /// The notice about recorded data was given.
    pub notice_given: bool,
    /// Code of the language spoken.
    pub language: String,
    /// Code of the caller's relation to the patient.
    pub relation: String,
    /// Code of the patient's sex as said. Kept here too, since a patient need not be a person on record.
    pub patient_sex: String,
    /// The patient's year of birth as said; zero when not known.
    pub patient_birth_year: u32,
    /// Code of the governorate (ISO 3166-2).
    pub governorate: String,
    /// Code of the wilayat.
    pub wilayat: String,
    /// How many people are affected.
    pub affected: Affected,
    /// Code of the type.
    pub type_code: String,
    /// Code of the outcome.
    pub outcome: String,
    /// Urgent.
    pub urgent: bool,
    /// The line dropped.
    pub dropped: bool,
    /// What it is about.
    pub issues: BTreeMap<IssueId, Issue>,
    /// The call that this one goes on with: the call-back of one that dropped.
    pub parent_call: Option<SubjectId>,
    /// Answer cards told: code and version of each.
    pub cards: BTreeMap<String, u32>,
    /// Guided questions that were asked: code of each and of its answer.
    pub asked: BTreeMap<String, String>,
    /// Custom fields by their code.
    pub custom: BTreeMap<String, Custom>,
    /// The case it opened.
    pub case: Option<SubjectId>,
    /// Version of the form it was taken down with.
    pub form_version: u32,
    /// Taken out of lists and figures.
    pub voided: bool,
    /// Code of the reason for that.
    pub void_reason: String,
    /// What stands in the place of a number that was erased, so that its calls still count as one caller's.
    pub told_apart: String,
    /// The number in E.164, where it could be read.
    pub number: String,
    /// The number as typed.
    pub number_as_typed: String,
    /// The caller's name as said.
    pub caller_name: String,
    /// The patient's name as said.
    pub patient_name: String,
    /// Number of the patient's medical file.
    pub file_number: String,
    /// Who wrote a message: their handle or address.
    pub handle: String,
    /// Link to the message.
    pub message_link: String,
    /// What holds the messages of one conversation together.
    pub thread: String,
    /// Under which number another body knows it.
    pub external_reference: String,
    /// Place in words.
    pub place: String,
    /// What the caller said.
    pub note: String,
    /// What was answered.
    pub answer: String,
    /// What was added later the same day, by the id of the form it was typed in.
    pub additions: BTreeMap<SubjectId, Addition>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
    /// Returns for correction, oldest first.
    pub returns: Vec<Return>,
    /// Quality scores, oldest first.
    pub scores: Vec<Score>,
}

/// How many people are affected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Affected {
    /// Fallen ill.
    pub ill: u32,
    /// In hospital.
    pub hospital: u32,
    /// Died.
    pub died: u32,
}

impl Call {
    /// Logs the call.
    #[must_use]
    pub fn logged(&self) -> Change {
        self.write().into_change(LOGGED)
    }

    /// Changes the call into `new`; none when nothing differs. Comments, returns, scores, additions and voiding
    /// have kinds of their own and are left aside.
    #[must_use]
    pub fn amended(&self, new: &Self) -> Option<Change> {
        Change::between(AMENDED, self.write(), new.write())
    }

    /// Voids a call for the reason of this code.
    #[must_use]
    pub fn voided(reason: &str) -> Change {
        let mut written = Written::default();
        written.fact("voided", true);
        written.fact("void_reason", reason);
        written.into_change(VOIDED)
    }

    /// Takes the voiding back. The reason stays, for whoever asks why it had been.
    #[must_use]
    pub fn restored() -> Change {
        let mut written = Written::default();
        written.fact("voided", false);
        written.into_change(RESTORED)
    }

    /// Comments on a call.
    #[must_use]
    pub fn commented(comment: &Comment) -> Change {
        comment.write().into_change(COMMENTED)
    }

    /// Returns a call to its agent for correction.
    #[must_use]
    pub fn returned(made: &Return) -> Change {
        made.write().into_change(RETURNED)
    }

    /// Says that the call was corrected after it had been returned.
    #[must_use]
    pub fn return_corrected(id: ReturnId, at: Millis, by: UserId) -> Change {
        Return::write_corrected(id, at, by).into_change(RETURN_CORRECTED)
    }

    /// Takes a return back.
    #[must_use]
    pub fn return_withdrawn(id: ReturnId) -> Change {
        Return::write_withdrawn(id).into_change(RETURN_WITHDRAWN)
    }

    /// Scores a call.
    #[must_use]
    pub fn scored(score: &Score) -> Change {
        score.write().into_change(SCORED)
    }

    /// Replies to a score.
    #[must_use]
    pub fn score_replied(id: ScoreId, reply: &Comment) -> Change {
        Score::write_reply(id, reply).into_change(SCORE_REPLIED)
    }

    /// Takes a score back.
    #[must_use]
    pub fn score_withdrawn(id: ScoreId) -> Change {
        Score::write_withdrawn(id).into_change(SCORE_WITHDRAWN)
    }

    /// The score that counts: the newest that was not taken back.
    #[must_use]
    pub fn score_that_counts(&self) -> Option<&Score> {
        self.scores.iter().rfind(|score| !score.withdrawn)
    }

    /// The issue that the call counts under: the primary one, else the first.
    #[must_use]
    pub fn primary_issue(&self) -> Option<(&IssueId, &Issue)> {
        self.issues
            .iter()
            .find(|(_, issue)| issue.primary)
            .or_else(|| self.issues.iter().next())
    }

    fn write(&self) -> Written {
        let mut written = Written::default();
        written.code("channel", &self.channel);
        written.code("direction", &self.direction);
        written.instant("received_at", self.received_at);
        written.instant("answered_at", self.answered_at);
        written.instant("started_at", self.started_at);
        written.instant("ended_at", self.ended_at);
        parts::write_holds(&self.holds, &mut written);
        written.instant("saved_at", self.saved_at);
        written.flag("entered_late", self.entered_late);
        written.id("on_behalf_of", self.on_behalf_of);
        written.id("import", self.import);
        written.id("duty", self.duty);
        written.code("shift", &self.shift);
        written.code("local_day", &self.local_day);
        written.id("caller", self.caller);
        written.id("patient", self.patient);
        written.flag("anonymous", self.anonymous);
        written.code("verification", &self.verification);
        written.flag("notice_given", self.notice_given);
        written.code("language", &self.language);
        written.code("relation", &self.relation);
        written.code("patient_sex", &self.patient_sex);
        written.count("patient_birth_year", self.patient_birth_year);
        written.code("governorate", &self.governorate);
        written.code("wilayat", &self.wilayat);
        written.count("affected/ill", self.affected.ill);
        written.count("affected/hospital", self.affected.hospital);
        written.count("affected/died", self.affected.died);
        written.code("type", &self.type_code);
        written.code("outcome", &self.outcome);
        written.flag("urgent", self.urgent);
        written.flag("dropped", self.dropped);
        for (id, issue) in &self.issues {
            issue.write(&format!("issues/{id}"), &mut written);
        }
        written.id("parent_call", self.parent_call);
        parts::write_cards(&self.cards, &mut written);
        parts::write_asked(&self.asked, &mut written);
        Custom::write_all(&self.custom, &mut written);
        written.id("case", self.case);
        written.count("form_version", self.form_version);
        written.words("number", &self.number);
        written.words("number_as_typed", &self.number_as_typed);
        written.words("taken_by", &self.taken_by);
        written.words("caller_name", &self.caller_name);
        written.words("patient_name", &self.patient_name);
        written.words("file_number", &self.file_number);
        written.words("handle", &self.handle);
        written.words("message_link", &self.message_link);
        written.words("thread", &self.thread);
        written.words("external_reference", &self.external_reference);
        written.words("place", &self.place);
        written.words("note", &self.note);
        written.words("answer", &self.answer);
        written
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            channel: reader.code("channel"),
            direction: reader.code("direction"),
            received_at: reader.instant("received_at"),
            answered_at: reader.instant("answered_at"),
            started_at: reader.instant("started_at"),
            ended_at: reader.instant("ended_at"),
            holds: parts::read_holds(reader),
            saved_at: reader.instant("saved_at"),
            entered_late: reader.flag("entered_late"),
            on_behalf_of: reader.id("on_behalf_of"),
            import: reader.id("import"),
            taken_by: reader.words("taken_by"),
            duty: reader.id("duty"),
            shift: reader.code("shift"),
            local_day: reader.code("local_day"),
            caller: reader.id("caller"),
            patient: reader.id("patient"),
            anonymous: reader.flag("anonymous"),
            verification: reader.code("verification"),
            notice_given: reader.flag("notice_given"),
            language: reader.code("language"),
            relation: reader.code("relation"),
            patient_sex: reader.code("patient_sex"),
            patient_birth_year: reader.count("patient_birth_year"),
            governorate: reader.code("governorate"),
            wilayat: reader.code("wilayat"),
            affected: Affected {
                ill: reader.count("affected/ill"),
                hospital: reader.count("affected/hospital"),
                died: reader.count("affected/died"),
            },
            type_code: reader.code("type"),
            outcome: reader.code("outcome"),
            urgent: reader.flag("urgent"),
            dropped: reader.flag("dropped"),
            issues: Issue::read_all(reader),
            parent_call: reader.id("parent_call"),
            cards: parts::read_cards(reader),
            asked: parts::read_asked(reader),
            custom: Custom::read_all(reader),
            case: reader.id("case"),
            form_version: reader.count("form_version"),
            voided: reader.flag("voided"),
            void_reason: reader.code("void_reason"),
            // Of several acts any does, as long as all calls of the number have the same one.
            told_apart: reader
                .names_under("told_apart")
                .into_iter()
                .next()
                .map_or_else(String::new, |(name, _)| name),
            number: reader.words("number"),
            number_as_typed: reader.words("number_as_typed"),
            caller_name: reader.words("caller_name"),
            patient_name: reader.words("patient_name"),
            file_number: reader.words("file_number"),
            handle: reader.words("handle"),
            message_link: reader.words("message_link"),
            thread: reader.words("thread"),
            external_reference: reader.words("external_reference"),
            place: reader.words("place"),
            note: reader.words("note"),
            answer: reader.words("answer"),
            additions: Addition::read_all(reader),
            comments: Comment::read_all(reader),
            returns: Return::read_all(reader),
            scores: Score::read_all(reader),
        }
    }
}

//! A call: one contact, by phone or otherwise (domain, "Records"). Its kinds of entry, and its record.
//!
//! Codes are text here: an old record stays readable whatever has become of its lists. Rules of types
//! and minimum fields are those of the lists and the use-case, not of the record.

use std::collections::BTreeMap;

use crate::comment::Comment;
use crate::fold::{Change, Reader, Written};
use crate::id::{IssueId, Millis, SubjectId, UserId};

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

/// Highest severity.
pub const MAX_SEVERITY: u8 = 3;

/// A call. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// Code of the channel.
    pub channel: String,
    /// Code of the direction.
    pub direction: String,
    /// When it began.
    pub started_at: Option<Millis>,
    /// When it ended; none where that is not known.
    pub ended_at: Option<Millis>,
    /// When it was first saved.
    pub saved_at: Option<Millis>,
    /// Entered after the fact.
    pub entered_late: bool,
    /// Whose call it was, when someone else entered it.
    pub on_behalf_of: Option<UserId>,
    /// The duty in which it was entered.
    pub duty: Option<SubjectId>,
    /// Key of the shift, e.g. `2026-11-22/morning`.
    pub shift: String,
    /// Local day in Asia/Muscat, `YYYY-MM-DD`.
    pub local_day: String,
    /// The caller would not say who they are.
    pub anonymous: bool,
    /// Code of the language spoken.
    pub language: String,
    /// Code of the caller's relation to the patient.
    pub relation: String,
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
    /// The case it opened.
    pub case: Option<SubjectId>,
    /// Version of the form it was taken down with.
    pub form_version: u32,
    /// Taken out of lists and figures.
    pub voided: bool,
    /// Code of the reason for that.
    pub void_reason: String,
    /// The number in E.164, where it could be read.
    pub number: String,
    /// The number as typed.
    pub number_as_typed: String,
    /// The caller's name as said.
    pub caller_name: String,
    /// Place in words.
    pub place: String,
    /// What the caller said.
    pub note: String,
    /// What was answered.
    pub answer: String,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
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

/// One thing a call is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// Code of the sub-category, within the type of the call.
    pub sub_category: String,
    /// Code of the facility.
    pub facility: String,
    /// Facility in words, where it is not in the list.
    pub facility_text: String,
    /// How bad, 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Code of the stage of care.
    pub stage: String,
    /// Code of the staff group.
    pub staff_group: String,
    /// The one that the call counts under.
    pub primary: bool,
}

impl Call {
    /// Logs the call.
    #[must_use]
    pub fn logged(&self) -> Change {
        self.write().into_change(LOGGED)
    }

    /// Changes the call into `new`; none when nothing differs. Comments and voiding have kinds of
    /// their own and are left aside.
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
        written.instant("started_at", self.started_at);
        written.instant("ended_at", self.ended_at);
        written.instant("saved_at", self.saved_at);
        written.flag("entered_late", self.entered_late);
        written.id("on_behalf_of", self.on_behalf_of);
        written.id("duty", self.duty);
        written.code("shift", &self.shift);
        written.code("local_day", &self.local_day);
        written.flag("anonymous", self.anonymous);
        written.code("language", &self.language);
        written.code("relation", &self.relation);
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
        written.id("case", self.case);
        written.count("form_version", self.form_version);
        written.words("number", &self.number);
        written.words("number_as_typed", &self.number_as_typed);
        written.words("caller_name", &self.caller_name);
        written.words("place", &self.place);
        written.words("note", &self.note);
        written.words("answer", &self.answer);
        written
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            channel: reader.code("channel"),
            direction: reader.code("direction"),
            started_at: reader.instant("started_at"),
            ended_at: reader.instant("ended_at"),
            saved_at: reader.instant("saved_at"),
            entered_late: reader.flag("entered_late"),
            on_behalf_of: reader.id("on_behalf_of"),
            duty: reader.id("duty"),
            shift: reader.code("shift"),
            local_day: reader.code("local_day"),
            anonymous: reader.flag("anonymous"),
            language: reader.code("language"),
            relation: reader.code("relation"),
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
            case: reader.id("case"),
            form_version: reader.count("form_version"),
            voided: reader.flag("voided"),
            void_reason: reader.code("void_reason"),
            number: reader.words("number"),
            number_as_typed: reader.words("number_as_typed"),
            caller_name: reader.words("caller_name"),
            place: reader.words("place"),
            note: reader.words("note"),
            answer: reader.words("answer"),
            comments: Comment::read_all(reader),
        }
    }
}

impl Issue {
    fn write(&self, path: &str, written: &mut Written) {
        // Written even when false: an issue of which nothing else is said must still be there.
        written.fact(&format!("{path}/primary"), self.primary);
        written.code(&format!("{path}/sub_category"), &self.sub_category);
        written.code(&format!("{path}/facility"), &self.facility);
        if let Some(severity) = self.severity {
            written.fact(&format!("{path}/severity"), severity);
        }
        written.code(&format!("{path}/stage"), &self.stage);
        written.code(&format!("{path}/staff_group"), &self.staff_group);
        written.words(&format!("{path}/facility_text"), &self.facility_text);
    }

    fn read_all(reader: &mut Reader<'_>) -> BTreeMap<IssueId, Self> {
        let mut issues = BTreeMap::new();
        for (id, path) in reader.ids_under("issues") {
            let issue = Self {
                sub_category: reader.code(&format!("{path}/sub_category")),
                facility: reader.code(&format!("{path}/facility")),
                facility_text: reader.words(&format!("{path}/facility_text")),
                severity: reader.level(&format!("{path}/severity"), MAX_SEVERITY),
                stage: reader.code(&format!("{path}/stage")),
                staff_group: reader.code(&format!("{path}/staff_group")),
                primary: reader.flag(&format!("{path}/primary")),
            };
            issues.insert(id, issue);
        }
        issues
    }
}

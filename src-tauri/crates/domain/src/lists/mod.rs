//! The code lists: types of call with their rules, subjects, places, facilities, and every other
//! choice that people make from a list. Data in `assets/lists`, built into the program.
//!
//! Codes never change and are never removed, since entries of all years name them; labels may
//! change, and a code no longer offered is inactive. Both labels are required. Loading checks all of
//! that, and an error names file and code.
//!
//! A ministry changes them by a pack ([`crate::wire::Pack`]), which is laid over those built in and held against the
//! same rules ([`Lists::read`]).
//!
//! Never here: which pack is in use, which language is shown.

mod asked;
mod change;
mod channel;
mod check;
mod content;
mod layers;
mod load;
mod load_calendar;
mod over;
mod quality;
mod raw;
mod said;
mod sampling;
mod shape;
mod shapes;
mod value;

use std::collections::BTreeSet;
use std::sync::LazyLock;

pub use asked::{
    ANSWER_CHARS_MAX, Advice, CUSTOM_FIELDS_MAX, CustomField, GuidedQuestion, Proposal,
    ProposalRule, QUESTIONS_MAX,
};
pub use change::RowChange;
pub use channel::{Channel, ChannelKind, SenderLabel, ThreadBy};
pub use check::{LABEL_CHARS_MAX, LIST_CODE_CHARS_MAX, LIST_ROWS_MAX, ListsError};
pub(crate) use check::{is_label, is_snake_case};
pub use layers::{Layers, State};
pub(crate) use load::{rows as parse_list, text_of};
pub use over::NON_SERVICE;
pub use said::LATER_MAX;
pub use shape::{Field, FieldKind, InnerRow, Part, RowView, Shape};
pub use value::{BadValue, ValueKind, YES_NO};

use check::fault;

use crate::calendar::Calendar;
use crate::call::Affected;
use crate::quality::QualityForm;
use crate::shift::ShiftPlan;
use crate::target::Targets;

/// One code with both labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The immutable code: snake case, for governorates ISO 3166-2.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Code of what it belongs to, where the list is grouped (see [`List`]).
    pub group: Option<String>,
    /// False when retired: shown in old records, not offered for new ones.
    pub active: bool,
}

/// Whether a call opens a case when it is saved plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseRule {
    /// Opens one.
    Always,
    /// Opens none; the second save key does.
    Ask,
    /// Opens none.
    Never,
}

/// A part of the form that must be filled before a call of a type is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinimumField {
    /// The type itself.
    Type,
    /// The subject.
    SubCategory,
    /// A facility of the list, or one in words.
    Facility,
    /// Where it is: place in words, governorate, wilayat, or a facility (of the list or in words).
    Place,
    /// What the caller said.
    Note,
}

/// A type of call and its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallType {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// The digit of Alt+digit, 0–9, each once; none where all were taken: it is found by its subjects and in its group.
    pub digit: Option<u8>,
    /// What plain Save does about a case, unless the subject has a rule of its own.
    pub case_rule: CaseRule,
    /// Outcome where the agent has chosen none. None where a case opened says it, and for
    /// non-service calls, whose subject is all there is to say.
    pub default_outcome: Option<String>,
    /// What must be filled, in the order of the form.
    pub minimum: Vec<MinimumField>,
    /// False when retired.
    pub active: bool,
}

/// A subject that a call can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubCategory {
    /// The immutable code, unique within its type: a subject is named by type and code.
    pub code: String,
    /// Code of its type.
    pub type_code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Code of its group in [`List::SubCategoryGroups`], where its type has groups.
    pub group: Option<String>,
    /// Further words it is found by, in both languages.
    pub synonyms: Vec<String>,
    /// Urgent unless the agent says otherwise.
    pub urgent: bool,
    /// Its own rule about a case, else that of the type.
    pub case_rule: Option<CaseRule>,
    /// False when retired.
    pub active: bool,
}

/// The plain lists: a code, two labels, sometimes a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Groups of subjects; group: their type.
    SubCategoryGroups,
    /// How a contact came or went; group: its kind. What each asks for is in [`Lists::channels`].
    Channels,
    /// How a call ended.
    Outcomes,
    /// Kinds of beneficiary.
    Beneficiaries,
    /// Relation of the caller to the patient.
    Relations,
    /// Governorates by ISO 3166-2.
    Governorates,
    /// Wilayats; group: their governorate.
    Wilayats,
    /// Health facilities; group: their governorate.
    Facilities,
    /// Bodies that cases are referred to; group: internal, external, partner.
    Entities,
    /// Roles of people, in the order in which people read them.
    Roles,
    /// Shifts of the day; their times are in [`Lists::shift_plan`].
    Shifts,
    /// Statuses of a case; group: the fixed category (open, waiting, resolved, closed).
    CaseStatuses,
    /// States of a referral; group: open, closed.
    ReferralStates,
    /// How fast a case must go.
    Priorities,
    /// How bad, in the order of their numbers 0–3.
    Severities,
    /// What was found; group: the type it answers.
    Findings,
    /// What was done.
    ActionsTaken,
    /// How a case was closed.
    ClosingOutcomes,
    /// Whom a case is escalated to, lowest first.
    EscalationLevels,
    /// Why somebody receives no calls; group: break or work.
    PauseReasons,
    /// Kinds of identity document.
    IdentityDocuments,
    /// How sure it is who called, weakest first.
    VerificationLevels,
    /// Where on the way through care it happened.
    StagesOfCare,
    /// Whom it is about.
    StaffGroups,
    /// Why something was sent back; group: referral or call.
    ReturnReasons,
    /// Why something was declined; group: request or survey.
    RefusalReasons,
    /// Why a call was taken out of lists and figures.
    VoidReasons,
    /// Kinds of follow-up.
    FollowUpKinds,
    /// What came of an attempt; group: done, or again where it is to be tried once more.
    FollowUpResults,
    /// How a caller was informed of the end of a case.
    InformedWays,
    /// Languages that calls are held in, by ISO 639.
    Languages,
    /// What is to be known of a person before answering; each with an expiry.
    PersonFlags,
    /// Why a supervisor took over somebody's draft.
    TakeOverReasons,
    /// Why a follow-up will not be done.
    CancelReasons,
    /// Why a number was flagged.
    FlagReasons,
    /// Sex as documents say.
    Sexes,
    /// How a person would rather be reached.
    ContactWays,
    /// When a person would rather be reached.
    ContactTimes,
    /// How a survey was answered; group: asked where whoever refuses is written down too, else given.
    SurveyModes,
}

/// All code lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    types: Vec<CallType>,
    sub_categories: Vec<SubCategory>,
    coded: Vec<(List, Vec<Coded>)>,
    shift_plan: ShiftPlan,
    calendar: Calendar,
    targets: Targets,
    questions: Vec<GuidedQuestion>,
    custom_fields: Vec<CustomField>,
    proposals: Vec<ProposalRule>,
    channels: Vec<Channel>,
    quality_forms: Vec<QualityForm>,
    samples_per_agent: u32,
}

static EMBEDDED: LazyLock<Result<Lists, ListsError>> = LazyLock::new(|| load::load(&load::FILES));

impl Lists {
    /// The lists built into the program, read and checked once.
    ///
    /// # Errors
    /// The first fault of the data. A test holds that there is none, so that an error here means a
    /// broken build.
    pub fn embedded() -> Result<&'static Self, &'static ListsError> {
        EMBEDDED.as_ref()
    }

    /// The lists of a pack laid over those built in: JSON with `about`, and `lists` by the names of the files in
    /// `assets/lists`, each in the form of that file. How they are laid over: a row of a known code replaces that
    /// row, a new one is added, nothing is removed; calendar, holidays, targets, proposals and sampling are replaced whole.
    /// `later` says the same of days to come. Every state is held against the rules; answered is the last one. Which one
    /// is in use on a day: [`Layers::as_of`].
    ///
    /// # Errors
    /// The first fault; `Fixed` for what the program has rules of its own about.
    pub fn read(content: &[u8]) -> Result<Self, ListsError> {
        Layers::of_pack(content)?.check()
    }

    /// Everything that a pack names: `facilities/royal`, `sub_categories/report/food`; of what is replaced whole the
    /// list alone, `holidays`. With the number of its rows.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn named(content: &[u8]) -> Result<(BTreeSet<String>, usize), ListsError> {
        said::Said::read(content).map(|said| (said.names(), said.count()))
    }

    /// The first value of these that records of before were written by and that is another now: the kind of a
    /// question's answer, of a custom field, of a channel.
    #[must_use]
    pub fn turned_from(&self, before: &Self) -> Option<ListsError> {
        let turned = |file, code: &str, field| {
            let code = code.to_owned();
            Some(ListsError::Fixed { file, code, field })
        };
        for row in &before.questions {
            if (self.question(&row.code)).is_some_and(|new| !new.answer.is_alike(&row.answer)) {
                return turned("questions", &row.code, "answer");
            }
        }
        for row in &before.custom_fields {
            if (self.custom_field(&row.code)).is_some_and(|new| !new.kind.is_alike(&row.kind)) {
                return turned("custom_fields", &row.code, "kind");
            }
        }
        for row in &before.channels {
            let new = self.channel(&row.code);
            if new.is_some_and(|new| new.kind != row.kind) {
                return turned("channels", &row.code, "kind");
            }
            if new.is_some_and(|new| new.outgoing != row.outgoing) {
                return turned("channels", &row.code, "out");
            }
        }
        for row in &before.quality_forms {
            let new = self.quality_form(&row.code);
            if new.is_some_and(|new| quality::says_another_thing(row, new)) {
                return turned(quality::FILE, &row.code, "version");
            }
        }
        None
    }

    /// How many calls of each agent a supervisor looks at whatever they hold, 0 to [`crate::policy::SAMPLES_MAX`], where
    /// no policy says otherwise.
    #[must_use]
    pub const fn samples_per_agent(&self) -> u32 {
        self.samples_per_agent
    }

    /// Types of call by their digits, 1–9 and then 0; behind them those without one.
    #[must_use]
    pub fn types(&self) -> &[CallType] {
        &self.types
    }

    /// Subjects of all types, in the order of the lists.
    #[must_use]
    pub fn sub_categories(&self) -> &[SubCategory] {
        &self.sub_categories
    }

    /// The rows of a plain list, in its order.
    #[must_use]
    pub fn rows(&self, list: List) -> &[Coded] {
        self.coded
            .iter()
            .find(|(name, _)| *name == list)
            .map_or(&[], |(_, rows)| rows)
    }

    /// The row of a code in a plain list, also when it is retired.
    #[must_use]
    pub fn get(&self, list: List, code: &str) -> Option<&Coded> {
        self.rows(list).iter().find(|row| row.code == code)
    }

    /// A type by its code.
    #[must_use]
    pub fn call_type(&self, code: &str) -> Option<&CallType> {
        self.types.iter().find(|row| row.code == code)
    }

    /// A subject by its type and code.
    #[must_use]
    pub fn sub_category(&self, type_code: &str, code: &str) -> Option<&SubCategory> {
        self.sub_categories
            .iter()
            .find(|row| row.type_code == type_code && row.code == code)
    }

    /// Whether plain Save opens a case: the rule of the subject, else that of the type. None for an
    /// unknown type. An empty or unknown subject leaves it to the type.
    #[must_use]
    pub fn case_rule(&self, type_code: &str, sub_category: &str) -> Option<CaseRule> {
        let of_type = self.call_type(type_code)?.case_rule;
        let own = self
            .sub_category(type_code, sub_category)
            .and_then(|row| row.case_rule);
        Some(own.unwrap_or(of_type))
    }

    /// Whether a type has subjects to choose from.
    #[must_use]
    pub fn has_sub_categories(&self, type_code: &str) -> bool {
        self.sub_categories
            .iter()
            .any(|row| row.type_code == type_code)
    }

    /// The channels in the order of their digits.
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// A channel by its code, also when it is retired.
    #[must_use]
    pub fn channel(&self, code: &str) -> Option<&Channel> {
        self.channels.iter().find(|row| row.code == code)
    }

    /// The forms by which calls are scored.
    #[must_use]
    pub fn quality_forms(&self) -> &[QualityForm] {
        &self.quality_forms
    }

    /// A quality form by its code, also when it is retired.
    #[must_use]
    pub fn quality_form(&self, code: &str) -> Option<&QualityForm> {
        self.quality_forms.iter().find(|row| row.code == code)
    }

    /// When the shifts of [`List::Shifts`] run.
    #[must_use]
    pub fn shift_plan(&self) -> &ShiftPlan {
        &self.shift_plan
    }

    /// Working days, hours and holidays.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// How long each kind of case may take.
    #[must_use]
    pub const fn targets(&self) -> &Targets {
        &self.targets
    }

    /// The guided questions of all subjects, each subject's in their order.
    #[must_use]
    pub fn questions(&self) -> &[GuidedQuestion] {
        &self.questions
    }

    /// A guided question by its code, also when it is retired.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<&GuidedQuestion> {
        self.questions.iter().find(|row| row.code == code)
    }

    /// The guided questions of a subject in their order, red flags first.
    pub fn questions_of<'l>(
        &'l self,
        type_code: &'l str,
        sub_category: &'l str,
    ) -> impl Iterator<Item = &'l GuidedQuestion> {
        self.questions.iter().filter(move |row| {
            row.active && row.type_code == type_code && row.sub_category == sub_category
        })
    }

    /// The custom fields of all types.
    #[must_use]
    pub fn custom_fields(&self) -> &[CustomField] {
        &self.custom_fields
    }

    /// A custom field by its code, also when it is retired.
    #[must_use]
    pub fn custom_field(&self, code: &str) -> Option<&CustomField> {
        self.custom_fields.iter().find(|row| row.code == code)
    }

    /// The custom fields of a subject: those of its type and its own.
    pub fn custom_fields_of<'l>(
        &'l self,
        type_code: &'l str,
        sub_category: &'l str,
    ) -> impl Iterator<Item = &'l CustomField> {
        self.custom_fields
            .iter()
            .filter(move |row| row.active && row.belongs_to(type_code, sub_category))
    }

    /// The rules about the numbers affected.
    #[must_use]
    pub fn proposal_rules(&self) -> &[ProposalRule] {
        &self.proposals
    }

    /// What the numbers affected propose for a subject: two ill of one meal are a cluster, and urgent.
    #[must_use]
    pub fn proposal(
        &self,
        type_code: &str,
        sub_category: &str,
        affected: Affected,
    ) -> Option<&Proposal> {
        self.proposals
            .iter()
            .find(|rule| rule.fits(type_code, sub_category, affected))
            .map(|rule| &rule.proposal)
    }
}

impl CaseRule {
    /// Its code in data and DTOs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Ask => "ask",
            Self::Never => "never",
        }
    }
}

impl MinimumField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Type,
        Self::SubCategory,
        Self::Facility,
        Self::Place,
        Self::Note,
    ];

    /// Its code: the name of the form's field that the message stands at.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::SubCategory => "sub_category",
            Self::Facility => "facility",
            Self::Place => "place",
            Self::Note => "note",
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_asking;
#[cfg(test)]
mod tests_of_layers;
#[cfg(test)]
mod tests_of_packs;
#[cfg(test)]
mod tests_of_quality;

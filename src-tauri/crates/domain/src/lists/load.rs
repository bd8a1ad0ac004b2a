//! From the files of `assets/lists` to [`Lists`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::asked::{self, CustomFieldRow, ProposalRow, QuestionRow};
use super::channel::{ChannelRow, check_channels};
use super::check::{self, ListsError, fault};
use super::load_calendar::{self, CalendarFile, HolidayRow, TargetRow, check_targets};
use super::quality::{self, QualityFormRow};
use super::sampling::{self, SamplingRow};
use super::{
    CallType, CaseRule, Channel, Coded, List, Lists, MinimumField, ProposalRule, SubCategory,
};
use crate::shift::{PlannedShift, ShiftError, ShiftPlan};

/// The text of every file.
#[derive(Clone, Copy)]
pub(super) struct Files {
    pub(super) types: &'static str,
    pub(super) sub_categories: &'static str,
    pub(super) shifts: &'static str,
    pub(super) calendar: &'static str,
    pub(super) holidays: &'static str,
    pub(super) targets: &'static str,
    pub(super) questions: &'static str,
    pub(super) custom_fields: &'static str,
    pub(super) proposals: &'static str,
    pub(super) channels: &'static str,
    pub(super) quality_forms: &'static str,
    pub(super) sampling: &'static str,
    pub(super) coded: [(List, &'static str, &'static str); 37],
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../../assets/lists/", $name, ".json"))
    };
}

pub(super) const FILES: Files = Files {
    types: file!("types"),
    sub_categories: file!("sub_categories"),
    shifts: file!("shifts"),
    calendar: file!("calendar"),
    holidays: file!("holidays"),
    targets: file!("targets"),
    questions: file!("questions"),
    custom_fields: file!("custom_fields"),
    proposals: file!("proposals"),
    channels: file!("channels"),
    quality_forms: file!("quality_forms"),
    sampling: file!("sampling"),
    coded: [
        (
            List::SubCategoryGroups,
            "sub_category_groups",
            file!("sub_category_groups"),
        ),
        (List::Outcomes, "outcomes", file!("outcomes")),
        (List::Beneficiaries, "beneficiaries", file!("beneficiaries")),
        (List::Relations, "relations", file!("relations")),
        (List::Governorates, "governorates", file!("governorates")),
        (List::Wilayats, "wilayats", file!("wilayats")),
        (List::Facilities, "facilities", file!("facilities")),
        (List::Entities, "entities", file!("entities")),
        (List::Roles, "roles", file!("roles")),
        (List::CaseStatuses, "case_statuses", file!("case_statuses")),
        (
            List::ReferralStates,
            "referral_states",
            file!("referral_states"),
        ),
        (List::Priorities, "priorities", file!("priorities")),
        (List::Severities, "severities", file!("severities")),
        (List::Findings, "findings", file!("findings")),
        (List::ActionsTaken, "actions_taken", file!("actions_taken")),
        (
            List::ClosingOutcomes,
            "closing_outcomes",
            file!("closing_outcomes"),
        ),
        (
            List::EscalationLevels,
            "escalation_levels",
            file!("escalation_levels"),
        ),
        (List::PauseReasons, "pause_reasons", file!("pause_reasons")),
        (
            List::IdentityDocuments,
            "identity_documents",
            file!("identity_documents"),
        ),
        (
            List::VerificationLevels,
            "verification_levels",
            file!("verification_levels"),
        ),
        (
            List::StagesOfCare,
            "stages_of_care",
            file!("stages_of_care"),
        ),
        (List::StaffGroups, "staff_groups", file!("staff_groups")),
        (
            List::ReturnReasons,
            "return_reasons",
            file!("return_reasons"),
        ),
        (
            List::RefusalReasons,
            "refusal_reasons",
            file!("refusal_reasons"),
        ),
        (List::VoidReasons, "void_reasons", file!("void_reasons")),
        (
            List::FollowUpKinds,
            "follow_up_kinds",
            file!("follow_up_kinds"),
        ),
        (
            List::FollowUpResults,
            "follow_up_results",
            file!("follow_up_results"),
        ),
        (List::InformedWays, "informed_ways", file!("informed_ways")),
        (List::Languages, "languages", file!("languages")),
        (List::PersonFlags, "person_flags", file!("person_flags")),
        (
            List::TakeOverReasons,
            "take_over_reasons",
            file!("take_over_reasons"),
        ),
        (
            List::CancelReasons,
            "cancel_reasons",
            file!("cancel_reasons"),
        ),
        (List::FlagReasons, "flag_reasons", file!("flag_reasons")),
        (List::Sexes, "sexes", file!("sexes")),
        (List::ContactWays, "contact_ways", file!("contact_ways")),
        (List::ContactTimes, "contact_times", file!("contact_times")),
        (List::SurveyModes, "survey_modes", file!("survey_modes")),
    ],
};

/// Every file as it stands, before anything is held against anything else.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) types: Vec<TypeRow>,
    pub(super) sub_categories: Vec<SubCategoryRow>,
    pub(super) shifts: Vec<ShiftRow>,
    pub(super) calendar: CalendarFile,
    pub(super) holidays: Vec<HolidayRow>,
    pub(super) targets: Vec<TargetRow>,
    pub(super) questions: Vec<QuestionRow>,
    pub(super) custom_fields: Vec<CustomFieldRow>,
    pub(super) proposals: Vec<ProposalRow>,
    pub(super) channels: Vec<ChannelRow>,
    pub(super) quality_forms: Vec<QualityFormRow>,
    pub(super) sampling: Vec<SamplingRow>,
    pub(super) coded: Vec<(List, &'static str, Vec<CodedRow>)>,
}

/// Reads and checks every file.
pub(super) fn load(files: &Files) -> Result<Lists, ListsError> {
    Parts::read(files)?.build()
}

impl Parts {
    /// Reads every file and checks none.
    pub(super) fn read(files: &Files) -> Result<Self, ListsError> {
        let mut coded = Vec::with_capacity(files.coded.len());
        for (list, file, text) in files.coded {
            coded.push((list, file, rows(file, text)?));
        }
        Ok(Self {
            types: rows("types", files.types)?,
            sub_categories: rows("sub_categories", files.sub_categories)?,
            shifts: rows("shifts", files.shifts)?,
            calendar: parse(load_calendar::CALENDAR, files.calendar)?,
            holidays: rows(load_calendar::HOLIDAYS, files.holidays)?,
            targets: rows(load_calendar::TARGETS, files.targets)?,
            questions: rows("questions", files.questions)?,
            custom_fields: rows("custom_fields", files.custom_fields)?,
            proposals: rows("proposals", files.proposals)?,
            channels: rows("channels", files.channels)?,
            quality_forms: rows(quality::FILE, files.quality_forms)?,
            sampling: rows(sampling::FILE, files.sampling)?,
            coded,
        })
    }

    /// Checks every list, each by itself and with what it names of the others.
    pub(super) fn build(self) -> Result<Lists, ListsError> {
        check::check_counts(&self)?;
        let mut types = read_all(self.types, TypeRow::read)?;
        types.sort_by_key(|row| row.digit.map_or(10, |digit| digit.wrapping_add(9) % 10));
        let sub_categories = read_all(self.sub_categories, SubCategoryRow::read)?;
        let channels = read_all(self.channels, ChannelRow::read)?;
        check_channels(&channels)?;
        let mut coded = vec![
            (
                List::Shifts,
                "shifts",
                self.shifts.iter().map(ShiftRow::label).collect::<Vec<_>>(),
            ),
            (
                List::Channels,
                "channels",
                channels.iter().map(Channel::label).collect(),
            ),
        ];
        for (list, file, rows) in self.coded {
            coded.push((list, file, rows.into_iter().map(Coded::from).collect()));
        }
        check::check(&types, &sub_categories, &coded)?;
        let questions = read_all(self.questions, QuestionRow::read)?;
        asked::check_questions(&questions, &sub_categories)?;
        let custom_fields = read_all(self.custom_fields, CustomFieldRow::read)?;
        asked::check_custom_fields(&custom_fields, &questions, &sub_categories)?;
        let proposals: Vec<ProposalRule> =
            self.proposals.into_iter().map(ProposalRule::from).collect();
        asked::check_proposals(&proposals, &sub_categories)?;
        let quality_forms: Vec<_> = (self.quality_forms.into_iter())
            .map(QualityFormRow::read)
            .collect();
        quality::check(&quality_forms)?;
        let lists = Lists {
            types,
            sub_categories,
            questions,
            custom_fields,
            proposals,
            channels,
            quality_forms,
            samples_per_agent: sampling::per_agent(&self.sampling)?,
            shift_plan: plan(&self.shifts)?,
            calendar: load_calendar::calendar(self.calendar, self.holidays)?,
            targets: load_calendar::targets(self.targets)?,
            coded: coded
                .into_iter()
                .map(|(list, _, rows)| (list, rows))
                .collect(),
        };
        check_targets(&lists)?;
        Ok(lists)
    }
}

fn read_all<Row, T>(
    rows: Vec<Row>,
    read: impl Fn(Row) -> Result<T, ListsError>,
) -> Result<Vec<T>, ListsError> {
    rows.into_iter().map(read).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File<Row> {
    #[serde(rename = "about")]
    _about: String,
    pub(super) rows: Vec<Row>,
}

pub(crate) fn rows<Row: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<Row>, ListsError> {
    parse::<File<Row>>(file, text).map(|file| file.rows)
}

/// The text of a content that came from outside.
pub(crate) fn text_of<'c>(file: &'static str, content: &'c [u8]) -> Result<&'c str, ListsError> {
    std::str::from_utf8(content).map_err(|error| {
        let before = content.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        ListsError::Unreadable { file, line }
    })
}

pub(super) fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ListsError> {
    serde_json::from_str(text).map_err(|error| ListsError::Unreadable {
        file,
        line: error.line(),
    })
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodedRow {
    pub(super) code: String,
    ar: String,
    en: String,
    pub(super) group: Option<String>,
    #[serde(default = "active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeRow {
    pub(super) code: String,
    ar: String,
    en: String,
    #[serde(default)]
    pub(super) digit: Option<u8>,
    case: String,
    #[serde(default)]
    default_outcome: String,
    minimum: Vec<String>,
    #[serde(default = "active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubCategoryRow {
    #[serde(rename = "type")]
    pub(super) type_code: String,
    pub(super) code: String,
    ar: String,
    en: String,
    pub(super) group: Option<String>,
    #[serde(default)]
    urgent: bool,
    case: Option<String>,
    synonyms: Vec<String>,
    #[serde(default = "active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShiftRow {
    pub(super) code: String,
    ar: String,
    en: String,
    /// `HH:MM`, local.
    starts: String,
    #[serde(default = "active")]
    pub(super) active: bool,
}

pub(super) const fn active() -> bool {
    true
}

impl From<CodedRow> for Coded {
    fn from(row: CodedRow) -> Self {
        Self {
            code: row.code,
            ar: row.ar,
            en: row.en,
            group: row.group,
            active: row.active,
        }
    }
}

impl TypeRow {
    fn read(self) -> Result<CallType, ListsError> {
        let minimum = self
            .minimum
            .iter()
            .map(|field| minimum_field(field).ok_or_else(|| fault("types", &self.code, "minimum")))
            .collect::<Result<_, _>>()?;
        Ok(CallType {
            case_rule: case_rule(&self.case).ok_or_else(|| fault("types", &self.code, "case"))?,
            default_outcome: (!self.default_outcome.is_empty()).then_some(self.default_outcome),
            minimum,
            code: self.code,
            ar: self.ar,
            en: self.en,
            digit: self.digit,
            active: self.active,
        })
    }
}

impl SubCategoryRow {
    fn read(self) -> Result<SubCategory, ListsError> {
        let case_rule = match self.case.as_deref() {
            None => None,
            Some(code) => {
                Some(case_rule(code).ok_or_else(|| fault("sub_categories", &self.code, "case"))?)
            }
        };
        Ok(SubCategory {
            case_rule,
            code: self.code,
            type_code: self.type_code,
            ar: self.ar,
            en: self.en,
            group: self.group,
            synonyms: self.synonyms,
            urgent: self.urgent,
            active: self.active,
        })
    }
}

impl ShiftRow {
    fn label(&self) -> Coded {
        Coded {
            code: self.code.clone(),
            ar: self.ar.clone(),
            en: self.en.clone(),
            group: None,
            active: self.active,
        }
    }
}

/// The minute of a local day written as `HH:MM`.
pub(super) fn minute_of(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The plan of the shifts; a retired one no longer starts, and what was logged in it keeps its times.
fn plan(shifts: &[ShiftRow]) -> Result<ShiftPlan, ListsError> {
    let (mut planned, mut retired) = (Vec::new(), Vec::new());
    for shift in shifts {
        let of = if shift.active {
            &mut planned
        } else {
            &mut retired
        };
        of.push(PlannedShift {
            code: shift.code.clone(),
            starts_minute: minute_of(&shift.starts)
                .ok_or_else(|| fault("shifts", &shift.code, "starts"))?,
        });
    }
    let of = |error| match error {
        ShiftError::NotAPlan { code } => fault("shifts", &code, "starts"),
        ShiftError::NotAKey => fault("shifts", "", "starts"),
    };
    let plan = ShiftPlan::new(planned).map_err(of)?;
    plan.with_retired(retired).map_err(of)
}

fn case_rule(code: &str) -> Option<CaseRule> {
    [CaseRule::Always, CaseRule::Ask, CaseRule::Never]
        .into_iter()
        .find(|rule| rule.code() == code)
}

fn minimum_field(code: &str) -> Option<MinimumField> {
    MinimumField::ALL
        .into_iter()
        .find(|field| field.code() == code)
}

//! From the files of `assets/lists` to [`Lists`].

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::asked::{self, CustomFieldRow, ProposalRow, QuestionRow};
use super::channel::{ChannelRow, check_channels};
use super::check::{self, ListsError, fault};
use super::load_calendar::{self, check_targets};
use super::{
    CallType, CaseRule, Channel, Coded, List, Lists, MinimumField, ProposalRule, SubCategory,
};
use crate::shift::{PlannedShift, ShiftPlan};

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
    pub(super) coded: [(List, &'static str, &'static str); 36],
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
    ],
};

/// Reads and checks every file.
pub(super) fn load(files: &Files) -> Result<Lists, ListsError> {
    let types = rows::<TypeRow>("types", files.types)?
        .into_iter()
        .map(TypeRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    let sub_categories = rows::<SubCategoryRow>("sub_categories", files.sub_categories)?
        .into_iter()
        .map(SubCategoryRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    let shifts = rows::<ShiftRow>("shifts", files.shifts)?;
    let channels = rows::<ChannelRow>("channels", files.channels)?
        .into_iter()
        .map(ChannelRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    check_channels(&channels)?;
    let mut coded = vec![
        (
            List::Shifts,
            "shifts",
            shifts.iter().map(ShiftRow::label).collect::<Vec<_>>(),
        ),
        (
            List::Channels,
            "channels",
            channels.iter().map(Channel::label).collect(),
        ),
    ];
    for (list, file, text) in files.coded {
        let read = rows::<CodedRow>(file, text)?;
        coded.push((list, file, read.into_iter().map(Coded::from).collect()));
    }
    check::check(&types, &sub_categories, &coded)?;
    let questions = rows::<QuestionRow>("questions", files.questions)?
        .into_iter()
        .map(QuestionRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    asked::check_questions(&questions, &sub_categories)?;
    let custom_fields = rows::<CustomFieldRow>("custom_fields", files.custom_fields)?
        .into_iter()
        .map(CustomFieldRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    asked::check_custom_fields(&custom_fields, &questions, &sub_categories)?;
    let proposals: Vec<ProposalRule> = rows::<ProposalRow>("proposals", files.proposals)?
        .into_iter()
        .map(ProposalRule::from)
        .collect();
    asked::check_proposals(&proposals, &sub_categories)?;
    let lists = Lists {
        types,
        sub_categories,
        questions,
        custom_fields,
        proposals,
        channels,
        shift_plan: plan(&shifts)?,
        calendar: load_calendar::calendar(files.calendar, files.holidays)?,
        targets: load_calendar::targets(files.targets)?,
        coded: coded
            .into_iter()
            .map(|(list, _, rows)| (list, rows))
            .collect(),
    };
    check_targets(&lists)?;
    Ok(lists)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<Row> {
    #[serde(rename = "about")]
    _about: String,
    rows: Vec<Row>,
}

pub(crate) fn rows<Row: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<Row>, ListsError> {
    parse::<File<Row>>(file, text).map(|file| file.rows)
}

pub(super) fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ListsError> {
    serde_json::from_str(text).map_err(|error| ListsError::Unreadable {
        file,
        line: error.line(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodedRow {
    code: String,
    ar: String,
    en: String,
    group: Option<String>,
    #[serde(default = "active")]
    active: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeRow {
    code: String,
    ar: String,
    en: String,
    digit: u8,
    case: String,
    default_outcome: String,
    minimum: Vec<String>,
    #[serde(default = "active")]
    active: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubCategoryRow {
    #[serde(rename = "type")]
    type_code: String,
    code: String,
    ar: String,
    en: String,
    group: Option<String>,
    #[serde(default)]
    urgent: bool,
    case: Option<String>,
    synonyms: Vec<String>,
    #[serde(default = "active")]
    active: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShiftRow {
    code: String,
    ar: String,
    en: String,
    /// `HH:MM`, local.
    starts: String,
    #[serde(default = "active")]
    active: bool,
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

/// The plan of the shifts in use; a retired one no longer starts.
fn plan(shifts: &[ShiftRow]) -> Result<ShiftPlan, ListsError> {
    let planned = shifts
        .iter()
        .filter(|shift| shift.active)
        .map(|shift| {
            Ok(PlannedShift {
                code: shift.code.clone(),
                starts_minute: minute_of(&shift.starts)
                    .ok_or_else(|| fault("shifts", &shift.code, "starts"))?,
            })
        })
        .collect::<Result<Vec<_>, ListsError>>()?;
    ShiftPlan::new(planned).map_err(|_| fault("shifts", "", "starts"))
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

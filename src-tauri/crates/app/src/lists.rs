//! The code lists for the screen. Which ones: `in_use`.

mod in_use;

pub(crate) use in_use::{BesidePacks, Fate, OwnChange, Standing};

use std::sync::Arc;

use domain::calendar::{self, Certainty};
use domain::lists::{self as words, List};

use crate::dto::{
    Advice, CallType, CaseRule, Channel, ChannelKind, Coded, CustomField, GuidedQuestion, Holiday,
    Lists, ProposalRule, QualityFail, QualityForm, QualityItem, QualitySection, SenderLabel,
    SubCategory, ValueKind,
};
use crate::shelf::OfPacks as _;
use crate::{App, Result};

impl App {
    /// All lists in both languages, as they are in use at this machine now; before a store is open, those built in.
    ///
    /// # Errors
    /// `Internal` when the lists built in cannot be read.
    pub fn lists(&self) -> Result<Lists> {
        let lists = match self.open_desk() {
            Some(desk) => desk.lists()?,
            None => Arc::new(words::Lists::built_in()?),
        };
        let lists = lists.as_ref();
        let coded = |list| lists.rows(list).iter().map(to_dto).collect();
        Ok(Lists {
            types: lists.types().iter().map(call_type).collect(),
            sub_categories: lists
                .sub_categories()
                .iter()
                .map(|row| subject(lists, row))
                .collect(),
            outcomes: coded(List::Outcomes),
            channels: lists.channels().iter().map(channel).collect(),
            governorates: coded(List::Governorates),
            wilayats: coded(List::Wilayats),
            facilities: coded(List::Facilities),
            relations: coded(List::Relations),
            beneficiaries: coded(List::Beneficiaries),
            roles: coded(List::Roles),
            shifts: coded(List::Shifts),
            case_statuses: coded(List::CaseStatuses),
            priorities: coded(List::Priorities),
            severities: coded(List::Severities),
            entities: coded(List::Entities),
            referral_states: coded(List::ReferralStates),
            findings: coded(List::Findings),
            actions_taken: coded(List::ActionsTaken),
            closing_outcomes: coded(List::ClosingOutcomes),
            escalation_levels: coded(List::EscalationLevels),
            pause_reasons: coded(List::PauseReasons),
            identity_documents: coded(List::IdentityDocuments),
            verification_levels: coded(List::VerificationLevels),
            stages_of_care: coded(List::StagesOfCare),
            staff_groups: coded(List::StaffGroups),
            return_reasons: coded(List::ReturnReasons),
            refusal_reasons: coded(List::RefusalReasons),
            void_reasons: coded(List::VoidReasons),
            follow_up_kinds: coded(List::FollowUpKinds),
            follow_up_results: coded(List::FollowUpResults),
            informed_ways: coded(List::InformedWays),
            languages: coded(List::Languages),
            person_flags: coded(List::PersonFlags),
            take_over_reasons: coded(List::TakeOverReasons),
            cancel_reasons: coded(List::CancelReasons),
            flag_reasons: coded(List::FlagReasons),
            sexes: coded(List::Sexes),
            contact_ways: coded(List::ContactWays),
            contact_times: coded(List::ContactTimes),
            survey_modes: coded(List::SurveyModes),
            questions: lists.questions().iter().map(question).collect(),
            custom_fields: lists.custom_fields().iter().map(custom_field).collect(),
            proposals: lists.proposal_rules().iter().map(proposal).collect(),
            quality_forms: lists.quality_forms().iter().map(quality_form).collect(),
            working_days: working_days(lists.calendar()),
            week_starts: lists.calendar().week().starts,
            holidays: lists.calendar().holidays().iter().map(holiday).collect(),
        })
    }
}

fn to_dto(row: &words::Coded) -> Coded {
    Coded {
        code: row.code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        group: row.group.clone(),
        active: row.active,
    }
}

fn quality_form(row: &domain::quality::QualityForm) -> QualityForm {
    let sections = row.sections.iter().map(|section| QualitySection {
        code: section.code.clone(),
        ar: section.ar.clone(),
        en: section.en.clone(),
        weight: section.weight,
        items: (section.items.iter())
            .map(|item| QualityItem {
                code: item.code.clone(),
                ar: item.ar.clone(),
                en: item.en.clone(),
                points: item.points,
                may_not_apply: item.may_not_apply,
            })
            .collect(),
    });
    let fails = row.auto_fail.iter().map(|item| QualityFail {
        code: item.code.clone(),
        ar: item.ar.clone(),
        en: item.en.clone(),
    });
    QualityForm {
        code: row.code.clone(),
        version: row.version,
        ar: row.ar.clone(),
        en: row.en.clone(),
        sections: sections.collect(),
        auto_fail: fails.collect(),
        active: row.active,
    }
}

fn channel(row: &words::Channel) -> Channel {
    Channel {
        code: row.code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        kind: match row.kind {
            words::ChannelKind::Phone => ChannelKind::Phone,
            words::ChannelKind::Message => ChannelKind::Message,
            words::ChannelKind::Visit => ChannelKind::Visit,
            words::ChannelKind::Letter => ChannelKind::Letter,
        },
        outgoing: row.outgoing,
        sender: row.sender.as_ref().map(|label| SenderLabel {
            ar: label.ar.clone(),
            en: label.en.clone(),
        }),
        has_link: row.has_link,
        has_thread: row.thread.is_some(),
        active: row.active,
    }
}

fn call_type(row: &words::CallType) -> CallType {
    CallType {
        code: row.code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        digit: row.digit.map_or(-1, i16::from),
        case_rule: case_rule(row.case_rule),
        default_outcome: row.default_outcome.clone().unwrap_or_default(),
        minimum: row
            .minimum
            .iter()
            .map(|field| crate::form::field_name(*field).to_owned())
            .collect(),
        active: row.active,
    }
}

fn subject(lists: &words::Lists, row: &words::SubCategory) -> SubCategory {
    let group = row
        .group
        .as_deref()
        .and_then(|code| lists.get(List::SubCategoryGroups, code));
    SubCategory {
        code: row.code.clone(),
        type_code: row.type_code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        group_ar: group.map(|group| group.ar.clone()).unwrap_or_default(),
        group_en: group.map(|group| group.en.clone()).unwrap_or_default(),
        synonyms: row.synonyms.clone(),
        urgent: row.urgent,
        case_rule: row.case_rule.map(case_rule),
        active: row.active,
    }
}

const fn case_rule(rule: words::CaseRule) -> CaseRule {
    match rule {
        words::CaseRule::Always => CaseRule::Always,
        words::CaseRule::Ask => CaseRule::Ask,
        words::CaseRule::Never => CaseRule::Never,
    }
}

fn question(row: &words::GuidedQuestion) -> GuidedQuestion {
    GuidedQuestion {
        code: row.code.clone(),
        type_code: row.type_code.clone(),
        sub_category: row.sub_category.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        answer: value_kind(&row.answer),
        red_flag: row.red_flag.as_ref().map(|say| Advice {
            ar: say.ar.clone(),
            en: say.en.clone(),
        }),
        active: row.active,
    }
}

fn custom_field(row: &words::CustomField) -> CustomField {
    CustomField {
        code: row.code.clone(),
        type_code: row.type_code.clone(),
        sub_categories: row.sub_categories.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        kind: value_kind(&row.kind),
        active: row.active,
    }
}

fn value_kind(kind: &words::ValueKind) -> ValueKind {
    match kind {
        words::ValueKind::YesNo => ValueKind::YesNo,
        words::ValueKind::Text { chars_max } => ValueKind::Text {
            chars_max: *chars_max,
        },
        words::ValueKind::Number { min, max } => ValueKind::Number {
            min: *min,
            max: *max,
        },
        words::ValueKind::Date => ValueKind::Date,
        words::ValueKind::Codes(codes) => ValueKind::Codes {
            options: codes.iter().map(to_dto).collect(),
        },
    }
}

fn proposal(row: &words::ProposalRule) -> ProposalRule {
    ProposalRule {
        code: row.code.clone(),
        type_code: row.type_code.clone(),
        sub_categories: row.sub_categories.clone(),
        affected_min: row.affected_min,
        proposed: row.proposal.sub_category.clone(),
        urgent: row.proposal.urgent,
        ar: row.proposal.ar.clone(),
        en: row.proposal.en.clone(),
    }
}

fn working_days(calendar: &calendar::Calendar) -> Vec<u8> {
    (0_u8..)
        .zip(calendar.week().worked)
        .filter_map(|(weekday, worked)| worked.then_some(weekday))
        .collect()
}

fn holiday(row: &calendar::Holiday) -> Holiday {
    Holiday {
        occasion: row.occasion.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        from: row.from.to_string(),
        to: row.to.to_string(),
        expected: row.certainty == Certainty::Expected,
    }
}

//! The lists of the product hold what they promise, and a fault is told by file and code.

use super::load::{FILES, Files, load};
use super::{CaseRule, List, Lists, ListsError, MinimumField};
use crate::arabic;
use crate::role::Role;

fn lists() -> &'static Lists {
    Lists::embedded().unwrap()
}

#[test]
fn the_lists_are_whole() {
    assert_eq!(lists().types().len(), 9);
    let subjects = |type_code: &str| {
        lists()
            .sub_categories()
            .iter()
            .filter(|row| row.type_code == type_code)
            .count()
    };
    for (type_code, count) in [
        ("complaint", 35),
        ("report", 18),
        ("suggestion", 7),
        ("health_ed", 14),
        ("inquiry", 8),
        ("humanitarian", 10),
        ("non_service", 5),
        ("follow_up", 0),
        ("compliment", 0),
    ] {
        assert_eq!(subjects(type_code), count, "{type_code}");
        assert_eq!(lists().has_sub_categories(type_code), count > 0);
    }
    for (list, count) in [
        (List::SubCategoryGroups, 6),
        (List::Channels, 11),
        (List::Beneficiaries, 8),
        (List::Relations, 10),
        (List::Priorities, 4),
        (List::Severities, 4),
        (List::Outcomes, 7),
        (List::Findings, 8),
        (List::ActionsTaken, 4),
        (List::ClosingOutcomes, 4),
        (List::EscalationLevels, 6),
        (List::PauseReasons, 7),
        (List::Governorates, 11),
        (List::Wilayats, 63),
        (List::CaseStatuses, 9),
        (List::ReferralStates, 9),
        (List::Shifts, 3),
    ] {
        assert_eq!(lists().rows(list).len(), count, "{list:?}");
    }
    assert!(lists().rows(List::Facilities).len() >= 60);
    assert!(lists().rows(List::Entities).len() >= 30);
}

#[test]
fn every_governorate_has_wilayats_and_facilities() {
    let counts = |list: List, governorate: &str| {
        lists()
            .rows(list)
            .iter()
            .filter(|row| row.group.as_deref() == Some(governorate))
            .count()
    };
    for (governorate, wilayats) in [
        ("OM-MA", 6),
        ("OM-ZU", 10),
        ("OM-MU", 4),
        ("OM-BU", 3),
        ("OM-DA", 9),
        ("OM-BS", 6),
        ("OM-BJ", 6),
        ("OM-SS", 7),
        ("OM-SJ", 5),
        ("OM-ZA", 3),
        ("OM-WU", 4),
    ] {
        assert_eq!(
            counts(List::Wilayats, governorate),
            wilayats,
            "{governorate}"
        );
        assert!(counts(List::Facilities, governorate) >= 4, "{governorate}");
    }
}

#[test]
fn types_have_the_digits_that_hands_learn() {
    let digits: Vec<(u8, &str)> = lists()
        .types()
        .iter()
        .filter_map(|row| Some((row.digit?, row.code.as_str())))
        .collect();
    assert_eq!(
        digits,
        [
            (1, "report"),
            (2, "complaint"),
            (3, "suggestion"),
            (4, "health_ed"),
            (5, "inquiry"),
            (6, "follow_up"),
            (7, "humanitarian"),
            (8, "compliment"),
            (0, "non_service"),
        ]
    );
}

#[test]
fn no_complaint_is_left_without_a_case() {
    let check = |type_code: &str, sub_category: &str, rule: Option<CaseRule>| {
        assert_eq!(
            lists().case_rule(type_code, sub_category),
            rule,
            "{type_code}/{sub_category}"
        );
    };
    check("complaint", "conduct", Some(CaseRule::Always));
    check("complaint", "", Some(CaseRule::Always));
    check("report", "food", Some(CaseRule::Always));
    check("report", "rumour", Some(CaseRule::Never));
    check("humanitarian", "dialysis", Some(CaseRule::Always));
    check("suggestion", "digital", Some(CaseRule::Always));
    check("health_ed", "diabetes", Some(CaseRule::Never));
    check("inquiry", "hours", Some(CaseRule::Never));
    check("non_service", "silent", Some(CaseRule::Never));
    check("follow_up", "", Some(CaseRule::Ask));
    check("compliment", "", Some(CaseRule::Ask));
    check("unheard_of", "", None);
}

#[test]
fn what_endangers_somebody_is_urgent() {
    let urgent: Vec<&str> = lists()
        .sub_categories()
        .iter()
        .filter(|row| row.urgent)
        .map(|row| row.code.as_str())
        .collect();
    assert_eq!(
        urgent,
        ["cluster", "pt_danger", "pt_abroad", "abuse", "self_harm"]
    );
}

#[test]
fn a_type_asks_for_a_subject_exactly_where_it_has_some() {
    for row in lists().types() {
        assert_eq!(
            row.minimum.contains(&MinimumField::SubCategory),
            lists().has_sub_categories(&row.code),
            "{}",
            row.code
        );
    }
    let complaint = lists().call_type("complaint").unwrap();
    assert!(complaint.minimum.contains(&MinimumField::Facility));
}

#[test]
fn a_call_without_a_case_has_an_outcome() {
    for row in lists().types() {
        let says_nothing = row.case_rule == CaseRule::Always || row.code == "non_service";
        assert_eq!(row.default_outcome.is_none(), says_nothing, "{}", row.code);
    }
}

#[test]
fn roles_are_those_of_the_rights_table() {
    let codes: Vec<&str> = lists()
        .rows(List::Roles)
        .iter()
        .map(|row| row.code.as_str())
        .collect();
    assert_eq!(codes, Role::ALL.map(Role::code));
}

#[test]
fn subjects_are_found_by_the_words_that_callers_use() {
    let check = |question: &str, type_code: &str, code: &str| {
        let row = lists().sub_category(type_code, code).unwrap();
        let text = format!("{} {} {}", row.ar, row.en, row.synonyms.join(" "));
        assert!(
            arabic::matches(question, &text),
            "{question} for {type_code}/{code}"
        );
    };
    check("طلب اعادة مريض", "report", "pt_abroad");
    check("دواء", "complaint", "med_shortage");
    check("ازدحام", "complaint", "wait_clinic");
    check("انتحار", "report", "self_harm");
    check("السكر", "health_ed", "diabetes");
    check("repatr", "report", "pt_abroad");
}

#[test]
fn retired_and_unknown_codes_are_told_apart() {
    assert_eq!(lists().get(List::Wilayats, "sinaw").unwrap().en, "Sinaw");
    assert!(lists().get(List::Wilayats, "atlantis").is_none());
    assert!(lists().sub_category("report", "conduct").is_none());
    assert_eq!(
        lists()
            .sub_category("complaint", "other")
            .unwrap()
            .type_code,
        "complaint"
    );
}

#[test]
fn the_three_shifts_meet_without_a_gap() {
    let starts: Vec<(&str, u16)> = lists()
        .shift_plan()
        .shifts()
        .iter()
        .map(|shift| (shift.code.as_str(), shift.starts_minute))
        .collect();
    assert_eq!(
        starts,
        [("morning", 450), ("evening", 870), ("night", 1_290)]
    );
}

/// The lists with one file exchanged.
fn with_types(types: &'static str) -> Result<Lists, ListsError> {
    load(&Files { types, ..FILES })
}

fn with_coded(list: List, text: &'static str) -> Result<Lists, ListsError> {
    let mut files = FILES;
    for entry in &mut files.coded {
        if entry.0 == list {
            entry.2 = text;
        }
    }
    load(&files)
}

#[test]
fn a_fault_is_told_by_file_and_code() {
    let field = |file, code: &str, field| ListsError::Field {
        file,
        code: code.to_owned(),
        field,
    };
    let check =
        |loaded: Result<Lists, ListsError>, expected: ListsError| assert_eq!(loaded, Err(expected));

    check(
        with_types("{"),
        ListsError::Unreadable {
            file: "types",
            line: 1,
        },
    );
    check(
        with_coded(
            List::Languages,
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A"},{"code":"a","ar":"ا","en":"A"}]}"#,
        ),
        ListsError::Twice {
            file: "languages",
            code: "a".into(),
        },
    );
    check(
        with_coded(
            List::Languages,
            r#"{"about":"","rows":[{"code":"Bad Code","ar":"ا","en":"A"}]}"#,
        ),
        field("languages", "Bad Code", "code"),
    );
    check(
        with_coded(
            List::Languages,
            r#"{"about":"","rows":[{"code":"a","ar":"","en":"A"}]}"#,
        ),
        field("languages", "a", "ar"),
    );
    check(
        with_coded(
            List::Languages,
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"ا"}]}"#,
        ),
        field("languages", "a", "en"),
    );
    check(
        with_coded(List::Languages, r#"{"about":"","rows":[]}"#),
        field("languages", "", "rows"),
    );
    check(
        with_coded(
            List::Wilayats,
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A","group":"OM-XX"}]}"#,
        ),
        field("wilayats", "a", "group"),
    );
    check(
        with_coded(
            List::Governorates,
            r#"{"about":"","rows":[{"code":"muscat","ar":"ا","en":"A"}]}"#,
        ),
        field("governorates", "muscat", "code"),
    );
    check(
        with_types(
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A","digit":1,"case":"perhaps","default_outcome":"","minimum":["type"]}]}"#,
        ),
        field("types", "a", "case"),
    );
    check(
        with_types(
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A","digit":1,"case":"ask","default_outcome":"unheard_of","minimum":["type"]}]}"#,
        ),
        field("types", "a", "default_outcome"),
    );
    check(
        with_types(
            r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A","digit":1,"case":"ask","default_outcome":"","minimum":["shoe_size"]}]}"#,
        ),
        field("types", "a", "minimum"),
    );
    check(
        load(&Files {
            sub_categories: r#"{"about":"","rows":[{"type":"nowhere","code":"a","ar":"ا","en":"A","synonyms":[]}]}"#,
            ..FILES
        }),
        field("sub_categories", "nowhere/a", "type"),
    );
    check(
        load(&Files {
            sub_categories: r#"{"about":"","rows":[{"type":"complaint","code":"a","ar":"ا","en":"A","synonyms":[]}]}"#,
            ..FILES
        }),
        field("sub_categories", "complaint/a", "group"),
    );
    check(
        load(&Files {
            shifts: r#"{"about":"","rows":[{"code":"a","ar":"ا","en":"A","starts":"24:00"}]}"#,
            ..FILES
        }),
        field("shifts", "a", "starts"),
    );
}

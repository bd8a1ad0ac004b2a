//! Guided questions, custom fields and proposals: what the data promises, and what is refused.

use std::collections::BTreeSet;

use super::load::{FILES, Files, load};
use super::{BadValue, List, Lists, ListsError, ValueKind};
use crate::call::Affected;

fn lists() -> &'static Lists {
    Lists::embedded().unwrap()
}

/// Who may be in danger must be asked about it, and what to do must be on the screen.
#[test]
fn whatever_may_endanger_somebody_is_asked_about() {
    let asked_first = |type_code: &'static str, code: &'static str| {
        let first = lists().questions_of(type_code, code).next();
        assert!(
            first.is_some_and(|question| question.red_flag.is_some()),
            "{type_code}/{code}"
        );
    };
    for row in lists().sub_categories().iter().filter(|row| row.urgent) {
        asked_first(&row.type_code, &row.code);
    }
    for code in ["food", "infect", "adr", "animal_bite", "fake_med"] {
        asked_first("report", code);
    }
    for code in [
        "med_error",
        "med_shortage",
        "appt_delay",
        "wait_ed",
        "med_incident",
        "conduct",
    ] {
        asked_first("complaint", code);
    }
}

#[test]
fn two_to_five_questions_are_asked() {
    let subjects: BTreeSet<(&str, &str)> = lists()
        .questions()
        .iter()
        .map(|row| (row.type_code.as_str(), row.sub_category.as_str()))
        .collect();
    assert!(subjects.len() >= 20, "{}", subjects.len());
    for (type_code, code) in subjects {
        let asked = lists().questions_of(type_code, code).count();
        assert!((2..=5).contains(&asked), "{type_code}/{code}: {asked}");
    }
    assert_eq!(lists().questions_of("inquiry", "hours").count(), 0);
}

/// One mistyped number in a sentence that is read to somebody in danger would cost time.
#[test]
fn the_emergency_number_is_the_same_everywhere() {
    for row in lists().questions() {
        let Some(say) = &row.red_flag else { continue };
        for text in [&say.ar, &say.en] {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(
                digits.is_empty() || digits == "9999",
                "{}: {text}",
                row.code
            );
        }
    }
}

#[test]
fn two_affected_by_one_meal_are_a_cluster() {
    let check = |type_code: &str,
                 code: &str,
                 ill: u32,
                 hospital: u32,
                 died: u32,
                 proposed: Option<&str>| {
        let affected = Affected {
            ill,
            hospital,
            died,
        };
        let proposal = lists().proposal(type_code, code, affected);
        let code_proposed = proposal.map(|proposal| proposal.sub_category.as_str());
        assert_eq!(code_proposed, proposed, "{code} with {affected:?}");
        assert!(proposal.is_none_or(|proposal| proposal.urgent));
    };
    check("report", "food", 12, 0, 0, Some("cluster"));
    check("report", "food", 2, 0, 0, Some("cluster"));
    check("report", "infect", 0, 0, 2, Some("cluster"));
    check("report", "food", 1, 0, 0, None);
    // One child who is ill and in hospital is one child.
    check("report", "food", 1, 1, 0, None);
    check("report", "cluster", 12, 0, 0, None);
    check("complaint", "meals", 12, 0, 0, None);
}

#[test]
fn custom_fields_belong_to_a_type_or_to_subjects() {
    let codes = |type_code: &'static str, code: &'static str| -> Vec<&str> {
        lists()
            .custom_fields_of(type_code, code)
            .map(|field| field.code.as_str())
            .collect()
    };
    assert_eq!(
        codes("complaint", "med_shortage"),
        ["medicine_name", "medicine_missing_since"]
    );
    assert_eq!(codes("humanitarian", "lodging"), ["dependants"]);
    assert_eq!(
        codes("humanitarian", "dialysis"),
        ["dependants", "dialysis_sessions"]
    );
    assert_eq!(
        codes("report", "pt_abroad"),
        ["hospital_abroad", "flight_number"]
    );
    assert!(codes("complaint", "parking").is_empty());

    let field = |code: &str| &lists().custom_field(code).unwrap().kind;
    assert_eq!(field("dependants").read("٤"), Ok("4".into()));
    assert_eq!(
        field("dependants").read("400"),
        Err(BadValue::NotInBounds { min: 0, max: 40 })
    );
    assert_eq!(field("product_kind").read("vaccine"), Ok("vaccine".into()));
    assert_eq!(
        field("product_kind").read("cake"),
        Err(BadValue::UnknownCode)
    );
    assert!(matches!(
        field("medicine_name"),
        ValueKind::Text { chars_max: 120 }
    ));
}

#[test]
fn the_lists_that_the_desk_chooses_from_are_there() {
    for (list, at_least) in [
        (List::VoidReasons, 4),
        (List::FollowUpKinds, 5),
        (List::FollowUpResults, 8),
        (List::InformedWays, 5),
        (List::Languages, 10),
        (List::PersonFlags, 5),
        (List::TakeOverReasons, 3),
        (List::IdentityDocuments, 7),
        (List::VerificationLevels, 4),
        (List::StagesOfCare, 12),
        (List::StaffGroups, 12),
        (List::RefusalReasons, 8),
        (List::Entities, 50),
    ] {
        let rows = lists().rows(list);
        assert!(rows.len() >= at_least, "{list:?}: {}", rows.len());
    }
    // The weakest first, as whoever compares two levels expects.
    assert_eq!(lists().rows(List::VerificationLevels)[0].code, "none");
}

#[test]
fn a_fault_is_told_by_file_and_code() {
    let field = |file, code: &str, field| ListsError::Field {
        file,
        code: code.to_owned(),
        field,
    };
    let questions = |rows: &str, expected: ListsError| {
        let text = Box::leak(format!(r#"{{"about":"","rows":[{rows}]}}"#).into_boxed_str());
        let loaded = load(&Files {
            questions: text,
            ..FILES
        });
        assert_eq!(loaded, Err(expected), "{text}");
    };
    let one =
        r#"{"type":"report","sub_category":"food","code":"a","ar":"ا","en":"A","answer":"yes_no"}"#;
    questions(
        &format!("{one},{one}"),
        ListsError::Twice {
            file: "questions",
            code: "a".into(),
        },
    );
    questions(
        &one.replace("food", "conduct"),
        field("questions", "a", "sub_category"),
    );
    questions(
        &one.replace("yes_no", "essay"),
        field("questions", "a", "answer"),
    );
    questions(
        &one.replace("yes_no", "date"),
        field("questions", "a", "answer"),
    );
    questions(
        &one.replace("yes_no", "number"),
        field("questions", "a", "answer"),
    );
    questions(&one.replace('ا', "A"), field("questions", "a", "ar"));
    let flag = r#"{"type":"report","sub_category":"food","code":"b","ar":"ا","en":"A","answer":"yes_no","red_flag":{"ar":"ا","en":"A"}}"#;
    questions(
        &format!("{one},{flag}"),
        field("questions", "b", "red_flag"),
    );
    questions(
        &flag.replace("yes_no", "text"),
        field("questions", "b", "red_flag"),
    );
    let six: Vec<String> = (0..6)
        .map(|at| one.replace(r#""a""#, &format!(r#""a{at}""#)))
        .collect();
    questions(&six.join(","), field("questions", "a0", "sub_category"));
    // An answer in words is kept beside the custom fields, by its code.
    questions(
        &one.replace(r#""a""#, r#""dependants""#),
        ListsError::Twice {
            file: "custom_fields",
            code: "dependants".into(),
        },
    );

    let custom = |row: &str, expected: ListsError| {
        let text = Box::leak(format!(r#"{{"about":"","rows":[{row}]}}"#).into_boxed_str());
        let loaded = load(&Files {
            custom_fields: text,
            ..FILES
        });
        assert_eq!(loaded, Err(expected), "{text}");
    };
    custom(
        r#"{"type":"rumours","code":"a","ar":"ا","en":"A","kind":"date"}"#,
        field("custom_fields", "a", "type"),
    );
    custom(
        r#"{"type":"report","sub_categories":["conduct"],"code":"a","ar":"ا","en":"A","kind":"date"}"#,
        field("custom_fields", "a", "sub_categories"),
    );
    custom(
        r#"{"type":"report","code":"a","ar":"ا","en":"A","kind":"number","min":5,"max":5}"#,
        field("custom_fields", "a", "kind"),
    );
    custom(
        r#"{"type":"report","code":"a","ar":"ا","en":"A","kind":"codes"}"#,
        field("custom_fields", "a", "kind"),
    );

    let proposal = |row: &str, expected: ListsError| {
        let text = Box::leak(format!(r#"{{"about":"","rows":[{row}]}}"#).into_boxed_str());
        let loaded = load(&Files {
            proposals: text,
            ..FILES
        });
        assert_eq!(loaded, Err(expected), "{text}");
    };
    let rule = r#"{"code":"a","type":"report","sub_categories":["food"],"affected_min":2,"propose":{"sub_category":"cluster","urgent":true},"ar":"ا","en":"A"}"#;
    proposal(
        &rule.replace(r#""cluster""#, r#""food""#),
        field("proposals", "a", "propose"),
    );
    proposal(
        &rule.replace(":2", ":0"),
        field("proposals", "a", "affected_min"),
    );
    proposal(
        &rule.replace(r#"["food"]"#, "[]"),
        field("proposals", "a", "sub_categories"),
    );

    let holidays = |row: &str, expected: ListsError| {
        let text = Box::leak(format!(r#"{{"about":"","rows":[{row}]}}"#).into_boxed_str());
        let loaded = load(&Files {
            holidays: text,
            ..FILES
        });
        assert_eq!(loaded, Err(expected), "{text}");
    };
    let holiday = r#"{"occasion":"a","ar":"ا","en":"A","from":"2026-11-25","to":"2026-11-26","state":"observed","source":"s"}"#;
    holidays(
        &holiday.replace("11-25", "11-31"),
        field("holidays", "a", "from"),
    );
    holidays(
        &holiday.replace("11-26", "11-24"),
        field("holidays", "a", "to"),
    );
    holidays(
        &holiday.replace("observed", "rumoured"),
        field("holidays", "a", "state"),
    );
    holidays(
        &holiday.replace(r#""s""#, r#""""#),
        field("holidays", "a", "source"),
    );

    let targets = |row: &str, expected: ListsError| {
        let text = Box::leak(format!(r#"{{"about":"","rows":[{row}]}}"#).into_boxed_str());
        let loaded = load(&Files {
            targets: text,
            ..FILES
        });
        assert_eq!(loaded, Err(expected), "{text}");
    };
    let target = r#"{"code":"a","type":"complaint","resolve":{"days":10}}"#;
    targets(
        &target.replace("complaint", "rumours"),
        field("targets", "a", "type"),
    );
    targets(
        &target.replace(r#"{"days":10}"#, "{}"),
        field("targets", "a", "resolve"),
    );
    targets(
        &target.replace("10", "251"),
        field("targets", "a", "resolve"),
    );
    targets(
        r#"{"code":"a","type":"complaint"}"#,
        field("targets", "a", "resolve"),
    );
    targets(
        &target.replace(r#""resolve""#, r#""priority":"p9","resolve""#),
        field("targets", "a", "priority"),
    );
}

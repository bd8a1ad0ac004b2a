//! What a form becomes, and which field a refusal names.

use std::collections::BTreeMap;

use domain::call::{Affected, Call, Custom, Issue};
use domain::id::{IssueId, Millis, SubjectId};

use super::*;
use crate::dto::{CallForm, IssueForm, SaveAs};
use crate::shelf::OfPacks as _;

/// Sunday, 2026-11-22, 10:00 in Muscat.
const NOW: Millis = Millis(1_795_327_200_000);

fn cards() -> CardsInUse {
    CardsInUse::built_in().unwrap()
}

fn parse_by_built_in(form: &CallForm, save_as: SaveAs, now: Millis) -> Result<ParsedForm> {
    parse((Lists::embedded().unwrap(), &cards()), form, save_as, now)
}

fn own() -> SubjectId {
    SubjectId::from_bytes([7; 16])
}

fn query() -> CallForm {
    CallForm {
        id: own().to_string(),
        channel: "phone_in".into(),
        started_at: NOW.0 - 61_500,
        type_code: "health_ed".into(),
        sub_category: "diabetes".into(),
        note: "سألت عن الإنسولين".into(),
        ..CallForm::default()
    }
}

fn complaint() -> CallForm {
    CallForm {
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility: "royal_hospital".into(),
        ..query()
    }
}

fn read(form: &CallForm) -> ParsedForm {
    parse_by_built_in(form, SaveAs::ByRule, NOW).unwrap()
}

/// The field and the rule of a refusal.
fn refused(form: &CallForm) -> (String, Rule) {
    match parse_by_built_in(form, SaveAs::ByRule, NOW) {
        Err(AppError::Invalid { field, rule, .. }) => (field.to_owned(), rule),
        Err(AppError::InvalidAnswer { code, rule, .. }) => (code, rule),
        other => panic!("{other:?}"),
    }
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let text = |text: &&str| (*text).to_owned();
    pairs
        .iter()
        .map(|(code, value)| (text(code), text(value)))
        .collect()
}

/// Whoever puts one word right must find everything else where it was: answers, the second issue, whose
/// call it was.
#[test]
fn a_call_goes_through_its_form_and_comes_out_the_same() {
    let lists = Lists::embedded().unwrap();
    let other = IssueForm {
        id: IssueId::from_bytes([8; 16]).to_string(),
        type_code: "health_ed".into(),
        sub_category: "vaccination".into(),
        facility_text: "مركز صحي".into(),
        stage: "pharmacy".into(),
        staff_group: "nurse".into(),
        severity: "2".into(),
        ..IssueForm::default()
    };
    let full = CallForm {
        number: "٩٩١٢ ٣٤٥٦".into(),
        caller_name: "سالم".into(),
        language: "ar".into(),
        verification: "details".into(),
        notice_given: true,
        relation: "parent".into(),
        patient_name: "مريم".into(),
        patient_birth: "٩".into(),
        patient_sex: "female".into(),
        file_number: "F-20817".into(),
        affected_ill: "١٢".into(),
        affected_died: "1".into(),
        severity: "3".into(),
        stage: "pharmacy".into(),
        more_issues: vec![other],
        governorate: "OM-MA".into(),
        place: "الخوير".into(),
        answer: "سيتم التواصل".into(),
        urgent: true,
        asked: map(&[("shortage_harm", "yes"), ("no_such", "")]),
        custom: map(&[
            ("medicine_name", "ليفيتيراسيتام ٥٠٠"),
            ("medicine_missing_since", "٢٠٢٦-١١-٠١"),
        ]),
        happened_day: "2026-11-20".into(),
        happened_time: "٩:٣٠".into(),
        on_behalf_of: SubjectId::from_bytes([5; 16]).to_string(),
        external_reference: "MOSD/4471".into(),
        ..complaint()
    };
    let questions: Vec<&str> = lists
        .questions_of("complaint", "med_shortage")
        .map(|row| row.code.as_str())
        .collect();
    let full = CallForm {
        asked: map(&[(questions.first().unwrap(), "yes")]),
        ..full
    };
    let before = Call {
        cards: [("hajj_vaccines".to_owned(), 3)].into(),
        saved_at: Some(NOW),
        duty: Some(SubjectId::from_bytes([6; 16])),
        handle: "@salim".into(),
        asked: [("long_gone".to_owned(), "yes".to_owned())].into(),
        custom: [("long_gone_too".to_owned(), Custom::Flag(true))].into(),
        ..Call::default()
    };
    let saved = read(&full).onto(&full, &before);
    assert_eq!(saved.patient_birth_year, 2017, "nine years old in 2026");
    assert_eq!(
        saved.affected,
        Affected {
            ill: 12,
            hospital: 0,
            died: 1
        }
    );
    assert_eq!(saved.issues.len(), 2);
    assert!(saved.entered_late);
    assert_eq!(saved.cards, before.cards, "what no form has a field for");
    assert!(saved.asked.contains_key("long_gone") && saved.custom.contains_key("long_gone_too"));
    let again = form_of((lists, &cards()), own(), &saved);
    // A year of birth is said as such from now on.
    let later = Millis(NOW.0 + 400 * 24 * 3_600_000);
    let parsed = parse_by_built_in(&again, SaveAs::ByRule, later).unwrap();
    assert_eq!(
        parsed.onto(&again, &saved),
        saved,
        "nothing was changed, nothing changes"
    );
}

/// An agent who adds an issue by mistake, or two of one kind, must be told at the right one.
#[test]
fn issues_are_read_each_for_itself() {
    let issue = |type_code: &str, sub_category: &str| IssueForm {
        id: IssueId::from_bytes([8; 16]).to_string(),
        type_code: type_code.into(),
        sub_category: sub_category.into(),
        ..IssueForm::default()
    };
    let with = |issues: &[IssueForm]| CallForm {
        more_issues: issues.to_vec(),
        ..query()
    };
    assert_eq!(
        read(&with(&[issue("", "")])).call.issues.len(),
        1,
        "an empty one is none"
    );
    let asked = read(&with(&[issue("health_ed", "nutrition")]));
    let (_, second) = asked.call.issues.last_key_value().unwrap();
    assert_eq!(
        (second.type_code.as_str(), second.primary),
        ("", false),
        "of the call's own type"
    );
    assert!(!asked.opens_case);

    let complains = read(&with(&[IssueForm {
        facility: "royal_hospital".into(),
        ..issue("complaint", "conduct")
    }]));
    assert!(
        complains.opens_case,
        "one issue that needs a case is enough"
    );
    let lists = Lists::embedded().unwrap();
    let (of, about) = issue_of_case(lists, &complains.call);
    assert_eq!(
        (of.as_str(), about.sub_category.as_str()),
        ("complaint", "conduct")
    );

    let check = |issues: &[IssueForm], field: &str, rule| {
        assert_eq!(
            refused(&with(issues)),
            (field.to_owned(), rule),
            "{issues:?}"
        );
    };
    check(
        &[issue("complaint", "conduct")],
        "issue2Facility",
        Rule::Required,
    );
    check(
        &[issue("complaint", "")],
        "issue2SubCategory",
        Rule::Required,
    );
    check(
        &[issue("", ""), issue("health_ed", "conduct")],
        "issue3SubCategory",
        Rule::DoesNotBelong,
    );
    let twice = issue("health_ed", "nutrition");
    check(&[twice.clone(), twice], "issue3", Rule::Taken);
    check(&vec![issue("", ""); 5], "moreIssues", Rule::TooMany);
    let typed = IssueForm {
        subject_text: "دوا".into(),
        ..issue("", "")
    };
    check(&[typed], "issue2SubCategory", Rule::UnknownCode);
}

/// The primary issue can be another one than the first: each keeps its id, whoever is in front.
#[test]
fn another_issue_can_be_the_primary_one() {
    let form = CallForm {
        issue: IssueId::from_bytes([8; 16]).to_string(),
        more_issues: vec![IssueForm {
            id: own().to_string(),
            type_code: "complaint".into(),
            sub_category: "conduct".into(),
            facility: "royal_hospital".into(),
            ..IssueForm::default()
        }],
        ..complaint()
    };
    let call = read(&form).call;
    let (id, primary) = call.primary_issue().unwrap();
    assert_eq!(*id, IssueId::from_bytes([8; 16]));
    assert_eq!(primary.sub_category, "med_shortage");
    let first: Option<&Issue> = call.issues.get(&IssueId::from_bytes(own().to_bytes()));
    assert_eq!(first.unwrap().sub_category, "conduct");
}

/// Every refusal is shown at its field, so every one has to name it.
#[test]
fn a_refusal_names_its_field() {
    let check = |change: &dyn Fn(&mut CallForm), field: &str, rule| {
        let mut form = complaint();
        change(&mut form);
        assert_eq!(refused(&form), (field.to_owned(), rule));
    };
    check(
        &|form| form.relation = "cousin".into(),
        "relation",
        Rule::UnknownCode,
    );
    check(
        &|form| form.patient_birth = "قديم".into(),
        "patientBirth",
        Rule::NotABirth,
    );
    check(
        &|form| form.patient_birth = "1850".into(),
        "patientBirth",
        Rule::NotABirth,
    );
    check(
        &|form| form.patient_sex = "x".into(),
        "patientSex",
        Rule::UnknownCode,
    );
    check(
        &|form| form.file_number = "9".repeat(61),
        "fileNumber",
        Rule::TooLong,
    );
    check(
        &|form| form.affected_ill = "many".into(),
        "affectedIll",
        Rule::NotANumber,
    );
    check(
        &|form| form.affected_died = "100001".into(),
        "affectedDied",
        Rule::NotANumber,
    );
    check(
        &|form| form.severity = "4".into(),
        "severity",
        Rule::UnknownCode,
    );
    check(
        &|form| form.language = "xx".into(),
        "language",
        Rule::UnknownCode,
    );
    check(
        &|form| form.answer = "م".repeat(20_001),
        "answer",
        Rule::TooLong,
    );
    check(
        &|form| form.asked = map(&[("none", "yes")]),
        "none",
        Rule::UnknownCode,
    );
    check(
        &|form| form.custom = map(&[("batch_no", "A-17")]),
        "batch_no",
        Rule::UnknownCode,
    );
    check(
        &|form| form.custom = map(&[("medicine_missing_since", "أمس")]),
        "medicine_missing_since",
        Rule::NotADay,
    );
    check(
        &|form| form.custom = map(&[("medicine_name", &"م".repeat(121))]),
        "medicine_name",
        Rule::TooLong,
    );
    check(
        &|form| form.custom = map(&[("dialysis_sessions", "8")]),
        "dialysis_sessions",
        Rule::NotANumber,
    );
    check(
        &|form| form.custom = map(&[("animal_kind", "lion")]),
        "animal_kind",
        Rule::UnknownCode,
    );
    check(
        &|form| form.refer_to = "nobody".into(),
        "referTo",
        Rule::UnknownCode,
    );
    check(
        &|form| form.refer_text = "التموين".into(),
        "referTo",
        Rule::UnknownCode,
    );
    check(
        &|form| form.promise = "نتصل به".into(),
        "promiseDay",
        Rule::Required,
    );
    check(
        &|form| form.on_behalf_of = "hilal".into(),
        "onBehalfOf",
        Rule::NotAnId,
    );
    let promised = |day: &str, time: &str| {
        let (day, time) = (day.to_owned(), time.to_owned());
        move |form: &mut CallForm| {
            form.promise_day.clone_from(&day);
            form.promise_time.clone_from(&time);
        }
    };
    check(&promised("2026-11-23", ""), "promiseTime", Rule::Required);
    check(
        &promised("2026-11-23", "noon"),
        "promiseTime",
        Rule::NotATime,
    );
    check(
        &promised("2026-02-30", "12:00"),
        "promiseDay",
        Rule::NotADay,
    );
    check(
        &promised("2026-11-22", "10:00"),
        "promiseTime",
        Rule::NotAhead,
    );
    check(
        &promised("2027-12-01", "10:00"),
        "promiseDay",
        Rule::TooFarAhead,
    );
    let happened = |day: &str, time: &str| {
        let (day, time) = (day.to_owned(), time.to_owned());
        move |form: &mut CallForm| {
            form.happened_day.clone_from(&day);
            form.happened_time.clone_from(&time);
        }
    };
    check(
        &happened("2026-11-22", "10:01"),
        "happenedTime",
        Rule::NotYet,
    );
    check(
        &happened("2026-10-01", "10:00"),
        "happenedDay",
        Rule::TooLongAgo,
    );
    check(&happened("", "10:00"), "happenedDay", Rule::Required);
    check(&happened("2026-11-20", ""), "happenedTime", Rule::Required);
}

/// A referral without a case would be words that nobody follows.
#[test]
fn a_referral_needs_a_case() {
    let form = CallForm {
        refer_to: "ambulance".into(),
        ..complaint()
    };
    let lists = Lists::embedded().unwrap();
    let entity = lists.rows(List::Entities).first().unwrap().code.clone();
    let form = CallForm {
        refer_to: entity.clone(),
        ..form
    };
    assert_eq!(read(&form).refer_to, entity);
    let other_way = parse_by_built_in(&form, SaveAs::OtherWay, NOW);
    assert!(matches!(
        other_way,
        Err(AppError::Invalid {
            field: "referTo",
            rule: Rule::NeedsCase,
            ..
        })
    ));
}

/// What is said in words is personal and lies with the custom fields; a yes is a fact.
#[test]
fn answers_in_words_are_kept_apart_from_facts() {
    let lists = Lists::embedded().unwrap();
    let questions: Vec<_> = lists.questions_of("report", "pt_danger").collect();
    let words = questions
        .iter()
        .find(|row| row.answer.is_personal())
        .unwrap();
    let flag = questions.iter().find(|row| row.red_flag.is_some()).unwrap();
    let form = CallForm {
        // Asked about the danger, before it turned out to be a complaint.
        asked: map(&[(&words.code, " عند باب الطوارئ "), (&flag.code, "yes")]),
        ..complaint()
    };
    let call = read(&form).call;
    assert_eq!(call.asked, map(&[(&flag.code, "yes")]));
    assert_eq!(
        call.custom.get(&words.code),
        Some(&Custom::Text("عند باب الطوارئ".into()))
    );
}

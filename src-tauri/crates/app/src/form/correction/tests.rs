//! Lists change between the saving of a call and its correction, and between the opening of a form and its saving; what
//! nobody touched is as it was.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::id::{IssueId, Millis, SubjectId};
use domain::lists::Lists;
use serde_json::{Value, json};

use super::*;
use crate::cards::CardsInUse;
use crate::dto::{CallForm, IssueForm};
use crate::form::{form_of, parse};
use crate::shelf::OfPacks as _;

/// Sunday, 2026-11-22, 10:00 in Muscat.
const NOW: Millis = Millis(1_795_327_200_000);

fn own() -> SubjectId {
    SubjectId::from_bytes([7; 16])
}

fn cards() -> CardsInUse {
    CardsInUse::built_in().unwrap()
}

fn built_in() -> &'static Lists {
    Lists::embedded().unwrap()
}

/// Lists of a pack that says this.
fn with(lists: &[(&str, Value)]) -> Lists {
    let lists: serde_json::Map<String, Value> = lists
        .iter()
        .map(|(list, rows)| ((*list).to_owned(), json!({"about": "", "rows": rows})))
        .collect();
    let content = json!({"about": "of a story", "lists": lists});
    Lists::read(content.to_string().as_bytes()).unwrap()
}

/// Lists of a ministry: a type of its own with all that hangs on it, a channel, a place, a body.
fn of_the_ministry() -> Lists {
    let row = |code: &str| json!({"code": code, "ar": "و", "en": code});
    let grouped =
        |code: &str, group: &str| json!({"code": code, "ar": "و", "en": code, "group": group});
    with(&[
        (
            "types",
            json!([{"code": "campaign", "ar": "حملة", "en": "Campaign", "digit": 9, "case": "never",
                "default_outcome": "done_there", "minimum": ["type", "sub_category"]}]),
        ),
        (
            "sub_categories",
            json!([{"type": "campaign", "code": "flu", "ar": "الإنفلونزا", "en": "Flu", "synonyms": []}]),
        ),
        (
            "questions",
            json!([{"type": "campaign", "sub_category": "flu", "code": "flu_before", "ar": "هل؟", "en": "Before?",
                "answer": "yes_no"}]),
        ),
        (
            "custom_fields",
            json!([{"type": "campaign", "sub_categories": [], "code": "batch_no", "ar": "التشغيلة", "en": "Batch",
                "kind": "text", "max": 40}]),
        ),
        (
            "channels",
            json!([{"code": "kiosk", "ar": "كشك", "en": "Kiosk", "kind": "message",
                "sender": {"ar": "رقم", "en": "Number"}, "link": true, "thread": "sender"}]),
        ),
        ("outcomes", json!([row("done_there")])),
        ("stages_of_care", json!([row("at_the_tent")])),
        ("staff_groups", json!([row("volunteer")])),
        ("relations", json!([row("neighbour")])),
        ("facilities", json!([grouped("tent", "OM-MA")])),
        ("wilayats", json!([grouped("new_town", "OM-MA")])),
    ])
}

fn campaign() -> CallForm {
    let map = |code: &str, value: &str| BTreeMap::from([(code.to_owned(), value.to_owned())]);
    CallForm {
        id: own().to_string(),
        channel: "kiosk".into(),
        started_at: NOW.0 - 600_000,
        handle: "K-17".into(),
        received_day: "2026-11-22".into(),
        received_time: "9:30".into(),
        relation: "neighbour".into(),
        type_code: "campaign".into(),
        sub_category: "flu".into(),
        facility: "tent".into(),
        stage: "at_the_tent".into(),
        staff_group: "volunteer".into(),
        more_issues: vec![IssueForm {
            id: IssueId::from_bytes([8; 16]).to_string(),
            type_code: "health_ed".into(),
            sub_category: "vaccination".into(),
            facility: "tent".into(),
            ..IssueForm::default()
        }],
        governorate: "OM-MA".into(),
        wilayat: "new_town".into(),
        note: "سأل عن التطعيم".into(),
        asked: map("flu_before", "no"),
        custom: map("batch_no", "A-17"),
        ..CallForm::default()
    }
}

/// A question that was saved by the lists built in.
fn query() -> CallForm {
    CallForm {
        id: own().to_string(),
        channel: "phone_in".into(),
        started_at: NOW.0 - 600_000,
        type_code: "health_ed".into(),
        sub_category: "diabetes".into(),
        note: "سألت عن الإنسولين".into(),
        ..CallForm::default()
    }
}

fn saved(lists: &Lists, form: &CallForm) -> Call {
    let parsed = parse((lists, &cards()), form, SaveAs::ByRule, NOW).unwrap();
    Call {
        saved_at: Some(NOW),
        ..parsed.call
    }
}

/// What the form makes of a call by these lists.
fn corrected(lists: &Lists, base: &Call, form: &CallForm) -> Result<Call> {
    let (day, start, end) = times_of(base);
    let corrected = Corrected {
        day,
        start,
        end,
        ..Corrected::default()
    };
    parse_correction(
        (lists, &cards()),
        form,
        (own(), base),
        &corrected,
        Millis(NOW.0 + 60_000),
    )
    .map(|(_, call)| call)
}

/// The form of a call by these lists, with a word more.
fn opened(lists: &Lists, base: &Call) -> CallForm {
    CallForm {
        note: format!("{}، وموعده", base.note),
        ..form_of((lists, &cards()), own(), base)
    }
}

fn with_the_word(base: &Call) -> Call {
    Call {
        note: format!("{}، وموعده", base.note),
        ..base.clone()
    }
}

fn refused(answer: Result<Call>) -> (String, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field.to_owned(), rule),
        Err(AppError::InvalidAnswer { code, rule, .. }) => (code, rule),
        other => panic!("a refusal of a field was promised, got {other:?}"),
    }
}

/// A form that never showed an answer says nothing about it: lists that come while it is open must not turn that into a
/// removal that nobody asked for, at a desk where nobody sees it.
#[test]
fn lists_that_come_while_a_correction_is_open_erase_nothing() {
    let ministry = of_the_ministry();
    let base = saved(&ministry, &campaign());
    assert!(base.asked.contains_key("flu_before") && base.custom.contains_key("batch_no"));
    let form = opened(built_in(), &base);
    assert!(
        form.asked.is_empty() && form.custom.is_empty(),
        "not shown by lists that do not know them"
    );
    assert_eq!(
        corrected(&ministry, &base, &form).unwrap(),
        with_the_word(&base)
    );
    // And the other way round: opened by the lists, saved where they are not.
    let form = opened(&ministry, &base);
    assert_eq!(
        corrected(built_in(), &base, &form).unwrap(),
        with_the_word(&base)
    );
}

/// What was seen and emptied is gone, by whichever lists.
#[test]
fn what_was_emptied_on_the_screen_is_taken_out() {
    let ministry = of_the_ministry();
    let base = saved(&ministry, &campaign());
    let mut form = form_of((&ministry, &cards()), own(), &base);
    for value in form.asked.values_mut().chain(form.custom.values_mut()) {
        value.clear();
    }
    let emptied = Call {
        asked: BTreeMap::new(),
        custom: BTreeMap::new(),
        ..base.clone()
    };
    for lists in [&ministry, built_in()] {
        assert_eq!(corrected(lists, &base, &form).unwrap(), emptied);
    }
}

/// Machines take a pack one after the other, and some never: a desk that has none must be able to put a word right in a
/// call of the ministry's own type, and can still choose nothing that it does not know.
#[test]
fn a_desk_without_the_lists_puts_a_word_right() {
    let base = saved(&of_the_ministry(), &campaign());
    let form = opened(built_in(), &base);
    assert_eq!(
        corrected(built_in(), &base, &form).unwrap(),
        with_the_word(&base)
    );
    let check = |change: &dyn Fn(&mut CallForm), field: &str, rule| {
        let mut form = form.clone();
        change(&mut form);
        assert_eq!(
            refused(corrected(built_in(), &base, &form)),
            (field.to_owned(), rule)
        );
    };
    check(
        &|form| form.type_code = "other".into(),
        "type",
        Rule::UnknownCode,
    );
    check(
        &|form| form.sub_category = "measles".into(),
        "subCategory",
        Rule::UnknownCode,
    );
    check(
        &|form| form.sub_category = "diabetes".into(),
        "subCategory",
        Rule::DoesNotBelong,
    );
    check(
        &|form| form.facility = "hut".into(),
        "facility",
        Rule::UnknownCode,
    );
    check(
        &|form| form.stage = "queue".into(),
        "stage",
        Rule::UnknownCode,
    );
    check(
        &|form| form.relation = "cousin".into(),
        "relation",
        Rule::UnknownCode,
    );
    check(
        &|form| form.outcome = "gone".into(),
        "outcome",
        Rule::UnknownCode,
    );
    check(
        &|form| form.governorate = "OM-ZU".into(),
        "wilayat",
        Rule::UnknownCode,
    );
    check(
        &|form| {
            form.custom.insert("batch_no".into(), "B-18".into());
        },
        "batch_no",
        Rule::UnknownCode,
    );
    // Which conversation another sender belongs to, only the channel could say.
    check(
        &|form| form.handle = "K-18".into(),
        "channel",
        Rule::UnknownCode,
    );
    check(
        &|form| form.channel = "fax".into(),
        "channel",
        Rule::UnknownCode,
    );
    check(
        &|form| {
            for issue in &mut form.more_issues {
                issue.facility = "hut".into();
            }
        },
        "issue2Facility",
        Rule::UnknownCode,
    );
}

/// Lists that ask for more ask it of the calls to come. Whoever puts a word right in an older one does not know what was
/// not asked then, and would have to invent it.
#[test]
fn lists_that_ask_for_more_leave_the_calls_before_them_as_they_were() {
    let form = CallForm {
        governorate: "OM-MA".into(),
        wilayat: "bausher".into(),
        more_issues: vec![IssueForm {
            id: IssueId::from_bytes([8; 16]).to_string(),
            type_code: "health_ed".into(),
            sub_category: "vaccination".into(),
            ..IssueForm::default()
        }],
        custom: BTreeMap::from([
            ("dialysis_sessions".to_owned(), "7".to_owned()),
            ("medicine_name".to_owned(), "ليفيتيراسيتام ٥٠٠".to_owned()),
        ]),
        ..query()
    };
    let base = saved(built_in(), &form);
    let changed = with(&[
        (
            "types",
            json!([{"code": "health_ed", "ar": "تثقيف", "en": "Education", "digit": 4, "case": "never",
                "default_outcome": "added_to_case", "minimum": ["type", "sub_category", "facility", "note"]}]),
        ),
        (
            "wilayats",
            json!([{"code": "bausher", "ar": "بوشر", "en": "Bausher", "group": "OM-ZU"}]),
        ),
        (
            "custom_fields",
            json!([
                {"type": "humanitarian", "sub_categories": ["dialysis"], "code": "dialysis_sessions", "ar": "عدد",
                    "en": "Sessions", "kind": "number", "min": 1, "max": 3},
                {"type": "complaint", "sub_categories": ["med_shortage"], "code": "medicine_name", "ar": "اسم",
                    "en": "Medicine", "kind": "text", "max": 4},
            ]),
        ),
    ]);
    let form = opened(&changed, &base);
    assert_eq!(
        corrected(&changed, &base, &form).unwrap(),
        with_the_word(&base)
    );
    let check = |change: &dyn Fn(&mut CallForm), field: &str, rule| {
        let mut form = form.clone();
        change(&mut form);
        assert_eq!(
            refused(corrected(&changed, &base, &form)),
            (field.to_owned(), rule)
        );
    };
    // What was there is asked for as before, and another type asks for its own.
    check(&|form| form.note.clear(), "note", Rule::Required);
    check(
        &|form| {
            form.type_code = "complaint".into();
            form.sub_category = "conduct".into();
        },
        "facility",
        Rule::Required,
    );
    check(
        &|form| {
            for issue in &mut form.more_issues {
                issue.type_code = "complaint".into();
                issue.sub_category = "conduct".into();
            }
        },
        "issue2Facility",
        Rule::Required,
    );
    check(
        &|form| form.governorate = "OM-DA".into(),
        "wilayat",
        Rule::DoesNotBelong,
    );
    check(
        &|form| {
            form.custom.insert("dialysis_sessions".into(), "6".into());
        },
        "dialysis_sessions",
        Rule::NotANumber,
    );
}

/// A log is found by its conversation: whoever puts a word right in an old message must not move it into another one
/// because the ministry holds the messages of its channel together in another way by now.
#[test]
fn a_word_put_right_leaves_a_message_in_its_conversation() {
    let message = CallForm {
        channel: "x_direct".into(),
        handle: "@salim".into(),
        message_link: "https://x.com/messages/17".into(),
        received_day: "2026-11-22".into(),
        received_time: "9:30".into(),
        ..query()
    };
    let base = saved(built_in(), &message);
    let by_link = with(&[(
        "channels",
        json!([{"code": "x_direct", "ar": "رسالة", "en": "X direct message", "kind": "message",
            "sender": {"ar": "حساب", "en": "Account"}, "link": true, "thread": "link"}]),
    )]);
    let anew = saved(&by_link, &message);
    assert_ne!(anew.thread, base.thread);
    let form = opened(&by_link, &base);
    assert_eq!(
        corrected(&by_link, &base, &form).unwrap(),
        with_the_word(&base)
    );
    let elsewhere = CallForm {
        message_link: "https://x.com/messages/18".into(),
        ..form
    };
    let moved = corrected(&by_link, &base, &elsewhere).unwrap();
    assert!(
        moved.thread != base.thread && moved.thread != anew.thread,
        "another address is another conversation"
    );
}

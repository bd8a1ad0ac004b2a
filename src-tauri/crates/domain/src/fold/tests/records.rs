//! What a record says comes back as it was said, change by change.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::desk::{Desk, START, fact, folded, id, numbered, object};
use crate::call::{Affected, Call, Custom, Issue};
use crate::comment::Comment;
use crate::duty::{Duty, Pause};
use crate::entry::Entry;
use crate::export::Export;
use crate::fold::{Finding, KINDS, Part, Placed, Record, understands};
use crate::id::{CommentId, IssueId, Millis, SubjectId, UserId};
use crate::list_change::ListChange;
use crate::machine::Machine;
use crate::role::Role;
use crate::takeover::Takeover;
use crate::user::User;

pub(super) fn full_call() -> Call {
    let issue = Issue {
        type_code: "report".into(),
        sub_category: "med_shortage".into(),
        facility: "royal".into(),
        facility_text: "صيدلية المستشفى".into(),
        severity: Some(0),
        stage: "pharmacy".into(),
        staff_group: "pharmacist".into(),
        primary: true,
    };
    Call {
        channel: "phone_in".into(),
        direction: "in".into(),
        received_at: Some(Millis(START.0 - 60_000)),
        answered_at: Some(Millis(START.0 + 60_000)),
        started_at: Some(START),
        ended_at: Some(Millis(START.0 + 90_000)),
        holds: [
            (Millis(START.0 + 5_000), Some(Millis(START.0 + 9_000))),
            (Millis(START.0 + 80_000), None),
        ]
        .into(),
        saved_at: Some(Millis(START.0 + 95_000)),
        entered_late: true,
        on_behalf_of: Some(UserId::from_bytes([5; 16])),
        import: Some(SubjectId::from_bytes([77; 16])),
        taken_by: "موظف سابق".into(),
        duty: Some(SubjectId::from_bytes([6; 16])),
        shift: "2026-11-22/morning".into(),
        local_day: "2026-11-22".into(),
        caller: Some(SubjectId::from_bytes([3; 16])),
        patient: Some(SubjectId::from_bytes([4; 16])),
        anonymous: true,
        verification: "id_number".into(),
        notice_given: true,
        language: "ar".into(),
        relation: "self".into(),
        patient_sex: "female".into(),
        patient_birth_year: 1961,
        governorate: "OM-MA".into(),
        wilayat: "bawshar".into(),
        affected: Affected {
            ill: 3,
            hospital: 2,
            died: 1,
        },
        type_code: "complaint".into(),
        outcome: "case_opened".into(),
        urgent: true,
        dropped: true,
        issues: [
            (IssueId::from_bytes([1; 16]), issue),
            (IssueId::from_bytes([2; 16]), Issue::default()),
        ]
        .into(),
        parent_call: Some(SubjectId::from_bytes([9; 16])),
        cards: [("dm-foot".into(), 3), ("fever/child".into(), 1)].into(),
        asked: [("chest_pain".into(), "no".into())].into(),
        custom: [
            ("ward".into(), Custom::Text("جناح الولادة".into())),
            ("insurer".into(), Custom::Code("public".into())),
            ("visits".into(), Custom::Number(0)),
            ("insured".into(), Custom::Flag(false)),
        ]
        .into(),
        case: Some(SubjectId::from_bytes([8; 16])),
        form_version: 1,
        voided: false,
        void_reason: String::new(),
        told_apart: String::new(),
        number: "+96899123456".into(),
        number_as_typed: "٩٩١٢٣٤٥٦".into(),
        caller_name: "سالم".into(),
        patient_name: "مريم".into(),
        file_number: "F-20817".into(),
        handle: "@salim_om".into(),
        message_link: "https://x.example/1".into(),
        thread: "t-77".into(),
        external_reference: "MOSD/4471".into(),
        place: "الخوير".into(),
        note: "لا يوجد دواء".into(),
        answer: "سيتم التواصل".into(),
        additions: BTreeMap::new(),
        comments: Vec::new(),
        returns: Vec::new(),
        scores: Vec::new(),
    }
}

fn call(entries: &[Placed]) -> Call {
    match folded(entries).record {
        Record::Call(call) => *call,
        other => panic!("not a call: {other:?}"),
    }
}

/// Every field has to survive the way into an entry's bytes and out of the fold.
#[test]
fn a_call_reads_back_as_it_was_logged() {
    let logged = full_call().logged();
    let mut desk = Desk::new(1);
    let placed = desk.makes(logged.clone());
    let entry = Entry::write(&placed.header, &logged.facts, &logged.personal, [3; 16]).unwrap();
    let read = Placed::read(&entry, placed.chain, None).unwrap();
    let folded = folded(&[read]);
    assert_eq!(folded.findings, []);
    assert_eq!(folded.record, Record::Call(Box::new(full_call())));
    assert_eq!(
        (folded.first.entry, folded.last.entry),
        (id(1_000_001), id(1_000_001))
    );
}

/// Facts must tell nothing personal: figures, lists and the centre read them without a right.
#[test]
fn no_words_stand_in_the_facts() {
    let facts = Value::Object(full_call().logged().facts).to_string();
    for words in [
        "99123456",
        "٩٩١٢٣٤٥٦",
        "سالم",
        "الخوير",
        "دواء",
        "التواصل",
        "صيدلية",
        "مريم",
        "20817",
        "salim",
        "x.example",
        "t-77",
        "4471",
        "الولادة",
    ] {
        assert!(!facts.contains(words), "{words} stands in the facts");
    }
}

#[test]
fn an_amendment_says_only_what_changed() {
    let old = full_call();
    let mut new = old.clone();
    new.outcome = "answered".into();
    new.urgent = false;
    new.affected.died = 0;
    new.note = String::new();
    new.issues.remove(&IssueId::from_bytes([2; 16]));
    let amended = old.amended(&new).unwrap();
    let gone = IssueId::from_bytes([2; 16]).to_string();
    assert_eq!(
        amended.facts,
        object(json!({
            "outcome": "answered", "urgent": null, "affected": {"died": null},
            "issues": {gone: {"primary": null}}
        }))
    );
    assert_eq!(amended.personal, object(json!({"note": null})));
    let mut desk = Desk::new(1);
    assert_eq!(call(&[desk.makes(old.logged()), desk.makes(amended)]), new);
    assert_eq!(old.amended(&old), None, "nothing changed, nothing to write");
}

/// Each card, question, hold and field of its own is a path: two people who add different ones meet
/// nowhere, and taking one out leaves the others.
#[test]
fn parts_of_a_call_are_amended_one_by_one() {
    let old = full_call();
    let mut new = old.clone();
    new.cards.insert("fever/child".into(), 2);
    new.cards.remove("dm-foot");
    new.asked.insert("breathless".into(), "yes".into());
    new.holds
        .insert(Millis(START.0 + 80_000), Some(Millis(START.0 + 85_000)));
    new.custom.remove("ward");
    new.caller = None;
    let amended = old.amended(&new).unwrap();
    assert_eq!(
        amended.facts,
        object(json!({
            "cards": {"fever/child": 2, "dm-foot": null}, "asked": {"breathless": "yes"},
            "holds": {(START.0 + 80_000).to_string(): START.0 + 85_000}, "caller": null
        }))
    );
    assert_eq!(amended.personal, object(json!({"custom": {"ward": null}})));
    let mut desk = Desk::new(1);
    assert_eq!(call(&[desk.makes(old.logged()), desk.makes(amended)]), new);

    let (mut one, mut other) = (Desk::new(2), Desk::new(3));
    let entries = [
        numbered(one.makes(Call::default().logged()), 1),
        numbered(one.amends(json!({"cards": {"dm-foot": 3}})), 2),
        numbered(
            other.amends(json!({"cards": {"fever": 1}, "asked": {"rash": "no"}})),
            3,
        ),
    ];
    let folded = folded(&entries);
    assert_eq!(folded.findings, [], "nobody gave way");
    let Record::Call(call) = folded.record else {
        panic!("not a call")
    };
    assert_eq!(
        call.cards,
        [("dm-foot".into(), 3), ("fever".into(), 1)].into()
    );
    assert_eq!(call.asked, [("rash".into(), "no".into())].into());
}

#[test]
fn a_call_is_voided_restored_and_commented() {
    let mut desk = Desk::new(1).role("supervisor");
    let comment = |n: u8, at: i64, text: &str| Comment {
        id: CommentId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([1; 16])),
        at: Some(Millis(at)),
        text: text.to_owned(),
    };
    let (late, early) = (comment(1, 20, "أحسنت"), comment(2, 10, "أكمل الملاحظة"));
    let entries = [
        desk.makes(full_call().logged()),
        desk.makes(Call::commented(&late)),
        desk.makes(Call::commented(&early)),
        desk.makes(Call::voided("test_call")),
        desk.makes(Call::restored()),
    ];
    assert!(
        call(&entries[..4]).voided,
        "voided as long as nobody restores it"
    );
    let call = call(&entries);
    assert_eq!(
        (call.voided, call.void_reason.as_str()),
        (false, "test_call")
    );
    assert_eq!(
        call.comments,
        [early, late],
        "comments stand in the order they were made"
    );
    let text = Value::Object(Call::commented(&call.comments[0]).facts).to_string();
    assert!(!text.contains("أكمل"), "what was said is personal");
}

#[test]
fn users_and_duties_read_back() {
    let user = User {
        roles: vec![Role::Agent, Role::Supervisor],
        languages: vec!["ar".into(), "ur".into()],
        active: true,
        locale: "ar".into(),
        digits: "latn".into(),
        login: "salem".into(),
        name_ar: "سالم".into(),
        name_en: "Salem".into(),
    };
    let mut left = user.clone();
    left.active = false;
    left.languages = Vec::new();
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(user.added()),
        desk.makes(user.changed(&left).unwrap()),
    ];
    assert_eq!(folded(&entries[..1]).record, Record::User(Box::new(user)));
    assert_eq!(folded(&entries).record, Record::User(Box::new(left)));

    let mut duty = Duty {
        user: Some(UserId::from_bytes([5; 16])),
        opened_at: Some(START),
        station: "4170".into(),
        ..Duty::default()
    };
    let end = Millis(START.0 + 8 * 3_600_000);
    let mut desk = Desk::new(2);
    let entries = [desk.makes(duty.opened()), desk.makes(Duty::closed(end))];
    duty.closed_at = Some(end);
    assert_eq!(folded(&entries).record, Record::Duty(Box::new(duty)));
}

/// Calls per hour are told without breaks: a pause that lost its reason or its end would be lost time.
#[test]
fn pauses_come_back_with_their_reason_and_end() {
    let mut desk = Desk::new(1);
    let (prayer, meal) = (Millis(1_000), Millis(9_000));
    let entries = [
        desk.makes(Duty::default().opened()),
        desk.makes(Duty::paused(prayer, "prayer")),
        // By a clock that was set back meanwhile.
        desk.makes(Duty::resumed(prayer, Millis(500))),
        desk.makes(Duty::paused(meal, "meal")),
    ];
    let Record::Duty(duty) = folded(&entries).record else {
        panic!("a duty");
    };
    let pause = |reason: &str, until| Pause {
        reason: reason.into(),
        until,
    };
    assert_eq!(
        duty.pauses,
        BTreeMap::from([
            (prayer, pause("prayer", Some(prayer))),
            (meal, pause("meal", None)),
        ])
    );
}

/// Who took what out of the program is asked for years later.
#[test]
fn an_export_comes_back_with_what_came_of_it() {
    let mut desk = Desk::new(1);
    let export = Export {
        what: "bulletin".into(),
        way: "schedule".into(),
        from: "2026-01-01".parse().ok(),
        to: "2026-11-21".parse().ok(),
        formats: vec!["xlsx".into(), "pdf".into()],
        languages: vec!["ar".into()],
        rows: 61,
        folder: "تقارير سالم".into(),
        failed: String::new(),
    };
    let made = export.made();
    assert!(
        !made
            .facts
            .values()
            .any(|fact| fact.to_string().contains("سالم"))
    );
    let made = desk.makes(made);
    let read = folded(std::slice::from_ref(&made)).record;
    assert_eq!(read, Record::Export(Box::new(export.clone())));
    let failed = desk.makes(Export::failed("no_room"));
    let export = Export {
        failed: "no_room".into(),
        ..export
    };
    assert_eq!(
        folded(&[made, failed]).record,
        Record::Export(Box::new(export))
    );
}

/// What must leave a trail comes back from it, and a user who changed their secret is who they were.
#[test]
fn takeovers_machines_and_changed_secrets_come_back() {
    let mut desk = Desk::new(1);
    let taken = Takeover {
        draft: Some(SubjectId::from_bytes([6; 16])),
        owner: Some(UserId::from_bytes([7; 16])),
        type_code: "complaint".into(),
        started_at: Some(Millis(5)),
        reason: "urgent".into(),
    };
    assert_eq!(
        folded(&[desk.makes(taken.made())]).record,
        Record::Takeover(Box::new(taken))
    );
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(Machine::lock_set(3, 20)),
        desk.makes(Machine::code_renewed(Millis(8))),
        desk.makes(Machine::passphrase_changed(Millis(9))),
        desk.makes(Machine::keyring_set(Some(Millis(10)))),
        desk.makes(Machine::key_file_set(Some(Millis(11)))),
        desk.makes(Machine::keyring_set(None)),
    ];
    assert_eq!(
        folded(&entries).record,
        Record::Machine(Machine {
            code_renewed_at: Some(Millis(8)),
            passphrase_changed_at: Some(Millis(9)),
            keyring_since: None,
            key_file_since: Some(Millis(11)),
            lock_min: 3,
            lock_in_call_min: 20,
        })
    );
    let mut desk = Desk::new(1);
    let change = ListChange {
        from: "2026-11-22".into(),
        upon: "a/b/3".into(),
        rows: "[]".into(),
        withdrawn: false,
    };
    let entries = [
        desk.makes(change.changed()),
        desk.makes(ListChange::withdrawn()),
    ];
    let withdrawn = ListChange {
        withdrawn: true,
        ..change
    };
    assert_eq!(
        folded(&entries).record,
        Record::ListChange(Box::new(withdrawn))
    );
    let mut desk = Desk::new(1);
    let user = User {
        active: true,
        login: "amal".into(),
        ..User::default()
    };
    let entries = [
        desk.makes(user.added()),
        desk.makes(User::secret_changed(Millis(8))),
        desk.makes(User::secret_given(Millis(9))),
        desk.makes(User::secret_recovered(Millis(9))),
    ];
    assert_eq!(folded(&entries).record, Record::User(Box::new(user)));
}

/// A sign-out stamped by a clock that was set back must not make a duty of negative length.
#[test]
fn a_duty_does_not_end_before_it_began() {
    let mut desk = Desk::new(1);
    let duty = Duty {
        opened_at: Some(START),
        ..Duty::default()
    };
    let early = Millis(START.0 - 5);
    let folded = folded(&[desk.makes(duty.opened()), desk.makes(Duty::closed(early))]);
    assert_eq!(fact(&folded, "closed_at"), json!(START.0));
    assert_eq!(
        folded.findings,
        [Finding::Backwards {
            entry: id(1_000_002),
            field: "closed_at".into(),
            written: early,
            counts: START
        }]
    );
}

/// Erasing a personal part takes its words out of the record and leaves the facts.
#[test]
fn an_erased_personal_part_writes_nothing() {
    let mut desk = Desk::new(1);
    let mut logged = desk.makes(full_call().logged());
    logged.personal.clear();
    let call = call(&[logged]);
    assert_eq!((call.number.as_str(), call.note.as_str()), ("", ""));
    assert_eq!(call.affected.ill, 3, "facts stay");
    assert_eq!(call.issues.len(), 2, "issues stay, without their words");
}

/// A newer version's fields and kinds must get through an older one unharmed.
#[test]
fn what_is_not_known_is_kept_or_counted() {
    let mut desk = Desk::new(1);
    let mut newer = desk.amends(json!({"outcome": "answered"}));
    newer.header.version = 2;
    let folded = folded(&[
        desk.writes(
            "call.logged",
            json!({"urgent": true, "weather": {"sky": "clear"}}),
            json!({"mood": "calm"}),
        ),
        desk.writes("call.sung", json!({"urgent": false}), json!({})),
        newer,
        desk.writes("case.moved", json!({"urgent": false}), json!({})),
    ]);
    assert_eq!(
        folded.unknown, 3,
        "a kind, a version, and an entry of another kind of subject"
    );
    assert_eq!(fact(&folded, "weather/sky"), json!("clear"));
    assert_eq!(folded.personal.get("mood"), Some(&json!("calm")));
    assert_eq!(
        (fact(&folded, "urgent"), fact(&folded, "outcome")),
        (json!(true), json!(null))
    );
    assert_eq!(folded.findings, []);
    assert!(understands("call.logged", 1) && !understands("call.logged", 2));
}

#[test]
fn a_subject_of_unknown_kind_is_only_counted() {
    let mut desk = Desk::new(1);
    let folded = folded(&[desk.writes("moon.landed", json!({"crater": 7}), json!({}))]);
    assert_eq!(
        (folded.kind.as_str(), &folded.record, folded.unknown),
        ("moon", &Record::Unknown, 1)
    );
    assert!(folded.facts.is_empty());
}

/// A field of the wrong form must cost that field alone, not the call.
#[test]
fn a_field_of_the_wrong_form_is_told_and_left_out() {
    let mut desk = Desk::new(1);
    let issue = IssueId::from_bytes([1; 16]).to_string();
    let folded = folded(&[desk.writes(
        "call.logged",
        json!({
            "channel": 7, "urgent": "yes", "started_at": "now", "affected": {"ill": -1}, "duty": "x",
            "outcome": "answered",
            "issues": {issue: {"severity": 9, "facility": "royal"}, "first": {"facility": "khoula"}}
        }),
        json!({"note": ["a"]}),
    )]);
    let told: Vec<(Part, &str)> = folded
        .findings
        .iter()
        .map(|finding| match finding {
            Finding::Unreadable { part, field } => (*part, field.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    let severity = format!("issues/{}/severity", IssueId::from_bytes([1; 16]));
    assert_eq!(
        told,
        [
            (Part::Facts, "channel"),
            (Part::Facts, "started_at"),
            (Part::Facts, "duty"),
            (Part::Facts, "affected/ill"),
            (Part::Facts, "urgent"),
            (Part::Facts, "issues/first"),
            (Part::Facts, severity.as_str()),
            (Part::Personal, "note"),
        ]
    );
    let Record::Call(call) = folded.record else {
        panic!("not a call")
    };
    assert_eq!(call.outcome, "answered");
    assert_eq!(call.primary_issue().unwrap().1.facility, "royal");
}

/// Bytes that are no JSON arrive from elsewhere too; the fold says so and goes on.
#[test]
fn unreadable_parts_are_told_by_entry() {
    let mut desk = Desk::new(1);
    let read = |placed: Placed, facts: &[u8], personal: &[u8]| {
        let header = serde_json::to_vec(&placed.header).unwrap();
        let entry = Entry {
            header,
            facts: facts.to_vec(),
            personal: Some(personal.to_vec()),
        };
        Placed::read(&entry, placed.chain, None).unwrap()
    };
    let entries = [
        read(
            desk.amends(json!({})),
            b"[]",
            b"0123456789abcdef{\"note\":\"x\"}",
        ),
        read(desk.amends(json!({})), b"{\"urgent\":true}", b"short"),
    ];
    let folded = folded(&entries);
    assert_eq!(
        folded.findings,
        [
            Finding::UnreadableEntry {
                entry: id(1_000_001),
                part: Part::Facts
            },
            Finding::UnreadableEntry {
                entry: id(1_000_002),
                part: Part::Personal
            },
        ]
    );
    assert_eq!(fact(&folded, "urgent"), json!(true), "readable facts count");
    assert!(
        folded.personal.is_empty(),
        "without its facts nothing of an entry counts"
    );
}

#[test]
fn kinds_are_named_once() {
    let mut kinds = KINDS.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), KINDS.len());
}

//! Persons, their merges, flags on numbers, follow-ups: read back as they were said, and merged when two
//! machines said them at once.

use serde_json::{Value, json};

use super::desk::{Desk, START, conflicts, folded, numbered, object};
use crate::case::{Case, ToTell};
use crate::flag::NumberFlag;
use crate::fold::{Change, Finding, Placed, Record};
use crate::follow_up::{Attempt, CALL_BACK, FollowUp, FollowUpState, NewDue};
use crate::id::{AttemptId, Millis, SubjectId, UserId};
use crate::merge::Merge;
use crate::person::{CONSENT_GIVEN, CONSENT_WITHDRAWN, Person};

fn subject(n: u8) -> SubjectId {
    SubjectId::from_bytes([n; 16])
}

fn minutes(n: i64) -> Millis {
    Millis(START.0 + n * 60_000)
}

fn record(entries: &[Placed]) -> Record {
    let folded = folded(entries);
    assert_eq!(folded.findings, []);
    folded.record
}

fn full_person() -> Person {
    Person {
        sex: "female".into(),
        birth_year: 1974,
        nationality: "OM".into(),
        id_type: "id_card".into(),
        beneficiary: "citizen".into(),
        governorate: "OM-DA".into(),
        wilayat: "nizwa".into(),
        language: "ar".into(),
        preferred_contact: "phone".into(),
        preferred_time: "evening".into(),
        consent: CONSENT_GIVEN.into(),
        relations: [(subject(5), "child".into())].into(),
        flags: [("hard_of_hearing".into(), minutes(900))].into(),
        name_ar: "شيخة بنت حمد العبرية".into(),
        name_latin: "Shaikha Al Abri".into(),
        id_number: "10443322".into(),
        numbers: [
            ("+96899123456".into(), "mobile".into()),
            ("45/67".into(), String::new()),
        ]
        .into(),
    }
}

fn person(entries: &[Placed]) -> Person {
    match folded(entries).record {
        Record::Person(person) => *person,
        other => panic!("not a person: {other:?}"),
    }
}

#[test]
fn a_person_reads_back_and_says_only_what_changed() {
    let mut desk = Desk::new(1);
    let old = full_person();
    let mut new = old.clone();
    new.numbers.remove("45/67");
    new.numbers.insert("+96824567890".into(), "home".into());
    new.relations.clear();
    new.consent = CONSENT_WITHDRAWN.into();
    let amended = old.amended(&new).unwrap();
    let relation = subject(5).to_string();
    assert_eq!(
        amended.facts,
        object(json!({"consent": "withdrawn", "relations": {relation: null}}))
    );
    assert_eq!(
        amended.personal,
        object(json!({"numbers": {"45/67": null, "+96824567890": "home"}}))
    );
    let entries = [desk.makes(old.added()), desk.makes(amended)];
    assert_eq!(record(&entries[..1]), Record::Person(Box::new(old.clone())));
    assert_eq!(record(&entries), Record::Person(Box::new(new)));
    assert_eq!(old.amended(&old), None);
}

/// Who somebody is must not stand where figures and the centre read without a right.
#[test]
fn no_name_and_no_number_stands_in_the_facts() {
    let flag = NumberFlag {
        number: "+96899123456".into(),
        ..NumberFlag::default()
    };
    let attempt = Attempt {
        id: AttemptId::from_bytes([1; 16]),
        at: None,
        by: None,
        result: "no_answer".into(),
        words: "شيخة لا ترد".into(),
    };
    let promised = FollowUp {
        promise: "شيخة".into(),
        ..FollowUp::default()
    };
    let told = Case {
        number: "+96899123456".into(),
        tell_caller: "شيخة".into(),
        external_reference: "10443322".into(),
        ..Case::default()
    };
    for change in [
        full_person().added(),
        flag.raised(),
        FollowUp::attempted(&attempt),
        promised.planned(),
        told.opened(),
    ] {
        let facts = Value::Object(change.facts).to_string();
        for words in ["شيخة", "Shaikha", "10443322", "99123456", "45/67", "ترد"] {
            assert!(!facts.contains(words), "{words} in {}", change.kind);
        }
    }
}

/// An erasure takes the numbers of a person as well as the names.
#[test]
fn an_erased_person_has_no_number() {
    let mut desk = Desk::new(1);
    let mut added = desk.makes(full_person().added());
    added.personal.clear();
    let person = person(&[added]);
    assert_eq!((person.name_ar.as_str(), person.numbers.len()), ("", 0));
    assert_eq!(person.birth_year, 1974);
}

/// Two desks that know nothing of each other: each adds a number, one withdraws consent, the other had
/// it given anew. Both numbers are there, and withdrawn stays withdrawn.
#[test]
fn two_desks_change_a_person_at_once() {
    let (mut one, mut other) = (Desk::new(2), Desk::new(3));
    let old = Person {
        consent: String::new(),
        ..full_person()
    };
    let change = |number: &str, consent: &str| -> Change {
        let mut new = old.clone();
        new.numbers.insert(number.into(), "mobile".into());
        new.consent = consent.into();
        old.amended(&new).unwrap()
    };
    let added = numbered(one.makes(old.added()), 1);
    other.pulled(1);
    let withdrawn = numbered(one.makes(change("+96891111111", CONSENT_WITHDRAWN)), 2);
    let given = numbered(other.makes(change("+96892222222", CONSENT_GIVEN)), 3);
    let (kept, lost) = (withdrawn.header.id, given.header.id);
    let folded = folded(&[added, withdrawn, given]);
    assert_eq!(conflicts(&folded), [("consent", kept, lost)]);
    let Record::Person(person) = folded.record else {
        panic!("not a person")
    };
    assert_eq!(person.consent, CONSENT_WITHDRAWN);
    assert_eq!(person.numbers.len(), 4, "both numbers were added");
}

#[test]
fn a_merge_is_made_and_undone() {
    let mut desk = Desk::new(1);
    let merge = Merge::of(subject(1), subject(2)).unwrap();
    let entries = [desk.makes(merge.made()), desk.makes(Merge::undone())];
    assert_eq!(
        record(&entries[..1]),
        Record::Merge(Box::new(merge.clone()))
    );
    let undone = Merge {
        undone: true,
        ..merge
    };
    assert_eq!(record(&entries), Record::Merge(Box::new(undone)));
}

#[test]
fn a_flag_is_raised_and_lifted() {
    let mut desk = Desk::new(1);
    let flag = NumberFlag {
        code: "nuisance".into(),
        until: Some(minutes(90)),
        reason: "repeated_silent".into(),
        lifted: false,
        number: "+96899123456".into(),
    };
    let entries = [desk.makes(flag.raised()), desk.makes(NumberFlag::lifted())];
    assert_eq!(record(&entries[..1]), Record::Flag(Box::new(flag.clone())));
    let lifted = NumberFlag {
        lifted: true,
        ..flag
    };
    assert_eq!(record(&entries), Record::Flag(Box::new(lifted)));
}

fn promise() -> FollowUp {
    FollowUp {
        case: Some(subject(1)),
        call: Some(subject(2)),
        kind: CALL_BACK.into(),
        due: Some(minutes(60)),
        first_due: Some(minutes(60)),
        owner: Some(UserId::from_bytes([3; 16])),
        queue: "evening".into(),
        promised: true,
        promise: "سنتصل قبل العصر".into(),
        ..FollowUp::default()
    }
}

fn follow_up(entries: &[Placed]) -> FollowUp {
    match folded(entries).record {
        Record::FollowUp(follow_up) => *follow_up,
        other => panic!("not a follow-up: {other:?}"),
    }
}

/// Planned, tried twice, put off once, done: what was promised first stays to be seen.
#[test]
fn a_promise_goes_its_way() {
    let mut desk = Desk::new(1);
    let attempt = |n: u8, at: i64| Attempt {
        id: AttemptId::from_bytes([n; 16]),
        at: Some(minutes(at)),
        by: Some(UserId::from_bytes([3; 16])),
        result: "no_answer".into(),
        words: "الهاتف مغلق".into(),
    };
    let new_due = NewDue {
        at: minutes(50),
        due: minutes(180),
        owner: None,
    };
    let entries = [
        desk.makes(promise().planned()),
        desk.makes(FollowUp::attempted(&attempt(9, 40))),
        desk.makes(FollowUp::attempted(&attempt(1, 30))),
        desk.makes(FollowUp::replanned(&new_due)),
        desk.makes(FollowUp::done(minutes(170), "reached")),
    ];
    assert_eq!(record(&entries[..1]), Record::FollowUp(Box::new(promise())));
    let done = follow_up(&entries);
    assert_eq!(
        done.attempts,
        [attempt(1, 30), attempt(9, 40)],
        "oldest first"
    );
    assert_eq!(
        (done.due, done.first_due, done.owner),
        (Some(minutes(180)), Some(minutes(60)), promise().owner)
    );
    assert_eq!(done.replans, [(minutes(50), Some(minutes(180)))].into());
    assert_eq!(
        (done.state(), done.kept()),
        (FollowUpState::Done, Some(true))
    );
}

#[test]
fn a_promise_is_kept_by_its_due_and_not_after() {
    let mut desk = Desk::new(1);
    let mut kept_when = |follow_up: &FollowUp, done_at: i64| {
        let done = FollowUp::done(minutes(done_at), "");
        let entries = [desk.makes(follow_up.planned()), desk.makes(done)];
        self::follow_up(&entries).kept()
    };
    let task = FollowUp {
        promised: false,
        ..promise()
    };
    assert_eq!(kept_when(&promise(), 60), Some(true), "on the minute");
    assert_eq!(kept_when(&promise(), 61), Some(false));
    assert_eq!(kept_when(&task, 10), None, "a task is no promise");
    assert_eq!(promise().kept(), None, "not done yet");
}

/// One desk calls back while the other strikes it off: the caller was called.
#[test]
fn done_stands_against_cancelled() {
    let (mut one, mut other) = (Desk::new(2), Desk::new(3));
    let entries = [
        numbered(one.makes(promise().planned()), 1),
        numbered(one.makes(FollowUp::done(minutes(30), "reached")), 2),
        numbered(other.makes(FollowUp::cancelled("not_needed")), 3),
    ];
    assert_eq!(follow_up(&entries).state(), FollowUpState::Done);
    let cancelled = [entries[0].clone(), entries[2].clone()];
    assert_eq!(follow_up(&cancelled).state(), FollowUpState::Cancelled);
}

/// Two desks put it off at once: one due stands, which is told, and both are counted.
#[test]
fn two_new_dues_at_once_are_both_counted() {
    let (mut one, mut other) = (Desk::new(2), Desk::new(3));
    let put_off = |at, due| {
        let (at, due, owner) = (minutes(at), minutes(due), None);
        FollowUp::replanned(&NewDue { at, due, owner })
    };
    let planned = numbered(one.makes(promise().planned()), 1);
    other.pulled(1);
    let entries = [
        planned,
        numbered(one.makes(put_off(10, 100)), 2),
        numbered(other.makes(put_off(11, 200)), 3),
    ];
    let folded = folded(&entries);
    let told = conflicts(&folded);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "due");
    let follow_up = follow_up(&entries);
    assert_eq!(
        (follow_up.due, follow_up.replans.len()),
        (Some(minutes(200)), 2)
    );
}

#[test]
fn a_case_says_what_may_be_told_and_takes_calls() {
    let mut desk = Desk::new(1);
    let case = Case {
        acknowledge_due: Some(minutes(60)),
        due: Some(minutes(600)),
        target: "complaint_p2".into(),
        queue: "pharmacy".into(),
        escalation: "shift_supervisor".into(),
        refer_to: "dg_pharmacy".into(),
        caller: Some(subject(1)),
        patient: Some(subject(2)),
        tell_caller_at: Some(minutes(0)),
        tell_caller_by: Some(UserId::from_bytes([1; 16])),
        tell_caller: "قيد المتابعة".into(),
        number: "+96899123456".into(),
        external_reference: "MOSD/4471".into(),
        ..Case::default()
    };
    let to_tell = |text: &str, by: u8| ToTell {
        text: text.into(),
        at: minutes(9),
        by: UserId::from_bytes([by; 16]),
    };
    let entries = [
        desk.makes(case.opened()),
        desk.makes(Case::told(&to_tell("وصل الدواء", 4))),
        desk.makes(Case::call_linked(subject(7))),
        desk.makes(Case::told(&to_tell("", 5))),
    ];
    let read = |entries: &[Placed]| match record(entries) {
        Record::Case(case) => *case,
        other => panic!("not a case: {other:?}"),
    };
    let mut opened = read(&entries[..1]);
    opened.moves.clear();
    assert_eq!(opened, case);
    let told = read(&entries[..3]);
    assert_eq!(told.tell_caller, "وصل الدواء");
    assert_eq!(
        (told.tell_caller_at, told.tell_caller_by),
        (Some(minutes(9)), Some(UserId::from_bytes([4; 16])))
    );
    assert_eq!(told.calls, [subject(7)].into());
    assert_eq!(read(&entries).tell_caller, "", "taken back");
    assert_eq!(
        case.amended(&Case {
            tell_caller: "غيره".into(),
            ..case.clone()
        }),
        None,
        "what may be told has a kind of its own"
    );
}

/// Of two sentences written at once one stands, with its own author and time, and the other is told.
#[test]
fn two_sentences_at_once_do_not_mix() {
    let (mut one, mut other) = (Desk::new(2).role("supervisor"), Desk::new(3));
    let told = |text: &str, at, by: u8| {
        let (text, at, by) = (text.to_owned(), minutes(at), UserId::from_bytes([by; 16]));
        Case::told(&ToTell { text, at, by })
    };
    let opened = numbered(one.makes(Case::default().opened()), 1);
    other.pulled(1);
    let entries = [
        opened,
        numbered(one.makes(told("وصل", 5, 1)), 2),
        numbered(other.makes(told("لم يصل", 4, 2)), 3),
    ];
    let folded = folded(&entries);
    let conflict = |finding: &Finding| matches!(finding, Finding::Conflict { .. });
    assert_eq!(
        folded.findings.iter().filter(|one| conflict(one)).count(),
        3
    );
    let Record::Case(case) = folded.record else {
        panic!("not a case")
    };
    assert_eq!(
        (
            case.tell_caller.as_str(),
            case.tell_caller_at,
            case.tell_caller_by
        ),
        ("وصل", Some(minutes(5)), Some(UserId::from_bytes([1; 16])))
    );
}

//! Stories of callers: what they called about before, who they may be, what they were promised.

use domain::call::{Call, Custom};
use domain::fold::Record;
use domain::id::SubjectId;
use domain::phone::number_key;
use store::{CallCursor, CallPage};

use crate::world::{Desk, at, call, fresh_subject};

fn ids(page: &CallPage) -> Vec<SubjectId> {
    page.rows.iter().map(|row| row.id).collect()
}

/// What was said in a call is all there afterwards, and is made anew from the journal alone.
#[test]
fn every_part_of_a_call_outlives_a_rebuild() {
    let desk = Desk::new();
    let whole = Call {
        received_at: Some(at(0)),
        holds: [(at(1), Some(at(2))), (at(3), None)].into(),
        caller: Some(fresh_subject(0)),
        patient: Some(fresh_subject(0)),
        verification: "id_number".into(),
        notice_given: true,
        parent_call: Some(fresh_subject(0)),
        cards: [("dm-foot".into(), 3), ("fever".into(), 1)].into(),
        asked: [("chest_pain".into(), "no".into())].into(),
        custom: [
            ("ward".into(), Custom::Text("جناح الولادة".into())),
            ("visits".into(), Custom::Number(0)),
            ("insured".into(), Custom::Flag(false)),
            ("insurer".into(), Custom::Code("public".into())),
        ]
        .into(),
        patient_name: "مريم".into(),
        file_number: "F-20817".into(),
        handle: "@salim_om".into(),
        message_link: "https://x.example/1".into(),
        thread: "t-77".into(),
        external_reference: "MOSD/4471".into(),
        ..call(1, None)
    };
    let id = desk.log(1, whole.clone());
    let folded = desk.store().read(|reading| reading.folded(id)).unwrap();
    assert_eq!(
        folded.map(|folded| folded.record),
        Some(Record::Call(Box::new(whole)))
    );
    let rebuilt = desk.store().rebuild().unwrap();
    assert_eq!(rebuilt.differed, 0);
    for (table, rows) in [
        ("call_hold", 2),
        ("call_card", 2),
        ("call_question", 1),
        ("call_custom", 4),
    ] {
        assert_eq!(rebuilt.rows[table], rows, "{table}");
    }
}

/// Whoever reads a call that dropped must find where it went on, whichever of the two was saved first, and
/// nothing of one that was taken out.
#[test]
fn a_call_is_found_from_the_one_that_it_goes_on_with() {
    let desk = Desk::new();
    let dropped = fresh_subject(1);
    let back = |minute| Call {
        channel: "phone_out".into(),
        parent_call: Some(dropped),
        ..call(minute, None)
    };
    let second = desk.log(5, back(5));
    let links = |of| {
        let read = |reading: &store::Reading<'_>| {
            Ok::<_, store::StoreError>((reading.goes_on_from(of)?, reading.goes_on_in(of)?))
        };
        let (from, within) = desk.store().read(read).unwrap();
        let ids = within.iter().map(|link| link.id).collect::<Vec<_>>();
        (from.map(|link| link.id), ids)
    };
    assert_eq!(
        links(second),
        (None, vec![]),
        "the one that dropped is still a draft"
    );
    let before = Call {
        dropped: true,
        ..call(1, None)
    };
    desk.store()
        .act(desk.stamp(4), move |acting| {
            acting.append(dropped, before.logged())
        })
        .unwrap();
    let first = desk.log(3, back(3));
    assert_eq!(links(second), (Some(dropped), vec![]));
    assert_eq!(links(dropped), (None, vec![first, second]));
    desk.store()
        .act(desk.stamp(9), move |acting| {
            acting.append(first, Call::voided("test"))
        })
        .unwrap();
    assert_eq!(links(dropped), (None, vec![second]));
}

/// The caller card begins with what this number called about before, page by page, newest first.
#[test]
fn a_number_has_its_history() {
    let desk = Desk::new();
    let own: Vec<SubjectId> = (1..=5)
        .map(|minute| desk.log(minute, call(minute, None)))
        .collect();
    let from = |typed: &str, minute| Call {
        number: String::new(),
        number_as_typed: typed.into(),
        ..call(minute, None)
    };
    let extension = desk.log(6, from("٤٥٦٧", 6));
    desk.log(7, from("", 7));
    desk.log(8, from("لم يظهر", 8));
    let voided = own[2];
    desk.store()
        .act(desk.stamp(9), move |acting| {
            acting.append(voided, Call::voided("test"))
        })
        .unwrap();

    let ask = |key: &str, after: Option<CallCursor>, limit| {
        desk.store()
            .read(|reading| reading.calls_of_number(key, after, limit))
            .unwrap()
    };
    let first = ask("+96899123456", None, 2);
    assert_eq!((ids(&first), first.total), (vec![own[4], own[3]], 4));
    let rest = ask("+96899123456", first.next, 50);
    assert_eq!(ids(&rest), [own[1], own[0]], "the voided one is not there");
    assert_eq!(rest.next, None);
    assert_eq!(ids(&ask(&number_key("", "4567"), None, 50)), [extension]);
    assert_eq!(
        ask("", None, 50).total,
        0,
        "no number is not a number that many share"
    );
}

/// One person calls from the office and from home; one who was merged brings along what they had.
#[test]
fn a_person_has_their_calls_whatever_the_number() {
    let desk = Desk::new();
    let (one, same, other) = (fresh_subject(0), fresh_subject(0), fresh_subject(0));
    let log = |minute, person| {
        let call = Call {
            caller: Some(person),
            number: format!("+9689912345{minute}"),
            ..call(minute, None)
        };
        desk.log(minute, call)
    };
    let calls = [log(1, one), log(2, same), log(3, other), log(4, one)];
    let ask = |persons: &[SubjectId], after, limit| {
        desk.store()
            .read(|reading| reading.calls_of_persons(persons, after, limit))
            .unwrap()
    };
    assert_eq!(ids(&ask(&[one], None, 50)), [calls[3], calls[0]]);
    let first = ask(&[one, same], None, 2);
    assert_eq!((ids(&first), first.total), (vec![calls[3], calls[1]], 3));
    assert_eq!(ids(&ask(&[one, same], first.next, 2)), [calls[0]]);
}

/// A second message of the conversation joins the log of the day instead of opening another.
#[test]
fn a_conversation_has_one_log_a_day() {
    let desk = Desk::new();
    let message = |minute| Call {
        channel: "x_direct".into(),
        thread: "t-77".into(),
        ..call(minute, None)
    };
    let id = desk.log(1, message(1));
    let ask = |channel: &str, thread: &str, day: &str| {
        desk.store()
            .read(|reading| reading.logs_of_thread(channel, thread, day))
            .unwrap()
    };
    assert_eq!(ask("x_direct", "t-77", "2026-11-22"), [id]);
    assert_eq!(ask("x_direct", "t-77", "2026-11-23"), []);
    assert_eq!(ask("email", "t-77", "2026-11-22"), []);
    desk.log(2, call(2, None));
    assert_eq!(ask("phone_in", "", "2026-11-22"), [], "no thread is none");
}

/// A corrected card: who heard what is wrong by now has to be found.
#[test]
fn who_heard_an_old_card_is_listed() {
    let desk = Desk::new();
    let told = |minute, version| {
        let call = Call {
            cards: [("fever".into(), version)].into(),
            ..call(minute, None)
        };
        desk.log(minute, call)
    };
    let (first, second, third) = (told(1, 1), told(2, 2), told(3, 1));
    told(4, 3);
    let heard = |before, after, limit| -> Vec<(SubjectId, u32)> {
        desk.store()
            .read(|reading| reading.calls_told("fever", before, after, limit))
            .unwrap()
            .into_iter()
            .map(|(row, version)| (row.id, version))
            .collect()
    };
    assert_eq!(heard(3, None, 50), [(third, 1), (second, 2), (first, 1)]);
    assert_eq!(heard(2, None, 1), [(third, 1)]);
    let behind = CallCursor {
        started_at: at(3),
        id: third,
    };
    assert_eq!(heard(2, Some(behind), 50), [(first, 1)]);
}

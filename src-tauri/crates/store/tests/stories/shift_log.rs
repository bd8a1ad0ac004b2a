//! Stories of a supervisor who looks through a shift.

use std::collections::BTreeSet;

use domain::call::Call;
use domain::id::{SubjectId, UserId};
use store::{CallCursor, CallPage, ShiftFilter};

use crate::world::{Desk, SHIFT, at, call, fresh_subject, stamp};

fn log_as(desk: &Desk, agent: UserId, minute: i64, call: Call) -> SubjectId {
    let id = fresh_subject(minute);
    desk.store()
        .act(stamp(agent, minute), move |acting| {
            acting.append(id, call.logged())
        })
        .unwrap();
    id
}

fn ids(page: &CallPage) -> Vec<SubjectId> {
    page.rows.iter().map(|row| row.id).collect()
}

fn ask(desk: &Desk, filter: &ShiftFilter) -> Vec<SubjectId> {
    let page = desk
        .store()
        .read(|reading| reading.shift_log(SHIFT, filter, &["phone_in"], None, 50))
        .unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    ids(&page)
}

/// Who logged what: by person, type, outcome and words, in any combination, newest first.
#[test]
fn a_shift_is_filtered() {
    let desk = Desk::new();
    let khalid = desk.add_person("khalid", "خالد");
    let one = log_as(&desk, desk.person, 1, call(1, None));
    let two = log_as(
        &desk,
        khalid,
        2,
        Call {
            type_code: "inquiry".into(),
            outcome: "answered".into(),
            caller_name: "فاطمة البلوشية".into(),
            number: "+96822111222".into(),
            number_as_typed: "22111222".into(),
            note: "تسأل عن مواعيد الدوام".into(),
            ..call(2, None)
        },
    );
    let three = log_as(
        &desk,
        khalid,
        3,
        Call {
            place: "ولاية إزكي".into(),
            note: String::new(),
            ..call(3, None)
        },
    );
    log_as(
        &desk,
        khalid,
        4,
        Call {
            shift: "2026-11-22/evening".into(),
            ..call(4, None)
        },
    );
    let voided = log_as(&desk, khalid, 5, call(5, None));
    desk.store()
        .act(desk.stamp(6), move |acting| {
            acting.append(voided, Call::voided("test"))
        })
        .unwrap();

    let nothing = ShiftFilter::default();
    assert_eq!(ask(&desk, &nothing), [three, two, one]);
    let taken_out = ShiftFilter {
        voided: true,
        ..nothing.clone()
    };
    assert_eq!(ask(&desk, &taken_out), [voided], "to be found again");
    let nobodys = ShiftFilter {
        agent: Some(desk.person),
        ..taken_out
    };
    assert_eq!(ask(&desk, &nobodys), [], "under the other filters too");
    let figures = desk
        .store()
        .read(|reading| reading.shift_figures(SHIFT, &[]));
    assert_eq!(figures.map(|all| (all.calls, all.voided)).unwrap(), (3, 1));
    assert_eq!(
        ask(
            &desk,
            &ShiftFilter {
                agent: Some(khalid),
                ..nothing.clone()
            }
        ),
        [three, two]
    );
    assert_eq!(
        ask(
            &desk,
            &ShiftFilter {
                type_code: "complaint".into(),
                ..nothing.clone()
            }
        ),
        [three, one]
    );
    assert_eq!(
        ask(
            &desk,
            &ShiftFilter {
                outcome: "answered".into(),
                ..nothing.clone()
            }
        ),
        [two]
    );
    assert_eq!(
        ask(
            &desk,
            &ShiftFilter {
                agent: Some(desk.person),
                outcome: "answered".into(),
                ..nothing.clone()
            }
        ),
        []
    );

    for (text, expected) in [
        ("احمد", vec![three, one]),
        ("أحمد بن سالم", vec![three, one]),
        ("فاطمه", vec![two]),
        ("الضغط", vec![one]),
        ("ضغط", vec![one]),
        ("دواء مستشفى", vec![one]),
        ("ازكي", vec![three]),
        ("9912", vec![three, one]),
        ("٩٩١٢", vec![three, one]),
        ("22111222", vec![two]),
        ("96822", vec![two]),
        ("123456", vec![three, one]),
        ("9912 34-56", vec![three, one]),
        ("123457", vec![]),
        ("%", vec![three, two, one]),
        ("' OR 1=1 --", vec![]),
        ("   ", vec![three, two, one]),
    ] {
        assert_eq!(
            ask(
                &desk,
                &ShiftFilter {
                    text: text.into(),
                    ..nothing.clone()
                }
            ),
            expected,
            "{text}"
        );
    }
}

/// Page by page, none twice and none left out, also where many calls began in the same instant.
#[test]
fn a_shift_is_read_page_by_page() {
    let desk = Desk::new();
    let mut logged: Vec<SubjectId> = (0..23)
        .map(|number| log_as(&desk, desk.person, number, call(number / 4, None)))
        .collect();
    let (mut read, mut after) = (Vec::new(), None);
    loop {
        let page = desk
            .store()
            .read(|reading| reading.shift_log(SHIFT, &ShiftFilter::default(), &[], after, 5))
            .unwrap();
        assert!(page.rows.len() <= 5 && page.total == 23);
        read.extend(ids(&page));
        let Some(next) = page.next else { break };
        after = Some(next.to_string().parse::<CallCursor>().unwrap());
    }
    assert_eq!(read.len(), 23);
    read.sort();
    logged.sort();
    assert_eq!(read, logged);
    for wrong in ["", "1", "1.", "x.00000000-0000-0000-0000-000000000000"] {
        assert!(wrong.parse::<CallCursor>().is_err());
    }
}

/// Figures are of the whole shift, filters left aside.
#[test]
fn a_shift_has_its_figures() {
    let desk = Desk::new();
    let khalid = desk.add_person("khalid", "خالد");
    let lasting = |minute: i64, minutes: Option<i64>| Call {
        ended_at: minutes.map(|minutes| at(minute + minutes)),
        ..call(minute, None)
    };
    log_as(&desk, desk.person, 1, lasting(1, Some(2)));
    log_as(
        &desk,
        desk.person,
        2,
        Call {
            urgent: true,
            ..lasting(2, Some(10))
        },
    );
    log_as(
        &desk,
        khalid,
        3,
        Call {
            type_code: "inquiry".into(),
            ..lasting(3, None)
        },
    );
    log_as(
        &desk,
        khalid,
        4,
        Call {
            case: Some(fresh_subject(4)),
            ..lasting(4, Some(4))
        },
    );
    log_as(&desk, khalid, 5, lasting(5, Some(-3)));
    let figures = |shift: &str| {
        desk.store()
            .read(|reading| reading.shift_figures(shift, &["phone_in"]))
            .unwrap()
    };
    let found = figures(SHIFT);
    assert_eq!(
        (found.calls, found.cases, found.urgent, found.end_known),
        (5, 1, 1, 3),
        "an end before the start is not known"
    );
    assert_eq!(
        found.by_type,
        [("complaint".to_owned(), 4), ("inquiry".to_owned(), 1)]
    );
    assert_eq!(found.median_talk_ms, Some(4 * 60_000));
    let agents: BTreeSet<_> = found.agents.iter().map(|agent| agent.id).collect();
    assert_eq!(agents, BTreeSet::from([desk.person, khalid]));
    log_as(&desk, khalid, 6, lasting(6, Some(5)));
    assert_eq!(
        figures(SHIFT).median_talk_ms,
        Some(270_000),
        "the mean of the two in the middle"
    );
    // A message has no length, whatever stands in its end, and is counted under its own channel.
    let message = Call {
        channel: "x_direct".into(),
        ..lasting(7, Some(60))
    };
    let id = log_as(&desk, khalid, 7, message);
    let found = figures(SHIFT);
    assert_eq!((found.end_known, found.median_talk_ms), (4, Some(270_000)));
    assert_eq!(
        found.by_channel,
        [("phone_in".to_owned(), 6), ("x_direct".to_owned(), 1)]
    );
    desk.store()
        .act(stamp(khalid, 8), move |acting| {
            acting.append(id, Call::voided("by_mistake"))
        })
        .unwrap();
    let empty = figures("2026-11-23/night");
    assert_eq!(
        (empty.calls, empty.median_talk_ms, empty.agents.len()),
        (0, None, 0)
    );
    assert_eq!(
        desk.store()
            .read(|reading| reading.shift_calls(SHIFT))
            .unwrap(),
        6
    );
}

/// A note of hostile text goes in and comes out as it is.
#[test]
fn text_is_text() {
    let desk = Desk::new();
    let notes = [
        "a\0b",
        "<script>alert(1)</script>",
        "\u{202e}مقلوب\u{2066}",
        "'; DROP TABLE call; --",
        "𝕏👨‍👩‍👧",
        &"ن".repeat(20_000),
    ];
    for (minute, note) in (0..).zip(notes) {
        let id = log_as(
            &desk,
            desk.person,
            minute,
            Call {
                note: (*note).into(),
                ..call(minute, None)
            },
        );
        let whole = desk
            .store()
            .read(|reading| reading.call(id))
            .unwrap()
            .unwrap();
        assert_eq!(whole.note, *note);
        assert!(whole.row.note_start.chars().count() <= 140);
    }
    assert_eq!(desk.store().verify().unwrap().fault, None);
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

//! Messages that are added to the log of their conversation: every word stays, whoever added it where.

use serde_json::{Value, json};

use super::desk::{Desk, START, folded, numbered};
use crate::call::{Addition, Call};
use crate::fold::{Finding, Placed, Record};
use crate::id::{Millis, SubjectId, UserId};

fn form(n: u8) -> SubjectId {
    SubjectId::from_bytes([n; 16])
}

fn log() -> Call {
    Call {
        channel: "x_direct".into(),
        saved_at: Some(START),
        received_at: Some(Millis(START.0 - 60_000)),
        answered_at: Some(Millis(START.0 - 30_000)),
        note: "متى تفتح العيادة؟".into(),
        ..Call::default()
    }
}

fn addition(note: &str, after_ms: i64) -> Addition {
    Addition {
        by: Some(UserId::from_bytes([5; 16])),
        at: Some(Millis(START.0 + after_ms)),
        received_at: Some(Millis(START.0 + after_ms - 120_000)),
        answered_at: Some(Millis(START.0 + after_ms - 60_000)),
        note: note.into(),
        answer: "أُجيب".into(),
        otherwise: [("messageLink".to_owned(), "https://x.com/2".to_owned())].into(),
    }
}

fn call(entries: &[Placed]) -> (Call, Vec<Finding>) {
    let folded = folded(entries);
    match folded.record {
        Record::Call(call) => (*call, folded.findings),
        other => panic!("not a call: {other:?}"),
    }
}

#[test]
fn what_is_added_reads_back_and_changes_nothing_that_was_said() {
    let (log, added) = (log(), addition("وهل يوجد موقف؟", 600_000));
    let mut filled = log.clone();
    filled.urgent = true;
    filled.cards.insert("hours".into(), 2);
    let change = log.added(&filled, form(2), &added);
    assert!(
        !Value::Object(change.facts.clone())
            .to_string()
            .contains("موقف"),
        "what was said is personal"
    );
    let mut desk = Desk::new(1);
    let entries = [desk.makes(log.logged()), desk.makes(change)];
    let (read, findings) = call(&entries);
    assert_eq!(findings, []);
    assert_eq!(read.note, log.note);
    assert_eq!(read.additions, [(form(2), added)].into());
    assert!(read.urgent && read.cards.contains_key("hours"));
    assert_eq!(read.last_answered_at(), Some(Millis(START.0 + 540_000)));
    // An addition alone is worth an entry, even one that says nothing else.
    let bare = log.added(&log, form(3), &Addition::default());
    let (read, _) = call(&[entries[0].clone(), Desk::new(2).makes(bare)]);
    assert_eq!(read.additions.len(), 1);
}

/// Two machines without a line add to one log, and its agent puts a word right meanwhile.
#[test]
fn nobody_gives_way_to_anybody() {
    let log = log();
    let (mut one, mut other, mut third) = (Desk::new(1), Desk::new(2), Desk::new(3));
    let logged = numbered(one.makes(log.logged()), 1);
    one.pulled(1);
    other.pulled(1);
    third.pulled(1);
    let late = log.added(&log, form(8), &addition("ثانيًا", 900_000));
    let early = log.added(&log, form(9), &addition("أولًا", 600_000));
    let mut right = log.clone();
    right.note = "متى تفتح عيادة الأسنان؟".into();
    let entries = [
        logged,
        numbered(other.makes(late), 2),
        numbered(third.makes(early), 3),
        numbered(one.makes(log.amended(&right).unwrap()), 4),
    ];
    let (read, findings) = call(&entries);
    assert_eq!(findings, [], "nobody gave way");
    assert_eq!(read.note, right.note);
    let notes: Vec<&str> = read
        .additions_in_order()
        .into_iter()
        .map(|(_, one)| one.note.as_str())
        .collect();
    assert_eq!(
        notes,
        ["أولًا", "ثانيًا"],
        "in the order in which they were added"
    );
}

/// When a message was answered is typed by people, who mistype.
#[test]
fn times_of_a_message_can_be_put_right() {
    let log = log();
    let mut right = log.clone();
    right.answered_at = Some(Millis(START.0 - 45_000));
    right.received_at = Some(Millis(START.0 - 90_000));
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(log.logged()),
        desk.makes(log.amended(&right).unwrap()),
    ];
    let (read, findings) = call(&entries);
    assert_eq!(findings, [], "nothing ran backwards");
    assert_eq!(read, right);
}

/// An entry of rubbish under a known kind must not take the log along.
#[test]
fn rubbish_is_told_and_the_rest_stands() {
    let mut desk = Desk::new(1);
    let rubbish = json!({"added": {"no-id": {"at": 1}, form(4).to_string(): {"at": "now"}}});
    let entries = [
        desk.makes(log().logged()),
        desk.writes("call.added", rubbish, json!({"added": 7})),
    ];
    let (read, findings) = call(&entries);
    assert_eq!(read.note, log().note);
    assert_eq!(read.additions.len(), 1);
    assert_eq!(findings.len(), 2, "{findings:?}");
}

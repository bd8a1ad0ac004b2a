//! What a supervisor does about a shift: returns of its calls, and the signature under it.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Desk, START, folded, numbered};
use crate::call::{Call, Return, ReturnState, Score};
use crate::comment::Comment;
use crate::fold::{Placed, Record, Standing};
use crate::hand_over::{HandOver, OpenMatters};
use crate::id::{CommentId, MachineId, Millis, ReturnId, ScoreId, UserId};
use crate::quality::Answer;
use crate::shift_paper::{Signature, SyncedTo};

fn returned(n: u8) -> Return {
    Return {
        id: ReturnId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([8; 16])),
        at: Some(Millis(START.0 + i64::from(n))),
        text: "أضف اسم المستشفى".into(),
        corrected: BTreeMap::new(),
        withdrawn: false,
    }
}

fn call(entries: &[Placed]) -> Call {
    let folded = folded(entries);
    assert_eq!(folded.findings, [], "nobody's act is a conflict");
    match folded.record {
        Record::Call(call) => *call,
        other => panic!("not a call: {other:?}"),
    }
}

/// A return that lost its reason, or a correction that did not reach it, would let a call go back and forth.
#[test]
fn returns_come_back_with_what_came_of_them() {
    let mut desk = Desk::new(1);
    let logged = desk.makes(Call::default().logged());
    let (first, second) = (returned(1), returned(2));
    let said = Call::returned(&first);
    assert!(
        !said
            .facts
            .values()
            .any(|fact| fact.to_string().contains("اسم"))
    );
    let (agent, at) = (UserId::from_bytes([5; 16]), Millis(START.0 + 60_000));
    let entries = [
        logged,
        desk.makes(said),
        desk.makes(Call::returned(&second)),
        desk.makes(Call::return_corrected(first.id, at, agent)),
    ];
    let read = call(&entries);
    let mut corrected = first.clone();
    corrected.corrected.insert(at, Some(agent));
    assert_eq!(read.returns, [corrected, second]);
    let states: Vec<_> = read.returns.iter().map(Return::state).collect();
    assert_eq!(states, [ReturnState::Corrected, ReturnState::Open]);
}

/// The agent corrects without a line while the supervisor thinks better of it: neither is asked to decide.
#[test]
fn a_return_corrected_and_taken_back_apart_is_corrected() {
    let (mut desk, mut other) = (Desk::new(1), Desk::new(2));
    let one = returned(1);
    let logged = numbered(desk.makes(Call::default().logged()), 1);
    let made = numbered(desk.makes(Call::returned(&one)), 2);
    desk.pulled(2);
    other.pulled(2);
    let agent = UserId::from_bytes([5; 16]);
    let corrected = numbered(other.makes(Call::return_corrected(one.id, START, agent)), 3);
    let back = numbered(desk.makes(Call::return_withdrawn(one.id)), 4);
    let again = numbered(other.makes(Call::return_withdrawn(one.id)), 5);
    let read = call(&[logged.clone(), made.clone(), corrected, back.clone()]);
    assert_eq!(read.returns[0].state(), ReturnState::Corrected);
    let read = call(&[logged, made, back, again]);
    assert_eq!(read.returns[0].state(), ReturnState::Withdrawn);
}

/// What was signed must be told word for word years later, and what came in after it told apart.
#[test]
fn a_signature_comes_back_and_knows_what_was_there() {
    let (mut desk, mut other) = (Desk::new(1).role("supervisor"), Desk::new(2));
    let signature = Signature {
        shift: "2026-11-22/morning".into(),
        calls: 12,
        entries: 31,
        own_calls: 1,
        samples: Some(0),
        digest: Some([7; 32]),
        machines: BTreeMap::from([
            (
                MachineId::from_bytes([1; 16]),
                SyncedTo {
                    entries: 30,
                    last_at: Some(START),
                    waiting: 4,
                },
            ),
            (MachineId::from_bytes([2; 16]), SyncedTo::default()),
        ]),
    };
    let early = numbered(other.makes(Call::default().logged()), 1);
    let late = numbered(other.makes(Call::default().logged()), 3);
    let own = desk.makes(Call::default().logged());
    desk.pulled(2);
    let signed = desk.makes(signature.signed());
    let after = desk.makes(Call::default().logged());
    let mut read = signature;
    // A machine of which nothing is said is not named.
    read.machines.remove(&MachineId::from_bytes([2; 16]));
    assert_eq!(
        folded(std::slice::from_ref(&signed)).record,
        Record::Signature(Box::new(read))
    );
    let standing = |entry: &Placed| Standing {
        point: entry.chain.first().copied(),
        number: entry.number,
        announced: entry.announced,
    };
    let knew: Vec<bool> = [early, late, own, after]
        .iter()
        .map(|entry| signed.knew(&standing(entry)))
        .collect();
    assert_eq!(knew, [true, false, true, false]);
}

/// What the next shift is told must be what was written, and that it was taken must not hang on who came first.
#[test]
fn a_hand_over_comes_back_with_who_took_it() {
    let (mut desk, mut other) = (
        Desk::new(1).role("supervisor"),
        Desk::new(2).role("supervisor"),
    );
    let mut given = HandOver {
        shift: "2026-11-22/morning".into(),
        open: OpenMatters {
            drafts: 2,
            due_today: 5,
            promises: 3,
            urgent_cases: 1,
        },
        notes: "والدة المريض تنتظر اتصالًا".into(),
        confirmed: BTreeMap::new(),
    };
    let change = given.handed_over();
    assert!(
        !change.facts.contains_key("notes"),
        "what is told of people is personal"
    );
    let made = numbered(desk.makes(change), 1);
    desk.pulled(1);
    other.pulled(1);
    let (first, second) = (UserId::from_bytes([5; 16]), UserId::from_bytes([6; 16]));
    let later = Millis(START.0 + 1);
    let entries = [
        numbered(desk.makes(HandOver::confirmed(later, first)), 2),
        made,
        numbered(other.makes(HandOver::confirmed(START, second)), 3),
    ];
    given.confirmed = BTreeMap::from([(later, Some(first)), (START, Some(second))]);
    let folded = folded(&entries);
    assert_eq!(folded.findings, []);
    assert_eq!(folded.record, Record::HandOver(Box::new(given)));
    // A confirmation may arrive before what it confirms.
    let alone = super::desk::folded(&entries[..1]);
    assert!(matches!(alone.record, Record::HandOver(_)));
}

fn score(n: u8, result: u32) -> Score {
    Score {
        id: ScoreId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([8; 16])),
        at: Some(Millis(START.0 + i64::from(n))),
        form: "health_call".into(),
        version: 1,
        result,
        answers: BTreeMap::from([
            ("greeting".to_owned(), Answer::Yes),
            ("identity".to_owned(), Answer::NotApplicable),
            ("listened".to_owned(), Answer::Points(3)),
        ]),
        failed: BTreeSet::new(),
        text: "أحسنت الإصغاء".into(),
        replies: Vec::new(),
        withdrawn: false,
    }
}

fn reply(n: u8, text: &str) -> Comment {
    Comment {
        id: CommentId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([5; 16])),
        at: Some(Millis(START.0 + 60_000)),
        text: text.into(),
    }
}

/// A score that comes back otherwise than it was given, or without the agent's word, is unjust.
#[test]
fn a_score_comes_back_with_its_reply() {
    let mut desk = Desk::new(1);
    let mut failed = score(2, 0);
    failed.failed.insert("disrespect".into());
    failed.answers.clear();
    let one = score(1, 875);
    let said = Call::scored(&one);
    let facts = serde_json::Value::Object(said.facts.clone()).to_string();
    assert!(!facts.contains("الإصغاء"), "words are personal");
    let answered = reply(3, "شكرًا");
    let entries = [
        desk.makes(Call::default().logged()),
        desk.makes(said),
        desk.makes(Call::scored(&failed)),
        desk.makes(Call::score_replied(one.id, &answered)),
    ];
    let read = call(&entries);
    let mut replied = one.clone();
    replied.replies.push(answered);
    assert_eq!(read.scores, [replied, failed.clone()]);
    assert_eq!(read.score_that_counts(), Some(&failed), "the newest counts");
    let mut taken_back = entries.to_vec();
    taken_back.push(desk.makes(Call::score_withdrawn(failed.id)));
    let read = call(&taken_back);
    assert_eq!(read.score_that_counts().map(|one| one.result), Some(875));
}

/// Two supervisors who score apart, and an agent who replies to what is just taken back: nobody has to decide.
#[test]
fn scores_made_apart_are_no_conflict() {
    let (mut desk, mut other) = (Desk::new(1), Desk::new(2));
    let (one, two) = (score(1, 875), score(2, 900));
    let logged = numbered(desk.makes(Call::default().logged()), 1);
    let first = numbered(desk.makes(Call::scored(&one)), 2);
    desk.pulled(2);
    other.pulled(2);
    let second = numbered(other.makes(Call::scored(&two)), 3);
    let back = numbered(desk.makes(Call::score_withdrawn(one.id)), 4);
    let said = numbered(
        other.makes(Call::score_replied(one.id, &reply(3, "سأنتبه"))),
        5,
    );
    let read = call(&[logged.clone(), first, second, back, said.clone()]);
    assert_eq!(read.scores.len(), 2);
    assert!(read.scores[0].withdrawn);
    assert_eq!(read.scores[0].replies.len(), 1, "the reply stays");
    assert_eq!(read.score_that_counts(), Some(&two));
    let read = call(&[logged, said]);
    assert_eq!(read.scores, [], "a reply to nothing is no score");
}

//! A shift that is reviewed and signed while its machines have no line between them.

use domain::call::{Call, Return, ReturnState, Score};
use domain::case::{Case, CaseStatus, NewMove};
use domain::comment::Comment;
use domain::figures::QualityTally;
use domain::fold::Change;
use domain::follow_up::FollowUp;
use domain::hand_over::{HandOver, OpenMatters};
use domain::id::{CommentId, ReturnId, ScoreId, SubjectId, UserId};
use domain::local_day::LocalDay;
use domain::period::Period;
use domain::quality::Answer;
use domain::shift_paper::{Signature, SyncedTo};

use super::site::{Centre, rows_of};
use super::world::{Desk, SHIFT, at, call, fresh_subject};
use crate::error::StoreError;
use crate::rows::shift_looks::ShiftEntry;

fn append(desk: &Desk, minute: i64, subject: SubjectId, change: Change) {
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            acting.append(subject, change).map(drop)
        })
        .unwrap();
}

fn entries(desk: &Desk) -> Vec<ShiftEntry> {
    desk.store()
        .read(|reading| reading.shift_entries(SHIFT))
        .unwrap()
}

fn sign(desk: &Desk, minute: i64) -> SubjectId {
    let seen = entries(desk);
    let mut signature = Signature {
        shift: SHIFT.into(),
        calls: 1,
        entries: u32::try_from(seen.len()).unwrap(),
        own_calls: 1,
        digest: Some([3; 32]),
        ..Signature::default()
    };
    for entry in seen {
        let synced: &mut SyncedTo = signature.machines.entry(entry.machine).or_default();
        synced.entries += 1;
        synced.last_at = synced.last_at.max(Some(entry.at));
        synced.waiting += u32::from(entry.waiting);
    }
    let id = fresh_subject(minute);
    append(desk, minute, id, signature.signed());
    id
}

/// Calls of which an entry came after every signature, as this desk tells it.
fn after(desk: &Desk) -> Vec<SubjectId> {
    let entries = entries(desk);
    let mut late: Vec<SubjectId> = desk
        .store()
        .read(|reading| {
            let signed = reading.signatures(SHIFT)?;
            let signed: Vec<SubjectId> = signed.iter().map(|row| row.id).collect();
            let late = reading.unknown_to_all(&signed, &entries)?;
            Ok::<_, StoreError>(late.into_iter().map(|entry| entry.call).collect())
        })
        .unwrap();
    late.sort_unstable();
    late.dedup();
    late
}

/// What another machine had logged by then and could not send is told apart everywhere, by no clock: it bears an
/// earlier hour than the signature.
#[test]
fn what_was_not_there_when_it_was_signed_is_after_the_signature_on_every_machine() {
    let mut centre = Centre::new();
    let desks = [Desk::new(), Desk::new()];
    let [one, other] = &desks;
    let known = one.log(1, call(1, None));
    let others = other.log(2, call(2, None));
    centre.settle_all(&desks);
    let unsent = other.log(3, call(3, None));
    let signature = sign(one, 50);
    assert_eq!(after(one), [], "all that was there is covered");
    centre.settle_all(&desks);
    for desk in &desks {
        assert_eq!(after(desk), [unsent], "the same at every machine");
        let signed = desk.store().read(|reading| reading.signatures(SHIFT));
        let signed = signed.unwrap();
        assert_eq!((signed.len(), signed[0].id), (1, signature));
        assert_eq!(signed[0].machines.len(), 2);
        assert_eq!(desk.store().rebuild().unwrap().differed, 0);
        assert_eq!(after(desk), [unsent], "after a rebuild too");
    }
    // Put right at the other machine, and taken out: both are changes of what was signed.
    append(other, 60, others, Call::voided("duplicate"));
    centre.settle_all(&desks);
    let mut late = vec![others, unsent];
    late.sort_unstable();
    for desk in &desks {
        assert_eq!(
            after(desk),
            late,
            "a call that was taken out is not forgotten"
        );
    }
    // Signed again, and by somebody else at the other machine: a second signature covers it.
    sign(other, 70);
    centre.settle_all(&desks);
    for desk in &desks {
        assert_eq!(after(desk), []);
    }
    assert_eq!(rows_of(one.store()), rows_of(other.store()));
    let of_own: Vec<bool> = entries(one).iter().map(|entry| entry.waiting).collect();
    assert!(!of_own.contains(&true), "the centre has all of it");
    append(one, 80, known, Call::voided("duplicate"));
    let waiting = entries(one).iter().filter(|entry| entry.waiting).count();
    assert_eq!(waiting, 1);
}

fn returned(n: u8, minute: i64) -> Return {
    Return {
        id: ReturnId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([9; 16])),
        at: Some(at(minute)),
        text: "أضف المستشفى".into(),
        corrected: [].into(),
        withdrawn: false,
    }
}

/// A call stays on its agent's desk until it is corrected, and a supervisor finds it wherever it stands.
#[test]
fn a_returned_call_waits_for_its_agent() {
    let desk = Desk::new();
    let (id, plain) = (desk.log(1, call(1, None)), desk.log(2, call(2, None)));
    let waits = || -> Vec<SubjectId> {
        let rows = desk
            .store()
            .read(|reading| reading.calls_returned_to(desk.person, 50));
        rows.unwrap().iter().map(|row| row.id).collect()
    };
    let state = |call: SubjectId| {
        let glances = desk
            .store()
            .read(|reading| reading.glances(SHIFT, at(30)))
            .unwrap();
        glances
            .iter()
            .find(|row| row.call == call)
            .unwrap()
            .returned
    };
    let (first, second) = (returned(1, 10), returned(2, 11));
    append(&desk, 10, id, Call::returned(&first));
    append(&desk, 11, id, Call::returned(&second));
    assert_eq!(waits(), [id]);
    append(
        &desk,
        12,
        id,
        Call::return_corrected(first.id, at(12), desk.person),
    );
    assert_eq!((waits(), state(id)), (vec![id], Some(ReturnState::Open)));
    let open = desk.store().read(|reading| reading.open_returns(id));
    assert_eq!(open.unwrap(), [second.id]);
    append(&desk, 13, id, Call::return_withdrawn(second.id));
    assert_eq!((waits(), state(id)), (vec![], Some(ReturnState::Corrected)));
    assert_eq!(state(plain), None);
    let rows = desk.store().read(|reading| reading.returns(id)).unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.state.as_str(),
                row.corrected_at,
                row.corrected_en.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("corrected", Some(at(12)), "salma"),
            ("withdrawn", None, "")
        ]
    );
    append(&desk, 14, plain, Call::returned(&returned(3, 14)));
    append(&desk, 15, plain, Call::voided("duplicate"));
    assert_eq!(waits(), [], "what was taken out waits for nobody");
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

/// What is urgent and untouched, promised and late or opened again must not pass for an ordinary call.
#[test]
fn what_stands_out_is_told_from_what_became_of_a_call() {
    let desk = Desk::new();
    let id = desk.log(1, call(1, None));
    let glance = |now| {
        let rows = desk
            .store()
            .read(|reading| reading.glances(SHIFT, at(now)))
            .unwrap();
        rows.into_iter().find(|row| row.call == id).unwrap()
    };
    let plain = glance(5);
    assert!(!plain.acted && !plain.promise_missed && !plain.reopened && !plain.held);
    let case = fresh_subject(2);
    let opened = Case {
        calls: [id].into(),
        received_at: Some(at(1)),
        ..Case::default()
    };
    append(&desk, 2, case, opened.opened());
    assert!(
        !glance(5).acted,
        "a case that nobody has touched is no action"
    );
    let promise = fresh_subject(3);
    let planned = FollowUp {
        call: Some(id),
        kind: "call_back".into(),
        due: Some(at(20)),
        promised: true,
        ..FollowUp::default()
    };
    append(&desk, 3, promise, planned.planned());
    assert!(!glance(19).promise_missed);
    assert!(glance(21).promise_missed, "its time has passed");
    append(
        &desk,
        22,
        case,
        NewMove::new(CaseStatus::InProgress, at(22)).moved(),
    );
    assert!(glance(23).acted && !glance(23).reopened);
    append(
        &desk,
        24,
        case,
        NewMove::new(CaseStatus::Cancelled, at(24)).moved(),
    );
    append(
        &desk,
        25,
        case,
        NewMove::new(CaseStatus::Reopened, at(25)).moved(),
    );
    assert!(glance(26).reopened);
    append(&desk, 27, promise, FollowUp::done(at(27), "reached"));
    assert!(glance(28).promise_missed, "kept too late is not kept");
}

/// What is open is told as it is then, and a hand-over waits until it was taken, at whichever machine.
#[test]
fn a_hand_over_waits_until_somebody_takes_it() {
    let mut centre = Centre::new();
    let desks = [Desk::new(), Desk::new()];
    let [one, other] = &desks;
    let promised = FollowUp {
        call: Some(one.log(1, call(1, None))),
        kind: "call_back".into(),
        due: Some(at(20)),
        promised: true,
        ..FollowUp::default()
    };
    let plain = FollowUp {
        promised: false,
        ..promised.clone()
    };
    append(one, 2, fresh_subject(2), promised.planned());
    append(one, 3, fresh_subject(3), plain.planned());
    let urgent = Case {
        urgent: true,
        received_at: Some(at(4)),
        ..Case::default()
    };
    append(one, 4, fresh_subject(4), urgent.opened());
    let open = |until| {
        one.store()
            .read(|reading| reading.open_matters(at(until)))
            .unwrap()
    };
    let told = OpenMatters {
        drafts: 0,
        due_today: 2,
        promises: 1,
        urgent_cases: 1,
    };
    assert_eq!(open(60), told);
    assert_eq!(open(10).due_today, 0, "what is due later is not today's");
    let given = HandOver {
        shift: SHIFT.into(),
        open: told,
        notes: "أم المريض تنتظر".into(),
        ..HandOver::default()
    };
    let id = fresh_subject(30);
    append(one, 30, id, given.handed_over());
    centre.settle_all(&desks);
    let waiting = |desk: &Desk| {
        desk.store()
            .read(|reading| reading.unconfirmed_hand_overs())
            .unwrap()
    };
    let row = &waiting(other)[0];
    assert_eq!(
        (row.id, row.open, row.notes.as_str()),
        (id, told, "أم المريض تنتظر")
    );
    append(other, 40, id, HandOver::confirmed(at(40), other.person));
    centre.settle_all(&desks);
    for desk in &desks {
        assert!(waiting(desk).is_empty());
        let of_shift = desk.store().read(|reading| reading.hand_overs(SHIFT));
        assert_eq!(of_shift.unwrap()[0].confirmed_at, Some(at(40)));
        assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    }
    assert_eq!(rows_of(one.store()), rows_of(other.store()));
}

fn scored(n: u8, minute: i64, result: u32) -> Score {
    Score {
        id: ScoreId::from_bytes([n; 16]),
        by: Some(UserId::from_bytes([9; 16])),
        at: Some(at(minute)),
        form: "health_call".into(),
        version: 1,
        result,
        answers: [
            ("greeting".to_owned(), Answer::Yes),
            ("listened".to_owned(), Answer::Points(3)),
        ]
        .into(),
        failed: [].into(),
        text: "أحسنت".into(),
        replies: Vec::new(),
        withdrawn: false,
    }
}

/// What the agent has not seen waits for them; what counts in figures is the newest score of a call that stands.
#[test]
fn a_score_waits_for_its_agent_and_counts_once() {
    let desk = Desk::new();
    let (id, other) = (desk.log(1, call(1, None)), desk.log(2, call(2, None)));
    let waits = || -> Vec<SubjectId> {
        let rows = desk
            .store()
            .read(|reading| reading.calls_with_unseen_scores(desk.person, 50));
        rows.unwrap().iter().map(|row| row.id).collect()
    };
    let figures = |agent| {
        let mut tally = QualityTally::default();
        let day = LocalDay::of(at(1).0);
        let period = Period::new(day, day).unwrap();
        desk.store()
            .read(|reading| reading.tally_quality(&mut tally, period, agent))
            .unwrap();
        tally.finish()
    };
    assert_eq!(figures(None).mean, None);
    append(&desk, 10, id, Call::scored(&scored(1, 10, 400)));
    let newer = scored(2, 11, 800);
    append(&desk, 11, id, Call::scored(&newer));
    let mut failed = scored(3, 12, 0);
    failed.failed.insert("disrespect".into());
    failed.answers.clear();
    append(&desk, 12, other, Call::scored(&failed));
    assert_eq!(waits(), [other, id]);
    assert_eq!(
        (figures(None).mean, figures(Some(desk.person)).failed.of),
        (Some(400), 2),
        "of 800 and 0"
    );
    assert_eq!(figures(Some(UserId::from_bytes([9; 16]))).failed.of, 0);
    let seen = vec![CommentId::from_bytes(newer.id.to_bytes())];
    desk.store()
        .mark_comments_seen(desk.person, id, seen)
        .unwrap();
    assert_eq!(waits(), [other]);
    let reply = Comment {
        id: CommentId::from_bytes([7; 16]),
        by: Some(desk.person),
        at: Some(at(13)),
        text: "شكرًا".into(),
    };
    append(&desk, 13, id, Call::score_replied(newer.id, &reply));
    let rows = desk.store().read(|reading| reading.scores(id)).unwrap();
    assert_eq!(
        (rows.len(), rows[0].counts, rows[1].counts),
        (2, false, true)
    );
    assert_eq!(rows[1].replies[0].by_en, "salma");
    assert_eq!(rows[1].answers, newer.answers);
    let mut marks = desk
        .store()
        .read(|reading| reading.shift_scores(SHIFT))
        .unwrap();
    marks.sort_by_key(|mark| mark.result);
    assert_eq!(
        marks
            .iter()
            .map(|mark| (mark.call, mark.failed, mark.replied))
            .collect::<Vec<_>>(),
        [(other, true, false), (id, false, true)]
    );
    append(&desk, 14, id, Call::score_withdrawn(newer.id));
    assert_eq!(figures(None).mean, Some(200), "the one before counts again");
    append(&desk, 15, other, Call::voided("duplicate"));
    assert_eq!(figures(None).mean, Some(400));
    assert_eq!(waits(), [id], "what was not seen of it");
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

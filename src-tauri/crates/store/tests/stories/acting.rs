//! Stories of an act: entries, links, rows, counters and the draft change together or not at all.

use std::sync::{Arc, Barrier};

use crate::world::{Desk, SHIFT, at, call, fresh_subject};
use domain::call::Call;
use domain::case::Case;
use domain::comment::Comment;
use domain::id::{CommentId, SubjectId};
use store::{Draft, ShiftFilter, StoreError, random};

fn draft(desk: &Desk, id: SubjectId, minute: i64) -> Draft {
    Draft {
        id,
        user: desk.person,
        form: "{\"note\":\"نصف\"}".into(),
        started_at: at(minute),
        kept_at: at(minute),
    }
}

/// An act that fails in a way of its own.
#[derive(Debug)]
enum Refused {
    ByRule,
    ByStore,
}

impl From<StoreError> for Refused {
    fn from(_: StoreError) -> Self {
        Self::ByStore
    }
}

/// The quick path: what the agent saved stands in the own log, with who and what.
#[test]
fn a_logged_call_stands_in_the_own_log() {
    let desk = Desk::new();
    let duty = desk.open_duty(0);
    let first = desk.log(1, call(1, Some(duty)));
    let second = desk.log(5, call(5, Some(duty)));
    desk.log(6, call(6, None));

    let page = desk
        .store()
        .read(|reading| reading.own_log(duty, None, 50))
        .unwrap();
    assert_eq!(
        page.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        [second, first],
        "newest first"
    );
    assert_eq!((page.total, page.next), (2, None));
    let row = &page.rows[0];
    assert_eq!(
        (row.agent, row.agent_login.as_str(), row.agent_ar.as_str()),
        (desk.person, "salma", "سلمى")
    );
    assert_eq!(
        (
            row.type_code.as_str(),
            row.sub_category.as_str(),
            row.facility.as_str()
        ),
        ("complaint", "med_shortage", "royal")
    );
    assert_eq!(
        (row.number.as_str(), row.note_start.as_str()),
        ("+96899123456", "لا يوجد دواء الضغط في المستشفى")
    );
    assert_eq!(
        (row.started_at, row.ended_at, row.saved_at),
        (at(5), Some(at(7)), at(7))
    );
    assert!(!row.held && row.case_reference.is_none() && row.comments == 0);
}

/// A call with a case: one act, two subjects, a reference that is read out at once.
#[test]
fn a_call_opens_its_case_in_the_same_act() {
    let desk = Desk::new();
    let (call_id, case_id) = (fresh_subject(1), fresh_subject(1));
    let row = desk
        .store()
        .act(desk.stamp(1), move |acting| {
            let (station, sequence) = acting.next_case_sequence(2026)?;
            assert!(station <= 9999 && sequence == 1);
            let case = Case {
                reference: format!("26-{station:04}-{sequence:04}-0"),
                calls: [call_id].into(),
                ..Case::default()
            };
            acting.append(
                call_id,
                Call {
                    case: Some(case_id),
                    ..call(1, None)
                }
                .logged(),
            )?;
            acting.append(case_id, case.opened())?;
            acting.rows()?.call_row(call_id)
        })
        .unwrap()
        .expect("the row is there within the act");
    let reference = row.case_reference.expect("with the reference of its case");
    assert!(
        reference.starts_with("26-") && reference.ends_with("-0001-0"),
        "{reference}"
    );
    assert_eq!(
        desk.store()
            .read(|reading| reading.case_reference(case_id))
            .unwrap(),
        Some(reference)
    );

    let next = desk
        .store()
        .act(desk.stamp(2), |acting| acting.next_case_sequence(2026))
        .unwrap();
    let other_year = desk
        .store()
        .act(desk.stamp(2), |acting| acting.next_case_sequence(2027))
        .unwrap();
    assert_eq!((next.1, other_year.1), (2, 1), "a series for each year");
}

/// A fault in the middle of an act must leave nothing of it: no half call, no lost number, the draft
/// still there.
#[test]
fn an_act_that_fails_leaves_nothing() {
    let desk = Desk::new();
    let id = fresh_subject(1);
    desk.store().keep_draft(draft(&desk, id, 1)).unwrap();
    let refused = desk
        .store()
        .act(desk.stamp(1), move |acting| -> Result<(), Refused> {
            acting.next_case_sequence(2026)?;
            acting.append(id, call(1, None).logged())?;
            acting.remove_draft(id)?;
            assert!(
                acting.rows()?.call(id)?.is_some(),
                "it stood there within the act"
            );
            Err(Refused::ByRule)
        });
    assert!(matches!(refused, Err(Refused::ByRule)));
    let broken = desk
        .store()
        .act(desk.stamp(1), move |acting| -> Result<(), StoreError> {
            acting.append(id, call(1, None).logged())?;
            panic!("an error of the program");
        });
    assert!(matches!(broken, Err(StoreError::BrokeOff)));

    let store = desk.store();
    assert!(store.read(|reading| reading.call(id)).unwrap().is_none());
    assert!(
        store.read(|reading| reading.folded(id)).unwrap().is_none(),
        "no entry"
    );
    assert_eq!(
        store.drafts_of(desk.person).unwrap().len(),
        1,
        "the draft is still there"
    );
    let sequence = store
        .act(desk.stamp(1), |acting| acting.next_case_sequence(2026))
        .unwrap()
        .1;
    assert_eq!(sequence, 1, "no number was lost");
    desk.log(2, call(2, None));
}

/// Ctrl+Enter twice, or two windows: one call.
#[test]
fn two_threads_saving_one_call_give_one() {
    let desk = Desk::new();
    let id = fresh_subject(1);
    let start = Arc::new(Barrier::new(2));
    let saves: Vec<_> = (0..2)
        .map(|_| {
            let (store, start, stamp) = (desk.store().clone(), Arc::clone(&start), desk.stamp(1));
            std::thread::spawn(move || {
                start.wait();
                store.act(stamp, move |acting| {
                    if acting.subject_exists(id)? {
                        return Ok::<_, StoreError>(false);
                    }
                    acting.append(id, call(1, None).logged())?;
                    Ok(true)
                })
            })
        })
        .collect();
    let wrote: Vec<bool> = saves
        .into_iter()
        .map(|save| save.join().unwrap().unwrap())
        .collect();
    assert_eq!(
        wrote.iter().filter(|wrote| **wrote).count(),
        1,
        "one of them wrote, the other saw it"
    );
    let log = desk
        .store()
        .read(|reading| reading.shift_log(SHIFT, &ShiftFilter::default(), &[], None, 50))
        .unwrap();
    assert_eq!(log.total, 1);
}

/// A change of a call and a comment are entries of their own; the rows say the newest of all.
#[test]
fn a_call_is_amended_commented_and_voided() {
    let desk = Desk::new();
    let duty = desk.open_duty(0);
    let id = desk.log(1, call(1, Some(duty)));
    let said = CommentId::from_bytes(random().unwrap());
    let by = desk.person;
    desk.store()
        .act(desk.stamp(9), move |acting| {
            let old = call_of(acting, id)?;
            let new = Call {
                outcome: "answered".into(),
                note: "صُرف الدواء".into(),
                ..old.clone()
            };
            acting.append(id, old.amended(&new).expect("something differs"))?;
            let comment = Comment {
                id: said,
                by: Some(by),
                at: Some(at(9)),
                text: "أحسنت".into(),
            };
            acting.append(id, Call::commented(&comment))
        })
        .unwrap();
    let whole = desk
        .store()
        .read(|reading| reading.call(id))
        .unwrap()
        .unwrap();
    assert_eq!(
        (
            whole.row.outcome.as_str(),
            whole.note.as_str(),
            whole.row.comments
        ),
        ("answered", "صُرف الدواء", 1)
    );
    assert_eq!(
        (
            whole.comments[0].text.as_str(),
            whole.comments[0].by_ar.as_str()
        ),
        ("أحسنت", "سلمى")
    );
    assert_eq!(
        (whole.caller_name.as_str(), whole.duty),
        ("أحمد بن سالم", Some(duty)),
        "the rest stays"
    );

    desk.store()
        .act(desk.stamp(10), move |acting| {
            acting.append(id, Call::voided("test"))
        })
        .unwrap();
    assert_eq!(
        desk.store()
            .read(|reading| reading.own_log(duty, None, 50))
            .unwrap()
            .total,
        0
    );
    assert!(
        desk.store()
            .read(|reading| reading.call(id))
            .unwrap()
            .is_some(),
        "still to be had by its id"
    );
}

fn call_of(acting: &mut store::Acting<'_>, id: SubjectId) -> Result<Call, StoreError> {
    match acting.rows()?.folded(id)?.map(|folded| folded.record) {
        Some(domain::fold::Record::Call(call)) => Ok(*call),
        _ => Err(StoreError::NotFound),
    }
}

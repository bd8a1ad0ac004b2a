//! Follow-ups: a promise is kept, and by whom; and sensitive cases, of which nobody else learns anything.

mod case_site;
mod common;

use app::dto::{
    CallForm, CaseAmended, CaseFilter, CaseGiven, CaseTold, FollowUpEnd, NewAttempt, NewFollowUp,
    Replanned,
};
use app::{AppError, Rule};
use case_site::*;
use common::*;
use domain::case::CaseStatus;

/// A call-back that was promised: tried, moved, done; each of it still to be seen.
#[test]
fn a_promise_is_kept() {
    let machine = site();
    let case = opened(&machine, &complaint_form(1));
    let plan = NewFollowUp {
        id: new_id(50),
        case: case.row.id.clone(),
        kind: "call_back".into(),
        due: SUNDAY_TEN + DAY_MS,
        promised: true,
        promise: "نتصل غدًا قبل الظهر".into(),
        for_anyone: false,
    };
    let refused = |change: &dyn Fn(&mut NewFollowUp)| {
        let mut plan = plan.clone();
        change(&mut plan);
        refused_at(machine.app.plan_follow_up(&plan))
    };
    assert_eq!(
        refused(&|plan| plan.due = SUNDAY_TEN),
        ("due", Rule::NotAhead)
    );
    assert_eq!(
        refused(&|plan| plan.kind = String::new()),
        ("kind", Rule::Required)
    );
    assert_eq!(
        refused(&|plan| plan.kind = "wait".into()),
        ("kind", Rule::UnknownCode)
    );
    assert_eq!(
        refused(&|plan| plan.promise = " ".into()),
        ("promise", Rule::Required),
        "what was promised is said"
    );
    let first = machine.app.plan_follow_up(&plan).unwrap();
    assert_eq!(machine.app.plan_follow_up(&plan).unwrap(), first, "once");
    assert_eq!(
        (first.state.as_str(), first.number.as_str(), first.may_end),
        ("planned", "9912 3456", true)
    );

    let due = |until| machine.app.due_follow_ups(until).unwrap().own.rows;
    assert_eq!(due(SUNDAY_TEN), []);
    assert_eq!(due(SUNDAY_TEN + DAY_MS), std::slice::from_ref(&first));
    // What is promised for tomorrow is found today, and is not due yet.
    let later = machine.app.due_follow_ups(SUNDAY_TEN).unwrap().later;
    assert_eq!(
        (later.rows, later.total),
        (vec![first.clone()], 1),
        "soonest first"
    );
    let counted = machine.app.due_count().unwrap();
    assert_eq!((counted.own, counted.later), (0, 1));
    let later = machine
        .app
        .due_follow_ups(SUNDAY_TEN + DAY_MS)
        .unwrap()
        .later;
    assert_eq!(later.rows, [], "it is due by then");

    // Somebody else is free when it is due, tries, and may not end it.
    let attempt = NewAttempt {
        id: new_id(51),
        follow_up: first.id.clone(),
        result: "no_answer".into(),
        ..NewAttempt::default()
    };
    sit_down(&machine, "aisha");
    assert_eq!(
        machine
            .app
            .due_follow_ups(SUNDAY_TEN + DAY_MS)
            .unwrap()
            .own
            .rows,
        [],
        "it is not hers"
    );
    let tried = machine.app.attempt_follow_up(&attempt).unwrap();
    assert_eq!((tried.attempts.len(), tried.may_end), (1, false));
    assert_eq!(
        machine
            .app
            .attempt_follow_up(&attempt)
            .unwrap()
            .attempts
            .len(),
        1,
        "the same attempt is one"
    );
    let end = FollowUpEnd {
        follow_up: first.id.clone(),
        code: "informed".into(),
    };
    let later = NewAttempt {
        id: new_id(52),
        due: Some(SUNDAY_TEN + 2 * DAY_MS),
        ..attempt.clone()
    };
    let cancel = FollowUpEnd {
        code: "by_mistake".into(),
        ..end.clone()
    };
    for refused in [
        machine.app.end_follow_up(&end),
        machine.app.cancel_follow_up(&cancel),
        machine.app.attempt_follow_up(&later),
        machine.app.replan_follow_up(&Replanned {
            follow_up: first.id.clone(),
            due: SUNDAY_TEN + 2 * DAY_MS,
        }),
    ] {
        assert!(matches!(refused, Err(AppError::NotOwner)), "{refused:?}");
    }

    sit_down(&machine, "salim");
    let tried = machine.app.attempt_follow_up(&later).unwrap();
    assert_eq!(
        (
            tried.attempts.len(),
            tried.replans,
            tried.due,
            tried.first_due
        ),
        (2, 1, SUNDAY_TEN + 2 * DAY_MS, SUNDAY_TEN + DAY_MS),
        "the first due stays to be seen"
    );
    let done = machine.app.end_follow_up(&end).unwrap();
    assert_eq!(
        (done.state.as_str(), done.result.as_str(), done.done_at),
        ("done", "informed", Some(SUNDAY_TEN))
    );
    let over = machine.app.cancel_follow_up(&cancel);
    assert!(matches!(over, Err(AppError::FollowUpOver)), "{over:?}");
    assert_eq!(machine.app.due_follow_ups(i64::MAX).unwrap().own.rows, []);
    let page = machine.app.case(&case.row.id).unwrap();
    assert_eq!(page.follow_ups, [done]);

    let anyone = NewFollowUp {
        id: new_id(53),
        for_anyone: true,
        ..plan.clone()
    };
    let free = machine.app.plan_follow_up(&anyone).unwrap();
    sit_down(&machine, "aisha");
    let hers = machine.app.due_follow_ups(i64::MAX).unwrap().anyones.rows;
    assert_eq!(hers.len(), 1, "for whoever comes first");
    assert!(hers[0].may_end && hers[0].id == free.id);
    machine
        .app
        .cancel_follow_up(&FollowUpEnd {
            follow_up: free.id,
            code: "by_mistake".into(),
        })
        .unwrap();
}

/// A sensitive case is there for its owner and for those with the right; for every other role it is in
/// no list, no total, no answer and no task.
#[test]
fn a_sensitive_case_is_there_for_nobody_else() {
    let machine = site();
    let form = CallForm {
        type_code: "report".into(),
        sub_category: "abuse".into(),
        place: "السيب".into(),
        ..complaint_form(1)
    };
    let case = opened(&machine, &form);
    assert!(
        case.row.sensitive,
        "suspected abuse is sensitive by default"
    );
    let (id, reference) = (case.row.id.clone(), case.row.reference.clone());
    let follow_up = machine
        .app
        .plan_follow_up(&NewFollowUp {
            id: new_id(60),
            case: id.clone(),
            kind: "check".into(),
            due: SUNDAY_TEN + DAY_MS,
            for_anyone: true,
            ..NewFollowUp::default()
        })
        .unwrap();
    assert_eq!(
        listed(&machine, CaseFilter::All),
        std::slice::from_ref(&id),
        "its owner"
    );

    for (login, sees) in [
        ("aisha", false),
        ("badr", false),
        ("muna", true),
        ("zahir", true),
    ] {
        sit_down(&machine, login);
        let there = usize::from(sees);
        for filter in [CaseFilter::Open, CaseFilter::All] {
            assert_eq!(listed(&machine, filter).len(), there, "{login}: the list");
        }
        let found = machine.app.find_case(&reference).unwrap();
        assert_eq!(found.len(), there, "{login}: the reference");
        assert!(machine.app.case(&id).is_err(), "{login}: the page");
        if sees {
            open_sensitive(&machine, &id);
            assert!(machine.app.case(&id).is_ok(), "{login}: the open page");
        }
        if let Ok(due) = machine.app.due_follow_ups(i64::MAX) {
            assert_eq!(due.anyones.rows.len(), there, "{login}: what is due");
            assert_eq!(due.anyones.total as usize, there, "{login}: how many");
        }
    }
    for login in ["aisha", "badr"] {
        sit_down(&machine, login);
        let not_found = [
            machine.app.case(&id).map(drop),
            machine
                .app
                .move_case(&to(&case, CaseStatus::InProgress))
                .map(drop),
            machine.app.take_case(&id).map(drop),
            machine
                .app
                .give_case(&CaseGiven {
                    case: id.clone(),
                    owner: id_of(&machine, login),
                })
                .map(drop),
            machine
                .app
                .tell_case(&CaseTold {
                    case: id.clone(),
                    text: "نعم".into(),
                })
                .map(drop),
            machine
                .app
                .amend_case(&CaseAmended {
                    case: id.clone(),
                    ..CaseAmended::default()
                })
                .map(drop),
            machine
                .app
                .plan_follow_up(&NewFollowUp {
                    id: new_id(61),
                    case: id.clone(),
                    kind: "check".into(),
                    due: SUNDAY_TEN + DAY_MS,
                    ..NewFollowUp::default()
                })
                .map(drop),
            machine
                .app
                .attempt_follow_up(&NewAttempt {
                    id: new_id(62),
                    follow_up: follow_up.id.clone(),
                    result: "no_answer".into(),
                    ..NewAttempt::default()
                })
                .map(drop),
            machine
                .app
                .end_follow_up(&FollowUpEnd {
                    follow_up: follow_up.id.clone(),
                    code: "reached".into(),
                })
                .map(drop),
            machine
                .app
                .cancel_follow_up(&FollowUpEnd {
                    follow_up: follow_up.id.clone(),
                    code: "other".into(),
                })
                .map(drop),
            machine
                .app
                .replan_follow_up(&Replanned {
                    follow_up: follow_up.id.clone(),
                    due: SUNDAY_TEN + 2 * DAY_MS,
                })
                .map(drop),
        ];
        for (at, answer) in not_found.into_iter().enumerate() {
            assert!(
                matches!(answer, Err(AppError::NotFound)),
                "{login}, {at}: {answer:?}"
            );
        }
    }
    for login in ["huda", "rima", "said"] {
        sit_down(&machine, login);
        assert!(
            matches!(machine.app.case(&id), Err(AppError::NotAllowed(_))),
            "{login} reads no case at all"
        );
    }
}

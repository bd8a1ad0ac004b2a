//! Stories of cases and of what was promised about them.

use domain::call::Call;
use domain::case::{Case, CaseStatus, Category, NewMove, ToTell};
use domain::fold::Change;
use domain::follow_up::{Attempt, CALL_BACK, CHASE, FollowUp, NewDue};
use domain::id::{AttemptId, SubjectId};
use store::{CaseCursor, CaseFilter, CaseOrder, CaseRow, FollowUpRow, SAME_PROBLEM_MS, random};

use crate::world::{Desk, at, call, fresh_subject};

const NUMBER: &str = "+96899123456";

fn case(minute: i64) -> Case {
    Case {
        reference: format!("26-4170-{minute:04}-0"),
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility: "royal".into(),
        received_at: Some(at(minute)),
        title: "نقص دواء".into(),
        ..Case::default()
    }
}

fn write(desk: &Desk, minute: i64, id: SubjectId, change: Change) {
    desk.store()
        .act(desk.stamp(minute), move |acting| acting.append(id, change))
        .unwrap();
}

fn open(desk: &Desk, minute: i64, case: &Case) -> SubjectId {
    let id = fresh_subject(minute);
    write(desk, minute, id, case.opened());
    id
}

fn close(desk: &Desk, minute: i64, id: SubjectId) {
    let cancelled = NewMove::new(CaseStatus::Cancelled, at(minute)).moved();
    write(desk, minute, id, cancelled);
}

fn ids(cases: &[CaseRow]) -> Vec<SubjectId> {
    cases.iter().map(|case| case.id).collect()
}

fn list(desk: &Desk, filter: &CaseFilter) -> Vec<SubjectId> {
    let page = desk
        .store()
        .read(|reading| reading.cases(filter, None, 50))
        .unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    ids(&page.rows)
}

/// A chaser calls: the open cases come with the sentence that may be told, by the number, by the
/// person, by the patient, and for the relative who called about it once.
#[test]
fn a_caller_meets_their_open_cases() {
    let desk = Desk::new();
    let (caller, patient) = (fresh_subject(0), fresh_subject(0));
    let by_number = open(
        &desk,
        1,
        &Case {
            number: NUMBER.into(),
            ..case(1)
        },
    );
    let by_caller = open(
        &desk,
        2,
        &Case {
            caller: Some(caller),
            ..case(2)
        },
    );
    let by_patient = open(
        &desk,
        3,
        &Case {
            patient: Some(patient),
            ..case(3)
        },
    );
    let closed = open(
        &desk,
        4,
        &Case {
            number: NUMBER.into(),
            caller: Some(caller),
            ..case(4)
        },
    );
    close(&desk, 5, closed);
    let of_another = open(&desk, 6, &case(6));
    let to_tell = ToTell {
        text: "وصل الدواء إلى الصيدلية".into(),
        at: at(7),
        by: desk.person,
    };
    write(&desk, 7, by_number, Case::told(&to_tell));

    let ask = |number: &str, persons: &[SubjectId]| {
        desk.store()
            .read(|reading| reading.open_cases_of(number, persons))
            .unwrap()
    };
    let found = ask(NUMBER, &[caller, patient]);
    assert_eq!(ids(&found), [by_patient, by_caller, by_number]);
    assert_eq!(
        (found[2].tell_caller.as_str(), found[2].tell_caller_at),
        ("وصل الدواء إلى الصيدلية", Some(at(7)))
    );
    assert_eq!(ask("", &[]), [], "no number and nobody chosen: no case");

    let relative = Call {
        number: "+96895555555".into(),
        ..call(8, None)
    };
    let about = desk.log(8, relative);
    assert_eq!(ask("+96895555555", &[]), []);
    write(&desk, 9, of_another, Case::call_linked(about));
    let linked = ask("+96895555555", &[]);
    assert_eq!((ids(&linked), linked[0].calls), (vec![of_another], 1));
}

/// The list of cases: by owner, status, due and the rest, in either order, page by page.
#[test]
fn cases_are_listed() {
    let desk = Desk::new();
    let owner = Some(desk.person);
    let one = open(
        &desk,
        1,
        &Case {
            owner,
            due: Some(at(300)),
            ..case(1)
        },
    );
    let two = open(
        &desk,
        2,
        &Case {
            due: Some(at(100)),
            urgent: true,
            ..case(2)
        },
    );
    let three = open(
        &desk,
        3,
        &Case {
            owner,
            queue: "pharmacy".into(),
            ..case(3)
        },
    );
    let four = open(
        &desk,
        4,
        &Case {
            owner,
            due: Some(at(200)),
            ..case(4)
        },
    );
    close(&desk, 5, four);

    let all = CaseFilter::default();
    let own = CaseFilter {
        owner,
        ..all.clone()
    };
    let open = CaseFilter {
        open: true,
        ..all.clone()
    };
    let due = CaseFilter {
        order: CaseOrder::Due,
        ..all.clone()
    };
    let status = Some(CaseStatus::Cancelled);
    assert_eq!(list(&desk, &all), [four, three, two, one]);
    assert_eq!(list(&desk, &own), [four, three, one]);
    assert_eq!(list(&desk, &open), [three, two, one]);
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                open: true,
                ..own.clone()
            }
        ),
        [three, one]
    );
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                status,
                ..all.clone()
            }
        ),
        [four]
    );
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                urgent: true,
                ..all.clone()
            }
        ),
        [two]
    );
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                queue: "pharmacy".into(),
                ..all.clone()
            }
        ),
        [three]
    );
    assert_eq!(
        list(&desk, &due),
        [two, one],
        "soonest first, without the closed one"
    );
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                due_before: Some(at(300)),
                ..due.clone()
            }
        ),
        [two],
        "what is overdue by then"
    );

    let category = Some(Category::Closed);
    assert_eq!(
        list(
            &desk,
            &CaseFilter {
                category,
                ..all.clone()
            }
        ),
        [four],
        "cancelled is one way of being closed"
    );

    for (filter, order) in [(all, vec![four, three, two, one]), (due, vec![two, one])] {
        let mut after: Option<CaseCursor> = None;
        let mut met = Vec::new();
        loop {
            let page = desk
                .store()
                .read(|reading| reading.cases(&filter, after, 1))
                .unwrap();
            met.extend(ids(&page.rows));
            after = page.next.map(|next| next.to_string().parse().unwrap());
            if after.is_none() {
                break;
            }
        }
        assert_eq!(met, order, "page by page the same");
    }
}

/// A case stands whole on its page, and is made anew from the journal alone.
#[test]
fn a_case_has_its_page() {
    let desk = Desk::new();
    let heard = desk.log(1, call(1, None));
    let id = open(
        &desk,
        2,
        &Case {
            calls: [heard].into(),
            target: "complaint_p2".into(),
            refer_to: "dg_pharmacy".into(),
            summary: "ملخص".into(),
            ..case(2)
        },
    );
    let later = desk.log(3, call(3, None));
    write(&desk, 3, id, Case::call_linked(later));
    let moved = NewMove::new(CaseStatus::InProgress, at(4)).moved();
    write(&desk, 4, id, moved);
    let unlawful = NewMove::new(CaseStatus::Reopened, at(5)).moved();
    write(&desk, 5, id, unlawful);
    let task = plan(&desk, 6, Some(id), None, 60, true);
    let to_tell = ToTell {
        text: "قيد المتابعة".into(),
        at: at(7),
        by: desk.person,
    };
    write(&desk, 7, id, Case::told(&to_tell));

    let page = desk.store().read(|reading| reading.case_page(id)).unwrap();
    let page = page.expect("the case is there");
    assert_eq!(
        page.calls.iter().map(|call| call.id).collect::<Vec<_>>(),
        [later, heard]
    );
    let moves: Vec<(&str, &str)> = page
        .moves
        .iter()
        .map(|one| (one.from.as_str(), one.to.as_str()))
        .collect();
    assert_eq!(moves, [("", "new"), ("new", "in_progress")]);
    assert_eq!(page.moves[1].by_ar, "سلمى");
    assert_eq!(page.follow_ups.len(), 1);
    assert_eq!(page.follow_ups[0].id, task);
    assert_eq!(page.findings[0].code, "unlawful");
    assert_eq!(
        (page.tell_caller_by, page.tell_caller_by_ar.as_str()),
        (Some(desk.person), "سلمى")
    );
    assert_eq!(
        (
            page.target.as_str(),
            page.refer_to.as_str(),
            page.summary.as_str()
        ),
        ("complaint_p2", "dg_pharmacy", "ملخص")
    );
    let none = desk.store().read(|reading| reading.case_page(heard));
    assert_eq!(none.unwrap(), None, "a call is no case");
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

fn plan(
    desk: &Desk,
    minute: i64,
    case: Option<SubjectId>,
    call: Option<SubjectId>,
    due: i64,
    promised: bool,
) -> SubjectId {
    let id = fresh_subject(minute);
    let task = FollowUp {
        case,
        call,
        kind: if promised { CALL_BACK } else { CHASE }.into(),
        due: Some(at(due)),
        owner: Some(desk.person),
        promised,
        promise: if promised { "سنتصل" } else { "" }.into(),
        ..FollowUp::default()
    };
    write(desk, minute, id, task.planned());
    id
}

fn tasks(rows: &[FollowUpRow]) -> Vec<SubjectId> {
    rows.iter().map(|row| row.id).collect()
}

/// What is to be done today, soonest first; tried, put off, done: it moves down the list and off it.
#[test]
fn what_is_due_is_listed_until_it_is_done() {
    let desk = Desk::new();
    let khalid = desk.add_person("khalid", "خالد");
    let heard = desk.log(1, call(1, None));
    let kase = open(&desk, 1, &case(1));
    let late = plan(&desk, 2, Some(kase), None, 100, false);
    let soon = plan(&desk, 3, None, Some(heard), 50, true);
    plan(&desk, 4, Some(kase), None, 500, false);
    let due = |owner| {
        desk.store()
            .read(|reading| reading.follow_ups_due(at(200), owner, None, 50))
            .unwrap()
    };
    let today = due(Some(desk.person));
    assert_eq!((tasks(&today.rows), today.total), (vec![soon, late], 2));
    assert_eq!(due(None).rows, today.rows);
    assert_eq!(due(Some(khalid)).total, 0);
    let row = &today.rows[0];
    assert_eq!(
        (
            row.number.as_str(),
            row.caller_name.as_str(),
            row.owner_ar.as_str()
        ),
        (NUMBER, "أحمد بن سالم", "سلمى"),
        "whom to call"
    );
    assert_eq!(today.rows[1].case_reference, "26-4170-0001-0");

    let attempt = Attempt {
        id: AttemptId::from_bytes(random().unwrap()),
        at: Some(at(40)),
        by: Some(khalid),
        result: "no_answer".into(),
        words: "الهاتف مغلق".into(),
    };
    write(&desk, 40, soon, FollowUp::attempted(&attempt));
    let put_off = NewDue {
        at: at(41),
        due: at(150),
        owner: Some(khalid),
    };
    write(&desk, 41, soon, FollowUp::replanned(&put_off));
    let row = due(Some(khalid)).rows.remove(0);
    assert_eq!(
        (
            row.attempts,
            row.last_attempt_at,
            row.replans,
            row.due,
            row.first_due
        ),
        (1, Some(at(40)), 1, at(150), at(50))
    );
    let attempts = desk
        .store()
        .read(|reading| reading.attempts_of(soon))
        .unwrap();
    assert_eq!(
        (attempts[0].by_ar.as_str(), attempts[0].words.as_str()),
        ("خالد", "الهاتف مغلق")
    );

    write(&desk, 60, soon, FollowUp::done(at(60), "reached"));
    write(&desk, 61, late, FollowUp::cancelled("not_needed"));
    assert_eq!(due(None).total, 0);
    let done = desk
        .store()
        .read(|reading| reading.follow_up(soon))
        .unwrap();
    assert_eq!(
        done.map(|row| (row.state, row.done_at)),
        Some(("done".into(), Some(at(60))))
    );
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

#[test]
fn what_is_due_is_paged() {
    let desk = Desk::new();
    let kase = open(&desk, 1, &case(1));
    // Two at the same minute: the cursor must not skip the second.
    let mut all: Vec<SubjectId> = [30, 20, 20, 10]
        .map(|due| plan(&desk, 2, Some(kase), None, due, false))
        .into();
    all.sort_by_key(|id| {
        let row = desk.store().read(|reading| reading.follow_up(*id)).unwrap();
        (row.unwrap().due, *id)
    });
    let mut after = None;
    let mut met = Vec::new();
    loop {
        let page = desk
            .store()
            .read(|reading| reading.follow_ups_due(at(100), None, after, 1))
            .unwrap();
        met.extend(tasks(&page.rows));
        after = page.next.map(|next| next.to_string().parse().unwrap());
        if after.is_none() {
            break;
        }
    }
    assert_eq!(met, all);
}

/// On the caller card: what was promised about these cases and calls and is still owed.
#[test]
fn promises_owed_are_listed_once() {
    let desk = Desk::new();
    let heard = desk.log(1, call(1, None));
    let kase = open(&desk, 1, &case(1));
    let both = plan(&desk, 2, Some(kase), Some(heard), 90, true);
    let of_call = plan(&desk, 3, None, Some(heard), 50, true);
    plan(&desk, 4, Some(kase), None, 10, false);
    let kept = plan(&desk, 5, Some(kase), None, 20, true);
    write(&desk, 6, kept, FollowUp::done(at(6), "told"));
    let owed = |cases: &[SubjectId], calls: &[SubjectId]| {
        desk.store()
            .read(|reading| reading.promises_of(cases, calls))
            .unwrap()
    };
    assert_eq!(tasks(&owed(&[kase], &[heard])), [of_call, both]);
    assert_eq!(tasks(&owed(&[kase], &[])), [both]);
    assert_eq!(owed(&[], &[]), []);
}

/// The fourteenth call about one medicine: said while it is typed.
#[test]
fn the_same_problem_is_seen() {
    let desk = Desk::new();
    let calls: Vec<SubjectId> = (1..=7)
        .map(|minute| desk.log(minute, call(minute, None)))
        .collect();
    let kase = open(&desk, 8, &case(8));
    let done = open(&desk, 9, &case(9));
    close(&desk, 10, done);
    open(
        &desk,
        11,
        &Case {
            facility: "khoula".into(),
            ..case(11)
        },
    );
    let long_ago = SAME_PROBLEM_MS / 60_000;
    open(&desk, 12, &case(12 - long_ago - 60));
    let ask = |facility: &str, type_code: &str, sub_category: &str| {
        let since = domain::id::Millis(at(20).0 - SAME_PROBLEM_MS);
        desk.store()
            .read(|reading| reading.same_problem(facility, type_code, sub_category, since, true))
            .unwrap()
    };
    let same = ask("royal", "complaint", "med_shortage");
    assert_eq!((same.cases, ids(&same.newest_cases)), (1, vec![kase]));
    assert_eq!(same.calls, 7);
    let newest: Vec<SubjectId> = same.newest_calls.iter().map(|call| call.id).collect();
    let expected: Vec<SubjectId> = calls.iter().rev().take(5).copied().collect();
    assert_eq!(newest, expected, "the five newest");
    assert_eq!(
        ask("royal", "report", "med_shortage").calls,
        0,
        "another type"
    );
    assert_eq!(ask("", "complaint", "med_shortage").calls, 0, "no facility");
}

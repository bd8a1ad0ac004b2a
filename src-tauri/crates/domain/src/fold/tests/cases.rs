//! The status of a case follows its moves; what could not be is told.

use serde_json::json;

use super::desk::{Desk, START, conflicts, fact, folded, id, numbered};
use crate::case::{Case, CaseStatus, Category, Missing, NewMove};
use crate::fold::{Finding, Placed, Record};
use crate::id::{Millis, SubjectId, UserId};

fn minutes(n: i64) -> Millis {
    Millis(START.0 + n * 60_000)
}

fn complaint() -> Case {
    Case {
        reference: "26-4170-0038-5".into(),
        type_code: "complaint".into(),
        sub_category: "conduct".into(),
        calls: [
            SubjectId::from_bytes([1; 16]),
            SubjectId::from_bytes([2; 16]),
        ]
        .into(),
        priority: "p2".into(),
        severity: Some(2),
        urgent: true,
        sensitive: true,
        legal_hold: true,
        anonymous: false,
        received_at: Some(minutes(0)),
        owner: Some(UserId::from_bytes([3; 16])),
        facility: "royal".into(),
        title: "سوء تعامل".into(),
        summary: "ملخص".into(),
        ..Case::default()
    }
}

fn to(status: CaseStatus, at: i64) -> crate::fold::Change {
    NewMove::new(status, minutes(at)).moved()
}

fn closing(at: i64, finding: &str) -> crate::fold::Change {
    NewMove {
        finding: finding.to_owned(),
        action: "apology".into(),
        closing_outcome: "done".into(),
        caller_informed_at: Some(minutes(at)),
        caller_informed_how: "phone".into(),
        ..NewMove::new(CaseStatus::Closed, minutes(at))
    }
    .moved()
}

fn case(entries: &[Placed]) -> Case {
    match folded(entries).record {
        Record::Case(case) => *case,
        other => panic!("not a case: {other:?}"),
    }
}

#[test]
fn a_case_is_opened_worked_on_closed_and_opened_again() {
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(complaint().opened()),
        desk.makes(to(CaseStatus::InProgress, 5)),
        desk.makes(to(CaseStatus::AwaitingEntity, 9)),
        desk.makes(to(CaseStatus::InProgress, 60)),
        desk.makes(to(CaseStatus::Resolved, 70)),
        desk.makes(closing(80, "upheld")),
        desk.makes(to(CaseStatus::Reopened, 99)),
    ];
    let opened = case(&entries[..1]);
    assert_eq!(opened.status(), Some(CaseStatus::New));
    assert_eq!(
        opened.moves[0].at,
        minutes(0),
        "a case is new from when it was received"
    );
    assert_eq!(
        Case {
            moves: Vec::new(),
            ..opened
        },
        complaint()
    );

    let closed = folded(&entries[..6]);
    assert_eq!(closed.findings, []);
    assert_eq!(fact(&closed, "status"), json!("closed"));
    let closed = case(&entries[..6]);
    assert_eq!(
        (closed.status(), closed.closed_at()),
        (Some(CaseStatus::Closed), Some(minutes(80)))
    );
    assert_eq!(
        (closed.finding.as_str(), closed.caller_informed_how.as_str()),
        ("upheld", "phone")
    );

    let again = case(&entries);
    assert_eq!(
        (again.status(), again.closed_at(), again.reopened()),
        (Some(CaseStatus::Reopened), None, 1)
    );
    assert_eq!(again.moves.len(), 7);
}

/// Two machines close one case while apart: one finding, no error, and the first finding stands whole.
#[test]
fn closing_twice_while_apart_gives_one_finding() {
    let (mut muscat, mut sohar) = (Desk::new(1), Desk::new(2));
    let before = [
        numbered(muscat.makes(complaint().opened()), 1),
        numbered(muscat.makes(to(CaseStatus::InProgress, 1)), 2),
        numbered(muscat.makes(to(CaseStatus::Resolved, 2)), 3),
    ];
    sohar.pulled(3);
    let mut entries = before.to_vec();
    entries.push(numbered(sohar.makes(closing(30, "not_upheld")), 4));
    entries.push(muscat.makes(closing(20, "upheld")));
    let told = folded(&entries);
    assert_eq!(
        told.findings,
        [Finding::Unlawful {
            entry: id(1_000_004),
            from: CaseStatus::Closed,
            to: CaseStatus::Closed
        }]
    );
    assert_eq!(
        case(&entries).finding,
        "not_upheld",
        "the centre's order decides, not the clocks"
    );
    assert_eq!(case(&entries).closed_at(), Some(minutes(30)));
}

/// Both say that work goes on: nobody has lost anything, so nobody is bothered.
#[test]
fn the_same_move_to_work_is_no_finding() {
    let (mut muscat, mut sohar) = (Desk::new(1), Desk::new(2));
    let opened = numbered(muscat.makes(complaint().opened()), 1);
    sohar.pulled(1);
    let entries = [
        opened,
        muscat.makes(to(CaseStatus::InProgress, 1)),
        sohar.makes(to(CaseStatus::InProgress, 2)),
    ];
    assert_eq!(folded(&entries).findings, []);
    assert_eq!(case(&entries).moves.len(), 2);
}

#[test]
fn an_unlawful_move_is_told_and_nothing_of_it_applied() {
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(complaint().opened()),
        desk.makes(closing(5, "upheld")),
    ];
    let told = folded(&entries);
    assert_eq!(
        told.findings,
        [Finding::Unlawful {
            entry: id(1_000_002),
            from: CaseStatus::New,
            to: CaseStatus::Closed
        }]
    );
    assert_eq!(fact(&told, "finding"), json!(null));
    assert_eq!(case(&entries).status(), Some(CaseStatus::New));
}

/// What stands closed without its closing is told until it is supplied.
#[test]
fn a_complaint_closed_without_its_closing_is_told() {
    let mut desk = Desk::new(1);
    let mut entries = vec![
        desk.makes(complaint().opened()),
        desk.makes(to(CaseStatus::Resolved, 1)),
        desk.makes(to(CaseStatus::Closed, 2)),
    ];
    let all = vec![Missing::Finding, Missing::Action, Missing::CallerInformed];
    let without = |missing| Finding::ClosedWithout {
        entry: id(1_000_003),
        missing,
    };
    assert_eq!(folded(&entries).findings, [without(all)]);
    entries.push(desk.writes(
        "case.amended",
        json!({"finding": "upheld", "anonymous": true}),
        json!({}),
    ));
    assert_eq!(
        folded(&entries).findings,
        [without(vec![Missing::Action])],
        "nobody to inform"
    );
    entries.push(desk.writes("case.amended", json!({"action": "apology"}), json!({})));
    assert_eq!(folded(&entries).findings, []);
}

#[test]
fn other_types_close_without_a_finding() {
    let mut desk = Desk::new(1);
    let suggestion = Case {
        type_code: "suggestion".into(),
        ..complaint()
    };
    let entries = [
        desk.makes(suggestion.opened()),
        desk.makes(to(CaseStatus::Resolved, 1)),
        desk.makes(to(CaseStatus::Closed, 2)),
    ];
    assert_eq!(folded(&entries).findings, []);
}

/// A clock that was set back must not close a case before it was resolved: figures would go negative.
#[test]
fn times_of_moves_never_run_backwards() {
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(complaint().opened()),
        desk.makes(to(CaseStatus::Resolved, 50)),
        desk.makes(closing(-9, "upheld")),
        desk.makes(to(CaseStatus::Reopened, 60)),
    ];
    let told = folded(&entries);
    assert_eq!(
        told.findings,
        [Finding::Backwards {
            entry: id(1_000_003),
            field: "status".into(),
            written: minutes(-9),
            counts: minutes(50)
        }]
    );
    let times: Vec<Millis> = case(&entries).moves.iter().map(|one| one.at).collect();
    assert_eq!(times, [minutes(0), minutes(50), minutes(50), minutes(60)]);
}

/// A status of a newer version, or rubbish, leaves the case where it stands.
#[test]
fn a_status_that_is_not_known_moves_nothing() {
    let mut desk = Desk::new(1);
    let entries = [
        desk.makes(complaint().opened()),
        desk.writes(
            "case.moved",
            json!({"status": "frozen", "facility": "khoula"}),
            json!({}),
        ),
        desk.writes("case.moved", json!({"status": 7}), json!({})),
        desk.writes("case.amended", json!({"closed_at": 5}), json!({})),
        desk.makes(to(CaseStatus::InProgress, 5)),
    ];
    let told = folded(&entries);
    assert_eq!(told.findings.len(), 2);
    assert!(
        told.findings
            .iter()
            .all(|finding| finding.code() == "unreadable")
    );
    assert_eq!(
        (fact(&told, "status"), fact(&told, "facility")),
        (json!("in_progress"), json!("khoula"))
    );
    assert_eq!(
        fact(&told, "closed_at"),
        json!(null),
        "only a move closes a case"
    );
}

/// A move can arrive before the opening that it knows nothing of; the opening then fills in its fields
/// and does not throw the case back.
#[test]
fn an_opening_that_comes_late_moves_nothing_back() {
    let (mut muscat, mut sohar) = (Desk::new(1), Desk::new(2));
    let entries = [
        numbered(sohar.makes(to(CaseStatus::Resolved, 5)), 1),
        numbered(muscat.makes(complaint().opened()), 2),
    ];
    assert_eq!(folded(&entries).findings, []);
    let case = case(&entries);
    assert_eq!(
        (case.status(), case.reference.as_str()),
        (Some(CaseStatus::Resolved), "26-4170-0038-5")
    );
}

/// Moves made while apart merge their other fields like any others.
#[test]
fn what_moves_say_besides_is_merged_by_field() {
    let (mut muscat, mut sohar) = (Desk::new(1), Desk::new(2).role("supervisor"));
    let opened = numbered(muscat.makes(complaint().opened()), 1);
    sohar.pulled(1);
    let say = |finding: &str, status| NewMove {
        finding: finding.into(),
        ..NewMove::new(status, minutes(5))
    };
    let entries = [
        opened,
        sohar.makes(say("upheld", CaseStatus::AwaitingEntity).moved()),
        muscat.makes(say("not_upheld", CaseStatus::Resolved).moved()),
    ];
    let told = folded(&entries);
    assert_eq!(
        conflicts(&told),
        [("finding", id(2_000_001), id(1_000_002))]
    );
    assert_eq!(case(&entries).status(), Some(CaseStatus::Resolved));
}

#[test]
fn lawful_moves_are_those_of_the_paper() {
    let lawful: Vec<String> = CaseStatus::ALL
        .into_iter()
        .flat_map(|from| CaseStatus::ALL.into_iter().map(move |to| (from, to)))
        .filter(|(from, to)| from.may_become(*to))
        .map(|(from, to)| format!("{from} → {to}"))
        .collect();
    for from in CaseStatus::ALL {
        assert_eq!(from.code().parse(), Ok(from));
        assert!(!from.may_become(from), "{from} to itself is no move");
        assert!(!from.may_become(CaseStatus::New), "nothing becomes new");
        assert_eq!(
            from.may_become(CaseStatus::Closed),
            from == CaseStatus::Resolved,
            "only what is resolved closes: {from}"
        );
        assert_eq!(
            from.may_become(CaseStatus::Reopened),
            from.category() == Category::Closed,
            "only what is closed is opened again: {from}"
        );
    }
    let (open, waiting) = (3, 2);
    assert_eq!(
        lawful.len(),
        (open + waiting) * 6 - 3 + 2 + 3,
        "{lawful:#?}"
    );
}

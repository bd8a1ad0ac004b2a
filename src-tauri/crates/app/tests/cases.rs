//! Cases: only lawful moves, by whom they belong to, and found by what they mean.

mod case_site;
mod common;

use app::dto::{
    CallForm, CaseAmended, CaseFilter, CaseGiven, CaseOrder, CaseQuery, CaseTold, CaseView,
    Lacking, NewCaseMove,
};
use app::{AppError, Right, Rule};
use case_site::*;
use common::*;
use domain::case::CaseStatus;

#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn moved(machine: &Machine, case: &CaseView, status: CaseStatus) -> CaseView {
    machine.app.move_case(&to(case, status)).unwrap()
}

fn offered(case: &CaseView) -> Vec<&str> {
    case.next_moves
        .iter()
        .map(|next| next.to.as_str())
        .collect()
}

/// The whole way of a complaint: what the screen may offer at each step, and what closing asks for.
#[test]
fn a_complaint_goes_from_new_to_closed() {
    let machine = site();
    let case = opened(&machine, &complaint_form(1));
    assert_eq!(
        (case.row.status.as_str(), case.row.calls, case.calls.len()),
        ("new", 1, 1)
    );
    assert_eq!(case.number, "9912 3456");
    assert_eq!(
        offered(&case),
        [
            "in_progress",
            "awaiting_entity",
            "awaiting_beneficiary",
            "resolved",
            "cancelled",
            "duplicate"
        ],
        "new is not closed at once"
    );
    let case = moved(&machine, &case, CaseStatus::InProgress);
    let case = moved(&machine, &case, CaseStatus::Resolved);
    assert_eq!(offered(&case), ["in_progress", "closed"]);
    assert_eq!(
        case.next_moves[1].lacks,
        [Lacking::Finding, Lacking::Action, Lacking::CallerInformed],
        "the screen knows what to ask for"
    );

    let close = to(&case, CaseStatus::Closed);
    let try_with = |change: &dyn Fn(&mut NewCaseMove)| {
        let mut close = close.clone();
        change(&mut close);
        machine.app.move_case(&close)
    };
    assert_eq!(refused_at(try_with(&|_| ())), ("finding", Rule::Required));
    assert_eq!(
        refused_at(try_with(
            &|close| close.finding = "suggestion_adopted".into()
        )),
        ("finding", Rule::DoesNotBelong),
        "a complaint is upheld or not"
    );
    assert_eq!(
        refused_at(try_with(&|close| close.finding = "upheld".into())),
        ("action", Rule::Required)
    );
    let said = |close: &mut NewCaseMove| {
        close.finding = "upheld".into();
        close.action = "apology".into();
    };
    assert_eq!(
        refused_at(try_with(&said)),
        ("callerInformedAt", Rule::Required)
    );
    assert_eq!(
        refused_at(try_with(&|close| {
            said(close);
            close.caller_informed_at = Some(SUNDAY_TEN);
        })),
        ("callerInformedHow", Rule::Required),
        "when and how"
    );
    assert_eq!(
        refused_at(try_with(&|close| {
            said(close);
            close.caller_informed_at = Some(SUNDAY_TEN + DAY_MS);
            close.caller_informed_how = "phone".into();
        })),
        ("callerInformedAt", Rule::NotYet)
    );
    assert_eq!(
        machine.app.case(&case.row.id).unwrap().row.status,
        "resolved",
        "a refused move writes nothing"
    );
    let case = try_with(&|close| {
        said(close);
        close.caller_informed_at = Some(SUNDAY_TEN);
        close.caller_informed_how = "phone".into();
        close.closing_outcome = "done".into();
    })
    .unwrap();
    assert_eq!(
        (
            case.row.status.as_str(),
            case.row.open,
            case.finding.as_str()
        ),
        ("closed", false, "upheld")
    );
    let way: Vec<&str> = case.moves.iter().map(|one| one.to.as_str()).collect();
    assert_eq!(way, ["new", "in_progress", "resolved", "closed"]);
    assert_eq!(case.moves[3].by_en, "Person salim");

    assert_eq!(offered(&case), ["reopened"]);
    let again = moved(&machine, &case, CaseStatus::Reopened);
    assert_eq!(again.reopened, 1);
    let again = moved(&machine, &again, CaseStatus::Resolved);
    let closed = moved(&machine, &again, CaseStatus::Closed);
    machine.later(31 * DAY_MS);
    sit_down(&machine, "salim");
    let late = machine.app.case(&closed.row.id).unwrap();
    assert_eq!(offered(&late), [""; 0], "what comes later is a new matter");
    let refused = machine.app.move_case(&to(&late, CaseStatus::Reopened));
    assert!(matches!(refused, Err(AppError::UnlawfulMove { .. })));
}

/// Nobody can be informed who would not say who they are; a suggestion asks for nothing.
#[test]
fn what_closing_asks_for_hangs_on_the_type() {
    let machine = site();
    let anonymous = CallForm {
        anonymous: true,
        ..complaint_form(1)
    };
    let case = opened(&machine, &anonymous);
    let case = moved(&machine, &case, CaseStatus::Resolved);
    assert_eq!(
        case.next_moves[1].lacks,
        [Lacking::Finding, Lacking::Action]
    );
    let closed = machine
        .app
        .move_case(&NewCaseMove {
            finding: "not_upheld".into(),
            action: "explained".into(),
            ..to(&case, CaseStatus::Closed)
        })
        .unwrap();
    assert_eq!(closed.row.status, "closed");

    let suggestion = CallForm {
        type_code: "suggestion".into(),
        sub_category: "procedure".into(),
        ..complaint_form(2)
    };
    let case = opened(&machine, &suggestion);
    let case = moved(&machine, &case, CaseStatus::Resolved);
    assert_eq!(case.next_moves[1].lacks, []);
    moved(&machine, &case, CaseStatus::Closed);
}

/// Every pair of statuses: the command refuses what the state machine does not know, and says where the
/// case stands.
#[test]
fn an_unlawful_move_is_refused_with_its_own_error() {
    let machine = site();
    for (n, at) in (1_u8..).zip(CaseStatus::ALL) {
        let case = opened(&machine, &complaint_form(n));
        let mut case = match at {
            CaseStatus::Closed | CaseStatus::Reopened => {
                moved(&machine, &case, CaseStatus::Resolved)
            }
            _ => case,
        };
        if matches!(at, CaseStatus::Closed | CaseStatus::Reopened) {
            let close = NewCaseMove {
                finding: "upheld".into(),
                action: "apology".into(),
                caller_informed_at: Some(SUNDAY_TEN),
                caller_informed_how: "phone".into(),
                ..to(&case, CaseStatus::Closed)
            };
            case = machine.app.move_case(&close).unwrap();
        }
        if !matches!(at, CaseStatus::New | CaseStatus::Closed) {
            case = moved(&machine, &case, at);
        }
        assert_eq!(case.row.status, at.code());
        for next in CaseStatus::ALL {
            let lawful = offered(&case).contains(&next.code());
            assert_eq!(lawful, at.may_become(next), "{at} to {next} on the screen");
            if lawful {
                continue;
            }
            let refused = machine.app.move_case(&to(&case, next));
            assert!(
                matches!(refused, Err(AppError::UnlawfulMove { from, to }) if (from, to) == (at, next)),
                "{at} to {next}: {refused:?}"
            );
        }
    }
}

/// What one person did while another looked at the case is not done over.
#[test]
fn a_move_from_where_the_case_stands_no_more_is_refused() {
    let machine = site();
    let seen = opened(&machine, &complaint_form(1));
    moved(&machine, &seen, CaseStatus::AwaitingEntity);
    let refused = machine.app.move_case(&to(&seen, CaseStatus::Resolved));
    assert!(matches!(
        refused,
        Err(AppError::UnlawfulMove {
            from: CaseStatus::AwaitingEntity,
            ..
        })
    ));
}

/// Any agent reads a case and plans a follow-up; only its owner and a supervisor move it.
#[test]
fn a_case_is_moved_by_its_owner_or_a_supervisor() {
    let machine = site();
    let case = opened(&machine, &complaint_form(1));
    let id = case.row.id.clone();
    let told = |text: &str| CaseTold {
        case: id.clone(),
        text: text.into(),
    };
    let amended = CaseAmended {
        case: id.clone(),
        title: "نقص دواء الصرع".into(),
        priority: "p2".into(),
        severity: Some(2),
        ..CaseAmended::default()
    };
    for login in ["aisha", "badr"] {
        sit_down(&machine, login);
        let seen = machine.app.case(&id).unwrap();
        assert_eq!(
            (offered(&seen), seen.may_move, seen.may_take),
            (vec![], false, false),
            "{login} is offered no move of another's case"
        );
        assert!(seen.may_follow_up);
        let me = id_of(&machine, login);
        let given = CaseGiven {
            case: id.clone(),
            owner: me,
        };
        let refusals = [
            machine.app.move_case(&to(&case, CaseStatus::InProgress)),
            machine.app.take_case(&id),
            machine.app.give_case(&given),
            machine.app.tell_case(&told("غدًا")),
            machine.app.amend_case(&amended),
        ];
        for refused in refusals {
            assert!(matches!(refused, Err(AppError::NotOwner)), "{refused:?}");
        }
    }

    sit_down(&machine, "muna");
    let case = moved(&machine, &case, CaseStatus::InProgress);
    assert_eq!(case.row.owner_en, "Person salim", "moved, and not taken");
    let mine = machine.app.take_case(&id).unwrap();
    assert_eq!(mine.row.owner_en, "Person muna");
    let nobody = CaseGiven {
        case: id.clone(),
        owner: id_of(&machine, "zahir"),
    };
    assert_eq!(
        refused_at(machine.app.give_case(&nobody)),
        ("owner", Rule::DoesNotBelong),
        "an auditor changes nothing"
    );
    let given = CaseGiven {
        case: id.clone(),
        owner: id_of(&machine, "aisha"),
    };
    machine.app.give_case(&given).unwrap();

    sit_down(&machine, "aisha");
    assert_eq!(
        listed(&machine, CaseFilter::Mine),
        std::slice::from_ref(&id)
    );
    machine.app.tell_case(&told("يصل الدواء الأحد")).unwrap();
    let amended = machine.app.amend_case(&amended).unwrap();
    assert_eq!(
        (
            amended.row.title.as_str(),
            amended.row.severity,
            amended.row.tell_caller.as_str()
        ),
        ("نقص دواء الصرع", Some(2), "يصل الدواء الأحد")
    );
    assert_eq!(amended.tell_caller_by_en, "Person aisha");
    assert_eq!(
        refused_at(machine.app.tell_case(&told(&"ن".repeat(501)))),
        ("text", Rule::TooLong)
    );

    sit_down(&machine, "salim");
    let seen = machine.app.case(&id).unwrap();
    assert_eq!(
        seen.row.tell_caller, "يصل الدواء الأحد",
        "whoever takes the call can tell it"
    );
    assert_eq!(listed(&machine, CaseFilter::Mine), [""; 0]);
}

/// The saved filters, and a due date from the first moment.
#[test]
fn cases_are_found_by_what_they_mean() {
    let machine = site();
    let one = opened(&machine, &complaint_form(1));
    let due = one.row.due.expect("no complaint is without a clock");
    assert!(due > SUNDAY_TEN && one.acknowledge_due.is_some());
    let two = opened(&machine, &complaint_form(2));
    moved(&machine, &two, CaseStatus::AwaitingEntity);
    let three = opened(&machine, &complaint_form(3));
    moved(&machine, &three, CaseStatus::Cancelled);
    let (one, two, three) = (one.row.id, two.row.id, three.row.id);
    let all = |filter| {
        let mut found = listed(&machine, filter);
        found.sort();
        found
    };
    let mut everyone = vec![one.clone(), two.clone(), three.clone()];
    everyone.sort();
    assert_eq!(all(CaseFilter::All), everyone);
    let mut open = vec![one.clone(), two.clone()];
    open.sort();
    assert_eq!(all(CaseFilter::Open), open);
    assert_eq!(all(CaseFilter::Mine), open);
    assert_eq!(all(CaseFilter::Waiting), std::slice::from_ref(&two));
    assert_eq!(all(CaseFilter::Closed), [three]);
    assert_eq!(all(CaseFilter::Overdue), [""; 0]);
    machine.later(due - SUNDAY_TEN + 1);
    sit_down(&machine, "salim");
    assert_eq!(all(CaseFilter::Overdue), open);
    let by_due = machine
        .app
        .cases(&CaseQuery {
            order: CaseOrder::Due,
            status: "new".into(),
            ..query(CaseFilter::Open)
        })
        .unwrap();
    assert_eq!(by_due.rows.len(), 1);
    assert_eq!(by_due.rows[0].id, one);
    assert_eq!(
        refused_at(machine.app.cases(&CaseQuery {
            status: "lost".into(),
            ..CaseQuery::default()
        })),
        ("status", Rule::UnknownCode)
    );
}

/// Given to somebody else, a sensitive case takes along what its call says: whoever took the call keeps
/// the row in their log, and what it says no more.
#[test]
fn a_sensitive_case_that_passes_on_takes_its_calls_along() {
    let machine = site();
    let form = CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(1)
    };
    let case = opened(&machine, &form);
    assert!(case.row.sensitive);
    let before = machine.app.own_log(None).unwrap().rows;
    assert!(!before[0].restricted, "as long as it is theirs");
    let given = CaseGiven {
        case: case.row.id.clone(),
        owner: id_of(&machine, "aisha"),
    };
    assert!(
        matches!(machine.app.give_case(&given), Err(AppError::NotFound)),
        "it is given, and there is nothing to show any more"
    );

    let log = machine.app.own_log(None).unwrap();
    assert!(log.rows[0].restricted && log.rows[0].id == before[0].id);
    let shown = format!("{log:?}");
    for secret in [
        case.row.reference.as_str(),
        "treatment_cost",
        "لم يتوفر",
        before[0].number.as_str(),
    ] {
        assert!(!shown.contains(secret), "{secret} is shown");
    }
    assert!(matches!(
        machine.app.call(&before[0].id),
        Err(AppError::NotAllowed(Right::SensitiveRead))
    ));
    assert!(matches!(
        machine.app.call_form(&before[0].id),
        Err(AppError::NotAllowed(Right::SensitiveRead))
    ));
    sit_down(&machine, "aisha");
    assert!(!machine.app.call(&before[0].id).unwrap().row.restricted);
    sit_down(&machine, "muna");
    assert!(matches!(
        machine.app.call(&before[0].id),
        Err(AppError::NotViewed)
    ));
    open_sensitive(&machine, &before[0].id);
    assert!(!machine.app.call(&before[0].id).unwrap().row.restricted);
}

/// A reference is read out, typed on any board, and pasted with anything between its digits.
#[test]
fn a_case_is_found_by_its_reference() {
    let machine = site();
    let case = opened(&machine, &complaint_form(1));
    let reference = case.row.reference.clone();
    let arabic: String = reference
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0x660 + digit).unwrap(),
            None => ' ',
        })
        .collect();
    for typed in [
        reference.clone(),
        reference.replace('-', ""),
        reference.replace('-', " / "),
        arabic,
    ] {
        let found = machine.app.find_case(&typed).unwrap();
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0].id, case.row.id);
    }
    assert_eq!(
        refused_at(machine.app.find_case("26-4170-0038-0")),
        ("reference", Rule::UnknownCode)
    );
}

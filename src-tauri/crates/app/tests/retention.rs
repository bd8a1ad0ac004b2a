//! What is older than it may be kept: shown first, erased by whoever proves who they are, and never what the law keeps.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;
mod written;

use app::dto::{CaseHeld, EraseOldOrder, FiguresQuery, OldOfType};
use app::{App, AppError, Right, Rule};
use common::*;
use domain::call::Call;
use domain::case::{Case, CaseStatus, NewMove};
use domain::id::{Millis, SubjectId};
use domain::local_day::DAY_MS;
use domain::person::Person;
use store::Acting;
use written::plant;

const POLICY: &str = r#"{"keepMonths": {"complaint": 120, "*": 24}}"#;
const NAME: &str = "شيخة بنت خلفان الريامي";
const NOTE: &str = "تسأل عن نتيجة الفحص";
/// Three years ago, and of late.
const OLD: i64 = SUNDAY_TEN - 3 * 365 * DAY_MS;
const NEW: i64 = SUNDAY_TEN - 30 * DAY_MS;

fn subject(n: u8) -> SubjectId {
    new_id(n).parse().unwrap()
}

fn log(acting: &mut Acting<'_>, n: u8, type_code: &str, at: i64, caller: Option<u8>) {
    let call = Call {
        channel: "phone_in".into(),
        started_at: Some(Millis(at)),
        saved_at: Some(Millis(at + 60_000)),
        type_code: type_code.into(),
        caller: caller.map(subject),
        number: format!("+9689753{:04}", caller.unwrap_or(n)),
        caller_name: NAME.into(),
        note: NOTE.into(),
        ..Call::default()
    };
    acting.append(subject(n), call.logged()).unwrap();
}

fn case(acting: &mut Acting<'_>, n: u8, call: u8, closed: bool) {
    let case = Case {
        reference: format!("case-{n}"),
        type_code: "report".into(),
        calls: [subject(call)].into(),
        received_at: Some(Millis(OLD)),
        title: NOTE.into(),
        ..Case::default()
    };
    acting.append(subject(n), case.opened()).unwrap();
    for to in [
        CaseStatus::InProgress,
        CaseStatus::Resolved,
        CaseStatus::Closed,
    ] {
        if closed {
            let moved = NewMove::new(to, Millis(OLD + DAY_MS)).moved();
            acting.append(subject(n), moved).unwrap();
        }
    }
}

/// Years at a desk: 50 called once and long ago, 51 long ago and of late.
fn site(policy: Option<&str>) -> Machine {
    let machine = plant(machine(), policy, |acting| {
        for n in [50, 51] {
            let person = Person {
                name_ar: NAME.into(),
                ..Person::default()
            };
            let mut stamp = *acting.stamp();
            stamp.at = Millis(OLD);
            acting.go_on_as(stamp);
            acting.append(subject(n), person.added()).unwrap();
        }
        log(acting, 60, "health_ed", OLD, Some(50));
        log(acting, 61, "health_ed", OLD, Some(51));
        log(acting, 62, "health_ed", NEW, Some(51));
        log(acting, 63, "complaint", OLD, None);
        log(acting, 64, "report", OLD, None);
        case(acting, 70, 64, true);
        log(acting, 65, "report", OLD, None);
        case(acting, 71, 65, true);
        log(acting, 66, "report", OLD, None);
        case(acting, 72, 66, false);
    });
    machine.sign_in("maryam");
    machine
}

fn hold(app: &App, held: bool) {
    let held = CaseHeld {
        case: new_id(71),
        held,
        file: if held {
            "ق/2026/14".into()
        } else {
            String::new()
        },
    };
    let view = app.hold_case(&held).unwrap();
    assert_eq!((view.legal_hold, view.hold_file), (held.held, held.file));
}

fn order(secret: &str) -> EraseOldOrder {
    EraseOldOrder {
        secret: secret.into(),
    }
}

fn figures(app: &App) -> String {
    let all = [
        FiguresQuery {
            from: "2023-01-01".into(),
            to: "2024-12-31".into(),
            ..FiguresQuery::default()
        },
        FiguresQuery {
            from: "2026-01-01".into(),
            to: "2026-11-22".into(),
            ..FiguresQuery::default()
        },
    ];
    all.map(|query| format!("{:?}", app.figures(&query).unwrap()))
        .join("\n")
}

/// Old words go by the type they are of, the law's stay, and no figure tells the difference.
#[test]
fn what_is_old_goes_and_every_figure_stays() {
    let machine = site(Some(POLICY));
    let app = &machine.app;
    hold(app, true);
    let before = figures(app);
    let looked = app.retention_preview().unwrap();
    assert!(looked.has_rules);
    assert_eq!(
        (
            looked.counts.persons,
            looked.counts.calls,
            looked.counts.cases
        ),
        (1, 3, 1),
        "{looked:#?}"
    );
    assert_eq!((looked.all, looked.at_once), (5, 5));
    assert_eq!(looked.held, ["case-71"], "what the law keeps is named");
    assert_eq!(looked.open, 1, "an open case stays");
    let of = |code: &str| looked.types.iter().find(|of| of.code == code).unwrap();
    assert_eq!(
        of("health_ed"),
        &OldOfType {
            code: "health_ed".into(),
            months: Some(24),
            before: Some("2024-11-22".into()),
            calls: 2,
            cases: 0,
        }
    );
    assert_eq!(
        (of("complaint").months, of("complaint").calls),
        (Some(120), 0)
    );

    let made = app.erase_old(&order(PIN)).unwrap();
    assert!(made.by_age && made.swept && made.request.is_empty());
    assert_eq!(
        (made.counts.persons, made.counts.calls, made.counts.cases),
        (1, 3, 1)
    );
    assert_eq!(app.erasures().unwrap(), [made]);
    for (n, words) in [
        (60, ""),
        (61, ""),
        (62, NOTE),
        (63, NOTE),
        (64, ""),
        (65, NOTE),
        (66, NOTE),
    ] {
        assert_eq!(app.call(&new_id(n)).unwrap().note, words, "call {n}");
    }
    assert!(app.person_sheet(&new_id(50)).unwrap().name_ar.is_empty());
    assert_eq!(
        app.person_sheet(&new_id(51)).unwrap().name_ar,
        NAME,
        "who called of late is known"
    );
    assert_eq!(figures(app), before, "figures stay as they are");
    assert!(matches!(
        app.erase_old(&order(PIN)),
        Err(AppError::NotFound)
    ));
    assert_eq!(app.retention_preview().unwrap().all, 0);
    assert_eq!(app.erasing_progress().unwrap(), None, "it is over");

    hold(app, false);
    let made = app.erase_old(&order(PIN)).unwrap();
    assert_eq!(
        (made.counts.calls, made.counts.cases),
        (1, 1),
        "the hold has ended"
    );
}

/// Where nobody said for how long, nothing is ever too old.
#[test]
fn without_a_rule_nothing_is_due() {
    let machine = site(None);
    let looked = machine.app.retention_preview().unwrap();
    assert!(!looked.has_rules && looked.all == 0);
    assert!(matches!(
        machine.app.erase_old(&order(PIN)),
        Err(AppError::NotFound)
    ));
}

/// Whoever sits down at an open desk erases nothing, and an agent neither erases nor keeps.
#[test]
fn it_takes_the_right_and_the_secret() {
    let machine = site(Some(POLICY));
    let wrong = machine.app.erase_old(&order("000000"));
    assert!(
        matches!(wrong, Err(AppError::WrongSecret { .. })),
        "{wrong:?}"
    );
    assert_eq!(machine.app.call(&new_id(60)).unwrap().note, NOTE);
    let named = machine.app.hold_case(&CaseHeld {
        case: new_id(71),
        held: true,
        file: NAME.into(),
    });
    assert!(
        matches!(
            named,
            Err(AppError::Invalid {
                field: "file",
                rule: Rule::BadCharacters,
                ..
            })
        ),
        "a file is named by its number"
    );
    machine.add(&person("salim", &["agent"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("salim");
    assert!(matches!(
        machine.app.erase_old(&order(PIN)),
        Err(AppError::NotAllowed(Right::PersonErase))
    ));
    assert!(matches!(
        machine.app.hold_case(&CaseHeld {
            case: new_id(71),
            held: true,
            file: "2026/14".into(),
        }),
        Err(AppError::NotAllowed(Right::CaseMoveAny))
    ));
}

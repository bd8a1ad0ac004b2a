//! A person asks for what is recorded about them to be erased: what that takes, what must stay, and what is certified.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;
mod written;

use app::dto::{
    CallForm, CaseStays, EraseOrder, ErasureCertificate, ExportFormat, LocaleCode, PersonDataOrder,
    SaveAs, SearchQuery,
};
use app::{App, AppError, Right, Rule};
use common::*;
use domain::call::Call;
use domain::case::{Case, CaseStatus, NewMove};
use domain::id::{Millis, SubjectId};
use domain::person::Person;
use store::Acting;
use written::plant;

const NAME: &str = "شيخة بنت خلفان الريامي";
const NUMBER: &str = "+96897531864";
const SHARED: &str = "+96824001122";
const NOTE: &str = "تسأل عن نتيجة الفحص";

fn subject(n: u8) -> SubjectId {
    new_id(n).parse().unwrap()
}

/// A call of the person (50), of somebody else (51), or of nobody who was chosen.
fn call(n: u8, caller: Option<u8>, number: &str) -> (SubjectId, Call) {
    let made = Call {
        channel: "phone_in".into(),
        started_at: Some(Millis(SUNDAY_TEN)),
        saved_at: Some(Millis(SUNDAY_TEN)),
        type_code: "health_ed".into(),
        caller: caller.map(subject),
        number: number.into(),
        caller_name: NAME.into(),
        note: NOTE.into(),
        ..Call::default()
    };
    (subject(n), made)
}

fn case_of(acting: &mut Acting<'_>, n: u8, calls: &[u8], case: Case, closed: bool) {
    let case = Case {
        calls: calls.iter().map(|call| subject(*call)).collect(),
        received_at: Some(Millis(SUNDAY_TEN)),
        title: NOTE.into(),
        anonymous: true,
        ..case
    };
    acting.append(subject(n), case.opened()).unwrap();
    for to in [
        CaseStatus::InProgress,
        CaseStatus::Resolved,
        CaseStatus::Closed,
    ] {
        if closed {
            let moved = NewMove::new(to, Millis(SUNDAY_TEN)).moved();
            acting.append(subject(n), moved).unwrap();
        }
    }
}

/// A machine at which the person has called, alone and among others.
fn site(legal_hold: bool, open: bool) -> Machine {
    let machine = plant(machine(), None, move |acting| {
        let person = |name: &str, numbers: &[&str]| Person {
            name_ar: name.into(),
            numbers: numbers
                .iter()
                .map(|key| ((*key).into(), String::new()))
                .collect(),
            ..Person::default()
        };
        for (n, one) in [
            (50, person(NAME, &[NUMBER, SHARED])),
            (51, person("حمد بن خلفان", &[SHARED])),
        ] {
            acting.append(subject(n), one.added()).unwrap();
        }
        for (id, call) in [
            call(60, Some(50), NUMBER),
            call(61, Some(50), NUMBER),
            call(62, None, NUMBER),
            call(63, None, SHARED),
            call(64, Some(51), SHARED),
            call(65, Some(50), SHARED),
        ] {
            acting.append(id, call.logged()).unwrap();
        }
        case_of(
            acting,
            70,
            &[60],
            Case {
                reference: "own".into(),
                ..Case::default()
            },
            true,
        );
        case_of(
            acting,
            71,
            &[61],
            Case {
                reference: "held".into(),
                legal_hold,
                ..Case::default()
            },
            !open,
        );
        case_of(
            acting,
            72,
            &[64, 65],
            Case {
                reference: "shared".into(),
                ..Case::default()
            },
            true,
        );
    });
    machine.sign_in("maryam");
    machine
}

fn order(except_open: bool, secret: &str) -> EraseOrder {
    EraseOrder {
        person: new_id(50),
        request: "م.ص/٢٠٢٦/١١٤".into(),
        except_open,
        secret: secret.into(),
    }
}

fn found(app: &App, text: &str) -> usize {
    let query = SearchQuery {
        text: text.into(),
        go_on: None,
    };
    let answer = app.search(&query).unwrap();
    answer.calls.rows.len() + answer.persons.rows.len() + answer.cases.rows.len()
}

fn as_counted(made: &ErasureCertificate) -> (u32, u32, u32) {
    (made.counts.persons, made.counts.calls, made.counts.cases)
}

/// What is theirs goes, what others share stays, and the certificate says how much and nothing else.
#[test]
fn what_is_theirs_goes_and_is_certified() {
    let machine = site(false, false);
    let app = &machine.app;
    let looked = app.erasure_preview(&new_id(50)).unwrap();
    assert_eq!(
        (
            looked.counts.persons,
            looked.counts.calls,
            looked.counts.cases
        ),
        (1, 4, 2)
    );
    assert_eq!(looked.calls_of_nobody, 1, "it may be anybody's");
    let stay: Vec<(&str, CaseStays)> = looked
        .cases_left
        .iter()
        .map(|case| (case.reference.as_str(), case.why))
        .collect();
    assert_eq!(stay, [("shared", CaseStays::Shared)]);

    let made = app.erase_person(&order(false, PIN)).unwrap();
    assert_eq!(as_counted(&made), (1, 4, 2));
    assert_eq!(made.request, "م.ص/٢٠٢٦/١١٤");
    assert!(made.swept && made.seq > 0 && made.hash.len() == 64);
    assert_eq!(made.by_en, "Person maryam");
    let told = format!("{made:?}");
    assert!(!told.contains("97531864") && !told.contains("شيخة"));
    assert_eq!(app.erasures().unwrap(), [made]);

    assert_eq!(found(app, "97531864"), 0);
    assert_eq!(found(app, "شيخة"), 2, "the calls that are not hers alone");
    let sheet = app.person_sheet(&new_id(50)).unwrap();
    assert!(sheet.name_ar.is_empty() && sheet.erased_at.is_some());
    assert_eq!(sheet.total_calls, 3, "that there were calls stays");
    let gone = app.call(&new_id(60)).unwrap();
    assert!(gone.note.is_empty() && gone.row.erased_at == Some(machine.now()));
    let stays = app.call(&new_id(64)).unwrap();
    assert_eq!((stays.note.as_str(), stays.row.erased_at), (NOTE, None));
    let nothing = app.erase_person(&order(false, PIN));
    assert!(
        matches!(nothing, Err(AppError::NotFound)),
        "there is nothing left"
    );
}

/// A case that the law keeps stays with its call and its person; what else there is goes.
#[test]
fn a_legal_hold_stops_it() {
    let machine = site(true, false);
    let looked = machine.app.erasure_preview(&new_id(50)).unwrap();
    assert!(looked.person_left);
    assert_eq!(looked.calls_left, 1);
    assert_eq!(looked.cases_left[0].why, CaseStays::Held);
    let made = machine.app.erase_person(&order(false, PIN)).unwrap();
    assert_eq!(as_counted(&made), (0, 3, 1));
    let kept = machine.app.call(&new_id(61)).unwrap();
    assert_eq!(kept.note, NOTE);
    let sheet = machine.app.person_sheet(&new_id(50)).unwrap();
    assert_eq!(sheet.name_ar, NAME);
}

/// An open case needs whom it is about.
#[test]
fn an_open_case_is_closed_first_or_left_out() {
    let machine = site(false, true);
    let refused = machine.app.erase_person(&order(false, PIN));
    assert!(matches!(
        refused,
        Err(AppError::Invalid {
            field: "exceptOpen",
            rule: Rule::Required,
            ..
        })
    ));
    let made = machine.app.erase_person(&order(true, PIN)).unwrap();
    assert_eq!(as_counted(&made), (0, 3, 1));
    assert_eq!(machine.app.call(&new_id(61)).unwrap().note, NOTE);
}

/// Whoever sits down at an open desk erases nobody, and no name outlives what is erased.
#[test]
fn it_takes_the_right_the_secret_and_no_name() {
    let machine = site(false, false);
    let wrong = machine.app.erase_person(&order(false, "000000"));
    assert!(
        matches!(wrong, Err(AppError::WrongSecret { .. })),
        "{wrong:?}"
    );
    let named = EraseOrder {
        request: NAME.into(),
        ..order(false, PIN)
    };
    assert!(matches!(
        machine.app.erase_person(&named),
        Err(AppError::Invalid {
            field: "request",
            ..
        })
    ));
    assert_eq!(found(&machine.app, "97531864"), 4, "nothing was erased");
    machine.add(&person("salim", &["agent"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("salim");
    assert!(matches!(
        machine.app.erase_person(&order(false, PIN)),
        Err(AppError::NotAllowed(Right::PersonErase))
    ));
}

/// What is typed about them afterwards is not what was erased: they may call again.
#[test]
fn they_may_call_again() {
    let machine = site(false, false);
    machine.app.erase_person(&order(false, PIN)).unwrap();
    let again = CallForm {
        number: "97531864".into(),
        caller_name: NAME.into(),
        ..query_form(90)
    };
    machine.app.log_call(&again, SaveAs::ByRule).unwrap();
    assert_eq!(
        found(&machine.app, "97531864"),
        2,
        "the call, and who called"
    );
}

/// Whoever asks for their own data gets all of it, and nobody else's.
#[test]
fn their_own_data_are_written_for_them() {
    let machine = site(true, false);
    let out = tempfile::tempdir().unwrap();
    let order = |format| PersonDataOrder {
        person: new_id(50),
        format,
        language: LocaleCode::En,
        folder: out.path().to_string_lossy().into_owned(),
    };
    let written = machine
        .app
        .write_person_data(&order(ExportFormat::Csv))
        .unwrap();
    let [name] = written.files.as_slice() else {
        panic!("one file: {:?}", written.files)
    };
    assert_eq!(name, "nida-person-data-2026-11-22-en.csv");
    let text = std::fs::read_to_string(out.path().join(name)).unwrap();
    assert!(text.contains(NAME) && text.contains("9753 1864") && text.contains("held"));
    assert_eq!(
        text.matches(NOTE).count(),
        4 + 2,
        "four calls and two cases"
    );
    assert!(!text.contains("shared") && !text.contains("حمد"));
    let log = machine.app.export_log(None).unwrap();
    let [export] = log.rows.as_slice() else {
        panic!("one export: {:?}", log.rows)
    };
    assert_eq!((export.what.as_str(), export.rows), ("person_data", 7));
    for format in [ExportFormat::Xlsx, ExportFormat::Pdf] {
        machine.app.write_person_data(&order(format)).unwrap();
    }
}

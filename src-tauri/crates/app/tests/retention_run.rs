//! Erasing what is old while people work, and a run that was broken off: what somebody needs again meanwhile stays, what was
//! erased stays erased, and the next run does the rest.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at once, and the process that is killed tells how far it is"
)]

mod common;
mod written;

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::{env, fs, thread};

use app::clock::SetClock;
use app::dto::{
    CallForm, CaseHeld, EraseOldOrder, FiguresQuery, FindingCode, OpenStore, SaveAs, SignIn,
};
use app::{App, AppError, Config, ErrorCode, ErrorDto, PolicyPlace};
use common::*;
use domain::call::Call;
use domain::case::{Case, CaseStatus, NewMove};
use domain::id::{Millis, SubjectId};
use domain::local_day::DAY_MS;
use domain::person::Person;
use store::Acting;
use written::plant;

const POLICY: &str = r#"{"keepMonths": {"*": 24}}"#;
const NAME: &str = "شيخة بنت خلفان الريامي";
const NOTE: &str = "تسأل عن نتيجة الفحص";
const NUMBER: &str = "+96897530051";
/// Three years ago.
const OLD: i64 = SUNDAY_TEN - 3 * 365 * DAY_MS;
/// Calls that nobody needs any more: as many as give people time to act in the middle of a run.
const CALLS: u32 = 600;

/// One of the many calls.
fn one(n: u32) -> SubjectId {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&n.to_be_bytes());
    SubjectId::new(Millis(OLD), random)
}

fn subject(n: u8) -> SubjectId {
    new_id(n).parse().unwrap()
}

fn log(acting: &mut Acting<'_>, id: SubjectId, at: i64, caller: Option<u8>) {
    let call = Call {
        channel: "phone_in".into(),
        started_at: Some(Millis(at)),
        saved_at: Some(Millis(at + 60_000)),
        type_code: "report".into(),
        caller: caller.map(subject),
        number: if caller.is_some() { NUMBER } else { "" }.into(),
        caller_name: NAME.into(),
        note: NOTE.into(),
        ..Call::default()
    };
    acting.append(id, call.logged()).unwrap();
}

fn case(acting: &mut Acting<'_>, n: u8, call: u8) {
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
        let moved = NewMove::new(to, Millis(OLD + DAY_MS)).moved();
        acting.append(subject(n), moved).unwrap();
    }
}

/// Years at a desk: 50 and 51 called long ago, closed cases 70 and 71, of which the calls came last, and many calls of
/// nobody's before them.
fn site() -> Machine {
    let machine = plant(machine(), Some(POLICY), |acting| {
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
        for n in 0..CALLS {
            log(acting, one(n), OLD + i64::from(n), None);
        }
        let last = OLD + DAY_MS;
        log(acting, subject(60), last, Some(50));
        log(acting, subject(61), last, Some(51));
        for (n, call) in [(70, 64), (71, 65)] {
            log(acting, subject(call), last, None);
            case(acting, n, call);
        }
    });
    machine.sign_in("maryam");
    machine
}

fn order() -> EraseOldOrder {
    EraseOldOrder { secret: PIN.into() }
}

/// Waits until the run has begun and is in the middle of it.
fn in_the_middle(app: &App) {
    let mut looks = std::iter::repeat_with(|| {
        thread::yield_now();
        app.erasing_progress().unwrap()
    });
    let far = looks
        .find(|far| far.is_some_and(|far| far.done > 0))
        .flatten();
    assert!(is_before_the_last(far), "there was time to act: {far:?}");
}

/// Whether what people care about is all before it still.
fn is_before_the_last(far: Option<app::dto::ErasingProgress>) -> bool {
    far.is_some_and(|far| far.done < u64::from(CALLS))
}

fn note(app: &App, call: SubjectId) -> String {
    app.call(&call.to_string()).unwrap().note
}

fn name(app: &App, n: u8) -> String {
    app.person_sheet(&new_id(n)).unwrap().name_ar
}

fn figures(app: &App) -> String {
    let query = FiguresQuery {
        from: "2023-01-01".into(),
        to: "2024-12-31".into(),
        ..FiguresQuery::default()
    };
    format!("{:?}", app.figures(&query).unwrap())
}

/// What `doctor` tells to be due; none where it says nothing of it.
fn told_due(app: &App) -> Option<String> {
    let condition = app.condition(None).unwrap();
    let mut findings = condition.findings.iter();
    let due = findings.find(|one| one.code == FindingCode::PolicyRecordsDue)?;
    due.args.get("count").cloned()
}

/// The run takes its time, and the desk works on: who calls in the middle of it is known still, and a case that a court asks
/// for in that minute keeps its words.
#[test]
fn what_is_needed_again_while_it_runs_stays() {
    let machine = site();
    let app = &machine.app;
    let before = figures(app);
    let all = app.retention_preview().unwrap().all;
    assert_eq!(all, CALLS + 4 + 2 + 2);
    let made = thread::scope(|scope| {
        let run = scope.spawn(|| app.erase_old(&order()));
        in_the_middle(app);
        let held = CaseHeld {
            case: new_id(71),
            held: true,
            file: "2026/14".into(),
        };
        app.hold_case(&held).unwrap();
        let again = CallForm {
            number: NUMBER.into(),
            caller: new_id(51),
            caller_name: NAME.into(),
            ..query_form(80)
        };
        app.log_call(&again, SaveAs::ByRule).unwrap();
        let second = app
            .erase_old(&order())
            .map_err(|error| ErrorDto::from(&error).code);
        assert_eq!(second.err(), Some(ErrorCode::ErasingBusy), "one at a time");
        assert!(
            is_before_the_last(app.erasing_progress().unwrap()),
            "all that while it was running"
        );
        run.join().unwrap().unwrap()
    });
    assert_eq!(
        (made.counts.calls, made.counts.cases, made.counts.persons),
        (CALLS + 3, 1, 1)
    );
    assert_eq!(
        (note(app, subject(65)), note(app, subject(80))),
        (NOTE.into(), query_form(80).note)
    );
    for gone in [
        one(0),
        one(CALLS - 1),
        subject(60),
        subject(61),
        subject(64),
    ] {
        assert_eq!(note(app, gone), "");
    }
    assert_eq!((name(app, 50), name(app, 51)), (String::new(), NAME.into()));
    assert_eq!(figures(app), before, "figures stay as they are");
    assert_eq!(app.retention_preview().unwrap().all, 0);
    assert_eq!(app.verify_journal().unwrap().fault, None);
}

/// The application on the folder of a site, opened under its policy.
fn again(folder: &Path, clock: &Arc<SetClock>) -> App {
    let policy = PolicyPlace {
        path: folder.join("policy.json"),
        owner: fs::metadata(folder).unwrap().uid(),
    };
    let app = App::start(Config {
        policy: Some(policy),
        ..config(folder, Arc::clone(clock))
    });
    let passphrase = PASSPHRASE.to_owned();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    let (login, secret) = ("maryam".into(), PIN.into());
    app.sign_in(&SignIn { login, secret }).unwrap();
    app
}

/// A run broke off in the middle of the calls: what it erased stays erased, `doctor` tells what is left, and another run
/// takes that.
fn goes_on(app: &App, all: u32, before: &str) {
    let left = app.retention_preview().unwrap().all;
    let gone = all - left;
    assert!(gone > 0 && gone < CALLS, "in the middle: {gone}");
    assert_eq!(note(app, one(0)), "", "what was erased stays so");
    assert_eq!(note(app, one(CALLS - 1)), NOTE, "the others were left");
    assert_eq!(told_due(app), Some(left.to_string()));
    assert_eq!(app.verify_journal().unwrap().fault, None);

    let rest = app.erase_old(&order()).unwrap();
    assert_eq!(rest.counts.calls, CALLS + 4 - gone, "none twice");
    assert_eq!((rest.counts.cases, rest.counts.persons), (2, 2));
    let acts = app.erasures().unwrap();
    let of_both: u32 = acts.iter().map(|act| act.counts.calls).sum();
    assert_eq!((acts.len(), of_both), (2, CALLS + 4), "a certificate each");
    assert_eq!(told_due(app), None);
    assert_eq!(figures(app), before, "figures stay as they are");
    assert!(matches!(app.erase_old(&order()), Err(AppError::NotFound)));
    assert_eq!(app.verify_journal().unwrap().fault, None);
}

/// Somebody ends it because the office closes, and goes on with it on another day.
#[test]
fn a_run_that_was_stopped_is_begun_again() {
    let machine = site();
    let app = &machine.app;
    let before = figures(app);
    let all = app.retention_preview().unwrap().all;
    assert_eq!(told_due(app), Some(all.to_string()));
    let stopped = thread::scope(|scope| {
        let run = scope.spawn(|| app.erase_old(&order()));
        in_the_middle(app);
        app.stop_erasing().unwrap();
        run.join().unwrap().unwrap()
    });
    assert_eq!(
        stopped.counts.calls,
        all - app.retention_preview().unwrap().all
    );
    goes_on(app, all, &before);
}

/// Set in a process that is to be killed: the folder of the site at which it erases.
const VICTIM: &str = "NIDA_ERASES_OLD_AT";

/// The machine goes off between two slices.
#[test]
fn a_run_that_was_killed_is_begun_again() {
    if let Some(folder) = env::var_os(VICTIM) {
        let app = again(
            Path::new(&folder),
            &Arc::new(SetClock::at(Millis(SUNDAY_TEN))),
        );
        let all = app.retention_preview().unwrap().all;
        thread::scope(|scope| {
            let run = scope.spawn(|| app.erase_old(&order()));
            in_the_middle(&app);
            // A slice that was begun is none yet.
            while app.retention_preview().unwrap().all == all {
                thread::yield_now();
            }
            println!("\nin the middle");
            drop(run.join());
        });
        return;
    }
    let machine = site();
    let before = figures(&machine.app);
    let all = machine.app.retention_preview().unwrap().all;
    let Machine { folder, clock, app } = machine;
    drop(app);
    let mut victim = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "a_run_that_was_killed_is_begun_again",
            "--nocapture",
        ])
        .env(VICTIM, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = BufReader::new(victim.stdout.take().unwrap()).lines();
    let mut told = told.map_while(Result::ok);
    assert!(told.any(|line| line == "in the middle"), "it has begun");
    victim.kill().unwrap();
    assert!(!victim.wait().unwrap().success(), "it had not ended");
    goes_on(&again(folder.path(), &clock), all, &before);
}

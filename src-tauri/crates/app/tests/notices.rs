//! Notices of the desktop: what is told, to whom, and that it names nobody.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use app::clock::Clock as _;
use app::dto::{
    Digits, FollowUpEnd, LocaleCode, LockFor, NewFollowUp, NoticeSetting, Preferences, Replanned,
    SaveAs,
};
use app::{App, AppError, Config, Notice, Notifier};
use common::*;

/// A desktop that writes down what it is told.
#[derive(Default)]
struct Desktop {
    in_front: AtomicBool,
    told: Mutex<Vec<String>>,
}

impl Notifier for Desktop {
    fn in_front(&self) -> bool {
        self.in_front.load(Ordering::SeqCst)
    }

    fn tell(&self, notice: Notice) {
        let mut told = self.told.lock().unwrap();
        told.push(format!("{}: {}", notice.from, notice.text));
    }
}

impl Desktop {
    /// What was told since this was last asked.
    fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

/// A machine with a desktop: two agents and an administrator. Salim sits there, and the window is behind
/// another one.
fn site_on_a_desktop() -> (Machine, Arc<Desktop>) {
    let machine = machine();
    machine.sign_in("maryam");
    for (login, role) in [
        ("salim", "agent"),
        ("aisha", "agent"),
        ("huda", "administrator"),
    ] {
        machine.add(&person(login, &[role]));
    }
    let Machine { folder, clock, app } = machine;
    drop(app);
    let desktop = Arc::<Desktop>::default();
    let app = App::start(Config {
        notifier: desktop.clone(),
        ..config(folder.path(), clock.clone())
    });
    app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("salim");
    speak(&machine, LocaleCode::Ar, Digits::Latn);
    (machine, desktop)
}

fn speak(machine: &Machine, locale: LocaleCode, digits: Digits) {
    let preferences = Preferences { locale, digits };
    machine.app.set_preferences(preferences).unwrap();
}

fn sit_down(machine: &Machine, login: &str) {
    machine.app.sign_out().unwrap();
    machine.sign_in(login);
}

/// The case that a complaint opens.
fn case_of_a_complaint(machine: &Machine) -> String {
    let form = complaint_form(1);
    let logged = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let found = machine.app.find_case(&logged.case_reference.unwrap());
    found.unwrap().remove(0).id
}

fn lock(machine: &Machine) {
    let why = LockFor {
        reason: String::new(),
    };
    machine.app.lock(&why).unwrap();
}

/// A follow-up about this case, due so many minutes from now.
fn plan(machine: &Machine, case: &str, n: u8, in_min: i64, for_anyone: bool) -> String {
    let planned = NewFollowUp {
        id: new_id(n),
        case: case.into(),
        kind: "call_back".into(),
        due: machine.clock.now().0 + in_min * 60_000,
        promised: true,
        promise: "نتصل بالأخت عائشة على 99123456".into(),
        for_anyone,
    };
    machine.app.plan_follow_up(&planned).unwrap().id
}

/// What a person looks at again and again; time goes on in between.
fn looks(machine: &Machine, minutes: i64) {
    machine.app.tell_what_is_due();
    for _ in 0..minutes {
        machine.later(60_000);
        machine.app.tell_what_is_due();
    }
}

/// A promise that nobody is reminded of is broken by habit: each that comes due is told once, those of one
/// moment together, and what was due when its person sat down stands in the window alone.
#[test]
fn what_comes_due_is_told_once() {
    let (machine, desktop) = site_on_a_desktop();
    let case = case_of_a_complaint(&machine);
    plan(&machine, &case, 50, 1, false);
    machine.later(2 * 60_000);
    looks(&machine, 3);
    assert_eq!(desktop.told(), [""; 0], "it was due before anybody looked");
    assert_eq!(machine.app.due_count().unwrap().own, 1);

    let moved = plan(&machine, &case, 51, 5, false);
    let done = plan(&machine, &case, 52, 5, false);
    plan(&machine, &case, 53, 5, false);
    plan(&machine, &case, 54, 5, true);
    looks(&machine, 4);
    assert_eq!(desktop.told(), [""; 0]);
    looks(&machine, 4);
    assert_eq!(desktop.told(), ["نداء: حان موعد 3 متابعات"]);
    assert_eq!(
        machine.app.due_count().unwrap().own,
        4,
        "not those of nobody"
    );
    assert_eq!(
        machine.app.due_count().unwrap().anyones,
        1,
        "those are counted beside them, and told by no notice"
    );

    let end = FollowUpEnd {
        follow_up: done,
        code: "informed".into(),
    };
    machine.app.end_follow_up(&end).unwrap();
    let replanned = Replanned {
        follow_up: moved,
        due: machine.clock.now().0 + 60_000,
    };
    machine.app.replan_follow_up(&replanned).unwrap();
    assert_eq!(machine.app.due_count().unwrap().own, 2);
    speak(&machine, LocaleCode::En, Digits::Arab);
    looks(&machine, 5);
    assert_eq!(
        desktop.told(),
        ["Nida: 1 follow-up is due"],
        "at its new due"
    );

    // A clock that was ahead and is put right: told twice is better than not at all.
    let planned_before = machine.clock.now();
    machine.later(-10 * 60_000);
    looks(&machine, 1);
    assert_eq!(desktop.told(), [""; 0]);
    plan(&machine, &case, 55, 2, false);
    looks(&machine, 2);
    let told = desktop.told();
    assert!(
        told.contains(&"Nida: 1 follow-up is due".to_owned()),
        "{told:?}"
    );
    assert!(
        machine.clock.now() < planned_before,
        "before the clock says what it said"
    );
}

/// Behind a lock the screen belongs to whoever walks by; what came due meanwhile is told to its person
/// alone, once they are back.
#[test]
fn nobody_else_is_told_what_is_due() {
    let (machine, desktop) = site_on_a_desktop();
    let case = case_of_a_complaint(&machine);
    plan(&machine, &case, 50, 2, false);
    plan(&machine, &case, 51, 3, false);
    looks(&machine, 1);
    lock(&machine);
    looks(&machine, 3);
    machine.sign_in("aisha");
    looks(&machine, 1);
    machine.app.sign_out().unwrap();
    looks(&machine, 1);
    assert_eq!(desktop.told(), [""; 0]);
    machine.sign_in("salim");
    looks(&machine, 3);
    assert_eq!(desktop.told(), ["نداء: حان موعد متابعتين"]);

    machine.app.practice_enter().unwrap();
    looks(&machine, 3);
    assert_eq!(desktop.told(), [""; 0], "practice is silent");
}

/// Whoever is in another window hears that the line rings, without its number; the window in front and
/// whoever takes no calls say nothing, and rubbish from a web page cannot shout.
#[test]
fn a_waiting_call_is_told_where_the_window_does_not_show_it() {
    let (machine, desktop) = site_on_a_desktop();
    let waiting = "نداء: مكالمة في الانتظار";
    machine.app.pop_screen("99123456");
    assert_eq!(desktop.told(), [waiting]);
    machine.app.pop_screen("+968 9912 3456");
    assert_eq!(desktop.told(), [""; 0], "ringing and answered are one call");
    machine.app.pop_screen("anonymous");
    assert_eq!(desktop.told(), [waiting]);
    machine.app.pop_screen("nida://erase?number=99123456");
    assert_eq!(desktop.told(), [""; 0]);

    desktop.in_front.store(true, Ordering::SeqCst);
    machine.app.pop_screen("99110011");
    assert_eq!(desktop.told(), [""; 0], "the bar says it");
    lock(&machine);
    machine.app.pop_screen("99110022");
    assert_eq!(desktop.told(), [waiting], "a locked window shows no bar");

    machine.app.practice_enter().unwrap();
    machine.app.pop_screen("99110055");
    assert_eq!(desktop.told(), [""; 0], "practice shows no call that waits");
    machine.app.practice_leave().unwrap();

    desktop.in_front.store(false, Ordering::SeqCst);
    machine.sign_in("huda");
    machine.app.pop_screen("99110033");
    machine.app.sign_out().unwrap();
    machine.app.pop_screen("99110044");
    assert_eq!(desktop.told(), [""; 0], "an administrator, then nobody");
}

/// A machine in a room full of visitors can be told to be silent.
#[test]
fn a_machine_shows_none_when_it_was_told_so() {
    let (machine, desktop) = site_on_a_desktop();
    let silent = NoticeSetting { shown: false };
    let refused = machine.app.set_notices(silent);
    assert!(matches!(refused, Err(AppError::NotAllowed(_))));
    sit_down(&machine, "huda");
    assert!(machine.app.notice_setting().unwrap().shown, "by default");
    machine.app.set_notices(silent).unwrap();
    assert!(!machine.app.notice_setting().unwrap().shown);

    sit_down(&machine, "salim");
    let case = case_of_a_complaint(&machine);
    plan(&machine, &case, 50, 1, false);
    machine.app.pop_screen("99123456");
    looks(&machine, 2);
    assert_eq!(desktop.told(), [""; 0]);
    assert_eq!(
        machine.app.due_count().unwrap().own,
        1,
        "the window says it"
    );
    sit_down(&machine, "huda");
    machine
        .app
        .set_notices(NoticeSetting { shown: true })
        .unwrap();
    sit_down(&machine, "salim");
    looks(&machine, 2);
    assert_eq!(desktop.told(), [""; 0], "what is past is past");
}

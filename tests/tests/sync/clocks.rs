//! Wall clocks that are wrong by days, in both directions, and one that changes its hour. No order, no
//! acknowledgement and no token hangs on them; by how much one was off is written down and shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::clock::SetClock;
use app::dto::{ConnectCentre, SaveAs};
use centre::TOKEN_LIFE_MS;
use domain::fold::Record;
use domain::id::{Millis, SubjectId};
use nida_tests::machine::{SUNDAY_TEN, first_start, id, query_form, sign_in, start};
use sync::{Clocks, Options};
use tempfile::TempDir;

use crate::line::{Line, Mood};
use crate::world::{AT, Centre, Machine, call};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * 60 * 1_000;
/// An answer is on its way for less than this, on a busy machine too.
const ON_ITS_WAY_MS: i64 = MINUTE_MS;

fn is_about(skew_ms: Option<i64>, expected_ms: i64) -> bool {
    skew_ms.is_some_and(|skew_ms| (skew_ms - expected_ms).abs() < ON_ITS_WAY_MS)
}

/// Two days ahead and two days behind the centre: it is enrolled, sends, pulls, renews its token, and its people and
/// those of the centre see by how much its clock is off.
#[test]
fn a_clock_that_is_two_days_off_costs_nothing_and_is_shown() {
    for ahead_ms in [2 * DAY_MS, -2 * DAY_MS] {
        let centre = Centre::start();
        centre.clock.forward(-ahead_ms);
        let (machine, other) = (Machine::new(), Machine::new());
        for one in [&machine, &other] {
            one.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        }
        machine.save(3);
        machine.wait_all_in();
        other.save(2);
        other.wait_all_in();
        machine.wait_pulled_to(5);
        assert!(is_about(machine.syncer.skew_ms(), ahead_ms), "it knows");
        let shown_ms = machine.syncer.status().clock_ahead_min.unwrap() * MINUTE_MS;
        assert!(is_about(Some(shown_ms), ahead_ms), "and says so");
        machine.wait_for("the people of the centre see it", |_| {
            let seen = centre.machines();
            let seen = seen.iter().find(|one| one.id == machine.store.machine());
            is_about(seen.and_then(|one| one.skew_ms), ahead_ms).then_some(())
        });
        // By the centre's clock alone a token grows old.
        centre.clock.forward(TOKEN_LIFE_MS);
        machine.save(1);
        machine.wait_all_in();
        machine.wait_pulled_to(6);
        assert_eq!((centre.count(), centre.entries().len()), (6, 6));
        machine.assert_whole(6);
    }
}

/// The clock of the centre itself jumps, forth and back by two days: nobody has to be enrolled again.
#[test]
fn a_centre_whose_clock_jumps_loses_no_machine() {
    let centre = Centre::start();
    let machine = Machine::new();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    for (jump_ms, saved) in [(2 * DAY_MS, 1), (-4 * DAY_MS, 2), (2 * DAY_MS, 3)] {
        centre.clock.forward(jump_ms);
        machine.save(1);
        machine.wait_all_in();
        machine.wait_pulled_to(saved);
    }
    assert_eq!(centre.count(), 3);
    machine.assert_whole(3);
}

/// The clock of a machine leaps two days ahead and back, and its zone to summer time and back, between the changes of
/// one call: at every machine the last one made is the one that stands, and the order is that of the making.
#[test]
fn entries_stand_in_the_order_of_their_making_whatever_the_clock_said() {
    let centre = Centre::start();
    let (machine, other) = (Machine::new(), Machine::new());
    for one in [&machine, &other] {
        one.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    }
    let of = SubjectId::from_bytes([1; 16]);
    let moments = [
        (AT.0, 60),
        // The hour is set forward: an hour of the wall's is missing, none of the entries'.
        (AT.0 + HOUR_MS, 120),
        (AT.0 + 2 * DAY_MS, 120),
        (AT.0 - 2 * DAY_MS, 120),
        // And back: the same hour comes twice.
        (AT.0 + HOUR_MS, 60),
        (AT.0 + HOUR_MS, 60),
    ];
    let mut before = call("");
    for (place, (at, zone_min)) in moments.into_iter().enumerate() {
        let after = call(&format!("بعد {place}"));
        let change = match place {
            0 => after.logged(),
            _ => before.amended(&after).unwrap(),
        };
        machine.write(of, change, Millis(at), zone_min);
        before = after;
        if place == 3 {
            // Half of them goes by another batch.
            machine.wait_all_in();
        }
    }
    machine.wait_all_in();
    other.wait_pulled_to(6);
    let at_centre = centre.entries();
    let headers = at_centre.values().map(|listed| {
        let entry = listed.entry.as_ref().unwrap();
        entry.read_header().unwrap()
    });
    let told: Vec<_> = headers
        .map(|header| (header.at.0, header.zone_min))
        .collect();
    assert_eq!(told, moments, "as each was made, and in that order");
    for one in [&machine, &other] {
        let folded = one.store.read(|reading| reading.folded(of)).unwrap();
        let note = match folded.unwrap().record {
            Record::Call(call) => call.note,
            other => unreachable!("{other:?}"),
        };
        assert_eq!(note, "بعد 5", "the last one made");
        one.assert_whole(6);
    }
}

/// Whoever reads a time years later can tell that the clock was wrong then: the entries say by how much.
#[test]
fn what_is_saved_by_a_wrong_clock_says_so() {
    let centre = Centre::start();
    centre.clock.forward(-2 * DAY_MS);
    let folder = TempDir::new().unwrap();
    let app = start(folder.path(), Arc::new(SetClock::at(Millis(SUNDAY_TEN))));
    first_start(&app).unwrap();
    sign_in(&app).unwrap();
    let before = id(SUNDAY_TEN, [1; 10]);
    let form = query_form(before, SUNDAY_TEN);
    app.log_call(&form, SaveAs::ByRule).unwrap();
    app.connect_centre(&ConnectCentre {
        address: centre.url(),
        code: centre.code(),
    })
    .unwrap();
    let skews = || {
        let at_centre = centre.entries();
        let calls = at_centre
            .into_values()
            .filter(|one| one.kind.as_deref() == Some("call.logged"));
        let skews = calls.map(|one| one.entry.unwrap().read_header().unwrap().skew_ms);
        skews.collect::<Vec<_>>()
    };
    let pause = std::time::Duration::from_millis(20);
    let mut saved = 1_u8;
    // The first one says nothing of it: nobody knew. As soon as the centre has greeted it, each says it.
    let known = loop {
        assert!(saved < u8::MAX, "the centre greets it");
        saved += 1;
        let form = query_form(id(SUNDAY_TEN, [saved; 10]), SUNDAY_TEN);
        app.log_call(&form, SaveAs::ByRule).unwrap();
        app.sync_now().unwrap();
        std::thread::park_timeout(pause);
        if let Some(Some(last)) = skews().last().copied() {
            break last;
        }
    };
    assert!(is_about(Some(known), 2 * DAY_MS), "{known}");
    assert_eq!(skews().first(), Some(&None));
}

/// By how much the clocks of the machine in the story below are not the system's: its wall clock, and both of them.
static SET_MS: AtomicI64 = AtomicI64::new(0);
static SLEPT_MS: AtomicI64 = AtomicI64::new(0);

fn wall_ms() -> i64 {
    (Clocks::SYSTEM.wall_ms)() + SET_MS.load(Ordering::SeqCst) + SLEPT_MS.load(Ordering::SeqCst)
}

fn steady_ms() -> i64 {
    (Clocks::SYSTEM.steady_ms)() + SLEPT_MS.load(Ordering::SeqCst)
}

/// The line is down for a week. Somebody puts the clock right: what is saved from then on does not call it wrong any
/// more, and neither does the screen. Somebody sets it wrong: it says so, though nobody greeted. A night's sleep is no
/// setting.
#[test]
fn a_clock_that_is_set_while_the_line_is_down_is_known() {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::with(Options {
        clocks: Clocks { wall_ms, steady_ms },
        ..Options::default()
    });
    SET_MS.store(2 * DAY_MS, Ordering::SeqCst);
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.wait_for("the centre greets it", |machine| {
        is_about(machine.syncer.skew_ms(), 2 * DAY_MS).then_some(())
    });
    line.set(Mood::Refuses);
    for (set_ms, slept_ms) in [
        (0, 0),
        (0, 8 * HOUR_MS),
        (-3 * HOUR_MS, 8 * HOUR_MS),
        (2 * DAY_MS, 16 * HOUR_MS),
    ] {
        SET_MS.store(set_ms, Ordering::SeqCst);
        SLEPT_MS.store(slept_ms, Ordering::SeqCst);
        assert!(is_about(machine.syncer.skew_ms(), set_ms), "{set_ms}");
        machine.syncer.wake();
        machine.wait("the screen says so", |status| {
            is_about(status.clock_ahead_min.map(|min| min * MINUTE_MS), set_ms)
        });
    }
}

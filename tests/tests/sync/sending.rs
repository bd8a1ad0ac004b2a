//! Sending and pulling: everything is at the centre once and at every machine, whatever the line does.

use sync::LinkState;

use crate::line::{Line, Mood};
use crate::world::{Centre, Machine};

/// What one machine saves is at the centre and at the other, numbered alike.
#[test]
fn entries_reach_the_centre_and_the_other_machine() {
    let centre = Centre::start();
    let (one, two) = (Machine::new(), Machine::new());
    one.save(40);
    one.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    one.wait_all_in();
    two.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    two.save(2);
    two.wait_all_in();
    two.wait_pulled_to(42);
    one.wait_pulled_to(42);
    assert_eq!(centre.count(), 42);
    let numbers: Vec<_> = centre.entries().into_keys().collect();
    assert_eq!(numbers, (1..=42).collect::<Vec<_>>(), "dense, each once");
    for machine in [&one, &two] {
        let verified = machine.store.verify().unwrap();
        assert!(verified.fault.is_none(), "{verified:?}");
        assert_eq!(verified.entries, 42, "both hold all of the site");
    }
}

/// The centre had written them down when the line broke, at whatever byte of its answer: nothing is
/// there twice, nothing counts as sent that was not named.
#[test]
fn an_answer_cut_anywhere_doubles_nothing() {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::new();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    let mut saved = 0;
    for after in [0, 1, 12, 40, 90, 150, 200, 300, 500, 700] {
        // All three go together: a round that is under way takes none of them along, since the answer to one alone
        // may be shorter than where it would be cut.
        line.set(Mood::Refuses);
        machine.save(3);
        saved += 3;
        let cuts = line.cuts();
        line.set(Mood::CutsAnswerAfter(after));
        machine.syncer.sync_now();
        machine.wait_for("the answer is cut", |_| (line.cuts() > cuts).then_some(()));
        let status = machine.wait("what was not named counts as unsent", |status| {
            status.problem.is_some() && status.waiting == 3
        });
        assert_eq!(status.state, LinkState::Unreachable, "cut after {after}");
        assert!(
            centre.count() > saved - 3,
            "cut after {after}: the centre had it"
        );
        line.set(Mood::Carries);
        machine.wait_all_in();
        assert_eq!(centre.count(), saved, "cut after {after}: once");
    }
    machine.wait_pulled_to(u64::try_from(saved).unwrap());
}

/// Offline for a while: calls are logged on, and all arrives when the centre is back.
#[test]
fn a_centre_that_comes_back_gets_everything() {
    let mut centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::new();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.save(5);
    machine.wait_all_in();
    centre.kill();
    machine.save(60);
    let status = machine.wait("it is seen, and the count grows", |status| {
        status.state == LinkState::Unreachable && status.waiting == 60
    });
    assert!(status.problem.is_some() && status.oldest_at.is_some());
    centre.start_again();
    line.lead_to(centre.address());
    machine.wait_all_in();
    assert_eq!(centre.count(), 65);
}

/// A flapping line: connections die at any moment, again and again.
#[test]
fn a_flapping_line_loses_nothing() {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::new();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    for round in 0..8 {
        line.set(Mood::Refuses);
        machine.save(10);
        machine.syncer.sync_now();
        machine.wait("the outage is seen", |status| {
            status.state == LinkState::Unreachable
        });
        line.set(Mood::CutsAnswerAfter(round * 60));
        let cuts = line.cuts();
        machine.syncer.sync_now();
        machine.wait_for("an answer is cut", |_| (line.cuts() > cuts).then_some(()));
    }
    line.set(Mood::Carries);
    machine.wait_all_in();
    assert_eq!(centre.count(), 80);
    assert!(machine.store.verify().unwrap().fault.is_none());
}

/// The application ends in the middle of sending and starts again: what was under way is sent again.
#[test]
fn stopping_in_the_middle_loses_nothing() {
    let centre = Centre::start();
    let mut machine = Machine::new();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    for _ in 0..5 {
        machine.save(50);
        machine.syncer.sync_now();
        machine.restart();
    }
    machine.wait_all_in();
    assert_eq!(centre.count(), 250);
}

/// Restored from last night's backup, the centre is filled up again by the machines, without a person.
#[test]
fn a_restored_centre_is_filled_up_again() {
    let mut centre = Centre::start();
    let line = Line::to(centre.address());
    let (one, two) = (Machine::new(), Machine::new());
    for machine in [&one, &two] {
        machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
        machine.save(4);
        machine.wait_all_in();
    }
    one.wait_pulled_to(8);
    two.wait_pulled_to(8);
    let backup = centre.back_up();
    for machine in [&one, &two] {
        machine.save(6);
        machine.wait_all_in();
    }
    one.wait_pulled_to(20);
    two.wait_pulled_to(20);
    centre.restore(backup);
    line.lead_to(centre.address());
    assert_eq!(centre.count(), 8, "a day is lost at the centre");
    one.wait_for("it is filled up again", |_| {
        one.syncer.sync_now();
        two.syncer.sync_now();
        (centre.count() == 20).then_some(())
    });
    for machine in [&one, &two] {
        machine.wait_all_in();
        machine.wait_pulled_to(20);
    }
    assert_eq!(centre.count(), 20);
    for machine in [&one, &two] {
        let verified = machine.store.verify().unwrap();
        assert!(verified.fault.is_none(), "{verified:?}");
    }
}

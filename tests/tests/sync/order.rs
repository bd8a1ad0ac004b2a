//! What comes late, twice, in another order or in part, on a real line between a real store and a real centre.
//!
//! A connection carries one request at a time (HTTP/1.1 without pipelining), so that two answers cannot change places
//! on it; what can is shown here: an answer or a request that lies on a line that was given up, while the next line
//! carries the newer one, and something in between that gives an old answer again.

use sync::LinkProblem;

use crate::line::{Line, Mood};
use crate::world::{Centre, Machine};

const APPEND: &str = "POST /v1/entries";
const FEED: &str = "GET /v1/feed";

/// A machine that gives a line up after a second without a byte, enrolled, with one call sent.
fn world() -> (Centre, Line, Machine) {
    let centre = Centre::start();
    let line = Line::to(centre.address());
    let machine = Machine::impatient();
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.save(1);
    machine.wait_all_in();
    machine.wait_pulled_to(1);
    line.forget_cuts();
    (centre, line, machine)
}

fn given_up(machine: &Machine, line: &Line, waiting: u64) {
    machine.wait("it is given up, and unsent", |status| {
        line.cuts() > 0 && status.problem == Some(LinkProblem::Stalled) && status.waiting == waiting
    });
}

/// All is there once at both ends, in the order in which it was saved.
fn assert_once(centre: &Centre, machine: &Machine, saved: usize) {
    machine.wait_all_in();
    machine.wait_pulled_to(u64::try_from(saved).unwrap());
    assert_eq!((centre.count(), centre.entries().len()), (saved, saved));
    let verified = machine.store.verify().unwrap();
    assert!(verified.fault.is_none(), "{verified:?}");
    assert_eq!(machine.store.rebuild().unwrap().differed, 0);
}

/// The answers come after the machine has given up and sent everything anew: they find nobody, and change nothing.
#[test]
fn answers_that_come_after_the_machine_gave_up_change_nothing() {
    let (centre, line, machine) = world();
    for (kept, saved) in [(APPEND, 4), (FEED, 7)] {
        line.forget_cuts();
        line.set(Mood::KeepsAnswers(kept));
        machine.save(3);
        machine.syncer.sync_now();
        let unsent = if kept == APPEND { 3 } else { 0 };
        given_up(&machine, &line, unsent);
        assert!(centre.count() > saved - 3, "the centre had it long before");
        // The next line is good, and carries the newer answer first.
        let released = line.released();
        line.set(Mood::Carries);
        assert_once(&centre, &machine, saved);
        machine.wait_for("the old answer came out of the line", |_| {
            (line.released() > released).then_some(())
        });
        assert_once(&centre, &machine, saved);
    }
}

/// The older request reaches the centre behind the newer one, which held the same and more.
#[test]
fn a_request_that_comes_behind_a_newer_one_is_a_duplicate() {
    let (centre, line, machine) = world();
    line.set(Mood::KeepsRequests(APPEND));
    machine.save(2);
    machine.syncer.sync_now();
    given_up(&machine, &line, 2);
    assert_eq!(centre.count(), 1, "the centre has not heard of it");
    machine.save(2);
    // Another line, on which the newer request overtakes: what lies on the first goes on when that is through.
    let other = Line::to(centre.address());
    let mut machine = machine;
    machine.lead_to(&other.url());
    assert_once(&centre, &machine, 5);
    line.set(Mood::Carries);
    machine.wait_for("the older one has reached the centre", |_| {
        (line.released() > 0).then_some(())
    });
    machine.save(1);
    assert_once(&centre, &machine, 6);
}

/// Something on the way gives the answer to the request before: it names other links, so nothing counts as sent.
#[test]
fn the_answer_to_the_request_before_acknowledges_nothing() {
    let (centre, line, machine) = world();
    line.set(Mood::GivesTheOneBefore(APPEND));
    machine.save(1);
    machine.wait_for("one answer is remembered", |machine| {
        machine.syncer.sync_now();
        (machine.store.link_state().unwrap().waiting == 0).then_some(())
    });
    machine.save(2);
    machine.wait_for("it is given again", |machine| {
        machine.syncer.sync_now();
        (line.cuts() > 0).then_some(())
    });
    machine.wait("that something is wrong is said", |status| {
        status.problem.is_some()
    });
    assert_eq!(machine.store.link_state().unwrap().waiting, 2);
    line.set(Mood::Carries);
    assert_once(&centre, &machine, 4);
}

/// A batch goes out packed and is cut on its way: half a pack is no batch, and nothing of it is written down.
#[test]
fn a_packed_batch_that_is_cut_on_its_way_leaves_nothing() {
    let (centre, line, machine) = world();
    line.set(Mood::Refuses);
    machine.save(20);
    for most in [1, 80, 300, 500, 700] {
        line.forget_cuts();
        line.set(Mood::CutsRequestAfter(APPEND, most));
        machine.wait_for("a request is cut", |machine| {
            machine.syncer.sync_now();
            (line.cuts() > 0).then_some(())
        });
        assert_eq!(centre.count(), 1, "cut after {most}");
        assert_eq!(machine.store.link_state().unwrap().waiting, 20);
    }
    line.set(Mood::Carries);
    assert_once(&centre, &machine, 21);
}

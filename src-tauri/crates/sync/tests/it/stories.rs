//! Stories of sending: what is saved goes out, whatever the line does.

use std::time::Duration;

use domain::wire::ProblemType;
use sync::LinkProblem;
use sync::engine::{Event, FIRST_SPREAD, Failure, LONGEST_WAIT, WAKE_AFTER_ENTRY};

use crate::centre::problem;
use crate::desk::Call;
use crate::memory::Fate;
use crate::story_world::*;

/// A saved call is at the centre within seconds, in one batch with what belongs to it.
#[test]
fn a_saved_entry_goes_out_after_two_seconds() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    world.save(3);
    assert_eq!(
        world.pass_well(WAKE_AFTER_ENTRY - Duration::from_millis(100)),
        0,
        "not at once"
    );
    let calls = world.pass_well(Duration::from_secs(1));
    assert_eq!(
        world.centre.batches, 1,
        "what was saved together goes together"
    );
    assert_eq!(
        calls, 2,
        "a batch and a page: no greeting when there was one just now"
    );
    world.assert_all_in(0);
}

/// Typing on while the backlog goes out must not leave the newest entry for the next minute.
#[test]
fn what_is_saved_while_sending_goes_out_soon() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    world.save(1);
    world.now = world.now + WAKE_AFTER_ENTRY;
    world.desk.timer = None;
    world.tell(Event::Timer);
    // In the middle of the batch, and again when it has been told that nothing waits any more.
    assert!(is_entries(&world.calls[0]), "a batch is under way");
    world.save(1);
    for _ in 0..3 {
        let call = world.calls.pop().unwrap();
        let event = world.desk.reach(&mut world.centre, call);
        world.tell(event);
        if matches!(world.calls[0], Call::Feed { .. }) {
            break;
        }
    }
    assert!(
        matches!(world.calls[0], Call::Feed { .. }),
        "the feed is asked for"
    );
    world.save(1);
    world.pass_well(Duration::from_secs(4));
    world.assert_all_in(0);
}

/// Weeks offline cost only disk: a long backlog goes in ever larger batches.
#[test]
fn a_long_backlog_goes_in_growing_batches() {
    let mut world = World::new();
    world.save(2_000);
    let mut sizes = vec![];
    world.pass(HOUR, |call| {
        if is_entries(call) {
            sizes.push(length(call));
        }
        Line::Carries
    });
    assert_eq!(sizes[..4], [100, 200, 400, 500]);
    world.assert_all_in(0);
}

/// The centre's answer was lost after its commit: sent again, and still there once.
#[test]
fn a_lost_answer_doubles_nothing() {
    let mut world = World::new();
    world.save(60);
    let mut lost = 0;
    world.pass(HOUR, |call| {
        if is_entries(call) && lost < 3 {
            lost += 1;
            return Line::LosesAnswer;
        }
        Line::Carries
    });
    assert_eq!(lost, 3);
    world.assert_all_in(0);
}

/// The answer to the last batch was lost and nothing could be sent since: the feed gives the numbers.
#[test]
fn the_feed_gives_back_numbers_whose_answer_was_lost() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    world.save(5);
    world.pass(Duration::from_secs(3), |call| {
        if is_entries(call) {
            Line::LosesAnswer
        } else {
            Line::Carries
        }
    });
    assert_eq!(
        world.desk.journal.waiting_ids().len(),
        5,
        "unknown is unsent"
    );
    assert_eq!(world.desk.journal.kept().numbers.len(), 0);
    // Batches do not get through at all any more, but the feed does.
    world.pass(Duration::from_secs(30), |call| {
        if is_entries(call) {
            Line::Fails(problem(ProblemType::Internal))
        } else {
            Line::Carries
        }
    });
    assert_eq!(world.desk.journal.kept().numbers.len(), 5);
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// Whatever fails, and for however long: nothing is given up, and it goes on by itself.
#[test]
fn every_failure_is_tried_again() {
    let temporary = [
        (Failure::Network, LinkProblem::Network),
        (Failure::Stall, LinkProblem::Stalled),
        (Failure::Certificate, LinkProblem::Certificate),
        (Failure::NotACentre, LinkProblem::NotACentre),
        (problem(ProblemType::TooMany), LinkProblem::Busy),
        (problem(ProblemType::Unavailable), LinkProblem::Busy),
        (problem(ProblemType::NoRoom), LinkProblem::Busy),
        (problem(ProblemType::Internal), LinkProblem::CentreFailed),
        (problem(ProblemType::Malformed), LinkProblem::CentreFailed),
        (problem(ProblemType::NotFound), LinkProblem::CentreFailed),
        (problem(ProblemType::TooLarge), LinkProblem::CentreFailed),
        (
            problem(ProblemType::WrongMediaType),
            LinkProblem::CentreFailed,
        ),
        (
            problem(ProblemType::BadSignature),
            LinkProblem::Unauthenticated,
        ),
        (
            problem(ProblemType::Unauthenticated),
            LinkProblem::Unauthenticated,
        ),
        (
            problem(ProblemType::UpgradeNeeded),
            LinkProblem::UpgradeNeeded,
        ),
        (
            Failure::Problem {
                status: 502,
                kind: None,
                retry_after: None,
            },
            LinkProblem::CentreFailed,
        ),
        (
            Failure::Problem {
                status: 422,
                kind: None,
                retry_after: None,
            },
            LinkProblem::CentreFailed,
        ),
    ];
    for (failure, expected) in temporary {
        let mut world = World::new();
        world.save(10);
        let calls = world.pass(HOUR * 24, |call| match call {
            // A challenge can be had, but nothing more.
            Call::Hello {
                authenticated: false,
                ..
            } => Line::Carries,
            _ => Line::Fails(failure),
        });
        assert_eq!(world.desk.problem, Some(expected), "{failure:?}");
        assert!(calls > 24, "{failure:?}: tried on, {calls} calls");
        assert!(calls < 1_000, "{failure:?}: but not a flood, {calls} calls");
        assert_eq!(
            world.desk.journal.waiting_ids().len(),
            10,
            "{failure:?}: all still there"
        );
        world.pass_well(LONGEST_WAIT * 2);
        world.assert_all_in(0);
    }
}

/// The same when only batches fail: the link is well, and still nothing is lost or hurried.
#[test]
fn failing_batches_are_tried_again() {
    for failure in [
        Failure::Network,
        Failure::Stall,
        Failure::NotACentre,
        problem(ProblemType::Internal),
        problem(ProblemType::Malformed),
        problem(ProblemType::TooLarge),
        problem(ProblemType::Unauthenticated),
        problem(ProblemType::Unavailable),
    ] {
        let mut world = World::new();
        world.save(100);
        let calls = world.pass(HOUR * 24, |call| {
            if is_entries(call) {
                Line::Fails(failure)
            } else {
                Line::Carries
            }
        });
        assert!(
            calls < 24 * 60 * 4 + 3_000,
            "{failure:?}: {calls} calls are a flood"
        );
        let untouched = world.fates().iter().all(|fate| *fate == Fate::Waiting);
        assert!(
            untouched,
            "{failure:?}: nothing was taken for acknowledged or held"
        );
        world.pass_well(HOUR);
        world.assert_all_in(0);
    }
}

/// A line that stalls gets smaller pieces, down to one link.
#[test]
fn batches_shrink_on_a_bad_line() {
    let mut world = World::new();
    world.save(50);
    let mut least = usize::MAX;
    world.pass(HOUR * 5, |call| {
        if length(call) > 2 {
            return Line::Fails(Failure::Stall);
        }
        if is_entries(call) {
            least = least.min(length(call));
        }
        Line::Carries
    });
    assert!(least <= 2);
    world.assert_all_in(0);
}

/// Too large is halved at once, without waiting; one that is too large alone goes by its digests.
#[test]
fn too_large_is_halved_and_never_stops_the_rest() {
    let mut world = World::new();
    world.save(40);
    let large = world.desk.journal.kept().chain[17].id;
    world.pass(Duration::from_secs(30), |call| match call {
        Call::Entries { request, .. }
            if request.links.len() > 10
                || request
                    .links
                    .iter()
                    .any(|link| link.id == large && link.parts.is_some()) =>
        {
            Line::Fails(problem(ProblemType::TooLarge))
        }
        _ => Line::Carries,
    });
    world.assert_all_in(1);
    assert!(matches!(world.fates()[17], Fate::Held(_)));
}

//! Stories of one desk and its centre over a line that the test holds in its hand.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::wire::ProblemType;
use sync::engine::{
    Answer, BREAKER_WAIT, Event, FIRST_SPREAD, Failure, LONGEST_WAIT, Moment, REFUSALS,
    WAKE_AFTER_ENTRY,
};
use sync::{JournalError, LinkProblem, LinkState};

use crate::centre::{Centre, problem};
use crate::desk::{Call, Desk};
use crate::memory::Fate;

/// What the line does with a call.
enum Line {
    Carries,
    /// The centre hears it, its answer never comes.
    LosesAnswer,
    Fails(Failure),
}

struct World {
    centre: Centre,
    desk: Desk,
    now: Moment,
    calls: Vec<Call>,
}

const HOUR: Duration = Duration::from_secs(3600);

impl World {
    fn new() -> Self {
        let mut desk = Desk::new(1, 7);
        let now = Moment(0);
        let calls = desk.step(Event::Started(Some(desk.parties())), now);
        Self {
            centre: Centre::new(),
            desk,
            now,
            calls,
        }
    }

    fn save(&mut self, count: usize) {
        for _ in 0..count {
            self.desk.journal.save();
        }
        self.tell(Event::NewEntry);
    }

    fn tell(&mut self, event: Event) {
        let calls = self.desk.step(event, self.now);
        self.calls.extend(calls);
    }

    /// Lets time pass; the line decides about every call. Returns how many there were.
    fn pass(&mut self, time: Duration, mut line: impl FnMut(&Call) -> Line) -> usize {
        let until = self.now + time;
        let mut count = 0;
        loop {
            if let Some(call) = self.calls.pop() {
                count += 1;
                assert!(count < 20_000, "the desk never comes to rest");
                // A request takes a while; the clock must go on even in a quick world.
                self.now = self.now + Duration::from_millis(20);
                let ask = call.ask();
                let event = match line(&call) {
                    Line::Carries => self.desk.reach(&mut self.centre, call),
                    Line::LosesAnswer => {
                        let _ = self.desk.reach(&mut self.centre, call);
                        Event::Failed {
                            ask,
                            failure: Failure::Network,
                        }
                    }
                    Line::Fails(failure) => Event::Failed { ask, failure },
                };
                self.tell(event);
                continue;
            }
            match self.desk.timer {
                Some(at) if at <= until => {
                    self.desk.timer = None;
                    self.now = self.now.max(at);
                    self.tell(Event::Timer);
                }
                _ => break,
            }
        }
        self.now = self.now.max(until);
        count
    }

    fn pass_well(&mut self, time: Duration) -> usize {
        self.pass(time, |_| Line::Carries)
    }

    fn fates(&self) -> Vec<Fate> {
        self.desk
            .journal
            .kept()
            .chain
            .iter()
            .map(|own| own.fate.clone())
            .collect()
    }

    /// Everything is at the centre once, nothing waits, and the desk says so.
    fn assert_all_in(&self, held: usize) {
        let entries = self.centre.entries();
        let kept = self.desk.journal.kept();
        assert_eq!(
            entries.len(),
            kept.chain.len(),
            "each entry is at the centre"
        );
        assert!(
            entries.values().all(|(times, _)| *times == 1),
            "none is there twice"
        );
        let hashes: Vec<_> = kept.chain.iter().map(|own| own.link.hash).collect();
        assert_eq!(
            self.centre.chain(self.desk.machine()),
            hashes,
            "the chain is whole"
        );
        let waiting = kept
            .chain
            .iter()
            .filter(|own| own.fate == Fate::Waiting)
            .count();
        assert_eq!(waiting, 0, "nothing waits");
        let held_here = kept
            .chain
            .iter()
            .filter(|own| matches!(own.fate, Fate::Held(_)))
            .count();
        assert_eq!(held_here, held, "held by name");
        let cursor = kept.cursors.first().map_or(0, |cursor| cursor.number);
        assert_eq!(cursor, self.centre.last(), "the feed is pulled to its end");
        assert_eq!(
            (self.desk.state, self.desk.problem),
            (LinkState::Connected, None)
        );
    }
}

fn is_entries(call: &Call) -> bool {
    matches!(call, Call::Entries { .. })
}

fn length(call: &Call) -> usize {
    match call {
        Call::Entries { request, .. } => request.links.len(),
        _ => 0,
    }
}

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
    let mut saved = false;
    let mut late = vec![];
    world.pass(Duration::from_secs(4), |call| {
        if matches!(call, Call::Feed { .. }) && !saved {
            saved = true;
            late.push(());
        }
        Line::Carries
    });
    assert!(saved);
    // The same again, saved in the middle of a batch.
    world.save(1);
    world.now = world.now + WAKE_AFTER_ENTRY;
    world.desk.timer = None;
    world.tell(Event::Timer);
    assert_eq!(
        world.calls.iter().filter(|call| is_entries(call)).count(),
        1,
        "a batch is under way"
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
    assert_eq!(sizes[..6], [25, 50, 100, 200, 400, 500]);
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
    world.pass(HOUR, |call| {
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

/// One bad entry must not stop the thousand behind it: the fault by which such systems fail.
#[test]
fn one_poison_entry_among_a_thousand_is_held_by_name() {
    for place in [0, 1, 24, 25, 333, 999] {
        let mut world = World::new();
        world.save(1_000);
        let poison = world.desk.journal.kept().chain[place].id;
        world.centre.poison.insert(poison);
        world.pass_well(HOUR);
        world.assert_all_in(1);
        assert!(
            matches!(world.fates()[place], Fate::Held(_)),
            "the culprit, at {place}"
        );
    }
}

/// A firewall that answers some words with a page of its own looks like poison, not like a portal.
#[test]
fn an_entry_that_a_firewall_blocks_is_held_by_name() {
    let mut world = World::new();
    world.save(200);
    let blocked = world.desk.journal.kept().chain[111].id;
    world.pass(HOUR, |call| match call {
        Call::Entries { request, .. }
            if request
                .links
                .iter()
                .any(|link| link.id == blocked && link.parts.is_some()) =>
        {
            Line::Fails(Failure::NotACentre)
        }
        _ => Line::Carries,
    });
    world.assert_all_in(1);
    assert!(matches!(world.fates()[111], Fate::Held(_)));
}

/// When a portal stands before everything, no entry may be blamed for it.
#[test]
fn a_portal_makes_nobody_a_culprit() {
    let mut world = World::new();
    world.save(1);
    world.pass(HOUR * 12, |_| Line::Fails(Failure::NotACentre));
    // It flaps: greetings go through, then it closes again before the batch, then the greeting fails.
    let mut hellos = 0;
    world.pass(HOUR * 12, |call| match call {
        Call::Hello { .. } => {
            hellos += 1;
            if hellos % 2 == 0 {
                Line::Fails(Failure::NotACentre)
            } else {
                Line::Carries
            }
        }
        Call::Entries { .. } => Line::Fails(Failure::NotACentre),
        _ => Line::Carries,
    });
    assert_eq!(world.fates(), [Fate::Waiting]);
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// Several culprits, side by side and apart; those between them go through.
#[test]
fn several_poison_entries_are_each_found() {
    let mut world = World::new();
    world.save(300);
    let poison: BTreeSet<_> = [5, 6, 7, 150, 299].into();
    for place in &poison {
        let id = world.desk.journal.kept().chain[*place].id;
        world.centre.poison.insert(id);
    }
    world.pass_well(HOUR * 2);
    world.assert_all_in(poison.len());
    for (place, fate) in world.fates().iter().enumerate() {
        assert_eq!(
            matches!(fate, Fate::Held(_)),
            poison.contains(&place),
            "{place}"
        );
    }
}

/// When everything is refused it is not the entries: stop after twenty, say so once, hold no more.
#[test]
fn all_poison_stops_after_twenty() {
    let mut world = World::new();
    world.save(200);
    let all: Vec<_> = world
        .desk
        .journal
        .kept()
        .chain
        .iter()
        .map(|own| own.id)
        .collect();
    world.centre.poison.extend(all);
    let limit = usize::try_from(REFUSALS).unwrap();
    let mut waited = Duration::ZERO;
    while world.desk.problem != Some(LinkProblem::TooManyRefusals) {
        world.pass_well(Duration::from_secs(10));
        waited += Duration::from_secs(10);
        assert!(waited < HOUR * 3, "it stops in the end");
    }
    let held = world
        .fates()
        .iter()
        .filter(|fate| matches!(fate, Fate::Held(_)))
        .count();
    assert!(held <= limit, "{held} are held");
    assert_eq!(world.desk.state, LinkState::Refused, "a person sees it");
    let batches = world.centre.batches;
    world.pass_well(BREAKER_WAIT / 2);
    assert_eq!(world.centre.batches, batches, "sending rests");
    // The centre was mended; nobody has to do anything at the desk.
    world.centre.poison.clear();
    world.pass_well(BREAKER_WAIT * 2);
    world.assert_all_in(held);
}

/// What the centre politely does not take is written down with its reason, and nothing stops.
#[test]
fn held_by_the_centre_is_held_here() {
    let mut world = World::new();
    world.save(50);
    let unwanted: Vec<_> = world
        .desk
        .journal
        .kept()
        .chain
        .iter()
        .step_by(2)
        .map(|own| own.id)
        .collect();
    world.centre.unwanted.extend(unwanted);
    world.pass_well(Duration::from_secs(30));
    world.assert_all_in(25);
    assert_eq!(world.fates()[0], Fate::Held("held".into()));
}

/// An old token is renewed once, and what was refused for it goes out without a person.
#[test]
fn an_old_token_is_renewed_once() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    let machine = world.desk.machine();
    world.centre.forgotten.insert(machine);
    world.save(5);
    let (mut tokens, mut batches) = (0, 0);
    world.pass(Duration::from_secs(10), |call| {
        tokens += usize::from(matches!(call, Call::Token { .. }));
        batches += usize::from(is_entries(call));
        Line::Carries
    });
    assert_eq!((tokens, batches), (1, 2));
    world.assert_all_in(0);
}

/// Cut off, a machine goes on logging, asks nothing, keeps all, and says so; enrolled again, it sends.
#[test]
fn a_revoked_machine_keeps_everything() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    let machine = world.desk.machine();
    world.centre.revoked.insert(machine);
    world.save(5);
    world.pass_well(HOUR);
    assert_eq!(
        (world.desk.state, world.desk.problem),
        (LinkState::Refused, Some(LinkProblem::Revoked))
    );
    world.save(5);
    assert_eq!(world.pass_well(HOUR * 24), 0, "it asks nothing any more");
    assert_eq!(world.desk.journal.waiting_ids().len(), 10);
    world.tell(Event::SyncNow);
    assert_eq!(world.pass_well(HOUR), 1, "but when a person asks");
    world.centre.revoked.clear();
    let parties = world.desk.parties();
    world.tell(Event::CentreSet(parties));
    world.pass_well(Duration::from_secs(10));
    world.assert_all_in(0);
}

/// Two machines from one disk image: the second is told, stops sending, and loses nothing.
#[test]
fn a_fork_stops_sending_with_a_clear_state() {
    let mut world = World::new();
    world.save(3);
    world.pass_well(HOUR);
    // The image as it was before went its own way at another desk, and its fourth entry came first.
    world.desk.journal.save();
    world.pass_well(HOUR);
    {
        let mut kept = world.desk.journal.kept();
        kept.chain.truncate(3);
        kept.numbers.clear();
        kept.cursors.clear();
        kept.twist = 9;
    }
    world.calls = world.desk.restart(1, world.now);
    world.save(2);
    world.pass_well(HOUR);
    assert_eq!(
        (world.desk.state, world.desk.problem),
        (LinkState::Refused, Some(LinkProblem::Fork))
    );
    assert_eq!(
        world.desk.journal.waiting_ids().len(),
        2,
        "nothing was thrown away"
    );
    let batches = world.centre.batches;
    world.pass_well(HOUR * 24);
    assert_eq!(world.centre.batches, batches, "and nothing more is sent");
    // The feed is still pulled: the entry of the other desk is here.
    assert_eq!(world.desk.journal.kept().others.len(), 1);
}

/// The same id with another digest is refused loudly.
#[test]
fn a_changed_entry_stops_sending_with_a_clear_state() {
    let mut world = World::new();
    world.save(2);
    world.desk.journal.kept().chain[1].link.prev[0] ^= 1;
    world.pass_well(HOUR);
    assert_eq!(
        (world.desk.state, world.desk.problem),
        (LinkState::Refused, Some(LinkProblem::Mismatch))
    );
    assert_eq!(world.fates(), [Fate::Acknowledged, Fate::Waiting]);
}

/// The centre lost rows by hand: seen by the heads, healed by sending them again.
#[test]
fn lost_links_are_sent_again() {
    let mut world = World::new();
    world.save(30);
    world.pass_well(HOUR);
    let machine = world.desk.machine();
    world.centre.remove_links(machine, 11);
    assert_eq!(world.centre.chain(machine).len(), 10);
    world.pass_well(HOUR);
    world.assert_all_in(0);
    // The same seen first by a batch that is told what is missing.
    world.centre.remove_links(machine, 21);
    world.save(4);
    world.pass_well(Duration::from_secs(10));
    world.assert_all_in(0);
}

/// The centre was restored from last night's backup: noticed and filled up again without a person.
#[test]
fn a_restored_centre_is_filled_up_again() {
    let mut world = World::new();
    world.save(20);
    world.pass_well(HOUR);
    world.centre.back_up();
    world.save(30);
    world.pass_well(HOUR);
    assert_eq!(world.centre.last(), 50);
    world.centre.restore();
    assert_eq!(world.centre.last(), 20);
    world.pass_well(HOUR);
    world.assert_all_in(0);
    // And from the very beginning.
    world.centre = Centre::new();
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// A full disk: what the centre said cannot be written down, so it counts as unsaid, and it is told.
#[test]
fn a_full_disk_is_told_and_goes_on_by_itself() {
    let mut world = World::new();
    world.save(10);
    world.desk.journal.fail(Some(JournalError::NoRoom));
    world.pass_well(HOUR);
    assert_eq!(world.desk.problem, Some(LinkProblem::Store));
    assert_eq!(world.desk.journal.waiting_ids().len(), 10);
    world.desk.journal.fail(None);
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// An answer that comes twice, late, or to a question of long ago changes nothing.
#[test]
fn late_and_doubled_answers_are_ignored() {
    let mut world = World::new();
    world.save(30);
    let mut old = vec![];
    for _ in 0..200 {
        let Some(call) = world.calls.pop() else {
            let Some(at) = world.desk.timer.take() else {
                break;
            };
            world.now = world.now.max(at);
            world.tell(Event::Timer);
            continue;
        };
        let event = world.desk.reach(&mut world.centre, call);
        world.tell(event.clone());
        let before = world.calls.len();
        world.tell(event.clone());
        for old in &old {
            let old: &Event = old;
            world.tell(old.clone());
        }
        assert_eq!(
            world.calls.len(),
            before,
            "nothing follows from an old answer"
        );
        old.push(event);
    }
    world.assert_all_in(0);
}

/// Another centre behind the same name must get nothing, whatever it says.
#[test]
fn another_centre_gets_nothing() {
    let mut world = World::new();
    world.save(3);
    for _ in 0..5 {
        world.now = world.now + LONGEST_WAIT;
        world.desk.timer = None;
        world.tell(Event::Timer);
        let call = world.calls.pop().unwrap();
        assert!(
            world.calls.is_empty() && matches!(call, Call::Hello { .. }),
            "nothing but a greeting"
        );
        let Event::Answered {
            ask,
            answer:
                Answer::Hello {
                    mut hello,
                    acknowledged,
                },
        } = world.desk.reach(&mut world.centre, call)
        else {
            panic!("the centre greets");
        };
        hello.centre = domain::id::CentreId::from_bytes([0xee; 16]);
        world.tell(Event::Answered {
            ask,
            answer: Answer::Hello {
                hello,
                acknowledged,
            },
        });
        assert_eq!(world.desk.problem, Some(LinkProblem::OtherCentre));
    }
    assert_eq!(world.desk.journal.waiting_ids().len(), 3);
}

/// "Sync now" waits for nothing, and when the line comes back neither does the desk.
#[test]
fn a_person_and_a_new_line_shorten_the_wait() {
    let mut world = World::new();
    world.save(3);
    world.pass(HOUR * 3, |_| Line::Fails(Failure::Network));
    world.tell(Event::SyncNow);
    assert_eq!(world.calls.len(), 1, "at once");
    world.pass(Duration::ZERO, |_| Line::Fails(Failure::Network));
    world.tell(Event::LineChanged);
    world.pass_well(FIRST_SPREAD);
    world.assert_all_in(0);
}

/// A desk without a centre asks nobody anything, however much is saved.
#[test]
fn without_a_centre_nothing_goes_out() {
    let mut desk = Desk::new(1, 1);
    for event in [
        Event::Started(None),
        Event::NewEntry,
        Event::SyncNow,
        Event::LineChanged,
        Event::Timer,
    ] {
        assert!(desk.step(event, Moment(0)).is_empty());
    }
    assert_eq!((desk.state, desk.timer), (LinkState::NotSet, None));
}

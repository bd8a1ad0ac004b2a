//! Stories of a machine's standing at its centre: cut off, forked, restored, mistaken for another.

use std::time::Duration;

use sync::engine::{Answer, Event, FIRST_SPREAD, Failure, LONGEST_WAIT, Moment, WAKE_AFTER_ENTRY};
use sync::{JournalError, LinkProblem, LinkState, NewEpoch};

use crate::centre::Centre;
use crate::desk::{Call, Desk};
use crate::memory::Fate;
use crate::story_world::*;

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

/// Held here, taken there: a copy of the machine brings the parts to a centre that was restored, at the
/// number under which this one was shown the entry as held.
#[test]
fn what_a_copy_brings_to_a_restored_centre_is_not_held_here() {
    let mut world = World::new();
    world.save(1);
    let image = world.desk.journal.kept().clone();
    let machine = world.desk.machine();
    let id = image.chain[0].id;
    world.centre.unwanted.insert(id);
    world.pass_well(HOUR);
    world.assert_all_in(1);

    world.centre.restore();
    world.centre.unwanted.clear();
    let first = world.become_another(Desk::with_past(machine, image, 9));
    world.pass_well(HOUR);
    world.assert_all_in(0);
    world.become_another(first);
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// What was offered again and taken, and lost with the centre's answer to it, stands as held.
#[test]
fn what_was_taken_later_and_lost_at_the_centre_is_held_here() {
    let mut world = World::new();
    world.save(1);
    let id = world.desk.journal.kept().chain[0].id;
    world.centre.unwanted.insert(id);
    world.pass_well(HOUR);
    world.centre.back_up();
    world.centre.unwanted.clear();
    world.desk.journal.offer_again();
    world.tell(Event::NewEntry);
    // The answer comes; the page that announces it does not.
    world.pass(WAKE_AFTER_ENTRY, |call| match call {
        Call::Feed { .. } => Line::Fails(Failure::Network),
        _ => Line::Carries,
    });
    world.centre.restore();
    world.pass_well(HOUR);
    world.assert_all_in(1);
    world.desk.journal.offer_again();
    world.tell(Event::SyncNow);
    world.pass_well(HOUR);
    world.assert_all_in(0);
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

/// Two machines from one disk image: the second goes on in an epoch of its own, and both have everything once.
#[test]
fn the_same_disk_image_at_two_machines_goes_on_in_two_epochs() {
    for unsent in [0, 2] {
        let mut world = World::new();
        world.save(3);
        world.pass_well(HOUR);
        let image = world.desk.journal.kept().clone();
        let machine = world.desk.machine();
        world.save(4);
        world.pass_well(HOUR);

        // The image is started at another desk, which writes at places that are taken.
        let first = world.become_another(Desk::with_past(machine, image, 9));
        for _ in 0..unsent {
            world.desk.journal.save();
        }
        world.pass_well(HOUR);
        world.save(2);
        world.pass_well(HOUR);
        {
            let kept = world.desk.journal.kept();
            assert_eq!(kept.begun, [NewEpoch::Behind], "begun once");
            assert_eq!(kept.others.len(), 4, "what the first did is here");
        }
        assert_eq!(world.desk.journal.waiting_ids().len(), 0);
        assert_eq!(world.centre.entries().len(), 9 + unsent);

        // The first never hears that there is another.
        let second = world.become_another(first);
        world.save(1);
        world.pass_well(HOUR);
        assert_eq!(world.desk.journal.kept().begun, []);
        assert_eq!(world.desk.journal.kept().others.len(), 2 + unsent);
        world.become_another(second);
        world.pass_well(HOUR);
        assert_eq!(world.centre.entries().len(), 10 + unsent);
        assert!(
            world
                .centre
                .entries()
                .values()
                .all(|(times, _)| *times == 1)
        );
    }
}

/// Both copies wrote at the same place before either was heard: the second learns it from the answer.
#[test]
fn a_fork_is_answered_with_a_new_epoch() {
    let mut world = World::new();
    world.save(3);
    world.pass_well(HOUR);
    let machine = world.desk.machine();
    let image = world.desk.journal.kept().clone();
    world.save(1);
    world.pass_well(HOUR);
    world.become_another(Desk::with_past(machine, image, 9));
    world.save(2);
    world.pass_well(HOUR);
    assert_eq!(world.desk.journal.kept().begun, [NewEpoch::Fork]);
    assert_eq!(world.desk.journal.waiting_ids().len(), 0);
    assert_eq!(world.centre.entries().len(), 6);
    assert_eq!(
        (world.desk.state, world.desk.problem),
        (LinkState::Connected, None)
    );
}

/// A store that was restored from last week's backup, the last batch of which was never answered: it goes on
/// in a new epoch and has its own week back.
#[test]
fn a_store_restored_from_last_weeks_backup_has_its_own_back() {
    let mut world = World::new();
    world.save(20);
    world.pass_well(HOUR);
    world.save(3);
    let backup = world.desk.journal.kept().clone();
    world.pass_well(HOUR);
    world.save(30);
    world.pass_well(HOUR);
    let machine = world.desk.machine();
    world.become_another(Desk::with_past(machine, backup, 1));
    world.save(2);
    world.pass_well(HOUR);
    let entries = world.centre.entries();
    assert_eq!(entries.len(), 55, "nothing is lost");
    assert!(
        entries.values().all(|(times, _)| *times == 1),
        "nor doubled"
    );
    let kept = world.desk.journal.kept();
    assert_eq!(kept.begun, [NewEpoch::Behind]);
    assert!(kept.chain.iter().all(|own| own.fate != Fate::Waiting));
    for id in entries.keys() {
        let here = kept.chain.iter().any(|own| own.id == *id) || kept.others.contains_key(id);
        assert!(here, "its own week came back");
    }
}

/// A centre that contradicts every new epoch too is no reason to begin epochs without end.
#[test]
fn a_centre_that_always_contradicts_gets_three_new_epochs() {
    let mut world = World::new();
    world.save(3);
    world.pass_well(HOUR);
    world.centre.contradicts = true;
    world.save(2);
    world.pass_well(HOUR * 24);
    assert_eq!(world.desk.journal.kept().begun.len(), 3);
    assert_eq!(
        (world.desk.state, world.desk.problem),
        (LinkState::Refused, Some(LinkProblem::Fork))
    );
    assert_eq!(
        world.desk.journal.waiting_ids().len(),
        2,
        "nothing is thrown away"
    );
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
    let epoch = world.desk.journal.kept().epoch;
    assert_eq!(world.centre.chain(machine, epoch).len(), 10);
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
                    own,
                    packs,
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
                own,
                packs,
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

/// Asked for in the middle of a round, a whole new one follows: what another desk did since is in it.
#[test]
fn sync_now_in_the_middle_of_a_round_is_not_forgotten() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    world.save(1);
    world.now = world.now + WAKE_AFTER_ENTRY;
    world.desk.timer = None;
    world.tell(Event::Timer);
    world.tell(Event::SyncNow);
    let mut hellos = 0;
    world.pass(Duration::from_secs(1), |call| {
        hellos += usize::from(matches!(call, Call::Hello { .. }));
        Line::Carries
    });
    assert_eq!(hellos, 1, "at once, and once");
    world.assert_all_in(0);
}

/// Asked for while a try is under way that then fails, it is tried once more at once, and only once.
#[test]
fn sync_now_during_a_try_that_fails_is_not_forgotten() {
    let mut world = World::new();
    world.pass_well(FIRST_SPREAD);
    world.save(1);
    world.pass(HOUR * 3, |_| Line::Fails(Failure::Network));
    world.tell(Event::SyncNow);
    world.tell(Event::SyncNow);
    let tries = world.pass(Duration::from_secs(1), |_| Line::Fails(Failure::Network));
    assert_eq!(
        tries, 2,
        "the one under way, and the one that was asked for"
    );
    world.tell(Event::SyncNow);
    world.tell(Event::SyncNow);
    let mut failed = false;
    world.pass(Duration::from_secs(1), |_| {
        if std::mem::replace(&mut failed, true) {
            Line::Carries
        } else {
            Line::Fails(Failure::Network)
        }
    });
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

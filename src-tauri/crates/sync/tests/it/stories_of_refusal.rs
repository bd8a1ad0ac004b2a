//! Stories of entries that cannot be taken: none stops those behind it.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::wire::ProblemType;
use sync::engine::{BREAKER_WAIT, Failure, REFUSALS};
use sync::{LinkProblem, LinkState};

use crate::centre::problem;
use crate::desk::Call;
use crate::memory::Fate;
use crate::story_world::*;

/// One bad entry must not stop the thousand behind it: the fault by which such systems fail.
#[test]
fn one_poison_entry_among_a_thousand_is_held_by_name() {
    for place in [0, 1, 99, 100, 333, 999] {
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

/// What was refused on its way and is there all the same is not told as a fault for ever.
#[test]
fn a_refusal_of_what_is_there_after_all_is_forgotten() {
    let mut world = World::new();
    world.save(3);
    world.pass_well(HOUR);
    world.centre.back_up();
    let machine = world.desk.machine();
    world.centre.remove_links(machine, 2);
    world.pass(HOUR, |call| match call {
        Call::Entries { .. } => Line::Fails(Failure::NotACentre),
        _ => Line::Carries,
    });
    assert_ne!(world.desk.problem, None);
    world.centre.restore();
    world.pass_well(HOUR);
    world.assert_all_in(0);
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
        Call::Entries { request, .. } => {
            let whole = request.links.iter().all(|link| link.parts.is_some());
            assert!(whole, "nothing is kept back for a portal's sake");
            Line::Fails(Failure::NotACentre)
        }
        _ => Line::Carries,
    });
    assert_eq!(world.fates(), [Fate::Waiting]);
    let stopped = |(_, problem): &(_, _)| *problem == Some(LinkProblem::TooManyRefusals);
    assert!(
        !world.desk.reports.iter().any(stopped),
        "nor is the centre blamed"
    );
    world.pass_well(HOUR);
    world.assert_all_in(0);
}

/// A centre that fails now and then, and takes the same batch the next time, has nothing against any
/// entry.
#[test]
fn passing_failures_make_nobody_a_culprit() {
    let mut world = World::new();
    world.save(3_000);
    let mut batches = 0;
    world.pass(HOUR, |call| match call {
        Call::Entries { request, .. } => {
            batches += 1;
            assert_ne!(request.links.len(), 1, "no culprit is looked for");
            if batches % 2 == 0 {
                Line::Fails(problem(ProblemType::Internal))
            } else {
                Line::Carries
            }
        }
        _ => Line::Carries,
    });
    assert!(batches > 8);
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

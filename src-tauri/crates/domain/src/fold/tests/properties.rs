//! The fold against the model, in thousands of small worlds.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::history::{Happens, MACHINES, histories};
use super::model::Outcome;
use super::world::World;
use crate::fold::{Folded, Placed, fold};

/// Most entries of which every order of arrival is tried.
const EVERY_ORDER_UP_TO: usize = 5;

fn placed(world: &World) -> Vec<Placed> {
    world
        .entries()
        .map(|entry| world.placed(entry, 0))
        .collect()
}

fn outcome(entries: Vec<Placed>) -> Option<Outcome> {
    fold(entries).as_ref().map(Outcome::of)
}

fn expected(world: &World) -> Option<Outcome> {
    world.entries().next().map(|_| Outcome::expected(world))
}

/// The history without what restores a backup for the second time.
fn each_backup_once(mut history: Vec<Happens>) -> Vec<Happens> {
    let mut backed_up = [false; MACHINES];
    history.retain(|happens| match happens {
        Happens::Backup { machine } => {
            backed_up[*machine] = true;
            true
        }
        Happens::Restore { machine } => std::mem::take(&mut backed_up[*machine]),
        _ => true,
    });
    history
}

/// Every order of the entries.
fn orders(entries: &[Placed]) -> Vec<Vec<Placed>> {
    if entries.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..entries.len() {
        let mut rest = entries.to_vec();
        let first = rest.remove(at);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Fields and conflicts are those that follow from who really had what before them.
    #[test]
    fn the_merge_is_that_of_the_model(history in histories()) {
        let world = World::after(&history);
        prop_assert_eq!(outcome(placed(&world)), expected(&world));
    }

    /// Knowledge is never claimed that nobody had, and what is known comes first: the incremental merge
    /// rests on it.
    #[test]
    fn nobody_knows_what_they_had_not(history in histories()) {
        let world = World::after(&history);
        for one in world.entries() {
            for other in world.entries().filter(|other| *other != one) {
                let order = |entry: usize| (world.number(entry).unwrap_or(u64::MAX), entry);
                let before = world.happened_before(other, one);
                if order(other) < order(one) {
                    prop_assert_eq!(world.placed(one, 0).knows(&world.placed(other, 0)), before);
                } else {
                    prop_assert!(!before, "{} knows {}, which comes later", one, other);
                }
            }
        }
    }

    /// Whichever of its links an entry is placed by, nobody is said to know what they had not.
    #[test]
    fn no_link_claims_too_much(history in histories(), pick in any::<prop::sample::Index>()) {
        let world = World::after(&history);
        let by_any_link = |entry: usize| world.placed(entry, pick.index(world.links(entry)));
        for one in world.entries() {
            for other in world.entries() {
                let order = |entry: usize| (world.number(entry).unwrap_or(u64::MAX), entry);
                let known = order(other) < order(one) && by_any_link(one).knows(&by_any_link(other));
                prop_assert!(!known || world.happened_before(other, one), "{} knows {}", one, other);
            }
        }
    }

    /// A machine that linked an entry anew has its oldest link; centre and other machines have the one by
    /// which it came. Both fold alike, as long as no backup is restored twice.
    #[test]
    fn the_link_by_which_it_came_will_do(history in histories()) {
        let world = World::after(&each_backup_once(history));
        let numbered: Vec<usize> = world.entries().filter(|entry| world.number(*entry).is_some()).collect();
        let oldest = numbered.iter().map(|entry| world.placed(*entry, 0)).collect();
        let came = numbered.iter().map(|entry| world.placed(*entry, world.came_by(*entry))).collect();
        prop_assert_eq!(fold(oldest), fold(came));
    }

    /// Once all have numbers, the order of arrival is forgotten, and so is what arrived twice.
    #[test]
    fn arrival_in_any_order_ends_in_the_same(
        history in histories(),
        keys in prop::collection::vec(any::<u32>(), 60),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let mut history = history;
        history.extend((0..MACHINES).map(|machine| Happens::Push { machine, most: 100 }));
        let world = World::after(&history);
        let all: Vec<Placed> = placed(&world).into_iter().filter(|entry| entry.number.is_some()).collect();
        let told = fold(all.clone());
        let arrivals = if all.len() <= EVERY_ORDER_UP_TO {
            orders(&all)
        } else {
            let mut arrival: Vec<(u32, Placed)> = keys.into_iter().zip(all.clone()).collect();
            arrival.sort_by_key(|(key, _)| *key);
            vec![arrival.into_iter().map(|(_, entry)| entry).collect()]
        };
        for mut arrival in arrivals {
            prop_assert_eq!(arrival.len(), all.len());
            if !all.is_empty() {
                arrival.extend(again.iter().map(|index| all[index.index(all.len())].clone()));
            }
            prop_assert_eq!(&fold(arrival), &told);
        }
    }

    /// Machine by machine the record grows by arrivals; whichever came in between, it is a function of
    /// what is there. So what a machine folded early never shows in what it folds late.
    #[test]
    fn a_record_remembers_nothing_but_its_entries(history in histories()) {
        let world = World::after(&history);
        let all = placed(&world);
        let mut growing: Vec<Placed> = Vec::new();
        let mut last: Option<Folded> = None;
        for entry in all.iter().rev() {
            growing.insert(0, entry.clone());
            last = fold(growing.clone());
        }
        prop_assert_eq!(last, fold(all));
    }
}

/// What a careless fold might forget, told as a change of what it is handed.
type Mutant = (&'static str, fn(&mut Placed));

const MUTANTS: [Mutant; 6] = [
    ("forgets the own chain", |entry| entry.chain.clear()),
    ("takes the own chain for all that counts", |entry| {
        entry.header.seen = None
    }),
    ("forgets what an epoch follows", |entry| {
        entry.chain.truncate(1)
    }),
    ("takes a number given anew for the old one", |entry| {
        let first = super::desk::centre(1);
        let seen = entry.header.seen.iter_mut();
        seen.chain(&mut entry.number)
            .chain(&mut entry.announced)
            .for_each(|place| place.centre = first);
    }),
    (
        "takes the number of a held entry for its announcement",
        |entry| entry.announced = None,
    ),
    ("orders by arrival", |entry| entry.number = None),
];

/// A model that no mistake can upset proves nothing: each of these is caught by some history.
#[test]
fn the_model_catches_each_mutant() {
    for (name, mutate) in MUTANTS {
        let mut runner = TestRunner::deterministic();
        let caught = (0..2_000).any(|_| {
            let history = histories().new_tree(&mut runner).unwrap().current();
            let world = World::after(&history);
            let mut entries = placed(&world);
            entries.iter_mut().for_each(mutate);
            outcome(entries) != expected(&world)
        });
        assert!(caught, "no history upsets a fold that {name}");
    }
}

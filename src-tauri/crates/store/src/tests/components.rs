//! Whatever merges are made and undone, in any order and direction: who is one with whom is what a
//! plain model of the standing merges says, the same from whichever person one asks.

use std::collections::BTreeSet;

use domain::id::SubjectId;
use domain::merge::Merge;
use proptest::prelude::*;

use super::world::{Desk, fresh_subject};

const PERSONS: usize = 8;

#[derive(Debug, Clone)]
enum Step {
    Merge { kept: usize, merged: usize },
    Undo { merge: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..PERSONS, 0..PERSONS).prop_map(|(kept, merged)| Step::Merge { kept, merged }),
        1 => any::<usize>().prop_map(|merge| Step::Undo { merge }),
    ]
}

/// Everybody who is reached from `person`, by going over the pairs until nobody new is met.
fn reached(person: usize, pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut met = BTreeSet::from([person]);
    loop {
        let before = met.len();
        for (one, other) in pairs {
            if met.contains(one) || met.contains(other) {
                met.extend([*one, *other]);
            }
        }
        if met.len() == before {
            return met;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn persons_are_one_as_the_standing_merges_say(steps in prop::collection::vec(step(), 0..20)) {
        let desk = Desk::new();
        let persons: Vec<SubjectId> = (0..PERSONS as i64).map(fresh_subject).collect();
        let mut merges: Vec<(SubjectId, usize, usize, bool)> = Vec::new();
        for (minute, step) in (100..).zip(steps) {
            match step {
                Step::Merge { kept, merged } => {
                    let made = Merge::of(persons[kept], persons[merged]);
                    prop_assert_eq!(made.is_err(), kept == merged);
                    if let Ok(made) = made {
                        let id = fresh_subject(minute);
                        desk.store().act(desk.stamp(minute), move |acting| acting.append(id, made.made())).unwrap();
                        merges.push((id, kept, merged, true));
                    }
                }
                Step::Undo { merge } => {
                    let count = merges.len().max(1);
                    if let Some(merge) = merges.get_mut(merge % count) {
                        merge.3 = false;
                        let id = merge.0;
                        desk.store().act(desk.stamp(minute), move |acting| acting.append(id, Merge::undone())).unwrap();
                    }
                }
            }
        }
        let standing: Vec<(usize, usize)> = merges
            .iter()
            .filter(|(.., stands)| *stands)
            .map(|(_, kept, merged, _)| (*kept, *merged))
            .collect();
        for person in 0..PERSONS {
            let component = desk.store().read(|reading| reading.component_of(persons[person])).unwrap();
            let expected: Vec<SubjectId> = reached(person, &standing).into_iter().map(|at| persons[at]).collect();
            prop_assert_eq!(&component.persons, &expected);
            prop_assert!(component.whole);
            prop_assert!(expected.contains(&component.lead));
            for other in &expected {
                let from_there = desk.store().read(|reading| reading.component_of(*other)).unwrap();
                prop_assert_eq!(&from_there, &component, "the same from whoever is asked");
            }
        }
        prop_assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    }
}

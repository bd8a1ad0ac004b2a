//! What an answer to a batch is worth.
//!
//! A result counts only where it names the entry's id, the link's place and the hash that we sent, and
//! where the answer is for our site and machine. Everything else is unknown, and unknown is unsent.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::{CentreEpoch, Numbered};
use domain::link::ChainPoint;
use domain::wire::{EntriesAnswer, Hex32, Outcome};

use super::event::{Parties, Sent};
use crate::journal::Settled;
use crate::status::LinkProblem;

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Verdict {
    /// What the centre has named, in the order it was sent.
    pub(crate) settled: Vec<Settled>,
    /// The first contradiction between the chains.
    pub(crate) diverged: Option<LinkProblem>,
    /// The first point that the centre lacks.
    pub(crate) missing: Option<ChainPoint>,
}

impl Verdict {
    /// Whether nothing at all follows from the answer.
    pub(crate) const fn is_void(&self) -> bool {
        self.settled.is_empty() && self.diverged.is_none() && self.missing.is_none()
    }
}

/// Weighs an answer against what was sent.
pub(crate) fn weigh(sent: &[Sent], answer: &EntriesAnswer, parties: &Parties) -> Verdict {
    let mut verdict = Verdict::default();
    if answer.site != parties.site || answer.machine != parties.machine {
        return verdict;
    }
    let told = outcomes(sent, answer);
    let twice = numbers_told_twice(&told);
    for link in sent {
        let Some(Some((outcome, centre))) = told.get(&link.point) else {
            continue;
        };
        let at = |number| Numbered {
            centre: *centre,
            number,
        };
        match outcome {
            Outcome::Stored { number } | Outcome::Duplicate { number } => {
                verdict.settle(link, at(*number), None, &twice);
            }
            Outcome::Held { number, code } => {
                verdict.settle(link, at(*number), Some(code.clone()), &twice);
            }
            Outcome::Mismatch => {
                verdict.diverged = verdict.diverged.or(Some(LinkProblem::Mismatch))
            }
            Outcome::Fork => verdict.diverged = verdict.diverged.or(Some(LinkProblem::Fork)),
            Outcome::Missing { seq } => {
                let point = ChainPoint {
                    epoch: link.point.epoch,
                    seq: *seq,
                };
                // Only what stands before all that was sent can be gone back to.
                let before = *seq > 0
                    && sent
                        .iter()
                        .filter(|sent| sent.point.epoch == point.epoch)
                        .all(|sent| point.seq < sent.point.seq);
                if before && verdict.missing.is_none_or(|first| point < first) {
                    verdict.missing = Some(point);
                }
            }
        }
    }
    verdict
}

impl Verdict {
    fn settle(
        &mut self,
        link: &Sent,
        number: Numbered,
        held: Option<String>,
        twice: &BTreeSet<u64>,
    ) {
        if !twice.contains(&number.number) {
            self.settled.push(Settled {
                point: link.point,
                id: link.id,
                number,
                held,
            });
        }
    }
}

/// An outcome, and the counting that its number belongs to: a centre that was restored still gives what
/// it numbered before under the counting of then.
type Told = (Outcome, CentreEpoch);

/// The outcome told of each link that was sent; none inside where two results contradict each other.
fn outcomes(sent: &[Sent], answer: &EntriesAnswer) -> BTreeMap<ChainPoint, Option<Told>> {
    let ours: BTreeMap<_, _> = sent.iter().map(|link| (link.point, link)).collect();
    let mut told: BTreeMap<ChainPoint, Option<Told>> = BTreeMap::new();
    for result in &answer.results {
        let named = ours
            .get(&result.point())
            .is_some_and(|link| link.id == result.id && Hex32(link.hash) == result.hash);
        let Some(outcome) = result.read().filter(|_| named) else {
            continue;
        };
        let outcome = (outcome, result.centre.unwrap_or(answer.centre));
        told.entry(result.point())
            .and_modify(|known| {
                if known.as_ref() != Some(&outcome) {
                    *known = None;
                }
            })
            .or_insert(Some(outcome));
    }
    told
}

/// A number belongs to one entry; one that is told of two is nobody's.
fn numbers_told_twice(told: &BTreeMap<ChainPoint, Option<Told>>) -> BTreeSet<u64> {
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for (outcome, _) in told.values().flatten() {
        if let Outcome::Stored { number }
        | Outcome::Duplicate { number }
        | Outcome::Held { number, .. } = outcome
            && !once.insert(*number)
        {
            twice.insert(*number);
        }
    }
    twice
}

#[cfg(test)]
mod tests {
    use domain::id::{CentreId, EntryId, Epoch, MachineId, SiteId};
    use domain::wire::{EntryResult, OutcomeWord};

    use super::*;

    const EPOCH: Epoch = Epoch::from_bytes([5; 16]);
    const PARTIES: Parties = Parties {
        centre: CentreId::from_bytes([1; 16]),
        site: SiteId::from_bytes([2; 16]),
        machine: MachineId::from_bytes([3; 16]),
    };

    fn link(seq: u8) -> Sent {
        Sent {
            point: ChainPoint {
                epoch: EPOCH,
                seq: seq.into(),
            },
            id: EntryId::from_bytes([seq; 16]),
            hash: [seq; 32],
        }
    }

    fn result(link: Sent, outcome: Outcome) -> EntryResult {
        EntryResult::new(link.id, link.point, Hex32(link.hash), outcome)
    }

    fn answer(results: Vec<EntryResult>) -> EntriesAnswer {
        EntriesAnswer {
            centre: CentreEpoch {
                ordinal: 1,
                id: EPOCH,
            },
            site: PARTIES.site,
            machine: PARTIES.machine,
            results,
        }
    }

    fn stored(seq: u8) -> EntryResult {
        result(link(seq), Outcome::Stored { number: seq.into() })
    }

    fn settled(verdict: &Verdict) -> Vec<u64> {
        verdict.settled.iter().map(|link| link.point.seq).collect()
    }

    #[test]
    fn what_the_centre_named_is_settled() {
        let held = Outcome::Held {
            number: 9,
            code: "too_long".into(),
        };
        let results = vec![
            stored(2),
            result(link(3), held),
            result(link(1), Outcome::Duplicate { number: 1 }),
        ];
        let verdict = weigh(&[link(1), link(2), link(3)], &answer(results), &PARTIES);
        assert_eq!(
            settled(&verdict),
            [1, 2, 3],
            "whatever the order of results"
        );
        assert_eq!(verdict.settled[2].held.as_deref(), Some("too_long"));
        assert_eq!(verdict.settled[0].held, None);
    }

    /// A restored centre counts anew and keeps its old numbers; mixing the two would place an entry
    /// differently here than on the site's other machines.
    #[test]
    fn a_number_keeps_the_counting_that_gave_it() {
        let older = CentreEpoch {
            ordinal: 0,
            id: Epoch::from_bytes([6; 16]),
        };
        let known = EntryResult {
            centre: Some(older),
            ..result(link(1), Outcome::Duplicate { number: 1 })
        };
        let answer = answer(vec![known, stored(2)]);
        let verdict = weigh(&[link(1), link(2)], &answer, &PARTIES);
        let countings: Vec<_> = verdict
            .settled
            .iter()
            .map(|settled| settled.number.centre)
            .collect();
        assert_eq!(countings, [older, answer.centre]);
    }

    /// A proxy's stale answer, another site's body, a half result: none may count as safe.
    #[test]
    fn what_it_did_not_name_is_unknown() {
        let sent = [link(4), link(5)];
        let void = |results: Vec<EntryResult>| {
            assert!(
                weigh(&sent, &answer(results.clone()), &PARTIES).is_void(),
                "{results:?}"
            );
        };
        void(vec![]);
        void(vec![stored(6)]);
        void(vec![EntryResult {
            hash: Hex32([9; 32]),
            ..stored(4)
        }]);
        void(vec![EntryResult {
            id: EntryId::from_bytes([9; 16]),
            ..stored(4)
        }]);
        void(vec![EntryResult {
            seq: 5,
            ..stored(4)
        }]);
        void(vec![EntryResult {
            epoch: Epoch::from_bytes([9; 16]),
            ..stored(4)
        }]);
        void(vec![EntryResult {
            number: None,
            ..stored(4)
        }]);
        void(vec![EntryResult {
            number: Some(0),
            ..stored(4)
        }]);
        void(vec![EntryResult {
            outcome: OutcomeWord::Unknown,
            ..stored(4)
        }]);
        // The same link told twice, differently; two links under one number.
        void(vec![
            stored(4),
            result(link(4), Outcome::Stored { number: 7 }),
        ]);
        void(vec![
            stored(4),
            result(link(5), Outcome::Stored { number: 4 }),
        ]);
        let foreign = [
            EntriesAnswer {
                site: SiteId::from_bytes([9; 16]),
                ..answer(vec![stored(4)])
            },
            EntriesAnswer {
                machine: MachineId::from_bytes([9; 16]),
                ..answer(vec![stored(4)])
            },
        ];
        for answer in foreign {
            assert!(weigh(&sent, &answer, &PARTIES).is_void(), "{answer:?}");
        }
        let part = weigh(&sent, &answer(vec![stored(5), stored(5)]), &PARTIES);
        assert_eq!(settled(&part), [5], "said twice alike is said once");
    }

    #[test]
    fn a_contradiction_is_told_beside_what_was_settled() {
        for (outcome, problem) in [
            (Outcome::Mismatch, LinkProblem::Mismatch),
            (Outcome::Fork, LinkProblem::Fork),
        ] {
            let results = vec![stored(1), result(link(2), outcome)];
            let verdict = weigh(&[link(1), link(2)], &answer(results), &PARTIES);
            assert_eq!(settled(&verdict), [1]);
            assert_eq!(verdict.diverged, Some(problem));
        }
    }

    /// Going back anywhere else than before what was sent would go round in circles.
    #[test]
    fn going_back_goes_before_what_was_sent() {
        let sent = [link(4), link(5)];
        let missing = |four, five| {
            let results = vec![
                result(link(4), Outcome::Missing { seq: four }),
                result(link(5), Outcome::Missing { seq: five }),
            ];
            weigh(&sent, &answer(results), &PARTIES)
                .missing
                .map(|point| point.seq)
        };
        assert_eq!(missing(2, 2), Some(2));
        assert_eq!(missing(3, 2), Some(2));
        assert_eq!(missing(0, 4), None);
        assert_eq!(missing(5, 900), None);
    }
}

//! What a supervisor looks at of a shift: what stands out, and samples; and what a signature is put under.
//!
//! Pure and the same on every machine of the site: the samples of an agent are those of their calls whose digest with
//! the shift's key is lowest. Nothing is drawn, so that asking again, after a restart or at another machine gives the
//! same ones, and a call that comes in late puts at most one of them out. Whether a call stands out otherwise does not
//! weigh: that one is held by the centre is known at its own machine alone, and the samples would differ there.
//!
//! Never here: reading calls, what a mark is called.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::call::ReturnState;
use crate::entry::{Digest, digest};
use crate::id::{EntryId, Millis, SubjectId, UserId};

/// A call that was shorter is looked at: 20 seconds (product, "Supervisor").
pub const SHORT_MS: i64 = 20_000;

/// Why a call is looked at, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It came back corrected.
    Corrected,
    /// It was returned and has not come back.
    Returned,
    /// Urgent, and nobody has done anything about it.
    UrgentWithoutAction,
    /// A promise about it was not kept.
    PromiseMissed,
    /// Its case was opened again.
    Reopened,
    /// Its type asks for a facility and it has none.
    NoFacility,
    /// Nobody knows when it ended.
    NoEnd,
    /// Under 20 seconds.
    Short,
    /// The centre could not accept one of its entries.
    Held,
    /// Urgent: all of these are looked at.
    Urgent,
    /// One of its agent's samples.
    Sample,
}

impl Why {
    /// Its code for the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Returned => "returned",
            Self::UrgentWithoutAction => "urgent_without_action",
            Self::PromiseMissed => "promise_missed",
            Self::Reopened => "reopened",
            Self::NoFacility => "no_facility",
            Self::NoEnd => "no_end",
            Self::Short => "short",
            Self::Held => "held",
            Self::Urgent => "urgent",
            Self::Sample => "sample",
        }
    }

    /// Whether a call stands out by it; else it is looked at by rule.
    #[must_use]
    pub const fn stands_out(self) -> bool {
        !matches!(self, Self::Urgent | Self::Sample)
    }
}

/// How long a call was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many milliseconds.
    Known(i64),
    /// Nobody said when it ended.
    Unknown,
    /// A message, a letter or a visit: it has none.
    None,
}

/// What is known of a call of the shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The call.
    pub call: SubjectId,
    /// Who logged it.
    pub agent: UserId,
    /// When it began.
    pub started_at: Millis,
    /// How long it was.
    pub length: Length,
    /// Urgent.
    pub urgent: bool,
    /// Somebody has done something about it.
    pub acted: bool,
    /// A promise about it was not kept.
    pub promise_missed: bool,
    /// Its case was opened again.
    pub reopened: bool,
    /// Its type asks for a facility and it has none.
    pub no_facility: bool,
    /// The centre could not accept one of its entries.
    pub held: bool,
    /// Where its returns stand, where it was returned: an open one before a corrected one.
    pub returned: Option<ReturnState>,
}

/// A call that is looked at, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The call.
    pub call: SubjectId,
    /// Why, the gravest first; at least one.
    pub why: BTreeSet<Why>,
}

impl Look {
    /// Whether it stands out; else it is a sample.
    #[must_use]
    pub fn stands_out(&self) -> bool {
        self.why.first().is_some_and(|why| why.stands_out())
    }
}

/// The calls of the shift with this key that are looked at, in whatever order they are handed in: what stands out, by
/// the gravest reason, then the samples; the newest first among equals.
#[must_use]
pub fn looks(shift: &str, calls: &[Glance], samples: usize) -> Vec<Look> {
    let sampled = samples_of(shift, calls, samples);
    let mut looked: Vec<(&Glance, Look)> = calls
        .iter()
        .filter_map(|call| {
            let mut why = reasons(call);
            if sampled.contains(&call.call) {
                why.insert(Why::Sample);
            }
            let look = Look {
                call: call.call,
                why,
            };
            (!look.why.is_empty()).then_some((call, look))
        })
        .collect();
    looked.sort_by_key(|(call, look)| {
        let gravest = look.why.first().copied();
        // A sample is one, urgent or not: these stand by their time.
        let gravest = gravest.filter(|why| why.stands_out());
        (
            gravest.is_none(),
            gravest,
            Reverse((call.started_at, call.call)),
        )
    });
    looked.into_iter().map(|(_, look)| look).collect()
}

fn reasons(call: &Glance) -> BTreeSet<Why> {
    let short = matches!(call.length, Length::Known(length) if length < SHORT_MS);
    [
        (
            call.returned == Some(ReturnState::Corrected),
            Why::Corrected,
        ),
        (call.returned == Some(ReturnState::Open), Why::Returned),
        (call.urgent && !call.acted, Why::UrgentWithoutAction),
        (call.promise_missed, Why::PromiseMissed),
        (call.reopened, Why::Reopened),
        (call.no_facility, Why::NoFacility),
        (call.length == Length::Unknown, Why::NoEnd),
        (short, Why::Short),
        (call.held, Why::Held),
        (call.urgent, Why::Urgent),
    ]
    .into_iter()
    .filter_map(|(holds, why)| holds.then_some(why))
    .collect()
}

fn samples_of(shift: &str, calls: &[Glance], samples: usize) -> BTreeSet<SubjectId> {
    let mut by_agent: BTreeMap<UserId, Vec<(Digest, SubjectId)>> = BTreeMap::new();
    for call in calls {
        let mut drawn = Sha256::new();
        drawn.update(b"nida-sample-1");
        drawn.update(shift.as_bytes());
        drawn.update(call.call.to_bytes());
        let of_agent = by_agent.entry(call.agent).or_default();
        of_agent.push((drawn.finalize().into(), call.call));
    }
    by_agent
        .into_values()
        .flat_map(|mut drawn| {
            drawn.sort_unstable();
            drawn.into_iter().take(samples).map(|(_, call)| call)
        })
        .collect()
}

/// The digest of what a signature is put under: `SHA-256("nida-shift-1" ‖ the shift's key)`, then for every entry in
/// the order of their ids `SHA-256(so far ‖ id[16] ‖ version u32 big-endian)`. An entry handed in twice counts once.
#[must_use]
pub fn seen_digest(shift: &str, entries: impl IntoIterator<Item = (EntryId, u32)>) -> Digest {
    let entries: BTreeMap<EntryId, u32> = entries.into_iter().collect();
    let begun = digest(&[b"nida-shift-1", shift.as_bytes()].concat());
    entries.into_iter().fold(begun, |so_far, (id, version)| {
        let mut next = Sha256::new();
        next.update(so_far);
        next.update(id.to_bytes());
        next.update(version.to_be_bytes());
        next.finalize().into()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{Glance, Length, SHORT_MS, Why, looks, seen_digest};
    use crate::call::ReturnState;
    use crate::id::{EntryId, Millis, SubjectId, UserId};

    const SHIFT: &str = "2026-11-22/morning";

    fn call(n: u8, agent: u8) -> Glance {
        Glance {
            call: SubjectId::from_bytes([n; 16]),
            agent: UserId::from_bytes([agent; 16]),
            started_at: Millis(i64::from(n) * 60_000),
            length: Length::Known(120_000),
            urgent: false,
            acted: true,
            promise_missed: false,
            reopened: false,
            no_facility: false,
            held: false,
            returned: None,
        }
    }

    fn found(calls: &[Glance], samples: usize) -> Vec<(u8, Vec<&'static str>)> {
        looks(SHIFT, calls, samples)
            .into_iter()
            .map(|look| {
                let codes = look.why.iter().map(|why| why.code()).collect();
                (look.call.to_bytes()[0], codes)
            })
            .collect()
    }

    /// Whoever has little time begins with what hurts most.
    #[test]
    fn what_stands_out_comes_first_by_its_gravest_reason() {
        let of = |n, change: &dyn Fn(&mut Glance)| {
            let mut one = call(n, 1);
            change(&mut one);
            one
        };
        let calls = [
            of(1, &|one| one.length = Length::Known(SHORT_MS)),
            of(2, &|one| one.length = Length::Known(SHORT_MS - 1)),
            of(3, &|one| one.length = Length::Unknown),
            of(4, &|one| one.length = Length::None),
            of(5, &|one| {
                one.urgent = true;
                one.acted = false;
            }),
            of(6, &|one| one.urgent = true),
            of(7, &|one| one.promise_missed = true),
            of(8, &|one| one.reopened = true),
            of(9, &|one| {
                one.held = true;
                one.reopened = true;
            }),
            of(10, &|one| one.returned = Some(ReturnState::Open)),
            of(11, &|one| one.returned = Some(ReturnState::Corrected)),
            of(12, &|one| one.returned = Some(ReturnState::Withdrawn)),
            of(13, &|one| one.no_facility = true),
        ];
        assert_eq!(
            found(&calls, 0),
            [
                (11, vec!["corrected"]),
                (10, vec!["returned"]),
                (5, vec!["urgent_without_action", "urgent"]),
                (7, vec!["promise_missed"]),
                (9, vec!["reopened", "held"]),
                (8, vec!["reopened"]),
                (13, vec!["no_facility"]),
                (3, vec!["no_end"]),
                (2, vec!["short"]),
                (6, vec!["urgent"]),
            ]
        );
    }

    fn glances() -> impl Strategy<Value = Vec<Glance>> {
        let one = (
            any::<u8>(),
            0..4_u8,
            any::<bool>(),
            any::<bool>(),
            any::<bool>(),
        );
        prop::collection::vec(one, 0..60).prop_map(|calls| {
            let calls = calls.into_iter().map(|(n, agent, urgent, acted, held)| {
                let glance = Glance {
                    urgent,
                    acted,
                    held,
                    ..call(n, agent)
                };
                (n, glance)
            });
            calls.collect::<BTreeMap<_, _>>().into_values().collect()
        })
    }

    proptest! {
        /// A supervisor who asks at another machine, where calls came in another order, looks at the same ones.
        #[test]
        fn the_looks_hang_on_no_order(calls in glances(), seed in any::<u8>(), samples in 0..5_usize) {
            let mut other = calls.clone();
            other.sort_by_key(|call| call.call.to_bytes()[0].rotate_left(u32::from(seed % 8)) ^ seed);
            prop_assert_eq!(looks(SHIFT, &calls, samples), looks(SHIFT, &other, samples));
        }

        /// Every agent is looked at, so many times as the rule says or as often as they called.
        #[test]
        fn every_agent_has_their_samples(calls in glances(), samples in 0..5_usize) {
            let looked = looks(SHIFT, &calls, samples);
            let mut logged = BTreeMap::new();
            for call in &calls {
                *logged.entry(call.agent).or_insert(0_usize) += 1;
            }
            for (agent, logged) in logged {
                let of_agent = |look: &&super::Look| {
                    look.why.contains(&Why::Sample)
                        && calls.iter().any(|call| call.call == look.call && call.agent == agent)
                };
                prop_assert_eq!(looked.iter().filter(of_agent).count(), logged.min(samples));
            }
        }

        /// That one call is held here alone, or was returned, takes nobody else's place among the samples.
        #[test]
        fn what_stands_out_does_not_move_the_samples(calls in glances(), samples in 0..5_usize) {
            let sampled = |calls: &[Glance]| -> Vec<_> {
                let mut ids: Vec<_> = looks(SHIFT, calls, samples)
                    .into_iter()
                    .filter(|look| look.why.contains(&Why::Sample))
                    .map(|look| look.call)
                    .collect();
                ids.sort_unstable();
                ids
            };
            let mut other = calls.clone();
            for call in &mut other {
                call.held = !call.held;
                call.returned = Some(ReturnState::Open);
            }
            prop_assert_eq!(sampled(&calls), sampled(&other));
        }

        /// A call that comes in late puts at most one sample out: what was looked at stays looked at.
        #[test]
        fn a_late_call_moves_one_sample_at_most(calls in glances(), samples in 1..5_usize) {
            let Some((late, before)) = calls.split_last() else { return Ok(()) };
            let sampled = |calls: &[Glance]| -> Vec<_> {
                let all = looks(SHIFT, calls, samples);
                all.into_iter().filter(|look| look.why.contains(&Why::Sample)).map(|look| look.call).collect()
            };
            let (was, is) = (sampled(before), sampled(&calls));
            let gone = was.iter().filter(|call| !is.contains(call)).count();
            prop_assert!(gone <= 1, "{late:?} moved {gone}");
        }

        /// Two machines that hold the same entries sign the same thing; one entry more is another thing.
        #[test]
        fn the_digest_is_of_the_entries_alone(mut ids in prop::collection::vec(any::<[u8; 16]>(), 1..20)) {
            let of = |ids: &[[u8; 16]]| {
                seen_digest(SHIFT, ids.iter().map(|id| (EntryId::from_bytes(*id), 1)))
            };
            let seen = of(&ids);
            ids.reverse();
            ids.push(ids[0]);
            prop_assert_eq!(of(&ids), seen);
            ids.sort_unstable();
            ids.dedup();
            let (_, fewer) = ids.split_last().unwrap();
            prop_assert_ne!(of(fewer), seen);
        }
    }

    /// A form of the digest that changes unseen would make every signature of yesterday one of something else.
    #[test]
    fn the_digest_is_what_is_written_down() {
        use crate::entry::digest;
        let (one, two) = (EntryId::from_bytes([1; 16]), EntryId::from_bytes([2; 16]));
        let begun = digest(b"nida-shift-12026-11-22/morning");
        let first = digest(&[&begun[..], &[1; 16], &[0, 0, 0, 1]].concat());
        let second = digest(&[&first[..], &[2; 16], &[0, 0, 0, 3]].concat());
        assert_eq!(seen_digest(SHIFT, [(two, 3), (one, 1)]), second);
        assert_ne!(seen_digest(SHIFT, [(two, 2), (one, 1)]), second);
        assert_ne!(
            seen_digest("2026-11-22/evening", [(two, 3), (one, 1)]),
            second
        );
    }
}

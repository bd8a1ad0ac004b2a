//! Packs: what the greeting names and this machine has not, one after another, beside the rounds.
//!
//! A pack is the one thing whose length is megabytes and whose coming can wait: it has a request of its own, so that
//! on a line of a byte a second entries go out and come in as if there were no pack. Whatever is wrong with one, the
//! round has gone well.
//!
//! Only one that was found good is kept. One whose signed content this program cannot use is written down with its
//! reason and not asked for again; what never got as far as a signature that holds (another's pack, an old one, one
//! changed on its way) says nothing about what the centre has published, so it is shown and asked for again.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::wire::{Hex32, MAX_PACK_KINDS, Pack, PackKind, PackRefusal, PackVersion, WantedPack};

use super::back_off::{BackOff, LONGEST_WAIT};
use super::event::{Action, Answer, Ask};
use super::moment::Moment;
use super::random::Random;
use super::{Engine, Parties};
use crate::journal::PackKnown;

/// The most that a wait for a pack that was refused is drawn from: a proxy that holds an old one holds it for hours,
/// and each try costs the line as much as the pack is long.
pub const LONGEST_REFUSED_WAIT: Duration = Duration::from_secs(6 * 60 * 60);

/// What is known of packs and under way.
#[derive(Debug, Default)]
pub(super) struct Packs {
    /// Still to be asked for.
    wanted: Vec<PackToGet>,
    under_way: Option<(Ask, Step)>,
    /// Kinds that failed and have not come since.
    failing: BTreeMap<PackKind, Failing>,
}

/// A pack to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PackToGet {
    kind: PackKind,
    /// The version that was named.
    version: u64,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// It was asked for.
    Asked(PackToGet),
    /// It is being kept, or its refusal.
    Keeping(PackToGet, Kept),
}

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// All that there is to know of this version.
    ForGood,
    /// A refusal that may pass.
    ForNow,
}

#[derive(Debug, Default)]
struct Failing {
    /// Not asked for before this moment.
    until: Moment,
    /// Something came and was refused, when this version was asked for.
    refused: Option<u64>,
    back_off: BackOff,
}

impl Packs {
    /// Notes what is to be asked for, in place of what was noted before.
    pub(super) fn want(&mut self, named: Option<&[PackVersion]>, known: &[PackKnown], now: Moment) {
        self.wanted.clear();
        for named in named.unwrap_or_default().iter().take(MAX_PACK_KINDS) {
            let Ok(kind) = named.kind.parse::<PackKind>() else {
                continue;
            };
            let wanted = PackToGet {
                kind,
                version: named.version,
            };
            let is_new = known.iter().any(|known| is_new(known, wanted));
            let is_there = self.wanted.iter().any(|other| other.kind == kind);
            if is_new && !is_there && self.may_ask(wanted, now) {
                self.wanted.push(wanted);
            }
        }
    }

    fn may_ask(&self, wanted: PackToGet, now: Moment) -> bool {
        let is_under_way = self
            .under_way
            .is_some_and(|(_, Step::Asked(asked) | Step::Keeping(asked, _))| asked == wanted);
        let may_by_now = self.failing.get(&wanted.kind).is_none_or(|failing| {
            // A newer one; or an older one, since a centre that was restored has lost what it named before.
            let is_another = failing
                .refused
                .is_some_and(|refused| refused != wanted.version);
            now >= failing.until || is_another
        });
        !is_under_way && may_by_now
    }

    /// A person asks: no wait counts any more, but the next one is as long as it would have been.
    pub(super) fn try_now(&mut self) {
        for failing in self.failing.values_mut() {
            failing.until = Moment::default();
        }
    }

    /// Whether this is about a pack.
    pub(super) fn is_about(&self, ask: Ask) -> bool {
        self.under_way.is_some_and(|(asked, _)| asked == ask)
    }

    fn failed(
        &mut self,
        pack: PackToGet,
        refused: bool,
        retry_after: Option<Duration>,
        random: &mut Random,
        now: Moment,
    ) {
        let failing = self.failing.entry(pack.kind).or_default();
        failing.refused = refused.then_some(pack.version);
        let longest = if refused {
            LONGEST_REFUSED_WAIT
        } else {
            LONGEST_WAIT
        };
        failing.until = now + failing.back_off.wait_up_to(longest, retry_after, random);
    }
}

/// Whether this machine has neither the version nor a newer one, nor knows that it cannot use it.
fn is_new(known: &PackKnown, named: PackToGet) -> bool {
    let is_unusable =
        |(version, refusal): &(u64, PackRefusal)| *version == named.version && !refusal.may_pass();
    known.kind == named.kind
        && known.version < named.version
        && !known.refused.as_ref().is_some_and(is_unusable)
}

impl Engine {
    /// Asks for the next pack that is wanted, unless one is under way.
    pub(super) fn get_pack(&mut self) {
        if self.packs.under_way.is_some() {
            return;
        }
        let Some(wanted) = self.packs.wanted.pop() else {
            return;
        };
        let ask = self.pack_step(Step::Asked(wanted));
        let kind = wanted.kind;
        self.actions.push(Action::GetPack { ask, kind });
    }

    /// Names what is done next about a pack. The phase is that of the round and stays as it is.
    fn pack_step(&mut self, step: Step) -> Ask {
        self.asks += 1;
        self.packs.under_way = Some((Ask(self.asks), step));
        Ask(self.asks)
    }

    pub(super) fn pack_answered(&mut self, answer: Answer, now: Moment) {
        match (self.packs.under_way.take(), self.parties, answer) {
            (Some((_, Step::Asked(wanted))), Some(parties), Answer::Pack { pack, key }) => {
                self.pack_came(wanted, *pack, key, &parties);
            }
            // An answer of another kind than was asked for: whoever runs the engine mixes them up.
            (Some((_, Step::Asked(pack) | Step::Keeping(pack, _))), ..) => {
                self.packs.failed(pack, false, None, &mut self.random, now);
            }
            (None, ..) => {}
        }
    }

    fn pack_came(&mut self, wanted: PackToGet, pack: Pack, key: Hex32, parties: &Parties) {
        let PackToGet { kind, version } = wanted;
        let checked = pack.check(&WantedPack {
            centre: parties.centre,
            site: parties.site,
            key,
            kind,
            // What was named has to come, or what was published since.
            newer_than: version.saturating_sub(1),
        });
        match checked {
            Ok(()) => {
                let taken = pack.version;
                let wanted_still = |other: &PackToGet| other.kind != kind || other.version > taken;
                self.packs.wanted.retain(wanted_still);
                let ask = self.pack_step(Step::Keeping(wanted, Kept::ForGood));
                self.actions.push(Action::TakePack { ask, pack });
            }
            Err(bad) => {
                let refusal = bad.refusal();
                let kept = if refusal.may_pass() {
                    Kept::ForNow
                } else {
                    Kept::ForGood
                };
                let ask = self.pack_step(Step::Keeping(wanted, kept));
                self.actions.push(Action::RefusePack {
                    ask,
                    kind,
                    version,
                    refusal,
                });
            }
        }
    }

    /// What was to be kept of a pack is kept.
    pub(super) fn pack_done(&mut self, now: Moment) {
        match self.packs.under_way.take() {
            Some((_, Step::Keeping(pack, Kept::ForGood))) => {
                self.packs.failing.remove(&pack.kind);
            }
            Some((_, Step::Keeping(pack, Kept::ForNow))) => {
                self.packs.failed(pack, true, None, &mut self.random, now);
            }
            Some((_, Step::Asked(pack))) => {
                self.packs.failed(pack, false, None, &mut self.random, now);
            }
            None => {}
        }
        self.get_pack();
    }

    /// It did not come, or could not be kept: asked for again later, and nothing waits for it. Whatever the cause, the
    /// next greeting meets it as well and tells of it; those that are still wanted are named by it anew.
    pub(super) fn pack_failed(&mut self, retry_after: Option<Duration>, now: Moment) {
        let under_way = self.packs.under_way.take();
        if let Some((_, Step::Asked(pack) | Step::Keeping(pack, _))) = under_way {
            let random = &mut self.random;
            self.packs.failed(pack, false, retry_after, random, now);
        }
        self.packs.wanted.clear();
    }
}

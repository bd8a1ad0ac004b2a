//! When this machine's chain and the centre's have gone different ways: a new epoch.
//!
//! Whoever opens a store from last week's backup, or starts one disk image at two machines, writes links at
//! places that the centre knows otherwise. Both are kept: what waits is linked anew in an epoch of its own, what
//! the centre has of the old one comes back by the feed. A centre that contradicts one new epoch after another and
//! names nothing of any is not answered with epochs without end: then a person has to look.

use domain::link::ChainPoint;
use domain::wire::{ChainHead, Hex32};

use super::event::Action;
use super::failing::Halt;
use super::moment::Moment;
use super::suspicion::Suspicion;
use super::{Engine, Request};
use crate::journal::{NewEpoch, OwnChain};
use crate::status::LinkProblem;

/// Epochs that are begun one after another before a person has to look: an image may have been copied anew
/// before the epoch of its copy had a link.
const EPOCHS_IN_A_ROW: u32 = 3;

impl Engine {
    /// Begins an epoch; false where some were begun already and nothing of them was named: then sending rests.
    pub(super) fn begin_epoch(&mut self, why: NewEpoch) -> bool {
        self.forked = false;
        if self.epochs >= EPOCHS_IN_A_ROW {
            self.halt = Some(Halt::Diverged(LinkProblem::Fork));
            return false;
        }
        let ask = self.ask(Request::BeginningEpoch);
        self.actions.push(Action::BeginEpoch { ask, why });
        true
    }

    /// All places are new: what was remembered of old ones means nothing any more.
    pub(super) fn epoch_begun(&mut self, now: Moment) {
        self.epochs += 1;
        self.go_back = None;
        self.settled_first = None;
        self.withheld.clear();
        self.doubtful = None;
        self.suspicion = Suspicion::default();
        self.send(now);
    }
}

/// Whether the centre has links of the present epoch that are not this machine's: a later one than its last, or
/// another one in that place. What it has less of is only lost there.
pub(crate) fn went_its_own_way(heads: &[ChainHead], own: &OwnChain) -> Option<NewEpoch> {
    let head = heads.iter().find(|head| head.epoch == own.epoch)?;
    let last: Option<(ChainPoint, _)> = own.last;
    let seq = last.map_or(0, |(point, _)| point.seq);
    if head.seq > seq {
        return Some(NewEpoch::Behind);
    }
    let other = last.is_some_and(|(point, hash)| point.seq == head.seq && head.hash != Hex32(hash));
    other.then_some(NewEpoch::Fork)
}

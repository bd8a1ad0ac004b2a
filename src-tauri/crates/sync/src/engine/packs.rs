//! Packs: what the greeting names and this machine has not, one after another once the feed is at rest.
//!
//! Only one that was found good is kept; one that was not is written down with its reason and not asked for again.
//! Packs never hold up entries: whatever is wrong with one, the rest of the round has gone well.

use std::time::Duration;

use domain::wire::{Hex32, MAX_PACK_KINDS, Pack, PackKind, PackVersion, WantedPack};

use super::event::Action;
use super::moment::Moment;
use super::{Engine, Request};
use crate::journal::PackKnown;

/// A pack to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PackToGet {
    kind: PackKind,
    /// The version that was named.
    version: u64,
}

impl Engine {
    /// Notes what is to be asked for, in place of what was noted before.
    pub(super) fn want_packs(
        &mut self,
        named: Option<&[PackVersion]>,
        known: &[PackKnown],
        now: Moment,
    ) {
        self.packs.clear();
        if self.packs_at.is_some_and(|at| now < at) {
            return;
        }
        for named in named.unwrap_or_default().iter().take(MAX_PACK_KINDS) {
            let Ok(kind) = named.kind.parse::<PackKind>() else {
                continue;
            };
            let is_new = known.iter().any(|known| {
                let refused = known.refused.as_ref().map(|(version, _)| *version);
                known.kind == kind
                    && known.version < named.version
                    && refused != Some(named.version)
            });
            if is_new && self.packs.iter().all(|wanted| wanted.kind != kind) {
                self.packs.push(PackToGet {
                    kind,
                    version: named.version,
                });
            }
        }
    }

    /// Asks for the next pack, or rests when there is none to ask for.
    pub(super) fn get_pack(&mut self, now: Moment) {
        let Some(wanted) = self.packs.pop() else {
            self.rest(now);
            return;
        };
        let ask = self.ask(Request::Pack(wanted));
        let kind = wanted.kind;
        self.actions.push(Action::GetPack { ask, kind });
    }

    pub(super) fn pack_came(&mut self, wanted: PackToGet, pack: Pack, key: Hex32) {
        let Some(parties) = self.parties else {
            return;
        };
        self.packs_back_off.reset();
        self.packs_at = None;
        let PackToGet { kind, version } = wanted;
        let checked = pack.check(&WantedPack {
            centre: parties.centre,
            site: parties.site,
            key,
            kind,
            // What was named has to come, or what was published since.
            newer_than: version.saturating_sub(1),
        });
        let ask = self.ask(Request::KeepingPack);
        self.actions.push(match checked {
            Ok(()) => Action::TakePack { ask, pack },
            Err(bad) => Action::RefusePack {
                ask,
                kind,
                version,
                refusal: bad.refusal(),
            },
        });
    }

    /// It did not come, though the centre is well: asked for again later, and nothing else waits for it.
    pub(super) fn pack_failed(&mut self, retry_after: Option<Duration>, now: Moment) {
        let wait = self.packs_back_off.wait(retry_after, &mut self.random);
        self.packs_at = Some(now + wait);
        self.packs.clear();
        self.rest(now);
    }
}

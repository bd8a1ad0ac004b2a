//! Packs by courier: what this machine has is named in its file, and what is newer comes with the receipt.
//!
//! Each goes through the checks of the line, though a receipt is signed as a whole: a pack is believed for its own
//! signature, whoever hands it over. Never here: what a pack says.

use domain::id::Millis;
use domain::wire::{Hex32, MAX_PACK_KINDS, Pack, PackKind, PackVersion, WantedPack};
use store::Store;

use crate::courier::{CourierError, PackNotTaken};
use crate::engine::Parties;
use crate::journal::{Journal, PackKnown};

/// What this machine has of each kind; of one that it cannot use that version, so that it is not carried again.
pub(crate) fn named(store: &Store) -> Result<Vec<PackVersion>, CourierError> {
    let known = Journal::packs(store)?;
    let named = known.into_iter().map(|known| PackVersion {
        kind: known.kind.name().to_owned(),
        version: unusable(&known).max(known.version),
    });
    Ok(named.collect())
}

fn unusable(known: &PackKnown) -> u64 {
    match &known.refused {
        Some((version, refusal)) if !refusal.may_pass() => *version,
        _ => 0,
    }
}

/// Takes packs, or writes down why not; how many are in use now, and which are not. One that the line has brought
/// meanwhile, or a newer one, is passed over, and so is a kind that this version does not know.
pub(crate) fn take(
    store: &Store,
    packs: Vec<Pack>,
    parties: &Parties,
    key: Hex32,
    now: Millis,
) -> Result<(u64, Vec<PackNotTaken>), CourierError> {
    let (mut taken, mut refused) = (0, Vec::new());
    for pack in packs.into_iter().take(MAX_PACK_KINDS) {
        let Ok(kind) = pack.kind.parse::<PackKind>() else {
            continue;
        };
        let mut known = Journal::packs(store)?.into_iter();
        let here = known.find(|known| known.kind == kind);
        let here = here.map_or(0, |known| known.version);
        let version = pack.version;
        if version <= here {
            continue;
        }
        let checked = pack.check(&WantedPack {
            centre: parties.centre,
            site: parties.site,
            key,
            kind,
            newer_than: here,
        });
        match checked {
            Ok(()) => {
                tracing::info!(%kind, version, "a pack that a courier brought is taken");
                Journal::take_pack(store, pack, now)?;
                taken += 1;
            }
            Err(bad) => {
                let refusal = bad.refusal();
                let reason = &refusal.reason;
                tracing::warn!(%kind, version, reason, "a pack that a courier brought is refused");
                Journal::refuse_pack(store, kind, version, refusal.clone())?;
                refused.push(PackNotTaken {
                    kind,
                    version,
                    refusal,
                });
            }
        }
    }
    Ok((taken, refused))
}

//! Stories of packs: what was taken is there after a restart, is no entry, and is bounded.

use domain::id::{CentreId, Millis, SiteId};
use domain::wire::{Base64, Pack, PackKind, PackRefusal};
use store::{PACKS_KEPT, RefusedPack, Store, StoreError};

use crate::world::{Desk, at};

const CENTRE: CentreId = CentreId::from_bytes([1; 16]);
const SITE: SiteId = SiteId::from_bytes([2; 16]);
const OTHER: SiteId = SiteId::from_bytes([3; 16]);

fn pack(site: SiteId, version: u64) -> Pack {
    Pack {
        centre: CENTRE,
        site,
        kind: "cards".into(),
        version,
        published_at: Millis(1_000),
        content: Base64(format!("content {version}").into_bytes()),
        signature: Base64(vec![7; 64]),
    }
}

fn refused(version: u64, reason: &str) -> RefusedPack {
    RefusedPack {
        centre: CENTRE,
        site: SITE,
        kind: PackKind::Cards,
        version,
        refusal: PackRefusal {
            reason: reason.into(),
            at: "burns".into(),
            field: "code".into(),
        },
        program: "0.1.0".into(),
    }
}

fn version(store: &Store, site: SiteId) -> Option<u64> {
    let read = store.read(|reading| reading.pack_version(CENTRE, site, PackKind::Cards));
    read.unwrap().map(|(version, _)| version)
}

fn refusal(store: &Store) -> Option<RefusedPack> {
    let read = store.read(|reading| reading.refused_pack(CENTRE, SITE, PackKind::Cards));
    read.unwrap()
}

/// What agents read out must not go back to samples with a restart, and a rebuild of the tables leaves it alone.
#[test]
fn what_was_taken_stays() {
    let mut desk = Desk::new();
    let entries = |desk: &Desk| {
        let verified = desk.store().read(|reading| reading.verify()).unwrap();
        (verified.fault.is_none(), verified.entries)
    };
    let before = entries(&desk);
    desk.store().take_pack(pack(SITE, 3), at(1)).unwrap();
    desk.store().take_pack(pack(SITE, 4), at(2)).unwrap();
    desk.store().take_pack(pack(SITE, 4), at(3)).unwrap();
    desk.reopen();
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    let packs = desk.store().read(|reading| reading.packs(PackKind::Cards));
    let packs = packs.unwrap();
    let told: Vec<_> = packs
        .iter()
        .map(|taken| (&taken.pack, taken.taken_at))
        .collect();
    assert_eq!(
        told,
        [(&pack(SITE, 4), at(2)), (&pack(SITE, 3), at(1))],
        "whole, the last first, the same twice once"
    );
    assert_eq!(version(desk.store(), SITE), Some(4));
    assert_eq!(
        version(desk.store(), OTHER),
        None,
        "a site counts by itself"
    );
    assert_eq!(entries(&desk), before, "the journal knows nothing of it");
}

/// One that was refused is not asked for again, until a newer one is there.
#[test]
fn what_was_refused_is_remembered_until_something_newer_is_taken() {
    let desk = Desk::new();
    let store = desk.store();
    store.refuse_pack(refused(4, "signature")).unwrap();
    store.refuse_pack(refused(5, "field")).unwrap();
    assert_eq!(refusal(store), Some(refused(5, "field")), "the last alone");
    store.take_pack(pack(OTHER, 9), at(1)).unwrap();
    store.take_pack(pack(SITE, 4), at(1)).unwrap();
    assert_eq!(
        refusal(store),
        Some(refused(5, "field")),
        "it is newer than what was taken"
    );
    store.take_pack(pack(SITE, 6), at(2)).unwrap();
    assert_eq!(refusal(store), None);
}

/// A centre that publishes every day must not fill the disk.
#[test]
fn old_packs_go() {
    let desk = Desk::new();
    let last = u64::from(PACKS_KEPT) + 5;
    for version in 1..=last {
        desk.store().take_pack(pack(SITE, version), at(1)).unwrap();
    }
    let kept = desk.store().read(|reading| {
        let packs = reading.packs(PackKind::Cards)?;
        Ok::<_, StoreError>(
            packs
                .iter()
                .map(|taken| taken.pack.version)
                .collect::<Vec<_>>(),
        )
    });
    let newest: Vec<u64> = (6..=last).rev().collect();
    assert_eq!(kept.unwrap(), newest);
}

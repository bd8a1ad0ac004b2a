//! Packs as they go out: each built once, as it is and packed by gzip, and shared by all who ask for it. A thousand
//! machines that greet in the same minute take the memory of one pack.
//!
//! Which pack is the newest is asked of the storage each time: another process may have published one. Never here: a
//! decision about who may have it.

use std::io::Read as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use domain::id::{CentreId, SiteId};
use domain::wire::{PackKind, ProblemType};
use flate2::Compression;
use flate2::read::GzEncoder;
use tokio::sync::Semaphore;

use super::Refusal;
use crate::storage::{KeptPack, PackHead, Storage};

/// Bytes that lie ready, of all sites: six of the longest packs. Those that were asked for longest ago make room.
const MAX_SHELF_BYTES: usize = 64 * 1024 * 1024;

/// What lies ready.
pub(super) struct Shelf {
    /// The last asked for last.
    ready: Mutex<Vec<Ready>>,
    /// One is built at a time; whoever waits for its turn finds it built.
    building: Semaphore,
}

#[derive(Clone)]
struct Ready {
    site: SiteId,
    kind: PackKind,
    head: PackHead,
    body: Arc<PackBody>,
}

/// A pack as it goes out.
pub(super) struct PackBody {
    /// As JSON.
    pub(super) plain: Bytes,
    /// The same by gzip.
    pub(super) packed: Bytes,
}

impl PackBody {
    fn of(pack: KeptPack, centre: CentreId) -> Result<Self, ProblemType> {
        let plain = serde_json::to_vec(&pack.to_wire(centre)).map_err(|_| ProblemType::Internal)?;
        let mut packed = Vec::new();
        GzEncoder::new(plain.as_slice(), Compression::default())
            .read_to_end(&mut packed)
            .map_err(|_| ProblemType::Internal)?;
        Ok(Self {
            plain: plain.into(),
            packed: packed.into(),
        })
    }

    fn bytes(&self) -> usize {
        self.plain.len() + self.packed.len()
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            ready: Mutex::default(),
            building: Semaphore::new(1),
        }
    }
}

impl Shelf {
    /// The newest pack of a kind for a site, which was `head` a moment ago: with the version that it has by now.
    pub(super) async fn get(
        &self,
        storage: &dyn Storage,
        (site, kind): (SiteId, PackKind),
        head: PackHead,
    ) -> Result<(u64, Arc<PackBody>), Refusal> {
        if let Some(body) = self.find(site, kind, head) {
            return Ok((head.version, body));
        }
        // Closed by nobody.
        let _turn = self.building.acquire().await;
        if let Some(body) = self.find(site, kind, head) {
            return Ok((head.version, body));
        }
        let pack = storage.pack(site, kind, None).await?;
        let pack = pack.ok_or(ProblemType::NotFound)?;
        let head = PackHead {
            version: pack.version,
            signature: pack.signature,
        };
        let centre = storage.identity().await?.centre;
        let built = tokio::task::spawn_blocking(move || PackBody::of(pack, centre));
        let body = Arc::new(built.await.map_err(|_| ProblemType::Internal)??);
        self.put(Ready {
            site,
            kind,
            head,
            body: Arc::clone(&body),
        });
        Ok((head.version, body))
    }

    fn find(&self, site: SiteId, kind: PackKind, head: PackHead) -> Option<Arc<PackBody>> {
        let mut ready = self.lock();
        let is_it = |one: &Ready| (one.site, one.kind, one.head) == (site, kind, head);
        let place = ready.iter().position(is_it)?;
        let found = ready.remove(place);
        let body = Arc::clone(&found.body);
        ready.push(found);
        Some(body)
    }

    fn put(&self, new: Ready) {
        let mut ready = self.lock();
        ready.retain(|one| (one.site, one.kind) != (new.site, new.kind));
        ready.push(new);
        let mut bytes = ready.iter().map(|one| one.body.bytes()).sum::<usize>();
        // The longest pack there is fits alone.
        while bytes > MAX_SHELF_BYTES && ready.len() > 1 {
            bytes -= ready.remove(0).body.bytes();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Ready>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::wire::MAX_PACK_BYTES;

    use super::*;

    fn ready(site: u8, version: u64, bytes: usize) -> Ready {
        Ready {
            site: SiteId::from_bytes([site; 16]),
            kind: PackKind::Cards,
            head: head(version),
            body: Arc::new(PackBody {
                plain: vec![b' '; bytes].into(),
                packed: Bytes::new(),
            }),
        }
    }

    fn head(version: u64) -> PackHead {
        PackHead {
            version,
            signature: [7; 64],
        }
    }

    fn has(shelf: &Shelf, site: u8, version: u64) -> bool {
        let site = SiteId::from_bytes([site; 16]);
        shelf.find(site, PackKind::Cards, head(version)).is_some()
    }

    /// Sites may be many and their packs long: what lies ready has a bound, and who asks most keeps theirs.
    #[test]
    fn what_lies_ready_is_bounded() {
        let shelf = Shelf::default();
        for site in 0..40 {
            shelf.put(ready(site, 1, MAX_PACK_BYTES));
            assert!(has(&shelf, 0, 1), "asked for all the time");
            let bytes = shelf
                .lock()
                .iter()
                .map(|one| one.body.bytes())
                .sum::<usize>();
            assert!(bytes <= MAX_SHELF_BYTES, "{bytes}");
        }
        assert!(has(&shelf, 39, 1) && !has(&shelf, 1, 1));
    }

    /// A centre that was restored gives a number again: the pack of before does not go out under it.
    #[test]
    fn a_pack_is_told_from_another_of_its_number() {
        let shelf = Shelf::default();
        shelf.put(ready(1, 5, 10));
        let site = SiteId::from_bytes([1; 16]);
        let other = PackHead {
            version: 5,
            signature: [8; 64],
        };
        assert!(shelf.find(site, PackKind::Cards, other).is_none());
        shelf.put(ready(1, 6, 10));
        assert!(
            has(&shelf, 1, 6) && !has(&shelf, 1, 5),
            "one a site and kind"
        );
    }
}

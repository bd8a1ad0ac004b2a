//! The HTTP side: routes, who may come in, how much they may bring, what is written down of it.
//!
//! Never here: SQL, a decision about an entry. Nothing of what was sent is repeated in an answer or a log.

mod body;
mod caller;
mod enrol;
mod entries;
mod export;
mod feed;
mod health;
mod hello;
mod observe;
mod openapi;
mod operators;
mod packs;
mod query;
mod refusal;
mod seen;
mod shelf;
mod status;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use domain::entry::Digest;
use domain::id::MachineId;
use domain::id::SiteId;
use tokio::sync::{Notify, OnceCell, Semaphore, watch};
use tokio::time::Instant;

use body::Senders;
pub(crate) use enrol::admit;
pub(crate) use entries::take;
use health::Lately;
pub use openapi::openapi_json;
pub(crate) use operators::operators;
pub(crate) use refusal::Refusal;
use seen::Notes;
use shelf::Shelf;

use crate::clock::SharedClock;
use crate::folding::keep_folding;
use crate::metrics::Metrics;
use crate::rate::{Allowance, Buckets};
use crate::storage::Storage;

/// Bodies of machines that are taken in at the same time.
const MAX_BODIES: usize = 64;
/// Short bodies of strangers that are taken in at the same time. Who lets theirs drip keeps no machine waiting.
const MAX_SHORT_BODIES: usize = 256;
/// Bodies that are unpacked and read at the same time, the only ones that take more memory than they
/// take on the line.
const MAX_UNPACKING: usize = 4;
/// Exports that are written at the same time.
const MAX_EXPORTS: usize = 4;
/// Machines that are noted as seen at the same time.
const MAX_NOTES: usize = 8;

/// A machine: its backlog comes in batches of up to 500 entries.
const BY_MACHINE: Allowance = Allowance {
    burst: 400,
    per_second: 100,
};
/// A token of ours, before the storage is asked of it: as a machine.
const BY_TOKEN: Allowance = BY_MACHINE;
/// All tokens of which nothing can be said without the storage, as long as they turn out to be none: a whole fleet has
/// such for an hour after the centre was upgraded from before tokens carried a proof.
const BARE_TOKENS: Allowance = Allowance {
    burst: 2_000,
    per_second: 50,
};
/// All who come without a token: a whole fleet may return at once.
const WITHOUT_TOKEN: Allowance = Allowance {
    burst: 2_000,
    per_second: 200,
};
/// All who try codes.
const BY_CODE: Allowance = Allowance {
    burst: 20,
    per_second: 2,
};

/// What every request works with.
pub(crate) struct Shared {
    storage: Box<dyn Storage>,
    /// Told when entries came.
    appended: Notify,
    clock: SharedClock,
    /// Never changes, so it is read once.
    secret: OnceCell<[u8; 32]>,
    started: Instant,
    machines: Mutex<Buckets<(SiteId, MachineId)>>,
    tokens: Mutex<Buckets<Digest>>,
    bare: Mutex<Buckets<()>>,
    strangers: Mutex<Buckets<()>>,
    codes: Mutex<Buckets<()>>,
    bodies: Semaphore,
    senders: Senders,
    short_bodies: Semaphore,
    unpacking: Semaphore,
    exports: Arc<Semaphore>,
    noting: Arc<Semaphore>,
    notes: Notes,
    shelf: Shelf,
    ready: Lately,
    metrics: Metrics,
}

pub(crate) type Centre = Arc<Shared>;

impl Shared {
    fn take<K: Eq + std::hash::Hash + Copy>(
        &self,
        from: &Mutex<Buckets<K>>,
        whose: K,
    ) -> Result<(), Refusal> {
        let now_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        from.lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take(whose, now_ms)
            .map_err(Refusal::too_many)
    }

    fn give_back<K: Eq + std::hash::Hash + Copy>(&self, to: &Mutex<Buckets<K>>, whose: K) {
        to.lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .give_back(whose);
    }

    /// By what this centre knows its own tokens again.
    async fn secret(&self) -> Result<&[u8; 32], Refusal> {
        let read = || async { Ok::<_, Refusal>(self.storage.identity().await?.secret) };
        self.secret.get_or_try_init(read).await
    }

    fn take_stranger(&self) -> Result<(), Refusal> {
        self.take(&self.strangers, ())
    }
}

impl Shared {
    pub(crate) fn new(storage: Box<dyn Storage>, clock: SharedClock) -> Self {
        Self {
            storage,
            appended: Notify::new(),
            clock,
            secret: OnceCell::new(),
            started: Instant::now(),
            machines: Mutex::new(Buckets::new(BY_MACHINE)),
            tokens: Mutex::new(Buckets::new(BY_TOKEN)),
            bare: Mutex::new(Buckets::new(BARE_TOKENS)),
            strangers: Mutex::new(Buckets::new(WITHOUT_TOKEN)),
            codes: Mutex::new(Buckets::new(BY_CODE)),
            bodies: Semaphore::new(MAX_BODIES),
            senders: Senders::default(),
            short_bodies: Semaphore::new(MAX_SHORT_BODIES),
            unpacking: Semaphore::new(MAX_UNPACKING),
            exports: Arc::new(Semaphore::new(MAX_EXPORTS)),
            noting: Arc::new(Semaphore::new(MAX_NOTES)),
            notes: Notes::default(),
            shelf: Shelf::default(),
            ready: Lately::default(),
            metrics: Metrics::default(),
        }
    }

    /// Waits until nothing that was begun behind an answer holds the storage any more.
    pub(crate) async fn come_to_rest(&self) {
        for (turns, all) in [(&self.noting, MAX_NOTES), (&self.exports, MAX_EXPORTS)] {
            let all = u32::try_from(all).unwrap_or(u32::MAX);
            // Closed by nobody.
            let _all = turns.acquire_many(all).await;
        }
    }

    /// Folds what comes for reporting, until it is to stop.
    pub(crate) async fn keep_folding(&self, stopped: watch::Receiver<bool>) {
        keep_folding(
            self.storage.as_ref(),
            &self.appended,
            &self.metrics,
            stopped,
        )
        .await;
    }
}

/// All routes over this centre.
pub(crate) fn router(centre: Centre) -> Router {
    Router::new()
        .route("/v1/hello", get(hello::hello))
        .route("/v1/enrol", post(enrol::enrol))
        .route("/v1/token", post(enrol::token))
        .route("/v1/entries", post(entries::entries))
        .route("/v1/feed", get(feed::feed))
        .route("/v1/links", get(feed::links))
        .route("/v1/packs/{kind}", get(packs::pack))
        .layer(middleware::from_fn(observe::check_protocol))
        .route("/v1/export/{what}", get(export::export))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/openapi.json", get(openapi::openapi))
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::bad_method)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&centre),
            observe::observe,
        ))
        .with_state(centre)
}

//! Folding the feeds into the tables for reporting, behind the append: a machine never waits for it, and what
//! fails here is tried again while entries go on coming in.

use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::metrics::Metrics;
use crate::storage::{Storage, StorageError, Unfolded};

/// Pause after an append, in which more of them come.
const GATHER: Duration = Duration::from_secs(1);
/// Pause after which it is looked whether another process has appended something.
const LOOK: Duration = Duration::from_secs(10);
/// How many times as long as it folded it waits while machines bring entries.
const COURTESY: u32 = 3;

/// Folds what there is, woken by appends, until it is to stop.
pub(crate) async fn keep_folding(
    storage: &dyn Storage,
    appended: &Notify,
    metrics: &Metrics,
    mut stopped: watch::Receiver<bool>,
) {
    let stop = stopped.clone();
    let folding = async {
        loop {
            let more = fold_all(storage, appended, &stop).await;
            if let Err(error) = &more {
                metrics.storage_error(error.kind());
                tracing::warn!(
                    error = error as &dyn std::error::Error,
                    "what came could not be folded for reporting yet"
                );
            }
            if !matches!(more, Ok(true)) {
                let _looked = tokio::time::timeout(LOOK, appended.notified()).await;
            }
            tokio::time::sleep(GATHER).await;
        }
    };
    tokio::select! {
        () = folding => {}
        _ = stopped.wait_for(|stop| *stop) => {}
    }
}

/// Folds a stretch of each site in turn, until nothing is left to be folded here. A site that cannot be folded
/// keeps no other one waiting; it is tried again in the next round, and the first failure is answered when all
/// others are done. While machines bring entries it leaves the storage to them most of the time. Answers whether
/// entries came meanwhile.
async fn fold_all(
    storage: &dyn Storage,
    appended: &Notify,
    stop: &watch::Receiver<bool>,
) -> Result<bool, StorageError> {
    let mut came = false;
    let mut failed = None;
    let mut sites = storage.unfolded().await?;
    while !sites.is_empty() && !*stop.borrow() {
        let began = Instant::now();
        let mut left = Vec::new();
        for Unfolded { site, behind } in sites {
            match storage.fold_next(site).await {
                Ok(true) => left.push(Unfolded { site, behind }),
                Ok(false) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        sites = left;
        let comes = tokio::time::timeout(Duration::ZERO, appended.notified()).await;
        if comes.is_ok() {
            came = true;
            tokio::time::sleep((began.elapsed() * COURTESY).min(GATHER)).await;
        }
    }
    failed.map_or(Ok(came), Err)
}

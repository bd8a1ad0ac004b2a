//! The storage in PostgreSQL: for a ministry, with several processes behind one address.
//!
//! Every operation is one transaction on a connection of a bounded pool. What serialises appends is the row
//! lock of their site, so that sites do not wait for each other. Everything that is waited for has a bound,
//! and beyond it the answer is `Busy`, as while the server is being restarted: whoever asked comes again.
//! Only what was certainly undone (a deadlock, a serialisation failure) is tried again here.

mod append;
mod error;
mod export;
mod feed;
mod listing;
mod machines;
mod open;
mod packs;
mod raw;
mod report;
mod seen;
mod server;
mod standing;
pub(super) mod values;

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use deadpool_postgres::{ClientWrapper, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use domain::entry::Digest;
use domain::id::{MachineId, Millis, SiteId};
use domain::wire::{FeedPage, LinkAtCentre, PackKind, Site};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub(super) use error::Fault;
pub(super) use open::{Alone, make_schema};
pub use server::{Access, BadServer, Server, Waits};
pub(super) use values::to_text;

use super::{
    AnewPage, AnewWanted, Answer, Appended, Asked, Batch, CodeRefusal, Enrolment, ExportOverview,
    ExportToken, FeedWanted, Holder, Identity, KeptPack, LinksWanted, Listed, Machine,
    MachineState, NameTaken, NewCode, NewExport, NewExportToken, NewToken, NotKept, OpenError,
    PackHead, PlacesPage, PlacesWanted, RowsPage, RowsWanted, Seen, SiteOverview, Standing,
    Storage, StorageError, Unfolded,
};

/// Times that an operation is begun again after the server undid it for another's sake.
const TRIES: usize = 4;

/// Appends of one site that one process has at work: one that writes, one that waits for its lock. More would
/// only hold connections that others need, and all of them where a site is stuck.
const APPENDS_OF_A_SITE: usize = 2;

/// An operation at work.
type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'c>>;

/// The storage in a PostgreSQL database.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool,
    /// Whose turn it is to append, site by site.
    turns: Arc<Mutex<HashMap<SiteId, Arc<Semaphore>>>>,
    waits: Waits,
}

impl Postgres {
    /// Opens the centre in this database, and makes its tables if they are not there. Several processes
    /// may do so at once.
    ///
    /// # Errors
    /// When the database cannot be reached or used, see [`OpenError`].
    pub async fn open(server: &Server, now: Millis) -> Result<Self, OpenError> {
        open::prepare(server, now).await?;
        Self::pooled(server)
    }

    fn pooled(server: &Server) -> Result<Self, OpenError> {
        let manager = server.manager(ManagerConfig {
            // What the connection itself has noticed is enough: an operation on one that is gone without a
            // word ends at its bound.
            recycling_method: RecyclingMethod::Fast,
        });
        let waits = server.waits();
        let mut config = deadpool_postgres::PoolConfig::new(waits.connections);
        config.timeouts.wait = Some(waits.connection);
        config.timeouts.create = Some(waits.connection);
        let builder = Pool::builder(manager)
            .config(config)
            .runtime(Runtime::Tokio1);
        Ok(Self {
            pool: builder.build()?,
            turns: Arc::default(),
            waits,
        })
    }

    /// The turn to append at a site, waited for as long as for a lock.
    async fn turn(&self, site: SiteId) -> Result<OwnedSemaphorePermit, StorageError> {
        let turns = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            let new = || Arc::new(Semaphore::new(APPENDS_OF_A_SITE));
            Arc::clone(turns.entry(site).or_insert_with(new))
        };
        let waiting = tokio::time::timeout(self.waits.lock, turns.acquire_owned());
        let turn = waiting.await.map_err(|_| StorageError::Busy)?;
        turn.map_err(|_| StorageError::Busy)
    }

    /// Does one operation, again where the server undid it for another's sake.
    async fn run<Q, T>(
        &self,
        asked: Q,
        work: for<'c> fn(&'c mut ClientWrapper, &'c Q) -> Work<'c, T>,
    ) -> Result<T, StorageError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let mut client = self.pool.get().await.map_err(|error| {
                tracing::warn!(error = &error as &dyn std::error::Error, "no connection");
                StorageError::Busy
            })?;
            match tokio::time::timeout(self.waits.whole(), work(&mut client, &asked)).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(fault)) if fault.is_undone() && tries < TRIES => {}
                Ok(Err(fault)) => return Err(fault.told()),
                Err(_) => {
                    // It may never answer: nobody else shall wait behind it.
                    drop(Object::take(client));
                    tracing::warn!("the database did not answer in time");
                    return Err(StorageError::Busy);
                }
            }
        }
    }
}

impl Storage for Postgres {
    fn identity(&self) -> Answer<'_, Identity> {
        Box::pin(self.run((), machines::identity))
    }

    fn issue_code(&self, code: NewCode) -> Answer<'_, Site> {
        Box::pin(self.run(code, machines::issue_code))
    }

    fn enrol(&self, enrolment: Enrolment) -> Answer<'_, Result<Site, CodeRefusal>> {
        Box::pin(self.run(enrolment, machines::enrol))
    }

    fn machine(&self, site: SiteId, machine: MachineId) -> Answer<'_, Option<Machine>> {
        Box::pin(self.run((site, machine), machines::machine))
    }

    fn keep_token(&self, token: NewToken) -> Answer<'_, ()> {
        Box::pin(self.run(token, machines::keep_token))
    }

    fn holder(&self, token: Digest, now: Millis) -> Answer<'_, Option<Holder>> {
        Box::pin(self.run((token, now), machines::holder))
    }

    fn revoke(&self, machine: MachineId, now: Millis) -> Answer<'_, bool> {
        Box::pin(self.run((machine, now), machines::revoke))
    }

    fn append(&self, batch: Batch) -> Answer<'_, Appended> {
        Box::pin(async move {
            let turn = self.turn(batch.caller.site).await?;
            let done = self.run(batch, append::append).await?;
            drop(turn);
            if done.has_doubled {
                let storage = self.clone();
                tokio::spawn(async move {
                    // Without them it is slower for a while.
                    let _later = storage.run((), append::take_figures).await;
                });
            }
            if done.has_erased {
                let storage = self.clone();
                tokio::spawn(async move {
                    if storage.run((), append::clear_away).await.is_err() {
                        tracing::warn!("what was erased is let go by the database in its own time");
                    }
                });
            }
            Ok(done.told)
        })
    }

    fn standing(&self, asked: Asked) -> Answer<'_, Standing> {
        Box::pin(self.run(asked, standing::standing))
    }

    fn feed(&self, wanted: FeedWanted) -> Answer<'_, FeedPage> {
        Box::pin(self.run(wanted, feed::feed))
    }

    fn links(&self, wanted: LinksWanted) -> Answer<'_, Vec<LinkAtCentre>> {
        Box::pin(self.run(wanted, feed::links))
    }

    fn unfolded(&self) -> Answer<'_, Vec<Unfolded>> {
        Box::pin(self.run((), report::unfolded))
    }

    fn fold_next(&self, site: SiteId) -> Answer<'_, bool> {
        Box::pin(self.run(site, report::fold_next))
    }

    fn keep_export_token(&self, new: NewExportToken) -> Answer<'_, Result<(), NameTaken>> {
        Box::pin(self.run(new, export::keep_token))
    }

    fn export_tokens(&self) -> Answer<'_, Vec<ExportToken>> {
        Box::pin(self.run((), export::tokens))
    }

    fn export_holder(&self, token: Digest) -> Answer<'_, Option<ExportToken>> {
        Box::pin(self.run(token, export::holder))
    }

    fn revoke_export_token(&self, name: String, now: Millis) -> Answer<'_, bool> {
        Box::pin(self.run((name, now), export::revoke))
    }

    fn begin_export(&self, new: NewExport) -> Answer<'_, ()> {
        Box::pin(self.run(new, export::begin))
    }

    fn end_export(&self, id: [u8; 16], rows: u64) -> Answer<'_, ()> {
        Box::pin(self.run((id, rows), export::end))
    }

    fn exports(&self, limit: usize) -> Answer<'_, Vec<ExportOverview>> {
        Box::pin(self.run(limit, export::newest))
    }

    fn export_rows(&self, wanted: RowsWanted) -> Answer<'_, RowsPage> {
        Box::pin(self.run(wanted, export::rows))
    }

    fn export_places(&self, wanted: PlacesWanted) -> Answer<'_, PlacesPage> {
        Box::pin(self.run(wanted, raw::places))
    }

    fn export_anew(&self, wanted: AnewWanted) -> Answer<'_, AnewPage> {
        Box::pin(self.run(wanted, raw::anew))
    }

    fn publish_pack(&self, new: KeptPack, over: u64) -> Answer<'_, Result<(), NotKept>> {
        Box::pin(self.run((new, over), packs::publish))
    }

    fn pack_head(&self, site: SiteId, kind: PackKind) -> Answer<'_, Option<PackHead>> {
        Box::pin(self.run((site, kind), packs::head))
    }

    fn pack(
        &self,
        site: SiteId,
        kind: PackKind,
        before: Option<u64>,
    ) -> Answer<'_, Option<KeptPack>> {
        Box::pin(self.run((site, kind, before), packs::newest))
    }

    fn note_seen(&self, seen: Seen) -> Answer<'_, ()> {
        Box::pin(self.run(seen, seen::note))
    }

    fn machines(&self) -> Answer<'_, Vec<MachineState>> {
        Box::pin(self.run((), seen::machines))
    }

    fn sites(&self) -> Answer<'_, Vec<SiteOverview>> {
        Box::pin(self.run((), listing::sites))
    }

    fn newest(&self, limit: usize) -> Answer<'_, Vec<Listed>> {
        Box::pin(self.run(limit, listing::newest))
    }
}

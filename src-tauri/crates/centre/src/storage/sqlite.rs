//! The storage in SQLite: embedded, one file, no set-up, for some fifty machines.
//!
//! One thread owns the only connection that writes; a few others read. Each operation is one job on
//! one of them and one transaction. Queues are bounded: what does not fit is answered with `Busy`.
//! Several processes (`serve`, `enrol`) may use one file.

mod append;
mod export;
mod feed;
mod fetch;
mod listing;
mod machines;
mod open;
mod packs;
mod raw;
mod report;
mod seen;
mod standing;
mod values;

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use domain::entry::Digest;
use domain::id::{MachineId, Millis, SiteId};
use domain::wire::{FeedPage, LinkAtCentre, PackKind, Site};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

pub(super) use open::{InUse, is_moving, mark_here, mark_moved, mark_moving, take_alone};

use super::{
    AnewPage, AnewWanted, Answer, Appended, Asked, Batch, CodeRefusal, Enrolment, ExportOverview,
    ExportToken, FeedWanted, Holder, Identity, KeptPack, LinksWanted, Listed, Machine,
    MachineState, NameTaken, NewCode, NewExport, NewExportToken, NewToken, NotKept, OpenError,
    PackHead, PlacesPage, PlacesWanted, RowsPage, RowsWanted, Seen, SiteOverview, Standing,
    Storage, StorageError, Unfolded,
};

/// Threads that read.
const READERS: usize = 2;
/// Jobs that may wait for one kind of thread.
const MAX_WAITING_JOBS: usize = 256;
/// Pages of the write-ahead log after which a commit of the writer copies it back.
const CHECKPOINT_PAGES: u32 = 2_000;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The storage in one SQLite file.
pub struct Sqlite {
    write: mpsc::Sender<Job>,
    read: mpsc::Sender<Job>,
    threads: Vec<JoinHandle<()>>,
    /// Locked together with others who use the folder, so that it is not moved meanwhile.
    _in_use: File,
}

impl Sqlite {
    /// Opens the centre in this folder, and makes it if it is not there.
    ///
    /// # Errors
    /// When the folder or the file cannot be used, see [`OpenError`].
    pub fn open(folder: &Path, now: Millis) -> Result<Self, OpenError> {
        let in_use = open::share(folder)?;
        let file = open::prepare(folder, now)?;
        let writer = open::connect(&file)?;
        writer.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        let readers = (0..READERS)
            .map(|_| open::connect_for_reading(&file))
            .collect::<Result<Vec<_>, _>>()?;
        let (write, mut all) = threads("centre-write", vec![writer])?;
        let (read, reading) = threads("centre-read", readers)?;
        all.extend(reading);
        Ok(Self {
            write,
            read,
            threads: all,
            _in_use: in_use,
        })
    }

    /// Whether there is a centre in this folder: whoever only looks at one makes none.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        open::is_there(folder)
    }

    fn writing<'a, T, F>(&'a self, job: F) -> Answer<'a, T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StorageError> + Send + 'static,
    {
        run(&self.write, job)
    }

    fn reading<'a, T, F>(&'a self, job: F) -> Answer<'a, T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StorageError> + Send + 'static,
    {
        run(&self.read, job)
    }
}

impl Drop for Sqlite {
    /// Waits until what was begun is done and the file is closed: who has the folder then has it alone, and a
    /// process that ends does so between two writes.
    fn drop(&mut self) {
        let (closed, _) = mpsc::channel(1);
        self.write = closed.clone();
        self.read = closed;
        for thread in self.threads.drain(..) {
            // One that has panicked has ended too.
            let _ended = thread.join();
        }
    }
}

fn threads(
    name: &str,
    connections: Vec<Connection>,
) -> Result<(mpsc::Sender<Job>, Vec<JoinHandle<()>>), OpenError> {
    let (sender, receiver) = mpsc::channel::<Job>(MAX_WAITING_JOBS);
    let receiver = Arc::new(Mutex::new(receiver));
    let mut all = Vec::new();
    for mut connection in connections {
        let receiver = Arc::clone(&receiver);
        let work = move || {
            loop {
                // The lock is held while waiting, so that the threads take turns, and is free again
                // before the job begins.
                let job = receiver
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .blocking_recv();
                match job {
                    Some(job) => job(&mut connection),
                    None => return,
                }
            }
        };
        all.push(thread::Builder::new().name(name.to_owned()).spawn(work)?);
    }
    Ok((sender, all))
}

fn run<'a, T, F>(queue: &'a mpsc::Sender<Job>, job: F) -> Answer<'a, T>
where
    T: Send + 'static,
    F: FnOnce(&mut Connection) -> Result<T, StorageError> + Send + 'static,
{
    Box::pin(async move {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever asked may have gone; the work is done all the same.
            let _gone = tell.send(job(connection));
        });
        queue.try_send(job).map_err(|_| StorageError::Busy)?;
        told.await.map_err(|_| StorageError::Busy)?
    })
}

impl Storage for Sqlite {
    fn identity(&self) -> Answer<'_, Identity> {
        self.reading(|connection| machines::identity(connection))
    }

    fn issue_code(&self, code: NewCode) -> Answer<'_, Site> {
        self.writing(move |connection| machines::issue_code(connection, &code))
    }

    fn enrol(&self, enrolment: Enrolment) -> Answer<'_, Result<Site, CodeRefusal>> {
        self.writing(move |connection| machines::enrol(connection, &enrolment))
    }

    fn machine(&self, site: SiteId, machine: MachineId) -> Answer<'_, Option<Machine>> {
        self.reading(move |connection| machines::machine(connection, site, machine))
    }

    fn keep_token(&self, token: NewToken) -> Answer<'_, ()> {
        self.writing(move |connection| machines::keep_token(connection, &token))
    }

    fn holder(&self, token: Digest, now: Millis) -> Answer<'_, Option<Holder>> {
        self.reading(move |connection| machines::holder(connection, &token, now))
    }

    fn revoke(&self, machine: MachineId, now: Millis) -> Answer<'_, bool> {
        self.writing(move |connection| machines::revoke(connection, machine, now))
    }

    fn append(&self, batch: Batch) -> Answer<'_, Appended> {
        self.writing(move |connection| append::append(connection, &batch))
    }

    fn standing(&self, asked: Asked) -> Answer<'_, Standing> {
        Box::pin(async move {
            let asked = Arc::new(asked);
            let first = Arc::clone(&asked);
            let standing = self
                .reading(move |connection| standing::standing(connection, &first))
                .await?;
            match standing {
                Some(standing) => Ok(standing),
                // Only a machine that proves a loss makes a hello write.
                None => {
                    self.writing(move |connection| standing::standing_anew(connection, &asked))
                        .await
                }
            }
        })
    }

    fn feed(&self, wanted: FeedWanted) -> Answer<'_, FeedPage> {
        self.reading(move |connection| feed::feed(connection, &wanted))
    }

    fn links(&self, wanted: LinksWanted) -> Answer<'_, Vec<LinkAtCentre>> {
        self.reading(move |connection| feed::links(connection, &wanted))
    }

    fn unfolded(&self) -> Answer<'_, Vec<Unfolded>> {
        self.reading(|connection| report::unfolded(connection))
    }

    fn fold_next(&self, site: SiteId) -> Answer<'_, bool> {
        self.writing(move |connection| report::fold_next(connection, site))
    }

    fn keep_export_token(&self, new: NewExportToken) -> Answer<'_, Result<(), NameTaken>> {
        self.writing(move |connection| export::keep_token(connection, &new))
    }

    fn export_tokens(&self) -> Answer<'_, Vec<ExportToken>> {
        self.reading(|connection| export::tokens(connection))
    }

    fn export_holder(&self, token: Digest) -> Answer<'_, Option<ExportToken>> {
        self.reading(move |connection| export::holder(connection, &token))
    }

    fn revoke_export_token(&self, name: String, now: Millis) -> Answer<'_, bool> {
        self.writing(move |connection| export::revoke(connection, &name, now))
    }

    fn begin_export(&self, new: NewExport) -> Answer<'_, ()> {
        self.writing(move |connection| export::begin(connection, &new))
    }

    fn end_export(&self, id: [u8; 16], rows: u64) -> Answer<'_, ()> {
        self.writing(move |connection| export::end(connection, id, rows))
    }

    fn exports(&self, limit: usize) -> Answer<'_, Vec<ExportOverview>> {
        self.reading(move |connection| export::newest(connection, limit))
    }

    fn export_rows(&self, wanted: RowsWanted) -> Answer<'_, RowsPage> {
        self.reading(move |connection| export::rows(connection, &wanted))
    }

    fn export_places(&self, wanted: PlacesWanted) -> Answer<'_, PlacesPage> {
        self.reading(move |connection| raw::places(connection, &wanted))
    }

    fn export_anew(&self, wanted: AnewWanted) -> Answer<'_, AnewPage> {
        self.reading(move |connection| raw::anew(connection, &wanted))
    }

    fn publish_pack(&self, new: KeptPack, over: u64) -> Answer<'_, Result<(), NotKept>> {
        self.writing(move |connection| packs::publish(connection, &new, over))
    }

    fn pack_head(&self, site: SiteId, kind: PackKind) -> Answer<'_, Option<PackHead>> {
        self.reading(move |connection| packs::head(connection, site, kind))
    }

    fn pack(
        &self,
        site: SiteId,
        kind: PackKind,
        before: Option<u64>,
    ) -> Answer<'_, Option<KeptPack>> {
        self.reading(move |connection| packs::newest(connection, site, kind, before))
    }

    fn note_seen(&self, seen: Seen) -> Answer<'_, ()> {
        self.writing(move |connection| seen::note(connection, &seen))
    }

    fn machines(&self) -> Answer<'_, Vec<MachineState>> {
        self.reading(|connection| seen::machines(connection))
    }

    fn sites(&self) -> Answer<'_, Vec<SiteOverview>> {
        self.reading(listing::sites)
    }

    fn newest(&self, limit: usize) -> Answer<'_, Vec<Listed>> {
        self.reading(move |connection| listing::newest(connection, limit))
    }
}

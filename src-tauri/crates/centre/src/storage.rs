//! The seam behind which a centre keeps things. It speaks in operations, each of them whole: what an
//! operation answers with success is on the disk. It has two forms, SQLite and PostgreSQL. They look up and
//! write rows; what is decided from the rows is decided beside them, once for both (`placing`, `admitting`,
//! `paging`, `losing`, `reporting`).
//!
//! Never here: SQL (it lies in the forms), HTTP, the judgement of contents (`judge`).

mod admitting;
mod beginning;
mod error;
mod exporting;
mod losing;
mod moving;
mod packing;
mod paging;
mod placing;
mod postgres;
mod reporting;
mod seeing;
mod sqlite;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use domain::entry::{CentreEpoch, Digest, Digests};
use domain::id::{CentreId, EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, Link};
use domain::wire::{
    ChainHead, FeedPage, Hex32, LinkAtCentre, Mark, Outcome, PackKind, PackVersion, Site,
};

pub use error::{OpenError, StorageError};
pub use exporting::{
    AnewPage, AnewWanted, ExportOverview, ExportToken, NameTaken, NewExport, NewExportToken,
    PlacesPage, PlacesWanted, RowsPage, RowsWanted,
};
pub use moving::{MoveError, Progress, move_centre};
pub use packing::{KeptPack, NotKept, PackHead};
pub use postgres::{Access, BadServer, Postgres, Server, Waits};
pub use reporting::Unfolded;
pub(crate) use seeing::Condition;
pub use seeing::{MachineState, Seen};
pub use sqlite::Sqlite;

use crate::judge::Judged;

/// The answer of an operation, to be awaited.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 'a>>;

/// What a centre can be asked to keep and to tell. Everything that belongs to a site is asked for by site.
pub trait Storage: Send + Sync {
    /// Who this centre is, and which counting is current.
    fn identity(&self) -> Answer<'_, Identity>;

    /// Keeps a new enrolment code for the site of this name, which is made if need be; without a name,
    /// for the only site there is or the first.
    fn issue_code(&self, code: NewCode) -> Answer<'_, Site>;

    /// Enrols a machine if its code is good, and keeps its first token. Wrong tries are counted.
    fn enrol(&self, enrolment: Enrolment) -> Answer<'_, Result<Site, CodeRefusal>>;

    /// A machine of a site.
    fn machine(&self, site: SiteId, machine: MachineId) -> Answer<'_, Option<Machine>>;

    /// Keeps a token beside those that the machine has; the oldest beyond a few are dropped.
    fn keep_token(&self, token: NewToken) -> Answer<'_, ()>;

    /// Whose token this is, unless it has expired.
    fn holder(&self, token: Digest, now: Millis) -> Answer<'_, Option<Holder>>;

    /// Cuts a machine off at every site: it bites at its next request. False when there is no such
    /// machine.
    fn revoke(&self, machine: MachineId, now: Millis) -> Answer<'_, bool>;

    /// Appends a batch of a machine's chain in one transaction: one outcome each, in order.
    fn append(&self, batch: Batch) -> Answer<'_, Appended>;

    /// How far a machine and this centre are together. Opens a new counting when the machine proves
    /// that this centre has lost something of the current one or knows of a later one.
    fn standing(&self, asked: Asked) -> Answer<'_, Standing>;

    /// A page of the site's feed.
    fn feed(&self, wanted: FeedWanted) -> Answer<'_, FeedPage>;

    /// What there is of one epoch of a machine's chain, in order, from `from` to `to`, at most `limit`.
    fn links(&self, wanted: LinksWanted) -> Answer<'_, Vec<LinkAtCentre>>;

    /// The sites whose tables for reporting do not know all of their feed yet.
    fn unfolded(&self) -> Answer<'_, Vec<Unfolded>>;

    /// Folds the next stretch of a site's feed into its tables for reporting; false when there is none, or
    /// another process is at it.
    fn fold_next(&self, site: SiteId) -> Answer<'_, bool>;

    /// Keeps a token for exports, whose name no other may bear.
    fn keep_export_token(&self, new: NewExportToken) -> Answer<'_, Result<(), NameTaken>>;

    /// All tokens for exports, the revoked ones too.
    fn export_tokens(&self) -> Answer<'_, Vec<ExportToken>>;

    /// Whose token for exports this is, unless it was revoked.
    fn export_holder(&self, token: Digest) -> Answer<'_, Option<ExportToken>>;

    /// Revokes a token for exports. False when there is none of this name.
    fn revoke_export_token(&self, name: String, now: Millis) -> Answer<'_, bool>;

    /// Writes down that an export begins.
    fn begin_export(&self, new: NewExport) -> Answer<'_, ()>;

    /// Writes down that it went out whole.
    fn end_export(&self, id: [u8; 16], rows: u64) -> Answer<'_, ()>;

    /// The newest exports, for the people who run the centre.
    fn exports(&self, limit: usize) -> Answer<'_, Vec<ExportOverview>>;

    /// The next rows of an export of what was folded.
    fn export_rows(&self, wanted: RowsWanted) -> Answer<'_, RowsPage>;

    /// The next places of the feed for an export of entries.
    fn export_places(&self, wanted: PlacesWanted) -> Answer<'_, PlacesPage>;

    /// The next links that were made anew, for an export of entries.
    fn export_anew(&self, wanted: AnewWanted) -> Answer<'_, AnewPage>;

    /// Keeps a pack if its version is higher than all of its site and kind, and `over` is the newest of them still.
    fn publish_pack(&self, new: KeptPack, over: u64) -> Answer<'_, Result<(), NotKept>>;

    /// Which pack of a kind is the newest for a site; its content is not read.
    fn pack_head(&self, site: SiteId, kind: PackKind) -> Answer<'_, Option<PackHead>>;

    /// The newest pack of a kind for a site; with a version the newest before that one.
    fn pack(
        &self,
        site: SiteId,
        kind: PackKind,
        before: Option<u64>,
    ) -> Answer<'_, Option<KeptPack>>;

    /// Notes that a machine was here, and what it told.
    fn note_seen(&self, seen: Seen) -> Answer<'_, ()>;

    /// All machines of all sites and how they are, for the people who run the centre.
    fn machines(&self) -> Answer<'_, Vec<MachineState>>;

    /// All sites with their machines, for the people who run the centre.
    fn sites(&self) -> Answer<'_, Vec<SiteOverview>>;

    /// The newest entries of all sites, newest first, for the people who run the centre.
    fn newest(&self, limit: usize) -> Answer<'_, Vec<Listed>>;
}

/// Where a centre keeps its data.
#[derive(Debug, Clone)]
pub enum StorageAt {
    /// In SQLite, in this folder; made at first use.
    Folder(PathBuf),
    /// In PostgreSQL, in this database; its tables are made at first use.
    Postgres(Box<Server>),
}

impl From<PathBuf> for StorageAt {
    fn from(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl From<Server> for StorageAt {
    fn from(server: Server) -> Self {
        Self::Postgres(Box::new(server))
    }
}

impl StorageAt {
    /// Opens it. Needs a Tokio runtime with I/O and time.
    ///
    /// # Errors
    /// When it cannot be reached or used, see [`OpenError`].
    pub async fn open(&self, now: Millis) -> Result<Box<dyn Storage>, OpenError> {
        Ok(match self {
            Self::Folder(folder) => Box::new(Sqlite::open(folder, now)?),
            Self::Postgres(server) => Box::new(Postgres::open(server, now).await?),
        })
    }
}

/// Who this centre is.
#[derive(Clone)]
pub struct Identity {
    /// Its id.
    pub centre: CentreId,
    /// Its current counting.
    pub counting: CentreEpoch,
    /// Authenticates challenges.
    pub secret: [u8; 32],
}

/// A code to keep.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// What names it.
    pub name: String,
    /// SHA-256 of it.
    pub digest: Digest,
    /// Name of the site it is for.
    pub site: Option<String>,
    /// Id of the site, should it have to be made.
    pub site_id: SiteId,
    /// Until when it is good.
    pub expires_at: Millis,
}

/// A machine that wants to enrol; its signature has been checked.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// What names the code.
    pub code_name: String,
    /// SHA-256 of the code.
    pub code_digest: Digest,
    /// Its id.
    pub machine: MachineId,
    /// Its key.
    pub public_key: [u8; 32],
    /// What people call it.
    pub machine_name: String,
    /// Digest of its first token.
    pub token: Digest,
    /// Until when that is good.
    pub token_expires_at: Millis,
    /// Now.
    pub now: Millis,
}

/// Why a code does not serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeRefusal {
    /// There is none of this name, or the rest is wrong.
    Unknown,
    /// Too many wrong tries.
    Spent,
    /// It has served another machine, or this one before it was cut off.
    Used,
    /// Too old.
    Expired,
    /// The machine is known at the site with another key.
    OtherKey,
}

/// Wrong tries after which a code is spent.
pub const CODE_TRIES: u32 = 5;

/// A machine of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Its key.
    pub public_key: [u8; 32],
    /// Whether it was cut off.
    pub revoked: bool,
}

/// A token to keep, by digest.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// SHA-256 of it.
    pub digest: Digest,
    /// Its site.
    pub site: SiteId,
    /// Its machine.
    pub machine: MachineId,
    /// Until when it is good.
    pub expires_at: Millis,
    /// Now: those that have expired are dropped.
    pub now: Millis,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Caller {
    /// The site whose walls hold.
    pub site: SiteId,
    /// The machine.
    pub machine: MachineId,
}

/// Whose a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The machine at its site.
    pub caller: Caller,
    /// Whether it was cut off.
    pub revoked: bool,
}

/// A batch of a machine's chain.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Whose.
    pub caller: Caller,
    /// The links, in order.
    pub arrivals: Vec<Arrival>,
    /// Now.
    pub now: Millis,
}

/// One link with what came with it.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The link as it was sent.
    pub link: Link,
    /// Id of the entry.
    pub id: EntryId,
    /// For the first link of an epoch: what the epoch follows.
    pub follows: Vec<ChainPoint>,
    /// The digests of its parts.
    pub digests: Digests,
    /// The parts, or why they are not taken.
    pub content: Judged,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The counting that was current when it was appended: another may have begun since.
    pub counting: CentreEpoch,
    /// What became of each link, in order.
    pub placed: Vec<Placed>,
}

/// What became of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What became of it.
    pub outcome: Outcome,
    /// The counting that gave its number, where that is not the current one.
    pub counted_in: Option<CentreEpoch>,
}

/// What a machine says in its hello.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who.
    pub caller: Caller,
    /// The counting that its newest mark belongs to.
    pub counting: Option<CentreEpoch>,
    /// Its marks of the feed, newest first.
    pub marks: Vec<Mark>,
    /// Running hashes of the held places at its marks, as many as there are marks; empty when it does not
    /// tell them.
    pub held: Vec<Hex32>,
    /// Id of a new counting, should one have to be opened.
    pub new_counting: Epoch,
    /// Now.
    pub now: Millis,
}

/// How far a machine and this centre are together.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The current counting, perhaps a new one.
    pub counting: CentreEpoch,
    /// The machine's site.
    pub site: Site,
    /// The last link of each of its newest epochs.
    pub heads: Vec<ChainHead>,
    /// The site's last number.
    pub last: u64,
    /// Where the machine has to begin again.
    pub restart_from: Option<u64>,
    /// The newest pack of each kind for the site.
    pub packs: Vec<PackVersion>,
}

/// A page of the feed that is wanted.
#[derive(Debug, Clone)]
pub struct FeedWanted {
    /// Who asks.
    pub caller: Caller,
    /// After which number.
    pub after: u64,
    /// Most items.
    pub limit: usize,
    /// The points up to which the machine holds its own entries.
    pub holds: Vec<ChainPoint>,
}

/// A stretch of links that is wanted.
#[derive(Debug, Clone, Copy)]
pub struct LinksWanted {
    /// Who asks.
    pub caller: Caller,
    /// Epoch of its chain.
    pub epoch: Epoch,
    /// First place.
    pub from: u64,
    /// Last place.
    pub to: u64,
    /// Most links.
    pub limit: usize,
}

/// A site with its machines.
#[derive(Debug, Clone)]
pub struct SiteOverview {
    /// The site.
    pub site: Site,
    /// Its last number.
    pub last: u64,
    /// Its machines.
    pub machines: Vec<MachineOverview>,
}

/// A machine as the centre's people see it.
#[derive(Debug, Clone)]
pub struct MachineOverview {
    /// Its id.
    pub id: MachineId,
    /// What people call it.
    pub name: String,
    /// Since when it is enrolled.
    pub enrolled_at: Millis,
    /// Since when it is cut off.
    pub revoked_at: Option<Millis>,
    /// How many entries first came from it.
    pub entries: u64,
}

/// An entry in a list for the centre's people.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its site.
    pub site: SiteId,
    /// Its number.
    pub number: u64,
    /// When it came.
    pub received_at: Millis,
    /// The machine it first came from.
    pub machine: MachineId,
    /// Its kind; none when it is held.
    pub kind: Option<String>,
    /// Why it is held.
    pub held_code: Option<String>,
    /// Its parts, which may be of a person: header, facts, and personal unless erased.
    pub entry: Option<domain::entry::Entry>,
}

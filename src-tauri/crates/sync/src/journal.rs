//! The seam to whatever keeps the journal: the encrypted store of a machine, or memory in tests.
//!
//! Each call is short and whole; no transaction is open when it returns, so none is ever open across a
//! request. Never here: the network, a decision.

use domain::entry::{CentreEpoch, Digest, Numbered};
use domain::id::{CentreId, EntryId, MachineId, Millis, SiteId};
use domain::link::ChainPoint;
use domain::wire::{CentreKeys, FeedContent, Pack, PackKind, PackRefusal};
pub use store::{NewEpoch, Outgoing, OwnChain};
use zeroize::Zeroizing;

/// What the engine needs of a machine's journal.
pub trait Journal: Send + Sync {
    /// This machine.
    fn machine(&self) -> MachineId;

    /// Seed of its Ed25519 key pair.
    ///
    /// # Errors
    /// When it cannot be read.
    fn signing_seed(&self) -> Result<Zeroizing<[u8; 32]>, JournalError>;

    /// The centre that this machine is enrolled at, if any.
    ///
    /// # Errors
    /// When it cannot be read.
    fn enrolment(&self) -> Result<Option<Enrolment>, JournalError>;

    /// Keeps an enrolment in place of the one before, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep_enrolment(&self, enrolment: &Enrolment) -> Result<(), JournalError>;

    /// Keeps a new token of the present enrolment.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep_token(&self, token: &Zeroizing<String>) -> Result<(), JournalError>;

    /// The first links of this machine that the centre has not named yet, in the order of the chain; with `after`
    /// those behind it.
    ///
    /// # Errors
    /// When they cannot be read.
    fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: usize,
    ) -> Result<Vec<Outgoing>, JournalError>;

    /// This machine's links of one epoch from a point on, whatever their state: what the centre has
    /// lost is sent again.
    ///
    /// # Errors
    /// When they cannot be read.
    fn links_from(&self, from: ChainPoint, limit: usize) -> Result<Vec<Outgoing>, JournalError>;

    /// The last point of each epoch of this machine that the centre has named, newest epoch first. What
    /// stands there both sides hold alike; beyond it a copy of this machine may have gone its own way.
    ///
    /// # Errors
    /// When they cannot be read.
    fn acknowledged(&self) -> Result<Vec<ChainPoint>, JournalError>;

    /// The epoch that this machine writes in, and where it ends.
    ///
    /// # Errors
    /// When it cannot be read.
    fn own_chain(&self) -> Result<OwnChain, JournalError>;

    /// Begins a new epoch: what waits is linked anew in it, in its order, and what is held stays held.
    ///
    /// # Errors
    /// When it cannot be written; then nothing has changed.
    fn begin_epoch(&self, why: NewEpoch, at: Millis) -> Result<(), JournalError>;

    /// Writes down what the centre said of links, in one transaction. Saying it twice changes nothing.
    ///
    /// # Errors
    /// When it cannot be written; then none of it is.
    fn settle(&self, settled: Vec<Settled>) -> Result<(), JournalError>;

    /// Places of the feed up to which this machine has it, newest first, at least the newest; none
    /// before the first page.
    ///
    /// # Errors
    /// When they cannot be read.
    fn cursors(&self) -> Result<Vec<Cursor>, JournalError>;

    /// Folds a page of the feed in and moves the cursor with it. Broken off half-way, the cursor stands
    /// where the folded part ends. The page may be of a later counting than the cursor: its running
    /// hash has shown that it stands on the same past.
    ///
    /// # Errors
    /// When it cannot be written or does not follow the cursor.
    fn accept(&self, page: Page) -> Result<(), JournalError>;

    /// The centre has lost what came after this number, one of the cursors or 0: drops the cursor back
    /// to it, takes later numbers away and lets those own links wait again that had them.
    ///
    /// # Errors
    /// When it cannot be written; then nothing has changed.
    fn restart(&self, from: u64) -> Result<(), JournalError>;

    /// What this machine has and has refused of each kind of pack of its centre and site; nothing before it is
    /// enrolled.
    ///
    /// # Errors
    /// When it cannot be read.
    fn packs(&self) -> Result<Vec<PackKnown>, JournalError>;

    /// The kinds whose version in use this program cannot read, and that version. A program reads all that it took
    /// itself, so this is asked once a start and enrolment: every content is read for it.
    ///
    /// # Errors
    /// When it cannot be read.
    fn unreadable_packs(&self) -> Result<Vec<(PackKind, u64)>, JournalError>;

    /// Keeps a pack that was found good; it is in use from then on. Taking it twice changes nothing.
    ///
    /// # Errors
    /// When it cannot be written; then nothing has changed.
    fn take_pack(&self, pack: Pack, at: Millis) -> Result<(), JournalError>;

    /// Writes down that this version of a pack was not taken, in place of the one before.
    ///
    /// # Errors
    /// When it cannot be written.
    fn refuse_pack(
        &self,
        kind: PackKind,
        version: u64,
        refusal: PackRefusal,
    ) -> Result<(), JournalError>;

    /// What waits and what is held.
    ///
    /// # Errors
    /// When it cannot be read.
    fn counts(&self) -> Result<Counts, JournalError>;
}

/// Why the journal could not be read or written, by what can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum JournalError {
    /// No room on the disk; it goes on by itself when there is.
    #[error("no room on the disk")]
    NoRoom,
    /// The file cannot be written.
    #[error("the journal cannot be written")]
    ReadOnly,
    /// What lies there is not what was written.
    #[error("the journal is damaged")]
    Damaged,
    /// The store has been closed.
    #[error("the journal is closed")]
    Closed,
    /// What the centre gave contradicts what lies here: another content under a known id, a gap.
    #[error("the centre contradicts the journal")]
    Contradicts,
    /// It failed in another way.
    #[error("the journal failed")]
    Failed,
}

/// A machine's place at a centre.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Address of the centre, without a slash at its end.
    pub address: String,
    /// Which centre.
    pub centre: CentreId,
    /// The machine's site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// Certificates (PEM) to trust instead of the platform's; none: the platform's.
    pub ca: Vec<String>,
    /// The public keys of the centre, once it has told them. They are kept from the first time on.
    pub keys: Option<CentreKeys>,
    /// The present token.
    pub token: Zeroizing<String>,
}

impl std::fmt::Debug for Enrolment {
    /// Without the token, which is a secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Enrolment")
            .field("centre", &self.centre)
            .field("site", &self.site)
            .finish_non_exhaustive()
    }
}

/// What the centre said of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Where the link stands.
    pub point: ChainPoint,
    /// Its entry.
    pub id: EntryId,
    /// The entry's number.
    pub number: Numbered,
    /// Why its content was not taken, when it is held; none: it is acknowledged.
    pub held: Option<String>,
}

/// A place of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The counting that the number belongs to.
    pub centre: CentreEpoch,
    /// The last number.
    pub number: u64,
    /// Running hash of the feed up to it.
    pub hash: Digest,
    /// Running hash of the held places up to it.
    pub held: Digest,
}

/// A page of the feed that was found whole and in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The counting that the numbers belong to.
    pub centre: CentreEpoch,
    /// The number that the page follows.
    pub after: u64,
    /// Its items; their numbers follow one another.
    pub items: Vec<Arrival>,
}

/// One item of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its number.
    pub number: u64,
    /// The entry's own number, where this place only announces parts that came later.
    pub of: Option<u64>,
    /// The entry.
    pub id: EntryId,
    /// What is told of it.
    pub content: FeedContent,
    /// The centre had the digests alone when it gave this number.
    pub held_at_first: bool,
    /// Running hash of the feed up to and with this item.
    pub hash: Digest,
    /// Running hash of the held places up to and with this item.
    pub held: Digest,
}

/// What this machine has of one kind of pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackKnown {
    /// Which centre's.
    pub centre: CentreId,
    /// Which site's.
    pub site: SiteId,
    /// The kind.
    pub kind: PackKind,
    /// The version in use; 0 while none was taken.
    pub version: u64,
    /// When that was published, by the centre's clock.
    pub published_at: Option<Millis>,
    /// Another version of the program took it, and this one cannot read it.
    pub unreadable: bool,
    /// The last version that this version of the program refused, if nothing newer was taken since, and why.
    pub refused: Option<(u64, PackRefusal)>,
}

/// What waits and what is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Links that the centre has not named yet.
    pub waiting: u64,
    /// When the oldest entry among them was made.
    pub oldest_at: Option<Millis>,
    /// Entries whose content the centre could not take.
    pub held: u64,
}

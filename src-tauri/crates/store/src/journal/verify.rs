//! Checking the journal: every page, every entry, every link, every number.
//!
//! Reads only. The first thing that is wrong is named; what is right is counted. What is proved: the
//! bytes are those that were digested, the chain is whole, and the columns say what the headers say. A
//! person with the key could write all of it anew; the centre's copy is what tells then.

use std::thread;
use std::time::Duration;

use domain::entry::{Digest, Entry, digest};
use domain::id::{EntryId, Epoch, MachineId};
use domain::link::{ChainPoint, Link, epoch_root};
use rusqlite::Row;

use super::append::read_digests;
use crate::error::StoreError;
use crate::int::from_sql;
use crate::opened::Store;
use crate::private::machine::{id, point};
use crate::read::Reading;

/// After how many entries and links it is told how far a check is.
const TELL_EVERY: u64 = 512;
/// How often the pages of a file are looked at before one is told as broken.
const PAGE_LOOKS: u32 = 5;
/// Between two looks, so that not all of them fall into one checkpoint of a busy disk.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What a check of the journal found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Entries whose bytes were checked.
    pub entries: u64,
    /// Entries whose personal part has been erased; of them the digest alone is checked.
    pub erased: u64,
    /// Links of this machine's chain that were checked.
    pub links: u64,
    /// Entries that bear a number of the centre's.
    pub numbered: u64,
    /// The first thing that is wrong; none when all is whole.
    pub fault: Option<Fault>,
}

/// Something in the journal that is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: FaultKind,
    /// The entry, where it is about one that can be named.
    pub entry: Option<EntryId>,
    /// The place in this machine's chain, where it is about one.
    pub point: Option<ChainPoint>,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A page of the file is not what was written.
    Page,
    /// The header's bytes are not those that were digested, or cannot be read.
    Header,
    /// The facts' bytes are not those that were digested.
    Facts,
    /// The personal part's bytes are not those that were digested.
    Personal,
    /// The columns beside the header do not say what it says.
    Columns,
    /// A link is missing from the chain.
    Gap,
    /// A link does not follow the one before it.
    Follows,
    /// A link's hash does not hold its entry.
    Hash,
    /// An entry of this machine has no link, or stands at another place than its link.
    Unlinked,
    /// An acknowledged entry, or one of another machine, bears no number.
    Unnumbered,
}

impl FaultKind {
    /// Its immutable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Header => "header",
            Self::Facts => "facts",
            Self::Personal => "personal",
            Self::Columns => "columns",
            Self::Gap => "gap",
            Self::Follows => "follows",
            Self::Hash => "hash",
            Self::Unlinked => "unlinked",
            Self::Unnumbered => "unnumbered",
        }
    }
}

impl Store {
    /// Checks the whole journal as it stands now, beside whoever writes.
    ///
    /// # Errors
    /// When the store cannot be read at all; what is found is an answer and no error.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        self.read(|reading| reading.verify())
    }
}

impl Reading<'_> {
    /// Checks the whole journal.
    ///
    /// # Errors
    /// When the store cannot be read at all; what is found is an answer and no error.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        self.verify_telling(&|_, _| {})
    }

    /// The same, telling now and then how many of how many entries and links were checked.
    ///
    /// # Errors
    /// As [`Reading::verify`].
    pub fn verify_telling(&self, tell: &dyn Fn(u64, u64)) -> Result<Verified, StoreError> {
        let of = self.connection.query_row(
            "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM link)",
            [],
            |row| row.get(0).map(from_sql),
        )?;
        let tell = |verified: &Verified| {
            let done = verified.entries + verified.links;
            if done.is_multiple_of(TELL_EVERY) {
                tell(done, of);
            }
        };
        let mut verified = Verified::default();
        let walked = self
            .check_pages()
            .and_then(|()| self.check_entries(&mut verified, &tell))
            .and_then(|()| self.check_links(&mut verified, &tell))
            .and_then(|()| self.check_numbers(&mut verified));
        match walked {
            Ok(()) => {}
            Err(Found::Fault(fault)) => verified.fault = Some(fault),
            Err(Found::Error(StoreError::Damaged)) => {
                verified.fault = Some(Fault {
                    what: FaultKind::Page,
                    entry: None,
                    point: None,
                });
            }
            Err(Found::Error(error)) => return Err(error),
        }
        Ok(verified)
    }

    /// Whether every page of the file fits its HMAC.
    pub(crate) fn is_every_page_whole(&self) -> Result<bool, StoreError> {
        match self.check_pages() {
            Ok(()) => Ok(true),
            Err(Found::Fault(_)) => Ok(false),
            Err(Found::Error(error)) => Err(error),
        }
    }

    /// Every page of the file against its HMAC. The file is read beneath SQLite: a page that is being
    /// brought in from the WAL at that moment reads as broken, so a broken file is looked at again.
    fn check_pages(&self) -> Result<(), Found> {
        for look in 0..PAGE_LOOKS {
            if look > 0 {
                thread::sleep(LOOK_AGAIN);
            }
            if !self
                .connection
                .prepare("PRAGMA cipher_integrity_check")?
                .exists([])?
            {
                return Ok(());
            }
        }
        Err(fault(FaultKind::Page, None, None))
    }

    fn check_entries(
        &self,
        verified: &mut Verified,
        tell: &dyn Fn(&Verified),
    ) -> Result<(), Found> {
        let mut statement = self.connection.prepare(
            "SELECT id, subject, subject_kind, kind, version, act, actor, at, header, facts, personal,
                    digests
             FROM entry ORDER BY local",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let named = EntryId::from_bytes(row.get(0)?);
            if let Some(what) = wrong_with(row)? {
                return Err(fault(what, Some(named), None));
            }
            verified.entries += 1;
            verified.erased += u64::from(row.get_ref(10)? == rusqlite::types::ValueRef::Null);
            tell(verified);
        }
        Ok(())
    }

    fn check_links(&self, verified: &mut Verified, tell: &dyn Fn(&Verified)) -> Result<(), Found> {
        let machine = id(self.connection)?;
        let mut epochs = self.connection.prepare(
            "SELECT local, epoch, follows_epoch, follows_seq FROM epoch WHERE station_code IS NOT NULL
             ORDER BY local",
        )?;
        let mut epochs = epochs.query([])?;
        while let Some(row) = epochs.next()? {
            let epoch = Epoch::from_bytes(row.get(1)?);
            let root = epoch_root(machine, epoch, point(row.get(2)?, row.get(3)?));
            self.check_epoch(verified, tell, machine, (row.get(0)?, epoch), root)?;
        }
        self.check_linked()
    }

    fn check_epoch(
        &self,
        verified: &mut Verified,
        tell: &dyn Fn(&Verified),
        machine: MachineId,
        (local, epoch): (i64, Epoch),
        root: Digest,
    ) -> Result<(), Found> {
        let mut statement = self.connection.prepare_cached(
            "SELECT link.seq, link.prev, link.hash, entry.id, entry.digests
             FROM link JOIN entry ON entry.local = link.entry
             WHERE link.epoch = ?1 ORDER BY link.seq",
        )?;
        let mut rows = statement.query([local])?;
        let (mut before, mut expected) = (root, 1);
        while let Some(row) = rows.next()? {
            let point = ChainPoint {
                epoch,
                seq: from_sql(row.get(0)?),
            };
            let link = Link {
                machine,
                point,
                prev: row.get(1)?,
                hash: row.get(2)?,
            };
            let entry = Some(EntryId::from_bytes(row.get(3)?));
            if point.seq != expected {
                let missing = ChainPoint {
                    epoch,
                    seq: expected,
                };
                return Err(fault(FaultKind::Gap, None, Some(missing)));
            }
            if link.prev != before {
                return Err(fault(FaultKind::Follows, entry, Some(point)));
            }
            if !link.holds(&read_digests(row.get(4)?)) {
                return Err(fault(FaultKind::Hash, entry, Some(point)));
            }
            (before, expected) = (link.hash, expected + 1);
            verified.links += 1;
            tell(verified);
        }
        Ok(())
    }

    /// Every entry that this machine made in an epoch of this store stands at its link, but for what a copy of
    /// the store made: that stands behind the last link here, or where one was replaced in a new epoch.
    fn check_linked(&self) -> Result<(), Found> {
        let unlinked = self.first(
            "SELECT entry.id, epoch.epoch, entry.seq
             FROM entry JOIN epoch ON epoch.local = entry.epoch
             WHERE epoch.station_code IS NOT NULL
               AND entry.seq <= coalesce((SELECT max(seq) FROM link WHERE link.epoch = epoch.local), 0)
               AND NOT EXISTS (SELECT 1 FROM link WHERE link.epoch = entry.epoch
                                AND link.seq = entry.seq
                                AND (link.entry = entry.local OR link.state = 'replaced'))
             ORDER BY entry.local LIMIT 1",
        )?;
        unlinked.map_or(Ok(()), |(entry, point)| {
            Err(fault(FaultKind::Unlinked, Some(entry), Some(point)))
        })
    }

    fn check_numbers(&self, verified: &mut Verified) -> Result<(), Found> {
        verified.numbered =
            self.connection
                .query_row("SELECT count(*) FROM number", [], |row| {
                    row.get(0).map(from_sql)
                })?;
        let unnumbered = self.first(
            "SELECT entry.id, epoch.epoch, entry.seq
             FROM entry JOIN epoch ON epoch.local = entry.epoch
             WHERE NOT EXISTS (SELECT 1 FROM number WHERE number.entry = entry.local)
               AND EXISTS (SELECT 1 FROM link WHERE link.entry = entry.local
                            AND link.state IN ('acknowledged', 'held'))
             ORDER BY entry.local LIMIT 1",
        )?;
        unnumbered.map_or(Ok(()), |(entry, point)| {
            Err(fault(FaultKind::Unnumbered, Some(entry), Some(point)))
        })
    }

    fn first(&self, query: &str) -> Result<Option<(EntryId, ChainPoint)>, Found> {
        let mut statement = self.connection.prepare(query)?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let point = ChainPoint {
            epoch: Epoch::from_bytes(row.get(1)?),
            seq: from_sql(row.get(2)?),
        };
        Ok(Some((EntryId::from_bytes(row.get(0)?), point)))
    }
}

/// What is wrong with the bytes of an entry, if anything.
fn wrong_with(row: &Row<'_>) -> Result<Option<FaultKind>, StoreError> {
    let entry = Entry {
        header: row.get(8)?,
        facts: row.get(9)?,
        personal: row.get(10)?,
    };
    let kept = read_digests(row.get(11)?);
    if digest(&entry.header) != kept.header {
        return Ok(Some(FaultKind::Header));
    }
    if digest(&entry.facts) != kept.facts {
        return Ok(Some(FaultKind::Facts));
    }
    if entry
        .personal
        .as_ref()
        .is_some_and(|personal| digest(personal) != kept.personal)
    {
        return Ok(Some(FaultKind::Personal));
    }
    let Ok(header) = entry.read_header() else {
        return Ok(Some(FaultKind::Header));
    };
    let same = row.get::<_, [u8; 16]>(0)? == header.id.to_bytes()
        && row.get::<_, [u8; 16]>(1)? == header.subject.to_bytes()
        && row.get::<_, String>(2)? == header.subject_kind()
        && row.get::<_, String>(3)? == header.kind
        && row.get::<_, u32>(4)? == header.version
        && row.get::<_, [u8; 16]>(5)? == header.act.to_bytes()
        && row.get::<_, [u8; 16]>(6)? == header.actor.to_bytes()
        && row.get::<_, i64>(7)? == header.at.0;
    Ok((!same).then_some(FaultKind::Columns))
}

/// A walk ends at the first fault, or at an error.
enum Found {
    Fault(Fault),
    Error(StoreError),
}

const fn fault(what: FaultKind, entry: Option<EntryId>, point: Option<ChainPoint>) -> Found {
    Found::Fault(Fault { what, entry, point })
}

impl From<StoreError> for Found {
    fn from(error: StoreError) -> Self {
        Self::Error(error)
    }
}

impl From<rusqlite::Error> for Found {
    fn from(error: rusqlite::Error) -> Self {
        Self::Error(error.into())
    }
}

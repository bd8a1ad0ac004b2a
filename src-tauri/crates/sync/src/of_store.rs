//! The encrypted store as the engine's journal.
//!
//! Each method is one call of the store; the enrolment lies among the machine's settings, so that it is
//! as well kept as everything else there.

use domain::id::{CentreId, MachineId, Millis, SiteId};
use domain::link::ChainPoint;
use domain::wire::{CentreKeys, Pack, PackKind, PackRefusal};
use serde::{Deserialize, Serialize};
use store::{FeedEntry, NewEpoch, OwnChain, Reading, RefusedPack, Store, StoreError};
use zeroize::Zeroizing;

use crate::journal::{
    Counts, Cursor, Enrolment, Journal, JournalError, Outgoing, PackKnown, Page, Settled,
};

/// Name of the setting that holds the enrolment.
const ENROLMENT: &str = "centre.enrolment";
/// Name of the setting that holds the present token.
const TOKEN: &str = "centre.token";
/// This program: what it refused, a later one looks at again.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The enrolment as it is kept: the token lies apart, since it changes often.
#[derive(Serialize, Deserialize)]
struct Kept {
    address: String,
    centre: CentreId,
    site: SiteId,
    site_name: String,
    ca: Vec<String>,
    #[serde(default)]
    keys: Option<CentreKeys>,
}

impl Journal for Store {
    fn machine(&self) -> MachineId {
        Self::machine(self)
    }

    fn signing_seed(&self) -> Result<Zeroizing<[u8; 32]>, JournalError> {
        Ok(self.signing_key()?)
    }

    fn enrolment(&self) -> Result<Option<Enrolment>, JournalError> {
        self.read(enrolment_of)
    }

    fn keep_enrolment(&self, enrolment: &Enrolment) -> Result<(), JournalError> {
        let kept = Kept {
            address: enrolment.address.clone(),
            centre: enrolment.centre,
            site: enrolment.site,
            site_name: enrolment.site_name.clone(),
            ca: enrolment.ca.clone(),
            keys: enrolment.keys,
        };
        let kept = serde_json::to_string(&kept).map_err(|_| JournalError::Failed)?;
        Ok(self.set_settings(vec![
            (ENROLMENT.to_owned(), Some(kept)),
            (TOKEN.to_owned(), Some(enrolment.token.to_string())),
        ])?)
    }

    fn keep_token(&self, token: &Zeroizing<String>) -> Result<(), JournalError> {
        Ok(self.set_settings(vec![(TOKEN.to_owned(), Some(token.to_string()))])?)
    }

    fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: usize,
    ) -> Result<Vec<Outgoing>, JournalError> {
        Ok(Self::waiting(self, after, bounded(limit))?)
    }

    fn links_from(&self, from: ChainPoint, limit: usize) -> Result<Vec<Outgoing>, JournalError> {
        Ok(Self::links_from(self, from, bounded(limit))?)
    }

    fn acknowledged(&self) -> Result<Vec<ChainPoint>, JournalError> {
        Ok(Self::acknowledged(self)?)
    }

    fn own_chain(&self) -> Result<OwnChain, JournalError> {
        Ok(Self::own_chain(self)?)
    }

    fn begin_epoch(&self, why: NewEpoch, at: Millis) -> Result<(), JournalError> {
        Self::begin_epoch(self, why, at)?;
        Ok(())
    }

    fn settle(&self, settled: Vec<Settled>) -> Result<(), JournalError> {
        let settled = settled.into_iter().map(|one| {
            let number = one.number;
            let word = match one.held {
                None => store::Settled::Stored(number),
                Some(code) => store::Settled::Held { number, code },
            };
            (one.point, word)
        });
        Ok(Self::settle(self, settled.collect())?)
    }

    fn cursors(&self) -> Result<Vec<Cursor>, JournalError> {
        let cursors = Self::cursors(self)?;
        Ok(cursors
            .into_iter()
            .map(|cursor| Cursor {
                centre: cursor.at.centre,
                number: cursor.at.number,
                hash: cursor.hash,
                held: cursor.held,
            })
            .collect())
    }

    fn accept(&self, page: Page) -> Result<(), JournalError> {
        let items = page.items.into_iter().map(|item| FeedEntry {
            number: item.number,
            of: item.of,
            id: item.id,
            held_at_first: item.held_at_first,
            content: item.content,
        });
        let accepted = Self::accept(self, page.centre, items.collect())?;
        if accepted.passed_over > 0 {
            tracing::warn!(
                count = accepted.passed_over,
                "entries of the feed could not be read"
            );
        }
        Ok(())
    }

    fn restart(&self, from: u64) -> Result<(), JournalError> {
        Ok(self.restart_from(from)?)
    }

    fn packs(&self) -> Result<Vec<PackKnown>, JournalError> {
        let Some(Enrolment { centre, site, .. }) = Journal::enrolment(self)? else {
            return Ok(Vec::new());
        };
        self.read(|reading| Ok(packs_of(reading, centre, site)?))
    }

    fn unreadable_packs(&self) -> Result<Vec<(PackKind, u64)>, JournalError> {
        let Some(Enrolment { centre, site, .. }) = Journal::enrolment(self)? else {
            return Ok(Vec::new());
        };
        let mut unreadable = Vec::new();
        for kind in PackKind::ALL {
            let newest = self.read(|reading| reading.newest_pack(centre, site, kind))?;
            if let Some(pack) = newest
                && kind.check(&pack.content.0).is_err()
            {
                unreadable.push((kind, pack.version));
            }
        }
        Ok(unreadable)
    }

    fn take_pack(&self, pack: Pack, at: Millis) -> Result<(), JournalError> {
        Ok(Self::take_pack(self, pack, at)?)
    }

    fn refuse_pack(
        &self,
        kind: PackKind,
        version: u64,
        refusal: PackRefusal,
    ) -> Result<(), JournalError> {
        let Some(Enrolment { centre, site, .. }) = Journal::enrolment(self)? else {
            return Err(JournalError::Failed);
        };
        let refused = RefusedPack {
            centre,
            site,
            kind,
            version,
            refusal,
            program: PROGRAM.to_owned(),
        };
        Ok(Self::refuse_pack(self, refused)?)
    }

    fn counts(&self) -> Result<Counts, JournalError> {
        let state = self.link_state()?;
        Ok(Counts {
            waiting: state.waiting.into(),
            oldest_at: state.oldest_at,
            held: state.held.into(),
        })
    }
}

/// The enrolment that a store holds, for whoever only reads it.
///
/// # Errors
/// When it cannot be read.
pub fn enrolment_of(reading: &Reading<'_>) -> Result<Option<Enrolment>, JournalError> {
    let (kept, token) = (reading.setting(ENROLMENT)?, reading.setting(TOKEN)?);
    let (Some(kept), Some(token)) = (kept, token) else {
        return Ok(None);
    };
    let kept: Kept = serde_json::from_str(&kept).map_err(|_| JournalError::Damaged)?;
    Ok(Some(Enrolment {
        address: kept.address,
        centre: kept.centre,
        site: kept.site,
        site_name: kept.site_name,
        ca: kept.ca,
        keys: kept.keys,
        token: Zeroizing::new(token),
    }))
}

/// What a store has of each kind of pack of a site.
///
/// # Errors
/// When it cannot be read.
pub fn packs_of(
    reading: &Reading<'_>,
    centre: CentreId,
    site: SiteId,
) -> Result<Vec<PackKnown>, StoreError> {
    let known = PackKind::ALL.into_iter().map(|kind| {
        let taken = reading.pack_version(centre, site, kind)?;
        let refused = reading.refused_pack(centre, site, kind)?;
        let refused = refused.filter(|refused| refused.program == PROGRAM);
        Ok(PackKnown {
            centre,
            site,
            kind,
            version: taken.map_or(0, |(version, _)| version),
            published_at: taken.map(|(_, at)| at),
            unreadable: false,
            refused: refused.map(|refused| (refused.version, refused.refusal)),
        })
    });
    known.collect()
}

impl From<StoreError> for JournalError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::NoRoom,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Damaged => Self::Damaged,
            StoreError::Closed => Self::Closed,
            StoreError::Mismatch | StoreError::FeedGap | StoreError::NotFound => Self::Contradicts,
            StoreError::BrokeOff
            | StoreError::Entry(_)
            | StoreError::CounterFull
            | StoreError::NoRandom
            | StoreError::Io(_)
            | StoreError::Sqlite(_) => Self::Failed,
        }
    }
}

fn bounded(limit: usize) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}

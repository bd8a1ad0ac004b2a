//! What takes its time: every page and entry of the store, and the newest backup of each place.

use domain::id::Millis;
use store::{BackupError, BackupFar, BackupPlace, ReadOnlyStore, Verified};

use super::Facts;
use super::backups::newest;
use super::outside::Seen;
use crate::desk::Desk;
use crate::dto::{ConditionProgress, FindingArea};
use crate::watch::UnderWay;
use crate::{AppError, ErrorDto, Result};

/// What was read.
pub(super) struct Deep {
    pub(super) journal: Verified,
    /// None where there is no backup to be read, or nobody asked who may.
    pub(super) own: Option<ReadAgain>,
    pub(super) second: Option<ReadAgain>,
    /// The backups were left: whoever asked may not have them read.
    pub(super) leaves_backups: bool,
}

/// A backup that was read again.
pub(super) struct ReadAgain {
    pub(super) at: Millis,
    pub(super) found: std::result::Result<Verified, ErrorDto>,
}

/// Whether it is to go on.
type Tell<'a> = &'a dyn Fn(ConditionProgress) -> bool;

/// Reads what an open application has; none where it was stopped.
pub(super) fn of_desk(
    desk: &Desk,
    facts: &Facts,
    reads_backups: bool,
    under_way: &UnderWay<'_, ConditionProgress>,
) -> Result<Option<Deep>> {
    let tell: Tell<'_> = &|far| under_way.tell(far);
    let journal = desk.store.read(|reading| {
        reading.verify_while(&|done, of| tell(far(FindingArea::Journal, done, of)))
    })?;
    read(
        facts,
        journal,
        reads_backups,
        tell,
        |place, backup, tell| desk.store.check_backup(place, backup.sequence, tell),
    )
}

/// The same beside whoever has the store open.
pub(super) fn beside(
    store: &ReadOnlyStore,
    facts: &Facts,
    reads_backups: bool,
    tell: Tell<'_>,
) -> Result<Option<Deep>> {
    let journal = store.read(|reading| {
        reading.verify_while(&|done, of| tell(far(FindingArea::Journal, done, of)))
    })?;
    let machine = facts.within.as_ref().map(|within| within.standing.machine);
    read(
        facts,
        journal,
        reads_backups,
        tell,
        |place, backup, tell| {
            let machine = machine.ok_or(BackupError::NotThere)?;
            store.check_backup(place, machine, backup, tell)
        },
    )
}

fn read(
    facts: &Facts,
    journal: Option<Verified>,
    reads_backups: bool,
    tell: Tell<'_>,
    check: impl Fn(
        &BackupPlace,
        &store::PlacedBackup,
        &dyn Fn(BackupFar) -> bool,
    ) -> std::result::Result<Verified, BackupError>,
) -> Result<Option<Deep>> {
    let Some(journal) = journal else {
        return Ok(None);
    };
    let mut deep = Deep {
        journal,
        own: None,
        second: None,
        leaves_backups: !reads_backups,
    };
    if !reads_backups {
        return Ok(Some(deep));
    }
    let again = |place: BackupPlace, seen: Option<&Seen>| {
        let Some(backup) = seen.and_then(|seen| newest(seen.as_ref().ok()?)) else {
            return Ok(None);
        };
        // A small one is read before anybody hears how far it is.
        if !tell(far(FindingArea::Backups, 0, 0)) {
            return Err(BackupError::Stopped);
        }
        let checked = check(&place, backup, &|BackupFar { done, of }| {
            tell(far(FindingArea::Backups, done, of))
        });
        match checked {
            Err(BackupError::Stopped) => Err(BackupError::Stopped),
            checked => Ok(Some(ReadAgain {
                at: backup.at,
                found: checked.map_err(|error| ErrorDto::from(&AppError::from(error))),
            })),
        }
    };
    let own = again(BackupPlace::Own, facts.outside.own.as_ref());
    let second = match (&own, &facts.second_place) {
        (Ok(_), Some(place)) => again(BackupPlace::At(place.into()), facts.outside.second.as_ref()),
        _ => Ok(None),
    };
    match (own, second) {
        (Ok(own), Ok(second)) => {
            (deep.own, deep.second) = (own, second);
            Ok(Some(deep))
        }
        _ => Ok(None),
    }
}

const fn far(area: FindingArea, done: u64, of: u64) -> ConditionProgress {
    ConditionProgress { area, done, of }
}

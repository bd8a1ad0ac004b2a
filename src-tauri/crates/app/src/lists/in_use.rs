//! The one seam through which lists are read: those built in, the pack in use over them, and over both what was changed
//! at this machine.
//!
//! Only the pack in use counts. A code is never removed, so the newest lists name whatever was chosen from the ones
//! before. A pack that cannot be read any more, of a program that was exchanged for another, gives way to what is
//! built in: calls go on being taken down.
//!
//! A change that was made here counts from its day on, and while the pack is in use upon which it was made: a newer one is
//! the decision of the site, and takes the place of all of them. What was in use here once stays known as retired.

use domain::id::MachineId;
use domain::lists::{Layers, Lists, RowChange};
use domain::local_day::LocalDay;
use domain::wire::PackKind;
use store::{ListChangeRow, Reading, TakenPack};

use crate::shelf::{InUse, OfPacks};
use crate::{AppError, Result};

/// What decides about lists beside the pack in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BesidePacks {
    /// Today.
    pub(crate) day: LocalDay,
    /// This machine.
    pub(crate) machine: MachineId,
    /// Another one each time that lists were changed here.
    pub(crate) turn: u64,
}

/// The lists of a machine in their layers.
pub(crate) struct Standing {
    /// All that counts.
    pub(crate) layers: Layers,
    /// What the pack in use says without what was changed here.
    pub(crate) of_pack: Layers,
    /// The pack in use, as changes name it; empty where none is.
    pub(crate) upon: String,
    /// What was changed here, in its order.
    pub(crate) own: Vec<OwnChange>,
}

/// A change that was made at this machine.
pub(crate) struct OwnChange {
    pub(crate) row: ListChangeRow,
    pub(crate) from: LocalDay,
    pub(crate) rows: Vec<RowChange>,
    pub(crate) fate: Fate,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It counts, from its day on.
    Counts,
    /// Another pack has come since.
    GaveWay,
    /// It was taken back.
    Withdrawn,
}

impl Standing {
    /// Reads it.
    ///
    /// # Errors
    /// What the store says. What cannot be read is told to the log and left out.
    pub(crate) fn read(
        reading: &Reading<'_>,
        taken: &[TakenPack],
        in_use: InUse,
        beside: BesidePacks,
    ) -> Result<Self> {
        let of = |one: &TakenPack| Some((one.pack.centre, one.pack.site, one.pack.version));
        let pack = taken.iter().find(|one| of(one) == in_use);
        let of_pack = pack.map_or_else(Layers::default, |one| {
            // What cannot be checked is no layer either.
            let layers = Layers::of_pack(&one.pack.content.0);
            let checked = layers.and_then(|layers| layers.check().map(|_| layers));
            checked.unwrap_or_else(|error| {
                let version = one.pack.version;
                tracing::error!(version, %error, "a pack of lists that was taken cannot be read any more");
                Layers::default()
            })
        });
        let upon = in_use.map_or_else(String::new, |(centre, site, version)| {
            format!("{centre}/{site}/{version}")
        });
        let mut layers = of_pack.clone();
        let mut own = Vec::new();
        for row in reading.list_changes_of(beside.machine)? {
            let Some(change) = OwnChange::of(row, &upon) else {
                continue;
            };
            match change.fate {
                Fate::Counts => layers.add(change.from, change.rows.clone()),
                _ if change.from <= beside.day => layers.remember(change.rows.clone()),
                _ => {}
            }
            own.push(change);
        }
        Ok(Self {
            layers,
            of_pack,
            upon,
            own,
        })
    }

    /// The lists of a day; without what was changed here where that does not fit any more.
    fn lists(&self, day: LocalDay) -> Result<Lists> {
        self.layers.as_of(day).or_else(|error| {
            tracing::error!(%error, "what was changed of the lists at this machine does not fit any more");
            self.of_pack.as_of(day).or_else(|_| Lists::built_in())
        })
    }
}

impl OwnChange {
    fn of(row: ListChangeRow, upon: &str) -> Option<Self> {
        let fate = match &row.change {
            change if change.withdrawn => Fate::Withdrawn,
            change if change.upon != upon => Fate::GaveWay,
            _ => Fate::Counts,
        };
        let rows = RowChange::read(&row.change.rows);
        let (Ok(from), Ok(rows)) = (row.change.from.parse(), rows) else {
            tracing::error!(id = %row.id, "a change of the lists cannot be read");
            return None;
        };
        Some(Self {
            row,
            from,
            rows,
            fate,
        })
    }
}

impl OfPacks for Lists {
    const KIND: PackKind = PackKind::Lists;
    type Beside = BesidePacks;

    fn read(
        reading: &Reading<'_>,
        taken: Vec<TakenPack>,
        in_use: InUse,
        beside: BesidePacks,
    ) -> Result<Self> {
        Standing::read(reading, &taken, in_use, beside)?.lists(beside.day)
    }

    fn built_in() -> Result<Self> {
        let lists = Self::embedded().map_err(|_| AppError::Internal("code lists"))?;
        Ok(lists.clone())
    }
}

#[cfg(test)]
mod tests;

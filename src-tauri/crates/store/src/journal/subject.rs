//! The entries of one subject, placed as the fold wants them, and what the fold makes of them.

use std::collections::BTreeMap;

use domain::entry::{Entry, Numbered};
use domain::fold::{Folded, Placed, fold};
use domain::id::{EntryId, Epoch, MachineId, SubjectId};
use domain::link::ChainPoint;
use domain::wire::MAX_LINEAGE;
use rusqlite::{Connection, Row};

use super::number::{Centres, centres};
use crate::error::StoreError;
use crate::int::from_sql;
use crate::private::machine::point;

/// A stretch of a chain, as the table keeps it.
#[derive(Debug, Clone)]
pub(crate) struct ChainEpoch {
    pub(crate) machine: MachineId,
    pub(crate) epoch: Epoch,
    pub(crate) follows: Option<ChainPoint>,
}

/// What is needed to place entries: the same for all subjects.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    epochs: BTreeMap<i64, ChainEpoch>,
    centres: Centres,
}

impl Places {
    /// Reads the epochs of the machines and of the centre; there are few.
    pub(crate) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let epochs = connection
            .prepare_cached("SELECT local, machine, epoch, follows_epoch, follows_seq FROM epoch")?
            .query_map([], |row| {
                let epoch = ChainEpoch {
                    machine: MachineId::from_bytes(row.get(1)?),
                    epoch: Epoch::from_bytes(row.get(2)?),
                    follows: point(row.get(3)?, row.get(4)?),
                };
                Ok((row.get(0)?, epoch))
            })?
            .collect::<Result<_, _>>()?;
        Ok(Self {
            epochs,
            centres: centres(connection)?,
        })
    }

    /// The point that an epoch follows, then the last points of the epochs before that one, newest
    /// first.
    pub(crate) fn lineage(&self, epoch: i64) -> Vec<ChainPoint> {
        let mut lineage = Vec::new();
        let mut follows = self.epochs.get(&epoch).and_then(|epoch| epoch.follows);
        while let Some(point) = follows.filter(|_| lineage.len() < MAX_LINEAGE) {
            lineage.push(point);
            let before = self
                .epochs
                .values()
                .find(|epoch| epoch.epoch == point.epoch);
            follows = before.and_then(|epoch| epoch.follows);
        }
        lineage
    }

    /// A point, and whose chain it is in.
    pub(crate) fn point(
        &self,
        epoch: i64,
        seq: i64,
    ) -> Result<(MachineId, ChainPoint), StoreError> {
        let own = self.epochs.get(&epoch).ok_or(StoreError::Damaged)?;
        let point = ChainPoint {
            epoch: own.epoch,
            seq: from_sql(seq),
        };
        Ok((own.machine, point))
    }

    /// A point and its lineage.
    fn chain(&self, epoch: i64, seq: i64) -> Result<(MachineId, Vec<ChainPoint>), StoreError> {
        let (machine, point) = self.point(epoch, seq)?;
        let mut chain = vec![point];
        chain.extend(self.lineage(epoch));
        Ok((machine, chain))
    }

    pub(crate) fn numbered(
        &self,
        row: &Row<'_>,
        centre: usize,
        number: usize,
    ) -> Result<Option<Numbered>, StoreError> {
        let (Some(centre), Some(number)) = (
            row.get::<_, Option<i64>>(centre)?,
            row.get::<_, Option<i64>>(number)?,
        ) else {
            return Ok(None);
        };
        let centre = *self.centres.get(&centre).ok_or(StoreError::Damaged)?;
        Ok(Some(Numbered {
            centre,
            number: from_sql(number),
        }))
    }
}

/// A subject folded, with what the fold leaves aside.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(crate) folded: Folded,
    /// The machine at which its first entry was made.
    pub(crate) machine: MachineId,
    /// How many entries are about it.
    pub(crate) entries: usize,
}

/// Folds a subject; none when it has no entry.
pub(crate) fn fold_subject(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
) -> Result<Option<Subject>, StoreError> {
    let (entries, machines) = placed(connection, places, subject)?;
    let count = entries.len();
    let Some(folded) = fold(entries) else {
        return Ok(None);
    };
    let machine = *machines
        .get(&folded.first.entry)
        .ok_or(StoreError::Damaged)?;
    Ok(Some(Subject {
        folded,
        machine,
        entries: count,
    }))
}

type Machines = BTreeMap<EntryId, MachineId>;

/// The entries of a subject with their places, and where each was made.
pub(crate) fn placed(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
) -> Result<(Vec<Placed>, Machines), StoreError> {
    // Those without a number yet are this machine's own: their order of arrival is that of the chain.
    let mut statement = connection.prepare_cached(
        "SELECT entry.header, entry.facts, entry.personal, entry.epoch, entry.seq,
                number.centre, number.number, number.announced_centre, number.announced
         FROM entry LEFT JOIN number ON number.entry = entry.local
         WHERE entry.subject = ?1
         ORDER BY entry.local",
    )?;
    let mut rows = statement.query([subject.to_bytes()])?;
    let (mut entries, mut machines) = (Vec::new(), Machines::new());
    while let Some(row) = rows.next()? {
        let entry = Entry {
            header: row.get(0)?,
            facts: row.get(1)?,
            personal: row.get(2)?,
        };
        let (machine, chain) = places.chain(row.get(3)?, row.get(4)?)?;
        let mut placed = Placed::read(&entry, chain, places.numbered(row, 5, 6)?)
            .map_err(|_| StoreError::Damaged)?;
        placed.announced = places.numbered(row, 7, 8)?;
        machines.insert(placed.header.id, machine);
        entries.push(placed);
    }
    Ok((entries, machines))
}

//! This machine: its id and key pair, its epochs, the series of numbers it gives out.

use domain::id::{Epoch, MachineId};
use domain::link::ChainPoint;
use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::int::{from_sql, to_sql};

/// Station codes are four digits.
const STATION_CODES: u32 = 10_000;

/// Makes the machine's id and key pair; once in the life of a store.
pub(crate) fn make(connection: &Connection) -> Result<(), StoreError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut())?;
    connection.execute(
        "INSERT INTO machine (one, id, seed) VALUES (1, ?1, ?2)",
        params![id, seed.as_ref()],
    )?;
    Ok(())
}

pub(crate) fn id(connection: &Connection) -> rusqlite::Result<MachineId> {
    connection
        .query_row("SELECT id FROM machine", [], |row| row.get(0))
        .map(MachineId::from_bytes)
}

pub(crate) fn seed(connection: &Connection) -> Result<Zeroizing<[u8; 32]>, StoreError> {
    Ok(connection.query_row("SELECT seed FROM machine", [], |row| {
        row.get(0).map(Zeroizing::new)
    })?)
}

/// Begins an epoch of this machine with a station code of its own.
pub(crate) fn begin_epoch(
    connection: &Connection,
    epoch: Epoch,
    follows: Option<ChainPoint>,
) -> Result<(), StoreError> {
    // A uniform draw: of 2³² values 10,000 leaves a bias of less than one in 400,000.
    let code = getrandom::u32()? % STATION_CODES;
    connection.execute(
        "INSERT INTO epoch (machine, epoch, follows_epoch, follows_seq, station_code)
         SELECT id, ?1, ?2, ?3, ?4 FROM machine",
        params![
            epoch.to_bytes(),
            follows.map(|point| point.epoch.to_bytes()),
            follows.map(|point| to_sql(point.seq)),
            code
        ],
    )?;
    Ok(())
}

/// This machine's present epoch.
#[derive(Debug, Clone)]
pub(crate) struct OwnEpoch {
    pub(crate) local: i64,
    pub(crate) epoch: Epoch,
    pub(crate) follows: Option<ChainPoint>,
    pub(crate) station_code: u16,
}

pub(crate) fn own_epoch(connection: &Connection) -> Result<OwnEpoch, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT local, epoch, follows_epoch, follows_seq, station_code FROM epoch
             WHERE machine = (SELECT id FROM machine) AND station_code IS NOT NULL
             ORDER BY local DESC LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(OwnEpoch {
                local: row.get(0)?,
                epoch: Epoch::from_bytes(row.get(1)?),
                follows: point(row.get(2)?, row.get(3)?),
                station_code: row.get(4)?,
            })
        })?)
}

pub(crate) fn point(epoch: Option<[u8; 16]>, seq: Option<i64>) -> Option<ChainPoint> {
    Some(ChainPoint {
        epoch: Epoch::from_bytes(epoch?),
        seq: from_sql(seq?),
    })
}

/// The next number of a series, from 1.
pub(crate) fn next_number(
    connection: &Connection,
    epoch: i64,
    series: &str,
) -> Result<u64, StoreError> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO counter (epoch, name, value) VALUES (?1, ?2, 1)
             ON CONFLICT (epoch, name) DO UPDATE SET value = value + 1
             RETURNING value",
        )?
        .query_row(params![epoch, series], |row| row.get(0).map(from_sql))?)
}

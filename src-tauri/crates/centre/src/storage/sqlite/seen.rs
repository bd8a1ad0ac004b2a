//! When machines were last here, for the people who run the centre.

use domain::id::{MachineId, Millis, SiteId};
use domain::wire::Site;
use rusqlite::Connection;

use super::values::{from_column, to_column};
use crate::storage::seeing::OVERTAKEN_MS;
use crate::storage::{MachineState, Seen, StorageError};

pub(super) fn note(connection: &Connection, seen: &Seen) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "INSERT INTO machine_seen (site, machine, seen_at, waiting, skew_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (site, machine) DO UPDATE
             SET seen_at = CASE WHEN seen_at > excluded.seen_at + ?6 THEN excluded.seen_at
                     ELSE max(seen_at, excluded.seen_at) END,
                 waiting = coalesce(excluded.waiting, waiting),
                 skew_ms = coalesce(excluded.skew_ms, skew_ms)",
        )?
        .execute((
            seen.caller.site.to_bytes(),
            seen.caller.machine.to_bytes(),
            seen.at.0,
            seen.waiting.map(to_column),
            seen.skew_ms,
            OVERTAKEN_MS,
        ))?;
    Ok(())
}

pub(super) fn machines(connection: &Connection) -> Result<Vec<MachineState>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT site.id, site.name, machine.id, machine.name, machine.enrolled_at,
             machine.revoked_at, machine_seen.seen_at, machine_seen.waiting, machine_seen.skew_ms,
             (SELECT count(*) FROM entry
              WHERE entry.site = machine.site AND entry.machine = machine.id
                  AND entry.held_code IS NOT NULL)
         FROM machine JOIN site ON site.id = machine.site
         LEFT JOIN machine_seen ON machine_seen.site = machine.site
             AND machine_seen.machine = machine.id
         ORDER BY site.name, machine.name, machine.id",
    )?;
    let machines = statement.query_map([], |row| {
        let waiting: Option<i64> = row.get(7)?;
        Ok(MachineState {
            site: Site {
                id: SiteId::from_bytes(row.get(0)?),
                name: row.get(1)?,
            },
            id: MachineId::from_bytes(row.get(2)?),
            name: row.get(3)?,
            enrolled_at: Millis(row.get(4)?),
            revoked_at: row.get::<_, Option<_>>(5)?.map(Millis),
            seen_at: row.get::<_, Option<_>>(6)?.map(Millis),
            waiting: waiting.map(from_column),
            skew_ms: row.get(8)?,
            held: from_column(row.get(9)?),
        })
    })?;
    Ok(machines.collect::<Result<_, _>>()?)
}

//! What the people who run the centre see. The only queries that look over the walls between sites,
//! and none of them can be reached over the line.

use domain::entry::Entry;
use domain::id::{MachineId, Millis, SiteId};
use domain::wire::Site;
use rusqlite::{Connection, Row};

use super::values::from_column;
use crate::storage::{Listed, MachineOverview, SiteOverview, StorageError};

pub(super) fn sites(connection: &mut Connection) -> Result<Vec<SiteOverview>, StorageError> {
    let transaction = connection.transaction()?;
    let mut statement =
        transaction.prepare("SELECT id, name, last_number FROM site ORDER BY id")?;
    let mut sites = statement
        .query_map([], |row| {
            Ok(SiteOverview {
                site: Site {
                    id: SiteId::from_bytes(row.get(0)?),
                    name: row.get(1)?,
                },
                last: from_column(row.get(2)?),
                machines: Vec::new(),
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut statement = transaction.prepare(
        "SELECT id, name, enrolled_at, revoked_at,
             (SELECT count(*) FROM entry
              WHERE entry.site = machine.site AND entry.machine = machine.id)
         FROM machine WHERE site = ?1 ORDER BY enrolled_at, id",
    )?;
    for site in &mut sites {
        site.machines = statement
            .query_map([site.site.id.to_bytes()], machine)?
            .collect::<Result<_, _>>()?;
    }
    Ok(sites)
}

fn machine(row: &Row<'_>) -> rusqlite::Result<MachineOverview> {
    let revoked_at: Option<i64> = row.get(3)?;
    Ok(MachineOverview {
        id: MachineId::from_bytes(row.get(0)?),
        name: row.get(1)?,
        enrolled_at: Millis(row.get(2)?),
        revoked_at: revoked_at.map(Millis),
        entries: from_column(row.get(4)?),
    })
}

pub(super) fn newest(
    connection: &mut Connection,
    limit: usize,
) -> Result<Vec<Listed>, StorageError> {
    let mut statement = connection.prepare(
        "SELECT site, number, received_at, machine, kind, held_code, header, facts, personal
         FROM entry ORDER BY row DESC LIMIT ?1",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let listed = statement.query_map([limit], |row| {
        let header: Option<Vec<u8>> = row.get(6)?;
        let facts: Option<Vec<u8>> = row.get(7)?;
        let personal = row.get(8)?;
        Ok(Listed {
            site: SiteId::from_bytes(row.get(0)?),
            number: from_column(row.get(1)?),
            received_at: Millis(row.get(2)?),
            machine: MachineId::from_bytes(row.get(3)?),
            kind: row.get(4)?,
            held_code: row.get(5)?,
            entry: header.zip(facts).map(|(header, facts)| Entry {
                header,
                facts,
                personal,
            }),
        })
    })?;
    Ok(listed.collect::<Result<_, _>>()?)
}

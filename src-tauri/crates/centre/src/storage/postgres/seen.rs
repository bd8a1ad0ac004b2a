//! When machines were last here, for the people who run the centre.

use deadpool_postgres::ClientWrapper;
use domain::id::{MachineId, Millis, SiteId};
use domain::wire::Site;
use tokio_postgres::Row;

use super::Work;
use super::values::{ToUuid as _, id, number, to_column};
use crate::storage::seeing::OVERTAKEN_MS;
use crate::storage::{MachineState, Seen};

pub(super) fn note<'c>(client: &'c mut ClientWrapper, seen: &'c Seen) -> Work<'c, ()> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "INSERT INTO machine_seen (site, machine, seen_at, waiting, skew_ms)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (site, machine) DO UPDATE
                 SET seen_at = CASE WHEN machine_seen.seen_at > excluded.seen_at + $6
                         THEN excluded.seen_at
                         ELSE greatest(machine_seen.seen_at, excluded.seen_at) END,
                     waiting = coalesce(excluded.waiting, machine_seen.waiting),
                     skew_ms = coalesce(excluded.skew_ms, machine_seen.skew_ms)",
            )
            .await?;
        client
            .execute(
                &statement,
                &[
                    &seen.caller.site.to_uuid(),
                    &seen.caller.machine.to_uuid(),
                    &seen.at.0,
                    &seen.waiting.map(to_column),
                    &seen.skew_ms,
                    &OVERTAKEN_MS,
                ],
            )
            .await?;
        Ok(())
    })
}

pub(super) fn machines<'c>(
    client: &'c mut ClientWrapper,
    (): &'c (),
) -> Work<'c, Vec<MachineState>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT site.id AS site, site.name AS site_name, machine.id, machine.name,
                     machine.enrolled_at, machine.revoked_at, machine_seen.seen_at,
                     machine_seen.waiting, machine_seen.skew_ms,
                     (SELECT count(*) FROM entry
                      WHERE entry.site = machine.site AND entry.machine = machine.id
                          AND entry.held_code IS NOT NULL) AS held
                 FROM machine JOIN site ON site.id = machine.site
                 LEFT JOIN machine_seen ON machine_seen.site = machine.site
                     AND machine_seen.machine = machine.id
                 ORDER BY site.name, machine.name, machine.id",
            )
            .await?;
        let rows = client.query(&statement, &[]).await?;
        let state = |row: &Row| {
            let at = |column| row.try_get::<_, Option<i64>>(column);
            Ok(MachineState {
                site: Site {
                    id: SiteId::from_bytes(id(row, "site")?),
                    name: row.try_get("site_name")?,
                },
                id: MachineId::from_bytes(id(row, "id")?),
                name: row.try_get("name")?,
                enrolled_at: Millis(row.try_get("enrolled_at")?),
                revoked_at: at("revoked_at")?.map(Millis),
                seen_at: at("seen_at")?.map(Millis),
                waiting: match at("waiting")? {
                    Some(_) => Some(number(row, "waiting")?),
                    None => None,
                },
                skew_ms: at("skew_ms")?,
                held: number(row, "held")?,
            })
        };
        rows.iter().map(state).collect()
    })
}

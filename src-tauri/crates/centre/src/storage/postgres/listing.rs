//! What the people who run the centre see. The only queries that look over the walls between sites,
//! and none of them can be reached over the line.

use deadpool_postgres::ClientWrapper;
use domain::id::{MachineId, Millis, SiteId};
use domain::wire::Site;
use tokio_postgres::Row;

use super::Work;
use super::error::Fault;
use super::feed::reading;
use super::values::{ToUuid as _, id, limit, number, parts};
use crate::storage::{Listed, MachineOverview, SiteOverview};

pub(super) fn sites<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, Vec<SiteOverview>> {
    Box::pin(async move {
        let transaction = reading(client).await?;
        let mut sites = Vec::new();
        let rows = transaction
            .query("SELECT id, name, last_number FROM site ORDER BY id", &[])
            .await?;
        for row in rows {
            let site = SiteId::from_bytes(id(&row, "id")?);
            let machines = transaction
                .query(
                    "SELECT machine.id, machine.name, machine.enrolled_at, machine.revoked_at,
                         coalesce(sent.entries, 0) AS entries
                     FROM machine LEFT JOIN
                         (SELECT machine, count(*) AS entries FROM entry WHERE site = $1
                          GROUP BY machine) AS sent
                         ON sent.machine = machine.id
                     WHERE machine.site = $1 ORDER BY machine.enrolled_at, machine.id",
                    &[&site.to_uuid()],
                )
                .await?;
            sites.push(SiteOverview {
                site: Site {
                    id: site,
                    name: row.try_get("name")?,
                },
                last: number(&row, "last_number")?,
                machines: machines.iter().map(machine).collect::<Result<_, _>>()?,
            });
        }
        transaction.commit().await?;
        Ok(sites)
    })
}

fn machine(row: &Row) -> Result<MachineOverview, Fault> {
    let revoked_at: Option<i64> = row.try_get("revoked_at")?;
    Ok(MachineOverview {
        id: MachineId::from_bytes(id(row, "id")?),
        name: row.try_get("name")?,
        enrolled_at: Millis(row.try_get("enrolled_at")?),
        revoked_at: revoked_at.map(Millis),
        entries: number(row, "entries")?,
    })
}

/// The newest of each site by their numbers, brought together by when they came: a clock that was set back
/// does not turn the numbers of a site around.
pub(super) fn newest<'c>(client: &'c mut ClientWrapper, most: &'c usize) -> Work<'c, Vec<Listed>> {
    Box::pin(async move {
        let rows = client
            .query(
                "SELECT newest.*,
                     max(newest.received_at) OVER (PARTITION BY newest.site ORDER BY newest.number)
                         AS came_by
                 FROM site CROSS JOIN LATERAL
                     (SELECT site, number, received_at, machine, kind, held_code, header, facts,
                          personal
                      FROM entry WHERE entry.site = site.id ORDER BY number DESC LIMIT $1) AS newest
                 ORDER BY came_by DESC, newest.site, newest.number DESC LIMIT $1",
                &[&limit(*most)],
            )
            .await?;
        rows.iter().map(listed).collect()
    })
}

fn listed(row: &Row) -> Result<Listed, Fault> {
    Ok(Listed {
        site: SiteId::from_bytes(id(row, "site")?),
        number: number(row, "number")?,
        received_at: Millis(row.try_get("received_at")?),
        machine: MachineId::from_bytes(id(row, "machine")?),
        kind: row.try_get("kind")?,
        held_code: row.try_get("held_code")?,
        entry: parts(row)?,
    })
}

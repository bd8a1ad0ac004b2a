//! Who may speak: codes, machines, tokens.

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::entry::{CentreEpoch, Digest};
use domain::id::{CentreId, MachineId, Millis, SiteId};
use domain::wire::{FEED_ROOT, Site};
use tokio_postgres::Row;

use super::Work;
use super::append::writing;
use super::error::Fault;
use super::values::{ToUuid as _, bytes, counting, id, must, to_text};
use crate::storage::admitting::{Admission, CodeThere, MAX_TOKENS, admit};
use crate::storage::{
    Caller, CodeRefusal, Enrolment, Holder, Identity, Machine, NewCode, NewToken, StorageError,
};

pub(super) fn identity<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, Identity> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT centre.id AS centre, centre.secret, counting.ordinal,
                     counting.id AS counting
                 FROM centre, counting ORDER BY counting.ordinal DESC LIMIT 1",
            )
            .await?;
        let row = client.query_opt(&statement, &[]).await?;
        let row = must(row, "no identity")?;
        Ok(Identity {
            centre: CentreId::from_bytes(id(&row, "centre")?),
            counting: counting(&row, "ordinal", "counting")?,
            secret: bytes(&row, "secret")?,
        })
    })
}

/// The counting with the highest ordinal.
pub(super) const CURRENT_COUNTING: &str =
    "SELECT ordinal, id AS counting FROM counting ORDER BY ordinal DESC LIMIT 1";

pub(super) async fn current_counting(transaction: &Transaction<'_>) -> Result<CentreEpoch, Fault> {
    let statement = transaction.prepare_cached(CURRENT_COUNTING).await?;
    read_counting(transaction.query_opt(&statement, &[]).await?)
}

/// The counting that it was asked for.
pub(super) fn read_counting(row: Option<Row>) -> Result<CentreEpoch, Fault> {
    counting(&must(row, "no identity")?, "ordinal", "counting")
}

pub(super) fn issue_code<'c>(client: &'c mut ClientWrapper, code: &'c NewCode) -> Work<'c, Site> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        let name = code.site.as_deref().map(to_text);
        if name.is_some() {
            transaction
                .execute(
                    "INSERT INTO site (id, name, last_number, feed_hash) VALUES ($1, $2, 0, $3)
                     ON CONFLICT (name) DO NOTHING",
                    &[&code.site_id.to_uuid(), &name, &FEED_ROOT.as_slice()],
                )
                .await?;
        }
        // Without a name: the first site, since ids grow with time.
        let row = transaction
            .query_opt(
                "SELECT id, name FROM site WHERE $1::text IS NULL OR name = $1 ORDER BY id LIMIT 1",
                &[&name],
            )
            .await?;
        let site = site_of(&row.ok_or(StorageError::NoSite)?)?;
        transaction
            .execute(
                "INSERT INTO enrolment_code (name, digest, site, expires_at, tries, used_by)
                 VALUES ($1, $2, $3, $4, 0, NULL)
                 ON CONFLICT (name) DO UPDATE
                 SET digest = excluded.digest, site = excluded.site,
                     expires_at = excluded.expires_at, tries = 0, used_by = NULL",
                &[
                    &code.name,
                    &code.digest.as_slice(),
                    &site.id.to_uuid(),
                    &code.expires_at.0,
                ],
            )
            .await?;
        transaction.commit().await?;
        Ok(site)
    })
}

fn site_of(row: &Row) -> Result<Site, Fault> {
    Ok(Site {
        id: SiteId::from_bytes(id(row, "id")?),
        name: row.try_get("name")?,
    })
}

pub(super) fn enrol<'c>(
    client: &'c mut ClientWrapper,
    enrolment: &'c Enrolment,
) -> Work<'c, Result<Site, CodeRefusal>> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        let Some(code) = code_there(&transaction, &enrolment.code_name).await? else {
            return Ok(Err(CodeRefusal::Unknown));
        };
        let known = locked_machine(&transaction, code.site.id, enrolment.machine).await?;
        match admit(&code, known.as_ref(), enrolment) {
            Admission::Admitted => {}
            Admission::Refused(refusal) => return Ok(Err(refusal)),
            Admission::WrongTry => {
                transaction
                    .execute(
                        "UPDATE enrolment_code SET tries = tries + 1 WHERE name = $1",
                        &[&enrolment.code_name],
                    )
                    .await?;
                transaction.commit().await?;
                return Ok(Err(CodeRefusal::Unknown));
            }
        }
        let machine = enrolment.machine.to_uuid();
        transaction
            .execute(
                "UPDATE enrolment_code SET used_by = $2 WHERE name = $1",
                &[&enrolment.code_name, &machine],
            )
            .await?;
        let row = transaction
            .query_one(
                "INSERT INTO machine (site, id, public_key, name, enrolled_at, revoked_at)
                 VALUES ($1, $2, $3, $4, $5, NULL)
                 ON CONFLICT (site, id) DO UPDATE
                 SET name = excluded.name, enrolled_at = excluded.enrolled_at, revoked_at = NULL
                 RETURNING public_key",
                &[
                    &code.site.id.to_uuid(),
                    &machine,
                    &enrolment.public_key.as_slice(),
                    &to_text(&enrolment.machine_name),
                    &enrolment.now.0,
                ],
            )
            .await?;
        // A machine that was not there a moment ago cannot be locked: another may have come in under its
        // id meanwhile, with another code.
        if bytes(&row, "public_key")? != enrolment.public_key {
            return Ok(Err(CodeRefusal::OtherKey));
        }
        let token = NewToken {
            digest: enrolment.token,
            site: code.site.id,
            machine: enrolment.machine,
            expires_at: enrolment.token_expires_at,
            now: enrolment.now,
        };
        insert_token(&transaction, &token).await?;
        transaction.commit().await?;
        Ok(Ok(code.site))
    })
}

/// The code of this name, locked: of two machines that bring it at once the second finds it used.
async fn code_there(transaction: &Transaction<'_>, name: &str) -> Result<Option<CodeThere>, Fault> {
    let row = transaction
        .query_opt(
            "SELECT site.id, site.name, code.digest, code.expires_at, code.tries, code.used_by
             FROM enrolment_code AS code JOIN site ON site.id = code.site
             WHERE code.name = $1 FOR NO KEY UPDATE OF code",
            &[&name],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let tries: i64 = row.try_get("tries")?;
    let used_by: Option<uuid::Uuid> = row.try_get("used_by")?;
    Ok(Some(CodeThere {
        digest: bytes(&row, "digest")?,
        site: site_of(&row)?,
        expires_at: Millis(row.try_get("expires_at")?),
        tries: u32::try_from(tries).unwrap_or(u32::MAX),
        used_by: used_by.map(|machine| MachineId::from_bytes(machine.into_bytes())),
    }))
}

/// The machine, locked: a revocation comes before or after, never in between.
async fn locked_machine(
    transaction: &Transaction<'_>,
    site: SiteId,
    machine: MachineId,
) -> Result<Option<Machine>, Fault> {
    let row = transaction
        .query_opt(
            "SELECT public_key, revoked_at IS NOT NULL AS revoked FROM machine
             WHERE site = $1 AND id = $2 FOR NO KEY UPDATE",
            &[&site.to_uuid(), &machine.to_uuid()],
        )
        .await?;
    row.as_ref().map(machine_of).transpose()
}

fn machine_of(row: &Row) -> Result<Machine, Fault> {
    Ok(Machine {
        public_key: bytes(row, "public_key")?,
        revoked: row.try_get("revoked")?,
    })
}

pub(super) fn machine<'c>(
    client: &'c mut ClientWrapper,
    (site, machine): &'c (SiteId, MachineId),
) -> Work<'c, Option<Machine>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT public_key, revoked_at IS NOT NULL AS revoked FROM machine
                 WHERE site = $1 AND id = $2",
            )
            .await?;
        let row = client
            .query_opt(&statement, &[&site.to_uuid(), &machine.to_uuid()])
            .await?;
        row.as_ref().map(machine_of).transpose()
    })
}

pub(super) fn keep_token<'c>(client: &'c mut ClientWrapper, token: &'c NewToken) -> Work<'c, ()> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        // Two answers for one machine at once count each other's tokens.
        locked_machine(&transaction, token.site, token.machine).await?;
        insert_token(&transaction, token).await?;
        transaction.commit().await?;
        Ok(())
    })
}

async fn insert_token(transaction: &Transaction<'_>, token: &NewToken) -> Result<(), Fault> {
    let (site, machine) = (token.site.to_uuid(), token.machine.to_uuid());
    let statement = transaction
        .prepare_cached(
            "DELETE FROM token WHERE site = $1 AND machine = $2 AND (expires_at <= $3
                 OR digest NOT IN
                     (SELECT digest FROM token WHERE site = $1 AND machine = $2
                      ORDER BY expires_at DESC LIMIT $4))",
        )
        .await?;
    transaction
        .execute(
            &statement,
            &[&site, &machine, &token.now.0, &(MAX_TOKENS - 1)],
        )
        .await?;
    let statement = transaction
        .prepare_cached(
            "INSERT INTO token (digest, site, machine, expires_at) VALUES ($1, $2, $3, $4)",
        )
        .await?;
    transaction
        .execute(
            &statement,
            &[
                &token.digest.as_slice(),
                &site,
                &machine,
                &token.expires_at.0,
            ],
        )
        .await?;
    Ok(())
}

/// Found by the digest: how long the look-up takes tells nothing about the token.
pub(super) fn holder<'c>(
    client: &'c mut ClientWrapper,
    (token, now): &'c (Digest, Millis),
) -> Work<'c, Option<Holder>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT machine.site, machine.id, machine.revoked_at IS NOT NULL AS revoked
                 FROM token JOIN machine
                     ON machine.site = token.site AND machine.id = token.machine
                 WHERE token.digest = $1 AND token.expires_at > $2",
            )
            .await?;
        let row = client
            .query_opt(&statement, &[&token.as_slice(), &now.0])
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(Holder {
            caller: Caller {
                site: SiteId::from_bytes(id(&row, "site")?),
                machine: MachineId::from_bytes(id(&row, "id")?),
            },
            revoked: row.try_get("revoked")?,
        }))
    })
}

pub(super) fn revoke<'c>(
    client: &'c mut ClientWrapper,
    (machine, now): &'c (MachineId, Millis),
) -> Work<'c, bool> {
    Box::pin(async move {
        let changed = client
            .execute(
                "UPDATE machine SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1",
                &[&machine.to_uuid(), &now.0],
            )
            .await?;
        Ok(changed > 0)
    })
}

//! Who may speak: codes, machines, tokens.

use domain::entry::Digest;
use domain::id::{CentreId, MachineId, Millis, SiteId};
use domain::wire::{FEED_ROOT, Site};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use super::values::{counting, must};
use crate::storage::admitting::{Admission, CodeThere, MAX_TOKENS, admit};
use crate::storage::{
    Caller, CodeRefusal, Enrolment, Holder, Identity, Machine, NewCode, NewToken, StorageError,
};

pub(super) fn identity(connection: &Connection) -> Result<Identity, StorageError> {
    let row = connection
        .prepare_cached(
            "SELECT centre.id AS centre, centre.secret, counting.ordinal, counting.id
             FROM centre, counting ORDER BY counting.ordinal DESC LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(Identity {
                centre: CentreId::from_bytes(row.get("centre")?),
                counting: counting(row, "ordinal", "id")?,
                secret: row.get("secret")?,
            })
        })
        .optional()?;
    must(row, "no identity")
}

pub(super) fn issue_code(
    connection: &mut Connection,
    code: &NewCode,
) -> Result<Site, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(name) = &code.site {
        transaction.execute(
            "INSERT INTO site (id, name, last_number, feed_hash) VALUES (?1, ?2, 0, ?3)
             ON CONFLICT (name) DO NOTHING",
            (code.site_id.to_bytes(), name, FEED_ROOT),
        )?;
    }
    // Without a name: the first site, since ids grow with time.
    let site = transaction
        .query_row(
            "SELECT id, name FROM site WHERE ?1 IS NULL OR name = ?1 ORDER BY id LIMIT 1",
            [&code.site],
            site_of,
        )
        .optional()?
        .ok_or(StorageError::NoSite)?;
    transaction.execute(
        "INSERT OR REPLACE INTO enrolment_code (name, digest, site, expires_at, tries, used_by)
         VALUES (?1, ?2, ?3, ?4, 0, NULL)",
        (
            &code.name,
            code.digest,
            site.id.to_bytes(),
            code.expires_at.0,
        ),
    )?;
    transaction.commit()?;
    Ok(site)
}

fn site_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Site> {
    Ok(Site {
        id: SiteId::from_bytes(row.get(0)?),
        name: row.get(1)?,
    })
}

pub(super) fn enrol(
    connection: &mut Connection,
    enrolment: &Enrolment,
) -> Result<Result<Site, CodeRefusal>, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(code) = code_there(&transaction, &enrolment.code_name)? else {
        return Ok(Err(CodeRefusal::Unknown));
    };
    let known = machine(&transaction, code.site.id, enrolment.machine)?;
    match admit(&code, known.as_ref(), enrolment) {
        Admission::Admitted => {}
        Admission::Refused(refusal) => return Ok(Err(refusal)),
        Admission::WrongTry => {
            transaction.execute(
                "UPDATE enrolment_code SET tries = tries + 1 WHERE name = ?1",
                [&enrolment.code_name],
            )?;
            transaction.commit()?;
            return Ok(Err(CodeRefusal::Unknown));
        }
    }
    let site = code.site;
    transaction.execute(
        "UPDATE enrolment_code SET used_by = ?2 WHERE name = ?1",
        (&enrolment.code_name, enrolment.machine.to_bytes()),
    )?;
    transaction.execute(
        "INSERT INTO machine (site, id, public_key, name, enrolled_at, revoked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, NULL)
         ON CONFLICT (site, id) DO UPDATE
         SET name = excluded.name, enrolled_at = excluded.enrolled_at, revoked_at = NULL",
        (
            site.id.to_bytes(),
            enrolment.machine.to_bytes(),
            enrolment.public_key,
            &enrolment.machine_name,
            enrolment.now.0,
        ),
    )?;
    let token = NewToken {
        digest: enrolment.token,
        site: site.id,
        machine: enrolment.machine,
        expires_at: enrolment.token_expires_at,
        now: enrolment.now,
    };
    insert_token(&transaction, &token)?;
    transaction.commit()?;
    Ok(Ok(site))
}

fn code_there(
    transaction: &Transaction<'_>,
    name: &str,
) -> Result<Option<CodeThere>, StorageError> {
    Ok(transaction
        .query_row(
            "SELECT site.id, site.name, code.digest, code.expires_at, code.tries, code.used_by
             FROM enrolment_code AS code JOIN site ON site.id = code.site WHERE code.name = ?1",
            [name],
            |row| {
                let used_by: Option<[u8; 16]> = row.get(5)?;
                Ok(CodeThere {
                    site: site_of(row)?,
                    digest: row.get(2)?,
                    expires_at: Millis(row.get(3)?),
                    tries: row.get(4)?,
                    used_by: used_by.map(MachineId::from_bytes),
                })
            },
        )
        .optional()?)
}

pub(super) fn machine(
    connection: &Connection,
    site: SiteId,
    machine: MachineId,
) -> Result<Option<Machine>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT public_key, revoked_at IS NOT NULL FROM machine WHERE site = ?1 AND id = ?2",
        )?
        .query_row((site.to_bytes(), machine.to_bytes()), |row| {
            Ok(Machine {
                public_key: row.get(0)?,
                revoked: row.get(1)?,
            })
        })
        .optional()?)
}

pub(super) fn keep_token(
    connection: &mut Connection,
    token: &NewToken,
) -> Result<(), StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    insert_token(&transaction, token)?;
    transaction.commit()?;
    Ok(())
}

fn insert_token(transaction: &Transaction<'_>, token: &NewToken) -> Result<(), StorageError> {
    let (site, machine) = (token.site.to_bytes(), token.machine.to_bytes());
    transaction.execute(
        "DELETE FROM token WHERE site = ?1 AND machine = ?2 AND (expires_at <= ?3 OR digest NOT IN
             (SELECT digest FROM token WHERE site = ?1 AND machine = ?2
              ORDER BY expires_at DESC LIMIT ?4))",
        (site, machine, token.now.0, MAX_TOKENS - 1),
    )?;
    transaction.execute(
        "INSERT INTO token (digest, site, machine, expires_at) VALUES (?1, ?2, ?3, ?4)",
        (token.digest, site, machine, token.expires_at.0),
    )?;
    Ok(())
}

/// Found by the digest: how long the look-up takes tells nothing about the token.
pub(super) fn holder(
    connection: &Connection,
    token: &Digest,
    now: Millis,
) -> Result<Option<Holder>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT machine.site, machine.id, machine.revoked_at IS NOT NULL
             FROM token JOIN machine ON machine.site = token.site AND machine.id = token.machine
             WHERE token.digest = ?1 AND token.expires_at > ?2",
        )?
        .query_row((token, now.0), |row| {
            Ok(Holder {
                caller: Caller {
                    site: SiteId::from_bytes(row.get(0)?),
                    machine: MachineId::from_bytes(row.get(1)?),
                },
                revoked: row.get(2)?,
            })
        })
        .optional()?)
}

pub(super) fn revoke(
    connection: &mut Connection,
    machine: MachineId,
    now: Millis,
) -> Result<bool, StorageError> {
    let changed = connection.execute(
        "UPDATE machine SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1",
        (machine.to_bytes(), now.0),
    )?;
    Ok(changed > 0)
}

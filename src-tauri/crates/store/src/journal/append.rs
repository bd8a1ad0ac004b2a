//! Adding an entry to the journal, and a link to this machine's chain.

use domain::entry::{Digest, Digests, Entry, Header};
use domain::id::{EntryId, MachineId};
use domain::link::{ChainPoint, Link, epoch_root};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::private::machine::OwnEpoch;

/// Adds an entry that stands at this place of its machine's chain.
pub(crate) fn insert_entry(
    connection: &Connection,
    entry: &Entry,
    header: &Header,
    personal_digest: &Digest,
    (epoch, seq): (i64, u64),
) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO entry (id, subject, subject_kind, kind, version, act, actor, at,
                                header, facts, personal, personal_digest, epoch, seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .insert(params![
            header.id.to_bytes(),
            header.subject.to_bytes(),
            header.subject_kind(),
            header.kind,
            header.version,
            header.act.to_bytes(),
            header.actor.to_bytes(),
            header.at.0,
            entry.header,
            entry.facts,
            entry.personal,
            personal_digest,
            epoch,
            to_sql(seq),
        ])?)
}

/// Adds an entry of this machine at the head of its chain; the centre has not named it yet.
pub(crate) fn append_own(
    connection: &Connection,
    machine: MachineId,
    own: &OwnEpoch,
    entry: &Entry,
    header: &Header,
) -> Result<(), StoreError> {
    let digests = entry.digests().ok_or(StoreError::Damaged)?;
    let (point, prev) = head(connection, machine, own)?;
    let local = insert_entry(
        connection,
        entry,
        header,
        &digests.personal,
        (own.local, point.seq),
    )?;
    insert_link(
        connection,
        own,
        local,
        &Link::new(machine, point, prev, &digests),
    )
}

/// Adds a link at the head of this machine's chain for an entry that lies in the journal.
pub(crate) fn link_anew(
    connection: &Connection,
    machine: MachineId,
    own: &OwnEpoch,
    local: i64,
    digests: &Digests,
) -> Result<(), StoreError> {
    let (point, prev) = head(connection, machine, own)?;
    insert_link(
        connection,
        own,
        local,
        &Link::new(machine, point, prev, digests),
    )
}

/// The head of this machine's chain: where the next link goes, and the hash that it follows.
fn head(
    connection: &Connection,
    machine: MachineId,
    own: &OwnEpoch,
) -> Result<(ChainPoint, Digest), StoreError> {
    let last: Option<(i64, Digest)> = connection
        .prepare_cached("SELECT seq, hash FROM link WHERE epoch = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([own.local], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, prev) = match last {
        Some((seq, hash)) => (from_sql(seq) + 1, hash),
        None => (1, epoch_root(machine, own.epoch, own.follows)),
    };
    Ok((
        ChainPoint {
            epoch: own.epoch,
            seq,
        },
        prev,
    ))
}

fn insert_link(
    connection: &Connection,
    own: &OwnEpoch,
    entry: i64,
    link: &Link,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO link (epoch, seq, entry, prev, hash, state, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', '')",
        )?
        .execute(params![
            own.local,
            to_sql(link.point.seq),
            entry,
            link.prev,
            link.hash
        ])?;
    Ok(())
}

/// Where an entry lies, if it is known.
pub(crate) fn local_of(connection: &Connection, id: EntryId) -> Result<Option<i64>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT local FROM entry WHERE id = ?1")?
        .query_row([id.to_bytes()], |row| row.get(0))
        .optional()?)
}

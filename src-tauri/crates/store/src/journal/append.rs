//! Adding an entry to the journal, and a link to this machine's chain.

use domain::entry::{Digest, Digests, Entry, Header};
use domain::id::{EntryId, MachineId, SubjectId};
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
    digests: &Digests,
    (epoch, seq): (i64, u64),
) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO entry (id, subject, subject_kind, kind, version, act, actor, at,
                                header, facts, personal, digests, epoch, seq)
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
            digest_bytes(digests),
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
    digests: &Digests,
) -> Result<(), StoreError> {
    let (point, prev) = head(connection, machine, own)?;
    let local = insert_entry(connection, entry, header, digests, (own.local, point.seq))?;
    insert_link(
        connection,
        own,
        local,
        &Link::new(machine, point, prev, digests),
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

/// Digests as they lie in the journal.
pub(crate) fn digest_bytes(digests: &Digests) -> [u8; 96] {
    let mut bytes = [0; 96];
    let parts = [digests.header, digests.facts, digests.personal].concat();
    bytes.copy_from_slice(&parts);
    bytes
}

/// Digests as they lie in the journal.
pub(crate) fn read_digests(bytes: [u8; 96]) -> Digests {
    let mut digests = Digests {
        header: [0; 32],
        facts: [0; 32],
        personal: [0; 32],
    };
    let parts = [
        &mut digests.header,
        &mut digests.facts,
        &mut digests.personal,
    ];
    for (part, kept) in parts.into_iter().zip(bytes.chunks_exact(32)) {
        part.copy_from_slice(kept);
    }
    digests
}

/// An entry that lies in the journal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) local: i64,
    pub(crate) subject: SubjectId,
    pub(crate) digests: Digests,
}

/// The entry of this id, if it lies in the journal.
pub(crate) fn known(connection: &Connection, id: EntryId) -> Result<Option<Known>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT local, subject, digests FROM entry WHERE id = ?1")?
        .query_row([id.to_bytes()], |row| {
            Ok(Known {
                local: row.get(0)?,
                subject: SubjectId::from_bytes(row.get(1)?),
                digests: read_digests(row.get(2)?),
            })
        })
        .optional()?)
}

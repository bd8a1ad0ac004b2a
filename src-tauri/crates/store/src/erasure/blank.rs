//! Taking the personal parts of a subject's entries away, in the transaction that makes it due.

use domain::entry::Entry;
use domain::erasure::{kind_for, spares};
use domain::id::{EntryId, SubjectId};
use rusqlite::Connection;

use super::residue;
use crate::error::StoreError;
use crate::private::drafts;

pub(crate) const ERASURES: &str = "
    SELECT id FROM entry INDEXED BY entry_erasing
    WHERE subject = ?1 AND substr(kind, -7) = '.erased'
    UNION SELECT id FROM erasure_due WHERE subject = ?1";

/// The erasures of a subject that are known here, those included that are not in the journal yet.
pub(crate) fn erasures_of(
    connection: &Connection,
    subject: SubjectId,
) -> Result<Vec<EntryId>, StoreError> {
    Ok(connection
        .prepare_cached(ERASURES)?
        .query_map([subject.to_bytes()], |row| {
            row.get(0).map(EntryId::from_bytes)
        })?
        .collect::<Result<_, _>>()?)
}

/// The kind of entry that erases this subject; none where it holds no words of people.
pub(crate) fn kind_of(
    connection: &Connection,
    subject: SubjectId,
) -> Result<Option<&'static str>, StoreError> {
    let kinds: Vec<String> = connection
        .prepare_cached("SELECT DISTINCT subject_kind FROM entry WHERE subject = ?1")?
        .query_map([subject.to_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(kinds.iter().find_map(|kind| kind_for(kind)))
}

/// An erasure of the subject has come to lie here: its words are taken away, and what was being typed about it.
pub(crate) fn erasure_came(connection: &Connection, subject: SubjectId) -> Result<(), StoreError> {
    // One that lay beside the backups may have come by the feed.
    connection
        .prepare_cached(
            "DELETE FROM erasure_due
             WHERE subject = ?1 AND id IN (SELECT id FROM entry WHERE subject = ?1)",
        )?
        .execute([subject.to_bytes()])?;
    blank(connection, subject)?;
    drafts::remove_about(connection, subject)?;
    residue::note(connection)
}

/// Takes the personal parts of the entries that do not name all erasures of their subject. Whoever asks folds the
/// subject anew.
pub(crate) fn blank(connection: &Connection, subject: SubjectId) -> Result<(), StoreError> {
    let erasures = erasures_of(connection, subject)?;
    if erasures.is_empty() {
        return Ok(());
    }
    let there: Vec<(i64, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT local, header FROM entry WHERE subject = ?1 AND personal IS NOT NULL",
        )?
        .query_map([subject.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut blanked =
        connection.prepare_cached("UPDATE entry SET personal = NULL WHERE local = ?1")?;
    for (local, header) in there {
        let entry = Entry {
            header,
            facts: Vec::new(),
            personal: None,
        };
        // A header that cannot be read names nothing.
        let spared = entry
            .read_header()
            .is_ok_and(|header| spares(&header, &erasures));
        if !spared {
            blanked.execute([local])?;
            residue::note(connection)?;
        }
    }
    Ok(())
}

//! Putting rows into the index and taking them out, in the transaction that changes them.

use domain::id::{Millis, SubjectId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Section, moment, part, tend};
use crate::error::StoreError;
use crate::int::{count, from_sql};
use crate::rows::Before;

/// Says by which words a subject is found, in place of those before; none, and it is found no more.
/// What has not changed writes nothing.
pub(crate) fn put(
    connection: &Connection,
    section: Section,
    subject: SubjectId,
    at: Millis,
    words: &str,
    before: Before,
) -> Result<(), StoreError> {
    let known = match before {
        Before::Rows => known(connection, section, subject)?,
        Before::Nothing => None,
    };
    if let Some((old, old_words)) = known {
        if old_words == words && moment::fits(old, at, subject) {
            return Ok(());
        }
        remove(connection, section, old, &old_words)?;
    }
    if words.is_empty() {
        return Ok(());
    }
    let moment = moment::free(connection, section, at, subject)?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO {} (moment, subject) VALUES (?1, ?2)",
            section.table()
        ))?
        .execute(params![moment, subject.to_bytes()])?;
    connection
        .prepare_cached("INSERT INTO found_waiting (section, moment, words) VALUES (?1, ?2, ?3)")?
        .execute(params![section.code(), moment, words])?;
    tend::let_few_wait(connection)
}

/// Takes a subject out, with its words.
pub(crate) fn take_away(
    connection: &Connection,
    section: Section,
    subject: SubjectId,
) -> Result<(), StoreError> {
    match known(connection, section, subject)? {
        Some((moment, words)) => remove(connection, section, moment, &words),
        None => Ok(()),
    }
}

/// The words by which a subject is found, by section; for comparing.
pub(crate) fn words_of(
    connection: &Connection,
    subject: SubjectId,
) -> Result<Vec<(Section, String)>, StoreError> {
    let mut all = Vec::new();
    for section in Section::ALL {
        if let Some((_, words)) = known(connection, section, subject)? {
            all.push((section, words));
        }
    }
    Ok(all)
}

/// Takes out what no entry is about; how many.
pub(crate) fn remove_orphans(connection: &Connection) -> Result<u64, StoreError> {
    let mut removed = 0;
    for section in Section::ALL {
        let table = section.table();
        let orphans: Vec<[u8; 16]> = connection
            .prepare(&format!(
                "SELECT subject FROM {table}
                 WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.subject = {table}.subject)"
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for orphan in &orphans {
            take_away(connection, section, SubjectId::from_bytes(*orphan))?;
        }
        removed += from_sql(count(orphans.len()));
    }
    Ok(removed)
}

fn known(
    connection: &Connection,
    section: Section,
    subject: SubjectId,
) -> Result<Option<(i64, String)>, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT moment, words FROM {} WHERE subject = ?1",
            section.rows_with_words()
        ))?
        .query_row([subject.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn remove(
    connection: &Connection,
    section: Section,
    moment: i64,
    words: &str,
) -> Result<(), StoreError> {
    let waited = connection
        .prepare_cached("DELETE FROM found_waiting WHERE section = ?1 AND moment = ?2")?
        .execute(params![section.code(), moment])?
        > 0;
    if !waited && let Some(part) = part::holding(connection, section, moment::month(moment))? {
        part::take_out(connection, part, moment, words)?;
    }
    for table in [section.table(), section.indexed()] {
        connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE moment = ?1"))?
            .execute([moment])?;
    }
    Ok(())
}

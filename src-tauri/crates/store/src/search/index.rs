//! Putting rows into the index and taking them out, in the transaction that changes them.
//!
//! Whoever writes the row of a subject asks first where it stands, then for its place, and says its words
//! once the row is there.

use domain::id::{Millis, SubjectId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Section, moment, part, tend};
use crate::error::StoreError;
use crate::rows::Before;

/// Where the row of a subject stands that is about to be taken away; none where there is none.
pub(crate) fn standing(
    connection: &Connection,
    section: Section,
    subject: SubjectId,
    before: Before,
) -> Result<Option<i64>, StoreError> {
    if before == Before::Nothing {
        return Ok(None);
    }
    Ok(connection
        .prepare_cached(&format!(
            "SELECT moment FROM {} WHERE id = ?1",
            section.named()
        ))?
        .query_row([subject.to_bytes()], |row| row.get(0))
        .optional()?)
}

/// The moment of a row that begins at `at`, while it is taken away: where it was `standing`, else a free
/// one, and then its words leave the index.
pub(crate) fn place(
    connection: &Connection,
    section: Section,
    subject: SubjectId,
    at: Millis,
    standing: Option<i64>,
) -> Result<i64, StoreError> {
    if let Some(standing) = standing {
        if moment::fits(standing, at, subject) {
            return Ok(standing);
        }
        take_away(connection, section, Some(standing))?;
    }
    let moment = moment::free(connection, section, at, subject)?;
    if section == Section::Persons {
        connection
            .prepare_cached("INSERT INTO person_found (moment, person) VALUES (?1, ?2)")?
            .execute(params![moment, subject.to_bytes()])?;
    }
    Ok(moment)
}

/// Says by which words the row at a moment is found, in place of those before; none, and it is found no
/// more. What has not changed writes nothing.
pub(crate) fn put(
    connection: &Connection,
    section: Section,
    moment: i64,
    words: &str,
) -> Result<(), StoreError> {
    let known = words_at(connection, section, moment)?;
    if known.as_deref().unwrap_or_default() == words {
        return Ok(());
    }
    if let Some(known) = known {
        remove_words(connection, section, moment, &known)?;
    }
    if words.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached("INSERT INTO found_waiting (section, moment, words) VALUES (?1, ?2, ?3)")?
        .execute(params![section.code(), moment, words])?;
    tend::let_few_wait(connection)
}

/// Takes what stood at a moment out of the index, with its words.
pub(crate) fn take_away(
    connection: &Connection,
    section: Section,
    standing: Option<i64>,
) -> Result<(), StoreError> {
    let Some(moment) = standing else {
        return Ok(());
    };
    if section == Section::Persons {
        connection
            .prepare_cached("DELETE FROM person_found WHERE moment = ?1")?
            .execute([moment])?;
    }
    put(connection, section, moment, "")
}

/// The words by which a subject is found, by section; for comparing.
pub(crate) fn words_of(
    connection: &Connection,
    subject: SubjectId,
) -> Result<Vec<(Section, String)>, StoreError> {
    let mut all = Vec::new();
    for section in Section::ALL {
        let standing = standing(connection, section, subject, Before::Rows)?;
        let words = match standing {
            Some(moment) => words_at(connection, section, moment)?,
            None => None,
        };
        all.extend(words.map(|words| (section, words)));
    }
    Ok(all)
}

/// Takes out what no row stands behind.
pub(crate) fn remove_orphans(connection: &Connection) -> Result<(), StoreError> {
    connection.execute(
        "DELETE FROM person_found WHERE person NOT IN (SELECT id FROM person)",
        [],
    )?;
    for section in Section::ALL {
        let table = section.placed();
        let orphans: Vec<i64> = connection
            .prepare(&format!(
                "SELECT moment FROM {} WHERE moment NOT IN (SELECT moment FROM {table})",
                section.words()
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for orphan in orphans {
            put(connection, section, orphan, "")?;
        }
    }
    Ok(())
}

fn words_at(
    connection: &Connection,
    section: Section,
    moment: i64,
) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT words FROM {} WHERE moment = ?1",
            section.words()
        ))?
        .query_row([moment], |row| row.get(0))
        .optional()?)
}

fn remove_words(
    connection: &Connection,
    section: Section,
    moment: i64,
    words: &str,
) -> Result<(), StoreError> {
    let waited = connection
        .prepare_cached("DELETE FROM found_waiting WHERE section = ?1 AND moment = ?2")?
        .execute(params![section.code(), moment])?
        > 0;
    if waited {
        return Ok(());
    }
    if let Some(part) = part::holding(connection, section, moment::month(moment))? {
        part::take_out(connection, part, moment, words)?;
    }
    connection
        .prepare_cached(&format!(
            "DELETE FROM {} WHERE moment = ?1",
            section.indexed()
        ))?
        .execute([moment])?;
    Ok(())
}

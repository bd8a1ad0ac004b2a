//! The centre's numbers, and the cursor: up to where this machine has folded every entry of the site.

use std::collections::BTreeMap;

use domain::entry::{CentreEpoch, Digest, Numbered};
use domain::id::{Epoch, SubjectId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::StoreError;
use crate::int::{count, from_sql, to_sql};

/// Centre epochs by their local number.
pub(crate) type Centres = BTreeMap<i64, CentreEpoch>;

/// All centre epochs; there is one more for each time the centre was restored.
pub(crate) fn centres(connection: &Connection) -> Result<Centres, StoreError> {
    Ok(connection
        .prepare_cached("SELECT local, ordinal, epoch FROM centre")?
        .query_map([], |row| Ok((row.get(0)?, centre(row, 1)?)))?
        .collect::<Result<_, _>>()?)
}

fn centre(row: &Row<'_>, at: usize) -> rusqlite::Result<CentreEpoch> {
    Ok(CentreEpoch {
        ordinal: row.get(at)?,
        id: Epoch::from_bytes(row.get(at + 1)?),
    })
}

/// Local number of a centre epoch, which is written down when it is met for the first time.
pub(crate) fn local_centre(
    connection: &Connection,
    centre: CentreEpoch,
) -> Result<i64, StoreError> {
    let known: Option<(i64, u32)> = connection
        .prepare_cached("SELECT local, ordinal FROM centre WHERE epoch = ?1")?
        .query_row([centre.id.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match known {
        Some((local, ordinal)) if ordinal == centre.ordinal => Ok(local),
        // One counting under two ordinals: whoever says so is not the centre that was known.
        Some(_) => Err(StoreError::Mismatch),
        None => Ok(connection
            .prepare_cached("INSERT INTO centre (ordinal, epoch) VALUES (?1, ?2)")?
            .insert(params![centre.ordinal, centre.id.to_bytes()])?),
    }
}

/// Writes down the number of an entry that has none, where nobody else bears it and the counting is known: nearly
/// always. False when nothing was written, and [`set_number`] has to look why.
pub(crate) fn bear_number(
    connection: &Connection,
    entry: i64,
    number: Numbered,
) -> Result<bool, StoreError> {
    let written = connection
        .prepare_cached(
            "INSERT INTO number (entry, centre, number)
             SELECT ?1, local, ?2 FROM centre WHERE epoch = ?3 AND ordinal = ?4
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            entry,
            to_sql(number.number),
            number.centre.id.to_bytes(),
            number.centre.ordinal
        ])?;
    Ok(written > 0)
}

/// Writes down the number of an entry. True when that was news. One that it bears beyond `confirmed`, up to
/// where the feed has been read, is only what an answer said, and gives way: a centre that was restored since
/// gives it another.
pub(crate) fn set_number(
    connection: &Connection,
    entry: i64,
    number: Numbered,
    confirmed: u64,
) -> Result<bool, StoreError> {
    if bear_number(connection, entry, number)? {
        return Ok(true);
    }
    let (place, confirmed) = (to_sql(number.number), to_sql(confirmed));
    let known: Option<i64> = connection
        .prepare_cached("SELECT number FROM number WHERE entry = ?1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    match known {
        // A later counting goes on with the numbers of the one before up to where that was cut off.
        Some(known) if known == place => Ok(false),
        Some(known) if known <= confirmed => Err(StoreError::Mismatch),
        known => {
            if known.is_some() {
                remove_number(connection, entry)?;
            }
            let centre = local_centre(connection, number.centre)?;
            connection
                .prepare_cached("INSERT INTO number (entry, centre, number) VALUES (?1, ?2, ?3)")?
                .execute(params![entry, centre, place])
                .map_err(|error| match error.sqlite_error_code() {
                    // Another entry bears this number.
                    Some(rusqlite::ErrorCode::ConstraintViolation) => StoreError::Mismatch,
                    _ => error.into(),
                })?;
            Ok(true)
        }
    }
}

/// Takes a number that the feed has not confirmed from whoever bears it by an answer alone, unless that is
/// `entry`: a centre that was restored since has given it to another one, whether that is kept here or not. Who
/// bore it waits again; says which subject that is about.
pub(crate) fn free_number(
    connection: &Connection,
    number: u64,
    entry: Option<i64>,
) -> Result<Option<SubjectId>, StoreError> {
    let holder: Option<(i64, [u8; 16])> = connection
        .prepare_cached(
            "SELECT number.entry, entry.subject FROM number JOIN entry ON entry.local = number.entry
             WHERE number.number = ?1",
        )?
        .query_row([to_sql(number)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((holder, subject)) = holder.filter(|(holder, _)| Some(*holder) != entry) else {
        return Ok(None);
    };
    remove_number(connection, holder)?;
    connection
        .prepare_cached(
            "UPDATE link SET state = 'waiting', reason = ''
             WHERE entry = ?1 AND state IN ('acknowledged', 'held')",
        )?
        .execute([holder])?;
    Ok(Some(SubjectId::from_bytes(subject)))
}

fn remove_number(connection: &Connection, entry: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM number WHERE entry = ?1")?
        .execute([entry])?;
    Ok(())
}

/// The number up to which the feed has been read.
pub(crate) fn confirmed(connection: &Connection) -> Result<u64, StoreError> {
    Ok(cursor(connection)?.map_or(0, |cursor| cursor.at.number))
}

/// Writes down where the parts of an entry were announced that had got `number` while it was held.
/// True when that was news.
pub(crate) fn set_announced(
    connection: &Connection,
    entry: i64,
    number: Numbered,
    announced: Numbered,
) -> Result<bool, StoreError> {
    let known: Option<(i64, Option<i64>)> = connection
        .prepare_cached("SELECT number, announced FROM number WHERE entry = ?1")?
        .query_row([entry], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let place = to_sql(announced.number);
    match known {
        Some((_, Some(before))) if before == place => return Ok(false),
        Some((known, None)) if known == to_sql(number.number) => {}
        Some(_) => return Err(StoreError::Mismatch),
        None => {
            let before = announced.number.saturating_sub(1);
            set_number(connection, entry, number, before)?;
        }
    }
    let centre = local_centre(connection, announced.centre)?;
    connection
        .prepare_cached("UPDATE number SET announced_centre = ?2, announced = ?3 WHERE entry = ?1")?
        .execute(params![entry, centre, place])?;
    Ok(true)
}

/// Whether the feed has shown this entry as held and not announced its parts yet.
pub(crate) fn is_shown_held(connection: &Connection, entry: i64) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM number WHERE entry = ?1 AND held_at_first AND announced IS NULL",
        )?
        .exists([entry])?)
}

/// Writes down that the feed has shown this entry as held.
pub(crate) fn set_shown_held(connection: &Connection, entry: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE number SET held_at_first = 1 WHERE entry = ?1")?
        .execute([entry])?;
    Ok(())
}

/// Up to where this machine has the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The last number, in the centre's present counting.
    pub at: Numbered,
    /// Running hash of the feed up to there.
    pub hash: Digest,
    /// Running hash of the held places up to there.
    pub held: Digest,
}

/// The cursor; none before the first feed.
pub(crate) fn cursor(connection: &Connection) -> Result<Option<Cursor>, StoreError> {
    Ok(cursors(connection, 1)?.pop())
}

/// The cursor and the marks behind it, newest first.
pub(crate) fn cursors(connection: &Connection, limit: usize) -> Result<Vec<Cursor>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT centre.ordinal, centre.epoch, mark.number, mark.hash, mark.held
             FROM mark JOIN centre ON centre.local = mark.centre
             ORDER BY mark.number DESC LIMIT ?1",
        )?
        .query_map([count(limit)], |row| {
            let at = Numbered {
                centre: centre(row, 0)?,
                number: from_sql(row.get(2)?),
            };
            Ok(Cursor {
                at,
                hash: row.get(3)?,
                held: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?)
}

//! What the index leaves for quiet moments: waiting words put into FTS5, segments merged, parts filled
//! anew.

use rusqlite::{Connection, params};

use super::{Section, moment, part};
use crate::error::StoreError;
use crate::opened::Store;
use crate::write::{Progress, Slice};

/// Rows that may wait: a question looks through them one by one.
const WAITING_MAX: usize = 96;
/// Rows that a save beyond them takes along, so that a flood pays for itself: as many as are worth a
/// segment, which costs about as much for two rows, so that most saves pay nothing.
const TAKEN_ALONG: u32 = 24;
/// Fewer are not worth a segment.
const WORTH_A_SEGMENT: usize = 24;
/// Rows put in at once.
const ROWS: u32 = 8;
/// Pages merged at once.
const PAGES: i64 = 8;

/// Within a write: puts the oldest waiting rows in, should there be too many.
pub(super) fn let_few_wait(connection: &Connection) -> Result<(), StoreError> {
    if waiting(connection, WAITING_MAX)? > WAITING_MAX {
        put_in(connection, TAKEN_ALONG)?;
    }
    Ok(())
}

/// Ahead of background work that adds rows: puts the oldest waiting rows in where a save would soon have to, and
/// says whether it did. As a slice of its own it is as short as it can be.
pub(crate) fn make_room(connection: &Connection) -> Result<bool, StoreError> {
    const SOON: usize = WAITING_MAX - WORTH_A_SEGMENT;
    Ok(waiting(connection, SOON)? > SOON && put_in(connection, TAKEN_ALONG)? > 0)
}

impl Store {
    /// Does now what the index left for quiet moments, in slices that let persons pass; returns when
    /// nothing is left. After many calls at once: an import, a store filled with samples.
    ///
    /// # Errors
    /// When the store cannot be written; what is left then is done when it is quiet.
    pub fn tend_index(&self) -> Result<(), StoreError> {
        self.write_in_slices(|slice| {
            put_in(slice.transaction, ROWS)?;
            match waiting(slice.transaction, 0)? {
                0 => tend(slice),
                _ => Ok(Progress::More),
            }
        })
    }

    /// Has every part filled anew from the rows, so that FTS5 holds nothing but their words.
    pub(crate) fn refill_index(&self) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("UPDATE found_part SET refill_from = ?1", [part::BEFORE_ALL])?;
            Ok::<_, StoreError>(())
        })?;
        self.write_in_slices(tend)
    }
}

/// The next slice of what is left.
pub(crate) fn tend(slice: &mut Slice<'_>) -> Result<Progress<()>, StoreError> {
    let connection = slice.transaction;
    let mut put = 0;
    while waiting(connection, WORTH_A_SEGMENT)? > WORTH_A_SEGMENT || put > 0 {
        put = put_in(connection, ROWS)?;
        // One segment a slice: it is written when the slice ends, which takes as long again.
        if put == 0 || !slice.has_half_its_time() {
            return Ok(Progress::More);
        }
    }
    if let Some((part, section, from)) = part::refilled(connection)? {
        refill(slice, part, section, from)?;
        return Ok(Progress::More);
    }
    while let Some(part) = part::unmerged(connection)? {
        part::merge(connection, part, PAGES)?;
        if !slice.has_half_its_time() {
            return Ok(Progress::More);
        }
    }
    Ok(Progress::Done(()))
}

/// Whether anything is left.
pub(crate) fn is_due(connection: &Connection) -> Result<bool, StoreError> {
    Ok(waiting(connection, WORTH_A_SEGMENT)? > WORTH_A_SEGMENT
        || part::refilled(connection)?.is_some()
        || part::unmerged(connection)?.is_some())
}

/// How many rows wait; counts no further than one beyond `most`.
fn waiting(connection: &Connection, most: usize) -> Result<usize, StoreError> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX - 1) + 1;
    let found: i64 = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM found_waiting LIMIT ?1)")?
        .query_row([limit], |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}

/// Puts up to `most` waiting rows in, oldest first; how many.
fn put_in(connection: &Connection, most: u32) -> Result<usize, StoreError> {
    let mut put = 0;
    for section in Section::ALL {
        let left = most.saturating_sub(put);
        if left == 0 {
            break;
        }
        put += put_in_of(connection, section, left)?;
    }
    Ok(usize::try_from(put).unwrap_or(usize::MAX))
}

fn put_in_of(connection: &Connection, section: Section, most: u32) -> Result<u32, StoreError> {
    let rows: Vec<(i64, String)> = connection
        .prepare_cached(
            "SELECT moment, words FROM found_waiting WHERE section = ?1 ORDER BY moment LIMIT ?2",
        )?
        .query_map(params![section.code(), most], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<Result<_, _>>()?;
    let mut put = 0;
    for (moment, words) in rows {
        let part = part::for_month(connection, section, moment::month(moment))?;
        part::add(connection, part, moment, &words)?;
        part::filled(connection, part, 1)?;
        connection
            .prepare_cached(&format!(
                "INSERT INTO {} (moment, words) VALUES (?1, ?2)",
                section.indexed()
            ))?
            .execute(params![moment, words])?;
        connection
            .prepare_cached("DELETE FROM found_waiting WHERE section = ?1 AND moment = ?2")?
            .execute(params![section.code(), moment])?;
        put += 1;
    }
    Ok(put)
}

/// Fills a part anew for the time of the slice.
fn refill(
    slice: &mut Slice<'_>,
    part: part::Part,
    section: Section,
    from: i64,
) -> Result<(), StoreError> {
    let connection = slice.transaction;
    let begins = moment::month_begins(part.first_month);
    if from < begins {
        part::empty(connection, part)?;
        return part::refill_from(connection, part, Some(begins));
    }
    let ends = moment::month_begins(part.last_month + 1);
    let mut statement = connection.prepare_cached(&format!(
        "SELECT moment, words FROM {} WHERE moment >= ?1 AND moment < ?2 ORDER BY moment",
        section.indexed()
    ))?;
    let mut rows = statement.query(params![from, ends])?;
    let mut put = 0;
    let mut next = None;
    while let Some(row) = rows.next()? {
        let moment: i64 = row.get(0)?;
        if put > 0 && !slice.has_half_its_time() {
            next = Some(moment);
            break;
        }
        part::add(connection, part, moment, &row.get::<_, String>(1)?)?;
        put += 1;
    }
    part::filled(connection, part, put)?;
    part::refill_from(connection, part, next)
}

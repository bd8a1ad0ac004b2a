//! Marks of the feed: places with their running hash, close together near the cursor and further apart
//! behind, so that a centre that was restored finds one that still stands.

use domain::wire::MAX_MARKS;
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::journal::number::{Cursor, cursors, local_centre};
use crate::opened::Store;
use crate::read::Reading;

/// Sets the cursor, keeping the marks before it thinned.
pub(crate) fn set_mark(connection: &Connection, at: &Cursor) -> Result<(), StoreError> {
    let centre = local_centre(connection, at.at.centre)?;
    connection
        .prepare_cached(
            "INSERT INTO mark (number, centre, hash, held) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (number) DO UPDATE
             SET centre = excluded.centre, hash = excluded.hash, held = excluded.held",
        )?
        .execute(params![to_sql(at.at.number), centre, at.hash, at.held])?;
    let numbers: Vec<u64> = connection
        .prepare_cached("SELECT number FROM mark ORDER BY number DESC")?
        .query_map([], |row| row.get(0).map(from_sql))?
        .collect::<Result<_, _>>()?;
    let kept = thinned(&numbers);
    let mut remove = connection.prepare_cached("DELETE FROM mark WHERE number = ?1")?;
    for number in numbers.iter().filter(|number| !kept.contains(number)) {
        remove.execute([to_sql(*number)])?;
    }
    Ok(())
}

/// Takes back a mark that was only set because a page was taken in slices: how long those are is the pace of the
/// moment, and where the marks lie is the feed's.
pub(crate) fn drop_mark(connection: &Connection, number: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM mark WHERE number = ?1")?
        .execute([to_sql(number)])?;
    Ok(())
}

/// Which marks to keep, newest first: the newest, and of each stretch behind it, four times as long as
/// the one before, the oldest, which is on its way into the next stretch.
fn thinned(newest_first: &[u64]) -> Vec<u64> {
    let mut kept: Vec<u64> = Vec::new();
    let mut stretch = None;
    let newest = newest_first.first().copied().unwrap_or(0);
    for number in newest_first {
        let behind = newest.saturating_sub(*number);
        let of = behind.checked_ilog(4);
        if of.is_some() && of == stretch {
            kept.pop();
        }
        stretch = of;
        kept.push(*number);
    }
    kept.truncate(MAX_MARKS);
    kept
}

impl Reading<'_> {
    /// Up to where this machine has the feed, and places behind it with their running hash, newest
    /// first; empty before the first page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cursors(&self) -> Result<Vec<Cursor>, StoreError> {
        cursors(self.connection, MAX_MARKS)
    }
}

impl Store {
    /// As [`Reading::cursors`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cursors(&self) -> Result<Vec<Cursor>, StoreError> {
        self.read(|reading| reading.cursors())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However long the feed: a mark near, some further behind, never more than a hello carries.
    #[test]
    fn marks_are_few_and_lie_at_every_distance() {
        let mut marks: Vec<u64> = Vec::new();
        for number in 1..=20_000 {
            marks.insert(0, number);
            marks = thinned(&marks);
            assert!(marks.len() <= MAX_MARKS, "{marks:?}");
            assert_eq!(marks[0], number, "the cursor is always there");
        }
        let behind: Vec<u64> = marks.iter().map(|mark| 20_000 - mark).collect();
        for distance in [1, 10, 100, 1_000] {
            assert!(
                behind
                    .iter()
                    .any(|behind| *behind >= distance && *behind <= distance * 16),
                "a mark not far behind {distance}: {behind:?}"
            );
        }
    }
}

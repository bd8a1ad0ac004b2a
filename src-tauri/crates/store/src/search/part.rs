//! The parts of the index: FTS5 tables, each for some local months of a section.
//!
//! A question begins with the newest part and mostly ends there, whatever lies behind it; segments of
//! one part are merged without touching the others, and become one when the next part is opened. A part takes whole months until it holds
//! [`PART_ROWS`], then the next month opens a new one, before it or behind it: so a million calls make
//! some twenty, over however many years they spread, and a call that arrives late finds its own.

use rusqlite::{Connection, OptionalExtension as _, Row, ffi, params};

use super::Section;
use crate::error::StoreError;

/// Rows after which a part takes no further month.
const PART_ROWS: i64 = 40_000;

/// Bytes of a piece of an FTS5 segment.
const PIECE_BYTES: u32 = 3_960;

/// Before every moment: the part is emptied first.
pub(super) const BEFORE_ALL: i64 = -1;

/// A part, and the months it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) id: i64,
    pub(super) first_month: i64,
    pub(super) last_month: i64,
    filled: i64,
    /// While it is filled anew: rows from this moment on are not in it yet.
    refill_from: Option<i64>,
}

/// Columns of a [`Part`].
const COLUMNS: &str = "part, first_month, last_month, filled, refill_from";

fn read(row: &Row<'_>) -> rusqlite::Result<Part> {
    Ok(Part {
        id: row.get(0)?,
        first_month: row.get(1)?,
        last_month: row.get(2)?,
        filled: row.get(3)?,
        refill_from: row.get(4)?,
    })
}

impl Part {
    /// Its FTS5 table.
    pub(super) fn table(self) -> String {
        format!("found_words_{}", self.id)
    }

    fn holds(self, month: i64) -> bool {
        (self.first_month..=self.last_month).contains(&month)
    }
}

/// The parts of a section, newest first.
pub(super) fn all(connection: &Connection, section: Section) -> Result<Vec<Part>, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM found_part WHERE section = ?1 ORDER BY first_month DESC"
        ))?
        .query_map([section.code()], read)?
        .collect::<Result<_, _>>()?)
}

/// The part that holds a month; none where no row of it was ever put in.
pub(super) fn holding(
    connection: &Connection,
    section: Section,
    month: i64,
) -> Result<Option<Part>, StoreError> {
    Ok(all(connection, section)?
        .into_iter()
        .find(|part| part.holds(month)))
}

/// The part for a row of this month: the one that holds it, else the nearest that has room for a
/// further month, else a new one.
pub(super) fn for_month(
    connection: &Connection,
    section: Section,
    month: i64,
) -> Result<Part, StoreError> {
    let parts = all(connection, section)?;
    if let Some(part) = parts.iter().find(|part| part.holds(month)) {
        return Ok(*part);
    }
    let before = parts.iter().find(|part| part.last_month < month);
    let behind = parts.iter().rev().find(|part| part.first_month > month);
    let neighbours = before.into_iter().chain(behind);
    let Some(near) = neighbours
        .filter(|part| part.filled < PART_ROWS)
        .min_by_key(|part| (month - part.last_month).max(part.first_month - month))
    else {
        return make(connection, section, month);
    };
    let grown = Part {
        first_month: near.first_month.min(month),
        last_month: near.last_month.max(month),
        ..*near
    };
    connection
        .prepare_cached("UPDATE found_part SET first_month = ?2, last_month = ?3 WHERE part = ?1")?
        .execute(params![grown.id, grown.first_month, grown.last_month])?;
    Ok(grown)
}

fn make(connection: &Connection, section: Section, month: i64) -> Result<Part, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO found_part (section, first_month, last_month, filled, unmerged, refill_from)
             VALUES (?1, ?2, ?2, 0, 0, NULL)",
        )?
        .execute(params![section.code(), month])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "UPDATE found_part SET unmerged = 2
             WHERE part = (SELECT max(part) FROM found_part WHERE section = ?1 AND part < ?2)",
        )?
        .execute(params![section.code(), id])?;
    let part = Part {
        id,
        first_month: month,
        last_month: month,
        filled: 0,
        refill_from: None,
    };
    make_table(connection, part)?;
    Ok(part)
}

/// `prefix`: what is typed after five letters is nearly a word; a beginning without an index of its
/// length is gathered whole before the first row is answered. `content=''`: FTS5 keeps no text. `detail=none`: words are all that is asked for, never phrases.
/// `ascii` takes letters of every script as they are; ours are folded already. `secure-delete`: words
/// that are taken out leave the file. `pgsz`: as much as fits into one page of an encrypted file, of
/// which SQLCipher keeps 80 bytes; with FTS5's own 4,050 every piece would need a second page. Small segments are merged when it is quiet; `automerge` and
/// `crisismerge` are for a flood.
fn make_table(connection: &Connection, part: Part) -> Result<(), StoreError> {
    let table = part.table();
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE {table} USING fts5(
             words, content='', columnsize=0, detail='none', prefix='2 3 4 5', tokenize='ascii');
         INSERT INTO {table} ({table}, rank) VALUES ('pgsz', {PIECE_BYTES});
         INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1);
         INSERT INTO {table} ({table}, rank) VALUES ('automerge', 8);
         INSERT INTO {table} ({table}, rank) VALUES ('crisismerge', 32);"
    ))?;
    Ok(())
}

/// Empties a part, to be filled anew from its first row on.
pub(super) fn empty(connection: &Connection, part: Part) -> Result<(), StoreError> {
    connection.execute_batch(&format!("DROP TABLE {}", part.table()))?;
    make_table(connection, part)?;
    connection
        .prepare_cached("UPDATE found_part SET filled = 0, unmerged = 0 WHERE part = ?1")?
        .execute([part.id])?;
    Ok(())
}

/// Puts words in.
pub(super) fn add(
    connection: &Connection,
    part: Part,
    moment: i64,
    words: &str,
) -> Result<(), StoreError> {
    let table = part.table();
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} (rowid, words) VALUES (?1, ?2)"
        ))?
        .execute(params![moment, words])?;
    Ok(())
}

/// Says that rows were put in.
pub(super) fn filled(connection: &Connection, part: Part, rows: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE found_part SET filled = filled + ?2, unmerged = max(unmerged, 1) WHERE part = ?1",
        )?
        .execute(params![part.id, rows])?;
    Ok(())
}

/// Takes words out; they must be exactly those that were put in. Where FTS5 finds that it never had
/// them, the part is filled anew: an index that is not whole keeps nobody from writing.
pub(super) fn take_out(
    connection: &Connection,
    part: Part,
    moment: i64,
    words: &str,
) -> Result<(), StoreError> {
    if part.refill_from.is_some_and(|from| moment >= from) {
        return Ok(());
    }
    let table = part.table();
    let taken = connection
        .prepare_cached(&format!(
            "INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?1, ?2)"
        ))?
        .execute(params![moment, words]);
    match taken {
        Ok(_) => {
            connection
                .prepare_cached(
                    "UPDATE found_part SET unmerged = max(unmerged, 1) WHERE part = ?1",
                )?
                .execute([part.id])?;
            Ok(())
        }
        Err(error) if is_not_whole(&error) => refill_from(connection, part, Some(BEFORE_ALL)),
        Err(error) => Err(error.into()),
    }
}

/// What FTS5 says of itself, unlike what SQLite says of a page.
fn is_not_whole(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|failure| failure.extended_code == ffi::SQLITE_CORRUPT_VTAB)
}

/// Says from where on a part is to be filled anew; none, when it is.
pub(super) fn refill_from(
    connection: &Connection,
    part: Part,
    from: Option<i64>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE found_part SET refill_from = ?2 WHERE part = ?1")?
        .execute(params![part.id, from])?;
    Ok(())
}

/// Merges some pages of segments; whether there may be more to merge.
pub(super) fn merge(connection: &Connection, part: Part, pages: i64) -> Result<bool, StoreError> {
    let table = part.table();
    // By its documentation: a negative number sets out to make one segment of all.
    let all = connection
        .prepare_cached("UPDATE found_part SET unmerged = 1 WHERE part = ?1 AND unmerged = 2")?
        .execute([part.id])?
        > 0;
    let before = connection.total_changes();
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)"
        ))?
        .execute([if all { -pages } else { pages }])?;
    // By its documentation: fewer than two changes, and there was nothing to do.
    let more = connection.total_changes() - before >= 2;
    if !more {
        connection
            .prepare_cached("UPDATE found_part SET unmerged = 0 WHERE part = ?1")?
            .execute([part.id])?;
    }
    Ok(more)
}

/// A part whose segments may be merged.
pub(super) fn unmerged(connection: &Connection) -> Result<Option<Part>, StoreError> {
    one(connection, "unmerged > 0")
}

/// A part that is being filled anew, its section, and from where on.
pub(super) fn refilled(
    connection: &Connection,
) -> Result<Option<(Part, Section, i64)>, StoreError> {
    let Some(part) = one(connection, "refill_from IS NOT NULL")? else {
        return Ok(None);
    };
    let code: String = connection
        .prepare_cached("SELECT section FROM found_part WHERE part = ?1")?
        .query_row([part.id], |row| row.get(0))?;
    let section = Section::ALL
        .into_iter()
        .find(|section| section.code() == code)
        .ok_or(StoreError::Damaged)?;
    Ok(Some((
        part,
        section,
        part.refill_from.unwrap_or(BEFORE_ALL),
    )))
}

fn one(connection: &Connection, which: &str) -> Result<Option<Part>, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM found_part WHERE {which}
             ORDER BY last_month DESC, part LIMIT 1"
        ))?
        .query_row([], read)
        .optional()?)
}

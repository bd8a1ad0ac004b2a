//! Carrying over what is private to the machine: drafts, credentials, tries, settings, packs.
//!
//! The present store is the later one: what it says counts. Rows are read from both ends of a table, since what stands
//! in the middle may be a bad page.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::RestoreError;
use super::carry::Epochs;
use super::read::Present;
use crate::int::from_sql;

/// Tables whose rows are taken as they are, each with the column in whose order they are read.
const TAKEN: &[(&str, &str)] = &[
    ("setting", "name"),
    ("credential", "user"),
    ("attempt", "subject"),
    ("draft", "id"),
    ("seen_comment", "user"),
    ("told_takeover", "user"),
    ("pack", "place"),
    ("pack_refused", "centre"),
];
/// Settings that are the restored file's own.
const OF_THE_FILE: &[&str] = &["wal.mark", "store.folded-with", "erasure.residue"];

/// Carries all of it over; how many drafts there are.
pub(super) fn over(
    present: &mut Present,
    into: &Transaction<'_>,
    epochs: &Epochs,
) -> Result<u64, RestoreError> {
    for (table, key) in TAKEN {
        take(present, into, table, key)?;
    }
    counters(present, into, epochs)?;
    // A draft whose call was saved in the meantime is no draft any more.
    into.execute(
        "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM entry WHERE entry.subject = draft.id)",
        [],
    )?;
    Ok(into.query_row("SELECT count(*) FROM draft", [], |row| {
        row.get(0).map(from_sql)
    })?)
}

fn take(
    present: &mut Present,
    into: &Transaction<'_>,
    table: &str,
    key: &str,
) -> Result<(), RestoreError> {
    let here = columns(into, table)?;
    // A store that was never brought to this version lacks some.
    let there = present
        .ask(|connection| columns(connection, table))
        .unwrap_or_default();
    let both: Vec<&str> = here
        .iter()
        .filter(|name| there.contains(name))
        .map(String::as_str)
        .collect();
    if both.is_empty() {
        return Ok(());
    }
    let names = both
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(", ");
    let (rows, is_all) = rows(present, table, &names, key);
    if is_all && table == "draft" {
        // What was thrown away or saved since must not come back.
        into.execute("DELETE FROM draft", [])?;
    }
    let places = vec!["?"; both.len()].join(", ");
    let mut insert = into.prepare(&format!(
        "INSERT OR REPLACE INTO \"{table}\" ({names}) VALUES ({places})"
    ))?;
    for row in rows {
        let is_of_the_file = table == "setting"
            && matches!(row.first(), Some(Value::Text(name)) if OF_THE_FILE.contains(&name.as_str()));
        if !is_of_the_file {
            insert.execute(params_from_iter(row))?;
        }
    }
    Ok(())
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

/// The rows that can be read, and whether these are all.
fn rows(present: &mut Present, table: &str, names: &str, key: &str) -> (Vec<Vec<Value>>, bool) {
    let mut rows = Vec::new();
    let forward = read(
        present,
        &format!("SELECT {names} FROM \"{table}\" ORDER BY \"{key}\""),
        &mut rows,
    );
    if !forward {
        read(
            present,
            &format!("SELECT {names} FROM \"{table}\" ORDER BY \"{key}\" DESC"),
            &mut rows,
        );
    }
    (rows, forward)
}

/// Reads until the end, or until a page is bad. Whether it came to the end.
fn read(present: &mut Present, question: &str, rows: &mut Vec<Vec<Value>>) -> bool {
    let read = present.ask(|connection| {
        let mut statement = connection.prepare(question)?;
        let width = statement.column_count();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            rows.push(
                (0..width)
                    .map(|at| row.get(at))
                    .collect::<rusqlite::Result<_>>()?,
            );
        }
        Ok(())
    });
    read.is_ok()
}

/// Series of numbers go on where they stood: a reference is given out once.
fn counters(
    present: &mut Present,
    into: &Transaction<'_>,
    epochs: &Epochs,
) -> Result<(), RestoreError> {
    let mut rows = Vec::new();
    read(present, "SELECT epoch, name, value FROM counter", &mut rows);
    for row in rows {
        let [Value::Integer(epoch), name, value] = row.as_slice() else {
            continue;
        };
        let Some(here) = epochs.get(epoch) else {
            continue;
        };
        into.prepare_cached(
            "INSERT INTO counter (epoch, name, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (epoch, name) DO UPDATE SET value = max(value, excluded.value)",
        )?
        .execute(rusqlite::params![here, name, value])?;
    }
    Ok(())
}

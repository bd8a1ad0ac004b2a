//! The floor under a save: SQLCipher alone, one row and its words in FTS5, one commit.
//!
//! The same key form, pragmas and disk as the store's; no journal, no link, no fold, no other thread.

use std::path::Path;

use app::dto::CallForm;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::{Failure, Told};

const SCHEMA: &str = "
    CREATE TABLE call (
        local INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        started_at INTEGER NOT NULL,
        type TEXT NOT NULL,
        sub_category TEXT NOT NULL,
        number TEXT NOT NULL,
        caller_name TEXT NOT NULL,
        place TEXT NOT NULL,
        note TEXT NOT NULL,
        words TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE call_words USING fts5(words, content='call', content_rowid='local', prefix='2 3');";

/// The store's pragmas, each with what it reads back.
const PRAGMAS: [(&str, &str, &str); 9] = [
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("wal_autocheckpoint", "10000", "10000"),
    ("journal_size_limit", "33554432", "33554432"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("cell_size_check", "ON", "1"),
    ("cache_size", "-8192", "-8192"),
];

/// A bare encrypted database.
#[derive(Debug)]
pub(super) struct Bare {
    connection: Connection,
}

impl Bare {
    /// Makes an empty one, in place of that of the run before.
    pub(super) fn make(file: &Path) -> Told<Self> {
        let connection = open(file)?;
        connection.execute_batch("DROP TABLE IF EXISTS call_words; DROP TABLE IF EXISTS call;")?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self { connection })
    }

    /// One call, durably.
    pub(super) fn save(&mut self, form: &CallForm) -> Told {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        insert(&transaction, form)?;
        Ok(transaction.commit()?)
    }
}

/// An encrypted file with the store's pragmas.
pub(super) fn open(file: &Path) -> Told<Connection> {
    let connection = Connection::open(file)?;
    let key = "5b".repeat(32);
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\""))?;
    for (pragma, value, expected) in PRAGMAS {
        connection.pragma_update(None, pragma, value)?;
        let read = connection.pragma_query_value(None, pragma, |row| {
            let read: rusqlite::types::Value = row.get(0)?;
            Ok(match read {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                _ => String::new(),
            })
        })?;
        if read != expected {
            return Err(Failure::new(format!("pragma {pragma} is {read}")));
        }
    }
    Ok(connection)
}

fn insert(transaction: &Transaction<'_>, form: &CallForm) -> Told {
    let words = format!(
        "{} {} {} {}",
        form.number, form.caller_name, form.place, form.note
    );
    let local = transaction
        .prepare_cached(
            "INSERT INTO call (id, started_at, type, sub_category, number, caller_name, place, note, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert(params![
            form.id,
            form.started_at,
            form.type_code,
            form.sub_category,
            form.number,
            form.caller_name,
            form.place,
            form.note,
            words
        ])?;
    transaction
        .prepare_cached("INSERT INTO call_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![local, words])?;
    Ok(())
}

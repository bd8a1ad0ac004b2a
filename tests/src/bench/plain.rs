//! What search is held against: the same calls in one plain FTS5 table, and LIKE.
//!
//! The same key form, pragmas and folding; one table of rows, one of words, no parts.

use std::path::Path;

use app::sample::SampleCalls;
use domain::arabic;
use rusqlite::{Connection, params};

use super::bare;
use crate::Told;

const SCHEMA: &str = "
    CREATE TABLE call (
        local INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        started_at INTEGER NOT NULL,
        type TEXT NOT NULL,
        number TEXT NOT NULL,
        note TEXT NOT NULL,
        words TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE call_words USING fts5(words, content='call', content_rowid='local', prefix='3');";

const ROWS: &str = "SELECT id, started_at, type, number, substr(note, 1, 140) FROM call";
/// Rows of an answer.
const LIMIT: usize = 50;

/// The plain table.
#[derive(Debug)]
pub(super) struct Plain {
    connection: Connection,
}

impl Plain {
    /// Makes one with these calls, oldest first, unless it was made and kept.
    pub(super) fn fill(file: &Path, calls: SampleCalls) -> Told<Self> {
        let mut connection = bare::open(file)?;
        if connection.table_exists(None, "call")? {
            return Ok(Self { connection });
        }
        connection.execute_batch(SCHEMA)?;
        let transaction = connection.transaction()?;
        {
            let mut row = transaction.prepare(
                "INSERT INTO call (id, started_at, type, number, note, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for call in calls {
                let form = call.form;
                let text = format!("{} {} {}", form.caller_name, form.place, form.note);
                let words = arabic::words(&text).join(" ");
                row.execute(params![
                    form.id,
                    form.started_at,
                    form.type_code,
                    form.number,
                    form.note,
                    format!(" {words} {}", form.number)
                ])?;
            }
        }
        transaction.execute("INSERT INTO call_words (call_words) VALUES ('rebuild')", [])?;
        transaction.commit()?;
        connection.execute(
            "INSERT INTO call_words (call_words) VALUES ('optimize')",
            [],
        )?;
        Ok(Self { connection })
    }

    /// The newest that hold words with these beginnings.
    pub(super) fn find(&self, question: &str) -> Told<usize> {
        let asked: Vec<String> = question
            .split(' ')
            .map(|beginning| format!("\"{beginning}\"*"))
            .collect();
        self.ask(
            &format!(
                "{ROWS} WHERE local IN (SELECT rowid FROM call_words WHERE call_words MATCH ?1
                                        ORDER BY rowid DESC LIMIT {LIMIT}) ORDER BY local DESC"
            ),
            &[asked.join(" AND ")],
        )
    }

    /// An index for [`Plain::find_of_number`].
    pub(super) fn index_numbers(&self) -> Told {
        self.connection.execute_batch(
            "CREATE INDEX IF NOT EXISTS call_by_number ON call (number, started_at)",
        )?;
        Ok(())
    }

    /// The newest five of a number as it was typed.
    pub(super) fn find_of_number(&self, number: &str) -> Told<usize> {
        self.ask(
            &format!("{ROWS} WHERE number = ?1 ORDER BY started_at DESC LIMIT 5"),
            &[number.to_owned()],
        )
    }

    /// The same by LIKE.
    pub(super) fn find_by_like(&self, question: &str) -> Told<usize> {
        let asked: Vec<String> = question
            .split(' ')
            .map(|beginning| format!("% {beginning}%"))
            .collect();
        let all = vec!["words LIKE ?"; asked.len()].join(" AND ");
        self.ask(
            &format!("{ROWS} WHERE {all} ORDER BY local DESC LIMIT {LIMIT}"),
            &asked,
        )
    }

    fn ask(&self, statement: &str, parameters: &[String]) -> Told<usize> {
        let mut statement = self.connection.prepare_cached(statement)?;
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            // Read, as whoever shows it would.
            for column in 0..5 {
                row.get_ref(column)?;
            }
            found += 1;
        }
        Ok(found)
    }
}

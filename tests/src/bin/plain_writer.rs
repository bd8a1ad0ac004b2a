//! A program that keeps rows in plain SQLite as others set it, and says so of each; see `tests/power_cut/plain.rs`.

use nida_tests::{Failure, Told};
use rusqlite::Connection;

/// Pages after which the WAL is brought into the file: often, in so short a life.
const CHECKPOINT_EVERY: u32 = 20;

fn main() -> Told {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, synchronous, rows] = arguments.as_slice() else {
        return Err(Failure::new("usage: plain_writer FOLDER SYNCHRONOUS ROWS"));
    };
    let file = Connection::open(format!("{folder}/plain.db"))?;
    file.pragma_update(None, "journal_mode", "WAL")?;
    file.pragma_update(None, "synchronous", synchronous)?;
    file.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_EVERY)?;
    file.execute_batch(
        "CREATE TABLE row (number INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT",
    )?;
    for number in 1..=rows.parse::<u32>()? {
        let text = "قالت إن الموعد تأخر ".repeat(20);
        file.execute(
            "INSERT INTO row (number, text) VALUES (?1, ?2)",
            (number, text),
        )?;
        println!("{number}");
    }
    Ok(())
}

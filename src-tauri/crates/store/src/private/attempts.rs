//! Failed tries, counted on the disk before each try is checked, so that a kill between the two costs
//! the guesser and not the house.

use domain::id::Millis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;
use crate::opened::Store;
use crate::read::Reading;

/// Most subjects that are counted; beyond, the one tried longest ago is forgotten, so that guessing at
/// names cannot fill the disk.
const SUBJECTS: u32 = 1_000;
/// Longest name of a subject in bytes.
const SUBJECT_BYTES: usize = 200;

/// Tries of one subject since its last success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many; the one that is about to be checked included.
    pub failures: u32,
    /// The wall clock of the try before the last that was counted; none for the first.
    pub before_at: Option<Millis>,
    /// The wall clock of the last one.
    pub last_at: Millis,
}

fn of(connection: &Connection, subject: &str) -> Result<Option<(u32, Millis)>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT failures, last_at FROM attempt WHERE subject = ?1")?
        .query_row([subject], |row| Ok((row.get(0)?, Millis(row.get(1)?))))
        .optional()?)
}

fn cut(subject: &str) -> String {
    let mut text = String::new();
    for letter in subject.chars() {
        if text.len() + letter.len_utf8() > SUBJECT_BYTES {
            break;
        }
        text.push(letter);
    }
    text
}

impl Reading<'_> {
    /// Tries counted for a subject; none since its last success.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn attempts(&self, subject: &str) -> Result<Option<Attempts>, StoreError> {
        let counted = of(self.connection, &cut(subject))?;
        Ok(counted.map(|(failures, last_at)| Attempts {
            failures,
            before_at: None,
            last_at,
        }))
    }
}

impl Store {
    /// Tries counted for a subject (a user's id, a login that nobody has); none since its last success.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn attempts(&self, subject: &str) -> Result<Option<Attempts>, StoreError> {
        self.read(|reading| reading.attempts(subject))
    }

    /// Counts a try as failed. It is on the disk when this returns; only then may it be checked.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be checked.
    pub fn count_attempt(&self, subject: &str, at: Millis) -> Result<Attempts, StoreError> {
        let subject = cut(subject);
        self.write(move |transaction| {
            let before = of(transaction, &subject)?;
            let failures = before.map_or(0, |(failures, _)| failures).saturating_add(1);
            transaction
                .prepare_cached(
                    "INSERT INTO attempt (subject, failures, last_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
                )?
                .execute(params![subject, failures, at.0])?;
            transaction
                .prepare_cached(
                    "DELETE FROM attempt WHERE subject IN
                         (SELECT subject FROM attempt WHERE subject <> ?1 ORDER BY last_at DESC, subject
                          LIMIT -1 OFFSET ?2)",
                )?
                .execute(params![subject, SUBJECTS - 1])?;
            Ok(Attempts { failures, before_at: before.map(|(_, at)| at), last_at: at })
        })
    }

    /// Takes one try back that was counted and proved to be somebody else's: two people may bear one
    /// login, and whose secret it was is known only when each was checked.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn take_back_attempt(&self, subject: &str) -> Result<(), StoreError> {
        let subject = cut(subject);
        self.write(move |transaction| {
            transaction
                .prepare_cached("DELETE FROM attempt WHERE subject = ?1 AND failures = 1")?
                .execute([&subject])?;
            transaction
                .prepare_cached("UPDATE attempt SET failures = failures - 1 WHERE subject = ?1")?
                .execute([&subject])?;
            Ok(())
        })
    }

    /// Forgets the tries of a subject after a success.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn clear_attempts(&self, subject: &str) -> Result<(), StoreError> {
        let subject = cut(subject);
        self.write(move |transaction| {
            transaction
                .prepare_cached("DELETE FROM attempt WHERE subject = ?1")?
                .execute([subject])?;
            Ok(())
        })
    }
}

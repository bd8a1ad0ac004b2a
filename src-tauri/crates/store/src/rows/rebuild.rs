//! Making the folded tables anew from the journal, and saying what differed.
//!
//! Subject by subject: the rows as they stand, the rows as the fold gives them, compared value for
//! value, and the words by which it is found. Rows whose subject has no entry are removed first. In
//! slices: each leaves the tables whole. At the end the index is filled anew, part by part.

use std::collections::BTreeMap;

use domain::id::SubjectId;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::int::{count, from_sql};
use crate::journal::subject::Places;
use crate::journal::unfolded::Aside;
use crate::opened::Store;
use crate::rows;
use crate::search;
use crate::tables::FOLDED_TABLES;
use crate::write::{Progress, Slice};

/// Most subjects that are named.
const NAMED: usize = 100;
/// Subjects looked up at once.
const LOOKED_UP: u32 = 64;

/// What a rebuild found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Subjects folded.
    pub subjects: u64,
    /// Rows as they stand now, by table.
    pub rows: BTreeMap<&'static str, u64>,
    /// Subjects whose rows were not what the journal says; put right now.
    pub differed: u64,
    /// The first hundred of them.
    pub named: Vec<SubjectId>,
}

impl Store {
    /// Makes the folded tables anew. Persons go on working meanwhile.
    ///
    /// # Errors
    /// When the store cannot be written; subjects done by then stay done.
    pub fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        let mut after = None;
        let mut rebuilt = Rebuilt::default();
        let rebuilt = self.write_in_slices(move |slice| {
            if after.is_none() {
                remove_orphans(slice.transaction, &mut rebuilt)?;
            }
            let last = rebuild_some(slice, after, &mut rebuilt)?;
            if last.is_some() {
                after = last;
                return Ok(Progress::More);
            }
            for table in FOLDED_TABLES {
                let rows = slice.transaction.query_row(
                    &format!(r#"SELECT count(*) FROM "{table}""#),
                    [],
                    |row| row.get(0).map(from_sql),
                )?;
                rebuilt.rows.insert(table, rows);
            }
            Ok::<_, StoreError>(Progress::Done(std::mem::take(&mut rebuilt)))
        })?;
        self.fold_unfolded(Aside::TriedAgain)?;
        self.refill_index()?;
        Ok(rebuilt)
    }
}

/// The folded tables with the column that names the subject.
const SUBJECT_COLUMNS: &[(&str, &str)] = &[
    ("call", "id"),
    ("issue", "call"),
    ("call_comment", "call"),
    ("call_return", "call"),
    ("call_score", "call"),
    ("call_score_answer", "call"),
    ("call_score_reply", "call"),
    ("call_addition", "call"),
    ("call_hold", "call"),
    ("call_card", "call"),
    ("call_question", "call"),
    ("call_custom", "call"),
    ("case", "id"),
    ("case_call", "case"),
    ("case_move", "case"),
    ("case_span", "case"),
    ("follow_up", "id"),
    ("follow_up_attempt", "follow_up"),
    ("person", "id"),
    ("person_number", "person"),
    ("person_relation", "person"),
    ("person_flag", "person"),
    ("person_word", "person"),
    ("merge", "id"),
    ("number_flag", "id"),
    ("user", "id"),
    ("duty", "id"),
    ("duty_pause", "duty"),
    ("question", "id"),
    ("takeover", "id"),
    ("shift_signature", "id"),
    ("shift_signature_machine", "signature"),
    ("hand_over", "id"),
    ("survey", "id"),
    ("export", "id"),
    ("import_batch", "id"),
    ("list_change", "id"),
    ("improvement", "id"),
    ("erased", "subject"),
    ("finding", "subject"),
    ("not_understood", "subject"),
];

/// Removes rows of subjects without an entry.
fn remove_orphans(connection: &Connection, rebuilt: &mut Rebuilt) -> Result<(), StoreError> {
    for (table, column) in SUBJECT_COLUMNS {
        let removed = connection.execute(
            &format!(
                r#"DELETE FROM "{table}"
                   WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.subject = "{table}"."{column}")"#
            ),
            [],
        )?;
        rebuilt.differed += from_sql(count(removed));
    }
    search::remove_orphans(connection)
}

/// Folds subjects behind `after` until the slice's time is up; the last one, none at the end.
fn rebuild_some(
    slice: &mut Slice<'_>,
    after: Option<[u8; 16]>,
    rebuilt: &mut Rebuilt,
) -> Result<Option<[u8; 16]>, StoreError> {
    let transaction = slice.transaction;
    let subjects: Vec<[u8; 16]> = transaction
        .prepare_cached(
            "SELECT DISTINCT subject FROM entry WHERE subject > ?1 ORDER BY subject LIMIT ?2",
        )?
        .query_map(
            params![
                after.map_or_else(Vec::new, |after| after.to_vec()),
                LOOKED_UP
            ],
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    let places = Places::read(transaction)?;
    let mut last = None;
    for subject in subjects {
        if last.is_some() && !slice.has_time() {
            break;
        }
        let before = rows_of(transaction, subject)?;
        rows::refold(transaction, &places, SubjectId::from_bytes(subject))?;
        if before != rows_of(transaction, subject)? {
            rebuilt.differed += 1;
            if rebuilt.named.len() < NAMED {
                rebuilt.named.push(SubjectId::from_bytes(subject));
            }
        }
        rebuilt.subjects += 1;
        last = Some(subject);
    }
    Ok(last)
}

/// Every row of a subject, table by table, in the order of their keys, then the words it is found by.
fn rows_of(connection: &Connection, subject: [u8; 16]) -> Result<Vec<Vec<Value>>, StoreError> {
    let mut all = Vec::new();
    for (table, column) in SUBJECT_COLUMNS {
        let mut statement = connection.prepare_cached(&format!(
            r#"SELECT * FROM "{table}" WHERE "{column}" = ?1 ORDER BY 1, 2"#
        ))?;
        let width = statement.column_count();
        let mut rows = statement.query([subject])?;
        while let Some(row) = rows.next()? {
            let mut values = vec![Value::Text((*table).to_owned())];
            for at in 0..width {
                values.push(row.get(at)?);
            }
            all.push(values);
        }
    }
    for (_, words) in search::words_of(connection, SubjectId::from_bytes(subject))? {
        all.push(vec![Value::Text(words)]);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that is forgotten here would be compared by nobody.
    #[test]
    fn every_folded_table_is_compared() {
        let compared: Vec<&str> = SUBJECT_COLUMNS.iter().map(|(table, _)| *table).collect();
        assert_eq!(compared, FOLDED_TABLES);
    }
}

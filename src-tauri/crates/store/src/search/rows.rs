//! What was found, as rows.

use domain::id::{Millis, SubjectId};

use rusqlite::{OptionalExtension as _, params};

use super::Section;
use super::find::{At, Finding, FoundCursor, ReadRows, Sight};
use super::question::Question;
use super::turn::Turn;
use crate::error::StoreError;
use crate::read::Reading;
use crate::rows::person::PersonRow;

/// A page of what was found in one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPage<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// Where to go on; none when there is nothing more.
    pub next: Option<FoundCursor>,
    /// There may be more behind the cursor, or nothing: looking was ended by time.
    pub unfinished: bool,
}

/// A call that was found: what tells it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCall {
    /// Its id.
    pub id: SubjectId,
    /// When it began.
    pub started_at: Millis,
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject that it counts under, may be empty.
    pub sub_category: String,
    /// E.164 where it could be read, else as typed.
    pub number: String,
    /// The beginning of the note, at most 140 characters.
    pub note_start: String,
}

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCase {
    /// Its id.
    pub id: SubjectId,
    /// Its reference, as it stands in its entries.
    pub reference: String,
    /// Code of its status; empty as long as no entry has said.
    pub status: String,
    /// Code of its type.
    pub type_code: String,
    /// Code of its sub-category.
    pub sub_category: String,
    /// Urgent.
    pub urgent: bool,
    /// When it was received.
    pub received_at: Option<Millis>,
    /// Its title.
    pub title: String,
}

impl Reading<'_> {
    /// Calls that answer a question, newest first; none when a newer question came meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_calls(
        &self,
        question: &Question,
        after: Option<FoundCursor>,
        sight: Sight,
        turn: &Turn<'_>,
    ) -> Result<Option<FoundPage<FoundCall>>, StoreError> {
        self.find(Section::Calls, question, after, turn, &|moments| {
            self.found_calls(moments, sight)
        })
    }

    /// Cases that answer a question, newest first; none when a newer question came meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_cases(
        &self,
        question: &Question,
        after: Option<FoundCursor>,
        sight: Sight,
        turn: &Turn<'_>,
    ) -> Result<Option<FoundPage<FoundCase>>, StoreError> {
        self.find(Section::Cases, question, after, turn, &|moments| {
            self.found_cases(moments, sight)
        })
    }

    /// Persons that answer a question, newest first; none when a newer question came meanwhile. Nobody
    /// is kept from anybody of the site.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_persons(
        &self,
        question: &Question,
        after: Option<FoundCursor>,
        turn: &Turn<'_>,
    ) -> Result<Option<FoundPage<PersonRow>>, StoreError> {
        self.find(Section::Persons, question, after, turn, &|moments| {
            self.found_persons(moments)
        })
    }

    fn find<T>(
        &self,
        section: Section,
        question: &Question,
        after: Option<FoundCursor>,
        turn: &Turn<'_>,
        read: ReadRows<'_, T>,
    ) -> Result<Option<FoundPage<T>>, StoreError> {
        let finding = Finding::new(self.connection, section, question, turn, read);
        Ok(finding.look(after)?.map(|found| FoundPage {
            rows: found.rows,
            next: found.next,
            unfinished: found.unfinished,
        }))
    }

    fn found_calls(&self, moments: &[i64], sight: Sight) -> Result<Vec<At<FoundCall>>, StoreError> {
        let asked = serde_json::to_string(moments).unwrap_or_else(|_| "[]".into());
        let mut statement = self.connection.prepare_cached(&calls_found(sight))?;
        let rows = statement.query_map([asked], |row| {
            let call = FoundCall {
                id: SubjectId::from_bytes(row.get(2)?),
                started_at: Millis(row.get(3)?),
                type_code: row.get(4)?,
                sub_category: row.get(5)?,
                number: row.get(6)?,
                note_start: row.get(7)?,
            };
            Ok((row.get::<_, i64>(0)?, (row.get(1)?, call)))
        })?;
        let mut calls = rows.collect::<Result<Vec<_>, _>>()?;
        // Sorted here: SQLite would write every row into a sorter and read it back.
        calls.sort_unstable_by_key(|(place, _)| *place);
        Ok(calls.into_iter().map(|(_, call)| call).collect())
    }

    fn found_cases(&self, moments: &[i64], sight: Sight) -> Result<Vec<At<FoundCase>>, StoreError> {
        let mut statement = self.connection.prepare_cached(CASE_FOUND)?;
        let mut cases = Vec::with_capacity(moments.len());
        for moment in moments {
            let rows = statement.query_map(params![moment, sight.sensitive], |row| {
                Ok(FoundCase {
                    id: SubjectId::from_bytes(row.get(0)?),
                    reference: row.get(1)?,
                    status: row.get(2)?,
                    type_code: row.get(3)?,
                    sub_category: row.get(4)?,
                    urgent: row.get(5)?,
                    received_at: row.get::<_, Option<_>>(6)?.map(Millis),
                    title: row.get(7)?,
                })
            })?;
            for case in rows {
                cases.push((*moment, case?));
            }
        }
        Ok(cases)
    }

    fn found_persons(&self, moments: &[i64]) -> Result<Vec<At<PersonRow>>, StoreError> {
        let mut named = self.connection.prepare_cached(PERSON_FOUND)?;
        let mut persons = Vec::with_capacity(moments.len());
        for moment in moments {
            let person = named.query_row([moment], |row| row.get(0)).optional()?;
            if let Some(person) = person
                && let Some(row) = self.person_row(SubjectId::from_bytes(person))?
            {
                persons.push((*moment, row));
            }
        }
        Ok(persons)
    }
}

/// The calls at some moments, each behind its place among them; `sight` leaves out those that belong to a
/// sensitive case, which is asked of the few cases that are.
pub(crate) fn calls_found(sight: Sight) -> String {
    let kept_back = if sight.sensitive { "" } else { KEPT_BACK };
    format!(
        "SELECT asked.key, call.moment, call.id, call.started_at, call.type, call.sub_category,
                CASE call.number WHEN '' THEN call.number_as_typed ELSE call.number END,
                substr(call.note, 1, 140)
         FROM json_each(?1) AS asked CROSS JOIN call WHERE call.moment = asked.value {kept_back}"
    )
}

const KEPT_BACK: &str = r#"
    AND NOT EXISTS (SELECT 1 FROM "case" AS kept INDEXED BY case_sensitive
                    WHERE kept.sensitive = 1 AND kept.id = call."case")
    AND NOT EXISTS (SELECT 1 FROM case_call
                    CROSS JOIN "case" AS kept INDEXED BY case_sensitive ON kept.id = case_call."case"
                    WHERE case_call.call = call.id AND kept.sensitive = 1)"#;

/// The case at a moment, unless it is kept from who asks.
pub(crate) const CASE_FOUND: &str = r#"
    SELECT id, reference, status, type, sub_category, urgent, received_at, title
    FROM "case" WHERE moment = ?1 AND (?2 OR sensitive = 0)"#;

/// Who was added at a moment.
pub(crate) const PERSON_FOUND: &str = "SELECT person FROM person_found WHERE moment = ?1";

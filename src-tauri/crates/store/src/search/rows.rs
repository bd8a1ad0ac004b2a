//! What was found, as rows.

use domain::id::{Millis, SubjectId};

use super::Section;
use super::find::{Finding, FoundCursor, Hit, Sight};
use super::question::Question;
use super::turn::Turn;
use crate::error::StoreError;
use crate::read::Reading;
use crate::rows::call_row::{self, CallRow};
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
    ) -> Result<Option<FoundPage<CallRow>>, StoreError> {
        self.find(Section::Calls, question, after, sight, turn, |hits| {
            let moments: Vec<i64> = hits.iter().map(|hit| hit.moment).collect();
            call_row::rows_in_order(self.connection, &moments)
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
        self.find(Section::Cases, question, after, sight, turn, |hits| {
            self.found_cases(hits)
        })
    }

    /// Persons that answer a question, newest first; none when a newer question came meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_persons(
        &self,
        question: &Question,
        after: Option<FoundCursor>,
        sight: Sight,
        turn: &Turn<'_>,
    ) -> Result<Option<FoundPage<PersonRow>>, StoreError> {
        self.find(Section::Persons, question, after, sight, turn, |hits| {
            let rows = hits.iter().map(|hit| self.person_row(hit.subject));
            rows.filter_map(Result::transpose).collect()
        })
    }

    fn find<T>(
        &self,
        section: Section,
        question: &Question,
        after: Option<FoundCursor>,
        sight: Sight,
        turn: &Turn<'_>,
        rows: impl FnOnce(&[Hit]) -> Result<Vec<T>, StoreError>,
    ) -> Result<Option<FoundPage<T>>, StoreError> {
        let finding = Finding::new(self.connection, section, question, sight, turn);
        let Some(found) = finding.look(after)? else {
            return Ok(None);
        };
        Ok(Some(FoundPage {
            rows: rows(&found.hits)?,
            next: found.next,
            unfinished: found.unfinished,
        }))
    }

    fn found_cases(&self, hits: &[Hit]) -> Result<Vec<FoundCase>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            r#"SELECT id, reference, status, type, sub_category, urgent, received_at, title
               FROM "case" WHERE moment = ?1"#,
        )?;
        let mut cases = Vec::with_capacity(hits.len());
        for hit in hits {
            let rows = statement.query_map([hit.moment], |row| {
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
                cases.push(case?);
            }
        }
        Ok(cases)
    }
}

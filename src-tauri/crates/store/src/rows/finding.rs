//! Rows of the review list, and of what this version does not understand.

use std::collections::{BTreeMap, BTreeSet};

use domain::fold::{Finding, Folded, Part};
use domain::id::{EntryId, Millis, SubjectId, UserId};
use domain::review;
use rusqlite::{Connection, Row, params};
use serde_json::Value;

use super::Before;
use crate::error::StoreError;
use crate::journal::subject::{Places, placed};
use crate::read::Reading;

/// Something that the fold could not apply and that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// What it is about.
    pub subject: SubjectId,
    /// Kind of that subject.
    pub subject_kind: String,
    /// Code of what happened.
    pub code: String,
    /// Path of the field; empty when it is about none.
    pub field: String,
    /// The entry; of a conflict the one that gave way.
    pub entry: Option<EntryId>,
    /// Of a conflict, the entry whose value stands.
    pub kept: Option<EntryId>,
    /// What it is decided under, together with others of the subject that have the same.
    pub topic: String,
}

/// The columns that [`row`] reads.
pub(super) const COLUMNS: &str = "subject, subject_kind, code, field, entry, kept, topic";

/// A question to a person: where the page of the review list goes on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What it is about.
    pub subject: SubjectId,
    /// Under which its findings stand.
    pub topic: String,
}

/// A page of the review list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicPage {
    /// The questions, those about the newest subjects first.
    pub topics: Vec<Topic>,
    /// How many there are in all, at most [`REVIEW_COUNTED_MAX`].
    pub total: u32,
    /// Where to go on.
    pub next: Option<Topic>,
}

/// Questions are counted up to here.
pub const REVIEW_COUNTED_MAX: u32 = 1_000;
/// Longest page of them.
const TOPICS_MAX: u32 = 50;

/// What waits for a person. A field that is not of its form names no entry that anybody could decide about and
/// would wait for ever: it stands with its subject ([`Reading::findings_of`]), and is gone once somebody writes the
/// field. Nor does anything wait about a sensitive case of somebody else, for whoever has no right to these.
const WAITS: &str = r#"
    finding.code <> 'unreadable' AND (?1 IS NULL OR NOT (
        EXISTS (SELECT 1 FROM "case" AS kase
                WHERE kase.id = finding.subject AND kase.sensitive = 1 AND kase.owner IS NOT ?1)
        OR EXISTS (SELECT 1 FROM case_call
                   JOIN "case" AS kase ON kase.id = case_call."case"
                   WHERE case_call.call = finding.subject
                     AND kase.sensitive = 1 AND kase.owner IS NOT ?1)
        OR EXISTS (SELECT 1 FROM follow_up AS task
                   LEFT JOIN case_call ON case_call.call = task.call
                   JOIN "case" AS kase ON kase.id IN (task."case", case_call."case")
                   WHERE task.id = finding.subject
                     AND kase.sensitive = 1 AND kase.owner IS NOT ?1)))"#;

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    before: Before,
) -> Result<(), StoreError> {
    let id = folded.subject.to_bytes();
    if before == Before::Rows {
        for statement in [
            "DELETE FROM finding WHERE subject = ?1",
            "DELETE FROM not_understood WHERE subject = ?1",
        ] {
            connection.prepare_cached(statement)?.execute([id])?;
        }
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO finding (subject, place, subject_kind, code, field, entry, kept, topic)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (place, finding) in (1_i64..).zip(&folded.findings) {
        let kept = match finding {
            Finding::Conflict { kept, .. } => Some(kept.to_bytes()),
            _ => None,
        };
        statement.execute(params![
            id,
            place,
            folded.kind,
            finding.code(),
            finding.field().unwrap_or_default(),
            finding.entry().map(|entry| entry.to_bytes()),
            kept,
            finding.topic(&folded.kind),
        ])?;
    }
    if folded.unknown > 0 {
        connection
            .prepare_cached(
                "INSERT INTO not_understood (subject, kind, entries) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, folded.kind, folded.unknown])?;
    }
    Ok(())
}

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<FindingRow> {
    Ok(FindingRow {
        subject: SubjectId::from_bytes(row.get(0)?),
        subject_kind: row.get(1)?,
        code: row.get(2)?,
        field: row.get(3)?,
        entry: row.get::<_, Option<_>>(4)?.map(EntryId::from_bytes),
        kept: row.get::<_, Option<_>>(5)?.map(EntryId::from_bytes),
        topic: row.get(6)?,
    })
}

impl Reading<'_> {
    /// The questions of the review list behind `after`, at most 50 a page. `without_sensitive_for` is whoever
    /// has no right to sensitive cases: of those only their own are there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn review(
        &self,
        after: Option<&Topic>,
        limit: u32,
        without_sensitive_for: Option<UserId>,
    ) -> Result<TopicPage, StoreError> {
        let limit = limit.min(TOPICS_MAX);
        let blind = without_sensitive_for.map(|user| user.to_bytes());
        // No subject is longer than 16 bytes, so the first page begins behind all of them.
        let (subject, topic) = after.map_or_else(
            || (vec![u8::MAX; 17], String::new()),
            |after| (after.subject.to_bytes().to_vec(), after.topic.clone()),
        );
        let mut topics: Vec<Topic> = self
            .connection
            .prepare_cached(&format!(
                "SELECT subject, topic FROM finding
                 WHERE (subject, topic) < (?2, ?3) AND {WAITS}
                 GROUP BY subject, topic ORDER BY subject DESC, topic DESC LIMIT ?4"
            ))?
            .query_map(params![blind, subject, topic, limit + 1], |row| {
                Ok(Topic {
                    subject: SubjectId::from_bytes(row.get(0)?),
                    topic: row.get(1)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let more = topics.len() > limit as usize;
        topics.truncate(limit as usize);
        Ok(TopicPage {
            next: topics.last().filter(|_| more).cloned(),
            topics,
            total: self.review_count(without_sensitive_for)?,
        })
    }

    /// How many questions the review list holds, counted to [`REVIEW_COUNTED_MAX`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn review_count(&self, without_sensitive_for: Option<UserId>) -> Result<u32, StoreError> {
        let blind = without_sensitive_for.map(|user| user.to_bytes());
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM finding WHERE {WAITS}
                 GROUP BY subject, topic LIMIT ?2)"
            ))?
            .query_row(params![blind, REVIEW_COUNTED_MAX], |row| row.get(0))?)
    }

    /// Whether this question is on the review list, for whoever is named as in [`Reading::review`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn review_has(
        &self,
        topic: &Topic,
        without_sensitive_for: Option<UserId>,
    ) -> Result<bool, StoreError> {
        let blind = without_sensitive_for.map(|user| user.to_bytes());
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT EXISTS (SELECT 1 FROM finding
                                WHERE subject = ?2 AND topic = ?3 AND {WAITS})"
            ))?
            .query_row(
                params![blind, topic.subject.to_bytes(), topic.topic],
                |row| row.get(0),
            )?)
    }

    /// What these entries of a subject wrote, each with who made it when; those that are not there, or cannot
    /// be read, are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn written(
        &self,
        subject: SubjectId,
        entries: &BTreeSet<EntryId>,
    ) -> Result<Vec<WrittenBy>, StoreError> {
        let places = Places::read(self.connection)?;
        let (placed, _) = placed(self.connection, &places, subject)?;
        let wanted = placed
            .into_iter()
            .filter(|one| entries.contains(&one.header.id));
        Ok(wanted
            .map(|one| {
                let mut wrote = BTreeMap::new();
                for (part, object) in [(Part::Facts, one.facts), (Part::Personal, one.personal)] {
                    let fields = review::writes(object).into_iter();
                    wrote.extend(fields.map(|(path, value)| ((part, path), value)));
                }
                WrittenBy {
                    entry: one.header.id,
                    kind: one.header.kind,
                    by: one.header.actor,
                    role: one.header.role,
                    at: one.header.at,
                    wrote,
                }
            })
            .collect())
    }
}

/// What an entry wrote, and who made it.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenBy {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: String,
    /// Who made it.
    pub by: UserId,
    /// Code of the role acted in.
    pub role: String,
    /// The wall clock; shown, never compared.
    pub at: Millis,
    /// The fields by part and path, null where it cleared one.
    pub wrote: BTreeMap<(Part, String), Value>,
}

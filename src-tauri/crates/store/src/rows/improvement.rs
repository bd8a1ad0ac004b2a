//! The row of a recommendation, and how often what it is about came in.

use std::str::FromStr;

use domain::figures::{SpikeTally, held_against, held_against_from_ms};
use domain::fold::Folded;
use domain::id::{Millis, SubjectId};
use domain::improvement::{Improvement, Matter, Noticed, Outcome};
use domain::period::Period;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::figures::text;
use crate::error::StoreError;
use crate::read::Reading;

/// Recommendations that a page holds at most.
pub const IMPROVEMENT_PAGE_ROWS: u32 = 50;

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImprovementRow {
    /// Its id.
    pub id: SubjectId,
    /// What it says.
    pub improvement: Improvement,
    /// When it was made.
    pub at: Millis,
    /// Name in Arabic of who made it.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// Name in Arabic of who wrote last in it.
    pub last_ar: String,
    /// Their name in English.
    pub last_en: String,
}

/// Where a page of recommendations ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImprovementCursor {
    at: Millis,
    id: SubjectId,
}

impl std::fmt::Display for ImprovementCursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}-{}", self.at.0, self.id)
    }
}

impl FromStr for ImprovementCursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('-').ok_or(())?;
        Ok(Self {
            at: Millis(at.parse().map_err(drop)?),
            id: id.parse().map_err(drop)?,
        })
    }
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    one: &Improvement,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO improvement
                 (id, type, sub_category, governorate, entity, noticed_from, noticed_to, contacts, before, text, by,
                  at, outcome, answered_at, last_by, answer, withdrawn)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            folded.subject.to_bytes(),
            one.matter.type_code,
            one.matter.sub_category,
            one.matter.governorate,
            one.entity,
            one.noticed.from,
            one.noticed.to,
            one.noticed.contacts,
            one.noticed.before,
            one.text,
            folded.first.actor.to_bytes(),
            folded.first.at.0,
            one.outcome.map_or("", Outcome::code),
            one.answered_at.map(|at| at.0),
            folded.last.actor.to_bytes(),
            one.answer,
            one.withdrawn,
        ])?;
    Ok(())
}

const COLUMNS: &str = "one.id, one.type, one.sub_category, one.governorate, one.entity, one.noticed_from,
    one.noticed_to, one.contacts, one.before, one.text, one.at, one.outcome, one.answered_at, one.answer,
    one.withdrawn, coalesce(maker.name_ar, ''), coalesce(maker.name_en, ''), coalesce(last.name_ar, ''),
    coalesce(last.name_en, '')";

const FROM: &str = "improvement AS one LEFT JOIN user AS maker ON maker.id = one.by
    LEFT JOIN user AS last ON last.id = one.last_by";

fn row(row: &Row<'_>) -> rusqlite::Result<ImprovementRow> {
    Ok(ImprovementRow {
        id: SubjectId::from_bytes(row.get(0)?),
        improvement: Improvement {
            matter: Matter {
                type_code: row.get(1)?,
                sub_category: row.get(2)?,
                governorate: row.get(3)?,
            },
            noticed: Noticed {
                from: row.get(5)?,
                to: row.get(6)?,
                contacts: row.get(7)?,
                before: row.get(8)?,
            },
            entity: row.get(4)?,
            text: row.get(9)?,
            outcome: Outcome::from_code(row.get_ref(11)?.as_str()?),
            answered_at: row.get::<_, Option<_>>(12)?.map(Millis),
            answer: row.get(13)?,
            withdrawn: row.get(14)?,
        },
        at: Millis(row.get(10)?),
        by_ar: row.get(15)?,
        by_en: row.get(16)?,
        last_ar: row.get(17)?,
        last_en: row.get(18)?,
    })
}

pub(crate) fn improvements_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE one.withdrawn = 0 AND (one.at, one.id) < (?1, ?2)
         ORDER BY one.at DESC, one.id DESC LIMIT ?3"
    )
}

/// Contacts by matter and channel, before an instant and from it on; of one matter where one is named.
pub(crate) const MATTERS: &str = "
    SELECT type, sub_category, governorate, channel, started_at >= ?2, count(*)
    FROM call INDEXED BY call_by_time
    WHERE voided = 0 AND started_at >= ?1 AND started_at < ?3
      AND (?4 IS NULL OR (type = ?4 AND sub_category = ?5 AND governorate = ?6))
    GROUP BY 1, 2, 3, 4, 5";

impl Reading<'_> {
    /// Recommendations that were not taken back, the newest first, at most 50, and where they go on.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn improvements(
        &self,
        after: Option<ImprovementCursor>,
    ) -> Result<(Vec<ImprovementRow>, Option<ImprovementCursor>), StoreError> {
        let (at, id) = after.map_or((i64::MAX, [0xff; 16]), |cursor| {
            (cursor.at.0, cursor.id.to_bytes())
        });
        let asked = IMPROVEMENT_PAGE_ROWS + 1;
        let mut rows: Vec<ImprovementRow> = self
            .connection
            .prepare_cached(&improvements_statement())?
            .query_map(params![at, id, asked], row)?
            .collect::<Result<_, _>>()?;
        let is_more = rows.len() > IMPROVEMENT_PAGE_ROWS as usize;
        rows.truncate(IMPROVEMENT_PAGE_ROWS as usize);
        let next = rows
            .last()
            .filter(|_| is_more)
            .map(|row| ImprovementCursor {
                at: row.at,
                id: row.id,
            });
        Ok((rows, next))
    }

    /// How many recommendations were not taken back.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn improvements_count(&self) -> Result<u32, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM improvement WHERE withdrawn = 0")?
            .query_row([], |row| row.get(0))?)
    }

    /// One, also one that was taken back.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn improvement(&self, id: SubjectId) -> Result<Option<ImprovementRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE one.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The newest recommendation about a matter of which nobody has said what came of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn improvement_about(&self, matter: &Matter) -> Result<Option<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM improvement INDEXED BY improvement_waiting
                 WHERE type = ?1 AND sub_category = ?2 AND governorate = ?3 AND withdrawn = 0 AND outcome = ''
                 ORDER BY at DESC, id DESC LIMIT 1",
            )?
            .query_row(
                params![matter.type_code, matter.sub_category, matter.governorate],
                |row| Ok(SubjectId::from_bytes(row.get(0)?)),
            )
            .optional()?)
    }

    /// Hands the contacts of the days that are looked at, and of the weeks that they are held against, to a tally.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_spikes(
        &self,
        tally: &mut SpikeTally<'_>,
        looked_at: Period,
    ) -> Result<(), StoreError> {
        let from = held_against_from_ms(looked_at);
        self.tally_matters(
            tally,
            [from, looked_at.starts_at_ms(), looked_at.ends_at_ms()],
            None,
        )
    }

    /// The same of one matter alone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_matter_held_against(
        &self,
        tally: &mut SpikeTally<'_>,
        looked_at: Period,
        matter: &Matter,
    ) -> Result<(), StoreError> {
        let from = held_against_from_ms(looked_at);
        let instants = [from, looked_at.starts_at_ms(), looked_at.ends_at_ms()];
        self.tally_matters(tally, instants, Some(matter))
    }

    /// Hands the contacts of a period about one matter to a tally.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_matter(
        &self,
        tally: &mut SpikeTally<'_>,
        period: Period,
        matter: &Matter,
    ) -> Result<(), StoreError> {
        let from = period.starts_at_ms();
        self.tally_matters(tally, [from, from, period.ends_at_ms()], Some(matter))
    }

    fn tally_matters(
        &self,
        tally: &mut SpikeTally<'_>,
        [from, boundary, until]: [i64; 3],
        matter: Option<&Matter>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(MATTERS)?;
        let mut rows = statement.query(params![
            from,
            boundary,
            until,
            matter.map(|one| &one.type_code),
            matter.map(|one| &one.sub_category),
            matter.map(|one| &one.governorate),
        ])?;
        while let Some(row) = rows.next()? {
            let matter = Matter {
                type_code: row.get(0)?,
                sub_category: row.get(1)?,
                governorate: row.get(2)?,
            };
            tally.add(matter, text(row, 3)?, row.get(4)?, row.get(5)?);
        }
        Ok(())
    }

    /// In how many of the stretches that these days are held against anything came in.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known_before(&self, looked_at: Period) -> Result<u32, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 FROM call INDEXED BY call_by_time
             WHERE voided = 0 AND started_at >= ?1 AND started_at < ?2 LIMIT 1",
        )?;
        let mut known = 0;
        for (from, until) in held_against(looked_at) {
            known += u32::from(statement.exists([from, until])?);
        }
        Ok(known)
    }
}

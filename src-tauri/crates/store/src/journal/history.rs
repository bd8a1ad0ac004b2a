//! The journal as it stands, for whoever reads what was done: newest first, page by page, without personal parts.
//!
//! In the order of the clocks of those who wrote, which may be wrong and is shown as what it is; entries of one instant
//! stand in the order in which they came to lie here. Each filter that may stand alone has an index of its own, so that a
//! page of a million entries costs what a page of a hundred does; what narrows it further is looked at entry by entry.
//! Never here: a word of a personal part, who may read it.

use std::fmt;
use std::str::FromStr;

use domain::entry::{Digest, Digests};
use domain::id::{EntryId, MachineId, Millis, SubjectId, UserId};
use domain::link::ChainPoint;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::append::read_digests;
use super::subject::Places;
use crate::error::StoreError;
use crate::int::from_sql;
use crate::read::Reading;
use crate::rows::call_row::{NotACursor, PAGE_ROWS};

/// Which entries to show; none and nothing filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// About this.
    pub subject: Option<SubjectId>,
    /// By whom.
    pub actor: Option<UserId>,
    /// Of these kinds.
    pub kinds: Vec<String>,
    /// Made at this machine.
    pub machine: Option<MachineId>,
    /// Not before this instant.
    pub from: Option<Millis>,
    /// Before this one.
    pub until: Option<Millis>,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryCursor {
    at: i64,
    local: i64,
}

impl fmt::Display for HistoryCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.at, self.local)
    }
}

impl FromStr for HistoryCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (at, local) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            at: at.parse().map_err(|_| NotACursor)?,
            local: local.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// An entry in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    local: i64,
    /// Its id.
    pub id: EntryId,
    /// When, by the clock of its machine.
    pub at: Millis,
    /// Its kind.
    pub kind: String,
    /// What it is about.
    pub subject: SubjectId,
    /// Reference of the case that it is about; empty where it is about none.
    pub reference: String,
    /// Who did it.
    pub actor: UserId,
    /// Their name in Arabic.
    pub actor_ar: String,
    /// Their name in English.
    pub actor_en: String,
    /// Header, byte for byte.
    pub header: Vec<u8>,
    /// The machine at which it was made.
    pub machine: MachineId,
    /// Where it stands in that machine's chain.
    pub point: ChainPoint,
    /// Whether its personal part has been erased.
    pub erased: bool,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// The rows, the newest first.
    pub rows: Vec<HistoryRow>,
    /// Where the next page goes on; none at the end.
    pub next: Option<HistoryCursor>,
}

/// An entry, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// As in the list.
    pub row: HistoryRow,
    /// Facts, byte for byte.
    pub facts: Vec<u8>,
    /// Digests of the three parts.
    pub digests: Digests,
    /// What its link follows, its hash, and its state; none where another machine has the link.
    pub link: Option<(Digest, Digest, String)>,
    /// The centre's number; none where it has none yet.
    pub number: Option<u64>,
}

const COLUMNS: &str = r#"
    entry.local, entry.id, entry.at, entry.kind, entry.subject, coalesce(kase.reference, ''), entry.actor,
    coalesce(user.name_ar, ''), coalesce(user.name_en, ''), entry.header, entry.epoch, entry.seq,
    entry.personal IS NULL"#;

const BESIDE: &str = r#"
    LEFT JOIN user ON user.id = entry.actor
    LEFT JOIN "case" AS kase ON kase.id = entry.subject AND entry.subject_kind = 'case'"#;

/// By which index a list is read; the key is the first parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    Time,
    Subject,
    Actor,
    Kind,
    Epoch,
}

/// The list along an index.
pub(crate) fn statement(along: Along) -> String {
    let (index, key) = match along {
        Along::Time => ("entry_by_time", "?1 IS NULL"),
        Along::Subject => ("entry_by_subject", "entry.subject = ?1"),
        Along::Actor => ("entry_by_actor", "entry.actor = ?1"),
        Along::Kind => ("entry_by_kind", "entry.kind = ?1"),
        Along::Epoch => ("entry_by_epoch", "entry.epoch = ?1"),
    };
    format!(
        "SELECT {COLUMNS} FROM entry INDEXED BY {index} {BESIDE}
         WHERE {key} AND (entry.at, entry.local) < (?2, ?3) AND entry.at >= ?4
           AND (?5 = '[]' OR entry.kind IN (SELECT value FROM json_each(?5)))
           AND (?6 IS NULL OR entry.epoch IN (SELECT local FROM epoch WHERE machine = ?6))
           AND (?7 IS NULL OR entry.actor = ?7)
         ORDER BY entry.at DESC, entry.local DESC LIMIT ?8"
    )
}

impl Reading<'_> {
    /// The journal under a filter, the newest first; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn journal_page(
        &self,
        filter: &HistoryFilter,
        after: Option<HistoryCursor>,
        limit: u32,
    ) -> Result<HistoryPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let places = Places::read(self.connection)?;
        let from = filter.until.map_or((i64::MAX, i64::MAX), |at| (at.0, 0));
        let before = after.map_or(from, |after| (after.at, after.local));
        let kinds = serde_json::to_string(&filter.kinds).unwrap_or_else(|_| "[]".into());
        let machine = filter.machine.map(|machine| machine.to_bytes());
        let actor = filter.actor.map(|actor| actor.to_bytes());
        let mut rows = Vec::new();
        let mut read = |along: Along, key: &dyn rusqlite::ToSql| -> Result<(), StoreError> {
            let since = filter.from.map_or(i64::MIN, |at| at.0);
            let asked = params![
                key,
                before.0,
                before.1,
                since,
                kinds,
                machine,
                actor,
                limit + 1
            ];
            let mut statement = self.connection.prepare_cached(&statement(along))?;
            let mut found = statement.query(asked)?;
            while let Some(found) = found.next()? {
                rows.push(row(found, &places)?);
            }
            Ok(())
        };
        if let Some(subject) = filter.subject {
            read(Along::Subject, &subject.to_bytes())?;
        } else if let Some(actor) = &actor {
            read(Along::Actor, actor)?;
        } else if !filter.kinds.is_empty() {
            for kind in &filter.kinds {
                read(Along::Kind, kind)?;
            }
        } else if let Some(machine) = &machine {
            for epoch in epochs_of(self.connection, machine)? {
                read(Along::Epoch, &epoch)?;
            }
        } else {
            read(Along::Time, &rusqlite::types::Null)?;
        }
        // Several stretches, each in its order, as one.
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.local)));
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| HistoryCursor {
            at: last.at.0,
            local: last.local,
        });
        Ok(HistoryPage { rows, next })
    }

    /// One entry, opened.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn journal_entry(&self, id: EntryId) -> Result<Option<HistoryEntry>, StoreError> {
        let places = Places::read(self.connection)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, entry.facts, entry.digests, link.prev, link.hash, link.state, number.number
             FROM entry {BESIDE}
             LEFT JOIN link ON link.epoch = entry.epoch AND link.seq = entry.seq AND link.entry = entry.local
             LEFT JOIN number ON number.entry = entry.local
             WHERE entry.id = ?1"
        ))?;
        let mut rows = statement.query([id.to_bytes()])?;
        let Some(found) = rows.next()? else {
            return Ok(None);
        };
        let prev: Option<Digest> = found.get(15)?;
        let link = match prev {
            Some(prev) => Some((prev, found.get(16)?, found.get(17)?)),
            None => None,
        };
        let number: Option<i64> = found.get(18)?;
        Ok(Some(HistoryEntry {
            row: row(found, &places)?,
            facts: found.get(13)?,
            digests: read_digests(found.get(14)?),
            link,
            number: number.map(from_sql),
        }))
    }

    /// Where an entry lies that bears this id, or whose subject does: what it is about.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn subject_of_entry(&self, id: EntryId) -> Result<Option<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT subject FROM entry WHERE id = ?1")?
            .query_row([id.to_bytes()], |row| row.get(0).map(SubjectId::from_bytes))
            .optional()?)
    }
}

fn epochs_of(connection: &Connection, machine: &[u8; 16]) -> Result<Vec<i64>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT local FROM epoch WHERE machine = ?1")?
        .query_map([machine], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

fn row(row: &Row<'_>, places: &Places) -> Result<HistoryRow, StoreError> {
    let (machine, point) = places.point(row.get(10)?, row.get(11)?)?;
    Ok(HistoryRow {
        local: row.get(0)?,
        id: EntryId::from_bytes(row.get(1)?),
        at: Millis(row.get(2)?),
        kind: row.get(3)?,
        subject: SubjectId::from_bytes(row.get(4)?),
        reference: row.get(5)?,
        actor: UserId::from_bytes(row.get(6)?),
        actor_ar: row.get(7)?,
        actor_en: row.get(8)?,
        header: row.get(9)?,
        machine,
        point,
        erased: row.get(12)?,
    })
}

//! Finding: newest first, part by part, with the waiting rows in their places between.
//!
//! What takes too long answers what it has so far and says so; the cursor goes on behind it. A part is
//! always looked through once begun, so that every answer comes further than the one before.

use std::fmt;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::question::{Asked, Question};
use super::turn::Turn;
use super::{Section, moment, part};
use crate::error::StoreError;
use crate::rows::call_row::NotACursor;

/// Newest rows that single letters are looked for in.
const NEWEST: i64 = 1_000;
/// Rows that FTS5 named and whose words are compared between two looks at the clock.
const COMPARED: usize = 16;
/// Behind every word that begins with what stands before it.
const LAST_CHARACTER: char = char::MAX;

/// Where an answer ended: the next one holds what is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundCursor(i64);

impl fmt::Display for FoundCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl FromStr for FoundCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        text.parse().map(Self).map_err(|_| NotACursor)
    }
}

/// What of the site a person may find. The one place where rows are kept from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// Sensitive cases, and the calls that belong to them.
    pub sensitive: bool,
}

/// A row, and where it stands.
pub(super) type At<T> = (i64, T);

/// Reads the rows that stand at these moments, in their order, and leaves out what is not in sight and
/// what is there no longer. All of an answer at once: asked one by one, statements cost as much as rows.
pub(super) type ReadRows<'f, T> = &'f dyn Fn(&[i64]) -> Result<Vec<At<T>>, StoreError>;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    /// Newest first; at most [`Section::page_rows`].
    pub rows: Vec<T>,
    /// Where to go on; none when there is nothing more.
    pub next: Option<FoundCursor>,
    /// Looking was ended by time, not by the number of rows: there may be more behind the cursor, or
    /// nothing.
    pub unfinished: bool,
}

/// A question under way.
pub(super) struct Finding<'f, T> {
    connection: &'f Connection,
    section: Section,
    question: &'f Question,
    turn: &'f Turn<'f>,
    read: ReadRows<'f, T>,
    /// Where rows stand that answer, behind those that were read.
    unread: Vec<i64>,
    rows: Vec<At<T>>,
    before: i64,
}

/// How a step of looking ended.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// On.
    On,
    /// There are enough rows.
    Full,
    /// Time is up.
    Late,
    /// Nobody waits any more.
    Over,
}

impl<'f, T> Finding<'f, T> {
    pub(super) fn new(
        connection: &'f Connection,
        section: Section,
        question: &'f Question,
        turn: &'f Turn<'f>,
        read: ReadRows<'f, T>,
    ) -> Self {
        Self {
            connection,
            section,
            question,
            turn,
            read,
            unread: Vec::new(),
            rows: Vec::new(),
            before: i64::MAX,
        }
    }

    /// Looks behind the cursor; none when a newer question has come meanwhile.
    pub(super) fn look(
        mut self,
        after: Option<FoundCursor>,
    ) -> Result<Option<Found<T>>, StoreError> {
        self.before = after.map_or(i64::MAX, |cursor| cursor.0);
        if self.question.asks_nothing() {
            return Ok(Some(self.answer(None, false)));
        }
        let running = self.turn.on(self.connection);
        let ended = self.look_through().and_then(|ended| match ended {
            (Step::On | Step::Late, _) => self.read_rest().map(|()| ended),
            _ => Ok(ended),
        });
        drop(running);
        match ended {
            Ok((Step::Over, _)) => Ok(None),
            Ok((Step::Full, _)) => Ok(Some(self.full())),
            Ok((Step::Late, behind)) => Ok(Some(self.answer(Some(behind), true))),
            Ok((Step::On, _)) => Ok(Some(self.answer(None, false))),
            Err(error) if is_interrupted(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn look_through(&mut self) -> Result<(Step, i64), StoreError> {
        if self.turn.is_over() {
            return Ok((Step::Over, 0));
        }
        let Some(asked) = self.question.for_fts() else {
            return Ok((self.newest()?, 0));
        };
        if self.section == Section::Persons && !self.are_names()? {
            return Ok((Step::On, 0));
        }
        let mut waiting = self.waiting()?;
        let latest = moment::month(self.before.saturating_sub(1));
        let mut looked_to = None;
        for part in part::all(self.connection, self.section)? {
            if part.first_month > latest {
                continue;
            }
            if let Some(behind) = looked_to
                && self.is_late()?
            {
                return match self.take_waiting(&mut waiting, behind)? {
                    Step::On => Ok((Step::Late, behind)),
                    other => Ok((other, behind)),
                };
            }
            let (step, behind) = self.part(part, &asked, &mut waiting)?;
            if step != Step::On {
                return Ok((step, behind));
            }
            looked_to = Some(moment::month_begins(part.first_month));
        }
        Ok((self.take_waiting(&mut waiting, i64::MIN)?, 0))
    }

    /// Whether it has looked long enough: less long once there is something to paint. What is not in
    /// sight is nothing, so it is read before that is said.
    fn is_late(&mut self) -> Result<bool, StoreError> {
        if !self.turn.may_be_late() {
            return Ok(false);
        }
        self.read_rest()?;
        Ok(self.turn.is_late(!self.rows.is_empty()))
    }

    /// Whether somebody's name has a word that each beginning of the question begins. What is said in
    /// calls is mostly nobody's name; without this every part of the persons would be asked in vain.
    fn are_names(&self) -> Result<bool, StoreError> {
        let mut name = self.connection.prepare_cached(NAME_BEGINS)?;
        self.question.may_be_answered(|beginning| {
            Ok(name.exists(params![beginning, format!("{beginning}{LAST_CHARACTER}")])?)
        })
    }

    /// One part; where it ended.
    fn part(
        &mut self,
        part: part::Part,
        asked: &Asked,
        waiting: &mut Vec<i64>,
    ) -> Result<(Step, i64), StoreError> {
        let mut statement = self.connection.prepare_cached(&part_statement(part))?;
        let mut rows = statement.query(params![asked.text, self.before])?;
        let mut compared = 0;
        while let Some(row) = rows.next()? {
            let moment = row.get(0)?;
            let step = match self.take_waiting(waiting, moment)? {
                Step::On => self.take_indexed(moment, asked.is_whole)?,
                other => other,
            };
            if step != Step::On {
                return Ok((step, moment));
            }
            if self.turn.is_over() {
                return Ok((Step::Over, moment));
            }
            compared += 1;
            if compared % COMPARED == 0 && self.is_late()? {
                return Ok((Step::Late, moment));
            }
        }
        Ok((Step::On, 0))
    }

    /// Single letters alone: the newest rows, one by one.
    fn newest(&mut self) -> Result<Step, StoreError> {
        let words = self.section.words();
        let floor: Option<i64> = self
            .connection
            .prepare_cached(&format!(
                "SELECT moment FROM {words} ORDER BY moment DESC LIMIT 1 OFFSET ?1"
            ))?
            .query_row([NEWEST - 1], |row| row.get(0))
            .optional()?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT moment, words FROM {words}
             WHERE moment < ?1 AND moment >= ?2 ORDER BY moment DESC"
        ))?;
        let mut rows = statement.query(params![self.before, floor.unwrap_or(i64::MIN)])?;
        while let Some(row) = rows.next()? {
            let words = row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?;
            if !self.question.is_answered_by(words) {
                continue;
            }
            let step = self.take(row.get(0)?)?;
            if step != Step::On {
                return Ok(step);
            }
        }
        Ok(Step::On)
    }

    /// Waiting rows that answer, oldest first.
    fn waiting(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT moment, words FROM found_waiting
             WHERE section = ?1 AND moment < ?2 ORDER BY moment",
        )?;
        let mut rows = statement.query(params![self.section.code(), self.before])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let words = row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?;
            if self.question.is_answered_by(words) {
                waiting.push(row.get(0)?);
            }
        }
        Ok(waiting)
    }

    /// Takes those waiting rows that are not older than `down_to`; they lie oldest first.
    fn take_waiting(&mut self, waiting: &mut Vec<i64>, down_to: i64) -> Result<Step, StoreError> {
        while let Some(moment) = waiting.pop_if(|moment| *moment >= down_to) {
            match self.take(moment)? {
                Step::On => {}
                other => return Ok(other),
            }
        }
        Ok(Step::On)
    }

    /// A row that FTS5 named; where that was asked for less than the question, its words are compared.
    fn take_indexed(&mut self, moment: i64, is_whole: bool) -> Result<Step, StoreError> {
        if is_whole || self.is_answered_at(moment)? {
            self.take(moment)
        } else {
            Ok(Step::On)
        }
    }

    fn is_answered_at(&self, moment: i64) -> Result<bool, StoreError> {
        let answered = self
            .connection
            .prepare_cached(&words_statement(self.section))?
            .query_row([moment], |row| {
                let words = row.get_ref(0)?.as_str().unwrap_or_default();
                Ok(self.question.is_answered_by(words))
            })
            .optional()?;
        Ok(answered.unwrap_or(false))
    }

    fn take(&mut self, moment: i64) -> Result<Step, StoreError> {
        self.unread.push(moment);
        if !self.is_full() {
            return Ok(Step::On);
        }
        self.read_rest()?;
        Ok(if self.is_full() { Step::Full } else { Step::On })
    }

    /// One more than is answered tells whether there is more.
    fn is_full(&self) -> bool {
        self.rows.len() + self.unread.len() > self.section.page_rows()
    }

    fn read_rest(&mut self) -> Result<(), StoreError> {
        if !self.unread.is_empty() {
            self.rows.extend((self.read)(&self.unread)?);
            self.unread.clear();
        }
        Ok(())
    }

    fn full(mut self) -> Found<T> {
        self.rows.truncate(self.section.page_rows());
        let last = self.rows.last().map(|(moment, _)| *moment);
        self.answer(last, false)
    }

    fn answer(self, behind: Option<i64>, unfinished: bool) -> Found<T> {
        Found {
            rows: self.rows.into_iter().map(|(_, row)| row).collect(),
            next: behind.map(FoundCursor),
            unfinished,
        }
    }
}

/// Whether a word of a name begins so.
pub(crate) const NAME_BEGINS: &str =
    "SELECT 1 FROM person_word WHERE word >= ?1 AND word < ?2 LIMIT 1";

/// What a part is asked.
pub(super) fn part_statement(part: part::Part) -> String {
    let table = part.table();
    format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC")
}

/// The words that FTS5 was given for a moment.
pub(super) fn words_statement(section: Section) -> String {
    format!("SELECT words FROM {} WHERE moment = ?1", section.indexed())
}

fn is_interrupted(error: &StoreError) -> bool {
    matches!(error, StoreError::Sqlite(error)
        if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted))
}

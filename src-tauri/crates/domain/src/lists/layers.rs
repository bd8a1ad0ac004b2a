//! The lists in layers: what is built in, a pack, and what was changed at one machine, each from its day on.
//!
//! A day's lists are all layers laid one over the other whose day has come. What was in use once and is in no layer any
//! more stays known as retired: records of then bear its code. Never here: which pack is in use, whose changes count,
//! which day it is.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::change::RowChange;
use super::load::{FILES, Parts};
use super::over::{Own, Said};
use super::shape::{RowView, Shape};
use super::{Lists, ListsError};
use crate::local_day::LocalDay;

static BUILT_IN: LazyLock<Result<Parts, ListsError>> = LazyLock::new(|| Parts::read(&FILES));

/// The lists in layers.
#[derive(Clone, Default)]
pub struct Layers {
    pub(super) pack: Option<Said>,
    /// By their days; of one day in the order in which they were made.
    pub(super) changes: Vec<(LocalDay, Vec<RowChange>)>,
    /// What was in use here once.
    remembered: Vec<RowChange>,
}

/// One layer above the pack's first.
pub(super) enum Step<'l> {
    OfPack(&'l Own),
    Made(&'l [RowChange]),
}

pub(super) fn built_in() -> Result<&'static Parts, ListsError> {
    BUILT_IN.as_ref().map_err(Clone::clone)
}

impl Layers {
    /// A pack over what is built in.
    ///
    /// # Errors
    /// Where its content cannot be read; what it says is held against the rules by [`Layers::check`].
    pub fn of_pack(content: &[u8]) -> Result<Self, ListsError> {
        Ok(Self {
            pack: Some(Said::read(content)?),
            ..Self::default()
        })
    }

    /// Lays changes over it, from this day on.
    pub fn add(&mut self, from: LocalDay, changes: Vec<RowChange>) {
        let place = self.changes.partition_point(|(day, _)| *day <= from);
        self.changes.insert(place, (from, changes));
    }

    /// Keeps what was in use here once known.
    pub fn remember(&mut self, changes: Vec<RowChange>) {
        self.remembered.extend(changes);
    }

    /// Holds every state against the rules; the last of them.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self) -> Result<Lists, ListsError> {
        let mut parts = self.lowest()?;
        let mut last = parts.clone().build()?;
        let mut steps = self.steps().into_iter().peekable();
        while let Some((day, step)) = steps.next() {
            parts = step.over(&parts)?.0;
            if steps.peek().is_none_or(|(next, _)| *next > day) {
                last = parts.clone().build()?;
            }
        }
        Ok(last)
    }

    /// The lists that are in use on a day.
    ///
    /// # Errors
    /// The first fault.
    pub fn as_of(&self, day: LocalDay) -> Result<Lists, ListsError> {
        let parts = self.parts(day)?;
        let lost = self.lost(&parts);
        if lost.is_empty() {
            return parts.build();
        }
        if let Ok(lists) = with_retired(&parts, &lost).and_then(Parts::build) {
            return Ok(lists);
        }
        // What does not fit any more beside what came since is left out, one by one.
        let mut kept = parts;
        for one in lost {
            if let Ok(with) = with_retired(&kept, std::slice::from_ref(&one))
                && with.clone().build().is_ok()
            {
                kept = with;
            }
        }
        kept.build()
    }

    /// The rows of a list on a day, in its order.
    ///
    /// # Errors
    /// See [`Layers::as_of`].
    pub fn rows(&self, day: LocalDay, shape: &Shape) -> Result<Vec<RowView>, ListsError> {
        let rows = self.parts(day)?.raw(shape);
        Ok(rows.iter().map(|row| shape.view(row)).collect())
    }

    /// Whether a change says nothing that the lists of a day do not say already.
    ///
    /// # Errors
    /// See [`Layers::as_of`].
    pub fn holds(&self, day: LocalDay, change: &RowChange) -> Result<bool, ListsError> {
        let shape = change.shape();
        let rows = self.rows(day, shape)?;
        let there = rows.into_iter().find(|row| row.key == change.key());
        Ok(there == change.row().map(|row| shape.view(row)))
    }

    /// The days on which something changes, each once.
    #[must_use]
    pub fn days(&self) -> Vec<LocalDay> {
        let mut days: Vec<LocalDay> = self.steps().iter().map(|(day, _)| *day).collect();
        days.dedup();
        days
    }

    /// What is built in with what the pack says for at once.
    pub(super) fn lowest(&self) -> Result<Parts, ListsError> {
        let built_in = built_in()?.clone();
        match &self.pack {
            None => Ok(built_in),
            Some(said) => built_in.with(said.now.clone()),
        }
    }

    /// What is laid over that, by its days: of one day the pack's first.
    pub(super) fn steps(&self) -> Vec<(LocalDay, Step<'_>)> {
        let pack = self.pack.iter().flat_map(|said| &said.later);
        let mut steps: Vec<_> = pack.map(|(day, own)| (*day, Step::OfPack(own))).collect();
        let made = self.changes.iter();
        steps.extend(made.map(|(day, changes)| (*day, Step::Made(changes.as_slice()))));
        steps.sort_by_key(|(day, _)| *day);
        steps
    }

    pub(super) fn parts(&self, day: LocalDay) -> Result<Parts, ListsError> {
        let mut parts = self.lowest()?;
        for (from, step) in self.steps() {
            if from <= day {
                parts = step.over(&parts)?.0;
            }
        }
        Ok(parts)
    }

    /// What is remembered and in no layer, as it was last.
    fn lost(&self, parts: &Parts) -> Vec<RowChange> {
        let mut lost: Vec<RowChange> = Vec::new();
        for change in &self.remembered {
            let shape = change.shape();
            if shape.whole || change.row().is_none() {
                continue;
            }
            let there = parts.raw(shape);
            if !there.iter().any(|row| shape.key_of(row) == change.key()) {
                let alike =
                    |one: &RowChange| one.shape().list == shape.list && one.key() == change.key();
                lost.retain(|one| !alike(one));
                lost.push(change.clone());
            }
        }
        lost
    }
}

impl Step<'_> {
    /// The state with this step over it, and what it says of the lists as a pack would.
    pub(super) fn over(&self, parts: &Parts) -> Result<(Parts, Map<String, Value>), ListsError> {
        match self {
            Self::OfPack(own) => {
                let own: Own = (*own).clone();
                let lists = own.to_value();
                Ok((parts.clone().with(own)?, lists))
            }
            Self::Made(changes) => parts.with_rows(changes),
        }
    }
}

fn with_retired(parts: &Parts, lost: &[RowChange]) -> Result<Parts, ListsError> {
    let retired: Vec<RowChange> = lost
        .iter()
        .filter_map(|change| {
            let mut row = change.row()?.clone();
            row.insert("active".to_owned(), false.into());
            Some(RowChange::put(change.shape(), row))
        })
        .collect();
    Ok(parts.with_rows(&retired)?.0)
}

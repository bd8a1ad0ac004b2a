//! The lists in layers: what is built in, a pack, and what was changed at one machine, each from its day on.
//!
//! A day's lists are all layers laid one over the other whose day has come. What was in use once and is in no layer any
//! more stays known as retired: records of then bear its code. Never here: which pack is in use, whose changes count,
//! which day it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::change::RowChange;
use super::load::{FILES, Parts};
use super::over::Own;
use super::said::Said;
use super::shape::{RowView, Shape};
use super::{Lists, ListsError};
use crate::local_day::LocalDay;

/// The rows of every list on a day.
#[derive(Clone)]
pub struct State(Parts);

impl State {
    /// The rows of a list in its order.
    #[must_use]
    pub fn rows(&self, shape: &Shape) -> Vec<RowView> {
        let rows = self.0.raw(shape);
        rows.iter().map(|row| shape.view(row)).collect()
    }

    /// A row by its key.
    #[must_use]
    pub fn row(&self, shape: &Shape, key: &str) -> Option<RowView> {
        self.rows(shape).into_iter().find(|row| row.key == key)
    }

    /// Whether a change says nothing that stands here already.
    #[must_use]
    pub fn holds(&self, change: &RowChange) -> bool {
        let shape = change.shape();
        self.row(shape, change.key()) == change.row().map(|row| shape.view(row))
    }
}

/// The keys of every row that lists of a pack name, by list; of those that are replaced whole an empty one.
pub(super) fn keys(lists: &Map<String, Value>) -> BTreeSet<(&'static str, String)> {
    let mut named = BTreeSet::new();
    for shape in Shape::ALL {
        let Some(file) = lists.get(shape.file) else {
            continue;
        };
        if shape.whole {
            named.insert((shape.list, String::new()));
            continue;
        }
        let rows = file.get("rows").and_then(Value::as_array);
        let rows = rows.into_iter().flatten().filter_map(Value::as_object);
        named.extend(rows.map(|row| (shape.list, shape.key_of(row))));
    }
    named
}

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

    /// The rows of every list on a day.
    ///
    /// # Errors
    /// See [`Layers::as_of`].
    pub fn state(&self, day: LocalDay) -> Result<State, ListsError> {
        self.parts(day).map(State)
    }

    /// What changes after a day, by list and key, and when it does so first; of lists that a pack replaces whole the
    /// list alone, under an empty key.
    #[must_use]
    pub fn coming(&self, today: LocalDay) -> BTreeMap<(&'static str, String), LocalDay> {
        let mut coming = BTreeMap::new();
        for (day, step) in self.steps().into_iter().filter(|(day, _)| *day > today) {
            let keys = match step {
                Step::OfPack(own) => keys(&own.to_value()),
                Step::Made(changes) => changes
                    .iter()
                    .map(|change| (change.shape().list, change.key().to_owned()))
                    .collect(),
            };
            for key in keys {
                coming.entry(key).or_insert(day);
            }
        }
        coming
    }

    /// Whether a change of this row that is in use from a day on is followed by one on a later day, made here or by the
    /// pack: what comes then would undo it.
    #[must_use]
    pub fn followed(&self, from: LocalDay, change: &RowChange) -> Option<LocalDay> {
        let list = change.shape().list;
        let alike = |one: &RowChange| one.shape().list == list && one.key() == change.key();
        let mut steps = self.steps().into_iter().filter(|(day, _)| *day > from);
        steps
            .find(|(_, step)| match step {
                Step::Made(changes) => changes.iter().any(alike),
                Step::OfPack(own) => {
                    let keys = keys(&own.to_value());
                    keys.contains(&(list, change.key().to_owned()))
                        || keys.contains(&(list, String::new()))
                }
            })
            .map(|(day, _)| day)
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

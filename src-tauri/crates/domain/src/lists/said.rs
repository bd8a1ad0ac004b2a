//! All that a pack says of the lists: at once, and on days to come.
//!
//! Never here: how it is laid over what is there (`over`), which day it is.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::load::{parse, text_of};
use super::over::{FILE, NAME_CHARS, Own};
use super::{ListsError, fault};
use crate::local_day::LocalDay;

/// What the days to come are called in a pack, and in faults.
const LATER: &str = "later";
/// The most days to come of one pack.
pub const LATER_MAX: usize = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(rename = "about")]
    _about: String,
    lists: Own,
    #[serde(default)]
    later: Vec<LaterRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterRow {
    from: String,
    lists: Own,
}

/// All that a pack says: what is in use as soon as it is taken, and what is laid over that on a day to come.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) now: Own,
    /// By their days; of one day in the order of the pack.
    pub(super) later: Vec<(LocalDay, Own)>,
}

impl Said {
    /// Reads the content of a pack.
    ///
    /// # Errors
    /// `Unreadable` with its line; `Field` for a list that there is not, a day that is none or more days than
    /// [`LATER_MAX`]; `Twice`.
    pub(super) fn read(content: &[u8]) -> Result<Self, ListsError> {
        let content = parse::<Content>(FILE, text_of(FILE, content)?)?;
        if content.later.len() > LATER_MAX {
            return Err(fault(FILE, "", LATER));
        }
        let mut later = Vec::with_capacity(content.later.len());
        for row in content.later {
            let name: String = row.from.chars().take(NAME_CHARS).collect();
            let day = (row.from.parse()).map_err(|_| fault(FILE, &name, LATER))?;
            later.push((day, row.lists.sound()?));
        }
        later.sort_by_key(|(day, _)| *day);
        Ok(Self {
            now: content.lists.sound()?,
            later,
        })
    }

    /// Everything that it names, see [`Own::names`].
    pub(super) fn names(&self) -> BTreeSet<String> {
        let all = std::iter::once(&self.now).chain(self.later.iter().map(|(_, own)| own));
        all.flat_map(Own::names).collect()
    }

    /// How many rows it has.
    pub(super) fn count(&self) -> usize {
        let later = self.later.iter().map(|(_, own)| own.count());
        self.now.count() + later.sum::<usize>()
    }
}

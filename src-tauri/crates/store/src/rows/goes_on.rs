//! Calls that go on with one another: one that dropped, and what it was gone on with.
//!
//! A call names the one that it goes on with, which may not be here: it can come later or never.

use domain::id::{Millis, SubjectId};
use rusqlite::{OptionalExtension as _, Row, params};

use crate::error::StoreError;
use crate::read::Reading;

/// Calls that are named as going on with one, at most.
const GOES_ON_MAX: u32 = 20;

/// A call that another one is gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedCall {
    /// Its id.
    pub id: SubjectId,
    /// When it began.
    pub started_at: Millis,
}

fn linked(row: &Row<'_>) -> rusqlite::Result<LinkedCall> {
    Ok(LinkedCall {
        id: SubjectId::from_bytes(row.get(0)?),
        started_at: Millis(row.get(1)?),
    })
}

pub(crate) const GOES_ON_IN: &str = "SELECT id, started_at FROM call
    WHERE parent_call = ?1 AND voided = 0 ORDER BY started_at, id LIMIT ?2";

impl Reading<'_> {
    /// The call that this one goes on with; none where there is none, or where it is not here.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn goes_on_from(&self, call: SubjectId) -> Result<Option<LinkedCall>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT parent.id, parent.started_at
                 FROM call JOIN call AS parent ON parent.id = call.parent_call
                 WHERE call.id = ?1 AND parent.voided = 0",
            )?
            .query_row([call.to_bytes()], linked)
            .optional()?)
    }

    /// The calls that go on with this one, oldest first, at most twenty.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn goes_on_in(&self, call: SubjectId) -> Result<Vec<LinkedCall>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(GOES_ON_IN)?
            .query_map(params![call.to_bytes(), GOES_ON_MAX], linked)?
            .collect::<Result<_, _>>()?)
    }
}

//! The row of a flag on a number.

use domain::flag::NumberFlag;
use domain::fold::Folded;
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::read::Reading;

/// Flags of one number that are read at most.
const FLAGS_MAX: u32 = 20;

/// A flag that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagRow {
    /// Its id.
    pub id: SubjectId,
    /// Its code.
    pub code: String,
    /// Until when it counts.
    pub until: Millis,
    /// Code of the reason.
    pub reason: String,
    /// When it was raised.
    pub raised_at: Millis,
    /// Who raised it.
    pub raised_by: UserId,
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    flag: &NumberFlag,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO number_flag (id, code, until, reason, lifted, raised_at,
                                                 raised_by, number)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            folded.subject.to_bytes(),
            flag.code,
            flag.until.map(|until| until.0),
            flag.reason,
            flag.lifted,
            folded.first.at.0,
            folded.first.actor.to_bytes(),
            flag.number,
        ])?;
    Ok(())
}

pub(crate) const LIVE_FLAGS: &str = "
    SELECT id, code, until, reason, raised_at, raised_by FROM number_flag
    WHERE number = ?1 AND number <> '' AND lifted = 0 AND until > ?2
    ORDER BY until DESC LIMIT ?3";

impl Reading<'_> {
    /// The flags on a number, asked for by its key, that count at `now`: the one that counts longest
    /// first, at most 20.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn live_flags(&self, number_key: &str, now: Millis) -> Result<Vec<FlagRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(LIVE_FLAGS)?
            .query_map(params![number_key, now.0, FLAGS_MAX], |row| {
                Ok(FlagRow {
                    id: SubjectId::from_bytes(row.get(0)?),
                    code: row.get(1)?,
                    until: Millis(row.get(2)?),
                    reason: row.get(3)?,
                    raised_at: Millis(row.get(4)?),
                    raised_by: UserId::from_bytes(row.get(5)?),
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}

//! Cases whose rows a bad page keeps from saying what their entries do (`journal::unfolded`): who may read them is told
//! by the entries. A row that is not there, or was not changed, must show nobody what was told in confidence.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::fold::Record;
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::params;

use crate::error::StoreError;
use crate::read::Reading;

/// Cases left aside that are looked at. Where so many lie on bad pages, the store is to be restored.
const LOOKED_AT: u32 = 256;

const ASIDE: &str = "
    SELECT subject FROM unfolded INDEXED BY unfolded_aside
    WHERE aside = 1 AND EXISTS (
        SELECT 1 FROM entry INDEXED BY entry_by_subject
        WHERE entry.subject = unfolded.subject AND entry.subject_kind = 'case')
    LIMIT ?1";

impl Reading<'_> {
    /// A case that was left aside, as its entries tell it; none where its row tells the same.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn case_left_aside(&self, case: SubjectId) -> Result<Option<Box<Case>>, StoreError> {
        let is_aside = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM unfolded INDEXED BY unfolded_aside WHERE aside = 1 AND subject = ?1",
            )?
            .exists([case.to_bytes()])?;
        if !is_aside {
            return Ok(None);
        }
        Ok(match self.folded(case)?.map(|folded| folded.record) {
            Some(Record::Case(case)) => Some(case),
            _ => None,
        })
    }

    /// Which of these calls belong to a sensitive case that was left aside and is not this person's to read.
    pub(super) fn in_cases_left_aside(
        &self,
        calls: &[SubjectId],
        user: UserId,
        viewed_since: Option<Millis>,
    ) -> Result<BTreeSet<SubjectId>, StoreError> {
        let aside: Vec<SubjectId> = self
            .connection
            .prepare_cached(ASIDE)?
            .query_map(params![LOOKED_AT], |row| {
                row.get(0).map(SubjectId::from_bytes)
            })?
            .collect::<Result<_, _>>()?;
        let mut kept = BTreeSet::new();
        for id in aside {
            let Some(Record::Case(case)) = self.folded(id)?.map(|folded| folded.record) else {
                continue;
            };
            if !case.sensitive || case.owner == Some(user) {
                continue;
            }
            let viewed = match viewed_since {
                Some(since) => self.has_viewed(id, user, since)?,
                None => false,
            };
            if !viewed {
                kept.extend(calls.iter().filter(|call| case.calls.contains(call)));
            }
        }
        Ok(kept)
    }
}

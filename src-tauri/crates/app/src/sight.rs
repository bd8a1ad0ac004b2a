//! What somebody sees of sensitive cases (safety, "Who may do what"): nothing, that they are there, or what they say.
//!
//! Without the right, nothing, except of one's own. With the right, that a case is there, its codes and its times: what
//! it says is behind a viewing with a reason, which is an entry (`viewing`) and holds for the duty it was made in. Every
//! way to a case or to a call of one asks here. Never here: writing a viewing.

use std::collections::BTreeSet;

use domain::id::{Millis, SubjectId, UserId};
use store::{CaseRow, FollowUpRow, Reading};

use crate::rights::Right;
use crate::session::Session;
use crate::{AppError, Result};

/// Somebody's sight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight {
    pub(crate) user: UserId,
    /// Has the right to sensitive cases of others.
    right: bool,
    /// Viewings count from here on: when the duty was opened.
    since: Millis,
}

impl Sight {
    pub(crate) fn of(session: &Session) -> Self {
        Self {
            user: session.user,
            right: session.may(Right::SensitiveRead),
            since: session.duty_opened_at,
        }
    }

    /// Of somebody without the right.
    pub(crate) const fn without_right(user: UserId) -> Self {
        Self {
            user,
            right: false,
            since: Millis(i64::MAX),
        }
    }

    /// Whether they are told that there are sensitive cases of others.
    pub(crate) const fn knows_of_all(self) -> bool {
        self.right
    }

    /// Those from whom sensitive cases of others are kept altogether.
    pub(crate) fn blind(self) -> Option<UserId> {
        (!self.right).then_some(self.user)
    }

    /// Whether they are told that this case is there.
    pub(crate) fn knows(self, sensitive: bool, owner: Option<UserId>) -> bool {
        !sensitive || self.right || owner == Some(self.user)
    }

    /// Whether they read what this case says.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn reads(self, reading: &Reading<'_>, case: &CaseRow) -> Result<bool> {
        let (sensitive, owner) = match reading.case_left_aside(case.id)? {
            Some(told) => (told.sensitive, told.owner),
            None => (case.sensitive, case.owner),
        };
        self.reads_one(reading, case.id, (sensitive, owner))
    }

    fn reads_one(
        self,
        reading: &Reading<'_>,
        case: SubjectId,
        (sensitive, owner): (bool, Option<UserId>),
    ) -> Result<bool> {
        if !sensitive || owner == Some(self.user) {
            return Ok(true);
        }
        Ok(self.right && reading.has_viewed(case, self.user, self.since)?)
    }

    /// Whether they read what is planned about a case. One whose case is not here goes by its own mark.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn reads_planned(self, reading: &Reading<'_>, row: &FollowUpRow) -> Result<bool> {
        let case = row.case.map(|case| reading.case_row(case)).transpose()?;
        match case.flatten() {
            Some(case) => self.reads(reading, &case),
            None => {
                let aside = row
                    .case
                    .map(|case| reading.case_left_aside(case))
                    .transpose()?;
                match (row.case, aside.flatten()) {
                    (Some(id), Some(told)) => {
                        self.reads_one(reading, id, (told.sensitive, told.owner))
                    }
                    _ => Ok(!row.sensitive),
                }
            }
        }
    }

    /// Which of these calls belong to a sensitive case that they do not read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn kept_back(
        self,
        reading: &Reading<'_>,
        calls: &[SubjectId],
    ) -> Result<BTreeSet<SubjectId>> {
        let since = self.right.then_some(self.since);
        Ok(reading.in_sensitive_cases(calls, self.user, since)?)
    }

    /// # Errors
    /// `NotViewed` or `NotAllowed` for a call of a sensitive case that they do not read.
    pub(crate) fn check_call(self, reading: &Reading<'_>, call: SubjectId) -> Result<()> {
        if self.kept_back(reading, &[call])?.contains(&call) {
            return Err(self.refusal());
        }
        Ok(())
    }

    /// # Errors
    /// `NotFound` for a case that is not for this person: that it is there is not said either; `NotViewed` for one that
    /// they may read and have not opened.
    pub(crate) fn see(self, reading: &Reading<'_>, found: Option<CaseRow>) -> Result<CaseRow> {
        let row = found
            .filter(|row| self.knows(row.sensitive, row.owner))
            .ok_or(AppError::NotFound)?;
        if self.reads(reading, &row)? {
            Ok(row)
        } else {
            Err(AppError::NotViewed)
        }
    }

    /// Why something of a sensitive case is not told.
    pub(crate) const fn refusal(self) -> AppError {
        if self.right {
            AppError::NotViewed
        } else {
            AppError::NotAllowed(Right::SensitiveRead)
        }
    }
}

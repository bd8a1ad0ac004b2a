//! Opening a sensitive case: whoever may read it says why, and that is an entry. It holds until they sign out.
//!
//! Never here: what is kept back until then (see `sight`).

use domain::case::Case;
use domain::comment::Comment;
use domain::id::{CommentId, SubjectId};
use domain::text::PLACE_CHARS_MAX;
use store::{CaseRow, Reading};

use crate::calls::call_id;
use crate::dto::{CaseViewing, ViewingOrder};
use crate::rights::Command;
use crate::sight::Sight;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

/// The least characters of a reason: fewer say nothing.
const REASON_CHARS_MIN: usize = 3;
/// Viewings that a page of a case shows at most.
const VIEWINGS_SHOWN: usize = 50;

impl App {
    /// Opens a sensitive case, or those of a call, for as long as this person is signed in. Opening twice is opening
    /// once; what is not sensitive, or is their own, is open and nothing is written.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` for a reason that is none.
    pub fn view_sensitive(&self, order: &ViewingOrder) -> Result<()> {
        let asking = self.asking(Command::ViewSensitive)?;
        let subject = call_id(&order.subject)?;
        let reason = line("reason", &order.reason, PLACE_CHARS_MAX)?;
        if reason.chars().count() < REASON_CHARS_MIN {
            return Err(AppError::invalid("reason", Rule::Required));
        }
        let sight = Sight::of(&asking.session);
        let (by, at) = (asking.session.user, asking.now());
        let id = CommentId::from_bytes(asking.desk.new_id()?.to_bytes());
        asking.store().act(asking.stamp()?, move |acting| {
            for case in closed_to(&acting.rows()?, subject, sight)? {
                let viewing = Comment {
                    id,
                    by: Some(by),
                    at: Some(at),
                    text: reason.clone(),
                };
                acting.append(case, Case::viewed(&viewing))?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}

/// The sensitive cases of this subject that whoever asks has not opened.
fn closed_to(reading: &Reading<'_>, subject: SubjectId, sight: Sight) -> Result<Vec<SubjectId>> {
    let cases: Vec<CaseRow> = match reading.case_row(subject)? {
        Some(case) => vec![case],
        None => {
            let call = reading.log_of_addition(subject)?.unwrap_or(subject);
            reading.call_row(call)?.ok_or(AppError::NotFound)?;
            reading.sensitive_cases_of_call(call)?
        }
    };
    let mut closed = Vec::new();
    for case in cases {
        if !sight.reads(reading, &case)? {
            closed.push(case.id);
        }
    }
    Ok(closed)
}

/// Who opened this case, and why, the newest first.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn viewings(reading: &Reading<'_>, case: &Case) -> Result<Vec<CaseViewing>> {
    let newest = case.viewings.iter().rev().take(VIEWINGS_SHOWN);
    let told = newest.map(|viewing| {
        let by = viewing.by.map(|by| reading.user(by)).transpose()?.flatten();
        let (by_ar, by_en) = by.map(|by| (by.name_ar, by.name_en)).unwrap_or_default();
        Ok(CaseViewing {
            at: viewing.at.map_or(0, |at| at.0),
            by_ar,
            by_en,
            reason: viewing.text.clone(),
        })
    });
    told.collect()
}

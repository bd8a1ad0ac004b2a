//! Handing a shift over: figures of what is open and notes from the leaving supervisor, taken by the next.
//!
//! Who gives a shift does not take it: the confirmation says that somebody else knows. Nothing is blocked while one
//! waits; it stands on the shift screen of every supervisor until one of them takes it. Never here: the open matters
//! themselves, which stand in their own lists.

use domain::hand_over::HandOver;
use domain::id::{Millis, SubjectId};
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::text::COMMENT_CHARS_MAX;
use store::HandOverRow;

use crate::dto::{HandOverView, NewHandOver, OpenMatters, ShiftReview, TakenHandOver};
use crate::rights::Command;
use crate::shift_review::LookedAt;
use crate::text::lines;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Hands a shift over with what is open now; answers its review. The same hand-over twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotAllowed`.
    pub fn hand_over(&self, given: &NewHandOver) -> Result<ShiftReview> {
        let asking = self.asking(Command::HandOver)?;
        let looked = LookedAt::of(&asking, &given.shift, self.samples_per_agent(&asking)?)?;
        let shift = looked.key.to_string();
        let notes = lines("notes", &given.notes, COMMENT_CHARS_MAX)?;
        let id = hand_over_id(&given.id)?;
        let until = Millis(LocalDay::of(asking.now().0).ends_at_ms());
        asking.store().act(asking.stamp()?, move |acting| {
            if acting.subject_exists(id)? {
                return Ok(());
            }
            let open = acting.rows()?.open_matters(until)?;
            let hand_over = HandOver {
                shift,
                open,
                notes: notes.trim().to_owned(),
                confirmed: [].into(),
            };
            acting.append(id, hand_over.handed_over())?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.shift_review(&given.shift)
    }

    /// Takes a shift that somebody else handed over; answers the review of the shift that is shown. Taking it twice is
    /// once, and what somebody else took meanwhile is theirs.
    ///
    /// # Errors
    /// `Invalid` with the field, for `id` by the rule of the same person where they gave it themselves; `NotFound`;
    /// `NotAllowed`.
    pub fn confirm_hand_over(&self, taken: &TakenHandOver) -> Result<ShiftReview> {
        let asking = self.asking(Command::ConfirmHandOver)?;
        let id = hand_over_id(&taken.id)?;
        let (user, now) = (asking.session.user, asking.now());
        asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.hand_over(id)?.ok_or(AppError::NotFound)?;
            if found.by == user {
                return Err(AppError::invalid("id", Rule::SamePerson));
            }
            if found.confirmed_at.is_none() {
                acting.append(id, HandOver::confirmed(now, user))?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.shift_review(&taken.shift)
    }
}

pub(crate) fn view(row: &HandOverRow, lists: &Lists, may_confirm: bool) -> HandOverView {
    let key: Option<domain::shift::ShiftKey> = row.shift.parse().ok();
    let span = key.as_ref().and_then(|key| lists.shift_plan().span(key));
    HandOverView {
        id: row.id.to_string(),
        code: key.map(|key| key.code).unwrap_or_default(),
        starts_at: span.map_or(row.at.0, |span| span.starts_at_ms),
        at: row.at.0,
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        open: open_matters(row.open),
        notes: row.notes.clone(),
        confirmed_at: row.confirmed_at.map(|at| at.0),
        confirmed_ar: row.confirmed_ar.clone(),
        confirmed_en: row.confirmed_en.clone(),
        may_confirm: may_confirm && row.confirmed_at.is_none(),
    }
}

pub(crate) const fn open_matters(open: domain::hand_over::OpenMatters) -> OpenMatters {
    OpenMatters {
        drafts: open.drafts,
        due_today: open.due_today,
        promises: open.promises,
        urgent_cases: open.urgent_cases,
    }
}

fn hand_over_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}

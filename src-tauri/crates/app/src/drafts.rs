//! Calls being typed. Kept again and again, gone only with the save of their call or by hand, and
//! even then to be had back for a while.

use domain::id::{Millis, SubjectId};
use store::Draft as StoredDraft;

use crate::desk::Desk;
use crate::dto::{CallForm, Draft, Kept};
use crate::form::{self, MAX_DRAFT_BYTES};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

/// How long a discarded draft can be had back, in milliseconds: far longer than the screen offers it,
/// since a supervisor may be asked the next day.
pub(crate) const DISCARDED_KEPT_MS: i64 = 48 * 60 * 60 * 1000;

impl App {
    /// Keeps a draft as it stands now. Texts beyond the bounds of their fields are kept too. A draft
    /// whose call has been saved meanwhile is not brought back, and the answer says so: "kept" would
    /// let a person go on typing into what nobody will ever read.
    ///
    /// # Errors
    /// `Invalid` for an id that is none or a form beyond [`MAX_DRAFT_BYTES`]; `NotFound` when the draft
    /// is somebody else's.
    pub fn draft_keep(&self, form: &CallForm) -> Result<Kept> {
        let asking = self.asking(Command::DraftKeep)?;
        asking.check_duty(form)?;
        let id = form::call_id(form)?;
        let json = serde_json::to_string(form).map_err(|_| AppError::Internal("draft"))?;
        if json.len() > MAX_DRAFT_BYTES {
            return Err(AppError::Invalid {
                field: "note",
                rule: Rule::TooLong,
                limit: Some(domain::text::NOTE_CHARS_MAX),
            });
        }
        let kept_at = asking.now();
        let kept = asking.store().keep_draft(StoredDraft {
            id,
            user: asking.session.user,
            form: json,
            // The age of a correction is its own, not that of its call.
            started_at: Millis(
                form.corrects
                    .as_ref()
                    .map_or(form.started_at, |one| one.opened_at),
            ),
            kept_at,
        })?;
        match kept {
            store::KeptDraft::Kept => Ok(Kept::Kept { at: kept_at.0 }),
            store::KeptDraft::CallIsSaved => Ok(Kept::AlreadySaved),
            store::KeptDraft::NotTheirs => Err(AppError::NotFound),
        }
    }

    /// The person's own drafts, oldest first.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`, or what the store says.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let asking = self.asking(Command::Drafts)?;
        let drafts = asking.store().drafts_of(asking.session.user)?;
        let read = drafts.iter().map(to_dto);
        // One that cannot be read stays on the disk and hides none of the others.
        Ok(read
            .filter_map(|draft| {
                draft
                    .inspect_err(|_| tracing::warn!("a draft cannot be read"))
                    .ok()
            })
            .collect())
    }

    /// Puts a draft away; [`App::draft_restore`] brings it back.
    ///
    /// # Errors
    /// `NotFound` when the person has no such draft.
    pub fn draft_discard(&self, id: &str) -> Result<()> {
        let asking = self.asking(Command::DraftDiscard)?;
        let id = draft_id(id)?;
        let found = asking
            .store()
            .discard_draft(id, asking.session.user, asking.now())?;
        if found {
            Ok(())
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Brings a discarded draft back.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn draft_restore(&self, id: &str) -> Result<Draft> {
        let asking = self.asking(Command::DraftRestore)?;
        let id = draft_id(id)?;
        let draft = asking.store().restore_draft(id, asking.session.user)?;
        draft.as_ref().map_or(Err(AppError::NotFound), to_dto)
    }
}

/// Removes for good what was discarded long ago.
pub(crate) fn sweep(desk: &Desk) -> Result<()> {
    let before = Millis(desk.clock.now().0.saturating_sub(DISCARDED_KEPT_MS));
    desk.store.sweep_drafts(before)?;
    Ok(())
}

fn draft_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}

pub(crate) fn to_dto(draft: &StoredDraft) -> Result<Draft> {
    let form: CallForm =
        serde_json::from_str(&draft.form).map_err(|_| AppError::Internal("draft on disk"))?;
    Ok(Draft {
        form,
        kept_at: draft.kept_at.0,
    })
}

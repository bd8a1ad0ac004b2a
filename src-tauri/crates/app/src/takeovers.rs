//! Drafts of others: seen as type and age, and taken over by whoever may, with a reason.
//!
//! After a switch of user a draft that was left is a caller who waits. Never here: a word of what was
//! typed for anybody who has not taken the draft over.

use std::collections::BTreeMap;

use domain::id::{SubjectId, UserId};
use domain::lists::List;
use domain::takeover::Takeover;
use store::{TOLD_AT_ONCE, UserRow};

use crate::dto::{Draft, LeftDraft, TakeDraft, TakenDraft};
use crate::rights::{Command, Right};
use crate::{App, AppError, Result, Rule};

impl App {
    /// The drafts that others left at this machine, oldest first. Whose they are is said only to those who
    /// may take them over.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`, or what the store says.
    pub fn others_drafts(&self) -> Result<Vec<LeftDraft>> {
        let asking = self.asking(Command::OthersDrafts)?;
        let names = asking.session.may(Right::DraftTake);
        asking.store().read(|reading| {
            let left = reading.drafts_left_by_others(asking.session.user)?;
            let users = if names {
                by_id(reading.users()?)
            } else {
                BTreeMap::new()
            };
            Ok(left
                .into_iter()
                .map(|draft| {
                    let owner = users.get(&draft.user);
                    LeftDraft {
                        id: draft.id.to_string(),
                        type_code: draft.type_code,
                        correction: draft.correction,
                        started_at: draft.started_at.0,
                        kept_at: draft.kept_at.0,
                        owner_ar: owner.map(|user| user.name_ar.clone()).unwrap_or_default(),
                        owner_en: owner.map(|user| user.name_en.clone()).unwrap_or_default(),
                    }
                })
                .collect())
        })
    }

    /// Takes a draft of somebody else over: it is the person's own from now on, and its first owner is
    /// told. Who took it and why stays in the journal.
    ///
    /// # Errors
    /// `Invalid` for a reason that is none; `NotFound` where the draft is gone, or the person's own;
    /// `NotAllowed`.
    pub fn take_draft(&self, take: &TakeDraft) -> Result<Draft> {
        let asking = self.asking(Command::TakeDraft)?;
        let id: SubjectId = take
            .id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        if (asking.lists()?.get(List::TakeOverReasons, &take.reason)).is_none() {
            return Err(AppError::invalid("reason", Rule::UnknownCode));
        }
        let to = asking.session.user;
        let left = asking
            .store()
            .read(|reading| reading.drafts_left_by_others(to))?;
        let left = left
            .into_iter()
            .find(|draft| draft.id == id)
            .ok_or(AppError::NotFound)?;
        let takeover = Takeover {
            draft: Some(id),
            owner: Some(left.user),
            type_code: left.type_code,
            started_at: Some(left.started_at),
            reason: take.reason.clone(),
        };
        let takeover_id = asking.desk.new_id()?;
        let draft = asking.store().act(asking.stamp()?, move |acting| {
            // Saved or put away meanwhile: nothing of the act stays.
            let draft = acting
                .hand_over_draft(id, left.user, to)?
                .ok_or(AppError::NotFound)?;
            acting.append(takeover_id, takeover.made())?;
            Ok::<_, AppError>(draft)
        })?;
        asking.desk.syncer.wake();
        crate::drafts::to_dto(&draft)
    }

    /// Drafts of the person that others took over and that they have not been told of at this machine,
    /// newest first.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`, or what the store says.
    pub fn taken_drafts(&self) -> Result<Vec<TakenDraft>> {
        let asking = self.asking(Command::TakenDrafts)?;
        let user = asking.session.user;
        asking.store().read(|reading| {
            let taken = reading.taken_from(user)?;
            if taken.is_empty() {
                return Ok(Vec::new());
            }
            let users = by_id(reading.users()?);
            Ok(taken
                .into_iter()
                .map(|one| {
                    let by = users.get(&one.by);
                    TakenDraft {
                        id: one.id.to_string(),
                        at: one.at.0,
                        type_code: one.type_code,
                        started_at: one.started_at.0,
                        reason: one.reason,
                        by_ar: by.map(|user| user.name_ar.clone()).unwrap_or_default(),
                        by_en: by.map(|user| user.name_en.clone()).unwrap_or_default(),
                    }
                })
                .collect())
        })
    }

    /// Notes that the person was told of these takeovers, named one by one: what came while they were being
    /// read has not been told.
    ///
    /// # Errors
    /// `Invalid` for more than are told at once, or what is no id; `SignedOut`, `NotAllowed`, or what the
    /// store says.
    pub fn mark_taken_told(&self, takeovers: &[String]) -> Result<()> {
        let asking = self.asking(Command::MarkTakenTold)?;
        let limit = TOLD_AT_ONCE as usize;
        if takeovers.len() > limit {
            return Err(AppError::Invalid {
                field: "takeovers",
                rule: Rule::TooLong,
                limit: Some(limit),
            });
        }
        let told = takeovers.iter().map(|id| {
            id.parse()
                .map_err(|_| AppError::invalid("takeovers", Rule::NotAnId))
        });
        let told = told.collect::<Result<Vec<SubjectId>>>()?;
        let user = asking.session.user;
        Ok(asking.store().mark_takeovers_told(user, told)?)
    }
}

fn by_id(users: Vec<UserRow>) -> BTreeMap<UserId, UserRow> {
    users.into_iter().map(|user| (user.id, user)).collect()
}

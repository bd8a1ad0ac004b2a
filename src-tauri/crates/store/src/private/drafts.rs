//! Calls being typed. A draft is kept again and again while its call is typed and goes in the act that
//! saves the call. The form is the application's JSON; nothing of it is read here.

use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{Connection, Row, params};

use crate::error::StoreError;
use crate::opened::Store;
use crate::read::Reading;
use crate::rows::call_addition;

/// Most drafts of one person that are listed.
const LISTED: u32 = 200;

/// A call being typed, as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Id of the call that it will be.
    pub id: SubjectId,
    /// Whose.
    pub user: UserId,
    /// The form as JSON.
    pub form: String,
    /// When the form was opened.
    pub started_at: Millis,
    /// When it was last kept.
    pub kept_at: Millis,
}

/// A draft as those see it whose it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLeft {
    /// Id of the call that it will be.
    pub id: SubjectId,
    /// Whose.
    pub user: UserId,
    /// Code of the type chosen in the form; empty where none is, or it cannot be read.
    pub type_code: String,
    /// It corrects a saved call.
    pub correction: bool,
    /// When the form was opened.
    pub started_at: Millis,
    /// When it was last kept.
    pub kept_at: Millis,
}

/// What became of a draft that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptDraft {
    /// It is on the disk.
    Kept,
    /// Its call has been saved meanwhile, or added to a log: a late keeping does not bring the draft back.
    CallIsSaved,
    /// It belongs to somebody else; nothing was changed.
    NotTheirs,
}

pub(crate) fn remove(connection: &Connection, id: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE id = ?1")?
        .execute([id.to_bytes()])?;
    Ok(())
}

/// Removes what was typed about a subject that was erased: a correction of it, a call of that person, one that goes on
/// with it. Whoever is typing keeps theirs, since it is kept again.
pub(crate) fn remove_about(connection: &Connection, subject: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE id = ?1 OR instr(form, ?2) > 0")?
        .execute(params![subject.to_bytes(), subject.to_string()])?;
    Ok(())
}

fn keep(connection: &Connection, draft: &Draft) -> Result<KeptDraft, StoreError> {
    let id = draft.id.to_bytes();
    if connection
        .prepare_cached("SELECT 1 FROM entry WHERE subject = ?1 LIMIT 1")?
        .exists([id])?
        || call_addition::is_added(connection, draft.id)?
    {
        return Ok(KeptDraft::CallIsSaved);
    }
    let kept = connection
        .prepare_cached(
            "INSERT INTO draft (id, user, form, started_at, kept_at, discarded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, NULL)
             ON CONFLICT (id) DO UPDATE SET
                 form = excluded.form, kept_at = excluded.kept_at, discarded_at = NULL
             WHERE user = excluded.user",
        )?
        .execute(params![
            id,
            draft.user.to_bytes(),
            draft.form,
            draft.started_at.0,
            draft.kept_at.0
        ])?;
    Ok(if kept == 1 {
        KeptDraft::Kept
    } else {
        KeptDraft::NotTheirs
    })
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: SubjectId::from_bytes(row.get(0)?),
        user: UserId::from_bytes(row.get(1)?),
        form: row.get(2)?,
        started_at: Millis(row.get(3)?),
        kept_at: Millis(row.get(4)?),
    })
}

impl Reading<'_> {
    /// The open drafts of a person, oldest first, the newest 200 of them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn drafts_of(&self, user: UserId) -> Result<Vec<Draft>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT * FROM (
                     SELECT id, user, form, started_at, kept_at FROM draft
                     WHERE user = ?1 AND discarded_at IS NULL
                     ORDER BY started_at DESC, id DESC LIMIT ?2
                 ) ORDER BY started_at, id",
            )?
            .query_map(params![user.to_bytes(), LISTED], draft)?
            .collect::<Result<_, _>>()?)
    }
}

impl Reading<'_> {
    /// The open drafts of everybody but this person, oldest first, the newest 200 of them. Nothing that
    /// was typed is read but the type, which the form names `type`, and whether it `corrects` a call.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn drafts_left_by_others(&self, user: UserId) -> Result<Vec<DraftLeft>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT * FROM (
                     SELECT id, user,
                            CASE WHEN json_valid(form) THEN form ->> '$.type' END AS type,
                            CASE WHEN json_valid(form) THEN form ->> '$.corrects' IS NOT NULL ELSE 0 END
                                AS correction,
                            started_at, kept_at
                     FROM draft WHERE user <> ?1 AND discarded_at IS NULL
                     ORDER BY started_at DESC, id DESC LIMIT ?2
                 ) ORDER BY started_at, id",
            )?
            .query_map(params![user.to_bytes(), LISTED], |row| {
                Ok(DraftLeft {
                    id: SubjectId::from_bytes(row.get(0)?),
                    user: UserId::from_bytes(row.get(1)?),
                    type_code: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                    correction: row.get(3)?,
                    started_at: Millis(row.get(4)?),
                    kept_at: Millis(row.get(5)?),
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}

/// Gives an open draft to somebody else; the draft as it is theirs now, none where `from` has none.
pub(crate) fn hand_over(
    connection: &Connection,
    id: SubjectId,
    from: UserId,
    to: UserId,
) -> Result<Option<Draft>, StoreError> {
    let mut handed = connection.prepare_cached(
        "UPDATE draft SET user = ?3 WHERE id = ?1 AND user = ?2 AND discarded_at IS NULL
         RETURNING id, user, form, started_at, kept_at",
    )?;
    let mut rows = handed.query(params![id.to_bytes(), from.to_bytes(), to.to_bytes()])?;
    Ok(rows.next()?.map(draft).transpose()?)
}

impl Store {
    /// Keeps a draft: it is on the disk when this returns.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep_draft(&self, draft: Draft) -> Result<KeptDraft, StoreError> {
        self.write(move |transaction| keep(transaction, &draft))
    }

    /// The open drafts of a person, oldest first, the newest 200 of them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn drafts_of(&self, user: UserId) -> Result<Vec<Draft>, StoreError> {
        self.read(|reading| reading.drafts_of(user))
    }

    /// Puts a draft of this person away; it can be had back by [`Store::restore_draft`] or by keeping
    /// it again, until it is swept. False when the person has no such draft open.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn discard_draft(
        &self,
        id: SubjectId,
        user: UserId,
        at: Millis,
    ) -> Result<bool, StoreError> {
        self.write(move |transaction| {
            let discarded = transaction
                .prepare_cached(
                    "UPDATE draft SET discarded_at = ?3
                     WHERE id = ?1 AND user = ?2 AND discarded_at IS NULL",
                )?
                .execute(params![id.to_bytes(), user.to_bytes(), at.0])?;
            Ok(discarded == 1)
        })
    }

    /// Takes back the discarding of a draft. None when there is none to be had back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn restore_draft(&self, id: SubjectId, user: UserId) -> Result<Option<Draft>, StoreError> {
        self.write(move |transaction| {
            let mut restored = transaction.prepare_cached(
                "UPDATE draft SET discarded_at = NULL
                 WHERE id = ?1 AND user = ?2 AND discarded_at IS NOT NULL
                 RETURNING id, user, form, started_at, kept_at",
            )?;
            let mut rows = restored.query(params![id.to_bytes(), user.to_bytes()])?;
            Ok(rows.next()?.map(draft).transpose()?)
        })
    }

    /// Removes for good what was discarded before `before`. Says how many.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn sweep_drafts(&self, before: Millis) -> Result<usize, StoreError> {
        self.write(move |transaction| {
            Ok(transaction
                .prepare_cached("DELETE FROM draft WHERE discarded_at < ?1")?
                .execute([before.0])?)
        })
    }
}

//! Which comments and scores a person has seen at this machine, and the calls that bear others.
//!
//! Private: at another machine of the site a comment is shown once more, which is better than once too
//! few, and that somebody has looked is nothing that the site's journal has to carry.

use domain::id::{CommentId, SubjectId, UserId};
use rusqlite::params;

use crate::error::StoreError;
use crate::opened::Store;
use crate::read::Reading;
use crate::rows::call_row::{self, CallRow, PAGE_ROWS};

pub(crate) fn commented_statement() -> String {
    format!(
        "SELECT {} FROM {}
         WHERE call.agent = ?1 AND call.comments > 0 AND call.voided = 0 AND call.duty IS NOT ?2
           AND EXISTS (SELECT 1 FROM call_comment AS said
                       WHERE said.call = call.id AND said.by IS NOT ?1
                         AND NOT EXISTS (SELECT 1 FROM seen_comment AS seen
                                         WHERE seen.user = ?1 AND seen.comment = said.id))
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?3",
        call_row::COLUMNS,
        call_row::FROM
    )
}

impl Reading<'_> {
    /// The calls of a person outside this duty on which somebody else has left a comment that they have
    /// not seen at this machine; newest first, at most `limit` and [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_with_unseen_comments(
        &self,
        user: UserId,
        duty: SubjectId,
        limit: u32,
    ) -> Result<Vec<CallRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&commented_statement())?
            .query_map(
                params![user.to_bytes(), duty.to_bytes(), limit.min(PAGE_ROWS)],
                call_row::row,
            )?
            .collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Writes down which comments and scores of a call a person has seen. What is neither of that call is
    /// passed over; seen twice is seen once.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn mark_comments_seen(
        &self,
        user: UserId,
        call: SubjectId,
        comments: Vec<CommentId>,
    ) -> Result<(), StoreError> {
        self.write(move |transaction| {
            let mut seen = transaction.prepare_cached(
                "INSERT INTO seen_comment (user, comment)
                 SELECT ?1, id FROM call_comment WHERE call = ?2 AND id = ?3
                 UNION ALL
                 SELECT ?1, id FROM call_score WHERE call = ?2 AND id = ?3
                 ON CONFLICT (user, comment) DO NOTHING",
            )?;
            for comment in &comments {
                seen.execute(params![
                    user.to_bytes(),
                    call.to_bytes(),
                    comment.to_bytes()
                ])?;
            }
            Ok(())
        })
    }
}

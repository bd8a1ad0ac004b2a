//! Folding behind whoever works what became stale (`journal::unfolded`), past subjects that a bad page keeps from it.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::Instant;

use super::queue::BackgroundJob;
use super::{Desk, Progress, Slice, Writer};
use crate::error::StoreError;
use crate::journal::unfolded::{self, Aside};

/// Subjects that one piece of work leaves aside. Each costs opening the file again; where so many lie on bad pages, the
/// rest waits for the next start too, and somebody for whoever restores the store.
const LEFT_ASIDE_MAX: u32 = 1_000;

impl Writer {
    /// Begins folding what is due, and does not wait for it. Each subject that a bad page keeps from being folded is
    /// left aside; with [`Aside::TriedAgain`] those of before are tried once more.
    pub(crate) fn begin_folding(
        &self,
        aside: Aside,
    ) -> Result<Receiver<Result<(), StoreError>>, StoreError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.queues.put_background(folding(aside, Some(answer)))?;
        Ok(answered)
    }

    /// The same, and waits for it.
    pub(crate) fn fold(&self, aside: Aside) -> Result<(), StoreError> {
        let answered = self.begin_folding(aside)?;
        answered.recv().unwrap_or_else(|_| Err(self.unanswered()))
    }
}

impl Desk {
    /// Has what is due folded behind the act that is done now. Never waits: the queue is taken from by this thread.
    pub(super) fn fold_behind(&self) {
        self.queues.put_back(folding(Aside::Left, None));
    }
}

fn folding(mut aside: Aside, answer: Option<SyncSender<Result<(), StoreError>>>) -> BackgroundJob {
    let mut left = 0;
    Box::new(move |desk: &mut Desk| {
        let began = Instant::now();
        let is_somebody_near = desk.is_somebody_near();
        let mut at = None;
        // By itself: a subject that fails again must not put the others aside with it.
        if aside == Aside::TriedAgain {
            aside = Aside::Left;
            if let Err(error) = desk.transact(|transaction| unfolded::try_again(transaction)) {
                tracing::warn!(%error, "what was left aside is not tried again");
            }
        }
        let sliced = desk.transact(|transaction| {
            let mut slice = Slice {
                transaction,
                began,
                before: None,
                is_somebody_near,
            };
            unfolded::fold_next(&mut slice, &mut at)
        });
        let done = match (sliced, at) {
            (Ok(Progress::More), _) => return true,
            (Ok(Progress::Done(())), _) => Ok(()),
            (Err(error), Some(subject)) if error.is_of_a_page() && left < LEFT_ASIDE_MAX => {
                tracing::warn!(%subject, %error, "the rows of a subject cannot be folded");
                left += 1;
                match desk.transact(|transaction| unfolded::leave_aside(transaction, subject)) {
                    Ok(()) => return true,
                    Err(error) => Err(error),
                }
            }
            (Err(error), _) => Err(error),
        };
        if let Err(error) = &done {
            tracing::warn!(%error, "what is due was not folded");
        }
        if let Some(answer) = &answer {
            // Whoever began it may not wait for it.
            let _ = answer.send(done);
        }
        false
    })
}

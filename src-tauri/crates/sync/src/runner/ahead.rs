//! The batch behind the one that is under way, read and packed while the centre answers: on a long way up machine
//! and centre work at the same time instead of in turn.
//!
//! It is a guess that most batches are taken whole. Whether it came true is asked of the journal before the batch is
//! used; else it is thrown away, and nothing is lost but the work. Never here: a decision about what to send.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use domain::link::ChainPoint;

use crate::journal::Journal;
use crate::line::{BatchLimits, ReadyBatch, ready_batch};

/// A batch in the making.
pub(super) struct Ahead {
    limit: usize,
    limits: BatchLimits,
    ready: Receiver<ReadyBatch>,
}

impl Ahead {
    /// Begins to read and pack what waits behind this link.
    pub(super) fn begin(
        journal: Arc<dyn Journal>,
        after: ChainPoint,
        limit: usize,
        limits: BatchLimits,
    ) -> Self {
        let (ready, receiver) = sync_channel(1);
        tokio::task::spawn_blocking(move || {
            // Whatever fails here is met again, and told, where the batch is asked for.
            if let Ok(links) = journal.waiting(Some(after), limit)
                && let Ok(batch) = ready_batch(links, &[], limits)
            {
                // Nobody may be left to take it.
                let _ = ready.send(batch);
            }
        });
        Self {
            limit,
            limits,
            ready: receiver,
        }
    }

    /// The batch, where it is what would be read now. May wait for the packing, which is no longer than doing it.
    pub(super) fn take(
        self,
        journal: &dyn Journal,
        limit: usize,
        limits: BatchLimits,
    ) -> Option<ReadyBatch> {
        if self.limit != limit || self.limits != limits {
            return None;
        }
        let batch = self.ready.recv().ok()?;
        let first = journal.waiting(None, 1).ok()?;
        (first.first()?.link.point == batch.sent.first()?.point).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use domain::call::Call;
    use domain::entry::{CentreEpoch, Numbered};
    use domain::id::{ActId, Epoch, Millis, SubjectId, UserId};
    use domain::role::Role;
    use store::{Cost, Folder, NewStore, Stamp, Store, StoreError, random};

    use super::*;
    use crate::journal::{Outgoing, Settled};

    const AT: Millis = Millis(1_700_000_000_000);

    fn store_with(calls: usize, folder: &Folder) -> Store {
        let new = NewStore {
            passphrase: "a passphrase of the tests".to_owned().into(),
            cost: Cost::PRACTICE_ONLY,
            code: None,
            settings: vec![],
        };
        let store = Store::create(folder, &new).unwrap().0;
        for _ in 0..calls {
            let stamp = Stamp {
                act: ActId::new(AT, random().unwrap()),
                actor: UserId::from_bytes([7; 16]),
                role: Role::Agent,
                at: AT,
                zone_min: 240,
                since_start_ms: 1,
                skew_ms: None,
            };
            let id = SubjectId::new(AT, random().unwrap());
            let saved = store.act::<_, StoreError>(stamp, move |acting| {
                acting.append(id, Call::default().logged())
            });
            saved.unwrap();
        }
        store
    }

    fn settle(journal: &dyn Journal, links: &[Outgoing]) {
        let settled = links.iter().map(|link| Settled {
            point: link.link.point,
            id: link.id,
            number: Numbered {
                centre: CentreEpoch {
                    ordinal: 1,
                    id: Epoch::from_bytes([9; 16]),
                },
                number: link.link.point.seq,
            },
            held: None,
        });
        journal.settle(settled.collect()).unwrap();
    }

    fn seqs(batch: &ReadyBatch) -> Vec<u64> {
        batch.sent.iter().map(|sent| sent.point.seq).collect()
    }

    /// Sent out of its turn, a batch would leave behind what the centre did not name: then it is read anew.
    #[test]
    fn a_batch_read_ahead_goes_only_where_it_is_what_waits() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let _in_it = runtime.enter();
        let place = tempfile::tempdir().unwrap();
        let store = store_with(40, &Folder::at(place.path()));
        let journal: Arc<dyn Journal> = Arc::new(store);
        let limits = BatchLimits::default();
        let begin =
            |after: &Outgoing| Ahead::begin(Arc::clone(&journal), after.link.point, 10, limits);
        let read = journal.waiting(None, 20).unwrap();
        let (first, second) = read.split_at(10);

        settle(journal.as_ref(), first);
        let ahead = begin(&first[9]);
        let taken = ahead.take(journal.as_ref(), 10, limits).unwrap();
        assert_eq!(seqs(&taken), (11..=20).collect::<Vec<_>>());

        // The centre named all of the second but its first.
        let ahead = begin(&second[9]);
        settle(journal.as_ref(), &second[1..]);
        assert!(ahead.take(journal.as_ref(), 10, limits).is_none());
        settle(journal.as_ref(), &second[..1]);

        // Fewer are to go now, or the centre takes less at once.
        let few = begin(&second[9]).take(journal.as_ref(), 5, limits);
        assert!(few.is_none());
        let less = BatchLimits {
            body: 20_000,
            ..limits
        };
        assert!(begin(&second[9]).take(journal.as_ref(), 10, less).is_none());

        let all_sent = journal.waiting(None, 20).unwrap();
        let ahead = begin(&all_sent[19]);
        settle(journal.as_ref(), &all_sent);
        assert!(
            ahead.take(journal.as_ref(), 10, limits).is_none(),
            "nothing waits"
        );
    }
}

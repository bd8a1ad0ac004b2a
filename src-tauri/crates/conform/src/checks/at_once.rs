//! Two machines of a site that send at the same time, while both follow the feed: what commits late must
//! not be skipped by who has read past it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::entry::Digest;
use domain::id::EntryId;
use domain::wire::{FeedItem, Hex32, SentLink, feed_hash};
use tokio::task::JoinSet;

use super::feed::running_hash;
use crate::desk::Desk;
use crate::kit::Kit;
use crate::outcome::{Outcome, Stop, fails, made, must};

/// Batches of each machine: large ones beside small ones, since the small one may overtake.
const BATCHES: [usize; 12] = [25, 1, 10, 1, 25, 2, 1, 15, 1, 25, 3, 1];
/// How often a follower that has read everything looks again.
const LOOKS: Duration = Duration::from_millis(20);
/// Pages that a follower reads at most.
const MAX_PAGES: usize = 5_000;

/// What a follower has read.
struct Followed {
    items: Vec<FeedItem>,
    at: u64,
    hash: Digest,
}

/// Sends all batches of a machine, none larger than the limit, and tells the number of each entry.
async fn send_all(desk: Desk, limit: usize) -> Result<BTreeMap<EntryId, u64>, Stop> {
    let mut chain = desk.chain()?;
    let mut numbers = BTreeMap::new();
    for size in BATCHES {
        let links: Vec<SentLink> = chain.entries(size.min(limit))?;
        let given = desk.store(&links).await?;
        numbers.extend(links.iter().map(|link| link.id).zip(given));
    }
    Ok(numbers)
}

/// Follows the feed until nobody sends any more and everything is read.
async fn follow(desk: Desk, from: Followed, senders: Arc<AtomicUsize>) -> Result<Followed, Stop> {
    let mut read = from;
    for _ in 0..MAX_PAGES {
        // Asked for before the page: what was sent by then has to be on it.
        let sending = senders.load(Ordering::SeqCst) > 0;
        let page = desk.page(read.at, None, &[]).await?;
        must(page.before == Some(Hex32(read.hash)), || {
            format!(
                "GET /v1/feed: while two machines send, \"before\" at after={} is not the running hash of \
                 what was read up to there: the past has changed behind the reader",
                read.at
            )
        })?;
        if page.items.is_empty() {
            if !sending {
                return Ok(read);
            }
            tokio::time::sleep(LOOKS).await;
        }
        for item in page.items {
            read.take(item)?;
        }
    }
    fails(format!(
        "GET /v1/feed: it does not end after {MAX_PAGES} pages"
    ))
}

impl Followed {
    fn take(&mut self, item: FeedItem) -> Outcome {
        let due = self.at + 1;
        must(item.number == due, || {
            format!(
                "GET /v1/feed: while two machines send, behind number {} comes {} instead of {due}. A number \
                 may be shown only once every smaller one can be shown: give numbers in the order in which \
                 transactions commit, under a lock of the site",
                self.at, item.number
            )
        })?;
        let content = item.clone().read().map_err(|error| {
            Stop::Fails(format!("GET /v1/feed: item {due} is not whole: {error}"))
        })?;
        self.hash = feed_hash(&self.hash, due, item.of, item.id, content.digests());
        self.at = due;
        self.items.push(item);
        Ok(())
    }
}

pub(crate) async fn nothing_is_skipped(kit: &mut Kit) -> Outcome {
    let (first, second) = (kit.first()?, kit.second()?);
    let limit = kit.hello()?.limits.links;
    let last = first.last().await?;
    let hash = running_hash(first, last).await?;
    let from = || Followed {
        items: Vec::new(),
        at: last,
        hash,
    };
    let senders = Arc::new(AtomicUsize::new(2));
    let (mut sending, mut following) = (JoinSet::new(), JoinSet::new());
    for desk in [first, second] {
        let (sent, left) = (send_all(desk.clone(), limit), Arc::clone(&senders));
        sending.spawn(async move {
            let sent = sent.await;
            left.fetch_sub(1, Ordering::SeqCst);
            sent
        });
        following.spawn(follow(desk.clone(), from(), Arc::clone(&senders)));
    }
    let mut sent = BTreeMap::new();
    while let Some(numbers) = sending.join_next().await {
        sent.extend(made(numbers.ok())??);
    }
    while let Some(read) = following.join_next().await {
        let read = made(read.ok())??;
        let places: BTreeMap<_, _> = read
            .items
            .iter()
            .map(|item| (item.id, item.number))
            .collect();
        for (id, number) in &sent {
            must(places.get(id) == Some(number), || {
                format!(
                    "GET /v1/feed: two machines sent {} entries at the same time; the one that was answered \
                     stored {{{number}}} never came to a machine that followed the feed meanwhile",
                    sent.len()
                )
            })?;
        }
    }
    Ok(())
}

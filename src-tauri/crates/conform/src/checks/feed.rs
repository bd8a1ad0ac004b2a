//! The feed: every number of the site in order, nothing left out, and never the same place twice.

use domain::entry::Digest;
use domain::link::ChainPoint;
use domain::wire::{FeedItem, FeedWord, Hex32, ProblemType, feed_hash};

use crate::desk::Desk;
use crate::kit::Kit;
use crate::outcome::{Outcome, Stop, fails, must, there};

/// Entries on which the feed is tried.
const TRIED: usize = 7;
/// Pages that are read at most.
const MAX_PAGES: usize = 1_000;

/// The feed after a number as a machine follows it, page by page, each item at the place where it is due.
async fn follow(desk: &Desk, after: u64, limit: Option<usize>) -> Result<Vec<FeedItem>, Stop> {
    let mut items: Vec<FeedItem> = Vec::new();
    let mut at = after;
    for _ in 0..MAX_PAGES {
        let page = desk.page(at, limit, &[]).await?;
        if page.items.is_empty() {
            must(page.last == at, || {
                format!(
                    "GET /v1/feed: the page after {at} is empty and \"last\" is {}",
                    page.last
                )
            })?;
            return Ok(items);
        }
        for item in page.items {
            must(item.number == at + 1, || {
                format!(
                    "GET /v1/feed: behind number {at} comes {} instead of {}. A machine goes on after what \
                     it has read, so a number that comes late or out of order is lost to it for ever",
                    item.number,
                    at + 1
                )
            })?;
            at = item.number;
            items.push(item);
        }
        must(page.last >= at, || {
            format!(
                "GET /v1/feed: \"last\" is {} on a page that goes up to {at}",
                page.last
            )
        })?;
    }
    fails(format!(
        "GET /v1/feed: it does not end after {MAX_PAGES} pages"
    ))
}

pub(crate) async fn is_dense(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let (links, numbers) = kit.stored(TRIED).await?;
    let whole = follow(desk, before, None).await?;
    for (link, number) in links.iter().zip(&numbers) {
        let item = whole.iter().find(|item| item.id == link.id);
        must(item.is_some_and(|item| item.number == *number), || {
            format!(
                "GET /v1/feed: an entry that was answered stored {{{number}}} does not stand at {number}"
            )
        })?;
    }
    for limit in [1, 3] {
        let parts = follow(desk, before, Some(limit)).await?;
        must(parts.starts_with(&whole), || {
            format!("GET /v1/feed: read in pages of {limit} it is another feed than read at once")
        })?;
    }
    Ok(())
}

pub(crate) async fn gives_what_was_sent(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let (links, _) = kit.stored(TRIED).await?;
    let feed = desk.feed_after(before).await?;
    for link in &links {
        let item = there(feed.iter().find(|item| item.id == link.id), || {
            format!(
                "GET /v1/feed: the stored entry {} does not stand there",
                link.id
            )
        })?;
        let point = ChainPoint {
            epoch: link.epoch,
            seq: link.seq,
        };
        let whole = item.what == FeedWord::Entry
            && item.parts == link.parts
            && item.machine == Some(desk.machine)
            && item.chain.first() == Some(&point);
        must(whole, || {
            "GET /v1/feed: an item has to be an \"entry\" with the parts as they were sent, the machine that \
             made it, and its point first in \"chain\""
                .to_owned()
        })?;
    }
    Ok(())
}

pub(crate) async fn pages_are_kept(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    kit.stored(TRIED).await?;
    let page = desk.page(before, Some(2), &[]).await?;
    must(page.items.len() == 2, || {
        format!(
            "GET /v1/feed: with limit=2 and {TRIED} entries to come a page has {} items",
            page.items.len()
        )
    })?;
    must(
        (page.after, page.machine, page.site) == (before, desk.machine, desk.site()?),
        || {
            "GET /v1/feed: a page has to name the number it was asked after, the machine and the site; a \
             machine believes no other page"
                .to_owned()
        },
    )?;
    let last = desk.last().await?;
    let beyond = desk.page(last + 1_000, None, &[]).await?;
    must(beyond.items.is_empty() && beyond.before.is_none(), || {
        format!(
            "GET /v1/feed: after {} the endpoint has got nowhere: the page has to be empty, with \"before\": \
             null",
            last + 1_000
        )
    })
}

/// By the running hash machine and endpoint see that they speak of the same past.
pub(crate) async fn bears_a_running_hash(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let origin = desk.page(0, Some(1), &[]).await?;
    must(
        origin.before == Some(Hex32(domain::wire::FEED_ROOT)),
        || "GET /v1/feed: \"before\" at after=0 has to be 64 zeros".to_owned(),
    )?;
    let before = desk.last().await?;
    kit.stored(TRIED).await?;
    let mut hash = running_hash(desk, before).await?;
    for item in desk.feed_after(before).await? {
        let (number, of, id) = (item.number, item.of, item.id);
        let content = item.read().map_err(|error| {
            Stop::Fails(format!("GET /v1/feed: item {number} is not whole: {error}"))
        })?;
        hash = feed_hash(&hash, number, of, id, content.digests());
        must(running_hash(desk, number).await? == hash, || {
            format!(
                "GET /v1/feed: \"before\" at after={number} is not the running hash of what the feed gave up \
                 to there"
            )
        })?;
    }
    Ok(())
}

/// The running hash of the feed up to a number, as the endpoint says it.
pub(crate) async fn running_hash(desk: &Desk, number: u64) -> Result<Digest, Stop> {
    let page = desk.page(number, Some(1), &[]).await?;
    let Hex32(hash) = there(page.before, || {
        format!("GET /v1/feed: \"before\" is null at after={number}, which the feed has")
    })?;
    Ok(hash)
}

/// What a machine holds need not cross the line; what it has lost comes whole.
pub(crate) async fn tells_own_entries_shortly(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut chain = desk.chain()?;
    let links = chain.entries(3)?;
    desk.store(&links).await?;
    let holds = ChainPoint {
        seq: 2,
        ..chain.point()
    };
    let page = desk.page(before, None, &[holds]).await?;
    for link in &links {
        let item = there(page.items.iter().find(|item| item.id == link.id), || {
            format!(
                "GET /v1/feed: the stored entry {} does not stand there",
                link.id
            )
        })?;
        let known = link.seq <= holds.seq;
        let digests = crate::chain::digests_of(link).map(Into::into);
        let as_due = if known {
            item.what == FeedWord::Known && item.parts.is_none() && item.digests == digests
        } else {
            item.what == FeedWord::Entry && item.parts == link.parts
        };
        must(as_due, || {
            format!(
                "GET /v1/feed: with holds up to place 2 of the epoch, place {} has to come as {}",
                link.seq,
                if known {
                    "\"known\" with its digests and without parts"
                } else {
                    "a whole \"entry\""
                }
            )
        })?;
    }
    Ok(())
}

/// A machine can hold its own entries alone.
pub(crate) async fn tells_others_whole(kit: &mut Kit) -> Outcome {
    let (desk, other) = (kit.first()?, kit.second()?);
    let before = desk.last().await?;
    let mut chain = other.chain()?;
    let links = chain.entries(2)?;
    other.store(&links).await?;
    let page = desk.page(before, None, &[chain.point()]).await?;
    for link in &links {
        let item = page.items.iter().find(|item| item.id == link.id);
        must(item.is_some_and(|item| item.parts == link.parts), || {
            "GET /v1/feed: an entry of the site's other machine has to come whole, whatever this machine \
             says that it holds"
                .to_owned()
        })?;
    }
    Ok(())
}

pub(crate) async fn bad_queries_are_malformed(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    for (path, query) in [
        ("/v1/feed", ("after", "-1")),
        ("/v1/feed", ("after", "x")),
        ("/v1/feed", ("holds", "x")),
        ("/v1/links", ("epoch", "' OR 1=1 --")),
        ("/v1/hello", ("marks", "1.2")),
        ("/v1/hello", ("held", "xy")),
        ("/v1/hello", ("counting", "1")),
    ] {
        let told = desk.get(path, &[query]).await?;
        told.refused(&[ProblemType::Malformed])
            .map_err(|stop| match stop {
                Stop::Fails(seen) => Stop::Fails(format!("with {}={:?}: {seen}", query.0, query.1)),
                stop @ Stop::NotTested(_) => stop,
            })?;
    }
    Ok(())
}

//! What cannot be taken is held: its link keeps its place with the digests, and nothing behind it waits.

use domain::entry::{Digest, Digests, Entry, MAX_FACTS_BYTES};
use domain::id::EntryId;
use domain::wire::{FeedWord, Hex32, Outcome as Word, SentLink, held_hash};

use crate::chain::{Chain, MADE_AT, Made, digests_of, withheld};
use crate::desk::{Desk, named};
use crate::kit::Kit;
use crate::outcome::{Outcome, Stop, made, must, there};

/// Entries among which one cannot be taken.
const MANY: usize = 200;

/// A content that cannot be taken, and what is wrong with it.
fn spoilt(what: &str) -> Result<(EntryId, Entry), Stop> {
    let made_up = Made::new(MADE_AT)?;
    let entry = made_up.entry()?;
    let entry = match what {
        "a header that is no JSON" => Entry {
            header: b"no header".to_vec(),
            ..entry
        },
        "a header that names another id" => Entry {
            header: Made::new(MADE_AT)?.entry()?.header,
            ..entry
        },
        "facts that are no object" => Entry {
            facts: b"[]".to_vec(),
            ..entry
        },
        "facts that are too long" => Entry {
            facts: vec![b' '; MAX_FACTS_BYTES + 1],
            ..entry
        },
        _ => Entry {
            personal: Some(vec![0; 3]),
            ..entry
        },
    };
    Ok((made_up.id, entry))
}

/// All that must be held.
const SPOILT: [&str; 5] = [
    "a header that is no JSON",
    "a header that names another id",
    "facts that are no object",
    "facts that are too long",
    "a personal part shorter than its random bytes",
];

/// The number under which a link is held.
fn held(word: &Word, what: &str) -> Result<u64, Stop> {
    match word {
        Word::Held { number, .. } => Ok(*number),
        other => Err(Stop::Fails(format!(
            "POST /v1/entries: an entry with {what} was answered {} instead of held with a number and a code",
            named(other)
        ))),
    }
}

pub(crate) async fn is_what_cannot_be_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    for what in SPOILT {
        let (id, entry) = spoilt(what)?;
        let link = desk.chain()?.link(id, entry)?;
        let words = desk.send(&[link]).await?;
        held(made(words.first())?, what)?;
    }
    Ok(())
}

/// One among many: those before and behind it are stored, in this batch and in the next.
pub(crate) async fn blocks_nothing_behind_it(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let many = MANY.min(kit.hello()?.limits.links);
    let mut chain = desk.chain()?;
    let mut links = Vec::new();
    for place in 0..many {
        if place == many / 2 {
            let (id, entry) = spoilt("a header that is no JSON")?;
            links.push(chain.link(id, entry)?);
        } else {
            links.push(chain.entry()?);
        }
    }
    let words = desk.send(&links).await?;
    for (place, word) in words.iter().enumerate() {
        let as_it_should = match word {
            Word::Stored { .. } => true,
            Word::Held { .. } => place == many / 2,
            _ => false,
        };
        must(as_it_should, || {
            format!(
                "POST /v1/entries: of {many} entries the one at place {} cannot be taken; the one at place {} \
                 was answered {}. One entry that cannot be taken must never block another",
                many / 2 + 1,
                place + 1,
                named(word)
            )
        })?;
    }
    let behind = chain.entries(1)?;
    desk.store(&behind).await.map_err(|stop| match stop {
        Stop::Fails(seen) => {
            Stop::Fails(format!("in the batch behind one with a held entry: {seen}"))
        }
        stop @ Stop::NotTested(_) => stop,
    })?;
    Ok(())
}

/// Machines take every `entry` of the feed for readable, so what is held must be told as held.
pub(crate) async fn is_told_by_its_digests_alone(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let what = "a header that is no JSON";
    let (id, entry) = spoilt(what)?;
    let chain = &mut desk.chain()?;
    let links = [chain.link(id, entry)?];
    let words = desk.send(&links).await?;
    let number = held(made(words.first())?, what)?;
    let again = desk.send(&links).await?;
    must(held(made(again.first())?, what)? == number, || {
        format!("POST /v1/entries: an entry held as {number} came again and got another number")
    })?;
    let feed = desk.feed_after(before).await?;
    let places: Vec<_> = feed.iter().filter(|item| item.id == id).collect();
    let item = there(places.first(), || {
        format!("GET /v1/feed: the held entry {number} does not stand there")
    })?;
    must(places.len() == 1, || {
        format!(
            "GET /v1/feed: a held entry that came twice stands there {} times",
            places.len()
        )
    })?;
    let digests: Option<Digests> = item.digests.map(Into::into);
    let whole = item.what == FeedWord::Held
        && item.number == number
        && item.parts.is_none()
        && item.machine == Some(desk.machine)
        && item.chain.first() == Some(&chain.point())
        && digests == digests_of(made(links.first())?);
    must(whole, || {
        format!(
            "GET /v1/feed: the entry held as {number} has to stand there as \"held\", under that number, \
             without parts, with \"machine\", \"chain\" and the \"digests\" of what was sent"
        )
    })?;
    let page = desk.page(before, None, &[chain.point()]).await?;
    let told = page.items.iter().find(|item| item.id == id);
    must(told.is_some_and(|item| item.what == FeedWord::Held), || {
        "GET /v1/feed: what is held has to be told as \"held\" also to the machine that says by \"holds\" that \
         it has it; told as \"known\" it would count as taken"
            .to_owned()
    })
}

/// By what was held where, a machine and an endpoint that was restored see that they differ.
pub(crate) async fn places_are_counted(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let root = held_before(desk, before).await?;
    let chain = &mut desk.chain()?;
    let (without, whole) = kept_back(chain)?;
    let words = desk.send(&[without, chain.entry()?]).await?;
    let number = held(made(words.first())?, "its digests alone")?;
    let due = held_hash(&root, number, whole.id);
    for when in ["while it is held", "once its parts have come"] {
        let feed = desk.feed_after(before).await?;
        let places: Vec<_> = feed
            .iter()
            .filter(|item| item.held_at_first)
            .map(|item| item.number)
            .collect();
        must(places == [number], || {
            format!(
                "GET /v1/feed: {when}, the entry held as {number} has to bear \"held_at_first\": true at that \
                 place, and nothing else here; {places:?} bear it"
            )
        })?;
        for (at, due) in [(number - 1, root), (number, due), (desk.last().await?, due)] {
            must(held_before(desk, at).await? == due, || {
                format!(
                    "GET /v1/feed: {when}, \"before_held\" at after={at} is not the running hash of the held \
                     places up to there"
                )
            })?;
        }
        desk.send(std::slice::from_ref(&whole)).await?;
    }
    Ok(())
}

/// The running hash of the held places up to a number, as the endpoint says it.
pub(super) async fn held_before(desk: &Desk, number: u64) -> Result<Digest, Stop> {
    let page = desk.page(number, Some(1), &[]).await?;
    let Hex32(hash) = there(page.before_held, || {
        format!("GET /v1/feed: \"before_held\" is not told at after={number}, which the feed has")
    })?;
    Ok(hash)
}

/// A link whose parts were kept back, and the same with them.
fn kept_back(chain: &mut Chain) -> Result<(SentLink, SentLink), Stop> {
    let whole = chain.entry()?;
    Ok((withheld(&whole)?, whole))
}

/// Content that comes later belongs to its old number and is announced at a new place.
pub(crate) async fn is_announced_when_it_comes_later(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let chain = &mut desk.chain()?;
    let (without, whole) = kept_back(chain)?;
    let words = desk.send(&[without, chain.entry()?]).await?;
    let what = "its digests alone";
    let number = held(made(words.first())?, what)?;
    let later = desk.send(std::slice::from_ref(&whole)).await?;
    super::entries::answered(
        &later,
        &[Word::Stored { number }],
        "the parts of a held entry came later",
    )?;
    let again = desk.send(std::slice::from_ref(&whole)).await?;
    super::entries::answered(
        &again,
        &[Word::Duplicate { number }],
        "the parts of a held entry came later, and then once more",
    )?;
    let feed = desk.feed_after(before).await?;
    let announced: Vec<_> = feed
        .iter()
        .filter(|item| item.id == whole.id && item.of == Some(number))
        .collect();
    must(announced.len() == 1, || {
        format!(
            "GET /v1/feed: parts that came later have to stand at one new place with \"of\": {number}; there \
             are {} such places, and machines that were past {number} never learn the content",
            announced.len()
        )
    })?;
    must(
        announced.iter().all(|item| item.parts == whole.parts),
        || {
            "GET /v1/feed: the place that announces parts does not bear them as they were sent"
                .to_owned()
        },
    )?;
    desk.store(&chain.entries(1)?).await?;
    Ok(())
}

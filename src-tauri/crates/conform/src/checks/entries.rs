//! Appending: each entry once, numbered, whatever is sent again, and every contradiction told aloud.

use domain::id::{EntryId, Millis};
use domain::link::ChainPoint;
use domain::wire::{EntriesAnswer, FeedItem, Hex32, Outcome as Word, ProblemType, SentLink};

use crate::chain::{Chain, MADE_AT, Made, random};
use crate::desk::{Desk, named};
use crate::kit::Kit;
use crate::outcome::{Outcome, Stop, made, must, there};

/// Entries of an ordinary batch.
const BATCH: usize = 5;
/// How often a batch is sent at the same time.
const AT_ONCE: usize = 4;
/// Kind of an entry that erases its subject.
const ERASING: &str = "conformance.erased";
/// Two years in milliseconds.
const TWO_YEARS_MS: i64 = 2 * 365 * 24 * 60 * 60 * 1_000;

/// Holds when each link was answered so.
pub(crate) fn answered(words: &[Word], wanted: &[Word], what: &str) -> Outcome {
    for (place, (word, wanted)) in (1..).zip(words.iter().zip(wanted)) {
        must(word == wanted, || {
            format!(
                "POST /v1/entries: {what}; link {place} of the batch was answered {} instead of {}",
                named(word),
                named(wanted)
            )
        })?;
    }
    Ok(())
}

fn duplicates(numbers: &[u64]) -> Vec<Word> {
    let words = numbers.iter().map(|&number| Word::Duplicate { number });
    words.collect()
}

/// Holds when the feed bears each of these entries once.
pub(crate) fn each_once(feed: &[FeedItem], links: &[SentLink]) -> Outcome {
    for link in links {
        let places = feed.iter().filter(|item| item.id == link.id).count();
        must(places == 1, || {
            format!(
                "GET /v1/feed: entry {} stands there {places} times instead of once",
                link.id
            )
        })?;
    }
    Ok(())
}

pub(crate) async fn are_numbered(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let (hello, machine) = desk.hello(&[]).await?;
    let links = desk.chain()?.entries(BATCH)?;
    let answer: EntriesAnswer = desk.try_send(&links).await?.read()?;
    must(answer.results.len() == links.len(), || {
        format!(
            "POST /v1/entries: {} results for {} links",
            answer.results.len(),
            links.len()
        )
    })?;
    let mut before = machine.last;
    for (link, result) in links.iter().zip(&answer.results) {
        must((result.seq, result.id) == (link.seq, link.id), || {
            format!(
                "POST /v1/entries: the results are not in the order of the links: at the place of link {} \
                 stands that of link {}",
                link.seq, result.seq
            )
        })?;
        must(
            result.hash == link.hash && result.epoch == link.epoch,
            || {
                "POST /v1/entries: a result does not bear epoch and hash as they were sent"
                    .to_owned()
            },
        )?;
        let number = match result.read() {
            Some(Word::Stored { number }) => number,
            _ => 0,
        };
        must(number > before, || {
            format!(
                "POST /v1/entries: link {}, new and whole, was answered {} with number {:?} behind number \
                 {before}; stored with a higher one was due",
                link.seq,
                serde_json::to_string(&result.outcome).unwrap_or_default(),
                result.number
            )
        })?;
        before = number;
    }
    must(answer.centre == hello.epoch, || {
        "POST /v1/entries: \"centre\" is not the counting that the hello calls current".to_owned()
    })
}

/// A proxy's stale answer must be told from the machine's own.
pub(crate) async fn name_whom_they_answer(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let links = desk.chain()?.entries(1)?;
    let answer: EntriesAnswer = desk.try_send(&links).await?.read()?;
    must(
        answer.machine == desk.machine && answer.site == desk.site()?,
        || {
            "POST /v1/entries: \"machine\" and \"site\" are not those of the token; a machine believes no \
             other answer"
                .to_owned()
        },
    )
}

pub(crate) async fn sent_again_are_duplicates(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut chain = desk.chain()?;
    let links = chain.entries(BATCH)?;
    let numbers = desk.store(&links).await?;
    let again = desk.send(&links).await?;
    let known = duplicates(&numbers);
    answered(&again, &known, "a batch was sent twice")?;
    let backwards: Vec<_> = links.iter().rev().cloned().collect();
    let known: Vec<_> = known.into_iter().rev().collect();
    let again = desk.send(&backwards).await?;
    answered(&again, &known, "a batch was sent again backwards")?;
    let last = made(links.last())?.clone();
    let mixed = [last, chain.entry()?];
    let words = desk.send(&mixed).await?;
    must(matches!(words.get(1), Some(Word::Stored { .. })), || {
        "POST /v1/entries: a batch began with an entry that was there; the new one behind it was not stored"
            .to_owned()
    })?;
    let feed = desk.feed_after(before).await?;
    each_once(&feed, &links)
}

/// A machine that gave up waiting sends again while the first request is still under way.
pub(crate) async fn sent_at_once_are_there_once(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let links = desk.chain()?.entries(BATCH)?;
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let (desk, links) = (desk.clone(), links.clone());
        sending.spawn(async move { desk.send(&links).await });
    }
    let mut first: Option<Vec<u64>> = None;
    while let Some(sent) = sending.join_next().await {
        let words = made(sent.ok())??;
        let numbers = words.iter().map(number_of).collect::<Option<Vec<_>>>();
        let numbers = there(numbers, || {
            format!(
                "POST /v1/entries: the same batch was sent {AT_ONCE} times at once and one answer holds \
                 neither stored nor duplicate"
            )
        })?;
        let known = first.get_or_insert_with(|| numbers.clone());
        must(*known == numbers, || {
            format!(
                "POST /v1/entries: the same batch was sent {AT_ONCE} times at once and got numbers \
                 {known:?} and {numbers:?}"
            )
        })?;
    }
    each_once(&desk.feed_after(before).await?, &links)
}

fn number_of(word: &Word) -> Option<u64> {
    match word {
        Word::Stored { number } | Word::Duplicate { number } => Some(*number),
        _ => None,
    }
}

/// What is of one id is one entry: another content under it is a contradiction, never an update.
pub(crate) async fn of_one_id_are_one(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut chain = desk.chain()?;
    let first = chain.entry()?;
    desk.store(std::slice::from_ref(&first)).await?;
    let mut other = Made::new(MADE_AT)?;
    other.id = first.id;
    other.header.id = first.id;
    let changed = chain.link(first.id, other.entry()?)?;
    let words = desk.send(&[changed]).await?;
    answered(
        &words,
        &[Word::Mismatch],
        "the id of a stored entry came again with other content",
    )?;
    let feed = desk.feed_after(before).await?;
    let stands = feed
        .iter()
        .any(|item| item.id == first.id && item.parts == first.parts);
    must(stands, || {
        "GET /v1/feed: the first content of an id no longer stands there once another one came"
            .to_owned()
    })
}

/// Content that was changed on the way or on a disk: the link does not hold it.
pub(crate) async fn changed_on_the_way_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut link = desk.chain()?.entry()?;
    if let Some(parts) = &mut link.parts {
        parts.facts.0.push(b' ');
    }
    let words = desk.send(std::slice::from_ref(&link)).await?;
    answered(
        &words,
        &[Word::Mismatch],
        "the hash of a link does not hold the content that came with it",
    )?;
    let feed = desk.feed_after(before).await?;
    must(feed.iter().all(|item| item.id != link.id), || {
        "GET /v1/feed: an entry stands there whose content its link does not hold".to_owned()
    })
}

/// The machine is the token's: nobody writes into another's chain.
pub(crate) async fn of_another_machine_are_refused(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let links = Desk::new(&kit.line)?.chain()?.entries(1)?;
    let words = desk.send(&links).await?;
    answered(
        &words,
        &[Word::Mismatch],
        "a link was made for another machine than the token's",
    )
}

/// Two disks from one image: the second chain is told apart, and the first stands.
pub(crate) async fn of_a_fork_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let mut chain = desk.chain()?;
    let first = chain.entries(1)?;
    desk.store(&first).await?;
    let mut copy = chain.clone();
    let here = chain.entries(1)?;
    desk.store(&here).await?;
    let there = copy.entries(2)?;
    let words = desk.send(&there).await?;
    answered(
        &words,
        &[Word::Fork, Word::Fork],
        "another link came for a place of the chain that is taken, and one behind it",
    )?;
    let next = chain.entries(1)?;
    desk.store(&next).await?;
    Ok(())
}

pub(crate) async fn that_do_not_join_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let fork = [Word::Fork];
    let mut chain = desk.chain()?;
    chain.prev = [9; 32];
    let words = desk.send(&chain.entries(1)?).await?;
    answered(
        &words,
        &fork,
        "\"prev\" of a first link is not the root of its epoch",
    )?;
    let mut chain = desk.chain()?;
    desk.store(&chain.entries(1)?).await?;
    chain.prev = [9; 32];
    let words = desk.send(&chain.entries(1)?).await?;
    answered(&words, &fork, "\"prev\" is not the hash of the link before")?;
    let mut forged = desk.chain()?.entry()?;
    forged.follows = vec![chain.point()];
    let words = desk.send(&[forged]).await?;
    answered(
        &words,
        &fork,
        "\"follows\" names another point than \"prev\" was made of",
    )
}

pub(crate) async fn behind_a_gap_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let links = desk.chain()?.entries(BATCH)?;
    let part = |range: std::ops::Range<usize>| made(links.get(range));
    let words = desk.send(part(1..3)?).await?;
    let missing = |seq| vec![Word::Missing { seq }; 2];
    answered(
        &words,
        &missing(1),
        "the first link of the epoch was never sent",
    )?;
    desk.store(part(0..2)?).await?;
    let words = desk.send(part(3..5)?).await?;
    answered(&words, &missing(3), "link 3 of the epoch was never sent")?;
    desk.store(part(2..5)?).await?;
    Ok(())
}

/// After a restore a machine goes on in a new epoch; what it knew stands by the points that it follows.
pub(crate) async fn follow_in_a_new_epoch(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut old = desk.chain()?;
    let links = old.entries(3)?;
    let numbers = desk.store(&links).await?;
    let follows = ChainPoint {
        seq: 2,
        ..old.point()
    };
    let mut chain = Chain::new(desk.machine, vec![follows])?;
    let lost = made(links.get(2))?;
    let content = made(lost.parts.clone())?.read().ok();
    let again = chain.link(lost.id, made(made(content)?.entry)?)?;
    let new = chain.entry()?;
    let words = desk.send(&[again, new.clone()]).await?;
    let number = made(numbers.get(2)).copied()?;
    answered(
        &words,
        &[Word::Duplicate { number }],
        "a stored entry was linked again in a new epoch",
    )?;
    must(matches!(words.get(1), Some(Word::Stored { .. })), || {
        "POST /v1/entries: a new entry in an epoch that follows another was not stored".to_owned()
    })?;
    let feed = desk.feed_after(before).await?;
    let item = there(feed.iter().find(|item| item.id == new.id), || {
        "GET /v1/feed: an entry of a new epoch does not stand there".to_owned()
    })?;
    must(item.chain == [chain.point(), follows], || {
        format!(
            "GET /v1/feed: \"chain\" of an entry in an epoch that follows another has to be its own point \
             and then the points that were sent in \"follows\"; it has {} points",
            item.chain.len()
        )
    })
}

/// Nothing hangs on the clock of a machine.
pub(crate) async fn of_any_clock_are_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let now = kit.hello()?.time;
    let mut chain = desk.chain()?;
    let at = |by| Millis(now.0.saturating_add(by));
    let times = [at(TWO_YEARS_MS), at(-TWO_YEARS_MS), Millis(0), at(0)];
    let mut links = Vec::new();
    for time in times {
        let made = Made::new(time)?;
        links.push(chain.link(made.id, made.entry()?)?);
    }
    let numbers = desk.store(&links).await?;
    must(numbers.is_sorted(), || {
        format!(
            "POST /v1/entries: entries of clocks two years apart were numbered {numbers:?} instead of in \
             the order of their chain"
        )
    })
}

/// An erasure leaves the digest, by which the chain stays whole.
pub(crate) async fn with_an_erased_part_are_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut link = desk.chain()?.entry()?;
    let digests = made(crate::chain::digests_of(&link))?;
    if let Some(parts) = &mut link.parts {
        parts.personal = None;
        parts.personal_digest = Some(Hex32(digests.personal));
    }
    desk.store(std::slice::from_ref(&link)).await?;
    let feed = desk.feed_after(before).await?;
    let item = feed.iter().find(|item| item.id == link.id);
    must(item.is_some_and(|item| item.parts == link.parts), || {
        "GET /v1/feed: an entry whose personal part was erased has to come with \"personal\": null and its \
         \"personal_digest\""
            .to_owned()
    })?;
    let mut nameless = desk.chain()?.entry()?;
    if let Some(parts) = &mut nameless.parts {
        parts.personal = None;
    }
    let told = desk.try_send(&[nameless]).await?;
    told.refused(&[ProblemType::Malformed])?;
    Ok(())
}

/// Whoever keeps the words of one entry keeps what somebody asked to have erased.
pub(crate) async fn are_erased_whenever_they_come(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut chain = desk.chain()?;
    let subject = Made::new(MADE_AT)?.header.subject;
    let mut erasures = Vec::new();
    let mut ids = Vec::new();
    // What is there, what erases it, what did not know of that, what did.
    for (kind, knows) in [
        (None, false),
        (Some(ERASING), false),
        (None, false),
        (None, true),
    ] {
        let mut one = Made::new(MADE_AT)?;
        one.header.subject = subject;
        if knows {
            one.header.erasures.clone_from(&erasures);
        }
        if let Some(kind) = kind {
            kind.clone_into(&mut one.header.kind);
            erasures.push(one.id);
        }
        ids.push(one.id);
        let link = chain.link(one.id, one.entry()?)?;
        desk.store(std::slice::from_ref(&link)).await?;
    }
    let feed = desk.feed_after(before).await?;
    for (place, id) in ids.iter().enumerate() {
        let item = there(feed.iter().find(|item| item.id == *id), || {
            "GET /v1/feed: an entry about a subject that was erased does not stand there".to_owned()
        })?;
        let knew = place == 3;
        let parts = item.parts.as_ref();
        must(
            parts.is_some_and(|parts| {
                parts.personal.is_some() == knew && parts.personal_digest.is_some() != knew
            }),
            || {
                if knew {
                    "GET /v1/feed: an entry whose header names the erasure of its subject has to keep its \
                     personal part"
                        .to_owned()
                } else {
                    "GET /v1/feed: an entry whose header does not name the erasure of its subject has to come \
                     with \"personal\": null and its \"personal_digest\", whether it came before or after"
                        .to_owned()
                }
            },
        )?;
    }
    Ok(())
}

/// A header, facts and a personal part as another version may write them: unknown kind, version and
/// fields, blanks, escapes, numbers that no double holds.
fn of_another_version() -> Result<(EntryId, domain::entry::Entry), Stop> {
    let made_up = Made::new(MADE_AT)?;
    let (id, header) = (made_up.id, &made_up.header);
    let text = format!(
        "{{ \"weather\" : \"\\u0646\\u062f\\u0627\" ,\"id\":\"{id}\",\"subject\":\"{}\",\"kind\":\
         \"conformance.moon_landed\",\"version\":977,\"act\":\"{}\",\"actor\":\"{}\",\
         \"role\":\"astronaut\",\"at\":1,\"zone_min\":-210,\"since_start_ms\":0,\"z\":[1.0,1e3],\
         \"deep\":{{\"b\":null,\"a\":12345678901234567890}}}}\n",
        header.subject, header.act, header.actor
    );
    let mut personal = random::<16>()?.to_vec();
    personal.extend_from_slice("{\"نداء\" : [ 0.10, true ] }".as_bytes());
    Ok((
        id,
        domain::entry::Entry {
            header: text.into_bytes(),
            facts: b"{\"crater\":  7,\"a\":1,\"crater2\":1.50}".to_vec(),
            personal: Some(personal),
        },
    ))
}

pub(crate) async fn come_back_byte_for_byte(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let (id, entry) = of_another_version()?;
    let link = desk.chain()?.link(id, entry)?;
    desk.store(std::slice::from_ref(&link)).await?;
    let feed = desk.feed_after(before).await?;
    let item = there(feed.iter().find(|item| item.id == id), || {
        "GET /v1/feed: an entry of an unknown kind does not stand there".to_owned()
    })?;
    must(item.parts == link.parts, || {
        let same = |part: fn(&domain::wire::SentParts) -> Option<&domain::wire::Base64>| {
            item.parts.as_ref().and_then(part) == link.parts.as_ref().and_then(part)
        };
        let (header, facts) = (
            same(|parts| Some(&parts.header)),
            same(|parts| Some(&parts.facts)),
        );
        let changed = match (header, facts) {
            (false, _) => "header",
            (_, false) => "facts",
            _ => "personal",
        };
        format!(
            "GET /v1/feed: an entry of an unknown kind, version and fields did not come back byte for byte: \
             its {changed} is another. Keep parts as bytes and never write them anew"
        )
    })
}

//! How far a machine and the endpoint are together: heads of the chains, links, marks of the feed.

use domain::entry::CentreEpoch;
use domain::link::ChainPoint;
use domain::wire::{EntriesAnswer, Hex32, LinkAtCentre, Mark, Outcome as Word, SentLink};

use super::feed::running_hash;
use super::held::held_before;
use crate::chain::{random, withheld};
use crate::desk::Desk;
use crate::kit::Kit;
use crate::outcome::{Need, Outcome, Stop, made, must, there};

/// How far beyond the last number a made-up mark lies.
const BEYOND: u64 = 1_000;

pub(crate) async fn heads_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let mut chain = desk.chain()?;
    for round in [2, 1] {
        desk.store(&chain.entries(round)?).await?;
        let (_, machine) = desk.hello(&[]).await?;
        let head = machine.heads.iter().find(|head| head.epoch == chain.epoch);
        let head = there(head, || {
            "GET /v1/hello: \"heads\" lacks an epoch of which links were stored".to_owned()
        })?;
        must(
            head.seq == chain.seq && head.hash == Hex32(chain.prev),
            || {
                format!(
                    "GET /v1/hello: the head of an epoch of {} links is told as place {} or with another \
                     hash; a machine finds by it what got lost at the endpoint",
                    chain.seq, head.seq
                )
            },
        )?;
    }
    Ok(())
}

pub(crate) async fn links_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let mut chain = desk.chain()?;
    let mut links = chain.entries(4)?;
    let kept_back = withheld(&chain.entry()?)?;
    links.push(kept_back);
    let words = desk.send(&links).await?;
    let all: Vec<LinkAtCentre> = links
        .iter()
        .zip(&words)
        .filter_map(|(link, word)| {
            let (number, held) = match word {
                Word::Stored { number } => (*number, false),
                Word::Held { number, .. } => (*number, true),
                _ => return None,
            };
            Some(LinkAtCentre {
                seq: link.seq,
                hash: link.hash,
                id: link.id,
                number,
                held,
            })
        })
        .collect();
    let page = desk.links(&chain, Some(2), Some(9)).await?;
    must(Some(page.links.as_slice()) == all.get(1..), || {
        format!(
            "GET /v1/links from=2 to=9: an epoch of {} links, the last of them held, has to be told from \
             place 2 with seq, hash, id, number and \"held\"; it is told with {} links",
            links.len(),
            page.links.len()
        )
    })?;
    let part = desk.links(&chain, Some(2), Some(3)).await?;
    must(Some(part.links.as_slice()) == all.get(1..3), || {
        "GET /v1/links: with from=2 and to=3 it has to tell the places 2 and 3".to_owned()
    })?;
    let unknown = desk.links(&desk.chain()?, None, None).await?;
    must(unknown.links.is_empty(), || {
        "GET /v1/links: an epoch that the endpoint never saw has links".to_owned()
    })
}

/// A chain is looked at by its own machine alone.
pub(crate) async fn links_are_for_their_machine(kit: &mut Kit) -> Outcome {
    let (desk, other) = (kit.first()?, kit.second()?);
    let mut chain = desk.chain()?;
    desk.store(&chain.entries(2)?).await?;
    let page = other.links(&chain, None, None).await?;
    must(page.links.is_empty(), || {
        "GET /v1/links: a machine is told the links of another machine's epoch".to_owned()
    })
}

/// A mark as the endpoint itself gives it.
async fn mark_at(desk: &Desk, number: u64) -> Result<Mark, Stop> {
    let hash = Hex32(running_hash(desk, number).await?);
    Ok(Mark { number, hash })
}

/// Marks in a query, newest first.
fn marks(marks: &[Mark]) -> String {
    let texts: Vec<_> = marks.iter().map(ToString::to_string).collect();
    texts.join(",")
}

pub(crate) async fn marks_that_stand_are_left(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    kit.stored(3).await?;
    let (hello, machine) = desk.hello(&[]).await?;
    let newest = mark_at(desk, machine.last).await?;
    let older = mark_at(desk, machine.last.saturating_sub(2)).await?;
    let counting = format!("{}.{}", hello.epoch.ordinal, hello.epoch.id);
    let told = marks(&[newest, older]);
    let (again, machine) = desk
        .hello(&[("counting", counting.as_str()), ("marks", &told)])
        .await?;
    must(
        machine.restart_from.is_none() && again.epoch == hello.epoch,
        || {
            "GET /v1/hello: marks that the endpoint gave itself do not stand before it: it answers \
             \"restart_from\" or another counting"
                .to_owned()
        },
    )
}

/// Without a counting nothing is claimed to be lost, so that no endpoint begins a new one for it.
pub(crate) async fn marks_that_do_not_stand_are_told(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    kit.stored(2).await?;
    let last = desk.last().await?;
    let stands = mark_at(desk, last).await?;
    let false_mark = |number| -> Result<Mark, Stop> {
        let hash = Hex32(random()?);
        Ok(Mark { number, hash })
    };
    let beyond = false_mark(last + BEYOND)?;
    for (told, due, which) in [
        (vec![beyond, stands], last, "the newest that stands"),
        (vec![false_mark(last)?], 0, "0 where none stands"),
    ] {
        let (_, machine) = desk.hello(&[("marks", marks(&told).as_str())]).await?;
        must(machine.restart_from == Some(due), || {
            format!(
                "GET /v1/hello: a machine knows a feed that the endpoint does not have; \"restart_from\" has \
                 to be {due}, {which}, and is {:?}. Without it a loss at the endpoint is never noticed",
                machine.restart_from
            )
        })?;
    }
    Ok(())
}

/// The feed is the same, and yet the machine was shown something as held that the endpoint has, or the other
/// way round.
pub(crate) async fn held_marks_are_looked_at(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    kit.stored(2).await?;
    let last = desk.last().await?;
    let told = marks(&[mark_at(desk, last).await?]);
    let stands = Hex32(held_before(desk, last).await?);
    for (held, due) in [(stands, None), (Hex32(random()?), Some(0))] {
        let held = held.to_string();
        let query = [("marks", told.as_str()), ("held", held.as_str())];
        let (_, machine) = desk.hello(&query).await?;
        must(machine.restart_from == due, || {
            format!(
                "GET /v1/hello: with the running hash of the held places that {} at the mark, \"restart_from\" \
                 has to be {due:?} and is {:?}",
                if due.is_none() {
                    "stands"
                } else {
                    "does not stand"
                },
                machine.restart_from
            )
        })?;
    }
    Ok(())
}

/// An endpoint that was restored from a backup counts anew, so that no number is taken for an older one.
pub(crate) async fn a_loss_opens_a_counting(kit: &mut Kit) -> Outcome {
    if !kit.options.new_counting {
        return Err(Stop::NotTested(Need::NewCounting));
    }
    let desk = kit.first()?;
    let chain = &mut desk.chain()?;
    let links = chain.entries(3)?;
    let numbers = desk.store(&links).await?;
    let (hello, machine) = desk.hello(&[]).await?;
    let (old, last) = (hello.epoch, machine.last);
    let beyond = Mark {
        number: last + BEYOND,
        hash: Hex32(random()?),
    };
    let told = marks(&[beyond, mark_at(desk, last).await?]);
    let counting = format!("{}.{}", old.ordinal, old.id);
    let query = [("counting", counting.as_str()), ("marks", told.as_str())];
    let (new, machine) = desk.hello(&query).await?;
    must(
        new.epoch.ordinal > old.ordinal
            && new.epoch.id != old.id
            && machine.restart_from == Some(last),
        || {
            format!(
                "GET /v1/hello: a machine proves by its marks that the endpoint has lost numbers of the \
                 current counting; a counting of a higher ordinal and another id has to begin, with \
                 \"restart_from\": {last}"
            )
        },
    )?;
    let (again, _) = desk.hello(&query).await?;
    must(again.epoch == new.epoch, || {
        "GET /v1/hello: the same machine told of the same loss twice, and two countings began"
            .to_owned()
    })?;
    keeps_countings_apart(desk, chain.point(), &links, &numbers, (old, new.epoch)).await?;
    let next = desk.store(&chain.entries(1)?).await?;
    must(next.first().is_some_and(|number| *number > last), || {
        format!("POST /v1/entries: in the new counting {next:?} was given, which stands already")
    })?;
    let page = desk.page(last, None, &[]).await?;
    must(page.centre == new.epoch, || {
        "GET /v1/feed: \"centre\" of a page has to be the counting that gave its numbers".to_owned()
    })
}

/// What was numbered before keeps the counting of then.
async fn keeps_countings_apart(
    desk: &Desk,
    point: ChainPoint,
    links: &[SentLink],
    numbers: &[u64],
    (old, new): (CentreEpoch, CentreEpoch),
) -> Outcome {
    let answer: EntriesAnswer = desk.try_send(links).await?.read()?;
    let as_due = |(link, &number): (&SentLink, &u64)| {
        let result = answer.results.iter().find(|result| result.id == link.id);
        result.is_some_and(|result| {
            result.read() == Some(Word::Duplicate { number }) && result.centre == Some(old)
        })
    };
    let as_due = answer.centre == new && links.iter().zip(numbers).all(as_due);
    must(as_due, || {
        format!(
            "POST /v1/entries: entries of the counting before (epoch {}) were sent again; they have to be \
             answered duplicate with their numbers, each with \"centre\" naming the counting of then",
            point.epoch
        )
    })?;
    let first = made(numbers.first())?;
    let page = desk.page(first.saturating_sub(1), None, &[]).await?;
    must(page.centre == old, || {
        "GET /v1/feed: \"centre\" of a page has to be the counting that gave its numbers".to_owned()
    })
}

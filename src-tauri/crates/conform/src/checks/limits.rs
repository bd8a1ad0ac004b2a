//! What is too large, too deep or of another kind is refused by name, and takes nothing from others.

use std::io::Write as _;

use domain::entry::{Digests, MAX_PERSONAL_BYTES, SALT_BYTES};
use domain::id::EntryId;
use domain::wire::{EntriesAnswer, EntriesRequest, Hello, ProblemType};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::chain::{MADE_AT, Made, random};
use crate::desk::Desk;
use crate::kit::Kit;
use crate::line::{Asking, Told};
use crate::outcome::{Need, Outcome, Stop, made, must};

const JSON: &str = "application/json";
/// Bytes that are sent at most to pass a limit.
const MOST_SENT_BYTES: usize = 64 * 1024 * 1024;
/// Bytes that a pack is unpacked to at most to pass a limit.
const MOST_UNPACKED_BYTES: usize = 512 * 1024 * 1024;
/// Links that are sent at most to pass a limit.
const MOST_LINKS: usize = 20_000;
/// Entries of the greatest length that together are longer than any answer that a machine takes.
const LONG_ENTRIES: usize = 18;
/// How deep JSON is nested that no parser should follow.
const DEEP: usize = 100_000;
/// What a refusal must not repeat.
const MARKER: &str = "Zr7conformanceQ9";

fn packed(bytes: &[u8]) -> Result<Vec<u8>, Stop> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    made(packer.write_all(bytes).ok())?;
    made(packer.finish().ok())
}

fn asking(desk: &Desk, kind: &str, body: Vec<u8>) -> Asking {
    let asked = desk.line().post("/v1/entries").token(&desk.token);
    asked.body(kind, body)
}

/// The endpoint goes on serving after this.
async fn still_serves(kit: &Kit, after: &str) -> Outcome {
    let hello = kit.line.get("/v1/hello", &[]).send().await?.read::<Hello>();
    must(hello.is_ok(), || {
        format!("GET /v1/hello is not answered any more after {after}")
    })
}

/// An answer that has to name every link as stored.
fn stored(told: &Told, what: &str) -> Outcome {
    let answer: EntriesAnswer = told.read()?;
    let stored = answer
        .results
        .first()
        .is_some_and(|result| matches!(result.read(), Some(domain::wire::Outcome::Stored { .. })));
    must(stored, || {
        format!("POST /v1/entries: {what} was not stored")
    })
}

pub(crate) async fn gzip_is_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let links = desk.chain()?.entries(3)?;
    let body = serde_json::to_vec(&EntriesRequest { links }).unwrap_or_default();
    let asked = asking(desk, "application/json; charset=utf-8", packed(&body)?);
    let told = asked.packed_as("gzip").send().await?;
    stored(
        &told,
        "a batch packed by gzip, which is how every machine sends it,",
    )
}

/// The longest that the contract allows, of random letters, which no packing makes shorter than it is.
pub(crate) async fn the_longest_entry_is_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let made_up = Made::new(MADE_AT)?;
    let mut entry = made_up.entry()?;
    let mut personal = random::<SALT_BYTES>()?.to_vec();
    personal.extend_from_slice(b"{\"a\":\"");
    let mut letters = vec![0; MAX_PERSONAL_BYTES - personal.len() - 2];
    made(getrandom::fill(&mut letters).ok())?;
    personal.extend(letters.iter().map(|byte| b'0' + byte % 10));
    personal.extend_from_slice(b"\"}");
    entry.personal = Some(personal);
    let links = vec![desk.chain()?.link(made_up.id, entry)?];
    let body = serde_json::to_vec(&EntriesRequest { links }).unwrap_or_default();
    let told = asking(desk, JSON, body).send().await?;
    stored(&told, "an entry of the greatest lawful length")
}

/// A newer machine says more than this endpoint knows.
pub(crate) async fn unknown_fields_are_ignored(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let links = desk.chain()?.entries(1)?;
    let mut body = json!(EntriesRequest { links });
    let field = json!({"of": "a later protocol"});
    for holder in ["", "/links/0", "/links/0/parts"] {
        if let Some(object) = body.pointer_mut(holder).and_then(|at| at.as_object_mut()) {
            object.insert("later".into(), field.clone());
        }
    }
    let body = serde_json::to_vec(&body).unwrap_or_default();
    let told = asking(desk, JSON, body).send().await?;
    stored(&told, "a batch with fields that no endpoint knows")
}

pub(crate) async fn too_large_is_413(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let limit = kit.hello()?.limits.body_bytes;
    must_be_passable(limit, MOST_SENT_BYTES)?;
    let told = asking(desk, JSON, vec![b' '; limit + 1]).send().await?;
    told.refused(&[ProblemType::TooLarge])?;
    still_serves(kit, "a body that is too large").await
}

const fn must_be_passable(limit: usize, most: usize) -> Outcome {
    if limit < most {
        Ok(())
    } else {
        Err(Stop::NotTested(Need::SmallerLimit))
    }
}

pub(crate) async fn too_many_links_are_413(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let limit = kit.hello()?.limits.links;
    must_be_passable(limit, MOST_LINKS)?;
    let mut chain = desk.chain()?;
    let digests = Digests {
        header: [1; 32],
        facts: [2; 32],
        personal: [3; 32],
    };
    let links = (0..=limit)
        .map(|_| Ok(chain.link_digests(EntryId::from_bytes(random()?), &digests)))
        .collect::<Result<Vec<_>, Stop>>()?;
    let told = desk.try_send(&links).await?;
    told.refused(&[ProblemType::TooLarge])?;
    let page = desk.links(&chain, None, None).await?;
    must(page.links.is_empty(), || {
        format!(
            "POST /v1/entries: a batch of {} links was refused as too large and {} of them were kept",
            links.len(),
            page.links.len()
        )
    })
}

/// A few kilobytes that unpack to far more must not take the endpoint's memory.
pub(crate) async fn a_gzip_bomb_is_413(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let limit = kit.hello()?.limits.unpacked_bytes;
    must_be_passable(limit, MOST_UNPACKED_BYTES)?;
    let bomb = packed(&vec![b' '; limit + 1])?;
    let told = asking(desk, JSON, bomb).packed_as("gzip").send().await?;
    told.refused(&[ProblemType::TooLarge])?;
    still_serves(kit, "a gzip bomb").await
}

pub(crate) async fn deep_json_is_400(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let deep = format!("{{\"links\":{}", "[".repeat(DEEP));
    let told = asking(desk, JSON, deep.into_bytes()).send().await?;
    told.refused(&[ProblemType::Malformed])?;
    still_serves(kit, "deeply nested JSON").await
}

/// Machines bound what they take in: a page that is longer stops them for ever.
pub(crate) async fn pages_can_be_taken(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let before = desk.last().await?;
    let mut chain = desk.chain()?;
    for _ in 0..LONG_ENTRIES {
        let made_up = Made::new(MADE_AT)?;
        let mut entry = made_up.entry()?;
        let mut personal = random::<SALT_BYTES>()?.to_vec();
        personal.extend_from_slice(b"{\"a\":\"");
        personal.resize(MAX_PERSONAL_BYTES - 2, b'a');
        personal.extend_from_slice(b"\"}");
        entry.personal = Some(personal);
        let links = vec![chain.link(made_up.id, entry)?];
        let body = serde_json::to_vec(&EntriesRequest { links }).unwrap_or_default();
        let asked = asking(desk, JSON, packed(&body)?).packed_as("gzip");
        stored(
            &asked.send().await?,
            "an entry of the greatest lawful length",
        )?;
    }
    let feed = desk.feed_after(before).await?;
    must(feed.len() == LONG_ENTRIES, || {
        format!(
            "GET /v1/feed: of {LONG_ENTRIES} long entries {} came, on pages that have to be closed early",
            feed.len()
        )
    })
}

pub(crate) async fn busy_says_when(kit: &mut Kit) -> Outcome {
    kit.hello()?;
    must(!kit.line.was_silent(), || {
        "a 429 or 503 came without Retry-After in seconds; a whole fleet then comes back when it likes"
            .to_owned()
    })
}

pub(crate) async fn other_media_are_415(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let body = || {
        let links = desk.chain()?.entries(1)?;
        Ok::<_, Stop>(serde_json::to_vec(&EntriesRequest { links }).unwrap_or_default())
    };
    let wrong = [ProblemType::WrongMediaType];
    let told = asking(desk, "text/plain", body()?).send().await?;
    told.refused(&wrong)?;
    let told = asking(desk, JSON, body()?).packed_as("br").send().await?;
    told.refused(&wrong)?;
    Ok(())
}

pub(crate) async fn unreadable_is_400(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let mut zero = desk.chain()?.entry()?;
    zero.seq = 0;
    let zero = serde_json::to_vec(&EntriesRequest { links: vec![zero] }).unwrap_or_default();
    for (what, body) in [
        ("an empty body", Vec::new()),
        ("bytes that are no UTF-8", vec![0xff, 0xfe]),
        ("a cut body", b"{\"links\":[".to_vec()),
        ("a link without its fields", b"{\"links\":[{}]}".to_vec()),
        ("a link at place 0", zero),
    ] {
        let told = asking(desk, JSON, body).send().await?;
        told.refused(&[ProblemType::Malformed])
            .map_err(|stop| match stop {
                Stop::Fails(seen) => Stop::Fails(format!("with {what}: {seen}")),
                stop @ Stop::NotTested(_) => stop,
            })?;
    }
    let told = asking(desk, JSON, b"no pack".to_vec());
    let told = told.packed_as("gzip").send().await?;
    told.refused(&[ProblemType::Malformed])?;
    Ok(())
}

pub(crate) async fn unknown_paths_are_problems(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let told = desk.get("/v1/nothing-here", &[]).await?;
    told.refused(&[ProblemType::NotFound])?;
    let told = desk.get("/v1/entries", &[]).await?;
    told.refused(&[ProblemType::BadMethod])?;
    Ok(())
}

/// What was sent may be of a person, and answers end up in logs.
pub(crate) async fn refusals_repeat_nothing(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let body = format!("{{\"links\":[{{\"epoch\":\"{MARKER}\",\"{MARKER}\":1}}]}}");
    let marked = [
        asking(desk, JSON, body.into_bytes()).send().await?,
        desk.get("/v1/feed", &[("holds", MARKER)]).await?,
        desk.get("/v1/links", &[("epoch", MARKER)]).await?,
    ];
    for told in marked {
        must(
            !String::from_utf8_lossy(&told.body).contains(MARKER),
            || {
                format!(
                    "{}: the refusal repeats something of what was sent",
                    told.asked
                )
            },
        )?;
    }
    Ok(())
}

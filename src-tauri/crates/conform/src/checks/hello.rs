//! The hello: is this a centre, which, and what does it take?

use domain::entry::{MAX_FACTS_BYTES, MAX_HEADER_BYTES, MAX_PERSONAL_BYTES};
use domain::wire::{Hello, MARK_OF_A_CENTRE, PROTOCOL, ProblemType};

use crate::kit::Kit;
use crate::outcome::{Outcome, must};

/// Bytes that the longest entry takes in a request: its parts in Base64, and what stands around them.
pub(crate) const LONGEST_ENTRY_BYTES: usize =
    (MAX_HEADER_BYTES + MAX_FACTS_BYTES + MAX_PERSONAL_BYTES).div_ceil(3) * 4 + 2_048;
/// Entries that have to go in one batch, and items on one page: one by one, a day's backlog takes hours.
const LEAST_AT_ONCE: usize = 10;
/// The least bytes of a challenge that nobody guesses.
const CHALLENGE_BYTES: usize = 16;

pub(crate) async fn is_known(kit: &mut Kit) -> Outcome {
    let told = kit.line.get("/v1/hello", &[]).send().await?;
    let hello: Hello = told.read()?;
    must(hello.nida == MARK_OF_A_CENTRE, || {
        format!(
            "GET /v1/hello: \"nida\" is {:?} instead of \"{MARK_OF_A_CENTRE}\"",
            hello.nida
        )
    })?;
    must(hello.machine.is_none(), || {
        "GET /v1/hello: \"machine\" is told to somebody without a token".to_owned()
    })?;
    kit.hello = Some(hello);
    Ok(())
}

pub(crate) async fn speaks_this_protocol(kit: &mut Kit) -> Outcome {
    let range = kit.hello()?.protocol;
    must((range.min..=range.max).contains(&PROTOCOL), || {
        format!(
            "GET /v1/hello: protocols {} to {} leave out {PROTOCOL}, which machines speak",
            range.min, range.max
        )
    })?;
    let unnamed = kit.line.get("/v1/hello", &[]).protocol(None);
    let _hello: Hello = unnamed.send().await?.read()?;
    Ok(())
}

pub(crate) async fn refuses_other_protocols(kit: &mut Kit) -> Outcome {
    let beyond = kit.hello()?.protocol.max.saturating_add(1_000).to_string();
    for spoken in [beyond.as_str(), "x"] {
        let asked = kit.line.get("/v1/hello", &[]).protocol(Some(spoken));
        asked.send().await?.refused(&[ProblemType::UpgradeNeeded])?;
    }
    Ok(())
}

pub(crate) async fn limits_leave_room(kit: &mut Kit) -> Outcome {
    let limits = kit.hello()?.limits;
    for (name, limit, least) in [
        ("links", limits.links, LEAST_AT_ONCE),
        ("feed_items", limits.feed_items, LEAST_AT_ONCE),
        ("body_bytes", limits.body_bytes, LONGEST_ENTRY_BYTES),
        ("unpacked_bytes", limits.unpacked_bytes, LONGEST_ENTRY_BYTES),
    ] {
        must(limit >= least, || {
            format!(
                "GET /v1/hello: the limit \"{name}\" is {limit}; {least} is the least with which every \
                 lawful entry and a backlog can be sent"
            )
        })?;
    }
    Ok(())
}

pub(crate) async fn challenges_are_fresh(kit: &mut Kit) -> Outcome {
    let first = &kit.hello()?.challenge;
    let second: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
    must(*first != second.challenge, || {
        "GET /v1/hello: two hellos bear the same challenge, so a signature that was overheard serves again"
            .to_owned()
    })?;
    must(first.0.len() >= CHALLENGE_BYTES, || {
        format!(
            "GET /v1/hello: the challenge has {} bytes; with fewer than {CHALLENGE_BYTES} it can be guessed",
            first.0.len()
        )
    })
}

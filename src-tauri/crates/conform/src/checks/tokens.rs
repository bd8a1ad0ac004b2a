//! Tokens: who may speak, for how long, and how a machine that was cut off is told.

use std::time::Duration;

use domain::wire::{Base64, Hello, ProblemType, TokenAnswer};

use super::packs;
use crate::CutOff;
use crate::chain::random;
use crate::desk::Desk;
use crate::kit::Kit;
use crate::outcome::{Need, Outcome, Stop, must};

/// Characters of 256 bits in Base64 without padding: a token has no fewer.
const TOKEN_CHARS: usize = 43;
/// The longest that a token may live.
const TOKEN_LIFE_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long the challenge of a hello may be answered.
const CHALLENGE_LIFE_MS: i64 = 2 * 60 * 1_000;
/// How often a token is waited for to expire, should the clock of the endpoint go slower than ours.
const WAITS: usize = 3;

/// A new token by the whole way, and the hello that its challenge came from.
async fn renewed(desk: &Desk) -> Result<(Hello, TokenAnswer), Stop> {
    let hello: Hello = desk.line().get("/v1/hello", &[]).send().await?.read()?;
    let request = desk.token_request(&hello, desk.site()?);
    let answer = desk.ask_token(&request).await?.read()?;
    Ok((hello, answer))
}

/// The same machine with a new token, which was seen to serve.
pub(crate) async fn with_new_token(desk: &Desk) -> Result<Desk, Stop> {
    let (_, answer) = renewed(desk).await?;
    let newer = desk.with_token(answer.token);
    newer.hello(&[]).await?;
    Ok(newer)
}

pub(crate) async fn are_renewed(kit: &mut Kit) -> Outcome {
    kit.first = Some(with_new_token(kit.first()?).await?);
    Ok(())
}

/// The answer to a renewal can be lost: what the machine still has must go on working. An endpoint may
/// drop the oldest of many tokens, so it is tried with one that was given right before.
pub(crate) async fn stay_good_when_renewed(kit: &mut Kit) -> Outcome {
    let before = with_new_token(kit.first()?).await?;
    kit.first = Some(with_new_token(&before).await?);
    let told = before.get("/v1/hello", &[]).await?;
    must(told.status == 200, || {
        format!(
            "GET /v1/hello with a token that has not expired was answered {} once another one was given; a \
             machine whose new token got lost on the way is shut out",
            told.shown()
        )
    })
}

pub(crate) async fn are_long_and_live_shortly(kit: &mut Kit) -> Outcome {
    let (hello, answer) = renewed(kit.first()?).await?;
    must(answer.token.len() >= TOKEN_CHARS, || {
        format!(
            "POST /v1/token: the token has {} characters; 256 random bits take {TOKEN_CHARS} at least",
            answer.token.len()
        )
    })?;
    let life_ms = answer.expires.0.saturating_sub(hello.time.0);
    must((1..=TOKEN_LIFE_MS).contains(&life_ms), || {
        format!(
            "POST /v1/token: by the endpoint's own clock the token lives {life_ms} ms; it has to be more \
             than none and a day at the most"
        )
    })?;
    kit.first = Some(with_new_token(kit.first()?).await?);
    Ok(())
}

pub(crate) async fn want_the_machines_key(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let hello: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
    let forged = desk.with_other_key()?;
    let request = forged.token_request(&hello, desk.site()?);
    let told = desk.ask_token(&request).await?;
    told.refused(&[ProblemType::BadSignature])?;
    // Told alike, so that nobody learns which machines there are.
    let stranger = Desk::new(&kit.line)?;
    let request = stranger.token_request(&hello, desk.site()?);
    let told = stranger.ask_token(&request).await?;
    told.refused(&[ProblemType::BadSignature])?;
    Ok(())
}

pub(crate) async fn want_an_own_challenge(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let mut hello: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
    hello.challenge = Base64(random::<64>()?.to_vec());
    let request = desk.token_request(&hello, desk.site()?);
    let told = desk.ask_token(&request).await?;
    told.refused(&[ProblemType::BadSignature])?;
    Ok(())
}

pub(crate) async fn are_asked_for(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let chain = desk.chain()?;
    let links = chain.clone().entries(1)?;
    let epoch = chain.epoch.to_string();
    let body = domain::wire::EntriesRequest { links };
    let epoch = [("epoch", epoch.as_str())];
    let (line, packs) = (&kit.line, packs::paths(desk).await?);
    let asked = || {
        let mut asked = vec![
            line.post("/v1/entries").json(&body),
            line.get("/v1/feed", &[("after", "0")]),
            line.get("/v1/links", &epoch),
        ];
        asked.extend(packs.iter().map(|path| line.get(path, &[])));
        asked
    };
    for asking in asked() {
        let told = asking.send().await?;
        told.refused(&[ProblemType::Unauthenticated])?;
    }
    let hello = [line.get("/v1/hello", &[])];
    for asking in asked().into_iter().chain(hello) {
        let told = asking.token(&"A".repeat(TOKEN_CHARS)).send().await?;
        told.refused(&[ProblemType::Unauthenticated])?;
    }
    Ok(())
}

pub(crate) async fn expire(kit: &mut Kit) -> Outcome {
    if !kit.options.wait {
        return Err(Stop::NotTested(Need::Waiting));
    }
    let desk = kit.first()?.clone();
    let (hello, answer) = renewed(&desk).await?;
    let old = desk.with_token(answer.token);
    let mut now = hello.time;
    for _ in 0..WAITS {
        let left_ms = answer.expires.0.saturating_sub(now.0);
        let Ok(left_ms @ 1..) = u64::try_from(left_ms) else {
            break;
        };
        kit.people
            .wait(Duration::from_millis(left_ms + 1_000))
            .await;
        let hello: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
        now = hello.time;
    }
    // All that the machines have has grown old meanwhile.
    let desks = [&mut kit.first, &mut kit.second, &mut kit.elsewhere];
    for desk in desks.into_iter().flatten() {
        *desk = with_new_token(desk).await?;
    }
    let ended = [ProblemType::Unauthenticated];
    let mut chain = old.chain()?;
    let links = chain.entries(1)?;
    old.try_send(&links).await?.refused(&ended)?;
    let epoch = chain.epoch.to_string();
    for (path, query) in [
        ("/v1/feed", ("after", "0")),
        ("/v1/links", ("epoch", epoch.as_str())),
        ("/v1/hello", ("marks", "")),
    ] {
        old.get(path, &[query]).await?.refused(&ended)?;
    }
    // A challenge that somebody overheard then.
    if now.0.saturating_sub(hello.time.0) > CHALLENGE_LIFE_MS {
        let request = desk.token_request(&hello, desk.site()?);
        let told = desk.ask_token(&request).await?;
        told.refused(&[ProblemType::BadSignature])?;
    }
    Ok(())
}

/// A lost machine is shut out at its next request, and its old code does not bring it back.
pub(crate) async fn end_with_a_cut_off(kit: &mut Kit) -> Outcome {
    let first = kit.first()?;
    let (desk, code) = match (&kit.second, kit.options.second_code) {
        (Some(second), Some(code)) => (second, code),
        _ => (first, kit.options.code),
    };
    let packs = packs::paths(desk).await?;
    match kit.people.cut_off(desk.machine) {
        None => return Err(Stop::NotTested(Need::CutOff)),
        Some(CutOff::Failed) => return Err(Stop::NotTested(Need::CutOffThatServes)),
        Some(CutOff::Done) => {}
    }
    let revoked = [ProblemType::Revoked];
    let mut chain = desk.chain()?;
    let links = chain.entries(1)?;
    desk.try_send(&links).await?.refused(&revoked)?;
    for path in ["/v1/feed", "/v1/hello"] {
        desk.get(path, &[]).await?.refused(&revoked)?;
    }
    let epoch = chain.epoch.to_string();
    let told = desk.get("/v1/links", &[("epoch", &epoch)]).await?;
    told.refused(&revoked)?;
    for path in packs {
        desk.get(&path, &[]).await?.refused(&revoked)?;
    }
    let hello: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
    let request = desk.token_request(&hello, desk.site()?);
    desk.ask_token(&request).await?.refused(&revoked)?;
    desk.enrol(&desk.enrol_request(&code))
        .await?
        .refused(&[ProblemType::CodeUsed])?;
    Ok(())
}

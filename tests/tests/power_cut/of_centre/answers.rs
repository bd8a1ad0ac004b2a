//! What a recorded centre answered, read from what went out over its connections.

use std::collections::BTreeMap;

use domain::wire::{EnrolAnswer, EntriesAnswer, FeedPage, TokenAnswer};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::log::{Record, lines};

/// A promise.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// It printed that it listens.
    Listens,
    /// It printed a code.
    Code(String),
    Enrolled(Box<EnrolAnswer>),
    Token(TokenAnswer),
    Entries(EntriesAnswer),
    Feed(Box<FeedPage>),
}

/// All of them in order, each with how many records there were when its last byte was out.
pub(crate) fn read(records: &[Record]) -> Vec<(usize, Answer)> {
    let mut found: Vec<_> = lines(records)
        .into_iter()
        .map(|(at, line)| {
            let listens = line.starts_with("listening on ");
            let answer = if listens {
                Answer::Listens
            } else {
                Answer::Code(line)
            };
            (at, answer)
        })
        .collect();
    let mut begun: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
    for (at, record) in (1..).zip(records) {
        let Record::Answered { connection, bytes } = record else {
            continue;
        };
        let answer = begun.entry(*connection).or_default();
        answer.extend_from_slice(bytes);
        // A connection serves one request.
        if let Some((200, body)) = whole(answer) {
            found.extend(read_body(body).map(|answer| (at, answer)));
            begun.remove(connection);
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

/// Status and body of an answer, once all of it is there.
pub(crate) fn whole(answer: &[u8]) -> Option<(u16, &[u8])> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).unwrap().to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    let body = &answer[end + 4..];
    (body.len() >= length).then_some((status, body))
}

fn read_body(body: &[u8]) -> Option<Answer> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let has = |member: &str| value.get(member).is_some();
    if has("results") {
        Some(Answer::Entries(of(value)))
    } else if has("items") {
        Some(Answer::Feed(Box::new(of(value))))
    } else if has("endpoints") {
        Some(Answer::Enrolled(Box::new(of(value))))
    } else if has("expires") && has("token") {
        Some(Answer::Token(of(value)))
    } else {
        None
    }
}

fn of<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

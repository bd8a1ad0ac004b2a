//! The channels: how a contact came or went, and what follows from it. Their rows, their reading and
//! their rules.
//!
//! What a channel asks for is data: nothing in the program knows one by its code but the telephone that
//! F2 answers. Never here: the key of a conversation ([`crate::thread`]).

use serde::{Deserialize, Serialize};

use super::check::{check_labels, check_rules, is_code, unique};
use super::{Coded, ListsError, fault};

/// What kind of contact a channel brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// Somebody is on the line: the only kind with a clock, holds and an end.
    Phone,
    /// Written, and answered at its own time.
    Message,
    /// Somebody stands at the counter.
    Visit,
    /// On paper: received on a day, under a reference.
    Letter,
}

/// What holds the messages of one conversation together before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadBy {
    /// Whoever writes, else the link.
    Sender,
    /// The link, else whoever writes.
    Link,
}

/// A channel and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// What kind of contact it brings.
    pub kind: ChannelKind,
    /// The contact was begun from here.
    pub outgoing: bool,
    /// What the writer of a message is called by, in both languages; none where that is not asked for.
    pub sender: Option<SenderLabel>,
    /// A message has an address on the web.
    pub has_link: bool,
    /// What holds a conversation together; none where each contact has a log of its own.
    pub thread: Option<ThreadBy>,
    /// False when retired.
    pub active: bool,
}

/// What the writer of a message is called by: an account, an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderLabel {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

impl ChannelKind {
    /// Every kind, in the order in which they are counted.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Message, Self::Visit, Self::Letter];

    /// Its code in data and DTOs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Message => "message",
            Self::Visit => "visit",
            Self::Letter => "letter",
        }
    }

    /// Whether a contact of this kind runs by a clock and takes part in the handling figures.
    #[must_use]
    pub const fn has_clock(self) -> bool {
        matches!(self, Self::Phone)
    }

    /// Whether it came in at a time of its own, which is asked for.
    #[must_use]
    pub const fn is_received(self) -> bool {
        matches!(self, Self::Message | Self::Letter)
    }
}

const FILE: &str = "channels";

pub(super) fn check_channels(channels: &[Channel]) -> Result<(), ListsError> {
    if channels.is_empty() {
        return Err(fault(FILE, "", "rows"));
    }
    unique(FILE, channels.iter().map(|row| row.code.clone()))?;
    for row in channels {
        check_labels(FILE, &row.code, &row.ar, &row.en)?;
        if let Some(sender) = &row.sender {
            check_labels(FILE, &row.code, &sender.ar, &sender.en)?;
        }
        let thread_can_be_read = match row.thread {
            None => true,
            Some(ThreadBy::Sender) => row.sender.is_some(),
            Some(ThreadBy::Link) => row.has_link,
        };
        let rules = [
            (is_code(&row.code), "code"),
            (row.kind.is_received() == row.sender.is_some(), "sender"),
            (!row.has_link || row.kind == ChannelKind::Message, "link"),
            (
                thread_can_be_read && (row.thread.is_none() || row.kind == ChannelKind::Message),
                "thread",
            ),
        ];
        check_rules(FILE, &row.code, &rules)?;
    }
    Ok(())
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChannelRow {
    pub(super) code: String,
    ar: String,
    en: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) out: bool,
    sender: Option<SenderRow>,
    #[serde(default)]
    link: bool,
    thread: Option<String>,
    #[serde(default = "super::load::active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SenderRow {
    ar: String,
    en: String,
}

impl ChannelRow {
    pub(super) fn read(self) -> Result<Channel, ListsError> {
        let kind = ChannelKind::ALL
            .into_iter()
            .find(|kind| kind.code() == self.kind)
            .ok_or_else(|| fault(FILE, &self.code, "kind"))?;
        let thread = match self.thread.as_deref() {
            None => None,
            Some("sender") => Some(ThreadBy::Sender),
            Some("link") => Some(ThreadBy::Link),
            Some(_) => return Err(fault(FILE, &self.code, "thread")),
        };
        Ok(Channel {
            code: self.code,
            ar: self.ar,
            en: self.en,
            kind,
            outgoing: self.out,
            sender: self.sender.map(|label| SenderLabel {
                ar: label.ar,
                en: label.en,
            }),
            has_link: self.link,
            thread,
            active: self.active,
        })
    }
}

impl Channel {
    /// The channel as a row of the plain list, grouped by its kind.
    pub(super) fn label(&self) -> Coded {
        Coded {
            code: self.code.clone(),
            ar: self.ar.clone(),
            en: self.en.clone(),
            group: Some(self.kind.code().to_owned()),
            active: self.active,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{List, Lists, ListsError, fault, load};
    use super::*;

    fn channel(code: &str) -> &'static Channel {
        Lists::embedded().unwrap().channel(code).unwrap()
    }

    /// What an agent can reach by two digits, and what takes part in the handling figures.
    #[test]
    fn channels_are_known_by_their_data() {
        let lists = Lists::embedded().unwrap();
        assert_eq!(lists.channels().len(), 11);
        assert_eq!(lists.rows(List::Channels).len(), 11);
        let of = |kind: ChannelKind| -> Vec<&str> {
            let rows = lists.channels().iter().filter(|row| row.kind == kind);
            rows.map(|row| row.code.as_str()).collect()
        };
        assert_eq!(of(ChannelKind::Phone), ["phone_in", "phone_out"]);
        assert_eq!(of(ChannelKind::Visit), ["walk_in"]);
        assert_eq!(of(ChannelKind::Letter), ["letter", "section"]);
        assert_eq!(of(ChannelKind::Message).len(), 6);
        assert!(channel("phone_out").outgoing && !channel("phone_in").outgoing);
        assert_eq!(channel("x_post").thread, Some(ThreadBy::Link));
        assert_eq!(channel("x_direct").thread, Some(ThreadBy::Sender));
        assert_eq!(channel("letter").thread, None);
    }

    #[test]
    fn a_fault_is_told_by_file_and_code() {
        let check = |row: &str, field: &'static str| {
            let text = Box::leak(format!(r#"{{"about":"","rows":[{row}]}}"#).into_boxed_str());
            let loaded = load::load(&load::Files {
                channels: text,
                ..load::FILES
            });
            let expected: Result<Lists, ListsError> = Err(fault(FILE, "a", field));
            assert_eq!(loaded, expected, "{row}");
        };
        let row = |more: &str| format!(r#"{{"code":"a","ar":"ا","en":"A",{more}}}"#);
        let sender = r#""sender":{"ar":"ح","en":"S"}"#;
        check(&row(r#""kind":"pigeon""#), "kind");
        check(&row(r#""kind":"message""#), "sender");
        check(&row(&format!(r#""kind":"phone",{sender}"#)), "sender");
        check(
            &row(&format!(r#""kind":"letter","link":true,{sender}"#)),
            "link",
        );
        check(
            &row(&format!(r#""kind":"message","thread":"link",{sender}"#)),
            "thread",
        );
        check(
            &row(&format!(r#""kind":"letter","thread":"sender",{sender}"#)),
            "thread",
        );
        check(
            &row(&format!(r#""kind":"message","thread":"feeling",{sender}"#)),
            "thread",
        );
        check(
            &row(r#""kind":"message","sender":{"ar":"S","en":"S"}"#),
            "ar",
        );
    }
}

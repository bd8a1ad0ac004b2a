//! The wire form: what a machine and a centre say to each other, as JSON. Both sides and every foreign
//! endpoint are held to it; the OpenAPI document is made from these structs.
//!
//! Fixed for good: ids are hyphenated UUIDs, instants are UTC in milliseconds, digests and hashes are
//! lower-case hexadecimal ([`Hex32`]), all other byte strings are Base64 with padding ([`Base64`]).
//! Whoever reads ignores fields it does not know, and takes a word it does not know (an outcome, a kind
//! of feed item) for "unknown", which never counts as an acknowledgement.
//!
//! Never here: HTTP, a clock, keys, a decision. The records of the domain do not cross; their entries do.

mod bytes;
mod code;
mod enrol;
mod entries;
mod feed;
mod hello;
mod pack;
mod problem;
mod signed;

pub use bytes::{Base64, Hex32, NotBytes};
pub use code::{CODE_CHARS, CODE_KEY_CHARS, CODE_RANDOM_BYTES, EnrolmentCode, NotACode};
pub use enrol::{CentreKeys, EnrolAnswer, EnrolRequest, TokenAnswer, TokenRequest};
pub use entries::{
    BadContent, Content, EntriesAnswer, EntriesRequest, EntryResult, HeldCode, Outcome,
    OutcomeWord, SentDigests, SentLink, SentParts,
};
pub use feed::{
    FEED_ROOT, FeedContent, FeedItem, FeedPage, FeedWord, HELD_ROOT, LinkAtCentre, LinksPage,
    feed_hash, held_hash,
};
pub use hello::{
    ChainHead, Hello, HelloMachine, Limits, MARK_OF_A_CENTRE, Mark, NotAMark, Protocol, Site,
};
pub use pack::{
    BadPack, ContentFault, MAX_PACK_BYTES, MAX_PACK_KINDS, MAX_PACK_VERSION, NotAPackKind, Pack,
    PackKind, PackRefusal, PackVersion, Wanted as WantedPack, pack_bytes,
};
pub use problem::{Problem, ProblemType};
pub use signed::{enrol_bytes, token_bytes};

/// The protocol spoken here, the only one so far.
pub const PROTOCOL: u32 = 1;
/// Header in which a machine names the protocol it speaks. Without it: the oldest.
pub const PROTOCOL_HEADER: &str = "nida-protocol";

/// Most links in one batch.
pub const MAX_BATCH_LINKS: usize = 500;
/// Longest body of a request in bytes as it is sent (packed).
pub const MAX_BODY_BYTES: usize = 4 * 1024 * 1024;
/// Longest body of a request in bytes once unpacked. The longest entry takes 0.8 MB in Base64.
pub const MAX_UNPACKED_BYTES: usize = 16 * 1024 * 1024;
/// Most items on a page of the feed.
pub const MAX_FEED_ITEMS: usize = 500;
/// Bytes of parts after which a page of the feed is closed early; it holds one item at least.
pub const MAX_FEED_BYTES: usize = 4 * 1024 * 1024;
/// Most links on a page of links.
pub const MAX_LINKS: usize = 1_000;
/// Most marks of the feed in a hello.
pub const MAX_MARKS: usize = 16;
/// Most chain points that a machine says it holds its own entries up to.
pub const MAX_HOLDS: usize = 64;
/// Most points that an epoch names as what it follows.
pub const MAX_LINEAGE: usize = 64;
/// Longest name of a machine or site in characters.
pub const MAX_NAME_CHARS: usize = 100;

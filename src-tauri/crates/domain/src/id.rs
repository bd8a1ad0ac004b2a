//! Ids and instants. Every id is parsed once, at the edge, and cannot be mistaken for another kind.
//!
//! Never here: a clock or a source of random; whoever has them hands them in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An instant: UTC, milliseconds since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Millis(pub i64);

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 of this instant (milliseconds since 1970) and these random bytes.
            #[must_use]
            pub fn new(at: Millis, random: [u8; 10]) -> Self {
                let at = u64::try_from(at.0).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(at, &random).into_uuid())
            }

            /// The id with these sixteen bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Its sixteen bytes.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(out)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

uuid_ids! {
    /// One entry of a journal.
    EntryId;
    /// What an entry is about: a call, a case, a user, a duty …
    SubjectId;
    /// What a person did at once; may be several entries.
    ActId;
    /// A user: the person who acts.
    UserId;
    /// A machine; made by the machine itself with its key pair at first start.
    MachineId;
    /// A stretch of a machine's chain: 128 random bits.
    Epoch;
    /// A centre; made at its first start.
    CentreId;
    /// A site: the machines that share one journal, and the walls around them.
    SiteId;
    /// One thing a call is about.
    IssueId;
    /// A comment; made by the screen, so that sending it twice gives one.
    CommentId;
    /// A return for correction; made by the screen, so that sending it twice gives one.
    ReturnId;
    /// A quality score; made by the screen, so that sending it twice gives one.
    ScoreId;
    /// An attempt at a follow-up; made by the screen, so that sending it twice gives one.
    AttemptId;
}

impl From<UserId> for SubjectId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

impl From<SubjectId> for UserId {
    fn from(subject: SubjectId) -> Self {
        Self(subject.0)
    }
}

//! Signed packs: what the centre's people decide for all machines of a site (answer cards, lists), as one content
//! with a version and a signature. A machine believes nothing of a pack before the signature holds, and takes it
//! whole or not at all.
//!
//! A version is a number of its site and kind that only grows: an old pack, however well it is signed, never comes
//! back in the place of a newer one. Centre and site are signed too, so that nobody's pack serves another site.
//!
//! Never here: where packs are kept, who may publish one.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Base64, Hex32};
use crate::card::Cards;
use crate::id::{CentreId, Millis, SiteId};
use crate::lists::{Lists, ListsError};
use crate::policy::{Fixed, PolicyError};

/// Longest content of a pack in bytes.
pub const MAX_PACK_BYTES: usize = 4 * 1024 * 1024;
/// Highest version: the greatest whole number that every reader of JSON keeps.
pub const MAX_PACK_VERSION: u64 = (1 << 53) - 1;
/// Most kinds that a greeting names; what is behind them is passed over.
pub const MAX_PACK_KINDS: usize = 16;
/// Most characters of a code of the content that a refusal repeats.
const AT_CHARS: usize = 96;

/// What a pack holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackKind {
    /// Answer cards ([`crate::card`]): JSON with `about` and `rows`, as in `assets/cards`.
    Cards,
    /// Code lists, entities, calendar and targets ([`crate::lists`]): JSON with `about`, and `lists` by the names of
    /// the files in `assets/lists`.
    Lists,
    /// What is fixed for everybody at the machines of the site ([`crate::policy`]): one JSON object.
    Policy,
}

impl PackKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cards, Self::Lists, Self::Policy];

    /// Its name on the wire, in paths and in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Lists => "lists",
            Self::Policy => "policy",
        }
    }

    /// Whether every part of a content of this kind keeps its rule. One kind is never held against another here: each
    /// comes by itself, and no machine has to wait for the one that the other was written for.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(self, content: &[u8]) -> Result<(), ContentFault> {
        match self {
            Self::Cards => drop(Cards::read(content)?),
            Self::Lists => drop(Lists::read(content)?),
            Self::Policy => drop(Fixed::read(content)?),
        }
        Ok(())
    }
}

/// What is wrong with a content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentFault {
    /// Of cards or lists.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// Of a policy.
    #[error("policy: {0}")]
    Policy(#[from] PolicyError),
}

impl fmt::Display for PackKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// The text names no kind of pack that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of pack: {}", PackKind::ALL.map(PackKind::name).join(", "))]
pub struct NotAPackKind;

impl FromStr for PackKind {
    type Err = NotAPackKind;

    fn from_str(text: &str) -> Result<Self, NotAPackKind> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.name() == text).ok_or(NotAPackKind)
    }
}

/// The newest version of a kind that a centre has for a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackVersion {
    /// The kind: `cards`, `lists` or `policy`; machines pass over those that they do not know.
    pub kind: String,
    /// The version, from 1.
    pub version: u64,
}

/// A pack, as `GET /v1/packs/{kind}` answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pack {
    /// Which centre published it.
    pub centre: CentreId,
    /// For which site.
    pub site: SiteId,
    /// What it holds.
    pub kind: String,
    /// Its version: a number of its site and kind, from 1, that only grows.
    pub version: u64,
    /// When it was published, by the centre's clock. Shown; nothing hangs on it.
    pub published_at: Millis,
    /// What it says, 4 MiB at most. JSON in UTF-8 for every kind that there is.
    pub content: Base64,
    /// Ed25519 signature by the centre's key over `"nida-pack-1" ‖ centre[16] ‖ site[16] ‖ version u64 BE ‖
    /// published_at i64 BE ‖ SHA-256(kind) ‖ SHA-256(content)`.
    pub signature: Base64,
}

/// Signed to publish: `"nida-pack-1" ‖ centre[16] ‖ site[16] ‖ version u64 BE ‖ published_at i64 BE ‖ SHA-256(kind)
/// ‖ SHA-256(content)`.
#[must_use]
pub fn pack_bytes(
    (centre, site): (CentreId, SiteId),
    kind: &str,
    version: u64,
    published_at: Millis,
    content: &[u8],
) -> Vec<u8> {
    let mut bytes = b"nida-pack-1".to_vec();
    bytes.extend(centre.to_bytes());
    bytes.extend(site.to_bytes());
    bytes.extend(version.to_be_bytes());
    bytes.extend(published_at.0.to_be_bytes());
    bytes.extend(Sha256::digest(kind.as_bytes()));
    bytes.extend(Sha256::digest(content));
    bytes
}

/// What a machine takes a pack for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Its centre.
    pub centre: CentreId,
    /// Its site there.
    pub site: SiteId,
    /// The key of that centre, kept since the enrolment.
    pub key: Hex32,
    /// The kind that was asked for.
    pub kind: PackKind,
    /// The version that is there already; 0 for none.
    pub newer_than: u64,
}

/// Why a pack is not taken. Nothing of it is used then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPack {
    /// Another centre's.
    #[error("the pack of another centre")]
    OtherCentre,
    /// Another site's.
    #[error("the pack of another site")]
    OtherSite,
    /// Of another kind than was asked for.
    #[error("a pack of another kind")]
    OtherKind,
    /// Its version is none, or not newer than what is there.
    #[error("not newer than the pack that is there")]
    NotNewer,
    /// Its content is longer than any that is published.
    #[error("the pack is too long")]
    TooLong,
    /// It was changed on its way, or its centre did not sign it.
    #[error("the signature does not hold")]
    Signature,
    /// It is signed, and a part of it does not keep its rule here: this program may be too old for it.
    #[error("the content of the pack does not keep its rules: {0}")]
    Content(#[source] ContentFault),
}

impl BadPack {
    /// The reason as it is written down and told.
    #[must_use]
    pub fn refusal(&self) -> PackRefusal {
        let (reason, at, field) = match self {
            Self::OtherCentre => ("other_centre", String::new(), ""),
            Self::OtherSite => ("other_site", String::new(), ""),
            Self::OtherKind => ("other_kind", String::new(), ""),
            Self::NotNewer => ("not_newer", String::new(), ""),
            Self::TooLong => ("too_long", String::new(), ""),
            Self::Signature => ("signature", String::new(), ""),
            Self::Content(fault) => return fault.refusal(),
        };
        PackRefusal::of(reason, at, field)
    }
}

impl ContentFault {
    fn refusal(&self) -> PackRefusal {
        let policy = || PackKind::Policy.name().to_owned();
        let (reason, at, field) = match self {
            Self::Lists(ListsError::Unreadable { line, .. })
            | Self::Policy(PolicyError::Syntax { line, .. }) => {
                ("unreadable", line.to_string(), "")
            }
            Self::Lists(ListsError::Field { file, code, field }) => {
                ("field", row(file, code), *field)
            }
            Self::Lists(ListsError::Twice { file, code }) => ("twice", row(file, code), ""),
            Self::Lists(ListsError::Fixed { file, code, field }) => {
                ("fixed", row(file, code), *field)
            }
            Self::Policy(PolicyError::UnknownKey { key, .. }) => ("field", policy(), key.as_str()),
            Self::Policy(PolicyError::Twice { key, .. }) => ("twice", key.code().to_owned(), ""),
            Self::Policy(PolicyError::Value { key, .. }) => ("field", policy(), key.code()),
            Self::Policy(PolicyError::MachinesOwn { key, .. }) => ("fixed", policy(), key.code()),
        };
        PackRefusal::of(reason, at, field)
    }
}

/// Where in a content: a card by its code; a row of a list by its list and its code, since codes are those of a list.
fn row(file: &str, code: &str) -> String {
    match file {
        "cards" | "lists" => code.to_owned(),
        file => format!("{file}/{code}"),
    }
}

/// Reasons that are told before a signature was found to hold: they are those of whatever came, which need not be what
/// the centre has published. A proxy's old answer, another's pack and a damaged one pass.
const MAY_PASS: [&str; 6] = [
    "other_centre",
    "other_site",
    "other_kind",
    "not_newer",
    "too_long",
    "signature",
];

/// Why a pack was refused, as it is kept: a code and where in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRefusal {
    /// `other_centre`, `other_site`, `other_kind`, `not_newer`, `too_long`, `signature`; of a signed content
    /// `unreadable`, `field`, `twice`, `fixed`.
    pub reason: String,
    /// The line that cannot be read, the code of a card, or list and code of a row; at most 96 characters, empty
    /// where there is none.
    pub at: String,
    /// The part of that row; empty where there is none.
    pub field: String,
}

impl PackRefusal {
    fn of(reason: &str, at: String, field: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            at: at.chars().take(AT_CHARS).collect(),
            field: field.to_owned(),
        }
    }

    /// Whether asking again may bring another answer of the same version: nothing that was signed is at fault.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        MAY_PASS.contains(&self.reason.as_str())
    }
}

impl Pack {
    /// Whether it is a pack for this machine that nobody has changed, and all of it can be read. Only what is
    /// signed is parsed.
    ///
    /// # Errors
    /// See [`BadPack`].
    pub fn check(&self, wanted: &Wanted) -> Result<(), BadPack> {
        if self.centre != wanted.centre {
            return Err(BadPack::OtherCentre);
        }
        if self.site != wanted.site {
            return Err(BadPack::OtherSite);
        }
        if self.kind != wanted.kind.name() {
            return Err(BadPack::OtherKind);
        }
        if self.version <= wanted.newer_than || self.version > MAX_PACK_VERSION {
            return Err(BadPack::NotNewer);
        }
        if self.content.0.len() > MAX_PACK_BYTES {
            return Err(BadPack::TooLong);
        }
        self.verify(&wanted.key)?;
        wanted.kind.check(&self.content.0).map_err(BadPack::Content)
    }

    /// Whether this key has signed it, as it is.
    ///
    /// # Errors
    /// `Signature`.
    pub fn verify(&self, key: &Hex32) -> Result<(), BadPack> {
        let key = VerifyingKey::from_bytes(&key.0).map_err(|_| BadPack::Signature)?;
        let signature = Signature::from_slice(&self.signature.0).map_err(|_| BadPack::Signature)?;
        key.verify_strict(&self.signed_bytes(), &signature)
            .map_err(|_| BadPack::Signature)
    }

    /// What its signature is over.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        pack_bytes(
            (self.centre, self.site),
            &self.kind,
            self.version,
            self.published_at,
            &self.content.0,
        )
    }
}

#[cfg(test)]
mod tests;

//! Publishing a pack: the content is held against every rule that machines hold it against, then signed and kept. A
//! mistake is told here, to whoever can put it right, and not at fifty machines.

mod cards;
mod lists;
mod policy;
mod words;

use std::collections::BTreeSet;

use ::courier::CentreSecrets;
use domain::id::Millis;
use domain::lists::ListsError;
use domain::policy::PolicyError;
use domain::wire::{MAX_PACK_BYTES, MAX_PACK_VERSION, PackKind, Site, pack_bytes};
use ed25519_dalek::Signer as _;

use crate::storage::{KeptPack, NotKept, Storage, StorageError};

/// Packs before the new one that it is held against, the newest first.
const PACKS_LOOKED_AT: usize = 100;

/// How far a number may lie above the newest where nobody said that it is meant: numbers never come back, and one that
/// leaps to the end of them leaves none for the pack after it.
pub const MAX_LEAP: u64 = 1_000;

/// Under which number a pack is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackNumber {
    /// The one after the newest.
    Next,
    /// This one, at most [`MAX_LEAP`] above the newest.
    Given(u64),
    /// This one, however far it leaps.
    Forced(u64),
}

/// Nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The content is longer than machines take.
    #[error("the content is longer than {MAX_PACK_BYTES} bytes")]
    TooLong,
    /// A part of it does not keep its rule.
    #[error("{}", words::of(.0))]
    Content(ListsError),
    /// A policy says what it cannot.
    #[error("{}", words::of_policy(.0))]
    Policy(PolicyError),
    /// Cards are written for subjects of the site's own lists, and those cannot be read.
    #[error(
        "the lists of this site, version {version}, cannot be read by this version of the program: {}; publish lists \
         that it can read first",
        words::of(.fault)
    )]
    ListsOfSite {
        /// The version of the newest lists.
        version: u64,
        /// What is wrong with them.
        #[source]
        fault: ListsError,
    },
    /// What was published once stays named, since calls of then name it.
    #[error(
        "published before and not named any more: {}; every list and code that was published stays in the file; what \
         is not to be chosen any more has \"active\": false",
        words::some(.names)
    )]
    Unnamed {
        /// `facilities/code`; of what is replaced whole the list alone.
        names: BTreeSet<String>,
    },
    /// What was told under a version never changes.
    #[error(
        "card {code:?}, version {version}: it says something else than what was published under this version; give \
         the new text the next version, with \"replaces\": {version}, and keep the old one beside it"
    )]
    Retold {
        /// The card.
        code: String,
        /// The version.
        version: u32,
    },
    /// The code and version are those of a sample with another text.
    #[error(
        "card {code:?}, version {version}: machines know a sample of this code and version that says something else; \
         take another code"
    )]
    Sample {
        /// The card.
        code: String,
        /// The version.
        version: u32,
    },
    /// The number given is none.
    #[error("a version is a number from 1 to {MAX_PACK_VERSION}")]
    BadVersion,
    /// The number lies so far above the newest that it may be mistyped.
    #[error(
        "version {version} leaps over {} numbers, and no lower one can ever be given again at this site: the next one is \
         {}. If it is meant all the same, say --force",
        .version - .newest - 1,
        .newest + 1
    )]
    Leaps {
        /// The number given.
        version: u64,
        /// The newest that there is.
        newest: u64,
    },
    /// There is one of that number or a higher one, or another came meanwhile.
    #[error(transparent)]
    NotKept(#[from] NotKept),
    /// The storage could not keep it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Under which version.
    pub version: u64,
    /// How many rows machines may have from it; of cards every version counts.
    pub rows: usize,
    /// Codes of cards, or keys of a policy, that the pack before had and this one has not: no machine offers the cards
    /// any more, or holds to the keys.
    pub retired: BTreeSet<String>,
}

/// Signs a content and keeps it as the newest pack of its kind for a site.
///
/// # Errors
/// See [`PublishError`]; nothing has changed then.
pub async fn publish_pack(
    storage: &dyn Storage,
    site: &Site,
    kind: PackKind,
    content: Vec<u8>,
    number: PackNumber,
    now: Millis,
) -> Result<Published, PublishError> {
    if content.len() > MAX_PACK_BYTES {
        return Err(PublishError::TooLong);
    }
    let before = storage.pack(site.id, kind, None).await?;
    let newest = before.as_ref().map_or(0, |pack| pack.version);
    let version = match number {
        PackNumber::Next => newest.saturating_add(1),
        PackNumber::Given(version) | PackNumber::Forced(version) => version,
    };
    if version == 0 || version > MAX_PACK_VERSION {
        return Err(PublishError::BadVersion);
    }
    if matches!(number, PackNumber::Given(_)) && version.saturating_sub(newest) > MAX_LEAP {
        return Err(PublishError::Leaps { version, newest });
    }
    let (rows, retired) = match kind {
        PackKind::Cards => cards::check(storage, site, &content, before).await?,
        PackKind::Policy => policy::check(&content, before)?,
        PackKind::Lists => (
            lists::check(storage, site, &content, before).await?,
            BTreeSet::new(),
        ),
    };
    let identity = storage.identity().await?;
    let signed = pack_bytes(
        (identity.centre, site.id),
        kind.name(),
        version,
        now,
        &content,
    );
    let key = CentreSecrets::of(&identity.secret).sign;
    let new = KeptPack {
        site: site.id,
        kind,
        version,
        published_at: now,
        content,
        signature: key.sign(&signed).to_bytes(),
    };
    storage.publish_pack(new, newest).await??;
    Ok(Published {
        version,
        rows,
        retired,
    })
}

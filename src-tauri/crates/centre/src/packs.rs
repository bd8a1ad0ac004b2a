//! Publishing a pack: the content is held against every rule that machines hold it against, then signed and kept. A
//! mistake is told here, to whoever can put it right, and not at fifty machines.

use std::collections::BTreeSet;

use ::courier::CentreSecrets;
use domain::card::Cards;
use domain::id::Millis;
use domain::lists::ListsError;
use domain::wire::{MAX_PACK_BYTES, MAX_PACK_VERSION, PackKind, Site, pack_bytes};
use ed25519_dalek::Signer as _;

use crate::storage::{KeptPack, NotNewer, Storage, StorageError};

/// Packs before the new one that it is held against, the newest first.
const PACKS_LOOKED_AT: usize = 100;

/// Nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The content is longer than machines take.
    #[error("the content is longer than {MAX_PACK_BYTES} bytes")]
    TooLong,
    /// A part of it does not keep its rule.
    #[error("{}", words(.0))]
    Content(ListsError),
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
    /// There is one of that number or a higher one.
    #[error(transparent)]
    NotNewer(#[from] NotNewer),
    /// The storage could not keep it.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Under which version.
    pub version: u64,
    /// How many cards machines may have from it, every version counted.
    pub rows: usize,
    /// Codes that the pack before had and this one has not: no machine offers them any more.
    pub retired: BTreeSet<String>,
}

/// Signs a content and keeps it as the newest pack of its kind for a site; without a version under the next number.
///
/// # Errors
/// See [`PublishError`]; nothing has changed then.
pub async fn publish_pack(
    storage: &dyn Storage,
    site: &Site,
    kind: PackKind,
    content: Vec<u8>,
    version: Option<u64>,
    now: Millis,
) -> Result<Published, PublishError> {
    if content.len() > MAX_PACK_BYTES {
        return Err(PublishError::TooLong);
    }
    let before = storage.pack(site.id, kind, None).await?;
    let newest = before.as_ref().map_or(0, |pack| pack.version);
    let version = version.unwrap_or(newest.saturating_add(1));
    if version == 0 || version > MAX_PACK_VERSION {
        return Err(PublishError::BadVersion);
    }
    let (rows, retired) = match kind {
        PackKind::Cards => check_cards(storage, site, &content, before).await?,
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
    storage.publish_pack(new).await??;
    Ok(Published {
        version,
        rows,
        retired,
    })
}

/// How many cards there are, and which codes of the pack before are not among them.
async fn check_cards(
    storage: &dyn Storage,
    site: &Site,
    content: &[u8],
    mut before: Option<KeptPack>,
) -> Result<(usize, BTreeSet<String>), PublishError> {
    let cards = Cards::read(content).map_err(PublishError::Content)?;
    let samples = Cards::embedded().map_err(|fault| PublishError::Content(fault.clone()))?;
    if let Some(card) = cards.retold_of(samples) {
        return Err(PublishError::Sample {
            code: card.code.clone(),
            version: card.version,
        });
    }
    let codes = |cards: &Cards| -> BTreeSet<String> {
        cards.all().iter().map(|card| card.code.clone()).collect()
    };
    let mut retired = None;
    // A card that was left out once and comes again says what it said then.
    for _ in 0..PACKS_LOOKED_AT {
        let Some(pack) = before else {
            break;
        };
        // One that an earlier version of this program took, and that this one cannot read, has nothing to say here.
        if let Ok(known) = Cards::read(&pack.content) {
            if let Some(card) = cards.retold_of(&known) {
                return Err(PublishError::Retold {
                    code: card.code.clone(),
                    version: card.version,
                });
            }
            retired.get_or_insert_with(|| &codes(&known) - &codes(&cards));
        }
        before = storage.pack(site.id, pack.kind, Some(pack.version)).await?;
    }
    Ok((cards.all().len(), retired.unwrap_or_default()))
}

/// A fault in words for whoever wrote the file.
fn words(fault: &ListsError) -> String {
    match fault {
        ListsError::Unreadable { line, .. } => format!(
            "line {line}: this is not the JSON that is expected here: {{\"about\": …, \"rows\": [card, …]}}, each card \
             with every field and no other, at least one card"
        ),
        ListsError::Twice { code, .. } => {
            format!("card {code}: this code and version stand there twice")
        }
        ListsError::Field { code, field, .. } => {
            format!("card {code:?}, field \"{field}\": {}", rule(field))
        }
    }
}

/// The rule of a field of a card.
fn rule(field: &str) -> &'static str {
    match field {
        "code" | "audience" => {
            "small Latin letters, digits and single underscores, 64 at most, with a letter first"
        }
        "version" => "a number from 1",
        "sub_category" => "a subject of the card's type, as in assets/lists/sub_categories.json",
        "ar" => {
            "a title, one to eight paragraphs of answer and one to thirty words, in Arabic, each of 400 characters at \
             most, without blanks around it or invisible characters; at most eight red flags and questions"
        }
        "en" => {
            "the same as for \"ar\", in English, with as many red flags, questions and paragraphs of answer as in Arabic"
        }
        "source" => "source, author and approver in both languages, each of 400 characters at most",
        "approved_at" => {
            "approved, expired and withdrawn cards have a day of approval and a last day not before it; drafts and \
             those in review have neither"
        }
        "valid_until" => "a day as YYYY-MM-DD, or null",
        "state" => "draft, review, approved, expired or withdrawn",
        "replaces" => {
            "version 1 replaces null; every other version replaces an earlier one that stands in the same file"
        }
        "rows" => "2,000 cards at most, every version counted",
        _ => "it does not keep its rule",
    }
}

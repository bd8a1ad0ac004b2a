//! What answer cards must be beyond what machines ask of them: of a topic that their site has, and never another text
//! under a version that was told.

use std::collections::BTreeSet;

use domain::card::Cards;
use domain::wire::Site;

use super::{PACKS_LOOKED_AT, PublishError};
use crate::storage::{KeptPack, Storage};

/// How many cards there are, and which codes of the pack before are not among them.
pub(super) async fn check(
    storage: &dyn Storage,
    site: &Site,
    content: &[u8],
    mut before: Option<KeptPack>,
) -> Result<(usize, BTreeSet<String>), PublishError> {
    let cards = Cards::read(content).map_err(PublishError::Content)?;
    let lists = super::lists::of_site(storage, site).await?;
    cards.check_topics(&lists).map_err(PublishError::Content)?;
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

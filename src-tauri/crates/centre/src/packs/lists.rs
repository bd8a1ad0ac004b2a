//! What lists must be beyond what machines ask of them: nothing that was published before is left out, and what records
//! were written by stays what it is.

use std::collections::BTreeSet;

use domain::lists::Lists;
use domain::wire::{PackKind, Site};

use super::{PACKS_LOOKED_AT, PublishError};
use crate::storage::{KeptPack, Storage};

/// How many rows there are.
pub(super) async fn check(
    storage: &dyn Storage,
    site: &Site,
    content: &[u8],
    mut before: Option<KeptPack>,
) -> Result<usize, PublishError> {
    let lists = Lists::read(content).map_err(PublishError::Content)?;
    let (names, rows) = Lists::named(content).map_err(PublishError::Content)?;
    let mut unnamed = BTreeSet::new();
    for _ in 0..PACKS_LOOKED_AT {
        let Some(pack) = before else {
            break;
        };
        // One that this version of the program cannot read as a whole may still say what it names.
        if let Ok((known, _)) = Lists::named(&pack.content) {
            unnamed.extend(&known - &names);
        }
        if let Ok(known) = Lists::read(&pack.content)
            && let Some(fault) = lists.turned_from(&known)
        {
            return Err(PublishError::Content(fault));
        }
        before = storage.pack(site.id, pack.kind, Some(pack.version)).await?;
    }
    if unnamed.is_empty() {
        Ok(rows)
    } else {
        Err(PublishError::Unnamed { names: unnamed })
    }
}

/// The lists that are in use at a site: the newest that were published for it, else those built in.
pub(super) async fn of_site(storage: &dyn Storage, site: &Site) -> Result<Lists, PublishError> {
    let Some(pack) = storage.pack(site.id, PackKind::Lists, None).await? else {
        let built_in = Lists::embedded().cloned();
        return built_in.map_err(|fault| PublishError::Content(fault.clone()));
    };
    let version = pack.version;
    Lists::read(&pack.content).map_err(|fault| PublishError::ListsOfSite { version, fault })
}

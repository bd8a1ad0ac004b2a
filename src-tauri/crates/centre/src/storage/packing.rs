//! Packs as the storage keeps them, and what one must be to be kept.

use domain::id::{CentreId, Millis, SiteId};
use domain::wire::{Base64, Pack, PackKind};

/// A signed pack of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPack {
    /// Which site's.
    pub site: SiteId,
    /// What it holds.
    pub kind: PackKind,
    /// Its version, from 1.
    pub version: u64,
    /// When it was published.
    pub published_at: Millis,
    /// What it says.
    pub content: Vec<u8>,
    /// The centre's signature.
    pub signature: [u8; 64],
}

impl KeptPack {
    /// As a machine is given it.
    #[must_use]
    pub fn to_wire(self, centre: CentreId) -> Pack {
        Pack {
            centre,
            site: self.site,
            kind: self.kind.name().to_owned(),
            version: self.version,
            published_at: self.published_at,
            content: Base64(self.content),
            signature: Base64(self.signature.to_vec()),
        }
    }
}

/// A version that is not higher than all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("version {newest} is published already: the next one has a higher number")]
pub struct NotNewer {
    /// The highest that there is.
    pub newest: u64,
}

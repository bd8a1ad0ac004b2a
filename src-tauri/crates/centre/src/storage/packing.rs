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

/// Which pack is the newest, without what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackHead {
    /// Its version.
    pub version: u64,
    /// The centre's signature: no two packs have the same, whatever their numbers.
    pub signature: [u8; 64],
}

/// Why a pack was not kept. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// Its version is not higher than all there are.
    #[error("version {newest} is published already: the next one has a higher number")]
    NotNewer {
        /// The highest that there is.
        newest: u64,
    },
    /// Another pack came since it was held against those before: what that one tells is not looked at.
    #[error("version {newest} was published while this was looked at: publish it again")]
    Overtaken {
        /// The highest that there is.
        newest: u64,
    },
}

impl NotKept {
    /// Whether a pack of this version may be kept: `over` was the newest when it was held against those before it, and
    /// `newest` is now.
    pub(super) const fn check(version: u64, over: u64, newest: u64) -> Result<(), Self> {
        if version <= newest {
            return Err(Self::NotNewer { newest });
        }
        if over != newest {
            return Err(Self::Overtaken { newest });
        }
        Ok(())
    }
}

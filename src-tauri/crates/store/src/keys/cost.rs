//! What a guess at a passphrase costs.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::KEY_BYTES;

/// Most memory that a slots file may ask for, in KiB: such a file is hostile until it has opened.
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
/// Most passes that a slots file may ask for.
const MAX_PASSES: u32 = 64;
/// Most lanes that a slots file may ask for.
const MAX_LANES: u32 = 16;

/// Parameters of Argon2id; they stand in each slot, so that a later version may ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What a real store is protected with: 64 MiB, three passes, one lane.
    pub const REAL: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Next to nothing. Only for tests, for the practice store and for sample data, which hold nothing
    /// that anybody confided.
    pub const PRACTICE_ONLY: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    /// The wrapping key for a secret; none where the parameters cannot be used.
    pub(crate) fn derive(self, secret: &[u8], salt: &[u8]) -> Option<Zeroizing<[u8; KEY_BYTES]>> {
        let params = self.params()?;
        let mut out = Zeroizing::new([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut())
            .ok()?;
        Some(out)
    }

    /// Whether the parameters can be used.
    pub(crate) fn is_possible(self) -> bool {
        self.params().is_some()
    }

    fn params(self) -> Option<Params> {
        if self.memory_kib > MAX_MEMORY_KIB || self.passes > MAX_PASSES || self.lanes > MAX_LANES {
            return None;
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_BYTES)).ok()
    }
}

impl Default for Cost {
    fn default() -> Self {
        Self::REAL
    }
}

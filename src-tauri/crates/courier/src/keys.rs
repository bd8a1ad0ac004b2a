//! The keys of the courier, each derived from a secret that is kept anyway: nothing more has to be kept, backed up
//! or moved, and a centre in several processes has one and the same.
//!
//! Every secret is hashed with words of its own before it becomes a key, so that no key tells of another.

use domain::wire::{CentreKeys, Hex32};
use ed25519_dalek::SigningKey;
use hpke::Serializable as _;
use hpke::kem::{Kem as _, X25519HkdfSha256};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::file::FileId;

/// Secret key of whoever a file is sealed to.
pub(crate) type Secret = <X25519HkdfSha256 as hpke::Kem>::PrivateKey;
/// Public key of whoever a file is sealed to.
pub(crate) type Public = <X25519HkdfSha256 as hpke::Kem>::PublicKey;

/// What a centre opens and signs files with.
pub struct CentreSecrets {
    pub(crate) open: Secret,
    /// Signs what machines believe of their centre.
    pub sign: SigningKey,
}

impl std::fmt::Debug for CentreSecrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("CentreSecrets(..)")
    }
}

impl CentreSecrets {
    /// From the secret of the centre.
    #[must_use]
    pub fn of(secret: &[u8; 32]) -> Self {
        let seed = derived(b"nida-centre-sign-1", secret, &[]);
        let (open, _) = X25519HkdfSha256::derive_keypair(
            derived(b"nida-centre-seal-1", secret, &[]).as_slice(),
        );
        Self {
            open,
            sign: SigningKey::from_bytes(&seed),
        }
    }

    /// What machines are told of them.
    #[must_use]
    pub fn public(&self) -> CentreKeys {
        CentreKeys {
            seal: Hex32(public_bytes(&X25519HkdfSha256::sk_to_pk(&self.open))),
            sign: Hex32(self.sign.verifying_key().to_bytes()),
        }
    }
}

/// What a machine opens the receipt of this file with, from the seed of its own key.
#[must_use]
pub fn reply_key(seed: &[u8; 32], file: FileId) -> ReplyKey {
    let (secret, public) = X25519HkdfSha256::derive_keypair(
        derived(b"nida-courier-reply-1", seed, &file.0).as_slice(),
    );
    ReplyKey {
        secret,
        public: Hex32(public_bytes(&public)),
    }
}

/// A key for one receipt.
pub struct ReplyKey {
    pub(crate) secret: Secret,
    /// What the receipt is sealed to.
    pub public: Hex32,
}

impl std::fmt::Debug for ReplyKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ReplyKey(..)")
    }
}

/// A keyed hash. All inputs of one purpose have a fixed length, so that plain SHA-256 does.
fn derived(words: &[u8], secret: &[u8; 32], of: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(words);
    hash.update(secret);
    hash.update(of);
    Zeroizing::new(hash.finalize().into())
}

fn public_bytes(key: &Public) -> [u8; 32] {
    key.to_bytes().into()
}

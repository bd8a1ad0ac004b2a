//! Secrets that the centre makes and knows again: tokens, of which only the digest is kept, and
//! challenges, of which nothing is kept because they carry their own proof.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::entry::Digest;
use domain::id::Millis;
use sha2::{Digest as _, Sha256};

/// For how long a token is good.
pub const TOKEN_LIFE_MS: i64 = 60 * 60 * 1_000;
/// For how long a challenge may be answered.
pub const CHALLENGE_LIFE_MS: i64 = 2 * 60 * 1_000;
/// For how long an enrolment code is good.
pub const CODE_LIFE_MS: i64 = 24 * 60 * 60 * 1_000;

/// Random bytes of a challenge.
const NONCE_BYTES: usize = 16;
/// Expiry, random, proof.
const CHALLENGE_BYTES: usize = 8 + NONCE_BYTES + 32;

/// A new token: its text for the machine, its digest for the storage.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn new_token() -> Result<(String, Digest), getrandom::Error> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    let text = URL_SAFE_NO_PAD.encode(random);
    let digest = token_digest(&text);
    Ok((text, digest))
}

/// The digest under which a token is kept.
pub(crate) fn token_digest(text: &str) -> Digest {
    Sha256::digest(text.as_bytes()).into()
}

/// A challenge that this centre will know again until it expires.
///
/// # Errors
/// When the system gives no random bytes.
pub(crate) fn new_challenge(secret: &[u8; 32], now: Millis) -> Result<Vec<u8>, getrandom::Error> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    let expires = now.0.saturating_add(CHALLENGE_LIFE_MS).to_be_bytes();
    let mut challenge = Vec::with_capacity(CHALLENGE_BYTES);
    challenge.extend(expires);
    challenge.extend(nonce);
    challenge.extend(proof(secret, &expires, &nonce));
    Ok(challenge)
}

/// Whether this is a challenge of this centre's that has not expired.
pub(crate) fn is_challenge(secret: &[u8; 32], challenge: &[u8], now: Millis) -> bool {
    let Some((expires, rest)) = challenge.split_first_chunk::<8>() else {
        return false;
    };
    let Some((nonce, given)) = rest.split_first_chunk::<NONCE_BYTES>() else {
        return false;
    };
    // Digests of the two are compared, so that the time it takes tells nothing about the proof.
    let expected = Sha256::digest(proof(secret, expires, nonce));
    Sha256::digest(given) == expected && i64::from_be_bytes(*expires) > now.0
}

/// A keyed hash. All its inputs have a fixed length, so that plain SHA-256 does.
fn proof(secret: &[u8; 32], expires: &[u8; 8], nonce: &[u8; NONCE_BYTES]) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"nida-challenge-1");
    hash.update(secret);
    hash.update(expires);
    hash.update(nonce);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_000_000);

    #[test]
    fn a_challenge_is_known_again_until_it_expires() {
        let challenge = new_challenge(&[1; 32], NOW).unwrap();
        assert!(is_challenge(&[1; 32], &challenge, NOW));
        let last = Millis(NOW.0 + CHALLENGE_LIFE_MS - 1);
        assert!(is_challenge(&[1; 32], &challenge, last));
        let late = Millis(NOW.0 + CHALLENGE_LIFE_MS);
        assert!(!is_challenge(&[1; 32], &challenge, late));
    }

    /// Nobody but the centre makes challenges, and none can be stretched.
    #[test]
    fn a_changed_challenge_is_refused() {
        let challenge = new_challenge(&[1; 32], NOW).unwrap();
        assert!(!is_challenge(&[2; 32], &challenge, NOW), "another centre");
        for at in 0..challenge.len() {
            let mut changed = challenge.clone();
            changed[at] ^= 1;
            assert!(!is_challenge(&[1; 32], &changed, NOW), "byte {at}");
        }
        for length in 0..challenge.len() {
            assert!(
                !is_challenge(&[1; 32], &challenge[..length], NOW),
                "cut at {length}"
            );
        }
        let mut longer = challenge;
        longer.push(0);
        assert!(!is_challenge(&[1; 32], &longer, NOW), "one byte more");
    }

    #[test]
    fn no_token_comes_twice() {
        let (one, two) = (new_token().unwrap(), new_token().unwrap());
        assert_ne!(one.0, two.0);
        assert_eq!(one.1, token_digest(&one.0));
    }
}

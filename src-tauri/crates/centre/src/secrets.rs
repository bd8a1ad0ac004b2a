//! Secrets that the centre makes and knows again: tokens, of which only the digest is kept, and
//! challenges, of which nothing is kept. Both carry their own proof: what was made up is known without asking
//! the storage.

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

/// Random bytes of a token, which alone would do; the proof behind them spares the storage.
const TOKEN_RANDOM_BYTES: usize = 32;
/// Bytes of a token's proof: nobody comes upon one by trying.
const TOKEN_PROOF_BYTES: usize = 16;

/// A new token of this centre: its text for the machine, its digest for the storage.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new_token(secret: &[u8; 32]) -> Result<(String, Digest), getrandom::Error> {
    let mut random = [0; TOKEN_RANDOM_BYTES];
    getrandom::fill(&mut random)?;
    let token = [random.as_slice(), &token_proof(secret, &random)].concat();
    let text = URL_SAFE_NO_PAD.encode(token);
    let digest = token_digest(&text);
    Ok((text, digest))
}

/// What can be said of a token that came, before the storage is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// This centre made it. Whether it is good still, the storage knows.
    Made,
    /// It has the form of before tokens carried a proof: those for exports are good until they are revoked.
    Bare,
    /// This centre never made it.
    MadeUp,
}

/// Looks at a token that came.
pub(crate) fn claim(secret: &[u8; 32], text: &str) -> Claim {
    let Ok(token) = URL_SAFE_NO_PAD.decode(text) else {
        return Claim::MadeUp;
    };
    let Some((random, given)) = token.split_first_chunk::<TOKEN_RANDOM_BYTES>() else {
        return Claim::MadeUp;
    };
    if given.is_empty() {
        return Claim::Bare;
    }
    // As with challenges: digests of the two are compared.
    if Sha256::digest(given) == Sha256::digest(token_proof(secret, random)) {
        Claim::Made
    } else {
        Claim::MadeUp
    }
}

/// A keyed hash, as of a challenge.
fn token_proof(secret: &[u8; 32], random: &[u8; TOKEN_RANDOM_BYTES]) -> [u8; TOKEN_PROOF_BYTES] {
    let mut hash = Sha256::new();
    hash.update(b"nida-bearer-1");
    hash.update(secret);
    hash.update(random);
    let whole: Digest = hash.finalize().into();
    let mut proof = [0; TOKEN_PROOF_BYTES];
    for (to, from) in proof.iter_mut().zip(whole) {
        *to = from;
    }
    proof
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
        let (one, two) = (new_token(&[1; 32]).unwrap(), new_token(&[1; 32]).unwrap());
        assert_ne!(one.0, two.0);
        assert_eq!(one.1, token_digest(&one.0));
    }

    /// Whoever makes tokens up must not keep the storage busy: each is known for what it is without it.
    #[test]
    fn a_token_that_was_made_up_is_known_by_itself() {
        let (text, _) = new_token(&[1; 32]).unwrap();
        assert_eq!(claim(&[1; 32], &text), Claim::Made);
        assert_eq!(claim(&[2; 32], &text), Claim::MadeUp, "another centre's");
        let token = URL_SAFE_NO_PAD.decode(&text).unwrap();
        for at in 0..token.len() {
            let mut changed = token.clone();
            changed[at] ^= 1;
            let changed = URL_SAFE_NO_PAD.encode(changed);
            assert_eq!(claim(&[1; 32], &changed), Claim::MadeUp, "byte {at}");
        }
        for length in 0..token.len() {
            let cut = URL_SAFE_NO_PAD.encode(&token[..length]);
            let told = claim(&[1; 32], &cut);
            let due = match length {
                TOKEN_RANDOM_BYTES => Claim::Bare,
                _ => Claim::MadeUp,
            };
            assert_eq!(told, due, "cut at {length}");
        }
        for other in ["", "x", "tokens, tokens", &"A".repeat(10_000)] {
            assert_eq!(claim(&[1; 32], other), Claim::MadeUp, "{other:.20}");
        }
    }
}

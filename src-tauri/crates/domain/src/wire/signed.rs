//! What a machine signs (what a centre signs: [`super::pack_bytes`]). Each byte string begins with its own words, so that a signature for one
//! purpose is worth nothing for another, and all that follows has a fixed length.

use sha2::{Digest as _, Sha256};

use super::code::EnrolmentCode;
use crate::id::{CentreId, MachineId, SiteId};

/// Signed to enrol: `"nida-enrol-1" ‖ machine[16] ‖ public key[32] ‖ SHA-256(code)`, the code as its
/// sixteen capital letters and digits without dashes.
#[must_use]
pub fn enrol_bytes(machine: MachineId, public_key: &[u8; 32], code: &EnrolmentCode) -> Vec<u8> {
    let mut bytes = b"nida-enrol-1".to_vec();
    bytes.extend(machine.to_bytes());
    bytes.extend(public_key);
    bytes.extend(code.digest());
    bytes
}

/// Signed for a token: `"nida-token-1" ‖ centre[16] ‖ site[16] ‖ machine[16] ‖ SHA-256(challenge)`.
/// The centre is named, so that no centre can use a machine's signature at another.
#[must_use]
pub fn token_bytes(
    centre: CentreId,
    site: SiteId,
    machine: MachineId,
    challenge: &[u8],
) -> Vec<u8> {
    let mut bytes = b"nida-token-1".to_vec();
    bytes.extend(centre.to_bytes());
    bytes.extend(site.to_bytes());
    bytes.extend(machine.to_bytes());
    bytes.extend(Sha256::digest(challenge));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Millis;
    use crate::wire::{Base64, Hex32};

    #[derive(serde::Deserialize)]
    struct Vectors {
        enrol: Enrol,
        token: Token,
        pack: Pack,
    }

    #[derive(serde::Deserialize)]
    struct Pack {
        centre: CentreId,
        site: SiteId,
        kind: String,
        version: u64,
        published_at: Millis,
        content: String,
        bytes_hex: String,
        public_key_hex: Hex32,
        signature_hex: String,
    }

    #[derive(serde::Deserialize)]
    struct Enrol {
        machine: MachineId,
        public_key_hex: Hex32,
        code: String,
        bytes_hex: String,
    }

    #[derive(serde::Deserialize)]
    struct Token {
        centre: CentreId,
        site: SiteId,
        machine: MachineId,
        challenge_hex: String,
        bytes_hex: String,
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn unhex(text: &str) -> Vec<u8> {
        let digits = text.as_bytes().chunks(2);
        digits
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    /// Whoever writes a centre of their own checks it against these; they never change.
    #[test]
    fn the_published_vectors_hold() {
        let text = include_str!("../../../../../assets/vectors/signed.json");
        let Vectors { enrol, token, pack } = serde_json::from_str(text).unwrap();
        let code = enrol.code.parse().unwrap();
        let bytes = enrol_bytes(enrol.machine, &enrol.public_key_hex.0, &code);
        assert_eq!(hex(&bytes), enrol.bytes_hex);
        let challenge = unhex(&token.challenge_hex);
        let bytes = token_bytes(token.centre, token.site, token.machine, &challenge);
        assert_eq!(hex(&bytes), token.bytes_hex);
        let published = crate::wire::Pack {
            centre: pack.centre,
            site: pack.site,
            kind: pack.kind,
            version: pack.version,
            published_at: pack.published_at,
            content: Base64(pack.content.into_bytes()),
            signature: Base64(unhex(&pack.signature_hex)),
        };
        assert_eq!(hex(&published.signed_bytes()), pack.bytes_hex);
        assert_eq!(published.verify(&pack.public_key_hex), Ok(()));
    }

    /// Every ingredient is signed: change one and the bytes are others.
    #[test]
    fn what_is_signed_names_everything() {
        let code = |last: u8| EnrolmentCode::from_random([0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
        let machine = |byte| MachineId::from_bytes([byte; 16]);
        let enrol = enrol_bytes(machine(1), &[2; 32], &code(0));
        assert_eq!(enrol.len(), 12 + 16 + 32 + 32);
        assert_ne!(enrol, enrol_bytes(machine(9), &[2; 32], &code(0)));
        assert_ne!(enrol, enrol_bytes(machine(1), &[9; 32], &code(0)));
        assert_ne!(enrol, enrol_bytes(machine(1), &[2; 32], &code(1)));

        let token = |centre, site, machine_byte, challenge: &[u8]| {
            let (centre, site) = (
                CentreId::from_bytes([centre; 16]),
                SiteId::from_bytes([site; 16]),
            );
            token_bytes(centre, site, machine(machine_byte), challenge)
        };
        let signed = token(1, 2, 3, b"x");
        assert_eq!(signed.len(), 12 + 3 * 16 + 32);
        for other in [
            token(9, 2, 3, b"x"),
            token(1, 9, 3, b"x"),
            token(1, 2, 9, b"x"),
            token(1, 2, 3, b"y"),
        ] {
            assert_ne!(signed, other);
        }
    }
}

//! What a machine that has never spoken with its centre must know of it: carried to it by hand, before anything is
//! sealed.
//!
//! A card is no secret and is not signed: whoever carries it could change it. So its fingerprint is shown at both
//! ends and compared by the person who enrols the machine, before the code is typed.

use domain::id::CentreId;
use domain::wire::CentreKeys;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::file::BadFile;

/// What stands in a card's first field.
const MARK: &str = "centre-card-1";
/// Longest card that is read, in bytes.
pub const MAX_CARD_BYTES: usize = 8 * 1024;
/// Digits of a fingerprint: eighty bits.
const FINGERPRINT_BYTES: usize = 10;

/// A centre, for a machine without a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreCard {
    nida: String,
    /// Which centre.
    pub centre: CentreId,
    /// Where it answers, should there ever be a line.
    pub address: String,
    /// Its public keys.
    pub keys: CentreKeys,
}

impl CentreCard {
    /// The card of a centre.
    #[must_use]
    pub fn new(centre: CentreId, address: String, keys: CentreKeys) -> Self {
        Self {
            nida: MARK.to_owned(),
            centre,
            address,
            keys,
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// `NotOne`, `TooLong`.
    pub fn read(bytes: &[u8]) -> Result<Self, BadFile> {
        if bytes.len() > MAX_CARD_BYTES {
            return Err(BadFile::TooLong);
        }
        let card: Self = serde_json::from_slice(bytes).map_err(|_| BadFile::NotOne)?;
        if card.nida == MARK {
            Ok(card)
        } else {
            Err(BadFile::NotOne)
        }
    }

    /// As it is written.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings and digits have no way to fail but memory.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// What two people compare: four groups of five digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"nida-centre-card-1");
        hash.update(self.centre.to_bytes());
        hash.update(self.keys.seal.0);
        hash.update(self.keys.sign.0);
        hash.update(self.address.as_bytes());
        let digits: Vec<String> = hash
            .finalize()
            .iter()
            .take(FINGERPRINT_BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let digits = digits.concat();
        let groups: Vec<String> = digits
            .as_bytes()
            .chunks(5)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        groups.join("-")
    }
}

#[cfg(test)]
mod tests {
    use domain::wire::Hex32;

    use super::*;

    fn card() -> CentreCard {
        let keys = CentreKeys {
            seal: Hex32([1; 32]),
            sign: Hex32([2; 32]),
        };
        CentreCard::new(
            CentreId::from_bytes([3; 16]),
            "https://centre.example.om".into(),
            keys,
        )
    }

    #[test]
    fn a_card_is_read_again() {
        assert_eq!(CentreCard::read(&card().to_bytes()), Ok(card()));
        assert_eq!(CentreCard::read(b"{}"), Err(BadFile::NotOne));
        assert_eq!(
            CentreCard::read(&vec![b' '; MAX_CARD_BYTES + 1]),
            Err(BadFile::TooLong)
        );
    }

    /// Whoever changes anything of a card on its way changes what is compared.
    #[test]
    fn a_fingerprint_is_of_everything() {
        let own = card().fingerprint();
        assert_eq!(own.len(), 23);
        let mut others = [card(), card(), card(), card()];
        others[0].centre = CentreId::from_bytes([9; 16]);
        others[1].address = "https://elsewhere.example".into();
        others[2].keys.seal = Hex32([9; 32]);
        others[3].keys.sign = Hex32([9; 32]);
        for other in others {
            assert_ne!(other.fingerprint(), own);
        }
    }
}

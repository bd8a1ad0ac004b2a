//! 256 random bits that open a slot and lie outside the store: in the keyring of the operating system, or
//! in a key file.
//!
//! Never here: where they are kept.

use std::fmt;

use zeroize::Zeroizing;

use super::{KEY_BYTES, push_hex, unhex};
use crate::error::OpenError;

/// What opens a slot by itself; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SlotSecret(Zeroizing<[u8; KEY_BYTES]>);

/// This is no such secret: of another length, or not written in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a slot's secret")]
pub struct NotASlotSecret;

impl SlotSecret {
    /// Its length in bytes.
    pub const BYTES: usize = KEY_BYTES;

    /// A fresh one.
    ///
    /// # Errors
    /// `NoRandom`.
    pub fn random() -> Result<Self, OpenError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    /// As a keyring gives it back.
    ///
    /// # Errors
    /// `NotASlotSecret` for another length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotASlotSecret> {
        let bytes: [u8; KEY_BYTES] = bytes.try_into().map_err(|_| NotASlotSecret)?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    /// As a key file writes it: 64 hexadecimal digits, letter case and a line's end do not matter.
    ///
    /// # Errors
    /// `NotASlotSecret`.
    pub fn from_hex(text: &str) -> Result<Self, NotASlotSecret> {
        let bytes = unhex(text.trim()).map(Zeroizing::new);
        Self::from_bytes(&bytes.ok_or(NotASlotSecret)?)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// In hexadecimal.
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_BYTES));
        push_hex(&mut text, self.0.as_ref());
        text
    }
}

impl fmt::Debug for SlotSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SlotSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a person could have cut off or added is no secret, and never one that is a little different.
    #[test]
    fn a_secret_is_read_whole_or_not_at_all() {
        let secret = SlotSecret::random().unwrap();
        let hex = secret.to_hex();
        assert_eq!(
            SlotSecret::from_hex(&format!("{}\n", *hex)),
            Ok(secret.clone())
        );
        assert_eq!(
            SlotSecret::from_hex(&hex.to_uppercase()),
            Ok(secret.clone())
        );
        assert_eq!(SlotSecret::from_bytes(secret.bytes()), Ok(secret.clone()));
        for wrong in [
            "",
            "00",
            &hex.chars().skip(1).collect::<String>(),
            &format!("{}0", *hex),
            &hex.replace(|_| true, "g"),
        ] {
            assert_eq!(SlotSecret::from_hex(wrong), Err(NotASlotSecret), "{wrong}");
        }
        assert_eq!(format!("{secret:?}"), "SlotSecret(..)");
    }
}

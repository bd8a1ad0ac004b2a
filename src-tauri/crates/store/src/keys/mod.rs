//! The key of the store and what wraps it.
//!
//! The key is 256 random bits; nothing a person types ever becomes the key. Passphrase and recovery
//! code, and what a keyring or a key file holds, open **slots** that hold it ([`slots`]). Never here: a
//! PIN, which is a hash inside the store.

pub(crate) mod code;
pub(crate) mod cost;
pub(crate) mod pages;
pub(crate) mod secret;
pub(crate) mod slots;
pub(crate) mod ways;

use std::fmt;

use zeroize::Zeroizing;

/// Bytes of the key.
pub(crate) const KEY_BYTES: usize = 32;

/// The store's key; wiped from memory when dropped.
#[derive(Clone)]
pub(crate) struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    /// A fresh one.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    pub(crate) const fn from_bytes(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The statement that hands the raw key to SQLCipher; nothing is derived from it.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_BYTES + 24));
        text.push_str("PRAGMA key = \"x'");
        push_hex(&mut text, self.0.as_ref());
        text.push_str("'\"");
        text
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(..)")
    }
}

pub(crate) fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push_hex(&mut text, bytes);
    text
}

/// The bytes that the text writes, none when it is not hexadecimal.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let mut nibbles = text.chars().map(|digit| digit.to_digit(16));
    let mut bytes = Vec::with_capacity(text.len() / 2);
    while let Some(high) = nibbles.next() {
        let byte = high?.checked_mul(16)? + nibbles.next()??;
        bytes.push(u8::try_from(byte).ok()?);
    }
    Some(bytes)
}

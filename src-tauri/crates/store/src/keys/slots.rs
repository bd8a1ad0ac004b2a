//! The file of key slots, `slots.json`.
//!
//! Each slot holds the store's key wrapped by XChaCha20-Poly1305: under a key that Argon2id makes of what
//! a person types, or under 256 random bits that lie in the keyring of the operating system or in a key
//! file. The id of the store and the kind of the slot are authenticated beside it, so a slot cannot be
//! carried into another store or pass for another kind. The file is replaced as a whole; kinds that this
//! version does not know are kept.
//!
//! Never here: the key itself on disk, a slot for a PIN; what reads a keyring or a key file.

#[cfg(test)]
mod hostile;
mod ring;
mod sound;

use std::fs;
use std::io::Read as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::code::RecoveryCode;
use super::cost::Cost;
use super::secret::SlotSecret;
use super::ways::Way;
use super::{KEY_BYTES, Key, hex, unhex};
use crate::error::OpenError;
use crate::folder::replace_file;

const FORMAT: &str = "nida-slots";
const VERSION: u32 = 1;
/// Longest file that is read.
pub(crate) const MAX_FILE_BYTES: u64 = 64 * 1024;
/// Most slots in a file.
const MAX_SLOTS: usize = 16;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;

/// What the store is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Unlock<'a> {
    /// The station passphrase, as typed.
    Passphrase(&'a str),
    /// The recovery code, as typed: spaces, dashes, letter case and O/0, I/L/1 do not matter.
    RecoveryCode(&'a str),
    /// What the keyring of the operating system kept.
    Keyring(&'a SlotSecret),
    /// What a key file holds.
    KeyFile(&'a SlotSecret),
}

impl Unlock<'_> {
    const fn way(&self) -> Way {
        match self {
            Self::Passphrase(_) => Way::Passphrase,
            Self::RecoveryCode(_) => Way::RecoveryCode,
            Self::Keyring(_) => Way::Keyring,
            Self::KeyFile(_) => Way::KeyFile,
        }
    }

    fn secret(&self) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        match self {
            Self::Passphrase(typed) => Ok(passphrase_secret(typed)),
            Self::RecoveryCode(typed) => {
                let code = RecoveryCode::parse(typed).map_err(|_| OpenError::WrongPassphrase)?;
                Ok(Zeroizing::new(code.secret().to_vec()))
            }
            Self::Keyring(secret) | Self::KeyFile(secret) => {
                Ok(Zeroizing::new(secret.bytes().to_vec()))
            }
        }
    }
}

/// Composed letters, so that the same word typed on another keyboard or system opens the same slot.
fn passphrase_secret(typed: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(typed.nfc().collect::<String>().into_bytes())
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slots {
    format: String,
    version: u32,
    /// Id of the store in hexadecimal.
    store: String,
    /// First sixteen bytes of the database file. They are no secret; kept twice, so that a first page
    /// that was damaged is not taken for a wrong key.
    file_salt: String,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    kind: String,
    /// Absent where the secret is random already, and in kinds that this version does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    argon2id: Option<Argon2id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wrapped: Option<String>,
    /// [`Slot::mark`] as it was when the slot was made; absent in slots of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sum: Option<String>,
    #[serde(flatten)]
    other: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Argon2id {
    #[serde(flatten)]
    cost: Cost,
    salt: String,
}

impl Slots {
    /// The slots of a new store: no single one is the only one.
    pub(crate) fn new(
        key: &Key,
        store: [u8; 16],
        file_salt: [u8; 16],
        passphrase: &str,
        code: &RecoveryCode,
        cost: Cost,
    ) -> Result<Self, OpenError> {
        let mut slots = Self {
            format: FORMAT.into(),
            version: VERSION,
            store: hex(&store),
            file_salt: hex(&file_salt),
            slots: Vec::new(),
        };
        slots.set_passphrase(passphrase, key, cost)?;
        slots.set_recovery_code(code, key, cost)?;
        Ok(slots)
    }

    pub(crate) fn set_passphrase(
        &mut self,
        passphrase: &str,
        key: &Key,
        cost: Cost,
    ) -> Result<(), OpenError> {
        self.set_typed(Way::Passphrase, &passphrase_secret(passphrase), key, cost)
    }

    pub(crate) fn set_recovery_code(
        &mut self,
        code: &RecoveryCode,
        key: &Key,
        cost: Cost,
    ) -> Result<(), OpenError> {
        self.set_typed(Way::RecoveryCode, code.secret(), key, cost)
    }

    /// A slot for a secret that is random already: nobody guesses at it, so it costs nothing to try.
    pub(crate) fn set_random(
        &mut self,
        way: Way,
        secret: &SlotSecret,
        key: &Key,
    ) -> Result<(), OpenError> {
        self.set(way, secret.bytes(), None, key)
    }

    /// Takes the slots of a way out; one that leaves neither passphrase nor recovery code is refused.
    pub(crate) fn remove(&mut self, way: Way) -> Result<(), OpenError> {
        let stays = |slot: &Slot| slot.kind != way.code();
        let is_lasting = |slot: &Slot| {
            [Way::Passphrase, Way::RecoveryCode]
                .iter()
                .any(|way| way.code() == slot.kind)
        };
        if !self
            .slots
            .iter()
            .any(|slot| stays(slot) && is_lasting(slot))
        {
            return Err(OpenError::LastSlot);
        }
        self.slots.retain(stays);
        Ok(())
    }

    /// The kinds of its slots, in the order of the file.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.kind.as_str())
    }

    /// Id of the store, in hexadecimal.
    pub(crate) fn store(&self) -> &str {
        &self.store
    }

    fn set_typed(
        &mut self,
        way: Way,
        secret: &[u8],
        key: &Key,
        cost: Cost,
    ) -> Result<(), OpenError> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt)?;
        let wrapping = cost.derive(secret, &salt).ok_or(OpenError::SlotsMissing)?;
        let argon2id = Argon2id {
            cost,
            salt: hex(&salt),
        };
        self.set(way, &wrapping, Some(argon2id), key)
    }

    fn set(
        &mut self,
        way: Way,
        wrapping: &[u8; KEY_BYTES],
        argon2id: Option<Argon2id>,
        key: &Key,
    ) -> Result<(), OpenError> {
        let slot = self.wrapped(way, wrapping, argon2id, key)?;
        self.slots.retain(|slot| slot.kind != way.code());
        self.slots.push(slot);
        Ok(())
    }

    /// A slot that holds the key, not among the others yet.
    fn wrapped(
        &self,
        way: Way,
        wrapping: &[u8; KEY_BYTES],
        argon2id: Option<Argon2id>,
        key: &Key,
    ) -> Result<Slot, OpenError> {
        let kind = way.code();
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let aad = self.aad(kind);
        let wrapped = XChaCha20Poly1305::new(wrapping.into())
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: key.bytes(),
                    aad: &aad,
                },
            )
            .map_err(|_| OpenError::SlotsMissing)?;
        let mut slot = Slot {
            kind: kind.into(),
            argon2id,
            nonce: Some(hex(&nonce)),
            wrapped: Some(hex(&wrapped)),
            sum: None,
            other: serde_json::Map::new(),
        };
        slot.sum = Some(slot.mark());
        Ok(slot)
    }

    /// Reads the file; anything that is not such a file counts as missing.
    pub(crate) fn read(path: &Path) -> Result<Self, OpenError> {
        let mut text = String::new();
        fs::File::open(path)
            .and_then(|file| file.take(MAX_FILE_BYTES).read_to_string(&mut text))
            .map_err(|_| OpenError::SlotsMissing)?;
        let slots: Self = serde_json::from_str(&text).map_err(|_| OpenError::SlotsMissing)?;
        let usable =
            slots.format == FORMAT && slots.version == VERSION && slots.slots.len() <= MAX_SLOTS;
        if usable {
            Ok(slots)
        } else {
            Err(OpenError::SlotsMissing)
        }
    }

    /// Writes the file: the old one or the new one is there at any moment, never half of one.
    pub(crate) fn write(&self, path: &Path) -> Result<(), OpenError> {
        let mut text = serde_json::to_vec_pretty(self).map_err(|_| OpenError::SlotsMissing)?;
        text.push(b'\n');
        Ok(replace_file(path, &text)?)
    }

    /// The key, from the first slot of the kind that opens.
    pub(crate) fn open(&self, with: &Unlock<'_>) -> Result<Key, OpenError> {
        let (way, secret) = (with.way(), with.secret()?);
        let mut found = false;
        let kind = way.code();
        for slot in self.slots.iter().filter(|slot| slot.kind == kind) {
            found = true;
            if let Some(key) = self.open_slot(slot, way, &secret) {
                return Ok(key);
            }
        }
        Err(if found {
            OpenError::WrongPassphrase
        } else {
            OpenError::SlotsMissing
        })
    }

    fn open_slot(&self, slot: &Slot, way: Way, secret: &[u8]) -> Option<Key> {
        let nonce: [u8; NONCE_BYTES] = unhex(slot.nonce.as_ref()?)?.try_into().ok()?;
        let wrapped = unhex(slot.wrapped.as_ref()?)?;
        let wrapping = match (way, &slot.argon2id) {
            (Way::Passphrase | Way::RecoveryCode, Some(argon2id)) => {
                argon2id.cost.derive(secret, &unhex(&argon2id.salt)?)?
            }
            // Never without a derivation where a person types, whatever a file says.
            (Way::Keyring | Way::KeyFile, None) => Zeroizing::new(secret.try_into().ok()?),
            _ => return None,
        };
        let aad = self.aad(&slot.kind);
        let key = XChaCha20Poly1305::new((&*wrapping).into())
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &wrapped,
                    aad: &aad,
                },
            )
            .ok()
            .map(Zeroizing::new)?;
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        if key.len() != KEY_BYTES {
            return None;
        }
        bytes.copy_from_slice(&key);
        Some(Key::from_bytes(bytes))
    }

    pub(crate) fn file_salt(&self) -> Option<[u8; 16]> {
        unhex(&self.file_salt)?.try_into().ok()
    }

    /// The same slots for a copy of the store, whose file has this salt; for one without a file the salt stays.
    pub(crate) fn beside(&self, file_salt: Option<[u8; 16]>) -> Self {
        let mut copy = self.clone();
        if let Some(salt) = file_salt {
            copy.file_salt = hex(&salt);
        }
        copy
    }

    fn aad(&self, kind: &str) -> Vec<u8> {
        [
            b"nida-slot-1/",
            self.store.as_bytes(),
            b"/",
            kind.as_bytes(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(key: &Key, store: [u8; 16]) -> (Slots, RecoveryCode) {
        let code = RecoveryCode::random().unwrap();
        let slots = Slots::new(
            key,
            store,
            [7; 16],
            "نخلة قرب البحر",
            &code,
            Cost::PRACTICE_ONLY,
        )
        .unwrap();
        (slots, code)
    }

    /// Two ways in from the start: who forgets the passphrase has the paper.
    #[test]
    fn passphrase_and_code_open_the_same_key() {
        let key = Key::random().unwrap();
        let (slots, code) = slots(&key, [1; 16]);
        let by_passphrase = slots.open(&Unlock::Passphrase("نخلة قرب البحر")).unwrap();
        assert_eq!(by_passphrase.bytes(), key.bytes());
        let by_code = slots.open(&Unlock::RecoveryCode(&code.to_text())).unwrap();
        assert_eq!(by_code.bytes(), key.bytes());
        for wrong in [
            Unlock::Passphrase("نخلة"),
            Unlock::RecoveryCode("0000"),
            Unlock::Passphrase(""),
        ] {
            assert!(
                matches!(slots.open(&wrong), Err(OpenError::WrongPassphrase)),
                "{wrong:?}"
            );
        }
    }

    /// Decomposed and composed letters look alike; both are the same passphrase.
    #[test]
    fn a_passphrase_is_compared_composed() {
        let key = Key::random().unwrap();
        let code = RecoveryCode::random().unwrap();
        let slots = Slots::new(
            &key,
            [1; 16],
            [7; 16],
            "caf\u{e9} \u{622}\u{645}\u{646}",
            &code,
            Cost::PRACTICE_ONLY,
        )
        .unwrap();
        assert!(
            slots
                .open(&Unlock::Passphrase(
                    "cafe\u{301} \u{627}\u{653}\u{645}\u{646}"
                ))
                .is_ok()
        );
    }

    /// A slot belongs to its store and its kind.
    #[test]
    fn a_slot_cannot_be_carried_elsewhere() {
        let key = Key::random().unwrap();
        let (own, _) = slots(&key, [1; 16]);
        let mut carried = own.clone();
        carried.store = hex(&[2; 16]);
        assert!(matches!(
            carried.open(&Unlock::Passphrase("نخلة قرب البحر")),
            Err(OpenError::WrongPassphrase)
        ));
        let mut renamed = own;
        renamed
            .slots
            .retain(|slot| slot.kind == Way::RecoveryCode.code());
        assert!(matches!(
            renamed.open(&Unlock::Passphrase("نخلة قرب البحر")),
            Err(OpenError::SlotsMissing)
        ));
        for slot in &mut renamed.slots {
            slot.kind = Way::Passphrase.code().into();
        }
        assert!(matches!(
            renamed.open(&Unlock::Passphrase("نخلة قرب البحر")),
            Err(OpenError::WrongPassphrase)
        ));
    }

    /// A file of slots is hostile until it has opened: it cannot ask for all memory of the machine.
    #[test]
    fn impossible_costs_are_refused() {
        let (mut slots, _) = slots(&Key::random().unwrap(), [1; 16]);
        for slot in &mut slots.slots {
            if let Some(argon2id) = &mut slot.argon2id {
                argon2id.cost.memory_kib = u32::MAX;
            }
        }
        assert!(matches!(
            slots.open(&Unlock::Passphrase("نخلة قرب البحر")),
            Err(OpenError::WrongPassphrase)
        ));
    }

    /// A later version may know smart cards; this one must not lose its slot when it writes.
    #[test]
    fn unknown_kinds_survive_a_rewrite() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slots.json");
        let key = Key::random().unwrap();
        let (mut slots, _) = slots(&key, [1; 16]);
        slots.slots.push(
            serde_json::from_str(r#"{"kind":"smart_card","reader":"om.nida","account":"x"}"#)
                .unwrap(),
        );
        slots.write(&path).unwrap();
        let mut read = Slots::read(&path).unwrap();
        read.set_passphrase("another one altogether", &key, Cost::PRACTICE_ONLY)
            .unwrap();
        read.write(&path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("om.nida"), "{text}");
        assert!(
            Slots::read(&path)
                .unwrap()
                .open(&Unlock::Passphrase("another one altogether"))
                .is_ok()
        );
        fs::write(&path, "{}").unwrap();
        assert!(matches!(Slots::read(&path), Err(OpenError::SlotsMissing)));
    }

    /// What nobody types opens without a derivation, and only as what it is.
    #[test]
    fn a_random_secret_opens_its_own_kind_alone() {
        let key = Key::random().unwrap();
        let (mut slots, _) = slots(&key, [1; 16]);
        let (ring, file) = (SlotSecret::random().unwrap(), SlotSecret::random().unwrap());
        assert!(matches!(
            slots.open(&Unlock::Keyring(&ring)),
            Err(OpenError::SlotsMissing)
        ));
        slots.set_random(Way::Keyring, &ring, &key).unwrap();
        slots.set_random(Way::KeyFile, &file, &key).unwrap();
        let opens = |with: Unlock<'_>| {
            slots
                .open(&with)
                .map(|opened| opened.bytes() == key.bytes())
        };
        assert!(opens(Unlock::Keyring(&ring)).unwrap());
        assert!(opens(Unlock::KeyFile(&file)).unwrap());
        for wrong in [Unlock::Keyring(&file), Unlock::KeyFile(&ring)] {
            assert!(
                matches!(opens(wrong), Err(OpenError::WrongPassphrase)),
                "a secret of another kind is wrong, and the store not damaged"
            );
        }
    }

    /// A slot that claims to need no derivation must not let a passphrase pass for a key.
    #[test]
    fn a_typed_secret_is_always_derived() {
        let key = Key::random().unwrap();
        let (mut slots, _) = slots(&key, [1; 16]);
        for slot in &mut slots.slots {
            slot.argon2id = None;
        }
        assert!(matches!(
            slots.open(&Unlock::Passphrase("نخلة قرب البحر")),
            Err(OpenError::WrongPassphrase)
        ));
    }

    /// Whatever is turned off, paper or memory must still open.
    #[test]
    fn the_last_lasting_slot_is_never_removed() {
        let key = Key::random().unwrap();
        let (mut slots, _) = slots(&key, [1; 16]);
        let ring = SlotSecret::random().unwrap();
        slots.set_random(Way::Keyring, &ring, &key).unwrap();
        slots.remove(Way::Passphrase).unwrap();
        assert!(matches!(
            slots.remove(Way::RecoveryCode),
            Err(OpenError::LastSlot)
        ));
        slots.remove(Way::Keyring).unwrap();
        assert_eq!(slots.kinds().collect::<Vec<_>>(), ["recovery_code"]);
        slots.slots.clear();
        slots.set_random(Way::Keyring, &ring, &key).unwrap();
        assert!(
            matches!(slots.remove(Way::Keyring), Err(OpenError::LastSlot)),
            "even where a file holds nothing else"
        );
    }
}

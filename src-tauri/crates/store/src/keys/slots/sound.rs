//! Whether a slot is still as it was written: so that a damaged one is not taken for a wrong secret.
//!
//! What wraps the key tells the two apart as little as a lock that does not turn. Beside each slot stands the digest of what
//! was written; it keeps nobody out, and whoever changes a slot on purpose can change it too. Never here: refusing to open
//! a slot whose digest differs, since what opens is good.

use sha2::{Digest as _, Sha256};

use super::{KEY_BYTES, NONCE_BYTES, Slot, Slots, Unlock};
use crate::error::OpenError;
use crate::keys::ways::Way;
use crate::keys::{Key, hex, unhex};

/// Bytes of a digest that are kept: nobody but chance has to be kept from meeting it.
const MARK_BYTES: usize = 16;
/// What the cipher adds to what it wraps.
const TAG_BYTES: usize = 16;

impl Slots {
    /// As [`Slots::open`], for whoever tries a way in: the key, and the mark of the slot that opened.
    ///
    /// # Errors
    /// `SlotDamaged` where nothing opened and no slot of the kind is as it was written.
    pub(crate) fn try_open(&self, with: &Unlock<'_>) -> Result<(Key, String), OpenError> {
        let way = with.way();
        let told = with.secret().and_then(|secret| {
            let opened = self.of(way).find_map(|slot| {
                let key = self.open_slot(slot, way, &secret)?;
                Some((key, slot.mark()))
            });
            opened.ok_or(OpenError::WrongPassphrase)
        });
        match told {
            Err(OpenError::WrongPassphrase) if self.of(way).next().is_none() => {
                Err(OpenError::SlotsMissing)
            }
            Err(OpenError::WrongPassphrase) if !self.of(way).any(|slot| slot.is_sound(way)) => {
                Err(OpenError::SlotDamaged)
            }
            told => told,
        }
    }

    /// The marks of the slots of a way, each another one whenever a slot is made anew.
    pub(crate) fn marks(&self, way: Way) -> impl Iterator<Item = String> {
        self.of(way).map(Slot::mark)
    }

    fn of(&self, way: Way) -> impl Iterator<Item = &Slot> {
        self.slots
            .iter()
            .filter(move |slot| slot.kind == way.code())
    }
}

impl Slot {
    /// Digest of what it holds, in hexadecimal.
    pub(super) fn mark(&self) -> String {
        let mut digest = Sha256::new();
        let cost = self.argon2id.as_ref().map(|argon2id| {
            let cost = argon2id.cost;
            format!(
                "{}/{}/{}/{}",
                cost.memory_kib, cost.passes, cost.lanes, argon2id.salt
            )
        });
        for part in [
            Some(&self.kind),
            cost.as_ref(),
            self.nonce.as_ref(),
            self.wrapped.as_ref(),
        ] {
            digest.update(part.map_or("", String::as_str));
            // No part holds it, so that none runs into the next.
            digest.update([0]);
        }
        let bytes = digest.finalize();
        hex(bytes.get(..MARK_BYTES).unwrap_or_default())
    }

    /// Whether some secret could open it: it has the parts of its kind, and they are those that were written.
    fn is_sound(&self, way: Way) -> bool {
        let is_of = |text: &Option<String>, bytes: usize| {
            let read = text.as_ref().and_then(|text| unhex(text));
            read.is_some_and(|read| read.len() == bytes)
        };
        let is_derived = match (way, &self.argon2id) {
            (Way::Passphrase | Way::RecoveryCode, Some(argon2id)) => {
                argon2id.cost.is_possible() && unhex(&argon2id.salt).is_some()
            }
            (Way::Keyring | Way::KeyFile, None) => true,
            _ => false,
        };
        let is_as_written = self.sum.as_ref().is_none_or(|sum| *sum == self.mark());
        is_derived
            && is_of(&self.nonce, NONCE_BYTES)
            && is_of(&self.wrapped, KEY_BYTES + TAG_BYTES)
            && is_as_written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::code::RecoveryCode;
    use crate::keys::cost::Cost;

    const PASSPHRASE: &str = "نخلة قرب البحر";

    fn slots() -> (Slots, RecoveryCode) {
        let key = Key::random().unwrap();
        let code = RecoveryCode::random().unwrap();
        let cost = Cost::PRACTICE_ONLY;
        let slots = Slots::new(&key, [1; 16], [7; 16], PASSPHRASE, &code, cost).unwrap();
        (slots, code)
    }

    fn slot(slots: &mut Slots, way: Way) -> &mut Slot {
        let mut found = slots.slots.iter_mut();
        found.find(|slot| slot.kind == way.code()).unwrap()
    }

    /// Without its first letters.
    fn cut(text: &str, letters: usize) -> String {
        text.chars().skip(letters).collect()
    }

    /// Another digit in the place of the first.
    fn turned(text: &str) -> String {
        let first = if text.starts_with('0') { '1' } else { '0' };
        format!("{first}{}", cut(text, 1))
    }

    /// A disk that rots changes any part of a slot: whoever has the right paper is not told that it is the wrong one.
    #[test]
    fn a_damaged_slot_is_no_wrong_code() {
        let (whole, code) = slots();
        let typed = code.to_text();
        let right = Unlock::RecoveryCode(&typed);
        let other = RecoveryCode::random().unwrap().to_text();
        let wrong = Unlock::RecoveryCode(&other);
        assert!(whole.try_open(&right).is_ok());
        for wrong in [wrong, Unlock::RecoveryCode("0000")] {
            assert!(matches!(
                whole.try_open(&wrong),
                Err(OpenError::WrongPassphrase)
            ));
        }
        let damages: [fn(&mut Slot); 7] = [
            |slot| slot.nonce = slot.nonce.as_deref().map(turned),
            |slot| slot.wrapped = slot.wrapped.as_deref().map(turned),
            |slot| {
                slot.argon2id.as_mut().unwrap().salt = turned(&slot.argon2id.as_ref().unwrap().salt)
            },
            |slot| slot.argon2id.as_mut().unwrap().cost.passes += 1,
            |slot| slot.argon2id = None,
            |slot| slot.wrapped = slot.wrapped.as_ref().map(|text| cut(text, 2)),
            |slot| slot.nonce = None,
        ];
        for (n, damage) in damages.into_iter().enumerate() {
            let mut slots = whole.clone();
            damage(slot(&mut slots, Way::RecoveryCode));
            for typed in [right, wrong] {
                assert!(
                    matches!(slots.try_open(&typed), Err(OpenError::SlotDamaged)),
                    "damage {n}"
                );
            }
            assert!(
                slots.try_open(&Unlock::Passphrase(PASSPHRASE)).is_ok(),
                "the other way opens, whatever became of this one"
            );
        }
    }

    /// What opens is good, whatever stands beside it; and of an older slot only its form is known.
    #[test]
    fn a_slot_without_its_digest_opens_and_is_judged_by_its_form() {
        let (mut slots, code) = slots();
        let typed = code.to_text();
        slot(&mut slots, Way::RecoveryCode).sum = Some("00".into());
        assert!(slots.try_open(&Unlock::RecoveryCode(&typed)).is_ok());
        let older = slot(&mut slots, Way::RecoveryCode);
        older.sum = None;
        assert!(slots.try_open(&Unlock::RecoveryCode(&typed)).is_ok());
        assert!(matches!(
            slots.try_open(&Unlock::RecoveryCode("0000")),
            Err(OpenError::WrongPassphrase)
        ));
        slots
            .slots
            .retain(|slot| slot.kind != Way::RecoveryCode.code());
        assert!(matches!(
            slots.try_open(&Unlock::RecoveryCode(&typed)),
            Err(OpenError::SlotsMissing)
        ));
    }

    /// That a code was tried says nothing of the next one.
    #[test]
    fn a_new_slot_has_another_mark() {
        let (mut slots, code) = slots();
        let before: Vec<String> = slots.marks(Way::RecoveryCode).collect();
        let opened = slots.try_open(&Unlock::RecoveryCode(&code.to_text()));
        assert_eq!(before, [opened.unwrap().1]);
        let copy: Vec<String> = slots
            .beside(Some([9; 16]))
            .marks(Way::RecoveryCode)
            .collect();
        assert_eq!(copy, before, "that of a backup is the same slot");
        let key = Key::random().unwrap();
        slots
            .set_recovery_code(&code, &key, Cost::PRACTICE_ONLY)
            .unwrap();
        assert_ne!(before, slots.marks(Way::RecoveryCode).collect::<Vec<_>>());
    }
}

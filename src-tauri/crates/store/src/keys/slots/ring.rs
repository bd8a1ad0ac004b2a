//! Another secret for the keyring: what it holds goes on opening until it is known to hold the new one.
//!
//! A keyring may fail, hang, or take everything and keep nothing. Never here: asking it.

use super::{Slot, Slots};
use crate::error::OpenError;
use crate::keys::Key;
use crate::keys::secret::SlotSecret;
use crate::keys::ways::Way;

impl Slots {
    /// Adds a slot for another secret of the keyring. One stays beside it: that which `held` opens, what the
    /// keyring holds now, else the last that was made. So there are never more than two.
    pub(crate) fn add_for_keyring(
        &mut self,
        secret: &SlotSecret,
        held: Option<&SlotSecret>,
        key: &Key,
    ) -> Result<(), OpenError> {
        let made = self.wrapped(Way::Keyring, secret.bytes(), None, key)?;
        let mut of_ring = self.slots.iter().filter(|slot| is_of_ring(slot));
        let opened = held.and_then(|held| {
            let mut of_ring = of_ring.clone();
            of_ring.find(|slot| self.is_opened(slot, held))
        });
        let stays = opened.or_else(|| of_ring.next_back()).cloned();
        self.slots.retain(|slot| !is_of_ring(slot));
        self.slots.extend(stays);
        self.slots.push(made);
        Ok(())
    }

    /// Takes out what this secret of the keyring opens, which the keyring did not take.
    pub(crate) fn take_back_for_keyring(&mut self, secret: &SlotSecret) {
        let slots = std::mem::take(&mut self.slots).into_iter();
        self.slots = slots
            .filter(|slot| !(is_of_ring(slot) && self.is_opened(slot, secret)))
            .collect();
    }

    fn is_opened(&self, slot: &Slot, secret: &SlotSecret) -> bool {
        self.open_slot(slot, Way::Keyring, secret.bytes()).is_some()
    }
}

fn is_of_ring(slot: &Slot) -> bool {
    slot.kind == Way::Keyring.code()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::code::RecoveryCode;
    use crate::keys::cost::Cost;
    use crate::keys::slots::Unlock;

    /// However often a keyring hangs, the file stays short, and what the ring holds opens it.
    #[test]
    fn what_the_keyring_holds_stays_beside_the_new_one() {
        let key = Key::random().unwrap();
        let code = RecoveryCode::random().unwrap();
        let cost = Cost::PRACTICE_ONLY;
        let mut slots = Slots::new(&key, [1; 16], [7; 16], "sea and palms", &code, cost).unwrap();
        let [first, second, third, fourth] = [(); 4].map(|()| SlotSecret::random().unwrap());
        let opens = |slots: &Slots, secret| slots.open(&Unlock::Keyring(secret)).is_ok();
        slots.add_for_keyring(&first, None, &key).unwrap();
        slots.add_for_keyring(&second, Some(&first), &key).unwrap();
        assert!(opens(&slots, &first) && opens(&slots, &second));
        slots.add_for_keyring(&third, Some(&first), &key).unwrap();
        assert!(opens(&slots, &first) && !opens(&slots, &second) && opens(&slots, &third));
        // A ring that has lost it, or holds something else.
        slots.add_for_keyring(&fourth, Some(&second), &key).unwrap();
        assert!(!opens(&slots, &first) && opens(&slots, &third) && opens(&slots, &fourth));
        slots.take_back_for_keyring(&fourth);
        assert!(opens(&slots, &third) && !opens(&slots, &fourth));
        assert_eq!(
            slots.kinds().collect::<Vec<_>>(),
            ["passphrase", "recovery_code", "keyring"]
        );
    }
}

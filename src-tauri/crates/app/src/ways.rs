//! The ways into this store, as an administrator sees and changes them: the passphrase, the keyring of the
//! operating system, a key file. The recovery code has a page of its own ([`crate::recovery`]).
//!
//! What opens is written before the entry that tells of it, as with a recovery code: a way that people rely
//! on must open. Never here: taking away the last way that a person has.

use domain::machine::Machine;
use store::{SlotSecret, Unlock, Way};

use crate::desk::Asking;
use crate::drill;
use crate::dto::{ChangedPassphrase, WayIn, WaysIn};
use crate::rights::Command;
use crate::ring::{Keyring, RingError};
use crate::start::check_passphrase;
use crate::{App, AppError, Result, Rule};

impl App {
    /// In which ways this store opens.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`; what the store says.
    pub fn ways_in(&self) -> Result<WaysIn> {
        let asking = self.asking_of_the_real(Command::WaysIn)?;
        let found = store::WaysIn::of(asking.store().folder())?;
        let has_lasting = |but: Way| {
            [Way::Passphrase, Way::RecoveryCode]
                .into_iter()
                .any(|way| way != but && found.has(way))
        };
        Ok(WaysIn {
            passphrase: found.has(Way::Passphrase),
            recovery_code: found.has(Way::RecoveryCode),
            keyring: found.has(Way::Keyring),
            key_file: found.has(Way::KeyFile),
            unknown: u32::try_from(found.unknown).unwrap_or(u32::MAX),
            removable: has_lasting(Way::Keyring),
            keyring_there: self.config().keyring.is_some(),
            keyring_allowed: self.policy().allow_keyring().is_ok(),
            key_file_named: self.policy().key_file.is_some(),
            unopened: self.unopened().clone(),
            tried: drill::tried(asking.store(), &found)?,
        })
    }

    /// Lets the keyring of the operating system open this store from the next start on, or gives it
    /// another secret. Whoever asks gives their own secret again: from then on the session of this account
    /// is enough.
    ///
    /// # Errors
    /// `WrongSecret`, `TooManyTries`, `NotAllowed`, `NotInPractice`; `SetByPolicy`, `Policy`; `Ring` by what
    /// can be done about it. What opened before opens then, and of a keyring that was given up whichever
    /// secret it holds in the end.
    pub fn add_keyring(&self, secret: &str) -> Result<WaysIn> {
        let asking = self.asking_of_the_real(Command::AddKeyring)?;
        self.policy().allow_keyring()?;
        let keyring = self.keyring()?;
        self.prove_secret(&asking, secret)?;
        let name = store::WaysIn::of(asking.store().folder())?.store;
        let held = match keyring.get(&name) {
            Ok(held) => SlotSecret::from_bytes(&held).ok(),
            Err(RingError::Gone) => None,
            Err(error) => return Err(error.into()),
        };
        // What it holds opens until it is known to hold the new one: a machine that starts by itself must not
        // lose that to a daemon that fails half-way.
        let new = SlotSecret::random()?;
        asking.store().add_keyring(&new, held.as_ref())?;
        hand_over(&asking, keyring, &name, &new)?;
        asking.store().set_keyring(&new)?;
        let now = asking.now();
        trail(&asking, Machine::keyring_set(Some(now)))?;
        self.forget_unopened(Way::Keyring);
        self.ways_in()
    }

    /// Takes keyring or key file away as a way in. The entry in the keyring goes too where it can; where it
    /// cannot, it opens nothing any more. A key file stays where it lies and opens nothing.
    ///
    /// # Errors
    /// `Invalid` for a way that is not taken away; `Open(LastSlot)`, `NotAllowed`, `NotInPractice`.
    pub fn remove_way(&self, way: WayIn) -> Result<WaysIn> {
        let asking = self.asking_of_the_real(Command::RemoveWay)?;
        let (way, change) = match way {
            WayIn::Keyring => (Way::Keyring, Machine::keyring_set(None)),
            WayIn::KeyFile => (Way::KeyFile, Machine::key_file_set(None)),
        };
        let name = store::WaysIn::of(asking.store().folder())?.store;
        asking.store().remove_way(way)?;
        if way == Way::Keyring {
            let gone = self.keyring().and_then(|ring| Ok(ring.remove(&name)?));
            if let Err(error) = gone {
                tracing::warn!(%error, "the entry of the keyring stays, and opens nothing");
            }
        }
        trail(&asking, change)?;
        self.forget_unopened(way);
        self.ways_in()
    }

    /// Changes the station passphrase. The one that holds is asked for; the other ways stay as they are.
    ///
    /// # Errors
    /// `Invalid` with the field, `TooManyTries`, `NotAllowed`, `NotInPractice`; what the store says. Where only the journal
    /// could not be written, the new passphrase is in force all the same.
    pub fn change_passphrase(&self, change: &ChangedPassphrase) -> Result<()> {
        let asking = self.asking_of_the_real(Command::ChangePassphrase)?;
        check_passphrase(&change.passphrase)?;
        let old = Unlock::Passphrase(&change.old);
        drill::typed(&asking.desk, drill::PASSPHRASE, &old).map_err(|error| match error {
            AppError::WrongSecret { .. } => AppError::invalid("old", Rule::Mismatch),
            other => other,
        })?;
        let new = Unlock::Passphrase(&change.passphrase);
        if asking.store().is_opened_by(&new)? {
            return Err(AppError::invalid("passphrase", Rule::SameAsBefore));
        }
        asking
            .store()
            .set_passphrase(&change.passphrase, self.config().store_cost)?;
        let now = asking.now();
        trail(&asking, Machine::passphrase_changed(now))
    }

    /// The person at the machine, where they work on its real store.
    pub(crate) fn asking_of_the_real(&self, command: Command) -> Result<Asking> {
        let asking = self.asking(command)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        Ok(asking)
    }

    /// The keyring of this system.
    pub(crate) fn keyring(&self) -> Result<&Keyring> {
        let keyring = self.config().keyring.as_ref();
        Ok(keyring.ok_or(RingError::Absent)?)
    }
}

/// Gives the keyring a secret for which there is a slot, and asks back what it holds: some take everything and
/// keep nothing, and one that was given up may take it later. Only where it is known not to hold the secret is
/// the slot taken out again.
fn hand_over(asking: &Asking, keyring: &Keyring, name: &str, new: &SlotSecret) -> Result<()> {
    let told = keyring.set(name, new.bytes());
    let holds = keyring.get(name);
    if holds
        .as_ref()
        .is_ok_and(|held| held.as_slice() == new.bytes())
    {
        return Ok(());
    }
    if matches!(holds, Ok(_) | Err(RingError::Gone))
        && let Err(error) = asking.store().take_back_keyring(new)
    {
        tracing::warn!(%error, "a slot of the keyring stays, and nothing opens it");
    }
    told?;
    match holds {
        Ok(_) | Err(RingError::Gone) => Err(RingError::Failed.into()),
        Err(error) => Err(error.into()),
    }
}

/// What was changed at the machine stays in the journal.
fn trail(asking: &Asking, change: domain::fold::Change) -> Result<()> {
    let machine = Machine::subject(asking.store().machine());
    asking.store().act(asking.stamp()?, move |acting| {
        acting.append(machine, change)?;
        Ok::<_, AppError>(())
    })?;
    asking.desk.syncer.wake();
    Ok(())
}

//! The store, open.

use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::id::{Epoch, MachineId, Millis};
use rusqlite::{Connection, Transaction};
use zeroize::Zeroizing;

use crate::backup::{self, renew_slots};
use crate::erasure::beside;
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::journal::epoch::NewEpoch;
use crate::journal::unfolded::{self, Aside};
use crate::keys::Key;
use crate::keys::code::RecoveryCode;
use crate::keys::cost::Cost;
use crate::keys::secret::SlotSecret;
use crate::keys::slots::{Slots, Unlock};
use crate::keys::ways::Way;
use crate::open::generation::{self, Generation};
use crate::open::migrate::Migrations;
use crate::open::{self, Opened};
use crate::private::{machine, settings};
use crate::read::{Readers, Reading};
use crate::write::{Desk, Progress, Slice, Writer};

/// What a new store is made with.
#[derive(Debug, Clone)]
pub struct NewStore {
    /// The station passphrase, as typed; how long it must be is the application's rule.
    pub passphrase: Zeroizing<String>,
    /// What a guess at it costs.
    pub cost: Cost,
    /// The recovery code, where it was shown before there is a store; a fresh one without.
    pub code: Option<RecoveryCode>,
    /// Settings of the machine to begin with (station's name, language …), by name.
    pub settings: Vec<(String, String)>,
}

/// An open store. Clones are the same store; it is closed and its lock freed with the last of them.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

// Dropped in this order: nothing reads or writes any more when the lock is freed.
struct Inner {
    readers: Readers,
    writer: Writer,
    machine: MachineId,
    folder: Folder,
    key: Key,
    /// Held by whoever changes the ways in: each change writes all slots anew from those that it read.
    changing: Mutex<()>,
    /// Held by whoever makes a backup: one goes at a time.
    backing_up: Mutex<()>,
    _lock: File,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Store")
            .field("machine", &self.inner.machine)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Makes a store in the folder, with this machine's id, key pair, first epoch and station code. It
    /// is there whole or not at all. The recovery code is shown once and kept nowhere.
    ///
    /// # Errors
    /// `AlreadyThere`, `InUse`, `ReadOnly`, `DiskFull`; nothing that was there has been changed.
    pub fn create(folder: &Folder, new: &NewStore) -> Result<(Self, RecoveryCode), OpenError> {
        Self::create_filled(folder, new, |_, _| Ok(()))
    }

    pub(crate) fn create_filled<E: From<OpenError>>(
        folder: &Folder,
        new: &NewStore,
        fill: impl FnOnce(&Transaction<'_>, MachineId) -> Result<(), E>,
    ) -> Result<(Self, RecoveryCode), E> {
        let migrations = Migrations::known()?;
        let (opened, code, ()) = open::create(
            folder,
            &open::Keys {
                passphrase: &new.passphrase,
                code: new.code.clone(),
                cost: new.cost,
            },
            &migrations,
            |connection| {
                let transaction = connection.transaction().map_err(OpenError::from)?;
                begin(&transaction, new).map_err(OpenError::from)?;
                fill(
                    &transaction,
                    machine::id(&transaction).map_err(OpenError::from)?,
                )?;
                transaction.commit().map_err(OpenError::from)?;
                Ok::<_, E>(())
            },
        )?;
        Ok((Self::start(folder, opened)?, code))
    }

    /// Opens the store in the folder.
    ///
    /// # Errors
    /// Each cause is its own variant of [`OpenError`]; whatever is refused stays byte for byte as it was.
    pub fn open(folder: &Folder, with: &Unlock<'_>) -> Result<Self, OpenError> {
        Self::open_with(folder, with, &Migrations::known()?)
    }

    pub(crate) fn open_with(
        folder: &Folder,
        with: &Unlock<'_>,
        migrations: &Migrations,
    ) -> Result<Self, OpenError> {
        let store = Self::start(folder, open::open(folder, with, migrations)?)?;
        if generation::is_untold(folder) {
            // What was written down since may be at the centre, and what is written from here on must not stand in
            // its place; whoever administers the machine is told of it as of every such epoch.
            store.begin_epoch(NewEpoch::Behind, now())?;
            generation::told(folder)?;
        }
        if store.lacks_erasures()? {
            // It is an older copy of itself.
            store.begin_epoch(NewEpoch::Behind, now())?;
            store.take_erasures_in()?;
        }
        Ok(store)
    }

    /// Opens a store that was restored just now, in the epoch that was begun then, for whoever holds its lock.
    pub(crate) fn open_restored(
        folder: &Folder,
        key: Key,
        lock: File,
        migrations: &Migrations,
    ) -> Result<Self, OpenError> {
        let store = Self::start(folder, open::open_keyed(folder, key, lock, migrations)?)?;
        if store.lacks_erasures()? {
            store.take_erasures_in()?;
        }
        Ok(store)
    }

    /// Whether something was erased, says the list beside the backups, of which its journal does not know.
    fn lacks_erasures(&self) -> Result<bool, StoreError> {
        self.read(|reading| beside::is_due(reading.connection))
    }

    fn start(folder: &Folder, opened: Opened) -> Result<Self, OpenError> {
        let Opened {
            mut connection,
            key,
            lock,
            wal,
        } = opened;
        let machine = machine::id(&connection)?;
        let wal = backup::apply_erased(folder, &mut connection, &key, wal)? || wal;
        unfolded::note_what_is_due(&connection)?;
        let generation = Generation::of(folder, wal);
        let writer = Writer::start(connection, folder.clone(), key.clone(), generation)?;
        // Goes on behind whoever opened; an earlier run may have left it.
        let _ = writer.begin_folding(Aside::TriedAgain)?;
        Ok(Self {
            inner: Arc::new(Inner {
                readers: Readers::new(folder.database(), key.clone()),
                writer,
                machine,
                folder: folder.clone(),
                key,
                changing: Mutex::new(()),
                backing_up: Mutex::new(()),
                _lock: lock,
            }),
        })
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.inner.folder
    }

    /// This machine.
    #[must_use]
    pub fn machine(&self) -> MachineId {
        self.inner.machine
    }

    pub(crate) fn key(&self) -> &Key {
        &self.inner.key
    }

    pub(crate) fn changing(&self) -> &Mutex<()> {
        &self.inner.changing
    }

    pub(crate) fn backing_up(&self) -> &Mutex<()> {
        &self.inner.backing_up
    }

    #[cfg(test)]
    pub(crate) fn persons_waiting(&self) -> usize {
        self.inner.writer.persons_waiting()
    }

    /// Begins background work in slices and does not wait for it.
    #[cfg(test)]
    pub(crate) fn begin_in_slices<T: Send + 'static>(
        &self,
        job: impl FnMut(&mut Slice<'_>) -> Result<Progress<T>, StoreError> + Send + 'static,
    ) -> Result<std::sync::mpsc::Receiver<Result<T, StoreError>>, StoreError> {
        self.inner.writer.begin_background(job)
    }

    /// Seed of this machine's Ed25519 key pair.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn signing_key(&self) -> Result<Zeroizing<[u8; 32]>, StoreError> {
        self.read(|reading| machine::seed(reading.connection))
    }

    /// Asks the store as it stands now; never waits for the writer.
    ///
    /// # Errors
    /// What the closure returns, or why the store cannot be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.inner.readers.read(ask)
    }

    /// Puts another passphrase in place of the one before, which opens nothing any more, no backup within reach
    /// either; the recovery code stays. Backups on a stick that is away follow when the next one is made there.
    ///
    /// # Errors
    /// When the slots of the store or of a backup (`BackupSlots`) cannot be read or written; then the old
    /// passphrase still opens the store. So it is with the other ways.
    pub fn set_passphrase(&self, passphrase: &str, cost: Cost) -> Result<(), OpenError> {
        self.change_slots(|slots, key| slots.set_passphrase(passphrase, key, cost))
    }

    /// Puts another recovery code in place of the one before, which opens nothing any more.
    ///
    /// # Errors
    /// When the slots cannot be read or written; then the old code still opens.
    pub fn set_recovery_code(&self, code: &RecoveryCode, cost: Cost) -> Result<(), OpenError> {
        self.change_slots(|slots, key| slots.set_recovery_code(code, key, cost))
    }

    /// Lets a secret in the keyring of the operating system open this store, in place of one before.
    ///
    /// # Errors
    /// When the slots cannot be read or written; then nothing has changed.
    pub fn set_keyring(&self, secret: &SlotSecret) -> Result<(), OpenError> {
        self.change_slots(|slots, key| slots.set_random(Way::Keyring, secret, key))
    }

    /// Lets another secret in the keyring open this store beside the one that it holds now, until it is known
    /// which of the two it holds: [`Store::set_keyring`] then settles on the new one, and
    /// [`Store::take_back_keyring`] takes it out again.
    ///
    /// # Errors
    /// When the slots cannot be read or written; then nothing has changed.
    pub fn add_keyring(
        &self,
        secret: &SlotSecret,
        held: Option<&SlotSecret>,
    ) -> Result<(), OpenError> {
        self.change_slots(|slots, key| slots.add_for_keyring(secret, held, key))
    }

    /// Takes out what was added for a secret that the keyring did not take.
    ///
    /// # Errors
    /// When the slots cannot be read or written; then the slot stays.
    pub fn take_back_keyring(&self, secret: &SlotSecret) -> Result<(), OpenError> {
        self.change_slots(|slots, _| {
            slots.take_back_for_keyring(secret);
            Ok(())
        })
    }

    /// Lets a key file open this store, in place of one before.
    ///
    /// # Errors
    /// When the slots cannot be read or written; then nothing has changed.
    pub fn set_key_file(&self, secret: &SlotSecret) -> Result<(), OpenError> {
        self.change_slots(|slots, key| slots.set_random(Way::KeyFile, secret, key))
    }

    /// Takes a way into this store away.
    ///
    /// # Errors
    /// `LastSlot` where neither passphrase nor recovery code would open it any more; when the slots cannot
    /// be read or written. Nothing has changed then.
    pub fn remove_way(&self, way: Way) -> Result<(), OpenError> {
        self.change_slots(|slots, _| slots.remove(way))
    }

    /// Whether this opens the store: asked again of whoever changes how it is opened.
    ///
    /// # Errors
    /// When the slots cannot be read.
    pub fn is_opened_by(&self, with: &Unlock<'_>) -> Result<bool, OpenError> {
        match self.try_slot(with) {
            Ok(_) => Ok(true),
            Err(OpenError::WrongPassphrase | OpenError::SlotDamaged | OpenError::KeyedWrongly) => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Tries a way into this store without changing anything; answers with the mark of the slot that opened.
    ///
    /// # Errors
    /// `WrongPassphrase`, `SlotDamaged`, `SlotsMissing`, each told apart; `KeyedWrongly` for a slot of another key.
    pub fn try_slot(&self, with: &Unlock<'_>) -> Result<String, OpenError> {
        let slots = Slots::read(&self.inner.folder.slots())?;
        let (key, mark) = slots.try_open(with)?;
        if key.bytes() == self.inner.key.bytes() {
            Ok(mark)
        } else {
            Err(OpenError::KeyedWrongly)
        }
    }

    fn change_slots(
        &self,
        change: impl FnOnce(&mut Slots, &Key) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let changing = self.inner.changing.lock();
        // A change that broke off has left slots that are whole: they are replaced as a file.
        let _turn = changing.unwrap_or_else(PoisonError::into_inner);
        let path = self.inner.folder.slots();
        let mut slots = Slots::read(&path)?;
        change(&mut slots, &self.inner.key)?;
        // The backups first. What fails or is killed in between leaves the store as it was told to be, and
        // whoever changes it again has the backups follow; the other way round it would be changed, with a
        // backup that the old way opens and nobody who hears of it. Each file opens in the ways before or in
        // the new ones at any moment, and there is a person who has them.
        renew_slots(&self.inner.folder, &slots)?;
        self.renew_slots_elsewhere(&slots)?;
        slots.write(&path)
    }

    /// Writes in one immediate transaction; a person waits for it.
    pub(crate) fn write<T, E>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.person(job)
    }

    /// The same with a job that begins and ends its transaction by itself.
    pub(crate) fn write_at_desk<T, E>(
        &self,
        job: impl FnOnce(&mut Desk) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.at_desk(job)
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.inner.writer
    }

    pub(crate) fn sweep(&self) -> Result<bool, StoreError> {
        self.inner.writer.sweep()
    }

    /// Writes in slices that let persons pass.
    pub(crate) fn write_in_slices<T, E>(
        &self,
        job: impl FnMut(&mut Slice<'_>) -> Result<Progress<T>, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.inner.writer.background(job)
    }
}

/// A store that is only read, beside whoever has it open: for the command line.
#[derive(Debug)]
pub struct ReadOnlyStore {
    readers: Readers,
    folder: Folder,
    key: Key,
}

impl ReadOnlyStore {
    /// Opens the store in the folder to be read, whether or not the application has it open.
    ///
    /// # Errors
    /// As [`Store::open`], but never `InUse`.
    pub fn open(folder: &Folder, with: &Unlock<'_>) -> Result<Self, OpenError> {
        let key = open::unlock_to_read(folder, with, &Migrations::known()?)?;
        Ok(Self {
            readers: Readers::new(folder.database(), key.clone()),
            folder: folder.clone(),
            key,
        })
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Asks the store as it stands now.
    ///
    /// # Errors
    /// What the closure returns, or why the store cannot be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.read(ask)
    }
}

/// By this machine's wall clock.
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let since_ms = since.map_or(0, |since| since.as_millis());
    Millis(i64::try_from(since_ms).unwrap_or(i64::MAX))
}

/// What a store begins with: the machine, its first epoch, its settings.
fn begin(connection: &Connection, new: &NewStore) -> Result<(), StoreError> {
    machine::make(connection)?;
    let mut epoch = [0; 16];
    getrandom::fill(&mut epoch)?;
    machine::begin_epoch(connection, Epoch::from_bytes(epoch), None)?;
    for (name, value) in &new.settings {
        settings::set(connection, name, value)?;
    }
    Ok(())
}

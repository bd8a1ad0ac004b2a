//! What a person does: entries made, linked and folded in one transaction.

use std::collections::BTreeMap;

use domain::entry::{Entry, Header, SALT_BYTES};
use domain::erasure::{self, Erasure, Pseudonyms, erases};
use domain::fold::{Change, Folded, Step, history};
use domain::id::{ActId, EntryId, MachineId, Millis, SubjectId, UserId};
use domain::role::Role;
use rusqlite::Transaction;

use crate::erasure::blank;
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::journal::append::append_own;
use crate::journal::number::cursor;
use crate::journal::subject::{Places, fold_subject, placed};
use crate::keys::code::RecoveryCode;
use crate::opened::{NewStore, Store};
use crate::private::machine::{next_number, own_epoch};
use crate::private::{credentials, drafts, settings};
use crate::random::random;
use crate::read::Reading;
use crate::rows;
use crate::search::tend;
use crate::write::{Pace, Progress};

/// Who acts, when: the same for every entry of one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The act.
    pub act: ActId,
    /// Who.
    pub actor: UserId,
    /// The role they act in.
    pub role: Role,
    /// Wall clock.
    pub at: Millis,
    /// Offset of the clock's zone from UTC in minutes.
    pub zone_min: i32,
    /// Milliseconds since the application started, by a clock that never jumps.
    pub since_start_ms: u64,
    /// How far the wall clock is known to be ahead of the centre's, in milliseconds.
    pub skew_ms: Option<i64>,
}

/// An act under way. All of it stays or nothing.
#[derive(Debug)]
pub struct Acting<'t> {
    transaction: &'t Transaction<'t>,
    machine: MachineId,
    stamp: Stamp,
    /// Subjects whose rows are not yet what their entries say, with how many entries came meanwhile.
    unfolded: BTreeMap<SubjectId, usize>,
}

impl Store {
    /// Does an act: one immediate transaction in which entries are made, linked and folded. It is on
    /// the disk when this returns; when the closure fails, nothing of it stays.
    ///
    /// # Errors
    /// What the closure returns, or why the store cannot be written.
    pub fn act<T, E>(
        &self,
        stamp: Stamp,
        what: impl FnOnce(&mut Acting<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let machine = self.machine();
        self.write(move |transaction| Acting::run(transaction, machine, stamp, what))
    }

    /// Makes a store as [`Store::create`] does, with a first act in it: the first person, say. Store
    /// and act are there together or not at all.
    ///
    /// # Errors
    /// As [`Store::create`], or what the closure returns; then there is no store.
    pub fn create_with<E: From<OpenError> + From<StoreError>>(
        folder: &Folder,
        new: &NewStore,
        stamp: Stamp,
        what: impl FnOnce(&mut Acting<'_>) -> Result<(), E>,
    ) -> Result<(Self, RecoveryCode), E> {
        Self::create_filled(folder, new, |transaction, machine| {
            Acting::run(transaction, machine, stamp, what)
        })
    }
}

/// Whether there is another piece of a long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// There may be.
    More,
    /// This was the last.
    Done,
}

impl Store {
    /// Does many acts one after another, a piece at a time, in slices that let persons pass; returns when the last is on
    /// the disk. Each piece goes on under a stamp of its own ([`Acting::go_on_as`]). Pieces of a slice that fails are
    /// not there; those of the slices before stay.
    ///
    /// # Errors
    /// What a piece returns, or why the store cannot be written.
    pub fn act_in_slices<E>(
        &self,
        stamp: Stamp,
        mut piece: impl FnMut(&mut Acting<'_>) -> Result<Piece, E> + Send + 'static,
    ) -> Result<(), E>
    where
        E: From<StoreError> + Send + 'static,
    {
        let machine = self.machine();
        let mut pace = Pace::default();
        self.write_in_slices(move |slice| {
            if tend::make_room(slice.transaction)? {
                pace.pass();
                return Ok(Progress::More);
            }
            let most = pace.pieces(slice);
            Acting::run(slice.transaction, machine, stamp, |acting| {
                for taken in 0..most {
                    if taken > 0 && !slice.has_half_its_time() {
                        break;
                    }
                    if piece(acting)? == Piece::Done {
                        return Ok(Progress::Done(()));
                    }
                }
                Ok(Progress::More)
            })
        })
    }
}

impl<'t> Acting<'t> {
    fn run<T, E: From<StoreError>>(
        transaction: &'t Transaction<'t>,
        machine: MachineId,
        stamp: Stamp,
        what: impl FnOnce(&mut Acting<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut acting = Acting {
            transaction,
            machine,
            stamp,
            unfolded: BTreeMap::new(),
        };
        let done = what(&mut acting)?;
        acting.fold()?;
        Ok(done)
    }

    /// The stamp of this act.
    #[must_use]
    pub const fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// Entries from here on bear this stamp: several acts in one transaction, so that many of them
    /// (sample data, an import) cost one sync of the disk.
    pub const fn go_on_as(&mut self, stamp: Stamp) {
        self.stamp = stamp;
    }

    /// Adds an entry about a subject.
    ///
    /// # Errors
    /// `Entry(TooLong)` when a part exceeds its bound; else why the store cannot be written.
    pub fn append(&mut self, subject: SubjectId, change: Change) -> Result<EntryId, StoreError> {
        let Stamp {
            act,
            actor,
            role,
            at,
            zone_min,
            since_start_ms,
            skew_ms,
        } = self.stamp;
        let header = Header {
            id: EntryId::new(at, random()?),
            subject,
            kind: change.kind.to_owned(),
            version: change.version,
            act,
            actor,
            role: role.code().to_owned(),
            at,
            zone_min,
            skew_ms,
            since_start_ms,
            seen: cursor(self.transaction)?.map(|mark| mark.at),
            erasures: blank::erasures_of(self.transaction, subject)?,
        };
        let salt = random::<SALT_BYTES>()?;
        let entry = Entry::write(&header, &change.facts, &change.personal, salt)?;
        let own = own_epoch(self.transaction)?;
        let digests = entry.digests().ok_or(StoreError::Damaged)?;
        append_own(
            self.transaction,
            self.machine,
            &own,
            &entry,
            &header,
            &digests,
        )?;
        if erases(&header.kind) {
            blank::erasure_came(self.transaction, subject)?;
        }
        *self.unfolded.entry(subject).or_default() += 1;
        Ok(header.id)
    }

    /// Takes the words of a subject away, here and wherever its entries lie. None where nothing is recorded about it, or
    /// nothing that could be words of people.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn erase(
        &mut self,
        subject: SubjectId,
        erasure: &Erasure,
        pseudonyms: &Pseudonyms,
    ) -> Result<Option<EntryId>, StoreError> {
        let Some(kind) = blank::kind_of(self.transaction, subject)? else {
            return Ok(None);
        };
        let told_apart = match self.rows()?.number_key_of(subject)? {
            Some(key) if kind == erasure::CALL => pseudonyms.of(&key),
            _ => String::new(),
        };
        let change = erasure.change(kind, self.stamp.act, &told_apart);
        self.append(subject, change).map(Some)
    }

    /// Changes a setting of this machine in the same transaction, so that it holds when the entries do.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        settings::set(self.transaction, name, value)
    }

    /// Whether anything was ever recorded about a subject.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn subject_exists(&self, subject: SubjectId) -> Result<bool, StoreError> {
        Ok(self
            .transaction
            .prepare_cached("SELECT 1 FROM entry WHERE subject = ?1 LIMIT 1")?
            .exists([subject.to_bytes()])?)
    }

    /// The rows as they stand within this act, what it appended included.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn rows(&mut self) -> Result<Reading<'_>, StoreError> {
        self.fold()?;
        Ok(Reading {
            connection: self.transaction,
        })
    }

    /// This machine's station code and the next number of its series of cases for a year. Digits for
    /// one reference; a number that an act did not keep is given out again.
    ///
    /// # Errors
    /// `CounterFull` when the series has come to its end; else why the store cannot be written.
    pub fn next_case_sequence(&mut self, year: i32) -> Result<(u16, u32), StoreError> {
        let own = own_epoch(self.transaction)?;
        let number = next_number(self.transaction, own.local, &format!("case-{year}"))?;
        let sequence = u32::try_from(number).map_err(|_| StoreError::CounterFull)?;
        if sequence > domain::reference::SEQUENCE_MAX {
            return Err(StoreError::CounterFull);
        }
        Ok((own.station_code, sequence))
    }

    /// Removes the draft of a call that is saved in this act.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_draft(&mut self, call: SubjectId) -> Result<(), StoreError> {
        drafts::remove(self.transaction, call)
    }

    /// Gives an open draft of one person to another in this act; none where the first has no such draft.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn hand_over_draft(
        &mut self,
        draft: SubjectId,
        from: UserId,
        to: UserId,
    ) -> Result<Option<drafts::Draft>, StoreError> {
        drafts::hand_over(self.transaction, draft, from, to)
    }

    /// Sets a user's credential together with this act.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_credential(&mut self, user: UserId, hash: &str) -> Result<(), StoreError> {
        credentials::set(self.transaction, user, hash, self.stamp.at, false)
    }

    /// The same with one that somebody else chose: it must be changed when its person signs in.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn give_credential(&mut self, user: UserId, hash: &str) -> Result<(), StoreError> {
        credentials::set(self.transaction, user, hash, self.stamp.at, true)
    }

    fn fold(&mut self) -> Result<(), StoreError> {
        if self.unfolded.is_empty() {
            return Ok(());
        }
        let places = Places::read(self.transaction)?;
        for (subject, made) in std::mem::take(&mut self.unfolded) {
            rows::fold_made(self.transaction, &places, subject, made)?;
        }
        Ok(())
    }
}

impl Reading<'_> {
    /// A subject as its entries say, with its typed record; none when nothing was recorded about it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn folded(&self, subject: SubjectId) -> Result<Option<Folded>, StoreError> {
        let places = Places::read(self.connection)?;
        Ok(fold_subject(self.connection, &places, subject)?.map(|subject| subject.folded))
    }

    /// What was done to a subject, the oldest first, each with what stood before.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn history(&self, subject: SubjectId) -> Result<Vec<Step>, StoreError> {
        let places = Places::read(self.connection)?;
        let (entries, _) = placed(self.connection, &places, subject)?;
        Ok(history(entries))
    }
}

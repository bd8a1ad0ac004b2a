//! What a person does: entries made, linked and folded in one transaction.

use std::collections::BTreeMap;

use domain::entry::{Entry, Header, SALT_BYTES};
use domain::erasure::{self, Erasure, Pseudonyms};
use domain::fold::{Change, Folded, Step, history};
use domain::id::{ActId, EntryId, MachineId, Millis, SubjectId, UserId};
use domain::role::Role;
use rusqlite::Connection;

use crate::effect::{Effect, next_of_series};
use crate::erasure::blank;
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::journal::number::cursor;
use crate::journal::subject::{Places, fold_subject, placed};
use crate::journal::unfolded;
use crate::keys::code::RecoveryCode;
use crate::opened::{NewStore, Store};
use crate::private::drafts;
use crate::private::machine::own_epoch;
use crate::random::random;
use crate::read::Reading;
use crate::rows;
use crate::rows::call_row::CallRow;
use crate::rows::call_said;
use crate::search::tend;
use crate::write::{Desk, Pace, Progress};

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
pub struct Acting<'t> {
    ground: Ground<'t>,
    machine: MachineId,
    stamp: Stamp,
    /// Subjects whose rows are not yet what their entries say, with how many entries came meanwhile.
    unfolded: BTreeMap<SubjectId, usize>,
    /// The rows of this act met a bad page: they follow behind, and the act goes on without them.
    rows_follow: bool,
}

/// What an act stands on.
enum Ground<'t> {
    /// A transaction that somebody else ends: what fails in it fails.
    Given(&'t Connection),
    /// The desk of the writer, which can open the file again; and what the act has done so far, in its order.
    Desk(&'t mut Desk, Vec<Effect>),
}

impl std::fmt::Debug for Acting<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Acting")
            .field("stamp", &self.stamp)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Does an act: one immediate transaction in which entries are made, linked and folded. It is on
    /// the disk when this returns; when the closure fails, nothing of it stays. Where a bad page keeps only its rows
    /// from being written, the act is done all the same, and the rows follow as far as they can.
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
        self.write_at_desk(move |desk| {
            desk.act(|desk| Acting::run(Ground::Desk(desk, Vec::new()), machine, stamp, what))
        })
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
            Acting::run(Ground::Given(transaction), machine, stamp, what)
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
            let ground = Ground::Given(slice.transaction);
            Acting::run(ground, machine, stamp, |acting| {
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
        ground: Ground<'t>,
        machine: MachineId,
        stamp: Stamp,
        what: impl FnOnce(&mut Acting<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut acting = Acting {
            ground,
            machine,
            stamp,
            unfolded: BTreeMap::new(),
            rows_follow: false,
        };
        let done = what(&mut acting)?;
        acting.fold()?;
        acting.note_what_follows()?;
        Ok(done)
    }

    fn connection(&self) -> &Connection {
        match &self.ground {
            Ground::Given(connection) => connection,
            Ground::Desk(desk, _) => desk.connection(),
        }
    }

    /// Does a part of the act, and keeps it in case that all has to be done once more.
    fn take(&mut self, effect: Effect) -> Result<(), StoreError> {
        effect.write(self.connection(), self.machine)?;
        self.keep(effect);
        Ok(())
    }

    fn keep(&mut self, effect: Effect) {
        if let Ground::Desk(_, done) = &mut self.ground {
            done.push(effect);
        }
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
        let connection = self.connection();
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
            seen: cursor(connection)?.map(|mark| mark.at),
            erasures: blank::erasures_of(connection, subject)?,
        };
        let salt = random::<SALT_BYTES>()?;
        let entry = Entry::write(&header, &change.facts, &change.personal, salt)?;
        let id = header.id;
        self.take(Effect::entry(entry, header)?)?;
        *self.unfolded.entry(subject).or_default() += 1;
        Ok(id)
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
        let Some(kind) = blank::kind_of(self.connection(), subject)? else {
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
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.take(Effect::Setting {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    /// Whether anything was ever recorded about a subject.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn subject_exists(&self, subject: SubjectId) -> Result<bool, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT 1 FROM entry WHERE subject = ?1 LIMIT 1")?
            .exists([subject.to_bytes()])?)
    }

    /// The rows as they stand within this act, what it appended included: unless its rows follow behind.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn rows(&mut self) -> Result<Reading<'_>, StoreError> {
        self.fold()?;
        Ok(Reading {
            connection: self.connection(),
        })
    }

    /// Whether a bad page keeps the rows of this act from being written with it: then they say what was before.
    #[must_use]
    pub const fn do_rows_follow(&self) -> bool {
        self.rows_follow
    }

    /// A call as a row, of what this act appended as well; where its rows follow behind, told from its entries.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn call_row(&mut self, call: SubjectId) -> Result<Option<CallRow>, StoreError> {
        self.fold()?;
        if !self.rows_follow {
            match self.rows()?.call_row(call) {
                // Names beside it may lie on a bad page too.
                Err(error) if error.is_of_a_page() => self.go_on_without_rows(error)?,
                done => return done,
            }
        }
        call_said::of_entries(self.connection(), call)
    }

    /// This machine's station code and the next number of its series of cases for a year. Digits for
    /// one reference; a number that an act did not keep is given out again.
    ///
    /// # Errors
    /// `CounterFull` when the series has come to its end; else why the store cannot be written.
    pub fn next_case_sequence(&mut self, year: i32) -> Result<(u16, u32), StoreError> {
        let own = own_epoch(self.connection())?;
        let series = format!("case-{year}");
        let number = next_of_series(self.connection(), &series)?;
        self.keep(Effect::Number { series, number });
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
        self.take(Effect::DraftGone(call))
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
        let handed = drafts::hand_over(self.connection(), draft, from, to)?;
        self.keep(Effect::DraftHandedOver { draft, from, to });
        Ok(handed)
    }

    /// Sets a user's credential together with this act.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_credential(&mut self, user: UserId, hash: &str) -> Result<(), StoreError> {
        self.take_credential(user, hash, false)
    }

    /// The same with one that somebody else chose: it must be changed when its person signs in.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn give_credential(&mut self, user: UserId, hash: &str) -> Result<(), StoreError> {
        self.take_credential(user, hash, true)
    }

    fn take_credential(
        &mut self,
        user: UserId,
        hash: &str,
        must_change: bool,
    ) -> Result<(), StoreError> {
        self.take(Effect::Credential {
            user,
            hash: hash.to_owned(),
            at: self.stamp.at,
            must_change,
        })
    }

    fn fold(&mut self) -> Result<(), StoreError> {
        if self.unfolded.is_empty() || self.rows_follow {
            return Ok(());
        }
        match fold_made(self.connection(), &self.unfolded) {
            Ok(()) => {
                self.unfolded.clear();
                Ok(())
            }
            Err(error) if error.is_of_a_page() => self.go_on_without_rows(error),
            Err(error) => Err(error),
        }
    }

    /// The rows lie on a bad page, or what they are folded from does. What was recorded is not lost for it: the file
    /// is opened again, since the connection refuses every page now, and what the act had done so far is done once
    /// more, as it was and in its order. The journal being bad itself, this fails as the act did.
    fn go_on_without_rows(&mut self, error: StoreError) -> Result<(), StoreError> {
        let Ground::Desk(desk, done) = &mut self.ground else {
            return Err(error);
        };
        tracing::warn!(%error, "an act goes on without its rows");
        desk.begin_again()?;
        for effect in done.iter() {
            effect.write(desk.connection(), self.machine)?;
        }
        self.rows_follow = true;
        // Rows that were written before are undone with all else.
        self.unfolded =
            done.iter()
                .filter_map(Effect::subject)
                .fold(BTreeMap::new(), |mut made, subject| {
                    *made.entry(subject).or_default() += 1;
                    made
                });
        Ok(())
    }

    fn note_what_follows(&mut self) -> Result<(), StoreError> {
        if !self.rows_follow {
            return Ok(());
        }
        for subject in self.unfolded.keys() {
            unfolded::note(self.connection(), *subject)?;
        }
        if let Ground::Desk(desk, _) = &mut self.ground {
            desk.rows_follow();
        }
        Ok(())
    }
}

fn fold_made(
    connection: &Connection,
    unfolded: &BTreeMap<SubjectId, usize>,
) -> Result<(), StoreError> {
    let places = Places::read(connection)?;
    for (subject, made) in unfolded {
        rows::fold_made(connection, &places, *subject, *made)?;
    }
    Ok(())
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

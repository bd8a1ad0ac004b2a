//! The courier: what waits goes out as a sealed file on a stick, and the centre's receipts come in from one, for a
//! site with no line.
//!
//! A folder is named, never a file: what this machine writes there bears a name of its own and is never written
//! over another one, and of what lies there only receipts for this machine's own files are taken. Nothing of
//! anybody is in a name. Never here: what a file says (`sync`), the line.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sync::{
    Address, Awaited, COURIER_HEAD_BYTES, CentreCard, CourierError, MAX_CARD_BYTES,
    MAX_COURIER_BYTES, read_card, take_receipt, write_courier, write_enrolment,
};

use crate::dto::{
    CourierCard, CourierEnrol, CourierProgress, CourierTaken, CourierWritten, PackNotTaken,
};
use crate::link::{of_problem, refused_pack};
use crate::policy::PolicyField;
use crate::rights::Command;
use crate::{App, AppError, ErrorCode, ErrorDto, Result, Rule};

/// How the names of files on their way to a centre end.
const TO_CENTRE: &str = "nida-courier";
/// How the names of receipts end.
const RECEIPT: &str = "nida-receipt";
/// How the names of cards end.
const CARD: &str = "nida-centre";
/// Most receipts whose heads are looked at in a folder: the newest. They are never taken away, and one stick may serve
/// a whole site for years.
const LOOKED_AT: usize = 2_000;
/// Longest path that is taken.
const PATH_CHARS_MAX: usize = 1_000;

/// Why the courier did not do what was asked. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierFault {
    /// The folder is not there, or cannot be read or written.
    #[error("the folder does not serve")]
    Folder,
    /// No receipt lies there.
    #[error("no receipt lies there")]
    None,
    /// The machine is not enrolled at a centre.
    #[error("not enrolled")]
    NotEnrolled,
    /// The centre has not told its keys yet.
    #[error("the keys of the centre are not known")]
    NoKeys,
    /// What lies there is no receipt.
    #[error("this is no receipt")]
    NotOne,
    /// Of another machine or centre.
    #[error("the receipt of another machine")]
    Other,
    /// Taken in already.
    #[error("taken in already")]
    Doubled,
    /// Of a file that is not on its way any more.
    #[error("an old receipt")]
    Old,
    /// No card of a centre lies there, or more than one, or it does not serve.
    #[error("not one card of a centre")]
    Card,
    /// Not whole.
    #[error("the receipt is not whole")]
    Cut,
    /// Changed, or not of this centre.
    #[error("the receipt was changed")]
    Tampered,
}

impl CourierFault {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Folder => ErrorCode::CourierFolder,
            Self::None => ErrorCode::CourierNone,
            Self::NotEnrolled => ErrorCode::CourierNotEnrolled,
            Self::NoKeys => ErrorCode::CourierNoKeys,
            Self::NotOne => ErrorCode::CourierNotOne,
            Self::Other => ErrorCode::CourierOther,
            Self::Doubled => ErrorCode::CourierDoubled,
            Self::Old => ErrorCode::CourierOld,
            Self::Card => ErrorCode::CourierCard,
            Self::Cut => ErrorCode::CourierCut,
            Self::Tampered => ErrorCode::CourierTampered,
        }
    }
}

impl From<CourierError> for AppError {
    fn from(error: CourierError) -> Self {
        Self::Courier(match error {
            CourierError::NotEnrolled => CourierFault::NotEnrolled,
            CourierError::NoKeys => CourierFault::NoKeys,
            CourierError::NotOne | CourierError::NotAReceipt => CourierFault::NotOne,
            CourierError::Other => CourierFault::Other,
            CourierError::Doubled => CourierFault::Doubled,
            CourierError::Old => CourierFault::Old,
            CourierError::Cut => CourierFault::Cut,
            CourierError::Tampered => CourierFault::Tampered,
            CourierError::NotACard => CourierFault::Card,
            CourierError::WrongCode => return Self::Centre(sync::EnrolError::WrongCode),
            CourierError::Enrolled => return Self::Centre(sync::EnrolError::AlreadyEnrolled),
            CourierError::Store(error) => return Self::CourierStore(error),
        })
    }
}

/// How far the courier is, for whoever looks.
#[derive(Debug, Default)]
pub(crate) struct CourierWatch(Mutex<Option<CourierProgress>>);

impl CourierWatch {
    fn tell(&self, done: u64, of: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(CourierProgress { done, of });
    }

    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn now(&self) -> Option<CourierProgress> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Writes what waits into this folder, sealed to the centre. It counts as sent when its receipt is back.
    ///
    /// # Errors
    /// `Courier(…)` by what the person can do, `NotInPractice`, `DiskFull`; nothing is left in the folder then.
    pub fn courier_out(&self, folder: &str) -> Result<CourierWritten> {
        let asking = self.asking(Command::CourierOut)?;
        self.check_not_practising()?;
        let folder = folder_of(folder)?;
        let watch = Arc::clone(&self.courier);
        let written = write_courier(asking.store(), &mut |done, of| watch.tell(done, of));
        watch.end();
        let file = written?;
        let Put { name, confirmed } = put(&folder, &file.id, &file.bytes, store::sync_folder)?;
        file.set_out(asking.store())?;
        Ok(CourierWritten {
            name,
            confirmed,
            entries: count(file.entries),
            left: count(file.left),
        })
    }

    /// Takes in every receipt in this folder that is awaited here, the oldest first. What is wrong with one of them
    /// is told beside what came of the others.
    ///
    /// # Errors
    /// `Courier(…)`: where none could be taken in, what is wrong with the newest that lies there.
    pub fn courier_in(&self, folder: &str) -> Result<CourierTaken> {
        let asking = self.asking(Command::CourierIn)?;
        self.check_not_practising()?;
        let mut receipts = files(&folder_of(folder)?, RECEIPT)?;
        let newest = receipts.last().cloned();
        let awaited = Awaited::read(asking.store())?;
        receipts.retain(|path| {
            beginning(path, COURIER_HEAD_BYTES).is_some_and(|head| awaited.names(&head))
        });
        if receipts.is_empty() {
            receipts.extend(newest);
        }
        let mut all = CourierTaken::default();
        let mut refused = AppError::Courier(CourierFault::None);
        for path in receipts {
            let Some(file) = beginning(&path, MAX_COURIER_BYTES + 1) else {
                refused = AppError::Courier(CourierFault::Folder);
                all.problem.get_or_insert_with(|| (&refused).into());
                continue;
            };
            let (store, now) = (asking.store().clone(), asking.now());
            let told = Arc::clone(&self.courier);
            let taken = asking.desk.syncer.apart(move || {
                take_receipt(&store, &file, now, &mut |done, of| told.tell(done, of))
            });
            self.courier.end();
            match taken.ok_or(AppError::Internal("the sync has ended"))? {
                Ok(taken) => {
                    all.receipts += 1;
                    all.enrolled |= taken.enrolled;
                    all.acknowledged += count(taken.acknowledged);
                    all.held += count(taken.held);
                    all.arrived += count(taken.arrived);
                    all.packs += count(taken.packs);
                    all.packs_refused
                        .extend(taken.packs_refused.iter().map(|one| PackNotTaken {
                            kind: one.kind.name().to_owned(),
                            refused: refused_pack(one.version, &one.refusal),
                        }));
                    let problem = taken.problem.map(|one| ErrorDto::plain(of_problem(one)));
                    all.problem = all.problem.or(problem);
                }
                Err(error) => {
                    refused = error.into();
                    all.problem.get_or_insert_with(|| (&refused).into());
                }
            }
        }
        if all.receipts == 0 {
            return Err(refused);
        }
        Ok(all)
    }

    /// The card of a centre in this folder, for whoever enrols the machine to compare.
    ///
    /// # Errors
    /// `Courier(Card)` where not just one lies there; `SetByPolicy` where the policy names another centre.
    pub fn courier_card(&self, folder: &str) -> Result<CourierCard> {
        self.asking(Command::CourierCard)?;
        self.check_not_practising()?;
        let card = self.card_in(&folder_of(folder)?)?;
        Ok(CourierCard {
            fingerprint: card.fingerprint(),
            address: card.address,
        })
    }

    /// Writes a request to be enrolled at the centre whose card lies in this folder. The fingerprint is that which
    /// the person has compared: another card asks again.
    ///
    /// # Errors
    /// As for `courier_card`; `Centre(…)` for a code that is none, and where the machine is enrolled.
    pub fn courier_enrol(&self, wanted: &CourierEnrol) -> Result<CourierWritten> {
        let asking = self.asking(Command::CourierEnrol)?;
        self.check_not_practising()?;
        let folder = folder_of(&wanted.folder)?;
        let card = self.card_in(&folder)?;
        if card.fingerprint() != wanted.fingerprint {
            return Err(AppError::Courier(CourierFault::Card));
        }
        let station = asking
            .store()
            .setting(crate::start::STATION_NAME)?
            .unwrap_or_default();
        let connected = asking.desk.syncer.status().is_connected();
        let code = wanted.code.trim();
        let file = write_enrolment(asking.store(), &card, code, &station, connected)?;
        let Put { name, confirmed } = put(&folder, &file.id, &file.bytes, store::sync_folder)?;
        file.set_out(asking.store())?;
        Ok(CourierWritten {
            name,
            confirmed,
            entries: 0,
            left: 0,
        })
    }

    fn card_in(&self, folder: &Path) -> Result<CentreCard> {
        let cards = files(folder, CARD)?;
        let [path] = cards.as_slice() else {
            return Err(AppError::Courier(CourierFault::Card));
        };
        let bytes = beginning(path, MAX_CARD_BYTES + 1);
        let card = read_card(&bytes.ok_or(AppError::Courier(CourierFault::Folder))?)?;
        let fixed = self.policy().centre_address.as_ref();
        if fixed.is_some() && Address::parse(&card.address).ok().as_ref() != fixed {
            return Err(AppError::SetByPolicy(PolicyField::CentreAddress));
        }
        Ok(card)
    }

    /// How far writing or taking in is; none while nothing is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn courier_progress(&self) -> Result<Option<CourierProgress>> {
        self.asking(Command::CourierProgress)?;
        Ok(self.courier.now())
    }

    /// A practice store has no centre that anybody carries a file to.
    pub(crate) fn check_not_practising(&self) -> Result<()> {
        match self.practice_desk() {
            Some(_) => Err(AppError::NotInPractice),
            None => Ok(()),
        }
    }
}

pub(crate) fn folder_of(typed: &str) -> Result<PathBuf> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(AppError::invalid("folder", Rule::Required));
    }
    let folder = PathBuf::from(typed);
    if typed.chars().count() > PATH_CHARS_MAX || !folder.is_absolute() || !folder.is_dir() {
        return Err(AppError::Courier(CourierFault::Folder));
    }
    Ok(folder)
}

/// A whole file that lies in a folder.
struct Put {
    name: String,
    /// The folder has confirmed that it keeps the name.
    confirmed: bool,
}

/// Writes the file whole, under a name that no other bears. Once it lies there whole it stays: a stick that does not
/// confirm the name may have kept it all the same, and its people are told to look.
fn put(
    folder: &Path,
    id: &impl std::fmt::Display,
    bytes: &[u8],
    confirm: impl Fn(&Path) -> io::Result<()>,
) -> Result<Put> {
    let name = format!("{id}.{TO_CENTRE}");
    let part = folder.join(format!("{id}.part"));
    let write = || -> io::Result<()> {
        let mut out = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&part)?;
        out.write_all(bytes)?;
        out.sync_all()?;
        fs::rename(&part, folder.join(&name))
    };
    write().map_err(|error| {
        // What is left of it is worth nothing; that it stays on a stick that is gone cannot be helped.
        let _gone = fs::remove_file(&part);
        if error.kind() == io::ErrorKind::StorageFull {
            AppError::CourierStore(sync::JournalError::NoRoom)
        } else {
            AppError::Courier(CourierFault::Folder)
        }
    })?;
    // Whoever reads that it is written pulls the stick out.
    let confirmed = confirm(folder).inspect_err(|error| {
        tracing::warn!(kind = ?error.kind(), "the folder of a courier's file did not confirm it");
    });
    Ok(Put {
        name,
        confirmed: confirmed.is_ok(),
    })
}

/// The files of this ending in a folder, the oldest first; of very many the newest.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let unreadable = |_| AppError::Courier(CourierFault::Folder);
    let mut found: Vec<_> = fs::read_dir(folder)
        .map_err(unreadable)?
        .filter_map(std::result::Result::ok)
        .filter(|one| one.path().extension().is_some_and(|known| known == ending))
        .map(|one| {
            let changed = one.metadata().and_then(|told| told.modified()).ok();
            (changed, one.path())
        })
        .collect();
    found.sort();
    let beyond = found.len().saturating_sub(LOOKED_AT);
    Ok(found
        .into_iter()
        .skip(beyond)
        .map(|(_, path)| path)
        .collect())
}

/// Up to so many bytes of a file; none where it cannot be read.
fn beginning(path: &Path, bytes: usize) -> Option<Vec<u8>> {
    let mut read = Vec::new();
    let file = fs::File::open(path).ok()?;
    let bound = u64::try_from(bytes).unwrap_or(u64::MAX);
    file.take(bound).read_to_end(&mut read).ok()?;
    Some(read)
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    /// A file that lies there whole may be on the road already: a stick that does not confirm its name, or may not be
    /// read, takes nothing back.
    #[test]
    fn a_whole_file_stays_where_the_stick_does_not_confirm_it() {
        let folder = tempfile::tempdir().unwrap();
        let put = |id: &str, confirm: fn(&Path) -> io::Result<()>| {
            put(folder.path(), &id, b"whole", confirm)
        };
        let fails = |_: &Path| Err(io::Error::other("no word of it"));
        for (id, confirm) in [("a", store::sync_folder as fn(&Path) -> _), ("b", fails)] {
            let done = put(id, confirm).unwrap();
            assert_eq!(done.confirmed, id == "a");
            let lies_there = fs::read(folder.path().join(&done.name)).unwrap();
            assert_eq!(lies_there, b"whole");
        }
        assert!(
            folder.path().read_dir().unwrap().count() == 2,
            "and no part"
        );
    }

    /// The receipt of today lies among those of years.
    #[test]
    fn the_newest_of_very_many_are_looked_at_the_oldest_first() {
        let folder = tempfile::tempdir().unwrap();
        let many = LOOKED_AT + 3;
        for number in 0..many {
            let path = folder.path().join(format!("{}.{RECEIPT}", many - number));
            let file = fs::File::create(path).unwrap();
            let seconds = u64::try_from(number).unwrap();
            let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            file.set_modified(changed).unwrap();
        }
        fs::write(folder.path().join("other.txt"), "").unwrap();
        let found = files(folder.path(), RECEIPT).unwrap();
        assert_eq!(found.len(), LOOKED_AT);
        let named = |number: usize| folder.path().join(format!("{number}.{RECEIPT}"));
        assert_eq!(
            found.first(),
            Some(&named(LOOKED_AT)),
            "the oldest of these"
        );
        assert_eq!(found.last(), Some(&named(1)), "the newest of all");
    }
}

//! Trying a way into the store without changing anything, and when each was last seen to open it.
//!
//! A sheet of paper in a safe is taken for good until the night on which it is needed. Here it is tried while there is
//! still a passphrase to go on with, and `doctor` reminds whoever looks after the machine of it. Wrong tries are counted
//! and waited for under the name that they have elsewhere, so that nobody guesses here in peace.
//!
//! Never here: a secret that is kept; a way that is made or taken away ([`crate::ways`]).

use domain::id::Millis;
use domain::local_day::DAY_MS;
use store::{OpenError, Reading, Store, StoreError, Unlock, Way, WaysIn};

use crate::desk::{Asking, Desk};
use crate::dto::{self, WayToTry, WaysTried};
use crate::forgotten_secret::RECOVERY_CODE;
use crate::key_file::KeyFileFault;
use crate::rights::Command;
use crate::sign_in::counted;
use crate::{App, AppError, Result};

/// Under which name wrong passphrases are counted that are typed at an open store.
pub(crate) const PASSPHRASE: &str = "passphrase";

impl App {
    /// Tries whether a way opens this store; answers with the ways in, of which this one was tried just now.
    ///
    /// # Errors
    /// `WrongCode`, `Open(WrongPassphrase)`, `TooManyTries`; `Open(SlotDamaged)` where whatever is typed opens nothing, and
    /// `Open(SlotsMissing)` where there is no such way. Keyring and key file as at a start: `Ring`, `KeyringWrong`,
    /// `KeyFile`, `SetByPolicy`. `NotAllowed`, `NotInPractice`.
    pub fn try_way(&self, tried: &WayToTry) -> Result<dto::WaysIn> {
        let asking = self.asking_of_the_real(Command::TryWay)?;
        let (way, mark) = match tried {
            WayToTry::Passphrase { passphrase } => {
                let with = Unlock::Passphrase(passphrase);
                let told = typed(&asking.desk, PASSPHRASE, &with);
                (Way::Passphrase, told.map_err(of_passphrase)?)
            }
            WayToTry::RecoveryCode { code } => {
                let with = Unlock::RecoveryCode(code);
                let told = typed(&asking.desk, RECOVERY_CODE, &with);
                (Way::RecoveryCode, told.map_err(of_code)?)
            }
            WayToTry::Keyring => (Way::Keyring, self.by_itself(&asking, Way::Keyring)?),
            WayToTry::KeyFile => (Way::KeyFile, self.by_itself(&asking, Way::KeyFile)?),
        };
        note(asking.store(), way, &mark, asking.now())?;
        self.forget_unopened(way);
        self.ways_in()
    }

    /// What keyring or key file holds, tried as a start would.
    fn by_itself(&self, asking: &Asking, way: Way) -> Result<String> {
        let ways = WaysIn::of(asking.store().folder())?;
        if !ways.has(way) {
            return Err(OpenError::SlotsMissing.into());
        }
        let secret = self.secret_of(way, &ways)?;
        let (with, wrong) = match way {
            Way::KeyFile => (Unlock::KeyFile(&secret), KeyFileFault::Wrong.into()),
            _ => (Unlock::Keyring(&secret), AppError::KeyringWrong),
        };
        asking.store().try_slot(&with).map_err(|error| match error {
            OpenError::WrongPassphrase => wrong,
            other => other.into(),
        })
    }
}

/// Counts the try, then makes it. Of a damaged slot nobody learns anything, so such a try counts for nothing.
pub(crate) fn typed(desk: &Desk, subject: &str, with: &Unlock<'_>) -> Result<String> {
    let mut opened = None;
    let told = counted(desk, subject, || match desk.store.try_slot(with) {
        Ok(mark) => {
            opened = Some(mark);
            Ok(true)
        }
        Err(OpenError::WrongPassphrase) => Ok(false),
        Err(error) => Err(error.into()),
    });
    if let Err(AppError::Open(OpenError::SlotDamaged | OpenError::SlotsMissing)) = &told {
        desk.store.take_back_attempt(subject)?;
    }
    told?;
    desk.store.clear_attempts(subject)?;
    opened.ok_or(AppError::Internal("a way that opened without a mark"))
}

pub(crate) fn of_code(error: AppError) -> AppError {
    match error {
        AppError::WrongSecret { left } => AppError::WrongCode { left },
        other => other,
    }
}

fn of_passphrase(error: AppError) -> AppError {
    match error {
        AppError::WrongSecret { .. } => OpenError::WrongPassphrase.into(),
        other => other,
    }
}

/// Under which name it is kept when a way opened.
fn name(way: Way) -> String {
    format!("ways.opened.{}", way.code())
}

fn note(store: &Store, way: Way, mark: &str, at: Millis) -> Result<(), StoreError> {
    store.set_settings(vec![(name(way), Some(format!("{} {mark}", at.0)))])
}

/// Notes that a way opened the store at a start. Once a day is enough: a start is not to write for that; and where it
/// cannot be written people work all the same.
pub(crate) fn note_opened(store: &Store, way: Way, at: Millis) {
    let noted = || -> Result<()> {
        let ways = WaysIn::of(store.folder())?;
        // Of two slots of one keyring the opening does not say which it was.
        let Some(mark) = ways.only_mark_of(way) else {
            return Ok(());
        };
        let kept = store.setting(&name(way))?;
        let is_fresh = |last: Millis| (0..DAY_MS).contains(&at.0.saturating_sub(last.0));
        if !last_of(kept.as_deref(), way, &ways).is_some_and(is_fresh) {
            note(store, way, mark, at)?;
        }
        Ok(())
    };
    if let Err(error) = noted() {
        tracing::warn!(%error, way = way.code(), "that it opened was not noted");
    }
}

/// When a way last opened this store as its slot is now: what was seen of a code that was replaced says nothing of the
/// one on today's paper.
pub(crate) fn last_opened(
    reading: &Reading<'_>,
    ways: &WaysIn,
    way: Way,
) -> Result<Option<Millis>, StoreError> {
    let kept = reading.setting(&name(way))?;
    Ok(last_of(kept.as_deref(), way, ways))
}

fn last_of(kept: Option<&str>, way: Way, ways: &WaysIn) -> Option<Millis> {
    let (at, mark) = kept?.split_once(' ')?;
    let at = at.parse().ok().map(Millis)?;
    ways.is_mark_of(way, mark).then_some(at)
}

pub(crate) fn tried(store: &Store, ways: &WaysIn) -> Result<WaysTried> {
    store.read(|reading| {
        let of = |way| last_opened(reading, ways, way).map(|at| at.map(|Millis(at)| at));
        Ok(WaysTried {
            passphrase: of(Way::Passphrase)?,
            recovery_code: of(Way::RecoveryCode)?,
            keyring: of(Way::Keyring)?,
            key_file: of(Way::KeyFile)?,
        })
    })
}

//! The key file: 256 random bits in a file of the machine's administrator, which a policy names.
//!
//! It is the weaker way to start without a person, and said to be so: whoever can copy the file and the
//! data folder opens the store elsewhere. So the file must be the administrator's, must not be written by
//! others, and is read by its owner and its group alone.
//!
//! Never here: writing over a file that is there.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use domain::machine::Machine;
use store::SlotSecret;
use zeroize::Zeroizing;

use crate::policy::trust::{self, Asked, Distrust};
use crate::rights::Command;
use crate::{App, AppError, ErrorCode, Result};

/// Longest key file that is read: 64 digits, and room for the ends of lines.
const MAX_BYTES: u64 = 100;

/// Why a key file does not serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileFault {
    /// It is not there.
    #[error("the key file is not there")]
    Absent,
    /// This account cannot read it, or it is no plain file.
    #[error("the key file cannot be read")]
    Unreadable,
    /// It is not the administrator's.
    #[error("the key file belongs to another account")]
    OtherOwner,
    /// Others could write or read it.
    #[error("the key file is open to others")]
    Open,
    /// It does not hold 64 hexadecimal digits.
    #[error("this is no key file")]
    NotOne,
    /// It does not open this store.
    #[error("the key file does not open this store")]
    Wrong,
    /// None was made for this store.
    #[error("no key file was made for this store")]
    NotSet,
    /// Where one was to be made, a file lies already.
    #[error("a file lies there already")]
    There,
    /// It could not be written.
    #[error("the key file could not be written")]
    Unwritten,
}

impl KeyFileFault {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Absent => ErrorCode::KeyFileAbsent,
            Self::Unreadable => ErrorCode::KeyFileUnreadable,
            Self::OtherOwner => ErrorCode::KeyFileOwner,
            Self::Open => ErrorCode::KeyFileOpen,
            Self::NotOne => ErrorCode::KeyFileNotOne,
            Self::Wrong => ErrorCode::KeyFileWrong,
            Self::NotSet => ErrorCode::KeyFileNotSet,
            Self::There => ErrorCode::KeyFileThere,
            Self::Unwritten => ErrorCode::KeyFileUnwritten,
        }
    }
}

impl App {
    /// Makes a key file and lets it open this store, in place of one before. The file is its writer's
    /// alone; whose it must be to count is for the administrator of the machine to see to. For the command
    /// line. That one was made stays in the journal.
    ///
    /// # Errors
    /// `KeyFile(There)` and `KeyFile(Unwritten)`, `NotAllowed`, `NotInPractice`; what the store says. A
    /// file whose slot could not be written is taken away again.
    pub fn make_key_file(&self, path: &Path) -> Result<()> {
        let asking = self.asking(Command::MakeKeyFile)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        let secret = SlotSecret::random()?;
        write_new(path, &secret)?;
        if let Err(error) = asking.store().set_key_file(&secret) {
            // Made a moment ago by this very call, and of no use.
            let _ = std::fs::remove_file(path);
            return Err(error.into());
        }
        let now = asking.now();
        let machine = Machine::subject(asking.store().machine());
        asking.store().act(asking.stamp()?, move |acting| {
            acting.append(machine, Machine::key_file_set(Some(now)))?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}

/// What the file holds, if it is the owner's and a secret.
pub(crate) fn read(path: &Path, owner: u32) -> Result<SlotSecret, KeyFileFault> {
    let bytes = trust::read(path, owner, Asked::Secret, MAX_BYTES).map(Zeroizing::new);
    let bytes = bytes.map_err(|distrust| match distrust {
        Distrust::Absent => KeyFileFault::Absent,
        Distrust::Unreadable => KeyFileFault::Unreadable,
        Distrust::TooLong => KeyFileFault::NotOne,
        Distrust::OtherOwner => KeyFileFault::OtherOwner,
        Distrust::Writable | Distrust::Readable => KeyFileFault::Open,
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyFileFault::NotOne)?;
    SlotSecret::from_hex(text).map_err(|_| KeyFileFault::NotOne)
}

/// Writes a new file that is its writer's alone from the first moment.
fn write_new(path: &Path, secret: &SlotSecret) -> Result<(), KeyFileFault> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => KeyFileFault::There,
        _ => KeyFileFault::Unwritten,
    })?;
    let written = file
        .write_all(secret.to_hex().as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all());
    written.map_err(|_| {
        let _ = std::fs::remove_file(path);
        KeyFileFault::Unwritten
    })
}

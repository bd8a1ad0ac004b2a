//! Room that is kept for the day on which the disk is full: a file in the data folder that takes its bytes and holds
//! nothing. It is given up when there is hardly any other room, so that saving goes on for some hundred calls after
//! somebody was told, and made again when there is room.
//!
//! Never here: a judgement for people; they are told that room is low.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fs4::FileExt as _;

use crate::condition::free;
use crate::error::Fault;
use crate::folder::{Folder, make_private_file};

/// What it takes. A save writes some thirty pages to the WAL, 4,120 bytes each, until they are brought into the file:
/// 270 saves, should none of them ever be. In quiet moments they are, and then a call takes some ten thousand bytes.
const BYTES: u64 = 32 * 1024 * 1024;
/// It is given up where less is free: what one large act writes has room still.
const GIVEN_UP_BELOW: u64 = 4 * 1024 * 1024;
/// It is made where so much is free that as much stays: it must not be what fills the disk, nor come and go.
const MADE_FROM: u64 = 2 * BYTES;
/// Bytes written at a step where the file system gives no room in one go.
const STEP_BYTES: usize = 1024 * 1024;

/// After a failure it is left for so long.
const AFTER_FAILURE: Duration = Duration::from_secs(600);

/// The name of its file.
pub(crate) const NAME: &str = "reserve";

/// The reserve of a store that is open.
pub(crate) struct Reserve {
    folder: Folder,
    is_held: bool,
    /// When making it failed.
    failed_at: Option<Instant>,
}

impl Reserve {
    pub(crate) fn of(folder: &Folder) -> Self {
        // What a kill left half made would hold room that nobody gives up.
        let _ = fs::remove_file(half_made(folder));
        Self {
            folder: folder.clone(),
            is_held: bytes(folder) > 0,
            failed_at: None,
        }
    }

    /// Before a write: gives it up where hardly anything is free. Where the file system does not say what is free, the
    /// first write that finds the disk full does.
    pub(crate) fn look(&mut self) {
        if self.is_held
            && matches!(free(self.folder.path()), Ok(Some(free)) if free < GIVEN_UP_BELOW)
        {
            self.give_up();
        }
    }

    /// After a failed write: the same, and where a bound of its own (a quota) leaves nothing for this person.
    pub(crate) fn look_after_failure(&mut self) {
        self.look();
        let is_full = |error: io::Error| Fault::of_io(&error) == Fault::DiskFull;
        if self.is_held && self.folder.probe().is_err_and(is_full) {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        self.is_held = false;
        match fs::remove_file(path(&self.folder)) {
            Ok(()) => {
                tracing::warn!("the disk is full: the room that was kept for saving is given up");
            }
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "the room that was kept for saving stays");
            }
        }
    }

    /// Makes it in a quiet moment, where there is room; breaks off where somebody `is_wanted`.
    pub(crate) fn keep(&mut self, is_wanted: &dyn Fn() -> bool) {
        if self.is_held
            || self
                .failed_at
                .is_some_and(|at| at.elapsed() < AFTER_FAILURE)
            || !matches!(free(self.folder.path()), Ok(Some(free)) if free >= MADE_FROM)
        {
            return;
        }
        let made = self.make(is_wanted);
        if !matches!(made, Ok(true)) {
            let _ = fs::remove_file(half_made(&self.folder));
        }
        match made {
            Ok(made) => self.is_held = made,
            Err(error) => {
                self.failed_at = Some(Instant::now());
                tracing::warn!(kind = ?error.kind(), "no room could be kept for saving");
            }
        }
    }

    /// Whether it is there now.
    fn make(&self, is_wanted: &dyn Fn() -> bool) -> io::Result<bool> {
        let half = half_made(&self.folder);
        match fs::remove_file(&half) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = make_private_file(&half)?;
        file.set_len(BYTES)?;
        match file.allocate(BYTES) {
            // It is written out: a file of nothing but its length takes no room.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                if !write_out(&file, is_wanted)? {
                    return Ok(false);
                }
            }
            done => done?,
        }
        drop(file);
        fs::rename(half, path(&self.folder))?;
        Ok(true)
    }
}

fn write_out(mut file: &File, is_wanted: &dyn Fn() -> bool) -> io::Result<bool> {
    let step = vec![0x55; STEP_BYTES];
    let mut written = 0;
    while written < BYTES {
        if is_wanted() {
            return Ok(false);
        }
        file.write_all(&step)?;
        written += step.len() as u64;
    }
    Ok(true)
}

fn path(folder: &Folder) -> PathBuf {
    folder.path().join(NAME)
}

fn half_made(folder: &Folder) -> PathBuf {
    folder.path().join("reserve.new")
}

/// What it takes of the disk; 0 where there is none.
pub(crate) fn bytes(folder: &Folder) -> u64 {
    fs::metadata(path(folder)).map_or(0, |metadata| metadata.len())
}

impl Folder {
    /// Whether the disk is so full that no room is kept for saving any more: some hundred saves may have room still.
    #[must_use]
    pub fn is_room_low(&self) -> bool {
        bytes(self) == 0 && matches!(free(self.path()), Ok(Some(free)) if free < MADE_FROM)
    }
}

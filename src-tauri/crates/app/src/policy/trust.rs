//! Whether a file is its administrator's and nobody else's word: judged by what the system says of it.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

/// Bits of a Unix mode by which others than the owner can write.
const OTHERS_WRITE: u32 = 0o022;
/// Bits by which those who are neither owner nor of its group can do anything.
const STRANGERS: u32 = 0o007;

/// What is asked of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// That its owner alone writes it.
    Unwritable,
    /// That besides, nobody but its owner and its group reads it.
    Secret,
}

/// Why a file does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distrust {
    /// There is none.
    Absent,
    /// It is there and cannot be read, or is no plain file.
    Unreadable,
    /// It is longer than anything of its kind.
    TooLong,
    /// It is another account's.
    OtherOwner,
    /// Others than its owner can write it.
    Writable,
    /// Strangers can read it.
    Readable,
}

/// The text of a file that its owner alone has a say in; at most `most` bytes of it.
///
/// What is judged is the open file and not its path, so that nothing can come between.
pub(crate) fn read(path: &Path, owner: u32, asked: Asked, most: u64) -> Result<Vec<u8>, Distrust> {
    let absent = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Distrust::Absent,
        _ => Distrust::Unreadable,
    };
    // A pipe would wait for a writer when it is opened.
    let looked = fs::metadata(path).map_err(|error| absent(&error))?;
    if !looked.is_file() {
        return Err(Distrust::Unreadable);
    }
    let file = File::open(path).map_err(|error| absent(&error))?;
    let metadata = file.metadata().map_err(|_| Distrust::Unreadable)?;
    judge(&metadata, owner, asked)?;
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Distrust::Unreadable)?;
    if bytes.len() as u64 > most {
        return Err(Distrust::TooLong);
    }
    Ok(bytes)
}

#[cfg(unix)]
fn judge(metadata: &Metadata, owner: u32, asked: Asked) -> Result<(), Distrust> {
    use std::os::unix::fs::MetadataExt as _;
    judge_mode(metadata.uid(), metadata.mode(), owner, asked)
}

/// Elsewhere nothing can be told of who may read: a policy is taken as it lies, a secret is not.
#[cfg(not(unix))]
fn judge(_: &Metadata, _: u32, asked: Asked) -> Result<(), Distrust> {
    match asked {
        Asked::Unwritable => Ok(()),
        Asked::Secret => Err(Distrust::Readable),
    }
}

#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has modes"))]
fn judge_mode(uid: u32, mode: u32, owner: u32, asked: Asked) -> Result<(), Distrust> {
    if uid != owner {
        return Err(Distrust::OtherOwner);
    }
    if mode & OTHERS_WRITE != 0 {
        return Err(Distrust::Writable);
    }
    if asked == Asked::Secret && mode & STRANGERS != 0 {
        return Err(Distrust::Readable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever can write the file can write its secret too, and whoever can read a key opens the store.
    #[test]
    fn a_file_counts_by_its_owner_and_mode() {
        let check = |uid, mode, asked, expect| {
            assert_eq!(judge_mode(uid, mode, 0, asked), expect, "{uid} {mode:o}");
        };
        for asked in [Asked::Unwritable, Asked::Secret] {
            check(0, 0o100_600, asked, Ok(()));
            check(0, 0o100_640, asked, Ok(()));
            check(1000, 0o100_600, asked, Err(Distrust::OtherOwner));
            check(0, 0o100_660, asked, Err(Distrust::Writable));
            check(0, 0o100_602, asked, Err(Distrust::Writable));
        }
        check(0, 0o100_644, Asked::Unwritable, Ok(()));
        check(0, 0o100_644, Asked::Secret, Err(Distrust::Readable));
        check(0, 0o100_641, Asked::Secret, Err(Distrust::Readable));
    }
}

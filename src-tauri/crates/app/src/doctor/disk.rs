//! The room on the disks: for one more backup and some hundred saves.

use super::Facts;
use super::finding::Findings;
use super::outside::Seen;
use crate::dto::FindingCode;

const MB: u64 = 1_000_000;
/// What some hundred saves take until they are brought into the file, in bytes: thirty pages each.
const SAVES_BYTES: u64 = 40 * MB;
/// Of so many bytes of a backup, the file system may take one more.
const MARGIN_PART: u64 = 64;

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let Some(folder) = &facts.outside.folder else {
        return;
    };
    // What is kept for saving is given up for it.
    let free = folder.free.map(|free| free + folder.reserve_bytes);
    of_data(free, folder.database_bytes, found);
    if let Some(Seen::Ok(look)) = &facts.outside.second
        && let Some(free) = look.free
    {
        let codes = (FindingCode::DiskSecondRoom, FindingCode::DiskSecondTight);
        room(codes, free, backup_bytes(folder.database_bytes), found);
    }
}

/// What one more backup takes.
const fn backup_bytes(database_bytes: u64) -> u64 {
    database_bytes + database_bytes / MARGIN_PART
}

fn of_data(free: Option<u64>, database_bytes: u64, found: &mut Findings) {
    match free {
        None => found.plain(FindingCode::DiskUnknown),
        Some(free) if free < SAVES_BYTES => {
            found
                .add(FindingCode::DiskFull)
                .number("free_mb", free / MB);
        }
        Some(free) => {
            let codes = (FindingCode::DiskRoom, FindingCode::DiskTight);
            room(
                codes,
                free,
                backup_bytes(database_bytes) + SAVES_BYTES,
                found,
            );
        }
    }
}

fn room((enough, tight): (FindingCode, FindingCode), free: u64, needed: u64, found: &mut Findings) {
    let free_mb = free / MB;
    if free < needed {
        found
            .add(tight)
            .number("free_mb", free_mb)
            .number("needed_mb", needed.div_ceil(MB));
    } else {
        found.add(enough).number("free_mb", free_mb);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(free_mb: Option<u64>, database_mb: u64, expect: FindingCode) {
        let mut found = Findings::default();
        of_data(free_mb.map(|mb| mb * MB), database_mb * MB, &mut found);
        let condition = found.told(false);
        let codes: Vec<FindingCode> = condition.findings.iter().map(|one| one.code).collect();
        assert_eq!(codes, [expect], "{free_mb:?} MB beside {database_mb} MB");
    }

    /// A year of a station takes half a gigabyte: a disk that holds its saves may not hold its backup any more.
    #[test]
    fn room_is_asked_for_a_backup_and_some_hundred_saves() {
        check(Some(39), 0, FindingCode::DiskFull);
        check(Some(40), 0, FindingCode::DiskRoom);
        check(Some(540), 500, FindingCode::DiskTight);
        check(Some(548), 500, FindingCode::DiskRoom);
        check(None, 500, FindingCode::DiskUnknown);
    }
}

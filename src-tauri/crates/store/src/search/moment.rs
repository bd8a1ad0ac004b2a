//! The place of a row in the order of search: when it began, as a number that no other row has.
//!
//! FTS5 answers in the order of its row numbers, so the number is the time. In 1/64 seconds it stays
//! small where FTS5 writes the distance from one row to the next.

use domain::id::{Millis, SubjectId};
use domain::local_day::LocalDay;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::Section;
use crate::error::StoreError;

/// The last instant that is told from later ones: the end of the year 9999.
const LAST_MS: i64 = 253_402_300_799_000;
/// Moments of a second.
const A_SECOND: i64 = 64;
/// Spills that are tried, each into a wider stretch: the widest is as long as the oldest store.
const SPILLS: u32 = 12;
/// Months of a year.
const YEAR: i64 = 12;

/// The first moment of an instant.
pub(super) const fn of(at: Millis) -> i64 {
    let at = if at.0 < 0 {
        0
    } else if at.0 > LAST_MS {
        LAST_MS
    } else {
        at.0
    };
    at * 8 / 125
}

/// The local month of a moment, as year × 12 + month − 1.
pub(super) fn month(moment: i64) -> i64 {
    let day = LocalDay::of(moment.clamp(0, of(Millis(LAST_MS)) * 2) / 8 * 125);
    i64::from(day.year()) * YEAR + i64::from(day.month()) - 1
}

/// The first moment of a local month, and of those that a moment may name the one where it begins.
pub(super) fn month_begins(month: i64) -> i64 {
    let year = i32::try_from(month.div_euclid(YEAR)).unwrap_or(0);
    let of_year = u32::try_from(month.rem_euclid(YEAR) + 1).unwrap_or(1);
    LocalDay::new(year, of_year, 1).map_or(0, |day| of(Millis(day.starts_at_ms())))
}

/// Where a row goes when its second is full: somewhere behind it, which depends on the row alone.
fn spills(id: SubjectId, base: i64) -> impl Iterator<Item = i64> {
    let hash = Sha256::digest(id.to_bytes());
    let random = hash
        .iter()
        .take(6)
        .fold(0_i64, |sum, byte| sum * 256 + i64::from(*byte));
    (1..=SPILLS).map(move |spill| base + A_SECOND + random % (A_SECOND << (2 * spill)))
}

/// Whether a row that begins at `at` may stay at this moment.
pub(super) fn fits(moment: i64, at: Millis, id: SubjectId) -> bool {
    let base = of(at);
    (base..base + A_SECOND).contains(&moment) || spills(id, base).any(|spill| spill == moment)
}

/// A moment that nobody has, as close behind `at` as may be.
pub(super) fn free(
    connection: &Connection,
    section: Section,
    at: Millis,
    id: SubjectId,
) -> Result<i64, StoreError> {
    let base = of(at);
    let table = section.placed();
    let taken: Option<i64> = connection
        .prepare_cached(&format!(
            "SELECT max(moment) FROM {table} WHERE moment >= ?1 AND moment < ?2"
        ))?
        .query_row([base, base + A_SECOND], |row| row.get(0))?;
    match taken {
        None => return Ok(base),
        Some(top) if top + 1 < base + A_SECOND => return Ok(top + 1),
        Some(_) => {}
    }
    let mut is_taken =
        connection.prepare_cached(&format!("SELECT 1 FROM {table} WHERE moment = ?1"))?;
    for spill in spills(id, base) {
        if !is_taken.exists([spill])? {
            return Ok(spill);
        }
    }
    // Twelve stretches full: no store of this world.
    Err(StoreError::CounterFull)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_muscat() {
        // 2026-10-31T20:00Z is midnight in Muscat.
        let november = of(Millis(1_793_476_800_000));
        assert_eq!(month(november), 2026 * 12 + 10);
        assert_eq!(month(november - 1), 2026 * 12 + 9);
        assert_eq!(month_begins(2026 * 12 + 10), november);
    }

    #[test]
    fn clocks_that_are_wrong_have_a_month_too() {
        for at in [i64::MIN, -1, 0, 1, LAST_MS, i64::MAX] {
            let moment = of(Millis(at));
            assert!(
                month_begins(month(moment)) <= moment.max(of(Millis(0))),
                "{at}"
            );
            assert!(fits(moment, Millis(at), SubjectId::from_bytes([7; 16])));
        }
    }

    #[test]
    fn a_spilt_row_knows_its_place_again() {
        let id = SubjectId::from_bytes([7; 16]);
        let at = Millis(1_793_476_800_000);
        for spill in spills(id, of(at)) {
            assert!(spill > of(at) && fits(spill, at, id));
        }
    }
}

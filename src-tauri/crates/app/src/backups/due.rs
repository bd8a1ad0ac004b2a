//! When a backup is due, and when the last one is old. Pure: what is known goes in.

use domain::id::Millis;
use domain::local_day::{DAY_MS, LocalDay};
use store::{BackupMade, BackupReason, BackupRow};

/// Local days after which the last good backup is old, where no policy says another number.
pub(super) const WARN_DAYS: u32 = 3;

/// What is known of a place: the last backup that the store made there, and what was seen to lie there, newest first,
/// where somebody has looked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) made: Option<&'a BackupMade>,
    pub(super) seen: Option<&'a [BackupRow]>,
}

impl Known<'_> {
    /// When the newest good one was made. What lies there counts, not what is remembered of it.
    pub(super) fn last_at(&self) -> Option<i64> {
        match self.seen {
            Some(rows) => rows.iter().find(|row| row.own).map(|row| row.at.0),
            None => self.made.map(|made| made.at),
        }
    }

    /// How far the journal had grown in the newest one; none where nobody knows.
    fn grown_to(&self) -> Option<u64> {
        let made = self.made?;
        let newest = |rows: &[BackupRow]| rows.iter().find(|row| row.own).map(|row| row.sequence);
        let is_newest = self
            .seen
            .is_none_or(|rows| newest(rows) == Some(made.sequence));
        is_newest.then_some(made.grown_to)
    }

    /// Whether a daily one is due: the newest daily one is of another local day, and entries came since. One that
    /// somebody asked for stands for none, since fewer of these are kept.
    pub(super) fn is_due(&self, now: Millis, grown: u64) -> bool {
        let (at, sequence) = match self.seen {
            Some(rows) => {
                let mut own = rows.iter().filter(|row| row.own);
                match own.find(|row| row.reason == BackupReason::Daily) {
                    Some(row) => (row.at.0, row.sequence),
                    None => return grown > 0,
                }
            }
            None => match self.made {
                Some(made) if made.reason == BackupReason::Daily.code() => (made.at, made.sequence),
                _ => return grown > 0,
            },
        };
        let is_newest = self.made.is_some_and(|made| made.sequence == sequence);
        let has_grown = !is_newest || self.grown_to() != Some(grown);
        has_grown && LocalDay::of(at) != LocalDay::of(now.0)
    }

    /// Whether the newest one is of more than so many local days ago, and entries came since.
    pub(super) fn is_old(&self, now: Millis, grown: u64, warn_days: u32) -> bool {
        let Some(at) = self.last_at() else {
            return false;
        };
        days_since(at, now) > i64::from(warn_days) && self.grown_to() != Some(grown)
    }
}

/// Local days since then.
pub(crate) fn days_since(at: i64, now: Millis) -> i64 {
    (LocalDay::of(now.0).starts_at_ms() - LocalDay::of(at).starts_at_ms()) / DAY_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, a Sunday, 10:00 in Muscat.
    const TEN: i64 = 1_795_327_200_000;

    fn made(at: i64, reason: BackupReason) -> BackupMade {
        BackupMade {
            place: String::new(),
            at,
            sequence: 7,
            reason: reason.code().to_owned(),
            bytes: 1,
            entries: 1,
            grown_to: 100,
            slots_behind: false,
        }
    }

    fn known(made: &BackupMade) -> Known<'_> {
        Known {
            made: Some(made),
            seen: None,
        }
    }

    #[test]
    fn one_a_day_is_due_where_something_came() {
        let nothing = Known {
            made: None,
            seen: None,
        };
        assert!(nothing.is_due(Millis(TEN), 1));
        assert!(!nothing.is_due(Millis(TEN), 0));
        let daily = made(TEN, BackupReason::Daily);
        // Midnight is at 14 hours from ten.
        let before_midnight = Millis(TEN + 14 * 3_600_000 - 1);
        assert!(!known(&daily).is_due(before_midnight, 101));
        assert!(known(&daily).is_due(Millis(before_midnight.0 + 1), 101));
        assert!(
            !known(&daily).is_due(Millis(TEN + DAY_MS), 100),
            "nothing came"
        );
        assert!(
            known(&daily).is_due(Millis(TEN - DAY_MS), 101),
            "of a clock that was ahead"
        );
        let asked = made(TEN, BackupReason::Asked);
        assert!(known(&asked).is_due(Millis(TEN), 100));
    }

    /// Somebody took the backups away: what is remembered of them brings nothing back.
    #[test]
    fn what_lies_there_counts() {
        let daily = made(TEN, BackupReason::Daily);
        let emptied = Known {
            made: Some(&daily),
            seen: Some(&[]),
        };
        assert!(emptied.is_due(Millis(TEN), 100));
        assert_eq!(emptied.last_at(), None);
        assert_eq!(known(&daily).last_at(), Some(TEN));
    }

    #[test]
    fn one_is_old_after_three_days_in_which_something_came() {
        let daily = made(TEN, BackupReason::Daily);
        let day = |days| Millis(TEN + days * DAY_MS);
        assert!(!known(&daily).is_old(day(3), 101, WARN_DAYS));
        assert!(known(&daily).is_old(day(4), 101, WARN_DAYS));
        assert!(
            !known(&daily).is_old(day(40), 100, WARN_DAYS),
            "nothing is missing in it"
        );
        assert!(!known(&daily).is_old(day(-40), 101, WARN_DAYS));
        assert!(known(&daily).is_old(day(2), 101, 1));
    }
}

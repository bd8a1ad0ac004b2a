//! Which backups of a place are kept.
//!
//! Of daily ones the newest few, and beyond these the newest of each of some more weeks; of every other reason the
//! newest few. Newer is what has the higher sequence; the date in a name only says which week it is of, so that a clock
//! that was wrong for a day costs at most a week's place. The newest of all is always kept. Never here: a disk.

use super::name::{BackupReason, Name};

/// How many backups of a place are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Daily ones.
    pub daily: u32,
    /// Weeks before those of these, of which the newest daily one is kept each.
    pub weekly: u32,
    /// Of each other reason.
    pub other: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            daily: 7,
            weekly: 4,
            other: 3,
        }
    }
}

impl Keep {
    /// Leaves daily ones alone: whoever makes room for one of another reason does not know how many of these were wanted.
    pub(crate) fn all_daily() -> Self {
        Self {
            daily: u32::MAX,
            ..Self::default()
        }
    }
}

/// Those that are not kept any more, oldest first.
pub(crate) fn superseded(names: &[Name], keep: Keep) -> Vec<Name> {
    let mut newest_first = names.to_vec();
    newest_first.sort_unstable();
    newest_first.dedup();
    newest_first.reverse();
    let newest = newest_first.first().copied();
    let mut gone = Vec::new();
    for reason in BackupReason::ALL {
        let of_reason = newest_first.iter().copied();
        let mut of_reason = of_reason.filter(|name| name.reason == reason);
        let is_daily = reason == BackupReason::Daily;
        let count = if is_daily { keep.daily } else { keep.other };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let mut weeks: Vec<i64> = of_reason.by_ref().take(count).map(Name::week).collect();
        let mut more = if is_daily { keep.weekly } else { 0 };
        for name in of_reason {
            if more > 0 && !weeks.contains(&name.week()) {
                weeks.push(name.week());
                more -= 1;
            } else if Some(name) != newest {
                gone.push(name);
            }
        }
    }
    gone.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use domain::id::Millis;
    use domain::local_day::DAY_MS;
    use proptest::prelude::*;

    use super::*;

    /// 2026-11-22, a Sunday, at noon UTC.
    const SUNDAY: i64 = 1_795_348_800_000;

    fn daily(sequence: u64, day: i64) -> Name {
        Name::new(sequence, Millis(SUNDAY + day * DAY_MS), BackupReason::Daily)
    }

    /// One a day for two months, each followed by its rotation, as it happens.
    #[test]
    fn a_week_of_days_and_a_month_of_weeks_are_kept() {
        let mut there = Vec::new();
        for day in 0..60_i64 {
            there.push(daily(1 + day.unsigned_abs(), day));
            let gone = superseded(&there, Keep::default());
            there.retain(|name| !gone.contains(name));
        }
        let days: Vec<i64> = there
            .iter()
            .map(|name| (name.at.0 - SUNDAY) / DAY_MS)
            .collect();
        // Saturdays are the days 6, 13 …; the last seven days are of two weeks already.
        assert_eq!(days, [27, 34, 41, 48, 53, 54, 55, 56, 57, 58, 59]);
    }

    /// Whoever was away for months still has what was there before.
    #[test]
    fn a_pause_takes_nothing_away() {
        let there = [daily(1, 0), daily(2, 1), daily(3, 200), daily(4, 201)];
        assert_eq!(superseded(&there, Keep::default()), []);
    }

    /// What was made by a clock that stood in another year is neither first nor last for that.
    #[test]
    fn a_wrong_clock_does_not_decide() {
        let mut there: Vec<Name> = (1..=7).map(|n| daily(n, 3_650 + n.cast_signed())).collect();
        there.extend((8..=14).map(|n| daily(n, n.cast_signed())));
        let gone = superseded(
            &there,
            Keep {
                weekly: 0,
                ..Keep::default()
            },
        );
        assert_eq!(gone, &there[..7], "the sequence says what is old");
    }

    #[test]
    fn other_reasons_do_not_push_each_other_out() {
        let of = |sequence, reason| Name::new(sequence, Millis(SUNDAY), reason);
        let mut there: Vec<Name> = (1..=5).map(|n| of(n, BackupReason::Asked)).collect();
        there.extend((6..=8).map(|n| of(n, BackupReason::Migration)));
        there.push(of(9, BackupReason::Daily));
        let gone = superseded(&there, Keep::default());
        assert_eq!(gone, &there[..2]);
    }

    fn names() -> impl Strategy<Value = Vec<Name>> {
        let name = (0..60_u64, -400..400_i64, 0..3_usize);
        let name = name.prop_map(|(sequence, day, reason)| {
            Name::new(
                sequence,
                Millis(SUNDAY + day * DAY_MS),
                BackupReason::ALL[reason],
            )
        });
        proptest::collection::vec(name, 0..60)
    }

    fn keeps() -> impl Strategy<Value = Keep> {
        (0..9_u32, 0..9_u32, 0..5_u32).prop_map(|(daily, weekly, other)| Keep {
            daily,
            weekly,
            other,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_newest_stays_and_enough_beside_it(names in names(), keep in keeps()) {
            let gone = superseded(&names, keep);
            prop_assert!(gone.iter().all(|name| names.contains(name)));
            prop_assert!(!names.iter().max().is_some_and(|newest| gone.contains(newest)));
            for reason in BackupReason::ALL {
                let mut of: Vec<Name> = names.iter().copied().filter(|name| name.reason == reason).collect();
                of.sort_unstable();
                of.dedup();
                let kept: Vec<Name> = of.iter().copied().filter(|name| !gone.contains(name)).collect();
                let wanted = if reason == BackupReason::Daily { keep.daily } else { keep.other };
                let wanted = of.len().min(wanted as usize);
                // The newest ones of each, without a gap.
                prop_assert!(kept.ends_with(&of[of.len() - wanted..]));
                let most = wanted + if reason == BackupReason::Daily { keep.weekly as usize } else { 0 };
                prop_assert!(kept.len() <= most.max(1));
            }
        }

        /// Who rotates twice has rotated once, and a place that is rotated after each backup ends as one that is
        /// rotated at the end.
        #[test]
        fn what_is_kept_is_kept(names in names(), keep in keeps()) {
            let gone = superseded(&names, keep);
            let kept: Vec<Name> = names.iter().copied().filter(|name| !gone.contains(name)).collect();
            prop_assert_eq!(superseded(&kept, keep), []);
        }
    }
}

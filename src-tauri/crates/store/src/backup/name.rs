//! What a backup is called: `<sequence>-<UTC>-<reason>`, as `000042-20261122T041500Z-daily`.
//!
//! The sequence alone orders backups: a clock that was set back must not make yesterday's the newest. The instant is
//! there for whoever looks at the folder. Never here: whose a folder is; a name says nothing of that.

use std::fmt;

use domain::id::Millis;
use domain::local_day::{DAY_MS, LocalDay, OFFSET_MS};

/// Digits of a sequence, at least.
const SEQUENCE_DIGITS: usize = 6;
/// Days from the Sunday before 1970-01-01, a Thursday.
const DAYS_FROM_SUNDAY: i64 = 4;
const SECOND_MS: i64 = 1_000;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackupReason {
    /// It was due.
    Daily,
    /// Somebody asked for it.
    Asked,
    /// The store was about to be brought to a newer version.
    Migration,
}

impl BackupReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Daily, Self::Asked, Self::Migration];

    /// Its code, as it stands in names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Asked => "asked",
            Self::Migration => "migration",
        }
    }

    /// The reason of this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// What a backup is called, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name {
    pub(crate) sequence: u64,
    /// By the wall clock of the machine, to the second.
    pub(crate) at: Millis,
    pub(crate) reason: BackupReason,
}

impl Name {
    /// The name of one that is made now.
    pub(crate) fn new(sequence: u64, at: Millis, reason: BackupReason) -> Self {
        // Within the years of a calendar: only a broken clock is elsewhere.
        let day = LocalDay::of(at.0.saturating_sub(OFFSET_MS));
        let starts_at = day.starts_at_ms() + OFFSET_MS;
        let second = (at.0.saturating_sub(starts_at)).clamp(0, DAY_MS - 1) / SECOND_MS;
        Self {
            sequence,
            at: Millis(starts_at + second * SECOND_MS),
            reason,
        }
    }

    /// None for whatever is not written exactly as a name is.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (sequence, at, reason) = (parts.next()?, parts.next()?, parts.next()?);
        let name = Self {
            sequence: sequence.parse().ok()?,
            at: instant(at)?,
            reason: BackupReason::of(reason)?,
        };
        (name.to_string() == text).then_some(name)
    }

    /// The week of its date, from Sunday on.
    pub(crate) const fn week(self) -> i64 {
        (self.at.0.div_euclid(DAY_MS) + DAYS_FROM_SUNDAY).div_euclid(7)
    }
}

/// The sequence at the beginning of whatever lies in a place, also of what was begun or is being removed.
pub(crate) fn sequence_of(file_name: &str) -> Option<u64> {
    let (sequence, _) = file_name.split_once('-')?;
    let is_one =
        sequence.len() >= SEQUENCE_DIGITS && sequence.bytes().all(|digit| digit.is_ascii_digit());
    sequence.parse().ok().filter(|_| is_one)
}

fn instant(text: &str) -> Option<Millis> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let number = |text: &str, from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(day, 0, 4)?).ok()?;
    let date = LocalDay::new(year, number(day, 4, 6)?, number(day, 6, 8)?).ok()?;
    let (hours, minutes, seconds) = (
        number(time, 0, 2)?,
        number(time, 2, 4)?,
        number(time, 4, 6)?,
    );
    let since = i64::from(hours * 3_600 + minutes * 60 + seconds) * SECOND_MS;
    (hours < 24 && minutes < 60 && seconds < 60)
        .then_some(Millis(date.starts_at_ms() + OFFSET_MS + since))
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = LocalDay::of(self.at.0 - OFFSET_MS);
        let second = self.at.0.rem_euclid(DAY_MS) / SECOND_MS;
        write!(
            out,
            "{:0width$}-{:04}{:02}{:02}T{:02}{:02}{:02}Z-{}",
            self.sequence,
            day.year(),
            day.month(),
            day.day(),
            second / 3_600,
            second / 60 % 60,
            second % 60,
            self.reason.code(),
            width = SEQUENCE_DIGITS
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_says_when_and_why() {
        let name = Name::new(42, Millis(1_795_327_200_999), BackupReason::Daily);
        assert_eq!(name.to_string(), "000042-20261122T060000Z-daily");
        assert_eq!(name.at, Millis(1_795_327_200_000));
    }

    /// Whatever else lies in a place is nobody's backup, however much it looks like one.
    #[test]
    fn only_what_is_written_so_is_a_backup() {
        for no_name in [
            "",
            "42-20261122T060000Z-daily",
            "+00042-20261122T060000Z-daily",
            "000042-20261122T060000Z-daily.new",
            "000042-20261122T060000Z-weekly",
            "000042-20261322T060000Z-daily",
            "000042-20261122T240000Z-daily",
            "000042-20261122T060000-daily",
            "000042-2026112T0600000Z-daily",
            "0000042-20261122T060000Z-daily",
            "from-schema-27-1",
            "٠٠٠٠٤٢-20261122T060000Z-daily",
        ] {
            assert_eq!(Name::parse(no_name), None, "{no_name}");
        }
        assert_eq!(sequence_of("000042-20261122T060000Z-daily.gone"), Some(42));
        assert_eq!(sequence_of("from-schema-27-1"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Of any clock.
        #[test]
        fn a_name_is_read_as_it_was_written(sequence in any::<u64>(), at in any::<i64>(), reason in 0..3_usize) {
            let name = Name::new(sequence, Millis(at), BackupReason::ALL[reason]);
            prop_assert_eq!(Name::parse(&name.to_string()), Some(name));
            prop_assert_eq!(sequence_of(&name.to_string()), Some(sequence));
        }

        #[test]
        fn no_text_upsets_it(text in ".*") {
            let _none = (Name::parse(&text), sequence_of(&text));
        }
    }
}

//! What should get better: a problem that came again and again, recommended to a body that can end it, done or not.
//!
//! The numbers by which it was noticed are kept with it, since they can be counted anew only as long as nobody puts an
//! old call right. What came of it is an edit like any other: who answers later stands. Never here: counting what came
//! of it, and who may say so.

use crate::fold::{Change, Reader, Written};
use crate::id::Millis;
use crate::local_day::{DAY_MS, LocalDay};
use crate::period::{NotAPeriod, Period};

/// Kind of the entry that recommends.
pub const RECOMMENDED: &str = "improvement.recommended";
/// Kind of the entry that says what came of it.
pub const ANSWERED: &str = "improvement.answered";
/// Kind of the entry that takes the recommendation back: it was made by mistake.
pub const WITHDRAWN: &str = "improvement.withdrawn";

/// How many days before a recommendation are held against as many after it was done: four weeks, so that each weekday
/// is in both equally often.
pub const EFFECT_DAYS: u32 = 28;

/// Whether the body did what was recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It did.
    Done,
    /// It did not, and will not.
    NotDone,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Done, Self::NotDone];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotDone => "not_done",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What contacts are about, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Matter {
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Code of the governorate; empty where none is named.
    pub governorate: String,
}

/// How often a matter came in, as it was counted when it was noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noticed {
    /// First local day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, with it.
    pub to: String,
    /// Contacts about it in these days.
    pub contacts: u32,
    /// In the weeks before that they are held against ([`crate::figures::SPIKE_WEEKS`]).
    pub before: u32,
}

/// A recommendation. Who made it, and when, is the header of its first entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Improvement {
    /// What it is about.
    pub matter: Matter,
    /// By what it was noticed.
    pub noticed: Noticed,
    /// Code of the body that it is recommended to.
    pub entity: String,
    /// What is recommended, and why; empty when erased.
    pub text: String,
    /// What came of it; none while nobody has said.
    pub outcome: Option<Outcome>,
    /// When that was said.
    pub answered_at: Option<Millis>,
    /// What the body did, or why it did not; empty when erased or when nothing was added.
    pub answer: String,
    /// Taken back.
    pub withdrawn: bool,
}

impl Improvement {
    /// Recommends it.
    #[must_use]
    pub fn recommended(&self) -> Change {
        let mut written = Written::default();
        written.code("type", &self.matter.type_code);
        written.code("sub_category", &self.matter.sub_category);
        written.code("governorate", &self.matter.governorate);
        written.code("noticed/from", &self.noticed.from);
        written.code("noticed/to", &self.noticed.to);
        written.count("noticed/contacts", self.noticed.contacts);
        written.count("noticed/before", self.noticed.before);
        written.code("entity", &self.entity);
        written.words("text", &self.text);
        written.into_change(RECOMMENDED)
    }

    /// Says the same of it in other words: when it was done stays.
    #[must_use]
    pub fn reworded(answer: &str) -> Change {
        let mut written = Written::default();
        written.said("answer", answer);
        written.into_change(ANSWERED)
    }

    /// Says what came of it.
    #[must_use]
    pub fn answered(outcome: Outcome, at: Millis, answer: &str) -> Change {
        let mut written = Written::default();
        written.code("outcome", outcome.code());
        written.instant("answered_at", Some(at));
        // An answer without words takes the words of the one before away.
        written.said("answer", answer);
        written.into_change(ANSWERED)
    }

    /// Takes it back.
    #[must_use]
    pub fn withdrawn() -> Change {
        let mut written = Written::default();
        written.flag("withdrawn", true);
        written.into_change(WITHDRAWN)
    }

    /// The days that tell what it did: those up to the day on which it was recommended, and those behind the day on
    /// which it was done, as far as they have come by `today`; none while none has.
    ///
    /// # Errors
    /// None of the days there are; as [`Period::new`].
    pub fn effect(
        recommended: LocalDay,
        done: LocalDay,
        today: LocalDay,
    ) -> Result<(Period, Option<Period>), NotAPeriod> {
        let length = i64::from(EFFECT_DAYS) * DAY_MS;
        let before = Period::new(LocalDay::of(recommended.ends_at_ms() - length), recommended)?;
        let last = LocalDay::of(done.ends_at_ms() + length - 1).min(today);
        let after = (last > done).then(|| Period::new(done.next(), last));
        Ok((before, after.transpose()?))
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            matter: Matter {
                type_code: reader.code("type"),
                sub_category: reader.code("sub_category"),
                governorate: reader.code("governorate"),
            },
            noticed: Noticed {
                from: reader.code("noticed/from"),
                to: reader.code("noticed/to"),
                contacts: reader.count("noticed/contacts"),
                before: reader.count("noticed/before"),
            },
            entity: reader.code("entity"),
            text: reader.words("text"),
            outcome: Outcome::from_code(&reader.code("outcome")),
            answered_at: reader.instant("answered_at"),
            answer: reader.words("answer"),
            withdrawn: reader.flag("withdrawn"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> LocalDay {
        text.parse().unwrap()
    }

    fn effect(done: &str, today: &str) -> (String, Option<(String, i64)>) {
        let (before, after) =
            Improvement::effect(day("2026-11-01"), day(done), day(today)).unwrap();
        assert_eq!(before.days(), i64::from(EFFECT_DAYS));
        let of = |period: Period| (period.from().to_string(), period.days());
        (before.from().to_string(), after.map(of))
    }

    /// Days of before the recommendation among those after it would hide what it did.
    #[test]
    fn what_came_before_is_held_against_what_came_after_it_was_done() {
        let full = effect("2026-11-10", "2027-01-01");
        assert_eq!(full, ("2026-10-05".into(), Some(("2026-11-11".into(), 28))));
        let so_far = effect("2026-11-10", "2026-11-13");
        assert_eq!(
            so_far.1,
            Some(("2026-11-11".into(), 3)),
            "as far as it has come"
        );
        assert_eq!(
            effect("2026-11-10", "2026-11-10").1,
            None,
            "no day after it yet"
        );
    }
}

//! The figures, each by its one definition (product, "Figures: definitions"): pure counting over what the rows say.
//!
//! Whoever reads the rows hands them in, in the order in which they began; what is counted of each is decided here and
//! nowhere else. The screen shows each definition in words (`figures-definition-…` in the locales).
//!
//! A contact counts on the local day on which it began. Voided calls are never handed in. Figures that need data which
//! nobody records are not guessed: referral answers, service level.
//!
//! Never here: a clock, reading rows, rights.

mod calls;
mod cases;
mod quality;
mod series;
mod spike;
mod spread;
mod surveys;
mod time;

pub use calls::{
    CallFigures, CallTally, CaseOf, Contact, Counted, ENDED_IN_CALL, Group, RESOLVED_WITHIN_MS,
    TypeFigures,
};
pub use cases::{AGE_BUCKETS, CaseFigures, CaseTally, Instants, Span};
pub use quality::{QualityFigures, QualityTally};
pub use series::{Part, Series, Step};
pub use spike::{
    SPIKE_DAYS, SPIKE_MIN, SPIKE_TIMES, SPIKE_WEEKS, SPIKE_WEEKS_KNOWN, Spike, SpikeTally,
    held_against, held_against_from_ms, looked_at,
};
pub use spread::{Spread, spread};
pub use surveys::{ANSWERS_MIN, Answer, Rate, Satisfaction, SurveyFigures, SurveyTally, wilson};
pub use time::{TimeTally, Watch, per_hour};

/// A share of a whole: how many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub part: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Counts one more of the whole, and of the part where it is one.
    pub(crate) fn count(&mut self, is_part: bool) {
        self.of += 1;
        self.part += u32::from(is_part);
    }
}

//! Made-up calls of an Omani health call centre, for tests, benchmarks and the practice store: any
//! number of them, the same seed giving the same calls, one at a time in the order in which they
//! were saved.
//!
//! Nobody in them is real: family names are invented, numbers bear zeros where few real ones do
//! (Oman sets no range aside for fiction, so that one may exist; nothing here ever dials). The
//! phrases lie in `assets/sample`, the codes in the lists.
//!
//! Never here: writing to a store, a clock, a source of random other than the seed.

mod call;
mod caller;
mod course;
mod draw;
mod material;
mod mix;
mod note;
mod number;
mod people;
mod phrases;
mod place;
mod times;

#[cfg(test)]
mod tests;

use std::vec;

use domain::id::Millis;
use thiserror::Error;

pub(crate) use course::course;
pub use people::{PRACTICE_PIN, SamplePerson, people};

use crate::dto::{CallForm, SaveAs};
use material::Material;
use times::{Day, Moment, Rate};

/// Calls on a working day of one centre where nothing else is asked for: 15,700 in the first four
/// months of a year.
pub const CALLS_A_WORKING_DAY: u32 = 185;

/// The longest past that calls are spread over at the rate asked for; more calls than fit into it
/// raise the rate.
pub const YEARS_MAX: u32 = 20;

/// One call as an agent would save it.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleCall {
    /// The form, with its id.
    pub form: CallForm,
    /// Who took it: index into [`people`].
    pub agent: usize,
    /// When it was saved, UTC in milliseconds; later than that of the call before.
    pub saved_at: i64,
    /// What a supervisor said about it, where one did.
    pub comment: Option<String>,
    /// With which of the two save keys.
    pub save_as: SaveAs,
}

/// The data of the samples cannot be read: a broken build, since a test holds that they can.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SampleError {
    /// The code lists.
    #[error(transparent)]
    Lists(#[from] domain::lists::ListsError),
    /// A file of phrases that is not the JSON expected.
    #[error("sample {file} cannot be read at line {line}")]
    Unreadable {
        /// Name of the file without its ending.
        file: &'static str,
        /// Line of the fault, from 1.
        line: usize,
    },
    /// A phrase with a mark left open, or a slot that nothing fills.
    #[error("sample {file}: a phrase of {of} does not keep the grammar near {near:?}")]
    Phrase {
        /// Name of the file without its ending.
        file: &'static str,
        /// Type and subject, or the list.
        of: String,
        /// What could not be read.
        near: String,
    },
}

/// Sample calls in the order in which they were saved. Holds one day at a time, whatever the number.
#[derive(Debug)]
pub struct SampleCalls {
    material: &'static Material,
    rate: Rate,
    seed: u64,
    end: Millis,
    day: Day,
    moments: vec::IntoIter<Moment>,
    remaining: u32,
}

impl SampleCalls {
    /// So many calls at the usual rate, none saved after `end` and the last one near it.
    ///
    /// # Errors
    /// [`SampleError`] where the data built into the program cannot be read.
    pub fn new(seed: u64, count: u32, end: Millis) -> Result<Self, SampleError> {
        Self::at_rate(seed, count, end, CALLS_A_WORKING_DAY)
    }

    /// The same with so many calls on a working day. Fewer calls of the same seed, end and rate are
    /// the last ones of more, as long as these fit into [`YEARS_MAX`].
    ///
    /// # Errors
    /// [`SampleError`] where the data built into the program cannot be read.
    pub fn at_rate(
        seed: u64,
        count: u32,
        end: Millis,
        calls_a_working_day: u32,
    ) -> Result<Self, SampleError> {
        let material = material::embedded()?;
        let rate = Rate::for_count(count, calls_a_working_day);
        let mut day = Day::of(end);
        let mut moments = times::until(material, seed, day, rate, end);
        let mut planned = moments.len() as u64;
        // A day has at least one call, so that this ends.
        while planned < u64::from(count) {
            day = day.previous();
            planned = planned.saturating_add(times::count(seed, day, rate));
        }
        if day != Day::of(end) {
            moments = times::plan(material, seed, day, rate);
        }
        let surplus = usize::try_from(planned - u64::from(count)).unwrap_or(usize::MAX);
        moments.drain(..surplus.min(moments.len()));
        Ok(Self {
            material,
            rate,
            seed,
            end,
            day,
            moments: moments.into_iter(),
            remaining: count,
        })
    }
}

impl Iterator for SampleCalls {
    type Item = SampleCall;

    fn next(&mut self) -> Option<SampleCall> {
        self.remaining = self.remaining.checked_sub(1)?;
        loop {
            if let Some(moment) = self.moments.next() {
                return Some(call::write(self.material, self.seed, self.rate, &moment));
            }
            self.day = self.day.next();
            if self.day > Day::of(self.end) {
                return None;
            }
            self.moments =
                times::until(self.material, self.seed, self.day, self.rate, self.end).into_iter();
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let remaining = usize::try_from(self.remaining).unwrap_or(usize::MAX);
        (remaining, Some(remaining))
    }
}

impl ExactSizeIterator for SampleCalls {}

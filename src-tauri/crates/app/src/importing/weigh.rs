//! What a row that can be read is beside what is known: new, a likely double, or one that cannot come for what the store
//! says.
//!
//! A likely double is told and decided about by a person; of calls it is one of the same number and minute. Of surveys,
//! most of which say nothing but marks, it is one of the same day with the same number of the paper or, where there is
//! none, the same marks and words, long enough not to be everybody's. Never here: reading a row.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};

use domain::arabic;
use domain::call::Call;
use domain::id::{Millis, SubjectId};
use domain::import::{ReadRow, ReadSurvey};
use domain::local_day::LocalDay;
use domain::phone::number_key;
use domain::survey::{Solved, Survey};
use store::{Reading, SurveyRow};

use super::matter::{Unfit, settled};
use crate::Result;
use crate::case_rows::Hand;
use crate::surveys::About;

const MINUTE_MS: i64 = 60_000;
/// Fewest characters of words that two people do not write on one day.
const OWN_WORDS_CHARS: usize = 20;

/// What a row is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Weighed {
    /// It comes.
    New,
    /// It likely came.
    Double,
    /// It cannot come.
    Unfit(Unfit),
}

/// The rows of one sheet that were weighed so far.
#[derive(Debug)]
pub(super) struct Scale {
    batch: SubjectId,
    hand: Hand,
    calls: HashSet<(String, i64)>,
    answered: HashSet<About>,
    said: HashMap<LocalDay, HashSet<u64>>,
}

impl Scale {
    pub(super) fn new(batch: SubjectId, hand: Hand) -> Self {
        Self {
            batch,
            hand,
            calls: HashSet::new(),
            answered: HashSet::new(),
            said: HashMap::new(),
        }
    }

    /// Weighs the next row. One that came in before has been decided about, and is what a later row may be a double of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn weigh(
        &mut self,
        reading: &Reading<'_>,
        row: &ReadRow,
        came: bool,
    ) -> Result<Weighed> {
        match row {
            ReadRow::Call(call) => self.call(reading, call, came),
            ReadRow::Survey(read) if came => {
                if read.about.is_none() {
                    self.is_said_again(reading, &read.survey)?;
                }
                Ok(Weighed::New)
            }
            ReadRow::Survey(read) => self.survey(reading, read),
        }
    }

    fn call(&mut self, reading: &Reading<'_>, call: &Call, came: bool) -> Result<Weighed> {
        let key = number_key(&call.number, &call.number_as_typed);
        let minute = call.started_at.map(|at| at.0 - at.0.rem_euclid(MINUTE_MS));
        let Some(minute) = minute.filter(|_| !key.is_empty()) else {
            return Ok(Weighed::New);
        };
        let is_again = !self.calls.insert((key.clone(), minute));
        let span = (Millis(minute), Millis(minute + MINUTE_MS));
        let is_double = !came && (is_again || reading.has_call_at(&key, span, self.batch)?);
        Ok(if is_double {
            Weighed::Double
        } else {
            Weighed::New
        })
    }

    fn survey(&mut self, reading: &Reading<'_>, read: &ReadSurvey) -> Result<Weighed> {
        let (survey, about) = match settled(reading, read, self.hand)? {
            Ok(settled) => settled,
            Err(unfit) => return Ok(Weighed::Unfit(unfit)),
        };
        Ok(match about {
            None if self.is_said_again(reading, &survey)? => Weighed::Double,
            Some(about) if survey.overall.is_some() && !self.answered.insert(about) => {
                Weighed::Unfit(Unfit::answered(about))
            }
            _ => Weighed::New,
        })
    }

    /// Whether the same stands on the same day already, in this sheet or in the store.
    fn is_said_again(&mut self, reading: &Reading<'_>, survey: &Survey) -> Result<bool> {
        let (Some(day), Some(said)) = (survey.day, said(survey)) else {
            return Ok(false);
        };
        let of_day = match self.said.get_mut(&day) {
            Some(known) => known,
            None => {
                let rows = reading.surveys_of_day(day, self.batch)?;
                let known = rows.iter().filter_map(said_before).collect();
                self.said.entry(day).or_insert(known)
            }
        };
        Ok(!of_day.insert(said))
    }
}

/// What a survey says that another of its day hardly would; none where many say the same.
fn said(survey: &Survey) -> Option<u64> {
    let mut hash = DefaultHasher::new();
    let reference = arabic::fold(&survey.reference);
    let comment = arabic::fold(&survey.comment);
    if !reference.is_empty() {
        reference.hash(&mut hash);
    } else if comment.chars().count() >= OWN_WORDS_CHARS {
        let solved = survey.solved.map(Solved::code);
        (survey.overall, survey.ease, solved, comment).hash(&mut hash);
    } else {
        return None;
    }
    Some(hash.finish())
}

fn said_before(row: &SurveyRow) -> Option<u64> {
    said(&Survey {
        overall: row.overall,
        ease: row.ease,
        solved: Solved::of(&row.solved),
        reference: row.reference.clone(),
        comment: row.comment.clone(),
        ..Survey::default()
    })
}

//! What a survey of a sheet is about, found in the store by what its row names, and held against the rules that whoever
//! types one is held against.
//!
//! Nothing is guessed: of several calls from one number none is taken. What is not for whoever brings the sheet is not
//! there. Asked when the sheet is checked and again when the row comes in, since people work in between.

use domain::id::Millis;
use domain::import::{Field, Named, ReadSurvey, What};
use domain::local_day::LocalDay;
use domain::survey::Survey;
use store::Reading;

use crate::case_rows::Hand;
use crate::surveys::{About, put_under};
use crate::{AppError, Result};

/// Calls of a number that are looked at: more than one is too many.
const CALLS: u32 = 2;

/// Why a survey cannot come.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unfit {
    pub(super) field: Field,
    pub(super) what: What,
}

impl Unfit {
    /// Somebody has answered for it already.
    pub(super) const fn answered(about: About) -> Self {
        Self {
            field: match about {
                About::Case(_) => Field::About,
                About::Call(_) => Field::Number,
            },
            what: What::Answered,
        }
    }
}

/// The survey under what it is about, with that; as it stands where its row names nothing.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn settled(
    reading: &Reading<'_>,
    read: &ReadSurvey,
    hand: Hand,
) -> Result<Result<(Survey, Option<About>), Unfit>> {
    let mut survey = read.survey.clone();
    let Some(named) = &read.about else {
        return Ok(Ok((survey, None)));
    };
    let (field, none) = match named {
        Named::Case(_) => (Field::About, What::NoSuchCase),
        Named::Number(_) => (Field::Number, What::NoSuchCall),
    };
    let unfit = |field, what| Ok(Err(Unfit { field, what }));
    let about = match found(reading, named, &survey, hand)?.as_slice() {
        [about] => *about,
        [] => return unfit(field, none),
        _ => return unfit(field, What::SeveralMatters),
    };
    match put_under(reading, &mut survey, about, hand) {
        Ok(()) => {}
        Err(AppError::NotFound | AppError::NotAllowed(_) | AppError::CallVoided) => {
            return unfit(field, none);
        }
        Err(AppError::OwnContact) => return unfit(field, What::OwnContact),
        Err(AppError::SurveyAnswered) => return Ok(Err(Unfit::answered(about))),
        Err(AppError::Invalid { field: "day", .. }) => {
            return unfit(Field::Day, What::AnsweredBefore);
        }
        Err(error) => return Err(error),
    }
    // A type that is another says that the number is another's.
    let said = &read.survey.type_code;
    if !said.is_empty() && *said != survey.type_code {
        return unfit(Field::Type, What::DoesNotBelong);
    }
    Ok(Ok((survey, Some(about))))
}

fn found(reading: &Reading<'_>, named: &Named, survey: &Survey, hand: Hand) -> Result<Vec<About>> {
    match named {
        Named::Case(reference) => {
            let rows = reading.cases_of_reference(&reference.to_string())?;
            let mut seen = Vec::new();
            for row in &rows {
                if hand.sight.reads(reading, row)? {
                    seen.push(About::Case(row.id));
                }
            }
            Ok(seen)
        }
        Named::Number(key) => {
            let end = survey.day.map_or(0, LocalDay::ends_at_ms);
            let calls = reading.calls_before(key, Millis(end), CALLS)?;
            let kept = hand.sight.kept_back(reading, &calls)?;
            let seen = calls.into_iter().filter(|call| !kept.contains(call));
            Ok(seen.map(About::Call).collect())
        }
    }
}

//! Satisfaction: what people said of contacts afterwards.
//!
//! - **Satisfaction**: answers of 4 or 5 of all answers, with the interval in which the rate of everybody who could have
//!   answered lies with a likelihood of 95 % (Wilson's score interval, which stays within 0 and 1 and holds for few
//!   answers). Of fewer than [`ANSWERS_MIN`] answers no rate is told, neither of all nor of a type or a governorate.
//! - **Response rate**: answers of all askings, in the modes alone in which whoever refuses is written down too. How many
//!   sheets were laid out and never came back is not known, and no rate is made of it.
//!
//! An answer about a call that was taken out of the log does not count while it is: the one that stays in its place may
//! be asked about. An answer counts on its local day, under the type and the governorate as they stood when it was asked.

use std::collections::BTreeMap;

use super::Share;
use crate::survey::SATISFIED_FROM;

/// The fewest answers of which a rate is told (product, "Survey").
pub const ANSWERS_MIN: u32 = 30;

/// The standard score of 95 %, both sides.
const SCORE: f64 = 1.959_963_984_540_054;

/// A survey as its row says it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'r> {
    /// Somebody asked, so that whoever refuses is written down too.
    pub is_asked: bool,
    /// Code of the type that it counts under; may be empty.
    pub type_code: &'r str,
    /// Code of the governorate that it counts under; may be empty.
    pub governorate: &'r str,
    /// How satisfied, 1–5; none where it was refused.
    pub overall: Option<u8>,
}

/// The rate of enough answers, and where that of everybody lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Answers of 4 or 5 of all answers.
    pub share: Share,
    /// From where, 0–1.
    pub low: f64,
    /// To where, 0–1.
    pub high: f64,
}

/// Answers, and their rate where there are enough.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Satisfaction {
    /// How many answers there are.
    pub answers: u32,
    /// Their rate; none of fewer than [`ANSWERS_MIN`].
    pub rate: Option<Rate>,
}

/// The figures of the surveys of a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurveyFigures {
    /// Of all answers.
    pub overall: Satisfaction,
    /// Answers of all askings whose refusals are known.
    pub response: Share,
    /// By type.
    pub by_type: BTreeMap<String, Satisfaction>,
    /// By governorate, the empty code for those that name none.
    pub by_governorate: BTreeMap<String, Satisfaction>,
}

/// Counts the surveys of a period, in any order.
#[derive(Debug, Default)]
pub struct SurveyTally {
    overall: Share,
    response: Share,
    by_type: BTreeMap<String, Share>,
    by_governorate: BTreeMap<String, Share>,
}

impl SurveyTally {
    /// Counts one more.
    pub fn add(&mut self, answer: &Answer<'_>) {
        if answer.is_asked {
            self.response.count(answer.overall.is_some());
        }
        let Some(mark) = answer.overall else {
            return;
        };
        let satisfied = mark >= SATISFIED_FROM;
        self.overall.count(satisfied);
        count(&mut self.by_type, answer.type_code, satisfied);
        count(&mut self.by_governorate, answer.governorate, satisfied);
    }

    /// The figures of what was counted.
    #[must_use]
    pub fn finish(self) -> SurveyFigures {
        let of_each = |counted: BTreeMap<String, Share>| {
            counted
                .into_iter()
                .map(|(code, share)| (code, satisfaction(share)))
                .collect()
        };
        SurveyFigures {
            overall: satisfaction(self.overall),
            response: self.response,
            by_type: of_each(self.by_type),
            by_governorate: of_each(self.by_governorate),
        }
    }
}

fn count(counted: &mut BTreeMap<String, Share>, code: &str, satisfied: bool) {
    match counted.get_mut(code) {
        Some(share) => share.count(satisfied),
        None => {
            let mut share = Share::default();
            share.count(satisfied);
            counted.insert(code.to_owned(), share);
        }
    }
}

fn satisfaction(share: Share) -> Satisfaction {
    let (low, high) = wilson(share);
    Satisfaction {
        answers: share.of,
        rate: (share.of >= ANSWERS_MIN).then_some(Rate { share, low, high }),
    }
}

/// Wilson's score interval of a share, 95 %, without correction for continuity (Wilson 1927; Newcombe 1998, method 3).
/// Of nothing it is everything.
#[must_use]
pub fn wilson(share: Share) -> (f64, f64) {
    if share.of == 0 {
        return (0.0, 1.0);
    }
    let (count, part) = (f64::from(share.of), f64::from(share.part));
    let square = SCORE * SCORE;
    let middle = 2.0_f64.mul_add(part, square);
    let reach = SCORE * (4.0 * part).mul_add(1.0 - part / count, square).sqrt();
    let whole = 2.0 * (count + square);
    (
        ((middle - reach) / whole).clamp(0.0, 1.0),
        ((middle + reach) / whole).clamp(0.0, 1.0),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(overall: Option<u8>) -> Answer<'static> {
        Answer {
            is_asked: true,
            type_code: "complaint",
            governorate: "OM-MA",
            overall,
        }
    }

    fn told(answers: &[Answer<'_>]) -> SurveyFigures {
        let mut tally = SurveyTally::default();
        for answer in answers {
            tally.add(answer);
        }
        tally.finish()
    }

    /// A rate of a dozen answers is an accident that somebody would have to explain.
    #[test]
    fn a_rate_is_told_from_thirty_answers_on() {
        let mut answers = vec![answer(Some(5)); 29];
        answers.push(answer(None));
        let few = told(&answers);
        assert_eq!((few.overall.answers, few.overall.rate), (29, None));
        assert_eq!((few.response.part, few.response.of), (29, 30));
        answers.push(answer(Some(3)));
        let enough = told(&answers);
        let rate = enough.overall.rate.unwrap();
        assert_eq!((rate.share.part, rate.share.of), (29, 30));
        assert_eq!(enough.by_type["complaint"], enough.overall);
        answers.push(Answer {
            governorate: "",
            ..answer(Some(4))
        });
        let told = told(&answers);
        assert_eq!(told.by_governorate[""].rate, None, "one answer is no rate");
    }

    /// Sheets that nobody handed back would make every response rate whole.
    #[test]
    fn sheets_are_no_askings() {
        let sheet = Answer {
            is_asked: false,
            ..answer(Some(1))
        };
        let told = told(&[sheet, answer(None), answer(Some(2))]);
        assert_eq!((told.response.part, told.response.of), (1, 2));
        assert_eq!(told.overall.answers, 2);
    }

    /// Held against the worked examples of the paper that is cited above (81 of 263, 15 of 148, 0 of 20, 1 of 29).
    #[test]
    fn the_interval_is_wilsons() {
        let check = |part, of, low: f64, high: f64| {
            let found = wilson(Share { part, of });
            let near = |one: f64, other: f64| (one - other).abs() < 0.000_05;
            assert!(near(found.0, low) && near(found.1, high), "{found:?}");
        };
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
    }

    proptest! {
        #[test]
        fn the_interval_holds_its_rate(of in 1_u32..5_000, permille in 0_u32..=1_000) {
            let part = of * permille / 1_000;
            let (low, high) = wilson(Share { part, of });
            let rate = f64::from(part) / f64::from(of);
            prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
            prop_assert!(low <= rate + 1e-12 && rate <= high + 1e-12);
        }
    }
}

//! Quality forms, and what a call scores by one: sections by their weight, any auto-fail makes it zero.
//!
//! A form is data of the lists (`lists`, "quality_forms"). Its version says one thing for ever, so that a score of
//! years ago is that of the form that it names. Each item of a section counts alike. What does not apply leaves its
//! section, and a section without items leaves its weight out: a plain query is not worse for having no promise.
//!
//! Pure. Never here: who may score, which call, what became of it.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

/// The best score: scores are whole parts in a thousand.
pub const SCORE_MAX: u32 = 1_000;
/// The most points of an item.
pub const POINTS_MAX: u32 = 10;
/// The most sections of a form.
pub const SECTIONS_MAX: usize = 12;
/// The most items of a section, and the most auto-fail items of a form.
pub const ITEMS_MAX: usize = 20;
/// The most that a section weighs.
pub const WEIGHT_MAX: u32 = 100;

/// Divided by any number of points up to [`POINTS_MAX`] without a rest.
const WHOLE: u32 = 2_520;

/// A form by which calls are scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityForm {
    /// The immutable code.
    pub code: String,
    /// Version, from 1; another content is a higher one.
    pub version: u32,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Its sections, in their order.
    pub sections: Vec<QualitySection>,
    /// What makes the score zero whatever else was right.
    pub auto_fail: Vec<AutoFail>,
    /// False when retired: it scores nothing new.
    pub active: bool,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualitySection {
    /// The immutable code, unique within its form.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// How much it weighs beside the others.
    pub weight: u32,
    /// Its items, in their order.
    pub items: Vec<QualityItem>,
}

/// An item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityItem {
    /// The immutable code, unique within its form.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// The most points; none where it is answered by yes or no.
    pub points: Option<u32>,
    /// It can be said not to apply.
    pub may_not_apply: bool,
}

/// What makes the score zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoFail {
    /// The immutable code, unique among all items of its form.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
}

/// How an item was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was so.
    Yes,
    /// It was not.
    No,
    /// It does not apply to this call.
    NotApplicable,
    /// So many points.
    Points(u32),
}

/// Why answers make no score.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoScore {
    /// An item has no answer.
    #[error("item {0:?} has no answer")]
    Unanswered(String),
    /// An answer that the item, where there is one of this code, cannot have.
    #[error("item {0:?} cannot be answered so")]
    NotAnAnswer(String),
    /// Nothing applies, so that nothing was scored.
    #[error("nothing applies")]
    NothingApplies,
}

impl Answer {
    /// Its code where it is none of points.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Yes => Some("yes"),
            Self::No => Some("no"),
            Self::NotApplicable => Some("na"),
            Self::Points(_) => None,
        }
    }

    /// As text: its code, or the number of points.
    #[must_use]
    pub fn to_text(self) -> String {
        match (self.code(), self) {
            (None, Self::Points(points)) => points.to_string(),
            (code, _) => code.unwrap_or_default().to_owned(),
        }
    }

    /// From such a text; none for anything else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let coded = [Self::Yes, Self::No, Self::NotApplicable];
        let found = coded.into_iter().find(|answer| answer.code() == Some(text));
        found.or_else(|| {
            let plain = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse().ok().map(Self::Points)).flatten()
        })
    }
}

impl QualityItem {
    /// What an answer is worth of [`WHOLE`]; none where it does not apply.
    fn worth(&self, answer: Answer) -> Result<Option<u32>, NoScore> {
        let not_so = || NoScore::NotAnAnswer(self.code.clone());
        match (answer, self.points) {
            (Answer::NotApplicable, _) if self.may_not_apply => Ok(None),
            (Answer::Yes, None) => Ok(Some(WHOLE)),
            (Answer::No, None) => Ok(Some(0)),
            (Answer::Points(points), Some(most)) if points <= most => {
                // Exact for as many points as a form may have; a form that was not checked is rounded down.
                Ok(Some(points.saturating_mul(WHOLE) / most.max(1)))
            }
            _ => Err(not_so()),
        }
    }
}

impl QualityForm {
    /// All items, in their order.
    pub fn items(&self) -> impl Iterator<Item = &QualityItem> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// Whether two forms ask and count alike, whatever things are called.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let shape = |form: &Self| {
            let sections = form.sections.iter().map(|section| {
                let items = section.items.iter();
                let items = items.map(|item| (item.code.clone(), item.points, item.may_not_apply));
                let items: Vec<_> = items.collect();
                (section.code.clone(), section.weight, items)
            });
            let fails = form.auto_fail.iter().map(|item| item.code.clone());
            (
                sections.collect::<Vec<_>>(),
                fails.collect::<BTreeSet<String>>(),
            )
        };
        shape(self) == shape(other)
    }

    /// What a call scores, in parts of a thousand, half a part rounded up. Where something makes it fail the other
    /// items need no answer: whoever heard of a breach need not weigh the greeting.
    ///
    /// # Errors
    /// What keeps these answers from being a score; the first in the order of the form.
    pub fn score(
        &self,
        answers: &BTreeMap<String, Answer>,
        failed: &BTreeSet<String>,
    ) -> Result<u32, NoScore> {
        let is_item = |code: &String| self.items().any(|item| &item.code == code);
        let is_fail = |code: &String| self.auto_fail.iter().any(|item| &item.code == code);
        let strange = answers.keys().find(|code| !is_item(code));
        if let Some(code) = strange.or_else(|| failed.iter().find(|code| !is_fail(code))) {
            return Err(NoScore::NotAnAnswer(code.clone()));
        }
        let (mut reached, mut weighed) = (Vec::new(), 0_u64);
        for section in &self.sections {
            let (mut sum, mut count) = (0_u64, 0_u64);
            for item in &section.items {
                let answer = match answers.get(&item.code) {
                    Some(answer) => *answer,
                    None if !failed.is_empty() => continue,
                    None => return Err(NoScore::Unanswered(item.code.clone())),
                };
                if let Some(worth) = item.worth(answer)? {
                    sum += u64::from(worth);
                    count += 1;
                }
            }
            if count > 0 {
                weighed += u64::from(section.weight);
                reached.push((u64::from(section.weight) * sum, count));
            }
        }
        if !failed.is_empty() {
            return Ok(0);
        }
        if weighed == 0 {
            return Err(NoScore::NothingApplies);
        }
        Ok(mean(&reached, weighed))
    }
}

/// The weighed mean in parts of a thousand, exactly: of each section what it reached, weighed and in [`WHOLE`]s, and
/// over how many items.
fn mean(reached: &[(u64, u64)], weighed: u64) -> u32 {
    let common = reached
        .iter()
        .fold(1, |common: u64, (_, count)| lcm(common, *count));
    let sum: u128 = reached
        .iter()
        .map(|(sum, count)| u128::from(*sum) * u128::from(common / count))
        .sum();
    let whole = u128::from(common) * u128::from(weighed) * u128::from(WHOLE);
    let score = (sum * u128::from(SCORE_MAX) * 2 + whole) / (whole * 2);
    u32::try_from(score).unwrap_or(SCORE_MAX).min(SCORE_MAX)
}

/// The least common multiple; of numbers up to [`ITEMS_MAX`] it stays below 2³⁰.
fn lcm(a: u64, b: u64) -> u64 {
    let (mut high, mut low) = (a, b);
    while low > 0 {
        (high, low) = (low, high % low);
    }
    a / high.max(1) * b
}

#[cfg(test)]
mod tests;

//! Values that a list asks for: answers of guided questions, custom fields. What kinds there are, and
//! how what was typed becomes what is kept.
//!
//! Kept as text in one form: Latin digits, days as `YYYY-MM-DD`, codes. Never here: where a value is
//! kept, whether it must be filled.

use thiserror::Error;

use super::Coded;
use crate::arabic;
use crate::local_day::LocalDay;
use crate::text;

/// The codes of an answer to a question of yes and no.
pub const YES_NO: [&str; 3] = ["yes", "no", "unknown"];

/// What kind of value is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// One of [`YES_NO`].
    YesNo,
    /// One line of words.
    Text {
        /// The most characters.
        chars_max: u16,
    },
    /// A whole number.
    Number {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A day of the calendar.
    Date,
    /// A code of these.
    Codes(Vec<Coded>),
}

/// Why what was typed is no such value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadValue {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Longer than the field holds.
    #[error("more than {limit} characters")]
    TooLong {
        /// The most characters.
        limit: usize,
    },
    /// Not a whole number within its bounds.
    #[error("not a number from {min} to {max}")]
    NotInBounds {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// Not a day written as `22/11/2026` or `YYYY-MM-DD`.
    #[error("not a day")]
    NotADay,
    /// Not a code of its list.
    #[error("not a code of the list")]
    UnknownCode,
}

impl ValueKind {
    /// What is kept of what was typed. A code that is retired is not offered any more, and is kept where it was
    /// chosen before.
    ///
    /// # Errors
    /// Why it is no value of this kind.
    pub fn read(&self, typed: &str) -> Result<String, BadValue> {
        if typed.trim().is_empty() {
            return Err(BadValue::Empty);
        }
        match self {
            Self::YesNo => YES_NO
                .contains(&typed)
                .then(|| typed.to_owned())
                .ok_or(BadValue::UnknownCode),
            Self::Text { chars_max } => text::line(typed, usize::from(*chars_max))
                .map(|kept| kept.text)
                .map_err(|error| BadValue::TooLong { limit: error.limit }),
            Self::Number { min, max } => {
                let bounds = BadValue::NotInBounds {
                    min: *min,
                    max: *max,
                };
                // Folding makes Arabic-Indic and Persian digits Latin ones.
                let number: u32 = arabic::fold(typed).parse().map_err(|_| bounds)?;
                (*min..=*max)
                    .contains(&number)
                    .then(|| number.to_string())
                    .ok_or(bounds)
            }
            Self::Date => read_day(&arabic::fold(typed))
                .map(|day| day.to_string())
                .ok_or(BadValue::NotADay),
            Self::Codes(codes) => codes
                .iter()
                .find(|row| row.code == typed)
                .map(|row| row.code.clone())
                .ok_or(BadValue::UnknownCode),
        }
    }

    /// Whether values of the one are values of the other but for their bounds and codes.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether its values are words or numbers of people's own, which belong to the personal part of
    /// an entry. Days, codes and answers of yes and no are facts.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        matches!(self, Self::Text { .. })
    }
}

/// A day as people write it here, `22/11/2026`, or in the form that is kept.
fn read_day(folded: &str) -> Option<LocalDay> {
    if let Ok(day) = folded.parse() {
        return Some(day);
    }
    let mut parts = folded.split('/').map(|part| part.trim().parse::<u32>());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    // A year of two digits could be of either century.
    let year = i32::try_from(year.ok()?).ok().filter(|year| *year > 999)?;
    LocalDay::new(year, month.ok()?, day.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{BadValue, ValueKind};
    use crate::lists::Coded;

    #[test]
    fn what_is_typed_becomes_what_is_kept() {
        let code = |code: &str, active: bool| Coded {
            code: code.into(),
            ar: "ر".into(),
            en: "C".into(),
            group: None,
            active,
        };
        let number = ValueKind::Number { min: 1, max: 500 };
        let bounds = Err(BadValue::NotInBounds { min: 1, max: 500 });
        let text = ValueKind::Text { chars_max: 5 };
        let codes = ValueKind::Codes(vec![code("drug", true), code("old", false)]);
        let kept = |text: &str| Ok(text.to_owned());
        let check = |kind: &ValueKind, typed: &str, expected: Result<String, BadValue>| {
            assert_eq!(kind.read(typed), expected, "{kind:?} of {typed:?}");
        };
        check(&ValueKind::YesNo, "unknown", kept("unknown"));
        check(&ValueKind::YesNo, "نعم", Err(BadValue::UnknownCode));
        check(&text, " أدول ", kept("أدول"));
        check(&text, "بنادول", Err(BadValue::TooLong { limit: 5 }));
        check(&text, " ", Err(BadValue::Empty));
        check(&number, "١٢", kept("12"));
        check(&number, "012", kept("12"));
        check(&number, "0", bounds.clone());
        check(&number, "501", bounds.clone());
        check(&number, "-3", bounds.clone());
        check(&number, "4294967296", bounds);
        check(&ValueKind::Date, "٢٠٢٦-١١-٢٢", kept("2026-11-22"));
        check(&ValueKind::Date, "٢٢/١١/٢٠٢٦", kept("2026-11-22"));
        check(&ValueKind::Date, "1/2/2026", kept("2026-02-01"));
        check(&ValueKind::Date, "1/2/26", Err(BadValue::NotADay));
        check(&ValueKind::Date, "31/2/2026", Err(BadValue::NotADay));
        check(&ValueKind::Date, "2026-02-30", Err(BadValue::NotADay));
        check(&codes, "drug", kept("drug"));
        check(&codes, "old", kept("old"));
        check(&codes, "unheard_of", Err(BadValue::UnknownCode));
        check(&codes, "", Err(BadValue::Empty));
    }

    #[test]
    fn only_words_are_personal() {
        assert!(ValueKind::Text { chars_max: 9 }.is_personal());
        for kind in [
            ValueKind::YesNo,
            ValueKind::Date,
            ValueKind::Number { min: 0, max: 1 },
            ValueKind::Codes(Vec::new()),
        ] {
            assert!(!kind.is_personal(), "{kind:?}");
        }
    }
}

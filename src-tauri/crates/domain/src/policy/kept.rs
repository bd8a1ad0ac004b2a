//! For how long the words of what was logged are kept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Wrong;
use super::fixed::within;

/// The fewest months: figures of a quarter, samples and follow-ups still need what was said.
pub const KEPT_MONTHS_MIN: u32 = 6;
/// The most months.
pub const KEPT_MONTHS_MAX: u32 = 600;
/// The most types that are named.
pub const KEPT_TYPES_MAX: usize = 40;
/// What stands for every type that is not named: the code of no type.
pub const OTHER_TYPES: &str = "*";

/// For how many months words are kept, by the code of the type of call or case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptMonths {
    /// Of the types that are named.
    pub by_type: BTreeMap<String, u32>,
    /// Of all others; none: for ever.
    pub other: Option<u32>,
}

impl KeptMonths {
    /// Reads the value of a policy: one number for all types, or an object with a number for each type and
    /// [`OTHER_TYPES`] for the rest.
    ///
    /// # Errors
    /// `Value` for a number outside [`KEPT_MONTHS_MIN`] to [`KEPT_MONTHS_MAX`], for too many types, or anything else.
    pub fn read(value: &Value) -> Result<Self, Wrong> {
        let months = |value| within(value, KEPT_MONTHS_MIN, KEPT_MONTHS_MAX);
        let Value::Object(types) = value else {
            return Ok(Self {
                by_type: BTreeMap::new(),
                other: Some(months(value)?),
            });
        };
        if types.is_empty() || types.len() > KEPT_TYPES_MAX {
            return Err(Wrong::Value);
        }
        let mut kept = Self::default();
        for (code, value) in types {
            if code == OTHER_TYPES {
                kept.other = Some(months(value)?);
            } else {
                kept.by_type.insert(code.clone(), months(value)?);
            }
        }
        Ok(kept)
    }

    /// For how many months words of this type are kept; none: for ever.
    #[must_use]
    pub fn of(&self, type_code: &str) -> Option<u32> {
        self.by_type.get(type_code).copied().or(self.other)
    }

    /// The longest time that it names; none where some types are kept for ever.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        let longest = self.other?;
        Some(self.by_type.values().copied().fold(longest, u32::max))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What stands for everything must not be taken for the name of a type, and nothing is erased by a slip of the pen.
    #[test]
    fn one_number_or_one_for_each_type() {
        let kept = KeptMonths::read(&json!(60)).unwrap();
        assert_eq!((kept.of("report"), kept.longest()), (Some(60), Some(60)));
        let kept = KeptMonths::read(&json!({"complaint": 120, "*": 24})).unwrap();
        assert_eq!(kept.of("complaint"), Some(120));
        assert_eq!(kept.of("inquiry"), Some(24));
        assert_eq!(kept.longest(), Some(120));
        let kept = KeptMonths::read(&json!({"health_ed": 6})).unwrap();
        assert_eq!((kept.of("complaint"), kept.longest()), (None, None));
        for wrong in [
            json!(5),
            json!(601),
            json!("60"),
            json!(null),
            json!({}),
            json!({"complaint": 1}),
            json!({"complaint": -60}),
            json!([60]),
        ] {
            assert_eq!(KeptMonths::read(&wrong), Err(Wrong::Value), "{wrong}");
        }
    }
}

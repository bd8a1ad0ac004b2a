//! Arabic plural forms above 99, which the library underneath gets wrong.
//!
//! CLDR chooses the Arabic form by the last two digits: 103 calls are `few` as 3 are, 111 `many` as
//! 11 are, 3.5 `other`. `intl_pluralrules` 7.0.2 looks at the whole number instead and at the part
//! before the point, so that 103 became `other` while the screen, by `Intl`, said `few`. Until that is
//! mended, a number goes through Fluent as one of the same form below 101, with its own value beside
//! it for writing. English is not touched by this: it has one form for all of them.

use fluent::types::{FluentNumber, FluentNumberOptions};
use fluent::{FluentArgs, FluentValue};

/// A number whose form is `other` for the library and by CLDR.
const OTHER: f64 = 100.0;

/// The arguments with every number that the library would count wrongly made one that it counts right.
pub(crate) fn counted<'a>(args: &'a FluentArgs<'_>) -> FluentArgs<'a> {
    args.iter()
        .map(|(name, value)| (name, counted_value(value)))
        .collect()
}

/// The value to write of a number that may have come through [`counted`].
pub(crate) fn written(number: &FluentNumber) -> f64 {
    number
        .options
        .currency
        .as_deref()
        .and_then(|value| value.parse().ok())
        .unwrap_or(number.value)
}

fn counted_value<'a>(value: &FluentValue<'a>) -> FluentValue<'a> {
    match value {
        FluentValue::Number(number) => {
            let Some(stand_in) = same_form(number.value) else {
                return value.clone();
            };
            // The currency is the one free text that a number carries, and no message here is
            // formatted as money: rials are written by the report that has their three decimals.
            let options = FluentNumberOptions {
                currency: Some(number.value.to_string()),
                ..number.options.clone()
            };
            FluentValue::Number(FluentNumber::new(stand_in, options))
        }
        other => other.clone(),
    }
}

/// A number up to 100 of the same form, where the library would take another form.
fn same_form(value: f64) -> Option<f64> {
    let size = value.abs();
    if !size.is_finite() {
        return None;
    }
    if size.fract() != 0.0 {
        return Some(OTHER);
    }
    if size <= OTHER {
        return None;
    }
    let last_two = size % 100.0;
    Some(if last_two < 3.0 { OTHER } else { last_two })
}

#[cfg(test)]
mod tests {
    use super::same_form;

    #[test]
    fn numbers_keep_the_form_of_their_last_two_digits() {
        let check = |value: f64, expected| assert_eq!(same_form(value), expected, "{value}");
        for small in [0.0, 1.0, 2.0, 3.0, 10.0, 11.0, 99.0, 100.0, -3.0] {
            check(small, None);
        }
        check(101.0, Some(100.0));
        check(102.0, Some(100.0));
        check(103.0, Some(3.0));
        check(110.0, Some(10.0));
        check(111.0, Some(11.0));
        check(199.0, Some(99.0));
        check(200.0, Some(100.0));
        check(15_703.0, Some(3.0));
        check(-103.0, Some(3.0));
        check(3.5, Some(100.0));
        check(f64::INFINITY, None);
        check(f64::NAN, None);
    }
}

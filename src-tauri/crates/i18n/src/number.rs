//! Numbers inside messages, in the digits that were named.

use fluent::FluentValue;
use fluent::types::{FluentNumber, FluentNumberOptions, FluentNumberStyle};

use crate::plural;

/// The most digits behind the point, as `Intl.NumberFormat` has them by default.
const FRACTION_DIGITS_MAX: usize = 3;

/// Above this a message asks for nonsense; the same bound as `Intl.NumberFormat`.
const DIGITS_MAX: usize = 20;

/// Which digits are written. Phones and references are text and stay Latin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Digits {
    /// 0123456789, the default.
    #[default]
    Latn,
    /// ٠١٢٣٤٥٦٧٨٩.
    Arab,
}

impl Digits {
    /// A text with its Latin digits in these digits: for dates and times made elsewhere.
    #[must_use]
    pub fn write(self, text: &str) -> String {
        text.chars().map(|c| self.digit(c)).collect()
    }

    /// A whole number with its thousands apart.
    #[must_use]
    pub fn grouped(self, value: i64) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers of messages are of this kind; counts are far below 2^53"
        )]
        let number = FluentNumber::new(value as f64, FluentNumberOptions::default());
        self.number(&number)
    }

    /// A share of one in percent, with one digit behind the point where there is one to tell.
    #[must_use]
    pub fn percent(self, share: f64) -> String {
        let options = FluentNumberOptions {
            style: FluentNumberStyle::Percent,
            maximum_fraction_digits: Some(1),
            ..FluentNumberOptions::default()
        };
        self.number(&FluentNumber::new(share, options))
    }

    fn digit(self, c: char) -> char {
        match (self, c.to_digit(10)) {
            (Self::Arab, Some(value)) => char::from_u32(u32::from('٠') + value).unwrap_or(c),
            _ => c,
        }
    }

    fn number(self, number: &FluentNumber) -> String {
        let percent = number.options.style == FluentNumberStyle::Percent;
        let mut written = String::new();
        for c in decimal(number, percent).chars() {
            written.push(match (self, c) {
                (Self::Arab, ',') => '٬',
                (Self::Arab, '.') => '٫',
                _ => self.digit(c),
            });
        }
        if percent {
            written.push(match self {
                Self::Latn => '%',
                Self::Arab => '٪',
            });
        }
        written
    }
}

/// For bundles of messages: they take a plain function, one for each kind of digits.
pub(crate) fn latin<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    as_number(value).map(|number| Digits::Latn.number(number))
}

/// See [`latin`].
pub(crate) fn arabic<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    as_number(value).map(|number| Digits::Arab.number(number))
}

fn as_number<'a>(value: &'a FluentValue<'_>) -> Option<&'a FluentNumber> {
    match value {
        FluentValue::Number(number) => Some(number),
        _ => None,
    }
}

/// Latin digits, a comma between thousands, a point before the fraction.
fn decimal(number: &FluentNumber, percent: bool) -> String {
    let options = &number.options;
    let value = plural::written(number) * if percent { 100.0 } else { 1.0 };
    if !value.is_finite() {
        return value.to_string();
    }
    let bound = |digits: Option<usize>| digits.map(|digits| digits.min(DIGITS_MAX));
    let fraction_min = bound(options.minimum_fraction_digits).unwrap_or(0);
    let fraction_max = bound(options.maximum_fraction_digits)
        .unwrap_or(if percent { 0 } else { FRACTION_DIGITS_MAX })
        .max(fraction_min);
    let rounded = format!("{:.*}", fraction_max, value.abs());
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut fraction = fraction.to_owned();
    while fraction.len() > fraction_min && fraction.ends_with('0') {
        fraction.pop();
    }
    let integer_min = bound(options.minimum_integer_digits).unwrap_or(1);
    let whole = format!("{whole:0>integer_min$}");
    let is_zero = [&whole, &fraction]
        .iter()
        .all(|digits| digits.bytes().all(|digit| digit == b'0'));
    let mut written = String::new();
    if value < 0.0 && !is_zero {
        written.push('-');
    }
    for (at, digit) in whole.char_indices() {
        if options.use_grouping && at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push('.');
        written.push_str(&fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use fluent::types::{FluentNumber, FluentNumberOptions, FluentNumberStyle};

    use super::Digits;

    fn number(value: f64, options: FluentNumberOptions) -> FluentNumber {
        FluentNumber::new(value, options)
    }

    #[test]
    fn plain_numbers_and_shares_are_written_in_either_digits() {
        assert_eq!(Digits::Latn.grouped(15_703), "15,703");
        assert_eq!(Digits::Arab.grouped(15_703), "١٥٬٧٠٣");
        assert_eq!(Digits::Latn.grouped(-7), "-7");
        assert_eq!(Digits::Latn.percent(0.934), "93.4%");
        assert_eq!(Digits::Arab.percent(0.5), "٥٠٪");
        assert_eq!(Digits::Latn.percent(1.0), "100%");
    }

    #[test]
    fn numbers_are_grouped_in_either_digits() {
        let check = |value: f64, latin: &str, arabic: &str| {
            let number = number(value, FluentNumberOptions::default());
            assert_eq!(Digits::Latn.number(&number), latin);
            assert_eq!(Digits::Arab.number(&number), arabic);
        };
        check(0.0, "0", "٠");
        check(-0.0, "0", "٠");
        check(7.0, "7", "٧");
        check(999.0, "999", "٩٩٩");
        check(15_700.0, "15,700", "١٥٬٧٠٠");
        check(1_234_567.5, "1,234,567.5", "١٬٢٣٤٬٥٦٧٫٥");
        check(-1_000.0, "-1,000", "-١٬٠٠٠");
        check(0.125, "0.125", "٠٫١٢٥");
        check(-0.000_1, "0", "٠");
    }

    #[test]
    fn options_of_the_message_are_kept() {
        let options = FluentNumberOptions::default;
        let check = |value, options, latin: &str| {
            assert_eq!(Digits::Latn.number(&number(value, options)), latin)
        };
        check(
            0.93,
            FluentNumberOptions {
                style: FluentNumberStyle::Percent,
                ..options()
            },
            "93%",
        );
        check(
            0.934,
            FluentNumberOptions {
                style: FluentNumberStyle::Percent,
                maximum_fraction_digits: Some(1),
                ..options()
            },
            "93.4%",
        );
        check(
            12.5,
            FluentNumberOptions {
                minimum_fraction_digits: Some(3),
                ..options()
            },
            "12.500",
        );
        check(
            2_026.0,
            FluentNumberOptions {
                use_grouping: false,
                ..options()
            },
            "2026",
        );
        check(
            5.0,
            FluentNumberOptions {
                minimum_integer_digits: Some(2),
                ..options()
            },
            "05",
        );
        check(
            5.0,
            FluentNumberOptions {
                minimum_integer_digits: Some(usize::MAX),
                ..options()
            },
            "00,000,000,000,000,000,005",
        );
        assert_eq!(
            Digits::Arab.number(&number(
                0.5,
                FluentNumberOptions {
                    style: FluentNumberStyle::Percent,
                    ..options()
                }
            )),
            "٥٠٪"
        );
    }

    #[test]
    fn dates_take_the_digits_too() {
        assert_eq!(Digits::Arab.write("22/11/2026"), "٢٢/١١/٢٠٢٦");
        assert_eq!(Digits::Latn.write("22/11/2026"), "22/11/2026");
    }
}

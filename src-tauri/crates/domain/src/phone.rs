//! Phone numbers as callers' numbers are typed: with or without +968 or 00968, with spaces, dashes
//! and slashes, in Latin, Arabic-Indic or Persian digits, two of them in one field.
//!
//! A number is read where that is certain and kept as typed in any case: a short or unknown number
//! is never refused. Never here: guessing a country for a number that does not say one (other than
//! Oman's own), letters read as the keys of a telephone.

use std::sync::LazyLock;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};
use unicode_normalization::UnicodeNormalization;

/// The most characters of a number field. Longer input is kept but not read.
pub const NUMBER_CHARS_MAX: usize = 40;

/// The fewest digits after a space that are taken for a second number.
const SECOND_NUMBER_DIGITS_MIN: usize = 7;

/// The fewest digits of a foreign number typed with its country code and without + or 00.
const BARE_INTERNATIONAL_DIGITS_MIN: usize = 11;

const OMAN: &str = "968";

/// Digits of a number of Oman without its code.
const OMAN_DIGITS: usize = 8;

/// The most digits of a number with its country code (ITU-T E.164, 6.2.1).
const E164_DIGITS_MAX: usize = 15;

/// A caller's number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phone {
    /// The number by E.164 with its +, where it could be read; of several the first.
    pub e164: Option<String>,
    /// Exactly what was typed.
    pub as_typed: String,
}

impl Phone {
    /// Reads what was typed. Total: what cannot be read is kept without an E.164 form.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let e164 = (typed.chars().count() <= NUMBER_CHARS_MAX)
            .then(|| plain(typed))
            .and_then(|plain| first_number(&plain))
            .map(|number| format_as(&number, PhoneNumberFormat::E164));
        Self {
            e164,
            as_typed: typed.to_owned(),
        }
    }

    /// For the eye: `9912 3456` for a number of Oman, `+971 50 123 4567` for others, else as typed.
    /// Latin digits, left to right; the screen isolates it.
    #[must_use]
    pub fn for_eye(&self) -> String {
        self.e164
            .as_deref()
            .map_or_else(|| self.as_typed.clone(), for_eye)
    }

    /// The runs of Latin digits by which the number is found, each by its beginning: with and
    /// without the country code, then whatever else was typed. Without repeats, none empty.
    #[must_use]
    pub fn search_digits(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut add = |run: String| {
            if !run.is_empty() && !found.contains(&run) {
                found.push(run);
            }
        };
        if let Some(e164) = &self.e164 {
            let all = digits(e164);
            if let Some(number) = parse(e164, None) {
                add(rlibphonenumber::get_national_significant_number_owned(
                    &number,
                ));
            }
            add(all);
        }
        for part in plain(&self.as_typed).split(is_part_separator) {
            let run = digits(part);
            match parse_valid(part) {
                Some(number) => {
                    add(rlibphonenumber::get_national_significant_number_owned(
                        &number,
                    ));
                    add(digits(&format_as(&number, PhoneNumberFormat::E164)));
                }
                None => add(run),
            }
        }
        found
    }
}

/// An E.164 number for the eye, see [`Phone::for_eye`]. What is no such number comes back unchanged.
#[must_use]
pub fn for_eye(e164: &str) -> String {
    if let Some(national) = e164
        .strip_prefix('+')
        .and_then(|all| all.strip_prefix(OMAN))
        && national.len() == OMAN_DIGITS
        && let Some((first, second)) = national.split_at_checked(4)
    {
        return format!("{first} {second}");
    }
    parse(e164, None).map_or_else(
        || e164.to_owned(),
        |number| format_as(&number, PhoneNumberFormat::International),
    )
}

/// The digits that a question for a number asks for, to be compared with the beginnings of
/// [`Phone::search_digits`]: Latin, without + and 00 in front. Empty where no digit was typed.
#[must_use]
pub fn asked_digits(typed: &str) -> String {
    let all = digits(&plain(typed));
    match all.strip_prefix("00") {
        Some(international) => international.to_owned(),
        None => all,
    }
}

/// What a number is kept and asked for under, so that the same caller is met again: its E.164 form
/// where it could be read, else its digits, Latin and without a 00 in front. Empty where neither is
/// there. Short numbers of a switchboard and numbers that nobody can read have a history too.
#[must_use]
pub fn number_key(e164: &str, as_typed: &str) -> String {
    if e164.is_empty() {
        asked_digits(as_typed)
    } else {
        e164.to_owned()
    }
}

/// Builds the library's tables and the patterns that every number needs (some 100 ms without
/// optimisation), so that the first number of the day does not wait for them. They are built once in
/// the life of the process, whether or not this was called.
pub fn warm_up() {
    LazyLock::force(&PHONE_NUMBER_UTIL);
    // One number of Oman and one of elsewhere go the whole way; what they are does not matter.
    for number in ["99000000", "+971500000000"] {
        let _ = Phone::read(number).for_eye();
    }
}

/// Latin digits and signs alone: compatibility forms made plain, digits of other scripts made Latin,
/// invisible marks dropped (a copied +968 often carries them).
fn plain(typed: &str) -> String {
    let folded: String = typed
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '٠'..='٩' => digit(c, '٠'),
            '۰'..='۹' => digit(c, '۰'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ـ' => '-',
            '\u{2044}' | '\u{2215}' | '\\' => '/',
            '،' | '؛' | '|' | ';' => ',',
            c if c.is_whitespace() || c.is_control() => ' ',
            c => c,
        })
        .collect();
    let trimmed = folded.trim();
    // Typed right to left the + lands behind the digits.
    match trimmed.strip_suffix('+') {
        Some(number) if !number.contains('+') => format!("+{number}"),
        _ => trimmed.to_owned(),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn is_part_separator(c: char) -> bool {
    c == '/' || c == ',' || c.is_alphabetic()
}

/// The first number of a field. Letters and commas part numbers for certain; a slash may part two
/// numbers or the groups of one, so the shortest beginning that is a number wins. Oman's code with
/// eight digits is one number however it is grouped: `96891000/000` is not `9689 1000` and more.
fn first_number(plain: &str) -> Option<PhoneNumber> {
    plain
        .split(|c: char| c == ',' || c.is_alphabetic())
        .find_map(|segment| {
            let all = digits(segment);
            if all.len() == OMAN.len() + OMAN_DIGITS && all.starts_with(OMAN) {
                return parse_valid(&all);
            }
            let mut beginning = String::new();
            segment.split('/').find_map(|piece| {
                beginning.push_str(piece);
                parse_valid(&beginning).or_else(|| first_of_two(&beginning))
            })
        })
}

/// The first of two numbers with nothing but a space between them.
fn first_of_two(text: &str) -> Option<PhoneNumber> {
    text.char_indices()
        .filter(|(_, c)| *c == ' ')
        .filter_map(|(at, _)| text.split_at_checked(at))
        .filter(|(_, rest)| digits(rest).len() >= SECOND_NUMBER_DIGITS_MIN)
        .find_map(|(first, _)| parse_valid(first))
}

/// A number that exists by the rules of its country.
fn parse_valid(text: &str) -> Option<PhoneNumber> {
    let text = text.trim_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '(');
    let text = match text.strip_prefix("+00") {
        Some(rest) => format!("+{rest}"),
        None => text.to_owned(),
    };
    if !text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.()".contains(c))
    {
        return None;
    }
    if digits(&text).trim_start_matches('0').len() > E164_DIGITS_MAX {
        return None;
    }
    let valid = |number: &PhoneNumber| PHONE_NUMBER_UTIL.is_valid_number(number);
    parse(&text, Some(Region::OM)).filter(valid).or_else(|| {
        let all = digits(&text);
        let says_its_country = all.len() >= BARE_INTERNATIONAL_DIGITS_MIN
            && !all.starts_with('0')
            && !text.contains('+');
        says_its_country
            .then(|| parse(&format!("+{all}"), None))
            .flatten()
            .filter(valid)
    })
}

fn parse(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    PHONE_NUMBER_UTIL.parse(text, region).ok()
}

fn format_as(number: &PhoneNumber, format: PhoneNumberFormat) -> String {
    PHONE_NUMBER_UTIL.format(number, format).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_asked_for_as_it_was_kept() {
        let key = |typed: &str| {
            let read = Phone::read(typed);
            number_key(read.e164.as_deref().unwrap_or_default(), &read.as_typed)
        };
        assert_eq!(key("٩٩١٢٣٤٥٦"), "+96899123456");
        assert_eq!(key("00968 9912 3456"), key("99123456"));
        assert_eq!(key("٤ ٥-٦٧"), "4567", "an extension has a history");
        assert_eq!(key("لا رقم"), "");
    }

    use proptest::prelude::*;

    use super::{NUMBER_CHARS_MAX, Phone, asked_digits, for_eye, number_key};

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        let check = |typed: &str, e164: &str| {
            let phone = Phone::read(typed);
            assert_eq!(phone.e164.as_deref(), Some(e164), "{typed:?}");
            assert_eq!(phone.as_typed, typed, "kept as typed");
        };
        // Oman, each way that agents type it.
        for typed in [
            "99123456",
            "9912 3456",
            "9912-3456",
            "9912/3456",
            "96899/123456",
            "96899123/456",
            "99/12/34/56",
            "+96899123456",
            "+968 9912 3456",
            "(+968) 99123456",
            "0096899123456",
            "00968 9912 3456",
            "00968/99123456",
            "+0096899123456",
            "96899123456",
            "968-9912-3456",
            "96899123456+",
            "٩٩١٢٣٤٥٦",
            "٩٩١٢ ٣٤٥٦",
            "۹۹۱۲۳۴۵۶",
            "٠٠٩٦٨٩٩١٢٣٤٥٦",
            "+٩٦٨ ٩٩١٢٣٤٥٦",
            "９９１２３４５６",
            "\u{202a}+968 9912 3456\u{202c}",
            "\u{200e}99123456",
            " 99123456 ",
            "99123456.",
            "جوال 99123456",
            "99123456 أخوه",
            "tel: 99123456",
            "9912\u{2011}3456",
            "9912\u{a0}3456",
        ] {
            check(typed, "+96899123456");
        }
        check("24601234", "+96824601234");
        check("71234567", "+96871234567");
        // Other countries, when the number says which.
        check("+971501234567", "+971501234567");
        check("00971 50 123 4567", "+971501234567");
        check("971501234567", "+971501234567");
        check("+91 98765 43210", "+919876543210");
        check("923001234567", "+923001234567");
        check("+44 20 7946 0958", "+442079460958");
    }

    #[test]
    fn of_two_numbers_the_first_is_read() {
        let check = |typed: &str| {
            assert_eq!(
                Phone::read(typed).e164.as_deref(),
                Some("+96899123456"),
                "{typed:?}"
            );
        };
        check("99123456/91234567");
        check("99123456 / 24601234");
        check("9912 3456 / 9123 4567");
        check("99123456 91234567");
        check("9912 3456 9123 4567");
        check("99123456 +96891234567");
        check("٩٩١٢٣٤٥٦ / ٩١٢٣٤٥٦٧");
        check("99123456، 91234567");
        check("99123456 أو 91234567");
        check("99123456/7");
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_typed() {
        for typed in [
            "",
            " ",
            "1444",
            "9999",
            "123",
            "12345678",
            "0501234567",
            "9876543210",
            "9912345",
            "991234567",
            "9912ABCD",
            "CALLNOW",
            "محجوب",
            "+",
            "++",
            "///",
            "+968",
            "00000000",
            "9".repeat(40).as_str(),
            "\u{0}\u{1}",
            "🙂",
            "=1+1",
        ] {
            let phone = Phone::read(typed);
            assert_eq!(phone.e164, None, "{typed:?}");
            assert_eq!(phone.as_typed, typed);
            assert_eq!(phone.for_eye(), typed);
        }
    }

    #[test]
    fn input_beyond_the_bound_is_kept_unread() {
        let long = format!("99123456{}", " ".repeat(NUMBER_CHARS_MAX));
        assert_eq!(
            Phone::read(&long),
            Phone {
                e164: None,
                as_typed: long
            }
        );
    }

    #[test]
    fn numbers_are_grouped_for_the_eye() {
        let check =
            |typed: &str, eye: &str| assert_eq!(Phone::read(typed).for_eye(), eye, "{typed}");
        check("0096899123456", "9912 3456");
        check("٢٤٦٠١٢٣٤", "2460 1234");
        check("+971501234567", "+971 50 123 4567");
        check("919876543210", "+91 98765 43210");
        check("1444", "1444");
        assert_eq!(for_eye("not a number"), "not a number");
    }

    #[test]
    fn numbers_are_found_by_their_beginnings_with_and_without_the_country() {
        let found = |stored: &str, asked: &str| {
            let asked = asked_digits(asked);
            !asked.is_empty()
                && Phone::read(stored)
                    .search_digits()
                    .iter()
                    .any(|run| run.starts_with(&asked))
        };
        assert!(found("99123456", "9912"));
        assert!(found("99123456", "٩٩١٢"));
        assert!(found("99123456", "+968 9912"));
        assert!(found("99123456", "00968991"));
        assert!(found("0096899123456", "9912 34"));
        assert!(
            found("99123456/91234567", "91234567"),
            "the second number too"
        );
        assert!(found("99123456/91234567", "0096891234567"));
        assert!(found("1444", "144"), "short numbers as typed");
        assert!(found("+971501234567", "50123"));
        assert!(!found("99123456", "9913"));
        assert!(!found("99123456", "سالم"));
        assert_eq!(
            Phone::read("99123456").search_digits(),
            ["99123456", "96899123456"]
        );
        assert_eq!(Phone::read("").search_digits(), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_input_is_kept_and_shown(typed in any::<String>()) {
            let phone = Phone::read(&typed);
            prop_assert_eq!(&phone.as_typed, &typed);
            let _ = (phone.for_eye(), phone.search_digits(), asked_digits(&typed));
        }

        #[test]
        fn signs_and_digits_in_any_order_are_kept(typed in "[0-9+/ ()٠-٩.,-]{0,45}") {
            let phone = Phone::read(&typed);
            if let Some(e164) = &phone.e164 {
                prop_assert!(e164.starts_with('+') && e164.len() <= 16, "{}", e164);
                let again = Phone::read(e164);
                prop_assert_eq!(again.e164.as_ref(), Some(e164));
            }
            prop_assert!(phone.search_digits().iter().all(|run| !run.is_empty()));
        }

        #[test]
        fn a_mobile_of_oman_is_read_however_it_is_grouped(national in "(9[1-9]|7[1-9])[0-9]{6}", at in 1_usize..8, sep in "[ /-]", prefix in "(\\+968 ?|00968 ?|968|)") {
            let (head, tail) = national.split_at(at);
            let phone = Phone::read(&format!("{prefix}{head}{sep}{tail}"));
            prop_assert_eq!(phone.e164, Phone::read(&national).e164);
        }
    }
}

//! The words by which a row is found.
//!
//! Words of texts as [`domain::arabic::words`] gives them; of a number every ending of three digits or
//! more, so that the beginning of one of them is any three digits that stand together.

use std::collections::BTreeSet;

use domain::arabic;
use domain::call::Call;
use domain::case::Case;
use domain::person::Person;
use domain::reference::{ASKED_DIGITS_MIN, Reference};

/// Letters of a word that count; what differs behind them is found alike.
pub(super) const WORD_CHARS_MAX: usize = 64;
/// Digits of one number that are looked at, far beyond the fifteen that a number may have.
const DIGITS_MAX: usize = 24;
/// The most digits that are one number when nothing but separators stands between them (ITU-T E.164).
const NUMBER_DIGITS_MAX: usize = 15;

/// The words of a call.
pub(crate) fn of_call(call: &Call) -> String {
    let mut words = Words::default();
    for text in [
        &call.caller_name,
        &call.patient_name,
        &call.file_number,
        &call.handle,
        &call.external_reference,
        &call.number_as_typed,
        &call.place,
        &call.note,
        &call.answer,
    ] {
        words.text(text);
    }
    for issue in call.issues.values() {
        words.text(&issue.facility_text);
    }
    for added in call.additions.values() {
        words.text(&added.note);
        words.text(&added.answer);
        added.otherwise.values().for_each(|said| words.text(said));
    }
    words.number(&call.number);
    words.number(&call.number_as_typed);
    words.joined()
}

/// The words of a case. Its reference is found by any three digits of its sequence that stand
/// together, with the check digit or without, and from its beginning on.
pub(crate) fn of_case(case: &Case) -> String {
    let mut words = Words::default();
    words.text(&case.title);
    words.text(&case.summary);
    words.text(&case.external_reference);
    words.number(&case.number);
    match Reference::parse(&case.reference) {
        Ok(reference) => {
            words.add(&reference.compact());
            words.endings(&reference.search_digits());
        }
        Err(_) => words.text(&case.reference),
    }
    words.joined()
}

/// The words of a person. The number of an identity document is not among them: it is asked for whole.
pub(crate) fn of_person(person: &Person) -> String {
    let mut words = Words::default();
    words.text(&person.name_ar);
    words.text(&person.name_latin);
    for number in person.numbers.keys() {
        words.number(number);
    }
    words.joined()
}

/// Words being gathered, each once.
#[derive(Debug, Default)]
struct Words(BTreeSet<String>);

impl Words {
    fn add(&mut self, word: &str) {
        if !word.is_empty() {
            self.0.insert(cut(word).to_owned());
        }
    }

    fn text(&mut self, text: &str) {
        for word in arabic::words(text) {
            self.add(&word);
        }
    }

    /// A number, or several with a slash, a comma or words between them.
    fn number(&mut self, typed: &str) {
        let folded = arabic::fold(typed);
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let all = digits(&folded);
        if all.len() <= NUMBER_DIGITS_MAX {
            self.endings(&all);
        }
        for part in folded.split(|c: char| matches!(c, '/' | ',' | '،') || c.is_alphabetic()) {
            self.endings(&digits(part));
        }
    }

    /// A run of digits by all its endings that are long enough to be asked for.
    fn endings(&mut self, digits: &str) {
        let digits = digits.get(..DIGITS_MAX).unwrap_or(digits);
        for at in 0..digits.len() {
            match digits.get(at..) {
                Some(ending) if ending.len() >= ASKED_DIGITS_MIN => self.add(ending),
                _ => {}
            }
        }
    }

    /// Each with a space before it.
    fn joined(self) -> String {
        self.0
            .iter()
            .flat_map(|word| [" ", word.as_str()])
            .collect()
    }
}

/// A word, or what counts of it.
pub(super) fn cut(word: &str) -> &str {
    match word.char_indices().nth(WORD_CHARS_MAX) {
        Some((at, _)) => word.get(..at).unwrap_or(word),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(typed: &str) -> String {
        let mut words = Words::default();
        words.number(typed);
        words.joined()
    }

    #[test]
    fn a_number_is_found_by_three_digits_anywhere() {
        assert_eq!(
            numbers("9912 345"),
            " 345 2345 12345 912345 9912345"
                .split(' ')
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter(|word| !word.is_empty())
                .flat_map(|word| [" ", word])
                .collect::<String>()
        );
        assert!(
            numbers("٩٩١٢٣٤٥٦ / ۹۱۲۳۴۵۶۷").contains(" 91234567"),
            "the second number too"
        );
        assert!(numbers("+96899123456").contains(" 99123456"));
        assert_eq!(numbers("12"), "");
        assert_eq!(numbers(""), "");
    }

    #[test]
    fn a_reference_is_found_by_its_sequence_and_its_beginning() {
        let case = Case {
            reference: Reference::new(2026, 4170, 38).unwrap().compact(),
            title: "نقص دواء".into(),
            ..Case::default()
        };
        let words = of_case(&case);
        let check = Reference::new(2026, 4170, 38).unwrap().search_digits();
        assert_eq!(
            words
                .split(' ')
                .filter(|word| word.starts_with("26"))
                .count(),
            1
        );
        for at in 0..=check.len() - 3 {
            assert!(
                words.contains(&format!(" {}", check.get(at..).unwrap())),
                "{words}"
            );
        }
        assert!(words.contains(" دوا"));
    }

    #[test]
    fn words_and_numbers_have_a_bound() {
        let call = Call {
            note: "ب".repeat(20_000),
            number_as_typed: "7".repeat(5_000),
            ..Call::default()
        };
        let words = of_call(&call);
        assert!(
            words
                .split(' ')
                .all(|word| word.chars().count() <= WORD_CHARS_MAX)
        );
        assert!(words.len() < 1_000, "{}", words.len());
    }
}

//! The reference of a case, as it is read out to callers: `26-4170-0038-4`.
//!
//! Two digits of the year, four of the station, a sequence of at least four digits that grows without
//! end, one check digit. Digits only, so that nobody changes the keyboard layout to type one.
//!
//! The check digit is Damm's (H. M. Damm, *Total anti-symmetrische Quasigruppen*, Marburg 2004, the
//! order-10 quasigroup): it finds every single wrong digit and every swap of two neighbours, which
//! are the mistakes of people who hear and type numbers. Luhn misses 09 and 90; ISO 7064 needs two
//! digits or a letter to find as much. It covers year, station and sequence together.
//!
//! Never here: drawing station codes or counting sequences; those belong to the store.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The most characters of a typed reference that are looked at.
pub const REFERENCE_CHARS_MAX: usize = 40;

/// The largest sequence, far beyond what a station opens in a year.
pub const SEQUENCE_MAX: u32 = 999_999_999;

/// The fewest consecutive digits of a sequence by which a case may be looked for.
pub const ASKED_DIGITS_MIN: usize = 3;

const STATION_MAX: u16 = 9_999;
const YEAR_DIGITS: usize = 2;
const STATION_DIGITS: usize = 4;
const SEQUENCE_DIGITS_MIN: usize = 4;

/// The quasigroup: row is the interim digit, column the next one.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A case's reference. Written with dashes, see [`fmt::Display`]; kept without them, see
/// [`Reference::compact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    year: u8,
    station: u16,
    sequence: u32,
}

/// Why something is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReferenceError {
    /// Not the digits of a reference.
    #[error("not a case reference")]
    NotAReference,
    /// The digits are there and one of them, or their order, is wrong.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl Reference {
    /// The reference of the `sequence`-th case (from 1) of a station in a calendar year of the local
    /// day.
    ///
    /// # Errors
    /// `NotAReference` where station or sequence are outside their bounds.
    pub fn new(year: i32, station: u16, sequence: u32) -> Result<Self, ReferenceError> {
        let year = u8::try_from(year.rem_euclid(100)).map_err(|_| ReferenceError::NotAReference)?;
        if station > STATION_MAX || sequence == 0 || sequence > SEQUENCE_MAX {
            return Err(ReferenceError::NotAReference);
        }
        Ok(Self {
            year,
            station,
            sequence,
        })
    }

    /// Reads a reference as it is typed or pasted: dashes, slashes and spaces do not matter, digits
    /// may be Arabic-Indic or Persian. With its groups parted, leading zeros of the sequence may
    /// be left out (`26-4170-38-4`).
    ///
    /// # Errors
    /// `NotAReference` where the digits are too few, too many or mixed with other text; `CheckDigit`
    /// where a digit is wrong or two are swapped.
    pub fn parse(typed: &str) -> Result<Self, ReferenceError> {
        if typed.chars().count() > REFERENCE_CHARS_MAX {
            return Err(ReferenceError::NotAReference);
        }
        let groups = groups(typed)?;
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        if let [year, station, sequence, check] = groups.as_slice()
            && year.len() == YEAR_DIGITS
            && station.len() == STATION_DIGITS
            && check.len() == 1
        {
            return Self::from_parts(year, station, sequence, check);
        }
        let all = groups.concat();
        let (year, rest) = split(&all, YEAR_DIGITS)?;
        let (station, rest) = split(rest, STATION_DIGITS)?;
        let (sequence, check) = split(rest, rest.len().saturating_sub(1))?;
        if sequence.len() < SEQUENCE_DIGITS_MIN {
            return Err(ReferenceError::NotAReference);
        }
        Self::from_parts(year, station, sequence, check)
    }

    /// The digits alone, as they are stored: `26417000384`.
    #[must_use]
    pub fn compact(&self) -> String {
        let payload = self.payload();
        let check = check_digit(&payload);
        format!("{payload}{check}")
    }

    /// Last two digits of the year.
    #[must_use]
    pub fn year(&self) -> u8 {
        self.year
    }

    /// The station's code, 0–9999.
    #[must_use]
    pub fn station(&self) -> u16 {
        self.station
    }

    /// The number within station and year, from 1.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The digits in which a question's digits are looked for: the sequence with its check digit. A
    /// case is found by any three or more that stand together in it.
    #[must_use]
    pub fn search_digits(&self) -> String {
        let check = check_digit(&self.payload());
        format!("{:04}{check}", self.sequence)
    }

    /// Whether typed digits ask for this case: the whole reference, or three or more consecutive
    /// digits of its sequence, with the check digit or without.
    #[must_use]
    pub fn is_asked_by(&self, typed: &str) -> bool {
        if Self::parse(typed) == Ok(*self) {
            return true;
        }
        let asked = groups(typed)
            .map(|groups| groups.concat())
            .unwrap_or_default();
        asked.len() >= ASKED_DIGITS_MIN && self.search_digits().contains(&asked)
    }

    fn from_parts(
        year: &str,
        station: &str,
        sequence: &str,
        check: &str,
    ) -> Result<Self, ReferenceError> {
        // A zero in front of a grown sequence would be lost when it is read as a number, and with it
        // the swap of two digits that brought it there.
        if sequence.len() > SEQUENCE_DIGITS_MIN && sequence.starts_with('0') {
            return Err(ReferenceError::NotAReference);
        }
        let reference = Self::new(number(year)?, number(station)?, number(sequence)?)?;
        if number::<u8>(check)? == check_digit(&reference.payload()) {
            Ok(reference)
        } else {
            Err(ReferenceError::CheckDigit)
        }
    }

    fn payload(&self) -> String {
        format!("{:02}{:04}{:04}", self.year, self.station, self.sequence)
    }
}

/// With dashes, as it is shown and read out.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = check_digit(&self.payload());
        write!(
            f,
            "{:02}-{:04}-{:04}-{check}",
            self.year, self.station, self.sequence
        )
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}

/// Runs of Latin digits between dashes, slashes and spaces; any other sign is no reference.
fn groups(typed: &str) -> Result<Vec<String>, ReferenceError> {
    let folded = crate::arabic::fold(typed);
    let is_separator = |c: char| {
        matches!(
            c,
            ' ' | '-' | '/' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2044}'
        )
    };
    if !folded
        .chars()
        .all(|c| c.is_ascii_digit() || is_separator(c))
    {
        return Err(ReferenceError::NotAReference);
    }
    Ok(folded
        .split(is_separator)
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect())
}

fn split(digits: &str, at: usize) -> Result<(&str, &str), ReferenceError> {
    digits
        .split_at_checked(at)
        .ok_or(ReferenceError::NotAReference)
}

fn number<T: FromStr>(digits: &str) -> Result<T, ReferenceError> {
    digits.parse().map_err(|_| ReferenceError::NotAReference)
}

fn check_digit(payload: &str) -> u8 {
    payload
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |interim, byte| {
            DAMM.get(usize::from(interim))
                .and_then(|row| row.get(usize::from(byte - b'0')))
                .copied()
                .unwrap_or_default()
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Reference, ReferenceError, SEQUENCE_MAX};

    fn reference() -> Reference {
        Reference::new(2026, 4170, 38).unwrap()
    }

    #[test]
    fn a_reference_is_written_in_four_groups() {
        assert_eq!(reference().to_string(), "26-4170-0038-4");
        assert_eq!(reference().compact(), "26417000384");
        let grown = Reference::new(2026, 4170, 12_345).unwrap();
        assert_eq!(grown.to_string(), "26-4170-12345-0");
        assert_eq!(
            Reference::new(2005, 7, 1).unwrap().to_string(),
            "05-0007-0001-5"
        );
    }

    #[test]
    fn a_reference_is_read_however_it_is_typed() {
        for typed in [
            "26-4170-0038-4",
            "26417000384",
            " 26 4170 0038 4 ",
            "26/4170/0038/4",
            "26–4170–0038–4",
            "٢٦-٤١٧٠-٠٠٣٨-٤",
            "۲۶۴۱۷۰۰۰۳۸۴",
            "\u{200e}26-4170-0038-4\u{200f}",
            "26-4170-38-4",
            "264170-00384",
        ] {
            assert_eq!(Reference::parse(typed), Ok(reference()), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_reference_is_told_from_a_wrong_digit() {
        for typed in [
            "",
            "0038",
            "26-4170",
            "26-4170-0000-9",
            "2641700038",
            "abc",
            "26-4170-0038-x",
            "-",
            &"1".repeat(41),
        ] {
            assert_eq!(
                Reference::parse(typed),
                Err(ReferenceError::NotAReference),
                "{typed:?}"
            );
        }
        assert_eq!(
            Reference::parse("26-4170-0038-5"),
            Err(ReferenceError::CheckDigit)
        );
        assert_eq!(
            Reference::parse("26-4710-0038-4"),
            Err(ReferenceError::CheckDigit)
        );
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(
            Reference::new(2026, 10_000, 1),
            Err(ReferenceError::NotAReference)
        );
        assert_eq!(
            Reference::new(2026, 1, 0),
            Err(ReferenceError::NotAReference)
        );
        assert_eq!(
            Reference::new(2026, 1, SEQUENCE_MAX + 1),
            Err(ReferenceError::NotAReference)
        );
    }

    #[test]
    fn a_case_is_found_by_three_digits_of_its_sequence() {
        for asked in [
            "003",
            "038",
            "0038",
            "00384",
            "384",
            "٠٣٨",
            "26-4170-0038-4",
            "26417000384",
        ] {
            assert!(reference().is_asked_by(asked), "{asked}");
        }
        for asked in ["", "38", "039", "4170", "26-4170-0038-5", "0038x"] {
            assert!(!reference().is_asked_by(asked), "{asked}");
        }
    }

    prop_compose! {
        fn any_reference()(year in 2020..2099_i32, station in 0..=9_999_u16, sequence in 1..=SEQUENCE_MAX) -> Reference {
            Reference::new(year, station, sequence).unwrap()
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(reference in any_reference()) {
            prop_assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));
            prop_assert_eq!(Reference::parse(&reference.compact()), Ok(reference));
        }

        #[test]
        fn every_single_wrong_digit_is_found(reference in any_reference()) {
            let right = reference.compact().into_bytes();
            for at in 0..right.len() {
                for digit in (b'0'..=b'9').filter(|digit| *digit != right[at]) {
                    let mut wrong = right.clone();
                    wrong[at] = digit;
                    prop_assert!(Reference::parse(&String::from_utf8(wrong).unwrap()).is_err());
                }
            }
        }

        #[test]
        fn every_swap_of_neighbours_is_found(reference in any_reference()) {
            let right = reference.compact().into_bytes();
            for at in (1..right.len()).filter(|at| right[*at] != right[at - 1]) {
                let mut wrong = right.clone();
                wrong.swap(at, at - 1);
                prop_assert!(Reference::parse(&String::from_utf8(wrong).unwrap()).is_err());
            }
        }

        #[test]
        fn any_input_is_answered(typed in any::<String>()) {
            let _ = Reference::parse(&typed);
            let _ = reference().is_asked_by(&typed);
        }
    }
}

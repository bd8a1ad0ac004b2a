//! Numbers of nobody in particular, and the ways in which agents type them.
//!
//! All are valid by the numbering plan of Oman, since the product tells people apart by number, and
//! all bear two zeros in their middle. Oman reserves no numbers for fiction; foreign ones are of the
//! range that the United Kingdom reserves for drama.

use super::draw::Draw;

/// Beginnings of mobile numbers in use (2026: 91–99, 71, 72, 74–79).
const MOBILE_BEGINNINGS: [u64; 17] = [
    91, 92, 93, 94, 95, 96, 97, 98, 99, 71, 72, 74, 75, 76, 77, 78, 79,
];
const PER_BEGINNING: u64 = 10_000;

/// How many mobile numbers there are.
pub(super) const MOBILES: u64 = 17 * PER_BEGINNING;

/// Coprime to [`MOBILES`], so that every key has a number of its own.
const STEP: u64 = 104_729;

/// The mobile number of a key below [`MOBILES`], a different one for each.
pub(super) fn mobile(seed: u64, key: u64) -> String {
    let at = (key * STEP + seed % MOBILES) % MOBILES;
    let beginning = usize::try_from(at / PER_BEGINNING)
        .ok()
        .and_then(|at| MOBILE_BEGINNINGS.get(at))
        .unwrap_or(&99);
    let rest = at % PER_BEGINNING;
    format!("{beginning}{}00{:03}", rest / 1_000, rest % 1_000)
}

/// A number of the fixed network of a governorate.
pub(super) fn landline(governorate: &str, draw: &mut Draw) -> String {
    let area = match governorate {
        "OM-MA" => 24,
        "OM-ZU" | "OM-WU" => 23,
        "OM-BS" | "OM-BJ" | "OM-MU" => 26,
        _ => 25,
    };
    format!("{area}{}00{:03}", draw.below(10), draw.below(1_000))
}

/// A number abroad: +44 20 7946 0000 to 0999 (Ofcom, numbers for drama use).
pub(super) fn abroad(draw: &mut Draw) -> String {
    format!("+44 20 7946 0{:03}", draw.below(1_000))
}

/// Eight digits as somebody types them.
pub(super) fn as_typed(digits: &str, draw: &mut Draw) -> String {
    let (first, second) = digits.split_at_checked(4).unwrap_or((digits, ""));
    match draw.below(100) {
        0..54 => digits.to_owned(),
        54..68 => format!("{first} {second}"),
        68..73 => format!("+968 {first} {second}"),
        73..79 => format!("+968{digits}"),
        79..83 => format!("00968{digits}"),
        83..85 => format!("00968 {first} {second}"),
        85..87 => format!("968{digits}"),
        87..93 => arabic_digits(digits),
        93..95 => arabic_digits(&format!("{first} {second}")),
        95..98 => format!("{first}-{second}"),
        _ => format!("{first}/{second}"),
    }
}

/// With Arabic-Indic digits in place of Latin ones.
pub(super) fn arabic_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(value) => char::from_u32(u32::from('٠') + value).unwrap_or(c),
            None => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::phone::Phone;

    use super::super::draw::{Draw, For};
    use super::*;

    #[test]
    fn every_key_has_a_number_of_its_own() {
        let all: HashSet<String> = (0..MOBILES).map(|key| mobile(7, key)).collect();
        assert_eq!(all.len() as u64, MOBILES);
    }

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        let mut draw = Draw::new(1, For::Call, 0, 0);
        for key in 0..2_000 {
            let digits = if key % 4 == 0 {
                landline(
                    ["OM-MA", "OM-ZU", "OM-BS", "OM-DA"][(key / 4) as usize % 4],
                    &mut draw,
                )
            } else {
                mobile(3, key * 83)
            };
            let typed = as_typed(&digits, &mut draw);
            assert_eq!(
                Phone::read(&typed).e164,
                Some(format!("+968{digits}")),
                "{typed}"
            );
            let foreign = abroad(&mut draw);
            assert!(Phone::read(&foreign).e164.is_some(), "{foreign}");
        }
    }
}

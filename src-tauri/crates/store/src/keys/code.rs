//! The recovery code: random, shown once, written on paper.
//!
//! Eight groups of five letters and digits of Crockford's base 32 (no I, L, O, U): 39 random symbols,
//! 195 bits, and one check symbol. The check is a weighted sum over GF(32), so that any one wrong
//! symbol and any two neighbours swapped are noticed before a slot is tried. Reading forgives what
//! paper does to a code: spaces, dashes, letter case, O for 0, I and L for 1.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::OpenError;

const SYMBOLS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Symbols in all.
const LENGTH: usize = 40;
/// Symbols of a group.
const GROUP: usize = 5;
/// Longest text that is looked at: a code with as many separators as symbols.
const MAX_TYPED: usize = 4 * LENGTH;

/// A recovery code, wiped from memory when dropped. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; LENGTH]>);

/// The text is not a recovery code: mistyped, or something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a recovery code")]
pub struct NotARecoveryCode;

impl RecoveryCode {
    /// How many groups it is written in.
    pub const GROUPS: usize = LENGTH / GROUP;

    /// A fresh one.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn random() -> Result<Self, OpenError> {
        let mut symbols = Zeroizing::new([0; LENGTH]);
        getrandom::fill(symbols.as_mut())?;
        for symbol in symbols.iter_mut() {
            *symbol &= 31;
        }
        let check = check_symbol(symbols.as_ref());
        if let Some(last) = symbols.last_mut() {
            *last = check;
        }
        Ok(Self(symbols))
    }

    /// Reads a code as typed.
    ///
    /// # Errors
    /// When it has not forty symbols or its check symbol does not fit.
    pub fn parse(typed: &str) -> Result<Self, NotARecoveryCode> {
        if typed.chars().nth(MAX_TYPED).is_some() {
            return Err(NotARecoveryCode);
        }
        let mut symbols = Zeroizing::new([0; LENGTH]);
        let mut places = symbols.iter_mut();
        for letter in typed.chars() {
            if is_separator(letter) {
                continue;
            }
            let value = value_of(letter).ok_or(NotARecoveryCode)?;
            *places.next().ok_or(NotARecoveryCode)? = value;
        }
        if places.next().is_some() || check_symbol(symbols.as_ref()) != last(symbols.as_ref()) {
            return Err(NotARecoveryCode);
        }
        Ok(Self(symbols))
    }

    /// Whether this is its group of that number, from 0 on, as somebody reads it off paper.
    #[must_use]
    pub fn is_group(&self, at: usize, typed: &str) -> bool {
        let group = self.0.chunks(GROUP).nth(at);
        let read: Option<Vec<u8>> = typed
            .chars()
            .take(MAX_TYPED)
            .filter(|letter| !is_separator(*letter))
            .map(value_of)
            .collect();
        group.is_some() && read.as_deref() == group
    }

    /// In groups of five, to be shown once.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
        for (at, symbol) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(SYMBOLS.get(usize::from(*symbol)).copied().unwrap_or('0'));
        }
        text
    }

    /// What the slot's key is derived from.
    pub(crate) fn secret(&self) -> &[u8] {
        self.0.as_ref()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoveryCode(..)")
    }
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '_' | '.')
}

fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = SYMBOLS.iter().position(|symbol| *symbol == letter)?;
    u8::try_from(at).ok()
}

fn last(symbols: &[u8]) -> u8 {
    symbols.last().copied().unwrap_or(0)
}

/// Σ αⁱ·sᵢ over GF(32) of all symbols but the last.
fn check_symbol(symbols: &[u8]) -> u8 {
    let data = symbols.len().saturating_sub(1);
    // Horner's form: the weight of each symbol differs from its neighbour's, and none is zero.
    symbols
        .iter()
        .take(data)
        .fold(0, |sum, symbol| times_alpha(sum ^ symbol))
}

/// Multiplies by α, a root of the primitive polynomial x⁵ + x² + 1.
const fn times_alpha(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        (shifted ^ 0b10_0101) & 31
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People read a code off paper years later; what paper does to it must not lock them out.
    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = RecoveryCode::random().unwrap();
        let text = code.to_text();
        assert_eq!(text.len(), 47, "eight groups of five");
        assert_eq!(text.split('-').count(), 8);
        let forms = [
            text.to_string(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', ""),
            text.replace('0', "O").replace('1', "l"),
            text.replace('0', "o").replace('1', "I"),
            format!("  {}\n", text.replace('-', " – ")),
        ];
        for form in forms {
            assert_eq!(RecoveryCode::parse(&form), Ok(code.clone()));
        }
    }

    /// A slip of the pen is told at once and not taken for a wrong store.
    #[test]
    fn one_wrong_symbol_and_two_swapped_are_noticed() {
        let text: Vec<char> = RecoveryCode::random()
            .unwrap()
            .to_text()
            .replace('-', "")
            .chars()
            .collect();
        for at in 0..text.len() {
            for other in SYMBOLS {
                let mut wrong = text.clone();
                wrong[at] = other;
                let read = RecoveryCode::parse(&wrong.iter().collect::<String>());
                assert_eq!(read.is_ok(), other == text[at], "symbol {at} as {other}");
            }
            // The check symbol itself takes part in the last swap: its weight is another one too.
            if at + 1 < text.len() {
                let mut wrong = text.clone();
                wrong.swap(at, at + 1);
                let read = RecoveryCode::parse(&wrong.iter().collect::<String>());
                assert_eq!(
                    read.is_ok(),
                    text[at] == text[at + 1],
                    "symbols {at} and the next swapped"
                );
            }
        }
    }

    /// Whoever is asked for a part of what they wrote down types it as paper gives it.
    #[test]
    fn a_group_is_known_again() {
        let code = RecoveryCode::random().unwrap();
        let text = code.to_text();
        for (at, group) in text.split('-').enumerate() {
            assert!(code.is_group(at, &format!(" {} ", group.to_lowercase())));
            assert!(code.is_group(at, &group.replace('0', "o").replace('1', "L")));
            let other = if group.starts_with('2') { '3' } else { '2' };
            let wrong: String = std::iter::once(other)
                .chain(group.chars().skip(1))
                .collect();
            assert!(!code.is_group(at, &wrong), "{wrong} for {group}");
            assert!(!code.is_group(at, ""));
        }
        assert!(!code.is_group(RecoveryCode::GROUPS, ""));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in [
            "",
            "0",
            "a passphrase of somebody",
            &"0".repeat(41),
            &"U".repeat(40),
            &"-".repeat(1000),
        ] {
            assert_eq!(RecoveryCode::parse(typed), Err(NotARecoveryCode));
        }
        assert_ne!(
            RecoveryCode::random().unwrap(),
            RecoveryCode::random().unwrap()
        );
    }
}

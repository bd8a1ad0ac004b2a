//! The enrolment code that a person reads from the centre's screen and types at a machine.
//!
//! Sixteen letters and digits of Crockford's Base32 (no I, L, O, U) in groups of four. The first four
//! (20 bits) name the code at the centre, so that wrong tries can be counted against it; the other
//! twelve (60 bits) are the secret.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::entry::Digest;

/// Letters and digits of a code.
pub const CODE_CHARS: usize = 16;
/// How many of them name it.
pub const CODE_KEY_CHARS: usize = 4;
/// Random bytes that a code is made of.
pub const CODE_RANDOM_BYTES: usize = 10;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;

/// The text cannot be an enrolment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an enrolment code")]
pub struct NotACode;

/// A one-time enrolment code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentCode([u8; CODE_CHARS]);

impl EnrolmentCode {
    /// The code made of these random bytes, all of their 80 bits.
    #[must_use]
    pub fn from_random(random: [u8; CODE_RANDOM_BYTES]) -> Self {
        let mut code = [b'0'; CODE_CHARS];
        let (mut bits, mut held) = (0_u32, 0_u32);
        let mut bytes = random.into_iter();
        for place in &mut code {
            if held < 5 {
                bits = (bits << 8) | u32::from(bytes.next().unwrap_or(0));
                held += 8;
            }
            held -= 5;
            let digit = usize::try_from((bits >> held) & 31).unwrap_or(0);
            *place = ALPHABET.get(digit).copied().unwrap_or(b'0');
        }
        Self(code)
    }

    /// What names it at the centre; no secret.
    #[must_use]
    pub fn key(&self) -> String {
        self.0
            .iter()
            .take(CODE_KEY_CHARS)
            .map(|&letter| char::from(letter))
            .collect()
    }

    /// SHA-256 over all its letters: what the centre keeps, and what a machine signs.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, &letter) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                out.write_str("-")?;
            }
            write!(out, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

impl fmt::Debug for EnrolmentCode {
    /// Its name alone: the rest is a secret.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "EnrolmentCode({}-…)", self.key())
    }
}

impl FromStr for EnrolmentCode {
    type Err = NotACode;

    /// Reads what a person typed: any case, with or without spaces and dashes, O for 0, I and L for 1,
    /// Arabic-Indic and Persian digits.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let mut code = [b'0'; CODE_CHARS];
        let mut places = code.iter_mut();
        let letters = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !is_dash_or_mark(*letter));
        for letter in letters {
            let place = places.next().ok_or(NotACode)?;
            *place = read(letter).ok_or(NotACode)?;
        }
        match places.next() {
            None => Ok(Self(code)),
            Some(_) => Err(NotACode),
        }
    }
}

/// Dashes, and the invisible direction marks that come along when text is copied.
const fn is_dash_or_mark(letter: char) -> bool {
    matches!(
        letter,
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

fn read(letter: char) -> Option<u8> {
    let letter = match letter {
        'o' | 'O' => '0',
        'i' | 'I' | 'l' | 'L' => '1',
        '\u{660}'..='\u{669}' => digit(letter, 0x660)?,
        '\u{6F0}'..='\u{6F9}' => digit(letter, 0x6F0)?,
        other => other.to_ascii_uppercase(),
    };
    let letter = u8::try_from(letter).ok()?;
    ALPHABET.contains(&letter).then_some(letter)
}

fn digit(letter: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(letter).checked_sub(zero)?, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All eighty random bits must come out, else the code is easier to guess than it looks.
    #[test]
    fn no_random_bit_is_lost() {
        let zero = EnrolmentCode::from_random([0; CODE_RANDOM_BYTES]);
        assert_eq!(zero.to_string(), "0000-0000-0000-0000");
        for byte in 0..CODE_RANDOM_BYTES {
            for bit in 0..8 {
                let mut random = [0; CODE_RANDOM_BYTES];
                random[byte] = 1 << bit;
                assert_ne!(EnrolmentCode::from_random(random), zero, "{byte}.{bit}");
            }
        }
        let full = EnrolmentCode::from_random([255; CODE_RANDOM_BYTES]);
        assert_eq!(full.to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(full.key(), "ZZZZ");
    }

    #[test]
    fn it_is_read_however_it_is_typed() {
        let code: EnrolmentCode = "01AB-CDEF-23GH-4567".parse().unwrap();
        for typed in [
            "01abcdef23gh4567",
            " oIab cdef 23gh 4567 ",
            "OLAB–CDEF–23GH–4567",
            "٠١ab-cdef-٢٣gh-٤٥٦٧",
            "\u{2066}۰۱AB-CDEF-۲۳GH-۴۵۶۷\u{2069}",
        ] {
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
        for wrong in [
            "",
            "01AB-CDEF-23GH-456",
            "01AB-CDEF-23GH-45678",
            "U1AB-CDEF-23GH-4567",
            "ندا",
        ] {
            assert_eq!(wrong.parse::<EnrolmentCode>(), Err(NotACode), "{wrong}");
        }
    }

    #[test]
    fn its_secret_is_not_printed_by_mistake() {
        let code: EnrolmentCode = "01AB-CDEF-23GH-4567".parse().unwrap();
        assert_eq!(format!("{code:?}"), "EnrolmentCode(01AB-…)");
    }
}

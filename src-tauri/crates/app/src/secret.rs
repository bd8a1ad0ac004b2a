//! PINs and passwords: their rule, their hash, their check.
//!
//! A secret never opens the store; it only says who sits at it. Never here: where a hash is kept,
//! how many tries there were.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{AppError, Result, Rule};

/// Fewest digits of a PIN.
pub(crate) const MIN_PIN_DIGITS: usize = 6;
/// Fewest characters of a password.
pub(crate) const MIN_PASSWORD_CHARACTERS: usize = 8;
/// Most characters of either; more is a paste gone wrong and would only cost time.
pub(crate) const MAX_SECRET_CHARACTERS: usize = 200;

/// What hashing a secret costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretCost {
    /// Argon2id with 19 MiB and two passes (OWASP Password Storage, second choice of equal strength).
    Full,
    /// The least that Argon2 allows: for practice and tests, where nothing is protected by it.
    Least,
}

impl SecretCost {
    fn hasher(self) -> Result<Argon2<'static>> {
        let params = match self {
            Self::Full => Params::new(19 * 1024, 2, 1, None),
            Self::Least => Params::new(Params::MIN_M_COST, 1, 1, None),
        };
        let params = params.map_err(|_| AppError::Internal("argon2 parameters"))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// Hashes a secret with a fresh salt into a PHC string.
    pub(crate) fn hash(self, secret: &str) -> Result<String> {
        let hash = self.hasher()?.hash_password(plain(secret).as_bytes());
        hash.map(|hash| hash.to_string())
            .map_err(|_| AppError::Internal("argon2 hash"))
    }
}

/// Whether this is the secret of this PHC string.
pub(crate) fn is_secret(secret: &str, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(plain(secret).as_bytes(), &hash)
            .is_ok()
    })
}

/// Whether two secrets are one, whatever keyboard each was typed on.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Refuses a secret that is too short, too long or the first that anybody would guess.
pub(crate) fn check_rule(field: &'static str, secret: &str) -> Result<()> {
    let plain = plain(secret);
    let count = plain.chars().count();
    let invalid = |rule, limit| Err(AppError::Invalid { field, rule, limit });
    if count == 0 {
        return invalid(Rule::Required, None);
    }
    if count > MAX_SECRET_CHARACTERS {
        return invalid(Rule::TooLong, Some(MAX_SECRET_CHARACTERS));
    }
    let is_pin = plain.chars().all(|c| c.is_ascii_digit());
    let least = if is_pin {
        MIN_PIN_DIGITS
    } else {
        MIN_PASSWORD_CHARACTERS
    };
    if count < least {
        return invalid(Rule::TooShort, Some(least));
    }
    if is_one_step(&plain) {
        return invalid(Rule::TooWeak, None);
    }
    Ok(())
}

/// The same step from each character to the next: 000000, 123456, 987654, aaaaaaaa.
fn is_one_step(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let mut steps = codes
        .iter()
        .zip(codes.iter().skip(1))
        .map(|(one, next)| next - one);
    steps
        .next()
        .is_some_and(|first| first.abs() <= 1 && steps.all(|step| step == first))
}

/// A secret typed on an Arabic keyboard is the one typed on a Latin one.
fn plain(secret: &str) -> String {
    secret.chars().map(latin_digit).collect()
}

/// Only digits are made alike: letters of a password stay as they are.
fn latin_digit(c: char) -> char {
    let value = match c {
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(secret: &str, expect: Option<Rule>) {
        let rule = match check_rule("secret", secret) {
            Ok(()) => None,
            Err(AppError::Invalid { rule, .. }) => Some(rule),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(rule, expect, "{secret}");
    }

    #[test]
    fn a_secret_keeps_its_rule() {
        check("", Some(Rule::Required));
        check("12345", Some(Rule::TooShort));
        check("246810", None);
        check("٢٤٦٨١٠", None);
        check("111111", Some(Rule::TooWeak));
        check("٦٥٤٣٢١", Some(Rule::TooWeak));
        check("abcdefgh", Some(Rule::TooWeak));
        check("kurma12", Some(Rule::TooShort));
        check("kurma-12", None);
        check(&"x".repeat(201), Some(Rule::TooLong));
    }

    #[test]
    fn arabic_digits_are_the_same_pin() {
        let hash = SecretCost::Least.hash("246810").unwrap();
        assert!(
            is_secret("٢٤٦٨١٠", &hash),
            "the layout of the keyboard must not lock a person out"
        );
        assert!(!is_secret("246811", &hash));
        assert!(!is_secret("246810", "no hash at all"));
    }
}

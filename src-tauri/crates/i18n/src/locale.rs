//! The languages that the product speaks, and which of them somebody is spoken to in.

use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// The most wishes of a person or a machine that are looked at.
const REQUESTED_MAX: usize = 16;

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Arabic, right to left. Comes first where nothing else is said.
    #[default]
    Ar,
    /// English.
    En,
}

impl Locale {
    /// Both, in the order of the product.
    pub const ALL: [Self; 2] = [Self::Ar, Self::En];

    /// Its folder under `locales` and its tag by BCP 47.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The other one, which is asked where a message is missing.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Ar => Self::En,
            Self::En => Self::Ar,
        }
    }

    /// For the plural rules of Fluent. The codes above are tags, so that the empty identifier never
    /// comes; a test holds the six Arabic forms apart.
    pub(crate) fn language_identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }
}

/// The language for a list of wishes, best first: tags by BCP 47 (`ar-OM`) or as POSIX writes them
/// (`ar_OM.UTF-8`). Arabic where none of them is spoken.
#[must_use]
pub fn negotiate(requested: &[&str]) -> Locale {
    let wishes: Vec<String> = requested
        .iter()
        .take(REQUESTED_MAX)
        .map(|wish| {
            let tag = wish.split(['.', '@']).next().unwrap_or_default();
            tag.replace('_', "-")
        })
        .collect();
    let wishes = convert_vec_str_to_langids_lossy(&wishes);
    let spoken = convert_vec_str_to_langids_lossy(Locale::ALL.map(Locale::code));
    let best = negotiate_languages(&wishes, &spoken, None, NegotiationStrategy::Lookup);
    let code = best.first().map(|tag| tag.to_string());
    Locale::ALL
        .into_iter()
        .find(|locale| code.as_deref() == Some(locale.code()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Locale, negotiate};

    #[test]
    fn wishes_are_heard_in_their_order() {
        let check = |requested: &[&str], expected| {
            assert_eq!(negotiate(requested), expected, "{requested:?}")
        };
        check(&["ar"], Locale::Ar);
        check(&["ar-OM"], Locale::Ar);
        check(&["ar_OM.UTF-8"], Locale::Ar);
        check(&["en"], Locale::En);
        check(&["en-GB"], Locale::En);
        check(&["en_US.UTF-8@euro"], Locale::En);
        check(&["fr", "en"], Locale::En);
        check(&["en", "ar"], Locale::En);
        check(&["fr"], Locale::Ar);
        check(&[], Locale::Ar);
        check(&["", "C", "POSIX", "not a tag", "\u{0}"], Locale::Ar);
    }
}

//! Text that goes into a file of another program.
//!
//! Marks of direction are for screens: in a sheet they are searched for, compared and copied along. Control characters
//! are what neither a sheet nor a page can hold.

use std::borrow::Cow;

/// Whether a character steers the direction of text: marks, embeddings, overrides, isolates.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_dropped(c: char) -> bool {
    is_direction(c)
        || matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a byte can be part of a character that is dropped. Nearly every text has none: its letters need not be looked
/// at one by one.
const fn is_suspect(byte: u8) -> bool {
    // Controls, and the bytes with which C1, marks of direction and U+FFFE begin; U+061C alone ends in 0x9C.
    matches!(byte, 0..=0x8 | 0xB..=0x1F | 0x7F | 0x9C | 0xC2 | 0xE2 | 0xEF)
}

/// The text without marks of direction and without control characters, but for tabs and the ends of lines.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(is_suspect) || !text.chars().any(is_dropped) {
        return Cow::Borrowed(text);
    }
    // A line that ends in two characters keeps the second.
    Cow::Owned(text.chars().filter(|c| !is_dropped(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::{is_dropped, is_suspect, plain};

    /// What is not looked at letter by letter holds nothing that is dropped.
    #[test]
    fn whatever_is_dropped_has_a_byte_that_is_suspect() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let suspect = c.to_string().bytes().any(is_suspect);
            assert!(suspect || !is_dropped(c), "{c:?}");
        }
    }

    /// What hostile text hides in a note must not turn a row of a sheet round.
    #[test]
    fn marks_and_controls_go_and_letters_stay() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected);
        check("سعيد \u{202E}txt.exe\u{2069}", "سعيد txt.exe");
        check("\u{200F}+968\u{200E}", "+968");
        check("a\0b\u{7f}c\r\nd\te", "abc\nd\te");
        check("عربي 12 only", "عربي 12 only");
        check("\u{FEFF}نص", "نص");
    }
}

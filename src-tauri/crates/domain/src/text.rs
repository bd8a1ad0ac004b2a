//! People's text at the edge: what is kept of it, and how long it may be.
//!
//! Text is kept as typed, with three exceptions that are reported to whoever asked: control
//! characters (NUL and its kin, which cut strings short in files and databases) are replaced by the
//! visible `U+FFFD`, ends of lines are made one kind, and names, places and other single-line fields
//! lose marks that would turn the text around them. What is too long is refused, never cut.
//! Never here: HTML, escaping for CSV or SQL; text is text, and each way out guards itself.
//!
//! Rust strings hold no lone surrogates; a screen that sends one is refused where JSON is read.

use thiserror::Error;

/// The most characters of a caller's or a user's name.
pub const NAME_CHARS_MAX: usize = 200;
/// The most characters of a facility in words.
pub const FACILITY_CHARS_MAX: usize = 200;
/// The most characters of a place in words.
pub const PLACE_CHARS_MAX: usize = 500;
/// The most characters of what the caller said.
pub const NOTE_CHARS_MAX: usize = 20_000;
/// The most characters of what was promised to the caller.
pub const PROMISE_CHARS_MAX: usize = 500;
/// The most characters of a number in somebody else's books: of a medical file, of another body's case.
pub const OUTSIDE_NUMBER_CHARS_MAX: usize = 60;
/// The most characters of a supervisor's comment.
pub const COMMENT_CHARS_MAX: usize = 2_000;
/// The most characters of a question that no card answers.
pub const QUESTION_CHARS_MAX: usize = 2_000;
/// The most characters of a station's name.
pub const STATION_CHARS_MAX: usize = 80;
/// The fewest characters of a login name.
pub const LOGIN_CHARS_MIN: usize = 2;
/// The most characters of a login name.
pub const LOGIN_CHARS_MAX: usize = 40;
/// The most characters of a typed search.
pub const SEARCH_CHARS_MAX: usize = 200;

/// Stands where a character could not be kept.
pub const REPLACEMENT: char = '\u{fffd}';

/// Text that may be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text.
    pub text: String,
    /// How many characters were replaced by [`REPLACEMENT`]. More than none is told to the person.
    pub replaced: usize,
    /// How many marks of direction were left out. Nothing that can be read is lost with them.
    pub left_out: usize,
}

/// Longer than its field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{length} characters where {limit} fit")]
pub struct TooLong {
    /// The most characters of the field.
    pub limit: usize,
    /// The characters that were typed.
    pub length: usize,
}

/// A single-line field (name, place, facility, station, search): ends of lines and tabs become
/// spaces, none at either end; bidi marks, embeddings, overrides and isolates are left out.
///
/// # Errors
/// `TooLong` beyond `limit` characters (Unicode scalar values of what would be kept).
pub fn line(typed: &str, limit: usize) -> Result<Text, TooLong> {
    let mut kept = Text::default();
    let mut space_waits = false;
    for c in typed.chars() {
        if is_line_end(c) || c.is_whitespace() {
            space_waits = !kept.text.is_empty();
        } else if is_direction_mark(c) {
            kept.left_out += 1;
        } else {
            if space_waits {
                kept.text.push(' ');
                space_waits = false;
            }
            kept.push(c);
        }
    }
    kept.within(limit)
}

/// A field of several lines (note, comment): kept as typed but for control characters other than the
/// tab; every kind of line end becomes `\n`. Marks of direction stay: the screen isolates the field.
///
/// # Errors
/// `TooLong` beyond `limit` characters (Unicode scalar values of what would be kept).
pub fn lines(typed: &str, limit: usize) -> Result<Text, TooLong> {
    let mut kept = Text::default();
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
        }
        match c {
            '\t' => kept.text.push(c),
            c if is_line_end(c) => kept.text.push('\n'),
            c => kept.push(c),
        }
    }
    kept.within(limit)
}

impl Text {
    fn push(&mut self, c: char) {
        if is_unkeepable(c) {
            self.replaced += 1;
            self.text.push(REPLACEMENT);
        } else {
            self.text.push(c);
        }
    }

    fn within(self, limit: usize) -> Result<Self, TooLong> {
        let length = self.text.chars().count();
        if length > limit {
            Err(TooLong { limit, length })
        } else {
            Ok(self)
        }
    }
}

/// Every end of a line that Unicode knows (UAX #14, mandatory breaks).
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Controls, and the noncharacters that XML and so XLSX cannot hold.
fn is_unkeepable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// Marks that turn or isolate what stands beside them, and the byte order mark.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NOTE_CHARS_MAX, Text, TooLong, line, lines};

    fn kept(text: &str, replaced: usize, left_out: usize) -> Text {
        Text {
            text: text.to_owned(),
            replaced,
            left_out,
        }
    }

    #[test]
    fn a_line_holds_one_line_and_no_marks_of_direction() {
        let check = |typed: &str, expected: Text| {
            assert_eq!(line(typed, 200).unwrap(), expected, "{typed:?}")
        };
        check("سالم بن حمد", kept("سالم بن حمد", 0, 0));
        check("  سالم\r\n بن\tحمد ", kept("سالم بن حمد", 0, 0));
        check("a\0b\u{7}", kept("a\u{fffd}b\u{fffd}", 2, 0));
        check("\u{202e}gpj.exe\u{202c}", kept("gpj.exe", 0, 2));
        check("\u{2067}سالم\u{2069}\u{200f}", kept("سالم", 0, 3));
        check("<b>&\"'", kept("<b>&\"'", 0, 0));
        check("=1+1", kept("=1+1", 0, 0));
        check("علي\u{200c}رضا", kept("علي\u{200c}رضا", 0, 0));
        check(" \u{2028}\t", kept("", 0, 0));
        check(
            "\u{ffff}\u{fffe}\u{1fffe}",
            kept("\u{fffd}\u{fffd}\u{fffd}", 3, 0),
        );
    }

    #[test]
    fn a_note_is_kept_as_typed() {
        let check = |typed: &str, expected: Text| {
            assert_eq!(lines(typed, 200).unwrap(), expected, "{typed:?}")
        };
        check("سطر\r\nسطر\rسطر\nسطر", kept("سطر\nسطر\nسطر\nسطر", 0, 0));
        check("  مسافة\tوجدول  ", kept("  مسافة\tوجدول  ", 0, 0));
        check("a\u{2028}b\u{85}c", kept("a\nb\nc", 0, 0));
        check("a\0b", kept("a\u{fffd}b", 1, 0));
        check("\u{202e}x\u{202c}", kept("\u{202e}x\u{202c}", 0, 0));
    }

    #[test]
    fn what_is_too_long_is_refused_whole() {
        let note = "م".repeat(NOTE_CHARS_MAX);
        assert_eq!(
            lines(&note, NOTE_CHARS_MAX).unwrap().text,
            note,
            "characters count, not bytes"
        );
        let megabyte = "م".repeat(1_000_000);
        assert_eq!(
            lines(&megabyte, NOTE_CHARS_MAX),
            Err(TooLong {
                limit: NOTE_CHARS_MAX,
                length: 1_000_000
            })
        );
        assert_eq!(
            line("123456", 5),
            Err(TooLong {
                limit: 5,
                length: 6
            })
        );
        assert!(
            line(" 12345 ", 5).is_ok(),
            "spaces at the ends do not count"
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_as_it_is(typed in any::<String>()) {
            for clean in [line, lines] {
                let first = clean(&typed, usize::MAX).unwrap();
                let again = clean(&first.text, usize::MAX).unwrap();
                prop_assert_eq!(&again.text, &first.text);
                prop_assert_eq!((again.replaced, again.left_out), (0, 0));
                prop_assert!(!first.text.contains('\0'));
            }
        }

        #[test]
        fn arabic_prose_passes_untouched(typed in "[ا-ي،.؟ً-ْ0-9٠-٩a-zA-Z]{1,80}") {
            prop_assert_eq!(line(&typed, 200).unwrap(), kept(&typed, 0, 0));
            prop_assert_eq!(lines(&typed, 200).unwrap(), kept(&typed, 0, 0));
        }
    }
}

//! In which encoding a text is, told from its bytes.
//!
//! A mark at its beginning says it. Without one it is UTF-8 where the bytes are, or nearly are; else it is
//! windows-1256, in which Arabic sheets were written before: that is an assumption, and is told as one. Bytes that the
//! encoding does not know become `U+FFFD`, which a cell is faulty for.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};

use crate::SheetError;

/// Bytes from the beginning that are looked at.
const LOOKED_AT: usize = 1024 * 1024;
/// Of a hundred signs beyond ASCII so many must be whole for the text to be UTF-8 with faults.
const WHOLE_OF_100: usize = 80;

/// How bytes are read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a mark or without.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Windows-1256.
    Windows1256,
}

impl Encoding {
    /// Every encoding, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1256, Self::Utf16Le, Self::Utf16Be];

    /// Its code for the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1256 => "windows-1256",
        }
    }

    /// The encoding of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.code() == code)
    }

    /// The encoding of a text, and whether it is only assumed.
    ///
    /// # Errors
    /// `NotASheet` where the bytes are no text, `Nothing` where there are none.
    pub(crate) fn of(bytes: &[u8]) -> Result<(Self, bool), SheetError> {
        match bytes {
            [] => return Err(SheetError::Nothing),
            [0xef, 0xbb, 0xbf, ..] => return Ok((Self::Utf8, false)),
            [0xff, 0xfe, ..] => return Ok((Self::Utf16Le, false)),
            [0xfe, 0xff, ..] => return Ok((Self::Utf16Be, false)),
            _ => {}
        }
        let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        let zeros = |odd: usize| {
            let of = looked_at.iter().skip(odd).step_by(2);
            of.filter(|byte| **byte == 0).count()
        };
        let pairs = looked_at.len() / 2;
        let (even, odd) = (zeros(0), zeros(1));
        // Separators, digits and ends of lines have a zero in one of their two bytes, always in the same one.
        if pairs > 0 && even == 0 && odd * 10 >= pairs {
            return Ok((Self::Utf16Le, true));
        }
        if pairs > 0 && odd == 0 && even * 10 >= pairs {
            return Ok((Self::Utf16Be, true));
        }
        let controls = looked_at
            .iter()
            .filter(|byte| matches!(byte, 0..=8 | 14..=31));
        if controls.count() * 100 > looked_at.len() {
            return Err(SheetError::NotASheet);
        }
        match std::str::from_utf8(looked_at) {
            Ok(_) => Ok((Self::Utf8, false)),
            // Cut in the middle of a sign by what is looked at.
            Err(error) if error.error_len().is_none() => Ok((Self::Utf8, false)),
            Err(_) if is_nearly_utf8(looked_at) => Ok((Self::Utf8, true)),
            Err(_) => Ok((Self::Windows1256, true)),
        }
    }

    /// The bytes of a text as UTF-8; those that the encoding does not know stay what they are in UTF-8, so that each is
    /// a fault of its cell.
    pub(crate) fn to_utf8(self, bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
        let known = match self {
            Self::Utf8 => return bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).into(),
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1256 => WINDOWS_1256,
        };
        let (text, _) = known.decode_with_bom_removal(bytes);
        text.into_owned().into_bytes().into()
    }
}

/// Most signs beyond ASCII are whole: a UTF-8 text that somebody damaged. In windows-1256 hardly any two letters are a
/// sign of UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole * 100 >= (whole + broken) * WHOLE_OF_100
}

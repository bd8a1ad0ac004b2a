//! Byte strings as text: digests in hexadecimal, since people compare them; everything else in Base64,
//! since it is shorter.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The text is not the expected byte string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a byte string of the expected form")]
pub struct NotBytes;

/// Thirty-two bytes, a digest or hash: 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{64}$"))]
pub struct Hex32(pub [u8; 32]);

impl fmt::Display for Hex32 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: a batch has thousands, and formatting each byte took a tenth of packing it.
        let nibbles = self.0.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let digits: String = nibbles
            .filter_map(|nibble| char::from_digit(nibble.into(), 16))
            .collect();
        out.write_str(&digits)
    }
}

impl fmt::Debug for Hex32 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Hex32 {
    type Err = NotBytes;

    fn from_str(text: &str) -> Result<Self, NotBytes> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(NotBytes);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let value = match digit {
                    b'0'..=b'9' => digit - b'0',
                    b'a'..=b'f' => digit - b'a' + 10,
                    _ => return Err(NotBytes),
                };
                *byte = (*byte << 4) | value;
            }
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Hex32 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hex32 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Hex32;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("64 lower-case hexadecimal digits")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Hex32, E> {
                text.parse().map_err(E::custom)
            }
        }
        from.deserialize_str(Text)
    }
}

/// A byte string: Base64 with padding (RFC 4648, section 4).
#[derive(Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, content_encoding = "base64"))]
pub struct Base64(pub Vec<u8>);

impl fmt::Debug for Base64 {
    /// Its length alone: what it holds may be of a person.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} bytes", self.0.len())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Base64;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("Base64 with padding")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Base64, E> {
                STANDARD
                    .decode(text)
                    .map(Base64)
                    .map_err(|_| E::custom(NotBytes))
            }
        }
        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_have_one_form() {
        let digest = Hex32([0xa5; 32]);
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for wrong in [
            "",
            "a5",
            &"A5".repeat(32),
            &"g5".repeat(32),
            &"٥".repeat(32),
        ] {
            assert_eq!(wrong.parse::<Hex32>(), Err(NotBytes), "{wrong}");
        }
    }

    #[test]
    fn byte_strings_come_back_as_they_were() {
        for bytes in [vec![], vec![0], vec![255; 7], (0..=255).collect()] {
            let text = serde_json::to_string(&Base64(bytes.clone())).unwrap();
            assert_eq!(serde_json::from_str::<Base64>(&text).unwrap().0, bytes);
        }
        for wrong in ["\"=\"", "\"AA\"", "\"A-_=\"", "7", "null"] {
            assert!(serde_json::from_str::<Base64>(wrong).is_err(), "{wrong}");
        }
    }

    /// Whatever is logged by mistake must not hold what people said.
    #[test]
    fn debugging_tells_the_length_alone() {
        assert_eq!(format!("{:?}", Base64(b"Salim".to_vec())), "5 bytes");
    }
}

//! Reads the file of a policy: bounded, strict, typed, and with the place of the first mistake.
//!
//! The keys are walked by hand and not derived: what serde says of an unknown key or a wrong value is an
//! English sentence, and people need the key and the line in their own language.

use std::cell::Cell;
use std::path::PathBuf;
use std::{fmt, io};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use sync::Address;

use super::trust::{self, Asked, Distrust};
use super::{Policy, PolicyFault, PolicyField, PolicyPlace};
use crate::dto::{Digits, LocaleCode};
use crate::lock::{LOCK_IN_CALL_MIN_MAX, LOCK_MIN_MAX};

/// Longest file that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 64 * 1024;
/// How much of an unknown key is told, in characters.
const KEY_CHARS_TOLD: usize = 40;

/// The policy of the file; an empty one without a file.
pub(super) fn read(place: &PolicyPlace) -> Result<Policy, PolicyFault> {
    match trust::read(&place.path, place.owner, Asked::Unwritable, MAX_BYTES) {
        Ok(bytes) => parse(&bytes),
        Err(Distrust::Absent) => Ok(Policy::default()),
        Err(Distrust::Unreadable) => Err(PolicyFault::Unreadable),
        Err(Distrust::TooLong) => Err(PolicyFault::TooLong),
        Err(Distrust::OtherOwner) => Err(PolicyFault::NotRoots),
        Err(Distrust::Writable | Distrust::Readable) => Err(PolicyFault::Writable),
    }
}

/// What a text fixes.
fn parse(bytes: &[u8]) -> Result<Policy, PolicyFault> {
    let line = Cell::new(1);
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_reader(Lines { bytes, line: &line });
    let walk = Walk {
        found: &mut found,
        line: &line,
    };
    let read = walk.deserialize(&mut json).and_then(|()| json.end());
    match (read, found.wrong) {
        (Ok(()), _) => Ok(found.policy),
        (Err(_), Some(wrong)) => Err(wrong),
        (Err(error), None) => Err(PolicyFault::Syntax {
            line: error.line(),
            column: error.column(),
        }),
    }
}

/// Gives a text byte by byte and counts its lines: behind a key, that is the line on which the key stands.
/// The reader's own place is told only where it stopped, which may be at the end of the object.
struct Lines<'a> {
    bytes: &'a [u8],
    line: &'a Cell<usize>,
}

impl io::Read for Lines<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (Some((byte, rest)), Some(place)) = (self.bytes.split_first(), into.first_mut()) else {
            return Ok(0);
        };
        *place = *byte;
        self.bytes = rest;
        if *byte == b'\n' {
            self.line.set(self.line.get() + 1);
        }
        Ok(1)
    }
}

#[derive(Default)]
struct Found {
    policy: Policy,
    wrong: Option<PolicyFault>,
}

/// Walks the one object and stops at the first key that is wrong.
struct Walk<'a> {
    found: &'a mut Found,
    line: &'a Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("one object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let field = PolicyField::ALL
                .into_iter()
                .find(|field| field.code() == key);
            let line = self.line.get();
            let wrong = match field {
                None => Some(PolicyFault::UnknownKey {
                    key: key.chars().take(KEY_CHARS_TOLD).collect(),
                    line,
                }),
                Some(field) if self.found.policy.fixes(field) => {
                    Some(PolicyFault::Twice { field, line })
                }
                Some(field) => {
                    let value = map.next_value::<Value>()?;
                    let taken = take(&mut self.found.policy, field, &value);
                    let wrong = PolicyFault::Value { field, line };
                    taken.is_none().then_some(wrong)
                }
            };
            if wrong.is_some() {
                self.found.wrong = wrong;
                return Err(M::Error::custom("told by its kind"));
            }
        }
        Ok(())
    }
}

/// Takes a value over; none where the key cannot have it.
fn take(policy: &mut Policy, field: PolicyField, value: &Value) -> Option<()> {
    match field {
        PolicyField::LockMin => policy.lock_min = Some(minutes(value, LOCK_MIN_MAX)?),
        PolicyField::LockInCallMin => {
            policy.lock_in_call_min = Some(minutes(value, LOCK_IN_CALL_MIN_MAX)?);
        }
        PolicyField::Language => {
            policy.language = Some(match value.as_str()? {
                "ar" => LocaleCode::Ar,
                "en" => LocaleCode::En,
                _ => return None,
            });
        }
        PolicyField::Digits => {
            policy.digits = Some(match value.as_str()? {
                "latn" => Digits::Latn,
                "arab" => Digits::Arab,
                _ => return None,
            });
        }
        PolicyField::CentreAddress => {
            policy.centre_address = Some(Address::parse(value.as_str()?).ok()?);
        }
        PolicyField::KeyFile => {
            // A relative path would be another file for each folder the window is started in.
            let path = PathBuf::from(value.as_str()?);
            policy.key_file = Some(path.is_absolute().then_some(path)?);
        }
        PolicyField::Keyring => policy.keyring = Some(value.as_bool()?),
        PolicyField::Notifications => policy.notifications = Some(value.as_bool()?),
    }
    // During a call a machine never locks sooner than without one.
    match (policy.lock_min, policy.lock_in_call_min) {
        (Some(free), Some(in_call)) if in_call < free => None,
        _ => Some(()),
    }
}

fn minutes(value: &Value, most: u32) -> Option<u32> {
    let minutes = u32::try_from(value.as_u64()?).ok()?;
    (1..=most).contains(&minutes).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&[PolicyField], PolicyFault>) {
        let fixed = parse(text.as_bytes()).map(|policy| {
            let fields = PolicyField::ALL.into_iter();
            fields
                .filter(|field| policy.fixes(*field))
                .collect::<Vec<_>>()
        });
        assert_eq!(fixed, expect.map(<[_]>::to_vec), "{text}");
    }

    fn value(field: PolicyField, line: usize) -> Result<&'static [PolicyField], PolicyFault> {
        Err(PolicyFault::Value { field, line })
    }

    fn syntax(line: usize, column: usize) -> Result<&'static [PolicyField], PolicyFault> {
        Err(PolicyFault::Syntax { line, column })
    }

    /// Every key, alone and with all the others.
    #[test]
    fn every_key_is_taken() {
        use PolicyField::*;
        check("{}", Ok(&[]));
        check(" {\n \"lockMin\": 5 } \n", Ok(&[LockMin]));
        check(
            r#"{"lockMin": 1, "lockInCallMin": 120, "language": "ar", "digits": "arab",
                "centreAddress": "https://nida.moh.gov.om", "keyFile": "/etc/nida/key",
                "keyring": false, "notifications": true}"#,
            Ok(&PolicyField::ALL),
        );
        let policy = parse(
            br#"{"lockInCallMin": 20, "language": "en", "digits": "latn",
            "centreAddress": "nida.moh.gov.om/", "notifications": false}"#,
        )
        .unwrap();
        assert_eq!(policy.lock_in_call_min, Some(20));
        assert_eq!(policy.language, Some(LocaleCode::En));
        assert_eq!(policy.digits, Some(crate::dto::Digits::Latn));
        assert_eq!(policy.notifications, Some(false));
        let address = policy.centre_address.map(|address| address.to_string());
        assert_eq!(address.as_deref(), Some("https://nida.moh.gov.om"));
    }

    /// Whoever wrote the file must find the mistake by what is told, and no half of it may hold.
    #[test]
    fn every_mistake_is_told_with_its_place() {
        use PolicyField::*;
        for no_object in ["", "[]", "5", "{", "{\"lockMin\": 05}", "{\"lockMin\": }"] {
            assert!(
                matches!(
                    parse(no_object.as_bytes()),
                    Err(PolicyFault::Syntax { line: 1, .. })
                ),
                "{no_object}"
            );
        }
        check("{\n  \"lockMin\": 5,\n}", syntax(3, 1));
        check("{\"lockMin\": 5} and more", syntax(1, 16));
        let unknown = |key: &str, line| {
            let key = key.to_owned();
            Err(PolicyFault::UnknownKey { key, line })
        };
        check(
            "{\n  \"keyring\": true,\n  \"lockmin\": 5}",
            unknown("lockmin", 3),
        );
        let long = "x".repeat(500);
        check(
            &format!("{{\"{long}\": 1}}"),
            unknown(&"x".repeat(KEY_CHARS_TOLD), 1),
        );
        check(
            "{\"digits\": \"latn\",\n\"digits\": \"latn\"}",
            Err(PolicyFault::Twice {
                field: Digits,
                line: 2,
            }),
        );
        for (field, wrong) in [
            (LockMin, r#"0 31 -1 2.5 "5" null [] 99999999999"#),
            (LockInCallMin, r#"0 121 true"#),
            (Language, r#""fr" "AR" "" 1 null"#),
            (Digits, r#""hindi" 0"#),
            (
                CentreAddress,
                r#""http://nida.moh.gov.om" "" 5 "ftp://x" "https://a@b" null"#,
            ),
            (KeyFile, r#""key" "" 5 null"#),
            (Keyring, r#""no" 0 null"#),
            (Notifications, r#""yes" 1 {}"#),
        ] {
            for wrong in wrong.split(' ') {
                let text = format!("{{\n\"{}\": {wrong}\n}}", field.code());
                check(&text, value(field, 2));
            }
        }
        check(
            "{\"lockMin\": 20,\n\"lockInCallMin\": 15}",
            value(LockInCallMin, 2),
        );
        check(
            "{\"lockInCallMin\": 15,\n\"lockMin\": 20}",
            value(LockMin, 2),
        );
        let deep = format!("{{\"lockMin\": {}", "[".repeat(50_000));
        assert!(matches!(
            parse(deep.as_bytes()),
            Err(PolicyFault::Syntax { line: 1, .. })
        ));
        assert!(matches!(
            parse(b"{\"language\": \"\xff\"}"),
            Err(PolicyFault::Syntax { line: 1, .. })
        ));
    }
}

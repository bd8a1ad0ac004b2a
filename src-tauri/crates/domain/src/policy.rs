//! The policy of an organisation: what is fixed for everybody at a machine, read from one JSON object.
//!
//! Two say it in one form: the administrator of a machine in a file there, who may also fix what belongs to that machine
//! alone (its centre, its keys), and the people of the centre in a pack for all machines of a site
//! ([`crate::wire::Pack`]). It is read strictly and whole: half a policy looks like a whole one.
//!
//! The keys are walked by hand and not derived: what serde says of an unknown key or a wrong value is an English
//! sentence, and people need the key and the line in their own language.
//!
//! Never here: where a policy lies, which one is in force, what follows from it.

mod fixed;
mod kept;

use std::cell::Cell;
use std::{fmt, io};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use thiserror::Error;

pub use fixed::{
    BACKUP_WARN_DAYS_MAX, BACKUPS_DAILY_MAX, BACKUPS_WEEKLY_MAX, Fixed, LOCK_IN_CALL_MIN_MAX,
    LOCK_MIN_MAX, SAMPLES_MAX,
};
pub use kept::{KEPT_MONTHS_MAX, KEPT_MONTHS_MIN, KEPT_TYPES_MAX, KeptMonths, OTHER_TYPES};

/// How much of an unknown key is told, in characters.
const KEY_CHARS_TOLD: usize = 40;

/// A key of a policy; its code is the key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyKey {
    /// Minutes without a hand on the machine until it locks.
    LockMin,
    /// The same during a call.
    LockInCallMin,
    /// Language of the screen.
    Language,
    /// Digits of the screen.
    Digits,
    /// Address of the centre.
    CentreAddress,
    /// A key file that opens the store.
    KeyFile,
    /// Whether the keyring of the operating system may open the store.
    Keyring,
    /// Whether notifications of the desktop may be shown.
    Notifications,
    /// How many calls of each agent a supervisor looks at as samples.
    SamplesPerAgent,
    /// The folder that backups go to beside those in the data folder.
    BackupFolder,
    /// How many daily backups are kept in a place.
    BackupDaily,
    /// Of how many weeks before these one is kept.
    BackupWeekly,
    /// After how many days the last good backup is old.
    BackupWarnDays,
    /// For how many months the words of what was logged are kept, by type.
    KeepMonths,
}

impl PolicyKey {
    /// Every key.
    pub const ALL: [Self; 14] = [
        Self::LockMin,
        Self::LockInCallMin,
        Self::Language,
        Self::Digits,
        Self::CentreAddress,
        Self::KeyFile,
        Self::Keyring,
        Self::Notifications,
        Self::SamplesPerAgent,
        Self::BackupFolder,
        Self::BackupDaily,
        Self::BackupWeekly,
        Self::BackupWarnDays,
        Self::KeepMonths,
    ];

    /// The key as it stands in the object.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LockMin => "lockMin",
            Self::LockInCallMin => "lockInCallMin",
            Self::Language => "language",
            Self::Digits => "digits",
            Self::CentreAddress => "centreAddress",
            Self::KeyFile => "keyFile",
            Self::Keyring => "keyring",
            Self::Notifications => "notifications",
            Self::SamplesPerAgent => "samplesPerAgent",
            Self::BackupFolder => "backupFolder",
            Self::BackupDaily => "backupDaily",
            Self::BackupWeekly => "backupWeekly",
            Self::BackupWarnDays => "backupWarnDays",
            Self::KeepMonths => "keepMonths",
        }
    }

    /// Whether only the administrator of a machine can fix it: where it sends to, what opens its data and where copies of
    /// these lie.
    #[must_use]
    pub const fn is_machines_own(self) -> bool {
        matches!(
            self,
            Self::CentreAddress | Self::KeyFile | Self::Keyring | Self::BackupFolder
        )
    }
}

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenLanguage {
    /// Arabic.
    Ar,
    /// English.
    En,
}

/// Digits of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenDigits {
    /// 0 to 9.
    Latn,
    /// ٠ to ٩.
    Arab,
}

/// Why a policy is none. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyError {
    /// Not JSON, or not one object.
    #[error("no JSON object: line {line}, column {column}")]
    Syntax {
        /// Where.
        line: usize,
        /// From 1 on.
        column: usize,
    },
    /// A key that nobody knows; often a letter is wrong.
    #[error("unknown key {key:?}: line {line}")]
    UnknownKey {
        /// As it stands there, shortened.
        key: String,
        /// Where.
        line: usize,
    },
    /// A key that stands there before already.
    #[error("{} stands there twice: line {line}", .key.code())]
    Twice {
        /// Which one.
        key: PolicyKey,
        /// Where.
        line: usize,
    },
    /// A value that the key cannot have.
    #[error("{} cannot have this value: line {line}", .key.code())]
    Value {
        /// Whose.
        key: PolicyKey,
        /// Where.
        line: usize,
    },
    /// A key that is the administrator's of each machine alone.
    #[error("{} is for the policy file of a machine alone: line {line}", .key.code())]
    MachinesOwn {
        /// Which one.
        key: PolicyKey,
        /// Where.
        line: usize,
    },
}

/// What is wrong with a key and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The key cannot have this value.
    Value,
    /// The key is for a machine's own policy alone.
    MachinesOwn,
}

/// Walks the one object of a text and gives each key with its value.
///
/// # Errors
/// The first mistake, with its line.
pub fn walk(
    bytes: &[u8],
    each: &mut dyn FnMut(PolicyKey, &Value) -> Result<(), Wrong>,
) -> Result<(), PolicyError> {
    let line = Cell::new(1);
    let mut wrong = None;
    let mut json = serde_json::Deserializer::from_reader(Lines { bytes, line: &line });
    let walk = Walk {
        met: Vec::new(),
        each,
        wrong: &mut wrong,
        line: &line,
    };
    let read = walk.deserialize(&mut json).and_then(|()| json.end());
    match (read, wrong) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(wrong)) => Err(wrong),
        (Err(error), None) => Err(PolicyError::Syntax {
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

/// Walks the one object and stops at the first key that is wrong.
struct Walk<'a> {
    met: Vec<PolicyKey>,
    each: &'a mut dyn FnMut(PolicyKey, &Value) -> Result<(), Wrong>,
    wrong: &'a mut Option<PolicyError>,
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

    fn visit_map<M: MapAccess<'de>>(mut self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let line = self.line.get();
            let known = PolicyKey::ALL.into_iter().find(|key| key.code() == name);
            let wrong = match known {
                None => Some(PolicyError::UnknownKey {
                    key: name.chars().take(KEY_CHARS_TOLD).collect(),
                    line,
                }),
                Some(key) if self.met.contains(&key) => Some(PolicyError::Twice { key, line }),
                Some(key) => {
                    self.met.push(key);
                    match (self.each)(key, &map.next_value::<Value>()?) {
                        Ok(()) => None,
                        Err(Wrong::Value) => Some(PolicyError::Value { key, line }),
                        Err(Wrong::MachinesOwn) => Some(PolicyError::MachinesOwn { key, line }),
                    }
                }
            };
            if wrong.is_some() {
                *self.wrong = wrong;
                return Err(M::Error::custom("told by its kind"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<Fixed, PolicyError>) {
        assert_eq!(Fixed::read(text.as_bytes()), expect, "{text}");
    }

    /// What the centre's people can fix for every machine of a site.
    #[test]
    fn every_key_of_a_site_is_taken() {
        check("{}", Ok(Fixed::default()));
        check(
            r#"{"lockMin": 1, "lockInCallMin": 120, "language": "ar", "digits": "arab", "notifications": false, "samplesPerAgent": 0,
                "backupDaily": 60, "backupWeekly": 0, "backupWarnDays": 30,
                "keepMonths": 60}"#,
            Ok(Fixed {
                lock_min: Some(1),
                lock_in_call_min: Some(120),
                language: Some(ScreenLanguage::Ar),
                digits: Some(ScreenDigits::Arab),
                notifications: Some(false),
                samples_per_agent: Some(0),
                backup_daily: Some(60),
                backup_weekly: Some(0),
                backup_warn_days: Some(30),
                kept_months: Some(KeptMonths {
                    by_type: [].into(),
                    other: Some(60),
                }),
            }),
        );
    }

    /// Whoever publishes must not choose where a machine sends to and what opens its data.
    #[test]
    fn what_is_a_machines_own_is_refused_by_its_key() {
        for key in PolicyKey::ALL
            .into_iter()
            .filter(|key| key.is_machines_own())
        {
            let text = format!("{{\n\"{}\": true}}", key.code());
            check(&text, Err(PolicyError::MachinesOwn { key, line: 2 }));
        }
    }

    /// Whoever wrote it must find the mistake by what is told.
    #[test]
    fn every_mistake_is_told_with_its_line() {
        let (lock_min, in_call) = (PolicyKey::LockMin, PolicyKey::LockInCallMin);
        check("", Err(PolicyError::Syntax { line: 1, column: 0 }));
        assert!(matches!(
            Fixed::read(b"[]"),
            Err(PolicyError::Syntax { line: 1, .. })
        ));
        assert!(matches!(
            Fixed::read(b"{} {}"),
            Err(PolicyError::Syntax { line: 1, .. })
        ));
        let key = "lockmin".to_owned();
        check(
            "{\n\"lockmin\": 5}",
            Err(PolicyError::UnknownKey { key, line: 2 }),
        );
        check(
            "{\"lockMin\": 5,\n\"lockMin\": 5}",
            Err(PolicyError::Twice {
                key: lock_min,
                line: 2,
            }),
        );
        for wrong in ["0", "31", "2.5", "\"5\"", "null"] {
            let text = format!("{{\"lockMin\": {wrong}}}");
            check(
                &text,
                Err(PolicyError::Value {
                    key: lock_min,
                    line: 1,
                }),
            );
        }
        check(
            "{\"lockMin\": 20,\n\"lockInCallMin\": 15}",
            Err(PolicyError::Value {
                key: in_call,
                line: 2,
            }),
        );
    }

    /// The machine's administrator knows that machine: what they say is over what is said for all.
    #[test]
    fn the_machines_own_word_counts_key_by_key() {
        let times = |lock_min, lock_in_call_min| Fixed {
            lock_min,
            lock_in_call_min,
            ..Fixed::default()
        };
        let check = |own: Fixed, site: Fixed, expect: Fixed| {
            assert_eq!(own.over(&site), expect, "{own:?} over {site:?}");
        };
        check(
            times(Some(5), None),
            times(Some(9), Some(30)),
            times(Some(5), Some(30)),
        );
        check(
            times(Some(20), None),
            times(None, Some(15)),
            times(Some(20), Some(20)),
        );
        check(
            times(None, Some(10)),
            times(Some(15), None),
            times(Some(10), Some(10)),
        );
        check(
            times(None, None),
            times(Some(9), Some(30)),
            times(Some(9), Some(30)),
        );
        let english = Fixed {
            language: Some(ScreenLanguage::En),
            ..Fixed::default()
        };
        let arabic = Fixed {
            language: Some(ScreenLanguage::Ar),
            notifications: Some(false),
            ..Fixed::default()
        };
        check(
            english.clone(),
            arabic,
            Fixed {
                notifications: Some(false),
                ..english
            },
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// Any bytes hold whole or not at all.
        #[test]
        fn any_file_holds_or_is_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            let _either = Fixed::read(&bytes);
        }

        /// So does an object of any key and value; what is told of a key is bounded.
        #[test]
        fn any_key_and_value_hold_or_are_refused(key in "lockMin|lockInCallMin|digits|keyFile|.{0,50}", value in "-?[0-9]{0,20}|true|null|\"[a-z]{0,9}\"") {
            let key = serde_json::to_string(&key).unwrap();
            let text = format!("{{{key}: {value}}}");
            if let Err(PolicyError::UnknownKey { key, .. }) = Fixed::read(text.as_bytes()) {
                proptest::prop_assert!(key.chars().count() <= KEY_CHARS_TOLD, "{}", key);
            }
        }
    }
}

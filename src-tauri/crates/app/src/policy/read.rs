//! Reads the file of a policy: bounded, strict, typed, and with the place of the first mistake ([`domain::policy`]).

use std::path::PathBuf;

use domain::policy::{PolicyKey, Wrong, walk};
use serde_json::Value;
use sync::Address;

use super::trust::{self, Asked, Distrust};
use super::{Policy, PolicyFault, PolicyPlace};

/// Longest file that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 64 * 1024;

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
    let mut policy = Policy::default();
    walk(bytes, &mut |key, value| take(&mut policy, key, value))?;
    Ok(policy)
}

/// Takes a value over: what is this machine's own here, the rest as a centre's policy does.
fn take(policy: &mut Policy, key: PolicyKey, value: &Value) -> Result<(), Wrong> {
    match key {
        PolicyKey::CentreAddress => {
            let address = value.as_str().and_then(|text| Address::parse(text).ok());
            policy.centre_address = Some(address.ok_or(Wrong::Value)?);
        }
        PolicyKey::KeyFile => {
            policy.key_file = Some(whole_path(value)?);
        }
        PolicyKey::BackupFolder => policy.backup_folder = Some(whole_path(value)?),
        PolicyKey::Keyring => policy.keyring = Some(value.as_bool().ok_or(Wrong::Value)?),
        PolicyKey::LockMin
        | PolicyKey::LockInCallMin
        | PolicyKey::Language
        | PolicyKey::Digits
        | PolicyKey::Notifications
        | PolicyKey::SamplesPerAgent
        | PolicyKey::BackupDaily
        | PolicyKey::BackupWeekly
        | PolicyKey::BackupWarnDays
        | PolicyKey::KeepMonths => policy.fixed.take(key, value)?,
    }
    Ok(())
}

/// A relative path would be another place for each folder the window is started in.
fn whole_path(value: &Value) -> Result<PathBuf, Wrong> {
    let path = value.as_str().map(PathBuf::from);
    path.filter(|path| path.is_absolute()).ok_or(Wrong::Value)
}

#[cfg(test)]
mod tests {
    use domain::policy::{ScreenDigits, ScreenLanguage};

    use super::super::PolicyField;
    use super::*;

    /// How much of an unknown key is told, in characters.
    const KEY_CHARS_TOLD: usize = 40;

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
                "keyring": false, "notifications": true, "samplesPerAgent": 20,
                "backupFolder": "/media/backup", "backupDaily": 1, "backupWeekly": 60, "backupWarnDays": 1,
                "keepMonths": {"complaint": 120, "*": 60}}"#,
            Ok(&PolicyField::ALL),
        );
        let policy = parse(
            br#"{"lockInCallMin": 20, "language": "en", "digits": "latn",
            "centreAddress": "nida.moh.gov.om/", "notifications": false}"#,
        )
        .unwrap();
        assert_eq!(policy.fixed.lock_in_call_min, Some(20));
        assert_eq!(policy.fixed.language, Some(ScreenLanguage::En));
        assert_eq!(policy.fixed.digits, Some(ScreenDigits::Latn));
        assert_eq!(policy.fixed.notifications, Some(false));
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
            (BackupFolder, r#""backups" "" 5 null"#),
            (BackupDaily, r#"0 61 "7" null"#),
            (BackupWeekly, r#"-1 61 2.5"#),
            (BackupWarnDays, r#"0 31 true"#),
            (KeepMonths, r#"5 601 true {} {"*":5}"#),
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

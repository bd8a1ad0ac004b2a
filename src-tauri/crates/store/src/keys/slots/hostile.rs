//! A file with slots is hostile until one of them has opened: whatever stands in it, it is read or refused, and nothing is
//! opened by what is not its key.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes, as a broken disk or a hand leaves them.
    #[test]
    fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slots.json");
        fs::write(&path, bytes).unwrap();
        let refused = matches!(Slots::read(&path), Err(OpenError::SlotsMissing));
        prop_assert!(refused, "no bytes of chance are slots");
    }

    /// One byte of a file that was right is another one: the key comes out as it was, or nothing does.
    #[test]
    fn a_changed_file_gives_the_key_or_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("slots.json");
        let (key, secret) = (Key::random().unwrap(), SlotSecret::random().unwrap());
        let code = RecoveryCode::random().unwrap();
        let cost = Cost::PRACTICE_ONLY;
        let mut slots = Slots::new(&key, [1; 16], [7; 16], "نخلة قرب البحر", &code, cost).unwrap();
        slots.set_random(Way::Keyring, &secret, &key).unwrap();
        slots.write(&path).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        fs::write(&path, bytes).unwrap();
        if let Ok(read) = Slots::read(&path)
            && let Ok(opened) = read.open(&Unlock::Keyring(&secret))
        {
            prop_assert_eq!(opened.bytes(), key.bytes());
        }
    }

    /// A key file is text that somebody may have opened in an editor.
    #[test]
    fn any_text_is_a_secret_or_none(text in ".{0,80}|[0-9a-fA-F]{64}") {
        if let Ok(secret) = SlotSecret::from_hex(&text) {
            prop_assert_eq!(text.trim().to_lowercase(), secret.to_hex().to_string());
        }
    }
}

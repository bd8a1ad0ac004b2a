//! A pack is taken whole from its own centre, for its own site, newer than the one before; else not at all.

use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;

use super::*;

const CENTRE: CentreId = CentreId::from_bytes([1; 16]);
const SITE: SiteId = SiteId::from_bytes([2; 16]);

fn key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

fn content() -> &'static [u8] {
    include_bytes!("../../../../../../assets/cards/first_aid.json")
}

fn pack(version: u64, content: &[u8]) -> Pack {
    let mut pack = Pack {
        centre: CENTRE,
        site: SITE,
        kind: "cards".into(),
        version,
        published_at: Millis(1_790_000_000_000),
        content: Base64(content.to_vec()),
        signature: Base64(vec![]),
    };
    pack.signature = Base64(key().sign(&pack.signed_bytes()).to_bytes().to_vec());
    pack
}

fn wanted() -> Wanted {
    Wanted {
        centre: CENTRE,
        site: SITE,
        key: Hex32(key().verifying_key().to_bytes()),
        kind: PackKind::Cards,
        newer_than: 6,
    }
}

#[test]
fn a_pack_of_ones_own_centre_is_taken() {
    assert_eq!(pack(7, content()).check(&wanted()), Ok(()));
    let text = serde_json::to_string(&pack(7, content())).unwrap();
    let read: Pack = serde_json::from_str(&text).unwrap();
    assert_eq!(read, pack(7, content()), "over the line too");
}

/// An old pack brings a withdrawn card back; another site's brings what was never decided here.
#[test]
fn what_is_not_meant_for_this_machine_is_refused() {
    for version in [0, 1, 6, u64::MAX] {
        let old = pack(version, content());
        assert_eq!(old.check(&wanted()), Err(BadPack::NotNewer), "{version}");
    }
    let pack = pack(7, content());
    let other = Wanted {
        site: SiteId::from_bytes([9; 16]),
        ..wanted()
    };
    assert_eq!(pack.check(&other), Err(BadPack::OtherSite));
    let other = Wanted {
        centre: CentreId::from_bytes([9; 16]),
        ..wanted()
    };
    assert_eq!(pack.check(&other), Err(BadPack::OtherCentre));
    let other = Pack {
        kind: "calendar".into(),
        ..pack.clone()
    };
    assert_eq!(other.check(&wanted()), Err(BadPack::OtherKind));
    let other = Wanted {
        key: Hex32([9; 32]),
        ..wanted()
    };
    assert_eq!(pack.check(&other), Err(BadPack::Signature));
}

/// Whoever can write on the line must not write what agents read out.
#[test]
fn one_flipped_bit_anywhere_is_refused() {
    let whole = pack(7, content());
    let flipped = |bytes: &Base64, at: usize| {
        let mut bytes = bytes.clone();
        bytes.0[at] ^= 1 << (at % 8);
        bytes
    };
    // Every place of a content is hashed alike: some of them do, and the ends.
    let places = (0..content().len())
        .step_by(199)
        .chain([content().len() - 1]);
    for at in places {
        let one = Pack {
            content: flipped(&whole.content, at),
            ..whole.clone()
        };
        assert_eq!(one.check(&wanted()), Err(BadPack::Signature), "byte {at}");
    }
    for at in 0..whole.signature.0.len() {
        let one = Pack {
            signature: flipped(&whole.signature, at),
            ..whole.clone()
        };
        assert_eq!(one.check(&wanted()), Err(BadPack::Signature), "byte {at}");
    }
    let cut = whole.content.0[..content().len() - 1].to_vec();
    for other in [
        Pack {
            version: 8,
            ..whole.clone()
        },
        Pack {
            published_at: Millis(1),
            ..whole.clone()
        },
        Pack {
            content: Base64(cut),
            ..whole.clone()
        },
        Pack {
            signature: Base64(vec![]),
            ..whole.clone()
        },
    ] {
        assert_eq!(other.check(&wanted()), Err(BadPack::Signature));
    }
}

/// The centre's people make mistakes too, and a machine may be older than what they publish.
#[test]
fn a_signed_pack_that_cannot_be_read_is_refused_with_its_place() {
    let refusal = |content: &[u8]| {
        let bad = pack(7, content).check(&wanted()).unwrap_err();
        let PackRefusal { reason, at, field } = bad.refusal();
        (reason, at, field)
    };
    let told = |reason: &str, at: &str, field: &str| (reason.into(), at.into(), field.into());
    assert_eq!(refusal(b"{"), told("unreadable", "1", ""));
    let text = std::str::from_utf8(content()).unwrap();
    let wrong = text.replacen("\"state\": \"approved\"", "\"state\": \"told\"", 1);
    let (reason, at, field) = refusal(wrong.as_bytes());
    assert_eq!((reason.as_str(), field.as_str()), ("field", "state"));
    assert!(text.contains(&format!("\"code\": \"{at}\"")), "{at}");
    let endless = text.replacen(
        &format!("\"{at}\""),
        &format!("\"{}\"", "x".repeat(10_000)),
        1,
    );
    let (reason, at, field) = refusal(endless.as_bytes());
    assert_eq!((reason.as_str(), field.as_str()), ("field", "code"));
    assert_eq!(at.len(), 96, "what a refusal repeats is bounded");
    let long = vec![b' '; MAX_PACK_BYTES + 1];
    assert_eq!(
        refusal(&long),
        told("too_long", "", ""),
        "before it is hashed or parsed"
    );
}

/// The lists are parsed by the rules of the lists, and what the program has rules about is told by another word.
#[test]
fn lists_that_cannot_be_used_are_refused_with_their_place() {
    let refusal = |lists: &str| {
        let content = format!("{{\"about\": \"\",\n \"lists\": {{{lists}}}}}");
        let mut pack = pack(7, content.as_bytes());
        pack.kind = "lists".into();
        pack.signature = Base64(key().sign(&pack.signed_bytes()).to_bytes().to_vec());
        let wanted = Wanted {
            kind: PackKind::Lists,
            ..wanted()
        };
        let checked = pack.check(&wanted);
        checked.map_err(|bad| {
            let PackRefusal { reason, at, field } = bad.refusal();
            format!("{reason} {at} {field}")
        })
    };
    let rows =
        |list: &str, row: &str| refusal(&format!(r#""{list}": {{"about": "", "rows": [{row}]}}"#));
    let told = |words: &str| Err(words.to_owned());
    assert_eq!(refusal(""), Ok(()));
    assert_eq!(
        rows("relations", r#"{"code": "a", "ar": "ا", "en": "A"}"#),
        Ok(())
    );
    assert_eq!(rows("relations", r#"{"code": "a"}"#), told("unreadable 2 "));
    assert_eq!(rows("planets", "5"), told("field planets lists"));
    assert_eq!(
        rows("relations", r#"{"code": "a", "ar": "A", "en": "A"}"#),
        told("field relations/a ar")
    );
    assert_eq!(
        rows("roles", r#"{"code": "king", "ar": "ملك", "en": "King"}"#),
        told("fixed roles/king code")
    );
}

#[test]
fn each_kind_is_known_again() {
    for kind in PackKind::ALL {
        assert_eq!(kind.name().parse(), Ok(kind));
    }
    assert_eq!("users".parse::<PackKind>(), Err(NotAPackKind));
}

/// Every ingredient is signed: change one and the bytes are others.
#[test]
fn what_is_signed_names_everything() {
    let signed = |centre, site, kind, version, at, content: &[u8]| {
        let (centre, site) = (
            CentreId::from_bytes([centre; 16]),
            SiteId::from_bytes([site; 16]),
        );
        pack_bytes((centre, site), kind, version, Millis(at), content)
    };
    let one = signed(1, 2, "cards", 7, 3, b"x");
    assert_eq!(one.len(), 11 + 2 * 16 + 2 * 8 + 2 * 32);
    for other in [
        signed(9, 2, "cards", 7, 3, b"x"),
        signed(1, 9, "cards", 7, 3, b"x"),
        signed(1, 2, "card", 7, 3, b"x"),
        signed(1, 2, "cards", 8, 3, b"x"),
        signed(1, 2, "cards", 7, 4, b"x"),
        signed(1, 2, "cards", 7, 3, b"y"),
    ] {
        assert_ne!(one, other);
    }
}

/// Contents that are right, of each kind.
const RIGHT: [(PackKind, &[u8]); 3] = [
    (
        PackKind::Cards,
        include_bytes!("../../../../../../assets/cards/first_aid.json"),
    ),
    (
        PackKind::Lists,
        r#"{"about": "", "lists": {"relations": {"about": "", "rows": [{"code": "uncle", "ar": "عم", "en": "Uncle"}]}}}"#
            .as_bytes(),
    ),
    (
        PackKind::Policy,
        br#"{"lockMin": 3, "language": "ar", "backupDaily": 7}"#,
    ),
];

#[test]
fn what_is_changed_below_was_right() {
    for (kind, right) in RIGHT {
        assert_eq!(kind.check(right), Ok(()), "{kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever can sign may be wrong, and the centre parses what is not signed yet: any bytes are read or refused.
    #[test]
    fn any_content_is_read_or_refused(kind in 0..3_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _either = RIGHT[kind].0.check(&bytes);
    }

    /// So is what was right and has one byte changed, or is cut.
    #[test]
    fn a_changed_content_is_read_or_refused(kind in 0..3_usize, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let (kind, right) = RIGHT[kind];
        let mut bytes = right.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        let _either = kind.check(&bytes);
    }
}

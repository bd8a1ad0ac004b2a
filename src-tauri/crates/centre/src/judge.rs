//! Whether a content can be taken, decided from the bytes alone. What is not taken is held: its link
//! keeps its place with the digests, so that nothing behind it waits.
//!
//! Kinds, versions and fields that this centre does not know are taken as they are. Never here: I/O, a
//! decision about the chain.

use domain::entry::{BadEntry, Entry, Header};
use domain::id::EntryId;
use domain::wire::HeldCode;

/// What becomes of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// It can be taken.
    Taken {
        /// The parts.
        entry: Entry,
        /// What its header says.
        header: Box<Header>,
    },
    /// It is held.
    Held(HeldCode),
}

/// Judges the content that came with a link for this id.
#[must_use]
pub(crate) fn judge(id: EntryId, entry: Option<Entry>) -> Judged {
    let Some(entry) = entry else {
        return Judged::Held(HeldCode::Withheld);
    };
    match read(id, &entry) {
        Ok(header) => Judged::Taken {
            entry,
            header: Box::new(header),
        },
        Err(code) => Judged::Held(code),
    }
}

fn read(id: EntryId, entry: &Entry) -> Result<Header, HeldCode> {
    entry.check_bounds().map_err(code_of)?;
    let header = entry.read_header().map_err(code_of)?;
    entry.read_facts().map_err(code_of)?;
    entry.read_personal().map_err(code_of)?;
    if header.id == id {
        Ok(header)
    } else {
        Err(HeldCode::OtherId)
    }
}

const fn code_of(bad: BadEntry) -> HeldCode {
    match bad {
        BadEntry::Header => HeldCode::UnreadableHeader,
        BadEntry::Facts => HeldCode::UnreadableFacts,
        BadEntry::Personal => HeldCode::UnreadablePersonal,
        BadEntry::TooLong => HeldCode::TooLong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::entry::{MAX_FACTS_BYTES, SALT_BYTES};
    use domain::id::{ActId, Millis, SubjectId, UserId};
    use serde_json::Map;

    const ID: EntryId = EntryId::from_bytes([1; 16]);

    fn entry() -> Entry {
        let header = Header {
            id: ID,
            subject: SubjectId::from_bytes([2; 16]),
            kind: "moon.landed".into(),
            version: 77,
            act: ActId::from_bytes([3; 16]),
            actor: UserId::from_bytes([4; 16]),
            role: "astronaut".into(),
            at: Millis(0),
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 0,
            seen: None,
            erasures: vec![],
        };
        Entry::write(&header, &Map::new(), &Map::new(), [0; SALT_BYTES]).unwrap()
    }

    /// A machine newer than the centre must not be stopped by it.
    #[test]
    fn an_unknown_kind_is_taken_as_it_is() {
        let taken = Judged::Taken {
            entry: entry(),
            header: Box::new(entry().read_header().unwrap()),
        };
        assert_eq!(judge(ID, Some(entry())), taken);
    }

    #[test]
    fn an_erased_personal_part_is_taken() {
        let erased = Entry {
            personal: None,
            ..entry()
        };
        assert!(matches!(judge(ID, Some(erased)), Judged::Taken { .. }));
    }

    #[test]
    fn what_cannot_be_read_is_held_by_name() {
        let whole = entry();
        let check = |entry: Entry, code: HeldCode| {
            assert_eq!(judge(ID, Some(entry)), Judged::Held(code));
        };
        check(
            Entry {
                header: b"\xff".to_vec(),
                ..whole.clone()
            },
            HeldCode::UnreadableHeader,
        );
        check(
            Entry {
                facts: b"[]".to_vec(),
                ..whole.clone()
            },
            HeldCode::UnreadableFacts,
        );
        check(
            Entry {
                facts: br#"{"a":"\ud800"}"#.to_vec(),
                ..whole.clone()
            },
            HeldCode::UnreadableFacts,
        );
        check(
            Entry {
                personal: Some(vec![0; 3]),
                ..whole.clone()
            },
            HeldCode::UnreadablePersonal,
        );
        check(
            Entry {
                facts: vec![b' '; MAX_FACTS_BYTES + 1],
                ..whole.clone()
            },
            HeldCode::TooLong,
        );
        let other = judge(EntryId::from_bytes([9; 16]), Some(whole));
        assert_eq!(other, Judged::Held(HeldCode::OtherId));
        assert_eq!(judge(ID, None), Judged::Held(HeldCode::Withheld));
    }

    /// Deep nesting must neither overflow the stack nor be taken.
    #[test]
    fn deep_json_is_held() {
        let depth = 30_000;
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        let entry = Entry {
            facts: deep.into_bytes(),
            ..entry()
        };
        assert_eq!(
            judge(ID, Some(entry)),
            Judged::Held(HeldCode::UnreadableFacts)
        );
    }
}
